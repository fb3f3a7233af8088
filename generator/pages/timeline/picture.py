"""The picture of the timeline: three rows of blocks, one block per entry, and a title that says what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import dates
from generator.dates import Day
from generator.drawing import rows as drawing
from generator.findings.clocks import CLOCKS, Clock, Entry
from generator.pages.parts.bins import Scale, choose_scale
from generator.pages.parts.here import Here
from generator.pages.timeline import sizes
from generator.pages.timeline.rows import best_of, gist_of, lane_name
from generator.pages.timeline.slots import Slot
from generator.text import english
from generator.text.messages import _, ngettext

MOST = 120
"""The most bins of the picture; with more, a block would be a hairline on a phone."""

_BUSIEST = 2
"""How many bins may be named as the busiest."""
_WORTH = 3
"""A busiest bin is named only if at least this many bins have entries, and if it has at least this many itself."""
_FINE = 4
"""From this number of months on, a picture's bins are months instead of days."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The rows for wide and narrow screens, and what the blocks mean."""

    wide: Markup
    narrow: Markup
    caption: str


@dataclass(frozen=True, slots=True)
class Overview:
    """An overview of entries: a sentence on what stands out, the busiest months, and the picture."""

    title: str
    busiest: tuple[Slot, ...]
    picture: Picture


def overview(here: Here, entries: Sequence[Entry]) -> Overview | None:
    """An overview of these entries; None if none of them has a date."""
    ends = [day for entry in entries if entry.date for day in entry.date.edtf.core if day]
    if not ends:
        return None
    first, last = min(ends), max(ends)
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    scale = choose_scale(first, last, MOST, "month" if months >= _FINE else "day")
    placed = [(entry, number) for entry in entries if (number := _bin(entry, scale)) is not None]
    totals = Counter(number for _, number in placed)
    most = _busiest(totals)
    said = _in_words(placed, scale, first, last)

    def form(*, wide: bool) -> Markup:
        rows = [_row(here, clock, placed, most, scale, wide=wide) for clock in CLOCKS]
        ticks = drawing.ticks([*_names(scale, wide=wide)], scale.count, wide=wide)
        return drawing.draw(rows, scale.count, ticks, most, said, wide=wide, right_to_left=here.archive.right_to_left)

    busiest = (
        (scale.first_day_of(scale.first + number) for number in most) if scale.size in ("day", "week", "month") else ()
    )
    return Overview(
        _title(most, scale, first, last),
        tuple(dict.fromkeys(Slot(day.year, day.month) for day in busiest)),
        Picture(form(wide=True), form(wide=False), _caption(entries, placed, most, scale)),
    )


def _bin(entry: Entry, scale: Scale) -> int | None:
    """The index of an entry's bin; None if its date allows several bins."""
    first, last = entry.date.edtf.core if entry.date else (None, None)
    if first is None or last is None:
        return None
    starts = scale.bin_of(first)
    one = starts == scale.bin_of(last) or (entry.date is not None and entry.date.edtf.kind == "lasted")
    return starts - scale.first if one else None


def _busiest(totals: Counter[int]) -> list[int]:
    """The one or two bins with the most entries, in order of time; empty if they do not stand out."""
    if len(totals) < _WORTH:
        return []
    ranked = sorted(totals.values(), reverse=True)
    for number in range(_BUSIEST, 0, -1):
        if ranked[number - 1] > ranked[number] and ranked[number - 1] >= _WORTH:
            return sorted(n for n, count in totals.items() if count >= ranked[number - 1])
    return []


def _title(most: Sequence[int], scale: Scale, first: Day, last: Day) -> str:
    """What stands out, in a sentence."""
    names = [scale.name_of(scale.first + n) for n in most]
    if names:
        return sizes.busiest(scale, (english.capitalised(names[0]), *names[1:]))
    one, other = scale.name_of(scale.bin_of(first)), scale.name_of(scale.bin_of(last))
    if one == other:
        return _("Everything here falls into {time}.", time=one)
    return _("From {first} to {last}.", first=one, last=other)


def _row(
    here: Here, clock: Clock, placed: Sequence[tuple[Entry, int]], most: Sequence[int], scale: Scale, *, wide: bool
) -> drawing.Row:
    found = [(entry, number) for entry, number in placed if entry.clock == clock]
    words = {}
    for number in most:
        here_too = [entry for entry, other in found if other == number]
        if here_too:
            words[number] = _words(here, clock, here_too, scale.name_of(scale.first + number), wide=wide)
    return drawing.Row(
        lane_name(clock),
        Counter(number for _, number in found),
        Counter(
            number
            for entry, number in found
            if entry.date and (entry.date.edtf.approximate or entry.date.edtf.uncertain)
        ),
        words,
    )


def _words(here: Here, clock: Clock, entries: Sequence[Entry], name: str, *, wide: bool) -> drawing.Words:
    """The label of a column: the entry that most articles report, with its day. On phones, and for articles, the number
    of entries instead."""
    if not wide:
        return drawing.Words("", ngettext("{n} in {time}", "{n} in {time}", len(entries), time=_short(name)))
    if clock == "published":
        return drawing.Words("", ngettext("{n} article in {time}", "{n} articles in {time}", len(entries), time=name))
    best = best_of(entries)
    day = dates.format_short(best.date.edtf) if best.date else ""
    return drawing.Words(day, gist_of(here, [best]).text)


def _short(name: str) -> str:
    """The name of a bin with short month names and no-break spaces."""
    for month in range(1, 13):
        name = name.replace(dates.month_name(month), dates.month_name(month, short=True))
    return name.replace(" ", "\N{NO-BREAK SPACE}")


def _names(scale: Scale, *, wide: bool) -> Iterator[tuple[int, str]]:
    """The bins that may be labelled on the axis, with their labels: the first one, and those at round dates."""
    for number in range(scale.count):
        day = scale.first_day_of(scale.first + number)
        if scale.size == "month":
            if number == 0:
                yield (
                    number,
                    dates.month_of_year(day.year, day.month, short=True)
                    if wide
                    else dates.month_name(day.month, short=True),
                )
            elif day.month == 1:
                yield number, dates.month_of_year(day.year, 1, short=True) if wide else dates.year_name(day.year)
            elif day.month in (4, 7, 10):
                yield number, dates.month_name(day.month, short=True)
        elif scale.size in ("day", "week"):
            if number % 7 == 0 or scale.size == "week":
                yield number, dates.day_and_month(day.month, day.day, short=True)
        elif (
            number == 0
            or day.year % (10 if scale.count > _WORTH * 10 else 5 if scale.count > _WORTH * _FINE else 1) == 0
        ):
            yield number, dates.year_name(day.year)


def _in_words(placed: Sequence[tuple[Entry, int]], scale: Scale, first: Day, last: Day) -> str:
    """The picture's text alternative."""
    ends = {"first": scale.name_of(scale.bin_of(first)), "last": scale.name_of(scale.bin_of(last))}
    parts = [_("Three rows of blocks, from {first} to {last}.", **ends)]
    for clock in CLOCKS:
        counts = Counter(number for entry, number in placed if entry.clock == clock)
        if not counts:
            parts.append(_("{row}: none.", row=lane_name(clock)))
            continue
        number, most = max(counts.items(), key=lambda it: (it[1], -it[0]))
        time = scale.name_of(scale.first + number)
        said = _("{row}: {n}, most in {time}, {most}.", row=lane_name(clock), n=counts.total(), time=time, most=most)
        parts.append(said)
    return " ".join(parts)


def _caption(entries: Sequence[Entry], placed: Sequence[tuple[Entry, int]], most: Sequence[int], scale: Scale) -> str:
    """What the blocks mean, and what is not drawn."""
    tallest = max(Counter((entry.clock, number) for entry, number in placed).values(), default=1)
    bars = drawing.are_bars(tallest, scale.count)
    parts = [sizes.tallest(scale, tallest) if bars else sizes.block(scale)]
    if most:
        parts.append(sizes.coloured(scale, len(most)))
    if not bars and any(
        entry.date and (entry.date.edtf.approximate or entry.date.edtf.uncertain) for entry, _ in placed
    ):
        parts.append(_("A hollow block: the date is approximate."))
    vague = sum(1 for entry in entries if entry.date) - len(placed)
    if vague:
        parts.append(sizes.vague(scale, vague))
    undated = sum(1 for entry in entries if not entry.date)
    if undated:
        parts.append(_("Without a date: {n}.", n=undated))
    return " ".join(parts)
