"""Dates in words of the site's language if that is not English: by the patterns of the CLDR, and by messages where it
has none. `words` does the same for English."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  (a name for a type)
from datetime import time as Time  # noqa: N812

from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list

from generator.dates.edtf import Clock, Day, Edtf, Span, Unit
from generator.text import messages
from generator.text.messages import N_, _, cached_by_language, listed


@cached_by_language
def format_edtf(date: Edtf, vague: str, *, short: bool) -> str:
    """The date in words. `vague` is the part of a longer period that it names, such as "late", or empty."""
    if vague:
        return _format_vague(date, vague, short=short)
    if not date.spans:
        return _("unknown") if short else _("date unknown")
    if date.form == "set":
        return _set(date.spans, short=short)
    (span,) = date.spans
    if span.start and span.start == span.end:
        return _format_qualified(span.start, short=short)
    return _interval(span, short=short)


def format_clock(time: Clock) -> str:
    """A time of day in 24-hour format."""
    at = Time(time.hour, time.minute)
    return str(format_skeleton("Hm", at, locale=messages.locale()))


_VAGUE = {
    "early": N_("early {time}"),
    "mid": N_("mid-{time}"),
    "late": N_("late {time}"),
    "first half": N_("first half of {time}"),
    "second half": N_("second half of {time}"),
}


def _format_vague(date: Edtf, part: str, *, short: bool) -> str:
    (span,) = date.spans
    first = span.start.first if span.start else Day(1, 1, 1)
    last = span.end.last if span.end else first
    precision = span.start.precision if span.start else "day"
    if precision == "day":
        time = month_of_year(first.year, first.month, short=short)
    elif precision == "month":
        time = year_name(first.year)
    else:
        size = 10 if last.year - first.year < 10 else 100
        start = first.year - first.year % size
        time = _decade(start) if size == 10 and start % 100 else years_name(start, start + size - 1)
    return _(_VAGUE[part], time=time)


def _interval(span: Span, *, short: bool) -> str:
    start = _format_qualified(span.start, short=short) if span.start else ""
    end = _format_qualified(span.end, short=short) if span.end else ""
    if span.unknown and short:
        return f"{start or '?'} – {end or '?'}"
    if not span.end:
        return _("from {date}, end unknown", date=start) if span.unknown else _("from {date}", date=start)
    if not span.start:
        return _("until {date}, start unknown", date=end) if span.unknown else _("until {date}", date=end)
    if _are_joinable(span.start, span.end):
        return _range(span.start, span.end, short=short)
    return f"{start} – {end}"


def _set(spans: tuple[Span, ...], *, short: bool) -> str:
    if len(spans) > 1:
        words = format_list([_member(span, short=short) for span in spans], "or", messages.locale())
        return words if short else _("one of {dates}", dates=words)
    (span,) = spans
    words = _member(span, short=short)
    if not span.start or not span.end:
        return words
    if short:
        return _("within {dates}", dates=words)
    if _are_joinable(span.start, span.end) and span.start.precision == "day":
        return _("one day of {dates}", dates=words)
    return _("some time in {dates}", dates=words)


def _member(span: Span, *, short: bool) -> str:
    if span.start and span.end:
        return _format_qualified(span.start, short=short) if span.start == span.end else _interval(span, short=short)
    if span.start:
        return _("{date} or later", date=_format_qualified(span.start, short=short))
    return _("{date} or earlier", date=_format_qualified(span.end, short=short)) if span.end else ""


def _are_joinable(start: Unit, end: Unit) -> bool:
    qualified = start.approximate or start.uncertain or end.approximate or end.uncertain
    return not qualified and start.precision == end.precision != "season"


def _range(start: Unit, end: Unit, *, short: bool) -> str:
    first, last = _as_date(start.first), _as_date(end.first)
    if start.precision == "year":
        return years_name(start.first.year, end.first.year)
    if start.precision in ("day", "month") and first and last:
        skeleton = "yMMMd" if start.precision == "day" else "yMMM" if short else "yMMMM"
        return format_interval(first, last, skeleton, locale=messages.locale())
    return f"{_name(start, short=short)} – {_name(end, short=short)}"


_UNSPECIFIED = {
    "day": N_("{date}, day unknown"),
    "month": N_("{date}, month unknown"),
    "month and day": N_("{date}, month and day unknown"),
}
_PARTS = {"day": N_("day"), "month": N_("month"), "season": N_("season"), "year": N_("year")}


def _format_qualified(unit: Unit, *, short: bool) -> str:
    words = _name(unit, short=short)
    if short:
        words = _("c. {date}", date=words) if unit.approximate else words
        return _("{date}?", date=words) if unit.uncertain else words
    for part, whole, of_parts in (
        (unit.approximate, N_("about {date}"), N_("{date} (approximate: {parts})")),
        (unit.uncertain, N_("perhaps {date}"), N_("{date} (uncertain: {parts})")),
    ):
        if part == "date":
            words = _(whole, date=words)
        elif part:
            words = _(of_parts, date=words, parts=listed([_(_PARTS[name]) for name in part.split(" and ")]))
    return _(_UNSPECIFIED[unit.unspecified], date=words) if unit.unspecified in _UNSPECIFIED else words


_SEASONS = {3: N_("spring {year}"), 6: N_("summer {year}"), 9: N_("autumn {year}"), 12: N_("winter {year}")}


def _name(unit: Unit, *, short: bool) -> str:
    year, month, day = unit.first
    if unit.precision == "year":
        return year_name(year)
    if unit.precision in ("decade", "century"):
        unmistakable = unit.precision == "decade" and year >= 1000 and year % 100
        return _decade(year) if unmistakable else years_name(year, unit.last.year)
    if unit.precision == "season":
        return _(_SEASONS[month], year=years_name(year, year + 1) if month == 12 else year_name(year))
    if unit.precision == "month":
        return month_of_year(year, month, short=short)
    known = _as_date(unit.first)
    if known is None:
        return f"{day_and_month(month, day, short=short)}, {year_name(year)}"
    if short:
        return str(format_skeleton("yMMMd", known, locale=messages.locale()))
    return str(format_date(known, "long", locale=messages.locale()))


def _decade(year: int) -> str:
    return _("the {year}s", year=str(year))


def _as_date(day: Day) -> Date | None:
    """The day as a `datetime.date` for the CLDR's patterns; None outside the years 1000 to 9999, for which these
    patterns do not give what readers expect."""
    return Date(*day) if 1000 <= day.year <= 9999 else None


@cached_by_language
def month_of_year(year: int, month: int, *, short: bool) -> str:
    """A month with its year."""
    if known := _as_date(Day(year, month, 1)):
        return str(format_skeleton("yMMM" if short else "yMMMM", known, locale=messages.locale()))
    return f"{month_name(month, short=short)}, {year_name(year)}"


@cached_by_language
def day_and_month(month: int, day: int, *, short: bool) -> str:
    """A day without its year."""
    return str(format_skeleton("MMMd" if short else "MMMMd", Date(2000, month, day), locale=messages.locale()))


@cached_by_language
def month_name(month: int, *, short: bool) -> str:
    """The name of a month on its own."""
    return str(messages.locale().months["stand-alone"]["abbreviated" if short else "wide"][month])


@cached_by_language
def year_name(year: int) -> str:
    """A year: with its era before the year 1000, with grouped digits after 9999. The year 0 is 1 BC."""
    if year < 1:
        return _("{year} BC", year=_with_grouped_digits(1 - year))
    if year < 1000:
        return _("AD {year}", year=str(year))
    known = _as_date(Day(year, 1, 1))
    return str(format_skeleton("y", known, locale=messages.locale())) if known else _with_grouped_digits(year)


@cached_by_language
def years_name(first: int, last: int) -> str:
    """A range of years."""
    if first == last:
        return year_name(first)
    start, end = _as_date(Day(first, 1, 1)), _as_date(Day(last, 1, 1))
    if start and end:
        return str(format_interval(start, end, "y", locale=messages.locale()))
    return f"{year_name(first)} – {year_name(last)}"


def _with_grouped_digits(year: int) -> str:
    return messages.number(year) if year > 9999 else str(year)
