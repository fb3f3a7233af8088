"""The page of a proposition: who holds what of it, over time, with the evidence; and the index of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.propositions.index import index_pages
from generator.pages.propositions.page import of

__all__ = ["index_pages", "of", "pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """Every proposition's page with the further pages of its reports, and the index."""
    for proposition in archive.propositions:
        yield from of(archive, proposition)
    yield from index_pages(archive)
