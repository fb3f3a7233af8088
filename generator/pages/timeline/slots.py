"""The months and years of the timeline, and which entries belong to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import dates
from generator.dates import Day, Edtf
from generator.findings.clocks import CLOCKS, Entry
from generator.text.messages import _


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A month; or, with month 0, whatever belongs to no single month of a year."""

    year: int
    month: int

    @property
    def name(self) -> str:
        """Its name in headings."""
        return (
            dates.month_of_year(self.year, self.month)
            if self.month
            else _("{year}, no single month", year=dates.year_name(self.year))
        )

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return f"m-{self.year}-{self.month:02}" if self.month else f"y-{self.year}"

    @property
    def frame(self) -> tuple[Day, Day]:
        """The first and last day of the period in which a bar is drawn."""
        if not self.month:
            return Day(self.year, 1, 1), Day(self.year, 12, 31)
        after = Day(self.year + self.month // 12, self.month % 12 + 1, 1)
        return Day(self.year, self.month, 1), Day.from_ordinal(after.ordinal - 1)


@dataclass(frozen=True)
class Placed:
    """A dated entry and its slot."""

    slot: Slot
    date: Edtf
    entry: Entry

    @property
    def key(self) -> tuple[object, ...]:
        """Sort key: the slot; then dates that span most of the month or year before others; then the likeliest day;
        then precise before vague."""
        first, last = (day.ordinal if day else None for day in self.date.core)
        start, end = (first or last or 0), (last or first or 0)
        wide = end - start > 7 and self.date.kind != "lasted"
        bounds = (self.date.earliest, self.date.latest)
        breadth = sum(abs(b.ordinal - (first or last or 0)) for b in bounds if b)
        return self.slot, not wide, start, breadth, self.date.text


def placed_in_time(entries: Iterable[Entry]) -> tuple[list[Placed], list[Entry]]:
    """The dated entries in the order of the timeline, and the entries without a usable date."""
    dated, undated = [], []
    for entry in entries:
        slot = slot_of(entry.date.edtf) if entry.date else None
        if entry.date and slot:
            dated.append(Placed(slot, entry.date.edtf, entry))
        else:
            undated.append(entry)
    return sorted(dated, key=lambda p: (p.key, CLOCKS.index(p.entry.clock))), undated


def slot_of(date: Edtf) -> Slot | None:
    """The slot to file a date under: the month of its likeliest days. A period goes under its first month; if its start
    is open, under its last. None if the date has no likely days."""
    first, last = date.core
    start = first or last
    if start is None:
        return None
    in_month = date.precision in ("day", "month") and not (date.precision == "month" and first is None)
    short = first is None or last is None or last.ordinal - first.ordinal < 62 or date.kind == "lasted"
    one_month = first and last and (first.year, first.month) == (last.year, last.month)
    if one_month or (in_month and short and date.precision == "day") or (in_month and date.kind == "lasted"):
        return Slot(start.year, start.month)
    return Slot(start.year, 0)
