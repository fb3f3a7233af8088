"""Whom articles rely on: named people, bodies, unnamed sources, carriers and documents.

The work grows with the number of annotations: each is read once for its article and once for the article's outlet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from generator.archive.archive import Archive
from generator.findings.caching import cached_finding
from generator.records.model import AgentRef, Article, Document, Person, Via
from generator.text.collation import sort_key

Sort = Literal["person", "body", "unnamed", "carrier", "document"]
SORTS: Final[tuple[Sort, ...]] = ("person", "body", "unnamed", "carrier", "document")
"""The sorts of sources, those closest to what was said first."""

Given = Literal["words", "position", "figure", "carriage"]
"""What a source gave to an article: its own words, a position, a figure, or somebody else's words that it passed on."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source that an article relies on: `id` of its record, or `words` with the article's description if it is not
    named."""

    sort: Sort
    id: str | None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Reliance:
    """A source and how often it is used: for an article, in how many of its parts; for an outlet, in how many of its
    articles."""

    source: Source
    times: int


@dataclass(frozen=True, slots=True)
class Unnamed:
    """One use of an unnamed source: the article's description of it, what it gave, and the id of the part of the
    article that relies on it."""

    words: str
    role: str | None
    given: Given
    article: Article
    part: str


def sourcing(archive: Archive, article: Article) -> tuple[Reliance, ...]:
    """The sources of an article, in the order of SORTS, the most used of each sort first.

    Whoever speaks, takes a position or gives a figure is a `person`, a `body` or `unnamed`. Whoever passes on the words
    of others is a `carrier`, and so is the outlet that the article copies or rewrites. A `document` is one that the
    text names. A source of several sorts is listed once, under the first of them in SORTS.
    """
    times: Counter[Source] = Counter()
    for source in _relied_on(archive, article):
        times[source] += 1
    first: dict[object, Source] = {}
    for source in sorted(times, key=lambda s: SORTS.index(s.sort)):
        key = source.id or (source.words or "").casefold()
        leading = first.setdefault(key, source)
        if leading is not source:
            times[leading] += times.pop(source)
    return _in_order(times)


def sourcing_of_outlet(archive: Archive, outlet: str) -> tuple[Reliance, ...]:
    """The sources of everything that an outlet published, each with the number of its articles that rely on them."""
    articles: Counter[Source] = Counter()
    for article in archive.published_by(outlet):
        articles.update(reliance.source for reliance in sourcing(archive, article))
    return _in_order(articles)


@cached_finding
def unnamed(archive: Archive) -> tuple[Unnamed, ...]:
    """Every use of an unnamed source, sorted alphabetically by its description without the leading article ("a", "an",
    "the"). Uses with the same description come in the order of the archive's articles."""
    found = [use for article in archive.articles for use in _unnamed(article)]
    return tuple(sorted(found, key=lambda use: sort_key(re.sub(r"^(?:an?|the)\s", "", use.words.casefold()))))


def _relied_on(archive: Archive, article: Article) -> Iterator[Source]:
    for quotation in article.quotations:
        yield from _agents(archive, [quotation.said_by] if quotation.said_by else [])
        yield from _carriers(quotation.via)
    for statement in article.statements:
        yield from _agents(archive, [statement.holder])
        yield from _carriers(statement.via)
    for figure in article.figures:
        yield from _agents(archive, figure.by)
        yield from _carriers(figure.via)
    relays = article.source.relays
    if relays and relays.of in archive:
        record = archive[relays.of]
        yield Source("carrier", (record.publisher or record.id) if isinstance(record, Article) else record.id)
    for named in archive.named_in(article.id):
        if isinstance(archive[named], Document):
            yield Source("document", named)


def _agents(archive: Archive, agents: Iterable[AgentRef]) -> Iterator[Source]:
    for agent in agents:
        if agent.id is None:
            yield Source("unnamed", None, agent.unnamed)
        else:
            yield Source("person" if isinstance(archive.records.get(agent.id), Person) else "body", agent.id)


def _carriers(via: Via) -> Iterator[Source]:
    for step in via:
        yield from (Source("carrier", agent) for agent in step.by)
        if step.unnamed:
            yield Source("unnamed", None, step.unnamed)


def _unnamed(article: Article) -> Iterator[Unnamed]:
    for quotation in article.quotations:
        if quotation.speaker.unnamed and not quotation.really:
            yield Unnamed(quotation.speaker.unnamed, quotation.role, "words", article, quotation.id)
    for statement in article.statements:
        if statement.holder.unnamed:
            yield Unnamed(statement.holder.unnamed, None, "position", article, statement.id)
    for figure in article.figures:
        for agent in figure.by:
            if agent.unnamed:
                yield Unnamed(agent.unnamed, None, "figure", article, figure.id)
    chains = [(part.id, part.via) for part in article.quotations]
    chains += [(part.id, part.via) for part in article.statements]
    chains += [(part.id, part.via) for part in article.figures]
    for part_id, via in chains:
        for step in via:
            if step.unnamed:
                yield Unnamed(step.unnamed, None, "carriage", article, part_id)


def _in_order(times: Counter[Source]) -> tuple[Reliance, ...]:
    found = [Reliance(source, number) for source, number in times.items()]
    return tuple(
        sorted(found, key=lambda r: (SORTS.index(r.source.sort), -r.times, r.source.id or "", r.source.words or ""))
    )
