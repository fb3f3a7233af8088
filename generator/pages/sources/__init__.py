"""The page with the source notes of all articles, and the register of sources without a name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.sources import page, unnamed

__all__ = ["pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """The page of sources and the register of unnamed ones, with the further pages of their lists."""
    yield from page.pages(archive)
    yield from unnamed.pages(archive)
