"""The pages of events: what, when and where, which articles tell of it and what was said; and the index of all."""

from __future__ import annotations

from generator.pages.events.index import index_pages
from generator.pages.events.page import of

__all__ = ["index_pages", "of"]
