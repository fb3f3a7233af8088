"""Finds the dates written out in a text: "28 April 2025", "le 28 avril 2025", "2025년 4월", "in 2025"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from generator.dates.lexicon import lexicon, with_ascii_digits

_YEAR: Final = re.compile(r"(?<!\w)(1[5-9]\d\d|20\d\d)(?:-(\d\d)\b(?:-(\d\d)\b)?|\b|(?=[년年]))")
_OF: Final = r"(?:del?\s++)?"  # 28 de abril de 2025
_BEFORE_YEAR: Final = re.compile(
    rf"(?:(\d{{1,2}})(?:\.|er|[ºª°])?\s++{_OF})?(?<![^\W\d_])([^\W\d_]++)\.?\s++{_OF}$", re.IGNORECASE
)
_DAY_AFTER_MONTH: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\.? (\d{1,2}), $")  # April 28, 2025
_AFTER_YEAR: Final = re.compile(r"\s?[년年](?:\s?(\d{1,2})\s?[월月](?:\s?(\d{1,2})\s?[일日])?)?")
_MOST_DISTANCE: Final = 40
"""How many characters before a year are searched for its day and month."""


def dates_in(text: str) -> Iterator[tuple[str, str]]:
    """The first and the last day (ISO 8601) of each date written out in a text: a year, a month or a day.

    Months are recognised by their names in the languages of the lexicon. If a name means different months in different
    languages, the later one counts.
    """
    text = with_ascii_digits(text)
    for found in _YEAR.finditer(text):
        year = int(found[1])
        month, day = (
            (int(found[2]), int(found[3] or 0)) if found[2] else _month_and_day_near(text, found.start(), found.end())
        )
        if not 1 <= month <= 12:
            yield f"{year}-01-01", f"{year}-12-31"
            continue
        last = calendar.monthrange(year, month)[1]
        first, last = (day, day) if 1 <= day <= last else (1, last)
        yield f"{year}-{month:02}-{first:02}", f"{year}-{month:02}-{last:02}"


def _month_and_day_near(text: str, start: int, end: int) -> tuple[int, int]:
    """The month and the day given next to a year, each 0 if it is missing."""
    before = text[max(0, start - _MOST_DISTANCE) : start]
    if (found := _DAY_AFTER_MONTH.search(before)) and (month := _months().get(found[1].lower())):
        return month, int(found[2])
    if found := _BEFORE_YEAR.search(before):
        month = _months().get(found[2].lower(), 0)
        return month, int(found[1] or 0) if month else 0
    found = _AFTER_YEAR.match(text, end)
    return (int(found[1] or 0), int(found[2] or 0)) if found else (0, 0)


@cache
def _months() -> Mapping[str, int]:
    """The number of each month by its names, in lower case and without a full stop."""
    return {word: max(numbers) for word, numbers in lexicon()["months"].items()}
