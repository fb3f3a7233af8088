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
    assert [addresses.key(url) for url in case["of"]] == [case["key"]] * len(case["of"])


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
    answer = in_node.answer(tmp_path, script, VECTORS, addresses.TRACKING)
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
