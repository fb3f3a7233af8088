"""Which of many texts a sentence is closest to, of those that share its words in their order; or that none is.

Each word weighs the more, the fewer texts have it (inverse document frequency). The texts that share most weight with the sentence are
compared with it word by word: a match is what stands in both in the same order. Words are compared without case, accents and marks,
and by their first letters, so that most endings do not tell them apart. Scripts that set no spaces between words (Chinese, Japanese,
Thai, Lao, Khmer, Burmese) are taken by pairs of letters.

`assets/check/closest.js` finds the same in the browser, in the files of `exports/checked.py`; `tests/vectors/closest.json` holds the
two together.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

STEM = 6
"""Letters of a word by which it is compared."""
SHARE = 0.45
"""How much of a sentence's weight a text must have, in the same order, to be close to it. Measured on the first archive: quotations
with up to five words changed, dropped or swapped all lie above, and sentences about the same subject all lie below."""
LEAST = 3
"""Words that a sentence and a text must share at least, or all of a text that has fewer."""
CANDIDATES = 8
"""Texts that are compared word by word."""
COMMON = 0.02
"""The share of all texts above which a word is common: texts are looked for by it only where a sentence has few other words."""
ASKED = 24
"""Words of a sentence by which texts are looked for."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W_])+(?:['’ʼ](?:(?![{_UNSPACED}])[^\W_])+)*")
_APOSTROPHE = re.compile("['’ʼ]")
_SETS_NO_SPACES = re.compile(f"[{_UNSPACED}]")


def folded(text: str) -> str:
    """The text for comparing: in small letters, without accents and other marks, in compatibility form."""
    plain = unicodedata.normalize("NFKD", text).lower().replace("ß", "ss").replace("ς", "σ")
    letters = (
        letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.category(letter).startswith("M")
    )
    return unicodedata.normalize("NFC", "".join(letters))


def keys(text: str) -> list[str]:
    """What the words of a text are compared by, in their order."""
    found: list[str] = []
    for word in _WORD.findall(folded(text)):
        if _SETS_NO_SPACES.match(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            found.append(_APOSTROPHE.sub("", word)[:STEM])
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """A text that is close to a sentence. `share` is how much of the sentence's weight it has in the same order, from 0 to 1; `whole` how
    much of the weight of both, and `words` how many words. `is_close` says whether that is enough."""

    text: int
    share: float
    whole: float
    words: int
    is_close: bool


class Corpus:
    """Texts, by their numbers, in which sentences are looked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._keys = [keys(text) for text in texts]
        holders: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._keys):
            for word in dict.fromkeys(words):
                holders[word].append(number)
        self.holders: Mapping[str, Sequence[int]] = dict(holders)
        """The numbers of the texts that have each word, in ascending order."""
        most = max(_FEW, COMMON * len(self._keys))
        self.common = frozenset(word for word, numbers in holders.items() if len(numbers) > most)
        """The words that tell texts apart least."""

    def _weight(self, word: str) -> float:
        return math.log(1 + len(self._keys) / (1 + len(self.holders.get(word, ()))))

    def closest(self, sentence: str) -> list[Match]:
        """The texts that are close to a sentence, the closest first."""
        asked = keys(sentence)
        shared: dict[int, float] = defaultdict(float)
        for word in sought(asked, self.common):
            for number in self.holders.get(word, ()):
                shared[number] += self._weight(word)
        best = sorted(shared, key=lambda number: (-shared[number], number))[:CANDIDATES]
        found = [matched(number, asked, self._keys[number], self._weight) for number in best]
        return sorted((it for it in found if it.is_close), key=lambda it: (-2 * it.share - it.whole, it.text))


def sought(asked: Sequence[str], common: frozenset[str]) -> list[str]:
    """The words of a sentence by which texts are looked for: the longest that are not common and, where these are few, common ones."""
    words = sorted(dict.fromkeys(asked), key=lambda word: (word in common, -len(word), word))
    rare = [word for word in words if word not in common]
    return (rare if len(rare) >= LEAST else words)[:ASKED]


def matched(number: int, asked: Sequence[str], text: Sequence[str], weight: Callable[[str], float]) -> Match:
    """How the words of a sentence and those of a text match: the heaviest words that both have in the same order (a longest common
    subsequence by weight)."""
    heaviest: list[tuple[float, int]] = [(0.0, 0)] * (len(text) + 1)
    for word in asked:
        diagonal, of_word = heaviest[0], weight(word)
        for at, other in enumerate(text, 1):
            above = heaviest[at]
            heaviest[at] = (diagonal[0] + of_word, diagonal[1] + 1) if word == other else max(above, heaviest[at - 1])
            diagonal = above
    common, words = heaviest[-1]
    of_asked, of_text = sum(map(weight, asked)), sum(map(weight, text))
    is_close = common >= SHARE * of_asked > 0 and words >= min(LEAST, len(text))
    return Match(number, common / of_asked if asked else 0.0, 2 * common / ((of_asked + of_text) or 1), words, is_close)


def pieces(text: str) -> list[str]:
    """What is looked for in a pasted text: what stands in it between quotation marks or, where it has none, its sentences; a text of one
    sentence is one piece."""
    quoted = [piece.strip() for found in _QUOTED.finditer(text) for piece in found.groups() if piece]
    if quoted and (len(quoted) > 1 or len(keys(quoted[0])) < ALL_BUT * len(keys(text))):
        return [piece for piece in quoted if len(keys(piece)) >= LEAST]
    sentences = [it.strip() for it in _ENDS.split(text) if len(keys(it)) >= LEAST]
    return sentences if len(keys(text)) > LONG and len(sentences) > 1 else [text.strip()] if keys(text) else []


LONG = 60
"""Words from which a pasted text is looked for by its sentences."""
ALL_BUT = 0.8
_QUOTED = re.compile('“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」|"([^"]+)"')
_ENDS = re.compile(r"(?<=[.!?。！？])|\n")
_FEW = 20
"""Texts that may have a word before it can be common."""
