"""Grapheme clusters: letters as readers see them, with their accents, vowels and joiners, and emoji made of several
characters."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
"""Two of these make a flag."""
_BELONG = frozenset([0x200C, *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080), *range(0x1160, 0x1200)])
"""Characters besides marks that belong to the letter before them: the zero-width non-joiner, skin tones, flag tags,
Korean vowels."""


def start_of_letter(text: str, at: int) -> int:
    """The last offset up to `at` at which a text can be cut without splitting a letter; `at` itself if everything
    before it is one letter."""
    place = at
    while 0 < place < len(text) and _continues_letter(text, place):
        place -= 1
    return place or at


def _continues_letter(text: str, at: int) -> bool:
    """Whether the character at this offset belongs to the same letter as the one before it."""
    sign = text[at]
    if unicodedata.category(sign)[0] == "M" or sign == _JOINER or ord(sign) in _BELONG or text[at - 1] == _JOINER:
        return True
    if ord(sign) not in _FLAGS:
        return False
    flags = at
    while flags and ord(text[flags - 1]) in _FLAGS:
        flags -= 1
    return (at - flags) % 2 == 1
