"""The pages that are written by hand: their `[[id]]` and `[[id|words]]` become links, as in the body of an article."""

from __future__ import annotations

from html import escape

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
