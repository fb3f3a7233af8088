"""The month in which something is said to have been spoken."""

from __future__ import annotations

from dataclasses import dataclass

from generator import dates
from generator.dates import Day
from generator.records.model import Quotation


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """The month in which something is said to have been spoken; what is vaguer comes after what is known."""

    year: int  # NEVER where no date is given
    month: int  # 13 where the date lies in no one month

    @property
    def name(self) -> str:
        """As a heading says it."""
        if self.year == NEVER:
            return "No date given"
        year = dates.year_name(self.year)
        return f"{dates.MONTHS[self.month - 1]} {year}" if self.month <= 12 else f"{year}, no one month"

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


def month_of(quotation: Quotation) -> Month:
    """The stated month, without the margin of an approximate date: "about 30 October" stands in October."""
    first, last = quotation.said.edtf.core if quotation.said else (None, None)
    start: Day | None = first or last
    if start is None:
        return Month(NEVER, 13)
    one_month = first and last and (first.year, first.month) == (last.year, last.month)
    return Month(start.year, start.month if one_month else 13)
