"""Which words of a person's names are one word in different spellings: Shoigu, Shoygu, Шойгу."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from anyascii import anyascii

from generator.text.romanise import spellings
from generator.text.searched import bare, pieces

_ALIKE = 0.5
"""From this likeness on, two words in Latin letters may be one name."""
_SHORTEST = 3
"""Letters of a word in Latin or Cyrillic letters from which on its spellings are one word."""


def groups(names: Sequence[str], country: str | None = None) -> tuple[tuple[str, ...], ...]:
    """The words of names of one person, the main one first, each with its other spellings.

    Words are one where they stand at the same place of names with as many words, and sound alike in Latin letters; a name that is one
    word is held against the last words of others. `country` is the code (ISO 3166-1 alpha-2) of the record that bears the names.
    """
    if not names:
        return ()
    split = [tuple(bare(it) for word in name.split() for it in pieces(word)) for name in names]
    main = split[0]
    found: list[list[str]] = [[word] for word in main]
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
    whole = ([*group, *(bare(it) for word in group for it in spellings([word], country))] for group in found)
    return tuple(tuple(dict.fromkeys(group)) for group in whole if len(set(group)) > 1 and len(group[0]) >= _SHORTEST)


def _sound_alike(one: str, other: str) -> bool:
    first, second = anyascii(one).lower(), anyascii(other).lower()
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
