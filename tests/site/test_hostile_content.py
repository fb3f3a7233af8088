"""The small archive, full of hostile words, as the site builder sets it: shown, and never run."""

import shutil
import subprocess
import sys
from pathlib import Path

import html5lib
import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "archives" / "small"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small archive's site, in this archive's theme."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "site_config" / "theme", root / "site_config" / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=root, text=True, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return root / "site"


def test_no_page_holds_a_script_image_handler_or_address_of_the_contents(hostile_site: Path) -> None:
    pages = sorted(hostile_site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for node in tree.iter():
            where = f"{page.relative_to(hostile_site)}: <{node.tag}> {node.attrib}"
            assert node.tag != "img", where
            assert node.tag != "script" or "alert" not in (node.text or ""), where
            assert not [name for name in node.attrib if name.lower().startswith("on")], where
            for name in ("href", "src", "action", "formaction"):
                assert not node.get(name, "").strip().lower().startswith(("javascript:", "data:", "vbscript:")), where


def test_hostile_words_are_read_as_they_were_written(hostile_site: Path) -> None:
    title = '<script>alert("flood")</script> & {{ braces }} {% if %} [[brackets]] | "quotes" *stars*'
    page = hostile_site / "articles" / "heroic-flood" / "index.html"
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    assert ["".join(node.itertext()) for node in tree.iter("h1")] == [title]
    (tab,) = ["".join(node.itertext()) for node in tree.iter("title") if "flood" in "".join(node.itertext())]
    assert tab.startswith(title)
    quotation = next(node for node in tree.iter() if node.get("id") == "q-it-held")
    assert "it held, {{ thank }} <i>heaven</i>" in "".join(quotation.itertext())
