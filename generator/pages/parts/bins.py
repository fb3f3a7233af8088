"""Bins of equal size along a strip: days, weeks, months, years or longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from generator import dates
from generator.dates import Day
from generator.text.messages import _

Size = Literal["day", "week", "month", "year", "decade"]


@dataclass(frozen=True)
class Scale:
    """Bins of one size. `bin_of` returns the number of a day's bin, `first_day_of` a bin's first day, and `name_of` its name."""

    size: str
    first: int
    count: int
    bin_of: Callable[[Day], int]
    first_day_of: Callable[[int], Day]
    name_of: Callable[[int], str]
    years: int = 0  # years per bin, if larger than a decade

    @property
    def start_of_all(self) -> int:
        return self.first_day_of(self.first).ordinal

    @property
    def end_of_all(self) -> int:
        return self.first_day_of(self.first + self.count).ordinal


def choose_scale(first: Day, last: Day, most: int, finest: Size = "day") -> Scale:
    """The scale with the smallest bins, none smaller than `finest`, of which at most `most` cover all days from `first`
    to `last`."""
    sizes = [size for size, *functions in _SIZES]
    for size, of, start, said in _SIZES[sizes.index(finest) :]:
        number = of(last) - of(first) + 1
        if number <= most:
            return Scale(size, of(first), number, of, start, said)
    years = -(-(last.year - first.year + 1) // (most - 1))  # bins of as many years as necessary
    of, start, said = _of_years(years)
    return Scale(f"{years:,} years", of(first), of(last) - of(first) + 1, of, start, said, years)


def _of_years(years: int) -> tuple[Callable[[Day], int], Callable[[int], Day], Callable[[int], str]]:
    def said(number: int) -> str:
        return dates.years_name(number * years, number * years + years - 1)

    return (lambda day: day.year // years), (lambda number: Day(number * years, 1, 1)), said


def _day_name(day: Day) -> str:
    return dates.format_date(dates.parse(day.iso))


def month_name(number: int) -> str:
    """The name of a month, given as months since January of year 0; only its year if that has more than four digits."""
    year, month = divmod(number, 12)
    if abs(year) > 9999:
        return dates.year_name(year)
    return dates.format_date(dates.parse(Day(year, month + 1, 1).iso[:-3]))


# A week begins on Monday; ordinal 1, 1 January AD 1, was a Monday.
_SIZES: Final[tuple[tuple[Size, Callable[[Day], int], Callable[[int], Day], Callable[[int], str]], ...]] = (
    ("day", lambda day: day.ordinal, Day.from_ordinal, lambda n: _day_name(Day.from_ordinal(n))),
    (
        "week",
        lambda day: (day.ordinal - 1) // 7,
        lambda n: Day.from_ordinal(7 * n + 1),
        lambda n: _("week of {day}", day=_day_name(Day.from_ordinal(7 * n + 1))),
    ),
    ("month", lambda day: 12 * day.year + day.month - 1, lambda n: Day(n // 12, n % 12 + 1, 1), month_name),
    ("year", *_of_years(1)),
    ("decade", *_of_years(10)),
)
