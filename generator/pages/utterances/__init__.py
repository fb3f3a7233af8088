"""The page of an utterance, which compares the renderings of each passage word by word, and the index of utterances."""

from __future__ import annotations

from generator.pages.utterances.index import index_pages
from generator.pages.utterances.page import of

__all__ = ["index_pages", "of"]
