"""One page of every kind, as browsers of every size and in either scheme have it."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.conftest import SITE_URL
from tests.in_browser import until

pytestmark = pytest.mark.browser

KINDS = {
    "start": "",
    "article": "articles/newsweek-shoigu-praises/",
    "article in another language": "articles/la-voz-de-galicia-reconoce/",
    "articles": "articles/",
    "quotations": "quotations/",
    "utterance": "utterances/putin-statement-2025-04-28/",
    "utterances": "utterances/",
    "proposition": "propositions/dprk-soldiers-sent-to-russia/",
    "propositions": "propositions/",
    "measure": "measures/dprk-troops-deployed/",
    "measures": "measures/",
    "event": "events/gerasimov-reports-recapture-of-kursk/",
    "events": "events/",
    "timeline": "timeline/",
    "person": "people/vladimir-putin/",
    "people": "people/",
    "organisation": "organisations/kcna/",
    "place": "places/kursk-region/",
    "document": "documents/un-charter/",
    "topic": "topics/denials/",
    "topics": "topics/",
    "sources": "sources/",
    "gaps": "gaps/",
    "map": "map/",
    "network": "network/",
    "search": "search/",
    "data": "data/",
    "about": "about/",
    "method": "method/",
    "nowhere": "404.html",
}
PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=900)
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}  # WCAG 2.2, off in axe by itself

every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


# What a scheme changes is colours, what a width changes is where things stand: two of the four pairs meet every rule on either.
@pytest.mark.parametrize(
    ("device", "scheme"), [("phone", "dark"), ("page", "light")], ids=["phone-dark", "laptop-light"]
)
@every_kind
def test_a_page_has_no_fault_that_axe_finds(
    request: pytest.FixtureRequest, served_site: str, axe: Axe, path: str, device: str, scheme: Literal["light", "dark"]
) -> None:
    page: Page = request.getfixturevalue(device)
    if device == "page":
        page.set_viewport_size(DESK)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(served_site + path)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")
    found = axe.run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@every_kind
def test_a_page_fits_a_phone_and_keeps_its_place_while_it_loads(page: Page, served_site: str, path: str) -> None:
    page.add_init_script(SHIFTS)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(served_site + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        # Half of what counts as good. On a slow machine a table may come in two pieces, and find its widths anew (0.011).
        assert page.evaluate("window.shifted") < 0.05


# A body with long names of outlets, and whoever is quoted most: their tables are the widest of the archive.
WIDEST = [
    "people/sergei-shoigu/",
    "organisations/government-of-south-korea/",
    "organisations/national-intelligence-service/",
]


@pytest.mark.parametrize("path", [*KINDS.values(), *WIDEST], ids=[*KINDS, *WIDEST])
def test_no_page_scrolls_sideways_on_a_phone_or_magnified(page: Page, served_site: str, path: str) -> None:
    """720 are the 1440 of a laptop magnified twice (WCAG 2.2, 1.4.4); 320 its 1280 magnified four times (1.4.10)."""
    page.goto(served_site + path)
    for width in (320, 360, 390, 690, 720, 800, 880, 1000):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} pixels"


@every_kind
def test_without_scripts_no_control_is_shown_that_does_nothing(bare: Page, served_site: str, path: str) -> None:
    """What is left needs none: a menu, and what folds equal words, are switches of the style sheets."""
    bare.set_viewport_size(DESK)
    bare.goto(served_site + path)
    controls = bare.locator("button, select, textarea, input:not(.md-toggle, #ar-fold), kbd:not(.md-content *)")
    shown = [one.evaluate("node => node.outerHTML.slice(0, 90)") for one in controls.all() if one.is_visible()]
    assert shown == []


@pytest.mark.parametrize("path", ["", KINDS["article"], KINDS["person"], "search/?q=Shoigu", KINDS["measure"]])
def test_a_page_is_painted_before_any_script_of_its_own(page: Page, served_site: str, path: str) -> None:
    """No script is let through at all: a page that waited for one would stay blank."""
    page.route("**/*.js*", lambda _: None)
    page.goto(served_site + path, wait_until="commit")
    until(page, "performance.getEntriesByName('first-contentful-paint').length")
    expect(page.locator("h1")).to_be_visible()


SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@every_kind
def test_a_page_says_what_it_is_once_and_its_headings_go_down_by_one(page: Page, served_site: str, path: str) -> None:
    page.goto(served_site + path)
    levels = page.locator("main").locator("h1, h2, h3, h4, h5, h6").evaluate_all(LEVELS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


LEVELS = "nodes => nodes.filter(n => n.checkVisibility()).map(n => Number(n.tagName[1]))"


@every_kind
def test_a_page_asks_nobody_else_for_anything(page: Page, served_site: str, path: str) -> None:
    """The `page` fixture lets nothing through, and fails; here every request is also seen to be made at all."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served_site + path, wait_until="networkidle")
    page.keyboard.press("End")
    page.mouse.wheel(0, 5_000)
    assert len(asked) > 3
    assert [url for url in asked if not url.startswith((served_site, "data:", "blob:"))] == []


@every_kind
def test_a_page_says_what_is_shown_where_it_is_shared(page: Page, served_site: str, path: str) -> None:
    page.goto(served_site + path)
    said = {
        name: page.locator(f'meta[property="og:{name}"]').get_attribute("content")
        for name in ("title", "description", "type", "url", "image", "site_name")
        if path != "404.html"
    }
    assert all(said.values()), said
    if said:
        assert said["url"] == page.locator('link[rel="canonical"]').get_attribute("href")
        assert said["url"] == SITE_URL + path
        assert page.locator('meta[name="description"]').get_attribute("content") == said["description"]
        image = (said["image"] or "").removeprefix(SITE_URL)
        assert page.request.get(served_site + image).headers["content-type"] == "image/png"
    else:
        assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert page.locator("html").get_attribute("lang") == "en"
