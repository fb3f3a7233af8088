"""The links of a body."""

import pytest

from generator.text.wikilinks import Link, links, to_plain_text, without_code, without_markdown


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


def test_a_long_body_without_an_end_takes_no_long_time() -> None:
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
        ("***a** b* and *c", "*a b* and *c"),
        ("\n\n\n# A heading", "A heading"),
    ],
)
def test_markdown_marks_come_off(marked: str, plain: str) -> None:
    assert without_markdown(marked) == plain


@pytest.mark.parametrize("words", ["**never** a _b_", "> # 1. x", "a *b", "[[x]] \\1", "two  spaces"])
def test_words_that_a_link_shows_keep_their_signs_while_the_body_loses_its_own(words: str) -> None:
    one_line = " ".join(words.split())
    assert to_plain_text(["**She** said ", words, " _there_."], plain=False) == f"She said {one_line} there."
    assert to_plain_text(["**She** said ", words, " _there_."], plain=True) == f"**She** said {one_line} _there_."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a `[[b]]` c", "`[[b]]`"),
        ("a ``[[b]] ` c`` d", "``[[b]] ` c``"),
        ("a ```b` c", "`b`"),  # of marks that nothing closes, fewer open code
        ("```\n[[a]]\n```\n[[b]]", "```\n[[a]]\n```"),
        ("~~~~\n[[a]]\n~~~\n~~~~ \nb", "~~~~\n[[a]]\n~~~\n~~~~"),
        ("````\na\n```\nb", "````\na\n```"),
        ("a `b\n\nc", ""),
    ],
)
def test_code_is_blanked_and_all_else_stands_where_it_stood(text: str, code: str) -> None:
    blank = "".join(letter if letter == "\n" else " " for letter in code)
    assert without_code(text) == text.replace(code, blank)


def test_marks_without_an_end_take_no_long_time() -> None:
    assert without_code("` `` ``` " * 20_000 + "`" * 50_000)
    assert without_markdown("*a _b " * 50_000)
