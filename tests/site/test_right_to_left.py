"""The made-up Arabic archive of tests/archives/arabic: its pages run from right to left, and text in other directions
is placed correctly."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from generator import pipeline
from generator.text.languages import direction
from tests.conftest import build, copy_mkdocs_config, once, serving

pytestmark = pytest.mark.browser

ARABIC = Path(__file__).resolve().parents[1] / "archives" / "arabic"
KINDS = (
    "",
    "articles/echo-steel-is-tired/",
    "articles/courier-tired-steel/",
    "articles/kol-hagesher-steel/",
    "articles/",
    "quotations/",
    "statements/tzuri-on-the-steel/",
    "statements/",
    "claims/bridge-is-safe/",
    "claims/",
    "figures/people-stranded/",
    "figures/",
    "events/bridge-closed/",
    "events/",
    "timeline/",
    "people/layla-rammal/",
    "people/",
    "organisations/valley-echo/",
    "organisations/",
    "places/bridge-town/",
    "documents/",
    "topics/bridges/",
    "topics/",
    "sources/",
    "open-questions/",
    "map/",
    "network/",
    "search/",
    "contributing/annotate/",
    "data/",
)
"""A page of every kind."""


@pytest.fixture(scope="session")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its site, built strictly."""
    return once(tmp_path_factory, "arabic", _make) / "site"


def _make(root: Path) -> None:
    shutil.copytree(ARABIC, root)
    copy_mkdocs_config(root)
    build(root, "--strict", SITE_URL="https://archive.example/")


@pytest.fixture(scope="session")
def served(arabic_site: Path) -> Iterator[str]:
    """Its address, with a slash at its end."""
    with serving(arabic_site) as address:
        yield address


def lefts(page: Page, selector: str) -> list[float]:
    """Where each of the elements begins, from the left."""
    found = page.locator(selector).evaluate_all("all => all.map((it) => it.getBoundingClientRect().left)")
    assert len(found) > 1, selector
    return [float(it) for it in found]


def time_runs_from_the_right(page: Page) -> None:
    """And with it all of the page, also where no catalogue has its language."""
    assert page.locator("body").evaluate("it => getComputedStyle(it).direction") == "rtl"
    tabs = lefts(page, ".md-tabs__item:visible")
    assert tabs == sorted(tabs, reverse=True)
    for form in ("wide", "narrow"):
        page.set_viewport_size({"width": 1280 if form == "wide" else 390, "height": 900})
        ticks = lefts(page, f".ar-clocks__{form} text.quiet[font-size]:not([x='1180']):not([x='360'])")
        assert ticks == sorted(ticks, reverse=True)
        names = page.locator(f".ar-clocks__{form} text[font-weight='600']").evaluate_all(
            "all => all.map((it) => it.ownerSVGElement.getBoundingClientRect().right - it.getBoundingClientRect().right)"
        )
        assert len(names) == 3
        assert all(abs(it) < 3 for it in names), "each row is named at its right end"


def a_date_stands_in_its_frame_from_the_right(page: Page) -> None:
    """March is to the right of May."""
    marks = lefts(page, ".ar-events .ar-vague > i")
    assert marks[0] > marks[-1], "March stands right of May"


def the_axis_of_a_strip_runs_from_the_right(page: Page) -> None:
    """The quotation of 2 March is at the beginning, which is on the right."""
    axis = lefts(page, ".ar-strip__axis > span")
    assert axis == sorted(axis, reverse=True)
    box = "all => all.map((it) => [it.getBoundingClientRect().left, it.getBoundingClientRect().right])"
    (plot,) = page.locator("[data-lane='said'] .ar-strip__plot").evaluate_all(box)
    (bars,) = page.locator("[data-lane='said'] .ar-strip__plot path.k").evaluate_all(box)
    assert plot[1] - bars[1] < bars[0] - plot[0], "what was said on 2 March stands at the beginning, which is right"


def quoted_words_stand_in_their_own_direction(page: Page) -> None:
    """Those of each language."""
    quoted = page.locator(".md-content :is(blockquote, q)[lang]").evaluate_all(
        "all => all.map((it) => [it.lang, getComputedStyle(it).direction])"
    )
    assert {language for language, _ in quoted} == {"ar", "he", "en"}
    for language, shown in quoted:
        assert shown == direction(language), language


def words_and_their_way_stand_as_their_direction_has_it(page: Page) -> None:
    """Words of another direction begin where their neighbours do, and the way of words points where it leads."""
    rights = page.locator(".ar-said__words > span").evaluate_all(
        """all => all.map((it) => {
            const words = document.createRange();
            words.selectNodeContents(it);
            return [it.parentElement.dir, Math.max(...[...words.getClientRects()].map((box) => box.right))];
        })"""
    )
    assert {way for way, _ in rights} == {"ltr", "rtl"}
    assert max(right for _, right in rights) - min(right for _, right in rights) < 16
    way = page.locator(".ar-way:has(> span + span)").first
    stations = way.locator("> span").evaluate_all("all => all.map((it) => it.getBoundingClientRect().right)")
    assert stations == sorted(stations, reverse=True)
    arrow = way.locator("> span").nth(1).evaluate("it => getComputedStyle(it, '::before').content")
    assert arrow.startswith('"←"')


def the_text_of_an_article_stands_in_its_own_direction(page: Page) -> None:
    """Its title too."""
    for part in ("h1", ".ar-prose"):
        assert page.locator(part).first.evaluate("it => getComputedStyle(it).direction") == "ltr"


def a_map_is_not_mirrored(page: Page) -> None:
    """Nor are the names at its places."""
    east, town = (
        page.locator(".ar-overview--wide .ar-overview__part .ar-pin", has_text=name).first.evaluate(
            """(it) => {
                const of = (kind) => it.querySelector(kind).getBoundingClientRect();
                return { dot: of("circle:not(.ar-touch)").left, after: of("circle:not(.ar-touch)").right, name: of("text") };
            }"""
        )
        for name in ("الحيّ الشرقي", "بلدة الجسر")
    )
    assert east["dot"] > town["dot"]
    for it in (east, town):
        assert it["name"]["left"] >= it["after"] or it["name"]["right"] <= it["dot"], "no name lies on its dot"


def names_of_the_network_stand_beside_their_dots(page: Page) -> None:
    """On a laptop and on a phone."""
    for width, form in ((1280, "wide"), (390, "narrow")):
        page.set_viewport_size({"width": width, "height": 900})
        nodes = page.locator(f".ar-links--{form} .ar-node").evaluate_all(
            """all => all.map((it) => {
                const [dot, name] = [".k, .o", "text"].map((one) => it.querySelector(one).getBoundingClientRect());
                const page = it.ownerSVGElement.getBoundingClientRect();
                return [name.right <= dot.left || name.left >= dot.right || name.bottom <= dot.top || name.top >= dot.bottom,
                        name.left >= page.left - 1 && name.right <= page.right + 1];
            })"""
        )
        assert len(nodes) > 3
        assert all(beside and within for beside, within in nodes), nodes


DIRECTIONS: dict[str, Callable[[Page], None]] = {
    "timeline/": time_runs_from_the_right,
    "events/": a_date_stands_in_its_frame_from_the_right,
    "events/bridge-closed/": the_axis_of_a_strip_runs_from_the_right,
    "statements/tzuri-on-the-steel/": quoted_words_stand_in_their_own_direction,
    "quotations/": words_and_their_way_stand_as_their_direction_has_it,
    "articles/courier-tired-steel/": the_text_of_an_article_stands_in_its_own_direction,
    "map/": a_map_is_not_mirrored,
    "network/": names_of_the_network_stand_beside_their_dots,
}
"""Further checks on some of these pages, so that each is loaded only once."""


@pytest.mark.parametrize("path", KINDS)
def test_a_page_stands_from_right_to_left_cannot_be_scrolled_sideways_and_has_no_fault_that_axe_finds(
    request: pytest.FixtureRequest, in_full: bool, page: Page, served: str, path: str, axe: Axe
) -> None:
    """By day axe looks at every third page, and does not compare colours: they are those of the pages of
    tests/site/test_every_kind.py, where it looks at each kind in either scheme, and phones open each. At night it looks
    at all here, and on a phone too."""
    options: dict[str, object] = {
        "resultTypes": ["violations"],
        "rules": {} if in_full else {"color-contrast": {"enabled": False}},
    }
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(served + path)
    if path in DIRECTIONS:
        DIRECTIONS[path](page)
        page.set_viewport_size({"width": 1280, "height": 900})
    faults = faults_of(axe, page, options) if in_full or KINDS.index(path) % 3 == 0 else []
    too_wide = [width for width in (1280, 640, 320) if is_too_wide(page, width)]  # 640 is a laptop's at twice the size
    if in_full:
        phone: Page = request.getfixturevalue("phone")
        phone.goto(served + path)
        faults += faults_of(axe, phone, options)
        assert not is_too_wide(phone, 320)
    assert faults == []
    assert too_wide == []


def faults_of(axe: Axe, page: Page, options: dict[str, object]) -> list[tuple[str, list[object]]]:
    """The rules that axe finds broken, each with what breaks it."""
    found = axe.run(page, options=options).response["violations"]
    return [(it["id"], [node["target"] for node in it["nodes"]]) for it in found]


def is_too_wide(page: Page, width: int) -> bool:
    """Whether a page of this width can be scrolled sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_the_archive_is_in_order_and_has_all_that_it_shows() -> None:
    made = pipeline.read(ARABIC)
    assert made.problems == ()
    archive = made.archive
    assert archive is not None
    assert len(archive.articles) == 10
    assert {it.language for it in archive.articles} == {"ar", "en", "he", "ru"}


def test_the_pages_that_the_package_brings_are_in_arabic_too_and_show_where_they_are(page: Page, served: str) -> None:
    page.goto(f"{served}about/")
    # A path of two parts is hidden; longer ones are shown.
    mirrored = page.locator(".md-path__item").last.evaluate(
        """it => {
            it.closest(".md-path").style.display = "block";
            return getComputedStyle(it, "::before").transform;
        }"""
    )
    assert mirrored == "matrix(-1, 0, 0, 1, 0, 0)"
    page.set_viewport_size({"width": 360, "height": 800})
    for path, label in (("method/", "المنهج"), ("contributing/", "المساهمة")):
        page.goto(served + path)
        expect(page.locator("article .ar-head .ar-label")).to_have_text(label)
        expect(page.locator("article")).not_to_have_attribute("lang", "en")
        expect(page.locator("article")).to_have_css("direction", "rtl")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path  # its lists do not hang out


@pytest.mark.parametrize(
    ("path", "drawing", "ticks"),
    [
        ("figures/people-stranded/", ".ar-estimated--{}", "text.s[text-anchor=middle]"),
        ("figures/repair-cost/", ".ar-estimated--{}", "text.s[text-anchor=middle]"),
        ("claims/bridge-is-safe/", ".ar-turn__{}", ".tickname"),
    ],
)
def test_a_plot_and_the_picture_of_a_claim_run_from_the_right_and_no_words_lie_on_others(
    page: Page, served: str, path: str, drawing: str, ticks: str
) -> None:
    page.goto(served + path)
    across = lefts(page, f"{drawing.format('wide')} {ticks}")
    assert across == sorted(across, reverse=True)
    for width, form in ((1280, "wide"), (390, "narrow")):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.locator(f"{drawing.format(form)} text").evaluate_all(
            """all => all.map((it) => {
                const box = it.getBoundingClientRect(), sheet = it.ownerSVGElement.getBoundingClientRect();
                const within = box.left >= sheet.left - 2 && box.right <= sheet.right + 2;
                return [it.textContent, within, box.left + 1, box.top + 2, box.right - 1, box.bottom - 2];
            })"""
        )
        assert len(found) > 3
        assert [text for text, within, *box in found if not within] == [], form
        for (one, _, *a), (other, _, *b) in itertools.combinations(found, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (form, one, other)


def test_english_in_a_hebrew_archive_keeps_its_order_in_tables_too(page: Page, served_kinds: str) -> None:
    """No catalogue is in Hebrew, so that such an archive has English pages from right to left."""
    page.goto(f"{served_kinds}figures/houses-flooded/")
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    cell = page.locator("td", has_text="River Board, a <neighbour>")
    for part in (cell, page.locator(".ar-bar > span")):
        expect(part).to_have_css("unicode-bidi", "plaintext")
        expect(part).to_have_css("direction", "rtl")
    expect(cell).to_have_css("text-align", "right")
