"""Groups the spellings of each word of a person's name: Shoigu, Shoygu, Шойгу."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from anyascii import anyascii

from generator.text.romanise import spellings
from generator.text.search_words import pieces, without_accents

_LEAST_SIMILARITY = 0.5
"""The least similarity at which two words in Latin letters may be the same name."""
_SHORTEST = 3
"""The shortest word, in letters, whose spellings are grouped."""


def spelling_groups(names: Sequence[str], country: str | None = None) -> tuple[tuple[str, ...], ...]:
    """The words of a person's names, the main name's first, each with its other spellings.

    Two words are the same if they have the same position in names with equally many words, and sound alike in Latin
    letters; a one-word name is compared with the last word of the main name. `country` is the code (ISO 3166-1 alpha-2)
    of the record.
    """
    if not names:
        return ()
    split = [tuple(without_accents(it) for word in name.split() for it in pieces(word)) for name in names]
    main = split[0]
    found: list[list[str]] = [[word, *joined] for word, joined in zip(main, _joined_variants(names[0]), strict=True)]
    for words in split[1:]:
        if len(words) == len(main):
            pairs = list(enumerate(words))
        elif len(words) == 1 and len(main) > 1:
            pairs = [(len(main) - 1, words[0])]
        else:
            continue
        for place, word in pairs:
            if _sound_alike(main[place], word):
                found[place].append(word)
    whole = ([*group, *(without_accents(it) for word in group for it in spellings([word], country))] for group in found)
    return tuple(tuple(dict.fromkeys(group)) for group in whole if len(set(group)) > 1 and len(group[0]) >= _SHORTEST)


def _joined_variants(name: str) -> list[list[str]]:
    """For each piece of a name the same without its apostrophe, where the search drops what stands before that: darcy
    for D'Arcy."""
    found = []
    for word in name.split():
        own = pieces(word)
        whole = without_accents(_APOSTROPHE.sub("", word).lower())
        found += [
            [whole] if len(own) == 1 and without_accents(own[0]) != whole and _APOSTROPHE.search(word) else []
            for _ in own
        ]
    return found


_APOSTROPHE = re.compile("(?<=[^\\W\\d_])['’ʼ](?=[^\\W\\d_]{2})")


def _sound_alike(one: str, other: str) -> bool:
    first, second = anyascii(one).lower(), anyascii(other).lower()
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _LEAST_SIMILARITY
