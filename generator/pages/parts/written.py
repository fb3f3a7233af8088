"""The pages that are written by hand: their `[[id]]` and `[[id|words]]` become links, as in the body of an article.

Some of them are the same in every archive: how records come to be, and how to send one. The package has these; an archive that
writes its own puts a file of the same name into `content/pages`.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path

from generator.archive.archive import Archive
from generator.pages.parts.here import Here
from generator.text import wikilinks


def linked(archive: Archive, path: str, text: str) -> str:
    """The Markdown of the page at source path `path`, with links to the records it names. What names no record stands as it is."""
    here = Here(archive, path)
    pieces, at = [], 0
    for found in wikilinks.links(wikilinks.without_code(text)):
        if found.target in archive:
            link = here.link(found.target, found.shown)
            pieces += [text[at : found.start], f'<a href="{escape(link.href or "")}">{escape(link.text)}</a>']
            at = found.end
    return "".join([*pieces, text[at:]])


def usual(pages: Path) -> dict[str, str]:
    """The Markdown of each usual page, by its source path, without those that the folder `pages` has itself.

    They lead to sections of `about.md`, which every archive writes itself: where it has no such section, or no such page, they
    lead to the page, or nowhere.
    """
    about = pages / "about.md"
    written = about.read_text(encoding="utf-8", errors="replace") if about.is_file() else None

    def link(found: re.Match[str]) -> str:
        words, anchor = found[1], found[2]
        if written is None:
            return words
        return found[0] if re.search(rf"[#\"']{re.escape(anchor)}\b", written) else f"[{words}](about.md)"

    return {path: _ABOUT.sub(link, text) for path, text in _usual().items() if not (pages / path).is_file()}


_ABOUT = re.compile(r"\[([^\[\]]{1,200})\]\(about\.md#([a-z-]{1,40})\)")


@cache
def _usual() -> dict[str, str]:
    folder = resources.files("generator.pages") / "usual"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".md")}
