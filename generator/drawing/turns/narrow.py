"""The picture of a claim for a phone: a column for each field, with time running down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from generator import dates
from generator.drawing.days import Days
from generator.drawing.label_placement import Room
from generator.drawing.svg import shown_from, text_width
from generator.drawing.turns.pen import LINE, Pen, Words
from generator.drawing.turns.values import Crossing, Field, Mark, Picture

NARROW = 360.0
TOP = 40.0
SLIM = 60.0
"""Columns narrower than this have no labels beside their marks."""
LANE = 22.0
"""The distance between the lanes into which overlapping marks are moved."""
RADIUS, PIVOT = 8.0, 11.0
_HEAD_FOR_LABEL = 32.0
"""The space above the first day if two sides turned from one column, since the marks of one may leave room for the
label of the other only above it."""
_COLUMNS: dict[tuple[Field, ...], dict[Field, tuple[float, float]]] = {
    ("true", "false"): {"false": (0, 144), "true": (178, 360)},
    ("true", "neither"): {"neither": (0, 144), "true": (178, 360)},
    ("neither", "false"): {"false": (0, 144), "neither": (178, 360)},
    ("true", "neither", "false"): {"false": (0, 112), "neither": (146, 190), "true": (194, 360)},
}
"""The left and right edge of each column. The days are written between the first two."""
_AXIS = {4: (144.0, 178.0), 3: (112.0, 146.0), 1: (0.0, 40.0)}


@dataclass(frozen=True, slots=True)
class _Sheet:
    pen: Pen
    days: Days
    columns: dict[Field, tuple[float, float]]
    rooms: dict[Field, Room]
    places: dict[tuple[int, int], tuple[float, float]]
    lanes: dict[int, float]  # x positions by row, for sides that turned
    axis: tuple[float, float]
    bottom: float


def draw_narrow(picture: Picture) -> Markup:
    """The picture for a phone: 360 units across."""
    sheet = _lay_out(picture)
    titles = [*_titles(picture, sheet)]
    parts = [
        shown_from(
            picture.known_in(field), sheet.pen.area((left, TOP, right, sheet.bottom - 4)), sheet.pen.words(title)
        )
        for (field, (left, right)), title in zip(sheet.columns.items(), titles, strict=True)
    ]
    parts += [*_ticks(picture, sheet)]
    pivots = {(end.row, end.mark) for crossing in picture.crossings for end in crossing.ends}
    parts += [shown_from(crossing.known, _line(picture, crossing, sheet)) for crossing in picture.crossings]
    for at, (x, y) in sheet.places.items():
        radius = (PIVOT if at in pivots else RADIUS) + 1
        room = sheet.rooms[picture.rows[at[0]].field]
        room.occupy((x - radius, y - radius, x + radius, y + radius))
        mark = picture.rows[at[0]].marks[at[1]]
        start, end = sheet.days.position(mark.first), sheet.days.position(mark.last + 1)
        if end - start > 2 * radius:
            room.occupy((x - 2, start, x + 2, end))
    between = [shown_from(c.known, *_durations(picture, c, sheet)) for c in picture.crossings]
    along = {at: found for crossing in picture.crossings for at, found in _labels_along_line(picture, crossing, sheet)}
    marks = []
    for at in sorted(sheet.places, key=lambda at: (at not in pivots, sheet.places[at][1])):
        row, mark = picture.rows[at[0]], picture.rows[at[0]].marks[at[1]]
        x, y = sheet.places[at]
        radius = PIVOT if at in pivots else RADIUS
        forms = _forms(row.side, mark, x, y, radius, turned=at in pivots)
        label = sheet.pen.first_that_fits(forms, sheet.rooms[row.field])
        if label is None and at in along:
            label = sheet.pen.first_that_fits(*along[at])
        shape = sheet.pen.mark(mark, x, y, radius)
        start, end = sheet.days.position(mark.first), sheet.days.position(mark.last + 1)
        if end - start > 2 * radius:  # the exact day within this span is unknown
            shape = sheet.pen.line("thin", [(x, start), (x, end)]) + shape
        words = sheet.pen.words(label) if label else Markup("")
        marks.append(shown_from(mark.published, Markup("<title>{}</title>").format(mark.description), shape, words))
    return sheet.pen.svg(
        "narrow", sheet.bottom, picture.description, [*parts, *between, *reversed(marks)], min(t.box[1] for t in titles)
    )


def _lay_out(picture: Picture) -> _Sheet:
    fields = picture.fields
    columns = _COLUMNS.get(fields) or {fields[0]: (44.0, NARROW)}
    axis = _AXIS[1] if len(fields) == 1 else _AXIS[3] if len(fields) == 3 else _AXIS[4]
    fullest = max(sum(len(r.marks) for r in picture.rows if r.field == field) for field in fields)
    high = min(460.0, max(150.0, 60 + 44.0 * fullest))
    first, last = picture.span
    turned_by_field = Counter(row.field for row in picture.rows if row.has_turned)
    head = _HEAD_FOR_LABEL if max(turned_by_field.values(), default=0) > 1 else 14.0
    days = Days(first, last, TOP + head, TOP + high - 14)
    bottom = TOP + high + 4
    rooms = {field: Room(left + 2, TOP + 2, right, bottom - 6) for field, (left, right) in columns.items()}
    lanes = {}
    for field in fields:
        turned = [n for n, row in enumerate(picture.rows) if row.field == field and row.has_turned]
        left, right = columns[field]
        for at, number in enumerate(turned):
            lanes[number] = (left + right) / 2 if right - left < SLIM else left + 16 + at * LANE
    pen = Pen(NARROW, picture.right_to_left)
    sheet = _Sheet(pen, days, columns, rooms, {}, lanes, axis, bottom)
    for field in fields:
        sheet.places.update(_places(picture, field, sheet))
    return sheet


def _places(picture: Picture, field: Field, sheet: _Sheet) -> Iterator[tuple[tuple[int, int], tuple[float, float]]]:
    """The positions of the marks of a field: each at the height of its day, in the first lane where it covers no other
    mark."""
    left, right = sheet.columns[field]
    slim = right - left < SLIM
    reserved = sum(1 for n in sheet.lanes if picture.rows[n].field == field)
    used: list[tuple[float, float]] = []
    every = [
        (sheet.days.middle(mark.first, mark.last), row, number)
        for row, it in enumerate(picture.rows) if it.field == field
        for number, mark in enumerate(it.marks)
    ]  # fmt: skip
    for y, row, number in sorted(every):
        x = sheet.lanes.get(row)
        if x is None:
            lanes = [(left + right) / 2] if slim else [left + 16 + (reserved + n) * LANE for n in range(4)]
            x = next((x for x in lanes if all(abs(x - a) > 1 or abs(y - b) > 2 * RADIUS for a, b in used)), lanes[-1])
        used.append((x, y))
        yield (row, number), (x, y)


def _titles(picture: Picture, sheet: _Sheet) -> Iterator[Words]:
    """The column titles, each in up to four lines, and smaller if they do not fit."""
    begins = {
        field: sheet.axis[0] + 8 if right - left < SLIM else left for field, (left, right) in sheet.columns.items()
    }
    for field, begin in begins.items():
        room = min((other for other in begins.values() if other > begin), default=NARROW) - begin - 3
        forms = [_title(picture.titles[field], begin, room, size) for size in (13.0, 12.0, 11.0, 10.0, 9.0)]
        fitting = (form for form in forms if form.box[2] <= begin + room and len(form.lines) <= 4)
        yield next(fitting, forms[-1])


def _title(title: str, x: float, room: float, size: float) -> Words:
    """A title in lines of at most this width, unless a single word is wider. The last line is right above the columns."""
    lines: list[str] = []
    for word in title.split(" "):
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and Words(((("strong", longer),),), 0, 0, size=size).box[2] <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return Words(tuple((("strong", line),) for line in lines), x, TOP - 8 - (len(lines) - 1) * size * LINE, size=size)


def _ticks(picture: Picture, sheet: _Sheet) -> Iterator[Markup]:
    left, right = sheet.axis
    across = [sheet.places[end.row, end.mark][1] for crossing in picture.crossings for end in crossing.ends[1:]]
    for tick in sheet.days.ticks(12):
        y = sheet.days.position(tick.day)
        if any(abs(y - line) < 9 for line in across):
            continue
        fits = text_width(tick.label, 10.5) < right - left - 6
        first = dates.Day.from_ordinal(tick.day)[1:] == (1, 1)  # the first tick of a year: its year says more
        short = tick.label if fits else tick.year if tick.year and first else tick.label_without_year
        size = 10.5 if text_width(short, 10.5) < right - left - 6 else 9.0
        line = sheet.pen.line("tickline", [(left + 1, y), (left + 5, y)])
        words = Words(((("faint", short),),), (left + right) / 2 + 3, y + 4, "middle", size)
        yield shown_from(picture.since(tick.day), line, sheet.pen.words(words, "tickname"))


def _line(picture: Picture, crossing: Crossing, sheet: _Sheet) -> Markup:
    points = [sheet.places[end.row, end.mark] for end in crossing.ends]
    path = [points[0]]
    for before, after in pairwise(points):
        path += [(before[0], after[1]), after]
        for room in sheet.rooms.values():
            room.occupy((before[0] - 4, before[1], before[0] + 4, after[1] + 4))
            room.occupy((min(before[0], after[0]), after[1] - 4, max(before[0], after[0]), after[1] + 4))
    last = crossing.ends[-1]
    later = [y for (row, _), (_, y) in sheet.places.items() if row == last.row and y > points[-1][1]]
    if later:
        path.append((points[-1][0], max(later)))
        sheet.rooms[picture.rows[last.row].field].occupy(
            (points[-1][0] - 4, points[-1][1], points[-1][0] + 4, max(later))
        )
    return sheet.pen.line("path", path)


def _durations(picture: Picture, crossing: Crossing, sheet: _Sheet) -> Iterator[Markup]:
    for (start, end), words in zip(pairwise(crossing.ends), crossing.between, strict=True):
        (x, y1), (_, y2) = sheet.places[start.row, start.mark], sheet.places[end.row, end.mark]
        room = sheet.rooms[picture.rows[start.row].field]
        forms = [
            Words(((("strong acc", words),),), x + 12, y1 + (y2 - y1) * share, size=size)
            for size in (16.0, 13.0)
            for share in (0.6, 0.5, 0.7, 0.4, 0.8, 0.9)
        ]
        found = sheet.pen.first_that_fits(forms, room)
        if found:
            yield sheet.pen.words(found)


def _labels_along_line(
    picture: Picture, crossing: Crossing, sheet: _Sheet
) -> Iterator[tuple[tuple[int, int], tuple[list[Words], Room]]]:
    """Alternative labels for a mark where a line arrives, placed along that line in the column that it comes from."""
    for start, end in pairwise(crossing.ends):
        (x1, _), (x2, y) = sheet.places[start.row, start.mark], sheet.places[end.row, end.mark]
        mark, side = picture.mark(end), picture.rows[end.row].side
        left, right = sheet.columns[picture.rows[start.row].field]
        forms = []
        texts = [(("strong", side), ("faint", f" {day}")) for day in (end.day, mark.day)]
        for text in (*texts, (("strong", side),)):
            for shift in (-8.0, 18.0):
                at = Words((text,), x1 + 12 if x2 > x1 else x1 - 12, y + shift, size=12)
                forms.append(at if x2 > x1 else Words(at.lines, at.x, at.y, "end", at.size))
        if left <= x1 <= right:
            yield (end.row, end.mark), (forms, sheet.rooms[picture.rows[start.row].field])


def _forms(side: str, mark: Mark, x: float, y: float, radius: float, *, turned: bool) -> Iterator[Words]:
    """The forms of a mark's label, from most to least detailed, each at the mark's height or slightly above or below
    it. If the side turned there, each names the side, and the last forms are above and below the mark."""
    named = [
        ((("strong", side), ("faint", f" {mark.label}")),),
        ((("strong", side), ("faint", f" {mark.day}")),),
        ((("strong", side),),),
    ]
    if turned:
        for form in named:
            for shift in (4.5, -10.0, 20.0):
                yield Words(form, x + radius + 6, y + shift, size=13)
        for form in named:
            for baseline in (y - radius - 5, y - radius - 12, y + radius + 14):
                yield Words(form, x - radius, baseline, size=13)
        return
    for form in (*named[:2], ((("faint", mark.label),),), named[2], ((("faint", mark.day),),)):
        for shift in (4.5, 0.0, 9.0, -4.0, 13.0):
            yield Words(form, x + radius + 6, y + shift, size=13)
