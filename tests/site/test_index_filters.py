"""The filters of an index and the search of a page, as a reader's browser has them."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

QUOTATIONS = ".ar-qlist > li:visible"


def count(page: Page) -> tuple[int, int]:
    """How many rows the count line says are shown, and of how many."""
    numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", page.locator(".ar-count").inner_text())]
    return numbers[0], numbers[-1]


def test_a_speaker_is_chosen_and_everything_else_is_put_away(page: Page, served_site: str) -> None:
    page.goto(served_site + "quotations/")
    page.get_by_role("combobox", name="Speaker").select_option("Vladimir Putin")
    shown, total = count(page)
    assert 0 < shown < total
    expect(page.locator(QUOTATIONS)).to_have_count(shown)
    assert set(page.locator(QUOTATIONS).locator(".ar-who b").all_inner_texts()) == {"Vladimir Putin"}
    for heading in page.locator(".md-content h2:visible").all():
        expect(heading.locator("xpath=following-sibling::ol[1]").locator("li:visible").first).to_be_visible()
    headings, entries = page.locator(".md-content h2:visible"), page.locator(".md-nav--secondary .md-nav__link:visible")
    assert headings.count() == entries.count() > 0


def test_what_is_asked_for_stands_in_the_address_and_is_restored_from_it(page: Page, served_site: str) -> None:
    page.goto(served_site + "quotations/")
    page.get_by_role("combobox", name="Speaker").select_option("Vladimir Putin")
    page.get_by_role("combobox", name="Wording").select_option("verbatim")
    page.wait_for_url("**/quotations/?speaker=Vladimir+Putin&fidelity=verbatim")
    asked = count(page)
    page.reload()
    expect(page.get_by_role("combobox", name="Speaker")).to_have_value("Vladimir Putin")
    assert count(page) == asked
    page.locator(".ar-filter [type=reset]").click()
    page.wait_for_url("**/quotations/")
    shown, total = count(page)
    assert shown == total
    expect(page.locator(".ar-filter [type=reset]")).to_be_hidden()
    expect(page.get_by_label("Words", exact=True)).to_be_focused()


def test_an_address_that_asks_for_what_is_not_there_shows_everything(page: Page, served_site: str) -> None:
    page.goto(served_site + "quotations/?speaker=Nobody&nothing=1")
    shown, total = count(page)
    assert shown == total > 0


def test_words_are_found_without_their_capitals_and_accents(page: Page, served_site: str) -> None:
    page.goto(served_site + "quotations/?words=JENCA")
    assert count(page)[0] > 0
    page.get_by_label("Words", exact=True).fill("no such words anywhere")
    expect(page.locator(".ar-count")).to_have_text(re.compile(r"None of \d+ quotations fits"))
    expect(page.locator(".md-content h2:visible")).to_have_count(0)


def test_rows_are_sorted_by_speaker_and_back(page: Page, served_site: str) -> None:
    page.goto(served_site + "quotations/")
    words = page.locator(QUOTATIONS).all_inner_texts()
    order = page.get_by_role("combobox", name="Order")
    order.select_option("speaker")
    speakers = page.locator(QUOTATIONS).locator(".ar-who b").all_inner_texts()
    assert speakers == page.evaluate("(names) => names.sort(new Intl.Collator('en').compare)", speakers)
    expect(page.locator(".md-content h2:visible")).to_have_count(0)
    order.select_option("latest")
    assert page.locator(QUOTATIONS).all_inner_texts() == words[::-1]
    order.select_option("")
    assert page.locator(QUOTATIONS).all_inner_texts() == words


def test_a_row_may_hold_several_values(page: Page, served_site: str) -> None:
    page.goto(served_site + "articles/")
    row = page.locator(".ar-articles > li[data-topic*='\\a ']").first
    one, other = (row.get_attribute("data-topic") or "").split("\n")[:2]
    for topic in (one, other):
        page.get_by_role("combobox", name="Topic").select_option(topic)
        expect(row).to_be_visible()


def test_without_scripts_everything_stands_there_and_no_form_promises_more(bare: Page, served_site: str) -> None:
    bare.goto(served_site + "quotations/")
    assert bare.locator(QUOTATIONS).count() == bare.locator(".ar-qlist > li").count() > 0
    assert bare.locator("form.ar-filter:visible").count() == 0
    bare.goto(served_site)
    assert bare.locator("form.ar-search:visible").count() == 0


def test_fields_and_buttons_are_large_enough_for_a_finger(page: Page, served_site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("", "quotations/?words=a", "articles/", "404.html"):
        page.goto(served_site + path)
        for field in page.locator(":is(.ar-filter, .ar-search) :is(input, select, button):visible, .ar-counts a").all():
            box = field.bounding_box()
            assert box is not None
            assert box["height"] >= 44, (path, field.evaluate("e => e.outerHTML"))


def test_the_start_page_hands_its_words_to_the_search(page: Page, served_site: str) -> None:
    page.goto(served_site)
    field = page.get_by_label("Search names, words, outlets")
    field.fill("Shoigu")
    field.press("Enter")
    page.wait_for_url("**/search/?q=Shoigu")
    expect(page.get_by_label("Words to search for")).to_have_value("Shoigu")
    expect(page.locator(".ar-hit").get_by_role("link", name="Sergei Shoigu", exact=True)).to_be_visible()


def test_an_address_that_leads_nowhere_offers_its_words_and_the_indexes(page: Page, served_site: str) -> None:
    page.route("**/sergey-shoigu/", lambda route: route.fulfill(response=page.request.get(served_site + "404.html")))
    page.goto(served_site + "sergey-shoigu/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No page stands at this address")
    field = page.get_by_label("Search names, words, outlets")
    expect(field).to_have_value("sergey shoigu")
    expect(page.locator(".ar-doors").get_by_role("link", name="Quotations")).to_be_visible()
    assert urlsplit(field.evaluate("e => e.form.action")).path == "/search/"


@pytest.mark.parametrize(
    ("index", "kind", "fields"),
    [
        ("quotations/", "Quotation", {"Speaker": "Vladimir Putin", "Wording": "altered"}),
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
    assert "q=" not in page.url
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
    expect(count).to_have_text(f"None of the {listed} names on this page fits")


@pytest.mark.parametrize(
    ("gone", "leads_to"),
    [
        ("people/vladimir-putin/with-3/", "people/vladimir-putin/#with"),
        ("people/vladimir-putin/with/?known=2024-12-31", "people/vladimir-putin/?known=2024-12-31#with"),
        ("gaps/index/not-archived-7/", "gaps/#not-archived"),
        ("people/vladimir-putin/nothing-2/", None),
        ("people/nobody-2/", None),
    ],
)
def test_the_address_of_a_page_that_continued_a_list_leads_to_the_list(
    page: Page, served_site: str, gone: str, leads_to: str | None
) -> None:
    nowhere = page.request.get(f"{served_site}404.html")
    page.route(served_site + gone, lambda route: route.fulfill(response=nowhere))
    page.goto(served_site + gone, wait_until="networkidle")
    assert page.url == served_site + (leads_to or gone)
    expect(page.locator("h1")).to_contain_text("No page stands" if leads_to is None else "")


def test_names_beyond_the_first_are_folded_and_hidden_as_known_on_a_day(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}people/vladimir-putin/")
    fold = page.locator("#with ~ div details.ar-rest").first
    fold.locator("summary").click()
    expect(fold.locator("li").last).to_be_visible()
    page.goto(f"{served_site}people/vladimir-putin/?known=2024-12-31")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("details.ar-rest:visible")).to_have_count(0)
