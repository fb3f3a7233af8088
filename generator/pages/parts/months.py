"""The month of a date, and lists that show their beginning and fold the rest by month."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator import dates
from generator.dates import Day
from generator.pages.paging import split_by_size
from generator.pages.parts.years import part_title
from generator.records.model import Date
from generator.text.messages import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """The month in which something was said or published. Vague dates sort after exact ones."""

    year: int  # NO_MONTH if there is no date
    month: int  # 13 if the date may be in several months

    @property
    def name(self) -> str:
        """Its name in headings."""
        if self.year == NO_MONTH:
            return _("No date given")
        if self.month <= 12:
            return dates.month_of_year(self.year, self.month)
        return _("{year}, no single month", year=dates.year_name(self.year))

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        if self.year == NO_MONTH:
            return "undated"
        return f"m-{self.year}-{self.month:02}" if self.month <= 12 else f"y-{self.year}"

    @property
    def of(self) -> str:
        """The year as a filter value."""
        return NO_DATE if self.year == NO_MONTH else dates.year_name(self.year)


NO_MONTH = 1_000_000


NO_DATE = "no date"


def month_of(date: Date | None) -> Month:
    """The month of a date as stated, ignoring the margin of approximate dates: "about 30 October" belongs to
    October."""
    first, last = date.edtf.core if date else (None, None)
    start: Day | None = first or last
    if start is None:
        return Month(NO_MONTH, 13)
    one_month = first and last and (first.year, first.month) == (last.year, last.month)
    return Month(start.year, start.month if one_month else 13)


SHOWN = 20
"""How many rows of an index are unfolded."""

FOLDED = 30
"""The most rows in one fold, so that a page with one open fold stays short."""

FEW = 6
"""A fold with fewer rows also takes the following months of its year, so that a year with few rows does not become
twelve folds."""


@dataclass(frozen=True, slots=True)
class Fold(Generic[T]):
    """Folded rows of one month, or of a few that follow each other. `begun` is whether other rows of that month are shown above."""

    name: str
    rows: tuple[T, ...]
    begun: bool


def fold_by_month(
    rows: Sequence[tuple[T, Month]], room: int, *, latest_first: bool = False
) -> tuple[tuple[T, ...], tuple[Fold[T], ...]]:
    """The first `room` rows, and the rest in folds by month. Rows in no single month come last."""
    begun = {month for _, month in rows[:room]}
    by_month: dict[Month, list[T]] = {}
    for row, month in rows[room:]:
        by_month.setdefault(month, []).append(row)
    turn = -1 if latest_first else 1
    ordered = sorted(by_month, key=lambda month: (month.month > 12, turn * month.year, turn * month.month))
    folds = []
    for months in _together(ordered, {month: len(own) for month, own in by_month.items()}, begun):
        pieces = split_by_size([row for month in months for row in by_month[month]], FOLDED)
        for number, piece in enumerate(pieces, start=1):
            name = part_title(_name(months), number, len(pieces))
            folds.append(Fold(name, tuple(piece), months[0] in begun))
    return tuple(row for row, _ in rows[:room]), tuple(folds)


def _together(months: Sequence[Month], rows: Mapping[Month, int], begun: Container[Month]) -> list[list[Month]]:
    """The months of each fold. One that has begun above the folds stays alone, since its fold holds "more"."""
    found: list[list[Month]] = []
    for month in months:
        last = found[-1] if found else []
        joins = (
            last
            and last[0].year == month.year
            and month.month <= 12
            and last[0] not in begun
            and month not in begun
            and sum(rows[it] for it in last) < FEW
            and sum(rows[it] for it in last) + rows[month] <= FOLDED
        )
        if joins:
            last.append(month)
        else:
            found.append([month])
    return found


def _name(months: Sequence[Month]) -> str:
    """The month, or the first and the last of several: "January to May 2022"."""
    if len(months) == 1:
        return months[0].name
    first, last = min(months), max(months)
    return dates.format_date(dates.parse(f"{_edtf(first)}/{_edtf(last)}"))


def _edtf(month: Month) -> str:
    sign = "-" if month.year < 0 else ""
    return f"{sign}{abs(month.year):04}-{month.month:02}"
