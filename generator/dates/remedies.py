"""What an author is told of a text that is no date, and what to write instead. Nothing here runs for a date that can be read.

A remedy is found by reading what might have been meant.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from generator.dates.edtf import DateFault, Day, Fault, UnreadableError, month_after, month_length, quoted, read, signed
from generator.dates.words import MONTHS, say, year_name


def worded(text: str, unreadable: UnreadableError) -> DateFault:
    """The fault of a text that could not be read, with its remedy."""
    if unreadable.fault is None:
        return explained(text)
    return _FAULTS[unreadable.fault](*unreadable.about)


_PLAIN: Final = "write a year, a month or a day, as in 2025, 2025-04 or 2025-04-28"


def _reversed(text: str, swapped: str) -> DateFault:
    return DateFault(f"{quoted(text)} ends before it begins", f"write {swapped}")


def _no_such_month(text: str, year: str, month: str, day: str) -> DateFault:
    fault, m = f"{quoted(text)} is not a date", int(month)
    if m == 0:
        return DateFault(fault, f"write {year}-XX if the month is not known, or {year}")
    # 1990-95 is more likely five years than a month.
    short_year = [f"{year}/{year[:-2]}{month}"] if not day and 0 < m - int(year) % 100 < 30 else []
    if not day and 25 <= m <= 41:
        part, months = _division(m)
        stated = f"{year}-{m - 4}" if m <= 28 else f"[{_month(year, months[0])}..{_month(year, months[-1])}]"
        years = short_year if m == int(year) % 100 + 1 else []
        return _proposed(f"{quoted(text)} is {part}, a code that is not supported", [stated, *years])
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
    y, m = month_after(int(year), month, 0)
    return f"{signed(y)}-{m:02}"


def _no_such_day(text: str, year: str, month: int, day: int) -> DateFault:
    whole = f"{year}-{month:02}"
    if day == 0:
        return DateFault(f"{quoted(text)} is not a date", f"write {whole}-XX if the day is not known, or {whole}")
    length = month_length(int(year), month)
    return DateFault(
        f"{quoted(text)} is not a date: {MONTHS[month - 1]} {year_name(int(year))} has {length} days",
        f"write {whole}-{length}, the last day of that month, or {whole}",
    )


def _open_digits(text: str, year: str, month: str, day: str) -> DateFault:
    """Unspecified Digit (level 2) is not supported; the nearest that is."""
    candidates = []
    if "X" not in year + month and re.fullmatch(r"[0-3]X", day) and month in _MONTH_NUMBERS.values():
        length = month_length(int(year), int(month))
        low, high = max(1, int(day[0] + "0")), min(length, int(day[0] + "9"))
        candidates = [f"[{year}-{month}-{low:02}..{year}-{month}-{high:02}]"]
    elif "X" not in year and re.fullmatch(r"[01]X", month) and not day:
        candidates = [f"[{year}-{max(1, int(month[0] + '0')):02}..{year}-{min(12, int(month[0] + '9')):02}]"]
    elif "X" not in year:
        candidates = [f"{year}-XX"]
    elif re.fullmatch(r"[0-9]XXX", year) and not month:
        candidates = [f"[{year[0]}000..{year[0]}999]"]
    nearest = next(filter(_readable, [*candidates, f"{year}-{month}-XX", year, f"{year[:2]}XX", "XXXX"]))
    return DateFault(f"{quoted(text)} leaves digits open in a way that is not supported", f"write {nearest}")


def explained(text: str) -> DateFault:
    """Why the text cannot be read, and what its author most likely means."""
    text = " ".join(text.split())
    if not text:
        return DateFault("the date is empty", f"{_PLAIN}, or leave it out")
    plain = DateFault(f"{quoted(text)} is not a date", _PLAIN)
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
        return DateFault(fault, "write " + " or ".join(f"{date} for {say(read(date))}" for date in dates))
    for candidate in candidates:
        try:
            read(candidate)
        except UnreadableError as unreadable:
            if unreadable.fault:
                return DateFault(fault, worded(candidate, unreadable).remedy)
    return DateFault(fault, _PLAIN)


def _readable(text: str) -> bool:
    try:
        read(text)
    except UnreadableError:
        return False
    return True


def _unsupported(text: str) -> DateFault | None:
    """What the standard has and the archive has not, said plainly."""
    if text.startswith("{"):
        inner = text.strip("{} ")
        dates = [part.strip() for part in re.split(r"\.\.|,", inner) if part.strip()]
        fault = f"{quoted(text)} means every date of a set, which is not supported"
        return _proposed(fault, [f"[{inner}]", f"{dates[0]}/{dates[-1]}"] if dates else [])
    if match := re.fullmatch(r"Y?(-?[0-9]{1,12})E([0-9]{1,2})(?:S[0-9]+)?", text):
        return _proposed(
            f"{quoted(text)} counts in powers of ten, which is not supported",
            [_long(int(match[1]) * 10 ** int(match[2]))],
        )
    if match := re.fullmatch(r"Y?(-?)([0-9]{4,12})S([0-9]{1,2})", text):
        sign, digits, kept = match[1], match[2], int(match[3])
        low, high = sorted(int(sign + digits[:kept].ljust(len(digits), fill)) for fill in "09")
        fault = f"{quoted(text)} counts significant digits, which is not supported"
        return _proposed(fault, [f"[{_long(low)}..{_long(high)}]"])
    if match := re.fullmatch(r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", text):
        return _proposed(f"{quoted(text)} counts weeks, which is not supported", _week(*match.groups()))
    if re.fullmatch(r"P[0-9YMWDTHS.]+", text):
        return DateFault(f"{quoted(text)} is a length of time, not a date", _PLAIN)
    return None


def _long(year: int) -> str:
    return f"Y{year}" if abs(year) > 9999 else signed(year)


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
        return DateFault(f"{quoted(text)} is a time of day, not a date", _PLAIN)
    fault = f"{quoted(text)} gives a time of day"
    try:
        return DateFault(fault, f"write {read(rest.strip()).text}")
    except UnreadableError as without_time:
        return DateFault(fault, worded(rest, without_time).remedy)


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
    fault = f"{quoted(text)} is not a date"
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
            return _proposed(f"{quoted(text)} does not put the year first", [f"{four}-{one:0>2}"])
        orders = [f"{four}-{two:0>2}-{one:0>2}"]
        if "." not in between:  # figures between full stops are day, month, year wherever they are used
            orders.append(f"{four}-{one:0>2}-{two:0>2}")
        return _proposed(f"{quoted(text)} does not put the year first", orders)
    if _SHORT_YEAR.fullmatch(text):
        return DateFault(
            f"{quoted(text)} does not give the year in four digits", "write year-month-day, as in 2025-04-28"
        )
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{3})", text):  # the ordinal date of ISO 8601-1
        year, number = int(match[1]), int(match[2])
        first, last = Day(year, 1, 1), Day(year, 12, 31)
        return _proposed(fault, [min(last, max(first, Day.from_ordinal(first.ordinal + number - 1))).iso])
    if (match := _UNHYPHENED.fullmatch(text)) and _readable(hyphened := "-".join(filter(None, match.groups()))):
        return DateFault(fault, f"write {hyphened}")
    if match := re.fullmatch(r"Y?(-?)([0-9]{1,12})", text):
        year = int(match[1] + match[2])
        fault = f"{quoted(text)} does not give a year as ISO 8601 does"
        if match[1]:  # year 0 is 1 BC, and few who write -44 know it
            return _proposed(fault, [_long(year), _long(year + 1)])
        return DateFault(fault, f"write {_long(year)} for the year {year_name(year)}")
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
    return _proposed(f"{quoted(text)} is not a date", readable) if readable else None


_MONTH_NUMBERS: Final = {name.lower(): f"{number:02}" for number, name in enumerate(MONTHS, 1)}
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
    words = re.sub(r"\b([0-9]{1,4}) (?:bce?|b c(?: e)?)\b", lambda m: signed(1 - int(m[1])), words)
    words = re.sub(r"\bad ([0-9]{1,4})\b|\b([0-9]{1,4}) (?:ad|ce)\b", lambda m: (m[1] or m[2]).zfill(4), words)
    words = " ".join(words.split())
    if re.fullmatch(r"\?|(?:date )?unknown(?: date)?|undated|no date|n d|nd|n/a|none|null", words):
        return DateFault(f"{quoted(text)} is not a date", "write XXXX, or leave the date out")
    candidates = _from_words(words)
    fault = f"{quoted(text)} is {'written in words' if re.search('[a-z]', words) else 'not a date'}"
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
        thirds = {"e": (21, month_length(int(match[3]), int(number))), "m": (11, 20)}
        low, high = (1, 10) if match[1] in {"early", "beginning"} else thirds.get(match[1][0], thirds["e"])
        return [f"[{match[3]}-{number}-{low:02}..{match[3]}-{number}-{high:02}]"]
    if match := re.fullmatch(r"(spring|summer|autumn|fall|winter) (-?[0-9]{4})(?:[/–-]([0-9]{2}|[0-9]{4}))?", words):
        season, year, next_year = match.groups()
        stated = f"{year}-{_SEASON_CODES[season]}"
        # "winter 2025" may begin in that year, or end in it.
        return [f"{signed(int(year) - 1)}-24", stated] if season == "winter" and not next_year else [stated]
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


_FAULTS: Final[dict[Fault, Callable[..., DateFault]]] = {
    "stated": DateFault,
    "proposed": _proposed,
    "reversed": _reversed,
    "no such month": _no_such_month,
    "no such day": _no_such_day,
    "open digits": _open_digits,
}
