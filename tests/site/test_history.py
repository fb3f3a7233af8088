"""On a record's page a reader finds who altered what when, and sees the page as the archive stood on a day."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PERSON = "people/vladimir-putin"
DAY = "2026-11-25"
"""A day between the first commits of this archive's content and those after it."""


def test_the_history_of_a_record_comes_when_its_fold_is_opened(page: Page, served_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served_site}{PERSON}/")
    fold = page.locator(".ar-history")
    expect(fold).to_be_visible()
    assert not [it for it in asked if "/history" in it]
    fold.locator("summary").click()
    expect(fold.locator("li").last).to_contain_text("Added to the archive.")
    expect(fold.locator("li").last).to_contain_text("22 November 2026")
    page.goto(f"{served_site}articles/tass-peskov-fake-news/")
    fold.locator("summary").click()
    expect(fold.locator("dt", has_text="quotations.fake-news.fidelity")).to_be_visible()
    expect(fold.locator("dd").first).to_contain_text("Before")
    page.goto(f"{served_site}{PERSON}/?known=2025-05-01")
    expect(page.locator(".ar-head .ar-save")).to_be_visible()
    expect(fold).to_have_count(0)


def test_an_archive_without_a_history_says_so(page: Page, served_kinds: str) -> None:
    page.goto(f"{served_kinds}people/mira-okonjo/")
    fold = page.locator(".ar-history")
    fold.locator("summary").click()
    expect(fold).to_contain_text("This site was built without the history of its records")
    page.goto(f"{served_kinds}people/mira-okonjo/?archive=2026-11-25")
    expect(page.locator(".ar-then [role=status]")).to_contain_text("This site was built without the history")
    expect(page.locator("[data-added-since]")).to_have_count(0)


def test_a_page_is_shown_as_the_archive_stood_on_a_day(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}articles/tass-peskov-fake-news/?archive={DAY}")
    box = page.locator(".ar-then")
    expect(box).to_contain_text("What the archive said on 25 November 2026")
    expect(page.locator("details.ar-said .ar-new").first).to_have_text("altered since")
    box.locator("details > summary").click()
    expect(box.locator("dt", has_text="quotations.fake-news.fidelity")).to_be_visible()
    expect(box.locator("dd", has_text="translation")).to_contain_text("Then")
    expect(page.locator(f".md-content a[href*='/people/'][href*='archive={DAY}']").first).to_be_attached()
    box.get_by_role("button", name="Show the archive of today").click()
    expect(page).to_have_url(re.compile(r"/tass-peskov-fake-news/$"))
    expect(page.locator(".ar-history")).to_be_visible()
    expect(box).to_have_count(0)


def test_what_was_added_since_that_day_is_hidden(page: Page, served_site: str) -> None:
    later = "claims/any-dprk-deployment-breaches-international-law"
    page.goto(f"{served_site}claims/?archive={DAY}")
    expect(page.locator(".ar-then")).to_contain_text("were added since, and are hidden.")
    expect(page.locator(f".md-content a[href*='{later}/']").first).to_be_attached()
    expect(page.locator(f".md-content .ar-entry a[href*='{later}/']").first).to_be_hidden()
    page.goto(f"{served_site}{later}/?archive={DAY}")
    expect(page.locator(".ar-then")).to_contain_text("was not in the archive on 25 November 2026. It was added on 29")
    expect(page.locator(".md-content section:visible")).to_have_count(1)


def test_before_it_began_the_archive_said_nothing(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}claims/?archive=2020-01-01")
    expect(page.locator(".ar-then")).to_contain_text("The archive began on 22 November 2026.")
    expect(page.locator(".md-content li:visible")).to_have_count(0)
    page.goto(f"{served_site}claims/?archive=tomorrow")
    expect(page.locator(".ar-then")).to_contain_text("This is not a day: tomorrow")
