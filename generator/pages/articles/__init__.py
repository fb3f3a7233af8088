"""The page of an article, and the index of articles."""

from __future__ import annotations

from generator.pages.articles.index import INDEX, index_pages
from generator.pages.articles.page import of

__all__ = ["INDEX", "index_pages", "of"]
