"""How the versions of one passage differ: who prints which words, and how close they are to a reference.

Versions are compared within one language. Each language has one reference: the original, if it was spoken in that
language; else the rendering that the record names as `base`; else the best rendering. That is the most faithful by the
editors' finding (verbatim or a translation, then unexamined, then a paraphrase, then altered), and of equals one that
is no fragment, then the one through the fewest hands, then the first published.

Every wording is compared once, however many articles print it. A comparison costs the product of two lengths, which
`text.comparison` bounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, cast

from generator import dates
from generator.archive.archive import Archive, Quoted, when
from generator.archive.follows import FOLLOWS
from generator.findings.once import once
from generator.records.model import AgentRef, Date, Original, Passage, Utterance
from generator.records.scalars import PassageRef
from generator.text.comparison import Comparison, align, closeness
from generator.text.comparison import compare as compared
from generator.text.languages import without_region
from generator.text.spelling import Text, read

Choice = Literal["original", "named", "chosen"]


@dataclass(frozen=True)
class Wording:
    """Renderings with the same words, the same speaker and the same finding of the editors, first published first.

    `comparison` is with the reference; None for the reference itself. `nearest` is an earlier wording to which this one
    is clearly closer than to the reference, with the closeness to it. `alone` are the words that no other wording has.
    `apart` says that the reference's own article quotes these words beside it and they share little with it: they are
    another part of the passage, and no other version.
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
        """Whether the words inside the quotation marks differ from those of the reference."""
        return self.comparison is not None and self.comparison.altered and not self.apart


@dataclass(frozen=True)
class Versions:
    """The wordings of a passage in one language: the reference first, then by publication.

    `distinct` counts different wordings: one that only quotes a part of the reference, or goes on beyond it, unchanged,
    is not counted by itself. `alone` are the words that only the reference has.
    """

    language: str
    reference: Quoted | Original
    choice: Choice
    wordings: tuple[Wording, ...]
    distinct: int
    alone: tuple[str, ...]


@dataclass(frozen=True)
class Rendered:
    """A passage with its renderings, and its versions by language: the archive's own first, then that with most
    renderings.

    `speakers` are those to whom renderings give the words, each with its renderings: more than one where these
    disagree. `dates` are those that cannot all be true, earliest first, and empty where the renderings may agree.
    `cues` are the reporters' verbs with how often each stands, the most frequent first.
    """

    passage: Passage
    renderings: tuple[Quoted, ...]
    versions: tuple[Versions, ...] = field(metadata={FOLLOWS: True})
    speakers: tuple[tuple[AgentRef, tuple[Quoted, ...]], ...] = field(metadata={FOLLOWS: True})
    dates: tuple[tuple[Date, tuple[Quoted, ...]], ...] = field(metadata={FOLLOWS: True})
    cues: tuple[tuple[str, int], ...] = field(metadata={FOLLOWS: True})


@dataclass(frozen=True, slots=True)
class Tally:
    """The renderings of one or more passages, counted.

    `languages` are tags, that of most renderings first. `wordings` has the number of different wordings of each
    language with more than one rendering. `compared` is whether any rendering stands beside another of its language.
    `differing` counts the articles whose words differ from the reference, `judged` those that the editors found to
    alter or paraphrase. `given_otherwise` is whether a rendering gives the words to another than the utterance's
    speaker.
    """

    articles: int
    languages: tuple[str, ...]
    wordings: tuple[tuple[str, int], ...]
    compared: bool
    differing: int
    judged: int
    given_otherwise: bool


@once
def rendered(archive: Archive) -> Mapping[str, tuple[Rendered, ...]]:
    """By the id of an utterance, its passages in the order of its record, with every rendering compared."""
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
    renderings = archive.renderings_of(PassageRef(utterance.id, passage.id))
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
    """The dates of a passage, earliest first, if their bounds prove that they cannot all mean one day; else nothing."""
    by_date: dict[str, tuple[Date, list[Quoted]]] = {}
    for quoted in renderings:
        said = quoted.quotation.said
        if said:
            by_date.setdefault(said.edtf.text, (said, []))[1].append(quoted)
    given = [date.edtf for date, _ in by_date.values()]
    ends = [date for date in given if date.latest]
    starts = [date for date in given if date.earliest]
    if ends and starts:
        first, last = min(ends, key=lambda d: d.latest or ()), max(starts, key=lambda d: d.earliest or ())
        if dates.proves_before(first, last):
            yield from ((d, tuple(group)) for d, group in sorted(by_date.values(), key=lambda pair: when(pair[0])))


_FAITHFUL = {"verbatim": 0, "translation": 0, None: 1, "paraphrase": 2, "altered": 3}

_NEIGHBOURS = 12
"""How many earlier wordings each is compared with to find its nearest. They are the first ones, which later ones
copy."""

_CLEARLY = 0.05
"""How much closer to another wording than to the reference a wording must be for the page to say so."""


def _versions(passage: Passage, language: str, renderings: Sequence[Quoted]) -> Versions:
    reference, choice = _reference(passage, language, renderings)
    text = reference.text if isinstance(reference, Original) else reference.quotation.words
    groups: dict[tuple[str, str, str | None], list[Quoted]] = defaultdict(list)
    if isinstance(reference, Quoted):
        groups[_alike(reference, language)].append(reference)  # it comes first, even if its words were printed before
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
        if quoted.ref == passage.base:
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
    """The closest of the earlier wordings that differ from the reference too, with its closeness; None where none is
    clearly closer."""
    candidates = [w for w in earlier if w.differs][:_NEIGHBOURS]
    found = [(closeness(w.first.quotation.words, words, language), w.first) for w in candidates]
    best = max(found, key=lambda f: f[0], default=None)
    return (best[1], best[0]) if best and best[0] > comparison.closeness + _CLEARLY else None


def _stands_in(texts: Iterable[str], language: str) -> Mapping[str, set[str]]:
    """For each word, the wordings that have it, by their signatures."""
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
    """Words of one version that follow each other; `shared` is whether the other has them in the same order. `gap` is
    the white space behind them."""

    words: str
    shared: bool
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A passage as one article altered it, beside a version of the same language that is closer to the speaker's
    words."""

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
    """The rewording that shows best what the archive compares; None where it has none.

    It needs a rendering judged altered and, in the same language, something closer: the original, a rendering judged
    verbatim or a translation, or the one that the passage names as its base. Passages come first whose words as spoken
    are known, since there readers can check the finding; then those with most renderings; then the pair with most words
    in common, so that no fragment stands against a sentence. Ids decide the rest, so that a build does not depend on
    the order of files.
    """
    ranked: dict[tuple[bool, int], list[tuple[Utterance, Passage]]] = defaultdict(list)
    for utterance in archive.utterances:
        for passage in utterance.passages:
            renderings = archive.renderings_of(PassageRef(utterance.id, passage.id))
            spoken = passage.original is not None or any(r.quotation.fidelity == "verbatim" for r in renderings)
            ranked[not spoken, -len(renderings)].append((utterance, passage))
    for rank in sorted(ranked):  # no words are compared below the first rank that has a pair
        pairs = [pair for utterance, passage in ranked[rank] for pair in _rewordings(archive, utterance, passage)]
        if pairs:
            return min(pairs, key=lambda pair: (-pair.shared, _ids(pair)))
    return None


def reworded(archive: Archive, quoted: Quoted) -> Rewording | None:
    """An altered quotation beside a version that is closer to the speaker's words.

    None where it is not judged altered, or the archive has nothing closer in the same language. Closer are the words as
    spoken or, where these are not known, a rendering judged verbatim or a translation, or the one that the passage
    names as its base: of the earliest of these, the one with most words in common.
    """
    quotation = quoted.quotation
    if quotation.fidelity != "altered" or quotation.passage is None:
        return None
    utterance = cast(Utterance, archive[quotation.passage.utterance])
    passage = next(p for p in utterance.passages if p.id == quotation.passage.passage)
    renderings = archive.renderings_of(quotation.passage)[:_MANY]
    found = list(islice(_closer(passage, renderings, quoted.language), _CANDIDATES))
    pairs = [beside(utterance, passage, closer, quoted) for closer in found]
    return min(pairs, key=lambda pair: (isinstance(pair.closer, Quoted), -pair.shared), default=None)


_CANDIDATES = 6
"""How many closer versions an altered rendering is compared with."""
_MANY = 60
"""How many of a passage's renderings are compared, the earliest. To compare all with all would cost the square of their
number."""


def _ids(pair: Rewording) -> tuple[str, str, str]:
    return (pair.altered.key, pair.closer.key if isinstance(pair.closer, Quoted) else "", pair.passage.id)


def _rewordings(archive: Archive, utterance: Utterance, passage: Passage) -> Iterator[Rewording]:
    """Every altered wording beside every closer one; each wording once, however many articles print it."""
    renderings = archive.renderings_of(PassageRef(utterance.id, passage.id))[:_MANY]
    seen: set[tuple[str, str]] = set()
    for altered in (r for r in renderings if r.quotation.fidelity == "altered"):
        for closer in _closer(passage, renderings, altered.language):
            texts = (closer.text if isinstance(closer, Original) else closer.quotation.words, altered.quotation.words)
            if texts not in seen:
                seen.add(texts)
                yield beside(utterance, passage, closer, altered)


def beside(utterance: Utterance, passage: Passage, closer: Quoted | Original, altered: Quoted) -> Rewording:
    """A version of a passage beside one that is closer to the speaker's words, compared."""
    text = closer.text if isinstance(closer, Original) else closer.quotation.words
    return Rewording(utterance, passage, closer, altered, *compare(text, altered.quotation.words, altered.language))


def _closer(passage: Passage, renderings: tuple[Quoted, ...], language: str) -> Iterator[Quoted | Original]:
    if passage.original and passage.original.language == language:
        yield passage.original
    for rendering in renderings:
        judged = rendering.quotation.fidelity
        based = rendering.ref == passage.base and judged is None
        if rendering.language == language and (judged in ("verbatim", "translation") or based):
            yield rendering


def compare(one: str, other: str, language: str = "") -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Two versions, each as stretches of words that both have, in the same order, and stretches that only it has."""
    left, right = read(one, language), read(other, language)
    pairs = align(left.keys, right.keys)
    return tuple(_stretches(left, {i for i, _ in pairs})), tuple(_stretches(right, {j for _, j in pairs}))


def _stretches(text: Text, shared: set[int]) -> Iterator[Stretch]:
    """The text in stretches, each cut before the first word of the next: punctuation goes with the word that it
    follows. Put together with their gaps they are the text, which has no space where the script sets none."""
    if not text.words and text.text:
        yield Stretch(text.text, shared=False)
    start = 0
    for number in range(1, len(text.words) + 1):
        if number == len(text.words) or (number in shared) != (number - 1 in shared):
            end = text.words[number].start if number < len(text.words) else len(text.text)
            words = text.text[start:end].rstrip()
            yield Stretch(words, number - 1 in shared, text.text[start + len(words) : end])
            start = end
