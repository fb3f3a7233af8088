"""Where the words of a drawing go: near their marks, on no other mark and no other words, with a line where they stand apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; of a line its ends: x and y of the one, x and y of the other."""

RADIUS = 5.5
"""Of a mark."""
HIGH, DEEP = 13.0, 4.0
"""How far a label reaches above and below its line of writing."""
FAR = 24
"""From this distance on a line leads from a mark's middle to its label."""
NEARER = 3
"""By how much words without a line must be nearer to what they name than to anything else that they could be taken to name."""
TOO_DEAR = 150
"""A label that would stand among lines and strangers says less than none."""
SHORTENED, LEFT_OUT = 45, 260
"""What it costs to shorten a label by a step, and to leave it out."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words for a mark, or for several that touch: `widths` of their forms, the longest first, which is the best.

    `spread` is how far the marks reach to the right of x, `up` and `down` how far the words must stay above and below y. Labels
    marked `late` are placed last. `own` is the outline of what the words name, where a drawing has outlines: they are then
    never nearer to another outline of the room than to this one.
    """

    x: float
    y: float
    widths: tuple[float, ...]
    spread: float = 0
    up: float = 8
    down: float = 8
    late: bool = False
    own: Box | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands, in which of its forms, and the line that leads to it, where one does."""

    box: Box
    form: int
    leader: Box | None


@dataclass
class Room:
    """What of a drawing is free. Words keep off what is taken; over a line of `crossed` they stand only where they must."""

    left: float
    top: float
    right: float
    bottom: float
    taken: list[Box] = field(default_factory=list)
    crossed: list[Box] = field(default_factory=list)
    marks: list[tuple[float, float]] = field(default_factory=list)
    outlines: list[Box] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)
    leaders: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Nothing may stand there from now on."""
        self.taken.append(box)

    def mark(self, x: float, y: float) -> None:
        """A mark stands there, which no other's words may come near."""
        self.take((x - RADIUS - 1, y - RADIUS - 1, x + RADIUS + 1, y + RADIUS + 1))
        self.marks.append((x, y))

    def free(self, box: Box) -> bool:
        """Whether the box lies within the room, and on nothing."""
        left, top, right, bottom = box
        if left < self.left or top < self.top or right > self.right or bottom > self.bottom:
            return False
        # As `overlap` has it; millions of times in a site of a thousand articles.
        for begins, above, ends, below in reversed(self.taken):
            if left < ends and right > begins and top < below and bottom > above:
                return False
        return True


def place(labels: Sequence[Label], room: Room) -> dict[int, Spot]:
    """Where each label stands, by its number; one for which there is no room is left out. The room then holds them.

    Labels are set one after the other, in several orders, of which the cheapest counts. The work grows with the square of their
    number, so whoever asks keeps it small.
    """
    cost, spots, held = math.inf, dict[int, Spot](), room
    for order in _orders(labels):
        tried = replace(room, taken=list(room.taken), labels=list(room.labels), leaders=list(room.leaders))
        placed = _placed(labels, order, tried, cost)
        if placed is not None:
            cost, spots = placed
            held = tried
    room.taken, room.labels, room.leaders = held.taken, held.labels, held.leaders
    return spots


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes have anything in common."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _orders(labels: Sequence[Label]) -> list[tuple[int, ...]]:
    """The orders in which labels are placed: the most crowded first, then from each side."""
    numbers = range(len(labels))

    def crowd(n: int) -> int:
        return -sum(abs(labels[n].x - o.x) < 110 and abs(labels[n].y - o.y) < 40 for o in labels)

    keys: tuple[Callable[[int], float], ...] = (
        crowd, lambda n: labels[n].y, lambda n: -labels[n].y, lambda n: labels[n].x, lambda n: -labels[n].x,
    )  # fmt: skip
    orders = [sorted(numbers, key=key) for key in keys]
    several = (tuple(sorted(order, key=lambda n: labels[n].late)) for order in orders)
    return [*dict.fromkeys(several)]  # few labels have the same order from several sides


def _placed(
    labels: Sequence[Label], order: Sequence[int], room: Room, most: float
) -> tuple[float, dict[int, Spot]] | None:
    """Where labels stand that are placed in this order, and what that costs; None as soon as it costs `most` or more."""
    total, spots = 0.0, {}
    for n in order:
        if total >= most:
            return None
        label = labels[n]
        for form, width in enumerate(label.widths):
            found = _spot(label, width, room)
            if found:
                price, box = found
                far, line = _line(label, box)
                leader = line if far > FAR else None
                room.take((box[0] - 3, box[1], box[2] + 3, box[3]))
                room.labels.append(box)
                if leader:
                    room.leaders.append(leader)
                spots[n] = Spot(box, form, leader)
                total += price + form * SHORTENED
                break
        else:
            total += LEFT_OUT
    return (total, spots) if total < most else None


def _spot(label: Label, width: float, room: Room) -> tuple[float, Box] | None:
    """The free place with the lowest price for a label of this width, and that price."""
    best: tuple[float, Box] | None = None
    beside, above, below = DEEP + 1, -label.up, label.down + HIGH
    right, left = label.spread + RADIUS + 6, -width - label.spread - RADIUS - 6
    places = (
        (right, beside, 0), (-width / 2, above, 1), (-width / 2, below, 2), (left, beside, 3),
        (label.spread + 4, above, 4), (-width - 4, above, 5), (label.spread + 4, below, 6), (-width - 4, below, 7),
        (-8, above, 8), (8 - width, above, 8), (-8, below, 9), (8 - width, below, 9),
    )  # fmt: skip
    for away in (0, 8, 18, 30, 44, 60, 80, 104):
        for across, rise, cost in places:
            if best and cost + away >= best[0]:
                continue
            shifts = (away, -away) if rise == beside and away else (-away if rise < 0 else away,)
            for shift in shifts:
                line = label.y + rise + shift
                box = (label.x + across, line - HIGH, label.x + across + width, line + DEEP)
                if room.free(box) and _is_nearest(label, box, room):
                    price = _price(room, box, label, cost + away, best[0] if best else math.inf)
                    if price is not None:
                        best = (price, box)
        if best and best[0] <= away:
            break
    return best if best and best[0] < TOO_DEAR else None


def _is_nearest(label: Label, box: Box, room: Room) -> bool:
    """Whether words that stand there are nearer to what they name than to any other outline."""
    if label.own is None:
        return True
    own = gap(box, label.own)
    more = 0 if _line(label, box)[0] > FAR else NEARER  # a line says whose they are
    return all(own + more <= gap(box, other) for other in room.outlines if other != label.own)


def gap(a: Box, b: Box) -> float:
    """How far two boxes are apart; 0 where they touch or overlap."""
    return math.hypot(max(a[0] - b[2], b[0] - a[2], 0), max(a[1] - b[3], b[1] - a[3], 0))


def _price(room: Room, box: Box, label: Label, base: float, most: float) -> float | None:
    """The price of a label at a place: to that of the place, `base`, come lines that it crosses, and marks of others that are nearer
    than its own. None where it is `most` or more."""
    x, y = label.x, label.y
    cost = base
    for line in room.crossed:
        if crosses(line, box):
            cost += 12.0
            if cost >= most:
                return None
    cost += 40.0 * sum(crosses(line, box) for line in room.leaders)
    own, leader = _line(label, box)
    if own > FAR:
        cost += 12 + 40 * sum(crosses(leader, other) for other in room.labels)
        cost += 25 * sum(_cross(leader, other) for other in room.leaders)
    near = min(own, FAR) + 2
    left, top, right, bottom = box[0] - near, box[1] - near, box[2] + near, box[3] + near
    beside = (mark for mark in room.marks if left <= mark[0] <= right and top <= mark[1] <= bottom)
    strangers = (mark for mark in beside if math.hypot(mark[0] - x, mark[1] - y) > 2 * RADIUS)
    cost += 70 * sum(_leader(box, *mark)[0] < near for mark in strangers)
    return cost if cost < most else None


def _line(label: Label, box: Box) -> tuple[float, Box]:
    """How far words are from the middle of a mark, or from as far within an outline, and the line that joins them."""
    if label.own is None:
        return _leader(box, label.x, label.y)
    (from_x, to_x), (from_y, to_y) = (_facing(label.own[n::2], box[n::2]) for n in (0, 1))
    return gap(box, label.own) + RADIUS, (from_x, from_y, to_x, to_y)


def _facing(a: Sequence[float], b: Sequence[float]) -> tuple[float, float]:
    """The point of the first stretch and that of the second that are nearest to each other: the middle of what both share, if anything."""
    if a[1] < b[0]:
        return a[1], b[0]
    if b[1] < a[0]:
        return a[0], b[1]
    middle = (max(a[0], b[0]) + min(a[1], b[1])) / 2
    return middle, middle


def _leader(box: Box, x: float, y: float) -> tuple[float, Box]:
    """How far words are from a mark, and the line that joins them."""
    left, top, right, bottom = box
    to_x, to_y = min(max(x, left), right), min(max(y, top + 3), bottom)
    far = math.hypot(to_x - x, to_y - y)
    share = min(1.0, (RADIUS + 2) / far) if far else 0
    return far, (x + (to_x - x) * share, y + (to_y - y) * share, to_x, to_y)


def crosses(line: Box, box: Box) -> bool:
    """Whether a straight line, from the one of its ends to the other, touches a box: neither an edge of the box nor the line itself has
    the one on this side and the other on that (the separating axes of two convex figures)."""
    x1, y1, x2, y2 = line
    left, top, right, bottom = box
    if (
        (x1 < left and x2 < left) or (x1 > right and x2 > right)
        or (y1 < top and y2 < top) or (y1 > bottom and y2 > bottom)
    ):  # fmt: skip
        return False
    across, down = x2 - x1, y2 - y1
    aside = across * (top + bottom - 2 * y1) - down * (left + right - 2 * x1)
    return abs(aside) <= abs(across) * (bottom - top) + abs(down) * (right - left)


def _cross(a: Box, b: Box) -> bool:
    """Whether two lines cross."""

    def side(line: Box, x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 and side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0
