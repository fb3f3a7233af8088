"""How the versions of one passage differ: who prints which words, and how near they are to a version that serves as reference.

Versions are compared within a language only. Each language has one reference: the original, where it was spoken in that
language; else the rendering that the record names as `base`; else the most faithful by the editors' finding (verbatim or a
translation, then unexamined, then a paraphrase, then altered), whole rather than a fragment, through the fewest hands, first
published. Every wording is compared once, however many articles print it: the work grows with renderings, and for wordings
with the product of two lengths, of which `words` bounds the cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, cast

from generator import dates
from generator.archive.archive import Archive, Quoted, when
from generator.findings.once import once
from generator.records.model import AgentRef, Date, Original, Passage, Utterance
from generator.text.comparison import Comparison, align, closeness
from generator.text.comparison import compare as compared
from generator.text.languages import without_region
from generator.text.spelling import Text, read

Choice = Literal["original", "named", "chosen"]


@dataclass(frozen=True)
class Wording:
    """The same words, of the same speaker and with the same finding, in the articles that print them, first published first.

    `comparison` is with the reference, None for the reference itself. `nearest` is an earlier wording to which this one is
    clearly closer than to the reference, with that closeness. `alone` are the words that no other wording has. `apart` is a piece that the reference's own article quotes
    beside it, and that shares little with it: another part of the passage, not another version.
    """

    renderings: tuple[Quoted, ...]
    comparison: Comparison | None
    nearest: tuple[Quoted, float] | None
    alone: tuple[str, ...]
    apart: bool

    @property
    def first(self) -> Quoted:
        """The rendering published first."""
        return self.renderings[0]

    @property
    def differs(self) -> bool:
        """Whether a word inside the quotation marks is another than the reference's."""
        return self.comparison is not None and self.comparison.altered and not self.apart


@dataclass(frozen=True)
class Versions:
    """The wordings of a passage in one language, the reference first, then by publication. `distinct` counts different ones.

    Words that only quote a part of the reference, or go on beyond it, unchanged, are no wording of their own.
    """

    language: str
    reference: Quoted | Original
    choice: Choice
    wordings: tuple[Wording, ...]
    distinct: int
    alone: tuple[str, ...]  # the words that only the reference has


@dataclass(frozen=True)
class Rendered:
    """A passage with its renderings by language, the language with most renderings first.

    `speakers`, `dates` and `cues` are what the renderings say of them: more than one where they disagree.
    """

    passage: Passage
    renderings: tuple[Quoted, ...]
    versions: tuple[Versions, ...]
    speakers: tuple[tuple[AgentRef, tuple[Quoted, ...]], ...]
    dates: tuple[tuple[Date, tuple[Quoted, ...]], ...]
    cues: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What the renderings of one or more passages come to."""

    articles: int
    languages: tuple[str, ...]
    wordings: tuple[tuple[str, int], ...]  # different ones by language, where there are more articles than one
    compared: bool  # whether any rendering stands beside another of its language
    differing: int  # articles with a word other than the reference's
    judged: int  # articles that the editors found to alter or paraphrase
    given_otherwise: bool  # whether a rendering gives the words to another than the utterance's speaker


@once
def rendered(archive: Archive) -> Mapping[str, tuple[Rendered, ...]]:
    """Every utterance's passages, in the order of its record, with every rendering compared; by the utterance's id."""
    return {u.id: tuple(_rendered(archive, u, passage) for passage in u.passages) for u in archive.utterances}


def tally(utterance: Utterance, passages: Iterable[Rendered]) -> Tally:
    """The counts over some of an utterance's passages."""
    passages = tuple(passages)
    renderings = [quoted for passage in passages for quoted in passage.renderings]
    versions = [v for passage in passages for v in passage.versions]
    counts: dict[str, int] = defaultdict(int)
    for each in versions:
        counts[each.language] += each.distinct
    languages: dict[str, int] = defaultdict(int)
    for quoted in renderings:
        languages[without_region(quoted.language)] += 1
    in_order = sorted(languages, key=lambda tag: (-languages[tag], tag))
    return Tally(
        articles=len({quoted.article.id for quoted in renderings}),
        languages=tuple(in_order),
        wordings=tuple((tag, counts[tag]) for tag in in_order if languages[tag] > 1),
        compared=any(w.comparison for v in versions for w in v.wordings),
        differing=len({q.article.id for v in versions for w in v.wordings if w.differs for q in w.renderings}),
        judged=len({q.article.id for q in renderings if q.quotation.reworded}),
        given_otherwise=any(speaker.key != utterance.speaker.key for p in passages for speaker, _ in p.speakers),
    )


# --- one passage ---------------------------------------------------------------------------------------------------------


def _rendered(archive: Archive, utterance: Utterance, passage: Passage) -> Rendered:
    renderings = archive.renderings_of(f"{utterance.id}/{passage.id}")
    by_language: dict[str, list[Quoted]] = defaultdict(list)
    for quoted in renderings:
        by_language[without_region(quoted.language)].append(quoted)
    own = archive.settings.language
    order = sorted(by_language, key=lambda tag: (tag != own, -len(by_language[tag]), tag))
    speakers: dict[str, list[Quoted]] = defaultdict(list)
    cues: dict[str, int] = defaultdict(int)
    for quoted in renderings:
        speakers[quoted.quotation.speaker.key].append(quoted)
        if quoted.quotation.cue:
            cues[quoted.quotation.cue] += 1
    return Rendered(
        passage=passage,
        renderings=renderings,
        versions=tuple(_versions(passage, tag, by_language[tag]) for tag in order),
        speakers=tuple((group[0].quotation.speaker, tuple(group)) for group in speakers.values()),
        dates=tuple(_at_odds(renderings)),
        cues=tuple(sorted(cues.items(), key=lambda c: (-c[1], c[0]))),
    )


def _at_odds(renderings: Sequence[Quoted]) -> Iterator[tuple[Date, tuple[Quoted, ...]]]:
    """The dates of a passage, earliest first, where their bounds prove that they cannot all be one day."""
    by_date: dict[str, tuple[Date, list[Quoted]]] = {}
    for quoted in renderings:
        said = quoted.quotation.said
        if said:
            by_date.setdefault(said.edtf.text, (said, []))[1].append(quoted)
    told = [date.edtf for date, _ in by_date.values()]
    ends = [date for date in told if date.latest]
    starts = [date for date in told if date.earliest]
    if ends and starts:
        first, last = min(ends, key=lambda d: d.latest or ()), max(starts, key=lambda d: d.earliest or ())
        if dates.proves_before(first, last):
            yield from ((d, tuple(group)) for d, group in sorted(by_date.values(), key=lambda told: when(told[0])))


_FAITHFUL = {"verbatim": 0, "translation": 0, None: 1, "paraphrase": 2, "altered": 3}

_NEIGHBOURS = 12
"""With how many earlier wordings each is compared for its nearest: the first ones, from which the others descend."""

_CLEARLY = 0.05
"""How much closer to another wording than to the reference it must be to be worth saying."""


def _versions(passage: Passage, language: str, renderings: Sequence[Quoted]) -> Versions:
    reference, choice = _reference(passage, language, renderings)
    text = reference.text if isinstance(reference, Original) else reference.quotation.words
    groups: dict[tuple[str, str, str | None], list[Quoted]] = defaultdict(list)
    if isinstance(reference, Quoted):
        groups[_alike(reference, language)].append(reference)  # it leads, whoever printed its words before
    for quoted in renderings:
        if quoted is not reference:
            groups[_alike(quoted, language)].append(quoted)
    stands_in = _stands_in([text, *(group[0].quotation.words for group in groups.values())], language)
    wordings: list[Wording] = []
    comparisons: dict[str, Comparison] = {}
    for (signature, _, _), group in groups.items():
        words = group[0].quotation.words
        comparison = compared(text, words, language)
        comparisons[signature] = comparison
        whole = comparison.relation in ("differs", "reworded")
        nearest = _nearest(words, comparison, wordings, language) if whole else None
        shown = None if group[0] is reference else comparison
        beside = isinstance(reference, Quoted) and group[0].article.id == reference.article.id
        apart = beside and comparison.relation == "reworded"
        wordings.append(Wording(tuple(group), shown, nearest, _alone(words, stands_in, language), apart))
    changed = sum(c.altered for c in comparisons.values())
    distinct = changed + any(not c.altered for c in comparisons.values())
    return Versions(language, reference, choice, tuple(wordings), distinct, _alone(text, stands_in, language))


def _alike(quoted: Quoted, language: str) -> tuple[str, str, str | None]:
    quotation = quoted.quotation
    return read(quotation.words, language).signature, quotation.speaker.key, quotation.fidelity


def _reference(passage: Passage, language: str, renderings: Sequence[Quoted]) -> tuple[Quoted | Original, Choice]:
    if passage.original and without_region(passage.original.language) == language:
        return passage.original, "original"
    for quoted in renderings:
        if quoted.key == passage.base:
            return quoted, "named"
    lengths = [len(read(q.quotation.words, language).words) for q in renderings]
    whole = max(lengths) / 2

    def merit(number: int) -> tuple[int, bool, int, int]:
        quotation = renderings[number].quotation
        return _FAITHFUL[quotation.fidelity], lengths[number] < whole, len(quotation.via), number

    return renderings[min(range(len(renderings)), key=merit)], "chosen"


def _nearest(
    words: str, comparison: Comparison, earlier: Sequence[Wording], language: str
) -> tuple[Quoted, float] | None:
    """The closest of the first wordings before this one that differ from the reference too."""
    candidates = [w for w in earlier if w.differs][:_NEIGHBOURS]
    found = [(closeness(w.first.quotation.words, words, language), w.first) for w in candidates]
    best = max(found, key=lambda f: f[0], default=None)
    return (best[1], best[0]) if best and best[0] > comparison.closeness + _CLEARLY else None


def _stands_in(texts: Iterable[str], language: str) -> Mapping[str, set[str]]:
    """In which wordings each word stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for words in texts:
        text = read(words, language)
        for key in text.keys:
            found[key].add(text.signature)
    return found


def _alone(words: str, stands_in: Mapping[str, set[str]], language: str) -> tuple[str, ...]:
    """The words, as printed and each once, that stand in no other wording."""
    text = read(words, language)
    firsts = {key: number for number, key in reversed(list(enumerate(text.keys)))}
    return tuple(
        text.stretch(n, n + 1) for key, n in sorted(firsts.items(), key=lambda f: f[1]) if len(stands_in[key]) == 1
    )


# --- the clearest of them ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand next to each other, and whether the other version has them too, in the same order."""

    words: str
    shared: bool
    gap: str = " "
    """The white space behind it."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A passage as one article altered it, and as a closer version of the same language has it."""

    utterance: Utterance
    passage: Passage
    closer: Quoted | Original
    altered: Quoted
    closer_words: tuple[Stretch, ...]
    altered_words: tuple[Stretch, ...]

    @property
    def shared(self) -> int:
        """How many words both versions have."""
        return sum(len(stretch.words.split()) for stretch in self.closer_words if stretch.shared)


def clearest_rewording(archive: Archive) -> Rewording | None:
    """The rewording that shows best what the archive compares, or None where it holds none.

    A passage qualifies with a rendering judged altered and, in the same language, its original, a rendering judged verbatim or a
    translation, or the one that it names as its base. First come passages of which the words as spoken are known, since there
    the finding can be checked; then those with most renderings; then the pair with most words in common, so that no fragment
    stands against a sentence. The rest is left to the ids, so that a build never depends on the order of files.
    """
    ranked: dict[tuple[bool, int], list[tuple[Utterance, Passage]]] = defaultdict(list)
    for utterance in archive.utterances:
        for passage in utterance.passages:
            renderings = archive.renderings_of(f"{utterance.id}/{passage.id}")
            spoken = passage.original is not None or any(r.quotation.fidelity == "verbatim" for r in renderings)
            ranked[not spoken, -len(renderings)].append((utterance, passage))
    for rank in sorted(ranked):  # no words are compared below the first rank that has a pair
        pairs = [pair for utterance, passage in ranked[rank] for pair in _rewordings(archive, utterance, passage)]
        if pairs:
            return min(pairs, key=lambda pair: (-pair.shared, _ids(pair)))
    return None


def reworded(archive: Archive, quoted: Quoted) -> Rewording | None:
    """An altered quotation beside what is closer to the speaker; None where it is not judged altered, or nothing closer is held.

    What is closer is of the same language: the words as spoken or, where those are not known, the one that has most words in
    common of the earliest renderings judged verbatim or a translation, and of the rendering that the passage names as its base.
    """
    quotation = quoted.quotation
    if quotation.fidelity != "altered" or quotation.utterance is None:
        return None
    name, _, part = quotation.utterance.partition("/")
    utterance = cast(Utterance, archive[name])
    passage = next(p for p in utterance.passages if p.id == part)
    renderings = archive.renderings_of(quotation.utterance)[:_MANY]
    found = list(islice(_closer(passage, renderings, quoted.language), _CANDIDATES))
    pairs = [_beside(utterance, passage, closer, quoted) for closer in found]
    return min(pairs, key=lambda pair: (isinstance(pair.closer, Quoted), -pair.shared), default=None)


_CANDIDATES = 6
"""Closer renderings with which one that was altered is compared."""
_MANY = 60
"""Of a passage that thousands render, the earliest are compared: all with all would cost the square of their number."""


def _ids(pair: Rewording) -> tuple[str, str, str]:
    return (pair.altered.key, pair.closer.key if isinstance(pair.closer, Quoted) else "", pair.passage.id)


def _rewordings(archive: Archive, utterance: Utterance, passage: Passage) -> Iterator[Rewording]:
    """Every altered wording beside every closer one; each wording once, however many articles print it."""
    renderings = archive.renderings_of(f"{utterance.id}/{passage.id}")[:_MANY]
    seen: set[tuple[str, str]] = set()
    for altered in (r for r in renderings if r.quotation.fidelity == "altered"):
        for closer in _closer(passage, renderings, altered.language):
            texts = (closer.text if isinstance(closer, Original) else closer.quotation.words, altered.quotation.words)
            if texts not in seen:
                seen.add(texts)
                yield _beside(utterance, passage, closer, altered)


def _beside(utterance: Utterance, passage: Passage, closer: Quoted | Original, altered: Quoted) -> Rewording:
    text = closer.text if isinstance(closer, Original) else closer.quotation.words
    return Rewording(utterance, passage, closer, altered, *compare(text, altered.quotation.words, altered.language))


def _closer(passage: Passage, renderings: tuple[Quoted, ...], language: str) -> Iterator[Quoted | Original]:
    if passage.original and passage.original.language == language:
        yield passage.original
    for rendering in renderings:
        judged = rendering.quotation.fidelity
        based = rendering.key == passage.base and judged is None
        if rendering.language == language and (judged in ("verbatim", "translation") or based):
            yield rendering


def compare(one: str, other: str, language: str = "") -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Two versions, each as stretches of words that both have, in the same order, and stretches that only it has."""
    left, right = read(one, language), read(other, language)
    pairs = align(left.keys, right.keys)
    return tuple(_stretches(left, {i for i, _ in pairs})), tuple(_stretches(right, {j for _, j in pairs}))


def _stretches(text: Text, shared: set[int]) -> Iterator[Stretch]:
    """Cut before the first word of each stretch, so that punctuation goes with the word that it follows."""
    start = 0
    for number in range(1, len(text.words) + 1):
        if number == len(text.words) or (number in shared) != (number - 1 in shared):
            end = text.words[number].start if number < len(text.words) else len(text.text)
            words = text.text[start:end].rstrip()
            yield Stretch(words, number - 1 in shared, text.text[start + len(words) : end] or " ")
            start = end
