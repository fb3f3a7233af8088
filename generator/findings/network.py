"""Ties between people and bodies: who is named together, who speaks about whom, and who takes over words from whom.

Each article is read once. The number of pairs grows with the square of the names in an article, so only the first
`MOST_NAMES` are paired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from generator.archive.archive import Archive
from generator.findings.caching import cached_finding
from generator.findings.handovers import handovers
from generator.findings.known_days import earliest, published_at_latest
from generator.findings.quotations_about import quotations_about
from generator.findings.source_status import is_revised
from generator.records.model import Article, Organisation, Person, Via

Sort = Literal["named", "about", "relays"]

MOST_NAMES = 40
"""How many names of an article are paired. An article that names more is a list, and says little about who belongs
together."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two people or bodies, given by their ids.

    `number` counts, by sort, for `named` the articles that name both, for `about` the quotations of the source that
    speak about the target, for `relays` the articles in which the target takes over from the source. A `named` tie has
    no direction: its ids are in alphabetical order.
    """

    sort: Sort
    source: str
    target: str
    number: int
    known: str = field(default="", compare=False)
    """The day (ISO 8601) by which the first article with this tie had been published; empty if unknown."""
    is_revised: bool = False
    """Whether every article with this tie was corrected, updated or withdrawn by its publisher; always False for
    `relays`."""


@cached_finding
def ties(archive: Archive) -> Mapping[Sort, tuple[Tie, ...]]:
    """By sort, every tie, the strongest first."""
    return {
        "named": _sorted("named", _named_together(archive)),
        "about": _sorted("about", _speaking_about(archive)),
        "relays": _sorted("relays", _handing_over(archive)),
    }


@cached_finding
def ties_of(archive: Archive) -> Mapping[str, tuple[Tie, ...]]:
    """By the id of a person or body, its ties: sort by sort, the strongest first."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for some in ties(archive).values():
        for tie in some:
            found[tie.source].append(tie)
            found[tie.target].append(tie)
    return {entity: tuple(some) for entity, some in found.items()}


@cached_finding
def appearances(archive: Archive) -> Mapping[str, int]:
    """By id, the number of articles that name a person or body for what it says or does, rather than as their publisher
    or a carrier."""
    found: dict[str, int] = defaultdict(int)
    for article in archive.articles:
        for entity in _subjects_of(archive, article):
            found[entity] += 1
    return found


_Pairs = Mapping[tuple[str, str], tuple[int, str, bool]]
"""For each pair: its count, the day from which it was known, and whether every article with it was corrected, updated
or withdrawn."""


def _sorted(sort: Sort, pairs: _Pairs) -> tuple[Tie, ...]:
    return tuple(
        Tie(sort, *pair, number, since, changed)
        for pair, (number, since, changed) in sorted(pairs.items(), key=lambda item: (-item[1][0], item[0]))
    )


def _named_together(archive: Archive) -> _Pairs:
    """Pairs named in the same article, with the number of articles. The ids of a pair are in alphabetical order."""
    found: dict[tuple[str, str], list[_Contents]] = defaultdict(list)
    for article in archive.articles:
        told = _contents_of(article)
        for pair in combinations(sorted([*_subjects_of(archive, article)][:MOST_NAMES]), 2):
            found[pair].append(told)
    return _count_pairs(found)


_Contents = tuple[str, bool]
"""The day by which an article had been published, and whether it was later corrected, updated or withdrawn."""


def _contents_of(article: Article) -> _Contents:
    return published_at_latest(article), is_revised(article)


def _count_pairs(found: Mapping[tuple[str, str], list[_Contents]]) -> _Pairs:
    return {
        pair: (len(some), earliest(day for day, _ in some), all(changed for _, changed in some))
        for pair, some in found.items()
    }


def _subjects_of(archive: Archive, article: Article) -> Mapping[str, None]:
    """The people and bodies that an article is about, in its order, without its publisher and those who only passed
    words on."""
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


def _speaking_about(archive: Archive) -> _Pairs:
    """Pairs of a speaker and someone named in the speaker's quotations, with the number of quotations."""
    found: dict[tuple[str, str], list[_Contents]] = defaultdict(list)
    for entity, quotations in quotations_about(archive).items():
        if _is_party(archive, entity):
            for quoted in quotations:
                if quoted.said_by and quoted.said_by.id:
                    found[quoted.said_by.id, entity].append(_contents_of(quoted.article))
    return _count_pairs(found)


def _handing_over(archive: Archive) -> _Pairs:
    """Pairs of a giver and a taker of words or texts, with the number of articles."""
    return {
        (p.giver, p.taker): (p.articles, p.known, False)
        for p in handovers(archive)
        if _is_party(archive, p.giver) and _is_party(archive, p.taker)
    }
