"""A reader brings a list, and sees line by line what the archive has, in the browser alone."""

import csv
import io
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from generator import pipeline

pytestmark = pytest.mark.browser


def test_each_line_is_looked_up_as_what_it_is_and_nothing_is_sent(
    page: Page, served_site: str, real_archive: Path
) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks what it is given
    article = next(it for it in pipeline.read(real_archive).archive.articles if it.source.url and it.title)
    address = str(article.source.url).replace("https://", "http://") + "?utm_source=list"
    lines = ["Шойгу", "Kim Jong-Un", "10 000", address, "another piece of fake news", "Winston <b>Churchill</b>"]
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served_site}check/list/#q={quote(chr(10).join(lines))}")
    expect(page.locator("[data-listed] [role=status]")).to_contain_text(f" of {len(lines)} lines are in this archive.")
    answer = page.locator("[data-answer]")
    expect(answer.get_by_role("link", name="Kim Jong Un").first).to_be_visible()
    expect(answer.get_by_role("link", name=article.title or "", exact=True)).to_be_visible()
    expect(answer).to_contain_text("fake news")
    expect(answer.locator("td").filter(has_text="10,000").first).to_be_visible()
    expect(answer.locator("tr", has_text="Churchill")).to_contain_text("Not in this archive.")
    assert not answer.locator("b").count()
    with page.expect_download() as handed:
        page.get_by_role("button", name="Download this table as CSV").click()
    rows = [*csv.DictReader(io.StringIO(Path(handed.value.path()).read_text("utf-8")))]
    assert {row["line"].lstrip("'") for row in rows} == set(lines)
    assert [row["here"] for row in rows if "Churchill" in row["line"]] == ["no"]
    assert not any("Churchill" in urlsplit(it.url).query + (it.post_data or "") for it in asked)
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_as_known_on_a_day_nothing_later_is_found(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}check/list/?known=2024-10-01#q={quote('Kim Jong Un')}")
    expect(page.locator("[data-listed] [role=status]")).to_have_text("0 of 1 line is in this archive.")
