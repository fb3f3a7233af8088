"""The page of an utterance, on which the renderings of each passage are compared word by word; and the index of all."""

from __future__ import annotations

from generator.pages.utterances.index import index_pages
from generator.pages.utterances.page import of

__all__ = ["index_pages", "of"]
