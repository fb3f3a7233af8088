"""As known on a day: what was published later is hidden, and the day stands in the address."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SENT = "propositions/dprk-soldiers-sent-to-russia/"


def test_what_was_published_later_is_hidden_and_comes_back(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}{SENT}?known=2024-12-31")
    expect(page.get_by_role("status").filter(has_text="had been published by 31 December 2024")).to_be_visible()
    expect(page.locator("#reversals ~ * .ar-turned")).to_be_hidden()
    expect(page.get_by_text("Neither end of a reversal is known by then")).to_be_visible()
    expect(page.locator("#published-2024-10")).to_be_visible()
    expect(page.locator("#published-2025-04")).to_be_hidden()
    expect(page.locator(".ar-grid").get_by_role("link", name="Joint Chiefs of Staff")).to_be_hidden()
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator("#reversals ~ * .ar-turned")).to_be_visible()
    expect(page.locator("#published-2025-04")).to_be_visible()
    expect(page).not_to_have_url(f"{served_site}{SENT}?known=2024-12-31")


def test_the_day_that_is_chosen_stands_in_the_address_and_its_cells_count_again(page: Page, served_site: str) -> None:
    page.goto(served_site + SENT)
    cell = page.locator(".ar-grid tr", has_text="Antony Blinken").locator(".ar-times")
    expect(cell).to_have_text(" · 2×")
    page.get_by_label("As known on").fill("2024-11-01")
    expect(page).to_have_url(f"{served_site}{SENT}?known=2024-11-01")
    expect(cell).to_have_text("")


def test_without_scripts_everything_is_shown_by_month_of_publication(browser: Browser, served_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served_site + SENT)
    expect(page.locator(".ar-known")).to_be_hidden()
    expect(page.locator("#published-2024-10")).to_be_visible()
    expect(page.locator("#published-2025-04")).to_be_visible()
    context.close()
