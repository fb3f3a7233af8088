"""The filters of an index and the search of a page, as a reader's browser has them."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import at_night

pytestmark = pytest.mark.browser

QUOTATIONS = ".ar-saids > li:visible"
YEAR = "quotations/2025/"
"""A page of all quotations of a year, which filters its own rows."""


def count(page: Page) -> tuple[int, int]:
    """How many rows the count line says are shown, and of how many."""
    numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", page.locator(".ar-count").inner_text())]
    return numbers[0], numbers[-1]


def test_a_speaker_is_chosen_and_everything_else_is_put_away(page: Page, served_site: str) -> None:
    page.goto(served_site + YEAR)
    page.get_by_role("combobox", name="Speaker").select_option("Vladimir Putin")
    shown, total = count(page)
    assert 0 < shown < total
    expect(page.locator(QUOTATIONS)).to_have_count(shown)
    speakers = page.locator(QUOTATIONS).evaluate_all("rows => rows.map(row => row.dataset.speaker)")
    assert set(speakers) == {"Vladimir Putin"}
    for heading in page.locator(".md-content h2:visible").all():
        expect(heading.locator("xpath=following-sibling::ol[1]").locator("li:visible").first).to_be_visible()


def test_what_is_asked_for_stands_in_the_address_and_is_restored_from_it(page: Page, served_site: str) -> None:
    page.goto(served_site + YEAR)
    page.get_by_role("combobox", name="Speaker").select_option("Vladimir Putin")
    page.get_by_role("combobox", name="Finding").select_option("verbatim")
    page.wait_for_url("**/quotations/2025/?speaker=Vladimir+Putin&fidelity=verbatim")
    asked = count(page)
    page.reload()
    expect(page.get_by_role("combobox", name="Speaker")).to_have_value("Vladimir Putin")
    assert count(page) == asked
    page.locator(".ar-filter [type=reset]").click()
    page.wait_for_url("**/quotations/2025/")
    shown, total = count(page)
    assert shown == total
    expect(page.locator(".ar-filter [type=reset]")).to_be_hidden()
    expect(page.get_by_label("Words", exact=True)).to_be_focused()


def test_an_address_that_asks_for_what_is_not_there_shows_everything(page: Page, served_site: str) -> None:
    page.goto(served_site + YEAR + "?speaker=Nobody&nothing=1")
    shown, total = count(page)
    assert shown == total > 0


def test_words_are_found_without_their_capitals_and_accents(page: Page, served_site: str) -> None:
    page.goto(served_site + YEAR + "?words=FELLOW")
    assert count(page)[0] > 0
    page.get_by_label("Words", exact=True).fill("no such words anywhere")
    expect(page.locator(".ar-count")).to_have_text(re.compile(r"None of \d+ quotations matches"))
    expect(page.locator(".md-content h2:visible")).to_have_count(0)


def test_rows_are_sorted_by_speaker_and_back(page: Page, served_site: str) -> None:
    page.goto(served_site + YEAR)
    words = page.locator(QUOTATIONS).all_inner_texts()
    order = page.get_by_role("combobox", name="Order")
    order.select_option("speaker")
    expect(page.locator(".md-content h2:visible")).to_have_count(0)
    speakers = page.locator(QUOTATIONS).evaluate_all("rows => rows.map(row => row.dataset.speaker)")
    assert speakers == page.evaluate("(names) => names.sort(new Intl.Collator('en').compare)", speakers)
    order.select_option("latest")
    expect(page.locator(QUOTATIONS)).to_have_text(words[::-1], use_inner_text=True)
    order.select_option("")
    expect(page.locator(QUOTATIONS)).to_have_text(words, use_inner_text=True)


def test_a_row_may_hold_several_values(page: Page, served_site: str) -> None:
    page.goto(served_site + "articles/")
    row = page.locator(".ar-articles > li[data-topic*='\\a ']").first
    one, other = (row.get_attribute("data-topic") or "").split("\n")[:2]
    for topic in (one, other):
        page.get_by_role("combobox", name="Topic").select_option(topic)
        expect(row).to_be_visible()


def test_without_scripts_everything_stands_there_and_no_form_promises_more(bare: Page, served_site: str) -> None:
    bare.goto(served_site + YEAR)
    assert bare.locator(QUOTATIONS).count() == bare.locator(".ar-saids > li").count() > 0
    assert bare.locator(".ar-filters:visible").count() == 0
    bare.goto(served_site)
    assert bare.locator("form.ar-search:visible").count() == 0


def test_fields_and_buttons_are_large_enough_for_a_finger(page: Page, served_site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("", YEAR + "?words=a", "articles/", "404.html"):
        page.goto(served_site + path)
        for field in page.locator(":is(.ar-filter, .ar-search) :is(input, select, button):visible, .ar-counts a").all():
            box = field.bounding_box()
            assert box is not None
            assert box["height"] >= 44, (path, field.evaluate("e => e.outerHTML"))


def test_the_start_page_hands_its_words_to_the_search(page: Page, served_site: str) -> None:
    page.goto(served_site)
    field = page.get_by_label("Look up a name, or words that were said")
    field.fill("Shoigu")
    field.press("Enter")
    page.wait_for_url("**/search/?q=Shoigu")
    expect(page.get_by_label("Words to search for")).to_have_value("Shoigu")
    expect(page.locator(".ar-hit").get_by_role("link", name="Sergei Shoigu", exact=True)).to_be_visible()


def test_an_address_that_leads_nowhere_offers_its_words_and_the_indexes(page: Page, served_site: str) -> None:
    page.route("**/sergey-shoigu/", lambda route: route.fulfill(response=page.request.get(served_site + "404.html")))
    page.goto(served_site + "sergey-shoigu/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    field = page.get_by_label("Search names, words, outlets")
    expect(field).to_have_value("sergey shoigu")
    expect(page.locator(".ar-doors").get_by_role("link", name="Quotations")).to_be_visible()
    assert urlsplit(field.evaluate("e => e.form.action")).path == "/search/"


def test_the_index_of_quotations_asks_the_search_for_what_is_chosen(page: Page, served_site: str) -> None:
    page.goto(served_site + "quotations/")
    page.get_by_role("combobox", name="Speaker").select_option("Vladimir Putin")
    page.get_by_role("combobox", name="Finding").select_option("Altered")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/search/?kind=Quotation&speaker=Vladimir+Putin&fidelity=Altered")
    expect(page.locator(".ar-hit").first).to_contain_text("Vladimir Putin")


def test_a_former_address_of_a_chosen_part_of_the_index_leads_to_the_search(page: Page, served_site: str) -> None:
    page.goto(served_site + "quotations/?speaker=Vladimir+Putin&fidelity=altered&sort=latest")
    page.wait_for_url("**/search/?kind=Quotation&speaker=Vladimir+Putin&fidelity=Altered")


def test_filters_are_shut_on_phones_and_open_on_laptops(page: Page, served_site: str) -> None:
    for width, opened in ((390, False), (1440, True)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served_site + "quotations/")
        expect(page.locator(".ar-filters select").first).to_be_visible(visible=opened)


@pytest.mark.parametrize(
    ("index", "fold"),
    [
        ("quotations/", "details.ar-said"),
        ("articles/", "details.ar-group:has(li:nth-child(10))"),
        ("claims/", "details.ar-fold:not(.ar-filters)"),
        *at_night(
            ("statements/", "details.ar-group"),
            *((index, "details.ar-fold:not(.ar-filters)") for index in ("figures/", "open-questions/", "data/")),
        ),
    ],
)
def test_an_index_is_short(page: Page, served_site: str, index: str, fold: str) -> None:
    for width, most in ((1440, 8000), (390, 12000)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served_site + index)
        page.locator(f"{fold} > summary").first.click()
        expect(page.locator(fold).first).to_have_attribute("open", "")
        assert page.evaluate("document.documentElement.scrollHeight") < most


@pytest.mark.parametrize("index", ["articles/", "statements/"])
def test_an_index_shows_twenty_and_unfolds_one_month_at_a_time(page: Page, served_site: str, index: str) -> None:
    page.goto(served_site + index)
    expect(page.locator(".ar-list:visible > li")).to_have_count(20)
    folds = page.locator("details.ar-group")
    for number in (0, 1):
        folds.nth(number).locator("summary").click()
        expect(page.locator("details.ar-group[open]")).to_have_count(1)
        expect(folds.nth(number).locator("li").first).to_be_visible()


def test_what_a_filter_finds_in_folds_is_shown_under_its_year(page: Page, served_site: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(served_site + "articles/")
    row = page.locator("details.ar-group li").last
    title = row.locator(".ar-entry").text_content() or ""  # what is folded has no inner text
    expect(row).to_be_hidden()
    page.get_by_label("Words", exact=True).fill(title)
    expect(row).to_be_visible()
    heading = page.locator(".md-content h2:visible")
    expect(heading).to_have_count(1)
    expect(heading).to_contain_text("2024")
    page.get_by_label("Words", exact=True).fill("")
    expect(page.locator("details.ar-group[open]")).to_have_count(0)
    expect(heading).to_have_count(page.locator(".md-content h2").count())


TALLEST = """() => {
  const height = () => document.documentElement.scrollHeight;
  let most = height();
  for (const fold of document.querySelectorAll(".md-content details:not([open])")) {
    const opened = [];
    for (let it = fold; it; it = it.parentElement.closest("details:not([open])")) opened.push(it);
    for (const it of opened) it.open = true;
    most = Math.max(most, height());
    for (const it of opened) it.open = false;
  }
  return most;
}"""
"""How tall a page is with its tallest fold open; folds that share a name are open one at a time."""


@pytest.mark.parametrize(
    "path",
    [
        "people/vladimir-putin/",
        "sources/",
        "claims/dprk-soldiers-sent-to-russia/",
        "guide/reference/problems/",
        *at_night(
            "organisations/tass/",
            "places/kursk-region/",
            "organisations/",
            "topics/deployment/",
            "articles/north-korean-soldiers-praised-by-russia/",
        ),
    ],
)
def test_a_page_stays_short_with_any_fold_open(page: Page, served_site: str, path: str) -> None:
    for width, most in ((1440, 8000), (390, 12000)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served_site + path)
        assert page.evaluate(TALLEST) < most


@pytest.mark.parametrize(
    ("index", "kind", "fields"),
    [
        ("articles/", "Article", {"Country": "Russia", "Language": "English"}),
    ],
)
def test_a_page_of_a_longer_list_leads_to_the_search_for_the_same(
    page: Page, served_site: str, index: str, kind: str, fields: dict[str, str]
) -> None:
    """This archive's lists have one page each; the link that a page of several has is put into them."""
    link = f'<p data-beyond><a href="../search/?kind={kind}">all of them</a></p>'

    def split(route: Route) -> None:
        body = route.fetch().text()
        route.fulfill(body=body.replace("</form>", f"</form>{link}", 1), content_type="text/html")

    page.route(re.compile(rf"{re.escape(served_site + index)}(\?.*)?$"), split)  # "back" may ask for it with its query
    page.goto(served_site + index)
    for field, value in fields.items():
        page.get_by_role("combobox", name=field).select_option(value)
    shown, total = count(page)
    assert 0 < shown < total
    page.get_by_label("Words", exact=True).fill("Kursk")
    page.get_by_label("Words", exact=True).fill("")
    page.get_by_role("link", name="all of them").click()
    expect(page.locator(".ar-find [role=status]")).to_have_text(re.compile(rf"^{shown} results?$"))
    expect(page).not_to_have_url(re.compile("q="))
    page.go_back()
    page.get_by_label("Words", exact=True).fill("Kursk")
    expect(page.get_by_role("link", name="all of them")).to_have_attribute("href", re.compile(r"q=Kursk"))


def test_an_index_that_lists_some_of_many_counts_all_and_says_what_its_filter_reaches(
    page: Page, served_site: str
) -> None:
    def of_many(route: Route) -> None:
        body = route.fetch().text().replace('data-noun="name"', 'data-noun="name" data-whole="1340"')
        beyond = '<p data-beyond="words"><a href="../search/?kind=Person">all 1,340 people</a></p>'
        route.fulfill(
            body=body.replace('<p class="ar-count', beyond + '<p class="ar-count', 1), content_type="text/html"
        )

    page.route("**/people/", of_many)
    page.goto(f"{served_site}people/")
    count, rows = page.locator(".ar-count"), page.locator(".ar-entities > li")
    listed = f"{rows.count():,}"
    expect(count).to_have_text(f"1,340 names, of which this page lists the {listed} with most to read")
    page.get_by_role("searchbox", name="Words").fill("shoigu")
    expect(count).to_have_text(
        f"{page.locator('.ar-entities > li:visible').count()} of the {listed} names on this page"
    )
    page.locator("select[name=here]").select_option("quoted")
    expect(page.locator("[data-beyond] a")).to_have_attribute("href", re.compile(r"/search/\?kind=Person&q=shoigu$"))
    page.get_by_role("searchbox", name="Words").fill("zzz")
    expect(count).to_have_text(f"None of the {listed} names on this page matches")


@pytest.mark.parametrize(
    ("gone", "leads_to"),
    [
        ("people/vladimir-putin/with-3/", "people/vladimir-putin/#with"),
        ("people/vladimir-putin/with/?known=2024-12-31", "people/vladimir-putin/?known=2024-12-31#with"),
        ("people/vladimir-putin/nothing-2/", None),
        *at_night(("open-questions/index/not-archived-7/", "open-questions/#not-archived"), ("people/nobody-2/", None)),
    ],
)
def test_the_address_of_a_page_that_continued_a_list_leads_to_the_list(
    page: Page, served_site: str, gone: str, leads_to: str | None
) -> None:
    nowhere = page.request.get(f"{served_site}404.html")
    page.route(served_site + gone, lambda route: route.fulfill(response=nowhere))
    page.goto(served_site + gone)
    expect(page).to_have_url(served_site + (leads_to or gone))
    expect(page.locator("h1")).to_contain_text("Page not found" if leads_to is None else "")


def test_names_beyond_the_first_are_folded_and_hidden_as_known_on_a_day(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}people/vladimir-putin/")
    page.locator("details:has(> #with) > summary").click()
    fold = page.locator("#with details.ar-rest")
    fold.locator("summary").click()
    expect(fold.locator("li").last).to_be_visible()
    page.goto(f"{served_site}people/vladimir-putin/?known=2024-12-31")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("details.ar-rest:visible")).to_have_count(0)


def test_claims_that_are_folded_unfold_when_they_are_sought_and_fold_again(page: Page, served_site: str) -> None:
    page.goto(served_site + "claims/")
    total = count(page)[1]
    fold = page.locator(".ar-group details")
    shown = page.locator(".ar-propositions > li:visible").count()
    assert 0 < shown < total
    expect(fold).to_have_count(1)
    words = fold.locator("li .ar-entry").last.text_content() or ""
    page.get_by_label("Words", exact=True).fill(words)
    expect(page.locator(".ar-propositions > li:visible .ar-entry")).to_have_text([words])
    expect(page.locator(".md-content h2:visible")).to_have_count(1)
    page.get_by_label("Words", exact=True).fill("no such words anywhere")
    expect(page.locator(".ar-group:visible")).to_have_count(0)
    page.get_by_label("Words", exact=True).fill("")
    expect(page.locator(".ar-propositions > li:visible")).to_have_count(shown)
    expect(fold.locator("summary")).to_be_visible()


def test_filters_are_folded_on_a_phone_unless_the_address_asks_for_something(page: Page, served_site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served_site + "claims/")
    expect(page.locator(".ar-filter")).to_be_hidden()
    expect(page.locator(".ar-count")).to_be_visible()
    page.goto(served_site + "claims/?words=Kursk")
    expect(page.get_by_label("Words", exact=True)).to_have_value("Kursk")
    shown, total = count(page)
    assert 0 < shown < total


def test_the_columns_of_a_table_unfold_when_they_are_linked_to(page: Page, served_site: str) -> None:
    page.goto(served_site + "data/")
    expect(page.locator("#figures table")).to_be_hidden()
    page.get_by_role("row", name="figures.csv").get_by_role("link", name="Its columns").click()
    expect(page.locator("#figures table")).to_be_visible()
