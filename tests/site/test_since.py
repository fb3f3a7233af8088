"""A returning reader is told what is new since the last visit, or since a day in the address; others load nothing for
it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.in_browser import until

pytestmark = pytest.mark.browser

PERSON = "people/vladimir-putin"


def test_a_second_visit_tells_what_is_new_until_the_visits_are_forgotten(page: Page, served_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served_site}{PERSON}/")
    expect(page.locator(".ar-head .ar-save")).to_be_visible()
    expect(page.locator(".ar-since")).to_have_count(0)
    assert not [it for it in asked if "/since" in it]
    page.evaluate(f"localStorage.setItem('visit / {PERSON}', '2020-01-02 ')")
    page.reload()
    box = page.locator(".ar-since")
    expect(box).to_contain_text("Added since your visit on 2 January 2020:")
    expect(box).to_contain_text("The record itself was added on")
    expect(page.locator(".md-content .ar-new").first).to_have_text("new")
    assert not page.locator("blockquote .ar-new, q .ar-new").count()
    box.locator("summary").click()
    expect(box.locator("li a").first).to_be_visible()
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()
    page.reload()  # all visits on one day show the same
    expect(box).to_contain_text("since your visit on 2 January 2020")
    page.get_by_role("button", name="Forget my visits").click()
    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('visit '))")


def test_a_day_in_the_address_is_asked_of_any_record_but_not_of_an_earlier_state(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}{PERSON}/?since=9998-01-01")
    box = page.locator(".ar-since")
    expect(box).to_contain_text("Nothing was added or corrected since 1 January 9998.")
    page.get_by_label("What is new since").fill("2020-01-01")
    expect(box).to_contain_text("Added since 1 January 2020:")
    expect(page).to_have_url(re.compile(r"\?since=2020-01-01$"))
    page.goto(f"{served_site}{PERSON}/?since=2020-01-01&known=2025-05-01")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(box).to_have_count(0)


def test_an_archive_without_a_history_tells_nothing(page: Page, served_kinds: str) -> None:
    with page.expect_response("**/changes/since.json"):
        page.goto(f"{served_kinds}people/mira-okonjo/?since=2020-01-01")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".ar-since")).to_have_count(0)


def test_a_search_tells_what_is_new_and_shows_only_that(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}search/?q=Putin")
    expect(page.locator("[data-search] [role=status]")).to_contain_text("result")
    expect(page.locator(".ar-find__new")).to_be_empty()
    page.evaluate("localStorage.setItem('visit / search/?q=Putin', '2020-01-02 ')")
    page.reload()
    expect(page.locator(".ar-find__new")).to_contain_text(
        "were added or corrected since your search on 2 January 2020."
    )
    expect(page.locator(".ar-hits .ar-new").first).to_have_text("new")
    page.get_by_role("button", name="Show only these").click()
    expect(page.get_by_role("button", name="Remove new or corrected since 2020-01-02")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=Putin&since=2020-01-02$"))
    page.goto(f"{served_site}search/?since=9998-01-01")
    expect(page.locator("[data-search] [role=status]")).to_have_text("Nothing found")
