"""The page of a measure: every estimate as a plot and a table, those that disagree, those that are misread; and the index."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.measures.index import index_pages
from generator.pages.measures.page import of
from generator.pages.page import Page

__all__ = ["index_pages", "of", "pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """Every measure's page with the further pages of its long lists, and their index."""
    for measure in archive.measures:
        yield from of(archive, measure)
    yield from index_pages(archive)
