"""Any text in any field, where scripts and programs show it: the search, cards that look ahead, the page for
annotating, the files of data, and what an address asks for. It stands there as it was written, and makes no element,
attribute or handler."""

from __future__ import annotations

import csv
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from generator.records.load import make_record
from generator.records.model import Article
from generator.records.yaml_text import read
from tests.conftest import at_night, serving
from tests.in_browser import cards
from tests.site.test_any_text import ATOMS, FIELDS, REFUSED, Texts, built, folded, misread

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
SIZE, SEED = 120, random.randrange(10**6) if DEEP else 7  # noqa: S311 - texts, and no secrets


@dataclass(frozen=True)
class Drawn:
    """A site with texts of its own in every field."""

    texts: Texts
    folder: Path
    address: str


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    chance = random.Random(SEED)  # noqa: S311
    pool = [REFUSED.sub("", "".join(chance.choices(ATOMS, k=chance.randint(1, 12)))) for _ in range(SIZE)]
    texts = Texts(tuple(pool))
    folder = built(tmp_path_factory.mktemp("drawn"), texts)
    with serving(folder) as address:
        yield Drawn(texts, folder, address)


def faults(texts: Texts, shown: str, whole: set[int]) -> list[str]:
    """Where a field's text is shown otherwise than it was written."""
    return misread(folded(shown), texts, whole)


# --- files ---------------------------------------------------------------------------------------------------------------


def strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from strings(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from strings(item)


def test_files_of_data_hold_every_text_as_it_was_written(drawn: Drawn) -> None:
    whole: set[int] = set()
    found: list[str] = []
    for file in sorted(drawn.folder.rglob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.reader(opened))
        assert len({len(row) for row in rows}) == 1, file.name
        found += [fault for row in rows for cell in row for fault in faults(drawn.texts, cell, whole)]
    for file in sorted(drawn.folder.rglob("*.json")):
        if file.name == "record.json":  # the files themselves, with the texts as YAML has them
            continue
        tree = json.loads(file.read_text("utf-8"))
        if file.name == "oembed.json":  # of its values, this one is HTML
            tree["html"] = [it.attributes["title"] for it in LexborHTMLParser(tree["html"]).css("iframe")]
        found += [fault for text in strings(tree) for fault in faults(drawn.texts, text, whole)]
    assert found == []
    assert len(whole) > len(FIELDS) / 3


def test_the_foot_leads_to_the_terms_and_the_contact_whatever_stands_in_their_addresses(drawn: Drawn) -> None:
    tree = LexborHTMLParser((drawn.folder / "index.html").read_text("utf-8"))
    ways = [way.attributes["href"] for way in tree.css(".md-copyright__highlight a")]
    assert ways == [drawn.texts(path, "url") for path in ("settings.licence.url", "settings.contact")]


# --- pages at work -------------------------------------------------------------------------------------------------------

UNSAFE = """(root) => {
  const found = [];
  for (const node of root.querySelectorAll("*")) {
    const sort = node.localName;
    if (["script", "iframe", "object", "embed", "style", "base", "meta", "link", "math", "textarea", "img"].includes(sort)) found.push(sort);
    for (const { name, value } of node.attributes) {
      if (name.startsWith("on") || name === "style") found.push(`${sort} ${name}`);
      if (["href", "src", "action"].includes(name) && !/^(https?:|mailto:|[#./?]|[\\w-]+\\/|$)/.test(value)) found.push(`${name}=${value}`);
    }
  }
  return found;
}"""


HANDLERS = "(root) => root.querySelectorAll('script, img, svg, [onclick], [onload], [onerror]').length"


def alert_fails(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))


@pytest.mark.browser
def test_results_of_the_search_show_every_text_as_it_was_written(page: Page, drawn: Drawn) -> None:
    alert_fails(page)
    whole: set[int] = set()
    results = 0
    for query in ("word", "b", "x", "script", "config"):
        page.goto(f"{drawn.address}search/?q={quote(query)}")
        hits = page.locator(".ar-hits > li")
        expect(page.locator("[data-search] [role=status]").first).not_to_be_empty()
        if query == "word":
            expect(hits.first).to_be_visible()
        for hit in hits.all():
            results += 1
            assert hit.evaluate(UNSAFE) == []
            assert faults(drawn.texts, hit.text_content() or "", whole) == []
    assert results > 20


@pytest.mark.browser
def test_cards_that_look_ahead_show_every_text_as_it_was_written(page: Page, drawn: Drawn) -> None:
    alert_fails(page)
    whole: set[int] = set()

    def are_as_written(path: str, card: Locator) -> None:
        assert card.evaluate(UNSAFE) == []
        for part in card.locator(":scope > *").all():
            assert faults(drawn.texts, part.text_content() or "", whole) == [], path

    paths = ("articles/", "people/", "claims/", "statements/", "articles/article-0/")
    assert cards(page, drawn.address, paths, 4, are_as_written) > 5


ASKED = [
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title></textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    '\\"]=alert(1)//',
    "#x\u202e\u2028",
]


@pytest.mark.browser
@pytest.mark.parametrize(
    "path",
    ["search/", "articles/", *at_night("quotations/", "timeline/", "people/person-0/", "contributing/annotate/")],
)
def test_what_an_address_asks_for_makes_no_element(page: Page, drawn: Drawn, path: str, in_full: bool) -> None:
    """Each address has all texts, under one name each; in full, each name has had each text in the end."""
    alert_fails(page)
    page.goto(drawn.address + path)
    page.wait_for_timeout(300)
    names = ("q", "words", "from", "to", "known", "kind", "sort", "article", "speaker", "outlet", "page")
    for number, text in enumerate(ASKED if in_full else ASKED[:4]):
        texts = [ASKED[(number + at) % len(ASKED)] for at in range(len(names))]
        query = "&".join(f"{name}={quote(it)}" for name, it in zip(names, texts, strict=True))
        page.goto(f"{drawn.address}{path}?{query}#{quote(text)}")
        page.wait_for_timeout(150)
        assert page.locator("img[src=x], svg[onload], [onerror], [onload], a[href^='javascript:']").count() == 0, text
        assert (
            page.locator("body script:not([src])").evaluate_all(
                "(all) => all.filter((it) => it.textContent.includes('alert(1)')).length"
            )
            == 0
        )
        if path == "search/":
            expect(page.locator("[data-search] input[name=q]")).to_have_value(text)


@pytest.mark.browser
def test_the_page_for_annotating_writes_any_text_so_that_it_is_read_back(
    page: Page, drawn: Drawn, in_full: bool
) -> None:
    alert_fails(page)
    page.goto(f"{drawn.address}contributing/annotate/")
    page.get_by_label("The article’s text").fill("A wall.\n")
    page.get_by_role("button", name="Find the quotations").press("Enter")
    expect(page.locator("#an-record")).to_be_visible()
    summary, title = page.get_by_label("Two or three sentences"), page.locator("[data-field=title] input").first
    for number, text in enumerate(drawn.texts.pool[: None if DEEP else 40 if in_full else 16]):
        line = " ".join(text.split()) or "A"
        title.fill(line)
        summary.fill(f"A {text} b{number}.")
        expect(page.locator(".an-yaml code")).to_contain_text(f"b{number}.")
        written = page.locator(".an-yaml code").text_content() or ""
        source, problems = read("a.md", written.encode(), front_matter=True)
        assert source is not None, (line, [*map(str, problems)])
        article, _ = make_record(source, "article", "a")
        assert source.tree["title"] == line
        assert (source.body or "").strip() == f"A {text} b{number}."
        assert article is None or isinstance(article, Article)
        assert page.locator(".ar-an").evaluate(HANDLERS) == 0
