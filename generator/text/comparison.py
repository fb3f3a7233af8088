"""Two texts of one language compared word by word; `spelling` says which words are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import LCSseq

from generator.text.spelling import Text, read, with_even_apostrophes

Relation = Literal["same", "part", "more", "differs", "reworded"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of words that both texts have. `gently` says how it differs without differing in a word."""

    text: str
    gently: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a rendering that stands to the reference in one way, or words of the reference that it lacks.

    `between` is punctuation at the joints. `beyond` is what a rendering says before or after the words of its reference,
    `left-out` what a reference says before or after the words that a rendering quotes: neither is a difference.
    The parts of all runs but the `missing` and `left-out` ones give the rendering as printed.
    """

    kind: Literal["same", "added", "missing", "between", "beyond", "left-out"]
    parts: tuple[Part, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a rendering differs from its reference, within the words that correspond."""

    relation: Relation
    runs: tuple[Run, ...]
    common: int  # words that both have, in the same order
    of_reference: int  # words of the reference that were compared
    of_rendering: int  # words of the rendering that were compared
    left_out: int = 0
    beyond: int = 0
    gently: bool = False

    @property
    def closeness(self) -> float:
        """Twice the words in common, in order, over the words of both: 1 is word for word, 0 nothing. `CLOSENESS` says it."""
        compared = self.of_reference + self.of_rendering
        return 2 * self.common / compared if compared else 1.0

    @property
    def altered(self) -> bool:
        """Whether a word was put in, left out or exchanged."""
        return self.common < max(self.of_reference, self.of_rendering)


CLOSENESS = (
    "Closeness is twice the number of words that a rendering and its reference have in common, in the same order, divided by "
    "the number of words in both: 1.00 is word for word, 0 means that no word is shared. Capitals, punctuation, accents, "
    "spacing and spelling (honour, honor) are not counted as differences. Where one of the two quotes only a part of the other, "
    "only the words that correspond are counted, and the page says how many were left aside."
)
"""The definition as the method page and the pages of utterances give it."""


REWORDED = 0.3
"""Below this closeness a marked text would be all marks: it is shown as it is, and said to be worded otherwise."""


CONTAINED = 0.6
"""The share of the shorter text's words that the longer must have for the shorter to count as a part of it."""


SHORTER = 0.75
"""How much shorter than the other a part is at most."""


OVERHANG = 4
"""The fewest words by which a part is shorter: a word or two less is a difference."""


_SKIPPED = 0.25
"""What a word passed over costs when the place of a part is looked for: four outweigh one word in common."""


_CELLS = 10_000
"""Up to this product of lengths (100 words by 100, 4 ms) the alignment with fewest breaks is found; above, any longest one."""


@lru_cache(maxsize=8192)
def compare(reference: str, rendering: str, language: str = "") -> Comparison:
    """How a rendering differs from its reference."""
    one, other = read(reference, language), read(rendering, language)
    pairs = align(one.keys, other.keys)
    window = _Window(0, len(one.words), 0, len(other.words))
    part, more = _is_part(other, one, pairs), _is_part(one, other, pairs)
    if part or more:
        corresponding = _densest(pairs, of_longer=0 if part else 1)
        if len(corresponding) >= CONTAINED * min(len(one.words), len(other.words)):
            pairs = corresponding
            window = _around(pairs, one, other, part=part)
        else:
            part = more = False
    runs = tuple(_runs(one, other, pairs, window))
    common = sum(run.words for run in runs if run.kind == "same")
    found = Comparison(
        relation="part" if part else "more" if more else "same",
        runs=runs,
        common=common,
        of_reference=common + sum(run.words for run in runs if run.kind == "missing"),
        of_rendering=common + sum(run.words for run in runs if run.kind == "added"),
        left_out=len(one.words) - (window.one_end - window.one_start),
        beyond=len(other.words) - (window.other_end - window.other_start),
        gently=any(p.gently for run in runs for p in run.parts),
    )
    if found.relation != "same" or not found.altered:
        return found
    relation: Relation = "differs" if found.closeness >= REWORDED else "reworded"
    return Comparison(relation, runs, common, found.of_reference, found.of_rendering, gently=found.gently)


def closeness(one: str, other: str, language: str = "") -> float:
    """How close two whole texts are, without saying where they differ: `Comparison.closeness` where neither is a part."""
    left, right = read(one, language).keys, read(other, language).keys
    return 2 * LCSseq.similarity(left, right) / ((len(left) + len(right)) or 1)


Pair = tuple[int, int]


def align(one: Sequence[str], other: Sequence[str]) -> tuple[Pair, ...]:
    """The places of the most words that both have in the same order; of several ways, the one in the fewest runs."""
    if len(one) * len(other) <= _CELLS:
        return tuple(_fewest_runs(one, other))
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    within = _fewest_runs(left, right) if len(left) * len(right) <= _CELLS else _any(left, right)
    return (
        *((i, i) for i in range(start)),
        *((i + start, j + start) for i, j in within),
        *((len(one) - end + i, len(other) - end + i) for i in range(end)),
    )


def _any(one: Sequence[str], other: Sequence[str]) -> Iterator[Pair]:
    for code in LCSseq.opcodes(one, other):
        if code.tag == "equal":
            yield from zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)


def _fewest_runs(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """The classic table; each word in common is worth more than any number of breaks."""
    worth = 1_000
    width = len(other) + 1
    never = -worth
    best = [[0] * width for _ in range(len(one) + 1)]
    met = [[never] * width for _ in range(len(one) + 1)]  # the best that ends with these two words as a pair
    for i, word in enumerate(one, start=1):
        above, here, met_above, met_here = best[i - 1], best[i], met[i - 1], met[i]
        score = 0
        for j, against in enumerate(other, start=1):
            if above[j] > score:  # noqa: PLR1730 - the innermost loop, where a call costs as much as the rest
                score = above[j]
            if word == against:
                met_here[j] = worth + max(met_above[j - 1], above[j - 1] - 1)
                score = max(score, met_here[j])
            here[j] = score
    pairs: list[Pair] = []
    i, j, paired = len(one), len(other), False
    while i and j:
        if paired or best[i][j] == met[i][j]:
            pairs.append((i - 1, j - 1))
            paired = met[i - 1][j - 1] == met[i][j] - worth
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _is_part(shorter: Text, longer: Text, pairs: Sequence[Pair]) -> bool:
    few, many = len(shorter.words), len(longer.words)
    return few <= SHORTER * many and many - few >= OVERHANG and len(pairs) >= max(1.0, CONTAINED * few)


def _densest(pairs: Sequence[Pair], of_longer: int) -> tuple[Pair, ...]:
    """The pairs around which the longer text corresponds: a word or two met by chance far off are left aside."""
    best, best_score, start, score = (0, 0), 0.0, 0, 0.0
    for number, pair in enumerate(pairs):
        if number:
            score -= _SKIPPED * (pair[of_longer] - pairs[number - 1][of_longer] - 1)
        if score <= 0:
            start, score = number, 0.0
        score += 1
        if score > best_score:
            best, best_score = (start, number + 1), score
    return tuple(pairs[best[0] : best[1]])


@dataclass(frozen=True, slots=True)
class _Window:
    """The words of both texts that are compared."""

    one_start: int
    one_end: int
    other_start: int
    other_end: int


def _around(pairs: Sequence[Pair], one: Text, other: Text, *, part: bool) -> _Window:
    """All of the shorter text, and of the longer the words in between, with as many at either end as the shorter has there."""
    (first, first_other), (last, last_other) = pairs[0], pairs[-1]
    if part:
        before, after = first_other, len(other.words) - last_other - 1
        return _Window(max(0, first - before), min(len(one.words), last + 1 + after), 0, len(other.words))
    before, after = first, len(one.words) - last - 1
    return _Window(0, len(one.words), max(0, first_other - before), min(len(other.words), last_other + 1 + after))


def _runs(one: Text, other: Text, pairs: Sequence[Pair], window: _Window) -> Iterator[Run]:
    told = _Told(one, other)
    if window.other_start:
        yield from told.whole("beyond", window.other_start)
    if window.one_start:
        yield Run("left-out", (Part(one.stretch(0, window.one_start)),), window.one_start)
    i, j = window.one_start, window.other_start
    for at, against in (*pairs, (window.one_end, window.other_end)):
        if _spaced_otherwise(one.keys[i:at], other.keys[j:against]):
            yield from told.shared(i, against - 1, f"spaced as “{one.stretch(i, at)}”", j)
        else:
            if against > j or at > i:
                yield from told.end_of_same()
            if at > i:
                yield Run("missing", (Part(one.stretch(i, at)),), at - i)
            if against > j:
                yield from told.whole("added", against - j)
        if at < window.one_end:
            yield from told.shared(at, against, _gently(one, other, at, against), against)
        i, j = at + 1, against + 1
    yield from told.end_of_same()
    if window.other_end < len(other.words):
        yield from told.whole("beyond", len(other.words) - window.other_end)
    if window.one_end < len(one.words):
        left_out = one.stretch(window.one_end, len(one.words))
        yield Run("left-out", (Part(left_out),), len(one.words) - window.one_end)
    yield from told.rest()


class _Told:
    """The rendering as far as it has been told, so that every letter of it is told once."""

    def __init__(self, one: Text, other: Text) -> None:
        self.one, self.other = one, other
        self.upto = 0  # letters
        self.words = 0
        self.same: list[Part] = []
        self.same_words = 0

    def _ahead(self) -> str:
        """What stands before the next word and has not been told."""
        end = self.other.words[self.words].start if self.words < len(self.other.words) else len(self.other.text)
        return self.other.text[self.upto : end]

    def _gap(self) -> str:
        gap = self._ahead()
        self.upto += len(gap)
        return gap

    def whole(self, kind: Literal["added", "beyond"], words: int) -> Iterator[Run]:
        """The next words, which the reference has not."""
        yield from _between(self._gap())
        text = self.other.stretch(self.words, self.words + words)
        self.upto += len(text)
        self.words += words
        yield Run(kind, (Part(text),), words)

    def shared(self, at: int, last: int, gently: str, against: int) -> Iterator[Run]:
        """The next words up to the `last`, which the reference has from `at` on."""
        gap = self._gap()
        if not self.same:
            yield from _between(gap)
        else:
            differs = _bare(gap) and _bare(self.one.gap(at)) != _bare(gap)
            self.same.append(Part(gap, "punctuation only" if differs else ""))
        text = self.other.stretch(against, last + 1)
        self.upto += len(text)
        self.words = last + 1
        self.same.append(Part(text, gently))
        self.same_words += 1

    def end_of_same(self) -> Iterator[Run]:
        """The words in common that were gathered, and the punctuation that closes what has been told."""
        if self.same:
            yield Run("same", tuple(_plainly(self.same)), self.same_words)
            self.same, self.same_words = [], 0
        if self.words:
            closing = re.split(r"\s", self._ahead(), maxsplit=1)[0]
            self.upto += len(closing)
            yield from _between(closing)

    def rest(self) -> Iterator[Run]:
        """What stands behind the last word."""
        yield from _between(self._gap())


def _plainly(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, those that differ in nothing run together."""
    for gently, group in groupby(parts, key=lambda p: p.gently):
        text = "".join(p.text for p in group)
        if text:
            yield Part(text, gently)


def _between(text: str) -> Iterator[Run]:
    if text:
        yield Run("between", (Part(text),), 0)


def _spaced_otherwise(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the same letters stand with other spaces, as in "neo-Nazi" and "neonazi": one word on either side."""
    return bool(one) and "".join(one) == "".join(other)


def _gently(one: Text, other: Text, at: int, against: int) -> str:
    """How a word differs that is the same word; '' where it does not."""
    left, right = (
        with_even_apostrophes(one.stretch(at, at + 1)),
        with_even_apostrophes(other.stretch(against, against + 1)),
    )
    if left == right:
        return ""
    if left.casefold() == right.casefold():
        # A capital that only opens the sentence or the fragment is no difference.
        return "" if 0 in (at, against) else f"capitals only: “{left}”"
    return f"spelling only: “{left}”"


def _bare(gap: str) -> str:
    """A gap's punctuation, whatever the shape of quotation marks and dashes."""
    return re.sub(r"\s+", "", gap).translate(_EVEN_SIGNS)


_EVEN_SIGNS = str.maketrans({**dict.fromkeys("“”„«»‘’‹›", '"'), "'": '"', **dict.fromkeys("–—―‒‐‑", "-"), "…": "..."})
