"""What every key of a record is for, with an example. Editors and the guide show it, and `archive new` writes it as
comments."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel


class Help(NamedTuple):
    """What a key is for, and an example of what may stand there, as YAML; "" where there is none."""

    what: str
    example: str = ""


def of(model: type[BaseModel], key: str) -> Help:
    """What a key of this part is for. Raises KeyError where no entry of FIELDS says it."""
    for owner in model.__mro__:
        found = FIELDS.get(f"{owner.__name__.lstrip('_')}.{key}")
        if found:
            return found
    raise KeyError(f"{model.__name__}.{key}")


_NOTE = "What a reader should know about this, in our own words."
_VIA = Help(
    "Who carried it, nearest the speaker first; the article itself is always the last step and is not written.",
    "[wire-service, {by: city-radio, implied: true}]",
)

FIELDS: dict[str, Help] = {
    # what every record and entity has
    "Record.notes": Help("What a careful archivist should know, in our own words.", "Seen in one copy only."),
    "Entity.name": Help("The name as pages show it.", "Mira Okonjo"),
    "Entity.also": Help(
        "Other names, spellings and scripts; mentions are found by them.",
        "[Myra Okonjo, {name: Мира Оконджо, language: ru}]",
    ),
    "Entity.summary": Help("A sentence or two in our own words: who or what this is.", "Chair of the River Board."),
    "Entity.wikidata": Help("The identifier of the same thing in Wikidata.", "Q1234"),
    "Entity.formerly": Help("Ids that this record had before; their addresses lead here.", "[an-old-id]"),
    # parts that recur
    "Date.edtf": Help(
        "The date as far as it is known (EDTF): 2025-04-28, 2025-04~ (about), 2024-10-XX (some day of), a/b (from, to).",
        "2025-04-28",
    ),
    "Date.words": Help("The date as it is printed.", "in late April"),
    "Date.basis": Help("On what an inference rests, in words.", "weekday resolved against the date of publication"),
    "AgentRef.unnamed": Help("A source that the article leaves unnamed, in its words.", "a senior official"),
    "Step.by": Help("Who carried it: an id, or several.", "wire-service"),
    "Step.unnamed": Help("A carrier that the article does not name, in its words.", "a wire service"),
    "Step.implied": Help("true where the article does not name this step itself.", "true"),
    "Step.article": Help(
        "The id of the carrier's own article, where it is in the archive.", "wire-service-okonjo-warns"
    ),
    "Step.date": Help("When this carrier had it.", "2025-05-29"),
    "Step.channel": Help("Where it was carried.", "Telegram"),
    "Step.note": Help(_NOTE, "in its lead, as indirect speech"),
    "Alias.name": Help("Another name or spelling.", "Мира Оконджо"),
    "Alias.language": Help("The language of this name, where it is not the archive's (BCP 47).", "ru"),
    "Role.title": Help("What someone was.", "chair of the board"),
    "Role.of": Help("The id of the organisation.", "river-board"),
    "Role.from": Help("Since when.", "2012-11-06"),
    "Role.to": Help("Until when.", "2024-05-12"),
    "Relation.to": Help("The id of the other person, organisation or place.", "tom-weir"),
    "Relation.kind": Help("What ties the two.", "sister"),
    "Relation.from": Help("Since when.", "2019"),
    "Relation.to_date": Help("Until when.", "2024"),
    "Relation.source": Help("Where this is said.", "https://example.org/page"),
    "Capture.url": Help("The address of an archived copy on the web.", '"https://archive.example.org/item"'),
    "Capture.captured": Help("When it was captured.", "2025-06-01"),
    "Relay.of": Help("The id of the article or organisation that this article copies or rewrites.", "wire-service"),
    "Relay.basis": Help("From what one sees that it does.", "the byline names the agency"),
    "Provenance.url": Help("The web address.", '"https://example.org/item"'),
    "Provenance.archived": Help(
        "Archived copies on the web.", '[{url: "https://archive.example.org/item", captured: 2025-06-01}]'
    ),
    "Provenance.seen": Help("The day on which the copy was read.", "2026-11-22"),
    "Provenance.copy": Help("Whether the whole text was read or a part.", "whole"),
    "Provenance.sha256": Help("The hash of the copy that was read; `archive verify` writes it."),
    "Provenance.relays": Help(
        "What this article copies or rewrites: an article's id, or an organisation's.",
        "{of: wire-service, basis: the byline names the agency}",
    ),
    "Rights.status": Help("A rights status that site_config/archive.yml lists.", "InC"),
    "Rights.text": Help(
        "summary in our own words, or full, as it was printed and without Markdown, where the licence allows it.",
        "summary",
    ),
    # an article
    "Article.title": Help("The headline as printed; null where the copy shows none.", "A dam breaks above the valley"),
    "Article.supplied_title": Help(
        "What to call an article whose copy shows no headline, in our own words.", "A minister on the dam"
    ),
    "Article.deck": Help(
        "One sentence in our own words: what this copy is, or why it matters.", "What an agency said that day."
    ),
    "Article.language": Help("The article's language (BCP 47).", "en"),
    "Article.publisher": Help(
        "The id of the organisation that published it; null where the copy names none.", "wire-service"
    ),
    "Article.authors": Help("Who wrote it, as printed.", "[Jane Doe]"),
    "Article.published": Help("When it was published, as far as known.", "2025-04-28"),
    "Article.source": Help("Where it was found, and which copy was read."),
    "Article.rights": Help("What may be shown of it.", "{status: InC, text: summary}"),
    "Article.review": Help("needed: something here was proposed by a program, and nobody has looked at it yet."),
    "Article.topics": Help("The topics under which it is filed.", "[floods]"),
    "Article.quotations": Help("Words that the article prints between quotation marks, and whose they are."),
    "Article.statements": Help("Positions that someone takes, with or without a quotation."),
    "Article.figures": Help("Numbers that the article gives for what the archive counts."),
    "Article.events": Help(
        "Events that it tells of; with a date of its own where that differs.",
        "[flood-of-may, {event: dam-opens, date: 2025-04~}]",
    ),
    "Quotation.id": Help("Its name within the article: lower-case words joined by hyphens.", "such-water"),
    "Quotation.speaker": Help(
        "Who said it: an id, or {unnamed: …} with the article's words for a source it does not name.", "mira-okonjo"
    ),
    "Quotation.role": Help("What the speaker is, as printed.", "chair of the River Board"),
    "Quotation.really": Help(
        "Whose words they are, where the article gives them to the wrong speaker; null where that is not known.",
        "{speaker: river-board, basis: the board's own release has the sentence}",
    ),
    "Attribution.speaker": Help("The id of who really said it; null where that is not known.", "river-board"),
    "Attribution.basis": Help("How one knows that the words are not the named speaker's.", "the release has it"),
    "Quotation.text": Help(
        "The words exactly as printed, without their quotation marks; a list of parts where the reporting clause interrupts.",
        "we have never seen such water",
    ),
    "Quotation.context": Help("What the words are about, in ours.", "how fast the river rose"),
    "Quotation.cue": Help("The reporting verb, as printed.", "said"),
    "Quotation.said": Help("When it was said.", "{edtf: 2025-05-28, words: Wednesday}"),
    "Quotation.to": Help("To whom.", "reporters"),
    "Quotation.via": _VIA,
    "Quotation.translated": Help("Whether the words are translated: true, false or unknown.", "true"),
    "Quotation.language": Help("The language of the words, where it is not the article's.", "ru"),
    "Quotation.utterance": Help(
        "The passage that these words render: utterance/passage.", "okonjo-at-the-dam/such-water"
    ),
    "Quotation.fidelity": Help(
        "An editor's finding; left out means not examined. altered and paraphrase want a note, and translation wants the original "
        "words in the archive.",
        "verbatim",
    ),
    "Quotation.note": Help(_NOTE, "The agency has it as indirect speech."),
    "Quotation.prefix": Help(
        "The words directly before, where the same words stand there twice.", "telling the town that"
    ),
    "Quotation.suffix": Help("The words directly behind, where the same words stand there twice.", "She thanked"),
    "Quotation.at": Help("Where the words stand in the copy; `archive verify` writes it."),
    "Quotation.review": Help("needed: a program proposed this, and nobody has looked at it yet."),
    "Statement.id": Help("Its name within the article.", "board-denies"),
    "Statement.holder": Help("Who takes the position: an id, or {unnamed: …}.", "river-board"),
    "Statement.stance": Help("The position taken.", "denies"),
    "Statement.proposition": Help("The id of the proposition.", "dam-was-unsafe"),
    "Statement.date": Help("When it was taken, as the article says.", "{edtf: 2024-10~, words: months ago}"),
    "Statement.via": _VIA,
    "Statement.quotations": Help("The ids of this article's quotations that carry it.", "[such-water]"),
    "Statement.rests_on": Help(
        "What the position rests on: the holder's quoted words, the reporter's verb, a headline or lead, or an inference of ours.",
        "verb",
    ),
    "Statement.basis": Help(
        "On what it rests, in words; an inference needs it.", "the lead says that the board denied it"
    ),
    "Statement.note": Help(_NOTE),
    "Statement.review": Help("needed: a program proposed this, and nobody has looked at it yet."),
    "Figure.id": Help("Its name within the article.", "four-thousand"),
    "Figure.measure": Help("The id of the measure: what exactly is counted.", "houses-flooded"),
    "Figure.value": Help("One number, as digits.", "4000"),
    "Figure.low": Help("The lower end of a range.", "10000"),
    "Figure.high": Help("The upper end of a range.", "12000"),
    "Figure.best": Help("The best estimate within the range, where one is given.", "11000"),
    "Figure.by": Help("Who gives the number; an empty list where the article does not say.", "[river-board]"),
    "Figure.as_of": Help("The time for which it holds.", "{edtf: 2024-12, words: Back in December}"),
    "Figure.qualifier": Help("As printed: about, more than, nearly.", "estimated"),
    "Figure.via": _VIA,
    "Figure.quotations": Help("The ids of this article's quotations that carry it.", "[four-thousand]"),
    "Figure.misreads": Help(
        "The measure that the source counted, where this article gives the number another meaning.", "people-moved"
    ),
    "Figure.note": Help(_NOTE),
    "Figure.review": Help("needed: a program proposed this, and nobody has looked at it yet."),
    "Occurrence.event": Help("The id of the event.", "flood-of-may"),
    "Occurrence.date": Help("The article's own date, where it differs from the event's.", "2025-04~"),
    "Occurrence.note": Help(_NOTE),
    # entities
    "Person.country": Help("Two capital letters (ISO 3166).", "GB"),
    "Person.roles": Help("Offices held, and how long.", "[{title: chair, of: river-board, from: 2012}]"),
    "Person.relations": Help("Ties to others that no other key says.", "[{to: tom-weir, kind: sister}]"),
    "Organisation.kind": Help("What it is: state news agency, newspaper, government, ministry, state.", "newspaper"),
    "Organisation.country": Help("Two capital letters (ISO 3166).", "GB"),
    "Organisation.part_of": Help("The id of the organisation that it belongs to.", "republic-of-vell"),
    "Organisation.site": Help("Its web address.", '"https://example.org/"'),
    "Organisation.roles": Help("Offices held, as for a person.", "[{title: member, of: united-nations}]"),
    "Organisation.relations": Help("Ties to others that no other key says.", "[{to: wire-service, kind: partner}]"),
    "Place.country": Help("Two capital letters (ISO 3166).", "GB"),
    "Place.within": Help("The id of the place in which it lies.", "upper-valley"),
    "Place.point": Help("Latitude and longitude (WGS 84).", "[51.5, -0.12]"),
    "Place.precision": Help("How exact the point is: city, region, square.", "city"),
    "Place.basis": Help("Where the point is taken from.", "centre of the city"),
    "Document.date": Help("Of the document.", "2024-06-19"),
    "Document.url": Help("Where its text stands.", '"https://example.org/treaty"'),
    "Document.parties": Help("The ids of who made it.", "[republic-of-vell]"),
    # what articles are compared by
    "Original.language": Help("The language of the original words (BCP 47).", "ru"),
    "Original.text": Help("The words in the language in which they were said.", "такой воды мы не видели"),
    "Original.source": Help(
        "Where they were found: an article's id, a web address, or words.", "the board's own transcript"
    ),
    "Passage.id": Help("Its name within the utterance.", "such-water"),
    "Passage.gist": Help("What is said there, in a few words of ours.", "that such a flood was never seen"),
    "Passage.original": Help("The words in the speaker's language, where they are known."),
    "Passage.base": Help(
        "The rendering with which others are compared: article/quotation.", "wire-service-okonjo-warns/such-water"
    ),
    "Utterance.title": Help("The occasion in a few words.", "Okonjo at the dam"),
    "Utterance.speaker": Help("Who spoke: an id, or {unnamed: …}.", "mira-okonjo"),
    "Utterance.said": Help("When.", "2025-05-28~"),
    "Utterance.form": Help("Written statement, remarks to the press, post, speech.", "remarks to the press"),
    "Utterance.to": Help("To whom.", "reporters"),
    "Utterance.place": Help("The id of the place.", "vell"),
    "Utterance.event": Help("The id of the event at which it was said.", "opening-of-the-dam"),
    "Utterance.passages": Help(
        "Its sentences or phrases: like is compared with like.", "[{id: one, gist: that it is so}]"
    ),
    "Utterance.summary": Help("What was said, in our own words.", "On how fast the river rose."),
    "Proposition.sentence": Help("One neutral sentence that parties assert, confirm or deny.", "The dam held."),
    "Proposition.contradicts": Help("Propositions that cannot be true together with it.", "[dam-failed]"),
    "Proposition.implies": Help("Propositions that are true where it is.", "[dam-was-built]"),
    "Proposition.summary": Help("What it is about, in our own words.", "Who said so, and when it mattered."),
    "Measure.name": Help("What is counted, in a few words.", "Houses flooded"),
    "Measure.counts": Help("Exactly what is counted, and what is not.", "Houses with water indoors; no cellars."),
    "Measure.unit": Help("The unit.", "people"),
    "Measure.summary": Help("Why it matters, in our own words.", "Estimates differ in what they count."),
    "Event.what": Help("What happened, in a few words.", "A dam breaks"),
    "Event.date": Help("When, as far as known.", "2025-04~"),
    "Event.place": Help("The id of the place.", "upper-valley"),
    "Event.participants": Help("The ids of who took part.", "[tom-weir]"),
    "Event.kind": Help("What sort of event: ceremony, visit, incursion.", "ceremony"),
    "Event.part_of": Help("The id of the event of which it is a part.", "flood-of-may"),
    "Event.summary": Help("What happened, in our own words.", "Water ran through the valley."),
    "Topic.title": Help("The subject in a few words.", "International law"),
    "Topic.summary": Help("What is filed here, in our own words.", "Articles on what the law says of it."),
}
