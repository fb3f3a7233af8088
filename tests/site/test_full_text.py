"""A full text on the built site: what a browser reads is what was written."""

import shutil
from pathlib import Path

import html5lib
import pytest

from tests.conftest import build, copy_mkdocs_config

ROOT = Path(__file__).resolve().parents[2]

WALL = """\
Ada Quill said "the wall will stand" three times.

3. The old wall

It is from 1802.

2. The new wall

It is from 1951.

1. The quay

1951. The year of the storm.

# No heading
    four spaces
\ta tab\tand another

*stars* _bars_ `ticks` <b>tags</b> &amp; \\*backslashes\\* [x](y) [^1] ![i](j) {{ braces }} {: #a }

| a | b |
|---|---|

--- ... "quotes" 'single'

***

- Quay Post.
"""
ARTICLE = """\
---
title: Three walls
rights: {status: CC-BY-4.0, text: full}
quotations:
  - {id: q, speaker: mira-okonjo, text: the wall will stand}
---
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive with an article of a full text, built."""
    root = tmp_path_factory.mktemp("full")
    shutil.copytree(ROOT / "tests" / "archives" / "small", root, dirs_exist_ok=True)
    copy_mkdocs_config(root)
    (root / "content/articles/2025/wall.md").write_text(ARTICLE + WALL, encoding="utf-8")
    build(root)
    return root / "site"


def test_a_full_text_is_printed_as_it_stands(site: Path) -> None:
    tree = html5lib.parse((site / "articles/wall/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    (prose,) = [node for node in tree.iter("div") if node.get("class") == "ar-prose"]
    assert "".join(prose.itertext()).strip("\n") == WALL.strip("\n")
    assert [node.tag for node in prose if node.tag != "p"] == []
    assert [node.get("href") for node in prose.iter("a")] == ["#q-q"]
