"""Groups the spellings of each word of a person's name: Shoigu, Shoygu, Шойгу."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from anyascii import anyascii

from generator.text.romanise import in_german_spelling, spellings
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
    found: list[list[str]] = [[word, *others] for word, others in zip(main, _typed_variants(names[0]), strict=True)]
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


def _typed_variants(name: str) -> list[list[str]]:
    """For each piece of a name, other ways to type it: darcy for D'Arcy, shea for O'Shea, mueller for Müller."""
    found = []
    for word in name.split():
        own = pieces(word)
        apart = _APOSTROPHE.split(word.lower())
        joined = without_accents("".join(apart))
        for piece in own:
            others = [in_german_spelling(piece)]
            if len(own) == 1 and len(apart) > 1:
                others += [joined, *([without_accents(apart[1])] if apart[0] == "o" else [])]
            found.append([it for it in others if it != without_accents(piece)])
    return found


_APOSTROPHE = re.compile("(?<=[^\\W\\d_])['’ʼʻ](?=[^\\W\\d_])")


def _sound_alike(one: str, other: str) -> bool:
    first, second = anyascii(one).lower(), anyascii(other).lower()
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _LEAST_SIMILARITY
