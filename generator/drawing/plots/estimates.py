"""Estimates over time. The wide plot has two panels if most estimates are crowded into a short time; on a phone each
estimate has a line.

A dashed line joins two numbers that cannot both be right. Plots of several measures are in `panels`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup

from generator import dates
from generator.drawing.days import Days
from generator.drawing.label_placement import RADIUS as R
from generator.drawing.label_placement import Room
from generator.drawing.plots.labels import labels_of
from generator.drawing.plots.marks import cross, dot, mark_of
from generator.drawing.plots.scales import Scale, Size, digits, log_ticks, middle_day, number_ticks
from generator.drawing.plots.values import LOG_FROM, Plot, Point
from generator.drawing.svg import mirror, published_attribute, shorten, shown_from, tag, text_width
from generator.text.messages import ngettext

WIDE, HIGH, HEAD, FOOT = 940.0, 300.0, 34.0, 30.0
GUTTER = 34.0
"""The gap between two panels."""
CROWDED, FEWEST = 4.0, 3
"""A crowded panel needs at least `FEWEST` estimates, at intervals `CROWDED` times as short as those of the others."""
NARROW, LINE = 352.0, 30.0
SHORTEST = 60.0
"""The least room in which a shortened name still says something."""
MOST_LINES = 26
"""The most estimates that get a line on a phone. The table has all of them."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two estimates that cannot both be right, by their index in the plot, and how far apart they are (`label`)."""

    low: int
    high: int
    label: str
    published: str


@dataclass(frozen=True, slots=True)
class Estimates:
    """What the plot shows: points in chronological order, none banded, and the pairs that cannot both be right. `name`
    is the prefix of its ids."""

    name: str
    description: str
    points: tuple[Point, ...]
    disagreements: tuple[Disagreement, ...] = ()
    right_to_left: bool = False

    @property
    def is_logarithmic(self) -> bool:
        """Whether the scale is logarithmic: if the highest number is at least a hundred times the lowest."""
        known = [n for p in self.points for n in (p.low, p.high)]
        return min(known) > 0 and max(known) / min(known) >= LOG_FROM

    @property
    def ticks(self) -> list[float]:
        """The numbers at the ticks of the scale."""
        return log_ticks(self.points) if self.is_logarithmic else number_ticks(self.points)


def panels_of(points: Sequence[Point]) -> list[list[int]]:
    """The indexes of the points by panel: one panel, or two if one part is crowded. The points must be in chronological
    order."""
    middles = [middle_day(p) for p in points]
    every = list(range(len(points)))
    best, ratio = 0, CROWDED
    for at in range(FEWEST, len(points) - FEWEST + 1):
        if middles[at] - middles[at - 1] < 1:
            continue
        paces = [max(part[-1] - part[0], 1) / (len(part) - 1) for part in (middles[:at], middles[at:])]
        found = max(paces) / min(paces)
        if found >= ratio:
            best, ratio = at, found
    return [every[:best], every[best:]] if best else [every]


def draw_wide(plot: Estimates) -> Markup:
    """The wide plot, 940 units across."""
    ticks = plot.ticks
    left = max(text_width(digits(n), 12.5) for n in ticks) + 12
    groups = panels_of(plot.points)
    room = WIDE - left - GUTTER * (len(groups) - 1)
    shares = [1.0] if len(groups) == 1 else [s := min(0.6, max(0.4, len(groups[0]) / len(plot.points))), 1 - s]
    size = Size("wide", WIDE, HIGH, HEAD, 6)
    empty_plot = Plot(plot.name, plot.description, "", ())
    parts: list[Markup] = []
    labels: list[Markup] = []
    begin = left
    places: dict[int, tuple[float, float]] = {}
    for number, (group, share) in enumerate(zip(groups, shares, strict=True)):
        end = begin + room * share
        points = [plot.points[n] for n in group]
        days = _days(points, begin + 16, end - 16)
        scale = Scale(days.start, days.end, days.first, days.last + 1, ticks[0], ticks[-1], HIGH, plot.is_logarithmic)
        space = Room(begin + 4, 20, end - 2, HEAD + HIGH - 3)
        parts += [
            *_panel(points, scale, days, begin, end, ticks, first=number == 0, title=_title(plot, points, groups))
        ]
        for n, point in zip(group, points, strict=True):
            places[n] = (scale.middle(point), HEAD + scale.y(point.value))
        for apart in plot.disagreements:
            if {apart.low, apart.high} <= set(group):
                (x1, y1), (x2, y2) = places[apart.low], places[apart.high]
                space.crossed.append((x1, y1, x2, y2))
        marks = [mark_of(point, scale, HEAD, empty_plot, size, space) for point in points]
        for apart in plot.disagreements:
            if {apart.low, apart.high} <= set(group):
                parts.append(_line(apart, places))
                labels.append(_words(apart, places, space))
        parts += marks
        labels += labels_of([with_qualified_number(point) for point in points], scale, HEAD, size, space)
        begin = end + GUTTER
    return _svg(plot, "wide", WIDE, HEAD + HIGH + FOOT, [*parts, *labels])


def _days(points: Sequence[Point], start: float, end: float) -> Days:
    first, last = min(p.first for p in points), max(p.last for p in points)
    margin = max((last - first) // 30, (14 - (last - first)) // 2, 1)
    return Days(first - margin, last + margin, start, end)


@dataclass(frozen=True, slots=True)
class Title:
    """The period that a panel shows, as its title. It holds from the day on which all estimates were known: before
    that, the panels would have been divided differently."""

    words: str
    published: str


def _title(plot: Estimates, points: Sequence[Point], groups: Sequence[Sequence[int]]) -> Title:
    """The title of a panel, empty if there is only one."""
    if len(groups) == 1:
        return Title("", "")
    known = [point.published for point in plot.points]
    first, last = (dates.Day.from_ordinal(n) for n in (min(p.first for p in points), max(p.last for p in points)))
    words = dates.format_date(
        dates.parse(f"{first.iso[:-3]}/{last.iso[:-3]}" if first[:2] != last[:2] else first.iso[:-3])
    )
    return Title(words, max(known) if all(known) else "")


def _since(points: Sequence[Point], *, day: float = -math.inf, number: float = -math.inf) -> str:
    """The day from which an estimate was known for this day or later and with a number this high or higher; empty if
    unknown."""
    return min((p.published for p in points if p.last >= day and p.high >= number and p.published), default="")


def _panel(
    points: Sequence[Point],
    scale: Scale,
    days: Days,
    begin: float,
    end: float,
    ticks: Sequence[float],
    *,
    first: bool,
    title: Title,
) -> Iterator[Markup]:
    drawn = [tag('<rect class="floor" x="{}" y="{}" width="{}" height="{}"/>', begin, HEAD - 8, end - begin, HIGH + 8)]
    yield shown_from(_since(points), *drawn)
    if title.words:
        words = shorten(title.words, end - begin, 14)
        yield tag('<text class="when"{} x="{}" y="14">{}</text>', published_attribute(title.published), begin, words)
    for n, number in enumerate(ticks):
        y = HEAD + scale.y(number)
        line = tag('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>', "g" if n else "a", begin, end, y, y)
        name = tag('<text class="s" text-anchor="end" x="{}" y="{}">{}</text>', begin - 7, y + 4, digits(number))
        yield shown_from(_since(points, number=ticks[max(0, n - 1)]), line, *([name] if first else []))
    base, free = HEAD + HIGH, -math.inf
    for tick in days.ticks(max(2, int((end - begin) / 90))):
        x, half = days.position(tick.day), text_width(tick.label, 12.5) / 2
        line = tag('<line class="a" x1="{}" x2="{}" y1="{}" y2="{}"/>', x, x, base, base + 5)
        centre = min(max(x, begin + half), end - half)
        fits = centre - half > free
        name = tag('<text class="s" text-anchor="middle" x="{}" y="{}">{}</text>', centre, base + 19, tick.label)
        yield shown_from(_since(points, day=tick.day), line, *([name] if fits else []))
        free = centre + half + 8 if fits else free


def _line(apart: Disagreement, places: dict[int, tuple[float, float]]) -> Markup:
    (x1, y1), (x2, y2) = places[apart.low], places[apart.high]
    far = math.hypot(x2 - x1, y2 - y1) or 1
    dx, dy = (x2 - x1) / far * (R + 2), (y2 - y1) / far * (R + 2)
    return tag(
        '<path class="gap"{} d="M{} {}L{} {}"/>',
        published_attribute(apart.published),
        x1 + dx,
        y1 + dy,
        x2 - dx,
        y2 - dy,
    )


def _words(disagreement: Disagreement, places: dict[int, tuple[float, float]], room: Room) -> Markup:
    """How far two estimates are apart, written next to their line if there is room."""
    (x1, y1), (x2, y2) = places[disagreement.low], places[disagreement.high]
    long = text_width(disagreement.label, 12.5) * 1.08
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share + 4
        for left in (x - 9 - long, x + 9):
            box = (left, y - 13, left + long, y + 4)
            if room.is_free(box):
                room.occupy(box)
                return tag(
                    '<text class="mis halo"{} x="{}" y="{}">{}</text>',
                    published_attribute(disagreement.published),
                    left,
                    y,
                    disagreement.label,
                )
    return Markup("")


# --- a line for each ---


def draw_narrow(plot: Estimates) -> Markup:
    """The plot for a phone, 352 units across: a line for each estimate, time running down."""
    ticks = plot.ticks
    left = 74.0
    flat = Scale(0, 0, 0, 1, ticks[0], ticks[-1], NARROW - left - 8, plot.is_logarithmic)

    def x(number: float) -> float:
        return NARROW - 8 - flat.y(number)

    disagreeing = {n for apart in plot.disagreements for n in (apart.low, apart.high)}
    shown = _points_with_lines(plot, disagreeing)
    parts: list[Markup] = []
    y, before = 34.0, ""
    for group in panels_of(plot.points):
        for n in group:
            if n not in shown:
                continue
            point = plot.points[n]
            day, heading = _when(point)
            if heading != before:
                parts.append(
                    tag(
                        '<text class="when halo" data-published="{}" x="0" y="{}">{}</text>',
                        point.published,
                        y + 4,
                        heading,
                    )
                )
                before = heading
                y += 24
            parts.append(_draw_line(point, day, y, x, is_disagreeing=n in disagreeing))
            y += LINE
    more = len(plot.points) - len(shown)
    if more:
        words = ngettext("and {n} more in the table", "and {n} more in the table", more)
        parts.append(tag('<text class="s" data-published="" x="0" y="{}">{}</text>', y + 4, words))
        y += 20
    scale = []
    labelled_ticks = _labelled_ticks(ticks, x)
    for n, number in enumerate(ticks):
        if n in labelled_ticks:
            last = n == len(ticks) - 1
            line = tag(
                '<line class="{}" x1="{}" x2="{}" y1="18" y2="{}"/>', "g" if n else "a", x(number), x(number), y - 12
            )
            name = tag(
                '<text class="s" text-anchor="{}" x="{}" y="11">{}</text>',
                "end" if last else "middle", x(number) + (8 if last else 0), digits(number),
            )  # fmt: skip
            scale.append(shown_from(_since(plot.points, number=ticks[max(0, n - 1)]), line, name))
    return _svg(plot, "narrow", NARROW, y - 6, [*scale, *parts])


def _labelled_ticks(ticks: Sequence[float], at: Callable[[float], float]) -> set[int]:
    """The ticks that are labelled: the last, and as many before it at even steps as fit."""
    for step in range(1, len(ticks)):
        some = range(len(ticks) - 1, -1, -step)
        halves = {n: text_width(digits(ticks[n]), 12.5) / 2 for n in some}
        ends = {
            n: at(ticks[n]) + (8 - halves[n] if n == len(ticks) - 1 else 0) for n in some
        }  # the last label is aligned right, past its tick
        if all(ends[b] + halves[b] + 4 <= ends[a] - halves[a] for a, b in pairwise(some)):
            return set(some)
    return {len(ticks) - 1}


def _points_with_lines(plot: Estimates, disagreeing: set[int]) -> set[int]:
    """The indexes of the estimates that get a line: those that cannot both be right, the lowest, the highest, and an
    even selection of the others."""
    every = range(len(plot.points))
    if len(plot.points) <= MOST_LINES:
        return set(every)
    first = [
        *sorted(disagreeing),
        min(every, key=lambda n: plot.points[n].low),
        max(every, key=lambda n: plot.points[n].high),
    ]
    step = -(-len(plot.points) // (MOST_LINES - 4))
    return set([*dict.fromkeys([*first, *range(0, len(plot.points), step)])][:MOST_LINES])


def _when(point: Point) -> tuple[str, str]:
    """The day shown on a line, and the year of its heading."""
    first, last = dates.Day.from_ordinal(point.first), dates.Day.from_ordinal(point.last)
    year = dates.year_name(first.year)
    month = dates.month_name(first.month, short=True)
    if point.first == point.last:
        return dates.day_and_month(first.month, first.day, short=True), year
    return (month if first[:2] == last[:2] else f"{month}–{dates.month_name(last.month, short=True)}"), year


def _draw_line(point: Point, day: str, y: float, at: Callable[[float], float], *, is_disagreeing: bool) -> Markup:
    """An estimate at its number, with the number in words and the source on the side with room."""
    low, high, middle = at(point.low), at(point.high), at(point.value)
    drawn = [tag('<text class="s" x="0" y="{}">{}</text>', y + 4, day)]
    if point.high > point.low:
        drawn.append(tag('<path class="l" d="M{} {}H{}M{} {}v10M{} {}v10"/>', low, y, high, low, y - 5, high, y - 5))
    else:
        drawn.append(cross(middle, y, 5) if point.shape == "misread" else dot(point.shape, middle, y, 5))
    begin, end = low - 10, high + 10
    if point.open:
        direction = 1 if point.open == "up" else -1
        tip = middle + direction * 20
        drawn.append(
            tag(
                '<path class="l" d="M{} {}H{}M{} {}L{} {}L{} {}"/>',
                middle + direction * 6,
                y,
                tip,
                tip - direction * 5,
                y - 4,
                tip,
                y,
                tip - direction * 5,
                y + 4,
            )
        )
        begin, end = min(begin, tip - 6), max(end, tip + 6)
    number_text, name = point.qualified or point.number, point.names[1]
    number_width, name_width = text_width(number_text, 13) * 1.12, text_width(name, 12)
    mark = "halo w held" if is_disagreeing else "halo w"
    if end + number_width > NARROW and begin - number_width < text_width(day, 12.5) + 3:
        mark, number_width = f"{mark} tight", number_width * 11 / 13
    if end + number_width + 5 + name_width <= NARROW:
        drawn.append(tag('<text class="{}" x="{}" y="{}">{}</text>', mark, end, y + 4, number_text))
        drawn.append(tag('<text class="s halo" x="{}" y="{}">{}</text>', end + number_width + 5, y + 4, name))
    elif begin - number_width >= text_width(day, 12.5) + 3:
        drawn.append(tag('<text class="{}" text-anchor="end" x="{}" y="{}">{}</text>', mark, begin, y + 4, number_text))
        name = shorten(name, max(NARROW - end, 0), 12)
        if text_width(name, 12) <= NARROW - end:
            drawn.append(tag('<text class="s halo" x="{}" y="{}">{}</text>', end, y + 4, name))
        elif begin - number_width - 5 - text_width(point.names[1], 12) >= 50:
            drawn.append(
                tag(
                    '<text class="s halo" text-anchor="end" x="{}" y="{}">{}</text>',
                    begin - number_width - 5,
                    y + 4,
                    point.names[1],
                )
            )
    elif end + number_width <= NARROW:
        drawn.append(tag('<text class="{}" x="{}" y="{}">{}</text>', mark, end, y + 4, number_text))
        room_left = NARROW - end - number_width - 5
        if name_width <= begin - 50 and (room_left < SHORTEST or begin - 50 > room_left):
            drawn.append(tag('<text class="s halo" text-anchor="end" x="{}" y="{}">{}</text>', begin, y + 4, name))
        elif room_left >= SHORTEST:
            name = shorten(name, room_left, 12)
            drawn.append(tag('<text class="s halo" x="{}" y="{}">{}</text>', end + number_width + 5, y + 4, name))
    else:  # below the mark, the name beside it
        number_text = shorten(number_text, NARROW - 50, 13)
        half = text_width(number_text, 13) * 1.12 / 2
        centre = min(max(middle, 46 + half), NARROW - 1 - half)
        drawn.append(
            tag('<text class="{}" text-anchor="middle" x="{}" y="{}">{}</text>', mark, centre, y + 18, number_text)
        )
        if NARROW - end >= SHORTEST:
            name = shorten(name, NARROW - end, 12)
            drawn.append(tag('<text class="s halo" x="{}" y="{}">{}</text>', end, y + 4, name))
    return shown_from(point.published, tag("<title>{}</title>", point.description), *drawn)


def _svg(plot: Estimates, size: str, width: float, height: float, parts: Sequence[Markup]) -> Markup:
    key = f"{plot.name}-{size}"
    way = Markup(' direction="rtl"') if plot.right_to_left else Markup("")
    head = tag(
        '<svg class="ar-plot ar-estimated ar-estimated--{}" viewBox="0 0 {} {}"{} role="img" aria-label="{}">',
        size,
        width,
        height,
        way,
        plot.description,
    )
    stops = "".join(
        f'<stop offset="{at}" stop-color="currentColor" stop-opacity="{o}"/>'
        for at, o in ((0, 0), (0.4, 0.38), (0.6, 0.38), (1, 0))
    )
    fade = tag('<defs><linearGradient id="{}-f">', key) + Markup(stops) + Markup("</linearGradient></defs>")  # noqa: S704  (numbers)
    drawn = Markup("\n").join(filter(None, parts))
    return Markup("\n").join([head, fade, mirror(drawn, width) if plot.right_to_left else drawn, Markup("</svg>")])


def with_qualified_number(point: Point) -> Point:
    """The point labelled with its qualified number ("at least 6,000")."""
    return replace(point, number=point.qualified or point.number)
