"""What is lost on the way: how an article that relays another differs from it, as far as the records of both show.

Two articles form a pair if one copies or rewrites the other, if words reached one through the other, or if both follow
the same report, which is not in the archive. A record need not hold everything that its article prints; its `copy` says
whether the whole article was read, and pages that list what is missing say so.

Each article is visited a fixed number of times for each of its quotations and figures, so the work grows with their
number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from generator.archive.archive import Archive, Quoted, date_sort_key, group_by_key
from generator.findings.caching import cached_finding
from generator.findings.figures import number
from generator.records.model import AgentRef, Article, Figure, Quotation, Statement
from generator.text.comparison import closeness, compare
from generator.text.hedges import hedges
from generator.text.languages import without_region
from generator.text.spelling import read

Tie = Literal["text", "words", "report"]
"""How two articles are related. `text`: one copies or rewrites the other. `words`: some of its words came through the
other. `report`: both follow a report that is not in the archive."""
What = Literal["quotation", "qualifier", "figure", "speaker", "carrier"]
How = Literal["changed", "dropped", "added"]

_MIN_SIMILARITY = 0.5
"""How close two quotations of one speaker must be to count as the same sentence if no record says so."""
_FAITHFUL = frozenset({"verbatim", "translation"})
"""Judgements of fidelity under which a quotation keeps the sense of what was said."""
_CANDIDATES = 12
"""With how many quotations of the same speaker each is then compared."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the copy changed, dropped or added.

    `before` and `after` are the ids of a quotation or figure in the source and in the copy. `words` is a qualifier in
    lower case, and `instead` what the copy has in its place. `who` is the speaker or carrier that only one of the two
    names.
    """

    what: What
    how: How
    before: str = ""
    after: str = ""
    words: str = ""
    instead: str = ""
    who: AgentRef | None = None


@dataclass(frozen=True, slots=True)
class RelayedPair:
    """The ids of two articles, the source and its copy, and their differences: changes first.

    If both follow the same report, neither is a copy of the other: the one published first counts as the source.
    `report` is then the id of the outlet of that report.
    """

    source: str
    copy: str
    tie: Tie
    differences: tuple[Difference, ...]
    report: str = ""

    def count(self, how: How) -> int:
        """How many differences are of this kind."""
        return sum(it.how == how for it in self.differences)


@cached_finding
def relayed_pairs(archive: Archive) -> tuple[RelayedPair, ...]:
    """All pairs: those that follow a common report last, then those with most differences first. Two articles that
    follow a common report are a pair only if they differ."""
    found = []
    for (source, copy), (tie, report) in _pairs(archive).items():
        differences = tuple(_differences(archive.article(source), archive.article(copy), tie))
        if differences or tie != "report":
            found.append(RelayedPair(source, copy, tie, differences, report))
    return tuple(sorted(found, key=lambda it: (it.tie == "report", -len(it.differences), it.copy, it.source)))


@cached_finding
def relayed_pairs_of(archive: Archive) -> Mapping[str, tuple[RelayedPair, ...]]:
    """By the id of an article, the pairs that contain it, in the order of `relayed_pairs`."""
    return group_by_key((article, it) for it in relayed_pairs(archive) for article in (it.source, it.copy))


@cached_finding
def difference_counts(archive: Archive) -> Mapping[str, int]:
    """By the id of an outlet, the number of differences between its articles and those that they relay, or that follow
    the same report."""
    found: Counter[str] = Counter()
    for it in relayed_pairs(archive):
        sides = (it.source, it.copy) if it.tie == "report" else (it.copy,)
        for outlet in {archive.article(side).publisher for side in sides}:
            if outlet and it.differences:
                found[outlet] += len(it.differences)
    return found


# --- pairs of articles ---------------------------------------------------------------------------------------------------

_Pairs = dict[tuple[str, str], tuple[Tie, str]]


def _pairs(archive: Archive) -> _Pairs:
    found: _Pairs = {}
    for article in archive.articles:
        relays = article.source.relays
        if relays and relays.of != article.id and isinstance(archive.records.get(relays.of), Article):
            found[relays.of, article.id] = ("text", "")
    for source, copy in (*_named_pairs(archive), *_carried_pairs(archive)):
        if source != copy and (copy, source) not in found:
            found.setdefault((source, copy), ("words", ""))
    for source, copy, report in _common_report_pairs(archive):
        if (copy, source) not in found:
            found.setdefault((source, copy), ("report", report))
    return found


def _named_pairs(archive: Archive) -> Iterator[tuple[str, str]]:
    """Articles that a chain of carriers names, each paired with the article at the end of the chain."""
    for article in archive.articles:
        for part in _parts(article):
            for step in part.via:
                if step.article and isinstance(archive.records.get(step.article), Article):
                    yield step.article, article.id


def _carried_pairs(archive: Archive) -> Iterator[tuple[str, str]]:
    """Articles of an outlet that passed a sentence on, each paired with the article that took it over. If the outlet
    has several, the last one published before that article counts."""
    printed: dict[tuple[object, str], list[Quoted]] = defaultdict(list)
    for quoted in sorted(archive.quotations, key=lambda q: (date_sort_key(q.article.published), q.article.id)):
        if quoted.quotation.passage and quoted.article.publisher:
            printed[quoted.quotation.passage, quoted.article.publisher].append(quoted)
    for copy in archive.quotations:
        givers = (agent for step in reversed(copy.quotation.via) for agent in step.by)
        for giver in givers:
            some = printed.get((copy.quotation.passage, giver), ()) if giver != copy.article.publisher else ()
            before = [
                q
                for q in some[:_CANDIDATES]
                if date_sort_key(q.article.published) <= date_sort_key(copy.article.published)
            ]
            if before:
                yield before[-1].article.id, copy.article.id
                break


def _common_report_pairs(archive: Archive) -> Iterator[tuple[str, str, str]]:
    """Articles that follow the same outlet's report and share a sentence or an estimate: each paired with the next one
    published, and the outlet."""
    together: dict[tuple[object, ...], dict[str, None]] = defaultdict(dict)
    for article in sorted(archive.articles, key=lambda a: (date_sort_key(a.published), a.id)):
        relays = article.source.relays
        if relays is None or isinstance(archive.records.get(relays.of), Article):
            continue
        for quotation in article.quotations:
            if quotation.passage:
                together[relays.of, quotation.passage][article.id] = None
        for figure in article.figures:
            if figure.by:
                together[relays.of, figure.measure, _givers(figure), number(figure)][article.id] = None
    for (report, *_), articles in together.items():
        ids = list(articles)
        yield from ((one, other, str(report)) for one, other in pairwise(ids))


def _parts(article: Article) -> tuple[Quotation | Statement | Figure, ...]:
    return (*article.quotations, *article.statements, *article.figures)


# --- differences ---------------------------------------------------------------------------------------------------------

_ORDER: tuple[What, ...] = ("quotation", "qualifier", "figure", "speaker", "carrier")
_HOWS: tuple[How, ...] = ("changed", "dropped", "added")


def _differences(source: Article, copy: Article, tie: Tie) -> list[Difference]:
    found = list(_in_quotations(source, copy, whole=tie != "words"))
    if tie != "words":
        found += _in_figures(source, copy)
        found += _in_names("speaker", _speakers(source), _speakers(copy))
    if tie == "text":
        found += _in_names("carrier", _carriers(source, copy), _carriers(copy, source))
    return sorted(found, key=lambda it: (_HOWS.index(it.how), _ORDER.index(it.what)))


def _in_quotations(source: Article, copy: Article, *, whole: bool) -> Iterator[Difference]:
    """The differences between the quotations of two articles. `whole` says whether quotations that only one of them has
    count too."""
    ours = [Quoted(source, quotation) for quotation in source.quotations]
    theirs = [Quoted(copy, quotation) for quotation in copy.quotations]
    pairs = same_sentences(ours, theirs)
    for before, after in pairs:
        one, other = before.quotation, after.quotation
        if one.speaker.key != other.speaker.key:
            yield Difference("speaker", "changed", one.id, other.id)
        language = without_region(before.language)
        if language != without_region(after.language):
            if other.fidelity == "altered" and one.fidelity in _FAITHFUL:  # judged by editors instead
                yield Difference("quotation", "changed", one.id, other.id)
            continue
        if compare(one.words, other.words, language).is_altered:
            yield Difference("quotation", "changed", one.id, other.id)
        yield from _in_hedges(one.id, other.id, hedges(one.words, language), hedges(other.words, language))
    if whole:
        paired = {before.key for before, _ in pairs} | {after.key for _, after in pairs}
        yield from (Difference("quotation", "dropped", before=q.quotation.id) for q in ours if q.key not in paired)
        yield from (Difference("quotation", "added", after=q.quotation.id) for q in theirs if q.key not in paired)


def _in_hedges(before: str, after: str, one: Iterable[str], other: Iterable[str]) -> Iterator[Difference]:
    had, has = Counter(one), Counter(other)
    dropped, added = list((had - has).elements()), list((has - had).elements())
    if len(dropped) == len(added):
        for was, now in zip(dropped, added, strict=True):
            yield Difference("qualifier", "changed", before, after, was, instead=now)
        return
    yield from (Difference("qualifier", "dropped", before, after, words) for words in dropped)
    yield from (Difference("qualifier", "added", before, after, words) for words in added)


def same_sentences(ours: Sequence[Quoted], theirs: Sequence[Quoted]) -> list[tuple[Quoted, Quoted]]:
    """Pairs of quotations of the same sentence: first those recorded as the same passage, then those with the same
    words, then those of one speaker with similar words."""
    pairs = _match(ours, theirs, lambda q: (q.quotation.passage, _signature(q)) if q.quotation.passage else None)
    pairs += _match(*_unmatched(ours, theirs, pairs), lambda q: q.quotation.passage)
    pairs += _match(*_unmatched(ours, theirs, pairs), _signature)
    left, right = _unmatched(ours, theirs, pairs)
    by_speaker = group_by_key((q.quotation.speaker.key, q) for q in right)
    taken: set[str] = set()
    for one in left:
        some = [q for q in by_speaker.get(one.quotation.speaker.key, ())[:_CANDIDATES] if q.key not in taken]
        near = [(_similarity(one, other), other) for other in some if _may_be_same(one, other)]
        best = max(near, key=lambda pair: pair[0], default=None)
        if best and best[0] >= _MIN_SIMILARITY:
            taken.add(best[1].key)
            pairs.append((one, best[1]))
    return pairs


def _similarity(one: Quoted, other: Quoted) -> float:
    return closeness(one.quotation.words, other.quotation.words, without_region(one.language))


def _may_be_same(one: Quoted, other: Quoted) -> bool:
    """Whether two quotations may be the same sentence. If both name a passage, the records have already decided."""
    recorded = one.quotation.passage and other.quotation.passage
    return not recorded and without_region(one.language) == without_region(other.language)


def _signature(quoted: Quoted) -> str:
    return read(quoted.quotation.words, without_region(quoted.language)).signature


T = TypeVar("T", Quoted, Figure)


def _match(ours: Iterable[T], theirs: Iterable[T], key: Callable[[T], Hashable]) -> list[tuple[T, T]]:
    """Pairs of items with the same key, each item at most once. Items with the key None are not matched."""
    waiting: dict[object, list[T]] = defaultdict(list)
    for other in theirs:
        waiting[key(other)].append(other)
    pairs = []
    for one in ours:
        found = waiting.get(key(one)) if key(one) is not None else None
        if found:
            pairs.append((one, found.pop(0)))
    return pairs


def _unmatched(ours: Iterable[T], theirs: Iterable[T], pairs: Iterable[tuple[T, T]]) -> tuple[list[T], list[T]]:
    ones, others = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return [it for it in ours if id(it) not in ones], [it for it in theirs if id(it) not in others]


def _in_figures(source: Article, copy: Article) -> Iterator[Difference]:
    pairs = _match(source.figures, copy.figures, lambda f: (f.measure, _givers(f), number(f)))
    pairs += _match(*_unmatched(source.figures, copy.figures, pairs), lambda f: (f.measure, number(f)))
    pairs += _match(*_unmatched(source.figures, copy.figures, pairs), lambda f: (f.measure, _givers(f)))
    for one, other in pairs:
        if number(one) != number(other):
            yield Difference("figure", "changed", one.id, other.id)
        had, has = (one.qualifier or "").casefold(), (other.qualifier or "").casefold()
        if had and has and had != has:
            yield Difference("qualifier", "changed", one.id, other.id, had, instead=has)
        elif had != has:
            yield Difference("qualifier", "dropped" if had else "added", one.id, other.id, had or has)
    dropped, added = _unmatched(source.figures, copy.figures, pairs)
    yield from (Difference("figure", "dropped", before=it.id) for it in dropped)
    yield from (Difference("figure", "added", after=it.id) for it in added)


def _givers(figure: Figure) -> frozenset[str]:
    return frozenset(agent.key for agent in figure.by)


_Names = Mapping[str, AgentRef]


def _in_names(what: What, ours: _Names, theirs: _Names) -> Iterator[Difference]:
    yield from (Difference(what, "dropped", who=who) for key, who in ours.items() if key not in theirs)
    yield from (Difference(what, "added", who=who) for key, who in theirs.items() if key not in ours)


def _speakers(article: Article) -> _Names:
    """Everyone who speaks in an article, takes a stance or gives a number, by key."""
    agents = [quotation.speaker for quotation in article.quotations]
    agents += [statement.holder for statement in article.statements]
    agents += [agent for figure in article.figures for agent in figure.by]
    return {agent.key: agent for agent in agents}


def _carriers(article: Article, other: Article) -> _Names:
    """The carriers that an article credits, by key, except the publishers of the two articles."""
    steps = [step for part in _parts(article) for step in part.via if not step.implied]
    agents = [AgentRef(id=agent) for step in steps for agent in step.by]
    agents += [AgentRef(unnamed=step.unnamed) for step in steps if step.unnamed]
    return {
        agent.key: agent for agent in agents if agent.id not in (article.publisher, other.publisher) or not agent.id
    }
