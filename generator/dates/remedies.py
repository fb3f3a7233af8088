"""Explains to an author why a text is not a date, and what to write instead.

A remedy is found by trying to read what may have been meant. None of this runs for valid dates.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from generator.dates.edtf import (
    DateFault,
    Day,
    Edtf,
    Fault,
    UnreadableError,
    iso_year,
    month_after,
    month_length,
    quote,
    read,
)
from generator.dates.lexicon import convert_eras, foreign_calendar, lexicon, with_ascii_digits
from generator.dates.phrases import candidates, is_edtf
from generator.dates.words import MONTHS, format_in_english, year_in_english


def explain_unreadable(text: str, unreadable: UnreadableError) -> DateFault:
    """The fault and remedy for a text that could not be read."""
    if unreadable.fault is None:
        return explain(text)
    return _FAULTS[unreadable.fault](*unreadable.about)


_PLAIN: Final = "write a year, a month or a day, as in 2025, 2025-04 or 2025-04-28"


def _reversed(text: str, swapped: str) -> DateFault:
    return DateFault(f"{quote(text)} ends before it begins", f"write {swapped}")


def _no_such_month(text: str, year: str, month: str, day: str) -> DateFault:
    fault, m = f"{quote(text)} is not a date", int(month)
    if m == 0:
        return DateFault(fault, f"write {year}-XX if the month is not known, or {year}")
    # 1990-95 is more likely a range of years than a month.
    short_year = [f"{year}/{year[:-2]}{month}"] if not day and 0 < m - int(year) % 100 < 30 else []
    if not day and 25 <= m <= 41:
        part, months = _division(m)
        stated = f"{year}-{m - 4}" if m <= 28 else f"[{_month(year, months[0])}..{_month(year, months[-1])}]"
        years = short_year if m == int(year) % 100 + 1 else []
        return _with_proposals(f"{quote(text)} is {part}, a code that is not supported", [stated, *years])
    if day:
        swapped, nearest = f"{year}-{day}-{month}", f"{year}-12-{day}"
        if is_edtf(swapped):
            return DateFault(fault, f"write {swapped} if {month} is the day, or {nearest}")
        if is_edtf(nearest):
            return DateFault(fault, f"write {nearest}, {year}-12 or {year}")
    elif short_year:
        return DateFault(fault, f"write {short_year[0]} for the years, or {year}-12")
    return DateFault(fault, f"write {year}-12, {year}-12-10 or {year}")


def _division(code: int) -> tuple[str, range]:
    """The name of a sub-year grouping (level 2) by its code, and its months."""
    if code <= 32:
        season = ("spring", "summer", "autumn", "winter")[(code - 25) % 4]
        start = 9 + 3 * (code - 29)
        return f"{season} in the {'northern' if code <= 28 else 'southern'} hemisphere", range(start, start + 3)
    base, size, name = next(d for d in ((40, 6, "half"), (37, 4, "third"), (33, 3, "quarter")) if code >= d[0])
    start = 1 + size * (code - base)
    return f"a {name} of a year", range(start, start + size)


def _month(year: str, month: int) -> str:
    y, m = month_after(int(year), month, 0)
    return f"{iso_year(y)}-{m:02}"


def _no_such_day(text: str, year: str, month: int, day: int) -> DateFault:
    whole = f"{year}-{month:02}"
    if day == 0:
        return DateFault(f"{quote(text)} is not a date", f"write {whole}-XX if the day is not known, or {whole}")
    length = month_length(int(year), month)
    return DateFault(
        f"{quote(text)} is not a date: {MONTHS[month - 1]} {year_in_english(int(year))} has {length} days",
        f"write {whole}-{length}, the last day of that month, or {whole}",
    )


MOST_MEMBERS: Final = 12
"""The most dates that a remedy lists individually."""


def _open_digits(text: str, year: str, month: str, day: str) -> DateFault:
    """The fault of Unspecified Digit (level 2), which is not supported. The remedy keeps the known digits as far as
    possible."""
    found = []
    members = _members(year, month, day)
    if members and _consecutive(members):
        found = [f"[{members[0]}..{members[-1]}]"]
    elif 0 < len(members) <= MOST_MEMBERS:
        found = [f"[{', '.join(members)}]"]
    elif not month and re.fullmatch(r"-?[0-9]XXX", year):
        low, high = sorted(int(year.replace("X", digit)) for digit in "09")
        found = [f"[{iso_year(low)}..{iso_year(high)}]"]
    if day and "X" not in year + month and not (members and found[0].count("..")):
        found.append(f"{year}-{month}-XX")  # shorter, and enough for some authors
    nearest = [date for date in found if is_edtf(date)]
    fault = f"{quote(text)} leaves digits open in a way that is not supported"
    if nearest:
        return DateFault(fault, propose(nearest))
    shorter = [f"{year}-XX"] if "X" not in year else [year, f"{year[:-2]}XX", *_years_of_millennium(year)]
    return DateFault(fault, f"write {next(filter(is_edtf, [*shorter, 'XXXX']))}, and the rest in words")


def _years_of_millennium(year: str) -> list[str]:
    return [f"[{year[:-3]}000..{year[:-3]}999]"] if re.fullmatch(r"[0-9]XXX", year) else []


def _members(year: str, month: str, day: str) -> list[str]:
    """Every date with these digits, in order; empty if there are too many to list."""
    if re.search("X.*X", year):
        return []
    years = [year.replace("X", digit) for digit in "0123456789"] if "X" in year else [year]
    if year.startswith("-"):
        years.reverse()
    months = [f"{m:02}" for m in range(1, 13) if _matches(f"{m:02}", month)] if month else [""]
    days = [f"{d:02}" for d in range(1, 32) if _matches(f"{d:02}", day)] if day and day != "XX" else [day]
    if len(years) * len(months) * len(days) > 10 * MOST_MEMBERS:
        return []
    written = ("-".join(filter(None, parts)) for y in years for m in months for d in days for parts in [(y, m, d)])
    return [date for date in written if is_edtf(date)]


def _matches(digits: str, pattern: str) -> bool:
    return all(p in ("X", d) for d, p in zip(digits, pattern, strict=True))


def _consecutive(members: list[str]) -> bool:
    """Whether the dates follow each other without a gap, so that the first and the last describe them all."""
    spans = [read(member).core for member in members]
    return all(one[1] and two[0] and two[0].ordinal == one[1].ordinal + 1 for one, two in pairwise(spans))


def explain(text: str) -> DateFault:
    """Why the text cannot be read, and what its author most likely meant."""
    text = " ".join(text.split())
    if not text:
        return DateFault("the date is empty", f"{_PLAIN}, or leave it out")
    plain = DateFault(f"{quote(text)} is not a date", _PLAIN)
    if len(text) > 100:
        return plain
    for recognise in (_unsupported, _clock, _of_era, _numeric_date, _spelling, _date_in_words):
        if fault := recognise(text):
            return fault
    return plain


def _with_proposals(fault: str, found: Iterable[str]) -> DateFault:
    """The fault with the valid candidates as its remedy; if none is valid, with the remedy for the first that is nearly
    so."""
    found = list(dict.fromkeys(found))
    dates = [candidate for candidate in found if is_edtf(candidate)]
    if dates:
        return DateFault(fault, propose(dates))
    for candidate in found:
        try:
            read(candidate)
        except UnreadableError as unreadable:
            if unreadable.fault:
                return DateFault(fault, explain_unreadable(candidate, unreadable).remedy)
    return DateFault(fault, _PLAIN)


def propose(dates: Iterable[str]) -> str:
    """The remedy that names these dates; if there are several, each with its meaning."""
    several = tuple(dict.fromkeys(dates))
    if len(several) == 1:
        return f"write {several[0]}"
    return "write " + " or ".join(f"{date} for {format_in_english(read(date))}" for date in several)


def _unsupported(text: str) -> DateFault | None:
    """The fault and remedy for features of the standard that this archive does not support; None for other texts."""
    if text.startswith("{"):
        inner = text.strip("{} ")
        dates = [part.strip() for part in re.split(r"\.\.|,", inner) if part.strip()]
        start = ".." if inner.startswith("..") else dates[0] if dates else ""
        end = ".." if inner.endswith("..") else dates[-1] if dates else ""
        fault = f"{quote(text)} means every date of a set, which is not supported"
        return _with_proposals(fault, [f"[{inner}]", f"{start}/{end}"] if dates else [])
    if match := re.fullmatch(r"Y?(-?[0-9]{1,12})E([0-9]{1,2})(?:S[0-9]+)?", text):
        return _with_proposals(
            f"{quote(text)} counts in powers of ten, which is not supported",
            [_long_year(int(match[1]) * 10 ** int(match[2]))],
        )
    if match := re.fullmatch(r"Y?(-?)([0-9]{4,12})S([0-9]{1,2})", text):
        sign, digits, kept = match[1], match[2], int(match[3])
        low, high = sorted(int(sign + digits[:kept].ljust(len(digits), fill)) for fill in "09")
        fault = f"{quote(text)} counts significant digits, which is not supported"
        return _with_proposals(fault, [f"[{_long_year(low)}..{_long_year(high)}]"])
    if match := re.fullmatch(r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", text):
        return _with_proposals(f"{quote(text)} counts weeks, which is not supported", _week(*match.groups()))
    if re.fullmatch(r"P[0-9YMWDTHS.]+", text):
        return DateFault(f"{quote(text)} is a length of time, not a date", _PLAIN)
    return None


def _long_year(year: int) -> str:
    return f"Y{year}" if abs(year) > 9999 else iso_year(year)


def _week(year: str, week: str, day: str | None) -> list[str]:
    try:
        first = dt.date.fromisocalendar(int(year), int(week), int(day or 1))
        last = dt.date.fromisocalendar(int(year), int(week), int(day or 7))
    except (ValueError, OverflowError):  # no such week, or beyond the year 9999
        return [year]
    return [first.isoformat() if day else f"{first}/{last}"]


_CLOCK: Final = re.compile(
    r"(?:(?<=[0-9])T[0-9]{2}(?::?[0-9]{2}){0,2}|(?:^|(?<![ ,T])[ ,T]++)[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|(?= ?[ap]\.?m)))(?:[.,][0-9]+)?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT))?(?: ?[+-][0-9]{2}(?::?[0-9]{2})?)?",
    re.IGNORECASE,
)


def _clock(text: str) -> DateFault | None:
    zoned = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})", text)
    if zoned and is_edtf(zoned[1]):
        return DateFault(f"{quote(text)} gives a time zone without a time", f"write {zoned[1]}")
    found = _CLOCK.search(text)
    day_part = _CLOCK.sub("", text).strip(" ,")
    if found is None or day_part == text:
        return None
    if not day_part:
        return DateFault(f"{quote(text)} is a time of day, not a date", _PLAIN)
    zone = _zone(found[0])
    fault = f"{quote(text)} gives a time of day{f' in the zone {zone}' if zone else ''}"
    stated, named = _only_reading(day_part), None
    if not stated and (named := _ZONE_NAME.search(day_part)):
        day_part = day_part[: named.start()].strip(" ,")
        stated = _only_reading(day_part)
    if not stated:
        try:
            read(day_part)
        except UnreadableError as without_time:
            return DateFault(fault, explain_unreadable(day_part, without_time).remedy)
    day = read(stated or day_part)
    if named and not zone:
        return DateFault(fault, f"write {day.text}; keep the time and its zone in words")
    moment = _moment(day, found[0]) if zone and day.kind == "exact" and day.precision == "day" else None
    if moment is None:
        keep = ", the day in UTC; keep the time in words" if zone == "UTC" else ""
        return DateFault(fault, f"write {day.text}{keep}")
    return DateFault(fault, f"write {moment}")


def _only_reading(text: str) -> str | None:
    """The one date that a text states, in EDTF or in words; None if it states none, or several."""
    if is_edtf(text):
        return text
    found = [date for date in candidates(text) if is_edtf(date)]
    return found[0] if len(found) == 1 else None


_ZONE_NAME: Final = re.compile(r"(?: at| in)?(?: [(]?|\[)(?:[A-Z]{2,5}|[A-Z][a-z]+(?:/[A-Za-z_]+| time))[)\]]?$| at$")
_ZONE: Final = re.compile(r"(?:(Z|UTC|GMT) ?)?([+-][0-9]{2}(?::?[0-9]{2})?)?\Z", re.IGNORECASE)


def _zone(clock: str) -> str:
    """The zone at the end of a time of day, "UTC" for Z and GMT; empty if there is none."""
    found = _ZONE.search(clock)
    name, distance = found.groups() if found else (None, None)
    return distance or ("UTC" if name else "")


_TIME: Final = re.compile(
    r"([0-9]{1,2}):?([0-9]{2})?(?::?([0-9]{2}))?(?:[.,][0-9]+)? ?([ap])?\.?m?\.? ?(?:Z|UTC|GMT)? ?(?:([+-])([0-9]{2}):?([0-9]{2})?)?",
    re.IGNORECASE,
)


def _moment(day: Edtf, clock: str) -> str | None:
    """The day with this time and zone, as EDTF; None if the time is invalid."""
    match = _TIME.search(clock)
    if match is None:
        return None
    hour, minute, second, half, sign, hours, minutes = match.groups()
    at = int(hour) % 12 + 12 * (half.lower() == "p") if half else int(hour)
    text = day.text
    if (
        at == 24 and not int(minute or 0) and not int(second or 0) and day.core[0]
    ):  # 24:00, the midnight that ends a day
        at, text = 0, Day.from_ordinal(day.core[0].ordinal + 1).iso
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else "Z"
    moment = f"{text}T{at:02}:{minute or '00'}{f':{second}' if second else ''}{zone}"
    try:
        read(moment)
    except UnreadableError:
        return None
    return moment


_BETWEEN: Final = r"[ ./_年년月월日일‐‑‒–—−-]{1,2}"
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}})(?:{_BETWEEN}([0-9]{{1,2}}))?(?:{_BETWEEN})?")
_YEAR_LAST: Final = re.compile(
    rf"([0-9]{{1,2}})({_BETWEEN})(?:([0-9]{{1,2}}){_BETWEEN})?([0-9]{{4}})(?: ?г\.?|{_BETWEEN})?"
)
_WEEKDAY_BEHIND: Final = re.compile(
    r"(?<=[日일]) ?(?:[(（][日月火水木金土일월화수목금토][)）]|[(（]?(?:(?:星期|周|週)[日天一二三四五六]|[日月火水木金土]曜日?|[일월화수목금토]요일)[)）]?)$"
)
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}")
_UNHYPHENED: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_SHORTENED: Final = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}-[0-9]{2}(?=.)|(?:-[0-9]{2})?(?=[/–])))([/–-])([0-9]{2}(?:-[0-9]{2})?)"
)


def _of_era(text: str) -> DateFault | None:
    """A date with a year of another era, such as Reiwa; None for other texts."""
    plain = with_ascii_digits(text)
    known = convert_eras(plain)
    if known == plain:
        return None
    fault = f"{quote(text)} is not a date"
    return DateFault(fault, f"write {known}" if is_edtf(known) else explain(known).remedy)


def _numeric_date(words: str) -> DateFault | None:
    """Years, months and days in another order or with other separators; None for other texts."""
    fault = f"{quote(words)} is not a date"
    text = _WEEKDAY_BEHIND.sub("", words)
    if match := re.fullmatch(r"([0-9]{4}) ?[年년]", text):
        return DateFault(fault, f"write {match[1]}")
    if match := _SHORTENED.fullmatch(text):  # an end shortened by the part that it shares with the start
        start, between, end = match.groups()
        whole = start[: -len(end)] + end
        candidates = [f"{start}/{whole}"] if between == "/" else [f"{start}/{whole}", f"[{start}..{whole}]"]
        return _with_proposals(fault, candidates if "-" in start + end else [f"{start}-{end}", *candidates])
    if match := _YEAR_FIRST.fullmatch(text):
        return _with_proposals(fault, ["-".join(part.zfill(2) for part in match.groups() if part)])
    if match := _YEAR_LAST.fullmatch(text):
        one, between, two, four = match.groups()
        if not two:
            return _with_proposals(f"{quote(words)} does not put the year first", [f"{four}-{one:0>2}"])
        orders = [f"{four}-{two:0>2}-{one:0>2}"]
        if "." not in between:  # numbers with full stops are day, month, year everywhere
            orders.append(f"{four}-{one:0>2}-{two:0>2}")
        return _with_proposals(f"{quote(words)} does not put the year first", orders)
    if _SHORT_YEAR.fullmatch(text):
        return DateFault(
            f"{quote(words)} does not give the year in four digits", "write year-month-day, as in 2025-04-28"
        )
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{3})", text):  # an ordinal date of ISO 8601-1
        year, number = int(match[1]), int(match[2])
        first, last = Day(year, 1, 1), Day(year, 12, 31)
        return _with_proposals(fault, [min(last, max(first, Day.from_ordinal(first.ordinal + number - 1))).iso])
    if match := re.fullmatch(r"Y?(-?[0-9]{5,12})-[0-9]{2}(?:-[0-9]{2})?", text):
        return DateFault(f"{fault}: a year of more than four digits has no months", f"write Y{match[1]}")
    if (match := _UNHYPHENED.fullmatch(text)) and is_edtf(hyphened := "-".join(filter(None, match.groups()))):
        return DateFault(fault, f"write {hyphened}")
    if match := re.fullmatch(r"Y?(-?)([0-9]{1,13})", text):
        year = int(match[1] + match[2])
        fault = f"{quote(words)} does not give a year as ISO 8601 does"
        if not match[1] and re.fullmatch(r"[12][0-9]{9}(?:[0-9]{3})?", text):
            return DateFault(fault, f"write {_at_second(int(text[:10]))} if it counts seconds from 1970")
        if match[1]:  # year 0 is 1 BC, which few authors of -44 know
            return _with_proposals(fault, [_long_year(year), _long_year(year + 1)])
        return DateFault(fault, f"write {_long_year(year)} for the year {year_in_english(year)}")
    return None


def _at_second(count: int) -> str:
    """The time in UTC at this number of seconds since 1970, as EDTF."""
    return dt.datetime.fromtimestamp(count, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _spelling(text: str) -> DateFault | None:
    """Text that is EDTF except for a hyphen, space, bracket or zero, or that follows the draft of 2012 (u, open,
    unknown, ?~)."""
    plain = re.sub(r"[‐‑‒–—−]", "-", with_ascii_digits(unicodedata.normalize("NFKC", text)))
    plain = re.sub(r"\s+|[()]", "", plain).replace("?~", "%").replace("~?", "%").replace("…", "..").replace("...", "..")
    plain = re.sub(r"^[Yy](?=-?[0-9]{5})", "Y", re.sub("[“”„«»‘’\"']", "", plain))
    plain = re.sub(r"(?<=/)open$|^open(?=/)", "..", re.sub(r"(?<=/)unknown$|^unknown(?=/)", "", plain))
    plain = re.sub(r"(?<=[0-9Xux-])[ux]|^[ux](?=[0-9ux]{3})", "X", plain)
    padded = re.sub(r"(?<=-)[0-9](?![0-9X])", r"0\g<0>", plain)
    # The letters O and l, typed for 0 and 1.
    figures = padded.translate(str.maketrans("OoIl", "0011")) if re.fullmatch("[0-9OoIl-]{4,10}", padded) else padded
    spelt = [plain, padded, figures]
    if ".." in padded and "/" not in padded:
        start, _, end = padded.strip("[]").partition("..")
        spelt += [f"{start}/{end}", f"[{start}..{end}]"] if start and end else [f"[{padded.strip('[]')}]"]
    elif padded.startswith("[") or padded.endswith("]"):
        inner = padded.strip("[]")
        if "/" in inner:
            spelt += [inner, f"[{inner.replace('/', '..')}]"]
        else:
            spelt.append(f"[{inner}]" if "," in inner else inner)
    elif "," in padded:
        spelt.append(f"[{padded}]")
    meant = [candidate for candidate in spelt if candidate != text and is_edtf(candidate)]
    return _with_proposals(f"{quote(text)} is not a date", meant) if meant else None


_NOTHING_KNOWN: Final = re.compile(
    r"[?–—-]|(?:date )?unknown(?: date)?|undated|no date|n\.? ?d\.?|s\. ?[df]\.|o\. ?[dj]\.|б\. ?[дг]\.|б/[дг]|n/a|tb[ad]|nil|none|null"
    r"|unbekannt|inconnue?|desconocid[ao]|sconosciut[ao]|неизвестно|невідомо|不詳|不明|미상|غير معروف",
    re.IGNORECASE,
)


_FISCAL: Final = re.compile(
    r"(?<![^\W_])(?:fy(?= ?'?[0-9])|fiscal|(?:financial|tax|budget) year|geschäftsjahr|haushaltsjahr|exercice|ejercicio"
    r"|финансов\w* год|бюджетн\w* год|фінансов\w* рік)|会計年度|회계연도",
)
_COUNTED_FROM_A_DAY: Final = re.compile(
    r"(?:earlier |later )?(?:last|next|this|previous|past) (?:day|week|weekend|month|year|night|spring|summer|autumn|fall|winter)"
    r"|tomorrow|tonight|(?:a|the|two|three|several|few) (?:days?|weeks?|months?|years?) (?:ago|later|earlier|before|after)"
)


def _date_in_words(text: str) -> DateFault | None:
    """A date in words of any known language."""
    lower = text.lower()
    if _FISCAL.search(lower) and re.search("[0-9]", text):
        return DateFault(
            f"{quote(text)} is a fiscal year, which may begin in any month",
            "write its first and last month, as in 2024-04/2025-03",
        )
    bare = re.sub(r"^(?:on |last |next |this )", "", lower)
    counted = bare in lexicon()["weekdays"] or lower in lexicon()["days_ago"] or _COUNTED_FROM_A_DAY.fullmatch(lower)
    if counted and not candidates(text):
        return DateFault(f"{quote(text)} is counted from another day", "write the date itself, as in 2025-04-28")
    if _NOTHING_KNOWN.fullmatch(text):
        return DateFault(f"{quote(text)} is not a date", "write XXXX, or leave the date out")
    calendar = foreign_calendar(text)
    if calendar and not candidates(text):
        return DateFault(f"{quote(text)} is of the {calendar} calendar", "write the day of the Gregorian one")
    found = candidates(text)
    if not found and (
        dated := [
            date
            for date in candidates(f"{text} 2024")
            if re.fullmatch(r"2024-[0-9-]+|\[2024-[0-9-]+\.\.2024-[0-9-]+\]", date)
        ]
    ):
        return DateFault(f"{quote(text)} does not say which year", f"write it with its year, as in {dated[0]}")
    what = "written in words" if re.search(r"[^\W\d_]", text) else "not a date"
    return _with_proposals(f"{quote(text)} is {what}", found) if found else None


_FAULTS: Final[dict[Fault, Callable[..., DateFault]]] = {
    "stated": DateFault,
    "proposed": _with_proposals,
    "reversed": _reversed,
    "no such month": _no_such_month,
    "no such day": _no_such_day,
    "open digits": _open_digits,
}
