"""A strip of many dates, with a lane for each clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator import dates, routes
from generator.dates import Day, Edtf
from generator.drawing.days import Days
from generator.findings.clocks import CLOCKS, Clock
from generator.pages.parts.bins import Scale, choose_scale, month_name
from generator.pages.parts.here import Here, Link
from generator.pages.parts.tracks import Bar, bar, percent, stretches_of
from generator.records.model import Date
from generator.text.counts import join_phrases
from generator.text.messages import N_, _, ngettext, number

NAMES: Final[Mapping[Clock, str]] = {"happened": N_("Happened"), "said": N_("Said"), "published": N_("Published")}
"""The names of the lanes."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One clock's lane of a strip: the number of its dates, a text alternative, the blocks of each bin, and bars for
    vaguer dates.

    `high` is the height of its blocks. Each block is one date, unless the strip is drawn to scale. `sure` and `about`
    are SVG paths in a frame one unit wide per bin.
    """

    clock: Clock
    name: str
    count: str
    said: str
    high: int
    sure: str
    about: str
    vague: tuple[tuple[Bar, ...], ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on the axis. `at` is its offset in CSS percent; narrow screens leave out `minor` ones."""

    at: str
    text: str
    minor: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """When things happened, were said and were published, in one lane each on a common axis."""

    bins: int
    first: str
    last: str
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    blocks: bool
    key: str
    note: str
    more: Link | None


Dated = tuple[Clock, Date | None]


SMALL_BINS = 60
"""The most bins of a small strip; with more, they would be hairlines on a phone."""


MIN_DATES = 4
"""The fewest dates for which a small strip is drawn."""


MOST_TICKS = 8


MAX_HEIGHT = 20
"""The most blocks in one column; if a bin has more, heights are drawn to scale."""


ROWS = 6
"""The most rows of bars in a lane. Further vague dates are counted, not drawn."""


def small_timeline(
    here: Here, dated: Iterable[Dated], names: Mapping[Clock, str] = NAMES, whose: str | None = None
) -> Strip | None:
    """A small strip for a profile, a proposition or the start page; None if there is too little to show.

    `whose` is the id of the person, organisation, place or topic that the dates are about; the link to the timeline
    filters by it.
    """
    found = [*dated]
    known = [date for _, date in found if date and _has_known_end(date)]
    if len(known) < MIN_DATES or len({date.edtf.text for date in known}) < 2:
        return None
    more = Link(
        _("On the timeline"),
        routes.with_query(routes.relative(here.path, routes.index("timeline")), _timeline_filter(here, whose)),
    )
    drawn = strip(found, SMALL_BINS, names, more)
    return drawn if drawn and drawn.bins > 2 else None


def _timeline_filter(here: Here, whose: str | None) -> dict[str, str]:
    if whose is None:
        return {}
    kind = here.archive.kind(whose)
    return {kind if kind in ("place", "topic") else "who": whose}


def strip(
    dated: Iterable[Dated], most: int, names: Mapping[Clock, str] = NAMES, more: Link | None = None
) -> Strip | None:
    """A strip of at most `most` bins, which are days, weeks, months, years or longer; None if nothing is dated."""
    by_clock: dict[Clock, list[Edtf]] = {clock: [] for clock in CLOCKS}
    undated = 0
    for clock, date in dated:
        if date and _has_known_end(date):
            by_clock[clock].append(date.edtf)
        else:
            undated += 1
    ends = [day for some in by_clock.values() for date in some for day in date.core if day]
    if not ends:
        return None
    scale = choose_scale(min(ends), max(ends), most)
    drawn = {clock: _count_by_bin(some, scale) for clock, some in by_clock.items() if some}
    tallest = max((max(_sum(sure, about).values(), default=0) for sure, about, _ in drawn.values()), default=0)
    blocks = tallest <= MAX_HEIGHT
    out = 0
    lanes = []
    for clock, (sure, about, vague) in drawn.items():
        rows, left_out = _pack_rows(vague, scale)
        out += left_out
        share = 1.0 if blocks else MAX_HEIGHT / tallest
        lanes.append(_lane(clock, _(names[clock]), by_clock[clock], scale, (sure, about, rows), share))
    notes = [
        ngettext("{n} vague date more than can be drawn.", "{n} vague dates more than can be drawn.", out)
        if out
        else "",
        _("Without a date: {n}.", n=undated) if undated else "",
    ]
    return Strip(
        bins=scale.count,
        first=_end(min(ends), scale),
        last=_end(max(ends), scale),
        lanes=tuple(lanes),
        ticks=tuple(_ticks(scale)),
        blocks=blocks,
        key=_key(blocks, tallest, scale, drawn.values()),
        note=" ".join(filter(None, notes)),
        more=more,
    )


def _end(day: Day, scale: Scale) -> str:
    """The label of an end of the strip, as precise as its bins; for bins of weeks, a month."""
    return month_name(12 * day.year + day.month - 1) if scale.size == "week" else scale.name_of(scale.bin_of(day))


def _has_known_end(date: Date) -> bool:
    """Whether at least one end of a date is known."""
    return date.edtf.core != (None, None)


_Counts = Counter[int]


_Drawn = tuple[_Counts, _Counts, list[Edtf]]


def _count_by_bin(some: Sequence[Edtf], scale: Scale) -> _Drawn:
    """The number of exact and of approximate dates in each bin, and the dates that are vaguer than a bin."""
    sure: _Counts = Counter()
    about: _Counts = Counter()
    vague = []
    for date in some:
        first, last = date.core
        if first and last and scale.bin_of(first) == scale.bin_of(last):
            (about if date.approximate or date.uncertain else sure)[scale.bin_of(first)] += 1
        else:
            vague.append(date)
    return sure, about, vague


def _sum(one: _Counts, other: _Counts) -> _Counts:
    return one + other


def _pack_rows(vague: Sequence[Edtf], scale: Scale) -> tuple[tuple[tuple[Bar, ...], ...], int]:
    """Rows of bars that do not overlap, and the number of dates that did not fit into `ROWS`. Equal dates share a
    bar."""
    start, end = scale.start_of_all, scale.end_of_all
    rows: list[list[Bar]] = []
    ends: list[int] = []
    left_out = 0
    distinct = {date.text: date for date in vague}
    times = Counter(date.text for date in vague)
    for date in sorted(distinct.values(), key=dates.sort_key):
        low = start if date.earliest is None else date.earliest.ordinal
        high = end if date.latest is None else date.latest.ordinal + 1
        row = next((n for n, until in enumerate(ends) if until <= low), None)
        if row is None:
            if len(rows) == ROWS:
                left_out += times[date.text]
                continue
            row = len(rows)
            rows.append([])
            ends.append(0)
        ends[row] = high
        rows[row] += [bar(date, stretch, start, end) for stretch in stretches_of(date)]
    return tuple(tuple(row) for row in rows), left_out


def _lane(
    clock: Clock,
    name: str,
    some: Sequence[Edtf],
    scale: Scale,
    drawn: tuple[_Counts, _Counts, tuple[tuple[Bar, ...], ...]],
    share: float,
) -> Lane:
    sure, about, rows = drawn
    both = _sum(sure, about)
    heights = {n: max(1, round(count * share)) for n, count in both.items()}
    high = max(heights.values(), default=0)
    # In a column drawn to scale, approximate dates keep their proportion.
    sure_high = {n: round(heights[n] * sure[n] / both[n]) for n in both}
    return Lane(
        clock=clock,
        name=name,
        count=number(len(some)),
        said=_("{lane}: {numbers}", lane=name, numbers=_in_words(some)),
        high=high,
        sure="".join(_block_path(n - scale.first, high, sure_high[n]) for n in sorted(both) if sure_high[n]),
        about="".join(
            _approximate_path(n - scale.first, high - sure_high[n], heights[n] - sure_high[n], share)
            for n in sorted(both)
        ),
        vague=rows,
    )


def _block_path(left: int, bottom: int, height: int) -> str:
    return f"M{left}.12 {bottom}v-{height}h.76v{height}z"


def _approximate_path(left: int, bottom: int, height: int, share: float) -> str:
    """SVG path of approximate dates: a hollow block for each, or a single block if heights are drawn to scale (`share`
    below 1)."""
    if share != 1:
        return _block_path(left, bottom, height) if height else ""
    return "".join(f"M{left}.16 {bottom - unit - 0.14:.2f}v-.72h.68v.72z" for unit in range(height))


def _in_words(some: Sequence[Edtf]) -> str:
    """A text alternative for the blocks: how many in each month, in each year, or in total."""
    starts = [day for date in some for day in [date.core[0] or date.core[1]] if day]
    months = Counter((day.year, day.month) for day in starts)
    if len(months) <= 12:
        return join_phrases(
            _("{time} {n}", time=month_name(12 * y + m - 1), n=n) for (y, m), n in sorted(months.items())
        )
    years = Counter(day.year for day in starts)
    if len(years) <= 24:
        return join_phrases(_("{time} {n}", time=dates.year_name(year), n=n) for year, n in sorted(years.items()))
    first, last = dates.year_name(min(years)), dates.year_name(max(years))
    return _("{n} from {first} to {last}", n=len(some), first=first, last=last)


def _ticks(scale: Scale) -> Iterator[Tick]:
    """The labels of the axis: years, months or days, as many as there is room for, and always the first."""
    start, end = scale.start_of_all, scale.end_of_all
    width = max(_NARROWEST, scale.count * _BIN)
    free = 0.0
    for tick in Days(start, end - 1, 0, 100).ticks(MOST_TICKS):
        left = width * (tick.day - start) / (end - start)
        right = left + _PADDING + _LETTER * len(tick.label)
        if not free or (left >= free and right <= width):
            yield Tick(percent(tick.day - start, end - start), tick.label, minor=not tick.year)
            free = right


# Sizes in rem, as in timeline.css.
_NARROWEST, _BIN, _PADDING, _LETTER = 9.0, 0.8, 0.5, 0.37


def _key(blocks: bool, tallest: int, scale: Scale, drawn: Iterable[_Drawn]) -> str:
    """What the kinds of blocks and bars in the strip mean."""
    found = [*drawn]
    kinds = {date.kind == "lasted" for *counts, vague in found for date in vague}
    parts = [
        _of_block(scale) if blocks else _of_tallest(scale, tallest),
        _("hollow, about then") if any(about for sure, about, vague in found) else "",
        _("a faded bar, some time within it") if False in kinds else "",
        _("a full bar, all of that time") if True in kinds else "",
    ]
    return "; ".join(filter(None, parts if tallest else parts[2:])) + "."


BLOCK: Final[Mapping[str, str]] = {
    "day": N_("Each block is one, in its day"),
    "week": N_("Each block is one, in its week"),
    "month": N_("Each block is one, in its month"),
    "year": N_("Each block is one, in its year"),
    "decade": N_("Each block is one, in its decade"),
}
TALLEST: Final[Mapping[str, str]] = {
    "day": N_("The tallest column is {n} in one day"),
    "week": N_("The tallest column is {n} in one week"),
    "month": N_("The tallest column is {n} in one month"),
    "year": N_("The tallest column is {n} in one year"),
    "decade": N_("The tallest column is {n} in one decade"),
}


def _of_block(scale: Scale) -> str:
    if scale.size in BLOCK:
        return _(BLOCK[scale.size])
    return ngettext("Each block is one, in its {n} year", "Each block is one, in its {n} years", scale.years)


def _of_tallest(scale: Scale, tallest: int) -> str:
    if scale.size in TALLEST:
        return _(TALLEST[scale.size], n=tallest)
    return ngettext(
        "The tallest column is {highest} in one {n} year",
        "The tallest column is {highest} in one {n} years",
        scale.years,
        highest=tallest,
    )
