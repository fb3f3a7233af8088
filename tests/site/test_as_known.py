"""As known on a day: later publications are hidden on every page, and the day is in the address and in every link."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SENT = "claims/dprk-soldiers-sent-to-russia/"


def test_what_was_published_later_is_hidden_and_comes_back(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}{SENT}?known=2024-12-31")
    expect(page.get_by_role("status").filter(has_text="had been published by 31 December 2024")).to_be_visible()
    page.get_by_text("All stances in one table").click()
    later = page.locator(".ar-stands, .ar-grid").get_by_role("link", name="Joint Chiefs of Staff")
    expect(page.locator(".ar-stands > li", has_text="Kyrylo Budanov")).to_be_visible()
    expect(page.locator(".ar-lead")).to_be_hidden()
    expect(later.first).to_be_hidden()
    expect(later.last).to_be_hidden()
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".ar-lead")).to_be_visible()
    expect(later.first).to_be_visible()
    expect(later.last).to_be_visible()
    expect(page).not_to_have_url(f"{served_site}{SENT}?known=2024-12-31")


def test_a_reader_is_told_that_an_address_names_no_day(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}articles/?known=1%20May")
    expect(
        page.get_by_role("status").filter(has_text="since “1 May” is not a day written like 2024-12-31")
    ).to_be_visible()
    expect(page.locator("[data-later]")).to_have_count(0)


def test_the_picture_shows_what_was_known_and_comes_back(page: Page, served_site: str) -> None:
    """Of the marks those that had been published, of the line nothing before both of its ends had been."""
    page.goto(f"{served_site}{SENT}?known=2024-12-31")
    picture = page.locator(".ar-turn__wide")
    expect(picture).to_be_visible()
    expect(picture.locator(".path")).to_be_hidden()
    shown = picture.locator("g:has(> title)").filter(visible=True).count()
    expect(picture.locator("text", has_text="days")).to_be_hidden()
    page.get_by_role("button", name="Show everything").click()
    expect(picture.locator(".path")).to_be_visible()
    assert 0 < shown < picture.locator("g:has(> title)").filter(visible=True).count()


def test_the_status_counts_what_is_shown_and_says_nothing_of_how_much_came_later(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}{SENT}?known=2024-10-26")
    status = page.get_by_role("status").filter(has_text="26 October 2024")
    shown = page.locator(".ar-stands > li[id]").filter(visible=True).count()
    assert shown > 1
    expect(status).to_have_text(
        re.compile(rf"^{shown} stances had been published by 26 October 2024\. Anything published later")
    )
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator("html.ar-asknown")).to_have_count(0)
    assert page.locator(".ar-stands > li[id]").filter(visible=True).count() > shown


def test_the_day_that_is_chosen_stands_in_the_address_and_its_cells_count_again(page: Page, served_site: str) -> None:
    page.goto(served_site + SENT)
    page.get_by_text("What was known by a certain day").click()
    page.get_by_text("All stances in one table").click()
    cell = page.locator(".ar-grid tr", has_text="Antony Blinken").locator(".ar-times")
    expect(cell).to_have_text(" · 2×")
    page.get_by_label("Show what was known by").fill("2024-11-01")
    expect(page).to_have_url(f"{served_site}{SENT}?known=2024-11-01")
    expect(cell).to_have_text("")


def test_a_month_without_anything_has_no_column(page: Page, served_site: str) -> None:
    page.goto(served_site + SENT)
    page.get_by_text("What was known by a certain day").click()
    page.get_by_text("All stances in one table").click()
    heads = page.locator(".ar-grid thead th").filter(visible=True)
    expect(heads.first).to_be_visible()
    whole = heads.count()
    page.get_by_label("Show what was known by").fill("2024-11-01")
    expect(page.locator(".ar-grid thead th", has_text="2025").filter(visible=True)).to_have_count(0)
    assert 1 < heads.count() < whole
    columns = page.locator(".ar-grid thead tr").evaluate(
        "row => [...row.cells].filter(c => c.checkVisibility()).length"
    )
    for row in page.locator(".ar-grid tbody tr:not([data-later])").all():
        assert (
            row.evaluate("row => [...row.cells].reduce((n, c) => n + (c.checkVisibility() ? c.colSpan : 0), 0)")
            <= columns
        )


def test_links_carry_the_day_on_and_lead_back_without_it(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}{SENT}?known=2024-11-01")
    page.locator(".ar-stands__src a[href*='/articles/']").filter(visible=True).first.click()
    expect(page).to_have_url(re.compile(r"/articles/[^?]*\?known=2024-11-01"))
    expect(page.get_by_role("status").filter(has_text="What was known by 1 November 2024")).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    page.locator(".md-tabs a", has_text="Quotations").click()
    expect(page).to_have_url(f"{served_site}quotations/")


def test_a_page_of_a_record_that_came_later_says_only_that_it_was_not_published_yet(
    page: Page, served_site: str
) -> None:
    page.goto(f"{served_site}articles/crbc-news-prisoners-letter/?known=2025-05-09")
    expect(page.get_by_role("status").filter(has_text="Not published yet on 9 May 2025")).to_be_visible()
    expect(page).to_have_title(re.compile("^Not published yet on 9 May 2025"))
    expect(page.locator(".md-content__inner h1")).to_be_hidden()
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".md-content__inner h1")).to_be_visible()
    expect(page).to_have_title(re.compile("^North Korean POWs"))


def test_without_scripts_everything_is_shown(bare: Page, served_site: str) -> None:
    bare.goto(f"{served_site}{SENT}?known=2024-11-01")
    expect(bare.locator(".ar-known")).to_be_hidden()
    expect(bare.locator(".ar-stands > li", has_text="Kyrylo Budanov")).to_be_visible()
    expect(bare.locator(".ar-lead")).to_be_visible()
    expect(bare.get_by_text("What was known by a certain day")).to_be_hidden()


def test_the_search_finds_only_what_was_published_by_the_day(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}search/?q=death+sentence&kind=Article&known=2026-06-01")
    expect(page.locator(".ar-hits a", has_text="North Korean POWs")).to_have_count(1)
    expect(page.locator(".ar-hits a").first).to_have_attribute("href", re.compile(r"known=2026-06-01"))
    page.goto(f"{served_site}search/?q=death+sentence&kind=Article&known=2025-05-09")
    expect(page.locator("[data-search] [role=status]")).to_have_text(re.compile("result|Nothing found"))
    expect(page.locator(".ar-hits a", has_text="North Korean POWs")).to_have_count(0)


def test_a_card_that_looks_ahead_shows_nothing_that_came_later(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}articles/?known=2024-11-01")
    page.locator("details.ar-group:visible > summary").first.click()
    page.locator(".ar-articles a[href*='/articles/']").filter(visible=True).first.hover()
    card = page.locator("#ar-preview")
    expect(card).to_be_visible()
    expect(card).not_to_contain_text("2025")


def test_a_sentence_is_compared_with_what_was_known_and_without_what_was_found_of_it(
    page: Page, served_site: str
) -> None:
    asked = quote(
        "We will always honor them alongside our Russian comrades who gave their lives for our shared freedom"
    )
    page.goto(f"{served_site}check/?known=2025-04-29#q={asked}")
    answer = page.locator(".ar-checked")
    expect(answer.locator("h2.ar-answer")).to_contain_text("Vladimir Putin")
    expect(page.get_by_label("Your sentence")).to_be_visible()
    assert re.findall(r"altered|faithful translation|editor|20(?:2[6-9]|25 at)", answer.inner_text()) == []
    page.get_by_role("button", name="Show everything").click()
    expect(answer).to_contain_text("faithful translation")
    expect(answer.get_by_role("link", name="The article that prints it")).not_to_have_attribute(
        "href", re.compile("known=")
    )
    page.goto(f"{served_site}check/?known=2024-01-01#q={asked}")
    expect(page.locator(".ar-none")).to_contain_text("Not in this archive.")
    expect(page.locator(".ar-none")).not_to_contain_text("versions of what was said")


@pytest.mark.parametrize(
    "path", ["search/?q=bravery&kind=Quotation", "table/?of=articles&by=outlet&and=published-year"]
)
def test_what_scripts_draw_follows_at_once_when_everything_is_shown(page: Page, served_site: str, path: str) -> None:
    page.goto(f"{served_site}{path}&known=2024-12-31")
    drawn = page.locator(".ar-hits a, .ar-crossed__table td a")
    expect(page.locator(":is([data-search], [data-crossed]) [role=status]").first).to_have_text(
        re.compile("article|Nothing found")
    )
    expect(page.locator(".ar-hits a, .ar-crossed__table th", has_text="2025")).to_have_count(0)
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".ar-hits > li, .ar-crossed__table th", has_text="2025").first).to_be_visible()
    expect(drawn.first).not_to_have_attribute("href", re.compile("known="))
