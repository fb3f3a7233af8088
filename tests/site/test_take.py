"""A list can be downloaded: its rows as filtered and sorted, and their articles."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import bibliography

pytestmark = pytest.mark.browser


def take(page: Page, form: str) -> str:
    """The text of the file that a button hands over."""
    with page.expect_download() as handed:
        page.locator(".ar-handed:visible").first.get_by_role("button", name=form).click()
    return Path(handed.value.path()).read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "kind", "rows"),
    [
        ("quotations/", "quotation", ".ar-saids > details"),
        ("articles/", "article", ".ar-articles > li"),
        ("sources/", "article", ".ar-sources > li"),
        ("timeline/", None, ".ar-lane > ul > li"),
        ("figures/dprk-troops-deployed/", "estimate", ".ar-estimates .ar-carriers > li"),
    ],
)
def test_every_row_is_in_the_file_and_every_article_in_the_bibliography(
    page: Page, served_site: str, path: str, kind: str | None, rows: str
) -> None:
    page.goto(served_site + path)
    found = json.loads(take(page, "JSON"))
    shown = page.locator(rows).count()
    assert len(found["rows"]) == shown > 10
    assert found["address"] == page.url
    assert all(row["address"].startswith(served_site) and row["kind"] for row in found["rows"])
    assert kind is None or {row["kind"] for row in found["rows"]} == {kind}
    cited = {entry["ID"] for entry in bibliography.read(take(page, "BibTeX"))}
    named = {
        row["address"].removeprefix(served_site).split("/")[1]
        for row in found["rows"]
        if "/articles/" in row["address"]
    }
    assert named <= cited


def test_what_a_filter_hides_is_not_in_the_file_and_the_filter_is_named(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}articles/")
    page.get_by_label("Outlet").select_option("TASS")
    expect(page).to_have_url(re.compile("outlet=TASS"))
    expect(page.locator(".ar-count[role=status]")).to_contain_text(" of ")
    expect(page).to_have_url(re.compile("[?]outlet="))  # which the file names
    table = [*csv.DictReader(io.StringIO(take(page, "CSV")))]
    shown = page.locator(".ar-articles > li:not([hidden]) .ar-entry").all_text_contents()
    assert [row["title"] for row in table] == [title.strip() for title in shown]
    assert {row["outlet"] for row in table} == {"TASS"}
    assert {row["query"] for row in table} == {page.url}
    assert json.loads(take(page, "JSON"))["asked"] == {"page": "Articles", "Outlet": "TASS"}


def test_as_known_on_a_day_the_file_has_nothing_later_and_no_finding(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}quotations/?known=2024-12-31")
    found = json.loads(take(page, "JSON"))
    assert found["rows"]
    assert found["known"] == "2024-12-31"
    assert all(row.get("published", "") <= "2024-12-31" and "finding" not in row for row in found["rows"])


def test_of_the_figures_the_file_has_every_estimate(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}figures/")
    found = json.loads(take(page, "JSON"))
    assert {row["kind"] for row in found["rows"]} == {"estimate"}
    assert len(found["rows"]) > page.locator(".ar-measures > tbody > tr").count()


def test_of_a_table_the_file_has_what_is_counted_and_its_articles(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}table/?by=speaker&and=finding&cell=vladimir-putin,altered")
    expect(page.locator("[data-list] > li").first).to_be_visible()
    counted = json.loads(take(page, "JSON"))["rows"]
    number = next(row["count"] for row in counted if (row["row"], row["column"]) == ("Vladimir Putin", "altered"))
    listed = page.locator(".ar-crossed__rows .ar-handed")
    with page.expect_download() as handed:
        listed.get_by_role("button", name="CSV").click()
    rows = [*csv.DictReader(io.StringIO(Path(handed.value.path()).read_text("utf-8")))]
    assert len(rows) == number
    assert {(row["who"], row["finding"]) for row in rows} == {("Vladimir Putin", "altered")}
