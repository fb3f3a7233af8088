"""No page shows a text that is in no catalogue: in a language whose catalogue has no Latin letter, none is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import untranslated
from tests.conftest import once, serving


@pytest.fixture(scope="session")
def georgian_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive in the language of the test, with its site."""
    return once(tmp_path_factory, "georgian", _make_georgian)


def _make_georgian(root: Path) -> None:
    untranslated.build(untranslated.make_archive("small", root))


@pytest.mark.builds
@pytest.mark.parametrize("name", untranslated.MADE)
def test_every_text_that_a_page_shows_is_a_message(name: str, georgian_root: Path, tmp_path: Path) -> None:
    root = georgian_root if name == "small" else untranslated.make_archive(name, tmp_path / "archive")
    own = untranslated.own_words(name, root)
    found = [
        f"{path}: {place}: {text[:120]}"
        for path, html in untranslated.pages(name, root)
        for place, text in untranslated.untranslated_texts(html, own)
    ]
    assert not found, "\n".join(found[:60])


def test_what_is_no_message_is_found_wherever_a_page_shows_it() -> None:
    page = """<title>ა</title><meta name="description" content="Of a page"><meta name="viewport" content="width=device-width">
    <script>let untold;</script><p class="x">ა <b>Bold</b> <code>id-of-it</code> &amp; <span lang="en">α</span></p>
    <a href="a" title="To be read">ა</a><img alt="A wall"><input placeholder="Words"><p aria-label="Said">ა</p>
    <form data-noun="wall" data-rows="li.row a" data-until="Wall 2">UTC, https://one.example/of-it, 12</form>"""
    assert [*untranslated.untranslated_texts(page)] == [
        ("meta[content]", "Of a page"), ("b", "Bold"), ("a[title]", "To be read"), ("img[alt]", "A wall"),
        ("input[placeholder]", "Words"), ("p[aria-label]", "Said"), ("form[data-until]", "Wall 2"),
    ]  # fmt: skip


def test_the_catalogue_of_the_test_leaves_values_elements_entities_links_and_code() -> None:
    assert not re.findall(
        "[A-Zc-z]", untranslated.in_georgian("See [it](a.md) by `b`.").replace("](a.md)", "").replace("`b`", "")
    )
    said = untranslated.in_georgian('See <a href="{url}">all {n} articles</a> &amp; more.')
    assert [it for it in ('<a href="{url}">', "{n}", "</a>", "&amp;") if it not in said] == []
    assert not untranslated.LATIN.search(
        said.replace('<a href="{url}">', "").replace("{n}", "").replace("</a>", "").replace("&amp;", "")
    )


# --- what scripts show ---


@pytest.fixture(scope="session")
def georgian(georgian_root: Path) -> Iterator[str]:
    """The address of its site."""
    with serving(georgian_root / "site") as address:
        yield address


def search_in_the_dialog(page: Page) -> None:
    page.keyboard.press("/")
    field = page.locator("dialog [name=q]")
    expect(field).to_be_focused()
    field.fill("δαμ")
    expect(page.locator("dialog .ar-hit").first).to_be_visible()
    field.fill("ξξξξ")
    expect(page.locator("dialog .ar-hit")).to_have_count(0)


def search_on_its_page(page: Page) -> None:
    expect(page.locator(".ar-hit").first).to_be_visible()
    for fold in page.locator("form details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    page.locator(".ar-facet input[type=checkbox]").first.check()
    expect(page.locator(".ar-hit").first).to_be_visible()


def filter_the_rows(page: Page) -> None:
    for fold in page.locator("details:not([open]):has(form.ar-filter) > summary").all():
        fold.click()
    expect(page.locator("details:not([open]):has(form.ar-filter)")).to_have_count(0)
    for words in page.locator("form.ar-filter [name=words]").all():
        for typed in ("δαμ", "ξξξξ", ""):
            words.fill(typed)


def ask_as_known(page: Page) -> None:
    expect(page.locator("html.ar-asknown")).to_have_count(1)


def only_look(page: Page) -> None:
    page.keyboard.press("Tab")


ENGLISH_DAY = re.compile(r"\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}")
"""A day as Chromium has it, which knows the words of all languages that the generator has, and not of Georgian."""

ENGLISH_SIZE = re.compile(r"(?<=\d) [kM]B\b")
"""The unit of a size, as Chromium has it likewise."""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "act"),
    [
        ("", search_in_the_dialog),
        ("search/?q=δαμ", search_on_its_page),
        ("search/?q=ξξξξ", only_look),
        ("articles/", filter_the_rows),
        ("quotations/", filter_the_rows),
        ("people/", filter_the_rows),
        ("events/", filter_the_rows),
        ("timeline/", filter_the_rows),
        ("map/", only_look),
        ("network/", only_look),
        ("data/", only_look),
        ("figures/houses-flooded/", only_look),
        ("claims/dam-was-safe/?known=2025-06-01", ask_as_known),
        ("people/mira-okonjo/?known=2025-06-01", ask_as_known),
        ("articles/heroic-flood/?known=2020-01-01", ask_as_known),
        ("404.html", only_look),
    ],
)
def test_every_text_that_a_script_shows_is_a_message(
    page: Page, georgian: str, path: str, act: Callable[[Page], None]
) -> None:
    page.goto(georgian + path, wait_until="networkidle")
    act(page)
    page.wait_for_load_state("networkidle")
    shown = ENGLISH_SIZE.sub("", ENGLISH_DAY.sub("", page.content()))
    found = [f"{place}: {text[:120]}" for place, text in untranslated.untranslated_texts(shown)]
    assert not found, "\n".join(found)
