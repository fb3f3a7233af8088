"""The folder of `archive offline`, opened as files, without a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.cli import main
from tests.conftest import SMALL


@pytest.fixture(scope="module")
def folder(site_of_kinds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A path with a space, a letter beyond ASCII and a percent sign, as people's folders have."""
    out = tmp_path_factory.mktemp("disk") / "Mes archives é 5%"
    assert main(["--root", str(SMALL), "offline", str(out), "--site", str(site_of_kinds)]) == 0
    return out


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value
            for name, value in attrs
            if value and (name in ("href", "src", "action")) and (tag, name) != ("link", "href")
        ]


def _ways(folder: Path) -> Iterator[tuple[Path, str]]:
    for page in folder.rglob("*.html"):
        for way in _Links(page.read_text(encoding="utf-8")).found:
            if not urlsplit(way).scheme and not way.startswith("#"):
                yield page, way


def test_every_link_leads_to_a_file(folder: Path) -> None:
    ways = list(_ways(folder))
    assert len(ways) > 1000
    lost = {way for page, way in ways if not (page.parent / unquote(urlsplit(urldefrag(way)[0]).path)).is_file()}
    assert lost == set()


def test_the_same_site_gives_the_same_folder_and_the_site_itself_stays_as_it_is(
    folder: Path, site_of_kinds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.stat().st_mtime_ns for file in site_of_kinds.rglob("*") if file.is_file()}
    assert main(["--root", str(SMALL), "offline", str(folder), "--site", str(site_of_kinds)]) == 0
    assert ": 0 files written, 0 removed, " in capsys.readouterr().out
    assert before == {file: file.stat().st_mtime_ns for file in site_of_kinds.rglob("*") if file.is_file()}


def test_a_folder_without_a_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(SMALL), "offline", str(tmp_path / "out"), "--site", str(tmp_path)]) == 2
    assert "holds no site: there is no index.html" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.browser
def test_links_search_filters_previews_and_days_work_from_disk(page: Page, folder: Path) -> None:
    start = (folder / "index.html").as_uri()
    page.goto(start)
    page.keyboard.press("/")
    page.keyboard.type("dam")
    found = page.locator(".ar-ask .ar-hits a").first
    expect(found).to_be_visible()
    expect(page.locator(".ar-ask [role=status]")).to_contain_text("result")
    found.click()
    expect(page).to_have_url(re.compile(r"^file:.*/index\.html(#.*)?$"))
    expect(page.locator("h1")).to_be_visible()

    page.goto(f"{start.removesuffix('index.html')}search/index.html?q=dam")
    expect(page.locator("[data-search] .ar-hits a").first).to_be_visible()
    expect(page.locator("[data-search] [role=status]").first).to_contain_text("result")
    page.locator("[data-search] [data-values] label", has_text="Quotation").first.click()
    expect(page).to_have_url(re.compile(r"search/index\.html\?q=dam&kind=Quotation$"))
    page.reload()
    expect(page.locator("[data-search] [data-values] input:checked")).to_have_count(1)

    page.goto(f"{start.removesuffix('index.html')}claims/dam-was-safe/index.html?known=2026-01-01")
    expect(page.locator("html.ar-asknown")).to_be_attached()
    link = page.locator(".md-content a[href*='people/']:visible").first
    expect(link).to_have_attribute("href", re.compile("known=2026-01-01"))
    link.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")  # it has scrolled
    link.hover()
    expect(page.locator(".ar-preview")).to_be_visible()
    link.click()
    expect(page).to_have_url(re.compile(r"people/[a-z-]+/index\.html\?known=2026-01-01"))


@pytest.mark.browser
def test_checking_a_sentence_the_map_and_annotating_work_from_disk(page: Page, folder: Path) -> None:
    site = (folder / "index.html").as_uri().removesuffix("index.html")
    words = "The dam is safe, and it will stay safe"
    page.goto(f"{site}check/index.html")
    page.get_by_label("Your sentence").fill(words)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("h2.ar-answer, .ar-none").first).to_be_visible()
    expect(page).to_have_url(re.compile("index[.]html#q="))
    page.goto(f"{site}map/index.html")
    expect(page.locator("svg.ar-map:visible").first).to_be_visible()
    page.goto(f"{site}contributing/annotate/index.html")
    page.get_by_label("The article’s text").fill("“The dam held,” said Mira Okonjo.")
    page.get_by_role("button", name="Find the quotations").click()
    expect(page.locator("[data-annotate]")).to_contain_text("The dam held")


@pytest.mark.browser
def test_what_is_saved_from_disk_is_listed_there(page: Page, folder: Path) -> None:
    site = (folder / "index.html").as_uri().removesuffix("index.html")
    page.goto(f"{site}people/mira-okonjo/index.html")
    page.locator(".ar-head .ar-save").click()
    page.get_by_label("Note", exact=True).fill("Ask her.")
    page.get_by_role("link", name="All that you saved").click()
    row = page.locator(".ar-saved__list > li")
    expect(row).to_contain_text("Ask her.")
    row.get_by_role("link").click()
    expect(page).to_have_url(f"{site}people/mira-okonjo/index.html")


@pytest.mark.browser
def test_without_scripts_links_lead_to_files(bare: Page, folder: Path) -> None:
    bare.goto((folder / "index.html").as_uri())
    bare.locator(".md-content a[href*='claims/']:visible").first.click()
    expect(bare).to_have_url(re.compile(r"/claims/[^#]*index\.html(#|$)"))
    expect(bare.locator("h1")).to_be_visible()


@pytest.mark.browser
def test_the_site_itself_can_be_read_from_disk_and_says_what_it_cannot_do_there(
    site_of_kinds: Path, browser: Browser
) -> None:
    page = browser.new_page()  # not a guarded one: the browser complains of every module
    page.goto((site_of_kinds / "index.html").as_uri())
    page.locator("a[href='search/']").first.click()
    expect(page).to_have_url((site_of_kinds / "search/index.html").as_uri())
    expect(page.get_by_text("This works only on a server")).to_be_visible()
    page.locator("[data-without-search] a[href='../articles/']").click()
    expect(page).to_have_url((site_of_kinds / "articles/index.html").as_uri())
    for tool in ("check", "check/list", "compare", "saved", "contributing/annotate", "data/sql"):
        page.goto((site_of_kinds / tool / "index.html").as_uri())
        expect(page.get_by_text("This works only on a server")).to_be_visible()
    page.close()
