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
            "The folder tells what kind of record a file holds.",
            "Move the file to the folder for its kind, such as `content/people/`.",
        ),
        (
            "folder-within",
            "A record lies in a subfolder of the folder for its kind.",
            "Only articles are kept in subfolders, one for each year.",
            "Move it up into the folder for its kind.",
        ),
        (
            "wrong-ending",
            "The file name does not have the extension that records of its kind have.",
            "An article has a body and is Markdown (`.md`); every other record is YAML (`.yml`).",
            "Rename the file. If it is not a record, move it out of the folder.",
        ),
        (
            "bad-file-name",
            "The file name is not a valid id.",
            "The file name is the record's id and part of the address of its page.",
            "Rename it. Use lower-case letters a-z and digits, in words joined by hyphens.",
        ),
        (
            "leftover-file",
            "An editor or the operating system left a file here.",
            "It is ignored, but it does not belong in the repository.",
            "Delete it.",
        ),
        (
            "link-to-a-file",
            "There is a symbolic link among the content or the settings.",
            "Links may lead out of the archive, so they are not followed.",
            "Put the file itself here, or delete the link.",
        ),
        (
            "not-a-file",
            "There is a pipe, a socket or a device where a file belongs.",
            "Reading it may never end.",
            "Delete it.",
        ),
        (
            "unreadable-file",
            "The operating system refuses to open the file.",
            "A file that cannot be read cannot be published.",
            "Check the file's permissions.",
        ),
        (
            "file-too-large",
            "The file is larger than any record needs to be.",
            "A file of this size is a mistake, or was made to slow the program down.",
            "Split it, or keep the full text elsewhere.",
        ),
        (
            "empty-file",
            "The file or its annotation is empty.",
            "Every record gives at least a name or title.",
            "Fill it in, or delete the file.",
        ),
        (
            "not-utf-8",
            "The file is not encoded in UTF-8.",
            "Its letters would be misread.",
            "Save the file as UTF-8.",
        ),
        (
            "merge-conflict",
            "Git left both sides of a conflict in the file.",
            "Only a person can decide which side is right.",
            "Keep one side, and delete the lines that mark the conflict.",
        ),
        (
            "forbidden-character",
            "The text contains an invisible character that is not allowed there.",
            "It can hide words, reverse their order, or break the page.",
            "Delete it. The message names the character and its position.",
        ),
        (
            "needless-character",
            "The text contains an invisible character that has no effect.",
            "It keeps identical words from being recognised as identical.",
            "Delete it.",
        ),
        (
            "page-in-the-way",
            "A hand-written page has the same address as a page that the archive generates.",
            "Only one of the two could be published.",
            "Rename the hand-written page.",
            "mkdocs build",
        ),
    ),
    "YAML": (
        (
            "no-front-matter",
            "The article does not begin with its annotation between two lines `---`, or the second line is missing.",
            "These lines separate the annotation from the body.",
            "Begin the file with a line `---`, the annotation, and a line `---`.",
        ),
        (
            "not-a-mapping",
            "The record is a list or a text, not a mapping.",
            "A record consists of keys and their values.",
            "Write `key: value` lines, with a space after each colon.",
        ),
        (
            "too-deep",
            "Lists and mappings are nested more deeply than a record needs.",
            "The indentation is wrong, or the file was made to exhaust the program.",
            "Check the indentation.",
        ),
        (
            "anchor",
            "The YAML contains an anchor (`&name`) or an alias (`*name`).",
            "Every value is written out in full, so that records can be compared line by line.",
            "Write the value out. If a text begins with `&` or `*`, put it in quotation marks.",
        ),
        (
            "tag",
            "The YAML contains a tag (`!name`).",
            "Every value is read as text, and its field determines what it means.",
            "Delete the tag. If a text begins with `!`, put it in quotation marks.",
        ),
        (
            "not-a-key",
            "There is a list or a mapping where a key belongs.",
            "A key is a word.",
            "Write a word, or put the text in quotation marks.",
        ),
        (
            "key-twice",
            "The same key appears twice in one mapping.",
            "Only one of the two values can apply.",
            "Keep one.",
        ),
        (
            "lookalike-sign",
            "A character only looks like the space, hyphen or colon that belongs there.",
            "Word processors insert such characters, and YAML reads them as part of the text.",
            "Type the character that the message names.",
        ),
        ("tab", "A line is indented with a tab.", "YAML allows only spaces.", "Use spaces."),
        (
            "quotation-mark-not-closed",
            "An opening quotation mark has no closing one.",
            "The rest of the file is read as part of the text.",
            "Add the closing quotation mark.",
        ),
        (
            "text-behind-a-quotation-mark",
            "There is more text after a closing quotation mark.",
            "The mark ends the value.",
            "Put the whole text in the other kind of quotation marks, or close the one that was opened above.",
        ),
        (
            "text-behind-a-bracket",
            "There is more text after a closing bracket.",
            "The bracket ends the list or mapping.",
            "Put the whole text in quotation marks.",
        ),
        (
            "backslash",
            "A backslash in a double-quoted text begins an escape sequence that YAML does not know.",
            "Between double quotation marks a backslash has a special meaning.",
            "Use single quotation marks.",
        ),
        (
            "bracket-not-closed",
            "A list or mapping in brackets is not closed, or lacks a comma.",
            "The lines that follow are read as part of it.",
            "Close it, or put the whole text in quotation marks.",
        ),
        (
            "hashtag-read-as-comment",
            "Words that begin with `#` are read as a comment, and are lost.",
            "In YAML, `#` after a space begins a comment.",
            "Put the value in quotation marks. If you meant a comment, write a space after the `#`.",
        ),
        (
            "reserved-sign",
            "A text begins with a character that YAML reserves.",
            "The characters `*`, `&`, `!`, `@`, `%` and the backtick have special meanings at the start of a value.",
            "Put the text in quotation marks.",
        ),
        (
            "second-colon",
            "A line contains a second `: `.",
            "A colon followed by a space separates a key from its value.",
            "Put the text in quotation marks.",
        ),
        (
            "no-space-behind-colon",
            "There is no space after the colon of a key.",
            "Without it, YAML reads the line as text, not as a key.",
            "Write `key: value`.",
        ),
        (
            "no-colon",
            "A line is neither `key: value` nor part of the text above it.",
            "It is not clear what it belongs to.",
            "Add a colon and a space, or indent the line.",
        ),
        (
            "bad-indentation",
            "A line is not indented like its neighbours.",
            "Indentation shows what belongs together.",
            "Indent it like its neighbours. Look for unclosed quotation marks and brackets above it.",
        ),
        (
            "second-record",
            "A second YAML document begins in the file.",
            "One file is one record.",
            "Keep one record in each file. Only an article has a body.",
        ),
        (
            "bad-yaml",
            "The file is not valid YAML, for a reason that has no code of its own.",
            "A file that cannot be read as YAML cannot be a record.",
            "Check the indentation and the quotation marks near that position.",
        ),
    ),
    "Keys and texts": (
        (
            "unknown-key",
            "The record has a key that does not exist for its kind.",
            "Otherwise the value of a mistyped key would be lost without notice.",
            "Write the key that the message suggests, or delete it.",
        ),
        (
            "missing-key",
            "A required key is missing.",
            "The record's page needs it.",
            "Add it.",
        ),
        (
            "reserved-key",
            "The record has a key named `id` or `body`.",
            "The id is the file name, and the body comes after the annotation.",
            "Delete the key.",
        ),
        (
            "wrong-type",
            "There is a list, a mapping or a text where another type of value is expected.",
            "Each field takes a certain type of value.",
            "Write what the message asks for.",
        ),
        ("empty-text", "The text is empty.", "An empty text says nothing.", "Write a text, or leave the key out."),
        (
            "empty-list",
            "The list is empty, but needs at least one item.",
            "The record is about what is in the list.",
            "Add at least one item.",
        ),
        (
            "text-too-long",
            "The text or address is longer than its field allows.",
            "A title or quotation this long breaks the pages that show it, and quotes too much.",
            "Shorten it. Split a long quotation into a list of parts, and move a long remark to `notes`.",
        ),
        (
            "text-over-several-lines",
            "A text has line breaks where none are allowed.",
            "The text is shown on one line, or the source does not print the break.",
            "Write it on one line, fold it with `>-`, or keep the lines with `|-`.",
        ),
        (
            "curly-quotes",
            "The value is enclosed in typographic quotation marks.",
            "YAML knows only straight quotation marks, so it reads these as part of the value.",
            "Use straight quotation marks, or none.",
        ),
    ),
    "Values": (
        (
            "unknown-choice",
            "The value is not one of those that the field allows.",
            "Pages sort and filter by this field.",
            "Write one of those that the message lists.",
        ),
        (
            "bad-id",
            "The value is not a valid id.",
            "An id is part of an address, so it may contain only letters a-z, digits and hyphens.",
            "Write it as the message suggests.",
        ),
        (
            "bad-path",
            "The value is not two ids separated by a slash.",
            "A sentence is identified by its statement and its own id, a quotation by its article and its own id.",
            "Write `utterance/passage` or `article/quotation`.",
        ),
        (
            "bad-date",
            "The value is not a valid date in EDTF.",
            "Dates are compared and shown on timelines.",
            "Write the date that the message suggests.",
        ),
        (
            "bad-number",
            "The value is not a single number.",
            "Figures are compared and shown in charts.",
            "Write digits, with a point for decimals. Write two numbers as `low` and `high`, and words in `qualifier`.",
        ),
        (
            "bad-address",
            "The value is not a web address that can be published.",
            "Readers follow this link.",
            "Copy the address from the browser.",
        ),
        (
            "password-in-address",
            "A web address contains a user name or password.",
            "It would be published.",
            "Delete everything between `//` and the host name, including the `@`. Change the password, since the repository may have kept it.",
        ),
        (
            "bad-language",
            "The value is not a language tag (BCP 47).",
            "Browsers, screen readers and the search rely on it.",
            "Write a tag such as `en`, `ru`, `ko` or `zh-Hant`.",
        ),
        (
            "bad-country",
            "The value is not a country code (ISO 3166-1 alpha-2).",
            "Country names are shown by these codes.",
            "Write a code such as `KR`, `UA` or `US`.",
        ),
        (
            "bad-wikidata",
            "The value is not a Wikidata identifier.",
            "It links the record to other sources of information.",
            "Write Q followed by digits, as in `Q7747`.",
        ),
        (
            "bad-isni",
            "The value is not an International Standard Name Identifier (ISNI).",
            "It links the record to other sources of information.",
            "Write its 16 characters, as in `0000 0001 2103 2683`. The last one is a check digit.",
        ),
        (
            "bad-viaf",
            "The value is not an identifier of VIAF, the shared name catalogue of libraries.",
            "It links the record to other sources of information.",
            "Write the digits from its address, as in `113230702`.",
        ),
        (
            "bad-geonames",
            "The value is not a GeoNames identifier.",
            "It links the record to other sources of information.",
            "Write the digits from its address, as in `703448`.",
        ),
        (
            "bad-hash",
            "The value is not a SHA-256 hash.",
            "The hash identifies the copy of the source that was read.",
            "Leave it out. `archive verify` writes it.",
        ),
        (
            "author-nobody",
            "An author has neither a name nor an id.",
            "A citation names the author of a source.",
            "Write the name as printed, or `{by: …}` with the id of a person or organisation, or delete the entry.",
        ),
        (
            "bad-time-code",
            "The value is not a time in a recording.",
            "A link opens the recording at this time.",
            "Write minutes and seconds, as in `1:12`. Put hours first if there are any.",
        ),
        (
            "bad-ordinal",
            "The value is not a whole number from 1 on.",
            "Readers look up a page or a paragraph by it, and a link opens the page.",
            "Write only digits.",
        ),
        (
            "spot-nowhere",
            "`where` gives no place.",
            "Readers need it to find the words.",
            "Write `time`, `page`, `paragraph` or `post`, or leave `where` out.",
        ),
        (
            "spot-ends-first",
            "The words end before they begin, or `until` is given without `time`.",
            "One of the times is wrong.",
            "Write in `time` when the words begin, and in `until` when they end.",
        ),
        (
            "bad-span",
            "The offsets in `at` are invalid, or do not fit the text.",
            "They give the position of the words in the copy.",
            "Leave `at` out, or run `archive verify` again.",
        ),
        (
            "bad-point",
            "The point is not a latitude and a longitude.",
            "The point is drawn on maps.",
            "Write `[latitude, longitude]` in degrees.",
        ),
        (
            "bad-party",
            "A speaker or a source is missing, or is a mapping that names nobody.",
            "Every stance and every quotation belongs to somebody.",
            "Write an id, or `{unnamed: …}` with the words that the outlet uses for its source.",
        ),
        (
            "bad-step",
            "A step of `via` names nobody, or both names somebody and calls them unnamed.",
            "A step is somebody who passed the words on.",
            "Write `by` with an id, or `unnamed` with the outlet's words. If two passed the words on, one after the other, write two steps.",
        ),
        (
            "number-and-range",
            "A figure has `value` together with `low`, `high` or `best`.",
            "A figure is either one number or a range.",
            "Write `value` for one number, or `low` and `high` for a range.",
        ),
        (
            "range-reversed",
            "`high` is below `low`, or `best` is outside the range.",
            "One of the numbers is mistyped.",
            "Swap them, or look them up again.",
        ),
        (
            "no-number",
            "The figure has no number.",
            "There is nothing to compare.",
            "Write `value`, or `low` and `high`.",
        ),
        (
            "two-titles",
            "The article has both `title` and `supplied_title`.",
            "A title is supplied only if the copy prints none.",
            "Keep the headline that the copy prints.",
        ),
    ),
    "Settings": (
        (
            "bad-contact",
            "The contact is neither an email address nor a web address.",
            "Readers use it to report mistakes.",
            "Write one, as in `editors@archive.example`.",
        ),
        (
            "two-languages",
            "In mkdocs.yml, the theme speaks another language than the archive.",
            "Half of each page would speak one language, and half the other.",
            "Leave `theme.language` out of mkdocs.yml. `language` in `site_config/archive.yml` sets the language of everything.",
        ),
        (
            "missing-logo",
            "The logo file is not in the archive.",
            "Every page shows the logo, and no page loads images from elsewhere.",
            "Put the file under `site_config/overrides/`, and write its path from there, as in `assets/logo.svg`.",
        ),
        (
            "bad-pair",
            "The sentence at the top of the home page is not given as two quotations.",
            "The page shows two versions side by side.",
            "Write two, as in `[article/quotation, article/quotation]`. Put the one closer to what was said first.",
        ),
        (
            "front-unfit",
            "What `front` names exists, but cannot lead the home page.",
            "The page would show something else instead, and nobody would know why.",
            "Name something else, or leave the key out. Then the finding with the best evidence leads.",
        ),
        (
            "unknown-format",
            "The records are in a format that this version does not read.",
            "A record read as another format may mean something else.",
            "Run `archive migrate`, or install the version that reads them.",
        ),
        (
            "bad-links",
            "A line of `content/links.csv` cannot be read.",
            "The results of `archive links` for that address are not shown.",
            "Run `archive links --write`, which rewrites the table. Do not edit it by hand.",
        ),
        (
            "bad-synonyms",
            "An entry in `site_config/synonyms.yml` is not a group of words.",
            "The search could not use it.",
            "Write a list of at least two words or phrases that readers treat as the same, as in `[POW, prisoner of war]`.",
        ),
        (
            "bad-style",
            "A file in `site_config/styles/` is not a usable style of the Citation Style Language (CSL).",
            "A reader who chose it would get nothing.",
            "Put a complete style there, as a file that ends in `.csl`.",
        ),
        (
            "bad-colour",
            "The value is not a colour.",
            "It is used in the style sheet.",
            'Write six hexadecimal digits, as in `"#10586c"`.',
        ),
        (
            "unreadable-colour",
            "Text in this colour cannot be read on the page.",
            "WCAG 2.2 asks for a contrast of 4.5 to 1.",
            "Choose a darker colour for the light page and a lighter one for the dark page.",
        ),
        (
            "unknown-section",
            "The navigation names a page that does not exist.",
            "The link would lead nowhere.",
            "Write one of the pages that the message lists.",
        ),
    ),
    "References": (
        (
            "unknown-id",
            "No record has this id.",
            "The link would lead nowhere.",
            "Write the id that the message suggests, or add the record.",
        ),
        (
            "wrong-kind",
            "The id belongs to a record of the wrong kind.",
            "A speaker is a person or an organisation, a publisher is an organisation, and so on.",
            "Name a record of the right kind.",
        ),
        ("former-id", "The id is no longer in use.", "The record has been renamed.", "Write the current id."),
        (
            "id-taken",
            "Two records have the same id, or a former id is used again.",
            "Ids are unique across all kinds and are never reused, so that no link changes its meaning.",
            "Rename one of the two files, or delete the former id.",
        ),
        (
            "part-id-twice",
            "Two quotations, stances or estimates of an article, or two sentences of a statement, have the same id.",
            "The id is part of an address.",
            "Give each its own id.",
        ),
        (
            "unknown-quotation",
            "The article has no quotation with that id.",
            "Whatever rests on the quotation would have no evidence.",
            "Check the ids under `quotations`.",
        ),
        (
            "unknown-passage",
            "The statement has no sentence with that id.",
            "Versions are compared sentence by sentence.",
            "Name one of its sentences, or add the sentence.",
        ),
        (
            "wrong-base",
            "The base of a sentence is a quotation that is not a version of it.",
            "Other versions are compared with the base.",
            "Name a quotation that is a version of this sentence.",
        ),
        (
            "empty-link",
            "A link `[[ ]]` in the text is empty.",
            "It has no target.",
            "Write an id between the brackets.",
        ),
        (
            "link-not-closed",
            "A link in the text is not closed on the same line, or contains a bracket.",
            "It would be shown as plain brackets.",
            "Write `[[id]]` or `[[id|shown words]]` on one line.",
        ),
        (
            "words-for-a-quotation",
            "A link to a quotation has its own link text.",
            "A quotation is shown in its own words.",
            "Write only `[[q:id]]`.",
        ),
        (
            "unused-record",
            "No article and no other record names this record.",
            "Readers cannot find its page.",
            "Link to it where it belongs, or delete the file.",
        ),
    ),
    "Articles and quotations": (
        (
            "no-body",
            "There is no text after the annotation.",
            "The page would have no text.",
            "Write a summary.",
        ),
        (
            "unknown-rights",
            "The settings have no rights status with that name.",
            "The status determines how much may be published.",
            "Write one from `site_config/archive.yml`, or add it there.",
        ),
        (
            "full-text-not-allowed",
            "The record has the full text, but its rights status does not allow that.",
            "Publishing it would infringe copyright.",
            "Write a summary and `text: summary`.",
        ),
        (
            "too-much-quoted",
            "The page quotes more than the rights status allows.",
            "The law allows quoting only within limits.",
            "Quote less, or say more in your own words.",
        ),
        (
            "not-in-full-text",
            "The full text does not contain the quotation exactly as written here, or contains it more than once.",
            "The quoted words are evidence.",
            "Copy the words exactly. If they occur more than once, add `prefix` or `suffix`.",
        ),
        (
            "not-in-copy",
            "The copy of the source does not contain the quotation exactly as written here, or contains it more than once.",
            "The quoted words are evidence.",
            "Copy the words exactly. If they occur more than once, add `prefix` or `suffix`.",
            "archive verify",
        ),
        (
            "other-copy",
            "The hash of the copy is not the one that was recorded.",
            "The copy may contain different words.",
            "Find the copy that was recorded, or record this one with `--replace`.",
            "archive verify",
        ),
        (
            "own-quotation-marks",
            "The text of a quotation is enclosed in quotation marks.",
            "The page adds them.",
            "Delete them.",
        ),
        (
            "no-note",
            "A quotation is marked as altered or as a paraphrase, but no note says why.",
            "Readers cannot judge a finding without its reason.",
            "Add `note`.",
        ),
        (
            "no-original",
            "A quotation is marked as a translation, but the archive does not have the original words.",
            "A translation can only be judged against its original.",
            "Leave `fidelity` out until the archive has them.",
        ),
        (
            "turn-not-in-words",
            "The quotation or original does not contain the words of a turn exactly as written here, or contains them more than once.",
            "Pages highlight these words.",
            "Copy the words exactly. If they occur more than once, add `prefix` or `suffix`.",
        ),
        (
            "turns-overlap",
            "Two turns of one text share words.",
            "Each turn highlights its own words.",
            "Combine them into one, or shorten them.",
        ),
        (
            "too-many-turns",
            "More words in one text are marked as changing its meaning than a reader can take in.",
            "If everything is highlighted, nothing stands out.",
            "Keep those that decide the meaning, and explain the rest in `note`.",
        ),
        (
            "other-speaker",
            "The speaker of a quotation is not the person who made the statement.",
            "One of the two is wrong, or the article is.",
            "Name the same person, or explain the article's error in `note`.",
        ),
        (
            "really-the-same",
            "`really` names the same speaker as the article.",
            "It is for words that are somebody else's.",
            "Name whose words they are, write null, or delete `really`.",
        ),
        (
            "too-many-quotations",
            "The article has more quotations than its page can show at once.",
            "The page opens slowly.",
            "Keep those that matter. If the source has parts, make it two articles.",
        ),
        (
            "similar-words",
            "The words of a quotation resemble other words of the same speaker, but nothing links the two.",
            "They may be two versions of the same sentence.",
            "If they are, link both to one sentence with `utterance`.",
        ),
        (
            "not-reviewed",
            "A program proposed this, and nobody has reviewed it.",
            "A program's proposal is not evidence.",
            "Compare it with the source, correct it, and delete the line `review`.",
        ),
        (
            "no-language",
            "The copy is not in Latin letters, and the article does not give its language.",
            "It would be treated as being in the archive's language.",
            "Add `language`.",
            "the page for annotating",
        ),
    ),
    "Stances and claims": (
        (
            "no-ground",
            "A stance does not say what it rests on.",
            "Quoted words weigh more than an editor's inference.",
            "Add `rests_on`: words, verb, headline or inferred. Only `--strict` requires it, since older records may lack it.",
        ),
        (
            "inferred-without-basis",
            "A stance is inferred, but no basis says from what.",
            "Readers cannot follow the inference.",
            "Add `basis`.",
        ),
        (
            "words-without-quotation",
            "A stance rests on quoted words, but names no quotation.",
            "The words are its evidence.",
            "Add `quotations`, or write what else it rests on.",
        ),
        (
            "words-of-another",
            "A stance rests on somebody else's words.",
            "They are evidence of that person's stance.",
            "Name words of the holder's own, or write what else the stance rests on.",
        ),
        (
            "contradicts-itself",
            "A claim is said to contradict itself.",
            "The id is probably mistyped.",
            "Correct or delete the id.",
        ),
        (
            "implies-itself",
            "A claim is said to imply itself.",
            "The id is probably mistyped.",
            "Correct or delete the id.",
        ),
        (
            "implies-what-it-contradicts",
            "A claim is said both to imply and to contradict another.",
            "Anyone who asserted the first would both assert and deny the other.",
            "Delete the other claim's id from one of the two.",
        ),
        (
            "one-sided-contradiction",
            "One claim says that it contradicts another, but the other does not say so.",
            "Each record can be read on its own.",
            "Add the id to the other's `contradicts`.",
        ),
    ),
    "Stories": (
        (
            "step-shows-nothing",
            "A step of a story has no evidence to show with its text.",
            "A story is told with its evidence.",
            "Add `quotations`, a `reversal`, a `measure` or an `event`.",
        ),
        (
            "step-without-words",
            "A step has no text, since no heading in the body has its id.",
            "Readers would see evidence without learning what it is evidence of.",
            "Write `## A title {#id}` below the annotation, and the text under it.",
        ),
        (
            "heading-of-no-step",
            "A second-level heading belongs to no step, or to one that already has text.",
            "The text under it would have no evidence.",
            "Add `{#id}` after the heading, with the id of a step. Within the text of a step, use headings that begin with `###`.",
        ),
        (
            "story-unfit",
            "A step names a change of stance that does not exist, or a figure that has nothing to draw.",
            "The step would have nothing to show.",
            "Name a change that the page of all claims lists, or a figure with at least two dated estimates.",
        ),
    ),
    "Searches": (
        (
            "found-unsaid",
            "A search does not say what was found.",
            "A page must not say that nothing exists unless somebody recorded that.",
            "Write `found: none`, or the ids of the articles that were found.",
        ),
        (
            "found-none-but-carried",
            "A search is recorded as having found nothing, but the archive has an earlier article by that outlet that reports it.",
            "Readers would be told that the outlet was silent when it was not.",
            "Name the article under `found`, or check the date of the search.",
        ),
        (
            "found-elsewhere",
            "A search of one outlet lists an article that another outlet published.",
            "The search is about that one outlet only.",
            "Write the outlet that published the article in `where`.",
        ),
        (
            "found-says-nothing",
            "An article listed as found does not report the event or the claim.",
            "Readers who follow the link would not find it there.",
            "Add the event or the stance to the article, or remove the article from `found`.",
        ),
        (
            "searched-before",
            "The search for an event took place before the event.",
            "There was nothing to find yet, so the search shows nothing.",
            "Check both dates.",
        ),
    ),
    "Chains": (
        (
            "relays-itself",
            "An article is said to copy itself.",
            "The id is probably mistyped.",
            "Name the article that it copies.",
        ),
        (
            "ring",
            "Articles, quotations, places, organisations or events form a circle.",
            "Every chain has a beginning: one was first, or is the whole.",
            "Remove one of the links.",
        ),
        (
            "carrier-twice",
            "The same name appears twice in `via`.",
            "Nobody passes the same words on twice.",
            "Keep the position where it first had the words.",
        ),
        (
            "own-article-in-chain",
            "A step of a chain names the article that the chain leads to.",
            "The article is always the last step.",
            "Name the one before it.",
        ),
        (
            "publisher-in-chain",
            "The last step of a chain is the article's own publisher.",
            "The article itself is always the last step, so its publisher would count twice.",
            "Delete it.",
        ),
        (
            "chain-without-words",
            "The words are said to have passed through an article that has no quotation of the sentence.",
            "Nothing there shows that the words came that way.",
            "Add the quotation there, or explain in a note how the words came.",
        ),
        (
            "later-source",
            "A source was published after the article that is said to copy it.",
            "Nothing can be copied before it is published.",
            "Check both dates.",
        ),
    ),
    "Dates": (
        (
            "future-date",
            "The date is in the future.",
            "What was said or printed lies in the past.",
            "Check the date. If it is a forecast, say so in `note`.",
        ),
        (
            "other-calendar",
            "The year probably belongs to another calendar.",
            "Dates use the Gregorian calendar.",
            "Write the Gregorian date, or say in `basis` that this year is meant.",
        ),
        (
            "words-and-date-differ",
            "The date does not match the words that the source prints for it, or is more or less exact.",
            "Readers see both.",
            "Write the date that the words give, or say in `basis` how the date is known.",
        ),
        (
            "published-before",
            "The article was published before the words it reports were said, or was saved before it was published.",
            "One of the dates is wrong.",
            "Check both dates.",
        ),
    ),
    "People, organisations and places": (
        (
            "same-name",
            "Two records have the same name.",
            "They may be the same.",
            "Merge the records, give both their Wikidata identifiers, or make the names different.",
        ),
        ("name-twice", "A name appears twice in one record.", "Once is enough.", "Keep one."),
        (
            "abbreviation-of-nothing",
            "A name is marked as an abbreviation, but the record does not give the full name that it stands for.",
            "Each page spells out an abbreviation the first time it uses it.",
            "Write the full name in `name` or under `also`, or leave `abbr` out.",
        ),
        (
            "abbreviation-of-two",
            "Two records have the same abbreviation.",
            "Nobody could tell which is meant, so pages spell out neither.",
            "Leave `abbr` out of the one that it is used for less often.",
        ),
        (
            "similar-name",
            "A name is another spelling of a name in another record, or looks like it.",
            "They may be the same.",
            "Merge the records, or give both their Wikidata identifiers.",
        ),
        (
            "same-wikidata",
            "Two records have the same Wikidata identifier.",
            "Wikidata has one item for each thing.",
            "Merge the records, or look the identifier up again.",
        ),
        (
            "same-identifier",
            "Two records have the same ISNI, VIAF or GeoNames identifier.",
            "Each of these catalogues has one identifier for each thing.",
            "Merge the records, or look the identifier up again.",
        ),
        (
            "same-address",
            "Two articles have the same web address.",
            "They are the same article, or two versions of it.",
            "Keep one of the two. Record what it said on another day under `source.versions`.",
        ),
        (
            "same-copy",
            "Two articles were read from exactly the same copy.",
            "One is a duplicate, or copies the other.",
            "Keep one of the two, or say with `relays` which one copies the other.",
        ),
        (
            "unknown-scheme",
            "The settings name a reliability scheme that is not built in.",
            "The codes of a scheme define what a judgement means.",
            "Write `admiralty`, or the name and the codes of your own scheme.",
        ),
        (
            "unknown-reliability",
            "A reliability judgement has a code that the archive's scheme does not have.",
            "A code means nothing unless the scheme defines it.",
            "Write a code from the scheme, or another scheme under `reliability` in `site_config/archive.yml`.",
        ),
        (
            "reader-twice",
            "The same reader judges a quotation or a stance twice.",
            "Agreement is measured between different people.",
            "Keep the judgement that should count.",
        ),
        (
            "own-reading",
            "The second judgement is by somebody who annotated the article.",
            "Only independent judgements show how well people agree.",
            "Ask somebody else, who has not seen the record.",
        ),
        (
            "version-twice",
            "Two versions of a source have the same name, or the same copy.",
            "A quotation names its version, so every version needs its own name and copy.",
            "Give each its own name. If two do not differ, keep one.",
        ),
        (
            "unknown-version",
            "A quotation names a version that its source does not have.",
            "Readers are told which version of the source has these words.",
            "Check the names under `source.versions`, or add the version there.",
        ),
        (
            "key-of-another-kind",
            "A source of this kind does not have this key.",
            "Each kind of source is cited in its own way: a post by its account, a report by its number. Words in a video have a time, but no page.",
            "Delete the key, or correct the source's `kind`.",
        ),
        (
            "not-cited-as-its-kind",
            "The source has none of the details by which its kind is cited.",
            "If its address stops working, a post is found by its account, and a broadcast by its channel.",
            "Write `channel` or `account` as the source gives it.",
        ),
    ),
    "Pages written by hand": (
        (
            "html-page",
            "An HTML page is published unchanged.",
            "The site's content security policy does not apply to its scripts.",
            "Write the page as a `.md` file, or make sure that you know where the file comes from.",
        ),
        (
            "blocked-by-policy",
            "A page would run a script, or load something from another site.",
            "The site's content security policy blocks both, so readers would not get it.",
            "Put the file next to the page, or link to it.",
        ),
        (
            "refused-markup",
            "A page contains markup that can mislead readers: `<base>`, `<meta http-equiv>`, or an address that runs a script.",
            "Nobody could tell it from an attack.",
            "Delete it.",
        ),
        (
            "window-without-noopener",
            "A link or form opens a new window and gives it access to this page.",
            "The other site could send this page to another address.",
            'Add `rel="noopener"`.',
        ),
    ),
}

CODES: Mapping[str, Code] = MappingProxyType(
    {row[0]: Code(row[0], group, *row[1:]) for group, rows in _GROUPS.items() for row in rows}
)
"""Every code by name, in the order of the guide: codes about files, then values, then combinations of records."""
