"""Editorial rules: what they find in the small, and how they behave in the large."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.archive.link import link
from generator.archive.rules import check
from generator.archive.rules.articles import MOST_QUOTATIONS, quoted_share
from generator.archive.rules.chains import rings
from generator.dates import Day
from generator.problems import prevents_publishing
from generator.records.load import load
from generator.records.model import Article
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
    assert (prevents_publishing(problems), prevents_publishing(problems, strict=True)) == (False, True)


def test_nothing_is_called_missing_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    files = {"content/people/ada.yml": "name: Ada\n", "content/articles/2025/flood.md": "no front matter: [[ada]]\n"}
    assert [problem.severity for problem in pipeline.read(write(tmp_path, files)).problems] == ["error"]


@pytest.mark.parametrize(("number", "told"), [(MOST_QUOTATIONS, 0), (MOST_QUOTATIONS + 1, 1)])
def test_an_article_with_more_quotations_than_a_page_holds_is_told_of(tmp_path: Path, number: int, told: int) -> None:
    quotations = "".join(f"  - {{id: q{n}, speaker: {{unnamed: a guard}}, text: It rose}}\n" for n in range(number))
    body = "A river rose, and nobody knew why. " * number
    files = {"content/articles/2025/flood.md": f"---\ntitle: Flood\nquotations:\n{quotations}---\n{body}\n"}
    contents = load(write(tmp_path, files))
    archive, _ = link(contents)
    assert [str(p) for p in check(archive, contents, Day(2026, 11, 29))] == [
        (
            "content/articles/2025/flood.md:3:1: quotations: the article's page has to show all 151 quotations, and is slow to open "
            "above 150; keep those that matter here, or make two articles of a source that has parts (warning)"
        )
    ] * told
