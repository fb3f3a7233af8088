"""Dates in the language that the site speaks, by the patterns of the CLDR."""

import pytest

from generator import dates
from generator.text import english, messages
from generator.text.countries import country_name
from generator.text.languages import language_name

DATES = {
    "2025-04-28": {
        "de": ("28. April 2025", "28. Apr. 2025"),
        "es": ("28 de abril de 2025", "28 abr 2025"),
        "fr": ("28 avril 2025", "28 avr. 2025"),
        "ko": ("2025년 4월 28일", "2025년 4월 28일"),
        "uk": ("28 квітня 2025 р.", "28 квіт. 2025 р."),
        "ar": ("28 أبريل 2025", "28 أبريل 2025"),
    },
    "2025-04": {
        "de": ("April 2025", "Apr. 2025"),
        "uk": ("квітень 2025 р.", "квіт. 2025 р."),
        "ko": ("2025년 4월", "2025년 4월"),
    },
    "2025": {"de": ("2025", "2025"), "ko": ("2025년", "2025년")},
    "2025-04-29/2025-05-02": {"fr": ("29 avr.\u2009–\u20092 mai 2025", "29 avr.\u2009–\u20092 mai 2025")},
    "1964/2008": {"de": ("1964–2008", "1964–2008")},
    "19XX": {"es": ("1900–1999", "1900–1999")},
}


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [(text, language, said) for text, by_language in DATES.items() for language, said in by_language.items()],
)
def test_a_date_is_said_as_the_language_says_it(text: str, language: str, said: tuple[str, str]) -> None:
    with messages.language_set(language):
        date = dates.parse(text)
        assert (
            tuple(
                words.replace("\xa0", " ").replace("\u202f", " ")
                for words in (dates.format_date(date), dates.format_short(date))
            )
            == said
        )


EVERY = (
    "2025-04-28~", "2025-04-28?", "2025-04-28%", "2025-~04-28", "?2025-04-28", "2025-04-XX", "2025-XX", "2025-XX-XX", "202X", "19XX",
    "2025-21", "2025-24", "2025/..", "../2025", "2025/", "/2025-03", "2025-03-01/2025-21", "[2025-05-29..2025-05-31]", "[..2025-05-31]",
    "[2025-05-29..]", "[2025, 2027]", "[2025-05-01, 2025-06-02..2025-06-04]", "-0043-03-15", "0391", "Y12025", "0000/0100", "XXXX",
    "-0043/2025", "0391-05-02/0391-05-07", "1938/1949~",
)  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "ko", "uk"])
@pytest.mark.parametrize("text", EVERY)
def test_every_form_of_a_date_has_words_in_every_language(text: str, language: str) -> None:
    with messages.language_set(language):
        date = dates.parse(text)
        for words in (dates.format_date(date), dates.format_short(date)):
            assert words.strip() == words != ""
            assert "{" not in words


def test_what_a_record_calls_late_in_a_month_is_called_so() -> None:
    date = dates.mark_as_worded(dates.parse("[2025-04-21..2025-04-30]"), "late April 2025")
    assert dates.format_date(date) == "late April 2025"
    with messages.language_set("de"):
        assert dates.format_date(dates.parse("[2025-04-21..2025-04-30]")) != dates.format_date(date)
        assert "April 2025" in dates.format_date(date)
        assert dates.format_in_english(date) == "late April 2025"


def test_names_of_months_languages_and_countries_are_those_of_the_language() -> None:
    assert (language_name("ko"), country_name("BA"), dates.month_name(3)) == (
        "Korean",
        "Bosnia and Herzegovina",
        "March",
    )
    with messages.language_set("fr"):
        assert (language_name("ko-KR"), country_name("BA"), dates.month_name(3)) == (
            "coréen",
            "Bosnie-Herzégovine",
            "mars",
        )
        assert dates.month_of_year(2025, 3, short=True) == "mars 2025"
        assert dates.day_and_month(2, 29) == "29 février"
    with messages.language_set("ar"):
        assert (language_name("de"), country_name("UA"), country_name("QQ")) == ("الألمانية", "أوكرانيا", "QQ")


def test_what_english_adds_to_words_other_languages_do_not() -> None:
    with messages.language_set("de"):
        assert (english.with_article("article"), english.with_the("Ministry of Defence"), english.in_words(3)) == (
            "article",
            "Ministry of Defence",
            "3",
        )
        assert english.typeset('Er sagte "nein", und ging\'s an.') == "Er sagte „nein“, und ging’s an."
    with messages.language_set("fr"):
        assert english.typeset('Il dit "non".') == "Il dit «\u202fnon\u202f»."
