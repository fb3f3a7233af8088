"""A change of sides as a line: its ends at a distance proportional to the days between them, and both in words."""

from __future__ import annotations

from dataclasses import dataclass

from generator.drawing.days import Days
from generator.findings.stances import Position, Reversal
from generator.pages.parts.here import Here, Link
from generator.pages.parts.reversals import Turn, reversal_links
from generator.records.model import Date, Stance
from generator.text.messages import N_, _, ngettext

MARGIN = 0.06
"""The margin on the axis before the first end and after the second, as a fraction of the time between them."""

MOST_TICKS = 12
"""The most labels on the axis; narrow screens show every other one."""

LAST_NARROW, LAST_WIDE = 82, 90
"""From these offsets on, in percent, a label would not fit before the end of the axis, on narrow and on wide screens."""

DONE_IN_SENTENCE: dict[Stance, str] = {
    "asserts": N_("said so"),
    "confirms": N_("admitted"),
    "denies": N_("denied"),
    "declines": N_("would not say"),
    "retracts": N_("took it back"),
    "doubts": N_("doubted"),
}
"""Each stance as what was done, within a sentence."""

DONE_AS_LABEL: dict[Stance, str] = {
    "asserts": N_("Said so"),
    "confirms": N_("Admitted"),
    "denies": N_("Denied"),
    "declines": N_("Would not say"),
    "retracts": N_("Took it back"),
    "doubts": N_("Doubted"),
}
"""Each stance as what was done, as a label or at the beginning of a sentence."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on the axis. `at` is its offset in percent; narrow screens leave out `minor` ones."""

    at: str
    label: str
    minor: bool


@dataclass(frozen=True, slots=True)
class Swing:
    """A change of sides. `start` and `end` are offsets on the axis in percent, like those of the labels; None if a date
    has no day to count from. `days` is the text between them, such as "198 days"; `done` labels both ends."""

    title: str
    days: str
    start: str | None
    end: str | None
    ticks: tuple[Tick, ...]
    turn: Turn
    done: tuple[str, str]
    everyone: Link


def swing(here: Here, reversal: Reversal) -> Swing:
    """A change of sides as a line."""
    (turn,) = reversal_links(here, [reversal])
    before, after = reversal.before[0], reversal.after[0]
    labels = _(DONE_AS_LABEL[before.stance]), _(DONE_AS_LABEL[after.stance])
    days = _days(reversal)
    everyone = here.link(reversal.proposition, _("Everyone’s answer to this question"))
    start, end = _day(before), _day(after)
    title = _("{first}, then {later}: {days}", first=labels[0], later=_(DONE_IN_SENTENCE[after.stance]), days=days)
    if start is None or end is None or start >= end:
        return Swing(title, days, None, None, (), turn, labels, everyone)
    margin = max(1, round((end - start) * MARGIN))
    axis = Days(start - margin, end + margin, 0, 100)
    ticks = (
        Tick(_at(axis, it.day), it.label, bool(n % 2) or axis.position(it.day) > LAST_NARROW)
        for n, it in enumerate(axis.ticks(MOST_TICKS))
        if axis.position(it.day) <= LAST_WIDE
    )
    return Swing(title, days, _at(axis, start), _at(axis, end), tuple(ticks), turn, labels, everyone)


def _at(axis: Days, day: int) -> str:
    return f"{axis.position(day):.2f}"


def _days(reversal: Reversal) -> str:
    """The time between the ends, abbreviated for the line: "198 days", "179–209 days"."""
    least, most = reversal.days
    if most is None:
        return ngettext("{n} day, or more", "{n} days, or more", least)
    if least == most:
        return ngettext("{n} day", "{n} days", least)
    return ngettext("{least}–{n} day", "{least}–{n} days", most, least=least)


def _day(position: Position) -> int | None:
    """The day of a position on the axis, as an ordinal: the middle of the days that its date states. None if one is
    open or there is no date."""
    date: Date | None = position.date
    first, last = date.edtf.core if date else (None, None)
    return (first.ordinal + last.ordinal) // 2 if first and last else None
