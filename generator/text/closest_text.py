"""Finds which of many texts is closest to a sentence, among those that share its words in order; or that none is.

A word weighs more the fewer texts contain it (inverse document frequency). The texts that share the most weight with
the sentence are compared with it word by word: words match if both have them in the same order. Words are compared
without case, accents and marks, and only by their first letters, so that most endings do not matter. Scripts without
spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are compared by pairs of letters.

`assets/check/closest.js` does the same in the browser, with the files of `exports/checked.py`;
`tests/vectors/closest.json` holds the two together.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

STEM_LENGTH = 6
"""By how many of its first letters a word is compared."""
LEAST_SHARE = 0.45
"""The share of a sentence's weight that a text must contain, in the same order, to be close to it. Measured on the
first archive: all quotations with up to five words changed, dropped or swapped are above it, and all other sentences
about the same subject below."""
LEAST_WORDS = 3
"""The fewest words that a sentence and a text must share, or all words of a shorter text."""
MOST_CANDIDATES = 8
"""How many texts are compared word by word."""
COMMON_SHARE = 0.02
"""A word is common if more than this share of all texts contain it. Common words are used in the search only if a
sentence has few others."""
MOST_SEARCHED = 24
"""By how many words of a sentence texts are searched for."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W_])+(?:['’ʼ](?:(?![{_UNSPACED}])[^\W_])+)*")
_APOSTROPHE = re.compile("['’ʼ]")
_SETS_NO_SPACES = re.compile(f"[{_UNSPACED}]")


def fold(text: str) -> str:
    """The text normalised for comparison: lower case, without accents and other marks, in compatibility form."""
    plain = unicodedata.normalize("NFKD", text).lower().replace("ß", "ss").replace("ς", "σ")
    letters = (
        letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.category(letter).startswith("M")
    )
    return unicodedata.normalize("NFC", "".join(letters))


def keys(text: str) -> list[str]:
    """The keys by which the words of a text are compared, in order."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if _SETS_NO_SPACES.match(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            found.append(_APOSTROPHE.sub("", word)[:STEM_LENGTH])
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """A text compared with a sentence. `share` is how much of the sentence's weight it contains in the same order, from
    0 to 1; `whole` the share of the weight of both, and `words` the number of matching words. `is_close` says whether
    that is enough."""

    text: int
    share: float
    whole: float
    words: int
    is_close: bool


class Corpus:
    """A searchable sequence of texts, identified by their indices."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._keys = [keys(text) for text in texts]
        holders: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._keys):
            for word in dict.fromkeys(words):
                holders[word].append(number)
        self.holders: Mapping[str, Sequence[int]] = dict(holders)
        """For each word, the indices of the texts that contain it, ascending."""
        most = max(_FEW, COMMON_SHARE * len(self._keys))
        self.common = frozenset(word for word, numbers in holders.items() if len(numbers) > most)
        """The words that distinguish texts least."""

    def _weight(self, word: str) -> float:
        return math.log(1 + len(self._keys) / (1 + len(self.holders.get(word, ()))))

    def closest(self, sentence: str) -> list[Match]:
        """The texts that are close to a sentence, the closest first."""
        asked = keys(sentence)
        shared: dict[int, float] = defaultdict(float)
        for word in search_words(asked, self.common):
            for number in self.holders.get(word, ()):
                shared[number] += self._weight(word)
        best = sorted(shared, key=lambda number: (-shared[number], number))[:MOST_CANDIDATES]
        found = [match(number, asked, self._keys[number], self._weight) for number in best]
        return sorted((it for it in found if it.is_close), key=lambda it: (-2 * it.share - it.whole, it.text))


def search_words(asked: Sequence[str], common: frozenset[str]) -> list[str]:
    """The words of a sentence by which texts are searched for: the longest that are not common; if these are too few,
    common ones too."""
    words = sorted(dict.fromkeys(asked), key=lambda word: (word in common, -len(word), word))
    rare = [word for word in words if word not in common]
    return (rare if len(rare) >= LEAST_WORDS else words)[:MOST_SEARCHED]


def match(number: int, asked: Sequence[str], text: Sequence[str], weight: Callable[[str], float]) -> Match:
    """How the words of a sentence match those of a text: the heaviest common subsequence."""
    heaviest: list[tuple[float, int]] = [(0.0, 0)] * (len(text) + 1)
    for word in asked:
        diagonal, of_word = heaviest[0], weight(word)
        for at, other in enumerate(text, 1):
            above = heaviest[at]
            heaviest[at] = (diagonal[0] + of_word, diagonal[1] + 1) if word == other else max(above, heaviest[at - 1])
            diagonal = above
    common, words = heaviest[-1]
    of_asked, of_text = sum(map(weight, asked)), sum(map(weight, text))
    is_close = common >= LEAST_SHARE * of_asked > 0 and words >= min(LEAST_WORDS, len(text))
    return Match(number, common / of_asked if asked else 0.0, 2 * common / ((of_asked + of_text) or 1), words, is_close)


def split_pasted(text: str) -> list[str]:
    """The parts of a pasted text to look up: its quotations if it has any, otherwise its sentences; a short text is one
    piece."""
    quoted = [piece.strip() for found in _QUOTED.finditer(text) for piece in found.groups() if piece]
    if quoted and (len(quoted) > 1 or len(keys(quoted[0])) < ALL_BUT * len(keys(text))):
        return [piece for piece in quoted if len(keys(piece)) >= LEAST_WORDS]
    sentences = [it.strip() for it in _ENDS.split(text) if len(keys(it)) >= LEAST_WORDS]
    return sentences if len(keys(text)) > LONG_TEXT and len(sentences) > 1 else [text.strip()] if keys(text) else []


LONG_TEXT = 60
"""A pasted text with more words than this is looked up sentence by sentence."""
ALL_BUT = 0.8
_QUOTED = re.compile('“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」|"([^"]+)"')
_ENDS = re.compile(r"(?<=[.!?。！？])|\n")
_FEW = 20
"""A word is never common if at most this many texts contain it."""
