"""How many independent sources there are: chains of copying, rewriting and carrying, followed back to their beginning.

The work grows with the number of articles and quotations. Each chain is walked once: where it joins one already walked,
it has the same origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.archive.archive import Archive, Estimated, EventReport, Quoted, Stated
from generator.findings.caching import cached_finding
from generator.records.model import AgentRef, Article, Quotation, Via
from generator.records.scalars import PassageRef

Carried = Article | Quoted | Stated | Estimated | EventReport
"""Something that an article reports, or the article as a whole."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who first carried something.

    `id` is that of an outlet, body or person, or of an article whose publisher is unknown. For an unnamed carrier,
    `unnamed` has the description that the article with this id gives. An unnamed carrier counts as an origin of its
    own, though it may be one of the named ones. Carriers that a record names together are one origin: `co_origins` has
    the ids of the others.
    """

    id: str
    unnamed: str | None = None
    co_origins: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """`id` and `co_origins` together."""
        return (self.id, *self.co_origins)


@dataclass(frozen=True, slots=True)
class Branch:
    """An origin with the articles that go back to it, in the order in which they were passed to `ancestry`."""

    origin: Origin
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The origins of a set of articles. `articles` is their number; the branch with the most articles comes first."""

    articles: int
    branches: tuple[Branch, ...]

    @property
    def unnamed(self) -> int:
        """How many of the origins are unnamed carriers."""
        return sum(branch.origin.unnamed is not None for branch in self.branches)


def ancestry(archive: Archive, carried: Iterable[Carried]) -> Ancestry:
    """The origins of what articles carry, such as the renderings of a passage, the reports of a position or the reports
    of an event.

    If carriers are named together and one of them is also an origin by itself, only that one counts.
    """
    found = [(item if isinstance(item, Article) else item.article, origin_of(archive, item)) for item in carried]
    alone = {origin for _, origin in found if not origin.co_origins}
    by_origin: dict[Origin, dict[str, Article]] = {}
    for article, origin in found:
        apart = [one for one in map(Origin, origin.ids) if one in alone] if origin.co_origins else []
        for one in apart or [origin]:
            by_origin.setdefault(one, {})[article.id] = article
    articles = {article.id for article, _ in found}
    branches = [Branch(origin, tuple(some.values())) for origin, some in by_origin.items()]
    branches.sort(key=lambda b: (-len(b.articles), b.origin.unnamed is not None, b.origin.ids, b.origin.unnamed or ""))
    return Ancestry(len(articles), tuple(branches))


def origin_of(archive: Archive, carried: Carried) -> Origin:
    """Who first carried something.

    This is the first step of its chain that is not the speaker. A step that names an article continues with the chain
    of that article. Without a chain, it is the origin of the article that this one copies or rewrites, or else the
    article's publisher.
    """
    ahead = _next_step(archive, carried)
    return _ends(archive)[ahead] if isinstance(ahead, _Node) else ahead


@cached_finding
def origins(archive: Archive) -> Mapping[str, str]:
    """By the id of an article, its origin: the id of the article or outlet at the end of the chain that it relays.

    An article that relays nothing is its own origin. If articles relay each other in a cycle, which `check` reports,
    the first of them by id is the origin of all.
    """
    found: dict[str, str] = {}
    for article in archive.articles:
        chain: dict[str, None] = {}
        current = article.id
        while current not in found and current not in chain:
            chain[current] = None
            record = archive[current]
            relays = record.source.relays if isinstance(record, Article) else None
            if relays is None or relays.of not in archive:
                break
            current = relays.of
        ring = list(chain)[list(chain).index(current) :] if current in chain else [current]
        found.update(dict.fromkeys(chain, found.get(current) or min(ring)))
    return found


# --- chains of carriers --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Node:
    """A step of the walk back: an article, and the passage to follow there; None if the article does not render it."""

    article: str
    passage: PassageRef | None


def _next_step(archive: Archive, carried: Carried) -> _Node | Origin:
    """The next step of the walk back, or the origin where it ends."""
    if isinstance(carried, Quoted):
        quotation = carried.quotation
        return _first_carrier(
            archive,
            carried.article,
            _chains(archive).get((carried.article.id, "passage", quotation.passage)) or quotation.via,
            (quotation.said_by or quotation.speaker, quotation.speaker),
            quotation.passage,
        )
    if isinstance(carried, Stated):
        statement = carried.statement
        via = _full_chain(archive, carried.article, statement.via, statement.quotations, (statement.holder,))
        return _first_carrier(archive, carried.article, via, (statement.holder,))
    if isinstance(carried, Estimated):
        figure = carried.figure
        via = _full_chain(archive, carried.article, figure.via, figure.quotations, figure.by)
        return _first_carrier(archive, carried.article, via, figure.by)
    return _first_carrier(archive, carried if isinstance(carried, Article) else carried.article)


def _full_chain(
    archive: Archive, article: Article, via: Via, quotations: tuple[str, ...], by: tuple[AgentRef, ...]
) -> Via:
    """The chain of a position or figure: its own, unless its quotations have a chain with all the same carriers and
    more.

    Its quotations are those that it names, or else all that the article quotes from the holder, if they all came
    through one chain.
    """
    chains = _chains(archive)
    named = next((chain for q in quotations if (chain := chains.get((article.id, "quotation", q)))), ())
    quoted = named or (chains.get((article.id, "speaker", by[0].id), ()) if len(by) == 1 and by[0].id else ())
    return quoted if not via or set(_carriers(via)) < set(_carriers(quoted)) else via


def _carriers(via: Via) -> tuple[str, ...]:
    return tuple(agent for step in via for agent in step.by) + tuple(step.unnamed for step in via if step.unnamed)


@cached_finding
def _chains(archive: Archive) -> Mapping[tuple[str, str, str | PassageRef | None], Via]:
    """The chains of quotations, by the article's id, a kind (`quotation`, `passage` or `speaker`) and its id.

    All quotations of one passage in an article came by the same chain, so the first one given for it counts. A speaker
    is listed only if all their words came by one chain.
    """
    found: dict[tuple[str, str, str | PassageRef | None], Via] = {}
    for article in archive.articles:
        by_speaker: dict[str, list[Via]] = {}
        for quotation in article.quotations:
            found[article.id, "quotation", quotation.id] = quotation.via
            if quotation.passage and quotation.via:
                found.setdefault((article.id, "passage", quotation.passage), quotation.via)
            if (speaker := quotation.said_by) and speaker.id:
                by_speaker.setdefault(speaker.id, []).append(quotation.via)
        for speaker_id, chains in by_speaker.items():
            if len({_carriers(via) for via in chains}) == 1:
                found[article.id, "speaker", speaker_id] = chains[0]
    return found


def _first_carrier(
    archive: Archive, article: Article, via: Via = (), by: tuple[AgentRef, ...] = (), passage: PassageRef | None = None
) -> _Node | Origin:
    own = {agent.id for agent in by}
    for step in via:
        if step.article and isinstance(archive.records.get(step.article), Article):
            return _node(archive, step.article, passage)
        if step.unnamed:
            return Origin(article.id, step.unnamed)
        others = sorted({agent for agent in step.by if agent not in own})
        if others:
            return Origin(others[0], co_origins=tuple(others[1:]))
    relays = article.source.relays
    if relays and isinstance(archive.records.get(relays.of), Article):
        return _node(archive, relays.of, passage)
    return Origin(relays.of) if relays and relays.of in archive else _origin_of_article(article)


def _origin_of_article(article: Article) -> Origin:
    return Origin(article.publisher or article.id)


def _node(archive: Archive, article: str, passage: PassageRef | None) -> _Node:
    node = _Node(article, passage)
    return node if node in _first_renderings(archive) else _Node(article, None)


@cached_finding
def _first_renderings(archive: Archive) -> Mapping[_Node, Quotation]:
    """For a step with a passage, the article's first quotation of it."""
    found: dict[_Node, Quotation] = {}
    for article in archive.articles:
        for quotation in article.quotations:
            if quotation.passage:
                found.setdefault(_Node(article.id, quotation.passage), quotation)
    return found


@cached_finding
def _ends(archive: Archive) -> Mapping[_Node, Origin]:
    """The origin of every article, and of every passage that an article renders."""
    found: dict[_Node, Origin] = {}
    rendered = _first_renderings(archive)
    for start in (*rendered, *(_Node(article.id, None) for article in archive.articles)):
        chain: dict[_Node, None] = {}
        current: _Node | Origin = start
        while isinstance(current, _Node) and current not in found and current not in chain:
            chain[current] = None
            article, quotation = archive.article(current.article), rendered.get(current)
            current = _next_step(archive, Quoted(article, quotation) if quotation else article)
        if not isinstance(current, _Node):
            end = current
        elif current in found:
            end = found[current]
        else:  # a cycle: the first article by id counts as the origin of all
            ring = list(chain)[list(chain).index(current) :]
            end = _origin_of_article(archive.article(min(node.article for node in ring)))
        found.update(dict.fromkeys(chain, end))
    return found
