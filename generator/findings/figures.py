"""Compares numbers: the same estimate in several articles, estimates that disagree, numbers printed for the wrong
measure.

Every function visits each figure a fixed number of times, or sorts, so that the work grows with the number of figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, pairwise
from typing import Literal

from generator.archive.archive import Archive, Estimated, date_sort_key, group_by_key
from generator.findings.caching import cached_finding
from generator.records.model import AgentRef, Date, Figure, Measure

ABOUT = 0.1
"""The margin, as a share of the number, around one printed with "about", "some" or "nearly": "about 11,000" does not
contradict 12,000."""
COMPARABLE_DAYS = 31
"""The longest date, in days, whose figure may disagree with others: "in 2024" says little about what was known in
October."""
NEIGHBOUR_DAYS = 92
"""If one holder gives equal numbers for two measures within this many days, articles may be confusing the measures."""

Bound = Literal["", "least", "most"]
Number = tuple[float | None, float | None, float | None, float | None]
Span = tuple[int, int]


@dataclass(frozen=True)
class Estimate:
    """One holder's number for one measure at one date.

    `carriers` are the figures in articles that report it, in order of publication. `said` is the carrier whose words
    count if they differ: the most precisely dated, and among these the earliest published. `misread_by` are figures in
    articles that print this number for another measure; these articles carry it too.
    """

    carriers: tuple[Estimated, ...]
    said: Estimated
    misread_by: tuple[Estimated, ...] = ()

    @property
    def figure(self) -> Figure:
        """The figure of `said`."""
        return self.said.figure

    @property
    def measure(self) -> str:
        """The id of the measure for which it is printed."""
        return self.figure.measure

    @property
    def misreads(self) -> str | None:
        """The id of the measure that the holder really counted, if the article prints the number for another; else
        None."""
        return self.figure.misreads

    @property
    def holders(self) -> tuple[AgentRef, ...]:
        """Who gave the number; empty if the articles do not say."""
        return self.figure.by

    @property
    def date(self) -> Date | None:
        """The date as of which the number is given."""
        return self.said.as_of

    @property
    def span(self) -> Span | None:
        """The first and the last day of its date, as `span` returns them."""
        return span(self.date)

    @property
    def extremes(self) -> tuple[float, float]:
        """The lowest and the highest number printed."""
        known = [n for n in number(self.figure) if n is not None]
        return min(known), max(known)


@cached_finding
def estimates(archive: Archive) -> Mapping[str, tuple[Estimate, ...]]:
    """By the id of the measure for which it is printed, every estimate, earliest first.

    Figures are one estimate if their measures, holders and numbers are equal and their dates agree: the dates are
    equal, or the vaguer one contains the more exact one and no other. A number without a stated source is an estimate
    of its own, since nobody knows whether it was copied from another.
    """
    alike: dict[tuple[object, ...], list[Estimated]] = defaultdict(list)
    for estimated in archive.figures:
        figure = estimated.figure
        own = () if figure.by else (estimated.article.id, figure.id)
        alike[figure.measure, figure.misreads, _holders(figure), number(figure), own].append(estimated)
    found = [_estimate(group) for same in alike.values() for group in _by_date(same)]
    misread: dict[tuple[object, ...], list[Estimate]] = defaultdict(list)
    for estimate in found:
        if estimate.misreads:
            misread[estimate.misreads, _holders(estimate.figure), number(estimate.figure)].append(estimate)
    by_measure: dict[str, list[Estimate]] = defaultdict(list)
    for estimate in found:
        key = (estimate.measure, _holders(estimate.figure), number(estimate.figure))
        wrong = () if estimate.misreads else [m for m in misread.get(key, ()) if _may_overlap(estimate.span, m.span)]
        by_measure[estimate.measure].append(replace(estimate, misread_by=tuple(c for m in wrong for c in m.carriers)))
    return {measure: tuple(sorted(some, key=_date_order)) for measure, some in by_measure.items()}


def number(figure: Figure) -> Number:
    """A figure's number as (value, low, best, high), with None for each that is not given."""
    return figure.value, figure.low, figure.best, figure.high


def span(date: Date | None) -> Span | None:
    """The first and the last day that a date states, as ordinals (day 1 is 1 January AD 1); None if either is
    unknown."""
    first, last = date.edtf.core if date else (None, None)
    return (first.ordinal, last.ordinal) if first and last else None


def bound_of(qualifier: str | None) -> Bound:
    """Whether the words before a number make it a lower bound ("least"), an upper bound ("most") or neither ("")."""
    words = (qualifier or "").casefold()
    return "most" if _MOST.search(words) else "least" if _LEAST.search(words) else ""


def allowed_range(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest number that a figure's words allow; infinite on an open side."""
    low = figure.low if figure.value is None else figure.value
    high = figure.high if figure.value is None else figure.value
    side = bound_of(figure.qualifier)
    lowest = -_INFINITE if low is None or side == "most" else float(low)
    highest = _INFINITE if high is None or side == "least" else float(high)
    if figure.qualifier and not side:
        lowest -= abs(lowest) * ABOUT if lowest > -_INFINITE else 0
        below = _NEARLY.search(figure.qualifier.casefold())
        highest += abs(highest) * ABOUT if highest < _INFINITE and not below else 0
    return lowest, highest


_INFINITE = float("inf")
_MOST = re.compile(
    r"\b("
    r"up to|as (many|much|high) as|at (the )?most|(no|not) (more|higher) than|(?<!no )(?<!not )(fewer|less|lower) than|below|maximum"
    r"|حتى|على الأكثر|لا (يزيد|تزيد) (على|عن)|لا أكثر من|(?<!لا )أقل من|كحد أقصى"
    r"|bis zu|höchstens|maximal|nicht mehr als|(?<!nicht )weniger als|unter"
    r"|hasta|como máximo|a lo sumo|no más de|(?<!no )menos de"
    r"|jusqu['’]à|au plus|au maximum|pas plus de|(?<!pas )moins de"
    r"|до|щонайбільше|не більше|(?<!не )менше|(?<!не )менш (як|ніж)"
    r")\b|최대|이하|미만"
)
_LEAST = re.compile(
    r"\b("
    r"more than|over|at least|above|exceed\w*|in excess of|upwards? of|(no|not) (fewer|less) than|minimum|or more"
    r"|أكثر من|على الأقل|لا (يقل|تقل) عن|لا أقل من|(يزيد|تزيد) (على|عن)|كحد أدنى"
    r"|mehr als|über|mindestens|wenigstens|nicht weniger als"
    r"|más de|al menos|por lo menos|como mínimo|no menos de"
    r"|plus de|au moins|au minimum|pas moins de"
    r"|понад|більше|більш (як|ніж)|щонайменше|принаймні|не менше"
    r")\b|\+$|최소|이상|초과|넘는"
)
"""These patterns cover English and the interface languages: Arabic, German, Spanish, French, Ukrainian, Korean."""
_NEARLY = re.compile(r"\b(nearly|almost|close to|just (under|short of)|not quite|approaching)\b")


def _holders(figure: Figure) -> frozenset[str]:
    return frozenset(agent.key for agent in figure.by)


def _by_date(same: Sequence[Estimated]) -> Iterator[list[Estimated]]:
    """Figures that are equal except for their dates, grouped by date. A vaguer date joins an exact one that it
    contains, if there is only one."""
    equal: dict[Span, list[Estimated]] = defaultdict(list)
    undated: list[Estimated] = []
    for estimated in same:
        days = span(estimated.as_of)
        (equal[days] if days else undated).append(estimated)
    exact: list[Span] = []
    for dated in sorted(equal, key=lambda s: s[1] - s[0]):
        within = _only_span_within(exact, dated)
        if within:
            equal[within] += equal.pop(dated)
        else:
            insort(exact, dated)
    if undated and len(equal) == 1:
        next(iter(equal.values())).extend(undated)
    elif undated:
        yield undated
    yield from equal.values()


def _only_span_within(sorted_spans: list[Span], around: Span) -> Span | None:
    """The only span inside another; None if there is none, or more than one."""
    found = None
    for candidate in islice(sorted_spans, bisect_left(sorted_spans, (around[0], 0)), None):
        if candidate[0] > around[1]:
            break
        if candidate[1] <= around[1]:
            if found:
                return None
            found = candidate
    return found


def _estimate(carriers: Iterable[Estimated]) -> Estimate:
    ordered = sorted(carriers, key=lambda c: (date_sort_key(c.article.published), c.article.id, c.figure.id))
    return Estimate(tuple(ordered), min(ordered, key=lambda c: _width(span(c.as_of))))


def _width(days: Span | None) -> float:
    return days[1] - days[0] if days else _INFINITE


def _date_order(estimate: Estimate) -> tuple[object, ...]:
    return date_sort_key(estimate.date), estimate.extremes, estimate.said.article.id, estimate.figure.id


def _may_overlap(a: Span | None, b: Span | None) -> bool:
    """Whether two dates may share a day. An unknown date may be any day."""
    return not a or not b or (a[0] <= b[1] and b[0] <= a[1])


# --- figures that disagree -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Disagreement:
    """Estimates of one measure with overlapping dates, each excluded by the words of another. The lowest comes first.

    `first` and `last` are the first and the last day of these dates, as ordinals (day 1 is 1 January AD 1).
    """

    measure: str
    first: int
    last: int
    estimates: tuple[Estimate, ...]

    @property
    def low(self) -> float:
        """The lowest number printed."""
        return min(estimate.extremes[0] for estimate in self.estimates)

    @property
    def high(self) -> float:
        """The highest number printed."""
        return max(estimate.extremes[1] for estimate in self.estimates)


@cached_finding
def disagreements(archive: Archive) -> tuple[Disagreement, ...]:
    """All disagreements, those between most estimates first, then the latest first.

    The range of a figure is its `allowed_range`: "more than 3,000" has no upper end, "about 3,000" a margin of a tenth.
    Numbers printed for the wrong measure and dates longer than COMPARABLE_DAYS are left out.
    """
    found = [d for some in estimates(archive).values() for d in disagreements_among(some)]
    return tuple(sorted(found, key=lambda d: (-len(d.estimates), -d.last, d.measure)))


def disagreements_among(some: Iterable[Estimate]) -> tuple[Disagreement, ...]:
    """The disagreements among estimates of one measure, earliest first. The work grows with the number of days of each
    estimate."""
    dated = [(e, e.span, allowed_range(e.figure)) for e in some if not e.misreads and _width(e.span) <= COMPARABLE_DAYS]
    lowest_end: dict[int, float] = defaultdict(lambda: _INFINITE)
    highest_start: dict[int, float] = defaultdict(lambda: -_INFINITE)
    for _, days, (low, high) in dated:
        for day in _days(days):
            lowest_end[day] = min(lowest_end[day], high)
            highest_start[day] = max(highest_start[day], low)
    clashing = [
        (days, estimate)
        for estimate, days, (low, high) in dated
        if days and any(low > lowest_end[day] or high < highest_start[day] for day in _days(days))
    ]
    together: list[tuple[list[int], list[Estimate]]] = []
    for (first, last), estimate in sorted(clashing, key=lambda c: c[0]):
        if together and first <= together[-1][0][1]:
            together[-1][0][1] = max(last, together[-1][0][1])
            together[-1][1].append(estimate)
        else:
            together.append(([first, last], [estimate]))
    return tuple(
        Disagreement(group[0].measure, first, last, tuple(sorted(group, key=lambda e: (*e.extremes, _date_order(e)))))
        for (first, last), group in together
    )


def farthest(found: Disagreement) -> tuple[Estimate, Estimate] | None:
    """The lower and the higher of two estimates in a disagreement that cannot both be right: their dates overlap, but
    their ranges do not. If there are several such pairs, the one farthest apart; only the lowest and the highest
    estimates are compared. None if there is no such pair."""
    some = found.estimates
    ends = some if len(some) <= 2 * PAIRED else (*some[:PAIRED], *some[-PAIRED:])
    best: tuple[tuple[float, int], Estimate, Estimate] | None = None
    for low, high in combinations(ends, 2):
        if not _may_overlap(low.span, high.span) or allowed_range(low.figure)[1] >= allowed_range(high.figure)[0]:
            continue
        one, other = low.extremes[1], high.extremes[0]
        named = sum(any(agent.id for agent in e.holders) for e in (low, high))
        far = (other / one if one > 0 else _INFINITE, named)  # among equals, prefer named sources
        if best is None or far > best[0]:
            best = far, low, high
    return best[1:] if best else None


PAIRED = 30
"""How many estimates at each end of a large disagreement are compared in pairs."""


def _days(days: Span | None) -> range:
    return range(days[0], days[1] + 1) if days else range(0)


# --- one source, several numbers -----------------------------------------------------------------------------------------


def retold_numbers(some: Iterable[Estimate]) -> tuple[tuple[Estimate, ...], ...]:
    """Groups of estimates of one measure by the same holder for the same date, but with different numbers."""
    same: dict[tuple[object, ...], list[Estimate]] = defaultdict(list)
    for estimate in some:
        if estimate.holders and estimate.span and not estimate.misreads:
            same[_holders(estimate.figure), estimate.span].append(estimate)
    return tuple(tuple(group) for group in same.values() if len(group) > 1)


# --- numbers printed for the wrong measure -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Misreading:
    """A number that an article prints for another measure than the one its holder counted.

    `wrong` is the figure in that article. `right` is the holder's estimate, if another article prints the number for
    the correct measure. `part` is the wrong article's figure for a smaller number of the same holder, which both
    articles print: in the right article the number includes it, in the wrong one it is counted again in addition.
    """

    wrong: Estimated
    right: Estimate | None = None
    part: Estimated | None = None

    @property
    def printed(self) -> str:
        """The id of the measure for which the number is printed."""
        return self.wrong.figure.measure

    @property
    def counted(self) -> str:
        """The id of the measure that its holder counted."""
        return self.wrong.figure.misreads or self.printed


@cached_finding
def misreadings(archive: Archive) -> tuple[Misreading, ...]:
    """Every number printed for the wrong measure, earliest first."""
    by_measure = estimates(archive)
    right = {_key(wrong): e for some in by_measure.values() for e in some for wrong in e.misread_by}
    wrongs = [estimated for estimated in archive.figures if estimated.figure.misreads]
    return tuple(Misreading(w, right.get(_key(w)), _part(archive, w, right.get(_key(w)))) for w in wrongs)


@cached_finding
def misread_by(archive: Archive) -> Mapping[str, tuple[Misreading, ...]]:
    """By id of a measure, the misreadings that confuse it with another, earliest first. Each is listed under both
    measures."""
    return group_by_key(
        (measure, misreading)
        for misreading in misreadings(archive)
        for measure in dict.fromkeys((misreading.printed, misreading.counted))
    )


def _key(estimated: Estimated) -> tuple[str, str]:
    return estimated.article.id, estimated.figure.id


def _part(archive: Archive, wrong: Estimated, right: Estimate | None) -> Estimated | None:
    """A figure of the wrong article that the right one prints too, and that the misread number is known to include;
    None if there is none."""
    if not right:
        return None
    beside = {f.measure: f for f in right.said.article.figures if _is_part_of(f, right.figure)}
    for figure in wrong.article.figures:
        other = beside.get(figure.measure)
        if (
            other
            and _is_part_of(figure, wrong.figure)
            and number(figure) == number(other)
            and _counts_towards(archive, figure, wrong.figure)
        ):
            return Estimated(wrong.article, figure)
    return None


def _is_part_of(figure: Figure, whole: Figure) -> bool:
    """Whether this is a smaller number that the same holder gave for the same date."""
    return (
        figure.value is not None
        and whole.value is not None
        and figure.value < whole.value
        and figure.misreads is None
        and _holders(figure) == _holders(whole)
        and span(figure.as_of) == span(whole.as_of)
    )


def _counts_towards(archive: Archive, part: Figure, misread: Figure) -> bool:
    """Whether what was really counted includes a part, judged by what its measure `counts`, up to the first semicolon.

    That text must contain the words that the part's measure has in its name and the misread measure does not. "DPRK
    soldiers killed and wounded together; …" contains "killed", which distinguishes "DPRK troops killed" from "DPRK
    troops wounded". No field of a record says which measures another one includes.
    """
    whole = archive[misread.misreads or misread.measure]
    own = _words(archive[part.measure].name) - _words(archive[misread.measure].name)
    return isinstance(whole, Measure) and bool(own) and own <= _words(whole.counts.split(";")[0])


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


# --- equal numbers for two measures --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lookalike:
    """Estimates of one measure, and those of another that is confused with it, all with the same number."""

    estimates: tuple[Estimate, ...]
    others: tuple[Estimate, ...]


@cached_finding
def lookalikes(archive: Archive) -> Mapping[str, tuple[Lookalike, ...]]:
    """By the id of a measure, its numbers that equal those of a measure confused with it.

    Two measures are confused if a misreading links them, or if one holder is reported with the same number for both
    within `NEIGHBOUR_DAYS`. Numbers recorded as misread are left out. Equal numbers need not be the same count.
    """
    by_measure = estimates(archive)
    numbered: dict[str, dict[Number, list[Estimate]]] = {m: defaultdict(list) for m in by_measure}
    for measure, some in by_measure.items():
        for estimate in some:
            if not estimate.misreads:
                numbered[measure][number(estimate.figure)].append(estimate)
    found: dict[str, list[Lookalike]] = defaultdict(list)
    for one, other in sorted(_confused_measures(archive, by_measure)):
        here, there = numbered.get(one, {}), numbered.get(other, {})
        for equal in here.keys() & there.keys():
            found[one].append(Lookalike(tuple(here[equal]), tuple(there[equal])))
            found[other].append(Lookalike(tuple(there[equal]), tuple(here[equal])))
    return {m: tuple(sorted(some, key=lambda x: _date_order(x.estimates[0]))) for m, some in found.items()}


@cached_finding
def neighbours(archive: Archive) -> Mapping[str, tuple[str, ...]]:
    """By the id of a measure, the ids of the measures confused with it, those linked by a misreading first."""
    by_measure = estimates(archive)
    found: dict[str, list[str]] = defaultdict(list)
    for pairs in (_misread_measures(by_measure), sorted(_confused_measures(archive, by_measure))):
        for one, other in pairs:
            found[one].append(other)
            found[other].append(one)
    return {measure: tuple(dict.fromkeys(others)) for measure, others in found.items()}


def _misread_measures(by_measure: Mapping[str, Sequence[Estimate]]) -> list[tuple[str, str]]:
    pairs = ((m, e.misreads) for m, some in by_measure.items() for e in some if e.misreads)
    return sorted({(min(pair), max(pair)) for pair in pairs})


def _confused_measures(archive: Archive, by_measure: Mapping[str, Sequence[Estimate]]) -> set[tuple[str, str]]:
    """Pairs of measures that are confused. The ids in a pair are in alphabetical order."""
    pairs = set(_misread_measures(by_measure))
    given: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)
    for measure, some in by_measure.items():
        record = archive[measure]
        for estimate in some:
            if estimate.holders and estimate.span and not estimate.misreads:
                unit = record.unit if isinstance(record, Measure) else None
                given[unit, _holders(estimate.figure), number(estimate.figure)].append((estimate.span[0], measure))
    for times in given.values():
        times.sort()
        for (before, one), (after, other) in pairwise(times):
            if one != other and after - before <= NEIGHBOUR_DAYS:
                pairs.add((min(one, other), max(one, other)))
    return pairs
