"""A reader with a question, from the start page to the evidence, by what the pages themselves offer."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WORDS = "as if defending their own land"


def test_from_a_name_to_the_other_articles_that_render_the_same_words(page: Page, served_site: str) -> None:
    page.goto(served_site)
    field = page.get_by_label("Search names, words, outlets")
    field.fill("Shoigu")
    field.press("Enter")
    page.wait_for_url("**/search/?q=Shoigu")
    expect(page.locator(".ar-hit").first).to_contain_text("Sergei Shoigu")

    # An article, by its quotation, which is the card that the page opens at.
    page.locator(".ar-hit[data-kind=Quotation] a", has_text=WORDS).first.click()
    page.wait_for_url(re.compile(r"/articles/[^/]+/#q-"))
    article = page.url.split("#")[0]
    card = page.locator("article.ar-quote", has_text=WORDS)
    expect(card).to_be_in_viewport()
    expect(card.locator(".ar-ladder li")).not_to_have_count(0)

    # The speaker's profile, which lists the same words.
    card.locator(".ar-who").get_by_role("link", name="Sergei Shoigu").click()
    page.wait_for_url("**/people/sergei-shoigu/")
    expect(page.locator("h1")).to_have_text("Sergei Shoigu")
    listed = page.locator(".md-content li", has=page.locator("blockquote", has_text=WORDS)).first
    expect(listed).to_be_visible()

    # The other renderings of these words, and an article that has one.
    listed.get_by_role("link", name=re.compile(r"^Compare \d+ renderings")).click()
    page.wait_for_url("**/utterances/**")
    rest = page.locator(".ar-renderings a[href*='/articles/']")
    others = [link for link in rest.all() if link.evaluate("a => a.href.split('#')[0]") != article]
    assert others
    others[0].click()
    page.wait_for_url("**/articles/**")
    assert page.url.split("#")[0] != article
    expect(
        page.locator("article.ar-quote", has_text=re.compile("own (land|homeland|country|motherland)|землю|land")).first
    ).to_be_visible()
