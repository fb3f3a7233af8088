"""The frame around every page, in a reader's browser."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import at_night

pytestmark = pytest.mark.browser

CHANGES_OF_ALL = """window.changed = [];
  document.addEventListener("DOMContentLoaded", () => {
    const watch = new MutationObserver((found) => {
      for (const { target, attributeName, addedNodes } of found) {
        if (attributeName && !attributeName.startsWith("data-js-")) changed.push(`${target.nodeName} ${attributeName}`);
        for (const node of addedNodes) if (node.name === "color-scheme") changed.push(node.outerHTML);
      }
    });
    watch.observe(document.body, { attributes: true });
    watch.observe(document.documentElement, { attributes: true });
    watch.observe(document.head, { childList: true });
  });"""


def test_the_page_follows_the_system_into_the_dark_and_may_be_switched(page: Page, served_site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(served_site)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name="Dark page").click()
    page.get_by_role("button", name="Light page").click()
    page.emulate_media(color_scheme="dark")
    page.goto(served_site + "people/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")  # a choice stays


def test_paper_is_white_where_the_page_was_dark(page: Page, served_site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(served_site + "people/vladimir-putin/")
    ground = "['html', 'body'].map((it) => getComputedStyle(document.querySelector(it)).backgroundColor)"
    assert "rgb(255, 255, 255)" not in page.evaluate(ground)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == ["rgb(255, 255, 255)"] * 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_changes_all_of_a_page_that_has_been_drawn(
    page: Page, served_site: str, scheme: Literal["light", "dark"]
) -> None:
    """A class or attribute of the page or its body, and a change of its colour scheme, has every element styled again."""
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(CHANGES_OF_ALL)
    for path in ("", "people/vladimir-putin/"):
        page.goto(served_site + path, wait_until="networkidle")
        assert page.evaluate("window.changed") == []
    page.evaluate("document.body.className = 'other'")
    assert page.evaluate("window.changed") == ["BODY class"]


def test_search_is_reached_by_the_keyboard_and_finds_a_record(page: Page, served_site: str) -> None:
    page.goto(served_site)
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search")
    field = dialog.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.press_sequentially("Kursk Region")
    expect(dialog.locator(".ar-hit").get_by_role("link", name="Kursk Region", exact=True)).to_be_visible()


def test_a_page_that_comes_without_a_reload_is_whole(page: Page, served_site: str) -> None:
    """Material puts the new page in place of the old one; the archive's script must see it all the same."""
    page.goto(served_site)
    page.evaluate("window.sameDocument = true")
    page.locator(".md-tabs__link", has_text="Quotations").click()
    page.wait_for_url("**/quotations/")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Quotations")
    expect(page.locator(".md-content h1").first).to_be_visible()
    assert page.evaluate("window.sameDocument")
    assert page.locator("form.ar-filter[hidden]").count() == 0


def test_without_scripts_no_button_is_shown_that_needs_them(bare: Page, served_site: str) -> None:
    bare.set_viewport_size({"width": 390, "height": 844})
    bare.goto(served_site)
    shown = [it for it in bare.locator(".md-header__button").all() if it.is_visible()]
    assert [it.get_attribute("for") or it.get_attribute("href") for it in shown] == ["__drawer", "search/"]


SMALL = """() => [...document.querySelectorAll("button, summary, select, input, [role=button], .md-header__button")]
  .filter((it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !it.closest("label"))
  .map((it) => [it.getBoundingClientRect().height, it.outerHTML.slice(0, 120)])
  .filter(([height]) => height > 0 && height < 44)"""


@pytest.mark.parametrize(
    "path", ["", "articles/babel-gerasimov/", "people/vladimir-putin/", "quotations/", "timeline/"]
)
def test_what_is_pressed_is_large_enough_for_a_finger(page: Page, served_site: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served_site + path)
    assert page.locator(".md-header__button:visible").count() == 3
    assert page.evaluate(SMALL) == []


def test_the_foot_says_whose_words_these_are(page: Page, served_site: str) -> None:
    page.goto(served_site)
    foot = page.get_by_role("contentinfo")
    expect(foot).to_contain_text("Quotations remain their owners’.")
    expect(foot.get_by_role("link", name="CC BY 4.0")).to_be_visible()


ON_ITS_GROUND = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => (part / 255 <= .04045 ? part / 3294.6 : ((part / 255 + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const found = [];
  for (const node of document.querySelectorAll(".md-content :is(mark, ins, button, select, .ar-bar--full)")) {
    const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(node);
    if (!node.checkVisibility() || !node.textContent.trim()) continue;
    // Under words whose colours it adjusts the browser lays a plate of the page's colour, but not under marks.
    const page = getComputedStyle(document.body).backgroundColor;
    const plate = forcedColorAdjust === "auto" && !node.matches("mark, ins");
    const ground = plate || /^rgba.*, 0\\)$/.test(backgroundColor) ? page : backgroundColor;
    const [low, high] = [light(color), light(ground)].sort((a, b) => a - b);
    found.push({ text: node.outerHTML.slice(0, 80), contrast: (high + .05) / (low + .05) });
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "search/?q=shoigu", "organisations/sputnik-international/"])
def test_where_the_system_sets_the_colours_words_stand_out_from_their_ground(
    page: Page, served_site: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(served_site + path, wait_until="networkidle")
    expect(page.locator(".md-content :is(mark, .ar-bar--full)").first).to_be_visible()
    words = page.evaluate(ON_ITS_GROUND)
    assert words
    assert [it for it in words if it["contrast"] < 4.5] == []


def test_the_start_page_is_called_by_the_archives_name_alone(page: Page, served_site: str) -> None:
    page.goto(served_site)
    assert page.title() == page.locator("meta[property='og:site_name']").get_attribute("content")


WORDS_IN_PIECES = """() => {
  const broken = [];
  for (const link of document.querySelectorAll('.ar-table th[scope="row"] a')) {
    const text = link.firstChild;
    for (const word of text.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""


@pytest.mark.parametrize("width", [390, 800, 1440])
@pytest.mark.parametrize("article", ["north-korean-soldiers-praised-by-russia", "daily-tribune-dprk-groundless-rumors"])
def test_the_names_at_the_head_of_rows_are_not_broken_within_words(
    page: Page, served_site: str, article: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served_site}articles/{article}/")
    assert page.locator('.ar-table th[scope="row"] a').count() > 2
    assert page.evaluate(WORDS_IN_PIECES) == []


def test_a_page_of_the_guide_leads_to_all_others(page: Page, served_site: str) -> None:
    page.goto(served_site + "guide/how-to/publish/")
    page.set_viewport_size({"width": 1440, "height": 900})
    beside = page.get_by_role("navigation", name="Guide", exact=True)
    assert beside.count() == 1  # and the list of About is not there
    assert page.locator(".md-sidebar--primary").is_hidden()
    assert beside.locator("[aria-current]").all_inner_texts() == ["Publish your archive"]
    number = beside.get_by_role("link").count()
    page.set_viewport_size({"width": 390, "height": 844})
    assert beside.count() == 0
    page.get_by_text("All pages of the guide").click()
    expect(beside.get_by_role("link")).to_have_count(number)
    assert number > 10
    beside.get_by_role("link", name="Dates", exact=True).click()
    page.wait_for_url("**/guide/reference/dates/")
    page.goto(served_site + "guide/")
    assert page.get_by_text("All pages of the guide").count() == 0  # it is a list itself


def test_the_archives_name_is_whole_on_a_phone(phone: Page, served_site: str) -> None:
    phone.goto(served_site + "articles/")
    name = phone.locator(".md-header__topic .md-ellipsis").first
    assert " ".join((name.text_content() or "").split()) == "Who said what: North Korean troops in Russia's war"
    assert name.evaluate("it => it.scrollHeight <= it.clientHeight && it.scrollWidth <= it.clientWidth")
    assert name.evaluate(
        "it => it.getBoundingClientRect().height <= it.closest('header').getBoundingClientRect().height"
    )


@pytest.mark.parametrize("path", ["guide/reference/format/", "guide/tutorial/", "guide/how-to/publish/"])
def test_a_long_line_of_code_scrolls_within_its_own_box(phone: Page, served_site: str, path: str) -> None:
    phone.goto(served_site + path)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = "[...document.querySelectorAll('.md-typeset pre > code')].filter((it) => it.scrollWidth > it.clientWidth)"
    assert phone.evaluate(f"{boxes}.length") > 0
    assert phone.evaluate(f"{boxes}.every((it) => ['auto', 'scroll'].includes(getComputedStyle(it).overflowX))")


@pytest.mark.parametrize("width", [718, *at_night(794, 1440)])
@pytest.mark.parametrize("path", ["contributing/annotate/", "network/", "guide/how-to/publish/"])
def test_nothing_is_wider_than_the_paper(page: Page, served_site: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served_site + path)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
