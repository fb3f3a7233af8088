"""The overview map: a strip of the world, and below it each busy region enlarged. A line with right angles leads from
the region's frame on the strip to the enlarged map; no two lines cross."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup

from generator.drawing import maps
from generator.drawing.basemap import View
from generator.drawing.label_placement import Box
from generator.drawing.maps import Frame, Pin
from generator.drawing.svg import tag

Side = Literal["wide", "narrow"]

MOST_REGIONS = 4
"""How many regions are enlarged at most: more would be too small to read side by side."""

_WIDTH: Final[dict[Side, float]] = {"wide": 780.0, "narrow": 360.0}
_ENLARGED_SIZE: Final[dict[Side, float]] = {"wide": 0.6, "narrow": 1.0}
"""The width of the largest region as a share of the drawing, if it has a row of its own."""
_GAP = 10.0
_STEP = 7.0
"""The gaps between two boxes, and between two lines."""
_LEAST = 0.3
"""The smallest share of the world's width that the strip shows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A region: its frame on the strip, the key of its shapes, and its pins."""

    frame: Frame
    key: str
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class _Strip:
    """The part of the world map that is shown, in units of that map, and its scale."""

    left: float
    top: float
    width: float
    height: float
    scale: float

    def box(self, box: Box) -> Box:
        x1, y1, x2, y2 = ((v - start) * self.scale for v, start in zip(box, (self.left, self.top) * 2, strict=True))
        middle = (x1 + x2) / 2, (y1 + y2) / 2
        half = max(x2 - x1, 14) / 2, max(y2 - y1, 14) / 2
        return middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]


def draw(key: str, title: str, world: View, parts: Sequence[Part], alone: Sequence[Pin], side: Side) -> Markup:
    """The strip with frames around the regions and the other pins (`alone`), and the regions enlarged. `key` is the id
    of the world's shapes, which `maps.shapes` writes once."""
    width = _WIDTH[side]
    strip = _visible_strip(world, parts, alone, width)
    placed = sorted(
        ((strip.box(maps.box(world, part.frame.view)), part) for part in parts),
        key=lambda it: (it[0][0] + it[0][2], it[1].key),
    )
    frames = [box for box, _ in placed]
    boxes, paths, bottom = _lay_out(frames, [part for _, part in placed], width, strip.height * strip.scale, side)
    found = [
        tag(
            '<svg class="ar-overview ar-overview--{}" viewBox="0 0 {} {}" role="group" aria-label="{}" font-size="{}">',
            side, width, bottom, title, maps.LETTERS[side],
        ),
        maps.draw_strip(
            key, world, strip.left, strip.top, strip.scale, (width, strip.height * strip.scale), frames,
            [(box[0] + box[2]) / 2 for box in frames], [part.frame for _, part in placed],
            [pin for _, part in placed for pin in part.pins], alone, side,
        ),
        *(tag('<path class="ar-overview__lead" d="{}"/>', path) for path in paths),
    ]  # fmt: skip
    for (_, part), (x, y, wide, high) in zip(placed, boxes, strict=True):
        found.append(
            maps.draw_enlarged(part.key, part.frame.name, part.frame.view, part.pins, (x, y, wide, high), side)
        )
    return Markup("\n").join([*found, Markup("</svg>")])


def _visible_strip(world: View, parts: Sequence[Part], alone: Sequence[Pin], width: float) -> _Strip:
    """The part of the world that contains everything, with a margin."""
    points = [
        world.position(world.nearest_longitude(pin.longitude), pin.latitude)
        for pin in [*alone, *(p for part in parts for p in part.pins)]
    ]
    corners = [maps.box(world, part.frame.view) for part in parts]
    xs = [*(x for x, _ in points), *(v for box in corners for v in (box[0], box[2]))]
    ys = [*(y for _, y in points), *(v for box in corners for v in (box[1], box[3]))]
    left, right, top, bottom = (
        min(xs, default=0),
        max(xs, default=world.width),
        min(ys, default=0),
        max(ys, default=world.height),
    )
    wide = min(world.width, max((right - left) * 1.08, _LEAST * world.width))
    high = min(world.height, max((bottom - top) * 1.25, wide * 0.14), wide * 0.55)
    x = min(max(0.0, (left + right - wide) / 2), world.width - wide)
    y = min(max(0.0, (top + bottom - high) / 2), world.height - high)
    return _Strip(x, y, wide, high, width / wide)


_Rect = tuple[float, float, float, float]


def _lay_out(
    frames: Sequence[Box], parts: Sequence[Part], width: float, strip: float, side: Side
) -> tuple[list[_Rect], list[str], float]:
    """The box of each enlarged region (x, y, width, height), the lines to them, and the bottom of the drawing. `frames`
    are sorted from left to right."""
    if not frames:
        return [], [], strip
    number = len(frames)
    shapes = [part.frame.view.height / part.frame.view.width for part in parts]
    alone = number > 1 and (side == "narrow" or number > 2)
    big = max(range(number), key=lambda n: (len(parts[n].pins), -n)) if alone else None
    if side == "wide" and alone and big in {0, number - 1}:
        return _lay_out_in_columns(frames, shapes, width, strip, is_big_first=big == 0)
    first = [n for n in range(number) if n != big]
    # A line to the second row runs between two boxes of the first row, or past its end.
    columns = len(first)
    room = width - _GAP * (columns - 1) - (_GAP if big is not None else 0)
    # On a phone, regions with more names are wider.
    share = {n: math.sqrt(len(parts[n].pins)) if side == "narrow" else 1.0 for n in first}
    widths = {n: room * share[n] / math.fsum(share.values()) for n in first}
    if number == 1 and side == "wide":
        widths[0] = room * 0.62
    top = strip + _GAP + _STEP * (number + 1)
    boxes: dict[int, _Rect] = {}
    targets: list[float] = []
    x = 0.0
    for n in range(number):
        if n == big:
            targets.append(x if n == 0 else x - _GAP / 2 if n < number - 1 else width - 1)
            if n == 0:
                targets[-1] = 1.0
            x += _GAP
            continue
        boxes[n] = (x, top, widths[n], widths[n] * shapes[n])
        targets.append(x + widths[n] / 2)
        x += widths[n] + _GAP
    starts = [(box[0] + box[2]) / 2 for box in frames]
    levels = _bend_heights(starts, targets, strip + _GAP, _STEP)
    bottom = max((box[1] + box[3] for box in boxes.values()), default=top)
    paths = []
    for n in range(number):
        path = f"M{starts[n]:.1f} {frames[n][3]:.1f}V{levels[n]:.1f}H{targets[n]:.1f}"
        if n == big:
            across = width * _ENLARGED_SIZE[side]
            left = 0.0 if targets[n] < width / 2 else width - across
            y = bottom + _GAP + _STEP
            boxes[n] = (left, y, across, across * shapes[n])
            inside = left <= targets[n] <= left + across  # otherwise the line bends once more
            path += (
                f"V{y:.1f}"
                if inside
                else f"V{bottom + (_GAP + _STEP) / 2:.1f}H{min(max(targets[n], left + 6), left + across - 6):.1f}V{y:.1f}"
            )
        else:
            path += f"V{top:.1f}"
        paths.append(path)
    end = max(box[1] + box[3] for box in boxes.values())
    return [boxes[n] for n in range(number)], paths, end + 1


def _lay_out_in_columns(
    frames: Sequence[Box], shapes: Sequence[float], width: float, strip: float, *, is_big_first: bool
) -> tuple[list[_Rect], list[str], float]:
    """As `_lay_out`, where the region with most names is the first or the last: it has a column of its own. In the
    other column the region next to it stands below the rest; its line runs down between the columns."""
    number = len(frames)
    order = [*range(number)] if not is_big_first else [*reversed(range(number))]
    *upper, lower, big = order
    top = strip + _GAP + _STEP * (number + 1)
    # Both columns end at about the same height: as a share of the width, the column of several is as wide as that takes.
    stacked = max(shapes[n] for n in upper) / len(upper) + shapes[lower]
    column = width * min(max(shapes[big] / (stacked + shapes[big]), 0.36), 0.52) - _GAP
    across = width - column - 2 * _GAP
    begin, other = (across + 2 * _GAP, 0.0) if is_big_first else (0.0, column + 2 * _GAP)
    each = (column - _GAP * (len(upper) - 1)) / len(upper)
    boxes: dict[int, _Rect] = {big: (other, top, across, across * shapes[big])}
    for place, n in enumerate(sorted(upper)):
        boxes[n] = (begin + place * (each + _GAP), top, each, each * shapes[n])
    below = max(boxes[n][1] + boxes[n][3] for n in upper) + _GAP + _STEP
    boxes[lower] = (begin, below, column, column * shapes[lower])
    between = begin - _GAP if is_big_first else column + _GAP
    targets = [between if n == lower else boxes[n][0] + boxes[n][2] / 2 for n in range(number)]
    starts = [(box[0] + box[2]) / 2 for box in frames]
    levels = _bend_heights(starts, targets, strip + _GAP, _STEP)
    paths = []
    for n in range(number):
        path = f"M{starts[n]:.1f} {frames[n][3]:.1f}V{levels[n]:.1f}H{targets[n]:.1f}"
        into = begin + 6 if is_big_first else begin + column - 6
        bent = f"V{below - (_GAP + _STEP) / 2:.1f}H{into:.1f}V{below:.1f}"
        paths.append(path + (bent if n == lower else f"V{top:.1f}"))
    end = max(box[1] + box[3] for box in boxes.values())
    return [boxes[n] for n in range(number)], paths, end + 1


def _bend_heights(starts: Sequence[float], targets: Sequence[float], top: float, step: float) -> list[float]:
    """The height at which each line bends, so that no two cross. Starts and targets are sorted from left to right. Of
    the lines that lead right, the rightmost bends first; of those that lead left, the leftmost."""
    right = [n for n in range(len(starts)) if targets[n] >= starts[n]]
    left = [n for n in range(len(starts)) if targets[n] < starts[n]]
    return [top + step * (right[::-1].index(n) if n in right else left.index(n)) for n in range(len(starts))]
