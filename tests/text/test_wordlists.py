"""The lists of words: that they hold what they are for, and make no two words one."""

from collections import defaultdict

from generator.text.wordlists import SPELLING, american


def test_every_spelling_of_the_list_is_that_of_its_word() -> None:
    lines = [line.split() for line in SPELLING.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 4_000
    for word, *others in lines:
        assert {american(other) for other in others} == {american(word)}, word


def test_a_spelling_belongs_to_one_word() -> None:
    words = defaultdict(set)
    for word, *others in (line.split() for line in SPELLING.read_text(encoding="utf-8").splitlines()):
        for other in others:
            words[other].add(word)
    assert {other: named for other, named in words.items() if len(named) > 1} == {}
    assert words.keys() & {word for named in words.values() for word in named} == set()


def test_short_words_and_words_of_no_list_stay_as_they_are() -> None:
    assert [american(word) for word in ("our", "hour", "wise", "four", "dour", "moscow", "its'")] == [
        *("our", "hour", "wise", "four", "dour", "moscow", "its'"),
    ]


def test_a_possessive_is_spelled_as_its_word() -> None:
    assert american("centre's") == american("center's") == "center's"


def test_forms_that_both_countries_know_are_one_word_too() -> None:
    pairs = (("burnt", "burned"), ("whilst", "while"), ("mum", "mom"), ("leant", "leaned"), ("dialogue", "dialog"))
    assert [american(one) for one, _ in pairs] == [american(other) for _, other in pairs]
