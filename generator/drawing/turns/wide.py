"""The picture of a claim for wide pages: a row for each side, with time running across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from generator.drawing.days import Days
from generator.drawing.label_placement import Box, Room
from generator.drawing.svg import shorten, shown_from, text_width
from generator.drawing.turns.pen import Pen, Words
from generator.drawing.turns.values import Crossing, End, Field, Mark, Picture

WIDE = 1180.0
HEAD, ROW, TURNED, MORE, FOOT = 28.0, 32.0, 60.0, 24.0, 6.0
"""The heights of a field's title, a row, the row of a side that turned, the line about further sides, and the space
below."""
AXIS = 32.0
NAMES = 190.0
"""The greatest width of field titles and side names at the start of rows."""
RADIUS, PIVOT = 10.0, 12.0
_BESIDE = 16.0
"""The distance from the middle of a mark to a label beside it."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    pen: Pen
    days: Days
    left: float
    areas: dict[Field, Box]
    heights: tuple[float, ...]  # the middle of each row
    high: frozenset[int]  # rows along which a line runs, with words above and below it
    axis: float
    rooms: dict[Field, Room]
    bottom: float


def draw_wide(picture: Picture) -> Markup:
    """The picture for wide pages: 1180 units across."""
    sheet = _lay_out(picture)
    parts = [*_draw_fields(picture, sheet), *_ticks(picture, sheet), *_names(picture, sheet)]
    pivots = {(end.row, end.mark) for crossing in picture.crossings for end in crossing.ends}
    parts += [shown_from(crossing.known, _line(picture, crossing, sheet)) for crossing in picture.crossings]
    shapes = [*_draw_marks(picture, sheet, pivots)]
    parts += [shown_from(crossing.known, *_durations(picture, crossing, sheet)) for crossing in picture.crossings]
    labels = {(end.row, end.mark): words for c in picture.crossings for end, words in _ends(picture, c, sheet)}
    for (row, number), shape in shapes:
        mark = picture.rows[row].marks[number]
        label = labels.get((row, number))
        if label is None and (row, number) not in pivots:
            label = _label(picture, row, mark, sheet)
        drawn = sheet.pen.words(label) if label else Markup("")
        parts.append(shown_from(mark.published, Markup("<title>{}</title>").format(mark.description), shape, drawn))
    return sheet.pen.svg("wide", sheet.bottom, picture.description, parts)


def _lay_out(picture: Picture) -> _Sheet:
    titles = (Words(((("strong", picture.titles[field]),),), 0, 0, size=15).box for field in picture.fields)
    names = (text_width(row.side, 15) for row in picture.rows)
    left = min(NAMES, max(*names, *(right for _left, _top, right, _bottom in titles))) + 20
    first, last = picture.span
    omitted = dict(picture.omitted)
    along = frozenset(end.row for crossing in picture.crossings for end in crossing.ends)
    heights = [0.0] * len(picture.rows)
    areas: dict[Field, Box] = {}
    y, axis = 2.0, 0.0
    for field in picture.fields:
        top = y
        y += HEAD
        for number, row in enumerate(picture.rows):
            if row.field == field:
                high = TURNED if number in along else ROW
                heights[number] = y + high / 2
                y += high
        y += (MORE if field in omitted else 0) + FOOT
        areas[field] = (left, top, WIDE, y)
        if not axis:
            axis = y
            y += AXIS
        else:
            y += 4
    rooms = {field: Room(left + 6, top + 2, WIDE - 4, bottom - 2) for field, (_, top, _, bottom) in areas.items()}
    pen = Pen(WIDE, picture.right_to_left)
    bottom = max(y, axis + AXIS) if len(areas) > 1 else axis + AXIS
    return _Sheet(pen, Days(first, last, left + 20, WIDE - 20), left, areas, tuple(heights), along, axis, rooms, bottom)


def _draw_fields(picture: Picture, sheet: _Sheet) -> Iterator[Markup]:
    """The fields with their titles, and how many sides have no row there."""
    for field, (left, top, right, bottom) in sheet.areas.items():
        title = Words(((("strong", picture.titles[field]),),), 0, top + 20, size=15)
        sheet.rooms[field].occupy(title.box)
        yield shown_from(picture.known_in(field), sheet.pen.area((left, top, right, bottom)), sheet.pen.words(title))
        for of, words in picture.omitted:
            if of == field:
                further = Words(((("faint", words),),), sheet.left + 20, bottom - FOOT - 6, size=14)
                sheet.rooms[field].occupy((sheet.left, bottom - FOOT - MORE, WIDE, bottom))
                yield shown_from("", sheet.pen.words(further))


def _ticks(picture: Picture, sheet: _Sheet) -> Iterator[Markup]:
    across = [_place(picture, end, sheet)[0] for crossing in picture.crossings for end in crossing.ends[1:]]
    for tick in sheet.days.ticks(9):
        x = sheet.days.position(tick.day)
        drawn = sheet.pen.line("tickline", [(x, sheet.axis + 10), (x, sheet.axis + 22)])
        end = x + 5 + text_width(tick.label, 13)
        if end < WIDE and not any(x < line < end + 4 for line in across):
            drawn += sheet.pen.words(Words(((("faint", tick.label),),), x + 5, sheet.axis + 21, size=13), "tickname")
        yield shown_from(picture.since(tick.day), drawn)


def _names(picture: Picture, sheet: _Sheet) -> Iterator[Markup]:
    for row, y in zip(picture.rows, sheet.heights, strict=True):
        name = shorten(row.side, sheet.left - 16, 15)
        words = Words(((("strong acc" if row.has_turned else "faint", name),),), 0, y + 5, size=15)
        yield shown_from(row.known, sheet.pen.words(words))


def _place(picture: Picture, end: End, sheet: _Sheet) -> tuple[float, float]:
    mark = picture.mark(end)
    return sheet.days.middle(mark.first, mark.last), sheet.heights[end.row]


def _line(picture: Picture, crossing: Crossing, sheet: _Sheet) -> Markup:
    """The line of a side that turned: along the row of its first mark, across, and along the row of the other."""
    points = [_place(picture, end, sheet) for end in crossing.ends]
    path = [points[0]]
    for before, after in pairwise(points):
        path += [(after[0], before[1]), after]
        for room in sheet.rooms.values():
            room.occupy((before[0], before[1] - 3, after[0], before[1] + 3))
            room.occupy((after[0] - 4, min(before[1], after[1]), after[0] + 4, max(before[1], after[1])))
    last = crossing.ends[-1]
    turned = picture.mark(last)
    later = [m for m in picture.rows[last.row].marks if m.first + m.last > turned.first + turned.last]
    if later:
        x = max(sheet.days.middle(m.first, m.last) for m in later)
        path.append((x, points[-1][1]))
        sheet.rooms[picture.rows[last.row].field].occupy((points[-1][0], points[-1][1] - 3, x, points[-1][1] + 3))
    return sheet.pen.line("path", path)


def _draw_marks(
    picture: Picture, sheet: _Sheet, pivots: set[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Markup]]:
    """Every mark at its day. Those at which a side turned are drawn last, on top."""
    every = [(row, number) for row, it in enumerate(picture.rows) for number in range(len(it.marks))]
    for row, number in sorted(every, key=lambda at: at in pivots):
        mark, y = picture.rows[row].marks[number], sheet.heights[row]
        x = sheet.days.middle(mark.first, mark.last)
        radius = PIVOT if (row, number) in pivots else RADIUS
        room = sheet.rooms[picture.rows[row].field]
        room.occupy((x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1))
        drawn = sheet.pen.mark(mark, x, y, radius)
        start, end = sheet.days.position(mark.first), sheet.days.position(mark.last + 1)
        if end - start > 2 * radius:  # the exact day within this span is unknown
            drawn = sheet.pen.line("thin", [(start, y), (end, y)]) + drawn
            room.occupy((start, y - 2, end, y + 2))
        yield (row, number), drawn


def _durations(picture: Picture, crossing: Crossing, sheet: _Sheet) -> Iterator[Markup]:
    """How long a change took, next to its line."""
    for (start, end), words in zip(pairwise(crossing.ends), crossing.between, strict=True):
        (x1, y1), (x2, y2) = _place(picture, start, sheet), _place(picture, end, sheet)
        lines = ((("strong acc", words),),)
        middle = (x1 + x2) / 2
        forms = [
            Words(lines, middle, y1 - 9, "middle", 17), Words(lines, middle, y1 + 22, "middle", 17),
            Words(lines, x2 - 10, y1 + (y2 - y1) * 0.25, "end", 17), Words(lines, x2 + 10, y1 + (y2 - y1) * 0.25, "start", 17),
        ]  # fmt: skip
        found = sheet.pen.first_that_fits(forms, sheet.rooms[picture.rows[start.row].field])
        if found:
            yield sheet.pen.words(found)


def _ends(picture: Picture, crossing: Crossing, sheet: _Sheet) -> Iterator[tuple[End, Words]]:
    for number, end in enumerate(crossing.ends):
        x, y = _place(picture, end, sheet)
        mark = picture.mark(end)
        found = sheet.pen.first_that_fits(
            _end_forms(end, mark, x, y, arrives=number > 0), sheet.rooms[picture.rows[end.row].field]
        )
        if found:
            yield end, found


def _end_forms(end: End, mark: Mark, x: float, y: float, *, arrives: bool) -> Iterator[Words]:
    """The forms of an end's label: with its words, without them, and the day alone."""
    day = ("strong", end.day)
    by = ("faint", f" {mark.who}") if mark.who else ("faint", "")
    forms: Sequence[tuple[tuple[tuple[str, str], ...], ...]] = [
        *([((day, by), (("serif", end.words),)), ((day, by, ("serif", f" {end.words}")),)] if end.words else []),
        ((day, by),),
        ((day,),),
    ]
    for lines in forms:
        if arrives:
            yield Words(lines, x - 18, y - 4 if len(lines) > 1 else y + 5, "end", 15)
        if len(lines) == 1:
            yield Words(lines, x - 11, y + 29, "start", 15)
            yield Words(lines, x - 11, y - 17, "start", 15)
            yield Words(lines, x + 11, y + 29, "end", 15)
            yield Words(lines, x + 11, y - 17, "end", 15)
        if arrives:
            yield Words(lines, x + 18, y - 4 if len(lines) > 1 else y + 5, "start", 15)


def _label(picture: Picture, row: int, mark: Mark, sheet: _Sheet) -> Words | None:
    """Who took a stance and when, next to its mark: to the right or left, and in a row with a line first above or below
    it. Never beyond another mark, to which the label would seem to belong."""
    x, y = sheet.days.middle(mark.first, mark.last), sheet.heights[row]
    forms = ([mark.label] if mark.who else []) + [mark.day]
    row_of_mark = picture.rows[row]
    near = [
        other - x
        for other in (sheet.days.middle(m.first, m.last) for m in row_of_mark.marks)
        if abs(other - x) <= _BESIDE + RADIUS
    ]
    wanted: list[Words] = []
    for form in forms:
        lines = ((("faint" if row in sheet.high else "", form),),)
        beside = [Words(lines, x + _BESIDE, y + 5)] if max(near) == 0 else []
        beside += [Words(lines, x - _BESIDE, y + 5, "end")] if min(near) == 0 else []
        around = [
            Words(lines, x, y + 28, "middle"),
            Words(lines, x, y - 18, "middle"),
            Words(lines, x - 10, y + 28),
            Words(lines, x + 10, y + 28, "end"),
        ]
        wanted += [*around, *beside] if row in sheet.high else beside
    return sheet.pen.first_that_fits(wanted, sheet.rooms[row_of_mark.field])
