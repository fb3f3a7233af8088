"""Languages and countries by name, and the direction of a script."""

import pytest

from generator.text.countries import country_name, names_in_all_languages
from generator.text.languages import direction, language_name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("sv", "Swedish"),
        ("ro", "Romanian"),
        ("da", "Danish"),
        ("en-GB", "English"),
        ("zh-Hant", "Chinese (Traditional)"),
        ("zh-Hans-CN", "Chinese (Simplified)"),
        ("sr-Latn", "Serbian (Latin)"),
        ("pt-BR", "Portuguese"),
        ("ckb", "Central Kurdish"),
        ("en", "English"),
        ("iw-IL", "Hebrew"),  # codes that were replaced
        ("ji", "Yiddish"),
        ("in", "Indonesian"),
        ("mo", "Romanian"),
        ("cmn", "Chinese"),
        ("deu", "German"),
        ("prs", "Dari"),
    ],
)
def test_a_language_is_called_by_its_english_name(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_a_language_without_a_name_is_called_by_its_tag() -> None:
    assert language_name("qaa") == "qaa"
    assert language_name("xx-Latn") == "xx-Latn"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("en", "ltr"),
        ("ko", "ltr"),
        ("ar-Latn", "ltr"),  # the script that a tag names
        ("AR-LATN-DZ", "ltr"),
        ("ku", "ltr"),
        ("ku-Arab", "rtl"),
        ("pa", "ltr"),  # the likeliest of a language in a country
        ("pa-PK", "rtl"),
        ("az-IR", "rtl"),
        ("sd-IN", "ltr"),
        ("syr", "rtl"),
        ("rhg", "rtl"),
        ("nqo", "rtl"),
        ("prs", "rtl"),  # Dari, which the CLDR calls Persian of Afghanistan
        ("dv", "rtl"),
        ("yi", "rtl"),
        ("en-x-arab", "ltr"),  # private use says nothing of a script
        ("ar-u-nu-latn", "rtl"),  # nor do the digits
        ("qaa", "ltr"),
        ("und", "ltr"),
    ],
)
def test_a_language_runs_its_own_way(language: str, expected: str) -> None:
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KP", "North Korea"),
        ("XK", "Kosovo"),
        ("TT", "Trinidad and Tobago"),  # the CLDR writes an ampersand
        ("HK", "Hong Kong"),  # and here who governs it
        ("CD", "DR Congo"),
    ],
)
def test_a_country_is_called_by_its_short_english_name(code: str, name: str) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize("code", ["QQ", "EU", "UN", "XA", "001"])
def test_a_code_of_no_country_stays_a_code(code: str) -> None:
    assert country_name(code) == code


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("US", {"US", "USA", "États-Unis", "США"}),
        ("GB", {"UK", "Vereinigtes Königreich"}),
        ("KP", {"DPRK", "N. Korea"}),
    ],
)
def test_a_country_is_searched_by_its_names_and_short_forms_in_all_languages(code: str, names: set[str]) -> None:
    assert names <= {*names_in_all_languages(code)}
