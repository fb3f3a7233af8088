"""A time axis in days: the position of a day, and the ticks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import dates

SHORT = 75
"""Axes of at most this many days have ticks at days. Longer ones have ticks at months or years."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick at the beginning of a day, month or year. `day` is an ordinal; `label` is the label, which includes `year`
    unless that is empty."""

    day: int
    label: str
    label_without_year: str  # the label without the year, unless it is only a year
    year: str  # empty if the label does not give it


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last` (ordinals, inclusive), drawn from `start` to `end` in units of the drawing."""

    first: int
    last: int
    start: float
    end: float

    def position(self, day: float) -> float:
        """The position where a day begins. A day outside the axis is moved to its nearer end."""
        inside = min(max(day, self.first), self.last + 1)
        return self.start + (self.end - self.start) * (inside - self.first) / (self.last + 1 - self.first)

    def middle(self, first: int, last: int) -> float:
        """The middle of the visible part of the days from `first` to `last`."""
        return (self.position(first) + self.position(last + 1)) / 2

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """At most `most` ticks. The year is given at the first tick and wherever it changes."""
        if self.last - self.first < SHORT:
            return tuple(self._of_days(most))
        return tuple(self._of_months(most))

    def _of_days(self, most: int) -> Iterator[Tick]:
        long = self.last - self.first + 1
        step = next(s for s in (1, 2, 5, 7, 14, 28) if long / s <= most or s == 28)
        named = None
        for day in [*range(self.first, self.last + 1, step)][:most]:
            date = dates.Day.from_ordinal(day)
            bare = dates.day_and_month(date.month, date.day, short=True)
            yield _tick(date, bare, _day_of_year(date, bare), named=date.year != named)
            named = date.year

    def _of_months(self, most: int) -> Iterator[Tick]:
        first, last = dates.Day.from_ordinal(self.first), dates.Day.from_ordinal(self.last)
        begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
        steps = (1, 2, 3, 6, *(12 * y * 10**e for e in range(9) for y in (1, 2, 5)))
        step = next(s for s in steps if (end - begin) // s < most)
        if step >= 12:
            for year in _round_years(first.year, last.year, step // 12):
                day, name = dates.Day(year, 1, 1), dates.year_name(year)
                if day.ordinal >= self.first:
                    yield Tick(day.ordinal, name, name, name)
            return
        named = None
        for month in range(begin + -begin % step, end + 1, step):
            day = dates.Day(month // 12, month % 12 + 1, 1)
            if day.ordinal >= self.first:
                whole = dates.month_of_year(day.year, day.month, short=True)
                yield _tick(day, dates.month_name(day.month, short=True), whole, named=day.year != named)
                named = day.year


def _day_of_year(day: dates.Day, bare: str) -> str:
    if 1000 <= day.year <= 9999:
        return dates.format_short(dates.parse(day.iso))
    return f"{bare} {dates.year_name(day.year)}"


def _tick(day: dates.Day, bare: str, whole: str, *, named: bool) -> Tick:
    year = dates.year_name(day.year) if named else ""
    return Tick(day.ordinal, whole if named else bare, bare, year)


def _round_years(first: int, last: int, step: int) -> list[int]:
    """The years from `first` to `last` that are multiples of `step`. Year 0 is 1 BC, so years before it are rounded by
    their BC number."""
    before = (1 - n for n in range(step * max(1, -(-(1 - last) // step)), 2 - first, step)) if first <= 0 else ()
    return sorted([*before, *range(max(first, 1) + -max(first, 1) % step, last + 1, step)])
