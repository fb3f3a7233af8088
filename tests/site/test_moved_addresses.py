"""Pages of renamed sections: old addresses, and links and navigations with them, lead to the present pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator import routes
from tests.archive_files import write
from tests.conftest import at_night, build

OLD = [
    ("propositions/", "claims/"),
    ("propositions/dam-was-safe/?known=2025-05-30#all", "claims/dam-was-safe/?known=2025-05-30#all"),
    ("utterances/okonjo-at-the-dam/#p-held", "statements/okonjo-at-the-dam/#p-held"),
    ("measures/houses-flooded/?from=a#estimates", "figures/houses-flooded/?from=a#estimates"),
    ("gaps/#unspoken", "open-questions/#unspoken"),
]


@pytest.mark.browser
@pytest.mark.parametrize(("old", "new"), [*OLD[1:3], *at_night(OLD[0], *OLD[3:])])
def test_an_address_from_before_a_section_was_renamed_leads_to_its_page(
    page: Page, served_kinds: str, old: str, new: str
) -> None:
    nowhere = page.request.get(f"{served_kinds}404.html")
    page.route(served_kinds + old.partition("#")[0], lambda route: route.fulfill(response=nowhere))
    page.goto(served_kinds + old)
    page.wait_for_url(served_kinds + new)
    assert "No page" not in page.locator("h1").inner_text()


@pytest.mark.browser
def test_a_former_address_of_no_page_says_that_there_is_none(page: Page, served_kinds: str) -> None:
    nowhere = page.request.get(f"{served_kinds}404.html")
    for address in ("propositions/nobody-said-this/", "claims/nobody-said-this/"):
        page.route(served_kinds + address, lambda route: route.fulfill(response=nowhere))
    page.goto(f"{served_kinds}propositions/nobody-said-this/")
    page.wait_for_url(f"{served_kinds}claims/nobody-said-this/")
    page.locator(".ar-nowhere").wait_for()


@pytest.mark.browser
def test_without_scripts_the_page_for_missing_addresses_names_the_new_ones(bare: Page, served_kinds: str) -> None:
    bare.goto(f"{served_kinds}404.html")
    for was, now in routes.RENAMED_FOLDERS.items():
        row = bare.locator(".md-content li", has_text=f"/{was}/")
        assert row.is_visible()
        assert row.get_by_role("link").get_attribute("href") == f"/{now}/"


@pytest.mark.browser
def test_without_scripts_the_page_at_a_former_id_leads_on(bare: Page, served_kinds: str) -> None:
    bare.goto(f"{served_kinds}people/mira-weir/")
    bare.wait_for_url(f"{served_kinds}people/mira-okonjo/")


def test_no_page_is_made_at_a_former_address(site_of_kinds: Path) -> None:
    assert not [was for was in routes.RENAMED_FOLDERS if (site_of_kinds / was).exists()]
    assert all((site_of_kinds / now / "index.html").is_file() for now in routes.RENAMED_FOLDERS.values())


def test_a_page_by_hand_and_a_navigation_may_go_on_naming_the_former_places(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    files = {
        "mkdocs.yml": (
            "site_name: Dam\nsite_url: https://dam.example/\ndocs_dir: content/pages\ntheme: {name: archive}\n"
            "plugins: [archive]\nnav: [index.md, {Unknown: [gaps/index.md, own.md, measures/mine.md]}]\n"
        ),
        "content/propositions/dam-held.yml": "sentence: The dam held.\n",
        "content/pages/own.md": (
            "# Own\n\n[Held](propositions/dam-held.md#all), [open](<gaps/index.md>), [all].\n\n[all]: utterances/index.md\n\n"
            "`[as code](gaps/index.md)`\n"
        ),
        "content/pages/measures/mine.md": "# Mine\n\n[Up](../gaps/index.md), [here](../measures/mine.md)\n",
    }
    write(root, files)
    build(root)
    own = (root / "site" / "own" / "index.html").read_text(encoding="utf-8")
    for address in ("../claims/dam-held/#all", "../open-questions/", "../statements/"):
        assert f'href="{address}"' in own
    assert "[as code](gaps/index.md)" in own
    mine = (root / "site" / "measures" / "mine" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../open-questions/">Up</a>' in mine
    assert ">here</a>" in mine


@pytest.mark.browser
def test_a_page_that_only_leads_on_keeps_what_the_address_asks_for_and_needs_no_scripts(
    page: Page, bare: Page, served_kinds: str
) -> None:
    page.goto(f"{served_kinds}people/mira-weir/?known=2025-05-30")
    page.wait_for_url(f"{served_kinds}people/mira-okonjo/?known=2025-05-30")
    bare.goto(f"{served_kinds}people/mira-weir/")
    bare.wait_for_url(f"{served_kinds}people/mira-okonjo/")


def test_search_engines_are_given_the_page_itself_and_not_one_that_only_leads_there(site_of_kinds: Path) -> None:
    leading = (site_of_kinds / "people" / "mira-weir" / "index.html").read_text(encoding="utf-8")
    own = re.search(r'<link rel="canonical" href="([^"]+)">', leading)
    assert own is not None
    assert own[1].endswith("/people/mira-okonjo/")
    listed = "".join(it.read_text(encoding="utf-8") for it in site_of_kinds.glob("sitemap*.xml"))
    assert "/people/mira-okonjo/<" in listed
    assert "/people/mira-weir/<" not in listed
