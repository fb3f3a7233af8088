"""The pages of events: what, when and where, which articles tell of it and what was said; and the index of all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.events.index import index_pages
from generator.pages.events.page import of
from generator.pages.page import Page

__all__ = ["index_pages", "of", "pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """Every event's page with the further pages of its long lists, and the index."""
    for event in archive.events:
        yield from of(archive, event)
    yield from index_pages(archive)
