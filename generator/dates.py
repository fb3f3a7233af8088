"""Dates as far as they are known: EDTF (ISO 8601-2:2019) to bounds, words, and what an author is told.

Level 0 and level 1 are read whole, and of level 2 one-of-a-set (`[a..b]`, `[a, b]`) and qualification of a part
(`2024-10~-28`). The archive dates by days, so a time of day is refused. The standard's features are named here as in the
specification of the Library of Congress, <https://www.loc.gov/standards/datetime/>.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["exact", "approximate", "lasted", "some-day-within", "unknown"]
Precision: TypeAlias = Literal["day", "month", "season", "year", "decade", "century", "none"]
Form: TypeAlias = Literal["date", "interval", "set"]

# How far a qualified date may lie from what is stated. For a day, what separates an occasion from the reports that date it by
# a weekday and relay one another; for anything coarser, the neighbouring unit. Without such a margin "about 28 April" would
# prove an order that its author never claimed. ISO 8601-2 leaves the width to the parties.
MARGIN_DAYS: Final = 3
MARGIN_MONTHS: Final[dict[Precision, int]] = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; year 0 is 1 BC, as in ISO 8601. Days compare in the order of time."""

    year: int
    month: int
    day: int

    @property
    def ordinal(self) -> int:
        """The number of the day, 1 for 1 January AD 1 as `datetime.date.toordinal` counts; differences are days."""
        # Years from March, so that the leap day comes last (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
        year = self.year - (self.month <= 2)
        month = (self.month + 9) % 12
        return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + self.day - 306

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Day:
        """The day with that number."""
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
        """2025-04-28; with the sign that ISO 8601-1 asks for outside the years 0000 to 9999: -0043-03-15, +12025-01-01."""
        return f"{_signed(self.year)}-{self.month:02}-{self.day:02}"


class DateFault(ValueError):  # noqa: N818  (a fault is what an author is told of)
    """What is wrong with a date, and what to write instead: two fragments for one line of a report."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault, remedy)
        self.fault = fault
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.fault}; {self.remedy}"


class Unit(NamedTuple):
    """One stated day, month, season, year, decade or century.

    `first` and `last` are its own days, `earliest` and `latest` those with the margin of its qualification. `unspecified`
    names what X leaves open, `approximate` and `uncertain` what is qualified: "", "date" for all of it, or the parts, as in
    "month and year".
    """

    precision: Precision
    first: Day
    last: Day
    earliest: Day
    latest: Day
    unspecified: str = ""
    approximate: str = ""
    uncertain: str = ""


class Span(NamedTuple):
    """From one unit to another, which may be the same. An end that is None is open, or `unknown`."""

    start: Unit | None
    end: Unit | None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as its author wrote it, and what follows from it.

    `earliest` and `latest` are the bounds that ordering may rely on, with the margin of a qualified date; None where that
    end is open or unknown. `core` holds the same ends without the margin, for drawing. `kind` is "lasted" for an interval
    whether its ends are qualified or not, "some-day-within" for a set or unspecified digits. A set of one date is that date.
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


def parse(text: str) -> Edtf:
    """The date that the text states. Raises DateFault, which says what to write instead.

    Seasons 21 to 24 are the meteorological ones of the northern hemisphere: spring is March to May, and the winter of a year
    is its December with the January and February after it.

    The end qualifier of a whole date widens its bounds by the margin of its precision. Where a part is qualified, its own
    margin counts, and what stands left of it unqualified is held: 2024-10-~30 stays within October. Uncertainty ("?") widens
    like approximation ("~"): either says that the neighbouring unit is possible.

    XXXX, for a date of which nothing is known, is accepted beyond the standard's level 1.
    """
    text = text.strip()
    try:
        return _read(text)
    except _UnreadableError as unreadable:
        raise (unreadable.fault() if unreadable.fault else _explained(text)) from None


def say(date: Edtf) -> str:
    """The date in English words, for running text: "about 28 April 2025", "one day of 29–31 May 2025"."""
    return _said(date, short=False)


def say_short(date: Edtf) -> str:
    """The date for the cell of a table: "c. 28 Apr 2025", "within 29–31 May 2025"; "?" marks what is uncertain."""
    return _said(date, short=True)


def iso_attribute(date: Edtf) -> str | None:
    """A value for `<time datetime>`: the first unit that the date states, without its qualification.

    None where the HTML Standard ("valid date string", "valid month string", "valid year string") has no such value: before
    AD 1, for seasons, decades and centuries, and where the beginning is open or unknown.
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


def sort_key(date: Edtf | None) -> tuple[bool, int, bool, int]:
    """The key that sorts by the earliest bound, then by the latest. A bound that is not known comes after all that are."""
    earliest, latest = (date.earliest, date.latest) if date else (None, None)
    return (
        earliest is None,
        earliest.ordinal if earliest else 0,
        latest is None,
        latest.ordinal if latest else 0,
    )


def proves_before(a: Edtf, b: Edtf) -> bool:
    """Whether the bounds leave no other order than a before b; never on the same day, never where a bound is not known."""
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def days_between(a: Edtf, b: Edtf) -> tuple[int, int] | None:
    """The least and the most days from a day of a to a day of b, negative where b comes first; None if a bound is not known."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return None
    return b.earliest.ordinal - a.latest.ordinal, b.latest.ordinal - a.earliest.ordinal


# Reading. A remedy is looked for by reading what might have been meant, so a fault is worked out only once it is to be told.

_UNKNOWN: Final = frozenset({"XXXX", "XXXX-XX", "XXXX-XX-XX"})
_DATE: Final = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_LONG_YEAR: Final = re.compile(r"Y(-?[1-9][0-9]{4,11})([?~%]?)")  # twelve digits: beyond the age of the universe
_COARSEST: Final[tuple[Precision, ...]] = ("century", "decade", "year", "season", "month", "day")
_SEASONS: Final = {21: 3, 22: 6, 23: 9, 24: 12}  # the month in which each begins


class _UnreadableError(ValueError):
    """The text is no date: it has the fault that is given, or not even the shape of one."""

    def __init__(self, fault: Callable[..., DateFault] | None = None, *about: object) -> None:
        super().__init__()
        self.fault = partial(fault, *about) if fault else None


def _read(text: str) -> Edtf:
    if text in _UNKNOWN:
        return Edtf(text, None, None, "unknown", False, False, "none", (None, None), "date", ())
    if text.startswith("[") and text.endswith("]"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _single(text, _unit(text))


def _single(text: str, unit: Unit) -> Edtf:
    precision, first, last, earliest, latest, unspecified, approximate, uncertain = unit
    if approximate or uncertain:
        kind: Kind = "approximate"
    else:
        kind = "some-day-within" if unspecified else "exact"
    ends, spans = (first, last), (Span(unit, unit),)
    return Edtf(text, earliest, latest, kind, approximate != "", uncertain != "", precision, ends, "date", spans)


def _interval(text: str) -> Edtf:
    """Time Interval (level 0), Extended Interval (level 1): `..` is an open end, nothing at all an unknown one."""
    written = text.split("/")
    if len(written) != 2:
        raise _UnreadableError
    if not _UNKNOWN.isdisjoint(written):
        emptied = "/".join("" if end in _UNKNOWN else end for end in written)
        nearest = emptied if emptied.strip("/.") else "XXXX"
        raise _UnreadableError(_proposed, f"{_quoted(text)} has an end without a date", [nearest])
    start, end = (None if end in {"", ".."} else _unit(end) for end in written)
    if not start and not end:
        raise _UnreadableError(
            DateFault, f"{_quoted(text)} has no date at either end", "write XXXX, or leave the date out"
        )
    if start and end and start.first > end.last:
        raise _UnreadableError(_reversed, text, f"{written[1]}/{written[0]}")
    return _stated(text, "lasted", "interval", (Span(start, end, unknown="" in written),))


def _set(text: str) -> Edtf:
    """Set representation, one of a set (level 2)."""
    members = [member.strip() for member in text[1:-1].split(",")]
    if not any(member.strip(".") for member in members):
        raise _UnreadableError(
            DateFault, f"{_quoted(text)} is a set without a date", "name its dates, or leave the date out"
        )
    spans = tuple(_member(text, member) for member in members if member)
    if len(spans) < len(members):
        raise _UnreadableError(
            DateFault, f"{_quoted(text)} has a comma too many", f"write [{', '.join(filter(None, members))}]"
        )
    if len(spans) == 1 and spans[0].start and spans[0].start == spans[0].end:
        return _single(text, spans[0].start)
    return _stated(text, "some-day-within", "set", spans)


def _member(text: str, member: str) -> Span:
    written = [part.strip() for part in member.split("..")]
    if len(written) > 2 or not any(written):
        raise _UnreadableError
    if len(written) == 1:
        unit = _unit(member)
        return Span(unit, unit)
    start, end = (_unit(part) if part else None for part in written)
    if start and end and start.first > end.last:
        raise _UnreadableError(_reversed, text, text.replace(member, f"{written[1]}..{written[0]}"))
    return Span(start, end)


def _stated(text: str, kind: Kind, form: Form, spans: tuple[Span, ...]) -> Edtf:
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
        raise _UnreadableError
    unit = Unit(precision, first, last, first, last, unspecified)
    qualified = "~" in text or "?" in text or "%" in text
    return _qualified(unit, text, marks, list(filter(None, written))) if qualified else unit


def _calendar(text: str, year: str, month: str, day: str) -> tuple[Precision, Day, Day, str]:
    """The precision, the first and last day, and what is left unspecified."""
    if year == "-0000":
        remedy = f"write {text.replace('-0000', '0000')}, which is 1 BC"
        raise _UnreadableError(DateFault, f"{_quoted(text)} has a year -0000", remedy)
    if "X" in text:
        return _unspecified(text, year, month, day)
    y = int(year)
    if not month:
        return "year", Day(y, 1, 1), Day(y, 12, 31), ""
    m = int(month)
    if m in _SEASONS and not day:
        first = Day(y, _SEASONS[m], 1)
        return "season", first, _month_end(*_month_after(y, _SEASONS[m], 2)), ""
    if not 1 <= m <= 12:
        raise _UnreadableError(_no_such_month, text, year, month, day)
    if not day:
        return "month", Day(y, m, 1), _month_end(y, m), ""
    d = int(day)
    if not 1 <= d <= _month_length(y, m):
        raise _UnreadableError(_no_such_day, text, year, m, d)
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
            raise _UnreadableError(_no_such_month, text, year, month, "")
        return "month", Day(y, m, 1), _month_end(y, m), "day"
    raise _UnreadableError(_open_digits, text, year, month, day)


def _qualified(unit: Unit, text: str, marks: list[tuple[str, str]], written: list[str]) -> Unit:
    """The unit with its bounds widened: Qualification of a date, complete (level 1) and of parts (level 2).

    A character right of a part qualifies it and all that stands left of it, one left of a part that part only.
    """
    names = ["year", "season" if unit.precision == "season" else "month", "day"][: len(written)]
    for (before, _), name, digits in zip(marks, names, written, strict=False):
        if before and digits == "XX":
            remedy = f"write {text.replace(f'{before}XX', 'XX')}"
            raise _UnreadableError(DateFault, f"{_quoted(text)} qualifies a {name} that is not specified", remedy)
    approximate, uncertain = _parts(marks, "~%"), _parts(marks, "?%")
    # Parts qualified together, as in 2024-10-28~, have one margin: that of the finest among them.
    finest = {part for parts in (approximate, uncertain) for part in parts if part + 1 not in parts}
    margins = {
        unit.precision if part == len(written) - 1 or written[part] == "XX" else ("year", "month")[part]
        for part in finest
    }
    months = sum(MARGIN_MONTHS.get(margin, 0) for margin in margins)
    days = MARGIN_DAYS if "day" in margins else 0
    earliest = Day.from_ordinal(_moved(unit.first, -months).ordinal - days)
    latest = Day.from_ordinal(_moved(unit.last, months, to_end=True).ordinal + days)
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


# The calendar.


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _month_end(year: int, month: int) -> Day:
    return Day(year, month, _month_length(year, month))


def _month_after(year: int, month: int, months: int) -> tuple[int, int]:
    year, month = divmod(12 * year + month - 1 + months, 12)
    return year, month + 1


def _moved(day: Day, months: int, *, to_end: bool = False) -> Day:
    """So many months later. `to_end` keeps the last day of a month the last, so that no bound falls short."""
    end = _month_end(*_month_after(day.year, day.month, months))
    if to_end and day == _month_end(day.year, day.month):
        return end
    return end._replace(day=min(day.day, end.day))


def _signed(year: int) -> str:
    return f"{'-' if year < 0 else '+' if year > 9999 else ''}{abs(year):04}"


# Words.

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEASON_NAMES: Final = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def _said(date: Edtf, *, short: bool) -> str:
    if not date.spans:
        return "unknown" if short else "date unknown"
    if date.form == "set":
        return _said_set(date.spans, short=short)
    (span,) = date.spans
    if span.start and span.start == span.end:
        return _said_unit(span.start, short=short)
    return _said_interval(span, short=short)


def _said_unit(unit: Unit, *, short: bool) -> str:
    words = _qualified_name(unit, short=short)
    # "2020s" says by itself that the year is open, and a bare month in a table claims no day.
    if unit.unspecified and not short and not words.endswith("0s"):
        words += f", {unit.unspecified} unknown"
    return words


def _said_interval(span: Span, *, short: bool) -> str:
    start = _qualified_name(span.start, short=short) if span.start else ""
    end = _qualified_name(span.end, short=short) if span.end else ""
    if span.unknown and short:
        return f"{start or '?'} – {end or '?'}"
    if not span.end:
        return _joined("from", start) + (", end unknown" if span.unknown else "")
    if not span.start:
        return _joined("until", end) + (", start unknown" if span.unknown else "")
    if _alike(span.start, span.end):
        return _range(span.start, span.end, short=short)
    return f"{start} – {end}" if short else f"{_joined('from', start)} {_joined('to', end)}"


def _said_set(spans: tuple[Span, ...], *, short: bool) -> str:
    if len(spans) > 1:
        by_year = _in_one_year(spans)
        *others, last = (_said_member(span, short=short, year=not by_year or span is spans[-1]) for span in spans)
        comma = "" if spans[-1].start and spans[-1].end else ","
        words = f"{', '.join(others)}{comma} or {last}"
        return words if short else f"one of {words}"
    (span,) = spans
    words = _said_member(span, short=short)
    if not span.start or not span.end:
        return words
    if short:
        return f"within {words}"
    if not _alike(span.start, span.end):
        return f"some time {words}"
    return f"one day of {words}" if span.start.precision == "day" else f"some time in {words}"


def _in_one_year(spans: tuple[Span, ...]) -> bool:
    """Whether all are days or months of one year, which is then printed once."""
    plain = all(start and end and _alike(start, end) and start.precision in {"day", "month"} for start, end, _ in spans)
    return plain and len({unit.first.year for start, end, _ in spans for unit in (start, end) if unit}) == 1


def _said_member(span: Span, *, short: bool, year: bool = True) -> str:
    if span.start and span.end:
        if span.start == span.end:
            return _qualified_name(span.start, short=short, year=year)
        if _alike(span.start, span.end):
            return _range(span.start, span.end, short=short, year=year)
        return _said_interval(span, short=short)
    if span.start:
        return f"{_qualified_name(span.start, short=short)} or later"
    return f"{_qualified_name(span.end, short=short)} or earlier" if span.end else ""


def _alike(start: Unit, end: Unit) -> bool:
    """Whether a dash may stand between the two, and they may share the month or the year that they are printed with."""
    qualified = start.approximate or start.uncertain or end.approximate or end.uncertain
    return not qualified and start.precision == end.precision != "season"


def _range(start: Unit, end: Unit, *, short: bool, year: bool = True) -> str:
    first, last = start.first, end.first
    if start.precision == "year":
        return _years(first.year, last.year)
    whole = _name(end, short=short, year=year)
    if first == last:  # the same month, once with an unspecified day
        return whole
    if first.year == last.year and start.precision in {"day", "month"}:
        if start.precision == "day" and first.month == last.month:
            return f"{first.day}–{whole}"
        return f"{_name(start, short=short, year=False)}{'–' if start.precision == 'month' else ' – '}{whole}"
    return f"{_name(start, short=short)} – {whole}"


def _qualified_name(unit: Unit, *, short: bool, year: bool = True) -> str:
    words = _name(unit, short=short, year=year)
    if short:
        return f"{'c. ' if unit.approximate else ''}{words}{'?' if unit.uncertain else ''}"
    if unit.approximate == unit.uncertain:
        parts = [(unit.approximate, "approximate and uncertain")]
    else:
        parts = [(unit.uncertain, "uncertain"), (unit.approximate, "approximate")]
    if notes := ", ".join(f"{part} {what}" for part, what in parts if part not in {"", "date"}):
        words = f"{words} ({notes})"
    if unit.approximate == "date":
        words = _joined("about", words)
    if unit.uncertain == "date":
        words = _joined("perhaps", words)
    return words


def _joined(preposition: str, words: str) -> str:
    """The words behind a preposition: about *the* 2020s."""
    return f"{preposition} {'the ' if words.endswith('0s') and words[0].isdigit() else ''}{words}"


def _name(unit: Unit, *, short: bool, year: bool = True) -> str:
    y, month, day = unit.first
    if unit.precision == "year":
        return _year(y)
    if unit.precision in {"decade", "century"}:
        # "2000s" may be ten years or a hundred, and "the 20th century" leaves 1900 out.
        told_apart = unit.precision == "decade" and y >= 1000 and y % 100
        return f"{y}s" if told_apart else _years(y, unit.last.year)
    if unit.precision == "season":
        if month < 12:
            return f"{_SEASON_NAMES[month]} {_year(y)}"
        years = f"{y}–{(y + 1) % 100:02}" if y >= 1000 and (y + 1) % 100 else _years(y, y + 1)
        return f"winter {years}"
    words = _MONTHS[month - 1][:3] if short else _MONTHS[month - 1]
    if unit.precision == "day":
        words = f"{day} {words}"
    return f"{words} {_year(y)}" if year else words


def _year(year: int) -> str:
    if year < 1:
        return f"{_grouped(1 - year)} BC"
    return f"AD {year}" if year < 1000 else _grouped(year)


def _years(first: int, last: int) -> str:
    if first == last:
        return _year(first)
    if last < 1:
        return f"{_grouped(1 - first)}–{_year(last)}"
    if first < 1:
        return f"{_year(first)} – AD {_grouped(last)}"
    return f"{_year(first)}–{_grouped(last)}"


def _grouped(year: int) -> str:
    return f"{year:,}" if year > 9999 else str(year)


# What an author is told. Nothing below runs for a date that can be read.

_PLAIN: Final = "write a year, a month or a day, as in 2025, 2025-04 or 2025-04-28"


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"'{text[:60]}{'…' if len(text) > 60 else ''}'"


def _reversed(text: str, swapped: str) -> DateFault:
    return DateFault(f"{_quoted(text)} ends before it begins", f"write {swapped}")


def _no_such_month(text: str, year: str, month: str, day: str) -> DateFault:
    fault, m = f"{_quoted(text)} is not a date", int(month)
    if m == 0:
        return DateFault(fault, f"write {year}-XX if the month is not known, or {year}")
    # 1990-95 is more likely five years than a month.
    short_year = [f"{year}/{year[:-2]}{month}"] if not day and 0 < m - int(year) % 100 < 30 else []
    if not day and 25 <= m <= 41:
        part, months = _division(m)
        stated = f"{year}-{m - 4}" if m <= 28 else f"[{_month(year, months[0])}..{_month(year, months[-1])}]"
        years = short_year if m == int(year) % 100 + 1 else []
        return _proposed(f"{_quoted(text)} is {part}, a code that is not supported", [stated, *years])
    if day:
        swapped, nearest = f"{year}-{day}-{month}", f"{year}-12-{day}"
        if _readable(swapped):
            return DateFault(fault, f"write {swapped} if {month} is the day, or {nearest}")
        if _readable(nearest):
            return DateFault(fault, f"write {nearest}, {year}-12 or {year}")
    elif short_year:
        return DateFault(fault, f"write {short_year[0]} for the years, or {year}-12")
    return DateFault(fault, f"write {year}-12, {year}-12-10 or {year}")


def _division(code: int) -> tuple[str, range]:
    """Sub-year groupings (level 2): what the code stands for, and its months."""
    if code <= 32:
        season = ("spring", "summer", "autumn", "winter")[(code - 25) % 4]
        start = 9 + 3 * (code - 29)
        return f"{season} in the {'northern' if code <= 28 else 'southern'} hemisphere", range(start, start + 3)
    base, size, name = next(d for d in ((40, 6, "half"), (37, 4, "third"), (33, 3, "quarter")) if code >= d[0])
    start = 1 + size * (code - base)
    return f"a {name} of a year", range(start, start + size)


def _month(year: str, month: int) -> str:
    y, m = _month_after(int(year), month, 0)
    return f"{_signed(y)}-{m:02}"


def _no_such_day(text: str, year: str, month: int, day: int) -> DateFault:
    whole = f"{year}-{month:02}"
    if day == 0:
        return DateFault(f"{_quoted(text)} is not a date", f"write {whole}-XX if the day is not known, or {whole}")
    length = _month_length(int(year), month)
    return DateFault(
        f"{_quoted(text)} is not a date: {_MONTHS[month - 1]} {_year(int(year))} has {length} days",
        f"write {whole}-{length}, the last day of that month, or {whole}",
    )


def _open_digits(text: str, year: str, month: str, day: str) -> DateFault:
    """Unspecified Digit (level 2) is not supported; the nearest that is."""
    candidates = []
    if "X" not in year + month and re.fullmatch(r"[0-3]X", day) and month in _MONTH_NUMBERS.values():
        length = _month_length(int(year), int(month))
        low, high = max(1, int(day[0] + "0")), min(length, int(day[0] + "9"))
        candidates = [f"[{year}-{month}-{low:02}..{year}-{month}-{high:02}]"]
    elif "X" not in year and re.fullmatch(r"[01]X", month) and not day:
        candidates = [f"[{year}-{max(1, int(month[0] + '0')):02}..{year}-{min(12, int(month[0] + '9')):02}]"]
    elif "X" not in year:
        candidates = [f"{year}-XX"]
    elif re.fullmatch(r"[0-9]XXX", year) and not month:
        candidates = [f"[{year[0]}000..{year[0]}999]"]
    nearest = next(filter(_readable, [*candidates, f"{year}-{month}-XX", year, f"{year[:2]}XX", "XXXX"]))
    return DateFault(f"{_quoted(text)} leaves digits open in a way that is not supported", f"write {nearest}")


def _explained(text: str) -> DateFault:
    """Why the text cannot be read, and what its author most likely means."""
    text = " ".join(text.split())
    if not text:
        return DateFault("the date is empty", f"{_PLAIN}, or leave it out")
    plain = DateFault(f"{_quoted(text)} is not a date", _PLAIN)
    if len(text) > 100:
        return plain
    for recognise in (_unsupported, _clock, _figures, _spelling, _words):
        if fault := recognise(text):
            return fault
    return plain


def _proposed(fault: str, candidates: Iterable[str]) -> DateFault:
    """The fault with those candidates that are dates; where none is, with the remedy for the first that nearly is."""
    candidates = list(dict.fromkeys(candidates))
    dates = [candidate for candidate in candidates if _readable(candidate)]
    if len(dates) == 1:
        return DateFault(fault, f"write {dates[0]}")
    if dates:
        return DateFault(fault, "write " + " or ".join(f"{date} for {say(_read(date))}" for date in dates))
    for candidate in candidates:
        try:
            _read(candidate)
        except _UnreadableError as unreadable:
            if unreadable.fault:
                return DateFault(fault, unreadable.fault().remedy)
    return DateFault(fault, _PLAIN)


def _readable(text: str) -> bool:
    try:
        _read(text)
    except _UnreadableError:
        return False
    return True


def _unsupported(text: str) -> DateFault | None:
    """What the standard has and the archive has not, said plainly."""
    if text.startswith("{"):
        inner = text.strip("{} ")
        dates = [part.strip() for part in re.split(r"\.\.|,", inner) if part.strip()]
        fault = f"{_quoted(text)} means every date of a set, which is not supported"
        return _proposed(fault, [f"[{inner}]", f"{dates[0]}/{dates[-1]}"] if dates else [])
    if match := re.fullmatch(r"Y?(-?[0-9]{1,12})E([0-9]{1,2})(?:S[0-9]+)?", text):
        return _proposed(
            f"{_quoted(text)} counts in powers of ten, which is not supported",
            [_long(int(match[1]) * 10 ** int(match[2]))],
        )
    if match := re.fullmatch(r"Y?(-?)([0-9]{4,12})S([0-9]{1,2})", text):
        sign, digits, kept = match[1], match[2], int(match[3])
        low, high = sorted(int(sign + digits[:kept].ljust(len(digits), fill)) for fill in "09")
        fault = f"{_quoted(text)} counts significant digits, which is not supported"
        return _proposed(fault, [f"[{_long(low)}..{_long(high)}]"])
    if match := re.fullmatch(r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", text):
        return _proposed(f"{_quoted(text)} counts weeks, which is not supported", _week(*match.groups()))
    if re.fullmatch(r"P[0-9YMWDTHS.]+", text):
        return DateFault(f"{_quoted(text)} is a length of time, not a date", _PLAIN)
    return None


def _long(year: int) -> str:
    return f"Y{year}" if abs(year) > 9999 else _signed(year)


def _week(year: str, week: str, day: str | None) -> list[str]:
    try:
        first = dt.date.fromisocalendar(int(year), int(week), int(day or 1))
        last = dt.date.fromisocalendar(int(year), int(week), int(day or 7))
    except ValueError:  # no such week in that year
        return [year]
    return [first.isoformat() if day else f"{first}/{last}"]


_CLOCK: Final = re.compile(
    r"(?:(?<=[0-9])T[0-9]{2}(?::?[0-9]{2}){0,2}|(?:^|[ ,T]+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?"
    r"(?: ?(?:[ap]\.?m\.?|Z|UTC|GMT))?(?: ?[+-][0-9]{2}(?::?[0-9]{2})?)?",
    re.IGNORECASE,
)


def _clock(text: str) -> DateFault | None:
    rest = _CLOCK.sub("", text).strip(" ,")
    if rest == text:
        return None
    if not rest:
        return DateFault(f"{_quoted(text)} is a time of day, not a date", _PLAIN)
    fault = f"{_quoted(text)} gives a time of day"
    try:
        return DateFault(fault, f"write {parse(rest).text}")
    except DateFault as without_time:
        return DateFault(fault, without_time.remedy)


_BETWEEN: Final = r"[ ./_年년月월日일‐‑‒–—−-]{1,2}"
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}})(?:{_BETWEEN}([0-9]{{1,2}}))?(?:{_BETWEEN})?")
_YEAR_LAST: Final = re.compile(
    rf"([0-9]{{1,2}})({_BETWEEN})(?:([0-9]{{1,2}}){_BETWEEN})?([0-9]{{4}})(?: ?г\.?|{_BETWEEN})?"
)
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}")
_UNHYPHENED: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_SHORTENED: Final = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}-[0-9]{2}(?=.)|(?:-[0-9]{2})?(?=[/–])))([/–-])([0-9]{2}(?:-[0-9]{2})?)"
)


def _figures(text: str) -> DateFault | None:
    """Years, months and days in another order or with other separators."""
    fault = f"{_quoted(text)} is not a date"
    if match := _SHORTENED.fullmatch(text):  # a date that leaves out what its end shares with its start
        start, between, end = match.groups()
        whole = start[: -len(end)] + end
        candidates = [f"{start}/{whole}"] if between == "/" else [f"{start}/{whole}", f"[{start}..{whole}]"]
        return _proposed(fault, candidates if "-" in start + end else [f"{start}-{end}", *candidates])
    if match := _YEAR_FIRST.fullmatch(text):
        return _proposed(fault, ["-".join(part.zfill(2) for part in match.groups() if part)])
    if match := _YEAR_LAST.fullmatch(text):
        one, between, two, four = match.groups()
        if not two:
            return _proposed(f"{_quoted(text)} does not put the year first", [f"{four}-{one:0>2}"])
        orders = [f"{four}-{two:0>2}-{one:0>2}"]
        if "." not in between:  # figures between full stops are day, month, year wherever they are used
            orders.append(f"{four}-{one:0>2}-{two:0>2}")
        return _proposed(f"{_quoted(text)} does not put the year first", orders)
    if _SHORT_YEAR.fullmatch(text):
        return DateFault(
            f"{_quoted(text)} does not give the year in four digits", "write year-month-day, as in 2025-04-28"
        )
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{3})", text):  # the ordinal date of ISO 8601-1
        year, number = int(match[1]), int(match[2])
        first, last = Day(year, 1, 1), Day(year, 12, 31)
        return _proposed(fault, [min(last, max(first, Day.from_ordinal(first.ordinal + number - 1))).iso])
    if (match := _UNHYPHENED.fullmatch(text)) and _readable(hyphened := "-".join(filter(None, match.groups()))):
        return DateFault(fault, f"write {hyphened}")
    if match := re.fullmatch(r"Y?(-?)([0-9]{1,12})", text):
        year = int(match[1] + match[2])
        fault = f"{_quoted(text)} does not give a year as ISO 8601 does"
        if match[1]:  # year 0 is 1 BC, and few who write -44 know it
            return _proposed(fault, [_long(year), _long(year + 1)])
        return DateFault(fault, f"write {_long(year)} for the year {_year(year)}")
    return None


def _spelling(text: str) -> DateFault | None:
    """What is EDTF but for a hyphen, a space, a bracket, a zero, or the draft of 2012 (u, open, unknown, ?~)."""
    plain = re.sub(r"[‐‑‒–—−]", "-", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"\s+|[()]", "", plain).replace("?~", "%").replace("~?", "%").replace("…", "..").replace("...", "..")
    plain = re.sub(r"^[Yy](?=-?[0-9]{5})", "Y", plain)
    plain = re.sub(r"(?<=/)open$|^open(?=/)", "..", re.sub(r"(?<=/)unknown$|^unknown(?=/)", "", plain))
    plain = re.sub(r"(?<=[0-9Xux-])[ux]|^[ux](?=[0-9ux]{3})", "X", plain)
    padded = re.sub(r"(?<=-)[0-9](?![0-9X])", r"0\g<0>", plain)
    candidates = [plain, padded]
    if ".." in padded and "/" not in padded:
        start, _, end = padded.strip("[]").partition("..")
        candidates += [f"{start}/{end}", f"[{start}..{end}]"] if start and end else [f"[{padded.strip('[]')}]"]
    elif padded.startswith("[") or padded.endswith("]"):
        inner = padded.strip("[]")
        if "/" in inner:
            candidates += [inner, f"[{inner.replace('/', '..')}]"]
        else:
            candidates.append(f"[{inner}]" if "," in inner else inner)
    elif "," in padded:
        candidates.append(f"[{padded}]")
    readable = [candidate for candidate in candidates if candidate != text and _readable(candidate)]
    return _proposed(f"{_quoted(text)} is not a date", readable) if readable else None


_MONTH_NUMBERS: Final = {name.lower(): f"{number:02}" for number, name in enumerate(_MONTHS, 1)}
_SEASON_CODES: Final = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_SPELT: Final = (
    re.compile(r"(?:(?P<d>[0-9]{1,2}) )?(?P<m>[a-z]+) (?P<y>-?[0-9]{4})"),
    re.compile(r"(?P<m>[a-z]+) (?P<d>[0-9]{1,2}) (?P<y>-?[0-9]{4})"),
    re.compile(r"(?P<y>[0-9]{4}) (?P<m>[a-z]+)(?: (?P<d>[0-9]{1,2}))?"),
)


def _words(text: str) -> DateFault | None:
    """A date in English words."""
    words = text.casefold().replace("−", "-")
    words = re.sub(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", " ", words)
    words = re.sub(r"(?<=[a-z])\.|[,'’]", " ", words)
    words = re.sub(r"(?<=[0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])", " ", words)
    words = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b(?! century)|\b(?:the|of|on|in|during)\b", " ", words)
    words = re.sub(r"\b([0-9]{1,4}) (?:bce?|b c(?: e)?)\b", lambda m: _signed(1 - int(m[1])), words)
    words = re.sub(r"\bad ([0-9]{1,4})\b|\b([0-9]{1,4}) (?:ad|ce)\b", lambda m: (m[1] or m[2]).zfill(4), words)
    words = " ".join(words.split())
    if re.fullmatch(r"\?|(?:date )?unknown(?: date)?|undated|no date|n d|nd|n/a|none|null", words):
        return DateFault(f"{_quoted(text)} is not a date", "write XXXX, or leave the date out")
    candidates = _from_words(words)
    fault = f"{_quoted(text)} is {'written in words' if re.search('[a-z]', words) else 'not a date'}"
    return _proposed(fault, candidates) if candidates else None


def _from_words(words: str) -> list[str]:
    if date := _one_date(words):
        return date
    if match := re.fullmatch(r"(?:one day|some ?time) (.+)", words):
        return [date for date in _from_words(match[1]) if date.startswith("[")]
    if match := re.fullmatch(r"between (.+) and (.+)", words):
        return _two_dates("[{}..{}]", match[1], match[2])
    if match := re.fullmatch(r"from (.+) (?:to|until|till) (.+)", words):
        return _two_dates("{}/{}", match[1], match[2])
    if match := re.fullmatch(r"(?:from|since) (.+?)(?: onwards?)?", words):
        return [f"{date}/.." for date in _from_words(match[1])]
    if match := re.fullmatch(r"(?:until|till|up to|to) (.+)", words):
        return [f"../{date}" for date in _from_words(match[1])]
    if match := re.fullmatch(r"(?:(?:either|one) )?(.+) or (.+)", words):
        open_end = {"earlier": "[..{}]", "before": "[..{}]", "later": "[{}..]", "after": "[{}..]"}.get(match[2])
        if open_end:
            return [open_end.format(date) for date in _one_date(match[1])]
        return _two_dates("[{}, {}]", match[1], match[2])
    for separator in (" to | - | ?[–—] ?", "(?<=[0-9])-(?=[0-9]{1,2} |[0-9]{4}$)|(?<=[a-z])-(?=[a-z])"):
        if match := re.fullmatch(f"(.+?)(?:{separator})(.+)", words):
            return _two_dates("{}/{}", match[1], match[2]) + _two_dates("[{}..{}]", match[1], match[2])
    return []


def _two_dates(form: str, first: str, second: str) -> list[str]:
    """Both dates in that form; the first borrows the month or year that is printed only with the second."""
    end = _one_date(second)
    tail = second.split()
    starts = (_one_date(" ".join([first, *tail[len(tail) - borrowed :]])) for borrowed in range(3))
    start = next(filter(None, starts), [])
    return [form.format(start[0], end[0])] if start and end else []


def _one_date(words: str) -> list[str]:
    if _readable(words):
        return [words]
    if match := re.fullmatch(r"(about|around|circa|ca|c|approximately|perhaps|possibly|probably|maybe) (.+)", words):
        mark = "~" if match[1][0] in "ac" else "?"
        return [f"{date}{mark}".replace("~?", "%") for date in _one_date(match[2])]
    for pattern in _SPELT:
        if match := pattern.fullmatch(words):
            parts = {"d": None, "m": None, **match.groupdict()}
            number = _month_number(parts["m"]) if parts["m"] else ""
            if number is not None:
                return ["-".join(filter(None, (parts["y"], number, (parts["d"] or "").zfill(2) if parts["d"] else "")))]
    if match := re.fullmatch(r"(early|mid|middle|late|end|beginning)[ -]([a-z]+) ([0-9]{4})", words):
        number = _month_number(match[2])
        if not number:
            return []
        thirds = {"e": (21, _month_length(int(match[3]), int(number))), "m": (11, 20)}
        low, high = (1, 10) if match[1] in {"early", "beginning"} else thirds.get(match[1][0], thirds["e"])
        return [f"[{match[3]}-{number}-{low:02}..{match[3]}-{number}-{high:02}]"]
    if match := re.fullmatch(r"(spring|summer|autumn|fall|winter) (-?[0-9]{4})(?:[/–-]([0-9]{2}|[0-9]{4}))?", words):
        season, year, next_year = match.groups()
        stated = f"{year}-{_SEASON_CODES[season]}"
        # "winter 2025" may begin in that year, or end in it.
        return [f"{_signed(int(year) - 1)}-24", stated] if season == "winter" and not next_year else [stated]
    if match := re.fullmatch(r"([0-9]{3})0s", words):
        return [f"{match[1]}X", f"{match[1][:2]}XX"] if match[1].endswith("0") else [f"{match[1]}X"]
    if match := re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)? century", words):
        return [f"{int(match[1]) - 1:02}XX"] if int(match[1]) else []
    return []


def _month_number(word: str) -> str | None:
    known = _MONTH_NUMBERS.items()
    return next(
        (number for name, number in known if word == name or (len(word) in {3, 4} and name.startswith(word))), None
    )
