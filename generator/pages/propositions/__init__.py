"""The page of a proposition: who holds what of it, over time, with the evidence; and the index of all of them."""

from __future__ import annotations

from generator.pages.propositions.index import index_pages
from generator.pages.propositions.page import of

__all__ = ["index_pages", "of"]
