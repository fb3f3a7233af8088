"""Which pages get their own share picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.archive.archive import Archive
from generator.findings.caching import cached_finding
from generator.records.settings import SharePictures

MANY: Final = 2_000
"""If an archive has more articles than this and no setting, only claims, people and altered quotations get their own
picture."""


def pictures(archive: Archive) -> SharePictures:
    """Which pages get their own share picture: the archive's setting or, if there is none, a choice by the number of
    articles."""
    return archive.settings.share_pictures or _default_choice(archive)["pictures"]


@cached_finding
def _default_choice(archive: Archive) -> Mapping[str, SharePictures]:
    # A mapping, because pages depend on single entries: so they are made again only if this entry changes, and not with
    # every new article.
    return {"pictures": "all" if len(archive.articles) <= MANY else "findings"}
