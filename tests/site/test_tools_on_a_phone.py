"""The tools in use, in the languages that the site speaks: on a phone, and on a laptop at twice the size."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.conftest import SITE_URL, SMALL, at_night, build, copy_mkdocs_config, once, serving
from tests.in_browser import until
from tests.keyboard_walk import walk_with_tab

pytestmark = pytest.mark.browser

USED = {
    "check/#q=" + quote("The dam is safe and was always safe"): ".ar-answer",
    "check/list/#q=" + quote("Mira Okonjo\n300\nnobody"): "table td",
    "search/?q=dam&kind=Quotation&not=kind": ".ar-hit",
    "compare/?a=heroic-flood&b=full-flood": ".ar-compare__answer",
    "lost/": "h2",
    "table/?of=quotations&by=outlet&and=finding&cell=_all,_all": "table td",
    "saved/": "[role=status]",
    "people/mira-okonjo/?since=2020-01-01": "h1",
    "claims/dam-was-safe/?known=2025-06-01": "h1",
    "contributing/annotate/": "textarea",
    "data/sql/": "textarea",
    "network/": "svg",
    "timeline/": "h2",
}
"""Where a tool is used, and what shows then that it has answered."""

PHONE, TWICE = ViewportSize(width=390, height=844), ViewportSize(width=640, height=400)
SMALL_TARGETS = """() => [...document.querySelectorAll(".md-content :is(button, input, select, summary, textarea)")]
  .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest(".ar-sr"))
  .filter((it) => {
    const { width, height } = (it.closest("label") ?? it).getBoundingClientRect();
    return width && height && Math.min(width, height) < 24;
  })
  .map((it) => it.outerHTML)"""


@pytest.fixture(scope="module", params=["de", *at_night("ar", "es", "fr", "ko", "uk")])
def spoken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small archive in a language."""

    def make(root: Path) -> None:
        copytree(SMALL, root)
        settings = root / "site_config/archive.yml"
        own = [it for it in settings.read_text(encoding="utf-8").splitlines() if not it.startswith("language:")]
        settings.write_text("\n".join([*own, f"language: {request.param}", ""]), encoding="utf-8")
        copy_mkdocs_config(root)
        build(root, SITE_URL=SITE_URL)

    with serving(once(tmp_path_factory, f"small-{request.param}", make) / "site") as address:
        yield address


@pytest.mark.parametrize("size", [PHONE, *at_night(TWICE)], ids=lambda it: str(it["width"]))
def test_a_tool_in_use_cannot_be_scrolled_sideways_and_its_targets_are_large(
    page: Page, spoken: str, size: ViewportSize
) -> None:
    """Targets of at least 24 px each way (WCAG 2.2, 2.5.8), and no scrolling in two dimensions (1.4.10)."""
    page.set_viewport_size(size)
    for path, answered in USED.items():
        page.goto("about:blank")
        page.goto(spoken + path)
        expect(page.locator(".md-content").locator(answered).first).to_be_attached()
        # Styles of a tool come after its script has drawn.
        until(page, f"/* {path} */ document.documentElement.scrollWidth <= {size['width']}")
        until(page, f"/* {path} */ !({SMALL_TARGETS})().length")


@pytest.mark.parametrize("path", at_night(*USED))
@pytest.mark.parametrize("width", [390, 1280])
def test_a_tool_in_use_is_walked_through_by_keyboard(page: Page, spoken: str, width: int, path: str) -> None:
    """Each control has its place in the order of Tab, is in view and marked when it has the focus, and lets it go."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    page.goto(spoken + path, wait_until="networkidle")
    expect(page.locator(".md-content").locator(USED[path]).first).to_be_attached()
    walk_with_tab(page)
