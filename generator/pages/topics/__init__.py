"""The page of a topic, with what is filed there, and the index of all topics."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.topics.index import index_pages
from generator.pages.topics.page import of

__all__ = ["index_pages", "of", "pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """Every topic's page with the further pages of its lists, and their index."""
    for topic in archive.topics:
        yield from of(archive, topic)
    yield from index_pages(archive)
