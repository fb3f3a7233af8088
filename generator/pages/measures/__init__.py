"""The page of a measure: every estimate as a plot and a table, those that disagree, those that are misread; and the index."""

from __future__ import annotations

from generator.pages.measures.index import index_pages
from generator.pages.measures.page import of

__all__ = ["index_pages", "of"]
