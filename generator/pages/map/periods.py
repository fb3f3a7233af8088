"""The periods of time by which a reader can filter the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import dates
from generator.dates import Day
from generator.records.model import Date

MOST_BINS = 48
"""The most periods to choose from. Instead of more months, they become years, then spans of years."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A period to choose: its name, and its first and last month or year as EDTF, for the URL."""

    name: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Bins:
    """The periods to choose from, each of `months` months. `first` is the number of the first month, counted from
    January of year 0."""

    first: int
    months: int
    bins: tuple[Bin, ...]

    def span(self, date: Date | None) -> str:
        """The indexes of the first and last bin that a date overlaps, as "first-last"; empty if the date is None or
        entirely open."""
        ends = _months(date)
        if ends is None or not self.bins:
            return ""
        low, high = (min(max((m - self.first) // self.months, 0), len(self.bins) - 1) for m in ends)
        return f"{low}-{high}"

    def spans(self, some: Iterable[Date | None]) -> str:
        """How many dates there are for each span, as "span:number span:number"; dates without a span are counted under
        "x"."""
        counts: dict[str, int] = {}
        for date in some:
            span = self.span(date) or "x"
            counts[span] = counts.get(span, 0) + 1
        return " ".join(f"{span}:{number}" for span, number in sorted(counts.items()))


def _months(date: Date | None) -> tuple[int, int] | None:
    if date is None:
        return None
    start, end = date.edtf.earliest or date.edtf.latest, date.edtf.latest or date.edtf.earliest
    return (_month(start), _month(end)) if start and end else None


def _month(day: Day) -> int:
    return day.year * 12 + day.month - 1


def bins_of(some: Iterable[Date | None]) -> Bins:
    """Bins of equal length: one month, or as many months as keep the number of bins within `MOST_BINS`."""
    ends = [months for months in map(_months, some) if months]
    if not ends:
        return Bins(0, 1, ())
    first, last = min(start for start, _ in ends), max(end for _, end in ends)
    size = next(m for m in _SIZES if (last - first) // m < MOST_BINS)
    if size > 1:
        first -= first % size
    count = (last - first) // size + 1
    return Bins(first, size, tuple(_bin(first + n * size, size) for n in range(count)))


_SIZES = (1, *(12 * years * 10**e for e in range(5) for years in (1, 2, 5)))


def _bin(month: int, size: int) -> Bin:
    year = month // 12
    if size == 1:
        written = f"{_edtf(year)}-{month % 12 + 1:02}"
        return Bin(dates.month_of_year(year, month % 12 + 1), written, written)
    last = year + size // 12 - 1
    return Bin(dates.years_name(year, last), _edtf(year), _edtf(last))


def _edtf(year: int) -> str:
    return f"{year:05}" if year < 0 else f"{year:04}"
