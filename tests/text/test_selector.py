"""Finding a quotation in a full text: exactly, once, and its parts in order."""

from collections.abc import Callable

import pytest

from generator.text.selector import NotFound, Span, find, find_within
from tests.operations import CountingText, count_steps

TEXT = "“It rose,” she said. “It rose,” he said, “and it fell.” Nobody knew.\nNobody knew."


@pytest.mark.parametrize(
    ("parts", "prefix", "suffix", "expected"),
    [
        (("and it fell.",), "", "", ((42, 54),)),
        (("it fell", "knew."), "", "", NotFound("ambiguous", 1, 2, ((63, 68), (76, 81)))),
        (("It rose,",), "", "", NotFound("ambiguous", 0, 2, ((1, 9), (22, 30)))),
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
        (("she said", "Nobody knew."), "", "", NotFound("ambiguous", 1, 2, ((56, 68), (69, 81)))),
        (("It rose,", "and it fell."), "", "” he", NotFound("elsewhere", 1)),
        ((" and it fell. ",), "", "", ((42, 54),)),
        (("and it fell", "Nobody knew."), "", "Nobody", ((42, 53), (56, 68))),
        (("and it fell", "knew."), "", "Nobody", ((42, 53), (63, 68))),
        (("and it fell", "Nobody knew"), "", "!", NotFound("elsewhere", 1)),
    ],
)
def test_a_quotation_is_found_or_it_is_said_why_not(
    parts: tuple[str, ...], prefix: str, suffix: str, expected: tuple[Span, ...] | NotFound
) -> None:
    found = find(TEXT, parts, prefix, suffix)
    assert found == expected
    if isinstance(found, tuple):
        assert tuple(TEXT[start:end] for start, end in found) == tuple(part.strip() for part in parts)


def test_the_last_part_may_stand_again_further_on_where_the_suffix_is() -> None:
    assert find("a x b. x c.", ("a", "x"), "", "c") == ((0, 1), (7, 8))


@pytest.mark.parametrize("words", ["“It rose”", "It  rose,", "it rose", "It rose", "Іt rose,"])
def test_never_a_fuzzy_match(words: str) -> None:
    """Another quotation mark, a doubled space, another case or a Cyrillic letter that looks alike."""
    text = "“It rose,” she said."
    assert find(text, (words,)) == (NotFound("missing", 0) if words != "It rose" else ((1, 8),))


def test_overlapping_passages_are_told_apart() -> None:
    assert find("aaa", ("aa",)) == NotFound("ambiguous", 0, 2, ((0, 2), (1, 3)))


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        # Where one reporting clause lies between, the nearest place is the quotation's.
        ("“a b,” she said, “c d.” Later: “c d.”", ("a b", "c d"), ((1, 4), (18, 21))),
        ("“a b,” she said. “c d.” Later: “c d.”", ("a b", "c d"), ((1, 4), (18, 21))),
        # Where another speaks between, it may be theirs.
        ("“a b,” she said. He: “c d”? She: “c d.”", ("a b", "c d"), NotFound("ambiguous", 1, 2, ((22, 25), (34, 37)))),
        ("“a b,” he “x” “c d,” “e f” “c d”", ("a b", "c d"), NotFound("ambiguous", 1, 2, ((15, 18), (28, 31)))),
        # The middle of three, and a caption.
        ("“a b,” s. H: “c d”? “c d,” s, “e f”", ("a b", "c d", "e f"), NotFound("ambiguous", 1, 2, ((14, 17), (21, 24)))),
        ("“a b,” s. Picture: c d. “c d”", ("a b", "c d"), NotFound("ambiguous", 1, 2, ((19, 22), (25, 28)))),
        # A place from which the rest cannot follow is none.
        ("“a b,” he “x” “c d,” s, “e f” “c d”", ("a b", "c d", "e f"), ((1, 4), (15, 18), (25, 28))),
    ],
)  # fmt: skip
def test_a_later_part_stands_where_its_speaker_goes_on(
    text: str, parts: tuple[str, ...], expected: tuple[Span, ...] | NotFound
) -> None:
    assert find(text, parts) == expected


HOSTILE: dict[str, Callable[[int], tuple[str, tuple[str, ...], str, str]]] = {
    "a letter everywhere": lambda n: ("e" * n, ("e",), "", ""),
    "beside no such prefix": lambda n: ("e" * n, ("e",), "x", ""),
    "a long prefix everywhere": lambda n: ("e" * n, ("e",), "e" * (n // 2), ""),
    "a long suffix everywhere": lambda n: ("e" * n, ("e",), "", "e" * (n // 2)),
    "white space before each place": lambda n: (" \n \n e" * (n // 6), ("e",), "e", "e"),
    "words that repeat themselves": lambda n: ("ab" * (n // 2), ("ab" * (n // 4),), "", ""),
    "words that nearly stand everywhere": lambda n: ("a" * n, ("a" * (n // 4) + "b",), "", ""),
    "words that stand again within themselves": lambda n: ("aabaaab" * (n // 7), ("aabaa",), "aab", "b"),
    "a part before the one it follows": lambda n: ("e" * n + "y", ("y", "e"), "", ""),
    "a part that all follow": lambda n: ("y" + "e " * (n // 2), ("e", "y"), "", ""),
    "many parts, each everywhere": lambda n: ("e " * (n // 2), ("e",) * (n // 20), "", ""),
    "many parts, each once": lambda n: ("e, " * (n // 3), ("e",) * (n // 3), "", ""),
    "many parts in turn": lambda n: ("e, y, " * (n // 6), ("e", "y") * (n // 12), "", ""),
    "many parts, and no such suffix": lambda n: ("e, y, " * (n // 6), ("e", "y") * (n // 12), "", "x"),
    "marks that nothing closes": lambda n: ("“e " * (n // 3), ("e", "e"), "“", ""),
}


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE)
def test_the_work_grows_with_the_text_and_the_parts(
    case: Callable[[int], tuple[str, tuple[str, ...], str, str]],
) -> None:
    def work(size: int) -> int:
        text, parts, prefix, suffix = case(size)
        read = CountingText(text)
        return count_steps(lambda: find(read, parts, prefix, suffix)) + read.letters

    assert work(4_000) < 2.3 * work(2_000)


@pytest.mark.parametrize(
    ("parts", "words", "beside", "expected"),
    [
        (("it rose", "and it fell"), "it fell", ("", ""), (1, (4, 11))),
        (("it rose", "and it fell"), " rose ", ("", ""), (0, (3, 7))),
        (("it rose", "and it fell"), "it", ("", ""), NotFound("ambiguous", 0, 2)),
        (("it rose", "and it fell, and it rose"), "it", ("", ""), NotFound("ambiguous", 0, 3)),
        (("it rose", "and it fell"), "it", ("and", ""), (1, (4, 6))),
        (("it rose", "and it fell"), "it", ("", "rose"), (0, (0, 2))),
        (("it rose", "and it fell"), "it", ("but", ""), NotFound("elsewhere", 0)),
        (("it rose", "and it fell"), "rose and it", ("", ""), NotFound("missing", 0)),
        (("it rose",), "It rose", ("", ""), NotFound("missing", 0)),
        (("the 👩\u200d🚀 rose",), "rose", ("", ""), (0, (8, 12))),
    ],
)
def test_words_within_a_quotation_stand_in_one_of_its_parts(
    parts: tuple[str, ...], words: str, beside: tuple[str, str], expected: object
) -> None:
    assert find_within(parts, words, *beside) == expected
