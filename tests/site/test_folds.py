"""Quotations in two or three lines: what opens them, what they show when shut, and what paper shows of them."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "articles/heroic-flood/"
OPEN = "details.ar-said[open]"
LONG = """words => { words.firstElementChild.textContent = "word ".repeat(400); return words.clientHeight }"""


def test_quotations_are_shut_until_one_is_opened_and_then_it_alone_is_open(page: Page, served_kinds: str) -> None:
    page.goto(served_kinds + ARTICLE)
    expect(page.locator(OPEN)).to_have_count(0)
    cards = page.locator("details.ar-said")
    for one in (0, 1):
        cards.nth(one).locator("summary").click()
        expect(page.locator(OPEN)).to_have_count(1)
        expect(cards.nth(one).locator(".ar-steps")).to_be_visible()


def test_the_address_of_a_quotation_opens_it(page: Page, served_kinds: str) -> None:
    page.goto(served_kinds + ARTICLE + "#q-rtl")
    expect(page.locator(f"{OPEN}:has(#q-rtl)")).to_be_in_viewport()
    page.evaluate("location.hash = '#q-it-held'")
    expect(page.locator(f"{OPEN}:has(#q-it-held)")).to_be_in_viewport()


def test_it_opens_without_scripts_too(bare: Page, served_kinds: str) -> None:
    bare.goto(served_kinds + ARTICLE + "#q-rtl")
    expect(bare.locator(f"{OPEN}:has(#q-rtl) .ar-steps")).to_be_visible()


def test_the_address_of_what_is_folded_below_opens_its_fold(page: Page, served_kinds: str) -> None:
    page.goto(served_kinds + ARTICLE + "#cite")
    expect(page.locator("#cite")).to_be_in_viewport()


def test_a_script_opens_what_a_browser_does_not(page: Page, served_kinds: str) -> None:
    page.goto(served_kinds + ARTICLE)
    # As a browser does that knows of no folds to open: the address changes, and nothing else.
    page.evaluate("history.pushState(null, '', '#q-rtl'); dispatchEvent(new HashChangeEvent('hashchange'))")
    expect(page.locator(f"{OPEN}:has(#q-rtl)")).to_be_in_viewport()


def test_a_shut_quotation_takes_three_lines_at_most_and_an_open_one_all(page: Page, served_kinds: str) -> None:
    page.goto(served_kinds + ARTICLE)
    words = page.locator("details.ar-said .ar-said__words").first
    line = words.evaluate("words => parseFloat(getComputedStyle(words).lineHeight)")
    assert words.evaluate(LONG) <= 3 * line + 2
    page.locator("details.ar-said > summary").first.click()
    expect(page.locator(OPEN)).to_have_count(1)
    assert words.evaluate("words => words.clientHeight") > 6 * line


def test_paper_shows_every_quotation_whole(page: Page, served_kinds: str) -> None:
    page.goto(served_kinds + ARTICLE)
    page.emulate_media(media="print")
    for steps in page.locator("details.ar-said .ar-steps").all():
        expect(steps).to_be_visible()
    words = page.locator("details.ar-said .ar-said__words").first
    line = words.evaluate("words => parseFloat(getComputedStyle(words).lineHeight)")
    assert words.evaluate(LONG) > 6 * line
