"""A text in pieces: what changes the meaning is filled as a whole, whatever a comparison found within."""

import random

import pytest

from generator.text.comparison import compare
from generator.text.marked_pieces import Piece, pieces, spans
from generator.text.spelling import read


def kinds(found: tuple[Piece, ...]) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in found]


def test_words_are_found_in_the_printed_text_of_all_parts() -> None:
    parts = ("It  rose,", "and it\u00ad fell")
    assert spans(parts, [("it fell", "", ""), ("rose", "", "")]) == ((3, 7), (17, 24))
    printed = read(" […] ".join(parts)).text
    assert [printed[start:end] for start, end in spans(parts, [("it fell", "", ""), ("rose", "", "")])] == [
        "rose",
        "it fell",
    ]


def test_words_beside_others_are_told_apart_and_those_that_are_not_there_left_out() -> None:
    parts = ("the river and the river's banks",)
    assert spans(parts, [("the river", "and", "")]) == ((14, 23),)
    assert spans(parts, [("the river", "", "")]) == ()
    assert spans(parts, [("the lake", "", "")]) == ()


def test_a_text_that_is_compared_with_nothing_is_cut_around_the_words() -> None:
    assert kinds(pieces("It rose and fell", (), ((3, 7),))) == [
        ("plain", "It "),
        ("turned", "rose"),
        ("plain", " and fell"),
    ]
    assert kinds(pieces("It rose", (), ((0, 7),))) == [("turned", "It rose")]
    assert kinds(pieces("It rose", (), ())) == [("plain", "It rose")]


def test_words_over_several_differences_are_one_piece_behind_what_is_missing_in_them() -> None:
    told = "we honour them beside our comrades who died at home"
    runs = compare("we honour the heroes who died for all of us at home", told, "en").runs
    found = pieces(told, runs, spans((told,), [("our comrades who died", "", "")]))
    assert [piece.text for piece in found if piece.kind == "turned"] == ["our comrades who died"]
    place = [piece.kind for piece in found].index("turned")
    assert {piece.kind for piece in found[place - 1 : place]} <= {"missing", "added", "between"}
    assert "".join(piece.text for piece in found if piece.kind not in ("missing", "left-out")) == told


@pytest.mark.parametrize("seed", range(40))
def test_all_pieces_but_what_is_missing_are_the_text(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  (no secret: the same texts in every run)
    words = ["river", "rose", "the", "and,", "fell", "“so”", "дом", "漢字"]
    one, other = (" ".join(rng.choice(words) for _ in range(rng.randrange(1, 12))) for _ in range(2))
    printed = read(other).text
    ends = sorted(rng.sample(range(len(printed) + 1), min(4, len(printed) + 1)))
    turned = tuple((start, end) for start, end in zip(ends[::2], ends[1::2], strict=False) if start < end)
    found = pieces(printed, compare(one, other, "en").runs, turned)
    assert "".join(piece.text for piece in found if piece.kind not in ("missing", "left-out")) == printed
    assert [piece.text for piece in found if piece.kind == "turned"] == [printed[start:end] for start, end in turned]
