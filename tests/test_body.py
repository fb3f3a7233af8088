"""The links and sentences of a body."""

from itertools import pairwise

import pytest

from generator.body import Link, links, sentences, unmarked


def sentences_of(body: str) -> list[str]:
    return [body[start:end] for start, end in sentences(body)]


def test_a_link_names_a_record_a_record_in_other_words_or_a_quotation() -> None:
    body = "[[ada]] met [[ charles-babbage | her friend ]]: [[q:own-land]]."
    assert links(body) == (
        Link("ada", None, 0, 7),
        Link("charles-babbage", "her friend", 12, 46),
        Link("q:own-land", None, 48, 62),
    )
    assert [found.quotation for found in links(body)] == [None, None, "own-land"]


@pytest.mark.parametrize("body", ["[[ada]", "[ada]", "[[ada\n]]", "[[ada|her\nname]]", "[[a[b]]", "[[a|b|c", ""])
def test_what_is_no_link_is_none(body: str) -> None:
    assert links(body) == ()


def test_a_link_without_words_to_show_shows_its_own() -> None:
    assert links("[[ada| ]] and [[|x]]") == (Link("ada", None, 0, 9), Link("", "x", 14, 20))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It rose. It fell! Did it? Yes…", ["It rose.", "It fell!", "Did it?", "Yes…"]),
        ("“It rose.” She left.", ["“It rose.”", "She left."]),
        (
            "Mr. Weir of the U.S. Army spoke to J. Doe. We listened.",
            ["Mr. Weir of the U.S. Army spoke to J. Doe.", "We listened."],
        ),
        ("“Did it?” she asked. It approx. tripled.", ["“Did it?” she asked.", "It approx. tripled."]),
        ("It cost 1.5 million. So what.", ["It cost 1.5 million.", "So what."]),
        ("[[a|Mr. X. Y]] spoke. [[b]] did not.", ["[[a|Mr. X. Y]] spoke.", "[[b]] did not."]),
        ("One line\nand its next.\n\nAnother paragraph", ["One line\nand its next.", "Another paragraph"]),
        ("- one item\n- another\n1. a third", ["- one item", "- another", "1. a third"]),
        ("Вода поднялась. Она упала.", ["Вода поднялась.", "Она упала."]),
        ("물이 불었다. 집이 잠겼다.", ["물이 불었다.", "집이 잠겼다."]),
        ("水が出た。家が沈んだ。", ["水が出た。", "家が沈んだ。"]),
        ("המים עלו. הבית שקע.", ["המים עלו.", "הבית שקע."]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_body_falls_into_sentences(body: str, expected: list[str]) -> None:
    assert sentences_of(body) == expected


def test_sentences_cover_every_word_once_and_in_order() -> None:
    body = "A. [[b|c. D]] e! F\n\n> g. H\n- i? J. K\n\n## L. M\n" * 3
    spans = list(sentences(body))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    left_out = "".join(
        body[end:start] for (_, end), (start, _) in zip([(0, 0), *spans], [*spans, (len(body), 0)], strict=True)
    )
    assert left_out.strip() == ""


def test_a_long_body_without_an_end_takes_no_long_time() -> None:
    assert len(list(sentences("word " * 100_000))) == 1
    assert len(list(sentences("… " * 50_000))) > 0
    assert links("[[" * 100_000) == ()


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("> a *b* **c**  d", "a b c d"),
        ("## A heading", "A heading"),
        ("- an\n  item", "an item"),
        ("1. first", "first"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("_so_ snake_case_word __is__", "so snake_case_word is"),
    ],
)
def test_markdown_marks_come_off(marked: str, plain: str) -> None:
    assert unmarked(marked) == plain
