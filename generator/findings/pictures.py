"""Which pages have a share picture of their own where an archive does not say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.archive.archive import Archive
from generator.findings.once import once
from generator.records.settings import SharePictures

MANY: Final = 2_000
"""With more articles than these, only claims, people and what was altered have pictures of their own."""


def pictures(archive: Archive) -> SharePictures:
    """Which pages have a share picture of their own: as the archive's settings say or, where they do not, by its size."""
    return archive.settings.share_pictures or _usual(archive)["pictures"]


@once
def _usual(archive: Archive) -> Mapping[str, SharePictures]:
    # A mapping, of which a page reads the entry: so pages are made again where it is another one, and not with every new article.
    return {"pictures": "all" if len(archive.articles) <= MANY else "findings"}
