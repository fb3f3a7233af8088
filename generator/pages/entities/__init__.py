"""The profile of a person, an organisation, a place or a document; the index of each kind; and a page at every former id."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.entities.index import index_pages
from generator.pages.entities.moved import signpost
from generator.pages.entities.profile import of, profiles
from generator.pages.page import Page
from generator.records.model import ENTITY_KINDS

__all__ = ["of", "pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """Every entity's profile with the further pages of its long lists, the index of each kind, and a page at every old id."""
    yield from profiles(archive)
    for kind in ENTITY_KINDS:
        yield from index_pages(archive, kind)
    for old, present in archive.formerly.items():
        yield signpost(archive, old, present)
