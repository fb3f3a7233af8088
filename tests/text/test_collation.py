"""Words are sorted as readers of the language expect."""

import pytest

from generator.text import messages
from generator.text.collation import initial_letter, sort_key


def in_order(words: str) -> str:
    return " ".join(sorted(words.split(), key=sort_key))


def test_accents_and_case_part_only_words_that_are_else_the_same() -> None:
    assert (
        in_order("Zoë Öster Otto Ángel angel Żukow Zukow éclair Ewing")
        == "angel Ángel éclair Ewing Öster Otto Zoë Zukow Żukow"
    )
    assert sorted(["Kim-Il", "kimberly", "Kim Jong Un"], key=sort_key) == ["Kim Jong Un", "Kim-Il", "kimberly"]


def test_scripts_stand_one_behind_the_other_each_in_its_own_order() -> None:
    assert in_order("Яна 가람 نور أحمد Anna Борис 나래") == "Anna Борис Яна أحمد نور 가람 나래"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "Nube Nuez Ñandú ñu Oca"),
        ("uk", "Гяур Ґава Дім Ігор Їжак Йосип"),
        ("sv", "Zorn Åberg Ängel Öst"),
        ("de", "Osten Öster Otto"),
        ("fr", "cote coté côte côté"),
        ("ar", "أحمد ابن باسم نور"),
        ("ko", "김 나 박 이"),
    ],
)
def test_a_letter_of_its_own_stands_where_its_alphabet_has_it(language: str, words: str) -> None:
    with messages.language_set("en"):
        messages.restore_language(messages.Speech(language, (messages.TEMPLATE.read_bytes(),)))
        assert in_order(" ".join(reversed(words.split()))) == words


def test_texts_that_differ_are_never_taken_for_one() -> None:
    assert len({sort_key(it) for it in ("a\u00ad", "a", "\u200ba", "A")}) == 4


def test_a_name_stands_under_the_letter_that_its_alphabet_has_for_it() -> None:
    assert [initial_letter(it) for it in ("Ángel", "“Öster”", "éclair", "6 May", "김", "Йосип", "Ñandú", "")] == [
        "A",
        "O",
        "E",
        "",
        "ㄱ",
        "Й",
        "N",
        "",
    ]
    with messages.language_set("en"):
        messages.restore_language(messages.Speech("es", (messages.TEMPLATE.read_bytes(),)))
        assert [initial_letter(it) for it in ("Ñandú", "ñu", "Ángel")] == ["Ñ", "Ñ", "A"]
        messages.restore_language(messages.Speech("uk", (messages.TEMPLATE.read_bytes(),)))
        assert [initial_letter(it) for it in ("Їжак", "Ґава", "Ірина")] == ["Ї", "Ґ", "І"]
