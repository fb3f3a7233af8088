"""Two things of a kind side by side, in the browser alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import at_night

pytestmark = pytest.mark.browser

SOURCE, COPY = "newsweek-shoigu-praises", "north-korean-soldiers-praised-by-russia"
ARTICLES, PARTIES = f"a={SOURCE}&b={COPY}", "a=volodymyr-zelensky&b=national-intelligence-service"


def test_from_an_article_a_reader_chooses_another_and_sees_what_differs(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}articles/{SOURCE}/")
    page.get_by_role("link", name="Compare with …").click()
    expect(page.get_by_label("The one")).to_have_value("North Korean Soldiers Praised by Russia for Fighting Ukraine")
    other = page.get_by_label("The other")
    other.press_sequentially("soldiers praised")
    expect(page.locator(f"#compare-b option[value$='· {COPY}']")).to_be_attached()
    other.fill(COPY)
    other.press("Enter")
    expect(page.locator(".ar-compare__answer")).to_be_focused()
    expect(page).to_have_url(f"{served_site}compare/?a={SOURCE}&b={COPY}")
    row = page.locator(".ar-beside tbody tr").first
    assert row.locator("td").nth(1).locator("mark").all_inner_texts() == ["Those", "our motherland’s"]
    expect(page.locator(".ar-beside")).to_have_count(4)
    page.go_back()
    expect(page.locator(".ar-beside")).to_have_count(0)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("a=nobody-at-all&b=vladimir-putin", "Nothing that can be compared is called “nobody-at-all” here."),
        ("a=vladimir-putin&b=vladimir-putin", "That is the same twice: choose another."),
        (f"a=vladimir-putin&b={SOURCE}", "These two are not of one kind"),
        ("a=2024-10-30", "Choose what to compare it with."),
        (f"a={SOURCE}&b={COPY}&known=2024-12-31", f"Nothing that can be compared is called “{SOURCE}” here."),
        (
            "a=<img src=x onerror=alert(1)>",
            "Nothing that can be compared is called “<img src=x onerror=alert(1)>” here.",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(page: Page, served_site: str, asked: str, said: str) -> None:
    page.goto(f"{served_site}compare/?{asked}")
    expect(page.locator("[data-compare] [role=status]")).to_contain_text(said)
    expect(page.locator(".ar-beside")).to_have_count(0)


def test_a_day_is_looked_at_as_it_was_known(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}compare/?a=dmitry-peskov&b=vladimir-putin&known=2024-12-31")
    expect(page.locator(".ar-beside").first).to_be_visible()
    expect(page.locator("[data-answer]")).not_to_contain_text("2025")


@pytest.mark.parametrize(
    ("asked", "width"), [(ARTICLES, 390), (PARTIES, 1440), *at_night((ARTICLES, 1440), (PARTIES, 390))]
)
def test_a_comparison_can_be_read_by_all(page: Page, served_site: str, asked: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{served_site}compare/?{asked}")
    expect(page.locator(".ar-beside").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
