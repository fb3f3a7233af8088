"""Letters as readers see them: with the accents, vowels and joiners that belong to them, and emoji of several signs."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
"""Two of these make a flag."""
_BELONG = frozenset([0x200C, *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080), *range(0x1160, 0x1200)])
"""Signs that belong to the letter before them, beside marks: the other joiner, skin colours, tags of flags, vowels of Korean."""


def begin_of_letter(text: str, at: int) -> int:
    """The last place up to `at` where a text can be cut without parting a letter from what belongs to it; `at` itself where
    all before it is one letter."""
    place = at
    while 0 < place < len(text) and _belongs(text, place):
        place -= 1
    return place or at


def _belongs(text: str, at: int) -> bool:
    """Whether the sign at this place is of one letter with the sign before it."""
    sign = text[at]
    if unicodedata.category(sign)[0] == "M" or sign == _JOINER or ord(sign) in _BELONG or text[at - 1] == _JOINER:
        return True
    if ord(sign) not in _FLAGS:
        return False
    flags = at
    while flags and ord(text[flags - 1]) in _FLAGS:
        flags -= 1
    return (at - flags) % 2 == 1
