"""The profile of a person, an organisation, a place or a document; the index of each kind; and a page at every former id."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.entities.index import index_pages
from generator.pages.entities.moved import signpost
from generator.pages.entities.profile import of
from generator.pages.page import Page
from generator.records.model import ENTITY_KINDS

__all__ = ["index_pages", "of", "pages", "signposts"]


def pages(archive: Archive) -> Iterator[Page]:
    """Every entity's profile with the further pages of its long lists, the index of each kind, and a page at every old id."""
    for entity in archive.entities:
        yield from of(archive, entity)
    for kind in ENTITY_KINDS:
        yield from index_pages(archive, kind)
    yield from signposts(archive)


def signposts(archive: Archive) -> Iterator[Page]:
    """A page at every former id, which leads to the present one."""
    for old, present in archive.formerly.items():
        yield signpost(archive, old, present)
