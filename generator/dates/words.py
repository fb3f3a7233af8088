"""Dates in words, as a careful editor prints them: no date looks more certain than it is.

This module has the English; `localised` has the other languages.

"""

from __future__ import annotations

from typing import Final

from generator.dates import localised
from generator.dates.edtf import Edtf, Span, Unit, month_length
from generator.dates.lexicon import Part
from generator.dates.phrases import CENTURY_YEARS, DECADE_YEARS, MONTH_DAYS, YEAR_MONTHS
from generator.text import messages
from generator.text.messages import _


def format_date(date: Edtf) -> str:
    """The date in words of the site's language, for running text; in English: "about 28 April 2025", "between 29 and 31
    May 2025"."""
    return _format(date, short=False)


def format_short(date: Edtf) -> str:
    """The date for a table cell, in the site's language; in English: "c. 28 Apr 2025", "within 29–31 May 2025"; "?"
    marks what is uncertain."""
    return _format(date, short=True)


def format_in_english(date: Edtf) -> str:
    """Like `format_date`, but always in English, for messages to authors."""
    return _format_english(date, short=False)


def format_clock(date: Edtf) -> str:
    """The time of day with its zone, as "10:20 (UTC+3)"; empty if the date has none."""
    if date.clock is None:
        return ""
    hours, minutes = divmod(abs(date.clock.offset), 60)
    zone = f"{'-' if date.clock.offset < 0 else '+'}{hours}{f':{minutes:02}' if minutes else ''}"
    time = (
        f"{date.clock.hour:02}:{date.clock.minute:02}" if messages.in_english() else localised.format_clock(date.clock)
    )
    return (
        _("{time} (UTC{zone})", time=time, zone=zone.replace("-", "−"))
        if date.clock.offset
        else _("{time} (UTC)", time=time)
    )


def _format(date: Edtf, *, short: bool) -> str:
    if messages.in_english():
        return _format_english(date, short=short)
    return localised.format_edtf(date, (date.as_worded and _part(date)) or "", short=short)


MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SHORT_MONTHS: Final = tuple(name[:3] for name in MONTHS)
_SEASON_NAMES: Final = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def _format_english(date: Edtf, *, short: bool) -> str:
    if date.as_worded and (part := _part(date)):
        return _format_vague(date, part, short=short)
    if not date.spans:
        return "unknown" if short else "date unknown"
    if date.form == "set":
        return _format_set(date.spans, short=short)
    (span,) = date.spans
    if span.start and span.start == span.end:
        return _format_unit(span.start, short=short)
    return _format_interval(span, short=short)


def vague_name(date: Edtf, *, short: bool = False) -> str:
    """The name of a set that spans exactly "late April 2025" or the like; empty if it has no such name."""
    part = _part(date)
    if not part:
        return ""
    return (
        _format_vague(date, part, short=short)
        if messages.in_english()
        else localised.format_edtf(date, part, short=short)
    )


def _part(date: Edtf) -> Part | None:
    """Which part of a month, year, decade or century a set spans exactly; None if it spans none."""
    span = date.spans[0] if date.form == "set" and len(date.spans) == 1 else None
    if span is None or span.start is None or span.end is None or date.approximate or date.uncertain:
        return None
    first, last = span.start.first, span.end.last
    if (span.start.precision, span.end.precision) == ("day", "day"):
        length = month_length(first.year, first.month)
        parts = {(low, min(high, length)): part for part, (low, high) in MONTH_DAYS.items()}
        return parts.get((first.day, last.day)) if first[:2] == last[:2] else None
    if (span.start.precision, span.end.precision) == ("month", "month"):
        part = next((p for p, months in YEAR_MONTHS.items() if months == (first.month, last.month)), None)
        return part if first.year == last.year else None
    if (span.start.precision, span.end.precision) == ("year", "year") and first.year >= 1000:
        return _part_of_years(first.year, last.year)[0]
    return None


def _part_of_years(first: int, last: int) -> tuple[Part | None, int]:
    """Which part of a decade or century these years are, and its length in years (10 or 100)."""
    for size, years in ((10, DECADE_YEARS), (100, CENTURY_YEARS)):
        start = first - first % size
        part = next((p for p, ends in years.items() if ends == (first - start, last - start)), None)
        if part:
            return part, size
    return None, 0


def _format_vague(date: Edtf, part: Part, *, short: bool) -> str:
    (span,) = date.spans
    if span.start is None or span.end is None:
        return ""
    first = span.start.first
    if span.start.precision == "day":
        return f"{_of_phrase(part)}{_month_name(first.month, short=short)} {year_in_english(first.year)}"
    if span.start.precision == "month":
        return f"{_of_phrase(part)}{year_in_english(first.year)}"
    _, size = _part_of_years(first.year, span.end.last.year)
    start = first.year - first.year % size
    # "2000s" may be ten years or a hundred.
    name = f"{start}s" if size == 10 and start % 100 else _years_name(start, start + size - 1)
    return f"{_of_phrase(part)}{'the ' if 'half' in part else ''}{name}"


def _of_phrase(part: str) -> str:
    return f"{part} of " if "half" in part else "mid-" if part == "mid" else f"{part} "


def _month_name(month: int, *, short: bool) -> str:
    return (SHORT_MONTHS if short else MONTHS)[month - 1]


def _format_unit(unit: Unit, *, short: bool) -> str:
    words = _qualified_name(unit, short=short)
    # "2020s" already says that the year is open, and a bare month in a table claims no day.
    if unit.unspecified and not short and not words.endswith("0s"):
        words += f", {unit.unspecified} unknown"
    return words


def _format_interval(span: Span, *, short: bool) -> str:
    start = _qualified_name(span.start, short=short) if span.start else ""
    end = _qualified_name(span.end, short=short) if span.end else ""
    if span.unknown and short:
        return f"{start or '?'} – {end or '?'}"
    if not span.end:
        return _with_preposition("from", start) + (", end unknown" if span.unknown else "")
    if not span.start:
        return _with_preposition("until", end) + (", start unknown" if span.unknown else "")
    if _are_joinable(span.start, span.end):
        return _range(span.start, span.end, short=short)
    return f"{start} – {end}" if short else f"{_with_preposition('from', start)} {_with_preposition('to', end)}"


def _format_set(spans: tuple[Span, ...], *, short: bool) -> str:
    if len(spans) > 1:
        by_year = _in_one_year(spans)
        *others, last = (_format_member(span, short=short, year=not by_year or span is spans[-1]) for span in spans)
        comma = "" if spans[-1].start and spans[-1].end else ","
        words = f"{', '.join(others)}{comma} or {last}"
        return words if short else f"one of {words}"
    (span,) = spans
    words = _format_member(span, short=short)
    if not span.start or not span.end:
        return words
    if short:
        return f"within {words}"
    if not _are_joinable(span.start, span.end):
        return f"some time {words}"
    return _format_between(span.start, span.end) if span.start.precision == "day" else f"some time in {words}"


def _format_between(start: Unit, end: Unit) -> str:
    """An unknown day from the first to the last: "between 29 and 31 May 2025"."""
    first, last, whole = start.first, end.first, _name(end, short=False)
    if first == last:
        return f"one day of {whole}"
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"between {first.day if same_month else _name(start, short=False, year=first.year != last.year)} and {whole}"


def _in_one_year(spans: tuple[Span, ...]) -> bool:
    """Whether all spans are days or months of one year, so that the year is printed once."""
    plain = all(
        start and end and _are_joinable(start, end) and start.precision in {"day", "month"} for start, end, _ in spans
    )
    return plain and len({unit.first.year for start, end, _ in spans for unit in (start, end) if unit}) == 1


def _format_member(span: Span, *, short: bool, year: bool = True) -> str:
    if span.start and span.end:
        if span.start == span.end:
            return _qualified_name(span.start, short=short, year=year)
        if _are_joinable(span.start, span.end):
            return _range(span.start, span.end, short=short, year=year)
        return _format_interval(span, short=short)
    if span.start:
        return f"{_qualified_name(span.start, short=short)} or later"
    return f"{_qualified_name(span.end, short=short)} or earlier" if span.end else ""


def _are_joinable(start: Unit, end: Unit) -> bool:
    """Whether the two may be printed as a range, with a dash between them and their common month or year printed
    once."""
    qualified = start.approximate or start.uncertain or end.approximate or end.uncertain
    return not qualified and start.precision == end.precision != "season"


def _range(start: Unit, end: Unit, *, short: bool, year: bool = True) -> str:
    first, last = start.first, end.first
    if start.precision == "year":
        return _years_name(first.year, last.year)
    whole = _name(end, short=short, year=year)
    if first == last:  # the same month, but one with an unspecified day
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
        words = _with_preposition("about", words)
    if unit.uncertain == "date":
        words = _with_preposition("perhaps", words)
    return words


def _with_preposition(preposition: str, words: str) -> str:
    """A preposition followed by the words, with "the" if they need it: about the 2020s."""
    return f"{preposition} {'the ' if words.endswith('0s') and words[0].isdigit() else ''}{words}"


def _name(unit: Unit, *, short: bool, year: bool = True) -> str:
    y, month, day = unit.first
    if unit.precision == "year":
        return year_in_english(y)
    if unit.precision in {"decade", "century"}:
        # "2000s" may mean ten years or a hundred, and "the 20th century" does not include 1900.
        unmistakable = unit.precision == "decade" and y >= 1000 and y % 100
        return f"{y}s" if unmistakable else _years_name(y, unit.last.year)
    if unit.precision == "season":
        if month < 12:
            return f"{_SEASON_NAMES[month]} {year_in_english(y)}"
        years = f"{y}–{(y + 1) % 100:02}" if y >= 1000 and (y + 1) % 100 else _years_name(y, y + 1)
        return f"winter {years}"
    words = _month_name(month, short=short)
    if unit.precision == "day":
        words = f"{day} {words}"
    return f"{words} {year_in_english(y)}" if year else words


def month_name(month: int, *, short: bool = False) -> str:
    """The name of a month on its own, by its number from 1."""
    if not messages.in_english():
        return localised.month_name(month, short=short)
    return (SHORT_MONTHS if short else MONTHS)[month - 1]


def month_of_year(year: int, month: int, *, short: bool = False) -> str:
    """A month with its year; in English: April 2025."""
    if not messages.in_english():
        return localised.month_of_year(year, month, short=short)
    return f"{month_name(month, short=short)} {year_in_english(year)}"


def day_and_month(month: int, day: int, *, short: bool = False) -> str:
    """A day without its year; in English: 28 April."""
    if not messages.in_english():
        return localised.day_and_month(month, day, short=short)
    return f"{day} {month_name(month, short=short)}"


def year_name(year: int) -> str:
    """A year; in English: 2025, AD 391, 44 BC, 12,025. The year 0 is 1 BC."""
    return year_in_english(year) if messages.in_english() else localised.year_name(year)


def years_name(first: int, last: int) -> str:
    """A range of years; in English: 1964–2008, 44–42 BC, 44 BC – AD 14."""
    return _years_name(first, last) if messages.in_english() else localised.years_name(first, last)


def year_in_english(year: int) -> str:
    """Like `year_name`, but always in English."""
    if year < 1:
        return f"{_with_grouped_digits(1 - year)} BC"
    return f"AD {year}" if year < 1000 else _with_grouped_digits(year)


def _years_name(first: int, last: int) -> str:
    if first == last:
        return year_in_english(first)
    if last < 1:
        return f"{_with_grouped_digits(1 - first)}–{year_in_english(last)}"
    if first < 1:
        return f"{year_in_english(first)} – AD {_with_grouped_digits(last)}"
    return f"{year_in_english(first)}–{_with_grouped_digits(last)}"


def _with_grouped_digits(year: int) -> str:
    return f"{year:,}" if year > 9999 else str(year)
