"""Where the links of a page written by hand lead, and where they are to lead instead."""

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
"""Where a link or an image of Markdown leads, written beside it or at the foot of the page."""


def retargeted(text: str, source: str, new: Callable[[str], str | None]) -> str:
    """The Markdown of the page at the path `source`, with some of its links leading elsewhere.

    `new` gets the path of a link's target from the site's root, and returns the path from the page that is to stand there instead;
    None leaves the link as it is. Query and anchor stay.
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
    """The Markdown of a page, whose links to pages under a former name of their section lead to where these stand now."""

    def new(target: str) -> str | None:
        there = routes.present(target)
        if there == target or files.get_file_from_path(target) or not files.get_file_from_path(there):
            return None
        return posixpath.relpath(there, posixpath.dirname(source))

    return retargeted(text, source, new)


def navigation(nav: object, pages: Path) -> object:
    """A navigation of MkDocs, in which pages of the archive under a former name of their section have the present one.

    What stands at that path in `pages`, the folder of hand-written pages, keeps it.
    """
    if isinstance(nav, dict):
        return {name: navigation(it, pages) for name, it in nav.items()}
    if isinstance(nav, list):
        return [navigation(it, pages) for it in nav]
    return routes.present(nav) if isinstance(nav, str) and not (pages / nav).is_file() else nav
