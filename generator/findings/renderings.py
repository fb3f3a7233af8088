"""How the versions of a passage differ: who prints which words, and how close they are to a reference.

Versions are compared within one language. The reference for a language is the original, if it was spoken in that
language; else the rendering that the record names as `base`; else the best rendering. The best is the most faithful
according to the editors (verbatim or translation, then unexamined, then paraphrase, then altered); among equals, one
that is no fragment, then the one with the fewest carriers, then the first published.

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
from generator.archive.archive import Archive, Quoted, date_sort_key
from generator.archive.derived_fields import DERIVED
from generator.findings.caching import cached_finding
from generator.records.model import AgentRef, Date, Original, Passage, Utterance
from generator.records.scalars import PassageRef
from generator.text.comparison import Comparison, align, closeness
from generator.text.comparison import compare as compared
from generator.text.languages import without_region
from generator.text.spelling import Text, read

Choice = Literal["original", "named", "chosen"]


@dataclass(frozen=True)
class Wording:
    """Renderings with the same words, the same speaker and the same judgement of fidelity, first published first.

    `comparison` is with the reference; None for the reference itself. `nearest` is an earlier wording that is clearly
    closer to this one than the reference is, with its closeness. `unique_words` are the words that no other wording
    has. `is_apart` says that the reference's own article also quotes these words, and that they share little with the
    reference: they are another part of the passage, not another version.
    """

    renderings: tuple[Quoted, ...]
    comparison: Comparison | None
    nearest: tuple[Quoted, float] | None
    unique_words: tuple[str, ...]
    is_apart: bool

    @property
    def first(self) -> Quoted:
        """The rendering published first."""
        return self.renderings[0]

    @property
    def differs(self) -> bool:
        """Whether the words inside the quotation marks differ from those of the reference."""
        return self.comparison is not None and self.comparison.is_altered and not self.is_apart


@dataclass(frozen=True)
class Versions:
    """The wordings of a passage in one language: the reference first, then by publication.

    `distinct` counts the different wordings; one that quotes only part of the reference unchanged, or continues beyond
    it, does not count separately. `unique_words` are the words that only the reference has.
    """

    language: str
    reference: Quoted | Original
    choice: Choice
    wordings: tuple[Wording, ...]
    distinct: int
    unique_words: tuple[str, ...]


@dataclass(frozen=True)
class RenderedPassage:
    """A passage with its renderings, and its versions by language: the archive's own language first, then the others by
    number of renderings.

    `speakers` pairs each speaker to whom the words are attributed with the renderings that do so: more than one if the
    renderings disagree. `dates` are the dates that cannot all be true, earliest first; empty if the renderings may
    agree. `cues` are the reporters' verbs with their counts, the most frequent first.
    """

    passage: Passage
    renderings: tuple[Quoted, ...]
    versions: tuple[Versions, ...] = field(metadata={DERIVED: True})
    speakers: tuple[tuple[AgentRef, tuple[Quoted, ...]], ...] = field(metadata={DERIVED: True})
    dates: tuple[tuple[Date, tuple[Quoted, ...]], ...] = field(metadata={DERIVED: True})
    cues: tuple[tuple[str, int], ...] = field(metadata={DERIVED: True})


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the renderings of one or more passages.

    `languages` are tags, the one with most renderings first. `wordings` has the number of different wordings of each
    language with more than one rendering. `compared` says whether any rendering was compared with another text in its
    language. `differing` counts the articles whose words differ from the reference, `judged` those that editors judged
    to alter or paraphrase. `is_given_differently` says whether a rendering attributes the words to someone other than
    the utterance's speaker.
    """

    articles: int
    languages: tuple[str, ...]
    wordings: tuple[tuple[str, int], ...]
    compared: bool
    differing: int
    judged: int
    is_given_differently: bool


@cached_finding
def rendered_passages(archive: Archive) -> Mapping[str, tuple[RenderedPassage, ...]]:
    """By the id of an utterance, its passages in the order of the record, with every rendering compared."""
    return {u.id: tuple(_rendered_passage(archive, u, passage) for passage in u.passages) for u in archive.utterances}


def tally(utterance: Utterance, passages: Iterable[RenderedPassage]) -> Tally:
    """The counts over these passages of an utterance."""
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
        judged=len({q.article.id for q in renderings if q.quotation.is_reworded}),
        is_given_differently=any(speaker.key != utterance.speaker.key for p in passages for speaker, _ in p.speakers),
    )


# --- one passage ---------------------------------------------------------------------------------------------------------


def _rendered_passage(archive: Archive, utterance: Utterance, passage: Passage) -> RenderedPassage:
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
    return RenderedPassage(
        passage=passage,
        renderings=renderings,
        versions=tuple(_versions(passage, tag, by_language[tag]) for tag in order),
        speakers=tuple((group[0].quotation.speaker, tuple(group)) for group in speakers.values()),
        dates=tuple(_conflicting_dates(renderings)),
        cues=tuple(sorted(cues.items(), key=lambda c: (-c[1], c[0]))),
    )


def _conflicting_dates(renderings: Sequence[Quoted]) -> Iterator[tuple[Date, tuple[Quoted, ...]]]:
    """The dates given for a passage, earliest first, if their bounds prove that they cannot all mean the same day; else
    nothing."""
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
            yield from (
                (d, tuple(group)) for d, group in sorted(by_date.values(), key=lambda pair: date_sort_key(pair[0]))
            )


_FAITHFUL = {"verbatim": 0, "translation": 0, None: 1, "paraphrase": 2, "altered": 3}

_NEIGHBOURS = 12
"""With how many earlier wordings each is compared to find its nearest. The earliest are used, since later articles copy
them."""

_CLEAR_LEAD = 0.05
"""By how much another wording must be closer than the reference before the page says so."""


def _versions(passage: Passage, language: str, renderings: Sequence[Quoted]) -> Versions:
    reference, choice = _reference(passage, language, renderings)
    text = reference.text if isinstance(reference, Original) else reference.quotation.words
    groups: dict[tuple[str, str, str | None], list[Quoted]] = defaultdict(list)
    if isinstance(reference, Quoted):
        groups[_wording_key(reference, language)].append(reference)  # first, even if printed later
    for quoted in renderings:
        if quoted is not reference:
            groups[_wording_key(quoted, language)].append(quoted)
    stands_in = _wordings_by_word([text, *(group[0].quotation.words for group in groups.values())], language)
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
        wordings.append(Wording(tuple(group), shown, nearest, _unique_words(words, stands_in, language), apart))
    changed = sum(c.is_altered for c in comparisons.values())
    distinct = changed + any(not c.is_altered for c in comparisons.values())
    return Versions(language, reference, choice, tuple(wordings), distinct, _unique_words(text, stands_in, language))


def _wording_key(quoted: Quoted, language: str) -> tuple[str, str, str | None]:
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
    """The closest earlier wording that also differs from the reference, with its closeness; None if none is clearly
    closer than the reference."""
    candidates = [w for w in earlier if w.differs][:_NEIGHBOURS]
    found = [(closeness(w.first.quotation.words, words, language), w.first) for w in candidates]
    best = max(found, key=lambda f: f[0], default=None)
    return (best[1], best[0]) if best and best[0] > comparison.closeness + _CLEAR_LEAD else None


def _wordings_by_word(texts: Iterable[str], language: str) -> Mapping[str, set[str]]:
    """For each word, the signatures of the wordings that contain it."""
    found: dict[str, set[str]] = defaultdict(set)
    for words in texts:
        text = read(words, language)
        for key in text.keys:
            found[key].add(text.signature)
    return found


def _unique_words(words: str, stands_in: Mapping[str, set[str]], language: str) -> tuple[str, ...]:
    """The words that no other wording contains, as printed and without repeats."""
    text = read(words, language)
    firsts = {key: number for number, key in reversed(list(enumerate(text.keys)))}
    return tuple(
        text.stretch(n, n + 1) for key, n in sorted(firsts.items(), key=lambda f: f[1]) if len(stands_in[key]) == 1
    )


# --- the clearest rewording ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive words of one version. `shared` says whether the other version has them in the same order. `gap` is
    the white space after them."""

    words: str
    shared: bool
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A passage as one article altered it, next to a version in the same language that is closer to the speaker's
    words."""

    utterance: Utterance
    passage: Passage
    closer: Quoted | Original
    altered: Quoted
    closer_words: tuple[Stretch, ...]
    altered_words: tuple[Stretch, ...]

    @property
    def shared(self) -> int:
        """How many words both versions share."""
        return sum(len(stretch.words.split()) for stretch in self.closer_words if stretch.shared)

    @property
    def differs(self) -> bool:
        """Whether either version has words that the other lacks. Two versions may have the same words and still be
        judged differently, as where one of them names another speaker."""
        return not all(stretch.shared for stretch in (*self.closer_words, *self.altered_words))


def clearest_rewording(archive: Archive) -> Rewording | None:
    """The rewording that best shows what the archive compares; None if there is none.

    It needs a rendering judged altered and, in the same language, something closer with other words: the original, a
    rendering judged verbatim or a translation, or the one that the passage names as its base. Passages whose spoken
    words are known come first, since readers can check those; then those with most renderings; then the pair with most
    words in common, so that a fragment is not compared with a sentence. Ids break ties, so that the result does not
    depend on the order of files.
    """
    ranked: dict[tuple[bool, int], list[tuple[Utterance, Passage]]] = defaultdict(list)
    for utterance in archive.utterances:
        for passage in utterance.passages:
            renderings = archive.renderings_of(PassageRef(utterance.id, passage.id))
            spoken = passage.original is not None or any(r.quotation.fidelity == "verbatim" for r in renderings)
            ranked[not spoken, -len(renderings)].append((utterance, passage))
    for rank in sorted(ranked):  # stops at the first rank that has a pair, so that no words are compared below it
        pairs = [
            pair
            for utterance, passage in ranked[rank]
            for pair in _rewordings(archive, utterance, passage)
            if pair.differs
        ]
        if pairs:
            return min(pairs, key=lambda pair: (-pair.shared, _ids(pair)))
    return None


def rewording_of(archive: Archive, quoted: Quoted) -> Rewording | None:
    """An altered quotation next to a version that is closer to the speaker's words.

    None if it is not judged altered, or if the archive has nothing closer in the same language with other words. The
    closer version is the original or, if that is unknown, a rendering judged verbatim or a translation, or the one that
    the passage names as its base: among the earliest of these, the one with most words in common.
    """
    quotation = quoted.quotation
    if quotation.fidelity != "altered" or quotation.passage is None:
        return None
    utterance = cast(Utterance, archive[quotation.passage.utterance])
    passage = next(p for p in utterance.passages if p.id == quotation.passage.passage)
    renderings = archive.renderings_of(quotation.passage)[:_MANY]
    found = list(islice(_closer_versions(passage, renderings, quoted.language), _CANDIDATES))
    pairs = (compare_rewording(utterance, passage, closer, quoted) for closer in found)
    return min(
        (pair for pair in pairs if pair.differs),
        key=lambda pair: (isinstance(pair.closer, Quoted), -pair.shared),
        default=None,
    )


_CANDIDATES = 6
"""How many closer versions an altered rendering is compared with."""
_MANY = 60
"""How many of a passage's renderings are compared, the earliest first. Comparing all pairs would take quadratic
time."""


def _ids(pair: Rewording) -> tuple[str, str, str]:
    return (pair.altered.key, pair.closer.key if isinstance(pair.closer, Quoted) else "", pair.passage.id)


def _rewordings(archive: Archive, utterance: Utterance, passage: Passage) -> Iterator[Rewording]:
    """Every altered wording paired with every closer one; each pair of texts once, however many articles print it."""
    renderings = archive.renderings_of(PassageRef(utterance.id, passage.id))[:_MANY]
    seen: set[tuple[str, str]] = set()
    for altered in (r for r in renderings if r.quotation.fidelity == "altered"):
        for closer in _closer_versions(passage, renderings, altered.language):
            texts = (closer.text if isinstance(closer, Original) else closer.quotation.words, altered.quotation.words)
            if texts not in seen:
                seen.add(texts)
                yield compare_rewording(utterance, passage, closer, altered)


def compare_rewording(utterance: Utterance, passage: Passage, closer: Quoted | Original, altered: Quoted) -> Rewording:
    """The comparison of an altered rendering with a version that is closer to the speaker's words."""
    text = closer.text if isinstance(closer, Original) else closer.quotation.words
    return Rewording(utterance, passage, closer, altered, *compare(text, altered.quotation.words, altered.language))


def _closer_versions(passage: Passage, renderings: tuple[Quoted, ...], language: str) -> Iterator[Quoted | Original]:
    if passage.original and passage.original.language == language:
        yield passage.original
    for rendering in renderings:
        judged = rendering.quotation.fidelity
        based = rendering.ref == passage.base and judged is None
        if rendering.language == language and (judged in ("verbatim", "translation") or based):
            yield rendering


def compare(one: str, other: str, language: str = "") -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Two versions, each cut into stretches of words that both have in the same order and stretches that only it
    has."""
    left, right = read(one, language), read(other, language)
    pairs = align(left.keys, right.keys)
    return tuple(_stretches(left, {i for i, _ in pairs})), tuple(_stretches(right, {j for _, j in pairs}))


def _stretches(text: Text, shared: set[int]) -> Iterator[Stretch]:
    """The text in stretches, each cut just before the first word of the next, so that punctuation stays with the word
    before it. Joined with their gaps they give the text again; a gap is empty in scripts that set no spaces."""
    if not text.words and text.text:
        yield Stretch(text.text, shared=False)
    start = 0
    for number in range(1, len(text.words) + 1):
        if number == len(text.words) or (number in shared) != (number - 1 in shared):
            end = text.words[number].start if number < len(text.words) else len(text.text)
            words = text.text[start:end].rstrip()
            yield Stretch(words, number - 1 in shared, text.text[start + len(words) : end])
            start = end
