"""Build-time SVG of maps: land and borders below, a mark for each place above, each a link, with its name where there is room.

A map is drawn twice, wide and narrow, like every plot; both use the same paths. What is written at the places is not scaled: a
script that zooms turns each group of class `ar-still` back to its size, and shows the names that `data-from` keeps for then.
What is used twice is named by `xlink:href`, since Material's instant navigation sets every `href`, and breaks at that of `use`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.drawing.basemap import View, base
from generator.drawing.placing import DEEP, HIGH, RADIUS, Box, Label, Room, place
from generator.drawing.svg import tag, text_width

NARROW = 352.0
ABOVE = 20
"""How much sea a narrow map of the world has beyond its northern edge: most places lie near it, and their names stand there."""
LEVELS = (1, 2, 4, 8)
"""How far a map can be zoomed; a name stands from the first level on at which there is room for it."""
MOST_NAMED = 40
"""Marks of a map that are named: those with most to read. The work of placing names grows with the square of their number."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark at a point: `r` says how much there is to read, `hollow` that the place is only named, `area` that the point stands
    for a whole region. `rows` are the anchors of the entries beside the map that it stands for."""

    longitude: float
    latitude: float
    name: str
    href: str
    said: str
    rows: tuple[str, ...]
    r: float
    hollow: bool
    area: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A region that has a map of its own, as the map of the world shows it: by its name, or where there is no room, by a short one."""

    view: View
    name: str
    short: str
    href: str


def region(key: str, title: str, view: View, pins: Sequence[Pin]) -> Markup:
    """A part of the earth, wide and narrow. `key` makes ids that no other drawing of the page has."""
    drawn = [_region(key, title, view, pins, size) for size in ("wide", "narrow")]
    return Markup("\n").join([_shapes(key, view), *drawn])


def world(
    key: str, title: str, view: View, frames: Sequence[Frame], pins: Sequence[Pin], small: Sequence[Pin]
) -> Markup:
    """The earth, with frames around the regions that have maps of their own; `small` are the marks within those."""
    drawn = [_world(key, title, view, frames, pins, small, size) for size in ("wide", "narrow")]
    return Markup("\n").join([_shapes(key, view), *drawn])


def _shapes(key: str, view: View) -> Markup:
    """The paths, once for both drawings."""
    shapes = base(view)
    paths = [("land", shapes.land), ("border", shapes.borders), ("disputed", shapes.disputed)]
    drawn = [tag('<path id="{}-{}" class="ar-map__{}" d="{}"/>', key, name, name, d) for name, d in paths if d]
    start = Markup(
        '<svg class="ar-map__shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs><g id="{}">'
    )
    return start.format(key) + Markup("").join(drawn) + Markup("</g></defs></svg>")


def _open(key: str, title: str, view: View, size: str, above: float = 0) -> tuple[Markup, float]:
    scale = 1.0 if size == "wide" else NARROW / view.width
    head = tag(
        '<svg class="ar-plot ar-plot--{} ar-map" viewBox="0 {} {} {}" role="group" aria-label="{}">',
        size, -above, view.width * scale, view.height * scale + above, title,
    )  # fmt: skip
    return head + tag('<use xlink:href="#{}" transform="scale({})"/>', key, f"{scale:.4f}"), scale


# --- a region ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mark:
    """A pin in a drawing."""

    pin: Pin
    x: float
    y: float
    r: float


def _region(key: str, title: str, view: View, pins: Sequence[Pin], size: str) -> Markup:
    head, scale = _open(key, title, view, size)
    marks = _marks(view, pins, scale, 1.0 if size == "wide" else 0.85)
    width, height = view.width * scale, view.height * scale
    named = _named(marks[:MOST_NAMED], width, height)
    first = [_moved(box, marks[n].x, marks[n].y) for n, (_, level, box, _) in named.items() if level == 1]
    parts = [head, *_countries(view, scale, marks, first)]
    for number, mark in enumerate(marks):
        parts.append(_pin(mark, named.get(number)))
    return Markup("\n").join([*parts, Markup("</svg>")])


def _marks(view: View, pins: Iterable[Pin], scale: float, size: float) -> list[_Mark]:
    """The marks of pins, the largest drawn first, so that no small one is hidden."""
    marks = []
    for pin in sorted(pins, key=lambda p: (-p.r, p.name)):
        x, y = view.at(view.near(pin.longitude), pin.latitude)
        marks.append(_Mark(pin, x * scale, y * scale, pin.r * size))
    return marks


_Named = tuple[str, int, Box, Box | None]


def _named(marks: Sequence[_Mark], width: float, height: float) -> dict[int, _Named]:
    """For each mark its name, the zoom level from which it is shown, and its place relative to the mark at that level."""
    named: dict[int, _Named] = {}
    for level in LEVELS:
        left = [n for n in range(len(marks)) if n not in named]
        if not left:
            break
        room = Room(4, 4, width * level - 4, height * level - 4)
        for mark in marks:
            x, y, r = mark.x * level, mark.y * level, mark.r
            room.take((x - r - 1, y - r - 1, x + r + 1, y + r + 1))
            room.outlines.append(_outline(x, y, r))
        for n, (_, _, box, _) in named.items():
            room.take(_moved(box, marks[n].x * level, marks[n].y * level))
        asked = []
        for n in left:
            mark = marks[n]
            words = (text_width(mark.pin.name, 12.5),)
            asked.append(
                Label(
                    mark.x * level,
                    mark.y * level,
                    words,
                    max(0, mark.r - RADIUS),
                    mark.r + 4,
                    mark.r + 4,
                    late=mark.pin.hollow,
                    own=_outline(mark.x * level, mark.y * level, mark.r),
                )
            )
        for at, spot in place(asked, room).items():
            mark = marks[left[at]]
            x, y = mark.x * level, mark.y * level
            leader = _moved(spot.leader, -x, -y) if spot.leader else None
            named[left[at]] = (mark.pin.name, level, _moved(spot.box, -x, -y), leader)
    return named


def _outline(x: float, y: float, r: float) -> Box:
    return x - r, y - r, x + r, y + r


def _moved(box: Box, x: float, y: float) -> Box:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def _pin(mark: _Mark, named: _Named | None) -> Markup:
    pin = mark.pin
    parts = [tag('<circle class="ar-touch" r="{}"/>', max(13, mark.r + 3)), _dot(pin, mark.r)]
    if named:
        name, level, box, leader = named
        later = tag(' data-from="{}"', level) if level > 1 else Markup("")
        if leader:
            parts.append(tag('<line class="a"{} x1="{}" y1="{}" x2="{}" y2="{}"/>', later, *leader))
        parts.append(tag('<text class="halo"{} x="{}" y="{}">{}</text>', later, box[0], box[3] - DEEP, name))
    return tag(
        '<a class="ar-pin" href="{}" aria-label="{}" data-rows="{}" transform="translate({} {})"><g class="ar-still">{}</g></a>',
        pin.href, f"{pin.name}: {pin.said}", " ".join(pin.rows), mark.x, mark.y, Markup("").join(parts),
    )  # fmt: skip


def _dot(pin: Pin, r: float) -> Markup:
    kind = "ar-pin__area" if pin.area else "ar-pin__named" if pin.hollow else "ar-pin__there"
    return tag('<circle class="{}" r="{}"/>', kind, r)


def _countries(view: View, scale: float, marks: Sequence[_Mark], labels: Sequence[Box]) -> Iterator[Markup]:
    """The names of countries, where they stand on no mark and on no name of one."""
    taken = [(m.x - m.r - 6, m.y - m.r - 6, m.x + m.r + 6, m.y + m.r + 6) for m in marks]
    room = Room(2, 2, view.width * scale - 2, view.height * scale - 2, [*taken, *labels])
    for name, x, y in base(view).names:
        wide = text_width(name, 11.5) * 1.12
        for down in (0, 18, -18, 36, -36, 54, -54):
            box = (x * scale - wide / 2, y * scale + down - HIGH, x * scale + wide / 2, y * scale + down + DEEP)
            if room.free(box):
                room.take(box)
                yield tag(
                    '<g transform="translate({} {})"><text class="ar-still ar-map__name" text-anchor="middle" aria-hidden="true">{}</text></g>',
                    x * scale, y * scale + down, name,
                )  # fmt: skip
                break


# --- the world -----------------------------------------------------------------------------------------------------------


def _world(
    key: str, title: str, view: View, frames: Sequence[Frame], pins: Sequence[Pin], small: Sequence[Pin], size: str
) -> Markup:
    above = 0 if size == "wide" else ABOVE
    head, scale = _open(key, title, view, size, above)
    shrunk = 0.72 if size == "wide" else 0.4
    marks = _marks(view, pins, scale, shrunk)
    dots = _marks(view, small, scale, shrunk)
    boxes = [_box(view, frame.view, scale) for frame in frames]
    room = Room(2, 2 - above, view.width * scale - 2, view.height * scale - 2)
    for mark in marks:
        room.take(_outline(mark.x, mark.y, mark.r))
    for box in boxes:
        room.take(box)
    room.outlines += [*boxes, *(_outline(m.x, m.y, m.r) for m in marks)]
    asked = [_beside(box, frame.name, frame.short) for box, frame in zip(boxes, frames, strict=True)]
    alone = [replace(_beside(_outline(m.x, m.y, m.r), m.pin.name), late=True) for m in marks[:MOST_NAMED]]
    spots = place([*asked, *alone], room)
    parts = [head]
    parts += [
        tag(
            '<circle class="{}" data-rows="{}" cx="{}" cy="{}" r="{}"/>',
            "ar-pin__there",
            _numbers(m.pin),
            m.x,
            m.y,
            m.r,
        )
        for m in dots
    ]
    for number, (frame, box) in enumerate(zip(frames, boxes, strict=True)):
        spot = spots.get(number)
        parts.append(
            tag(
                '<a class="ar-frame" href="{}" aria-label="{}"><rect x="{}" y="{}" width="{}" height="{}"/>{}</a>',
                frame.href, f"{frame.name}: a map of its own", box[0], box[1], box[2] - box[0], box[3] - box[1],
                _words((frame.name, frame.short)[spot.form], spot.box, spot.leader) if spot else "",
            )
        )  # fmt: skip
    for number, mark in enumerate(marks):
        spot = spots.get(len(frames) + number)
        named = (mark.pin.name, 1, _moved(spot.box, -mark.x, -mark.y), _back(spot.leader, mark)) if spot else None
        parts.append(_pin(mark, named))
    return Markup("\n").join([*parts, Markup("</svg>")])


def _numbers(pin: Pin) -> str:
    return " ".join(pin.rows)


def _back(leader: Box | None, mark: _Mark) -> Box | None:
    return _moved(leader, -mark.x, -mark.y) if leader else None


def _box(view: View, inner: View, scale: float) -> Box:
    """A region's frame on the map of the world, at least as large as a finger can hit."""
    points = [view.at(view.near(lon), lat) for lon in (inner.west, inner.east) for lat in (inner.south, inner.north)]
    xs, ys = [x * scale for x, _ in points], [y * scale for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _beside(box: Box, *names: str) -> Label:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    away = (box[3] - box[1]) / 2 + 4
    return Label(
        x,
        y,
        tuple(text_width(name, 12.5) for name in names),
        max(0, (box[2] - box[0]) / 2 - RADIUS),
        away,
        away,
        own=box,
    )


def _words(name: str, box: Box, leader: Box | None) -> Markup:
    line = tag('<line class="a" x1="{}" y1="{}" x2="{}" y2="{}"/>', *leader) if leader else Markup("")
    return line + tag('<text class="halo" x="{}" y="{}">{}</text>', box[0], box[3] - DEEP, name)
