"""The folder of `archive generate`, built by MkDocs with neither Material nor the archive's plugin: the site of the archive itself.

`make test-builders` builds it by ProperDocs and Zensical too.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from generator.cli import main
from tests import forked, same_site
from tests.archive_files import Content, write
from tests.conftest import ROOT, build

SMALL = ROOT / "tests" / "archives" / "small"


def begin(place: Path, files: Mapping[str, Content]) -> Path:
    """The small archive with pages by hand, and with these files."""
    shutil.copytree(SMALL, place / "archive")
    return write(place / "archive", {**same_site.FILES, **files})


def generate(root: Path) -> Path:
    """The folder of an archive, beside it."""
    folder = root.parent / "folder"
    command = [sys.executable, "-m", "generator.cli", "--root", str(root), "generate", "--out", str(folder)]
    run = forked.run(command, cwd=root)
    assert run.returncode == 0, run.stderr
    return folder


def both(root: Path) -> tuple[Path, Path]:
    """The archive's own site, and that of its folder, which is built strictly."""
    build(root)
    folder = generate(root)
    run = forked.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=folder)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr
    return root / "site", folder / "site"


def test_the_folder_gives_the_site_of_the_archive(tmp_path: Path) -> None:
    own, site = both(begin(tmp_path, {}))
    assert same_site.differences(own, site) == []
    assert same_site.beside(site) == same_site.beside(own)
    assert same_site.dead_links(site) == []
    assert 'href="https://code.example/owner/archive/edit/main/content/people/mira-okonjo.yml"' in (
        site / "people" / "mira-okonjo" / "index.html"
    ).read_text(encoding="utf-8")


def test_the_comparison_finds_another_letter_anchor_link_and_policy(tmp_path: Path) -> None:
    page = '<title>T</title><meta http-equiv="x" content="p"><p id="a"><a href="b/">Words</a>'
    for name, text in {"one": page, "id": page.replace('"a"', '"b"'), "to": page.replace("b/", "c/")}.items():
        write(tmp_path, {f"{name}/index.html": text})
    assert same_site.differences(tmp_path / "one", tmp_path / "one") == []
    assert same_site.differences(tmp_path / "one", tmp_path / "id") == [
        "index.html: other anchors: ('a',) and not ('b',)"
    ]
    assert len(same_site.differences(tmp_path / "one", tmp_path / "to")) == 1
    assert same_site.dead_links(tmp_path / "one") == [("index.html", "https://site.example/b/")]


OWN_NAVIGATION = """
site_description: 'Of <floods> & "rain"'
markdown_extensions: [footnotes, {toc: {permalink: true, toc_depth: 3}}]
nav:
  - Home: index.md
  - People:
    - people/index.md
    - Mira: people/mira-okonjo.md
  - A note {{ here }}: notes/2025/note.md
  - Elsewhere: https://elsewhere.example/
"""


def test_pages_below_one_that_the_navigation_names_lead_to_it_from_where_they_are(tmp_path: Path) -> None:
    """So do those of a navigation of the archive's own, with extensions of Markdown and a description."""
    files = {"mkdocs.yml": same_site.FILES["mkdocs.yml"] + OWN_NAVIGATION}
    own, site = both(begin(tmp_path, files))
    assert same_site.differences(own, site) == []
    assert same_site.dead_links(site) == []


def test_an_archives_own_templates_draw_every_page(tmp_path: Path) -> None:
    template = """\
{% extends "base.html" %}
{% block content %}<p class="own">{{ page.title }} of {{ page.url }}</p>{{ super() }}
<ol>{% for it in page.toc %}<li>{{ it.title }}</li>{% endfor %}</ol>
{% endblock %}
{% block scripts %}{{ super() }}<script>window.own = "{{ page.url }}";</script>{% endblock %}
"""
    files = {
        "mkdocs.yml": same_site.FILES["mkdocs.yml"].replace("{name: archive}", "{name: archive, custom_dir: own}"),
        "own/main.html": template,
    }
    own, site = both(begin(tmp_path, files))
    assert same_site.differences(own, site) == []
    assert " of people/tom-weir/</p>" in (site / "people" / "tom-weir" / "index.html").read_text(encoding="utf-8")


def test_an_archive_without_a_configuration_has_a_folder_too(tmp_path: Path) -> None:
    """It has the name that its settings give it."""
    shutil.copytree(SMALL, tmp_path / "archive")
    folder = generate(tmp_path / "archive")
    said = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert said["site_name"] == "Who said what when the <river> rose"
    assert "site_url" not in said
    assert "canonical" not in (folder / "theme" / "frames" / "index.html").read_text(encoding="utf-8")


def test_templates_say_nothing_that_one_of_the_two_engines_does_not_know(tmp_path: Path) -> None:
    """No filter but `safe`, `first`, `e` and `striptags`, no block, no macro, nothing of the configuration."""
    theme = generate(begin(tmp_path, {})) / "theme"
    said: set[str] = set()
    for file in theme.rglob("*.*"):
        said |= set(re.findall(r"\{[{%#].*?[}%#]\}", file.read_text(encoding="utf-8")))
    plain = {re.sub(r"page\.meta\.[a-z]+", "page.meta.x", re.sub(r"\s+", " ", it)) for it in said}
    assert plain - {"{{ '{' }}"} == {
        "{{ page.content | safe }}", "{{ page.meta.x | safe }}", "{{ page.canonical_url | safe }}",
        "{{ (page.toc | first).id | safe }}", '{% include "partials/contents.html" %}',
        "{%- set listed = page.toc -%}", "{%- set first = listed | first -%}",
        "{%- if first and first.level == 1 -%}", "{%- set listed = first.children -%}", "{%- endif -%}",
        "{%- for item in listed -%}", '{%- include "partials/contents-item.html" -%}', "{%- endfor -%}",
        "{{ item.url | safe }}", "{{ item.title | safe }}", "{%- if item.children %}", "{{ item.title | striptags | e }}",
        "{%- for item in item.children %}", '{%- include "partials/contents-item.html" %}', "{%- endfor %}", "{%- endif %}",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"mkdocs.yml": "site_name: T\ndocs_dir: content/pages\ntheme: {name: material}\nplugins: [archive]\n"},
         "names the theme 'material'"),
        ({"mkdocs.yml": "site_name: T\ndocs_dir: content/pages\ntheme: {name: archive}\n"}, "names no plugin `archive`"),
        ({"content/pages/people/tom-weir.md": "# Tom\n"}, "this file stands where the page of content/people/tom-weir.yml belongs"),
    ],
)  # fmt: skip
def test_what_no_folder_can_be_made_of_is_refused_in_words(
    files: Mapping[str, Content], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = begin(tmp_path, files)
    assert main(["--root", str(root), "generate", "--out", str(tmp_path / "folder")]) == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "folder").exists()


def test_without_an_index_the_folder_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "archive"
    shutil.copytree(SMALL, root)
    before = same_site.beside(generate(root))
    write(root, {"content/people/tom-weir.yml": "name: Thomas Weir\n"})
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/bin/false")
    around = sorted(tmp_path.iterdir())
    assert main(["--root", str(root), "generate", "--out", str(tmp_path / "folder")]) == 1
    assert "archive generate: the search's index could not be made: " in capsys.readouterr().err
    assert same_site.beside(tmp_path / "folder") == before
    assert sorted(tmp_path.iterdir()) == around
