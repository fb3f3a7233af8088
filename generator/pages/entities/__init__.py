"""The profile of a person, an organisation, a place or a document; the index of each kind; and a redirect at every
former id."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.entities.index import index_pages
from generator.pages.entities.moved import paths as signposts_at
from generator.pages.entities.moved import signpost
from generator.pages.entities.profile import of
from generator.pages.page import Page

__all__ = ["index_pages", "of", "signposts", "signposts_at"]


def signposts(archive: Archive) -> Iterator[Page]:
    """A page at every former id, which redirects to the present one."""
    for old, present in archive.former_ids.items():
        yield signpost(archive, old, present)
