"""The page of a measure, with all its estimates as a plot and a table, and those that disagree or are misread; and the
index of measures."""

from __future__ import annotations

from generator.pages.measures.index import index_pages
from generator.pages.measures.page import of

__all__ = ["index_pages", "of"]
