"""Stories, which lead through the archive in steps that editors chose, each with its evidence; and the index of
stories."""

from __future__ import annotations

from generator.pages.stories.index import index_pages
from generator.pages.stories.page import of

__all__ = ["index_pages", "of"]
