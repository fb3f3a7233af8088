"""Patterns of the dates of one language, by the names of months in the Unicode CLDR.

English, Russian, Ukrainian and Korean have patterns of their own in `times`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.dates.lexicon import LANGUAGES, month_names

_OWN = frozenset({"ru", "uk"})


@dataclass(frozen=True)
class LanguageDates:
    """The months of a language by their names in lower case, and its patterns: a day, with or without a year; a span of
    days within a month; a month with a year; the word for yesterday (None if unknown)."""

    months: Mapping[str, int]
    day: re.Pattern[str]
    span: re.Pattern[str]
    month: re.Pattern[str]
    yesterday: re.Pattern[str] | None


@cache
def dates_of(language: str) -> LanguageDates | None:
    """The patterns of a language (BCP 47); None if it has its own or its months are not known."""
    code = language.partition("-")[0].lower()
    if code not in LANGUAGES or code in _OWN:
        return None
    months = {**month_names(code), **_MORE_MONTHS.get(code, {})}
    name = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    month = rf"(?:ב|d['’])?(?P<m>{name})\b"
    day = r"(?<![\w.,/-])(?P<d>\d{1,2})(?:\.|:?er?|º|°|ª)?"
    year = rf",?\s+{_OF}(?P<y>\d{{4}})\b(?![,.]?\d)"
    return LanguageDates(
        months,
        re.compile(rf"{day}\s+{_OF}{month}(?!-)(?:{year})?", re.IGNORECASE),
        re.compile(
            rf"(?<![\w.,/-])(?P<first>\d{{1,2}})(?:\.|er|º|°)?\s?(?:[-–—]|\b(?:bis|au|al|a|ao|tot|till|til|do)\b)"
            rf"\s?(?:(?:zum|le|el|il)\s)?(?P<d>\d{{1,2}})(?:\.|º|°)?\s+{_OF}{month}(?!-)(?:{year})?",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{_PART}\s+{_OF})?{month}{year}", re.IGNORECASE),
        re.compile(rf"\b{_YESTERDAY[code]}\b", re.IGNORECASE) if code in _YESTERDAY else None,
    )


_OF = r"(?:(?:de|del|di|anno)\s+)?"
_PART = "(?:Anfang|Mitte|Ende|début|mi|fin|(?:principios|comienzos|inicios|mediados|finales|fines)|inizio|metà|fine|início|meados|fim)"
_MORE_MONTHS: Mapping[str, Mapping[str, int]] = {
    "de": {"jänner": 1, "feber": 2, "maerz": 3},
    "es": {"setiembre": 9},
    "ar": {"آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9},
}
"""Names that the CLDR lacks, or gives to a part of a language's countries."""
_YESTERDAY = {
    "de": "gestern",
    "fr": "hier",
    "es": "ayer",
    "it": "ieri",
    "pt": "ontem",
    "nl": "gisteren",
    "pl": "wczoraj",
    "sv": "i går",
}
