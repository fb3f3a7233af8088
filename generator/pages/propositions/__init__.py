"""The page of a proposition: who takes which stance on it, over time, with the evidence; and the index of
propositions."""

from __future__ import annotations

from generator.pages.propositions.index import index_pages
from generator.pages.propositions.page import of

__all__ = ["index_pages", "of"]
