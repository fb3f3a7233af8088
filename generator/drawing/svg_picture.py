"""Draws the SVG pictures of embeds as PNG: in light mode, in the bundled fonts, so that every machine draws the same
pixels.

It reads what this program writes, and no other SVG: groups, nested drawings, rectangles, circles, lines, paths without
arcs, texts, and gradients from left to right. Styles come from classes and from custom properties of `:root`.

Why not a library: resvg (resvg-py 0.5, in November 2026) was tried with the same fonts on 19 claims, turns and figures,
and on those of small archives in Arabic, Korean and Ukrainian. It took 0.079 s for a picture, this module 0.022 s, and
its files were about twice as large. It knows no `direction`, so that Arabic began where it should end, and no `:is()`,
so that hollow signs were black. In a line with two scripts, many Korean and Arabic letters were boxes. To correct this,
we would have to find styles, directions and fonts ourselves, which is most of this module.
"""

from __future__ import annotations

import math
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any, Final

import cssselect2
import numpy as np
import tinycss2
from PIL import Image, ImageColor, ImageDraw

from generator.drawing import lettering
from generator.drawing.lettering import Typeface
from generator.drawing.png import as_png
from generator.drawing.svg import steps_of

Point = tuple[float, float]
Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Tile = tuple[Image.Image, int, int]
"""The coverage of each pixel (0 to 255), and the left and top of these pixels."""
Style = Mapping[str, str]
"""The properties of an element, with what it inherits."""

_CACHE_SIZE = 4_000
"""The maximum size of each cache of lines, texts and shapes."""
_OVERSAMPLING = 4
"""Slanted and round shapes are drawn this many times larger, then scaled down."""


def png(svg: str) -> bytes:
    """The picture as a PNG, in one pixel for each unit of its `viewBox`."""
    root = ET.fromstring(svg)  # noqa: S314  (our own, without entities)
    sheet = _sheet(root.findtext("{*}style", ""))
    canvas = _Canvas(round(float(root.get("width", "1"))), round(float(root.get("height", "1"))))
    gradients = {it.get("id", ""): it for it in root.iter(_SVG + "linearGradient")}
    _Drawing(canvas, sheet, gradients).element(cssselect2.ElementWrapper.from_xml_root(root), _INITIAL, (0.0, 0.0))
    return canvas.png()


_SVG = "{http://www.w3.org/2000/svg}"


# --- styles ---
_INITIAL: Final[Style] = {
    "fill": "#000", "stroke": "none", "stroke-width": "1", "stroke-dasharray": "none", "stroke-linecap": "butt",
    "stroke-linejoin": "miter", "font-family": "sans", "font-size": "16px", "font-weight": "400", "direction": "ltr",
    "text-anchor": "start", "color": "#000",
}  # fmt: skip
_NOT_INHERITED = frozenset(("opacity", "display", "unicode-bidi", "paint-order", "text-decoration"))
"""Other properties that are read. They are not inherited."""
_FONT = re.compile(r"(?P<weight>\d+) (?P<size>[\d.]+)px(?:/[\d.]+)? (?P<family>.+)")
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:,([^()]*))?\)")


class _Sheet:
    """A style sheet without its rules for dark mode."""

    def __init__(self, css: str) -> None:
        self._matcher, self._variables = cssselect2.Matcher(), dict[str, str]()
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            declared = {
                it.name: tinycss2.serialize(it.value).strip()
                for it in tinycss2.parse_blocks_contents(rule.content)
                if it.type == "declaration"
            }
            self._variables.update((name, value) for name, value in declared.items() if name.startswith("--"))
            for selector in cssselect2.compile_selector_list(rule.prelude):
                self._matcher.add_selector(selector, declared)

    def style(self, element: cssselect2.ElementWrapper, inherited: Style) -> Style:
        """What an element looks like (CSS 2.2, 6.4): its attributes, then the rules that match it."""
        style = {name: value for name, value in inherited.items() if name in _INITIAL}
        style.update((name, value) for name, value in element.etree_element.attrib.items() if name in _READ)
        for match in self._matcher.match(element):
            style.update((name, value) for name, value in match[-1].items() if name in _READ or name == "font")
            if font := _FONT.fullmatch(style.pop("font", "")):
                style |= {f"font-{name}": value for name, value in font.groupdict().items()}
        return {name: self._resolved(value) for name, value in style.items()}

    def _resolved(self, value: str) -> str:
        while found := _VARIABLE.search(value):
            value = value.replace(found[0], self._variables.get(found[1], found[2] or "").strip())
        return value


_READ = _INITIAL.keys() | _NOT_INHERITED
_sheet = lru_cache(8)(_Sheet)


def _colour(value: str, style: Style) -> Colour | None:
    if value == "none":
        return None
    red, green, blue, *_ = ImageColor.getrgb(style["color"] if value.casefold() == "currentcolor" else value)
    return red, green, blue


# --- elements ---
_POSITION_ATTRIBUTES = frozenset(
    ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "d", "width", "height", "viewBox", "aria-label")
)
"""Attributes that no rule of a style sheet asks for."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A drawing on a canvas: walks the elements in their order."""

    canvas: _Canvas
    sheet: _Sheet
    gradients: Mapping[str, ET.Element]
    styles: dict[object, tuple[Style, Style]] = field(default_factory=dict)

    def element(self, element: cssselect2.ElementWrapper, inherited: Style, origin: Point) -> None:
        """Draw an element and those in it. `origin` is where the coordinates of its parent begin."""
        style = self._style(element, inherited)
        it = element.etree_element
        kind = it.tag.removeprefix(_SVG)
        if style.get("display") == "none" or kind in ("title", "style", "defs"):
            return
        if kind == "svg":
            origin = origin[0] + _number(it, "x"), origin[1] + _number(it, "y")
        elif kind == "text":
            self._text(element, style, origin)
            return
        elif kind == "rect":
            self._rect(it, style, origin)
        elif kind in _OUTLINES:
            lines = [
                _Line(tuple((x + origin[0], y + origin[1]) for x, y in line.points), line.closed)
                for line in _OUTLINES[kind](it)
            ]
            self._shape(lines, style)
        for child in element.iter_children():
            self.element(child, style, origin)

    def _style(self, element: cssselect2.ElementWrapper, inherited: Style) -> Style:
        """What an element looks like. Cached for elements with the same attributes after siblings of the same class."""
        it, before = element.etree_element, element.previous
        attributes = tuple(pair for pair in it.attrib.items() if pair[0] not in _POSITION_ATTRIBUTES)
        key = id(inherited), it.tag, attributes, before.etree_element.get("class") if before is not None else None
        if key not in self.styles:
            # `inherited` is kept too, since its id is in the key and may be used again once it is gone.
            self.styles[key] = inherited, self.sheet.style(element, inherited)
        return self.styles[key][1]

    def _rect(self, it: ET.Element, style: Style, origin: Point) -> None:
        left, top = _number(it, "x") + origin[0], _number(it, "y") + origin[1]
        width = self.canvas.width if it.get("width") == "100%" else _number(it, "width")
        height = self.canvas.height if it.get("height") == "100%" else _number(it, "height")
        box = (left, top, left + width, top + height)
        if style["stroke"] != "none":
            corners = (left, top), (left + width, top), (left + width, top + height), (left, top + height)
            self._shape([_Line(corners, closed=True)], style)
        elif found := re.fullmatch(r"url\(#([^)]*)\)", style["fill"]):
            coverage, x, y = _boxed(box)
            shade = np.interp((np.arange(coverage.width) + 0.5 + x - left) / width, *_stops(self.gradients[found[1]]))
            shaded = Image.fromarray((np.asarray(coverage) * shade).astype(np.uint8))
            self.canvas.put(shaded, x, y, _colour("currentColor", style))
        else:
            self._box(box, style["fill"], style)

    def _box(self, box: Box, colour: str, style: Style) -> None:
        if all(map(float.is_integer, box)):
            self.canvas.fill(box, _colour(colour, style))
        else:
            self.canvas.put(*_boxed(box), _colour(colour, style))

    def _shape(self, lines: Sequence[_Line], style: Style) -> None:
        x, y = (math.floor(min(point[n] for line in lines for point in line.points)) for n in (0, 1))
        moved = tuple(
            _Line(tuple((round(a - x, 3), round(b - y, 3)) for a, b in line.points), line.closed) for line in lines
        )
        if (colour := _colour(style["fill"], style)) is not None:
            self.canvas.put(*_shifted(_filled_lines(moved), x, y), colour)
        if (colour := _colour(style["stroke"], style)) is not None:
            for tile in _drawn_lines(moved, _Pen.of(style)):
                self.canvas.put(*_shifted(tile, x, y), colour)

    def _text(self, element: cssselect2.ElementWrapper, style: Style, origin: Point) -> None:
        it = element.etree_element
        pieces = [(it.text or "", style)]
        for child in element.iter_children():
            pieces += [
                ("".join(child.etree_element.itertext()), self._style(child, style)),
                (child.etree_element.tail or "", style),
            ]
        set_ = [_TextRun.of(text, its) for text, its in _collapsed(pieces)]
        whole = sum(one.width for one in set_)
        right_to_left = style["direction"] == "rtl"
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[style["text-anchor"]]
        x = origin[0] + _number(it, "x") - whole * ((1 - share) if right_to_left else share)
        y = round(origin[1] + _number(it, "y"))
        halo, broad = _colour(style["stroke"], style), round(float(style["stroke-width"].removesuffix("px")))
        margin = broad // 2 if halo else 0
        placed = []
        for one in reversed(set_) if right_to_left else set_:
            placed.append((one, one.tile(x, y, margin)))
            if one.style.get("text-decoration") == "underline":
                self._box((x, y + 2.0, x + one.width, y + 3.0), one.style["fill"], one.style)
            x += one.width
        if halo:
            for _, (mask, left, top) in placed:
                if mask.width:
                    self.canvas.put(_around(mask, margin), left, top, halo)
        for one, tile in placed:
            self.canvas.put(*tile, _colour(one.style["fill"], one.style), float(style.get("opacity", "1")))


def _shifted(tile: Tile, right: int, down: int) -> Tile:
    coverage, left, top = tile
    return coverage, left + right, top + down


def _number(it: ET.Element, name: str) -> float:
    return float(it.get(name, "0"))


def _stops(gradient: ET.Element) -> tuple[list[float], list[float]]:
    """Where a gradient has its stops, from 0 to 1, and how opaque it is there."""
    stops = [*gradient.iter(_SVG + "stop")]
    return [_number(it, "offset") for it in stops], [float(it.get("stop-opacity", "1")) for it in stops]


# --- texts ---
@dataclass(frozen=True, slots=True)
class _TextRun:
    """A part of a text in one font and size."""

    text: str
    face: Typeface
    right_to_left: bool
    size: float
    style: Style

    @classmethod
    def of(cls, text: str, style: Style) -> _TextRun:
        right_to_left = style["direction"] == "rtl"
        if style.get("unicode-bidi") == "plaintext":
            right_to_left = _begins_right_to_left(text)
        return cls(text, _face(style), right_to_left, float(style["font-size"].removesuffix("px")), style)

    @property
    def width(self) -> float:
        return sum(it.width for it in _line(self.text, self.face, self.right_to_left)) * self.size

    def tile(self, x: float, y: int, margin: int) -> Tile:
        """The coverage of each pixel by the letters that begin at `x` on the baseline `y`, with a margin around them."""
        quarters = round(x * 4)
        tile = _lettered(self.text, self.face, self.right_to_left, self.size, quarters % 4, margin)
        return _shifted(tile, quarters // 4, y)


@lru_cache(_CACHE_SIZE)
def _line(text: str, face: Typeface, right_to_left: bool) -> Sequence[lettering.Stretch]:
    letters = [(letter, "") for letter in lettering.boxed(text)]
    return lettering.line_of(letters, face, right_to_left=right_to_left)


@lru_cache(_CACHE_SIZE)  # many pictures name the same years and speakers
def _lettered(text: str, face: Typeface, right_to_left: bool, size: float, quarters: int, margin: int) -> Tile:
    line = _line(text, face, right_to_left)
    glyphs = [(it.coverage, left, top) for _style, it, left, top in lettering.place_glyphs(line, quarters / 4, 0, size)]
    if not glyphs:
        return _NONE
    left, top = min(it[1] for it in glyphs) - margin, min(it[2] for it in glyphs) - margin
    right = max(it[1] + it[0].shape[1] for it in glyphs) + margin
    bottom = max(it[2] + it[0].shape[0] for it in glyphs) + margin
    whole = np.zeros((bottom - top, right - left), np.uint8)
    for coverage, at, above in glyphs:
        there = whole[above - top : above - top + coverage.shape[0], at - left : at - left + coverage.shape[1]]
        np.maximum(there, coverage, out=there)
    return Image.fromarray(whole), left, top


def _begins_right_to_left(text: str) -> bool:
    """Whether the first letter outside isolates (such as those around names) runs from right to left (rules P2 and P3
    of the Bidirectional Algorithm)."""
    while (rest := _ISOLATE.sub("", text)) != text:
        text = rest
    return next((way for way in map(unicodedata.bidirectional, text) if way in ("L", "R", "AL")), "L") != "L"


_ISOLATE = re.compile("[\u2066-\u2068][^\u2066-\u2069]*(?:\u2069|$)")
"""An isolate without others in it. One that is not closed ends with the text."""

_NONE: Tile = (Image.new("L", (0, 0)), 0, 0)


def _around(coverage: Image.Image, reach: int) -> Image.Image:
    """The coverage of each pixel by whatever is at most that many pixels away, in its row or column."""
    mask = np.asarray(coverage)
    for _ in "rows", "columns":
        wide = mask.copy()
        for n in range(1, reach + 1):
            np.maximum(wide[n:], mask[:-n], out=wide[n:])
            np.maximum(wide[:-n], mask[n:], out=wide[:-n])
        mask = wide.T
    return Image.fromarray(np.ascontiguousarray(mask))


def _face(style: Style) -> Typeface:
    if "Serif" in style["font-family"].partition(",")[2]:
        return "serif"
    return "bold" if int(style["font-weight"]) >= 600 else "sans"


def _collapsed(pieces: Sequence[tuple[str, Style]]) -> Iterator[tuple[str, Style]]:
    """The pieces of a text without the spaces that are not shown: at both ends, and more than one in a row."""
    texts = [re.sub(r"[ \t\r\n]+", " ", text) for text, _ in pieces]
    whole = "".join(texts)
    begin, end, at = len(whole) - len(whole.lstrip(" ")), len(whole.rstrip(" ")), 0
    for text, (_, style) in zip(texts, pieces, strict=True):
        shown = text[max(0, begin - at) : max(0, end - at)]
        at += len(text)
        if shown:
            yield shown, style


# --- shapes ---
@dataclass(frozen=True, slots=True)
class _Line:
    """Points joined by straight lines. `closed`: the last is joined to the first."""

    points: tuple[Point, ...]
    closed: bool


def _of_circle(it: ET.Element) -> list[_Line]:
    x, y, radius = _number(it, "cx"), _number(it, "cy"), _number(it, "r")
    return [_Line(tuple(_disc((x, y), radius)), closed=True)]


_CIRCLE_SIDES = 48
"""How many sides a circle is drawn with."""
_CORNERS = [
    (math.cos(turn), math.sin(turn)) for turn in (2 * math.pi * n / _CIRCLE_SIDES for n in range(_CIRCLE_SIDES))
]
"""The corners of a circle with a radius of 1."""


def _of_line(it: ET.Element) -> list[_Line]:
    return [_Line(((_number(it, "x1"), _number(it, "y1")), (_number(it, "x2"), _number(it, "y2"))), closed=False)]


def _of_path(it: ET.Element) -> list[_Line]:
    lines: list[_Line] = []
    points: list[Point] = []
    for kind, numbers in steps_of(it.get("d", "")):
        x, y = points[-1] if points else (0.0, 0.0)
        if kind in "Mm":
            if points:
                lines.append(_Line(tuple(points), closed=False))
            elif kind == "m" and lines:
                x, y = lines[-1].points[0]
            points = []
        pairs = [*zip(numbers[::2], numbers[1::2], strict=False)]
        if kind in "ML":
            points += pairs
        elif kind in "ml":
            for right, down in pairs:
                x, y = x + right, y + down
                points.append((x, y))
        elif kind == "C":
            points += _curve([(x, y), *pairs])
        elif kind in "Hh":
            points += [(number if kind == "H" else x + number, y) for number in numbers]
        elif kind in "Vv":
            points += [(x, number if kind == "V" else y + number) for number in numbers]
        else:
            lines.append(_Line(tuple(points), closed=True))
            points = []
    return [*lines, _Line(tuple(points), closed=False)] if points else lines


def _curve(points: Sequence[Point]) -> Iterator[Point]:
    """Points on consecutive Bézier curves."""
    for at in range(0, len(points) - 3, 3):
        for step in range(1, _CURVE_SEGMENTS + 1):
            t = step / _CURVE_SEGMENTS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            pairs = [*zip(weights, points[at : at + 4], strict=True)]
            yield sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)


_CURVE_SEGMENTS = 16
"""How many straight lines a curve is drawn with."""

_OUTLINES: Final = {"circle": _of_circle, "line": _of_line, "path": _of_path}


@dataclass(frozen=True, slots=True)
class _Pen:
    """How a line is drawn (SVG 2, 13.5)."""

    width: float
    cap: str
    join: str
    dashes: tuple[float, ...]

    @classmethod
    def of(cls, style: Style) -> _Pen:
        dashes = style["stroke-dasharray"]
        return cls(
            float(style["stroke-width"].removesuffix("px")),
            style["stroke-linecap"],
            style["stroke-linejoin"],
            () if dashes == "none" else tuple(map(float, re.split(r"[\s,]+", dashes))),
        )

    def box(self, line: _Line) -> Box | None:
        """The rectangle that a horizontal or vertical line fills; None of any other line."""
        if len(line.points) != 2 or self.dashes or self.cap != "butt":
            return None
        (x1, x2), (y1, y2), half = *map(sorted, zip(*line.points, strict=True)), self.width / 2
        if x1 == x2:
            return x1 - half, y1, x2 + half, y2
        return (x1, y1 - half, x2, y2 + half) if y1 == y2 else None

    def outlines(self, line: _Line) -> Iterator[Sequence[Point]]:
        """Polygons that together cover the line."""
        if self.dashes:
            plain = replace(self, dashes=(), join="round")
            for dash in _dashed(line, self.dashes):
                yield from plain.outlines(dash)
            return
        points = [*line.points, line.points[0]] if line.closed else line.points
        ends = [(a, b) for a, b in pairwise(points) if a != b]
        half = self.width / 2
        sides = [(_aside(a, b, half), a, b) for a, b in ends]
        for (x, y), (ax, ay), (bx, by) in sides:
            yield (ax + x, ay + y), (bx + x, by + y), (bx - x, by - y), (ax - x, ay - y)
        for before, after in [*pairwise(sides), *([(sides[-1], sides[0])] if line.closed and sides else [])]:
            yield from self._joint(before[0], after[0], after[1])
        if self.cap == "round" and not line.closed:
            for point in (points[0], points[-1]):
                yield _disc(point, half)

    def _joint(self, before: Point, after: Point, at: Point) -> Iterator[Sequence[Point]]:
        if self.join == "round":
            yield _disc(at, self.width / 2)
            return
        turn = before[0] * after[1] - before[1] * after[0]
        sign = -1 if turn > 0 else 1
        (bx, by), (ax, ay) = (before[0] * sign, before[1] * sign), (after[0] * sign, after[1] * sign)
        middle = bx + ax, by + ay
        long = math.hypot(*middle)
        corner = [at, (at[0] + bx, at[1] + by), (at[0] + ax, at[1] + ay)]
        reach = (self.width**2 / 2) / long if long else math.inf
        if reach <= self.width / 2 * _MITER:
            tip = (at[0] + middle[0] / long * reach, at[1] + middle[1] / long * reach)
            corner.insert(2, tip)
        yield corner


_MITER = 4
"""How far a corner may reach out, in half widths of the line, before it is cut off (`stroke-miterlimit`)."""


def _aside(a: Point, b: Point, half: float) -> Point:
    """A step of this length, at a right angle to the way from `a` to `b`."""
    long = math.dist(a, b)
    return -(b[1] - a[1]) / long * half, (b[0] - a[0]) / long * half


def _disc(at: Point, radius: float) -> list[Point]:
    x, y = at
    return [(x + radius * across, y + radius * down) for across, down in _CORNERS]


def _dashed(line: _Line, dashes: Sequence[float]) -> Iterator[_Line]:
    points = [*line.points, line.points[0]] if line.closed else [*line.points]
    number, left, drawn = 0, dashes[0], [points[0]]
    for a, b in pairwise(points):
        done, long = 0.0, math.dist(a, b)
        while long - done > left:
            done += left
            at = (a[0] + (b[0] - a[0]) * done / long, a[1] + (b[1] - a[1]) * done / long)
            if number % 2 == 0:
                yield _Line((*drawn, at), closed=False)
            number += 1
            left, drawn = dashes[number % len(dashes)], [at]
        left -= long - done
        drawn.append(b)
    if number % 2 == 0 and len(drawn) > 1:
        yield _Line(tuple(drawn), closed=False)


def _boxed(box: Box) -> Tile:
    """The coverage (0 to 255) of each pixel by a rectangle, with the left and top of these pixels."""
    left, top, right, bottom = box
    (x, across), (y, down) = _covered(left, right), _covered(top, bottom)
    return Image.fromarray(np.rint(np.outer(down, across) * 255).astype(np.uint8)), x, y


def _covered(begin: float, end: float) -> tuple[int, np.ndarray[Any, np.dtype[np.float64]]]:
    first = math.floor(begin)
    cells = np.arange(first, math.ceil(end))
    return first, np.clip(np.minimum(cells + 1, end) - np.maximum(cells, begin), 0, 1)


@lru_cache(_CACHE_SIZE)  # many marks have the same shape
def _filled_lines(lines: tuple[_Line, ...]) -> Tile:
    return _filled([line.points for line in lines if len(line.points) > 2])


@lru_cache(_CACHE_SIZE)
def _drawn_lines(lines: tuple[_Line, ...], pen: _Pen) -> list[Tile]:
    if len(lines) == 1 and (box := pen.box(lines[0])):
        return [_boxed(box)]
    return [*map(_filled, _grouped([outline for line in lines for outline in pen.outlines(line)]))]


def _grouped(outlines: Sequence[Sequence[Point]]) -> Iterator[Sequence[Sequence[Point]]]:
    """The outlines as one shape; or separately if their common bounding box is large, as for a long line."""
    every = [point for outline in outlines for point in outline]
    (left, right), (top, bottom) = ((min(some), max(some)) for some in zip(*every, strict=True))
    if (right - left) * (bottom - top) < _MAX_JOINT_AREA:
        yield outlines
    else:
        for outline in outlines:
            yield [outline]


_MAX_JOINT_AREA = 4_000


def _filled(outlines: Sequence[Sequence[Point]]) -> Tile:
    """The coverage of each pixel by the union of polygons, with the left and top of these pixels."""
    if not outlines:
        return _NONE
    every = [point for outline in outlines for point in outline]
    left, top = math.floor(min(x for x, _ in every)), math.floor(min(y for _, y in every))
    right, bottom = math.ceil(max(x for x, _ in every)) + 1, math.ceil(max(y for _, y in every)) + 1
    image = Image.new("L", ((right - left) * _OVERSAMPLING, (bottom - top) * _OVERSAMPLING))
    draw = ImageDraw.Draw(image)
    for outline in outlines:
        # Pillow fills the pixels on the outline too, which would make every shape half of one broader.
        draw.polygon(
            [((x - left) * _OVERSAMPLING - 0.5, (y - top) * _OVERSAMPLING - 0.5) for x, y in outline], fill=255
        )
    return image.reduce(_OVERSAMPLING), left, top


# --- pixels ---
class _Canvas:
    """A picture being drawn, in red, green and blue."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width, height), "white")
        self.colours: dict[Colour, None] = {}  # the colours used, in the order of first use

    def fill(self, box: Box, colour: Colour | None) -> None:
        """Fill a box, rounded to whole pixels, with a colour."""
        if colour is not None:
            left, top, right, bottom = map(round, box)
            self.colours[colour] = None
            self.image.paste(colour, (left, top, right, bottom))

    def put(self, coverage: Image.Image, left: int, top: int, colour: Colour | None, opacity: float = 1) -> None:
        """Paint a colour on the covered pixels. Parts outside the picture are clipped."""
        if colour is not None and coverage.width:
            self.colours[colour] = None
            shown = coverage if opacity == 1 else coverage.point([round(step * opacity) for step in range(256)])
            self.image.paste(colour, (left, top), shown)

    def png(self) -> bytes:
        """The picture as a PNG."""
        indexed = self.image.quantize(palette=_palette(tuple(self.colours)), dither=Image.Dither.NONE)
        rows = np.zeros((self.height, 1 + self.width), np.uint8)
        rows[:, 1:] = np.asarray(indexed)
        return as_png(self.width, rows, bytes(indexed.getpalette() or ()), 8)


@lru_cache(64)
def _palette(colours: tuple[Colour, ...]) -> Image.Image:
    """A palette of these colours, and as many shades between each two of them as fit into 256 entries: none if there
    are more than 22 colours. Colours after the first 256 are left out."""
    few = colours[:256]
    pairs = [*combinations(few, 2)]
    steps = min(_SHADES, (256 - len(few)) // max(1, len(pairs)))
    shades = [
        tuple(round(one + (other - one) * step / (steps + 1)) for one, other in zip(*pair, strict=True))
        for pair in pairs
        for step in range(1, steps + 1)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (*few, *shades) for part in colour])
    return palette


_SHADES = 12
