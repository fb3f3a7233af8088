"""What every key of a record is for, in a sentence and an example: what editors show, and what `archive new` writes as comments.

The order of keys is that of the models, but for what every record has: that comes last.
"""

from __future__ import annotations

import typing
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

LAST = ("wikidata", "formerly", "notes")
"""Keys of the whole record, which stand below its own."""

WITH_ID = frozenset({"Quotation", "Statement", "Figure", "Passage"})
"""Parts whose id the author writes; a record's own is the name of its file."""


class Said(NamedTuple):
    """What a key is for, and what one may write there, as YAML."""

    what: str
    example: str = ""


@cache
def keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that an author may write in this part of a record, in order."""
    own = [field.alias or name for name, field in model.model_fields.items() if name not in ("id", "body")]
    first = ["id"] if model.__name__ in WITH_ID else []
    return (*first, *(key for key in own if key not in LAST), *(key for key in LAST if key in own))


@cache
def part(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The part of a record that stands under a key, or whose list does; None where a scalar stands there."""
    for name, field in model.model_fields.items():
        if (field.alias or name) == key:
            return _model_in(field.annotation)
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, typing.get_args(annotation))), None)


def said(model: type[BaseModel], key: str) -> Said:
    """What a key of this part is for. Raises KeyError where nobody has said it."""
    for owner in model.__mro__:
        found = FIELDS.get(f"{owner.__name__.lstrip('_')}.{key}")
        if found:
            return found
    raise KeyError(f"{model.__name__}.{key}")


_NOTE = "What a reader should know about this, in our own words."
_VIA = Said(
    "Who carried it, nearest the speaker first; the article itself is always the last step and is not written.",
    "[wire-service, {by: city-radio, implied: true}]",
)

FIELDS: dict[str, Said] = {
    # what every record and entity has
    "Record.notes": Said("What a careful archivist should know, in our own words.", "Seen in one copy only."),
    "Entity.name": Said("The name as pages show it.", "Mira Okonjo"),
    "Entity.also": Said(
        "Other names, spellings and scripts; mentions are found by them.",
        "[Myra Okonjo, {name: Мира Оконджо, language: ru}]",
    ),
    "Entity.summary": Said("A sentence or two in our own words: who or what this is.", "Chair of the River Board."),
    "Entity.wikidata": Said("The identifier of the same thing in Wikidata.", "Q1234"),
    "Entity.formerly": Said("Ids that this record had before; their addresses lead here.", "[an-old-id]"),
    # parts that recur
    "Date.edtf": Said(
        "The date as far as it is known (EDTF): 2025-04-28, 2025-04~ (about), 2024-10-XX (some day of), a/b (from, to).",
        "2025-04-28",
    ),
    "Date.words": Said("The date as it is printed.", "in late April"),
    "Date.basis": Said("On what an inference rests, in words.", "weekday resolved against the date of publication"),
    "AgentRef.unnamed": Said("A source that the article leaves unnamed, in its words.", "a senior official"),
    "Step.by": Said("Who carried it: an id, or several.", "wire-service"),
    "Step.unnamed": Said("A carrier that the article does not name, in its words.", "a wire service"),
    "Step.implied": Said("true where the article does not name this step itself.", "true"),
    "Step.article": Said(
        "The id of the carrier's own article, where it is in the archive.", "wire-service-okonjo-warns"
    ),
    "Step.date": Said("When this carrier had it.", "2025-05-29"),
    "Step.channel": Said("Where it was carried.", "Telegram"),
    "Step.note": Said(_NOTE, "in its lead, as indirect speech"),
    "Alias.name": Said("Another name or spelling.", "Мира Оконджо"),
    "Alias.language": Said("The language of this name, where it is not the archive's (BCP 47).", "ru"),
    "Role.title": Said("What someone was.", "chair of the board"),
    "Role.of": Said("The id of the organisation.", "river-board"),
    "Role.from": Said("Since when.", "2012-11-06"),
    "Role.to": Said("Until when.", "2024-05-12"),
    "Relation.to": Said("The id of the other person, organisation or place.", "tom-weir"),
    "Relation.kind": Said("What ties the two.", "sister"),
    "Relation.from": Said("Since when.", "2019"),
    "Relation.to_date": Said("Until when.", "2024"),
    "Relation.source": Said("Where this is said.", "https://example.org/page"),
    "Capture.url": Said("The address of an archived copy on the web.", '"https://archive.example.org/item"'),
    "Capture.captured": Said("When it was captured.", "2025-06-01"),
    "Relay.of": Said("The id of the article or organisation that this article copies or rewrites.", "wire-service"),
    "Relay.basis": Said("From what one sees that it does.", "the byline names the agency"),
    "Provenance.url": Said("The web address.", '"https://example.org/item"'),
    "Provenance.archived": Said(
        "Archived copies on the web.", '[{url: "https://archive.example.org/item", captured: 2025-06-01}]'
    ),
    "Provenance.seen": Said("The day on which the copy was read.", "2026-11-22"),
    "Provenance.copy": Said("Whether the whole text was read or a part.", "whole"),
    "Provenance.sha256": Said("The hash of the copy that was read; `archive verify` writes it."),
    "Provenance.relays": Said(
        "What this article copies or rewrites: an article's id, or an organisation's.",
        "{of: wire-service, basis: the byline names the agency}",
    ),
    "Rights.status": Said("A rights status that site_config/archive.yml lists.", "InC"),
    "Rights.text": Said(
        "summary in our own words, or full, as it was printed and without Markdown, where the licence allows it.",
        "summary",
    ),
    # an article
    "Article.title": Said("The headline as printed; null where the copy shows none.", "A dam breaks above the valley"),
    "Article.supplied_title": Said(
        "What to call an article whose copy shows no headline, in our own words.", "A minister on the dam"
    ),
    "Article.deck": Said(
        "One sentence in our own words: what this copy is, or why it matters.", "What an agency said that day."
    ),
    "Article.language": Said("The article's language (BCP 47).", "en"),
    "Article.publisher": Said(
        "The id of the organisation that published it; null where the copy names none.", "wire-service"
    ),
    "Article.authors": Said("Who wrote it, as printed.", "[Jane Doe]"),
    "Article.published": Said("When it was published, as far as known.", "2025-04-28"),
    "Article.source": Said("Where it was found, and which copy was read."),
    "Article.rights": Said("What may be shown of it.", "{status: InC, text: summary}"),
    "Article.review": Said("needed: something here was proposed by a program, and nobody has looked at it yet."),
    "Article.topics": Said("The topics under which it is filed.", "[floods]"),
    "Article.quotations": Said("Words that the article prints between quotation marks, and whose they are."),
    "Article.statements": Said("Positions that someone takes, with or without a quotation."),
    "Article.figures": Said("Numbers that the article gives for what the archive counts."),
    "Article.events": Said(
        "Events that it tells of; with a date of its own where that differs.",
        "[flood-of-may, {event: dam-opens, date: 2025-04~}]",
    ),
    "Quotation.id": Said("Its name within the article: lower-case words joined by hyphens.", "such-water"),
    "Quotation.speaker": Said(
        "Who said it: an id, or {unnamed: …} with the article's words for a source it does not name.", "mira-okonjo"
    ),
    "Quotation.role": Said("What the speaker is, as printed.", "chair of the River Board"),
    "Quotation.really": Said(
        "Whose words they are, where the article gives them to the wrong speaker; null where that is not known.",
        "{speaker: river-board, basis: the board's own release has the sentence}",
    ),
    "Attribution.speaker": Said("The id of who really said it; null where that is not known.", "river-board"),
    "Attribution.basis": Said("How one knows that the words are not the named speaker's.", "the release has it"),
    "Quotation.text": Said(
        "The words exactly as printed, without their quotation marks; a list of parts where the reporting clause interrupts.",
        "we have never seen such water",
    ),
    "Quotation.context": Said("What the words are about, in ours.", "how fast the river rose"),
    "Quotation.cue": Said("The reporting verb, as printed.", "said"),
    "Quotation.said": Said("When it was said.", "{edtf: 2025-05-28, words: Wednesday}"),
    "Quotation.to": Said("To whom.", "reporters"),
    "Quotation.via": _VIA,
    "Quotation.translated": Said("Whether the words are translated: true, false or unknown.", "true"),
    "Quotation.language": Said("The language of the words, where it is not the article's.", "ru"),
    "Quotation.utterance": Said(
        "The passage that these words render: utterance/passage.", "okonjo-at-the-dam/such-water"
    ),
    "Quotation.fidelity": Said(
        "An editor's finding; left out means not examined. altered and paraphrase want a note, and translation wants the original "
        "words in the archive.",
        "verbatim",
    ),
    "Quotation.note": Said(_NOTE, "The agency has it as indirect speech."),
    "Quotation.prefix": Said(
        "The words directly before, where the same words stand there twice.", "telling the town that"
    ),
    "Quotation.suffix": Said("The words directly behind, where the same words stand there twice.", "She thanked"),
    "Quotation.at": Said("Where the words stand in the copy; `archive verify` writes it."),
    "Quotation.review": Said("needed: a program proposed this, and nobody has looked at it yet."),
    "Statement.id": Said("Its name within the article.", "board-denies"),
    "Statement.holder": Said("Who takes the position: an id, or {unnamed: …}.", "river-board"),
    "Statement.stance": Said("The position taken.", "denies"),
    "Statement.proposition": Said("The id of the proposition.", "dam-was-unsafe"),
    "Statement.date": Said("When it was taken, as the article says.", "{edtf: 2024-10~, words: months ago}"),
    "Statement.via": _VIA,
    "Statement.quotations": Said("The ids of this article's quotations that carry it.", "[such-water]"),
    "Statement.rests_on": Said(
        "What the position rests on: the holder's quoted words, the reporter's verb, a headline or lead, or an inference of ours.",
        "verb",
    ),
    "Statement.basis": Said(
        "On what it rests, in words; an inference needs it.", "the lead says that the board denied it"
    ),
    "Statement.note": Said(_NOTE),
    "Statement.review": Said("needed: a program proposed this, and nobody has looked at it yet."),
    "Figure.id": Said("Its name within the article.", "four-thousand"),
    "Figure.measure": Said("The id of the measure: what exactly is counted.", "houses-flooded"),
    "Figure.value": Said("One number, as digits.", "4000"),
    "Figure.low": Said("The lower end of a range.", "10000"),
    "Figure.high": Said("The upper end of a range.", "12000"),
    "Figure.best": Said("The best estimate within the range, where one is given.", "11000"),
    "Figure.by": Said("Who gives the number; an empty list where the article does not say.", "[river-board]"),
    "Figure.as_of": Said("The time for which it holds.", "{edtf: 2024-12, words: Back in December}"),
    "Figure.qualifier": Said("As printed: about, more than, nearly.", "estimated"),
    "Figure.via": _VIA,
    "Figure.quotations": Said("The ids of this article's quotations that carry it.", "[four-thousand]"),
    "Figure.misreads": Said(
        "The measure that the source counted, where this article gives the number another meaning.", "people-moved"
    ),
    "Figure.note": Said(_NOTE),
    "Figure.review": Said("needed: a program proposed this, and nobody has looked at it yet."),
    "Occurrence.event": Said("The id of the event.", "flood-of-may"),
    "Occurrence.date": Said("The article's own date, where it differs from the event's.", "2025-04~"),
    "Occurrence.note": Said(_NOTE),
    # entities
    "Person.country": Said("Two capital letters (ISO 3166).", "GB"),
    "Person.roles": Said("Offices held, and how long.", "[{title: chair, of: river-board, from: 2012}]"),
    "Person.relations": Said("Ties to others that no other key says.", "[{to: tom-weir, kind: sister}]"),
    "Organisation.kind": Said("What it is: state news agency, newspaper, government, ministry, state.", "newspaper"),
    "Organisation.country": Said("Two capital letters (ISO 3166).", "GB"),
    "Organisation.part_of": Said("The id of the organisation that it belongs to.", "republic-of-vell"),
    "Organisation.site": Said("Its web address.", '"https://example.org/"'),
    "Organisation.roles": Said("Offices held, as for a person.", "[{title: member, of: united-nations}]"),
    "Organisation.relations": Said("Ties to others that no other key says.", "[{to: wire-service, kind: partner}]"),
    "Place.country": Said("Two capital letters (ISO 3166).", "GB"),
    "Place.within": Said("The id of the place in which it lies.", "upper-valley"),
    "Place.point": Said("Latitude and longitude (WGS 84).", "[51.5, -0.12]"),
    "Place.precision": Said("How exact the point is: city, region, square.", "city"),
    "Place.basis": Said("Where the point is taken from.", "centre of the city"),
    "Document.date": Said("Of the document.", "2024-06-19"),
    "Document.url": Said("Where its text stands.", '"https://example.org/treaty"'),
    "Document.parties": Said("The ids of who made it.", "[republic-of-vell]"),
    # what articles are compared by
    "Original.language": Said("The language of the original words (BCP 47).", "ru"),
    "Original.text": Said("The words in the language in which they were said.", "такой воды мы не видели"),
    "Original.source": Said(
        "Where they were found: an article's id, a web address, or words.", "the board's own transcript"
    ),
    "Passage.id": Said("Its name within the utterance.", "such-water"),
    "Passage.gist": Said("What is said there, in a few words of ours.", "that such a flood was never seen"),
    "Passage.original": Said("The words in the speaker's language, where they are known."),
    "Passage.base": Said(
        "The rendering with which others are compared: article/quotation.", "wire-service-okonjo-warns/such-water"
    ),
    "Utterance.title": Said("The occasion in a few words.", "Okonjo at the dam"),
    "Utterance.speaker": Said("Who spoke: an id, or {unnamed: …}.", "mira-okonjo"),
    "Utterance.said": Said("When.", "2025-05-28~"),
    "Utterance.form": Said("Written statement, remarks to the press, post, speech.", "remarks to the press"),
    "Utterance.to": Said("To whom.", "reporters"),
    "Utterance.place": Said("The id of the place.", "vell"),
    "Utterance.event": Said("The id of the event at which it was said.", "opening-of-the-dam"),
    "Utterance.passages": Said(
        "Its sentences or phrases: like is compared with like.", "[{id: one, gist: that it is so}]"
    ),
    "Utterance.summary": Said("What was said, in our own words.", "On how fast the river rose."),
    "Proposition.sentence": Said("One neutral sentence that parties assert, confirm or deny.", "The dam held."),
    "Proposition.contradicts": Said("Propositions that cannot be true together with it.", "[dam-failed]"),
    "Proposition.implies": Said("Propositions that are true where it is.", "[dam-was-built]"),
    "Proposition.summary": Said("What it is about, in our own words.", "Who said so, and when it mattered."),
    "Measure.name": Said("What is counted, in a few words.", "Houses flooded"),
    "Measure.counts": Said("Exactly what is counted, and what is not.", "Houses with water indoors; no cellars."),
    "Measure.unit": Said("The unit.", "people"),
    "Measure.summary": Said("Why it matters, in our own words.", "Estimates differ in what they count."),
    "Event.what": Said("What happened, in a few words.", "A dam breaks"),
    "Event.date": Said("When, as far as known.", "2025-04~"),
    "Event.place": Said("The id of the place.", "upper-valley"),
    "Event.participants": Said("The ids of who took part.", "[tom-weir]"),
    "Event.kind": Said("What sort of event: ceremony, visit, incursion.", "ceremony"),
    "Event.part_of": Said("The id of the event of which it is a part.", "flood-of-may"),
    "Event.summary": Said("What happened, in our own words.", "Water ran through the valley."),
    "Topic.title": Said("The subject in a few words.", "International law"),
    "Topic.summary": Said("What is filed here, in our own words.", "Articles on what the law says of it."),
}
