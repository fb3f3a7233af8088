"""The page of a topic, with what is filed there, and the index of topics."""

from __future__ import annotations

from generator.pages.topics.index import index_pages
from generator.pages.topics.page import of

__all__ = ["index_pages", "of"]
