"""Settings of a site, as hostile as content: each is shown as it was set, on every page, and makes no element."""

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml

from tests import forked

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "archives" / "small"
EVIL = "</title></script><script>alert(1)</script>\"><img src=x onerror='alert(2)'>&amp; & <!-- ]]> {{ braces }}"
PLAIN = "A plain word"
QUOTED = "a\"b'><script>&lt;c"
ADDRESS = "https://archive.test/a%22b%27%3E%3Cscript%3E%26lt;c/"

SETTINGS = {
    "site_name": "name",
    "site_description": "description",
    "site_author": "author",
    "copyright": "rights",
    "repo_name": "host",
}


def settings(word: str, *, quoted: str) -> dict[str, Any]:
    """mkdocs.yml of the small archive with a word in every text, and another in every address."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(), _AnyTag)  # noqa: S506  (a safe loader)
    config |= {name: f"{what}\n{word}" for name, what in SETTINGS.items()}
    config["site_url"] = f"https://archive.test/{quoted}/"
    config["repo_url"] = f"https://code.test/{quoted}"
    palette = yaml.safe_load((ROOT / "generator" / "theme" / "mkdocs_theme.yml").read_text())["palette"]
    palette[0]["toggle"]["name"] = f"dark {word}"
    config["theme"]["palette"] = palette
    config["extra"] = {
        "homepage": f"/{quoted}",
        "social": [{"icon": "material/web", "link": f"https://social.test/{quoted}", "name": word}],
    }
    config["nav"] = [
        {f"home {word}": "index.md"},
        {f"section {word}": [{f"inner {word}": "about.md"}, {f"link {word}": f"https://link.test/{quoted}"}]},
    ]
    config["plugins"] = [{"archive": {"repository": f"https://code.test/{quoted}", "edit": f"edit/{quoted}/"}}]
    return dict(config)


class _AnyTag(yaml.SafeLoader):
    """Reads an !ENV as nothing."""


_AnyTag.add_constructor("!ENV", lambda *_: None)


def built(root: Path, word: str, *, quoted: str) -> Path:
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    (root / "content" / "pages").mkdir(exist_ok=True)
    (root / "content" / "pages" / "about.md").write_text("# About\n\nBy hand.\n")
    page = {"title": f"page {word}", "description": f"what {word}", "author": f"who {word}"}
    (root / "content" / "pages" / "named.md").write_text(f"---\n{yaml.safe_dump(page)}---\n\n# Named\n\nBy hand.\n")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings(word, quoted=quoted)))
    own = root / "site_config" / "archive.yml"
    told = yaml.safe_load(own.read_text()) if own.is_file() else {}
    own.write_text(yaml.safe_dump(told | {"title": f"archive {word}", "author": f"editors {word}"}))
    run = forked.run([sys.executable, "-m", "mkdocs", "build"], cwd=root)
    assert run.returncode == 0, run.stderr
    return root / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same archive twice: with hostile settings, and with plain ones."""
    hostile = built(tmp_path_factory.mktemp("hostile"), EVIL, quoted=QUOTED)
    return hostile, built(tmp_path_factory.mktemp("plain"), PLAIN, quoted="abc")


def pages(site: Path) -> Iterator[tuple[str, Element]]:
    for file in sorted(site.rglob("*.html")):
        tree = html5lib.parse(file.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        yield file.relative_to(site).as_posix(), tree


def words(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def found(tree: Element, name: str) -> list[Element]:
    return [node for node in tree.iter() if name in node.get("class", "").split()]


def meta(tree: Element, name: str) -> str | None:
    said = [node for node in tree.iter("meta") if name in (node.get("name"), node.get("property"))]
    return " ".join(said[0].get("content", "").split()) if said else None


def test_no_setting_makes_an_element_or_attribute_on_any_page(sites: tuple[Path, Path]) -> None:
    hostile, plain = (dict(pages(site)) for site in sites)
    assert hostile.keys() == plain.keys()
    assert len(hostile) > 30
    for name, tree in hostile.items():
        shapes = [Counter((str(n.tag), tuple(sorted(n.attrib))) for n in it.iter()) for it in (tree, plain[name])]
        assert shapes[0] == shapes[1], (name, shapes[0] - shapes[1], shapes[1] - shapes[0])


def test_every_page_says_each_setting_as_it_was_set(sites: tuple[Path, Path]) -> None:
    site = words_of("archive")  # by the settings of the archive, before what mkdocs.yml says
    for name, tree in pages(sites[0]):
        (title,) = (words(node) for node in tree.iter("title") if node in list(next(tree.iter("head"))))
        assert title.endswith(site), name
        if name.startswith("embed/"):  # shown in another site, without a header
            continue
        topics = [words(node) for node in found(tree, "md-header__topic")]
        assert topics[0] == site, name
        assert all(node.get("aria-label", "").split() == site.split() for node in found(tree, "md-logo")), name
        assert words(found(tree, "md-copyright__highlight")[0]).startswith("rights </title></script><script>"), name
        assert {words(node) for node in found(tree, "md-tabs__link")} >= {f"section {EVIL}"}, name
        assert {node.get("aria-label") for node in found(tree, "ar-scheme")} >= {f"dark {EVIL}"}, name
        assert any(node.get("title") == EVIL for node in found(tree, "md-social__link")), name


def words_of(what: str) -> str:
    return f"{what} {EVIL}"


def test_titles_and_descriptions_are_said_where_they_belong(sites: tuple[Path, Path]) -> None:
    site = dict(pages(sites[0]))
    assert meta(site["about/index.html"], "description") == words_of("description")
    assert meta(site["about/index.html"], "author") == words_of("author")
    assert meta(site["about/index.html"], "og:title") == f"inner {EVIL}"
    assert meta(site["named/index.html"], "og:title") == f"page {EVIL}"
    assert meta(site["named/index.html"], "description") == f"what {EVIL}"
    assert meta(site["named/index.html"], "author") == f"who {EVIL}"
    assert f"link {EVIL}" in {words(node) for node in site["about/index.html"].iter("a")}
    told = json.loads((sites[0] / "data" / "datapackage.json").read_text())
    assert told["title"] == f"archive {EVIL}"


def test_addresses_stand_in_one_attribute_and_lead_where_they_were_set_to(sites: tuple[Path, Path]) -> None:
    for name, tree in pages(sites[0]):
        addresses = [value for node in tree.iter() for key, value in node.attrib.items() if key in ("href", "content")]
        for value in addresses:
            if re.match(r"https://(archive|code|link)\.test/", value):
                assert not re.search("[\"'<>]", value), (name, value)
        if name != "404.html":
            canonical = [node.get("href", "") for node in tree.iter("link") if node.get("rel") == "canonical"]
            assert canonical[0].startswith(ADDRESS), name
            assert (
                meta(tree, "og:image")
                == re.sub(r"(c/).*", r"\1", canonical[0]) + str(meta(tree, "og:image")).rpartition("c/")[2]
            )
