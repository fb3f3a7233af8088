"""Finds dates in a text, and derives their EDTF from their words and the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from generator import dates
from generator.authoring.suggest.month_names import dates_of


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and its place in the text. `edtf` is None if it cannot be derived; `basis` says what was inferred."""

    start: int
    end: int
    words: str
    edtf: str | None
    basis: str | None = None


def find_dates(text: str, published: dates.Edtf | None, language: str = "en") -> tuple[FoundDate, ...]:
    """All dates in the text, in order: those of English, Russian, Ukrainian, Korean, Chinese and Japanese, and days and
    months of the text's language (BCP 47)."""
    reader = _Reader(published)
    found: list[FoundDate] = []
    read = bytearray(len(text))  # 1 at each character of a date
    for pattern, resolve in (*_patterns_of(language), *_PATTERNS):
        for match in pattern.finditer(text):
            start, end = match.span("date") if "date" in pattern.groupindex else match.span()
            if read.find(1, start, end) >= 0:
                continue
            read[start:end] = b"\1" * (end - start)
            resolved = resolve(reader, match)
            if resolved is not None:
                edtf, basis = resolved
                if edtf is None and match.groupdict().get(
                    "y"
                ):  # leave out the number, so that it can be read as a year or a count
                    end = start + len(text[start : match.start("y")].rstrip(" ,\n"))
                found.append(FoundDate(start, end, " ".join(text[start:end].split()), edtf, basis))
    found.sort(key=lambda d: d.start)
    return tuple(
        date
        for date, before, after in zip(found, [None, *found], [*found[1:], None], strict=False)
        if not _is_beside(text, date, before, after)
    )


_OF_A_DAY = re.compile(
    r"\s{0,3}(?:[,(]\s{0,3})?(?:(?:on|in)\s)?(?:(?:an?|the)\s)?(?:early\s|late\s)?(?:morning|afternoon|evening|night|noon)?\s{0,3}(?:[,(]\s{0,3})?"
)


def _is_beside(text: str, date: FoundDate, before: FoundDate | None, after: FoundDate | None) -> bool:
    """Whether a weekday stands next to its own day, which is then the date: Tuesday evening, 6 May; yesterday (Tuesday)."""
    if date.words.lower() not in _WEEKDAYS:
        return False
    gaps = ((before, before.end if before else 0, date.start), (after, date.end, after.start if after else 0))
    return any(
        other is not None
        and other.words.lower() not in _WEEKDAYS
        and (len(other.edtf) == 10 if other.edtf else re.search(r"\d", other.words) is not None)
        and end - start < 40
        and _OF_A_DAY.fullmatch(text, start, end) is not None
        for other, start, end in gaps
    )


_COUNTED_YEARS = {
    word: years
    for words, years in (
        ("last 작년 지난해 去年 昨年", -1),
        ("this 올해 今年 本年", 0),
        ("next 내년 来年 來年 明年", 1),
    )
    for word in words.split()
}

_Resolved = tuple[str | None, str | None] | None

_BY_ARTICLE = "year taken from the date of the article"
_BY_WEEKDAY = "year derived from the weekday and the date of the article"
_BY_NEIGHBOUR = "year taken from the date next to it"
_MAX_DAYS_AHEAD = 60
"""A day without a year is taken to be in the future if that is at most this many days away, unless its sentence is
about the past."""


class _Reader:
    """Derives dates from their words and the latest possible day of publication."""

    def __init__(self, published: dates.Edtf | None) -> None:
        self._latest = published.latest if published else None
        self._exact = published.kind == "exact" and published.precision == "day" if published else False

    def full(self, year: int, month: int, day: str | None = None, part: str | None = None) -> _Resolved:
        if day is None:
            return (_month_edtf(year, month, part), None) if 1 <= month <= 12 else None
        return (f"{_year(year)}-{month:02}-{int(day):02}", None) if _is_day(year, month, int(day)) else None

    def date_with_year(self, match: re.Match[str], day: str | None = None, part: str | None = None) -> _Resolved:
        """A date with a year and possibly a weekday."""
        unusual = not match["era"] and not 1700 <= int(match["y"]) <= 2099
        follows = _COUNTED.match if len(match["y"]) > 3 else _GOES_ON.match
        if unusual and follows(match.string, match.end()):
            return None, f"{match['y']} may be a year, or a number of what follows it"
        year = int(match["y"]) if (match["era"] or "").upper()[:1] != "B" else 1 - int(match["y"])
        month = _month(match["m"])
        resolved = self.full(year, month, day, part)
        wanted = _weekday_of(match)
        if resolved is None or wanted is None or day is None or _weekday(year, month, int(day)) == wanted:
            return resolved
        is_a = _WEEKDAY_NAMES[_weekday(year, month, int(day))]
        return resolved[0], f"the copy says {_WEEKDAY_NAMES[wanted]}; that day was a {is_a}"

    def date_without_year(
        self, match: re.Match[str], month: int, day: str | None = None, part: str | None = None
    ) -> _Resolved:
        """The last such month or day up to publication, or the next one if its sentence is about the future."""
        beside = _YEAR_OF_ERA.match(match.string, match.end()) or _YEAR_BESIDE.match(match.string, match.end())
        if beside:
            resolved = self.full(int(beside["y"]), month, day, part)
            return (resolved[0], _BY_NEIGHBOUR) if resolved else None
        elsewhere = _YEAR_ELSEWHERE.match(match.string, match.end())
        if elsewhere:
            return None, "its year is not clear from its own words"
        if self._latest is None:
            return None, None
        if day and not 1 <= int(day) <= 31:
            return None
        year = self._latest.year
        counted = match.groupdict().get("counted")
        if counted:
            year += _COUNTED_YEARS[counted.lower()]
            resolved = self.full(year, month, day, part)
            return (resolved[0], "year counted from the date of the article") if resolved else None
        earlier = _earlier_year(match)
        if earlier is not None and earlier < year - 1:
            return None, f"there is no year next to it, and its sentence is about {earlier}"
        basis = _BY_ARTICLE
        wanted = _weekday_of(match) if day else None
        if day and wanted is not None:
            fitting = [y for y in (year, year + 1, year - 1) if _is_day(y, month, int(day))]
            fitting = [y for y in fitting if _weekday(y, month, int(day)) == wanted]
            if fitting:
                return f"{_year(fitting[0])}-{month:02}-{int(day):02}", _BY_WEEKDAY
        ahead = _is_future(match)
        first = dt.date(year, self._latest.month, self._latest.day)
        if day is None:
            passed = (month, 1) <= (self._latest.month, self._latest.day)
            year += 1 if ahead and month < self._latest.month else 0 if ahead or passed else -1
        else:
            nearby = [y for y in (year - 1, year, year + 1) if _is_day(y, month, int(day))]
            before = [y for y in nearby if dt.date(y, month, int(day)) <= first]
            behind = [y for y in nearby if dt.date(y, month, int(day)) > first]
            if not nearby:
                return (None, None) if _is_day(2000, month, int(day)) else None
            away = (dt.date(behind[0], month, int(day)) - first).days if behind else None
            if ahead and not behind and (not before or dt.date(before[-1], month, int(day)) != first):
                return None, None
            today = bool(before) and dt.date(before[-1], month, int(day)) == first
            coming = away is not None and not today and (ahead if ahead is not None else away <= _MAX_DAYS_AHEAD)
            year = behind[0] if coming or not before else before[-1]
        return (f"{_year(year)}-{month:02}-{int(day):02}" if day else _month_edtf(year, month, part)), basis

    def day_or_month(self, match: re.Match[str], months: Mapping[str, int]) -> _Resolved:
        """A day of another language, with or without a year, or a month with one."""
        month, day = months[match["m"].lower()], match.groupdict().get("d")
        return (
            self.full(int(match["y"]), month, day)
            if match["y"] or day is None
            else self.date_without_year(match, month, day)
        )

    def span(self, match: re.Match[str], month: int) -> _Resolved:
        """One of several days of a month, in the year that stands there or in that of the last of them."""
        year, first = match["y"], match["first"]
        last = self.full(int(year), month, match["d"]) if year else self.date_without_year(match, month, match["d"])
        if last is None or last[0] is None:
            return last
        if not 1 <= int(first) < int(match["d"]):
            return None, "the first of these days is not before the last"
        return f"[{last[0][:-2]}{int(first):02}..{last[0]}]", last[1]

    def feast(self, match: re.Match[str]) -> _Resolved:
        """A day with a name, such as Christmas Day; None if the calendar is another one."""
        month, day = _FEASTS[match["feast"].lower().replace("’", "'")]
        if match["orthodox"]:
            return None
        year = match["y"]
        return self.full(int(year), month, str(day)) if year else self.date_without_year(match, month, str(day))

    def weekday(self, match: re.Match[str], number: int) -> _Resolved:
        """The last such weekday up to publication, or the next one if its sentence is about the future."""
        if self._latest is None or not self._exact:
            return None, None
        published = dt.date(*self._latest)
        back = (published.weekday() - number) % 7
        lead = match.string[max(0, match.start() - 12) : match.start()]
        if re.search(r"\b(?:every|each)\s+$", lead, re.IGNORECASE):
            return None
        if re.search(r"\blast\s+$", lead, re.IGNORECASE):
            back = back or 7
        elif back and (_is_future(match) or re.search(r"\b(?:this|coming)\s+$", lead, re.IGNORECASE)):
            back -= 7
        day = published - dt.timedelta(days=back)
        return day.isoformat(), "weekday resolved against the date of publication"

    def weekday_and_day(self, match: re.Match[str]) -> _Resolved:
        """A date such as Friday the 9th: the nearest day to publication that matches both, within two months."""
        wanted, day = _weekday_of(match), int(match["d"])
        if self._latest is None or not 1 <= day <= 31:
            return None, None
        published = dt.date(*self._latest)
        ahead = _is_future(match)
        near = [published + dt.timedelta(days=n) for n in range(-_MAX_DAYS_AHEAD, _MAX_DAYS_AHEAD + 1)]
        both = [it for it in near if it.day == day and it.weekday() == wanted]
        if ahead is not None:
            both = [it for it in both if (it > published) == ahead] or both
        if not both:
            return None, None
        found = min(both, key=lambda it: abs((it - published).days))
        return found.isoformat(), "month and year derived from the weekday and the date of the article"

    def days_before(self, days: int) -> _Resolved:
        if self._latest is None or not self._exact:
            return None, None
        day = dt.date(*self._latest) - dt.timedelta(days=days)
        return day.isoformat(), "counted from the date of publication"

    def year_before(self, years: int) -> _Resolved:
        return (
            (f"{self._latest.year - years:04}", "counted from the date of publication")
            if self._latest
            else (None, None)
        )


def _month_edtf(year: int, month: int, part: str | None) -> str:
    """A month, or an early, mid or late part of it."""
    if not part:
        return f"{_year(year)}-{month:02}"
    word = [it for it in part.lower().split() if it not in ("of", "in")][-1]
    return dates.parse_phrase(f"{word} {dates.MONTHS[month - 1]} {_year(year)}")[0].text


def _resolve_vague(match: re.Match[str]) -> _Resolved:
    """A year, decade, season or quarter, or a part of one. If the words are ambiguous, `edtf` is None."""
    meant = dates.parse_phrase(match.group().replace("\n", " "))
    found = [it.text for it in meant if it.form == "set"] or [it.text for it in meant]
    if len(found) == 1:
        return found[0], None
    return None, f"may be {' or '.join(found)}" if found else None


def _year(year: int) -> str:
    """A year in EDTF: four digits, with a minus before 0000, which is 1 BC."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _year_for_python(year: int) -> int:
    """A year with the same calendar in the range of Python's dates."""
    return year % 400 + 400


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(_year_for_python(year), month, day)
    except ValueError:
        return False
    return True


def _weekday(year: int, month: int, day: int) -> int:
    return dt.date(_year_for_python(year), month, day).weekday()


_COUNTED = re.compile(r"\s+(?:people|men|women|children|[a-z]{3,}s)\b")
"""Words after a number that make it a count rather than a year, as in: on 3 June 1500 soldiers."""
_GOES_ON = re.compile(
    r"\s+(?!(?:the|a|an|he|she|it|they|his|her|its|their|and|or|but|in|at|on|by|when|was|were|to|from|until|after|before)\b)[a-z]"
)
"""Words after a number of three digits that may make it a count rather than a year, as in: on 3 June 600 died."""

_YEAR_BESIDE = re.compile(
    r"(?:\s*\((?=[12]\d{3}\))|(?:,\s*\d{1,2}(?:st|nd|rd|th)?(?=,|\s+(?:and|or)\b))*+,?\s*(?:and|or|to|until|till|through|[-–—]|и|по|до|та|und|oder|bis|et|ou|au|al|y|o|hasta|e|a|ao|en|of|tot|och|i|do)\s*"
    r"(?:on\s+|the\s+|zum\s+|am\s+|den\s+|le\s+|el\s+|il\s+)?"
    r"(?:[^\W\d_]{3,12}\.?\s+)?\d{1,2}(?:st|nd|rd|th|er|\.)?(?:\s+(?:(?:of|de|di)\s+)?[^\W\d_]{3,12}\.?)?,?\s+(?:del?\s+)?)(?P<y>[12]\d{3})\b(?![,.]?\d)",
    re.IGNORECASE,
)
"""A year later in the text that also applies to this day: March 12 and 13, 1871; from 12 March to 3 June 1755; 12 March
(1871)."""

_YEAR_OF_ERA = re.compile(r",?\s+(?:in\s+)?A\.?\s?D\.?\s+(?P<y>\d{1,4})\b(?![,.]?\d)")
"""A year after a day, with its era before it: March 12, AD 79."""

_YEAR_ELSEWHERE = re.compile(
    r",?\s+(?:[’'‘]\d\d\b|(?-i:M{0,3}(?:CM|CD|D?C{1,3})[XLVI]{1,9}\b)|(?:of\s+|in\s+)?(?:that|the)\s+(?:(?:same|following|next|previous)\s+)?year\b"
    r"|(?:des\w*|dieses|jenes|letzten|vorigen)\s+(?:[^\W\d_]+\s+)?Jahres\b|de\s+(?:la\s+même|cette|l['’])\s*(?:an\b|année\b)"
    r"|del?\s+(?:(?:mismo|ese|este|pasado|próximo)\s+)?año\b|d(?:ell[oa]|o)\s+(?:stesso|scorso|mesmo)\s+ann?o\b)",
    re.IGNORECASE,
)
"""Words after a day that give its year in another way: '71, MDCCCLXXI, of that year."""

_YEAR = re.compile(r"(?<![\d,.])(?:1\d|20)\d\d(?![\d,.]\d|\d)")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[”\"»’]?\s++(?=[^\W\d_])|\n")
_CONTEXT = 200
"""How many characters on either side of a date are read to tell past from future."""


def _before(match: re.Match[str]) -> str:
    """The part of the sentence before a date."""
    text = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    parts = _STOP.split(text)
    return parts[-1]


def _earlier_year(match: re.Match[str]) -> int | None:
    """The last year named in the sentence before this date; None if there is none."""
    years = _YEAR.findall(_before(match))
    return int(years[-1]) if years else None


_FUTURE = re.compile(
    r"\b(?:will|shall|would|won’t|won't|due|scheduled|planned|plans?|expect(?:ed|s)?|slated|upcoming|coming|next|postponed|"
    r"(?:is|are|was|were) (?:to|set)|meets|opens|begins|starts|votes|convenes|reopens|takes place|deadline|until)\b|[’']ll\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|told|wrote|spoke|announced|added|stated|declared|sagte|erklärte|schrieb|dit|déclaré|écrit|dijo|declaró|afirmó|escribió|detto|disse"
    r"|zei|powiedział\w?|sade)(?:\s+(?:so|it|this|reporters|journalists|him|her|them))?"
    r"[\s,]+(?:(?:back|late|early)\s+)?(?:on\s+|at\s+)?(?:the\s+|am\s+|den\s+|le\s+|el\s+|il\s+|em\s+|op\s+)?$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"\b(?:said|told|wrote|spoke|sagte|erklärte|schrieb|a\s+(?:dit|déclaré|écrit)|dijo|declaró|afirmó|escribió|ha\s+detto|disse|zei|powiedział\w?)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|came|went|fell|met|took|began|made|gave|found|left|held|sent|saw|became|\w{3,}ed)\b",
    re.IGNORECASE,
)


def _is_future(match: re.Match[str]) -> bool | None:
    """True if the sentence treats this date as future, False if as past, None if it does not tell."""
    lead = _before(match)
    if _SAID.search(lead[-60:]):
        return False
    tail = _STOP.split(match.string[match.end() : match.end() + _CONTEXT // 2])[0]
    near = " ".join(lead.split(",")[-1].split()[-8:])
    if _FUTURE.search(near) or (not near.rstrip(" on") and _FUTURE.search(tail)):
        return True
    first = re.sub(r"[“\"«].*", "", tail.lstrip(" ,"))[:60]
    past = _PAST.search(near) or (len(near) < 6 and (_PAST.search(first) or _SAID_AFTER.search(first)))
    return False if past else None


_MONTHS = {
    name: number
    for number, row in enumerate(
        (
            "january jan январе январь января січні січень січня",
            "february feb феврале февраль февраля лютому лютий лютого",
            "march mar марте март марта березні березень березня",
            "april apr апреле апрель апреля квітні квітень квітня",
            "may мае май мая травні травень травня",
            "june jun июне июнь июня червні червень червня",
            "july jul июле июль июля липні липень липня",
            "august aug августе август августа серпні серпень серпня",
            "september sept sep сентябре сентябрь сентября вересні вересень вересня",
            "october oct октябре октябрь октября жовтні жовтень жовтня",
            "november nov ноябре ноябрь ноября листопаді листопад листопада",
            "december dec декабре декабрь декабря грудні грудень грудня",
        ),
        start=1,
    )
    for name in row.split()
}
_WEEKDAYS = {
    name: number
    for number, row in enumerate(
        (
            "monday понедельник понеділок",
            "tuesday вторник вівторок",
            "wednesday среду среда середу",
            "thursday четверг четвер",
            "friday пятницу пятница п'ятницю",
            "saturday субботу суббота суботу",
            "sunday воскресенье неділю",
        )
    )
    for name in row.split()
}

_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}

_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_W = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_PART = (
    r"(?:(?P<part>(?:early|late)(?:\s+in)?|mid|(?:beginning|start|middle|end)\s+of|начале|середине|конце|на початку|в середині|у середині"
    r"|наприкінці)[\s-]+)"
)
_PART_OF = r"(?:early|mid|late|(?:beginning|start|middle|end)\s+of|(?:first|second)\s+half\s+of)(?:\s+|-)(?:the\s+)?(?:year\s+)?"
_NO_COUNT = r"\b(?![,.]?\d|\s+(?:people|men|women|children|[a-z]{3,}s)\b)"
_SHORT = "|".join(sorted(map(str.capitalize, _SHORT_WEEKDAYS), key=len, reverse=True))
# A weekday next to a date is part of it: Tuesday, August 5, 2019; 5 August 2019 (a Tuesday).
_BY = rf"(?:\b(?P<w>{_W}|(?-i:{_SHORT})\b\.?)\s{{0,3}}(?:,|(?P<open>\())?\s{{0,3}}(?:the\s+)?)?"
_ALSO = rf"(?:\s*(?:\(|,\s*(?=(?:an?\s+)?(?:{_W})\b\s*[,.;)]))\s*(?:an?\s+)?(?P<w2>{_W})\b\)?|(?(open)\)))?"
_COUNTED_YEAR = r"(?:,?\s+(?:of\s+)?(?P<counted>last|this|next)\s+year\b)?"
_Y = r"(?P<y>\d{3,4}(?!\d)|\d{1,4}(?=\s+(?:BCE?|AD|CE)\b))(?:\s+(?P<era>BCE?|AD|CE)\b)?(?![,.]?\d)"
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_TO = r"\s?(?:[-–—]|\b(?:to|по|до)\b)\s?"
_YEAR_OF_SPAN = r"(?:of\s+)?(?P<y>(?:1[5-9]|20)\d\d)\b(?![,.]?\d)"


def _weekday_of(match: re.Match[str]) -> int | None:
    """The weekday next to a date, from 0 for Monday; None if there is none."""
    groups = match.groupdict()
    word = (groups.get("w") or groups.get("w2") or "").lower().rstrip(".")
    return _WEEKDAYS.get(word, _SHORT_WEEKDAYS.get(word))


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}
_FEAST = "|".join(_FEASTS).replace("'", "['’]")

_Pattern = tuple[re.Pattern[str], Callable[["_Reader", re.Match[str]], _Resolved]]


@cache
def _patterns_of(language: str) -> tuple[_Pattern, ...]:
    """The patterns of the language of a text, apart from those that every text is searched for."""
    own = dates_of(language)
    if own is None:
        return ()
    months = own.months
    patterns: list[_Pattern] = [
        (own.span, lambda r, m: r.span(m, months[m["m"].lower()])),
        (own.day, lambda r, m: r.day_or_month(m, months)),
        (own.month, lambda r, m: r.day_or_month(m, months) if m["m"] == m[0].split()[0] else _resolve_vague(m)),
    ]
    if own.yesterday:
        patterns.append((own.yesterday, lambda r, _: r.days_before(1)))
    return tuple(patterns)


_PATTERNS: tuple[_Pattern, ...] = (
    (
        _p(rf"\b(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{_TO}{_D}\s+(?:of\s+)?(?P<m>{_M})\b\.?(?:,?\s+{_YEAR_OF_SPAN})?"),
        lambda r, m: r.span(m, _month(m["m"])),
    ),
    (
        _p(rf"\b(?P<m>{_M})\.?\s+(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{_TO}{_D}\b(?:,?\s+{_YEAR_OF_SPAN})?"),
        lambda r, m: r.span(m, _month(m["m"])),
    ),
    (_p(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"), lambda r, m: r.full(int(m["y"]), int(m["m"]), m["d"])),
    (
        _p(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\.?\d)"),
        lambda r, m: r.full(int(m["y"]), int(m["m"]), m["d"]),
    ),
    (
        _p(rf"{_BY}\b{_D}\s+(?:day\s+)?(?:of\s+)?(?P<m>{_M})\.?,?\s+(?:of\s+|in\s+)?{_Y}{_ALSO}"),
        lambda r, m: r.date_with_year(m, m["d"]),
    ),
    (
        _p(rf"{_BY}\b(?P<m>{_M})\.?\s+(?:the\s+)?{_D},?\s+(?:of\s+|in\s+)?{_Y}{_ALSO}"),
        lambda r, m: r.date_with_year(m, m["d"]),
    ),
    (
        _p(
            rf"(?P<orthodox>\bOrthodox\s+)?\b(?P<feast>{_FEAST})\b(?:,?\s+(?:of\s+|in\s+)?(?P<y>(?:1[5-9]|20)\d\d){_NO_COUNT})?{_COUNTED_YEAR}"
        ),
        lambda r, m: r.feast(m),
    ),
    (
        _p(r"(?<!\d)(?P<y>\d{3,4})\s?[년年]\s*(?P<m>\d{1,2})\s?[월月](?:\s*(?P<d>\d{1,2})\s?[일日号號])?"),
        lambda r, m: r.full(int(m["y"]), int(m["m"]), m["d"]),
    ),
    (
        _p(
            r"(?:(?P<counted>작년|지난해|去年|昨年|올해|今年|本年|내년|来年|來年|明年)\s*|(?<![\d년年])(?<![년年]\s))(?P<m>\d{1,2})\s?[월月]\s*(?P<d>\d{1,2})\s?[일日号號]"
        ),
        lambda r, m: r.date_without_year(m, int(m["m"]), m["d"]),
    ),
    (
        _p(rf"\b{_PART}?(?P<m>{_M})\.?,?\s+(?:of\s+)?(?!\d{{3}}\b(?!\s+(?:BCE?|AD|CE)\b)){_Y}"),
        lambda r, m: r.date_with_year(m, None, m["part"]),
    ),
    (
        _p(rf"{_BY}\b{_D}\s+(?:day\s+)?(?:of\s+)?(?P<m>{_M})\b(?!\w){_ALSO}{_COUNTED_YEAR}"),
        lambda r, m: r.date_without_year(m, _month(m["m"]), m["d"]),
    ),
    (
        re.compile(
            rf"(?i:{_BY})\b(?P<m>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)\.?\s+(?:the\s+)?{_D}\b(?![,.]?\d)(?i:{_ALSO}{_COUNTED_YEAR})"
        ),
        lambda r, m: r.date_without_year(m, _month(m["m"]), m["d"]) if m["m"].lower() in _MONTHS else None,
    ),
    (
        _p(rf"\b(?P<w>{_W})(?:\s*+,)?\s++the\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b"),
        lambda r, m: r.weekday_and_day(m),
    ),
    (_p(rf"\b{_PART}(?P<m>{_M})\b"), lambda r, m: r.date_without_year(m, _month(m["m"]), None, m["part"])),
    (
        re.compile(
            r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ll]ast|[Tt]his|[Bb]ack in|[Uu]ntil|[Aa]|[Tt]he|of)\s+(?P<date>January|February|March|April|May|June|July|August|September|October|November|December)\b"
        ),
        lambda r, m: r.date_without_year(m, _month(m["date"])),
    ),
    (
        _p(rf"\b[вуВ]\s+(?P<date>{'|'.join(k for k in _MONTHS if k.endswith(('е', 'ні', 'му', 'ді')))})\b"),
        lambda r, m: r.date_without_year(m, _month(m["date"])),
    ),
    (_p(rf"\b(?:{_PART_OF})?(?:1[5-9]|20)\d0s\b"), lambda _, m: _resolve_vague(m)),
    (_p(rf"\b{_PART_OF}(?:1[5-9]|20)\d\d{_NO_COUNT}"), lambda _, m: _resolve_vague(m)),
    (
        _p(
            rf"\b(?:(?:early|mid|late)[\s-]+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?:19|20)\d\d{_NO_COUNT}"
        ),
        lambda _, m: _resolve_vague(m),
    ),
    (
        _p(rf"\b(?:Q[1-4]|(?:first|second|third|fourth)\s+quarter(?:\s+of)?)\s+(?:19|20)\d\d{_NO_COUNT}"),
        lambda _, m: _resolve_vague(m),
    ),
    (_p(rf"\b(?P<date>{_W})\b"), lambda r, m: r.weekday(m, _WEEKDAYS[m["date"].lower()])),
    (_p(r"\byesterday\b|\bвчера\b|\bвчора\b|어제"), lambda r, _: r.days_before(1)),
    (_p(r"\btoday\b|\bсегодня\b|\bсьогодні\b|오늘"), lambda r, _: r.days_before(0)),
    (_p(r"\b(?:last year|the previous year|в прошлом году)\b|작년|지난해"), lambda r, _: r.year_before(1)),
    (_p(r"\b(?:earlier this year|this year)\b|올해"), lambda r, _: r.year_before(0)),
    (
        _p(
            r"\b(?:in|since|by|until|during|of)\s+(?:the\s+year\s+)?(?P<date>(?:19|20)\d\d|1[0-8]\d\d(?!\s+(?:people|men|women|[a-z]{3,}s)\b))"
            r"\b(?![,.]\d)"
        ),
        lambda _, m: (m["date"], None),
    ),
    (
        _p(r"\b(?:just|a few|several)\s+(?:days|weeks|months)\s+(?:ago|earlier)\b|\blast (?:week|month)\b"),
        lambda *_: (None, None),
    ),
)


class DateIndex:
    """Sorted dates, which can be searched by span with bisection."""

    def __init__(self, found: tuple[FoundDate, ...]) -> None:
        self._found = found
        self._starts = [date.start for date in found]

    def within(self, span: tuple[int, int]) -> tuple[FoundDate, ...]:
        """The dates that begin in this span."""
        return self._found[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]


def nearest(found: tuple[FoundDate, ...], span: tuple[int, int], within: tuple[int, int]) -> FoundDate | None:
    """The date nearest to a span, among those inside `within`; None if there is none. Dates with a known EDTF take
    precedence."""
    inside = [d for d in found if within[0] <= d.start and d.end <= within[1]]
    return min(inside, key=lambda d: (d.edtf is None, _gap(d, span)), default=None)


def _gap(date: FoundDate, span: tuple[int, int]) -> int:
    return max(0, date.start - span[1], span[0] - date.end)
