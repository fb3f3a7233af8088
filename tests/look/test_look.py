"""The positions of the parts of every kind of page, on a phone, on a laptop and on paper.

The parts of each kind of page are measured in a browser, and compared with the files in `boxes/`: by day every other kind on a phone, the
rest on a laptop and on paper, and all of them on all three with `--in-full`, as every night. After a change that is meant,
`pytest tests/look --update-golden` writes them anew: read the diff like code, and look at the pages (`make pictures`).

All words are set in one made font, in which each character is as wide as the next. So the boxes are the same on every machine,
whatever fonts it has; what differs by rounding lies within the tolerance of boxes.py.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests import forked, kinds
from tests.conftest import SMALL, guarded, once, serving
from tests.look.boxes import Look, differences, look, read, shown, written
from tests.look.font import font

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
MEASURE = (HERE / "measure.js").read_text(encoding="utf-8")

MKDOCS_YML = """
site_name: The archive of the flood
docs_dir: content/pages
plugins: [archive]
theme: {name: archive}
extra_css: [look.css]
"""
LOOK_CSS = """
@font-face { font-family: Look; src: url("look.ttf"); font-weight: 1 1000; }
*, ::before, ::after { font-family: Look !important; font-style: normal !important; font-synthesis: none !important; }
"""

PHONE, LAPTOP, PAPER = (ViewportSize(width=wide, height=high) for wide, high in ((390, 844), (1440, 900), (800, 1130)))


@pytest.fixture(scope="session")
def site_of_every_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small archive's site in the made font, built by whichever worker asks first."""
    site = once(tmp_path_factory, "look", build) / "site"
    with serving(site) as address:
        yield address


def build(root: Path) -> None:
    """Builds the site of the small archive in the made font into `root`/site."""
    shutil.copytree(SMALL, root)
    pages = root / "content" / "pages"
    (root / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    (pages / "look.css").write_text(LOOK_CSS, encoding="utf-8")
    (pages / "look.ttf").write_bytes(font())
    run = forked.run([sys.executable, "-m", "mkdocs", "build"], cwd=root)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """A phone and a laptop, which keep what they have loaded from page to page."""
    with (
        guarded(browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, bypass_csp=True)) as phone,
        guarded(browser.new_context(viewport=LAPTOP, bypass_csp=True)) as laptop,
    ):
        for window in (phone, laptop):
            window.context.add_init_script(FORGOTTEN)
        yield phone, laptop


FORGOTTEN = "try { localStorage.clear() } catch {}"
"""Each page is seen as by somebody who saw no other before, whichever tests a worker has run."""


def looks(
    windows: tuple[Page, Page],
    address: str,
    css: str = "",
    *,
    wait: int = 0,
    names: Collection[str] = ("phone", "laptop"),
) -> dict[str, Look]:
    """The boxes of the page at this address at each size, with an added style sheet, after waiting for some
    milliseconds. The laptop size is also measured on paper."""
    phone, laptop = windows
    found = {}
    for name, page, size in (("phone", phone, PHONE), ("laptop", laptop, LAPTOP)):
        if name not in names:
            continue
        page.emulate_media(media="screen", reduced_motion="reduce", color_scheme="light")
        page.set_viewport_size(size)
        page.goto(address)
        if css:
            page.add_style_tag(content=css)
        page.evaluate(SETTLED, wait)
        found[f"{name} {size['width']}"] = _look(page, size)
    if "laptop" in names:
        laptop.emulate_media(media="print")
        laptop.evaluate(SETTLED, wait)  # paper may ask for a font that the screen did not
        found[f"print {PAPER['width']}"] = _look(laptop, PAPER)
    return found


SETTLED = """async (wait) => {
  await document.fonts.ready;
  await new Promise((done) => setTimeout(done, wait));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def _look(page: Page, size: ViewportSize) -> Look:
    """Of a window as high as its page, so that each point of it can be asked for what lies on top there."""
    page.set_viewport_size(size)
    high = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(high, 16_000))})
    return look(page.evaluate(MEASURE))


@pytest.mark.parametrize(("kind", "path"), kinds.SMALL.items(), ids=kinds.SMALL.keys())
def test_the_parts_of_a_page_stand_where_they_stood(
    windows: tuple[Page, Page], site_of_every_kind: str, update_golden: bool, in_full: bool, kind: str, path: str
) -> None:
    file = HERE / "boxes" / f"{kind}.txt"
    address = site_of_every_kind + path
    if update_golden:
        looks(windows, address)  # so that fonts have come for which paper alone asks
        file.write_text(written(looks(windows, address, wait=500)), encoding="utf-8")
    names = ("phone", "laptop") if in_full or update_golden else ("phone",) if kinds.on_a_phone(path) else ("laptop",)
    looked = looks(windows, address, names=names)
    expected = {size: it for size, it in read(file.read_text(encoding="utf-8")).items() if size in looked}
    found = differences(expected, looked)
    if found:  # a script may still have been at work
        found = differences(expected, looks(windows, address, wait=1000, names=names))
    assert not found, f"{kind} looks otherwise; if it should, run pytest tests/look --update-golden\n{shown(found)}"


BY_DAY = ("a mark moved out of its column", "words set over a label", "a block that shows nothing")
"""One of each sort of what is said: of a place, of what overlaps, and of what is gone. The others are tried at night."""
BROKEN = {
    "a mark moved out of its column": (
        "proposition",
        ".ar-grid .ar-cell { translate: -8rem 0; }",
        ["print 800: .ar-grid · .ar-cell: x 126 -> 6"],
    ),
    "a mark moved out of its plot": (
        "measure",
        ".ar-plot .k { translate: 30rem 0; }",
        ["now outside the part around it by"],
    ),
    "words set over a label": (
        "proposition",
        ".ar-head h1 { margin-top: -1.2rem !important; }",
        ['now .ar-label "Claim" meets h1 "The dam was safe."'],
    ),
    "a plate laid over a label": (
        "proposition",
        ".ar-head { position: relative; } .ar-head::after { content: ''; position: absolute; inset: 0; background: #fff; }",
        ['now .ar-label "Claim" lies under .ar-head'],
    ),
    "a block that shows nothing": (
        "proposition",
        ".ar-key > * { visibility: hidden; }",
        ['laptop 1440: .ar-key · .ar-stance "says so": no longer there'],
    ),
    "a block whose words are gone and whose place is as it was": (
        "event",
        ".ar-head > .ar-label { min-height: 17px; font-size: 0 !important; }",
        ['.ar-label "Event · flood": now empty'],
    ),
    "a column that is too narrow": (
        "utterances",
        ":root { --ar-gutter: 3rem !important; }",
        [".ar-who: w 168 -> 60"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "css", "sentences"),
    [pytest.param(*it, id=name, marks=() if name in BY_DAY else pytest.mark.in_full) for name, it in BROKEN.items()],
)
def test_what_a_change_of_style_breaks_is_said(
    windows: tuple[Page, Page], site_of_every_kind: str, kind: str, css: str, sentences: list[str]
) -> None:
    expected = read((HERE / "boxes" / f"{kind}.txt").read_text(encoding="utf-8"))
    found = differences(expected, looks(windows, site_of_every_kind + kinds.SMALL[kind], css))
    for words in sentences:
        assert [it for it in found if words in it], f"not said: {words}\n" + "\n".join(found)
