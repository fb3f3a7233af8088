"""A reader counts what the archive has by two of its fields, and opens what a number counts."""

import csv
import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from generator import pipeline

pytestmark = pytest.mark.browser


def test_a_number_leads_to_what_it_counts_and_the_address_keeps_all_of_it(
    page: Page, served_site: str, real_archive: Path
) -> None:
    quotations = pipeline.read(real_archive).archive.quotations
    page.goto(f"{served_site}table/")
    expect(page.locator(".ar-count[role=status]")).to_have_text(f"{len(quotations)} quotations")
    page.get_by_label("A column for each").select_option("finding")
    altered = [
        it
        for it in quotations
        if it.said_by and it.said_by.id == "vladimir-putin" and it.quotation.fidelity == "altered"
    ]
    cell = page.get_by_role("link", name=f"Vladimir Putin, altered: {len(altered)} quotations")
    cell.press("Enter")
    expect(page.get_by_role("heading", name="Vladimir Putin · altered")).to_be_focused()
    expect(page.locator("[data-list] > li")).to_have_count(len(altered))
    expect(page).to_have_url(re.compile("by=speaker&and=finding&.*cell=vladimir-putin%2Caltered"))
    page.get_by_label("plot").check()
    page.get_by_role("button", name="Swap rows and columns").click()
    expect(page.locator("thead th[data-corner]")).to_have_text("Finding")
    expect(page.locator("[data-list] > li")).to_have_count(len(altered))
    page.go_back()
    expect(page.locator("thead th[data-corner]")).to_have_text("Speaker")
    page.locator("[data-list] a").first.click()
    expect(page.locator(":target")).to_have_count(1)


def test_the_file_has_what_is_shown_and_says_what_was_counted_and_of_which_day(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}table/?of=stances&by=country&and=stance")
    with page.expect_download() as download:
        page.locator(".ar-crossed__copy").get_by_role("button", name="CSV", exact=True).click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
    heads = page.locator(".ar-crossed__table thead th").all_inner_texts()
    assert rows[0][1:] == heads[1:]
    assert rows[0][0].startswith("Country of who says so / Stance; ")
    assert [row[0] for row in rows[1:]] == page.locator("tbody th").all_inner_texts()
    assert [row[-1] for row in rows[1:]] == page.locator("tbody td:last-child").all_inner_texts()
    assert download.value.suggested_filename.startswith("table")


def test_as_known_on_a_day_nothing_later_is_counted(page: Page, served_site: str, real_archive: Path) -> None:
    page.goto(f"{served_site}table/?of=articles&by=outlet&and=published-month&known=2024-12-31")
    archive = pipeline.read(real_archive).archive
    heads = page.locator(".ar-crossed__table thead th")
    expect(heads.last).to_have_text("all")
    assert not [head for head in heads.all_inner_texts() if "2025" in head]
    early = [
        a
        for a in archive.articles
        if a.published and a.published.edtf.latest and a.published.edtf.latest.iso <= "2024-12-31"
    ]
    assert 0 < int(page.locator(".ar-count[role=status]").inner_text().split()[0]) <= len(early)
    page.goto(f"{served_site}table/?by=outlet&and=finding&known=2024-12-31")
    expect(page.locator(".ar-count[role=status]")).to_contain_text("Finding: editors may have found this after")
    expect(page.locator(".ar-crossed__table")).to_have_count(0)


def test_an_open_cell_is_accessible_on_a_phone_and_the_table_scrolls_within_itself(
    page: Page, served_site: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served_site}table/?cell=vladimir-putin,_all&as=plot")
    expect(page.locator("[data-list] > li").first).to_be_visible()
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    before = page.locator("tbody th").first.bounding_box()
    page.locator("[data-table]").evaluate("box => box.scrollBy(300, 0)")
    assert page.locator("tbody th").first.bounding_box() == before
