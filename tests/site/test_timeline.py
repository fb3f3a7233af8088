"""The timeline and an event, as a reader's browser has them."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
ENTRIES = ".ar-lane > ul > li"
SEEN = "all => all.filter(one => one.querySelector('.ar-month:not([hidden])')).length"


def filters(page: Page) -> None:
    """Unfold the filters."""
    page.locator(".ar-siftfold > summary").click()
    expect(page.locator(".ar-siftfold")).to_have_attribute("open", "")


def unfolded(page: Page) -> None:
    """Unfold every month, as no reader can."""
    page.locator(".ar-month").evaluate_all("all => all.forEach((one) => { one.name = ''; one.open = true; })")


@pytest.fixture
def event(page: Page, served_site: str) -> str:
    """The address of an event that the archive holds."""
    page.goto(f"{served_site}events/")
    found = page.locator(".ar-events a").first
    return str(found.evaluate("a => a.href")).removeprefix(served_site)


def test_one_clock_can_be_looked_at_alone_and_the_address_says_so(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}timeline/")
    filters(page)
    page.get_by_label("Happened, said or published").select_option("happened")
    expect(page).to_have_url(re.compile(r"\?clock=happened$"))
    unfolded(page)
    assert page.locator(f"{ENTRIES}:visible").count() == page.locator('[data-clock="happened"]').count()
    assert page.locator(".ar-lane[data-lane=said]:visible").count() == 0
    assert page.locator(".ar-day:visible").evaluate_all("days => days.every(day => day.innerText.includes('\\n'))")
    assert page.locator(".ar-day:visible:not(:has(.ar-lane:visible))").count() == 0


def test_a_month_of_which_nothing_is_left_is_gone_with_its_heading(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}timeline/")
    filters(page)
    months, years = page.locator(".ar-month:visible").count(), page.locator("h2:visible").count()
    one = page.locator('[data-clock="happened"] > a').first.text_content() or ""
    page.get_by_label("Words", exact=True).fill(one)
    expect(page.locator(".ar-count")).to_contain_text(" of ")
    assert 0 < page.locator(".ar-month:visible").count() < months
    assert 0 < page.locator("h2:visible").count() <= years
    assert page.locator("h2:visible").count() == page.locator(".ar-months:visible").evaluate_all(SEEN)


def test_what_a_filter_finds_is_unfolded_and_folds_again(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}timeline/")
    filters(page)
    assert page.locator(f"{ENTRIES}:visible").count() == 0
    page.get_by_label("Words", exact=True).fill(page.locator('[data-clock="happened"] > a').first.text_content() or "")
    expect(page.locator(f"{ENTRIES}:visible").first).to_be_visible()
    assert page.locator(f"{ENTRIES}:visible").count() == page.locator(f"{ENTRIES}:not([hidden])").count()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(f"{ENTRIES}:visible")).to_have_count(0)
    page.locator(".ar-month > summary").first.click()
    expect(page.locator(f"{ENTRIES}:visible").first).to_be_visible()
    page.locator(".ar-month > summary").nth(1).click()
    expect(page.locator(".ar-month[open]")).to_have_count(1)  # one at a time


def test_a_link_to_a_month_unfolds_it(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}timeline/")
    anchor = page.locator(".ar-month > div").last.get_attribute("id")
    page.goto(f"{served_site}timeline/#{anchor}")
    page.reload()
    expect(page.locator(".ar-month[open] > div")).to_have_attribute("id", str(anchor))


def test_a_day_and_a_filter_hold_together(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}timeline/")
    days = page.locator(ENTRIES).evaluate_all("rows => rows.map(row => row.dataset.published).filter(Boolean).sort()")
    day = days[len(days) // 2]
    page.goto(f"{served_site}timeline/?known={day}&clock=said")
    expect(page.locator("html")).to_have_class(re.compile("ar-asknown"))
    expect(page.locator("form.ar-known")).to_be_visible()  # unfolded, since a day is asked for
    expect(page.locator("h1")).to_have_text("Timeline")  # which months have most was not known yet
    unfolded(page)
    shown = page.locator(f"{ENTRIES}:visible")
    found = shown.evaluate_all("rows => rows.map(row => [row.dataset.clock, row.dataset.published])")
    assert found
    assert all(clock == "said" and published and published <= day for clock, published in found)
    expect(page.locator("form.ar-filter")).to_be_hidden()  # it offers what was not known yet
    expect(page.locator(".ar-clocks:visible")).to_have_count(0)  # it shows what was not known yet


def test_without_scripts_everything_stands_in_its_lane(bare: Page, served_site: str) -> None:
    bare.goto(f"{served_site}timeline/")
    assert bare.locator("form.ar-filter:visible, .ar-siftfold:visible, .ar-knownfold:visible").count() == 0
    bare.locator(".ar-month > summary").last.click()
    last = bare.locator(".ar-month").last.locator(ENTRIES)
    expect(last.first).to_be_visible()
    assert 0 < last.count() == bare.locator(f"{ENTRIES}:visible").count()
