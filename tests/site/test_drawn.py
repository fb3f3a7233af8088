"""The map, the network and the cards of links, as a reader's browser has them."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def test_without_scripts_everything_is_drawn_listed_and_linked(bare: Page, served_site: str) -> None:
    drawings = {
        "map/": ("svg.ar-overview--wide .ar-pin", ".ar-placelist > li"),
        "network/": ("svg.ar-links--wide .ar-node", "tbody tr"),
    }
    for path, (mark, row) in drawings.items():
        bare.goto(served_site + path)
        expect(bare.locator(mark).first).to_be_visible()
        if bare.locator("details.ar-netted").count():
            bare.locator("details.ar-netted > summary").first.click()
            expect(bare.locator("details.ar-netted").first).to_have_attribute("open", "")
        expect(bare.locator(row).first).to_be_visible()
        assert bare.locator("form:visible").count() == 0
    bare.locator("svg.ar-links--wide .ar-node").first.click()
    expect(bare).to_have_url(re.compile(r"/(people|organisations)/[^/]+/"))
    expect(bare.locator("h1")).to_be_visible()


def test_names_on_a_drawing_can_be_read_on_a_phone(page: Page, served_site: str) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    for path in ("map/", "network/"):
        page.goto(served_site + path)
        page.wait_for_load_state()
        heights = page.locator("svg:is(.ar-overview--narrow, .ar-links--narrow) a text:visible").evaluate_all(
            "all => all.map(text => text.getBoundingClientRect().height)"
        )
        assert heights
        assert min(heights) >= 11


def test_the_map_shows_a_stretch_of_time_and_the_address_says_so(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}map/")
    page.locator(".ar-mapmonths > summary").click()
    rows = page.locator(".ar-places > li")
    expect(page.locator(".ar-mapmonths")).to_have_attribute("open", "")
    whole = rows.count()
    page.locator("select[name=to]").select_option(index=1)
    expect(page).to_have_url(re.compile(r"\?to=\d{4}-\d\d$"))
    left = page.locator(".ar-places > li:not([hidden])").count()
    assert left < whole
    expect(page.locator(".ar-drawnform__said")).to_contain_text(f"{left} of {whole} places")
    pins = page.locator("[data-zoom] svg.ar-plot--wide .ar-pin")
    assert pins.evaluate_all("pins => pins.filter(pin => !pin.hasAttribute('hidden')).length") <= left
    page.reload()
    expect(page.locator(".ar-mapmonths")).to_have_attribute("open", "")
    expect(page.locator(".ar-places > li:not([hidden])")).to_have_count(left)
    page.get_by_role("button", name="All of it").click()
    expect(page.locator(".ar-places > li:not([hidden])")).to_have_count(whole)


def test_a_map_can_be_brought_nearer_and_its_names_keep_their_size(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}map/")
    page.locator(".ar-region > summary").first.click()
    part = page.locator("[data-zoom]").first
    expect(part).to_be_visible()
    drawing = part.locator("svg.ar-plot--wide")
    name = drawing.locator(".ar-pin text:not([data-from])").first
    before = name.evaluate("text => text.getBoundingClientRect().height")
    box = drawing.get_attribute("viewBox")
    part.get_by_role("button", name="Nearer").click()
    expect(drawing).to_have_attribute("data-level", "2")
    assert drawing.get_attribute("viewBox") != box
    assert name.evaluate("text => text.getBoundingClientRect().height") == pytest.approx(before, abs=0.5)
    part.get_by_role("button", name="The whole map").click()
    expect(drawing).to_have_attribute("data-level", "1")


def test_the_network_finds_a_name_and_holds_ties_to_a_threshold(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}network/")
    page.locator(".ar-netasked > summary").click()
    drawing = page.locator("svg.ar-links--wide")
    expect(page.locator("input[name=name]")).to_be_visible()
    name = drawing.locator(".ar-node").first.get_attribute("aria-label")
    assert name
    page.locator("input[name=name]").fill(name.split(":")[0].upper())
    expect(drawing).to_have_attribute("data-asked", "")
    assert drawing.locator(".ar-node[data-sought]").count() == 1
    assert 1 < drawing.locator(".ar-node[data-found]").count() < drawing.locator(".ar-node").count()
    expect(page).to_have_url(re.compile(r"\?name="))
    page.get_by_role("button", name="Clear").click()
    expect(drawing).not_to_have_attribute("data-asked", "")
    expect(page.locator("input[name=name]")).to_be_focused()
    page.locator("input[name=least]").fill("3")
    expect(drawing).to_have_attribute("data-asked", "")
    expect(page.locator("tbody tr:visible")).not_to_have_count(0)
    numbers = page.locator("tbody tr:visible").evaluate_all("rows => rows.map(row => Number(row.dataset.number))")
    assert min(numbers) >= 3


# --- previews ---


@pytest.fixture
def article(page: Page, served_site: str) -> str:
    """The address of an article that quotes someone in its prose, with the page opened at it."""
    page.goto(f"{served_site}articles/newsweek-shoigu-praises/")
    page.locator(".ar-prose a.ar-q").first.wait_for()
    page.locator(".ar-prose").scroll_into_view_if_needed()  # to scroll is to go away from a link
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.url


CARD = "#ar-preview"


def test_a_link_that_is_pointed_at_shows_a_card_and_leaving_it_takes_it_away(page: Page, article: str) -> None:
    link = page.locator(".ar-prose a[href*='people/']").first
    before = page.locator(".ar-prose").bounding_box()
    link.hover()
    card = page.locator(CARD)
    expect(card).to_contain_text(link.inner_text().split()[-1])
    assert page.locator(".ar-prose").bounding_box() == before
    described = link.get_attribute("aria-describedby")
    assert described
    assert "ar-preview" in described
    page.mouse.move(2, 2)
    expect(card).to_be_hidden()
    assert link.get_attribute("aria-describedby") is None


def test_a_quotation_in_the_text_shows_its_words_and_who_said_them(page: Page, article: str) -> None:
    page.locator(".ar-prose a.ar-q").first.hover()
    expect(page.locator(f"{CARD} .ar-preview__words")).to_be_visible()
    expect(page.locator(f"{CARD} .ar-preview__who")).not_to_be_empty()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("河" * 500, "“" + "河" * 259 + "…”"),
        ("🌊" * 500, "“" + "🌊" * 259 + "…”"),  # no letter is cut in two
        ("no " + "河" * 500, "“no " + "河" * 256 + "…”"),
        ("河" * 260, "“" + "河" * 260 + "”"),
        ("word " * 100, "“" + ("word " * 51).strip() + "…”"),
    ],
    ids=["no space", "letters of two halves", "a space at the beginning", "just short enough", "spaces"],
)
def test_a_card_cuts_long_words_where_it_can_and_loses_no_letter(
    page: Page, article: str, words: str, shown: str
) -> None:
    link = page.locator(".ar-prose a.ar-q").first
    link.evaluate(
        "(link, words) => { document.querySelector(`.ar-said:has(${link.hash}) .ar-said__words`).textContent = words; }",
        words,
    )
    link.hover()
    expect(page.locator(f"{CARD} .ar-preview__words")).to_have_text(shown)


def test_the_keyboard_shows_a_card_and_escape_dismisses_it(page: Page, axe: Axe, article: str) -> None:
    page.locator(".ar-prose a[href*='people/']").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator(CARD)
    expect(card).to_be_visible()
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator(".ar-prose a[href*='people/']").first).to_be_focused()


def test_a_card_fetches_no_more_of_a_page_than_it_shows_and_only_once(page: Page, article: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/people/" in request.url else None)
    link = page.locator(".ar-prose a[href*='people/']").first
    for _ in range(2):
        link.hover()
        expect(page.locator(CARD)).to_be_visible()
        page.mouse.move(2, 2)
        expect(page.locator(CARD)).to_be_hidden()
    assert len(asked) == 1


def test_a_finger_that_rests_on_a_link_sees_the_card_and_a_tap_follows(phone: Page, served_site: str) -> None:
    start = f"{served_site}articles/newsweek-shoigu-praises/"
    phone.goto(start)
    link = phone.locator(".ar-prose a.ar-q").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box
    finger = phone.context.new_cdp_session(phone)
    point = {"x": box["x"] + 8, "y": box["y"] + 8}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    card = phone.locator(CARD)
    expect(card).to_be_visible()
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(card).to_be_visible()
    assert phone.url == start
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()
    link.tap()
    expect(phone).to_have_url(re.compile("#q-"))


NEAREST = """
() => {
  const gap = (a, b) => Math.hypot(Math.max(a.left - b.right, b.left - a.right, 0), Math.max(a.top - b.bottom, b.top - a.bottom, 0));
  const found = [];
  for (const svg of document.querySelectorAll("svg.ar-map")) {
    if (!svg.getClientRects().length) continue;
    const owners = [...svg.querySelectorAll(".ar-frame, .ar-pin")].map((node) => ({
      name: node.getAttribute("aria-label"), text: node.querySelector("text"), line: node.querySelector("line"),
      box: (node.querySelector("rect") ?? node.querySelector("circle:not(.ar-touch)")).getBoundingClientRect(),
    }));
    for (const { name, text, line, box } of owners) {
      if (!text?.getClientRects().length) continue;
      const at = text.getBoundingClientRect();
      const own = gap(at, box);
      const others = owners.filter((other) => other.name !== name).map((other) => gap(at, other.box));
      const tied = line && gap(line.getBoundingClientRect(), box) < 9 && gap(line.getBoundingClientRect(), at) < 9;
      found.push({ drawing: svg.getAttribute("aria-label"), name, own, next: Math.min(...others), tied: Boolean(tied) });
    }
  }
  return found;
}
"""


@pytest.mark.parametrize("width", [360, 390, 1440])
def test_every_name_on_a_map_stands_nearest_to_what_it_names(page: Page, served_site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served_site}map/")
    found = page.evaluate(NEAREST)
    assert found
    frames, parts = (
        page.locator(f"svg.ar-overview:visible {one}").count() for one in (".ar-frame", ".ar-overview__part")
    )
    assert frames == parts > 1  # each region is enlarged
    wrong = [one for one in found if one["own"] > one["next"] or (one["own"] > 24 and not one["tied"])]
    assert wrong == []


SPANS = "rows => rows.filter(row => !row.hidden).map(row => row.id)"


def test_an_address_of_the_map_names_a_month_and_means_it_whatever_there_is_to_choose(
    page: Page, served_site: str
) -> None:
    rows = page.locator(".ar-places > li")
    page.goto(f"{served_site}map/?from=2024-12&to=2025-03")
    expect(page.locator("select[name=from] :checked")).to_have_text("December 2024")
    expect(page.locator("select[name=to] :checked")).to_have_text("March 2025")
    months = rows.evaluate_all(SPANS)
    assert months
    page.goto(f"{served_site}map/?from=2025&to=2025")  # of a year the first month, or as an end the last
    expect(page.locator("select[name=from] :checked")).to_have_text("January 2025")
    expect(page.locator("select[name=to] :checked")).to_have_text("December 2025")
    page.goto(f"{served_site}map/?from=0900-01&to=9000")  # before the first, after the last
    expect(page.locator("select[name=from] :checked")).to_have_text("the beginning")
    expect(page.locator("select[name=to] :checked")).to_have_text("the end")
    page.goto(f"{served_site}map/?from=6&to=2025-13")  # no months
    assert page.locator("select[name=from]").input_value() == page.locator("select[name=to]").input_value() == ""
    page.route("**/map/?*", lambda it: it.fulfill(body=_one_event_earlier(it.fetch().text()), content_type="text/html"))
    page.goto(f"{served_site}map/?from=2024-12&to=2025-03")
    expect(page.locator("select[name=from] :checked")).to_have_text("December 2024")
    assert rows.evaluate_all(SPANS) == months


def _one_event_earlier(page: str) -> str:
    """The page with one more month at its beginning, as an earlier event makes it."""
    page = re.sub(
        r'(<option value="">the (?:beginning|end)</option>)', r'\1<option value="0999-01">earlier</option>', page
    )
    span = re.compile(r'(?<=[" ])(\d+)-(\d+)(?=:\d)')
    return span.sub(lambda ends: f"{int(ends[1]) + 1}-{int(ends[2]) + 1}", page)
