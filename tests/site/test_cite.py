"""A reader cites an article or a quotation in a style of their choice, on its page."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "articles/full-flood/"


def test_a_quotation_is_cited_with_its_words_speaker_article_and_state(page: Page, served_kinds: str) -> None:
    page.goto(served_kinds + ARTICLE)
    card = page.locator("details.ar-said").filter(has_text="and it will hold")
    card.locator("summary").click()
    words = "It held, […] and it will hold."
    card.get_by_role("link", name="Cite").click()
    shown = card.locator(".ar-citer__text")
    expect(shown).to_contain_text(words)
    expect(shown).to_contain_text(f"Consulted in Who said what when the <river> rose, {served_kinds}{ARTICLE}#q-")
    form = card.get_by_label("Form")
    form.select_option("APA")
    expect(shown.locator("p")).to_have_count(3)
    expect(shown).to_contain_text("The dam held, says its keeper")
    expect(card.get_by_text("citeproc-js implements the Citation Style Language")).to_be_visible()
    assert Axe().run(page, context=".ar-citer").response["violations"] == []
    form.select_option("CSL-JSON")
    expect(shown).to_contain_text('"archive_location"')
    with page.expect_download() as handed:
        card.get_by_role("button", name="Download").click()
    [item] = json.loads(Path(handed.value.path()).read_text("utf-8"))
    assert (item["type"], words in item["note"]) == ("article-newspaper", True)
    # The next one opens in the same form, and a second press closes it.
    page.locator(".ar-line").get_by_role("link", name="Cite").click()
    expect(page.locator(".ar-head + .ar-citer pre")).to_contain_text('"archive_location"')
    card.get_by_role("link", name="Cite").click()
    expect(card.locator(".ar-citer")).to_have_count(0)


def test_on_a_list_it_is_cited_too_and_what_cannot_be_loaded_leads_to_the_article(
    page: Page, served_kinds: str
) -> None:
    page.goto(f"{served_kinds}quotations/")
    card = page.locator("details.ar-said").filter(has_text="and it will hold").first
    card.locator("summary").click()
    card.get_by_role("link", name="Cite").click()
    expect(card.locator(".ar-citer__text")).to_contain_text("Consulted in Who said what when the <river> rose")
    page.route("**/cite/styles.json", lambda route: route.fulfill(status=404))
    page.reload()
    card.locator("summary").click()
    card.get_by_role("link", name="Cite").click()
    expect(page).to_have_url(f"{served_kinds}{ARTICLE}#cite")
