"""Who is named with whom, who speaks about whom, and whose words pass through whose hands: as ties between people and bodies.

Each article is read once. What grows with the square of the names in an article is bounded by how many of them are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from generator.archive.archive import Archive
from generator.findings.hands import passings
from generator.findings.once import once
from generator.findings.spoken_of import spoken_of
from generator.records.model import Article, Organisation, Person, Via

Sort = Literal["named", "about", "relays"]

MOST_NAMES = 40
"""Names of one article that are paired: the first. One that names more is a list, which says little of who belongs together."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people or bodies, and in how many articles they are named together, or one takes over words from the other; or how many
    quotations of the first speak about the second. `source` and `target` mean something where the tie has a direction: words
    go from the source to the target."""

    sort: Sort
    source: str
    target: str
    number: int


@once
def ties(archive: Archive) -> Mapping[Sort, tuple[Tie, ...]]:
    """Every tie, sort by sort, the strongest first."""
    return {
        "named": _sorted("named", _together(archive)),
        "about": _sorted("about", _about(archive)),
        "relays": _sorted("relays", _relayed(archive)),
    }


@once
def ties_of(archive: Archive) -> Mapping[str, tuple[Tie, ...]]:
    """The ties of each person and body, the strongest first within a sort."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for some in ties(archive).values():
        for tie in some:
            found[tie.source].append(tie)
            found[tie.target].append(tie)
    return {entity: tuple(some) for entity, some in found.items()}


@once
def appearances(archive: Archive) -> Mapping[str, int]:
    """In how many articles each person and body is named for what it says, holds, counts or does, not for publishing it."""
    found: dict[str, int] = defaultdict(int)
    for article in archive.articles:
        for entity in _spoken(archive, article):
            found[entity] += 1
    return found


_Pairs = Mapping[tuple[str, str], int]


def _sorted(sort: Sort, pairs: _Pairs) -> tuple[Tie, ...]:
    return tuple(
        Tie(sort, *pair, number) for pair, number in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    )


def _together(archive: Archive) -> _Pairs:
    """Pairs named in the same articles, each in the order of the alphabet."""
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for article in archive.articles:
        for pair in combinations(sorted([*_spoken(archive, article)][:MOST_NAMES]), 2):
            pairs[pair] += 1
    return pairs


def _spoken(archive: Archive, article: Article) -> Mapping[str, None]:
    """The people and bodies that an article is about, in its order: not its publisher, nor who merely passed words on."""
    named: dict[str, None] = {}
    for quotation in article.quotations:
        named.setdefault((quotation.said_by and quotation.said_by.id) or "")
    for statement in article.statements:
        named.setdefault(statement.holder.id or "")
    for figure in article.figures:
        for agent in figure.by:
            named.setdefault(agent.id or "")
    carriers = {*_carriers(article), article.publisher or ""}
    for entity in archive.named_in(article.id):
        if entity not in carriers:
            named.setdefault(entity)
    return {entity: None for entity in named if _is_party(archive, entity)}


def _carriers(article: Article) -> Iterator[str]:
    for via in _chains(article):
        for step in via:
            yield from step.by
    if article.source.relays:
        yield article.source.relays.of


def _chains(article: Article) -> Iterator[Via]:
    yield from (quotation.via for quotation in article.quotations)
    yield from (statement.via for statement in article.statements)
    yield from (figure.via for figure in article.figures)


def _is_party(archive: Archive, entity: str | None) -> bool:
    return isinstance(archive.records.get(entity or ""), Person | Organisation)


def _about(archive: Archive) -> _Pairs:
    """Speakers, and the people and bodies whom their quotations name."""
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for entity, quotations in spoken_of(archive).items():
        if _is_party(archive, entity):
            for quoted in quotations:
                if quoted.said_by and quoted.said_by.id:
                    pairs[quoted.said_by.id, entity] += 1
    return pairs


def _relayed(archive: Archive) -> _Pairs:
    """From hand to hand: who carried words or a whole text, and who took them over, by the number of articles."""
    return {
        (p.giver, p.taker): p.articles
        for p in passings(archive)
        if _is_party(archive, p.giver) and _is_party(archive, p.taker)
    }
