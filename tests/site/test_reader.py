"""A reader with a question, from the start page to the evidence, by what the pages themselves offer."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WORDS = "valiantly"


def test_from_a_name_to_the_other_articles_that_render_the_same_words(page: Page, served_site: str) -> None:
    page.goto(served_site)
    field = page.get_by_label("Look up a name, or words that were said")
    field.fill("Shoigu")
    field.press("Enter")
    page.wait_for_url("**/search/?q=Shoigu")
    expect(page.locator(".ar-hit").first).to_contain_text("Sergei Shoigu")

    # An article, by one of the quotations, at whose card its page opens.
    page.get_by_role("group", name="Kind").get_by_label("Quotation").check()
    page.locator(".ar-hit[data-kind=Quotation] a", has_text=WORDS).first.click()
    page.wait_for_url(re.compile(r"/articles/[^/]+/#q-"))
    article = page.url.split("#")[0]
    card = page.locator("details.ar-said[open]:has(:target)")
    expect(card).to_contain_text(WORDS)
    expect(card).to_be_in_viewport()
    expect(card.locator(".ar-steps li")).not_to_have_count(0)

    # The speaker's profile, which lists the same words.
    card.get_by_role("link", name="Sergei Shoigu").first.click()
    page.wait_for_url("**/people/sergei-shoigu/")
    expect(page.locator("h1")).to_have_text("Sergei Shoigu")
    listed = page.locator(".ar-occasions > li", has_text=WORDS).first
    if listed.locator("blockquote", has_text=WORDS).count() == 0:  # among the further ones of the occasion
        listed.locator("summary").first.click()
        listed.locator(".ar-said", has_text=WORDS).locator("summary").first.click()

    # The other renderings of these words, and another article that has them.
    listed.get_by_role("link", name=re.compile(r"^(Compare|All|The) \d+ versions")).first.click()
    page.wait_for_url("**/statements/**#p-*")
    others = page.locator(f".ar-versions > li:has-text('{WORDS}') a[href*='/articles/']")
    addresses = [link.evaluate("a => a.href") for link in others.all()]
    other = next(address for address in addresses if address.split("#")[0] != article)
    page.locator(f".ar-versions a[href$='{other.split('/articles/')[1]}']").first.click()
    page.wait_for_url(other)
    expect(page.locator("details.ar-said", has_text=WORDS).first).to_be_visible()
