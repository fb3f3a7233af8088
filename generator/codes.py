"""Every problem code: what it means, why it matters, and how to fix it.

The commands, the annotation page and the guide share the codes. A code must never change its meaning, since people
filter by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Reporter = Literal["archive check", "archive verify", "mkdocs build", "the page for annotating"]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. `meaning`, `why` and `cure` are sentences in Markdown; `reporter` is the command or page
    that reports it."""

    name: str
    group: str
    meaning: str
    why: str
    cure: str
    reporter: Reporter = "archive check"


_Row = tuple[str, str, str, str] | tuple[str, str, str, str, Reporter]

_GROUPS: dict[str, tuple[_Row, ...]] = {
    "Files": (
        (
            "unknown-folder",
            "A file lies in a folder that holds no records.",
            "The folder says of which kind a record is.",
            "Move the file to the folder of its kind, such as `content/people/`.",
        ),
        (
            "folder-within",
            "A record lies in a folder inside the folder of its kind.",
            "Only articles are filed in folders of their own, by year.",
            "Move it up into the folder of its kind.",
        ),
        (
            "wrong-ending",
            "The file's name has another ending than records of its kind have.",
            "An article has a body and is Markdown (`.md`); every other record is YAML (`.yml`).",
            "Rename the file, or move it out of the folder where it is no record.",
        ),
        (
            "bad-file-name",
            "The file's name is not an id.",
            "The name of the file is the record's id and part of the address of its page.",
            "Rename it: lower-case letters a-z and digits, in words joined by hyphens.",
        ),
        (
            "leftover-file",
            "An editor or the operating system left a file here.",
            "It is passed over, but it does not belong into the repository.",
            "Delete it.",
        ),
        (
            "link-to-a-file",
            "A symbolic link lies in the content or beside the settings.",
            "Links may lead out of the archive, so they are not followed.",
            "Put the file itself here, or delete the link.",
        ),
        (
            "not-a-file",
            "A pipe, a socket or a device lies where a file belongs.",
            "Reading it may never end.",
            "Delete it.",
        ),
        (
            "unreadable-file",
            "The operating system refuses to open the file.",
            "What cannot be read cannot be published.",
            "Look at the file's permissions.",
        ),
        (
            "file-too-large",
            "The file has more bytes than any record needs.",
            "A file of this size is a mistake, or made to slow the program down.",
            "Split it, or keep the full text elsewhere.",
        ),
        (
            "empty-file",
            "Nothing stands in the file, or nothing in its annotation.",
            "A record says at least how it is called.",
            "Write it, or delete the file.",
        ),
        (
            "not-utf-8",
            "The file is not encoded in UTF-8.",
            "In another encoding its letters would be read as others.",
            "Save the file as UTF-8.",
        ),
        (
            "merge-conflict",
            "Git left both sides of a conflict in the file.",
            "Only a person can say which of the two holds.",
            "Keep one side, and take out the lines that mark the two.",
        ),
        (
            "forbidden-character",
            "A character that nobody sees stands in the text and may not stand there.",
            "It can hide words, turn their order round, or break the page.",
            "Delete it. The message names it and the place.",
        ),
        (
            "needless-character",
            "A character that nobody sees stands in the text and does nothing.",
            "It keeps equal words from being found as equal.",
            "Delete it.",
        ),
        (
            "page-in-the-way",
            "A page written by hand has the address of a page that the archive makes.",
            "Only one of the two could be published.",
            "Give the page written by hand another name.",
            "mkdocs build",
        ),
    ),
    "YAML": (
        (
            "no-front-matter",
            "The article does not begin with its annotation between two lines `---`, or the second line is missing.",
            "The lines tell the annotation from the body.",
            "Begin the file with a line `---`, the annotation, and a line `---`.",
        ),
        (
            "not-a-mapping",
            "The record is a list or a text, and no mapping.",
            "A record consists of keys and their values.",
            "Write `key: value` lines, with a space behind each colon.",
        ),
        (
            "too-deep",
            "Lists and mappings stand deeper inside each other than a record needs.",
            "It is a mistake in the indentation, or made to exhaust the program.",
            "Look at the indentation.",
        ),
        (
            "anchor",
            "An anchor (`&name`) or an alias (`*name`) stands in the YAML.",
            "Every value stands where it is read, so that records can be compared line by line.",
            "Write the value out. Put a text that begins with `&` or `*` in quotation marks.",
        ),
        (
            "tag",
            "A tag (`!name`) stands in the YAML.",
            "Every value is read as text; its field says what it means.",
            "Leave the tag out. Put a text that begins with `!` in quotation marks.",
        ),
        (
            "not-a-key",
            "A list or a mapping stands where a key belongs.",
            "A key is a word.",
            "Write a word, or put the text in quotation marks.",
        ),
        (
            "key-twice",
            "The same key appears twice in one mapping.",
            "Only one of the two values could hold.",
            "Keep one.",
        ),
        (
            "lookalike-sign",
            "A sign stands where a space, a hyphen or a colon belongs, and only looks like it.",
            "Word processors put it there; YAML reads it as a letter of the text.",
            "Type the sign that the message names.",
        ),
        ("tab", "A tab indents a line.", "YAML allows spaces alone.", "Use spaces."),
        (
            "quotation-mark-not-closed",
            "A quotation mark opens a text and nothing closes it.",
            "The rest of the file is read as part of the text.",
            "Close it.",
        ),
        (
            "text-behind-a-quotation-mark",
            "More text follows a closing quotation mark.",
            "The mark ends the value.",
            "Put the whole text in marks of the other kind, or close the one that was opened above.",
        ),
        (
            "text-behind-a-bracket",
            "More text follows a closing bracket.",
            "The bracket ends the list or mapping.",
            "Put the whole text in quotation marks.",
        ),
        (
            "backslash",
            "A backslash in a double-quoted text begins an escape that YAML does not know.",
            "Between double quotation marks a backslash has a meaning of its own.",
            "Use single quotation marks.",
        ),
        (
            "bracket-not-closed",
            "A bracket opens a list or mapping that is not closed, or a comma is missing in it.",
            "The lines that follow are read as part of it.",
            "Close it, or put the whole text in quotation marks.",
        ),
        (
            "hashtag-read-as-comment",
            "Words that begin with `#` are read as a comment, and are lost.",
            "Behind a space `#` begins a comment in YAML.",
            "Put the value in quotation marks. A comment has a space behind its sign.",
        ),
        (
            "reserved-sign",
            "A text begins with a sign that YAML keeps for itself.",
            "The signs `*`, `&`, `!`, `@`, `%` and the backtick begin something else than a text.",
            "Put the text in quotation marks.",
        ),
        (
            "second-colon",
            "A second `: ` stands in a line.",
            "A colon with a space behind it parts a key from its value.",
            "Put the text in quotation marks.",
        ),
        (
            "no-space-behind-colon",
            "No space stands behind the colon of a key.",
            "Without it the line is a text and no key.",
            "Write `key: value`.",
        ),
        (
            "no-colon",
            "A line is neither `key: value` nor part of the text above it.",
            "Nothing says to what it belongs.",
            "Add the colon and a space, or indent the line.",
        ),
        (
            "bad-indentation",
            "A line is indented otherwise than its neighbours.",
            "Indentation says what belongs together.",
            "Indent it as its neighbours are; look at open quotation marks and brackets above.",
        ),
        (
            "second-record",
            "A second YAML document begins in the file.",
            "One file is one record.",
            "Keep one record a file. Only an article has a body.",
        ),
        (
            "bad-yaml",
            "The file is not YAML, in a way that has no code of its own.",
            "What YAML cannot read makes no record.",
            "Look at the indentation and the quotation marks near the place.",
        ),
    ),
    "Keys and texts": (
        (
            "unknown-key",
            "The record has a key that its kind does not know.",
            "A mistyped key would be lost without a word.",
            "Write the key that the message suggests, or take it out.",
        ),
        (
            "missing-key",
            "A key that every record of the kind has is missing.",
            "Its page cannot do without.",
            "Add it.",
        ),
        (
            "reserved-key",
            "The record has a key `id` or `body`.",
            "The id is the name of the file, and the body stands below the annotation.",
            "Take the key out.",
        ),
        (
            "wrong-type",
            "A list, a mapping or a text stands where something else is wanted.",
            "The field says what its value looks like.",
            "Write what the message asks for.",
        ),
        ("empty-text", "The text is empty.", "It says nothing.", "Write it, or leave the key out."),
        (
            "empty-list",
            "The list is empty, and at least one is wanted.",
            "The record stands for what is in it.",
            "Write at least one.",
        ),
        (
            "text-too-long",
            "The text or address is longer than its field allows.",
            "A title or a quotation of this length breaks the pages that show it, and quotes too much.",
            "Shorten it. A long quotation becomes a list of parts; a long remark goes to `notes`.",
        ),
        (
            "text-over-several-lines",
            "A text has line breaks where it may have none.",
            "It is shown in one line, or the break is not printed in the source.",
            "Write one line; fold it with `>-`, or keep lines with `|-`.",
        ),
        (
            "curly-quotes",
            "The value stands in typographic quotation marks.",
            "YAML knows straight ones alone, so these are read as part of the value.",
            "Write straight ones, or none.",
        ),
    ),
    "Values": (
        (
            "unknown-choice",
            "The value is none of those that the field allows.",
            "Pages sort and filter by it.",
            "Write one of those that the message lists.",
        ),
        (
            "bad-id",
            "The value is not an id.",
            "An id is part of an address, so nothing but letters a-z, digits and hyphens may stand in it.",
            "Write it as the message suggests.",
        ),
        (
            "bad-path",
            "The value is not two ids with a slash between them.",
            "A sentence is named by its statement and its own id, a quotation by its article and its own id.",
            "Write `utterance/passage` or `article/quotation`.",
        ),
        (
            "bad-date",
            "The value is not a date in EDTF.",
            "Dates are compared and drawn.",
            "Write the date that the message suggests.",
        ),
        (
            "bad-number",
            "The value is not one number.",
            "Figures are compared and drawn.",
            "Write digits, with a point for decimals. Two numbers are `low` and `high`; words go to `qualifier`.",
        ),
        (
            "bad-address",
            "The value is not a web address that can be published.",
            "Readers follow it.",
            "Copy the address from the browser.",
        ),
        (
            "password-in-address",
            "A user name or password stands in a web address.",
            "It would be published.",
            "Take out what stands before the host, the `@` included. Change the password: the repository may have kept it.",
        ),
        (
            "bad-language",
            "The value is not a language tag (BCP 47).",
            "Browsers, screen readers and the search go by it.",
            "Write `en`, `ru`, `ko`, `zh-Hant` or the like.",
        ),
        (
            "bad-country",
            "The value is not a country code (ISO 3166-1 alpha-2).",
            "Names of countries are shown by their codes.",
            "Write `KR`, `UA`, `US` or the like.",
        ),
        (
            "bad-wikidata",
            "The value is not an identifier of Wikidata.",
            "It links the record with what others know.",
            "Write Q and digits, as in `Q7747`.",
        ),
        (
            "bad-isni",
            "The value is not an International Standard Name Identifier (ISNI).",
            "It links the record with what others know.",
            "Write its 16 signs, as in `0000 0001 2103 2683`; the last one checks the others.",
        ),
        (
            "bad-viaf",
            "The value is not an identifier of VIAF, the catalogue of names that libraries share.",
            "It links the record with what others know.",
            "Write the digits of its address, as in `113230702`.",
        ),
        (
            "bad-geonames",
            "The value is not an identifier of GeoNames.",
            "It links the record with what others know.",
            "Write the digits of its address, as in `703448`.",
        ),
        (
            "bad-hash",
            "The value is not a SHA-256 hash.",
            "The hash says which copy of the source was read.",
            "Leave it to `archive verify`, which writes it.",
        ),
        (
            "author-nobody",
            "An author has neither a name nor an id.",
            "A citation names who wrote a source.",
            "Write the name as printed, or `{by: …}` with the id of a person or organisation, or take the entry out.",
        ),
        (
            "bad-time-code",
            "The value is not a time of a recording.",
            "A link opens the recording there.",
            "Write minutes and seconds, as in `1:12`, with hours before them where there are any.",
        ),
        (
            "bad-ordinal",
            "The value is not a number by which one counts from 1.",
            "Readers look a page or a paragraph up by it, and a link opens the page.",
            "Write digits alone.",
        ),
        (
            "spot-nowhere",
            "The place of the words names none.",
            "A reader is to find them there.",
            "Write `time`, `page`, `paragraph` or `post`, or leave `where` out.",
        ),
        (
            "spot-ends-first",
            "The words end before they begin, or nobody says when they begin.",
            "One of the times is wrong.",
            "Write in `time` when they begin, and in `until` when they end.",
        ),
        (
            "bad-span",
            "The offsets in `at` are none, or do not fit the text.",
            "They say where the words stand in the copy.",
            "Leave `at` out, or run `archive verify` again.",
        ),
        (
            "bad-point",
            "The point is not a latitude and a longitude.",
            "Maps draw it.",
            "Write `[latitude, longitude]` in degrees.",
        ),
        (
            "bad-party",
            "Where a speaker or a source belongs there is nobody, or a mapping that names nobody.",
            "A stance or a quotation is somebody's.",
            "Write an id, or `{unnamed: …}` with the outlet's words for its source.",
        ),
        (
            "bad-step",
            "A step of `via` names nobody, or names somebody and calls them unnamed as well.",
            "A step is somebody who passed the words on.",
            "Write `by` with an id, or `unnamed` with the outlet's words; if two passed the words on, one after the other, write two steps.",
        ),
        (
            "number-and-range",
            "A figure has `value` and `low`, `high` or `best` as well.",
            "It is one number or a range.",
            "Write `value` for one number, `low` and `high` for a range.",
        ),
        (
            "range-reversed",
            "`high` is below `low`, or `best` lies outside the two.",
            "One of the numbers is mistyped.",
            "Exchange them, or look them up again.",
        ),
        (
            "no-number",
            "The figure has no number.",
            "There is nothing to compare.",
            "Write `value`, or `low` and `high`.",
        ),
        (
            "two-titles",
            "`title` and `supplied_title` stand together.",
            "A title is supplied only where the copy prints none.",
            "Keep the headline that the copy prints.",
        ),
    ),
    "Settings": (
        (
            "bad-contact",
            "The contact is neither a mail address nor a web address.",
            "Readers report mistakes there.",
            "Write one, as in `editors@archive.example`.",
        ),
        (
            "missing-logo",
            "The logo is no file of the archive.",
            "Every page shows it, and loads no picture from elsewhere.",
            "Put it beneath `site_config/overrides/`, and write its path from there, as in `assets/logo.svg`.",
        ),
        (
            "bad-pair",
            "The sentence that leads the start page is not two quotations.",
            "The page sets two versions beside each other.",
            "Write two, as in `[article/quotation, article/quotation]`: first the one closer to what was said.",
        ),
        (
            "front-unfit",
            "What `front` names exists, and cannot lead the start page.",
            "The page would show something else in its place, and nobody would know why.",
            "Name another one, or leave the key out: then the best-evidenced finding leads.",
        ),
        (
            "unknown-format",
            "The records are of another format than this version reads.",
            "Read in another format, a record may mean something else.",
            "Run `archive migrate`, or install the version that reads them.",
        ),
        (
            "bad-links",
            "A line of `content/links.csv` cannot be read.",
            "What `archive links` found of that address is not shown.",
            "Run `archive links --write`, which writes the table anew. It is not written by hand.",
        ),
        (
            "bad-synonyms",
            "A group of `site_config/synonyms.yml` is no group of words.",
            "The search would find nothing more by it.",
            "Write a list of at least two words or phrases that readers take for one, as in `[POW, prisoner of war]`.",
        ),
        (
            "bad-style",
            "A file of `site_config/styles/` is no style of the Citation Style Language that a page could cite by.",
            "A reader who chose it would get nothing.",
            "Put a whole style there, as a file that ends in `.csl`.",
        ),
        (
            "bad-colour",
            "The value is not a colour.",
            "It is put into the style sheet.",
            'Write six hexadecimal digits, as in `"#10586c"`.',
        ),
        (
            "unreadable-colour",
            "Words of this colour cannot be read on the page.",
            "WCAG 2.2 asks for a contrast of 4.5 to 1.",
            "Take a darker colour for the light page, a lighter one for the dark page.",
        ),
        (
            "unknown-section",
            "The navigation is to name a page that does not exist.",
            "The link would lead nowhere.",
            "Write one of the pages that the message lists.",
        ),
    ),
    "References": (
        (
            "unknown-id",
            "No record has the id that is named.",
            "The link would lead nowhere.",
            "Write the id that the message suggests, or add the record.",
        ),
        (
            "wrong-kind",
            "The id names a record of another kind than is wanted.",
            "A speaker is a person or an organisation, a publisher an organisation, and so on.",
            "Name a record of the right kind.",
        ),
        ("former-id", "The id is a former one.", "The record has been renamed.", "Write the present id."),
        (
            "id-taken",
            "Two records have the same id, or a former id is used again.",
            "Ids are unique over all kinds and are never used again, so that no link changes its meaning.",
            "Rename one of the two files, or take the former id out.",
        ),
        (
            "part-id-twice",
            "Two quotations, stances or estimates of an article, or two sentences of a statement, have the same id.",
            "The id is part of an address.",
            "Give each its own.",
        ),
        (
            "unknown-quotation",
            "The article has no quotation of that id.",
            "What rests on it would rest on nothing.",
            "Look at the ids under `quotations`.",
        ),
        (
            "unknown-passage",
            "The statement has no sentence of that id.",
            "Versions are compared sentence by sentence.",
            "Name one of its sentences, or add it.",
        ),
        (
            "wrong-base",
            "The base of a sentence is a quotation that is no version of it.",
            "Other versions are compared with the base.",
            "Name a quotation that is a version of this sentence.",
        ),
        (
            "empty-link",
            "A link `[[ ]]` in the text names nothing.",
            "It leads nowhere.",
            "Write an id between the brackets.",
        ),
        (
            "link-not-closed",
            "A link opens in the text and is not closed on its line, or holds a bracket.",
            "It would be shown as brackets.",
            "Write `[[id]]` or `[[id|shown words]]` on one line.",
        ),
        (
            "words-for-a-quotation",
            "A link to a quotation has words of its own to show.",
            "A quotation is shown in its own words.",
            "Write `[[q:id]]` alone.",
        ),
        (
            "unused-record",
            "No article and no other record names this record.",
            "Nobody finds its page.",
            "Link it where it is meant, or delete the file.",
        ),
    ),
    "Articles and quotations": (
        (
            "no-body",
            "Nothing stands below the annotation.",
            "The page says nothing in words.",
            "Write a summary.",
        ),
        (
            "unknown-rights",
            "The settings know no rights status of that name.",
            "The status says how much may be published.",
            "Write one of those in `site_config/archive.yml`, or add it there.",
        ),
        (
            "full-text-not-allowed",
            "The full text stands here, and its rights status does not allow that.",
            "Publishing it would infringe a copyright.",
            "Write a summary and `text: summary`.",
        ),
        (
            "too-much-quoted",
            "More of the page is quoted than the rights status allows.",
            "The law allows quoting, but not too much.",
            "Quote less, or say more in your own words.",
        ),
        (
            "not-in-full-text",
            "A quotation does not stand in the full text as it is written here, or stands there more than once.",
            "The quoted words are evidence.",
            "Copy the words exactly; tell equal ones apart with `prefix` or `suffix`.",
        ),
        (
            "not-in-copy",
            "A quotation does not stand in the copy of the source as it is written here, or stands there more than once.",
            "The quoted words are evidence.",
            "Copy the words exactly; tell equal ones apart with `prefix` or `suffix`.",
            "archive verify",
        ),
        (
            "other-copy",
            "The copy has another hash than the one that was recorded.",
            "It may hold other words.",
            "Find the copy that was recorded, or record this one with `--replace`.",
            "archive verify",
        ),
        (
            "own-quotation-marks",
            "The text of a quotation stands in quotation marks.",
            "The page sets them.",
            "Take them off.",
        ),
        (
            "no-note",
            "A quotation is called altered or a paraphrase, and no note says why.",
            "Readers cannot judge a finding without its ground.",
            "Add `note`.",
        ),
        (
            "no-original",
            "A quotation is called a translation, and the original words are not in the archive.",
            "A translation is judged beside what it translates.",
            "Leave `fidelity` out until they are.",
        ),
        (
            "turn-not-in-words",
            "The words of a turn do not stand in their quotation or original as they are written here, or stand there more than once.",
            "Pages fill them where they stand.",
            "Copy them exactly; tell equal ones apart with `prefix` or `suffix`.",
        ),
        (
            "turns-overlap",
            "Two turns of one text share words.",
            "Each fills its own words.",
            "Make one of the two, or write fewer words.",
        ),
        (
            "too-many-turns",
            "More words of one text are called to change its meaning than a reader takes in.",
            "What is filled everywhere is seen nowhere.",
            "Keep those that decide the meaning; `note` can tell the rest.",
        ),
        (
            "other-speaker",
            "The speaker of a quotation is another person than the one who made the statement.",
            "One of the two is mistaken, or the article is.",
            "Name the same person, or say in `note` how the article errs.",
        ),
        (
            "really-the-same",
            "`really` names the speaker whom the article names.",
            "It is for words that are another's.",
            "Name whose words they are, write null, or take `really` out.",
        ),
        (
            "too-many-quotations",
            "The article has more quotations than its page can show at once.",
            "The page is slow to open.",
            "Keep those that matter, or make two articles of a source that has parts.",
        ),
        (
            "similar-words",
            "Words of a quotation resemble others of the same speaker, and nothing links the two.",
            "They may be two versions of one sentence.",
            "If they are, link both to one sentence with `utterance`.",
        ),
        (
            "not-reviewed",
            "A program proposed this, and nobody has reviewed it.",
            "A program's proposal is no evidence.",
            "Compare it with the source, mend it, and take the line `review` out.",
        ),
        (
            "no-language",
            "The copy is not in Latin letters, and the article does not say in which language it is.",
            "It would be taken for the archive's language.",
            "Add `language`.",
            "the page for annotating",
        ),
    ),
    "Stances and claims": (
        (
            "no-ground",
            "A stance does not say what it rests on.",
            "Quoted words weigh more than an editor's inference.",
            "Add `rests_on`: words, verb, headline or inferred. Only `--strict` demands it of older records.",
        ),
        (
            "inferred-without-basis",
            "A stance is inferred, and no basis says from what.",
            "Readers cannot follow the inference.",
            "Add `basis`.",
        ),
        (
            "words-without-quotation",
            "A stance rests on quoted words, and names no quotation.",
            "The words are its evidence.",
            "Add `quotations`, or write what else it rests on.",
        ),
        (
            "words-of-another",
            "A stance rests on quoted words that are somebody else's.",
            "They are evidence of another's stance.",
            "Name words of their own, or write what else it rests on.",
        ),
        (
            "contradicts-itself",
            "A claim is said to contradict itself.",
            "Its id is mistyped.",
            "Take it out.",
        ),
        (
            "implies-itself",
            "A claim is said to imply itself.",
            "Its id is mistyped.",
            "Take it out.",
        ),
        (
            "implies-what-it-contradicts",
            "A claim is said to imply another and to contradict it.",
            "Whoever asserts the one would both assert and deny the other.",
            "Take it out of one of the two.",
        ),
        (
            "one-sided-contradiction",
            "One claim says that it contradicts another, and the other does not say so.",
            "Each can be read alone.",
            "Add the id to `contradicts` of the other.",
        ),
    ),
    "Stories": (
        (
            "step-shows-nothing",
            "A step of a story names nothing that is shown beside its words.",
            "A story is told with its evidence.",
            "Write `quotations`, a `reversal`, a `measure` or an `event`.",
        ),
        (
            "step-without-words",
            "A step has no words: no heading of the body has its id.",
            "A reader would see evidence, and not what it is evidence of.",
            "Write `## A title {#id}` below the annotation, and the words under it.",
        ),
        (
            "heading-of-no-step",
            "A heading of the second level opens the words of no step, or of one that has words already.",
            "Its words would stand beside no evidence.",
            "Write `{#id}` behind it, with the id of a step; headings within a step's words begin with `###`.",
        ),
        (
            "story-unfit",
            "A step names a change of sides that is not found, or a figure of which there is nothing to draw.",
            "Nothing could be shown there.",
            "Name one that the page of all claims lists, or a figure with at least two dated estimates.",
        ),
    ),
    "Searches": (
        (
            "found-unsaid",
            "A search does not say what was found.",
            "A page must not say that there is nothing where nobody wrote that down.",
            "Write `found: none`, or the ids of the articles that were found.",
        ),
        (
            "found-none-but-carried",
            "A search is said to have found nothing, and the archive has an article of that outlet from before it that reports this.",
            "Readers would be told that an outlet was silent that was not.",
            "Name the article under `found`, or look the day of the search up.",
        ),
        (
            "found-elsewhere",
            "An article that a search is said to have found with an outlet was published by another.",
            "The search says something of that outlet alone.",
            "Name the outlet that published it as `where`.",
        ),
        (
            "found-says-nothing",
            "An article that a search is said to have found does not report the event or the claim.",
            "Readers who follow the link would not find it there.",
            "Add the event or the stance to the article, or take it out of `found`.",
        ),
        (
            "searched-before",
            "Somebody looked for an event before it happened.",
            "Nothing could be found yet, so the search shows nothing.",
            "Look both dates up.",
        ),
    ),
    "Chains": (
        ("relays-itself", "An article is said to copy itself.", "Its id is mistyped.", "Name the one that it copies."),
        (
            "ring",
            "Articles, quotations, places, organisations or events lead back to themselves.",
            "A chain has a beginning: something was first, or is the whole.",
            "Take one of the links out.",
        ),
        (
            "carrier-twice",
            "The same name is twice in `via`.",
            "Nobody passes the same words on twice.",
            "Keep the place where it first had the words.",
        ),
        (
            "own-article-in-chain",
            "A step of a chain names the very article that it leads to.",
            "The article is always the last step.",
            "Name the one before it.",
        ),
        (
            "publisher-in-chain",
            "The article's own publisher stands last in a chain.",
            "The article itself is always the last step, so it would count twice.",
            "Take it out.",
        ),
        (
            "chain-without-words",
            "The way of the words leads through an article that has no quotation of the sentence.",
            "Nothing there shows that the words came that way.",
            "Add the quotation there, or say in a note how they came.",
        ),
        (
            "later-source",
            "A source was published after what is said to copy it.",
            "Nothing copies what is not there yet.",
            "Look both dates up.",
        ),
    ),
    "Dates": (
        (
            "future-date",
            "The day has not come yet.",
            "What was said or printed lies in the past.",
            "Look the day up. A forecast says so in `note`.",
        ),
        (
            "other-calendar",
            "The year is likely one of another calendar.",
            "Dates are of the Gregorian calendar.",
            "Write its day, or say in `basis` that this year is meant.",
        ),
        (
            "words-and-date-differ",
            "The date says more, less or something else than the words printed for it.",
            "Readers see both.",
            "Write the date that the words name, or say in `basis` how it is known.",
        ),
        (
            "published-before",
            "The article was published before what it tells was said, or kept before it was published.",
            "One of the dates is mistaken.",
            "Look both up.",
        ),
    ),
    "People, organisations and places": (
        (
            "same-name",
            "Two records have the same name.",
            "They may be one and the same.",
            "Merge the two, or give both their Wikidata identifiers, or make the names differ.",
        ),
        ("name-twice", "A name appears twice in one record.", "Once is enough.", "Keep one."),
        (
            "abbreviation-of-nothing",
            "A name is called an abbreviation, and nothing that is longer says what it stands for.",
            "Readers are told what it stands for where a page has it first.",
            "Write the whole name as `name` or under `also`, or leave `abbr` out.",
        ),
        (
            "abbreviation-of-two",
            "Two records have the same abbreviation.",
            "Nobody could tell which of them is meant, so pages spell out neither.",
            "Leave `abbr` out of the one that is meant less.",
        ),
        (
            "similar-name",
            "A name is another spelling of a name of another record, or looks like it.",
            "They may be one and the same.",
            "Merge the two, or give both their Wikidata identifiers.",
        ),
        (
            "same-wikidata",
            "Two records have the same identifier of Wikidata.",
            "It has one item for one thing.",
            "Merge the two, or look it up again.",
        ),
        (
            "same-identifier",
            "Two records have the same identifier in ISNI, VIAF or GeoNames.",
            "Each of these catalogues has one identifier for one thing.",
            "Merge the two, or look it up again.",
        ),
        (
            "same-address",
            "Two articles have the same web address.",
            "They are one article, or two versions of one.",
            "Keep one of the two; what it said on another day is one of its `source.versions`.",
        ),
        (
            "same-copy",
            "Two articles were read in the very same copy.",
            "One is a duplicate, or copies the other.",
            "Keep one of the two, or say with `relays` which copies the other.",
        ),
        (
            "unknown-scheme",
            "The settings name a scheme of reliability that is not built in.",
            "Only its codes say what a judgement means.",
            "Write `admiralty`, or the name and the codes of a scheme of your own.",
        ),
        (
            "unknown-reliability",
            "A judgement of reliability has a code that the scheme of the archive does not have.",
            "A code tells nothing unless its scheme says what it means.",
            "Write a code of the scheme, or another scheme under `reliability` in `site_config/archive.yml`.",
        ),
        (
            "reader-twice",
            "The same reader judges a quotation or a stance twice.",
            "Agreement is counted between people.",
            "Keep the judgement that counts.",
        ),
        (
            "own-reading",
            "A second judgement is by somebody who annotated the article.",
            "Only judgements that were made independently tell how well people agree.",
            "Ask somebody else, who has not seen the record.",
        ),
        (
            "version-twice",
            "Two versions of a source have the same name, or the same copy.",
            "A quotation names its version, and versions differ, or they would be one.",
            "Give each its own name, and keep one of two that do not differ.",
        ),
        (
            "unknown-version",
            "A quotation names a version that its source does not have.",
            "Readers are told which state of the source has these words.",
            "Look at the names under `source.versions`, or write the version there.",
        ),
        (
            "key-of-another-kind",
            "A source of this kind has no such key.",
            "A citation says of each kind what leads back to it: of a post its account, of a report its number. Words in a video stand at a time, and on no page.",
            "Take the key out, or mend the source's `kind`.",
        ),
        (
            "not-cited-as-its-kind",
            "The source has nothing of what one of its kind is cited by.",
            "When its address is dead, a post is found by its account, and a broadcast by its channel.",
            "Write `channel` or `account` as it stands there.",
        ),
    ),
    "Pages written by hand": (
        (
            "html-page",
            "A page is published as it is, in HTML.",
            "The site's policy does not hold for its scripts.",
            "Write the page as a `.md` file, or be sure whose file it is.",
        ),
        (
            "blocked-by-policy",
            "A page would run a script, or load something from another site.",
            "The site's policy lets none of it happen, so readers would miss it.",
            "Put the file beside the page, or link to it.",
        ),
        (
            "refused-markup",
            "A page holds markup that leads readers astray: `<base>`, `<meta http-equiv>`, or an address that runs a script.",
            "Nobody could tell it from an attack.",
            "Take it out.",
        ),
        (
            "window-without-noopener",
            "A link or form opens a window of its own and lets it reach back.",
            "The other site could lead this page elsewhere.",
            'Add `rel="noopener"`.',
        ),
    ),
}

CODES: Mapping[str, Code] = MappingProxyType(
    {row[0]: Code(row[0], group, *row[1:]) for group, rows in _GROUPS.items() for row in rows}
)
"""Every code by name, in the order of the guide: codes about files, then values, then combinations of records."""
