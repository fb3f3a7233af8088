"""The page of an utterance, on which the renderings of each passage are compared word by word; and the index of all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.utterances.index import index_pages
from generator.pages.utterances.page import of

__all__ = ["index_pages", "of", "pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """Every utterance's page, the further pages of passages with very many renderings, and the index."""
    for utterance in archive.utterances:
        yield from of(archive, utterance)
    yield from index_pages(archive)
