"""Stories: steps through the archive in an order that editors chose, each with its evidence beside it; and the index of them."""

from __future__ import annotations

from generator.pages.stories.index import index_pages
from generator.pages.stories.page import of

__all__ = ["index_pages", "of"]
