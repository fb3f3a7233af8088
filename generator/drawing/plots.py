"""Build-time SVG: numbers over time as text, without scripts, in the colours of the page.

A plot is drawn twice, wide and narrow, since a scaled plot is unreadable on a phone; the stylesheet shows the one that fits.
Colours, strokes and faces come from its classes (t v s g a l k o x mis halo). How wide a word will be is estimated, and on
the large side, since every reader's fonts are others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup

from generator import dates
from generator.drawing.placing import DEEP, HIGH, Box, Label, Room, place
from generator.drawing.placing import RADIUS as R
from generator.drawing.svg import cut, tag, text_width

Shape = Literal["known", "unnamed", "misread"]


Open = Literal["", "up", "down"]


LOG_FROM = 100
"""From this ratio of the highest to the lowest number on, a scale from zero would press the low ones flat on its line."""


LONGEST_DATE = 92
"""Days of a date beyond which a number is no point in time any more: it is drawn as a band, and does not stretch the axis."""


MOST_POINTS = 30
"""Points of one panel; more cannot be told apart, and are drawn together, as bars from the lowest to the highest of a time."""


BARS = 30


MOST_MISREAD = 6


@dataclass(frozen=True, slots=True)
class Point:
    """A number at a date. `first` and `last` are its days, as numbers; `names` who gave it, wide and narrow.

    `published` is the day by which it had certainly been published, empty where that is not known; `line` joins the points that
    share it.
    """

    first: int
    last: int
    low: float
    high: float
    best: float | None
    number: str
    names: tuple[str, str]
    said: str
    shape: Shape = "known"
    open: Open = ""
    line: str = ""
    published: str = ""

    @property
    def value(self) -> float:
        """Where its mark stands: at the best number, else in the middle."""
        return self.best if self.best is not None else (self.low + self.high) / 2

    @property
    def banded(self) -> bool:
        """Whether its date is too vague for a mark."""
        return self.last - self.first > LONGEST_DATE


@dataclass(frozen=True, slots=True)
class Panel:
    """Points that are drawn together, under a title."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A dotted line between two points, given as (panel, point), with its words."""

    start: tuple[int, int]
    end: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Panels below one another, on the same scales. `name` makes ids that no other plot of the page has."""

    name: str
    title: str
    description: str
    panels: tuple[Panel, ...]
    curves: tuple[Curve, ...] = ()

    @property
    def logarithmic(self) -> bool:
        """Whether the scale is logarithmic: where the highest number is a hundred times the lowest."""
        known = [n for panel in self.panels for p in panel.points for n in (p.low, p.high)]
        return bool(known) and min(known) > 0 and max(known) / min(known) >= LOG_FROM


def wide(plot: Plot) -> Markup:
    """The plot for a page with room: 880 units across."""
    return _drawn(plot, _Size("wide", 880, 210 + 12 * _crowd(plot), 54, 7))


def narrow(plot: Plot) -> Markup:
    """The plot for a phone: 352 units across, names shortened."""
    return _drawn(plot, _Size("narrow", 352, 220 + 18 * _crowd(plot), 54, 4))


def _crowd(plot: Plot) -> int:
    """How many points of the fullest panel want more room for their labels, up to a dozen."""
    return min(12, max(0, max(len(panel.points) for panel in plot.panels) - 7))


def strip(points: Sequence[Point]) -> Markup:
    """The points alone, as small as a word, for a table whose cells say the same in figures."""
    size = (132.0, 26.0)
    known = [p for p in points if not p.banded] or list(points)
    start, end = min(p.first for p in known), max(p.last for p in known)
    low, high = min(p.low for p in points), max(p.high for p in points)
    days, span = max(end - start, 1), max(high - low, high * 0.05, 1)
    parts = []
    for p in _thinned(known):
        x = 5 + (size[0] - 10) * ((p.first + p.last) / 2 - start) / days
        ys = [size[1] - 5 - (size[1] - 10) * (n - low) / span for n in (p.low, p.high)]
        published = _published(p.published)
        if p.low != p.high:
            parts.append(tag('<path class="l"{} d="M{} {}V{}"/>', published, x, *ys))
        mark = _cross(x, ys[0], 3) if p.shape == "misread" else _dot(p.shape, x, sum(ys) / 2, 2.6)
        parts.append(tag("<g{}>{}</g>", published, mark))
    body = Markup("").join(parts)
    return (
        tag('<svg class="ar-plot ar-range" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">', *size)
        + body
        + Markup("</svg>")
    )


def _thinned(points: Sequence[Point]) -> Sequence[Point]:
    """At most as many points as can be told apart, evenly taken."""
    step = max(1, math.ceil(len(points) / MOST_POINTS))
    return points[::step]


@dataclass(frozen=True, slots=True)
class _Size:
    name: str
    width: float
    height: float  # of a panel's scale
    head: float  # above it, for its title and the labels of the highest
    most_ticks: int

    @property
    def names(self) -> int:
        return 0 if self.name == "wide" else 1


FOOT = 44
"""Below a panel's scale: the ticks of time."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days and numbers to the units of the drawing; `top` is where a panel begins."""

    left: float
    right: float
    first: int
    last: int
    low: float
    high: float
    height: float
    logarithmic: bool

    def x(self, day: float) -> float:
        """A day beyond the axis, of a date that is too vague to stretch it, stands at its end."""
        inside = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first) / (self.last - self.first)

    def middle(self, point: Point) -> float:
        """The middle of what the axis shows of a point's date."""
        return (self.x(point.first) + self.x(point.last)) / 2

    def y(self, number: float) -> float:
        """Measured down from the top of the scale."""
        if self.logarithmic:
            return self.height * (1 - math.log(number / self.low) / math.log(self.high / self.low))
        return self.height * (1 - (number - self.low) / (self.high - self.low))


def _scale(plot: Plot, size: _Size) -> tuple[_Scale, list[float]]:
    points = [p for panel in plot.panels for p in panel.points]
    dated = [p for p in points if not p.banded] or points
    start, end = min(p.first for p in dated), max(p.last for p in dated)
    margin = max(round((end - start) * 0.03), 10, (70 - (end - start)) // 2)
    ticks = _log_ticks(points) if plot.logarithmic else _ticks(points)
    left = max(text_width(_number(n), 12.5) for n in ticks) + 12
    scale = _Scale(
        left, size.width - 10, start - margin, end + margin, ticks[0], ticks[-1], size.height, plot.logarithmic
    )
    return scale, ticks


def _ticks(points: Sequence[Point]) -> list[float]:
    """Round numbers from zero to the highest: three to six of them. Numbers below zero have theirs too."""
    high, low = max(0, *(p.high for p in points)), min(0, *(p.low for p in points))
    reach = (high - low) or 1
    step = 10.0 ** math.floor(math.log10(reach / 2))
    step = next(step * m for m in (1, 2, 5, 10) if reach / (step * m) <= 5)
    start, end = math.floor(low / step), math.ceil(high / step)
    end = max(end, start + 1)
    return [n * step for n in range(start, end + 1)]


def _log_ticks(points: Sequence[Point]) -> list[float]:
    low, high = min(p.low for p in points), max(p.high for p in points)
    return [10.0**n for n in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def _number(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.6g}"


def _time_ticks(scale: _Scale, most: int) -> list[tuple[int, str]]:
    """The first days of months, or of years, with their words; the first one names its year."""
    first, last = dates.Day.from_ordinal(scale.first), dates.Day.from_ordinal(scale.last)
    begin, end = first.year * 12 + first.month, last.year * 12 + last.month
    steps = [1, 2, 3, 6, *(12 * y * 10**e for e in range(9) for y in (1, 2, 5))]
    step = next(s for s in steps if (end - begin) // s < most)
    months = [m for m in range(begin, end + 1) if _is_round(m, step)]
    ticks = [(dates.Day((m - 1) // 12, (m - 1) % 12 + 1, 1).ordinal, m) for m in months]
    shown = [(day, m) for day, m in ticks if scale.first <= day <= scale.last]
    return [(day, _month(m, step, named=not at)) for at, (day, m) in enumerate(shown)]


def _is_round(month: int, step: int) -> bool:
    """Whether a tick stands at a month, counted from that before the year 0: before AD 1 the round years are those BC."""
    return (13 - month if month <= 12 and step >= 12 else month - 1) % step == 0


def _month(month: int, step: int, *, named: bool) -> str:
    year, of_year = divmod(month - 1, 12)
    if step >= 12:
        return dates.year_name(year)
    name = dates.SHORT_MONTHS[of_year]
    return f"{name} {dates.year_name(year)}" if named or not of_year else name


def _drawn(plot: Plot, size: _Size) -> Markup:
    scale, ticks = _scale(plot, size)
    each = size.head + size.height + FOOT
    bows = [*_bows(plot, scale, size, each)]
    parts = [bow.drawn for bow in bows]
    labels: list[Markup] = []
    rooms = []
    for number, panel in enumerate(plot.panels):
        top = number * each + size.head
        room = Room(scale.left, top - size.head + 26, size.width, top + size.height - 2)
        room.crossed += [stretch for bow in bows for stretch in bow.stretches]
        points = panel.points if len(panel.points) <= MOST_POINTS else _bars(panel.points)
        parts += _axes(panel, scale, size, top, ticks)
        parts += _lines(points, scale, top, room)
        parts += [_mark(point, scale, top, plot, size, room) for point in points]
        labels += _labels(points, scale, top, size, room)
        rooms.append(room)
    labels += [_named(bow, rooms) for bow in bows]
    key = f"{plot.name}-{size.name}"
    head = tag(
        '<svg class="ar-plot ar-plot--{}" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>',
        size.name, size.width, len(plot.panels) * each - 12, key, key, key, plot.title, key, plot.description,
    )  # fmt: skip
    stops = "".join(f'<stop offset="{at}" stop-color="currentColor" stop-opacity="{o}"/>' for at, o in _FADE)
    fade = tag('<defs><linearGradient id="{}-f">', key) + Markup(stops) + Markup("</linearGradient></defs>")  # noqa: S704
    return Markup("\n").join([head, fade, *filter(None, [*parts, *labels]), Markup("</svg>")])


_FADE = ((0, 0), (0.4, 0.38), (0.6, 0.38), (1, 0))


def _axes(panel: Panel, scale: _Scale, size: _Size, top: float, ticks: list[float]) -> Iterator[Markup]:
    yield tag('<text class="t" x="0" y="{}">{}</text>', top - size.head + 17, cut(panel.title, size.width, 17))
    for at, number in enumerate(ticks):
        y = top + scale.y(number)
        yield tag(
            '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>', "g" if at else "a", scale.left, size.width - 6, y, y
        )
        yield tag('<text class="s" text-anchor="end" x="{}" y="{}">{}</text>', scale.left - 7, y + 4, _number(number))
    base = top + size.height
    free = -math.inf
    for day, words in _time_ticks(scale, size.most_ticks):
        x, half = scale.x(day), text_width(words, 12.5) / 2
        yield tag('<line class="a" x1="{}" x2="{}" y1="{}" y2="{}"/>', x, x, base, base + 5)
        centre = min(max(x, half), size.width - half)
        if centre - half > free:
            yield tag('<text class="s" text-anchor="middle" x="{}" y="{}">{}</text>', centre, base + 19, words)
            free = centre + half + 6


def _lines(points: Sequence[Point], scale: _Scale, top: float, room: Room) -> Iterator[Markup]:
    """What one holder gave, joined in the order of time."""
    joined: dict[str, list[Point]] = {}
    for point in points:
        if point.line and not point.banded and point.shape != "misread":
            joined.setdefault(point.line, []).append(point)
    for held in joined.values():
        for a, b in pairwise(sorted(held, key=lambda p: p.first + p.last)):
            x1, y1, x2, y2 = (scale.middle(a), top + scale.y(a.value), scale.middle(b), top + scale.y(b.value))
            known = max(a.published, b.published) if a.published and b.published else ""
            room.crossed.append((x1, y1, x2, y2))
            yield tag('<line class="l"{} x1="{}" y1="{}" x2="{}" y2="{}"/>', _published(known), x1, y1, x2, y2)


def _middle(point: Point) -> float:
    return (point.first + point.last) / 2


def _mark(point: Point, scale: _Scale, top: float, plot: Plot, size: _Size, room: Room) -> Markup:
    x, y = scale.middle(point), top + scale.y(point.value)
    left, right = scale.x(point.first), scale.x(point.last)
    high, low = top + scale.y(point.high), top + scale.y(point.low)
    parts: list[Markup] = []
    fill = f"url(#{plot.name}-{size.name}-f)"
    if point.banded:
        height = max(low - high, 6)
        top_edge = (low + high - height) / 2
        parts.append(
            tag(
                '<rect x="{}" y="{}" width="{}" height="{}" fill="var(--ar-line)" fill-opacity=".2"/>',
                left,
                top_edge,
                max(right - left, 8),
                height,
            )
        )
    elif point.last > point.first:
        half = max((right - left) / 2, 9)
        parts.append(
            tag(
                '<rect x="{}" y="{}" width="{}" height="8" fill="{}" color="var(--ar-ink)"/>',
                x - half,
                y - 4,
                2 * half,
                fill,
            )
        )
        room.take((x - half * 0.6, y - 4, x + half * 0.6, y + 4))
    if not point.banded:
        if point.high > point.low:
            parts.append(tag('<path class="l" d="M{} {}h8m-4 0V{}m-4 0h8"/>', x - 4, high, low))
            room.take((x - 5, high, x + 5, low))
        if point.open:
            way = -1 if point.open == "up" else 1
            tip = y + way * 16
            parts.append(
                tag(
                    '<path class="l" d="M{} {}V{}M{} {}L{} {}L{} {}"/>',
                    x,
                    y + way * R,
                    tip + way,
                    x - 3,
                    tip - way * 3,
                    x,
                    tip + way,
                    x + 3,
                    tip - way * 3,
                )
            )
            room.take((x - 4, min(y, tip), x + 4, max(y, tip)))
        parts.append(_cross(x, y, 5) if point.shape == "misread" else _dot(point.shape, x, y, R))
        room.mark(x, y)
    said = tag("<title>{}</title>", point.said)
    return tag("<g{}>", _published(point.published)) + said + Markup("").join(parts) + Markup("</g>")


def _dot(shape: Shape, x: float, y: float, radius: float) -> Markup:
    return tag('<circle class="{}" cx="{}" cy="{}" r="{}"/>', "o" if shape == "unnamed" else "k", x, y, radius)


def _cross(x: float, y: float, arm: float) -> Markup:
    return tag(
        '<path class="x" d="M{} {}l{} {}m0-{}l-{} {}"/>', x - arm, y - arm, 2 * arm, 2 * arm, 2 * arm, 2 * arm, 2 * arm
    )


def _bars(points: Sequence[Point]) -> tuple[Point, ...]:
    """Many points as few: for each stretch of time, from the lowest to the highest number. The extremes keep their names."""
    meant = [p for p in points if p.shape != "misread"] or list(points)
    dated = [p for p in meant if not p.banded] or meant
    start, end = min(p.first for p in dated), max(p.last for p in dated)
    long = max((end - start) / BARS, 1)
    binned: dict[int, list[Point]] = {}
    for point in dated:
        binned.setdefault(int((_middle(point) - start) / long), []).append(point)
    bars = []
    for at, some in sorted(binned.items()):
        day = round(start + (at + 0.5) * long)
        low, high = min(p.low for p in some), max(p.high for p in some)
        known = [p.published for p in some]
        published = max(known) if all(known) else ""
        said = f"{len(some):,} numbers from {_number(low)} to {_number(high)}"
        bars.append(Point(day, day, low, high, None, "", ("", ""), said, published=published))
    extremes = (min(dated, key=lambda p: p.low), max(dated, key=lambda p: p.high))
    return (*bars, *extremes, *[p for p in points if p.shape == "misread"][:MOST_MISREAD])


@dataclass(frozen=True, slots=True)
class _Words:
    """A label: a number, and the names of those who gave it, each with the day by which that was published."""

    number: str
    names: tuple[tuple[str, str], ...]
    published: str

    @property
    def width(self) -> float:
        names = math.fsum(text_width(name, 12.5) for name, _ in self.names) + 12 * max(0, len(self.names) - 1)
        return text_width(self.number, 15) + (names + 5 if names else 0)


def _labels(points: Sequence[Point], scale: _Scale, top: float, size: _Size, room: Room) -> list[Markup]:
    """Every label for which there is room, its names shortened where they must be, and the lines that lead to labels."""
    groups = [*_alike(points, scale)]
    forms = [[*_forms(group, size)] for group in groups]
    asked = [_asked(group, words, scale, top) for group, words in zip(groups, forms, strict=True)]
    leaders, labels = [], []
    for n, spot in sorted(place(asked, room).items()):
        words = forms[n][spot.form]
        if spot.leader:
            leaders.append(
                tag('<line class="a"{} x1="{}" y1="{}" x2="{}" y2="{}"/>', _published(words.published), *spot.leader)
            )
        labels.append(_label(words, spot.box, misread=groups[n][0].shape == "misread"))
    return [*leaders, *labels]


def _asked(group: Sequence[Point], forms: Sequence[_Words], scale: _Scale, top: float) -> Label:
    x = math.fsum(scale.middle(p) for p in group) / len(group)
    y = top + math.fsum(scale.y(p.value) for p in group) / len(group)
    return Label(
        x,
        y,
        tuple(words.width for words in forms),
        max(scale.middle(p) for p in group) - x,
        20 if any(p.open == "up" for p in group) else 8,
        20 if any(p.open == "down" for p in group) else 8,
        late=group[0].banded,
    )


def _alike(points: Sequence[Point], scale: _Scale) -> Iterator[list[Point]]:
    """Points of one number whose marks touch: they share a label."""
    same: dict[tuple[str, Shape, Open, bool], list[Point]] = {}
    for point in sorted(points, key=_middle):
        if point.number:
            same.setdefault((point.number, point.shape, point.open, point.banded), []).append(point)
    for some in same.values():
        group = [some[0]]
        for point in some[1:]:
            if scale.middle(point) - scale.middle(group[-1]) > 3 * R:
                yield group
                group = []
            group.append(point)
        yield group


def _forms(group: Sequence[Point], size: _Size) -> Iterator[_Words]:
    """The label with the names as long as they may be, then shortened, then the number alone."""
    published = min((p.published for p in group if p.published), default="")
    for which in range(size.names, 2):
        names: dict[str, str] = {}
        for point in group:
            if point.names[which]:
                names.setdefault(point.names[which], point.published)
        yield _Words(group[0].number, tuple(names.items()), published)
        if len(names) > 2:
            first = list(names.items())[:1]
            yield _Words(group[0].number, (*first, (f"and {len(names) - 1} more", published)), published)
    if not group[0].banded:  # a number beside a band would be taken for that of the next mark
        yield _Words(group[0].number, (), published)


def _label(words: _Words, box: Box, *, misread: bool) -> Markup:
    names = Markup("").join(
        tag('<tspan class="s"{}>{}{}</tspan>', _published(known), ", " if at else "", name)
        for at, (name, known) in enumerate(words.names)
    )
    kind = " mis" if misread else ""
    return (
        tag('<text class="halo{}"{} x="{}" y="{}">', kind, _published(words.published), box[0], box[3] - DEEP)
        + tag('<tspan class="v">{}</tspan> ', words.number)
        + names
        + Markup("</text>")
    )


@dataclass(frozen=True, slots=True)
class _Bow:
    """A curve as drawn, from above to below."""

    words: str
    published: str
    ends: Box
    bow: float

    def at(self, share: float) -> tuple[float, float]:
        """A point of it: on a cubic Bézier curve whose inner points lie aside at three and at seven tenths of the way."""
        x1, y1, x2, y2 = self.ends
        a, b, c, d = (1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3
        x = a * x1 + b * (x1 + self.bow) + c * (x2 + self.bow) + d * x2
        return x, a * y1 + b * (y1 + (y2 - y1) * 0.3) + c * (y1 + (y2 - y1) * 0.7) + d * y2

    @property
    def stretches(self) -> list[Box]:
        """The curve as straight lines."""
        points = [self.at(n / 16) for n in range(17)]
        return [(*a, *b) for a, b in pairwise(points)]

    @property
    def drawn(self) -> Markup:
        x1, y1, x2, y2 = self.ends
        path = (x1, y1, x1 + self.bow, y1 + (y2 - y1) * 0.3, x2 + self.bow, y1 + (y2 - y1) * 0.7, x2, y2)
        return tag('<path class="x dash"{} d="M{} {}C{} {} {} {} {} {}"/>', _published(self.published), *path)


def _bows(plot: Plot, scale: _Scale, size: _Size, each: float) -> Iterator[_Bow]:
    """From the point that is misread to where it is printed as something else."""
    for curve in plot.curves:
        (above, one), (below, other) = sorted((curve.start, curve.end))
        a, b = plot.panels[above].points[one], plot.panels[below].points[other]
        x1, y1 = scale.middle(a), above * each + size.head + scale.y(a.value) + R + 2
        x2, y2 = scale.middle(b), below * each + size.head + scale.y(b.value) - R - 2
        bow = 26 if max(x1, x2) + 40 < size.width else -26
        known = max(a.published, b.published) if a.published and b.published else ""
        yield _Bow(curve.words, known, (x1, y1, x2, y2), bow)


def _named(bow: _Bow, rooms: Sequence[Room]) -> Markup:
    """The words of a curve beside it, where they stand on nothing; else none."""
    long = text_width(bow.words, 12.5) * 1.06
    for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        x, y = bow.at(share)
        for left in (x + 8, x - 8 - long):
            box = (left, y - HIGH, left + long, y + DEEP)
            room = next((room for room in rooms if room.free(box)), None)
            if room:
                room.take(box)
                return tag(
                    '<text class="mis halo"{} x="{}" y="{}">{}</text>', _published(bow.published), left, y, bow.words
                )
    return Markup("")


def _published(day: str) -> Markup:
    return tag(' data-published="{}"', day)
