"""Time drawn: one date as a bar within its month or year, and many as a strip with a lane for each clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator import dates, routes
from generator.dates import Day, Edtf
from generator.findings.clocks import CLOCKS, Clock
from generator.pages.parts.here import Here, Link
from generator.records.model import Date
from generator.text import english

NAMES: Final[Mapping[Clock, str]] = {"happened": "Happened", "said": "Said", "published": "Published"}
"""What the lanes are called."""

# --- one date ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """A date in a frame of time: from its earliest day to its latest, at full strength in its likeliest stretch.

    `style` places both, in hundredths of the frame and of the bar. Without `vague` it is a day, or days, that are known.
    """

    style: str
    vague: str  # "", "within" for some time in it, "about" for a day and those around it


@dataclass(frozen=True, slots=True)
class Track:
    """A frame of time with a date in it; `before` and `after` where the date goes on beyond the frame."""

    bars: tuple[Bar, ...]
    before: bool
    after: bool


def track(date: Edtf, first: Day, last: Day) -> Track:
    """A date within the frame from one day to another, both included."""
    start, end = first.ordinal, last.ordinal + 1
    stretches = [*_stretches(date)]
    return Track(
        tuple(_bar(date, stretch, start, end) for stretch in stretches),
        any(earliest is None or earliest < start for earliest, *_ in stretches),
        any(latest is None or latest > end for *_, latest in stretches),
    )


_Stretch = tuple[int | None, int | None, int | None, int | None]


def _stretches(date: Edtf) -> Iterator[_Stretch]:
    """Earliest, likeliest from, likeliest to, latest, as numbers of days, ends excluded; one for each date of a set."""
    if date.form == "set":
        for span in date.spans:
            start, end = span.start, span.end
            yield _ends(start and start.earliest, start and start.first, end and end.last, end and end.latest)
    elif date.spans:
        yield _ends(date.earliest, *date.core, date.latest)


def _ends(earliest: Day | None, first: Day | None, last: Day | None, latest: Day | None) -> _Stretch:
    return (
        earliest.ordinal if earliest else None,
        first.ordinal if first else None,
        last.ordinal + 1 if last else None,
        latest.ordinal + 1 if latest else None,
    )


def _bar(date: Edtf, stretch: _Stretch, start: int, end: int) -> Bar:
    earliest, first, last, latest = stretch
    frame = end - start
    # What is open, or runs far beyond the frame, leaves it on that side; more would only be cut off.
    low, high = start - frame, end + frame
    left = low if earliest is None else min(max(earliest, low), high)
    right = high if latest is None else min(max(latest, low), high)
    from_ = left if first is None else min(max(first, left), right)
    to = right if last is None else min(max(last, left), right)
    known = date.form != "set" and date.precision == "day" and (date.kind in ("exact", "lasted"))
    certain = known and (earliest, latest) == (first, last)
    style = f"--ar-from:{_percent(left - start, frame)};--ar-long:{_percent(right - left, frame)}"
    if certain:
        return Bar(style, "")
    core = f";--ar-a:{_percent(from_ - left, right - left)};--ar-b:{_percent(to - left, right - left)}"
    return Bar(style + core, "about" if date.form != "set" and date.precision == "day" else "within")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.1f}".removesuffix(".0") + "%"


# --- many dates ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lane:
    """One clock's row of a strip: how many, what it shows in words, the blocks of each bin, and the bars of vaguer dates.

    `high` is the height of its blocks, of which one is one entry unless the strip is to scale. `sure` and `about` are
    paths in a frame as wide as there are bins.
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
    """A year or a month on the axis, in hundredths from the left."""

    at: str
    text: str
    minor: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """When it happened, was said and was published, one lane each, on one axis."""

    bins: int
    size: str
    first: str
    last: str
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    blocks: bool
    key: str
    note: str
    more: Link | None


Dated = tuple[Clock, Date | None]

SMALL = 60
"""Bins of a small strip: more would be hairlines on a phone. A wide one has room for `WIDE`."""
WIDE = 140
FEWEST = 4
"""Dates of which a small strip is worth drawing."""
HIGHEST = 20
"""Blocks that may stand on one another; where a bin holds more, heights are to scale."""
ROWS = 6
"""Rows of bars in a lane; vaguer dates beyond them are counted, not drawn."""


def small_timeline(
    here: Here, dated: Iterable[Dated], names: Mapping[Clock, str] = NAMES, whose: str | None = None
) -> Strip | None:
    """A small strip for a profile, a proposition or the start page; None where there is too little to see.

    `whose` is the id of the person, body, place or topic that the dates are about: the link to the timeline asks for it.
    """
    found = [*dated]
    known = [date for _, date in found if date and _placed(date)]
    if len(known) < FEWEST or len({date.edtf.text for date in known}) < 2:
        return None
    more = Link(
        "On the timeline", routes.asked(routes.relative(here.path, routes.index("timeline")), _asking(here, whose))
    )
    drawn = strip(found, SMALL, names, more)
    return drawn if drawn and drawn.bins > 2 else None


def _asking(here: Here, whose: str | None) -> dict[str, str]:
    if whose is None:
        return {}
    kind = here.archive.kind(whose)
    return {kind if kind in ("place", "topic") else "who": whose}


def strip(
    dated: Iterable[Dated], most: int, names: Mapping[Clock, str] = NAMES, more: Link | None = None
) -> Strip | None:
    """A strip of at most that many bins, which are days, weeks, months, years or more; None where nothing is dated."""
    by_clock: dict[Clock, list[Edtf]] = {clock: [] for clock in CLOCKS}
    undated = 0
    for clock, date in dated:
        if date and _placed(date):
            by_clock[clock].append(date.edtf)
        else:
            undated += 1
    ends = [day for some in by_clock.values() for date in some for day in date.core if day]
    if not ends:
        return None
    scale = _scale(min(ends), max(ends), most)
    drawn = {clock: _binned(some, scale) for clock, some in by_clock.items() if some}
    tallest = max((max(_sum(sure, about).values(), default=0) for sure, about, _ in drawn.values()), default=0)
    blocks = tallest <= HIGHEST
    out = 0
    lanes = []
    for clock, (sure, about, vague) in drawn.items():
        rows, left_out = _packed(vague, scale)
        out += left_out
        share = 1.0 if blocks else HIGHEST / tallest
        lanes.append(_lane(clock, names[clock], by_clock[clock], scale, (sure, about, rows), share))
    notes = [
        f"{english.counted(out, 'vague date')} more than can be drawn." if out else "",
        f"Without a date: {undated:,}." if undated else "",
    ]
    return Strip(
        bins=scale.count,
        size=scale.size,
        first=_end(min(ends), scale),
        last=_end(max(ends), scale),
        lanes=tuple(lanes),
        ticks=tuple(_ticks(scale)),
        blocks=blocks,
        key=_key(blocks, tallest, scale, drawn.values()),
        note=" ".join(filter(None, notes)),
        more=more,
    )


def _end(day: Day, scale: _Scale) -> str:
    """The end of a strip, said as finely as the strip is drawn, and never finer than a month where its bins are weeks."""
    return _said_month(12 * day.year + day.month - 1) if scale.size == "week" else scale.said(scale.of(day))


def _placed(date: Date) -> bool:
    """Whether a date has at least one end by which it can be placed."""
    return date.edtf.core != (None, None)


@dataclass(frozen=True)
class _Scale:
    """Bins of one size: `of` gives the number of a day's bin, `start` a bin's first day, `said` its name."""

    size: str
    first: int
    count: int
    of: Callable[[Day], int]
    start: Callable[[int], Day]
    said: Callable[[int], str]

    @property
    def start_of_all(self) -> int:
        return self.start(self.first).ordinal

    @property
    def end_of_all(self) -> int:
        return self.start(self.first + self.count).ordinal


def _scale(first: Day, last: Day, most: int) -> _Scale:
    """The finest bins of which no more than `most` hold everything."""
    for size, of, start, said in _SIZES:
        number = of(last) - of(first) + 1
        if number <= most:
            return _Scale(size, of(first), number, of, start, said)
    years = -(-(last.year - first.year + 1) // (most - 1))  # bins of as many years as it takes
    of, start, said = _of_years(years)
    return _Scale(f"{years:,} years", of(first), of(last) - of(first) + 1, of, start, said)


def _of_years(years: int) -> tuple[Callable[[Day], int], Callable[[int], Day], Callable[[int], str]]:
    def said(number: int) -> str:
        return dates.years_name(number * years, number * years + years - 1)

    return (lambda day: day.year // years), (lambda number: Day(number * years, 1, 1)), said


def _said_day(day: Day) -> str:
    return dates.say(dates.parse(day.iso))


def _said_month(number: int) -> str:
    year, month = divmod(number, 12)
    if abs(year) > 9999:
        return dates.year_name(year)
    return dates.say(dates.parse(Day(year, month + 1, 1).iso[:-3]))


# A week begins on Monday: day 1 of the calendar, 1 January AD 1, was one.
_SIZES: Final[tuple[tuple[str, Callable[[Day], int], Callable[[int], Day], Callable[[int], str]], ...]] = (
    ("day", lambda day: day.ordinal, Day.from_ordinal, lambda n: _said_day(Day.from_ordinal(n))),
    (
        "week",
        lambda day: (day.ordinal - 1) // 7,
        lambda n: Day.from_ordinal(7 * n + 1),
        lambda n: f"week of {_said_day(Day.from_ordinal(7 * n + 1))}",
    ),
    ("month", lambda day: 12 * day.year + day.month - 1, lambda n: Day(n // 12, n % 12 + 1, 1), _said_month),
    ("year", *_of_years(1)),
    ("decade", *_of_years(10)),
)

_Counts = Counter[int]
_Drawn = tuple[_Counts, _Counts, list[Edtf]]


def _binned(some: Sequence[Edtf], scale: _Scale) -> _Drawn:
    """How many dates lie in each bin, how many about it, and which are vaguer than a bin."""
    sure: _Counts = Counter()
    about: _Counts = Counter()
    vague = []
    for date in some:
        first, last = date.core
        if first and last and scale.of(first) == scale.of(last):
            (about if date.approximate or date.uncertain else sure)[scale.of(first)] += 1
        else:
            vague.append(date)
    return sure, about, vague


def _sum(one: _Counts, other: _Counts) -> _Counts:
    return one + other


def _packed(vague: Sequence[Edtf], scale: _Scale) -> tuple[tuple[tuple[Bar, ...], ...], int]:
    """Bars in as few rows as keep them apart, and how many did not fit. Equal dates are one bar."""
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
        rows[row] += [_bar(date, stretch, start, end) for stretch in _stretches(date)]
    return tuple(tuple(row) for row in rows), left_out


def _lane(
    clock: Clock,
    name: str,
    some: Sequence[Edtf],
    scale: _Scale,
    drawn: tuple[_Counts, _Counts, tuple[tuple[Bar, ...], ...]],
    share: float,
) -> Lane:
    sure, about, rows = drawn
    both = _sum(sure, about)
    heights = {n: max(1, round(count * share)) for n, count in both.items()}
    high = max(heights.values(), default=0)
    # Of a bin to scale, what is about it keeps its share.
    sure_high = {n: round(heights[n] * sure[n] / both[n]) for n in both}
    return Lane(
        clock=clock,
        name=name,
        count=f"{len(some):,}",
        said=f"{name}: {_in_words(some)}",
        high=high,
        sure="".join(_block(n - scale.first, high, sure_high[n]) for n in sorted(both) if sure_high[n]),
        about="".join(
            _about(n - scale.first, high - sure_high[n], heights[n] - sure_high[n], share) for n in sorted(both)
        ),
        vague=rows,
    )


def _block(left: int, bottom: int, height: int) -> str:
    return f"M{left}.12 {bottom}v-{height}h.76v{height}z"


def _about(left: int, bottom: int, height: int, share: float) -> str:
    """Hollow blocks, each apart from those above and below it, of which nothing but the outline is seen; or one to scale."""
    if share != 1:
        return _block(left, bottom, height) if height else ""
    return "".join(f"M{left}.16 {bottom - unit - 0.14:.2f}v-.72h.68v.72z" for unit in range(height))


def _in_words(some: Sequence[Edtf]) -> str:
    """How many in each month or, where these are many, in each year or in all: what the blocks show, for those who hear it."""
    starts = [day for date in some for day in [date.core[0] or date.core[1]] if day]
    months = Counter((day.year, day.month) for day in starts)
    if len(months) <= 12:
        return ", ".join(f"{_said_month(12 * y + m - 1)} {n:,}" for (y, m), n in sorted(months.items()))
    years = Counter(day.year for day in starts)
    if len(years) <= 24:
        return ", ".join(f"{dates.year_name(year)} {n:,}" for year, n in sorted(years.items()))
    return f"{len(some):,} from {dates.year_name(min(years))} to {dates.year_name(max(years))}"


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """Years on the axis, as many as have room, and between them the quarters of a short span."""
    start, end = scale.start_of_all, scale.end_of_all
    first, last = Day.from_ordinal(start), Day.from_ordinal(end - 1)
    years = last.year - first.year + 1
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**12) if years <= 8 * step)
    for year in _round_years(first.year, last.year, every):
        at = Day(year, 1, 1).ordinal
        if start <= at < end:
            yield Tick(_percent(at - start, end - start), dates.year_name(year), minor=False)
        if years > 3:
            continue
        for month in (4, 7, 10) if years > 1 else range(2, 13):
            at = Day(year, month, 1).ordinal
            if start <= at < end:
                yield Tick(_percent(at - start, end - start), dates.SHORT_MONTHS[month - 1], minor=True)


def _round_years(first: int, last: int, every: int) -> Iterator[int]:
    """Years from the last round one before the first: 2000 BC, AD 1000. There is no year 0 to be written."""
    for year in range(first - first % every, last + 1, every):
        if year > 0 or every == 1:
            yield year
        elif year < 0:
            yield year + 1  # the year -2000 is 2001 BC


def _key(blocks: bool, tallest: int, scale: _Scale, drawn: Iterable[_Drawn]) -> str:
    """What the blocks and bars mean, as far as there are such."""
    found = [*drawn]
    parts = [
        f"Each block is one, in its {scale.size}"
        if blocks
        else f"The tallest column is {tallest:,} in one {scale.size}",
        "hollow, about then" if any(about for _, about, _ in found) else "",
        "a faded bar, some time within it" if any(d.kind != "lasted" for *_, vague in found for d in vague) else "",
        "a full bar, all of that time" if any(d.kind == "lasted" for *_, vague in found for d in vague) else "",
    ]
    return "; ".join(filter(None, parts if tallest else parts[2:])) + "."
