"""Compares two texts in one language word by word. `text.spelling` defines which words are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import LCSseq

from generator.text.messages import _, cleared_with_language
from generator.text.spelling import Text, read, sets_spaces, with_straight_apostrophes

Relation = Literal["same", "part", "more", "differs", "reworded"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a run. `minor_change` says how it differs if no word does (capitals, spelling, punctuation); else it
    is empty."""

    text: str
    minor_change: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the rendering, or words of the reference that the rendering lacks.

    `same` are words of both, `added` words of the rendering only, `missing` words of the reference only. `between` is
    punctuation where two runs meet. `beyond` is what the rendering says before or after the words of the reference,
    `left-out` what the reference says before or after the words that the rendering quotes; neither counts as a
    difference. The parts of all runs joined, except `missing` and `left-out`, give the rendering as printed.
    """

    kind: Literal["same", "added", "missing", "between", "beyond", "left-out"]
    parts: tuple[Part, ...]
    words: int

    @property
    def is_spaced(self) -> bool:
        """Whether it is separated from other words by spaces, which is not so in Chinese."""
        return all(sets_spaces(part.text) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a rendering differs from its reference, within the words that correspond.

    `common` is the number of words that both have in the same order, `of_reference` and `of_rendering` the number of
    words of each that were compared. `left_out` and `beyond` are the numbers of words outside the comparison.
    `has_minor_changes` says whether there are differences other than of words.
    """

    relation: Relation
    runs: tuple[Run, ...]
    common: int
    of_reference: int
    of_rendering: int
    left_out: int = 0
    beyond: int = 0
    has_minor_changes: bool = False

    @property
    def closeness(self) -> float:
        """Twice the number of words that both have in the same order, divided by the number of words in both: from 0
        (no word in common) to 1 (word for word). Capitals, punctuation, accents, spacing and spelling do not count."""
        compared = self.of_reference + self.of_rendering
        return 2 * self.common / compared if compared else 1.0

    @property
    def is_altered(self) -> bool:
        """Whether a word was added, left out or replaced."""
        return self.common < max(self.of_reference, self.of_rendering)


REWORDED = 0.3
"""Below this closeness a page calls the text reworded instead of marking differences, which would be everywhere."""


CONTAINED = 0.6
"""The share of the shorter text's words that the longer one must contain for the shorter to count as a part of it."""


SHORTER = 0.75
"""A part has at most this share of the other text's number of words."""


OVERHANG = 4
"""A part is shorter than the other text by at least this many words. One or two missing words are a difference."""


_SKIP_COST = 0.25
"""When a part is located, each skipped word costs this share of what a common word gains."""


_CELLS = 10_000
"""Up to this product of lengths (100 by 100 words, 4 ms) `align` finds the alignment with the fewest runs; above it,
any longest alignment."""


@cleared_with_language
@lru_cache(maxsize=8192)
def compare(reference: str, rendering: str, language: str = "") -> Comparison:
    """How a rendering differs from its reference. Both are in the same language (BCP 47), which decides what counts as
    spelling."""
    one, other = read(reference, language), read(rendering, language)
    pairs = align(one.keys, other.keys)
    window = _Window(0, len(one.words), 0, len(other.words))
    part, more = _is_part(other, one, pairs), _is_part(one, other, pairs)
    if part or more:
        corresponding = _densest_pairs(pairs, of_longer=0 if part else 1)
        if len(corresponding) >= CONTAINED * min(len(one.words), len(other.words)):
            pairs = corresponding
            window = _compared_window(pairs, one, other, part=part)
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
        has_minor_changes=any(p.minor_change for run in runs for p in run.parts),
    )
    if found.relation != "same" or not found.is_altered:
        return found
    relation: Relation = "differs" if found.closeness >= REWORDED else "reworded"
    return Comparison(
        relation, runs, common, found.of_reference, found.of_rendering, has_minor_changes=found.has_minor_changes
    )


def closeness(one: str, other: str, language: str = "") -> float:
    """The closeness of two whole texts, from 0 to 1. It equals that of `compare` if neither text is a part of the
    other."""
    left, right = read(one, language).keys, read(other, language).keys
    return 2 * LCSseq.similarity(left, right) / ((len(left) + len(right)) or 1)


Pair = tuple[int, int]


def align(one: Sequence[str], other: Sequence[str]) -> tuple[Pair, ...]:
    """The longest common subsequence, as pairs of indices into both; among several, the one with the fewest runs.

    If the product of lengths is above `_CELLS`, it is any longest one.
    """
    if len(one) * len(other) <= _CELLS:
        return tuple(_fewest_runs(one, other))
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    within = _fewest_runs(left, right) if len(left) * len(right) <= _CELLS else _any_alignment(left, right)
    return (
        *((i, i) for i in range(start)),
        *((i + start, j + start) for i, j in within),
        *((len(one) - end + i, len(other) - end + i) for i in range(end)),
    )


def _any_alignment(one: Sequence[str], other: Sequence[str]) -> Iterator[Pair]:
    for code in LCSseq.opcodes(one, other):
        if code.tag == "equal":
            yield from zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)


def _fewest_runs(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """Dynamic programming over a table. A common word is worth more than any number of breaks between runs."""
    worth = 1_000
    width = len(other) + 1
    never = -worth
    best = [[0] * width for _ in range(len(one) + 1)]
    met = [[never] * width for _ in range(len(one) + 1)]  # the best score of an alignment ending with this pair
    for i, word in enumerate(one, start=1):
        above, here, met_above, met_here = best[i - 1], best[i], met[i - 1], met[i]
        score = 0
        for j, against in enumerate(other, start=1):
            if above[j] > score:  # noqa: PLR1730 - in the innermost loop a call would double the cost
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


def _densest_pairs(pairs: Sequence[Pair], of_longer: int) -> tuple[Pair, ...]:
    """The densest stretch of pairs, without words that a long text has by chance far from the others."""
    best, best_score, start, score = (0, 0), 0.0, 0, 0.0
    for number, pair in enumerate(pairs):
        if number:
            score -= _SKIP_COST * (pair[of_longer] - pairs[number - 1][of_longer] - 1)
        if score <= 0:
            start, score = number, 0.0
        score += 1
        if score > best_score:
            best, best_score = (start, number + 1), score
    return tuple(pairs[best[0] : best[1]])


@dataclass(frozen=True, slots=True)
class _Window:
    """The ranges of words in both texts that are compared."""

    one_start: int
    one_end: int
    other_start: int
    other_end: int


def _compared_window(pairs: Sequence[Pair], one: Text, other: Text, *, part: bool) -> _Window:
    """All of the shorter text, and the words of the longer one from the first pair to the last.

    At either end, as many words of the longer text are added as the shorter has there outside the pairs.
    """
    (first, first_other), (last, last_other) = pairs[0], pairs[-1]
    if part:
        before, after = first_other, len(other.words) - last_other - 1
        return _Window(max(0, first - before), min(len(one.words), last + 1 + after), 0, len(other.words))
    before, after = first, len(one.words) - last - 1
    return _Window(0, len(one.words), max(0, first_other - before), min(len(other.words), last_other + 1 + after))


def _runs(one: Text, other: Text, pairs: Sequence[Pair], window: _Window) -> Iterator[Run]:
    rendering = _Rendering(one, other)
    if window.other_start:
        yield from rendering.added_words("beyond", window.other_start)
    if window.one_start:
        yield Run("left-out", (Part(one.stretch(0, window.one_start)),), window.one_start)
    i, j = window.one_start, window.other_start
    for at, against in (*pairs, (window.one_end, window.other_end)):
        if _differs_in_spacing(one.keys[i:at], other.keys[j:against]):
            yield from rendering.collect_common(i, against - 1, _("spaced as “{words}”", words=one.stretch(i, at)), j)
        else:
            if against > j or at > i:
                yield from rendering.end_of_same()
            if at > i:
                yield Run("missing", (Part(one.stretch(i, at)),), at - i)
            if against > j:
                yield from rendering.added_words("added", against - j)
        if at < window.one_end:
            yield from rendering.collect_common(at, against, _minor_change(one, other, at, against), against)
        i, j = at + 1, against + 1
    yield from rendering.end_of_same()
    if window.other_end < len(other.words):
        yield from rendering.added_words("beyond", len(other.words) - window.other_end)
    if window.one_end < len(one.words):
        left_out = one.stretch(window.one_end, len(one.words))
        yield Run("left-out", (Part(left_out),), len(one.words) - window.one_end)
    yield from rendering.remaining_text()


class _Rendering:
    """Cuts the rendering into runs. It tracks the position, so that every character ends up in exactly one run."""

    def __init__(self, one: Text, other: Text) -> None:
        self.one, self.other = one, other
        self.upto = 0  # in characters
        self.words = 0
        self.same: list[Part] = []
        self.same_words = 0

    def _next_gap(self) -> str:
        """The text before the next word that is in no run yet."""
        end = self.other.words[self.words].start if self.words < len(self.other.words) else len(self.other.text)
        return self.other.text[self.upto : end]

    def _gap(self) -> str:
        gap = self._next_gap()
        self.upto += len(gap)
        return gap

    def added_words(self, kind: Literal["added", "beyond"], words: int) -> Iterator[Run]:
        """A run of the next words, which the reference does not have."""
        yield from _gap_run(self._gap())
        text = self.other.stretch(self.words, self.words + words)
        self.upto += len(text)
        self.words += words
        yield Run(kind, (Part(text),), words)

    def collect_common(self, at: int, last: int, minor_change: str, against: int) -> Iterator[Run]:
        """Collect the words from `against` to `last`, which the reference has from `at` on."""
        gap = self._gap()
        if not self.same:
            yield from _gap_run(gap)
        else:
            differs = _unified_punctuation(gap) and _unified_punctuation(self.one.gap(at)) != _unified_punctuation(gap)
            self.same.append(Part(gap, _("punctuation only") if differs else ""))
        text = self.other.stretch(against, last + 1)
        self.upto += len(text)
        self.words = last + 1
        self.same.append(Part(text, minor_change))
        self.same_words += 1

    def end_of_same(self) -> Iterator[Run]:
        """The collected common words as a run, and the punctuation directly after them."""
        if self.same:
            yield Run("same", tuple(_merge_parts(self.same)), self.same_words)
            self.same, self.same_words = [], 0
        if self.words:
            closing = re.split(r"\s", self._next_gap(), maxsplit=1)[0]
            self.upto += len(closing)
            yield from _gap_run(closing)

    def remaining_text(self) -> Iterator[Run]:
        """The text after the last word of the rendering."""
        yield from _gap_run(self._gap())


def _merge_parts(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with adjacent ones joined if they differ in the same way."""
    for gently, group in groupby(parts, key=lambda p: p.minor_change):
        text = "".join(p.text for p in group)
        if text:
            yield Part(text, gently)


def _gap_run(text: str) -> Iterator[Run]:
    if text:
        yield Run("between", (Part(text),), 0)


def _differs_in_spacing(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words have the same letters but different spacing: "neo-Nazi" and "neonazi"."""
    return bool(one) and "".join(one) == "".join(other)


def _minor_change(one: Text, other: Text, at: int, against: int) -> str:
    """How two forms of the same word differ, in words for readers; empty if they do not."""
    left, right = (
        with_straight_apostrophes(one.stretch(at, at + 1)),
        with_straight_apostrophes(other.stretch(against, against + 1)),
    )
    if left == right:
        return ""
    if left.casefold() == right.casefold():
        # A capital on the first word of either text is no difference.
        return "" if 0 in (at, against) else _("capitals only: “{words}”", words=left)
    return _("spelling only: “{words}”", words=left)


def _unified_punctuation(gap: str) -> str:
    """The punctuation of a gap, with all quotation marks and dashes unified."""
    return re.sub(r"\s+", "", gap).translate(_EVEN_SIGNS)


_EVEN_SIGNS = str.maketrans({**dict.fromkeys("“”„«»‘’‹›", '"'), "'": '"', **dict.fromkeys("–—―‒‐‑", "-"), "…": "..."})
