"""A reader looks up a sentence and learns who said it and how close it is, all in the browser."""

from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

pytestmark = pytest.mark.browser

ALTERED = (
    "The Russian people will never forget the bravery of North Korean special forces. We will always honor them alongside our "
    "Russian comrades who gave their lives for our shared freedom."
)


def test_a_sentence_is_compared_word_by_word_with_the_closest_version(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}check/")
    page.get_by_label("Your sentence").fill(ALTERED)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("h2.ar-answer")).to_have_text("Vladimir Putin, about 28 April 2025, but not in these words.")
    expect(page.locator("h2.ar-answer")).to_be_focused()
    expect(page.locator(".ar-same")).to_have_text("21 of 39 words the same, in order")
    closest, own = page.locator(".ar-pair > li").all()
    expect(closest).to_contain_text("TASS, 28 April 2025: faithful translation")
    expect(own).to_contain_text("altered")
    assert own.locator("mark").all_inner_texts()[:2] == ["bravery", "North Korean"]
    expect(page.locator("blockquote[lang=ru]")).to_be_visible()
    expect(page.locator(".ar-way")).to_contain_text("Putin")
    page.get_by_role("link", name="The article that prints it").click()
    expect(page.locator(":target")).to_have_count(1)


def test_nothing_of_it_is_sent_and_the_address_has_it_and_back_works(page: Page, served_site: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(f"{served_site}check/#q={quote('It looks like another piece of fake news')}")
    expect(page.locator("h2.ar-answer")).to_contain_text("Peskov")
    page.get_by_label("Your sentence").fill("We shall fight on the beaches, we shall fight on the landing grounds")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".ar-none")).to_contain_text("Not in this archive.")
    page.go_back()
    expect(page.locator("h2.ar-answer")).to_contain_text("Peskov")
    assert not any(
        word in urlsplit(it.url).query + (it.post_data or "") for it in asked for word in ("fake", "beaches")
    )


def test_of_a_whole_article_each_quotation_is_looked_for(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}check/")
    page.get_by_label("Your sentence").fill(
        f"“{ALTERED}” one said, and another “Nothing like this was ever printed here at all”."
    )
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("[data-check] [role=status]")).to_have_text("1 of 2 passages are in this archive.")
    found, missing = page.locator(".ar-checked > details").all()
    expect(missing).to_contain_text("Not in this archive.")
    found.locator("summary").first.click()
    expect(found.locator(".ar-pair")).to_be_visible()


def test_hostile_words_make_no_element(page: Page, served_site: str) -> None:
    page.goto(
        f"{served_site}check/#q={quote('<img src=x onerror=alert(1)> will never forget <b>this</b> at all, he said')}"
    )
    expect(page.locator(".ar-answer")).to_be_visible()
    assert not page.locator(".ar-checked img, .ar-checked b:has-text('this')").count()


@pytest.mark.parametrize("width", [390, 1366])
def test_the_page_is_accessible_and_fits(page: Page, served_site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{served_site}check/#q={quote(ALTERED)}")
    expect(page.locator("h2.ar-answer")).to_be_visible()
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("where", ["the dialog", "the page"])
def test_the_search_offers_it_for_more_than_six_words(page: Page, served_site: str, where: str) -> None:
    page.goto(f"{served_site}{'search/' if where == 'the page' else ''}")
    page.keyboard.press("/")
    field = page.locator("dialog input" if where == "the dialog" else "[data-search] [name=q]")
    field.fill("special forces")
    way = page.locator("[data-check-way]")
    expect(way).to_have_count(0)
    field.fill(ALTERED)
    expect(way).to_be_visible()
    way.click()
    expect(page.locator("h2.ar-answer")).to_contain_text("Vladimir Putin")
    expect(page.get_by_label("Your sentence")).to_have_value(ALTERED)
