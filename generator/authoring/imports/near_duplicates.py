"""Finds near-duplicate texts by their common runs of five words, in time proportional to their length.

Only the smallest hashes of a text's runs are kept (a bottom-k sketch, as in Broder, "On the resemblance and containment
of documents").
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter

_WORD = re.compile(r"\w+")
_RUN_LENGTH = 5
_SKETCH_SIZE = 200
MIN_SIMILARITY = 0.6
"""The minimum share of common runs at which two texts are near-duplicates."""


def sketch(text: str) -> frozenset[int]:
    """The sketch of a text for comparison; empty if it has fewer than five words."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[start : start + _RUN_LENGTH]) for start in range(len(words) - _RUN_LENGTH + 1)}
    hashes = sorted(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) for run in runs)
    return frozenset(hashes[:_SKETCH_SIZE])


class TextIndex:
    """An index of texts by name."""

    def __init__(self) -> None:
        self._sketches: dict[str, frozenset[int]] = {}
        self._having: dict[int, list[str]] = {}

    def add(self, name: str, text: str) -> None:
        """Add a text under a name."""
        self._sketches[name] = kept = sketch(text)
        for one in kept:
            self._having.setdefault(one, []).append(name)

    def near_duplicate(self, text: str) -> str | None:
        """The name of a near-duplicate of this text; None if there is none."""
        own = sketch(text)
        shared = Counter(name for one in own for name in self._having.get(one, ()))
        for name, _ in shared.most_common(3):
            both = sorted(own | self._sketches[name])[:_SKETCH_SIZE]
            alike = sum(one in own and one in self._sketches[name] for one in both)
            if both and alike / len(both) >= MIN_SIMILARITY:
                return name
        return None
