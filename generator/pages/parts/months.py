"""The month in which something was said or published, and lists that show their beginning and unfold the rest by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator import dates
from generator.dates import Day
from generator.pages.paging import stretches
from generator.pages.parts.years import counted
from generator.records.model import Date
from generator.text.messages import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """The month in which something was said or published; what is vaguer comes after what is known."""

    year: int  # NEVER where no date is given
    month: int  # 13 where the date lies in no one month

    @property
    def name(self) -> str:
        """As a heading says it."""
        if self.year == NEVER:
            return _("No date given")
        if self.month <= 12:
            return dates.month_of_year(self.year, self.month)
        return _("{year}, no one month", year=dates.year_name(self.year))

    @property
    def anchor(self) -> str:
        """As an address has it."""
        if self.year == NEVER:
            return "undated"
        return f"m-{self.year}-{self.month:02}" if self.month <= 12 else f"y-{self.year}"

    @property
    def of(self) -> str:
        """The year as a filter has it."""
        return NO_DATE if self.year == NEVER else dates.year_name(self.year)


NEVER = 1_000_000


NO_DATE = "no date"


def month_of(date: Date | None) -> Month:
    """The stated month, without the margin of an approximate date: "about 30 October" stands in October."""
    first, last = date.edtf.core if date else (None, None)
    start: Day | None = first or last
    if start is None:
        return Month(NEVER, 13)
    one_month = first and last and (first.year, first.month) == (last.year, last.month)
    return Month(start.year, start.month if one_month else 13)


SHOWN = 20
"""So many rows of an index stand open."""

FOLDED = 30
"""So many rows at most are folded together, so that a page with one fold open stays short."""


@dataclass(frozen=True, slots=True)
class Fold(Generic[T]):
    """Rows of one month, folded. `begun`: whether rows of that month stand open above."""

    name: str
    rows: tuple[T, ...]
    begun: bool


def unfolding(
    rows: Sequence[tuple[T, Month]], room: int, *, latest_first: bool = False
) -> tuple[tuple[T, ...], tuple[Fold[T], ...]]:
    """The first rows, as many as there is room for, and folds with the others by month; what is in no one month comes last."""
    begun = {month for _, month in rows[:room]}
    by_month: dict[Month, list[T]] = {}
    for row, month in rows[room:]:
        by_month.setdefault(month, []).append(row)
    folds = []
    turn = -1 if latest_first else 1
    for month, own in sorted(
        by_month.items(), key=lambda it: (it[0].month > 12, turn * it[0].year, turn * it[0].month)
    ):
        pieces = stretches(own, FOLDED)
        for number, piece in enumerate(pieces, start=1):
            folds.append(Fold(counted(month.name, number, len(pieces)), tuple(piece), month in begun))
    return tuple(row for row, _ in rows[:room]), tuple(folds)
