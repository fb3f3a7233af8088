"""One page by several addresses: the command and the page for annotating tell it by the same key."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.text import addresses
from tests import in_node

VECTORS = Path(__file__).parents[1] / "vectors/addresses.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["key"])
def test_all_addresses_of_a_page_have_one_key(case: dict[str, Any]) -> None:
    assert [addresses.normalised(url) for url in case["of"]] == [case["key"]] * len(case["of"])


def test_pages_that_differ_have_keys_that_differ() -> None:
    assert len({case["key"] for case in CASES}) == len(CASES)


def test_the_page_for_annotating_makes_the_same_keys(tmp_path: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { keyOf } from "./addresses.js";
        const [, , cases, tracking] = process.argv;
        const found = JSON.parse(readFileSync(cases, "utf-8")).map(({ of }) => of.map((url) => keyOf(url, tracking)));
        console.log(JSON.stringify(found));
        """
    answer = in_node.run_json(tmp_path, script, VECTORS, addresses.TRACKING)
    assert answer == [[case["key"]] * len(case["of"]) for case in CASES]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/news/7", "example.org"),
        ("https://example.org?x=a/b", "example.org"),
        ("https://example.org#top", "example.org"),
        ("https://news.example.org:8080/a", "news.example.org:8080"),
        ("https://ada:secret@example.org/a", "example.org"),
        ("https://www.ada@www.example.org/a@b", "example.org"),
    ],
)
def test_a_link_shows_the_host_alone(url: str, host: str) -> None:
    assert addresses.host(url) == host


# --- where words stand in the source ---


@pytest.mark.parametrize(
    ("parts", "directives"),
    [
        (("It held",), "text=It%20held"),
        (("well-meant, and R&D",), "text=well%2Dmeant%2C%20and%20R%26D"),
        (("It held,", "and it will hold"), "text=It%20held%2C&text=and%20it%20will%20hold"),
        (("one two three four five six seven eight nine ten eleven twelve thirteen",),
         "text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen"),
        (("Плотина устояла",), "text=%D0%9F%D0%BB%D0%BE%D1%82%D0%B8%D0%BD%D0%B0%20%D1%83%D1%81%D1%82%D0%BE%D1%8F%D0%BB%D0%B0"),
        (("two\nlines",), "text=two%20lines"),
    ],
)  # fmt: skip
def test_a_page_is_opened_at_words(parts: tuple[str, ...], directives: str) -> None:
    assert addresses.link_to_words("https://example.org/a", parts) == f"https://example.org/a#:~:{directives}"
    assert addresses.link_to_words("https://example.org/a#b", parts) == f"https://example.org/a#b:~:{directives}"


def test_words_that_stand_twice_are_told_apart_by_those_beside_them() -> None:
    assert addresses.link_to_words("https://a.org/", ("it held",), "he said: ", ", he") == (
        "https://a.org/#:~:text=he%20said%3A-,it%20held,-%2C%20he"
    )
    assert addresses.link_to_words("https://a.org/", ("it", "held"), "so", "firm") == (
        "https://a.org/#:~:text=so-,it&text=held,-firm"
    )


@pytest.mark.parametrize(
    ("url", "start", "end", "opened"),
    [
        ("https://example.org/film.mp4", 72.0, None, "https://example.org/film.mp4#t=72"),
        ("https://example.org/film#chapter", 72.5, 75.0, "https://example.org/film#t=72.5,75"),
        ("https://www.youtube.com/watch?v=x", 72.5, 75.0, "https://www.youtube.com/watch?v=x&t=72s"),
        ("https://youtu.be/x", 3672.0, None, "https://youtu.be/x?t=3672s"),
    ],
)
def test_a_recording_is_opened_at_a_time(url: str, start: float, end: float | None, opened: str) -> None:
    assert addresses.link_to_time(url, start, end) == opened


def test_a_pdf_is_opened_at_a_page() -> None:
    assert addresses.link_to_page("https://example.org/r.PDF?x=1#top", "3") == "https://example.org/r.PDF?x=1#page=3"
    assert addresses.is_pdf("https://example.org/r.PDF?x=1")
    assert not addresses.is_pdf("https://example.org/r?file=a.pdf")
