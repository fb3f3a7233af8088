"""Rewrites the targets of links in hand-written pages."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from generator import routes
from generator.text import wikilinks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs.structure.files import Files

_TARGET = re.compile(r"(?:\]\(\s*|^ {0,3}\[[^\]\n]+\]:\s*)(?:<(?P<in>[^<>\n]*)>|(?P<bare>[^\s<>()]+))", re.MULTILINE)
"""The target of a Markdown link or image, inline or in a reference definition."""


def retargeted(text: str, source: str, new: Callable[[str], str | None]) -> str:
    """The Markdown of the page at the path `source`, with the targets of some links replaced.

    `new` gets the path of a link's target from the site's root, and returns the replacement relative to the page; None
    leaves the link unchanged. Query and anchor are kept.
    """
    pieces, at = [], 0
    for found in _TARGET.finditer(wikilinks.without_code(text)):
        name = "in" if found["in"] is not None else "bare"
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", found[name], re.DOTALL).groups()  # type: ignore[union-attr]
        if not path:
            continue
        there = new(posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path))))
        if there is not None:
            pieces += [text[at : found.start(name)], quote(there), mark, rest]
            at = found.end(name)
    return "".join([*pieces, text[at:]])


def present(text: str, source: str, files: Files) -> str:
    """A page's Markdown in which links to pages under a section's former name lead to their present address."""

    def new(target: str) -> str | None:
        there = routes.current(target)
        if there == target or files.get_file_from_path(target) or not files.get_file_from_path(there):
            return None
        return posixpath.relpath(there, posixpath.dirname(source))

    return retargeted(text, source, new)


def navigation(nav: object, pages: Path) -> object:
    """MkDocs's navigation in which archive pages under a section's former name have the present one.

    Paths that exist in `pages`, the folder of hand-written pages, are kept.
    """
    if isinstance(nav, dict):
        return {name: navigation(it, pages) for name, it in nav.items()}
    if isinstance(nav, list):
        return [navigation(it, pages) for it in nav]
    return routes.current(nav) if isinstance(nav, str) and not (pages / nav).is_file() else nav
