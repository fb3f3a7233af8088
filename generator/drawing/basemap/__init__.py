"""Draws land and borders as SVG paths, for the whole world or part of it. There are no tiles, and nothing is
downloaded.

The data comes from Natural Earth (public domain) and is prepared by `make`. It shows de facto borders as of 2018.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

Point = tuple[float, float]
Line = Sequence[Point]

SOUTH, NORTH = -56.0, 83.0
WEST = -169.0
"""The world map is cut at the Bering Strait, where the cut runs through no country. It leaves out Antarctica."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the earth: its edges in degrees, and the width of its drawing in SVG units.

    A region uses the equirectangular projection, true to scale on its middle parallel. The world uses the Equal Earth
    projection (Šavrič, Patterson and Jenny 2018), which preserves area.
    """

    west: float
    south: float
    east: float
    north: float
    width: float
    kind: Literal["region", "world"] = "region"

    @property
    def height(self) -> float:
        """The height of the drawing in units."""
        return self.position(self.west, self.south)[1]

    @property
    def unit(self) -> float:
        """SVG units per degree of longitude: on a region's middle parallel, or on the equator of the world map."""
        return self.width / (self.east - self.west)

    def position(self, longitude: float, latitude: float) -> Point:
        """The position of a point in the drawing: x and y in SVG units."""
        if self.kind == "region":
            x = (longitude - self.west) * self.unit
            return x, (self.north - latitude) * self.unit / math.cos(math.radians((self.south + self.north) / 2))
        reach = _equal_earth(180, 0)[0]
        x, y = _equal_earth(longitude - self.west - 180, latitude)
        scale = self.width / (2 * reach)
        return (x + reach) * scale, (_equal_earth(0, self.north)[1] - y) * scale

    def nearest_longitude(self, longitude: float) -> float:
        """The longitude shifted by whole turns to lie east of the western edge, and so within the view if the meridian
        does."""
        return self.west + (longitude - self.west) % 360


def world(width: float) -> View:
    """A view of the whole world without Antarctica."""
    return View(WEST, SOUTH, WEST + 360, NORTH, width, "world")


def _equal_earth(longitude: float, latitude: float) -> Point:
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    m = math.sqrt(3) / 2
    t = math.asin(m * math.sin(math.radians(latitude)))
    t2 = t * t
    t6 = t2**3
    x = math.radians(longitude) * math.cos(t) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    return x, t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


@dataclass(frozen=True, slots=True)
class BaseMap:
    """The map below the marks: SVG paths, and the names of countries, largest first, each with the x and y of its
    visible centre."""

    land: str
    borders: str
    disputed: str
    names: tuple[tuple[str, float, float], ...]


@lru_cache(maxsize=32)
def base_map(view: View) -> BaseMap:
    """The base map of a view, cached."""
    data = _data()["110m" if view.kind == "world" else "50m"]
    fine = 1.0 if view.kind == "world" else 0.5
    return BaseMap(
        "".join(_path(ring, fine, closed=True) for ring in _visible_lines(data["land"], view, closed=True)),
        "".join(_path(line, fine) for line in _visible_lines(data["borders"], view)),
        "".join(_path(line, fine) for line in _visible_lines(data["disputed"], view)),
        tuple(_names(view)),
    )


@cache
def _data() -> Any:
    packed = files(__package__).joinpath("natural-earth.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


def _visible_lines(lines: Iterable[Sequence[int]], view: View, *, closed: bool = False) -> Iterator[Line]:
    """The visible parts of the lines, in SVG units, clipped slightly outside the view's edge."""
    over = 0.0 if view.kind == "world" else (view.east - view.west) * 0.02
    box = (view.west - over, view.south - over, view.east + over, view.north + over)
    for steps in lines:
        whole = _degrees(steps)
        west, east = min(x for x, _ in whole), max(x for x, _ in whole)
        south, north = min(y for _, y in whole), max(y for _, y in whole)
        if north < box[1] or south > box[3]:
            continue
        for turn in (-360, 0, 360):
            if east + turn < box[0] or west + turn > box[2]:
                continue
            moved = [(x + turn, y) for x, y in whole]
            inside = west + turn >= box[0] and east + turn <= box[2] and south >= box[1] and north <= box[3]
            parts = [moved] if inside else [_clip_ring(moved, box)] if closed else _clip_line(moved, box)
            for part in parts:
                if len(part) > 1:
                    yield [view.position(x, y) for x, y in part]


def _degrees(steps: Sequence[int]) -> list[Point]:
    x = y = 0
    points = []
    for at in range(0, len(steps), 2):
        x, y = x + steps[at], y + steps[at + 1]
        points.append((x / 100, y / 100))
    return points


Box = tuple[float, float, float, float]


def _clip_ring(ring: list[Point], box: Box) -> list[Point]:
    """The part of a ring within the box (Sutherland–Hodgman clipping). Separate pieces stay joined along the edge of
    the box, which is not visible."""
    for axis, edge, keep in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        kept: list[Point] = []
        for at, point in enumerate(ring):
            before = ring[at - 1]
            inside, was = (point[axis] - edge) * keep >= 0, (before[axis] - edge) * keep >= 0
            if inside != was:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((edge, other) if axis == 0 else (other, edge))
            if inside:
                kept.append(point)
        ring = kept
        if not ring:
            break
    return ring


def _clip_line(line: list[Point], box: Box) -> list[list[Point]]:
    """The stretches of a line within the box, each with one more point at either end."""
    parts: list[list[Point]] = []
    before: Point | None = None
    was = False
    for point in line:
        inside = box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
        if inside and not was:
            parts.append([before] if before else [])
        if inside or was:
            parts[-1].append(point)
        before, was = point, inside
    return parts


def _path(line: Line, fine: float, *, closed: bool = False) -> str:
    """An SVG path, rounded to tenths of a unit and simplified to within `fine` units. Empty for a ring too small to
    see."""
    kept = _simplify(line, fine)
    if closed and (len(kept) < 4 or _area(kept) < 1.5 * fine):
        return ""
    x, y = round(kept[0][0] * 10), round(kept[0][1] * 10)
    text = [f"M{_to_tenths(x)} {_to_tenths(y)}l"]
    steps = []
    for to in kept[1:]:
        dx, dy = round(to[0] * 10) - x, round(to[1] * 10) - y
        if dx or dy:
            steps.append(f"{_to_tenths(dx)} {_to_tenths(dy)}")
            x, y = x + dx, y + dy
    return "".join([*text, " ".join(steps).replace(" -", "-"), "z" if closed else ""]) if steps else ""


def _to_tenths(number: int) -> str:
    whole, rest = divmod(abs(number), 10)
    return f"{'-' if number < 0 else ''}{whole or ('' if rest else 0)}{f'.{rest}' if rest else ''}"


def _simplify(line: Line, fine: float) -> list[Point]:
    """The line with fewer points, nowhere more than `fine` from the original (Douglas–Peucker, without recursion)."""
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    open_ = [(0, len(line) - 1)]
    while open_:
        start, end = open_.pop()
        (x1, y1), (x2, y2) = line[start], line[end]
        dx, dy = x2 - x1, y2 - y1
        long = math.hypot(dx, dy)
        worst, farthest = fine, 0
        for at in range(start + 1, end):
            x, y = line[at][0] - x1, line[at][1] - y1
            off = abs(x * dy - y * dx) / long if long else math.hypot(x, y)
            if off > worst:
                worst, farthest = off, at
        if farthest:
            keep[farthest] = True
            open_ += [(start, farthest), (farthest, end)]
    return [point for point, kept in zip(line, keep, strict=True) if kept]


def _area(ring: Line) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _names(view: View) -> Iterator[tuple[str, float, float]]:
    """The countries that fill enough of the view for their names to fit, largest first."""
    found = []
    for name, rings in _data()["countries"]:
        largest = max(_visible_lines(rings, view, closed=True), key=_area, default=())
        area = _area(largest) if largest else 0.0
        if area > view.width * view.height * 0.006:
            found.append((area, name, *_middle(largest)))
    for _, name, x, y in sorted(found, reverse=True):
        yield name, round(x, 1), round(y, 1)


def _middle(ring: Line) -> Point:
    """The centroid of a ring."""
    twice = sum_x = sum_y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, sum_x, sum_y = twice + cross, sum_x + (x1 + x2) * cross, sum_y + (y1 + y2) * cross
    return sum_x / (3 * twice), sum_y / (3 * twice)
