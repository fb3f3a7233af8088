"""The site without a mouse: every way through it, and nothing on it that holds a reader."""

import re
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.conftest import at_night
from tests.in_browser import until
from tests.keyboard_walk import STOPS, walk_with_tab
from tests.kinds import SMALL

pytestmark = pytest.mark.browser

ARTICLE = "articles/newsweek-shoigu-praises/"
PHONE = (360, 740)


def tab_to(page: Page, wanted: Locator) -> None:
    """Move on with the Tab key until this has the focus."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            return
    pytest.fail(f"the Tab key does not lead to {wanted}")


def without_reload(page: Page, site: str, path: str) -> None:
    """The page, marked so that a reload would show."""
    page.goto(site + path)
    page.evaluate("window.sameDocument = true")


WALKED = [
    (path, width)
    for widths, path in zip(
        [(360, 1280), (1280, 360)] * 3, ("", SMALL["article"], "search/", "articles/", "map/", "404.html"), strict=True
    )
    for width in widths
]
"""Every second one has each page on one screen, and each screen on half of the pages."""


@pytest.mark.parametrize(("path", "width"), [*WALKED[::2], *at_night(*WALKED[1::2])])
def test_the_tab_key_goes_through_a_page_and_out_of_it(page: Page, served_kinds: str, path: str, width: int) -> None:
    """Each stop is in view and marked, none is passed over, and after the last the page is left."""
    open_still(page, served_kinds + path, width)
    walk_with_tab(page)


def test_the_tab_key_goes_through_an_article_of_real_size(page: Page, served_site: str) -> None:
    open_still(page, served_site + ARTICLE, 1280)
    walk_with_tab(page)


def open_still(page: Page, address: str, width: int) -> None:
    """Open a page in a window of this width, and wait until it has stopped loading and nothing moves."""
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address, wait_until="networkidle")


def test_the_first_stop_skips_to_the_content(page: Page, served_site: str) -> None:
    page.goto(served_site + ARTICLE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.evaluate("window.jumps = 0; addEventListener('popstate', () => window.jumps++)")
    page.keyboard.press("Enter")
    # Material jumps once more after the browser did, and each jump gives up the focus.
    until(page, "window.jumps === 2 && document.activeElement === document.body")
    page.keyboard.press("Tab")
    expect(page.locator(".md-content :focus")).to_have_count(1)


def test_from_the_start_page_to_the_words_of_a_quotation(page: Page, served_site: str) -> None:
    page.goto(served_site)
    tab_to(page, page.locator(".md-header [data-search-open]"))
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".md-header [data-search-open]")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("valiantly")
    first = dialog.locator(".ar-hit[data-kind=Quotation] a").first
    expect(first).to_be_visible()
    before = "links => links.findIndex(link => link.closest('[data-kind=Quotation]'))"
    for _ in range(dialog.locator(".ar-hit a").evaluate_all(before) + 1):
        page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/articles/[^/]+/#q-"))
    expect(page.locator("details.ar-said[open]:has(:target)")).to_be_in_viewport()
    page.keyboard.press("Tab")  # from where the address leads, not from the top
    expect(page.locator("details.ar-said:has(:target) :focus")).to_have_count(1)


def test_a_card_comes_with_the_focus_and_goes_with_escape(page: Page, served_site: str) -> None:
    page.goto(served_site + ARTICLE)
    link = page.locator(".ar-prose a[href*='/people/']").first
    tab_to(page, link)
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text(link.inner_text())
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/**")


def test_the_page_is_darkened_by_a_key(page: Page, served_site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(served_site)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    tab_to(page, page.get_by_role("button", name="Dark page"))
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="Light page")).to_be_focused()
    expect(page.get_by_role("button", name="Dark page")).to_be_hidden()


def test_the_menu_of_a_phone_opens_and_shuts(page: Page, served_site: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    without_reload(page, served_site, "")
    menu = page.get_by_role("button", name="Menu")
    inside = page.locator(".md-sidebar--primary")
    expect(inside).to_be_hidden()
    tab_to(page, menu)
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(inside.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    expect(inside).to_be_hidden()
    page.keyboard.press("Enter")
    tab_to(page, inside.get_by_role("link", name="Figures", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures/")
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_after_a_page_came_without_a_reload_everything_still_works(page: Page, served_site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    without_reload(page, served_site, "")
    tab_to(page, page.locator(".md-tabs__link", has_text="Quotations"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotations/")
    year = page.locator("details.ar-fold", has=page.locator("summary > b", has_text="2025"))
    tab_to(page, year.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, year.locator("a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotations/2025*/")

    # The filter.
    words = page.get_by_label("Words", exact=False).first
    tab_to(page, words)
    rows = page.locator("form.ar-filter").get_attribute("data-rows") or ""
    said = page.locator(rows).last.locator(".ar-said__words").inner_text()
    word = max(re.findall(r"\w+", said), key=len)
    page.keyboard.type(word)
    expect(page.locator(rows).first).to_be_hidden()
    row = page.locator(f"{rows} >> visible=true").first
    expect(row).to_contain_text(word, ignore_case=True)
    expect(page.locator(".ar-count")).to_contain_text(" of ")
    page.wait_for_url(f"**?words={quote(word)}")

    # A quotation, a card, and on to the article.
    tab_to(page, row.locator("summary"))
    page.keyboard.press("Enter")
    link = row.locator("a[href*='/articles/']").first
    tab_to(page, link)
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")

    # A permanent link, copied.
    tab_to(page, page.locator("details.ar-said:not([open]) > summary").first)
    page.keyboard.press("Enter")
    copy = page.locator("details.ar-said[open] a[data-copy]").first
    expect(copy).to_be_visible()
    address = copy.get_attribute("href") or ""
    tab_to(page, copy)
    page.keyboard.press("Enter")
    expect(copy).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied).path == urlsplit(page.url).path
    assert copied.endswith(address)

    # And the search.
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search").get_by_role("searchbox")).to_be_focused()
    assert page.evaluate("window.sameDocument")


# --- from a question to its answers ---


def tabs_to_the_first_result(page: Page) -> int:
    """How often the Tab key is pressed from where the focus is, until a result has it."""
    for number in range(1, STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('.ar-hits'))"):
            return number
    return STOPS


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("query", ["q=Pyongyang", "q=Kursk&kind=Quotation&sort=newest", "kind=Person"])
def test_an_address_of_the_search_leads_the_keyboard_to_its_results(
    page: Page, served_site: str, width: int, query: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served_site}search/?{query}")
    expect(page.locator(".ar-find [role=status]")).to_be_focused()
    expect(page.locator(".ar-find [role=status]")).to_contain_text("result")
    assert page.evaluate("scrollY") == 0
    assert tabs_to_the_first_result(page) == 1


@pytest.mark.parametrize(
    ("path", "pressed", "comes"),
    [
        ("table/?of=quotations&by=outlet&and=finding", "Show up to 200", "Show the first"),
        ("contributing/annotate/", "See an example", "The article does not name the source"),
    ],
)
def test_a_button_that_goes_leaves_the_focus_on_what_comes(
    page: Page, served_site: str, path: str, pressed: str, comes: str
) -> None:
    page.goto(served_site + path)
    page.get_by_role("button", name=pressed).press("Enter")
    expect(page.locator(".md-content")).to_contain_text(comes)
    expect(page.locator(".md-content :is(button, input, textarea):focus")).to_be_visible()


def test_enter_in_the_field_leads_to_the_results_and_letters_stay_in_it(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}search/")
    field, status = page.locator(".ar-find [name=q]"), page.locator(".ar-find [role=status]")
    field.click()
    page.keyboard.type("Pyongyang")
    expect(status).to_contain_text("result")
    expect(page.locator(".ar-find")).not_to_have_attribute("aria-busy", "true")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_be_focused()
    assert tabs_to_the_first_result(page) == 1


def test_the_arrow_leads_from_the_number_of_results_into_them(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}search/?q=Pyongyang")
    expect(page.locator(".ar-find [role=status]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ar-hits a").first).to_be_focused()


def test_a_slash_works_before_the_script_of_the_search_has_come(page: Page, served_site: str) -> None:
    held: list[Route] = []
    page.route("**/assets/search.js*", lambda route: held.append(route))  # noqa: PLW0108 - a built-in is no handler
    with page.expect_request("**/assets/search.js*"):
        page.goto(served_site, wait_until="commit")
    expect(page.locator("h1").first).to_be_visible()
    page.keyboard.type("/kursk")
    assert held
    for route in held:
        route.continue_()
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("searchbox")).to_have_value("kursk")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    expect(dialog.locator(".ar-hit").first).to_be_visible()


def test_filters_of_a_phone_stand_below_the_results_and_a_link_leads_to_them(page: Page, served_site: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{served_site}search/?q=Pyongyang")
    expect(page.locator(".ar-hits a").first).to_be_visible()
    summary = page.locator(".ar-find__filters > summary")
    expect(summary).not_to_be_in_viewport()
    page.locator(".ar-find__way").click()
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(page.locator(".ar-facet input[type=date]").first).to_be_visible()


def test_the_search_without_a_question_takes_no_focus(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}search/", wait_until="networkidle")
    assert page.evaluate("document.activeElement === document.body")


def test_whoever_has_gone_on_is_not_called_back_by_results(page: Page, served_site: str) -> None:
    held: list[Route] = []
    page.route("**/pagefind/entries.json", lambda route: held.append(route))  # noqa: PLW0108 - a built-in is no handler
    with page.expect_request("**/pagefind/entries.json"):
        page.goto(f"{served_site}search/?q=Pyongyang")
    page.locator(".md-header a").first.focus()
    page.wait_for_timeout(100)
    assert held
    for route in held:
        route.continue_()
    page.unroute("**/pagefind/entries.json")
    expect(page.locator(".ar-hits a").first).to_be_visible()
    expect(page.locator(".md-header a").first).to_be_focused()
