"""A reader asks the tables in SQL, in the browser, by a program that is loaded with the first question."""

import csv
import gzip
import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from generator import pipeline
from generator.exports import sql

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


def test_a_query_is_answered_as_a_table_and_as_csv_and_nothing_is_loaded_before(page: Page, served_kinds: str) -> None:
    archive = pipeline.read(ROOT / "tests" / "archives" / "small").archive
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served_kinds}data/sql/")
    field = page.get_by_label("Your query")
    expect(field).to_be_visible()
    assert not [url for url in asked if "sqlite" in url]
    field.fill("select id, words as '<b>' from quotations order by id")
    field.press("Control+Enter")
    number = len(archive.quotations)
    expect(page.locator(".ar-sql [role=status]")).to_have_text(f"{number} rows", timeout=30_000)
    expect(page.locator(".ar-sql__table tbody tr")).to_have_count(number)
    expect(page.locator(".ar-sql__table th").last).to_have_text("<b>")
    first = min(archive.quotations, key=lambda it: it.key)
    expect(page.locator(".ar-sql__table tbody td").first).to_have_text(first.key)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
    assert rows[0] == ["id", "<b>"]
    assert len(rows) == number + 1
    assert "sql=select" in page.url
    field.fill("select 1")
    field.press("Control+Enter")
    expect(page.locator(".ar-sql__table tbody tr")).to_have_count(1)
    page.go_back()
    expect(page.locator(".ar-sql__table tbody tr")).to_have_count(number)
    expect(field).to_have_value("select id, words as '<b>' from quotations order by id")
    page.go_back()
    expect(page.locator(".ar-sql__table")).to_have_count(0)
    expect(field).to_have_value("")
    assert all(url.startswith((served_kinds, "blob:")) for url in asked)
    found = Axe().run(page)
    assert not [it for it in found.response["violations"] if it["impact"] in ("serious", "critical")], (
        found.generate_report()
    )


def test_nothing_is_written_a_fault_is_said_and_a_name_is_asked_for(page: Page, served_kinds: str) -> None:
    page.goto(f"{served_kinds}data/sql/")
    said = page.locator(".ar-sql [role=status]")
    page.get_by_label("Your query").fill("delete from quotations")
    page.get_by_role("button", name="Ask").click()
    expect(said).to_contain_text("readonly", timeout=30_000)
    page.get_by_label("Your query").fill("select thing")
    page.get_by_role("button", name="Ask").click()
    expect(said).to_contain_text("no such column", timeout=30_000)
    page.get_by_role("link", name="Quotations with these words").click()
    expect(page.get_by_label(":words")).to_be_focused()
    page.get_by_label(":words").fill("held")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".ar-sql__table tbody tr").first).to_contain_text("held", ignore_case=True, timeout=30_000)


def test_a_query_without_an_end_can_be_stopped(page: Page, served_kinds: str) -> None:
    page.goto(f"{served_kinds}data/sql/")
    page.get_by_label("Your query").fill(
        "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    )
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".ar-sql [role=status]")).to_have_text("Stopped.")


def test_the_program_is_that_of_the_package_which_is_named() -> None:
    published = ROOT / ".ci/node_modules/@sqlite.org/sqlite-wasm/dist"
    if not published.is_dir():
        pytest.skip("that needs `npm ci --prefix .ci --ignore-scripts`")
    assert gzip.decompress(sql.SCRIPT.read_bytes()) == (published / "index.mjs").read_bytes()
    assert gzip.decompress(sql.PROGRAM.read_bytes()) == (published / "sqlite3.wasm").read_bytes()
