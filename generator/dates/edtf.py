"""Parses EDTF: what a date states, and how far the true date may be from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["exact", "approximate", "lasted", "some-day-within", "unknown"]
Precision: TypeAlias = Literal["day", "month", "season", "year", "decade", "century", "none"]
Form: TypeAlias = Literal["date", "interval", "set"]
Fault: TypeAlias = Literal["stated", "proposed", "reversed", "no such month", "no such day", "open digits"]

# How far a qualified date may be from what it states. Without a margin, "about 28 April" would prove an order of events
# that its author never claimed. For a day it is the usual distance between an occasion and reports that date it by a
# weekday; for longer units it is one such unit. ISO 8601-2 leaves the width to its users.
MARGIN_DAYS: Final = 3
MARGIN_MONTHS: Final[dict[Precision, int]] = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; year 0 is 1 BC, as in ISO 8601. Days compare chronologically."""

    year: int
    month: int
    day: int

    @property
    def ordinal(self) -> int:
        """The number of the day as in `datetime.date.toordinal`: 1 for 1 January AD 1, less for earlier days."""
        # Years start in March, so that the leap day comes last (Hinnant, "chrono-Compatible Low-Level Date
        # Algorithms").
        year = self.year - (self.month <= 2)
        month = (self.month + 9) % 12
        return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + self.day - 306

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Day:
        """The day with this number; the inverse of `ordinal`."""
        era, of_era = divmod(ordinal + 305, 146_097)
        year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
        of_year = of_era - (365 * year + year // 4 - year // 100)
        month = (5 * of_year + 2) // 153
        after_december = month >= 10
        return cls(
            year + 400 * era + after_december,
            month - 9 if after_december else month + 3,
            of_year - (153 * month + 2) // 5 + 1,
        )

    @property
    def iso(self) -> str:
        """The day in ISO 8601, such as 2025-04-28. Outside the years 0000 to 9999 it has the sign that ISO 8601-1
        requires: -0043-03-15, +12025-01-01."""
        return f"{iso_year(self.year)}-{self.month:02}-{self.day:02}"


class DateFault(ValueError):  # noqa: N818  (authors are shown faults, not errors)
    """What is wrong with a date (`fault`) and what to write instead (`remedy`), as two parts of one line in a
    report."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault, remedy)
        self.fault = fault
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.fault}; {self.remedy}"


class Unit(NamedTuple):
    """One stated day, month, season, year, decade or century.

    `first` and `last` are its own days; `earliest` and `latest` include the margin of its qualification. `unspecified`
    names what an X leaves open. `approximate` and `uncertain` name what is qualified: "date" for all of it, the parts
    as in "month and year", or "" for nothing.
    """

    precision: Precision
    first: Day
    last: Day
    earliest: Day
    latest: Day
    unspecified: str = ""
    approximate: str = ""
    uncertain: str = ""


class Clock(NamedTuple):
    """A time of day with its zone: `offset` is in minutes ahead of UTC. `second` is None if it is not given."""

    hour: int
    minute: int
    second: int | None
    offset: int

    @property
    def in_utc(self) -> tuple[int, int]:
        """How many days the day in UTC differs, and the second of that day."""
        return divmod(3600 * self.hour + 60 * (self.minute - self.offset) + (self.second or 0), 86_400)


class Span(NamedTuple):
    """From one unit to another, which may be the same. An end that is None is open, or unknown if `unknown` is true."""

    start: Unit | None
    end: Unit | None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as its author wrote it (`text`), and what follows from it.

    `earliest` and `latest` are the bounds for comparing dates, including the margin of a qualified date; None if that
    end is open or unknown. `core` has the same ends without the margin: what the date states. `kind` is "lasted" for
    every interval, and "some-day-within" for a set or unspecified digits. A set of one date equals that date.
    `as_worded` says whether the record's own words, such as "late April", name exactly this span, so that the date may
    be shown by that name. `clock` is the time of day, if there is one. Then `core` is the local day, and the bounds
    include the day in UTC, so that they hold in both zones.
    """

    text: str
    earliest: Day | None
    latest: Day | None
    kind: Kind
    approximate: bool
    uncertain: bool
    precision: Precision
    core: tuple[Day | None, Day | None]
    form: Form
    spans: tuple[Span, ...]
    as_worded: bool = field(default=False, compare=False)
    clock: Clock | None = None

    def __hash__(self) -> int:
        return hash(self.text)  # everything else is derived from it

    @property
    def only_day(self) -> Day | None:
        """The single day, in the years 1 to 9999, that the date can mean; None if it can mean several."""
        day = self.earliest
        return day if day is not None and day == self.latest and 0 < day.year <= 9999 else None


def iso_attribute(date: Edtf) -> str | None:
    """A value for `<time datetime>`: the first unit that the date states, without its qualification.

    None if the HTML Standard ("valid date string", "valid month string", "valid year string") has no such value: before
    AD 1, for seasons, decades and centuries, and if the beginning is open or unknown.
    """
    starts = [span.start for span in date.spans]
    stated = [start for start in starts if start]
    if not stated or len(stated) < len(starts):
        return None
    unit = min(stated, key=lambda start: start.first)
    year, month, day = unit.first
    if year < 1:
        return None
    parts = {"year": f"{year:04}", "month": f"{year:04}-{month:02}", "day": f"{year:04}-{month:02}-{day:02}"}
    return parts.get(unit.precision)


def sort_key(date: Edtf | None) -> tuple[bool, int, bool, int, int]:
    """A sort key: the earliest bound, then the latest. An unknown bound comes after every known one. A date with a time
    of day is sorted by UTC, after dates that give only that day."""
    earliest, latest = (date.earliest, date.latest) if date else (None, None)
    if date and date.clock and date.core[0]:
        days, second = date.clock.in_utc
        day = date.core[0].ordinal + days
        return False, day, False, day, second + 1
    return (
        earliest is None,
        earliest.ordinal if earliest else 0,
        latest is None,
        latest.ordinal if latest else 0,
        0,
    )


def proves_before(a: Edtf, b: Edtf) -> bool:
    """Whether the bounds prove that a was before b. They do not if both may be on one day, or if a bound between them
    is unknown."""
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def days_between(a: Edtf, b: Edtf) -> tuple[int, int] | None:
    """The least and the most days from a to b, negative if b comes first; None if any bound is unknown."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return None
    return b.earliest.ordinal - a.latest.ordinal, b.latest.ordinal - a.earliest.ordinal


# Parsing. `remedies` parses many candidates to find what an author meant, so a fault is only named here, and worded
# when shown.

_UNKNOWN: Final = frozenset({"XXXX", "XXXX-XX", "XXXX-XX-XX"})
_DATE: Final = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_MOMENT: Final = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(?:Z|([+-])(0[0-9]|1[0-4])(?::([0-5][0-9]))?)"
)
_LONG_YEAR: Final = re.compile(r"Y(-?[1-9][0-9]{4,11})([?~%]?)")  # 12 digits exceed the age of the universe
_COARSEST: Final[tuple[Precision, ...]] = ("century", "decade", "year", "season", "month", "day")
_SEASONS: Final = {21: 3, 22: 6, 23: 9, 24: 12}  # its first month


class UnreadableError(ValueError):
    """The text is not a date. `fault` names what is wrong, for `remedies` to word with the details in `about`; None if
    the text does not have the form of a date."""

    def __init__(self, fault: Fault | None = None, *about: Any) -> None:
        super().__init__()
        self.fault = fault
        self.about = about


def read(text: str) -> Edtf:
    """The date stated by a text without surrounding white space. Raises `UnreadableError`."""
    if text in _UNKNOWN:
        return Edtf(text, None, None, "unknown", False, False, "none", (None, None), "date", ())
    if text.startswith("[") and text.endswith("]"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text and (match := _MOMENT.fullmatch(text)):
        return _moment(text, *match.groups())
    return _single(text, _unit(text))


def _moment(
    text: str, date: str, hour: str, minute: str, second: str | None, sign: str | None, *zone: str | None
) -> Edtf:
    """Date and Time (level 0), with its zone: without one, it could not be sorted by time."""
    hours, minutes = (int(part or 0) for part in zone)
    offset = (60 * hours + minutes) * (-1 if sign == "-" else 1)
    clock = Clock(int(hour), int(minute), int(second) if second else None, offset)
    unit = _unit(date)
    universal = Day.from_ordinal(unit.first.ordinal + clock.in_utc[0])
    unit = unit._replace(earliest=min(unit.first, universal), latest=max(unit.last, universal))
    return replace(_single(text, unit), clock=clock)


def _single(text: str, unit: Unit) -> Edtf:
    precision, first, last, earliest, latest, unspecified, approximate, uncertain = unit
    if approximate or uncertain:
        kind: Kind = "approximate"
    else:
        kind = "some-day-within" if unspecified else "exact"
    ends, spans = (first, last), (Span(unit, unit),)
    return Edtf(text, earliest, latest, kind, approximate != "", uncertain != "", precision, ends, "date", spans)


def _interval(text: str) -> Edtf:
    """Time Interval (level 0) and Extended Interval (level 1): `..` is an open end, an empty end is unknown."""
    written = text.split("/")
    if len(written) != 2:
        raise UnreadableError
    if not _UNKNOWN.isdisjoint(written):
        emptied = "/".join("" if end in _UNKNOWN else end for end in written)
        nearest = emptied if emptied.strip("/.") else "XXXX"
        raise UnreadableError("proposed", f"{quote(text)} has an end without a date", [nearest])
    start, end = (None if end in {"", ".."} else _unit(end) for end in written)
    if not start and not end:
        raise UnreadableError("stated", f"{quote(text)} has no date at either end", "write XXXX, or leave the date out")
    if start and end and start.first > end.last:
        raise UnreadableError("reversed", text, f"{written[1]}/{written[0]}")
    return _edtf_of(text, "lasted", "interval", (Span(start, end, unknown="" in written),))


def _set(text: str) -> Edtf:
    """Set representation, one of a set (level 2)."""
    members = [member.strip() for member in text[1:-1].split(",")]
    if not any(member.strip(".") for member in members):
        raise UnreadableError(
            "stated", f"{quote(text)} is a set without a date", "name its dates, or leave the date out"
        )
    spans = tuple(_member(text, member) for member in members if member)
    if len(spans) < len(members):
        raise UnreadableError(
            "stated", f"{quote(text)} has a comma too many", f"write [{', '.join(filter(None, members))}]"
        )
    if len(spans) == 1 and spans[0].start and spans[0].start == spans[0].end:
        return _single(text, spans[0].start)
    return _edtf_of(text, "some-day-within", "set", spans)


def _member(text: str, member: str) -> Span:
    written = [part.strip() for part in member.split("..")]
    if len(written) > 2 or not any(written):
        raise UnreadableError
    if len(written) == 1:
        unit = _unit(member)
        return Span(unit, unit)
    start, end = (_unit(part) if part else None for part in written)
    if start and end and start.first > end.last:
        raise UnreadableError("reversed", text, text.replace(member, f"{written[1]}..{written[0]}"))
    return Span(start, end)


def _edtf_of(text: str, kind: Kind, form: Form, spans: tuple[Span, ...]) -> Edtf:
    starts = [span.start for span in spans]
    ends = [span.end for span in spans]
    units = [unit for unit in (*starts, *ends) if unit]
    return Edtf(
        text=text,
        earliest=None if None in starts else min(unit.earliest for unit in starts if unit),
        latest=None if None in ends else max(unit.latest for unit in ends if unit),
        kind=kind,
        approximate=any(unit.approximate for unit in units),
        uncertain=any(unit.uncertain for unit in units),
        precision=min((unit.precision for unit in units), key=_COARSEST.index),
        core=(
            None if None in starts else min(unit.first for unit in starts if unit),
            None if None in ends else max(unit.last for unit in ends if unit),
        ),
        form=form,
        spans=spans,
    )


def _unit(text: str) -> Unit:
    if match := _DATE.fullmatch(text):
        before_year, year, after_year, before_month, month, after_month, before_day, day, after_day = match.groups("")
        precision, first, last, unspecified = _calendar(text, year, month, day)
        marks = [(before_year, after_year), (before_month, after_month), (before_day, after_day)]
        written = [year, month, day]
    elif match := _LONG_YEAR.fullmatch(text):  # Letter-prefixed calendar year (level 1)
        year, after_year = match.groups()
        precision, first, last, unspecified = "year", Day(int(year), 1, 1), Day(int(year), 12, 31), ""
        marks, written = [("", after_year)], [year]
    else:
        raise UnreadableError
    unit = Unit(precision, first, last, first, last, unspecified)
    qualified = "~" in text or "?" in text or "%" in text
    return _with_qualifiers(unit, text, marks, list(filter(None, written))) if qualified else unit


def _calendar(text: str, year: str, month: str, day: str) -> tuple[Precision, Day, Day, str]:
    """The precision, the first and the last day, and what is left unspecified."""
    if year == "-0000":
        remedy = f"write {text.replace('-0000', '0000')}, which is 1 BC"
        raise UnreadableError("stated", f"{quote(text)} has a year -0000", remedy)
    if "X" in text:
        return _unspecified(text, year, month, day)
    y = int(year)
    if not month:
        return "year", Day(y, 1, 1), Day(y, 12, 31), ""
    m = int(month)
    if m in _SEASONS and not day:
        first = Day(y, _SEASONS[m], 1)
        return "season", first, _month_end(*month_after(y, _SEASONS[m], 2)), ""
    if not 1 <= m <= 12:
        raise UnreadableError("no such month", text, year, month, day)
    if not day:
        return "month", Day(y, m, 1), _month_end(y, m), ""
    d = int(day)
    if not 1 <= d <= month_length(y, m):
        raise UnreadableError("no such day", text, year, m, d)
    return "day", Day(y, m, d), Day(y, m, d), ""


def _unspecified(text: str, year: str, month: str, day: str) -> tuple[Precision, Day, Day, str]:
    """Unspecified digit(s) from the right (level 1)."""
    if not month and re.fullmatch(r"-?[0-9]{2}[0-9X]X", year):
        low, high = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
        return "century" if year.endswith("XX") else "decade", Day(low, 1, 1), Day(high, 12, 31), "year"
    if "X" not in year and month == "XX" and day in {"", "XX"}:
        y = int(year)
        return "year", Day(y, 1, 1), Day(y, 12, 31), "month and day" if day else "month"
    if "X" not in year + month and day == "XX":
        y, m = int(year), int(month)
        if not 1 <= m <= 12:
            raise UnreadableError("no such month", text, year, month, "")
        return "month", Day(y, m, 1), _month_end(y, m), "day"
    raise UnreadableError("open digits", text, year, month, day)


def _with_qualifiers(unit: Unit, text: str, marks: list[tuple[str, str]], written: list[str]) -> Unit:
    """The unit with its bounds widened: Qualification of a date, complete (level 1) and of parts (level 2).

    A character to the right of a part qualifies it and everything to its left; one to the left of a part qualifies only
    that part.
    """
    names = ["year", "season" if unit.precision == "season" else "month", "day"][: len(written)]
    for (before, _), name, digits in zip(marks, names, written, strict=False):
        if before and digits == "XX":
            remedy = f"write {text.replace(f'{before}XX', 'XX')}"
            raise UnreadableError("stated", f"{quote(text)} qualifies a {name} that is not specified", remedy)
    approximate, uncertain = _parts(marks, "~%"), _parts(marks, "?%")
    # Parts qualified together, as in 2024-10-28~, have one margin: that of the finest part.
    finest = {part for parts in (approximate, uncertain) for part in parts if part + 1 not in parts}
    margins = {
        unit.precision if part == len(written) - 1 or written[part] == "XX" else ("year", "month")[part]
        for part in finest
    }
    months = sum(MARGIN_MONTHS.get(margin, 0) for margin in margins)
    days = MARGIN_DAYS if "day" in margins else 0
    earliest = Day.from_ordinal(_shift(unit.first, -months).ordinal - days)
    latest = Day.from_ordinal(_shift(unit.last, months, to_end=True).ordinal + days)
    qualified = approximate | uncertain
    if 0 not in qualified:
        year, month, _ = unit.first
        held = unit.precision == "day" and 1 not in qualified
        from_, to = (Day(year, month, 1), _month_end(year, month)) if held else (Day(year, 1, 1), Day(year, 12, 31))
        earliest, latest = min(unit.first, max(earliest, from_)), max(unit.last, min(latest, to))
    return unit._replace(
        earliest=earliest,
        latest=latest,
        approximate=_named_parts(approximate, names),
        uncertain=_named_parts(uncertain, names),
    )


def _parts(marks: Sequence[tuple[str, str]], characters: str) -> set[int]:
    qualified: set[int] = set()
    for part, (before, after) in enumerate(marks):
        if before and before in characters:
            qualified.add(part)
        if after and after in characters:
            qualified.update(range(part + 1))
    return qualified


def _named_parts(parts: set[int], names: Sequence[str]) -> str:
    if len(parts) == len(names):
        return "date"
    return " and ".join(names[part] for part in sorted(parts, reverse=True))


# The calendar


def month_length(year: int, month: int) -> int:
    """The number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _month_end(year: int, month: int) -> Day:
    return Day(year, month, month_length(year, month))


def month_after(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month that follow after this number of months, which may be negative."""
    year, month = divmod(12 * year + month - 1 + months, 12)
    return year, month + 1


def _shift(day: Day, months: int, *, to_end: bool = False) -> Day:
    """The day moved by this number of months. With `to_end`, the last day of a month moves to the last day of the
    other, so that no bound is too early."""
    end = _month_end(*month_after(day.year, day.month, months))
    if to_end and day == _month_end(day.year, day.month):
        return end
    return end._replace(day=min(day.day, end.day))


def iso_year(year: int) -> str:
    """A year as in ISO 8601-1: at least four digits, with a sign outside the years 0000 to 9999."""
    return f"{'-' if year < 0 else '+' if year > 9999 else ''}{abs(year):04}"


def quote(text: str) -> str:
    """The text in quotation marks for a message, on one line and cut to 60 characters."""
    text = " ".join(text.split())
    return f"'{text[:60]}{'…' if len(text) > 60 else ''}'"
