"""Finds the passage of a known utterance that a quotation is probably a version of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from generator.archive.archive import Archive
from generator.records.scalars import PassageRef
from generator.text import names

MIN_SIMILARITY = 72
"""The minimum similarity, out of 100, at which a quotation is proposed as a rendering: rapidfuzz's ratios over folded
words."""

MAX_LENGTH = 3000
"""How many characters of a quotation are compared. The time grows with the length of both texts."""

_SHORT = 4
"""A wording with fewer words than this must be contained in the other verbatim."""

_RAREST = 6
_COMMON = 40
"""A quotation is only compared with wordings that share one of its six rarest words, not counting words that occur in
more than forty wordings. So the time depends on the length of the text, not on the size of the archive."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, the similarity (0 to 100) of its closest wording to a quotation, and the ids of its speakers."""

    ref: PassageRef
    similarity: int
    speakers: frozenset[str]


@dataclass(frozen=True)
class PassageIndex:
    """All wordings of all passages of an archive: originals and renderings."""

    archive: Archive

    @cached_property
    def _wordings(self) -> tuple[tuple[PassageRef, tuple[str, ...], frozenset[str]], ...]:
        found: list[tuple[PassageRef, tuple[str, ...], frozenset[str]]] = []
        for utterance in self.archive.utterances:
            for passage in utterance.passages:
                ref = PassageRef(utterance.id, passage.id)
                renderings = self.archive.renderings_of(ref)
                speakers = {utterance.speaker.id, *(r.quotation.speaker.id for r in renderings)} - {None}
                texts = [r.quotation.words for r in renderings]
                texts += [passage.original.text] if passage.original else []
                by = frozenset(i for i in speakers if i)
                found += [(ref, key, by) for text in dict.fromkeys(texts) if (key := names.key(text))]
        return tuple(found)

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        having: dict[str, list[int]] = defaultdict(list)
        for number, (_, key, _) in enumerate(self._wordings):
            for word in dict.fromkeys(key):
                having[word].append(number)
        return having

    def closest_passage(self, words: str, speaker: str | None) -> Passage | None:
        """The passage most similar to these words, by the same speaker if one is given; None if none is similar
        enough."""
        key = names.key(words[:MAX_LENGTH])
        best: Passage | None = None
        for number in self._candidates(key):
            ref, other, by = self._wordings[number]
            if speaker and by and speaker not in by:
                continue
            alike = self._alike(key, other)
            if alike >= MIN_SIMILARITY and (best is None or alike > best.similarity):
                best = Passage(ref, alike, by)
        return best

    def _candidates(self, key: tuple[str, ...]) -> dict[int, None]:
        rare = [word for word in dict.fromkeys(key) if 0 < len(self._having.get(word, ())) <= _COMMON]
        rare.sort(key=lambda word: (len(self._having[word]), word))
        return dict.fromkeys(number for word in rare[:_RAREST] for number in self._having[word])

    @staticmethod
    def _alike(key: tuple[str, ...], other: tuple[str, ...]) -> int:
        if len(key) < 2 or len(other) < 2:
            return 100 if key == other else 0
        if len(key) < _SHORT or len(other) < _SHORT:
            shorter, longer = sorted((key, other), key=len)
            within = f" {' '.join(shorter)} " in f" {' '.join(longer)} "
            return 100 if key == other else 80 if within else 0
        one, two = " ".join(key), " ".join(other)
        return int(
            fuzz.token_set_ratio(one, two, score_cutoff=MIN_SIMILARITY) * 0.6 + fuzz.partial_ratio(one, two) * 0.4
        )
