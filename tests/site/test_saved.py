"""A reader saves records in the browser, with tags and notes, finds them on one page, and takes them along as a file."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import at_night

pytestmark = pytest.mark.browser

PERSON = "people/mira-okonjo/"
ARTICLE = "articles/heroic-flood/"


def save_some(page: Page, site: str) -> None:
    page.goto(site + PERSON)
    page.locator(".ar-head").get_by_role("button", name="Save").click()
    page.get_by_label("Tags, with commas between them").fill("dam, to cite")
    page.get_by_label("Note").fill("<b>Ask</b> her.")
    page.goto(site + ARTICLE)
    page.locator("details.ar-said > summary").first.click()
    saved = page.locator("details.ar-said").first.locator(".ar-save")
    saved.click()
    expect(saved).to_have_text("Saved")  # as a reader sees before leaving


def test_what_is_saved_stands_on_one_page_and_goes_out_and_in_as_a_file(
    page: Page, served_kinds: str, tmp_path: Path
) -> None:
    save_some(page, served_kinds)
    page.goto(served_kinds + PERSON)
    expect(page.locator(".ar-head .ar-save")).to_have_text("Saved")
    page.goto(f"{served_kinds}saved/?tag=dam")
    status = page.locator("[data-saved] [role=status]")
    expect(status).to_have_text("1 of 2 saved records")
    expect(page.locator(".ar-saved__list")).to_contain_text("<b>Ask</b> her.")
    page.get_by_label("Tag", exact=True).select_option("")
    expect(page.locator(".ar-saved__list blockquote")).to_be_visible()
    with page.expect_download() as came:
        page.get_by_role("button", name="As a file to keep").click()
    kept = tmp_path / "saved.json"
    came.value.save_as(kept)
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("[data-list]")).to_contain_text("Nothing is saved yet.")
    broken = tmp_path / "broken.json"
    broken.write_text(kept.read_text("utf-8").replace('"note": ""', '"note": 5'), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(broken)
    expect(status).to_contain_text("look at “note”. Nothing was taken from it.")
    page.locator("input[type=file]").set_input_files(kept)
    expect(status).to_have_text("2 added, and 0 joined with what was saved here.")
    expect(page.locator(".ar-saved__list > li")).to_have_count(2)
    page.locator(".ar-saved__list").get_by_role("link").first.click()  # no page is reloaded
    expect(page.locator("[data-saved]")).to_have_count(0)
    page.go_back()
    expect(page.locator(".ar-saved__ways")).to_have_css("display", "flex")


def test_a_record_that_is_a_row_of_its_index_is_saved_there(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}places/#row-chongjin")
    row = page.locator("#row-chongjin")
    row.get_by_role("button", name="Save").click()
    expect(row.locator(".ar-save")).to_have_text("Saved")
    row.get_by_label("Note").fill("Where they met.")
    page.goto(f"{served_site}saved/")
    entry = page.locator(".ar-saved__list > li")
    expect(entry).to_contain_text("Where they met.")
    link = entry.get_by_role("link", name="Chongjin", exact=True)
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("#row-chongjin .ar-save")).to_be_in_viewport()
    expect(page.locator("#row-chongjin .ar-save")).to_have_text("Saved")


def test_what_is_gone_or_moved_or_of_later_is_told(page: Page, served_kinds: str) -> None:
    save_some(page, served_kinds)
    gone = {
        "title": "A lost page",
        "tags": [],
        "note": "",
        "saved": "2026-01-01T00:00Z",
        "changed": "2026-01-01T00:00Z",
    }
    page.evaluate("text => localStorage.setItem('saved / people/lost', text)", json.dumps(gone))
    page.evaluate(
        "localStorage.setItem('saved / people/mira-weir', localStorage.getItem('saved / people/mira-okonjo'))"
    )
    page.goto(f"{served_kinds}saved/")
    expect(page.locator(".ar-saved__list a[href$='/people/mira-okonjo/']")).to_have_count(2)  # one by her former id
    page.evaluate("localStorage.removeItem('saved / people/mira-weir')")
    page.reload()
    expect(page.locator(".ar-saved__list > .ar-saved__lost")).to_contain_text("This is no longer in the archive.")
    expect(page.locator(".ar-saved__list > .ar-saved__lost a")).to_have_count(0)
    page.locator(".ar-saved__list > .ar-saved__lost summary").click()
    page.get_by_role("button", name="Remove from saved").click()
    expect(page.locator(".ar-saved__list > li")).to_have_count(2)
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".ar-saved__list > li")).to_have_count(3)
    page.goto(f"{served_kinds}saved/?known=1900-01-01")
    expect(page.locator("[data-saved]")).to_contain_text("3 saved records were not known by the chosen day.")
    expect(page.locator(".ar-saved__list > li")).to_have_count(0)


@pytest.mark.parametrize("width", [390, *at_night(1366)])
def test_the_page_and_the_form_are_accessible_and_fit(page: Page, served_kinds: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    save_some(page, served_kinds)
    for path in (None, "saved/"):
        if path:
            page.goto(served_kinds + path)
            page.locator(".ar-saved__list summary").first.click()
        expect(page.get_by_label("Note")).to_be_visible()
        found = Axe().run(page)
        assert not found.violations_count, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
