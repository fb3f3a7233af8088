"""Finding a quotation in a full text: exactly, once, and its parts in order."""

import time

import pytest

from generator.selector import NotFound, Span, find

TEXT = "“It rose,” she said. “It rose,” he said, “and it fell.” Nobody knew.\nNobody knew."


@pytest.mark.parametrize(
    ("parts", "prefix", "suffix", "expected"),
    [
        (("and it fell.",), "", "", ((42, 54),)),
        (("it fell", "knew."), "", "", ((46, 53), (63, 68))),
        (("It rose,",), "", "", NotFound("ambiguous", 0, 2)),
        (("It rose,",), "", "” she", ((1, 9),)),
        (("It rose,",), "she said. “", "", ((22, 30),)),
        (("Nobody knew.",), "knew.", "", ((69, 81),)),
        (("Nobody knew.",), "knew.\n", "", ((69, 81),)),
        (("Nobody knew.",), "", "  Nobody", ((56, 68),)),
        (("It rose,",), "they said. “", "", NotFound("elsewhere", 0)),
        (("It rose,",), "", "” they", NotFound("elsewhere", 0)),
        (("it rose,",), "", "", NotFound("missing", 0)),
        (("It rose,", "and it sank"), "", "", NotFound("missing", 1)),
        (("and it fell.", "It rose,"), "", "", NotFound("out of order", 1)),
        (("she said", "Nobody knew."), "", "", ((11, 19), (56, 68))),
        (("and it fell", "Nobody knew."), "", "Nobody", ((42, 53), (56, 68))),
        (("and it fell", "knew."), "", "\n", ((42, 53), (63, 68))),
        (("and it fell", "Nobody knew"), "", "!", NotFound("elsewhere", 1)),
    ],
)
def test_a_quotation_is_found_or_it_is_said_why_not(
    parts: tuple[str, ...], prefix: str, suffix: str, expected: tuple[Span, ...] | NotFound
) -> None:
    found = find(TEXT, parts, prefix, suffix)
    assert found == expected
    if isinstance(found, tuple):
        assert tuple(TEXT[start:end] for start, end in found) == parts


def test_the_last_part_may_stand_again_further_on_where_the_suffix_is() -> None:
    assert find("a x b. x c.", ("a", "x"), "", "c") == ((0, 1), (7, 8))


@pytest.mark.parametrize("words", ["“It rose”", "It  rose,", "it rose", "It rose", "Іt rose,"])
def test_never_a_fuzzy_match(words: str) -> None:
    """Another quotation mark, a doubled space, another case or a Cyrillic letter that looks alike."""
    text = "“It rose,” she said."
    assert find(text, (words,)) == (NotFound("missing", 0) if words != "It rose" else ((1, 8),))


def test_overlapping_passages_are_told_apart() -> None:
    assert find("aaa", ("aa",)) == NotFound("ambiguous", 0, 2)


def test_a_text_of_one_letter_takes_no_long_time() -> None:
    began = time.perf_counter()
    assert find("e" * 50_000, ("e",), "x") == NotFound("elsewhere", 0)
    assert find("e" * 50_000 + "y", ("y", "e")) == NotFound("out of order", 1)
    assert find("y" + "e " * 20_000, ("e", "y")) == NotFound("out of order", 1)
    assert time.perf_counter() - began < 5
