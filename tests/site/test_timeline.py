"""The timeline and an event, as a reader's browser has them."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
ENTRIES = ".ar-lane > ul > li"


@pytest.fixture
def event(page: Page, served_site: str) -> str:
    """The address of an event that the archive holds."""
    page.goto(f"{served_site}events/")
    found = page.locator(".ar-events a").first
    return str(found.evaluate("a => a.href")).removeprefix(served_site)


def test_one_clock_can_be_looked_at_alone_and_the_address_says_so(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}timeline/")
    page.get_by_label("Clock").select_option("happened")
    expect(page).to_have_url(re.compile(r"\?clock=happened$"))
    assert page.locator(f"{ENTRIES}:visible").count() == page.locator('[data-clock="happened"]').count()
    assert page.locator(".ar-lane[data-lane=said]:visible").count() == 0
    assert page.locator(".ar-day:visible").evaluate_all("days => days.every(day => day.innerText.includes('\\n'))")
    assert page.locator(".ar-day:visible:not(:has(.ar-lane:visible))").count() == 0


def test_a_month_of_which_nothing_is_left_is_gone_with_its_heading(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}timeline/")
    months = page.locator("h2:visible").count()
    one = page.locator('[data-clock="happened"] > a').first.inner_text()
    page.get_by_label("Words", exact=True).fill(one)
    expect(page.locator(".ar-count")).to_contain_text(" of ")
    assert 0 < page.locator("h2:visible").count() < months
    assert page.locator("h2:visible").count() == page.locator(".ar-time:visible").count()


def test_a_day_and_a_filter_hold_together(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}timeline/")
    days = page.locator(ENTRIES).evaluate_all("rows => rows.map(row => row.dataset.published).filter(Boolean).sort()")
    day = days[len(days) // 2]
    page.goto(f"{served_site}timeline/?known={day}&clock=said")
    expect(page.locator("html")).to_have_class(re.compile("ar-asknown"))
    shown = page.locator(f"{ENTRIES}:visible")
    found = shown.evaluate_all("rows => rows.map(row => [row.dataset.clock, row.dataset.published])")
    assert found
    assert all(clock == "said" and published and published <= day for clock, published in found)
    expect(page.locator("form.ar-filter")).to_be_hidden()  # it offers what was not known yet
    expect(page.locator(".ar-strip:visible")).to_have_count(0)  # it shows what was not known yet


def test_without_scripts_everything_stands_in_its_lane(bare: Page, served_site: str) -> None:
    bare.goto(f"{served_site}timeline/")
    assert bare.locator("form.ar-filter:visible").count() == 0
    assert bare.locator(f"{ENTRIES}:visible").count() == bare.locator(ENTRIES).count() > 0
