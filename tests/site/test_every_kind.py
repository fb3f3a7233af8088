"""One page of every kind, as browsers of every size and in either scheme have it.

The pages are those of the small archive, which has every kind with everything on it. By day every other kind is looked at on a phone in
dark and without scripts, and the rest by axe on a laptop in light. `pytest --in-full` looks at each in all these ways, and at the pages of
this archive too, which take many times as long; that is done every night. What only their size can break is looked at each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests import kinds
from tests.conftest import SITE_URL, Guarded
from tests.in_browser import until

pytestmark = pytest.mark.browser

PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=900)
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}  # WCAG 2.2, off in axe by itself


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have what asks for an address run on each of them, and what asks for the same one run in a row."""
    if "address" in metafunc.fixturenames:
        named = {name: ("served_kinds", path) for name, path in kinds.SMALL.items()}
        if metafunc.config.getoption("--in-full"):
            named |= {f"real {name}": ("served_site", path) for name, path in kinds.REAL.items()}
        metafunc.parametrize("address", named.values(), ids=named.keys(), indirect=True, scope="module")


@dataclass(frozen=True)
class Address:
    """Of a page: its server, with a slash at the end, and its path there."""

    server: str
    path: str

    def __str__(self) -> str:
        return self.server + self.path


@pytest.fixture(scope="module")
def address(request: pytest.FixtureRequest) -> Address:
    served, path = request.param
    return Address(request.getfixturevalue(served), path)


# --- what is only looked at: a page is loaded once for all that do so ---


@dataclass
class Loaded:
    """A page that has been loaded, and the addresses that it asked for."""

    page: Page
    asked: list[str]


@pytest.fixture(scope="module")
def desks(browser: Browser) -> Iterator[Guarded]:
    context = browser.new_context(viewport=DESK, color_scheme="light", reduced_motion="reduce")
    context.add_init_script(SHIFTS)
    with closing(Guarded(context, "light", "reduce")) as shared:
        yield shared


@pytest.fixture(scope="module")
def hands(browser: Browser) -> Iterator[Guarded]:
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        color_scheme="dark",
        reduced_motion="reduce",
    )
    context.add_init_script(SHIFTS)
    with closing(Guarded(context, "dark", "reduce")) as shared:
        yield shared


SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def desk(desks: Guarded, address: Address) -> Iterator[Loaded]:
    """The page on a laptop, in light."""
    with desks.page() as page:
        yield loaded(page, address)


@pytest.fixture(scope="module")
def hand(hands: Guarded, address: Address) -> Iterator[Loaded]:
    """The page on a phone, in dark."""
    with hands.page() as page:
        yield loaded(page, address)


@pytest.fixture(scope="module")
def shown(request: pytest.FixtureRequest, address: Address, in_full: bool) -> Loaded:
    """The page on the one device on which it is loaded by day; in full, on a laptop."""
    loaded_on: Loaded = request.getfixturevalue("hand" if kinds.on_a_phone(address.path) and not in_full else "desk")
    return loaded_on


def loaded(page: Page, address: Address) -> Loaded:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.context.on("request", note)
    page.goto(str(address), wait_until="networkidle")
    page.context.remove_listener("request", note)
    return Loaded(page, asked)


def skip_by_day(chosen: bool) -> None:
    if not chosen:
        pytest.skip("by day each kind is looked at in some ways, and every night in all: pytest --in-full")


# A scheme changes colours, a width changes positions: two of the four pairs test every rule on both.
@pytest.mark.parametrize(
    ("device", "scheme"), [("hand", "slate"), ("desk", "default")], ids=["phone-dark", "laptop-light"]
)
def test_a_page_has_no_fault_that_axe_finds(
    request: pytest.FixtureRequest, address: Address, axe: Axe, device: str, scheme: str, in_full: bool
) -> None:
    skip_by_day(in_full or kinds.on_a_phone(address.path) == (device == "hand"))
    page: Page = request.getfixturevalue(device).page
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    found = axe.run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("device", "size"), [("hand", PHONE), ("desk", DESK)], ids=["phone", "laptop"])
def test_a_page_fits_and_keeps_its_place_while_it_loads(
    request: pytest.FixtureRequest, address: Address, device: str, size: ViewportSize, in_full: bool
) -> None:
    skip_by_day(in_full or kinds.on_a_phone(address.path) == (device == "hand"))
    page: Page = request.getfixturevalue(device).page
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    # Half of what counts as good. On a slow machine a table may come in two pieces, and find its widths anew (0.011).
    assert page.evaluate("window.shifted") < 0.05


# It is the last that looks at a page as it was loaded: it changes its width.
def test_no_page_scrolls_sideways_on_a_phone_or_magnified(shown: Loaded, in_full: bool) -> None:
    size = shown.page.viewport_size
    narrow_down(shown.page, WIDTHS if in_full else WIDTHS[::4])
    assert size
    shown.page.set_viewport_size(size)


# A body with long names of outlets, and whoever is quoted most: their tables are the widest of the archive. And its longest pages.
WIDEST = [
    "",
    "people/sergei-shoigu/",
    "organisations/government-of-south-korea/",
    "organisations/national-intelligence-service/",
    kinds.REAL["proposition"],
    kinds.REAL["measure"],
    kinds.REAL["event"],
    "figures/",
    "sources/",
]


@pytest.mark.parametrize("path", WIDEST)
def test_no_page_of_real_size_scrolls_sideways(page: Page, served_site: str, path: str) -> None:
    page.goto(served_site + path)
    narrow_down(page, WIDTHS)
    page.locator("main details").evaluate_all(
        "(all) => all.forEach((it) => (it.removeAttribute('name'), (it.open = true)))"
    )
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "with all folds open"


WIDTHS = (320, 360, 390, 690, 720, 800, 880, 920, 1000)
"""720 are the 1440 of a laptop magnified twice (WCAG 2.2, 1.4.4); 320 its 1280 magnified four times (1.4.10)."""


def narrow_down(page: Page, widths: Sequence[int]) -> None:
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} pixels"


def test_a_page_says_what_it_is_once_and_its_headings_go_down_by_one(shown: Loaded) -> None:
    levels = shown.page.locator("main").locator("h1, h2, h3, h4, h5, h6").evaluate_all(LEVELS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


LEVELS = "nodes => nodes.filter(n => n.checkVisibility()).map(n => Number(n.tagName[1]))"


def test_a_page_asks_nobody_else_for_anything(address: Address, shown: Loaded) -> None:
    """The guard of every page lets nothing through, and fails; here every request is also seen to be made at all."""
    shown.page.keyboard.press("End")
    shown.page.mouse.wheel(0, 5_000)
    shown.page.wait_for_load_state("networkidle")
    assert len(shown.asked) > 1  # the page and its style sheet at least; what the browser has kept is not asked for
    assert [url for url in shown.asked if not url.startswith((address.server, "data:", "blob:"))] == []


def test_a_page_says_what_is_shown_where_it_is_shared(address: Address, shown: Loaded) -> None:
    page = shown.page
    cited = re.fullmatch("articles/.+", address.path)  # what reference managers read there has no outlet of ours
    said = {
        name: page.locator(f'meta[property="og:{name}"]').get_attribute("content")
        for name in ("title", "description", "type", "url", "image", *(() if cited else ("site_name",)))
        if address.path != "404.html"
    }
    assert all(said.values()), said
    if said:
        assert said["url"] == page.locator('link[rel="canonical"]').get_attribute("href")
        assert said["url"] == SITE_URL + address.path
        assert page.locator('meta[name="description"]').get_attribute("content") == said["description"]
        image = (said["image"] or "").removeprefix(SITE_URL)
        assert page.request.get(address.server + image).headers["content-type"] == "image/png"
    else:
        assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert page.locator("html").get_attribute("lang") == "en"


# --- what is loaded otherwise ---


def test_without_scripts_no_control_is_shown_that_does_nothing(bare: Page, address: Address, in_full: bool) -> None:
    """The rest needs none: the menu and the folding of equal words are CSS."""
    skip_by_day(in_full or kinds.on_a_phone(address.path))
    bare.set_viewport_size(DESK)
    bare.goto(str(address))
    controls = bare.locator("button, select, textarea, input:not(.md-toggle), kbd:not(.md-content *)")
    shown = [one.evaluate("node => node.outerHTML.slice(0, 90)") for one in controls.all() if one.is_visible()]
    assert shown == []


@pytest.mark.parametrize(
    "path", ["", kinds.SMALL["article"], kinds.SMALL["person"], "search/?q=flood", kinds.SMALL["measure"]]
)
def test_a_page_is_painted_before_any_script_of_its_own(page: Page, served_kinds: str, path: str) -> None:
    """No script is let through at all: a page that waited for one would stay blank."""
    page.route("**/*.js*", lambda _: None)
    page.goto(served_kinds + path, wait_until="commit")
    until(page, "performance.getEntriesByName('first-contentful-paint').length")
    expect(page.locator("h1")).to_be_visible()
