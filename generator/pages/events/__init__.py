"""The pages of events, with what happened, when and where, which articles report it and what was said; and the index of
events."""

from __future__ import annotations

from generator.pages.events.index import index_pages
from generator.pages.events.page import of

__all__ = ["index_pages", "of"]
