"""The small archive, full of hostile words, as the site builder sets it: shown, and never run."""

import json
import re
import shutil
from pathlib import Path

import html5lib
import pytest

from tests.conftest import build, copy_mkdocs_config

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "archives" / "small"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small archive's site, in this archive's theme."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    copy_mkdocs_config(root)
    build(root)
    return root / "site"


def test_no_page_holds_a_script_image_handler_or_address_of_the_contents(hostile_site: Path) -> None:
    pages = sorted(hostile_site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for node in tree.iter():
            where = f"{page.relative_to(hostile_site)}: <{node.tag}> {node.attrib}"
            assert node.tag != "img", where
            if node.get("type") == "application/ld+json":  # data, which runs nothing, and which no text of it ends
                assert not set(node.text or "") & set("<>&"), where
            else:
                assert node.tag != "script" or "alert" not in (node.text or ""), where
            assert not [name for name in node.attrib if name.lower().startswith("on")], where
            for name in ("href", "src", "action", "formaction"):
                assert not node.get(name, "").strip().lower().startswith(("javascript:", "data:", "vbscript:")), where


ACTIVE_IN_A_DRAWING = {"script", "foreignObject", "animate", "set", "image", "iframe", "handler"}


def test_nothing_in_a_drawing_runs_moves_or_loads(hostile_site: Path, built_site: Path) -> None:
    """Drawings of the archive are lines, shapes, words and links."""
    pages = [*hostile_site.rglob("*.html"), *built_site.glob("*/index.html"), *built_site.glob("figures/*/index.html")]
    drawings = {it for page in pages for it in re.findall(r"(?s)<svg\b.*?</svg>", page.read_text(encoding="utf-8"))}
    tags = set()
    for drawing in drawings:
        for node in html5lib.parseFragment(drawing).iter():
            tags.add(str(node.tag).rpartition("}")[2])
            for name, value in node.attrib.items():
                plain = name.rpartition("}")[2].lower()
                assert not plain.startswith("on"), drawing
                if plain in ("href", "src"):
                    assert ":" not in value.partition("/")[0], drawing
                    assert not value.startswith("//"), drawing
                    assert not str(node.tag).endswith("use") or value.startswith("#"), drawing
    assert {"svg", "path", "a", "text"} <= tags
    assert not tags & ACTIVE_IN_A_DRAWING


def test_a_link_into_another_window_gives_it_no_hold_on_this_one(hostile_site: Path, built_site: Path) -> None:
    outside = 0
    for page in [*hostile_site.rglob("*.html"), *built_site.rglob("*.html")]:
        for link in re.findall(r"<a\b[^>]*>", page.read_text(encoding="utf-8")):
            outside += "noopener" in link
            assert " target=" not in link or "noopener" in link, page
    assert outside > 50


def test_what_is_embedded_for_scripts_ends_no_element_and_is_read_back(hostile_site: Path) -> None:
    for page in hostile_site.rglob("*.html"):
        if page.relative_to(hostile_site).parts[0] == "embed":
            continue  # pages for frames have no scripts
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        embedded = [it.text or "" for it in tree.iter("script") if it.get("type") == "application/json"]
        assert embedded
        for text in embedded:
            json.loads(text)
            assert not {"<", "\u2028", "\u2029"} & {*text}, page


def test_hostile_words_are_read_as_they_were_written(hostile_site: Path) -> None:
    title = '<script>alert("flood")</script> & {{ braces }} {% if %} [[brackets]] | "quotes" *stars*'
    page = hostile_site / "articles" / "heroic-flood" / "index.html"
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    assert ["".join(node.itertext()) for node in tree.iter("h1")] == [title]
    (tab,) = ["".join(node.itertext()) for node in tree.iter("title") if "flood" in "".join(node.itertext())]
    assert tab.startswith(title)
    (quotation,) = [it for it in tree.iter("details") if any(node.get("id") == "q-it-held" for node in it.iter())]
    assert "it held, {{ thank }} <i>heaven</i>" in "".join(quotation.itertext())
