"""The picture of a claim for a page: fields for true, false and neither, time across all three, a row for each side,
and a line between the fields where a side changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from markupsafe import Markup

from generator import dates
from generator.archive.archive import date_sort_key
from generator.drawing import turns
from generator.drawing.turns import Field
from generator.findings.known_days import earliest, latest, published_at_latest
from generator.findings.stances import Position, Reversal
from generator.pages.parts.here import Here
from generator.pages.parts.names import short_name
from generator.pages.parts.reversals import duration, known_since
from generator.pages.parts.sides import Side, Sides, days_of
from generator.records.model import Ground, Stance
from generator.records.vocabulary import GROUNDS
from generator.text import lines, markup
from generator.text.counts import join_phrases
from generator.text.messages import N_, _, ngettext

MAX_ROWS: dict[Field, int] = {"true": 8, "neither": 3, "false": 8}
"""The most rows in each field. The list below the picture has everybody."""
MAX_MARKS = 100
"""The most marks in the whole picture, which is drawn twice, wide and narrow. With more, a page would not open at once
on a phone."""
MIN_MARKS = 5
"""Every row may have at least this many marks."""
MAX_DESCRIBED = 3
"""How many marks of a row the text alternative lists if the row has more than `MIN_MARKS`."""
MOST_TURNS = 8
"""The most changes of one side whose lines are drawn."""
MOST_WORDS = 52
"""How many characters of the words are shown at a mark where a side changed."""
LONG = 800
"""If the axis has more days than this, the labels of marks include the year."""


@dataclass(frozen=True, slots=True)
class ClaimPicture:
    """The picture for wide and narrow screens, and its key: the shapes of stances, and of what these rest on."""

    wide: Markup
    narrow: Markup
    stances: tuple[tuple[Stance, str, str], ...]  # each with the day from which one was known
    grounds: tuple[tuple[str, str, str], ...]
    sound: bool  # whether nothing rests on a headline or on an editor's inference
    thinned: bool  # whether any row has fewer marks than its side has stances


SHAPE_MEANINGS: dict[Stance, str] = {
    "asserts": N_("says so"), "confirms": N_("admits or confirms it"), "denies": N_("denies it"), "declines": N_("won’t say"),
    "retracts": N_("takes it back"), "doubts": N_("doubts it"),
}  # fmt: skip
"""What each shape means."""
SHAPES: dict[Ground | None, tuple[str, str]] = {
    "words": ("own", N_("filled: in their own words")),
    "verb": ("told", N_("hollow: in the reporter’s words")),
    "headline": ("headline", N_("dashed: in a headline")),
    "inferred": ("inferred", N_("dotted: inferred by us")),
    None: ("unsaid", N_("thin: not recorded what it rests on")),
}
"""How a shape is drawn and described in the key, by what the stance rests on."""


def claim_picture(here: Here, sides: Sides) -> ClaimPicture | None:
    """The picture of a claim; None if no stance on it has a date."""
    dated = [p for side in sides.all for p in side.positions if days_of(p)]
    if not dated:
        return None
    picture, thinned = _picture(here, sides)
    shown = [(p.stance, p.rests_on, known_since(p)) for p in dated]
    return ClaimPicture(
        turns.draw_wide(picture),
        turns.draw_narrow(picture),
        tuple(
            (stance, _(words), earliest(known for s, ground, known in shown if s == stance))
            for stance, words in SHAPE_MEANINGS.items()
            if any(s == stance for s, *rest in shown)
        ),
        tuple(
            (shape, _(words), earliest(known for s, g, known in shown if g == ground))
            for ground, (shape, words) in SHAPES.items()
            if any(g == ground for s, g, known in shown)
        ),
        all(ground in ("words", "verb") for stance, ground, known in shown),
        thinned,
    )


def _picture(here: Here, sides: Sides) -> tuple[turns.Picture, bool]:
    """The picture, and whether any row shows only some of its side's marks."""
    all_sides, sides = sides, replace(sides, all=tuple(_with_some_turns(side) for side in sides.all))
    rows: list[turns.Row] = []
    place_of_mark: dict[str, tuple[int, int]] = {}
    omitted: list[tuple[Field, str]] = []
    spans = [found for side in sides.all for p in side.positions if (found := days_of(p))]
    has_years = max(last for first, last in spans) - min(first for first, last in spans) > LONG
    drawn: list[tuple[Field, Side, list[tuple[Position, ...]]]] = []
    for field in turns.FIELDS:
        sides_here = [side for side in sides.all if any(days_of(p) for p in side.of(field))]
        # Choose those that changed sides, then those with most stances. Draw them by their first day, with those that
        # changed nearest the other field.
        chosen = sorted(sides_here, key=lambda s: (not s.turned, -len(s.of(field))))[: MAX_ROWS[field]]
        next_to_the_line = 1 if field == "true" else -1
        order = sorted(chosen, key=lambda s: (bool(s.turned) * next_to_the_line, sides_here.index(s)))
        drawn += [(field, side, _marks_of(side, field)) for side in order]
        if len(sides_here) > len(chosen):
            rest = len(sides_here) - len(chosen)
            omitted.append(
                (field, ngettext("and {n} more side, in the list below", "and {n} more sides, in the list below", rest))
            )
    mark_count = sum(min(len(groups), turns.MOST_MARKS) for *_, groups in drawn)
    most_marks = turns.MOST_MARKS if mark_count <= MAX_MARKS else max(MIN_MARKS, MAX_MARKS // len(drawn))
    for field, side, groups in drawn:
        marks: list[turns.Mark] = []
        for some in _thin_out(side, groups, most_marks):
            place_of_mark.update({p.key: (len(rows), len(marks)) for p in some})
            marks.append(_mark(here, side, some, named=has_years))
        own = here.known_day(side.id) if side.id else "0001-01-01"
        known = latest([own, earliest(mark.published for mark in marks)])
        rows.append(turns.Row(side.name, field, tuple(marks), known, bool(side.turned)))
    crossings = [
        _crossing(here, row, place_of_mark)
        for side in sides.all
        for row in side.turned
        if all(p.key in place_of_mark for r in row for p in (r.before[0], r.after[0]))
    ]
    picture = turns.Picture(
        description=_text_alternative(rows, sides),
        titles=_titles(sides),
        rows=tuple(rows),
        crossings=tuple(crossings),
        omitted=tuple(omitted),
        right_to_left=here.archive.right_to_left,
    )
    return picture, sides != all_sides or any(len(groups) > most_marks for *_, groups in drawn)


def _with_some_turns(side: Side) -> Side:
    """The side with at most `MOST_TURNS` of its changes: the first, the last, and some spread evenly between them."""
    every = sum(len(row) for row in side.turned)
    if every <= MOST_TURNS:
        return side
    kept = {round(n * (every - 1) / (MOST_TURNS - 1)) for n in range(MOST_TURNS)}
    numbers = count()
    rows: list[tuple[Reversal, ...]] = []
    for row in side.turned:
        for shown, some in groupby(row, key=lambda _reversal: next(numbers) in kept):
            if shown:
                rows.append(tuple(some))
    return replace(side, turned=tuple(rows))


def titles_of(used: Collection[Stance]) -> dict[Field, str]:
    """The title of each field, for a picture that shows these stances."""
    return {
        "true": _("Says it is true"),
        "false": _("Says it is false, or doubts it") if "denies" in used and "doubts" in used else _("Doubts it") if "doubts" in used else _("Says it is false"),
        "neither": _("Won’t say, or takes it back") if "declines" in used and "retracts" in used else _("Takes it back") if "retracts" in used else _("Won’t say"),
    }  # fmt: skip


def _titles(sides: Sides) -> dict[Field, str]:
    return titles_of({p.stance for side in sides.all for p in side.positions})


def _text_alternative(rows: Sequence[turns.Row], sides: Sides) -> str:
    """The text alternative of the picture."""
    titles = _titles(sides)
    told = []
    for field in turns.FIELDS:
        some = [
            _("{side} ({stances})", side=row.side, stances="; ".join(_marks_in_words(row.marks)))
            for row in rows
            if row.field == field
        ]
        if some:
            told.append(_("{field}: {sides}.", field=titles[field], sides=join_phrases(some)))
    return " ".join(told)


def _marks_in_words(marks: Sequence[turns.Mark]) -> list[str]:
    """What the marks of a row show, in words; only the first few of a long row, since the list below has all."""
    said = [mark.description for mark in marks]
    if len(said) <= MIN_MARKS:
        return said
    rest = len(said) - MAX_DESCRIBED
    return [*said[:MAX_DESCRIBED], ngettext("and {n} more stance", "and {n} more stances", rest)]


def _marks_of(side: Side, field: Field) -> list[tuple[Position, ...]]:
    """The dated stances of a side in a field. What a holder said on one day is one mark, even if it bears on several
    claims."""
    found: dict[object, list[Position]] = {}
    for position in side.of(field):
        if position.date and days_of(position):
            found.setdefault((position.holder, position.stance, days_of(position)), []).append(position)
    groups = [tuple(sorted(some, key=lambda p: p.best.order)) for some in found.values()]
    groups.sort(key=lambda some: (date_sort_key(some[0].date), some[0].key))
    return groups


def _thin_out(side: Side, groups: list[tuple[Position, ...]], most: int) -> list[tuple[Position, ...]]:
    """About `most` of a side's marks, spread evenly over time, and each mark at which it changed."""
    if len(groups) <= most:
        return groups
    pivots = {p.key for row in side.turned for r in row for p in (r.before[0], r.after[0])}
    step = -(-len(groups) // most)
    return [some for n, some in enumerate(groups) if n % step == 0 or any(p.key in pivots for p in some)]


def _mark(here: Here, side: Side, some: Sequence[Position], *, named: bool) -> turns.Mark:
    best = some[0]
    first, last = days_of(best) or (0, 0)
    own = best.holder.id == side.id if best.holder.id else side.id is None
    text = dates.format_short(best.date.edtf) if best.date else ""
    if not named and text[-4:].isdigit() and text[-5:-4] == " ":
        text = text[:-5]
    day = dates.format_date(best.date.edtf) if best.date else ""
    said = [] if own else [here.agent_link(best.holder).text]
    return turns.Mark(
        first=first,
        last=last,
        stance=best.stance,
        ground=best.rests_on,
        who="" if own else short_name(here.archive, best.holder),
        day=text,
        description=join_phrases([*said, day, _(SHAPE_MEANINGS[best.stance]), GROUNDS[best.rests_on]]),
        published=earliest(known_since(p) for p in some),
    )


def _crossing(here: Here, row: Sequence[Reversal], places: dict[str, tuple[int, int]]) -> turns.Crossing:
    ends = [row[0].before[0], *(r.after[0] for r in row)]
    known = latest([known_since(p) for p in ends])
    return turns.Crossing(tuple(_end(here, p, places) for p in ends), tuple(map(duration, row)), known)


def _end(here: Here, position: Position, places: dict[str, tuple[int, int]]) -> turns.End:
    row, mark = places[position.key]
    day = dates.format_date(position.date.edtf) if position.date else ""
    quoted = position.best.quoted
    words = ""
    # Only words that were published with the stance, so that a picture "as known on a day" shows nothing published
    # later.
    if quoted and not here.is_foreign(quoted.language) and published_at_latest(quoted.article) == known_since(position):
        words = _("“{words}”", words=markup.excerpt(lines.on_one_line(quoted.quotation.words), MOST_WORDS))
    return turns.End(row, mark, day, words)
