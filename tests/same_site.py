"""Compares two sites of one archive, from any builder, in what must be the same."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

FILES: Mapping[str, str] = {
    "mkdocs.yml": """\
site_name: A small archive
site_url: https://archive.example/
docs_dir: content/pages
theme: {name: archive}
not_in_nav: notes/
plugins:
  - archive: {repository: https://code.example/owner/archive}
""",
    "content/pages/about.md": """\
# About & "whose" {{ page.title }}

Written by hand, of [[mira-okonjo]] and [the people](people/index.md), [Tom](people/tom-weir.md#mentions "His page"), [what is
below](#rights) and ![a picture](notes/dot.svg), <a href="../people/tom-weir/">in HTML</a>, [elsewhere](https://elsewhere.example/a.md).

## Rights

Braces {% raw %} {# none #} {{ config }}.

| a | b |
| - | - |
| 1 | [a note][note] |

`[no link](people/index.md)`

[note]: notes/2025/note.md

### Übrigens
""",
    "content/pages/notes/2025/note.md": "A note, without a title of its own. See [about](../../about.md#rights) and [the map](../../map/index.md).\n",
    "content/pages/notes/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4H0z"/></svg>\n',
}
"""Additions to the small archive: its configuration, and hand-written pages with every kind of link."""


@dataclass(frozen=True)
class Facts:
    """The facts about a page that are compared."""

    anchors: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    """Each element with a link or a loaded resource, with the absolute URL."""
    words: str
    title: str
    policy: str
    """Its content security policy."""


def pages(site: Path) -> dict[str, Facts]:
    """The pages of a site, by path."""
    return {file.relative_to(site).as_posix(): _facts(site, file) for file in sorted(site.rglob("*.html"))}


def _facts(site: Path, file: Path) -> Facts:
    tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
    address = f"https://site.example/{file.relative_to(site).as_posix().removesuffix('index.html')}"
    body, title, policy = tree.body, tree.css_first("title"), tree.css_first("meta[http-equiv]")
    assert body is not None
    assert title is not None, f"{file} has no title"
    assert policy is not None, f"{file} has no policy"
    return Facts(
        anchors=tuple(node.attributes["id"] or "" for node in tree.css("[id]")),
        links=tuple(
            (f"{node.tag} {name}", urljoin(address, node.attributes.get(name) or ""))
            for name in ("href", "src", "action")
            for node in tree.css(f"[{name}]")
        ),
        words=re.sub(r"\s+", "", body.text(separator=" ")),
        title=title.text(),
        policy=policy.attributes["content"] or "",
    )


def beside(site: Path) -> dict[str, bytes]:
    """Every other file of a site, by path: compressed files uncompressed, and sitemaps sorted, since their order may
    vary."""
    found = {
        file.relative_to(site).as_posix(): gzip.decompress(file.read_bytes())
        if file.suffix == ".gz"
        else file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.suffix != ".html"
    }
    return {path: b"\n".join(sorted(it.split())) if path.startswith("sitemap") else it for path, it in found.items()}


def dead_links(site: Path) -> list[tuple[str, str]]:
    """The links on a site's pages, except the 404 page, to pages, files and anchors that do not exist."""
    found = pages(site)
    dead = []
    for path, facts in found.items():
        for _, link in facts.links if path != "404.html" else ():
            address, anchor = urldefrag(link)
            parts = urlsplit(address)
            if parts.hostname == "site.example":
                there = unquote(parts.path).removeprefix("/")
                there += "index.html" if there.endswith("/") or not there else ""
                anchored = not anchor or there not in found or unquote(anchor) in found[there].anchors
                if not (site / there).is_file() or not anchored:
                    dead.append((path, link))
    return dead


def differences(expected: Path, site: Path) -> list[str]:
    """The differences between two sites, in words; empty if they are the same for a reader."""
    ours, theirs = pages(expected), pages(site)
    said = [f"only in one of them: {path}" for path in sorted(ours.keys() ^ theirs.keys())]
    for path in ours.keys() & theirs.keys():
        for name, value in vars(ours[path]).items():
            other = getattr(theirs[path], name)
            if value != other:
                said.append(f"{path}: other {name}: {_first_difference(value, other)}")
    return sorted(said)


def _first_difference(one: str | tuple[object, ...], other: str | tuple[object, ...]) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    span = slice(max(0, at - 20), at + 60) if isinstance(one, str) else slice(at, at + 1)
    return f"{one[span]} and not {other[span]}"
