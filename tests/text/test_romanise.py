"""Other spellings of names, which are searched and never shown."""

import pytest

from generator.text.romanise import romanised, spellings


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("шойгу", ("shoygu", "shoigu", "shoihu", "sojgu", "sojhu", "schoigu", "schojhu", "choigou")),
        ("захарова", ("zakharova", "zacharova", "sacharowa")),
        ("герасимов", ("gerasimov", "herasymov", "gerasimow", "herasymow", "gerassimow", "herassymow", "guerassimov")),
        ("евкуров", ("yevkurov", "evkurov", "jewkurow", "evkourov")),
        ("щербаков", ("shcherbakov", "scerbakov", "schtscherbakow", "chtcherbakov")),
        ("кирилл", ("kirill", "kyryll")),
        ("путин", ("putin", "putyn", "poutine")),
        ("белоусов", ("belousov", "belousow", "beloussow", "beloussov")),
    ],
)
def test_a_cyrillic_word_is_romanised_by_each_of_the_tables(word: str, latin: tuple[str, ...]) -> None:
    assert romanised(word) == latin


def test_an_adjectives_ending_is_also_shortened_as_the_press_does() -> None:
    assert "lavrovsky" in romanised("лавровский")


@pytest.mark.parametrize(
    ("name", "country", "original"),
    [
        ("Sergei Shoigu", "RU", "шойгу"),
        ("Vladimir Putin", "RU", "путин"),
        ("Dmitry Peskov", "RU", "дмитрий"),
        ("Maria Zakharova", "RU", "захарова"),
        ("Valery Gerasimov", "RU", "герасимов"),
        ("Yunus-bek Yevkurov", "RU", "евкуров"),
        ("Kyrylo Budanov", "UA", "кирило"),
        ("Andriy Kovalenko", "UA", "андрій"),
        ("Kyiv", "UA", "київ"),
    ],
)
def test_a_latin_name_of_these_countries_is_read_back(name: str, country: str, original: str) -> None:
    assert original in spellings((name,), country)


def test_names_of_other_countries_are_left_alone() -> None:
    assert spellings(("Miroslav Jenča", "Patrick Ryder"), "US") == ()


def test_a_cyrillic_spelling_is_romanised_whatever_the_country() -> None:
    assert spellings(("Peskow", "Песков"), None) == ("peskov",)


def test_a_korean_given_name_is_also_found_as_one_word() -> None:
    assert spellings(("Kim Jong Un", "Choe Son-hui"), "KP") == ("jongun", "sonhui")


def test_what_a_name_has_itself_is_not_repeated() -> None:
    assert "peskov" not in spellings(("Dmitry Peskov", "Песков"), "RU")
