"""The dates that a text gives, in its words and as EDTF, resolved against the day of its publication."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator import dates


@dataclass(frozen=True, slots=True)
class Dated:
    """A date where it stands. `edtf` is None where its words alone do not tell it; `basis` says what was inferred."""

    start: int
    end: int
    words: str
    edtf: str | None
    basis: str | None = None


def dated_in(text: str, published: dates.Edtf | None) -> tuple[Dated, ...]:
    """Every date of the text, in order, in English, Russian, Ukrainian and Korean."""
    reader = _Reader(published)
    found: list[Dated] = []
    read: list[tuple[int, int]] = []
    for pattern, resolve in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("date") if "date" in pattern.groupindex else match.span()
            if any(start < last and first < end for first, last in read):
                continue
            read.append((start, end))
            resolved = resolve(reader, match)
            if resolved is not None:
                edtf, basis = resolved
                found.append(Dated(start, end, " ".join(text[start:end].split()), edtf, basis))
    return tuple(sorted(found, key=lambda d: d.start))


_Resolved = tuple[str | None, str | None] | None

_BY_ARTICLE = "year taken from the date of the article"


class _Reader:
    """Dates that are told from another: the latest day that publication allows."""

    def __init__(self, published: dates.Edtf | None) -> None:
        self._latest = published.latest if published else None
        self._exact = published.kind == "exact" and published.precision == "day" if published else False

    def full(self, year: str, month: int, day: str | None = None, part: str | None = None) -> _Resolved:
        about = "~" if part else ""
        if day is None:
            return f"{int(year):04}-{month:02}{about}", None
        return (f"{int(year):04}-{month:02}-{int(day):02}", None) if _is_day(int(year), month, int(day)) else None

    def no_year(self, month: int, day: str | None = None, part: str | None = None) -> _Resolved:
        """The last such month or day that is not after publication."""
        if self._latest is None:
            return None, None
        year = self._latest.year
        if (month, int(day or 1)) > (self._latest.month, self._latest.day):
            year -= 1
        if day and not _is_day(year, month, int(day)):
            return None
        edtf = f"{year:04}-{month:02}" + (f"-{int(day):02}" if day else "") + ("~" if part else "")
        return edtf, _BY_ARTICLE

    def weekday(self, number: int) -> _Resolved:
        if self._latest is None or not self._exact:
            return None, None
        published = dt.date(*self._latest)
        day = published - dt.timedelta(days=(published.weekday() - number) % 7)
        return day.isoformat(), "weekday resolved against the date of publication"

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


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


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

_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_W = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_PART = r"(?:(?P<part>early|mid|late|начале|середине|конце|на початку|наприкінці)[\s-]+)"


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[_Reader, re.Match[str]], _Resolved]], ...] = (
    (_p(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"), lambda r, m: r.full(m["y"], int(m["m"]), m["d"])),
    (
        _p(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_M})\.?,?\s+(?P<y>(?:19|20)\d\d)\b"),
        lambda r, m: r.full(m["y"], _month(m["m"]), m["d"]),
    ),
    (
        _p(rf"\b(?P<m>{_M})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b"),
        lambda r, m: r.full(m["y"], _month(m["m"]), m["d"]),
    ),
    (
        _p(r"(?P<y>20\d\d)년\s*(?P<m>\d{1,2})월(?:\s*(?P<d>\d{1,2})일)?"),
        lambda r, m: r.full(m["y"], int(m["m"]), m["d"]),
    ),
    (_p(r"(?<!\d)(?P<m>\d{1,2})월\s*(?P<d>\d{1,2})일"), lambda r, m: r.no_year(int(m["m"]), m["d"])),
    (
        _p(rf"\b{_PART}?(?P<m>{_M})\.?,?\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b"),
        lambda r, m: r.full(m["y"], _month(m["m"]), None, m["part"]),
    ),
    (
        _p(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_M})\b(?!\w)"),
        lambda r, m: r.no_year(_month(m["m"]), m["d"]),
    ),
    (
        re.compile(
            r"\b(?P<m>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?![,.]?\d)"
        ),
        lambda r, m: r.no_year(_month(m["m"]), m["d"]) if m["m"].lower() in _MONTHS else None,
    ),
    (_p(rf"\b{_PART}(?P<m>{_M})\b"), lambda r, m: r.no_year(_month(m["m"]), None, m["part"])),
    (
        re.compile(
            r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ll]ast|[Tt]his|[Bb]ack in|[Uu]ntil|[Aa]|[Tt]he|of)\s+(?P<date>January|February|March|April|May|June|July|August|September|October|November|December)\b"
        ),
        lambda r, m: r.no_year(_month(m["date"])),
    ),
    (
        _p(rf"\b[вуВ]\s+(?P<date>{'|'.join(k for k in _MONTHS if k.endswith(('е', 'ні', 'му', 'ді')))})\b"),
        lambda r, m: r.no_year(_month(m["date"])),
    ),
    (_p(rf"\b(?P<date>{_W})\b"), lambda r, m: r.weekday(_WEEKDAYS[m["date"].lower()])),
    (_p(r"\byesterday\b|\bвчера\b|\bвчора\b|어제"), lambda r, _: r.days_before(1)),
    (_p(r"\btoday\b|\bсегодня\b|\bсьогодні\b|오늘"), lambda r, _: r.days_before(0)),
    (_p(r"\b(?:last year|the previous year|в прошлом году)\b|작년|지난해"), lambda r, _: r.year_before(1)),
    (_p(r"\b(?:earlier this year|this year)\b|올해"), lambda r, _: r.year_before(0)),
    (_p(r"\b(?:in|since|by|until|during|of)\s+(?P<date>(?:19|20)\d\d)\b(?![,.]\d)"), lambda _, m: (m["date"], None)),
    (
        _p(r"\b(?:just|a few|several)\s+(?:days|weeks|months)\s+(?:ago|earlier)\b|\blast (?:week|month)\b"),
        lambda *_: (None, None),
    ),
)


def nearest(found: tuple[Dated, ...], span: tuple[int, int], within: tuple[int, int]) -> Dated | None:
    """The date that stands nearest to a span inside another; those that tell a day come before those of words alone."""
    inside = [d for d in found if within[0] <= d.start and d.end <= within[1]]
    return min(inside, key=lambda d: (d.edtf is None, _gap(d, span)), default=None)


def _gap(date: Dated, span: tuple[int, int]) -> int:
    return max(0, date.start - span[1], span[0] - date.end)
