"""Numbers held against each other: disagreements, retellings, lookalikes and misreadings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.findings import figures
from generator.findings.figures import Disagreement, Estimate, Lookalike, Misreading
from generator.findings.known import latest, published_by
from generator.pages.measures.rows import article_link, days_in_words, first_published, holder_links
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.prose import folded
from generator.records.vocabulary import number
from generator.text import english

SHOWN_FINDINGS = 6
"""Misreadings, disagreements and the like on one page; the plot and the table have them all."""


SHOWN_SIDES = 8


@dataclass(frozen=True, slots=True)
class Side:
    """One of several numbers that are compared: where its bar begins, and how long it is, in hundredths of the scale."""

    number: str
    qualifier: str | None
    holders: tuple[Link, ...]
    when: When
    day: str
    outlet: Link
    start: str
    long: str
    bound: str


@dataclass(frozen=True, slots=True)
class Against:
    """Numbers compared with each other, with a sentence about them. `day` is the day by which two of them had been published."""

    when: str
    lead: str
    sides: tuple[Side, ...]
    more: int
    day: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A number that stands for two measures, with who gave it for each."""

    number: str
    own: Link
    own_sides: tuple[Side, ...]
    other: Link
    other_sides: tuple[Side, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What one article prints, as a bar: its stretches with their words, width in hundredths, and kind."""

    outlet: str
    words: str
    stretches: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Misread:
    """A misreading, with what its holder counted and what the article prints."""

    when: When
    holders: tuple[Link, ...]
    number: str
    counted: Link
    printed: Link
    right: Link | None
    outlet: Link
    day: str  # by which both articles had certainly been published
    bars: tuple[Bar, ...]
    said: str
    reckoning: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A disagreement in one line: the measure, from where to where, of how many estimates, and when."""

    measure: Link
    span: str
    estimates: str
    when: str


def disagreeing(here: Here, shown: int) -> tuple[Line, ...]:
    """The figures that disagree, a measure once, with the disagreement of most estimates: for the start page and the index."""
    widest: dict[str, Disagreement] = {}
    for found in figures.disagreements(here.archive):
        widest.setdefault(found.measure, found)
    return tuple(
        Line(
            here.link(measure, anchor="disagreements"),
            f"{d.low:,} to {d.high:,}",
            english.counted(len(d.estimates), "estimate"),
            days_in_words(d.first, d.last),
        )
        for measure, d in list(widest.items())[:shown]
    )


def widest(found: Sequence[Disagreement]) -> Sequence[Disagreement]:
    """The disagreements with most estimates, in the order of time."""
    most = sorted(found, key=lambda d: -len(d.estimates))[:SHOWN_FINDINGS]
    return sorted(most, key=lambda d: d.first)


def against(here: Here, found: Disagreement) -> Against:
    """The estimates of a disagreement, compared."""
    times = f"{found.high / found.low:.1f}".removesuffix(".0") if found.low > 0 else ""
    lead = f"{english.counted(len(found.estimates), 'estimate')}, from {found.low:,} to {found.high:,}"
    lead += f": the highest is {times} times the lowest." if times not in ("", "1") else "."
    day = _second(found.estimates)
    sides = _sides(here, found.estimates, day)
    more = len(found.estimates) - len(sides)
    return Against(days_in_words(found.first, found.last), lead, sides, more, day)


def _second(some: Iterable[Estimate]) -> str:
    """The day by which at least two of the estimates had certainly been published."""
    known = sorted(day for day in (first_published(e.carriers) for e in some) if day)
    return known[1] if len(known) > 1 else ""


def _sides(here: Here, some: Sequence[Estimate], day: str) -> tuple[Side, ...]:
    """Estimates with their bars on one scale, none of them before the day on which they can be held against each other.

    Where one is open upwards, the scale leaves room beyond it.
    """
    open_end = any(figures.bound(e.figure.qualifier) == "least" for e in some)
    full = max(e.extremes[1] for e in some) * (1.3 if open_end else 1.05)
    sides = (_side(here, e, full) for e in some[:SHOWN_SIDES])
    return tuple(replace(side, day=max(side.day, day) if side.day and day else "") for side in sides)


def _side(here: Here, estimate: Estimate, full: float) -> Side:
    low, high = (max(0, n) / full * 100 if full > 0 else 0 for n in estimate.extremes)
    return Side(
        number=number(estimate.figure),
        qualifier=estimate.figure.qualifier,
        holders=holder_links(here, estimate.holders),
        when=here.date(estimate.date),
        day=first_published(estimate.carriers),
        outlet=article_link(here, estimate.said),
        start=f"{low:.4g}",
        long=f"{high - low:.4g}",
        bound=figures.bound(estimate.figure.qualifier),
    )


def retelling(here: Here, told: Sequence[Estimate]) -> Against:
    """The different numbers that one holder gave for one date, compared."""
    day = _second(told)
    sides = _sides(here, told, day)
    who = english.listed([link.text for link in sides[0].holders])
    return Against(here.date(told[0].date).text, who, sides, len(told) - len(sides), day)


def alike_of(here: Here, found: Lookalike) -> Alike:
    """A number that stands for two measures, for the page."""
    own, others = found.estimates, found.others
    first, second = (first_published(c for e in some for c in e.carriers) for some in (own, others))
    day = max(first, second) if first and second else ""
    return Alike(
        number(own[0].figure),
        here.link(own[0].measure),
        _sides(here, own, day),
        here.link(others[0].measure),
        _sides(here, others, day),
        day,
    )


def misread_of(here: Here, found: Misreading) -> Misread:
    """A misreading for the page, with bars drawn to one scale."""
    figure, article = found.wrong.figure, found.wrong.article
    bars = tuple(_bars_of(here, found))
    counted, printed = here.archive[found.counted].name, here.archive[found.printed].name
    notes = [c.figure.note for c in (*(found.right.carriers[:1] if found.right else ()), found.wrong)]
    return Misread(
        when=here.date(found.wrong.as_of),
        holders=holder_links(here, figure.by),
        number=number(figure),
        counted=here.link(found.counted),
        printed=here.link(found.printed),
        right=article_link(here, found.right.said) if found.right else None,
        outlet=article_link(here, found.wrong),
        day=latest([published_by(article), *([published_by(found.right.said.article)] if found.right else [])]),
        bars=bars,
        said=". ".join(f"{bar.outlet}: {bar.words}" for bar in bars) + ".",
        reckoning=_reckoning(found, counted, printed),
        notes=tuple(folded(note) for note in notes if note),
    )


def _reckoning(found: Misreading, counted: str, printed: str) -> str:
    """What follows from the misreading, in a sentence."""
    whole = found.wrong.figure.value
    if found.part and found.part.figure.value is not None and whole is not None:
        part = found.part.figure.value
        return (
            f"The {part:,} are part of the {whole:,}. Printed beside it, they are counted twice: "
            f"{part:,} and {whole:,} would make {part + whole:,}."
        )
    return f"The number is the same; what it counts is not: “{printed}” is another measure than “{counted}”."


def _bars_of(here: Here, found: Misreading) -> Iterator[Bar]:
    """What the articles print, drawn to one scale: the number as it was given, then as it was printed."""
    figure = found.wrong.figure
    counted, printed = here.archive[found.counted].name, here.archive[found.printed].name
    shown = number(figure)
    whole = max(n for n in figures.number(figure) if n is not None)
    part = found.part.figure.value if found.part else None
    if part is None or found.part is None or whole <= 0:
        if found.right:
            words = f"{counted}, {_said_number(found.right.figure.qualifier, shown)}"
            yield Bar(article_link(here, found.right.said).text, words, ((f"{shown} {counted}", "100", ""),))
        words = f"{printed}, {_said_number(figure.qualifier, shown)}"
        stretch = (f"{shown}, printed as {printed}", "100", "wrong")
        yield Bar(article_link(here, found.wrong).text, words, (stretch,))
        return
    full = whole + part
    named = here.archive[found.part.figure.measure].name
    share, rest, all_of_it = (f"{n / full * 100:.4g}" for n in (part, whole - part, whole))
    inside = f"{part:,}" if part / full > 0.06 else ""
    if found.right:
        words = f"{counted}, {_said_number(found.right.figure.qualifier, shown)}; among them {named}, {part:,}"
        stretches = ((inside, share, "full"), (f"{whole - part:,} others", rest, ""))
        yield Bar(article_link(here, found.right.said).text, words, stretches)
    words = f"{printed}, {_said_number(figure.qualifier, shown)}; besides {named}, {part:,}"
    stretches = ((inside, share, "full"), (f"{shown}: the total, printed as {printed}", all_of_it, "wrong"))
    yield Bar(article_link(here, found.wrong).text, words, stretches)


def _said_number(qualifier: str | None, shown: str) -> str:
    return f"{qualifier} {shown}" if qualifier else shown
