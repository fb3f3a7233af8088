"""The names of countries and territories by their codes in records (ISO 3166-1 alpha-2)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale

from generator.text.messages import cached_by_language, in_english, locale


def country_name(code: str) -> str:
    """The short name of a country (ISO 3166-1 alpha-2) in the current language; the code itself if it is not
    assigned."""
    return _names().get(code, code)


@cache
def names_in_all_languages(code: str) -> tuple[str, ...]:
    """What a country (ISO 3166-1 alpha-2) is called in each language that the site speaks, and in Russian, each name
    once; none where the code is not assigned."""
    named = (Locale.parse(language).territories.get(code) for language in _QUERY_LANGUAGES)
    return tuple(
        dict.fromkeys([*(it for it in named if it and code not in _NO_COUNTRIES), *_COMMON_NAMES.get(code, ())])
    )


_QUERY_LANGUAGES = ("en", "ar", "de", "es", "fr", "ko", "ru", "uk")
_COMMON_NAMES = {
    "AE": ("UAE",),
    "GB": ("UK",),
    "KP": ("Северная Корея", "DPRK", "N. Korea"),
    "KR": ("Южная Корея", "ROK", "S. Korea"),
    "US": ("US", "USA", "EE. UU.", "США"),
}
"""What those who ask say where the CLDR has the full name."""


@cached_by_language
def _names() -> Mapping[str, str]:
    """The names from the Unicode CLDR; in English with our own where these differ."""
    assigned = {
        code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code not in _NO_COUNTRIES
    }
    if in_english():
        return assigned | _ENGLISH_NAMES
    return assigned | {code: name for code, name in locale().territories.items() if code in assigned}


_NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Codes in the CLDR that ISO 3166-1 does not assign: parts of countries, unions, and test codes."""

# Our names are for sentences. Those of the CLDR are for lists: some have "&" and "St.", or add an older name or the
# governing country.
_ENGLISH_NAMES = {
    "AG": "Antigua and Barbuda",
    "BA": "Bosnia and Herzegovina",
    "BL": "Saint Barthélemy",
    "CC": "Cocos Islands",
    "CD": "DR Congo",
    "CG": "Congo",
    "CV": "Cabo Verde",
    "GS": "South Georgia and the South Sandwich Islands",
    "HK": "Hong Kong",
    "HM": "Heard Island and McDonald Islands",
    "KN": "Saint Kitts and Nevis",
    "LC": "Saint Lucia",
    "MF": "Saint Martin",
    "MM": "Myanmar",
    "MO": "Macao",
    "PM": "Saint Pierre and Miquelon",
    "PS": "Palestine",
    "SH": "Saint Helena, Ascension and Tristan da Cunha",
    "SJ": "Svalbard and Jan Mayen",
    "ST": "São Tomé and Príncipe",
    "TC": "Turks and Caicos Islands",
    "TT": "Trinidad and Tobago",
    "UM": "United States Minor Outlying Islands",
    "VC": "Saint Vincent and the Grenadines",
    "VI": "United States Virgin Islands",
    "WF": "Wallis and Futuna",
}
