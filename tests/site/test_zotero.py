"""What Zotero saves of a page in one click: its own translation architecture and translators, run in the browser.

They are under the AGPL and so not kept here. `ZOTERO_CODE` names a folder with copies of four repositories of
github.com/zotero: `translate/`, `utilities/`, `translators/` and, of zotero-schema, `schema.json`;
`tests/exports/README.md` says how it is made.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator import pipeline, routes

ROOT = Path(__file__).resolve().parents[2]
CODE = Path(os.environ.get("ZOTERO_CODE", ""))
SAVES = (ROOT / "tests/zotero_saves.js").read_text(encoding="utf-8")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CODE / "translate").is_dir(), reason="ZOTERO_CODE names no copy of Zotero's code"),
]

Saved = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def build() -> pipeline.Build:
    return pipeline.read(ROOT / "tests/archives/small")


@pytest.fixture(scope="module")
def saved(browser: Browser, served_kinds: str) -> Saved:
    """The item that Zotero makes of the page at a path. Its code runs beside the page's, as an extension's does,
    whatever the page's policy says."""
    listed = re.findall(
        r'<script src="\.\./((?:src|modules)/[^"]+)">', (CODE / "translate/example/index.html").read_text()
    )
    scripts = [CODE / (it.replace("modules/", "") if it.startswith("modules/") else f"translate/{it}") for it in listed]
    scripts += [CODE / "translate/example" / name for name in ("http.js", "translators.js", "translate_item.js")]
    given = {
        "translators": [path.read_text(encoding="utf-8") for path in sorted((CODE / "translators").glob("*.js"))],
        "schema": json.loads((CODE / "schema.json").read_bytes()),
        "dates": json.loads((CODE / "utilities/resource/dateFormats.json").read_bytes()),
    }
    context = browser.new_context(bypass_csp=True)

    def save(path: str) -> dict[str, Any]:
        page = context.new_page()
        page.goto(served_kinds + path)
        for script in scripts:
            page.add_script_tag(path=script)
        found: dict[str, Any] = page.evaluate(SAVES, given)
        page.close()
        return found

    return save


def creators(item: dict[str, Any]) -> list[str]:
    return [f"{it.get('firstName', '')} {it['lastName']}".strip() for it in item["creators"]]


def test_the_original_article_is_saved_and_not_this_page(build: pipeline.Build, saved: Saved) -> None:
    """Type, title, authors, outlet, date, pages, language, address, rights: what the record says, and nothing that it
    does not say."""
    kept = ("itemType", "title", "publicationTitle", "date", "pages", "language", "url", "rights")
    found = {}
    for article in build.archive.articles:
        path = routes.address(routes.page("article", article.id))
        told = saved(path)
        assert (told["by"], told["kind"], told["fault"]) == ("Embedded Metadata", told["saved"][0]["itemType"], None)
        [item] = told["saved"]
        assert creators(item) == [*build.archive.authors_of(article)]
        found[article.id] = {key: item[key] for key in kept if key in item and path not in item[key]}
    assert found == {
        "full-flood": {
            "itemType": "newspaperArticle",
            "title": "The dam held, says its keeper",
            "publicationTitle": "Vell Herald <b>",
            "date": "2025-05-29",
            "pages": "3-4",
            "language": "en",
            "url": "https://herald.example.org/dam",
            "rights": "CC-BY-4.0",
        },
        "heroic-flood": {
            "itemType": "newspaperArticle",
            "title": build.archive.article("heroic-flood").name,
            "date": "between 29 and 31 May 2025",
            "language": "en",
            "url": build.archive.article("heroic-flood").source.url,
            "rights": "InC",
        },
        "shitafon": {
            "itemType": "newspaperArticle",
            "title": "שיטפון בעמק העליון",
            "publicationTitle": "Vell Herald <b>",
            "date": "2026-01",
            "language": "he",
            "rights": "CC-BY-4.0",
        },
        "untitled": {
            "itemType": "videoRecording",
            "title": "Untitled, Wire Service",  # as the page is called, since no title is known
            "publicationTitle": "The Evening",
            "date": "n.d.",
            "language": "en",
            "rights": "InC",
        },
    }


def test_a_page_about_many_sources_offers_them_to_pick_from(build: pipeline.Build, saved: Saved) -> None:
    for path in ("articles/", "people/mira-okonjo/"):
        told = saved(path)
        assert (told["by"], told["kind"], told["fault"]) == ("COinS", "multiple", None)
        titles = {article.name for article in build.archive.articles if article.has_title}
        assert {*told["offered"]} == titles == {item["title"] for item in told["saved"]}
