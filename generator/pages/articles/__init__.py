"""The page of an article, and the index of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.articles.index import INDEX, index_pages
from generator.pages.articles.page import of
from generator.pages.page import Page

__all__ = ["INDEX", "index_pages", "of", "pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """Every article's page, and their index, which takes several pages where they are many."""
    for article in archive.articles:
        yield from of(archive, article)
    yield from index_pages(archive)
