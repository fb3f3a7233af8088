"""Through whose hands words and texts pass: who takes over from whom, as articles say or imply.

A chain of carriers is read in pairs, from the first carrier to the publisher of the article. An unnamed carrier breaks
the chain. If an article has no publisher, its own id takes that place. Every article is read once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from generator.archive.archive import Archive, group_by_key
from generator.findings.caching import cached_finding
from generator.findings.known_days import earliest, published_at_latest
from generator.records.model import Article, Figure, Statement, Via


@dataclass(slots=True)
class _Count:
    articles: int = 0
    texts: int = 0
    quotations: int = 0
    reworded: int = 0
    reports: int = 0
    days: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Handover:
    """What one hand took over from another, as counts.

    `giver` and `taker` are ids of people, bodies or documents, or of an article without a publisher. `articles` is the
    number of articles, `texts` of whole texts, `quotations` of quotations, `reports` of statements and figures without
    a quotation. `reworded` counts the quotations judged altered or paraphrased for which the taker is the article's
    publisher. `known` is the day (ISO 8601) by which the first of the articles had been published.
    """

    giver: str
    taker: str
    articles: int
    texts: int
    quotations: int
    reworded: int
    reports: int
    known: str = field(default="", compare=False)


@cached_finding
def handovers(archive: Archive) -> tuple[Handover, ...]:
    """Every pair of giver and taker once, the busiest first."""
    found: dict[tuple[str, str], _Count] = defaultdict(_Count)
    for article in archive.articles:
        for pair in dict.fromkeys(_handovers_in(archive, article, found)):
            found[pair].articles += 1
            found[pair].days.append(published_at_latest(article))
    pairs = (
        Handover(*pair, c.articles, c.texts, c.quotations, c.reworded, c.reports, earliest(c.days))
        for pair, c in found.items()
    )
    return tuple(sorted(pairs, key=lambda p: (-p.articles, -p.texts - p.quotations, p.giver, p.taker)))


@cached_finding
def handovers_to(archive: Archive) -> Mapping[str, tuple[Handover, ...]]:
    """By the id of a taker, from whom it takes over, the busiest first."""
    return group_by_key((passing.taker, passing) for passing in handovers(archive))


@cached_finding
def handovers_from(archive: Archive) -> Mapping[str, tuple[Handover, ...]]:
    """By the id of a giver, who takes over from it, the busiest first."""
    return group_by_key((passing.giver, passing) for passing in handovers(archive))


def _handovers_in(
    archive: Archive, article: Article, found: Mapping[tuple[str, str], _Count]
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of hands in an article, with repeats, and count in `found` what each took over."""
    last = article.publisher or article.id
    relays = article.source.relays
    source = archive.records.get(relays.of) if relays else None
    if source:
        first = (source.publisher or source.id) if isinstance(source, Article) else source.id
        if first != last:
            found[first, last].texts += 1
            yield first, last
    for quotation in article.quotations:
        for pair in _steps(quotation.via, last):
            found[pair].quotations += 1
            found[pair].reworded += pair[1] == last and quotation.is_reworded
            yield pair
    reports: list[Statement | Figure] = [*article.statements, *article.figures]
    for report in reports:
        for pair in () if report.quotations else _steps(report.via, last):
            found[pair].reports += 1
            yield pair


def _steps(via: Via, last: str) -> Iterator[tuple[str, str]]:
    """Pairs of consecutive giver and taker in a chain. Nobody takes over from themselves."""
    hands: list[Iterable[str]] = [*(step.by for step in via), [last]]
    for givers, takers in pairwise(hands):
        yield from dict.fromkeys((giver, taker) for giver in givers for taker in takers if giver != taker)
