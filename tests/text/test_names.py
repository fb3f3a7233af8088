"""Names are found in a text whatever their script and spelling."""

import pytest

from generator.text import names

ONE_NAME = [
    ("Shoigu", "Shoygu", "Шойгу", "Schoigu"),
    ("Tchaikovsky", "Tschaikowski", "Tschaikowsky", "Czajkowski", "Чайковский"),
    ("Chernobyl", "Tschernobyl", "Tchernobyl", "Чернобыль"),
    ("Khrushchev", "Hrushchev", "Хрущев"),
    ("Zelensky", "Zelenskyy", "Zelenskiy"),
    ("Müller", "Muller"),
]


@pytest.mark.parametrize("spellings", ONE_NAME, ids=lambda spellings: spellings[0])
def test_the_spellings_of_a_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert {names.key(spelling) for spelling in spellings} == {names.key(spellings[0])}


def test_names_that_differ_have_keys_that_differ() -> None:
    assert len({names.key(spellings[0]) for spellings in ONE_NAME}) == len(ONE_NAME)


def test_the_longest_name_is_found_at_each_place_with_all_who_bear_it() -> None:
    named = [("Donna", "donna"), ("Donna Lee", "lee"), ("May", "may"), ("May", "other-may"), ("B", "b")]
    text = "Donna met Donna Lee. In may, May saw Donna. Lee left, B too."
    assert [(found.text, found.ids) for found in names.Index(named).find(text)] == [
        ("Donna", ("donna",)),
        ("Donna Lee", ("lee",)),
        ("May", ("may", "other-may")),
        ("Donna", ("donna",)),
    ]


def test_a_name_is_found_behind_an_elided_word_and_with_one_of_its_own() -> None:
    index = names.Index([("Ada Quill", "ada"), ("Charlotte d'Arcy", "charlotte"), ("L’Oréal", "oreal")])
    text = "un proche d’Ada Quill, Charlotte d'Arcy chez L'Oréal"
    assert [(found.text, found.ids) for found in index.find(text)] == [
        ("Ada Quill", ("ada",)),
        ("Charlotte d'Arcy", ("charlotte",)),
        ("L'Oréal", ("oreal",)),
    ]


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("city (its centre)", "city"),
        ("Kursk (city) and around", "Kursk (city) and around"),
        ("a (b) (c)", "a (b)"),
        ("open (never closed", "open (never closed"),
        ("()漢ש behind", "()漢ש behind"),
        (" (all of it)", " (all of it)"),
        ("plain", "plain"),
    ],
)
def test_a_remark_in_brackets_is_left_out_at_the_end_alone(text: str, brief: str) -> None:
    assert names.without_remark(text) == brief


@pytest.mark.parametrize(
    ("name", "country", "brief"),
    [
        ("Sergei Shoigu", "RU", "Shoigu"),
        ("Kim Jong Un", "KP", "Kim"),
        ("Kim Yong-bok", "KP", "Kim"),
        ("Jan de Wit", "NL", "de Wit"),
        ("Donald J. Trump", "US", "Donald J. Trump"),
        ("Abiy Ahmed", "ET", "Abiy Ahmed"),
        ("Ada Quill", None, "Ada Quill"),
        ("Cher", "US", "Cher"),
        ("Nguyen Phu Trong", "VN", "Nguyen Phu Trong"),
    ],
)
def test_a_person_is_called_by_the_family_name_where_the_country_tells_which_it_is(
    name: str, country: str | None, brief: str
) -> None:
    assert names.short_name(name, country) == brief


def test_an_abbreviation_is_told_from_other_names() -> None:
    assert names.abbreviation(["Wire", "KCNA", "AP"]) == "KCNA"
    assert names.abbreviation(["Wire", "Kcna", "A", "A-B"]) is None
