"""A small graph of names and links, laid out so that no line runs through a name. Strong lines are labelled with their
number.

The layout is found by simulated annealing: names move about a grid, and worse positions are accepted less and less
often. The random seed is fixed, so the same links give the same drawing, and layouts are cached. Distances mean
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Final, Literal, NamedTuple

from markupsafe import Markup

from generator.drawing.label_placement import Box, crosses, overlap
from generator.drawing.svg import tag, text_width
from generator.text.messages import _

Side = Literal["wide", "narrow"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A person or an organisation: id, name, link, and what the link says about it (`description`)."""

    id: str
    text: str
    href: str
    description: str
    is_organisation: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two names by id. `label` is its label; empty for none. An `is_revised` link has a dashed line: all
    its evidence was altered or taken back."""

    one: str
    other: str
    number: int
    label: str
    is_revised: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The dimensions of a drawing: its size, the grid, the font size, and the stroke width per thing counted."""

    width: float
    height: float
    columns: int
    rows: int
    letters: float
    stroke: float


SHEETS: Final[dict[Side, Sheet]] = {
    "wide": Sheet(1180, 400, 12, 7, 15, 0.62),
    "narrow": Sheet(360, 370, 6, 7, 13, 0.56),
}
_MARK_RADIUS = 7.0
"""Half the size of a mark."""
_CLEARANCE = 7.0
"""The clearance between a line and the marks of other names."""
_COVERED_COST, _CROSSING_COST, _NARROW_ANGLE_COST = 400.0, 60.0, 60.0
"""The costs of a line through a name or a mark (or of two names that touch), of two lines that cross, and of a narrow
angle between two lines at one mark."""
_CLOSE = math.tan(0.45)
_SEEDS = (7, 11, 13)
"""Random seeds that are tried for a layout before the weakest link is left out."""
_TRIES, _HOT, _COLD = 2600, 300.0, 1.0
_LABEL_POSITIONS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
"""Where a label may stand along its line, as shares of the line's length."""
SIDES = ("end", "start", "above", "below")


def draw(title: str, names: Sequence[Name], links: Sequence[Link], side: Side) -> tuple[Markup, int]:
    """The links as SVG, and how many of them are drawn. `links` are the strongest first; every name has at least one.
    The weakest are left out if they cannot be drawn without a line through a name."""
    sheet = SHEETS[side]
    links = list(links)
    while True:
        present = {end for link in links for end in (link.one, link.other)}
        kept = tuple(name for name in names if name.id in present)
        strong = {links[0].one, links[0].other} if links else set()
        widths = tuple(text_width(name.text, sheet.letters) * (1.08 if name.id in strong else 1) for name in kept)
        number = {name.id: n for n, name in enumerate(kept)}
        ties = tuple((number[link.one], number[link.other], link.number) for link in links)
        spots, is_clear = _lay_out(side, widths, ties)
        if is_clear or len(links) < 2:
            return _draw_sheet(title, kept, links, spots, sheet, side, widths), len(links)
        links.pop()


@dataclass(frozen=True, slots=True)
class Spot:
    x: float
    y: float
    side: str


class _Boxes(NamedTuple):
    """The boxes of a name: itself, with a small margin, with a larger one, its mark; and a box around everything with
    which it could touch another name."""

    name: Box
    grown: Box
    near: Box
    mark: Box
    whole: Box


@dataclass(slots=True)
class _State:
    """The positions of names and the cost of each pair, stored as flat matrices, row by row."""

    spots: list[Spot]
    boxes: list[_Boxes]
    lines: list[Box]
    meetings: list[int]
    """How many conflicts each pair of names has."""
    touches: list[int]
    """How many conflicts each line has with each name."""
    pairs: list[float]
    """The cost of each pair of lines."""
    lengths: list[float]
    """The cost of each line's length."""

    def copy(self) -> _State:
        return _State(
            self.spots[:], self.boxes[:], self.lines[:], self.meetings[:], self.touches[:], self.pairs[:], self.lengths[:]
        )  # fmt: skip


class Layout:
    """Names on a grid, and the cost of their positions.

    Thousands of layouts are tried, each with one or two names moved, so the costs of the others are cached.
    """

    def __init__(self, sheet: Sheet, widths: Sequence[float], ties: Sequence[tuple[int, int, int]]) -> None:
        self.sheet, self.widths, self.ties = sheet, widths, ties
        self._now = _State([], [], [], [], [], [], [])
        self.least = 0.09 * sheet.width + 50  # the shortest good length of a line, so that its label has room
        self.of: list[list[int]] = [[] for _ in widths]
        for n, (one, other, _number) in enumerate(ties):
            self.of[one].append(n)
            self.of[other].append(n)
        self._shared = [next(iter({*tie[:2]} & {*second[:2]}), None) for tie in ties for second in ties]

    def cells(self) -> list[Point]:
        sheet = self.sheet
        left = 40 if sheet.width < 600 else 110
        across, down = sheet.width - 2 * left, sheet.height - 70
        return [
            (
                left + across * (c + (0.5 if r % 2 else 0) * 0.5) / (sheet.columns - 0.5),
                35 + down * r / (sheet.rows - 1),
            )
            for r in range(sheet.rows)
            for c in range(sheet.columns)
        ]

    def place_all(self, spots: Sequence[Spot]) -> None:
        """Place all names."""
        names, lines = len(self.widths), len(self.ties)
        self._now = _State(
            [*spots], [self._boxes_at(n, spot) for n, spot in enumerate(spots)], [(0.0, 0.0, 0.0, 0.0)] * lines,
            [0] * names * names, [0] * lines * names, [0.0] * lines * lines, [0.0] * lines,
        )  # fmt: skip
        self._update_costs({*range(names)})

    @property
    def spots(self) -> Sequence[Spot]:
        """The position of each name."""
        return self._now.spots

    def try_out(self, spots: Mapping[int, Spot]) -> Callable[[], None]:
        """Move these names, given by index. Returns a function that undoes the move."""
        before = self._now
        self._now = before.copy()
        for n, spot in spots.items():
            self._now.spots[n], self._now.boxes[n] = spot, self._boxes_at(n, spot)
        self._update_costs(spots.keys())

        def undo() -> None:
            self._now = before

        return undo

    def _update_costs(self, moved: AbstractSet[int]) -> None:
        """Update the costs of the moved names and their lines."""
        names, now = len(self.widths), self._now
        drawn = {tie for n in moved for tie in self.of[n]}
        for tie in drawn:
            now.lines[tie] = self._line(tie)
        for n in moved:
            for other in range(names):
                if other != n:
                    met = self._conflicts_between(n, other)
                    now.meetings[n * names + other] = now.meetings[other * names + n] = met
        for tie, line in enumerate(now.lines):
            ends = self.ties[tie][:2]
            for n in range(names) if tie in drawn else moved:
                is_near = n not in ends and _is_near(line, (now.spots[n].x, now.spots[n].y))
                now.touches[tie * names + n] = crosses(line, now.boxes[n].grown) + is_near
        number = len(self.ties)
        for tie in drawn:
            now.lengths[tie] = self._length(tie)
            for second in range(number):
                if second != tie and not (second < tie and second in drawn):
                    cost = self._pair(tie, second)
                    now.pairs[tie * number + second] = now.pairs[second * number + tie] = cost

    def box(self, n: int) -> Box:
        """The box of a name."""
        return self._now.boxes[n].name

    def _boxes_at(self, n: int, spot: Spot) -> _Boxes:
        box = self._box_at(n, spot)
        near, (x, y) = _enlarged(box, 4), (spot.x, spot.y)
        around = 2.5 * _MARK_RADIUS
        whole = min(near[0], x - around), min(near[1], y - around), max(near[2], x + around), max(near[3], y + around)
        return _Boxes(
            box,
            _enlarged(box, 2),
            near,
            (x - _MARK_RADIUS, y - _MARK_RADIUS, x + _MARK_RADIUS, y + _MARK_RADIUS),
            whole,
        )

    def _box_at(self, n: int, spot: Spot) -> Box:
        wide, high = self.widths[n], self.sheet.letters
        if spot.side == "end":
            return (
                spot.x + _MARK_RADIUS + 5,
                spot.y - high * 0.6,
                spot.x + _MARK_RADIUS + 5 + wide,
                spot.y + high * 0.55,
            )
        if spot.side == "start":
            return (
                spot.x - _MARK_RADIUS - 5 - wide,
                spot.y - high * 0.6,
                spot.x - _MARK_RADIUS - 5,
                spot.y + high * 0.55,
            )
        top = spot.y - _MARK_RADIUS - 4 - high * 1.15 if spot.side == "above" else spot.y + _MARK_RADIUS + 4
        return spot.x - wide / 2, top, spot.x + wide / 2, top + high * 1.15

    def _line(self, tie: int) -> Box:
        one, other, _ = self.ties[tie]
        return self.spots[one].x, self.spots[one].y, self.spots[other].x, self.spots[other].y

    def _conflicts_between(self, n: int, other: int) -> int:
        """The number of conflicts between two names and their marks."""
        mine, theirs = self._now.boxes[n], self._now.boxes[other]
        if not overlap(mine.whole, theirs.whole):
            return 0
        found = overlap(mine.near, theirs.name) + overlap(mine.near, theirs.mark) + overlap(mine.mark, theirs.near)
        spot, there = self.spots[n], self.spots[other]
        return found + (math.hypot(spot.x - there.x, spot.y - there.y) < 5 * _MARK_RADIUS)

    def conflicts(self, n: int) -> int:
        """The number of conflicts of this name: what it or its mark touches, and other names that its lines run
        through."""
        box, names, touches = self._now.boxes[n].name, len(self.widths), self._now.touches
        found = (
            int(box[0] < 2) + int(box[2] > self.sheet.width - 2) + int(box[1] < 2) + int(box[3] > self.sheet.height - 2)
        )
        found += sum(self._now.meetings[n * names : (n + 1) * names]) + sum(touches[n::names])
        for tie in self.of[n]:
            found += sum(touches[tie * names : (tie + 1) * names]) - touches[tie * names + n]
        return found + self._on_words(n)

    def _on_words(self, n: int) -> int:
        """How often this name, its mark or its lines touch the label above the middle of the strongest line."""
        if not self.ties:
            return 0
        line, high = self._now.lines[0], self.sheet.letters
        x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
        words = (x - 3.2 * high, y - 2.1 * high, x + 3.2 * high, y - 0.5 * high)
        found = int(overlap(words, self._now.boxes[n].name)) + int(overlap(words, self._now.boxes[n].mark))
        mine = range(len(self.ties)) if n in self.ties[0][:2] else self.of[n]
        return found + sum(crosses(self._now.lines[tie], words) for tie in mine if tie != 0)

    def cost(self, n: int) -> float:
        """The cost of a name's position: its conflicts, and lines that cross, form a narrow angle, or are long."""
        cost, number = _COVERED_COST * self.conflicts(n), len(self.ties)
        for tie in self.of[n]:
            cost += self._now.lengths[tie] + sum(self._now.pairs[tie * number : (tie + 1) * number])
        return cost

    def _length(self, tie: int) -> float:
        line, number = self._now.lines[tie], self.ties[tie][2]
        long = math.hypot(line[2] - line[0], line[3] - line[1])
        cost = (long * 0.04 + 1.5 * max(0.0, self.least - long)) * math.sqrt(number)
        if tie == 0:  # the strongest line should be horizontal, with room for its label
            cost += 3 * abs(line[3] - line[1]) + 3 * max(0.0, 0.24 * self.sheet.width - abs(line[2] - line[0]))
        return cost

    def _pair(self, tie: int, second: int) -> float:
        lines, shared = self._now.lines, self._shared[tie * len(self.ties) + second]
        if shared is None:
            return _CROSSING_COST * _cross(lines[tie], lines[second])
        at = self._now.spots[shared]
        return _NARROW_ANGLE_COST * _is_sharp((at.x, at.y), lines[tie], lines[second])

    def is_clear(self) -> bool:
        return not any(self.conflicts(n) for n in range(len(self.spots)))


@lru_cache(maxsize=32)
def _lay_out(
    side: Side, widths: tuple[float, ...], ties: tuple[tuple[int, int, int], ...]
) -> tuple[tuple[Spot, ...], bool]:
    """The position of each name, and whether the layout has no conflicts."""
    layout = Layout(SHEETS[side], widths, ties)
    for beginning in _SEEDS:
        _move(layout, Random(beginning))  # noqa: S311  (no need for a secure generator)
        if layout.is_clear():
            return tuple(layout.spots), True
    return tuple(layout.spots), False


def _move(layout: Layout, chance: Random) -> None:
    """Search for positions without conflicts."""
    widths, ties, cells = layout.widths, layout.ties, layout.cells()
    # The names with the strongest links start in the middle.
    middle = sorted(
        cells, key=lambda at: abs(at[0] - layout.sheet.width / 2) + 1.6 * abs(at[1] - layout.sheet.height / 2)
    )
    weight = [sum(ties[tie][2] for tie in layout.of[n]) for n in range(len(widths))]
    places = dict(zip(sorted(range(len(widths)), key=lambda n: (-weight[n], n)), middle, strict=False))
    layout.place_all([Spot(*places[n], "above") for n in range(len(widths))])
    for step in range(_TRIES):
        heat = _HOT * (_COLD / _HOT) ** (step / _TRIES)
        n = int(chance.random() * len(widths))
        before = layout.spots[n]
        place = cells[int(chance.random() * len(cells))] if chance.random() < 0.7 else (before.x, before.y)
        side_ = SIDES[int(chance.random() * len(SIDES))]
        swapped = next((m for m, spot in enumerate(layout.spots) if m != n and (spot.x, spot.y) == place), None)
        moved = {n: Spot(*place, side_)}
        if swapped is not None:
            moved[swapped] = Spot(before.x, before.y, layout.spots[swapped].side)
        cost = sum(layout.cost(m) for m in moved)
        undo = layout.try_out(moved)
        worse = sum(layout.cost(m) for m in moved) - cost
        if worse > 0 and chance.random() >= math.exp(-worse / heat):
            undo()


def _enlarged(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _is_near(line: Box, at: Point) -> bool:
    """Whether a mark with its clearance touches a line segment."""
    (x1, y1, x2, y2), (x, y), most = line, at, _MARK_RADIUS + _CLEARANCE
    if (
        (x < x1 - most and x < x2 - most) or (x > x1 + most and x > x2 + most)
        or (y < y1 - most and y < y2 - most) or (y > y1 + most and y > y2 + most)
    ):  # fmt: skip
        return False
    across, down = x2 - x1, y2 - y1
    along = across * across + down * down
    t = max(0.0, min(1.0, ((x - x1) * across + (y - y1) * down) / along)) if along else 0.0
    return math.hypot(x - x1 - t * across, y - y1 - t * down) < most


def _cross(a: Box, b: Box) -> bool:
    """Whether two line segments cross."""
    (x1, y1, x2, y2), (x3, y3, x4, y4) = a, b
    across, down = x2 - x1, y2 - y1
    if (across * (y3 - y1) > down * (x3 - x1)) == (across * (y4 - y1) > down * (x4 - x1)):
        return False
    across, down = x4 - x3, y4 - y3
    return (across * (y1 - y3) > down * (x1 - x3)) != (across * (y2 - y3) > down * (x2 - x3))


def _is_sharp(at: Point, a: Box, b: Box) -> bool:
    """Whether two lines form a narrow angle at the end `at` that they share, judged by its tangent."""
    x, y = at
    one_x, one_y = (
        a[0] + a[2] - 2 * x,
        a[1] + a[3] - 2 * y,
    )  # both ends less the shared one: the vector to the other end
    other_x, other_y = b[0] + b[2] - 2 * x, b[1] + b[3] - 2 * y
    return abs(one_x * other_y - one_y * other_x) < _CLOSE * (one_x * other_x + one_y * other_y)


# --- drawing ---


def _draw_sheet(
    title: str, names: Sequence[Name], links: Sequence[Link], spots: Sequence[Spot], sheet: Sheet, side: Side,
    widths: Sequence[float],
) -> Markup:  # fmt: skip
    layout = Layout(sheet, widths, ())
    layout.place_all(spots)
    place_of = {name.id: spot for name, spot in zip(names, spots, strict=True)}
    boxes = [layout.box(n) for n in range(len(names))]
    top = min([box[1] for box in boxes] + [spot.y - _MARK_RADIUS for spot in spots]) - 6
    bottom = max([box[3] for box in boxes] + [spot.y + _MARK_RADIUS for spot in spots]) + 6
    parts = [
        tag(
            '<svg class="ar-net ar-links ar-links--{}" data-drawn="named" viewBox="0 {} {} {}" font-size="{}" role="group" aria-label="{}">',
            side, top, sheet.width, bottom - top, sheet.letters, title,
        )
    ]  # fmt: skip
    for n, link in reversed([*enumerate(links)]):
        one, other = place_of[link.one], place_of[link.other]
        parts.append(
            tag(
                '<path class="ar-tie{}" data-ends="{} {}" data-number="{}" stroke-width="{}" d="M{} {}L{} {}"/>',
                (" ar-tie--first" if n == 0 else "") + (" ar-tie--shaken" if link.is_revised else ""), link.one, link.other, link.number,
                min(1.4 + sheet.stroke * (link.number - 1), 9.3), one.x, one.y, other.x, other.y,
            )
        )  # fmt: skip
    parts += _numbers(links, place_of, boxes, sheet)
    strong = {links[0].one, links[0].other} if links else set[str]()
    parts += [
        _mark(name, spot, box, sheet, strong=name.id in strong)
        for name, spot, box in zip(names, spots, boxes, strict=True)
    ]
    return Markup("\n").join([*parts, Markup("</svg>")])


def _numbers(links: Sequence[Link], at: dict[str, Spot], boxes: Sequence[Box], sheet: Sheet) -> Iterator[Markup]:
    """The labels of the lines, each where it overlaps the fewest other things."""
    occupied = [
        *boxes,
        *(
            (spot.x - _MARK_RADIUS, spot.y - _MARK_RADIUS, spot.x + _MARK_RADIUS, spot.y + _MARK_RADIUS)
            for spot in at.values()
        ),
    ]
    lines = [(at[link.one].x, at[link.one].y, at[link.other].x, at[link.other].y) for link in links]
    for link, line in zip(links, lines, strict=True):
        if not link.label:
            continue
        wide, high = text_width(link.label, sheet.letters) * 1.08 / 2 + 2, sheet.letters * 0.6
        flat = abs(line[3] - line[1]) < 0.35 * abs(line[2] - line[0])
        lift = high + 8 if len(link.label) > 3 and flat else 0.0  # words are put above a line, a number on it

        def touched(
            t: float, line: Box = line, wide: float = wide, high: float = high, lift: float = lift
        ) -> tuple[int, Box]:
            x, y = line[0] + t * (line[2] - line[0]), line[1] + t * (line[3] - line[1]) - lift
            box = (x - wide, y - high, x + wide, y + high)
            others = (other for other in lines if other != line)
            return sum(overlap(box, it) for it in occupied) * 3 + sum(crosses(other, box) for other in others), box

        _, box = min((touched(t) for t in _LABEL_POSITIONS), key=lambda it: it[0])
        occupied.append(box)
        yield tag(
            '<text x="{}" y="{}" text-anchor="middle" font-weight="600">{}</text>',
            (box[0] + box[2]) / 2, (box[1] + box[3]) / 2 + sheet.letters * 0.35, link.label,
        )  # fmt: skip


def _mark(name: Name, spot: Spot, box: Box, sheet: Sheet, *, strong: bool) -> Markup:
    r = _MARK_RADIUS + 1 if strong else _MARK_RADIUS - 1
    mark = (
        tag('<rect class="o" x="{}" y="{}" width="{}" height="{}"/>', spot.x - r, spot.y - r, 2 * r, 2 * r)
        if name.is_organisation
        else tag('<circle class="k" cx="{}" cy="{}" r="{}"/>', spot.x, spot.y, r)
    )
    return tag(
        '<a class="ar-node" href="{}" aria-label="{}" data-id="{}" data-kind="{}"><circle class="ar-touch" cx="{}" cy="{}" r="{}"/>{}'
        '<text x="{}" y="{}"{}>{}</text></a>',
        name.href, _("{name}: {counts}", name=name.text, counts=name.description), name.id, "organisation" if name.is_organisation else "person", spot.x, spot.y, 13, mark,
        box[0], box[1] + sheet.letters * 0.98, Markup(' font-weight="600"') if strong else "", name.text,
    )  # fmt: skip
