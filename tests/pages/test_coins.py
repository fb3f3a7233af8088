"""The COinS that tell reference managers which sources a page lists."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline
from generator.pages.parts.metadata import COINS, coins

ROOT = Path(__file__).resolve().parents[2]
ZOTERO = os.environ.get("ZOTERO_CODE", "")
"""Path of a folder with Zotero's own code, `utilities/` and `translators/COinS.js`. Its licence differs, so it is not
included here."""


@pytest.fixture(scope="module")
def build() -> pipeline.Build:
    return pipeline.read(ROOT / "tests/archives/small")


def titles(html: Markup) -> list[str]:
    return [span.attributes["title"] or "" for span in LexborHTMLParser(html).css("span.Z3988")]


def test_each_source_says_what_it_is_where_and_by_whom(build: pipeline.Build) -> None:
    archive = build.archive
    articles = sorted(archive.articles, key=lambda it: it.id)
    found = [parse_qsl(title) for title in titles(coins(archive, [*articles, *articles]))]
    assert [dict(pairs)["rft.type"] for pairs in found] == ["newspaperArticle"] * 3  # the fourth has no title
    full = next(
        pairs for pairs in found if ("rft.language", "en") in pairs and ("rft.source", "Vell Herald <b>") in pairs
    )
    assert full[:2] == [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")]
    assert [pair for pair in full if pair[0] in ("rft.creator", "rft.aucorp")][:2] == [
        ("rft.creator", "Ann Reporter"), ("rft.aucorp", "Wire Service")
    ]  # fmt: skip
    assert dict(full)["rft.identifier"] == archive.article("full-flood").source.url


def test_a_page_about_one_source_offers_no_list_and_a_long_one_a_part(build: pipeline.Build) -> None:
    (one, *_) = build.archive.articles
    assert coins(build.archive, [one, one]) == ""
    assert len(titles(coins(build.archive, build.archive.articles))) <= COINS


@pytest.mark.skipif(not ZOTERO or not shutil.which("node"), reason="ZOTERO_CODE names no copy of Zotero's code")
def test_zoteros_own_translator_offers_and_saves_them(build: pipeline.Build) -> None:
    spans = titles(coins(build.archive, build.archive.articles))
    run = ["node", str(ROOT / "tests/zotero_coins.cjs"), ZOTERO]
    said = json.loads(subprocess.run(run, input=json.dumps(spans), capture_output=True, text=True, check=True).stdout)
    titled = [article.name for article in build.archive.articles if article.has_title]
    assert (said["kind"], said["offered"]) == ("multiple", titled)
    assert [item["title"] for item in said["saved"]] == titled
    full = next(item for item in said["saved"] if item.get("url") == build.archive.article("full-flood").source.url)
    assert (full["itemType"], full["publicationTitle"], full["language"]) == (
        "newspaperArticle",
        "Vell Herald <b>",
        "en",
    )
    assert full["date"] == "2025-05-29"
