"""A reader's first visit loads files of the theme and the page itself, however large the archive is; then instant
navigation."""

import gzip
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from generator.mkdocs_plugin import sitemap
from tests.conftest import at_night, serving
from tests.in_browser import until

# Files that the site has once, independent of records.
SAME_FOR_EVERY_ARCHIVE = re.compile(
    r"assets/(?:stylesheets/|javascripts/|images/|search/|lib/|css/)?[\w.-]+\.(?:css|js|png|svg)|sitemap\.xml"
)
LARGEST_INDEX = 1_000
LARGEST_VISIT = 150_000
"""In bytes, compressed."""

PAGES = (
    "", "articles/", "articles/babel-gerasimov/", "people/", "people/vladimir-putin/", "quotations/", "network/", "map/", "timeline/",
    "claims/dprk-soldiers-sent-to-russia/", "open-questions/",
)  # fmt: skip


def visit(browser: Browser, address: str, path: str) -> dict[str, int]:
    """The files that a first visit to a page loads: path and compressed size. The browser's cache is empty."""
    came: list[Response] = []
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.on("response", lambda it: came.append(it))  # noqa: PLW0108 - Playwright asks for a function
        with page.expect_response("**/sitemap.xml"):  # which a busy browser may ask for after it was idle for a while
            page.goto(address + path)
        page.wait_for_load_state("networkidle")
        return {it.url.removeprefix(address).partition("?")[0]: len(gzip.compress(it.body())) for it in came}


@pytest.mark.browser
@pytest.mark.parametrize("path", [*PAGES[::2], *at_night(*PAGES[1::2])])
def test_a_first_visit_loads_no_file_that_grows_with_the_archive(browser: Browser, served_site: str, path: str) -> None:
    sizes = visit(browser, served_site, path)
    assert [name for name in sizes if name != path and not SAME_FOR_EVERY_ARCHIVE.fullmatch(name)] == []
    assert sizes["sitemap.xml"] < LARGEST_INDEX
    assert sum(sizes.values()) <= LARGEST_VISIT


@pytest.mark.browser
@pytest.mark.parametrize("path", ["search/", "compare/", "saved/"])
def test_a_first_visit_to_a_page_that_asks_for_files_of_the_archive_is_as_small(
    browser: Browser, served_site: str, path: str
) -> None:
    assert sum(visit(browser, served_site, path).values()) <= LARGEST_VISIT


@pytest.mark.browser
def test_pages_come_without_a_reload_wherever_the_site_stands(page: Page, served_site: str) -> None:
    """The page says that the site is at another address; Back returns to where the reader was."""
    page.goto(f"{served_site}quotations/")
    page.evaluate("window.same = true")
    page.locator(".md-content a[href*='/people/']").nth(40).click()
    page.wait_for_url("**/people/*/**")
    expect(page.locator(".md-content h1")).not_to_contain_text("Quotations")
    page.locator(".md-tabs__link", has_text="Claims").click()
    page.wait_for_url("**/claims/")
    expect(page.locator("h1")).to_contain_text("Claims")
    page.go_back()
    page.wait_for_url("**/people/*/**")
    page.go_back()
    page.wait_for_url("**/quotations/")
    expect(page.locator("h1")).to_contain_text("Quotations")
    assert page.evaluate("window.same")
    assert page.evaluate("scrollY") > 100


@pytest.mark.browser
def test_the_style_sheet_is_read_once_for_the_first_page_and_all_that_come_without_a_reload(
    page: Page, served_kinds: str
) -> None:
    """Material sets the address of each link again; for a style sheet, browsers then load it again and repeat the
    layout."""
    page.add_init_script(
        "window.read = 0; document.addEventListener('load', ({ target }) => { read += Number(/archive\\.css/.test(target.href)); }, true);"
    )
    page.goto(served_kinds)
    link = page.locator(".md-tabs__link", has_text="Quotations")
    expect(link).to_have_attribute("href", re.compile("^http"))
    link.click()
    page.wait_for_url("**/quotations/")
    expect(page.locator("h1")).to_contain_text("Quotations")
    expect(page.locator("link[href*='archive.css']")).to_have_count(1)
    page.locator(".md-tabs__link", has_text="Claims").click()
    page.wait_for_url("**/claims/")
    expect(page.locator("h1")).to_contain_text("Claims")
    assert page.evaluate("read") == 1


MOVED = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().reduce((sum, it) => sum + it.value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(0), 100);
})"""
"""The cumulative layout shift since the page was loaded (Layout Instability): 0.1 is too much. There are no entries if
nothing moved."""


@pytest.mark.browser
@pytest.mark.parametrize("size", [(390, 844), (1366, 900)], ids=["phone", "laptop"])
def test_nothing_moves_once_it_is_seen(browser: Browser, served_kinds: str, size: tuple[int, int]) -> None:
    paths = [
        "",
        "search/",
        "search/?q=flood",
        "quotations/",
        "articles/heroic-flood/",
        "people/mira-okonjo/",
        "timeline/",
    ]
    with closing(browser.new_context(viewport={"width": size[0], "height": size[1]})) as context:
        moved = {}
        page = context.new_page()
        for path in paths:
            page.goto(served_kinds + path, wait_until="networkidle")
            moved[path] = page.evaluate(MOVED)
    assert {path: it for path, it in moved.items() if it > 0.01} == {}


@pytest.mark.browser
@pytest.mark.parametrize("key", ["Control", "Shift"])
def test_a_link_opens_beside_the_page_where_a_reader_asks_for_that(
    page: Page, served_site: str, key: Literal["Control", "Shift"]
) -> None:
    page.goto(served_site)
    link = page.locator(".md-tabs__link", has_text="Quotations")
    with page.context.expect_page() as opened:
        link.click(modifiers=[key])
    opened.value.wait_for_url("**/quotations/")
    assert page.url == served_site


@pytest.mark.browser
def test_a_link_leads_to_its_place_though_a_reader_scrolls_while_the_page_is_on_its_way(
    page: Page, served_kinds: str
) -> None:
    held: list[Route] = []
    page.route("**/articles/heroic-flood/", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(f"{served_kinds}quotations/")
    page.evaluate("document.body.style.paddingBottom = '200vh'")
    page.locator(".md-content").evaluate(
        "(it) => it.prepend(Object.assign(document.createElement('a'), { href: '../articles/heroic-flood/#q-rtl', id: 'way' }))"
    )
    page.locator("#way").evaluate("(it) => it.click()")
    expect(page).to_have_url(f"{served_kinds}articles/heroic-flood/#q-rtl")
    page.evaluate("scrollTo(0, 200)")
    until(page, "history.state !== null")
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    expect(page.locator("#q-rtl:target")).to_be_in_viewport()


@pytest.mark.browser
@pytest.mark.parametrize("href", ["data/archive.zip", "#main", "?kind=person", "https://archive.example/articles/"])
def test_what_is_no_other_page_of_the_site_is_left_to_the_browser(page: Page, served_site: str, href: str) -> None:
    page.goto(f"{served_site}people/")
    left = page.evaluate(
        """(href) => new Promise((done) => {
          const link = Object.assign(document.createElement("a"), { href });
          window.addEventListener("click", (event) => { done(!event.defaultPrevented); event.preventDefault(); });
          document.querySelector(".md-content").append(link);
          link.click();
        })""",
        href,
    )
    assert left
    assert page.url == f"{served_site}people/"


@pytest.fixture(scope="module")
def beside(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, with another site below its address."""
    folder = tmp_path_factory.mktemp("beside")
    for it in built_site.iterdir():
        (folder / it.name).symlink_to(it)
    (folder / "other").mkdir()
    (folder / "other" / "index.html").write_text("<!doctype html><title>Another</title><h1>Another site</h1>")
    with serving(folder) as address:
        yield address


@pytest.mark.browser
def test_a_page_of_another_site_below_this_one_is_loaded_for_itself(page: Page, beside: str) -> None:
    page.goto(f"{beside}people/")
    page.evaluate("window.same = true")
    page.evaluate(
        "(href) => { const a = Object.assign(document.createElement('a'), { href }); document.body.append(a); a.click(); }",
        f"{beside}other/",
    )
    page.wait_for_url(f"{beside}other/")
    expect(page.locator("h1")).to_have_text("Another site")
    until(page, "!window.same")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("People")


def listing(pages: int) -> str:
    urls = "".join(f"<url>\n<loc>https://a.example/{n}/?a&amp;b</loc>\n</url>\n" for n in range(pages))
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


@pytest.mark.parametrize(
    ("pages", "sizes"), [(1, [1]), (50_000, [50_000]), (50_001, [50_000, 1]), (120_000, [50_000, 50_000, 20_000])]
)
def test_a_part_of_the_sitemap_names_no_more_pages_than_it_may_and_the_index_names_each_part(
    pages: int, sizes: list[int]
) -> None:
    index, *parts = sitemap.parts(listing(pages), "https://a.example/").items()
    assert [len(re.findall("<loc>", text)) for _, text in parts] == sizes
    assert [name for name, _ in parts] == [f"sitemap-{number}.xml" for number in range(1, len(sizes) + 1)]
    assert re.findall("<sitemap><loc>(.*?)</loc></sitemap>", index[1]) == [f"https://a.example/{it}" for it, _ in parts]
    assert index[0] == "sitemap.xml"
    assert len(index[1]) < LARGEST_INDEX
    assert re.findall("<loc>.*?</loc>", listing(pages)) == [
        loc for _, text in parts for loc in re.findall("<loc>.*?</loc>", text)
    ]


def test_a_sitemap_without_pages_has_no_parts() -> None:
    assert sitemap.parts(listing(0), "") == {"sitemap.xml": listing(0)}
