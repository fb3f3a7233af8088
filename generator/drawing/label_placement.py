"""Places labels near their marks without covering other marks or labels. A label that stands apart gets a leader
line."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

Box = tuple[float, float, float, float]
"""Left, top, right and bottom. For a line: the x and y of one end, then of the other."""

RADIUS = 5.5
"""The radius of a mark."""
HEIGHT, DEPTH = 13.0, 4.0
"""The height of a label above its baseline, and its depth below."""
LEADER_FROM = 24
"""The distance from a mark's centre beyond which a label gets a leader line."""
LEAST_NEARER = 3
"""How much nearer a label without a leader line must be to its own outline than to any other."""
MOST_COST = 150
"""A label whose cheapest place costs this much is left out: in such a crowded place it would confuse more than help."""
COST_OF_SHORTENING, COST_OF_OMISSION = 45, 260
"""The cost of using the next shorter form of a label, and of leaving the label out."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label for a mark, or for several that touch. `widths` are those of its forms, the longest and best first.

    `spread` is how far the marks reach to the right of x, `up` and `down` how far the label must keep above or below y.
    Labels marked `is_late` are placed last. `own` is the outline of what the label names, in drawings that have
    outlines: the label is then never nearer to another outline of the room than to this one.
    """

    x: float
    y: float
    widths: tuple[float, ...]
    spread: float = 0
    up: float = 8
    down: float = 8
    is_late: bool = False
    own: Box | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a label, the index of the form used, and its leader line, if any."""

    box: Box
    form: int
    leader: Box | None


@dataclass
class Room:
    """The free space of a drawing. Labels must avoid the boxes in `taken`, and avoid the lines in `crossed` if they
    can."""

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

    def occupy(self, box: Box) -> None:
        """Mark a box as taken."""
        self.taken.append(box)

    def occupy_mark(self, x: float, y: float) -> None:
        """Mark the place of a mark as taken. The labels of other marks keep away from it."""
        self.occupy((x - RADIUS - 1, y - RADIUS - 1, x + RADIUS + 1, y + RADIUS + 1))
        self.marks.append((x, y))

    def is_free(self, box: Box) -> bool:
        """Whether the box is inside the room and overlaps nothing that is taken."""
        left, top, right, bottom = box
        if left < self.left or top < self.top or right > self.right or bottom > self.bottom:
            return False
        # `overlap` inlined, since this runs millions of times in a site of a thousand articles.
        for begins, above, ends, below in reversed(self.taken):
            if left < ends and right > begins and top < below and bottom > above:
                return False
        return True


def place_labels(labels: Sequence[Label], room: Room) -> dict[int, Spot]:
    """The place of each label, by its index; labels without room are left out. Those placed are added to `room`.

    Labels are placed one after another, in several orders, and the cheapest result is used. The cost is quadratic, so
    keep the number of labels small.
    """
    cost, spots, held = math.inf, dict[int, Spot](), room
    for order in _orders(labels):
        tried = replace(room, taken=list(room.taken), labels=list(room.labels), leaders=list(room.leaders))
        placed = _place_in_order(labels, order, tried, cost)
        if placed is not None:
            cost, spots = placed
            held = tried
    room.taken, room.labels, room.leaders = held.taken, held.labels, held.leaders
    return spots


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes overlap."""
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
    several = (tuple(sorted(order, key=lambda n: labels[n].is_late)) for order in orders)
    return [*dict.fromkeys(several)]  # a few labels may have the same order from several sides


def _place_in_order(
    labels: Sequence[Label], order: Sequence[int], room: Room, most: float
) -> tuple[float, dict[int, Spot]] | None:
    """The cost and the places of labels placed in this order. None as soon as the cost reaches `most`."""
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
                leader = line if far > LEADER_FROM else None
                room.occupy((box[0] - 3, box[1], box[2] + 3, box[3]))
                room.labels.append(box)
                if leader:
                    room.leaders.append(leader)
                spots[n] = Spot(box, form, leader)
                total += price + form * COST_OF_SHORTENING
                break
        else:
            total += COST_OF_OMISSION
    return (total, spots) if total < most else None


_EXTRA_DISTANCES = (0, 8, 18, 30, 44, 60, 80, 104)
"""The distances that are tried between a label and its mark, in addition to the smallest possible one."""


def _spot(label: Label, width: float, room: Room) -> tuple[float, Box] | None:
    """The cheapest free place for a label of this width, with its cost; None if it is too expensive."""
    best: tuple[float, Box] | None = None
    beside, above, below = DEPTH + 1, -label.up, label.down + HEIGHT
    right, left = label.spread + RADIUS + 6, -width - label.spread - RADIUS - 6
    places = (
        (right, beside, 0), (-width / 2, above, 1), (-width / 2, below, 2), (left, beside, 3),
        (label.spread + 4, above, 4), (-width - 4, above, 5), (label.spread + 4, below, 6), (-width - 4, below, 7),
        (-8, above, 8), (8 - width, above, 8), (-8, below, 9), (8 - width, below, 9),
    )  # fmt: skip
    room = _around(label, width, places, room)
    for away in _EXTRA_DISTANCES:
        for across, rise, cost in places:
            if best and cost + away >= best[0]:
                continue
            shifts = (away, -away) if rise == beside and away else (-away if rise < 0 else away,)
            for shift in shifts:
                line = label.y + rise + shift
                box = (label.x + across, line - HEIGHT, label.x + across + width, line + DEPTH)
                if room.is_free(box) and _is_nearest(label, box, room):
                    price = _cost(room, box, label, cost + away, best[0] if best else math.inf)
                    if price is not None:
                        best = (price, box)
        if best and best[0] <= away:
            break
    return best if best and best[0] < MOST_COST else None


def _around(label: Label, width: float, places: Sequence[tuple[float, float, int]], room: Room) -> Room:
    """The room reduced to the boxes and lines that a label could touch at one of these places, since each of a hundred
    attempts compares all of them."""
    left = label.x + min(across for across, _, _ in places)
    right = label.x + max(across for across, _, _ in places) + width
    top = label.y + min(rise for _, rise, _ in places) - _EXTRA_DISTANCES[-1] - HEIGHT
    bottom = label.y + max(rise for _, rise, _ in places) + _EXTRA_DISTANCES[-1] + DEPTH
    return replace(
        room,
        taken=[it for it in room.taken if left < it[2] and right > it[0] and top < it[3] and bottom > it[1]],
        crossed=[
            it
            for it in room.crossed
            if not (
                (it[0] < left and it[2] < left) or (it[0] > right and it[2] > right)
                or (it[1] < top and it[3] < top) or (it[1] > bottom and it[3] > bottom)
            )
        ],
    )  # fmt: skip


def _is_nearest(label: Label, box: Box, room: Room) -> bool:
    """Whether a label at this place is nearer to its own outline than to any other."""
    if label.own is None:
        return True
    own = gap(box, label.own)
    more = 0 if _line(label, box)[0] > LEADER_FROM else LEAST_NEARER  # a leader line shows which mark it belongs to
    return all(own + more <= gap(box, other) for other in room.outlines if other != label.own)


def gap(a: Box, b: Box) -> float:
    """The distance between two boxes; 0 if they touch or overlap."""
    return math.hypot(max(a[0] - b[2], b[0] - a[2], 0), max(a[1] - b[3], b[1] - a[3], 0))


def _cost(room: Room, box: Box, label: Label, base: float, most: float) -> float | None:
    """The cost of a label at a place: `base`, plus a cost for the lines that it crosses and for other marks nearby.
    None if it reaches `most`."""
    x, y = label.x, label.y
    cost = base
    for line in room.crossed:
        if crosses(line, box):
            cost += 12.0
            if cost >= most:
                return None
    cost += 40.0 * sum(crosses(line, box) for line in room.leaders)
    own, leader = _line(label, box)
    if own > LEADER_FROM:
        cost += 12 + 40 * sum(crosses(leader, other) for other in room.labels)
        cost += 25 * sum(_cross(leader, other) for other in room.leaders)
    near = min(own, LEADER_FROM) + 2
    left, top, right, bottom = box[0] - near, box[1] - near, box[2] + near, box[3] + near
    beside = (mark for mark in room.marks if left <= mark[0] <= right and top <= mark[1] <= bottom)
    strangers = (mark for mark in beside if math.hypot(mark[0] - x, mark[1] - y) > 2 * RADIUS)
    cost += 70 * sum(_leader(box, *mark)[0] < near for mark in strangers)
    return cost if cost < most else None


def _line(label: Label, box: Box) -> tuple[float, Box]:
    """The distance from a label to its mark's centre, or a comparable distance to its outline, and the line that joins
    them."""
    if label.own is None:
        return _leader(box, label.x, label.y)
    (from_x, to_x), (from_y, to_y) = (_facing(label.own[n::2], box[n::2]) for n in (0, 1))
    return gap(box, label.own) + RADIUS, (from_x, from_y, to_x, to_y)


def _facing(a: Sequence[float], b: Sequence[float]) -> tuple[float, float]:
    """The nearest points of two intervals: the middle of their overlap, if there is one."""
    if a[1] < b[0]:
        return a[1], b[0]
    if b[1] < a[0]:
        return a[0], b[1]
    middle = (max(a[0], b[0]) + min(a[1], b[1])) / 2
    return middle, middle


def _leader(box: Box, x: float, y: float) -> tuple[float, Box]:
    """The distance from a label to a mark, and the line that joins them."""
    left, top, right, bottom = box
    to_x, to_y = min(max(x, left), right), min(max(y, top + 3), bottom)
    far = math.hypot(to_x - x, to_y - y)
    share = min(1.0, (RADIUS + 2) / far) if far else 0
    return far, (x + (to_x - x) * share, y + (to_y - y) * share, to_x, to_y)


def crosses(line: Box, box: Box) -> bool:
    """Whether a line segment touches a box, by the separating axis theorem."""
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
