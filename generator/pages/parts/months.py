"""The month of a date, and lists that show their beginning and fold the rest by month."""

from __future__ import annotations

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Fold(Generic[T]):
    """Folded rows of one month. `begun` is whether other rows of that month are shown above."""

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
    folds = []
    turn = -1 if latest_first else 1
    for month, own in sorted(
        by_month.items(), key=lambda it: (it[0].month > 12, turn * it[0].year, turn * it[0].month)
    ):
        pieces = split_by_size(own, FOLDED)
        for number, piece in enumerate(pieces, start=1):
            folds.append(Fold(part_title(month.name, number, len(pieces)), tuple(piece), month in begun))
    return tuple(row for row, _ in rows[:room]), tuple(folds)
