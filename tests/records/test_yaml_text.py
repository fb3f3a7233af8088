"""YAML and front matter are read into values with their places."""

from typing import Any

import pytest

from generator.problems import Place
from generator.records.yaml_text import DEPTH_LIMIT, SIZE_LIMIT, Source, Steps, read


def record(text: str) -> Source:
    source, problems = read("ada.yml", text.encode(), front_matter=False)
    assert problems == ()
    assert source is not None
    return source


def article(text: str) -> Source:
    source, problems = read("flood.md", text.encode(), front_matter=True)
    assert problems == ()
    assert source is not None
    return source


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "on",
        "true",
        "12:30",
        "2024-13-01",
        "2025-04-28",
        "1e5",
        "0o17",
        "0x1F",
        "1_000",
        "+1",
        ".5",
        ".inf",
        "=",
        "5",
    ],
)
def test_a_scalar_is_the_text_that_was_written(written: str) -> None:
    assert record(f"name: {written}\nalso: [{written}]\n").tree == {"name": written, "also": [written]}
    assert record(f"{written}: x\n").tree == {written: "x"}


@pytest.mark.parametrize("written", ["", " ~", " null", " Null", " NULL"])
def test_only_null_is_nothing(written: str) -> None:
    assert record(f"name:{written}\n").tree == {"name": None}


@pytest.mark.parametrize("written", ['"null"', "'~'", '""', "none", "nil", "NUll"])
def test_a_quoted_null_is_a_text(written: str) -> None:
    assert record(f"name: {written}\n").tree == {"name": written.strip("'\"")}


def test_texts_may_be_folded_quoted_or_kept() -> None:
    text = "a: >-\n  one\n  two\nb: |\n  one\n  two\nc: one\n  two\nd: 'it''s'\ne: \"\\u05d0\\n\"\n"
    assert record(text).tree == {"a": "one two", "b": "one\ntwo\n", "c": "one two", "d": "it's", "e": "א\n"}


def test_front_matter_and_body_are_parted() -> None:
    source = article("---\ntitle: Flood\n---\nA river rose.\n\n---\n\nIt fell.\n")
    assert source.tree == {"title": "Flood"}
    assert source.body == "A river rose.\n\n---\n\nIt fell.\n"


@pytest.mark.parametrize("text", ["---\ntitle: Flood\n---", "--- \ntitle: Flood\n---  \n"])
def test_an_article_may_end_with_its_front_matter(text: str) -> None:
    assert (article(text).tree, article(text).body) == ({"title": "Flood"}, "")


def test_windows_files_are_read_as_any() -> None:
    text = "---\r\ntitle: Flood\r\nnotes: |\r\n  one\r\n  two\r\n---\r\nA river\r\nrose.\r\n"
    for raw in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.replace("\r\n", "\r").encode()):
        source, problems = read("flood.md", raw, front_matter=True)
        assert problems == ()
        assert source is not None
        assert source.tree == {"title": "Flood", "notes": "one\ntwo\n"}
        assert source.body == "A river\nrose.\n"
        assert source.place(("notes",)) == Place("flood.md", 3, 8)
        assert source.place_in_body(8) == Place("flood.md", 8, 1)


ANNOTATED = """\
---
title: Ελλάδα  # a comment
quotations:
  - id: "it-rose"
    text: [It rose, 'and "fell"']
    said: {edtf: 2025-05, words: null}
    note:
  -
    id: it-fell
---
Ночью [[ada]] said.
"""


@pytest.mark.parametrize(
    ("steps", "line", "column"),
    [
        (("title",), 2, 8),
        (("quotations",), 4, 3),
        (("quotations", 0), 4, 5),
        (("quotations", 0, "id"), 4, 9),
        (("quotations", 0, "text", 1), 5, 21),
        (("quotations", 0, "said", "edtf"), 6, 18),
        (("quotations", 0, "said", "words"), 6, 34),
        (("quotations", 0, "note"), 7, 5),
        (("quotations", 1, "id"), 9, 9),
        (("quotations", 1, "speaker"), 9, 5),
        (("quotations", 7, "id"), 4, 3),
        (("nothing", "of", "the", "sort"), 2, 1),
        ((), 2, 1),
    ],
)
def test_every_value_has_a_place(steps: Steps, line: int, column: int) -> None:
    source = article(ANNOTATED)
    assert source.place(steps) == Place("flood.md", line, column)


def test_a_key_has_a_place_of_its_own() -> None:
    source = article(ANNOTATED)
    assert source.place(("quotations", 0, "said", "words"), of_key=True) == Place("flood.md", 6, 27)


def test_a_column_counts_letters_and_not_bytes() -> None:
    source = article(ANNOTATED)
    assert source.body is not None
    assert source.place_in_body(source.body.index("[[")) == Place("flood.md", 11, 7)


def test_limits_are_as_said() -> None:
    deep: Any = "x"
    for _ in range(DEPTH_LIMIT - 1):
        deep = f"[{deep}]"
    assert read("a.yml", f"a: {deep}\n".encode(), front_matter=False)[1] == ()
    assert read("a.yml", f"a: [{deep}]\n".encode(), front_matter=False)[0] is None
    fits = b"a: " + b"x" * (SIZE_LIMIT - 4) + b"\n"
    assert len(fits) == SIZE_LIMIT
    assert read("a.yml", fits, front_matter=False)[1] == ()
    assert read("a.yml", fits + b"\n", front_matter=False)[0] is None


def test_aliases_that_would_multiply_are_refused_before_they_do() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"] + [
        f"{n}: &{n} [{', '.join(['*' + p] * 9)}]" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    source, problems = read("a.yml", "\n".join(lines).encode(), front_matter=False)
    assert source is None
    assert {problem.fault.split(" ")[1] for problem in problems} == {"anchor", "alias"}


def test_faults_that_leave_a_file_readable_leave_it_read() -> None:
    source, problems = read("a.yml", b"a: 1\nb: !x 2\na: 3\n", front_matter=False)
    assert source is not None
    assert source.tree == {"a": "1", "b": "2"}
    assert [str(problem) for problem in problems] == [
        "a.yml:2:4: b: '!x' is a tag, and tags are not accepted; put the text in quotation marks",
        "a.yml:3:1: a: the key 'a' appears twice; keep one",
    ]
