"""Finds quotations of one speaker that look like renderings of one passage but are not linked to it. These are
suggestions, not judgements.

Quotations are grouped by speaker and language; equal wordings count once. A wording is compared only with those that
share one of its rarest words, and words found in more than `_COMMON` wordings are ignored. So a wording takes at most
`_RAREST` times `_COMMON` comparisons, and the work grows with the number of quotations and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator import dates
from generator.archive.archive import Archive, Quoted, date_sort_key
from generator.text.languages import without_region
from generator.text.spelling import read

ALIKE = 70
"""The least similarity of two quotations that resemble each other: rapidfuzz's token_set_ratio of their words, from
0 to 100, which is 100 if one contains all words of the other. Two thirds of the renderings that editors linked reach
it."""

OTHERWISE_LINKED = 90
"""The same limit for two quotations that editors linked to different utterances."""

_SHORTEST = 4
"""A quotation of fewer words resembles only those with exactly the same words, and one of a single word none."""

_RAREST = 5
_COMMON = 12


@dataclass(frozen=True)
class Resemblance:
    """Two quotations that resemble each other but are not linked to one passage. `common_words` is their similarity,
    from 0 to 100."""

    quoted: Quoted
    other: Quoted
    common_words: int


def resemblances(archive: Archive) -> tuple[Resemblance, ...]:
    """The best match of each quotation that has one. `quoted` is the one without a passage; if both or neither have
    one, the later one."""
    groups: dict[tuple[str, str], list[Quoted]] = defaultdict(list)
    for quoted in sorted(archive.quotations, key=lambda q: (date_sort_key(q.article.published), q.key)):
        if quoted.said_by and quoted.said_by.id:
            groups[quoted.said_by.id, without_region(quoted.language)].append(quoted)
    found = [resemblance for group in groups.values() for resemblance in _resemblances_within(group)]
    return tuple(sorted(found, key=lambda r: r.quoted.key))


# --- within one speaker's quotations in one language ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wording:
    """Quotations with the same words. `lead` represents them: a linked one if there is one, else the first."""

    keys: tuple[str, ...]
    text: str
    lead: Quoted


def _resemblances_within(group: Sequence[Quoted]) -> Iterator[Resemblance]:
    same: dict[tuple[str, ...], list[Quoted]] = defaultdict(list)
    for quoted in group:
        same[read(quoted.quotation.words, quoted.language).keys].append(quoted)
    wordings = []
    for keys, quotations in same.items():
        lead = next((q for q in quotations if q.quotation.passage), quotations[0])
        if len(keys) >= _SHORTEST:
            wordings.append(_Wording(keys, " ".join(keys), lead))
        for quoted in quotations:
            if len(keys) > 1 and quoted is not lead and _may_be_same_passage(quoted, lead, 100):
                yield Resemblance(quoted, lead, 100)
    yield from _resemblances_between(wordings)


def _resemblances_between(wordings: Sequence[_Wording]) -> Iterator[Resemblance]:
    best: dict[str, Resemblance] = {}
    for later, earlier in pairs([wording.keys for wording in wordings]):
        for resemblance in _compare(wordings[later], wordings[earlier]):
            known = best.get(resemblance.quoted.key)
            if known is None or resemblance.common_words > known.common_words:
                best[resemblance.quoted.key] = resemblance
    yield from best.values()


def pairs(texts: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Which texts, given as tuples of words, are worth comparing: pairs of indices, the larger first, of texts that
    share one of the rarest words of either."""
    containing: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        for word in dict.fromkeys(words):
            containing[word].append(number)
    met = set()
    for number, words in enumerate(texts):
        rare = [word for word in dict.fromkeys(words) if 1 < len(containing[word]) <= _COMMON]
        rare.sort(key=lambda word: (len(containing[word]), word))
        for other in dict.fromkeys(n for word in rare[:_RAREST] for n in containing[word]):
            pair = (max(number, other), min(number, other))
            if number != other and pair not in met:
                met.add(pair)
                yield pair


def _compare(later: _Wording, earlier: _Wording) -> Iterator[Resemblance]:
    # `one` is the quotation that an editor would change: the unlinked one, or else the later one.
    one, other = later.lead, earlier.lead
    if one.quotation.passage and not other.quotation.passage:
        one, other = other, one
    alike = int(fuzz.token_set_ratio(later.text, earlier.text, score_cutoff=ALIKE))
    if alike >= ALIKE and _may_be_same_passage(one, other, alike):
        yield Resemblance(one, other, alike)


def _may_be_same_passage(one: Quoted, other: Quoted, alike: int) -> bool:
    """Whether both may render one passage: the records do not link them so already, and nothing rules it out."""
    linked, also = one.quotation.passage, other.quotation.passage
    if one.article.id == other.article.id:
        return False
    if linked and also and (linked.utterance == also.utterance or alike < OTHERWISE_LINKED):
        return False
    said, and_said = one.quotation.said, other.quotation.said
    return not (
        said
        and and_said
        and (dates.proves_before(said.edtf, and_said.edtf) or dates.proves_before(and_said.edtf, said.edtf))
    )
