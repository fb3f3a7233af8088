"""The pages as they were built: every address and anchor in them leads somewhere, and none of them grows without end."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.pages.paging import PAGE_BUDGET
from tests.conftest import SITE_URL

SITE = SITE_URL
LARGEST = PAGE_BUDGET
"""Bytes of HTML in the largest page, at any size of the archive."""

ADDRESSES = {"href", "src", "action", "formaction", "poster"}
ANCHORS = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form"}


@dataclass(frozen=True)
class Built:
    """A page's path from the site's root, the anchors that it has, and the links that it contains."""

    url: str
    size: int
    ids: Counter[str] = field(default_factory=Counter)
    addresses: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    only_leads: bool = False
    """To another page: it has nothing to read."""
    is_unlisted: bool = False
    """It is for a frame elsewhere, and search engines are asked to leave it out."""


def _read(page: Built, text: str) -> None:
    """Gather the ids and addresses of a page, whoever wrote them: Markdown, a template, or the theme."""
    root = LexborHTMLParser(text).root
    assert root is not None
    for node in root.traverse():
        for name, value in node.attributes.items():
            if value is None:
                continue
            if name == "id":
                page.ids[value] += 1
            elif name in ADDRESSES or (node.tag == "button" and name == "data-copy"):
                page.addresses.add(value)
            elif name == "srcset":
                page.addresses.update(part.split()[0] for part in value.split(",") if part.strip())
            elif name in ANCHORS:
                page.anchors.update(value.split())
            elif name == "content" and value.startswith(SITE):
                page.addresses.add(value)


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Built]:
    """Every page by its address from the root of the site: '' and 'people/ada/' for folders, '404.html' for a file."""
    found = {}
    for file in sorted(built_site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        url = re.sub(r"(^|/)index\.html$", r"\1", file.relative_to(built_site).as_posix())
        found[url] = Built(
            url,
            len(text.encode()),
            only_leads='class="ar-head ar-signpost"' in text,
            is_unlisted='content="noindex"' in text,
        )
        _read(found[url], text)
    return found


def test_every_address_within_the_site_leads_to_a_page_and_every_anchor_to_a_place_on_it(
    pages: dict[str, Built], built_site: Path
) -> None:
    files = {file.relative_to(built_site).as_posix() for file in built_site.rglob("*") if file.is_file()}
    site = os.environ.get("SITE_URL", SITE)
    dead, followed = [], 0
    for page in pages.values():
        for address in page.addresses:
            whole = urljoin(site + page.url, address)
            if not whole.startswith(site):
                continue
            followed += 1
            target = unquote(urlsplit(whole).path.removeprefix(urlsplit(site).path))
            anchor = unquote(urlsplit(whole).fragment)
            if target not in pages and target not in files:
                dead.append(f"{page.url}: {address}: no such page")
            elif anchor and target in pages and anchor not in pages[target].ids and not anchor.startswith(":~:"):
                dead.append(f"{page.url}: {address}: no such place on {target or 'the start page'}")
        dead += [f"{page.url}: #{anchor}: no such place" for anchor in page.anchors if anchor not in page.ids]
    assert followed > 10_000
    assert not dead, "\n".join(dead)


def test_no_id_stands_twice_on_a_page(pages: dict[str, Built]) -> None:
    twice = {page.url: [i for i, number in page.ids.items() if number > 1] for page in pages.values()}
    assert {url: ids for url, ids in twice.items() if ids} == {}


def test_no_page_is_larger_than_any_reader_should_wait_for(pages: dict[str, Built]) -> None:
    assert {page.url: page.size for page in pages.values() if page.size > LARGEST} == {}


def test_the_sitemap_names_every_page_that_does_not_only_lead_to_another_or_is_for_a_frame(
    pages: dict[str, Built], built_site: Path
) -> None:
    site = os.environ.get("SITE_URL", SITE)
    index, only = ((built_site / name).read_text(encoding="utf-8") for name in ("sitemap.xml", "sitemap-1.xml"))
    assert re.findall(r"<sitemap><loc>([^<]+)</loc></sitemap>", index) == [f"{site}sitemap-1.xml"]
    named = re.findall(r"<loc>([^<]+)</loc>", only)
    own = (url for url, page in pages.items() if url != "404.html" and not page.only_leads and not page.is_unlisted)
    assert sorted(loc.removeprefix(site) for loc in named) == sorted(own)


def test_no_link_goes_by_way_of_a_page_that_only_leads_to_another(pages: dict[str, Built]) -> None:
    leading = {url for url, page in pages.items() if page.only_leads}
    assert leading
    links = ((page.url, urljoin(SITE + page.url, it)) for page in pages.values() for it in page.addresses)
    asked = {(url, urlsplit(to)._replace(query="", fragment="").geturl()) for url, to in links}
    assert {(url, to) for url, to in asked if to.removeprefix(SITE) in leading} - {
        (it, SITE + it) for it in leading
    } == set()
