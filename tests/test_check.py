"""Editorial rules: what they find in the small, and how they behave in the large."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.check import quoted_share, rings
from generator.model import Article
from generator.problems import stops
from tests.archive_files import archive_of, write


@pytest.mark.parametrize(
    ("successor", "expected"),
    [
        ({}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": "a"}, [["a"]]),
        ({"c": "a", "a": "b", "b": "c", "d": "a", "e": "d"}, [["a", "b", "c"]]),
        ({"a": "b", "b": "a", "x": "y", "y": "x"}, [["a", "b"], ["x", "y"]]),
    ],
)
def test_rings_are_found_once_each(successor: dict[str, str], expected: list[list[str]]) -> None:
    assert rings(successor) == expected


def test_a_long_chain_is_no_ring() -> None:
    assert rings({str(n): str(n + 1) for n in range(100_000)}) == []
    assert len(rings({str(n): str((n + 1) % 100_000) for n in range(100_000)})[0]) == 100_000


@pytest.mark.parametrize(
    ("body", "text", "share"),
    [
        ("One two three.", "four five six", 0.5),
        ("One [[q:a]] two [[ada|she]].", "four five six", 0.5),
        ("", "four", 1.0),
        ("[[q:a]]", "four", 1.0),
        ("一二三四", "五六七八", 0.5),
    ],
)
def test_the_quoted_share_counts_words(tmp_path: Path, body: str, text: str, share: float) -> None:
    annotation = f"quotations:\n  - {{id: a, speaker: ada, text: {text}}}\n"
    files = {"content/people/ada.yml": "name: Ada\n"}
    files["content/articles/2025/flood.md"] = f"---\ntitle: Flood\n{annotation}---\n{body}\n"
    article = archive_of(tmp_path, files)["flood"]
    assert isinstance(article, Article)
    assert quoted_share(article) == pytest.approx(share)


def test_a_warning_stops_only_where_it_is_asked_to(tmp_path: Path) -> None:
    problems = pipeline.read(write(tmp_path, {"content/people/ada.yml": "name: Ada\n"})).problems
    assert [problem.severity for problem in problems] == ["warning"]
    assert (stops(problems), stops(problems, strict=True)) == (False, True)


def test_nothing_is_called_missing_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    files = {"content/people/ada.yml": "name: Ada\n", "content/articles/2025/flood.md": "no front matter: [[ada]]\n"}
    assert [problem.severity for problem in pipeline.read(write(tmp_path, files)).problems] == ["error"]
