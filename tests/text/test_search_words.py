"""The keys by which words are searched. `pytest tests/text/test_searched.py --update-golden` rewrites the vectors with
which the scripts are tested."""

import json
from pathlib import Path

import pytest

from generator.text.search_words import Stems, pairs, pieces, spaced_numbers, without_accents

VECTORS = Path(__file__).parents[1] / "vectors/searched.json"


def test_words_are_searched_by_what_is_written_here(update_golden: bool) -> None:
    held = json.loads(VECTORS.read_text(encoding="utf-8"))
    found = {word: [without_accents(piece) for piece in pieces(word)] for word in held}
    if update_golden:
        rows = [
            f"  {json.dumps(word, ensure_ascii=False)}: {json.dumps(it, ensure_ascii=False)}"
            for word, it in found.items()
        ]
        VECTORS.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    else:
        assert found == held


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’État", "état"), ("11,000", "11’000"), ("11.000", "11000"), ("Straße", "STRASSE"), ("ﬁnd", "find"), ("Łódź", "lodz"),
        ("so\u00adft", "soft"), ("Kim’s", "kim"), ("Jenča", "Jenca"), ("İzmir", "izmir"), ("Андрей", "андреи"), ("3,5", "3.5"),
        ("U.S.", "US"), ("U.S.’s", "us"), ("С.Ш.А.", "США"), ("Keʻala", "Ke’ala"), ("col·legi", "collegi"), ("IL·LUSIÓ", "il·lusio"),
    ],
)  # fmt: skip
def test_two_ways_of_writing_a_word_are_one(one: str, other: str) -> None:
    assert [*map(without_accents, pieces(one))] == [*map(without_accents, pieces(other))]


@pytest.mark.parametrize(("one", "other"), [("1.5", "15"), ("600", "6,000"), ("it", "its"), ("1,000", "1,0")])
def test_what_is_not_the_same_stays_apart(one: str, other: str) -> None:
    assert [*map(without_accents, pieces(one))] != [*map(without_accents, pieces(other))]


def test_a_sentence_without_spaces_is_searched_by_pairs_of_letters() -> None:
    assert pairs("北韓軍隊") == ("北韓", "韓軍", "軍隊")
    assert pairs("北") == ()


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "parties", "party"), ("ru", "подвига", "подвиг"), ("es", "ejércitos", "ejercito"), ("de-AT", "Soldaten", "Soldat"), ("fr", "soldats", "soldat")],
)  # fmt: skip
def test_words_are_stemmed_in_their_own_language(language: str, one: str, other: str) -> None:
    stems = Stems(language)
    assert stems.stem(one.lower()) == stems.stem(other.lower())


def test_words_of_a_language_without_an_algorithm_and_numbers_stay_as_they_are() -> None:
    assert Stems("uk").stem("військами") == without_accents("військами")
    assert Stems("en").stem("1990s") == "1990s"


def test_numbers_whose_groups_stand_apart_are_told_by_their_place() -> None:
    assert spaced_numbers("about 11 000 men, and 3\u202f000\u00a0000 in 2024 100 times") == {1: "11000", 5: "3000000"}
    assert spaced_numbers("11 men and 000") == {}
