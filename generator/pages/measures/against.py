"""Numbers compared with each other: disagreements, retellings, lookalikes and misreadings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.findings import figures
from generator.findings.figures import Disagreement, Estimate, Lookalike, Misreading
from generator.findings.known_days import latest, published_at_latest
from generator.pages.measures.rows import article_link, days_in_words, first_published, from_to, holder_links
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.prose import on_one_line
from generator.records.model import Figure
from generator.records.vocabulary import number
from generator.text import counts, messages
from generator.text.messages import N_, _, isolate, listed
from generator.text.messages import number as written

SHOWN_FINDINGS = 6
"""How many misreadings, disagreements and so on a page shows of each kind. The plot and the table have them all."""


SHOWN_SIDES = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One of several numbers that are compared. `start` and `long` are the offset and the length of its bar, in percent
    of the scale."""

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
    """Numbers compared with each other, and a sentence about them. `day` is the day by which two of them had been
    published."""

    when: str
    lead: str
    sides: tuple[Side, ...]
    more: int
    day: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A number that was given for two measures, and who gave it for each."""

    number: str
    own: Link
    own_sides: tuple[Side, ...]
    other: Link
    other_sides: tuple[Side, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What one article prints, as a bar. `stretches` are its parts as (label, width in percent, kind)."""

    outlet: str
    words: str
    stretches: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Misread:
    """A misreading: what the holder counted, and what the article prints."""

    when: When
    holders: tuple[Link, ...]
    number: str
    counted: Link
    printed: Link
    right: Link | None
    outlet: Link
    day: str  # the day by which both articles had certainly been published
    bars: tuple[Bar, ...]
    said: str
    reckoning: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A disagreement in one line: the measure, the range, the number of estimates, and when."""

    measure: Link
    span: str
    estimates: str
    when: str


def disagreeing(here: Here, shown: int) -> tuple[Line, ...]:
    """For each measure that has disagreements, the one with the most estimates; at most `shown`. For the start page and
    the index."""
    widest: dict[str, Disagreement] = {}
    for found in figures.disagreements(here.archive):
        widest.setdefault(found.measure, found)
    return tuple(
        Line(
            here.link(measure, anchor="disagreements"),
            from_to(d.low, d.high),
            counts.estimates(len(d.estimates)),
            days_in_words(d.first, d.last),
        )
        for measure, d in list(widest.items())[:shown]
    )


def widest(found: Sequence[Disagreement]) -> Sequence[Disagreement]:
    """The disagreements with the most estimates, in order of time."""
    most = sorted(found, key=lambda d: -len(d.estimates))[:SHOWN_FINDINGS]
    return sorted(most, key=lambda d: d.first)


def opposed(some: Sequence[Estimate]) -> list[tuple[Estimate, Estimate]]:
    """For each of the disagreements with the most estimates, two estimates that cannot both be right, the lower
    first."""
    return [pair for d in widest(figures.disagreements_among(some)) if (pair := figures.farthest(d))]


def far_apart(low: Estimate, high: Estimate) -> str:
    """How far apart two numbers are, in words."""
    one, other = low.extremes[1], high.extremes[0]
    if one <= 0 or other / one < 1.5:
        return _("{number} more", number=written(other - one))
    times = other / one
    if math.isclose(times, round(times), rel_tol=0.01) and round(times) in TIMES:
        return _(TIMES[round(times)])
    return _("{number} times as many", number=_tenths(times))


def _tenths(times: float) -> str:
    """A number with one decimal, as text."""
    return f"{times:,.1f}" if messages.in_english() else written(round(times, 1))


TIMES = {
    2: N_("twice as many"), 3: N_("three times as many"), 4: N_("four times as many"), 5: N_("five times as many"),
    6: N_("six times as many"), 7: N_("seven times as many"), 8: N_("eight times as many"), 9: N_("nine times as many"),
    10: N_("ten times as many"),
}  # fmt: skip


def second_day(low: Estimate, high: Estimate) -> str:
    """The day by which both estimates had certainly been published; empty if that is not known."""
    return latest([first_published(low.carriers), first_published(high.carriers)])


def told(figure: Figure) -> str:
    """A number after its qualifier, as in a sentence: "about 3,000", "10,000 to 12,000"."""
    low, high = figure.low, figure.high
    shown = from_to(low, high) if figure.value is None and low is not None and high is not None else number(figure)
    return _said_number(figure.qualifier, shown)


@dataclass(frozen=True, slots=True)
class Pole:
    """One of two numbers that are compared: who gave it, when, and in which article."""

    told: str
    holders: tuple[Link, ...]
    when: When
    outlet: Link
    day: str


@dataclass(frozen=True, slots=True)
class Opposite:
    """Two numbers that cannot both be right, how far apart they are, and every estimate of the disagreement."""

    low: Pole
    high: Pole
    apart: str
    day: str
    every: Against


def opposites(here: Here, found: Sequence[Disagreement]) -> tuple[Opposite, ...]:
    """Disagreements, each as the two numbers that are farthest apart and a comparison of all."""
    shown = []
    for disagreement in widest(found):
        pair = figures.farthest(disagreement)
        if pair:
            low, high = pair
            shown.append(
                Opposite(
                    _pole(here, low), _pole(here, high), far_apart(low, high), second_day(low, high),
                    against(here, disagreement),
                )
            )  # fmt: skip
    return tuple(shown)


def _pole(here: Here, estimate: Estimate) -> Pole:
    return Pole(
        told(estimate.figure),
        holder_links(here, estimate.holders),
        here.date(estimate.date),
        article_link(here, estimate.said),
        first_published(estimate.carriers),
    )


def against(here: Here, found: Disagreement) -> Against:
    """The estimates of a disagreement, compared with each other."""
    times = round(found.high / found.low, 1) if found.low > 0 else 1
    facts = {
        "estimates": counts.estimates(len(found.estimates)), "low": written(found.low), "high": written(found.high),
    }  # fmt: skip
    if times == 1:
        lead = _("{estimates}, from {low} to {high}.", **facts)
    else:
        shown = _plain(times)
        lead = _("{estimates}, from {low} to {high}: the highest is {times} times the lowest.", times=shown, **facts)
    day = _second(found.estimates)
    sides = _sides(here, found.estimates, day)
    more = len(found.estimates) - len(sides)
    return Against(days_in_words(found.first, found.last), lead, sides, more, day)


def _plain(times: float) -> str:
    """A number with at most one decimal, as text."""
    return f"{times:.1f}".removesuffix(".0") if messages.in_english() else written(times)


def _second(some: Iterable[Estimate]) -> str:
    """The day by which at least two of the estimates had certainly been published; empty if that is not known."""
    known = sorted(day for day in (first_published(e.carriers) for e in some) if day)
    return known[1] if len(known) > 1 else ""


def _sides(here: Here, some: Sequence[Estimate], day: str) -> tuple[Side, ...]:
    """Estimates with their bars on one scale. None is shown as known before `day`, from which they can be compared.

    If an estimate has no upper bound, the scale leaves room above it.
    """
    open_end = any(figures.bound_of(e.figure.qualifier) == "least" for e in some)
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
        bound=figures.bound_of(estimate.figure.qualifier),
    )


def retelling(here: Here, told: Sequence[Estimate]) -> Against:
    """The different numbers that one holder gave for one date, compared with each other."""
    day = _second(told)
    sides = _sides(here, told, day)
    who = listed([link.text for link in sides[0].holders])
    return Against(here.date(told[0].date).text, who, sides, len(told) - len(sides), day)


def alike_of(here: Here, found: Lookalike) -> Alike:
    """A number that was given for two measures, as the page shows it."""
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
    """A misreading as the page shows it, with bars on one scale."""
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
        day=latest(
            [published_at_latest(article), *([published_at_latest(found.right.said.article)] if found.right else [])]
        ),
        bars=bars,
        said=" ".join(_("{outlet}: {words}.", outlet=bar.outlet, words=bar.words) for bar in bars),
        reckoning=_reckoning(found, counted, printed),
        notes=tuple(on_one_line(note) for note in notes if note),
    )


def _reckoning(found: Misreading, counted: str, printed: str) -> str:
    """What follows from the misreading, in a sentence or two."""
    whole = found.wrong.figure.value
    if found.part and found.part.figure.value is not None and whole is not None:
        part = found.part.figure.value
        return _(
            "The {part} are part of the {whole}. Printed beside it, they are counted twice: "
            "{part} and {whole} would make {sum}.",
            part=written(part),
            whole=written(whole),
            sum=written(part + whole),
        )
    return _(
        "The number is the same; what it counts is not: “{printed}” is another figure than “{counted}”.",
        printed=printed,
        counted=counted,
    )


def _bars_of(here: Here, found: Misreading) -> Iterator[Bar]:
    """What the articles print, as bars on one scale: first the number as it was given, then as it was printed."""
    figure = found.wrong.figure
    counted, printed = here.archive[found.counted].name, here.archive[found.printed].name
    shown = number(figure)
    whole = max(n for n in figures.number(figure) if n is not None)
    part = found.part.figure.value if found.part else None
    if part is None or found.part is None or whole <= 0:
        if found.right:
            words = _("{counted}, {number}", counted=counted, number=_said_number(found.right.figure.qualifier, shown))
            inside = _("{number} {counted}", number=shown, counted=counted)
            yield Bar(article_link(here, found.right.said).text, words, ((inside, "100", ""),))
        words = _("{counted}, {number}", counted=printed, number=_said_number(figure.qualifier, shown))
        stretch = (_("{number}, printed as {printed}", number=shown, printed=printed), "100", "wrong")
        yield Bar(article_link(here, found.wrong).text, words, (stretch,))
        return
    full = whole + part
    named = here.archive[found.part.figure.measure].name
    share, other_share, all_of_it = (f"{n / full * 100:.4g}" for n in (part, whole - part, whole))
    inside = written(part) if part / full > 0.06 else ""
    if found.right:
        words = _(
            "{counted}, {number}; among them {part}, {of_part}",
            counted=counted,
            number=_said_number(found.right.figure.qualifier, shown),
            part=named,
            of_part=written(part),
        )
        others = _("{number} others", number=written(whole - part))
        yield Bar(
            article_link(here, found.right.said).text, words, ((inside, share, "full"), (others, other_share, ""))
        )
    words = _(
        "{counted}, {number}; besides {part}, {of_part}",
        counted=printed,
        number=_said_number(figure.qualifier, shown),
        part=named,
        of_part=written(part),
    )
    total = _("{number}: the total, printed as {printed}", number=shown, printed=printed)
    stretches = ((inside, share, "full"), (total, all_of_it, "wrong"))
    yield Bar(article_link(here, found.wrong).text, words, stretches)


def _said_number(qualifier: str | None, shown: str) -> str:
    return f"{isolate(qualifier)} {shown}" if qualifier else shown
