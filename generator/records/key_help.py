"""The purpose of every key of a record, with an example.

Editors and the guide show it, and `archive new` writes it as comments. The annotating page shows it for an article's
keys in the language of the site, so these texts are messages.
"""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel

from generator.text.messages import N_


class Help(NamedTuple):
    """The purpose of a key (`purpose`), and an example value in YAML; "" if there is none."""

    purpose: str
    example: str = ""


def help_for(model: type[BaseModel], key: str) -> Help:
    """The help for a key of this model or of one it derives from. Raises KeyError if FIELDS has no entry for it."""
    for owner in model.__mro__:
        found = FIELDS.get(f"{owner.__name__.lstrip('_')}.{key}")
        if found:
            return found
    raise KeyError(f"{model.__name__}.{key}")


_NOTE = N_("What a reader should know about this, in our own words.")
_ISNI = N_("The identifier of the same name in ISNI (ISO 27729): 16 signs, with or without spaces.")
_VIAF = N_("The identifier of the same name in VIAF: the digits of its address there.")
_SEARCHES = Help(
    N_(
        "Who looked for it with which outlet, when, and with what result. Only then do pages say that nothing was found; without it they "
        "say that nobody has looked."
    ),
    "[{where: wire-service, for: the flood of May, by: a-handle, on: 2026-11-22, found: none}]",
)
_VIA = Help(
    N_("Who passed it on, nearest the speaker first; the article itself is always the last step and is not written."),
    "[wire-service, {by: city-radio, implied: true}]",
)

FIELDS: dict[str, Help] = {
    # all records and entities
    "Record.notes": Help(N_("What a careful archivist should know, in our own words."), "Seen in one copy only."),
    "Record.headline": Help(
        N_(
            "What matters most here, in one line of ours: it leads the record's page. Left out, the page makes a sentence of what it "
            "shows."
        ),
        "The board called the dam safe, two days before it broke.",
    ),
    "Entity.name": Help(N_("The name as pages show it."), "Mira Okonjo"),
    "Entity.also": Help(
        N_("Other names, spellings and scripts; mentions are found by them."),
        "[Myra Okonjo, {name: Мира Оконджо, language: ru}]",
    ),
    "Entity.summary": Help(N_("A sentence or two in our own words: who or what this is."), "Chair of the River Board."),
    "Entity.wikidata": Help(N_("The identifier of the same thing in Wikidata."), "Q1234"),
    "Entity.formerly": Help(N_("Ids that this record had before; their addresses lead here."), "[an-old-id]"),
    # shared parts
    "Date.edtf": Help(
        N_(
            "The date as far as it is known (EDTF): 2025-04-28, 2025-04~ (about), 2024-10-XX (some day of), a/b (from, to), 2025-04-28T10:20+03:00 (a time with its zone)."
        ),
        "2025-04-28",
    ),
    "Date.words": Help(N_("The date as it is printed."), "in late April"),
    "Date.basis": Help(N_("How it was inferred, in words."), "weekday resolved against the date of publication"),
    "AgentRef.unnamed": Help(N_("A source that the article does not name, in its words."), "a senior official"),
    "Step.by": Help(N_("Who passed it on: an id, or several."), "wire-service"),
    "Step.unnamed": Help(
        N_("Somebody who passed it on without being named by the article: what the article calls them."),
        "a wire service",
    ),
    "Step.implied": Help(N_("true where the article does not credit this step."), "true"),
    "Step.article": Help(
        N_("The id of the article in which they have it, where that is in the archive."), "wire-service-okonjo-warns"
    ),
    "Step.date": Help(N_("When they had it."), "2025-05-29"),
    "Step.channel": Help(N_("Where they published it."), "Telegram"),
    "Step.note": Help(_NOTE, "in its lead, as indirect speech"),
    "Alias.name": Help(N_("Another name or spelling."), "Мира Оконджо"),
    "Alias.language": Help(N_("The language of this name, where it is not the archive's (BCP 47)."), "ru"),
    "Alias.abbr": Help(
        N_(
            "true for an abbreviation that not every reader knows: our own words spell it out where a page has it first."
        ),
        "true",
    ),
    "Role.title": Help(N_("What someone was."), "chair of the board"),
    "Role.of": Help(N_("The id of the organisation."), "river-board"),
    "Role.from": Help(N_("Since when."), "2012-11-06"),
    "Role.to": Help(N_("Until when."), "2024-05-12"),
    "Relation.to": Help(N_("The id of the other person, organisation or place."), "tom-weir"),
    "Relation.kind": Help(N_("What the two have to do with each other."), "sister"),
    "Relation.from": Help(N_("Since when."), "2019"),
    "Relation.to_date": Help(N_("Until when."), "2024"),
    "Relation.source": Help(N_("Where this is said."), "https://example.org/page"),
    "Capture.url": Help(N_("The address of an archived copy on the web."), '"https://archive.example.org/item"'),
    "Capture.captured": Help(N_("When it was captured."), "2025-06-01"),
    "Relay.of": Help(N_("The id of the article or organisation that this article copies or rewrites."), "wire-service"),
    "Relay.basis": Help(N_("How we know that it does."), "the byline names the agency"),
    "Provenance.kind": Help(N_("What was published, where it is no article of a newspaper or a website."), "post"),
    "Provenance.channel": Help(N_("The channel, station or network that it was published on."), "Telegram"),
    "Provenance.programme": Help(N_("The programme or series, as it calls itself."), "The Evening News"),
    "Provenance.account": Help(N_("The account that published it, as the site writes it."), '"@riverboard"'),
    "Provenance.number": Help(N_("Its number: of a post, a press release, a report, an issue."), "A/79/4"),
    "Provenance.pages": Help(N_("The pages that it is on, as printed."), "12–15"),
    "Provenance.url": Help(N_("The web address."), '"https://example.org/item"'),
    "Provenance.archived": Help(
        N_("Archived copies on the web."), '[{url: "https://archive.example.org/item", captured: 2025-06-01}]'
    ),
    "Provenance.seen": Help(N_("The day on which the copy was read."), "2026-11-22"),
    "Provenance.copy": Help(N_("Whether the whole text was read or a part."), "whole"),
    "Provenance.sha256": Help(N_("The hash of the copy that was read; `archive verify` writes it.")),
    "Provenance.relays": Help(
        N_("What this article copies or rewrites: an article's id, or an organisation's."),
        "{of: wire-service, basis: the byline names the agency}",
    ),
    "Provenance.versions": Help(
        N_("The states in which it was published, the first one first, where they differ: each capture that was read."),
        "[{id: first, seen: 2025-05-29}, {id: corrected, seen: 2025-06-02, changed: the number of dead}]",
    ),
    "SourceVersion.id": Help(N_("Names the version within the article: `version` of a quotation names it."), "first"),
    "SourceVersion.seen": Help(N_("The day on which it was read."), "2025-05-29"),
    "SourceVersion.captured": Help(N_("When it was captured, where a web archive says so."), "2025-05-29T08:12Z"),
    "SourceVersion.archived": Help(N_("The address of that capture."), '"https://archive.example.org/item"'),
    "SourceVersion.sha256": Help(N_("The hash of the copy that was read.")),
    "SourceVersion.changed": Help(N_("What it changed in the version before, in our words."), "the number of dead"),
    "Provenance.status": Help(
        N_("What became of it after it was published: corrected, updated or withdrawn, or gone from its address."),
        "{is: corrected, on: 2025-06-01, basis: a note at its foot}",
    ),
    "SourceStatus.is": Help(N_("What became of it."), "withdrawn"),
    "SourceStatus.on": Help(
        N_("Since when, as far as known; of a dead address, the day on which it was found dead."), "2025-06-01"
    ),
    "SourceStatus.basis": Help(N_("How we know."), "a note at its foot"),
    "Rights.status": Help(N_("A rights status that site_config/archive.yml lists."), "InC"),
    "Rights.text": Help(
        N_("summary in our own words, or full, as it was printed and without Markdown, where the licence allows it."),
        "summary",
    ),
    # articles
    "Article.title": Help(
        N_("The headline as printed; null where the copy shows none."), "A dam breaks above the valley"
    ),
    "Article.supplied_title": Help(
        N_("What to call an article whose copy shows no headline, in our own words."), "A minister on the dam"
    ),
    "Article.deck": Help(
        N_("One sentence in our own words: what this copy is, or why it matters."), "What an agency said that day."
    ),
    "Article.language": Help(N_("The article's language (BCP 47)."), "en"),
    "Article.publisher": Help(
        N_("The id of the organisation that published it; null where the copy names none."), "wire-service"
    ),
    "Article.authors": Help(
        N_("Who wrote it: a name as printed, or somebody whom the archive has."),
        "[Jane Doe, {by: tom-weir, name: T. Weir}]",
    ),
    "Author.name": Help(N_("The name as printed."), "Jane Doe"),
    "Author.by": Help(N_("The id of the person or organisation."), "tom-weir"),
    "Article.published": Help(N_("When it was published, as far as known."), "2025-04-28"),
    "Article.source": Help(N_("Where it was found, and which copy was read.")),
    "Article.rights": Help(N_("What may be shown of it."), "{status: InC, text: summary}"),
    "Article.review": Help(N_("needed: something here was proposed by a program, and nobody has looked at it yet.")),
    "Article.topics": Help(N_("The topics under which it is filed."), "[floods]"),
    "Article.quotations": Help(N_("Words that the article prints between quotation marks, and whose they are.")),
    "Article.statements": Help(N_("Stances that somebody takes on a claim, with or without a quotation.")),
    "Article.figures": Help(N_("Numbers that the article gives for a figure of the archive.")),
    "Article.events": Help(
        N_("Events that it reports; with a date of its own where that differs."),
        "[flood-of-may, {event: dam-opens, date: 2025-04~}]",
    ),
    "Quotation.id": Help(N_("Its name within the article: lower-case words joined by hyphens."), "such-water"),
    "Quotation.speaker": Help(
        N_("Who said it: an id, or {unnamed: …} with the article's words for a source it does not name."), "mira-okonjo"
    ),
    "Quotation.role": Help(N_("What the speaker is, as printed."), "chair of the River Board"),
    "Quotation.really": Help(
        N_(
            "Whose words they are, where the article attributes them to the wrong speaker; null where that is not known."
        ),
        "{speaker: river-board, basis: the board's own release has the sentence}",
    ),
    "Attribution.speaker": Help(N_("The id of who really said it; null where that is not known."), "river-board"),
    "Attribution.basis": Help(N_("How we know that the words are not the named speaker's."), "the release has it"),
    "Quotation.text": Help(
        N_(
            "The words exactly as printed, without their quotation marks; a list of parts where “he said” interrupts them."
        ),
        "we have never seen such water",
    ),
    "Quotation.context": Help(N_("What the words are about, in ours."), "how fast the river rose"),
    "Quotation.cue": Help(N_("The reporting verb, as printed."), "said"),
    "Quotation.said": Help(N_("When it was said."), "{edtf: 2025-05-28, words: Wednesday}"),
    "Quotation.to": Help(N_("To whom."), "reporters"),
    "Quotation.via": _VIA,
    "Quotation.translated": Help(N_("Whether the words are translated: true, false or unknown."), "true"),
    "Quotation.language": Help(N_("The language of the words, where it is not the article's."), "ru"),
    "Quotation.utterance": Help(
        N_("The sentence of which these words are a version: utterance/passage."), "okonjo-at-the-dam/such-water"
    ),
    "Quotation.fidelity": Help(
        N_(
            "An editor's finding; left out means not yet checked. altered and paraphrase want a note, and translation wants the original "
            "words in the archive."
        ),
        "verbatim",
    ),
    "Quotation.readings": Help(
        N_("Independent second judgements of how the words compare, each made without looking at the first."),
        "[{by: second-reader, fidelity: paraphrase, on: 2026-11-30}]",
    ),
    "FidelityReading.by": Help(N_("Who judged, by a handle or name."), "second-reader"),
    "FidelityReading.fidelity": Help(N_("The judgement."), "paraphrase"),
    "FidelityReading.on": Help(N_("When."), "2026-11-30"),
    "FidelityReading.note": Help(N_("Why, if the judgement differs from the record's."), "the dam is not named"),
    "Statement.readings": Help(
        N_("Independent second judgements of the stance, each made without looking at the first."),
        "[{by: second-reader, stance: doubts, on: 2026-11-30}]",
    ),
    "StanceReading.by": Help(N_("Who judged, by a handle or name."), "second-reader"),
    "StanceReading.stance": Help(N_("The judgement."), "doubts"),
    "StanceReading.on": Help(N_("When."), "2026-11-30"),
    "StanceReading.note": Help(
        N_("Why, if the judgement differs from the record's."), "he only says that he has not heard of it"
    ),
    "Article.annotated": Help(N_("Who wrote the annotation, and when."), "[{by: a-handle, on: 2026-11-22}]"),
    "Article.reviewed": Help(N_("Who compared it with the source, and when."), "[{by: another, on: 2026-11-25}]"),
    "Deed.by": Help(N_("Who, by a handle or name."), "a-handle"),
    "Deed.on": Help(N_("When."), "2026-11-22"),
    "Article.reliability": Help(
        N_("How credible what it reports is, in the archive’s judgement: a code of the scheme that the settings name."),
        "{code: 2, basis: two other agencies report the same}",
    ),
    "Organisation.reliability": Help(
        N_("How reliable it is as a source, in the archive’s judgement: a code of the scheme that the settings name."),
        "{code: B, basis: its figures were right in nine of ten cases}",
    ),
    "Reliability.code": Help(N_("The code, as the scheme has it."), "B"),
    "Reliability.basis": Help(N_("Why, in words."), "its figures were right in nine of ten cases"),
    "Reliability.by": Help(N_("Who judged, by a handle or name."), "a-handle"),
    "Reliability.on": Help(N_("When."), "2026-11-30"),
    "Quotation.note": Help(_NOTE, "The agency has it as indirect speech."),
    "Quotation.turns": Help(
        N_(
            "The words that change the meaning, each with why; pages fill them. An editor's finding, seldom more than one to a quotation."
        ),
        "[{words: such water, why: the board spoke of mud}]",
    ),
    "Quotation.prefix": Help(
        N_("The words directly before, if the same words appear there twice."), "telling the town that"
    ),
    "Quotation.suffix": Help(N_("The words directly after, if the same words appear there twice."), "She thanked"),
    "Quotation.where": Help(
        N_(
            "Where a reader finds the words in the source: at a time of a recording, on a page, in a paragraph, in a post."
        ),
        '{time: "1:12", until: "1:15"}',
    ),
    "Spot.time": Help(N_("When the words begin, in minutes and seconds of the recording."), '"1:12"'),
    "Spot.until": Help(N_("When they end."), '"1:15"'),
    "Spot.page": Help(N_("On which page of the file, counted from 1, as programs that show it count."), "3"),
    "Spot.paragraph": Help(N_("In which paragraph, counted from 1."), "12"),
    "Spot.post": Help(N_("In which post of several, by its number or as it is named there."), "2"),
    "Quotation.version": Help(
        N_("The version of the source that has these words, or a list of them; left out where all have them."), "first"
    ),
    "Quotation.at": Help(N_("Where the words are in the copy; `archive verify` writes it.")),
    "Quotation.review": Help(N_("needed: a program proposed this, and nobody has looked at it yet.")),
    "Statement.id": Help(N_("Its name within the article."), "board-denies"),
    "Statement.holder": Help(N_("Who takes the stance: an id, or {unnamed: …}."), "river-board"),
    "Statement.stance": Help(N_("The stance taken."), "denies"),
    "Statement.proposition": Help(N_("The id of the claim."), "dam-was-unsafe"),
    "Statement.date": Help(N_("When it was taken, as the article says."), "{edtf: 2024-10~, words: months ago}"),
    "Statement.via": _VIA,
    "Statement.quotations": Help(N_("The ids of this article's quotations that it rests on."), "[such-water]"),
    "Statement.rests_on": Help(
        N_(
            "What the stance rests on: somebody's own quoted words, the reporter's verb, a headline or lead, or an inference of ours."
        ),
        "verb",
    ),
    "Statement.basis": Help(
        N_("How we know, in words; an inference needs it."), "the lead says that the board denied it"
    ),
    "Statement.note": Help(_NOTE),
    "Statement.review": Help(N_("needed: a program proposed this, and nobody has looked at it yet.")),
    "Figure.id": Help(N_("Its name within the article."), "four-thousand"),
    "Figure.measure": Help(N_("The id of the figure: what exactly is counted."), "houses-flooded"),
    "Figure.value": Help(N_("One number, as digits."), "4000"),
    "Figure.low": Help(N_("The lower end of a range."), "10000"),
    "Figure.high": Help(N_("The upper end of a range."), "12000"),
    "Figure.best": Help(N_("The best estimate within the range, where one is given."), "11000"),
    "Figure.by": Help(N_("Who gives the number; an empty list where the article does not say."), "[river-board]"),
    "Figure.as_of": Help(N_("The time for which it holds."), "{edtf: 2024-12, words: Back in December}"),
    "Figure.qualifier": Help(N_("As printed: about, more than, nearly."), "estimated"),
    "Figure.via": _VIA,
    "Figure.quotations": Help(N_("The ids of this article's quotations that it rests on."), "[four-thousand]"),
    "Figure.misreads": Help(
        N_("The figure that the source counted, where this article gives the number another meaning."), "people-moved"
    ),
    "Figure.note": Help(_NOTE),
    "Figure.review": Help(N_("needed: a program proposed this, and nobody has looked at it yet.")),
    "Occurrence.event": Help(N_("The id of the event."), "flood-of-may"),
    "Occurrence.date": Help(N_("The article's own date, where it differs from the event's."), "2025-04~"),
    "Occurrence.note": Help(_NOTE),
    # entities
    "Person.sort": Help(
        N_("The name as lists sort it, where its first word is not what readers look it up by."), "Okonjo, Mira"
    ),
    "Person.country": Help(N_("Two capital letters (ISO 3166)."), "GB"),
    "Person.roles": Help(N_("Offices held, and how long."), "[{title: chair, of: river-board, from: 2012}]"),
    "Person.relations": Help(N_("Links to others that no other key covers."), "[{to: tom-weir, kind: sister}]"),
    "Person.isni": Help(_ISNI, "0000 0001 2103 2683"),
    "Person.viaf": Help(_VIAF, "113230702"),
    "Organisation.kind": Help(
        N_("What it is: state news agency, newspaper, government, ministry, state."), "newspaper"
    ),
    "Organisation.country": Help(N_("Two capital letters (ISO 3166)."), "GB"),
    "Organisation.part_of": Help(N_("The id of the organisation that it belongs to."), "republic-of-vell"),
    "Organisation.site": Help(N_("Its web address."), '"https://example.org/"'),
    "Organisation.roles": Help(N_("Offices held, as for a person."), "[{title: member, of: united-nations}]"),
    "Organisation.relations": Help(
        N_("Links to others that no other key covers."), "[{to: wire-service, kind: partner}]"
    ),
    "Organisation.isni": Help(_ISNI, "0000 0001 2103 2683"),
    "Organisation.viaf": Help(_VIAF, "113230702"),
    "Place.country": Help(N_("Two capital letters (ISO 3166)."), "GB"),
    "Place.within": Help(N_("The id of the place that it is part of."), "upper-valley"),
    "Place.point": Help(N_("Latitude and longitude (WGS 84)."), "[51.5, -0.12]"),
    "Place.precision": Help(N_("How exact the point is: city, region, square."), "city"),
    "Place.basis": Help(N_("Where the point is taken from."), "centre of the city"),
    "Place.geonames": Help(
        N_("The identifier of the same place in GeoNames: the digits of its address there."), "703448"
    ),
    "Document.date": Help(N_("Of the document."), "2024-06-19"),
    "Document.url": Help(N_("The address of its text."), '"https://example.org/treaty"'),
    "Document.parties": Help(N_("The ids of who made it."), "[republic-of-vell]"),
    # what articles are compared by: statements, claims, figures, events; and stories and topics
    "Original.language": Help(N_("The language of the original words (BCP 47)."), "ru"),
    "Original.text": Help(N_("The words in the language in which they were said."), "такой воды мы не видели"),
    "Original.source": Help(
        N_("Where they were found: an article's id, a web address, or words."), "the board's own transcript"
    ),
    "Original.turns": Help(
        N_("The words whose meaning some version changes, each with why, as in a quotation."),
        "[{words: такой воды, why: one version has mud here}]",
    ),
    "Turn.words": Help(N_("The words, exactly as in the text."), "such water"),
    "Turn.why": Help(N_("What they change, in one line of ours."), "the board spoke of mud"),
    "Turn.prefix": Help(N_("The words directly before, if the same words appear twice in the text."), "never seen"),
    "Turn.suffix": Help(N_("The words directly after, if the same words appear twice in the text."), "in May"),
    "Passage.id": Help(N_("Its name within the statement."), "such-water"),
    "Passage.gist": Help(N_("What is said there, in a few words of ours."), "that such a flood was never seen"),
    "Passage.original": Help(N_("The words in the speaker's language, where they are known.")),
    "Passage.base": Help(
        N_("The version with which others are compared: article/quotation."), "wire-service-okonjo-warns/such-water"
    ),
    "Utterance.title": Help(N_("The occasion in a few words."), "Okonjo at the dam"),
    "Utterance.speaker": Help(N_("Who spoke: an id, or {unnamed: …}."), "mira-okonjo"),
    "Utterance.said": Help(N_("When."), "2025-05-28~"),
    "Utterance.form": Help(N_("Written statement, remarks to the press, post, speech."), "remarks to the press"),
    "Utterance.to": Help(N_("To whom."), "reporters"),
    "Utterance.place": Help(N_("The id of the place."), "vell"),
    "Utterance.event": Help(N_("The id of the event at which it was said."), "opening-of-the-dam"),
    "Utterance.passages": Help(
        N_("Its sentences or phrases: like is compared with like."), "[{id: one, gist: that it is so}]"
    ),
    "Utterance.summary": Help(N_("What was said, in our own words."), "On how fast the river rose."),
    "Proposition.sentence": Help(N_("One neutral sentence that some say is true and others deny."), "The dam held."),
    "Proposition.contradicts": Help(N_("Claims that cannot be true together with it."), "[dam-failed]"),
    "Proposition.implies": Help(N_("Claims that are true if it is."), "[dam-was-built]"),
    "Proposition.summary": Help(N_("What it is about, in our own words."), "Who said so, and when it mattered."),
    "Proposition.searches": _SEARCHES,
    "Search.where": Help(N_("The id of the outlet in whose articles somebody looked."), "wire-service"),
    "Search.for": Help(N_("What was looked for, in a few words."), "the flood of May"),
    "Search.by": Help(N_("Who looked: a handle or a name."), "a-handle"),
    "Search.on": Help(N_("The day on which it was looked for."), "2026-11-22"),
    "Search.found": Help(N_("none, or the ids of the articles that were found."), "none"),
    "Search.note": Help(
        N_("How it was looked for, and how far that reaches, in our own words."), "Its archive goes back to 2020."
    ),
    "Measure.name": Help(N_("What is counted, in a few words."), "Houses flooded"),
    "Measure.counts": Help(N_("Exactly what is counted, and what is not."), "Houses with water indoors; no cellars."),
    "Measure.unit": Help(N_("The unit."), "people"),
    "Measure.summary": Help(N_("Why it matters, in our own words."), "Estimates differ in what they count."),
    "Event.what": Help(N_("What happened, in a few words."), "A dam breaks"),
    "Event.date": Help(N_("When, as far as known."), "2025-04~"),
    "Event.place": Help(N_("The id of the place."), "upper-valley"),
    "Event.participants": Help(N_("The ids of who took part."), "[tom-weir]"),
    "Event.kind": Help(N_("What sort of event: ceremony, visit, incursion."), "ceremony"),
    "Event.part_of": Help(N_("The id of the event of which it is a part."), "flood-of-may"),
    "Event.summary": Help(N_("What happened, in our own words."), "Water ran through the valley."),
    "Event.searches": _SEARCHES,
    "Story.title": Help(N_("What the story tells, in a few words."), "How the dam became unsafe"),
    "Story.lead": Help(
        N_("What it comes to, in a sentence or two of ours."), "Three reports, and one word that changed."
    ),
    "Story.steps": Help(
        N_(
            "Its steps in order, each with what is shown next to its words. The words are below, under a heading with the step’s id."
        ),
        "[{id: the-denial, quotations: wire-service-okonjo-warns/such-water}]",
    ),
    "StoryStep.id": Help(N_("Its name within the story, which the heading of its words ends with."), "the-denial"),
    "StoryStep.quotations": Help(
        N_(
            "The quotations that are shown: article/quotation. Two versions of one sentence are shown side by side, with the differing words marked."
        ),
        "[wire-service-okonjo-warns/such-water, herald-on-the-flood/such-water]",
    ),
    "StoryStep.reversal": Help(
        N_("A change of sides that is shown."), "{holder: river-board, proposition: dam-was-safe}"
    ),
    "StoryStep.measure": Help(N_("The id of a figure, whose estimates over time are shown."), "houses-flooded"),
    "StoryStep.event": Help(N_("The id of an event that is shown, with its place on the timeline."), "flood-of-may"),
    "NamedReversal.holder": Help(N_("Who changed sides."), "river-board"),
    "NamedReversal.proposition": Help(N_("The id of the claim."), "dam-was-safe"),
    "Topic.title": Help(N_("The subject in a few words."), "International law"),
    "Topic.summary": Help(N_("What is filed here, in our own words."), "Articles on what the law says of it."),
}
