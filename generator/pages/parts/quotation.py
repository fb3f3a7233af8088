"""The card of a quotation, with the ladder of hands that its words passed through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Quoted
from generator.pages.parts.here import Attributed, Here, Link, When
from generator.records.model import Step
from generator.records.vocabulary import Mark, hands, mark_of
from generator.text import lines
from generator.text.languages import direction, language_name


@dataclass(frozen=True, slots=True)
class Rung:
    """One hand on the way from the speaker's mouth to this page."""

    names: tuple[Link, ...]
    article: Link | None = None
    how: str = ""
    implied: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A quotation with everything that is known of it. `words` are its parts: what interrupts them is left out."""

    anchor: str
    words: tuple[str, ...]
    language: str
    language_name: str
    direction: str
    foreign: bool
    short: bool
    speaker: Link
    attributed: Attributed | None
    role: str | None
    when: When | None
    to: str | None
    context: str | None
    cue: str | None
    hands: str
    ladder: tuple[Rung, ...]
    mark: Mark
    note: str | None
    translated: bool | None
    at: str | None
    checking: str
    renderings: Link | None
    review: bool = False  # a program proposed it, and nobody has looked at it yet


def card(here: Here, quoted: Quoted) -> Card:
    """The card of a quotation."""
    quotation, article = quoted.quotation, quoted.article
    letters = len(quotation.words)
    said = here.date(quotation.said) if quotation.said else None
    spans = ", ".join(f"{start:,}–{end:,}" for start, end in quotation.at)
    return Card(
        anchor=routes.quotation(quotation.id),
        words=tuple(map(lines.tidied, quotation.text)),
        language=quoted.language,
        language_name=language_name(quoted.language),
        direction=direction(quoted.language),
        foreign=here.foreign(quoted.language),
        short=letters < 40,
        speaker=here.speaker(quoted),
        attributed=here.attributed(quoted),
        role=quotation.role,
        when=said,
        to=quotation.to,
        context=quotation.context,
        cue=quotation.cue,
        hands=hands(quotation.via),
        ladder=tuple(_ladder(here, quoted)),
        mark=mark_of(quotation.fidelity),
        note=quotation.note,
        translated=quotation.translated,
        at=spans or None,
        checking=routes.asked(routes.relative(here.path, routes.ANNOTATE), {"article": article.id}),
        renderings=_renderings(here, quoted),
        review=quotation.review is not None,
    )


def _ladder(here: Here, quoted: Quoted) -> Iterable[Rung]:
    quotation = quoted.quotation
    said = dates.say(quotation.said.edtf) if quotation.said else ""
    how = ", ".join(filter(None, [f"to {quotation.to}" if quotation.to else "", said]))
    yield Rung((here.speaker(quoted),), how=how)
    for step in quotation.via:
        yield _rung(here, step)
    published = dates.say(quoted.article.published.edtf) if quoted.article.published else "no date given"
    this = routes.page("article", quoted.article.id) == here.path
    name = Link("This article") if this else here.link(quoted.article.id)
    outlet = here.archive[quoted.article.publisher].name + ", " if quoted.article.publisher else ""
    yield Rung((name,), how=outlet + published, here=True)


def _rung(here: Here, step: Step) -> Rung:
    names = tuple(here.link(agent) for agent in step.by) or (Link(step.unnamed or ""),)
    how = [
        f"on {step.channel}" if step.channel else "",
        dates.say(step.date.edtf) if step.date else "",
        step.note or "",
    ]
    article = here.link(step.article) if step.article else None
    return Rung(names, article, ", ".join(filter(None, how)), bool(step.implied))


def _renderings(here: Here, quoted: Quoted) -> Link | None:
    passage = quoted.quotation.passage
    if passage is None:
        return None
    number = len(here.archive.renderings_of(passage))
    words = f"Compare {number:,} renderings, word by word" if number > 1 else "The occasion, and what else was said"
    return here.link(passage.utterance, words, routes.passage(passage.passage), here.settled(passage.utterance))
