"""Draws maps as SVG during the build: land and borders, and above them a linked mark for each place, named if there is
room.

A map is drawn twice, wide and narrow, like every plot; both use the same paths. Labels and marks keep their size: when
zooming, a script scales each group of class `ar-still` back and shows the names whose `data-from` level is reached.

Shapes are referenced by `xlink:href`, since Material's instant navigation rewrites every `href` and fails on that of
`use`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from babel import Locale
from markupsafe import Markup

from generator.drawing.basemap import View, base_map
from generator.drawing.label_placement import DEPTH, HEIGHT, RADIUS, Box, Label, Room, place_labels
from generator.drawing.svg import tag, text_width
from generator.text.countries import country_name
from generator.text.messages import _, in_english

NARROW = 352.0
LETTERS = {"wide": 12.5, "narrow": 11.5}
"""The font size of names on the overview map."""
LEVELS = (1, 2, 4, 8)
"""The zoom levels. A name is shown from the first level at which it fits."""
MOST_NAMED = 40
"""How many marks are named: those with the most to read. The cost of placing names is quadratic."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark at a point. Its radius `r` grows with the amount to read. `is_hollow`: the place is only named. `is_area`:
    the point represents a whole region. `is_revised`: everything reported about the place was altered or taken back.
    `row_ids` are the anchors of its entries next to the map."""

    longitude: float
    latitude: float
    name: str
    href: str
    counts: str
    row_ids: tuple[str, ...]
    r: float
    is_hollow: bool
    is_area: bool
    is_revised: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A region that is enlarged next to the world map. Its frame there links to `href`."""

    view: View
    name: str
    href: str


def region(key: str, title: str, view: View, pins: Sequence[Pin]) -> Markup:
    """A map of a region, wide and narrow. `key` is the id of its shapes, which `shapes` writes once for the page."""
    return Markup("\n").join(_region(key, title, view, pins, size) for size in ("wide", "narrow"))


def shapes(key: str, view: View) -> Markup:
    """The paths of a view, written once for all drawings of the page that use this key."""
    found = base_map(view)
    paths = [("land", found.land), ("border", found.borders), ("disputed", found.disputed)]
    drawn = [tag('<path id="{}-{}" class="ar-map__{}" d="{}"/>', key, name, name, d) for name, d in paths if d]
    start = Markup(
        '<svg class="ar-map__shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs><g id="{}">'
    )
    return start.format(key) + Markup("").join(drawn) + Markup("</g></defs></svg>")


def _opening(key: str, title: str, view: View, size: str) -> tuple[Markup, float]:
    scale = 1.0 if size == "wide" else NARROW / view.width
    head = tag(
        '<svg class="ar-plot ar-plot--{} ar-map" viewBox="0 0 {} {}" role="group" aria-label="{}">',
        size, view.width * scale, view.height * scale, title,
    )  # fmt: skip
    return head + tag('<use xlink:href="#{}" transform="scale({})"/>', key, f"{scale:.4f}"), scale


# --- a region ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mark:
    """A pin at its position in a drawing."""

    pin: Pin
    x: float
    y: float
    r: float


def _region(key: str, title: str, view: View, pins: Sequence[Pin], size: str) -> Markup:
    head, scale = _opening(key, title, view, size)
    marks = _marks(view, pins, scale, 1.0 if size == "wide" else 0.85)
    width, height = view.width * scale, view.height * scale
    named = _name_marks(marks[:MOST_NAMED], width, height)
    first = [_shift(box, marks[n].x, marks[n].y) for n, (_, level, box, _) in named.items() if level == 1]
    parts = [head, *_countries(view, scale, marks, first)]
    for number, mark in enumerate(marks):
        parts.append(_pin(mark, named.get(number)))
    return Markup("\n").join([*parts, Markup("</svg>")])


def _marks(view: View, pins: Iterable[Pin], scale: float, size: float) -> list[_Mark]:
    """The marks of pins, the largest first, so that smaller ones are drawn on top."""
    marks = []
    for pin in sorted(pins, key=lambda p: (-p.r, p.name)):
        x, y = view.position(view.nearest_longitude(pin.longitude), pin.latitude)
        marks.append(_Mark(pin, x * scale, y * scale, pin.r * size))
    return marks


_Named = tuple[str, int, Box, Box | None]


def _name_marks(
    marks: Sequence[_Mark], width: float, height: float, levels: Sequence[int] = LEVELS, letters: float = 12.5
) -> dict[int, _Named]:
    """For each mark that can be named: its name, the zoom level from which it is shown, and its box and leader line
    relative to the mark at that level."""
    named: dict[int, _Named] = {}
    for level in levels:
        unnamed = [n for n in range(len(marks)) if n not in named]
        if not unnamed:
            break
        room = Room(4, 4, width * level - 4, height * level - 4)
        for mark in marks:
            x, y, r = mark.x * level, mark.y * level, mark.r
            room.occupy((x - r - 1, y - r - 1, x + r + 1, y + r + 1))
            room.outlines.append(_outline(x, y, r))
        for n, (_name, _level, box, _leader) in named.items():
            room.occupy(_shift(box, marks[n].x * level, marks[n].y * level))
        wanted_labels = []
        for n in unnamed:
            mark = marks[n]
            words = (text_width(mark.pin.name, letters),)
            wanted_labels.append(
                Label(
                    mark.x * level,
                    mark.y * level,
                    words,
                    max(0, mark.r - RADIUS),
                    mark.r + 4,
                    mark.r + 4,
                    is_late=mark.pin.is_hollow,
                    own=_outline(mark.x * level, mark.y * level, mark.r),
                )
            )
        for at, spot in place_labels(wanted_labels, room).items():
            mark = marks[unnamed[at]]
            x, y = mark.x * level, mark.y * level
            leader = _shift(spot.leader, -x, -y) if spot.leader else None
            named[unnamed[at]] = (mark.pin.name, level, _shift(spot.box, -x, -y), leader)
    return named


def _outline(x: float, y: float, r: float) -> Box:
    return x - r, y - r, x + r, y + r


def _shift(box: Box, x: float, y: float) -> Box:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def _pin(mark: _Mark, named: _Named | None) -> Markup:
    pin = mark.pin
    parts = [tag('<circle class="ar-touch" r="{}"/>', max(13, mark.r + 3)), _dot(pin, mark.r)]
    if named:
        name, level, box, leader = named
        later = tag(' data-from="{}"', level) if level > 1 else Markup("")
        if leader:
            parts.append(tag('<line class="a"{} x1="{}" y1="{}" x2="{}" y2="{}"/>', later, *leader))
        parts.append(tag('<text class="halo"{} x="{}" y="{}">{}</text>', later, box[0], box[3] - DEPTH, name))
    return tag(
        '<a class="ar-pin" href="{}" aria-label="{}" data-rows="{}" transform="translate({} {})"><g class="ar-still">{}</g></a>',
        pin.href, _("{name}: {counts}", name=pin.name, counts=pin.counts), " ".join(pin.row_ids), mark.x, mark.y, Markup("").join(parts),
    )  # fmt: skip


def _dot(pin: Pin, r: float) -> Markup:
    kind = "ar-pin__area" if pin.is_area else "ar-pin__named" if pin.is_hollow else "ar-pin__there"
    kind += " ar-pin__shaken" if pin.is_revised else ""
    return tag('<circle class="{}" r="{}"/>', kind, r)


def country(name: str) -> str:
    """The name of a country in the language of the site, given its English name in Natural Earth."""
    code = None if in_english() else _codes().get(name)
    return country_name(code) if code else name


@cache
def _codes() -> Mapping[str, str]:
    """Country codes by English name: those of the CLDR, with Natural Earth's spelling added where it differs."""
    return {name: code for code, name in Locale("en").territories.items() if len(code) == 2} | _OF_NATURAL_EARTH


_OF_NATURAL_EARTH: Final = {
    "Bosnia and Herzegovina": "BA",
    "Congo": "CG",
    "Côte d'Ivoire": "CI",
    "DR Congo": "CD",
    "Falkland Is.": "FK",
    "Fr. S. Antarctic Lands": "TF",
    "Myanmar": "MM",
    "Palestine": "PS",
    "Trinidad and Tobago": "TT",
}


def _countries(view: View, scale: float, marks: Sequence[_Mark], labels: Sequence[Box]) -> Iterator[Markup]:
    """The names of countries that fit without covering a mark or the name of a place."""
    taken = [(m.x - m.r - 6, m.y - m.r - 6, m.x + m.r + 6, m.y + m.r + 6) for m in marks]
    room = Room(2, 2, view.width * scale - 2, view.height * scale - 2, [*taken, *labels])
    for english, x, y in base_map(view).names:
        name = country(english)
        wide = text_width(name, 11.5) * 1.12
        for down in (0, 18, -18, 36, -36, 54, -54):
            box = (x * scale - wide / 2, y * scale + down - HEIGHT, x * scale + wide / 2, y * scale + down + DEPTH)
            if room.is_free(box):
                room.occupy(box)
                yield tag(
                    '<g transform="translate({} {})"><text class="ar-still ar-map__name" text-anchor="middle" aria-hidden="true">{}</text></g>',
                    x * scale, y * scale + down, name,
                )  # fmt: skip
                break


# --- the strip of the world and its enlarged regions ---


def draw_strip(
    key: str, view: View, left: float, top: float, scale: float, size: tuple[float, float], frames: Sequence[Box],
    leads: Sequence[float], named: Sequence[Frame], small: Sequence[Pin], alone: Sequence[Pin], side: str,
) -> Markup:  # fmt: skip
    """A part of the world map, cropped and scaled: frames around the enlarged regions, dots for the pins in them
    (`small`), and the other pins (`alone`) with names where there is room. `leads` are the x positions of the lines
    that lead down to the enlarged regions."""
    width, height = size
    less = 0.72 if side == "wide" else 0.45

    def marked(pins: Sequence[Pin], r: float) -> list[_Mark]:
        return [
            replace(mark, x=(mark.x - left) * scale, y=(mark.y - top) * scale, r=mark.pin.r * r)
            for mark in _marks(view, pins, 1.0, 1.0)
        ]

    marks, dots = marked(alone, less), marked(small, less * 0.6)
    room = Room(2, 2, width - 2, height - 2)
    for mark in marks:
        room.occupy(_outline(mark.x, mark.y, mark.r))
    for box in frames:
        room.occupy(box)
    for x in leads:
        room.occupy((x - 2, 0, x + 2, height))
    room.outlines += [*frames, *(_outline(m.x, m.y, m.r) for m in marks)]
    spots = place_labels(
        [_label_beside(_outline(m.x, m.y, m.r), m.pin.name, LETTERS[side]) for m in marks[:MOST_NAMED]], room
    )
    parts = [
        tag('<svg class="ar-map" width="{}" height="{}"><use xlink:href="#{}" transform="translate({} {}) scale({})"/>',
            width, height, key, -left * scale, -top * scale, f"{scale:.4f}"),
        *(tag('<circle class="ar-pin__there" data-rows="{}" cx="{}" cy="{}" r="{}"/>', " ".join(m.pin.row_ids), m.x, m.y, m.r) for m in dots),
        *(
            tag('<a class="ar-frame" href="{}" aria-label="{}"><rect x="{}" y="{}" width="{}" height="{}"/></a>',
                frame.href, _("{part}: enlarged below", part=frame.name), box[0], box[1], box[2] - box[0], box[3] - box[1])
            for box, frame in zip(frames, named, strict=True)
        ),
    ]  # fmt: skip
    for number, mark in enumerate(marks):
        spot = spots.get(number)
        parts.append(
            _pin(
                mark,
                (mark.pin.name, 1, _shift(spot.box, -mark.x, -mark.y), _leader_back(spot.leader, mark))
                if spot
                else None,
            )
        )
    return Markup("\n").join([*parts, Markup("</svg>")])


def draw_enlarged(
    key: str, name: str, view: View, pins: Sequence[Pin], rect: tuple[float, float, float, float], side: str
) -> Markup:
    """An enlarged region in a box (x, y, width, height): its marks, and names where they fit."""
    x, y, width, height = rect
    scale = width / view.width
    marks = _marks(view, pins, scale, 0.8 if side == "wide" else 0.5)
    named = _name_marks(marks[:MOST_NAMED], width, height, levels=(1,), letters=LETTERS[side])
    first = [_shift(box, marks[n].x, marks[n].y) for n, (_, _, box, _) in named.items()]
    parts = [
        tag('<svg class="ar-map ar-overview__part" x="{}" y="{}" width="{}" height="{}" role="group" aria-label="{}"><use xlink:href="#{}" transform="scale({})"/>',
            x, y, width, height, name, key, f"{scale:.4f}"),
        *_countries(view, scale, marks, first),
        *(_pin(mark, named.get(number)) for number, mark in enumerate(marks)),
        tag('<rect class="ar-overview__box" width="{}" height="{}"/>', width, height),
    ]  # fmt: skip
    return Markup("\n").join([*parts, Markup("</svg>")])


def _leader_back(leader: Box | None, mark: _Mark) -> Box | None:
    return _shift(leader, -mark.x, -mark.y) if leader else None


def box(view: View, inner: View) -> Box:
    """The frame of a region in the drawing of the world."""
    points = [
        view.position(view.nearest_longitude(lon), lat)
        for lon in (inner.west, inner.east)
        for lat in (inner.south, inner.north)
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _label_beside(outline: Box, name: str, letters: float) -> Label:
    x, y = (outline[0] + outline[2]) / 2, (outline[1] + outline[3]) / 2
    away = (outline[3] - outline[1]) / 2 + 4
    widths = (text_width(name, letters),)
    return Label(x, y, widths, max(0, (outline[2] - outline[0]) / 2 - RADIUS), away, away, own=outline)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance in kilometres between two points, given as (latitude, longitude)."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, a), map(math.radians, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))
