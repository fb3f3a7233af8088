"""Estimates and propositions that no named source stands for: articles only describe their sources, or state none.

Each estimate and each statement is read once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.findings.figures import Estimate, estimates
from generator.findings.once import once
from generator.findings.stances import SIDES
from generator.records.model import Article


@dataclass(frozen=True, slots=True)
class Claim:
    """Something claimed that no named source stands for.

    `of` is the id of a proposition, and `estimate` None; or that of a measure with one of its estimates. `sources` are
    the articles' words for its sources, each once, and empty where the articles state none. `said` has each article
    that carries it, earliest first, with the id of the figure or statement in it.
    """

    of: str
    estimate: Estimate | None
    sources: tuple[str, ...]
    said: tuple[tuple[Article, str], ...]


@once
def nameless(archive: Archive) -> tuple[Claim, ...]:
    """Propositions that only unnamed sources assert or confirm, then estimates that only unnamed sources give.

    Both come in the order of their records. A proposition that nobody affirms is left out, and so is a number that an
    article takes for another measure's.
    """
    return (*_propositions(archive), *_estimates(archive))


def _propositions(archive: Archive) -> Iterator[Claim]:
    for proposition in archive.propositions:
        affirmed = [it for it in archive.statements_on(proposition.id) if SIDES.get(it.statement.stance) == 1]
        if affirmed and not any(it.statement.holder.id for it in affirmed):
            sources = dict.fromkeys(it.statement.holder.unnamed or "" for it in affirmed)
            said = tuple((it.article, it.statement.id) for it in affirmed)
            yield Claim(proposition.id, None, tuple(filter(None, sources)), said)


def _estimates(archive: Archive) -> Iterator[Claim]:
    found = estimates(archive)
    for measure in archive.measures:
        for estimate in found.get(measure.id, ()):
            if not estimate.misreads and not any(agent.id for agent in estimate.holders):
                sources = tuple(agent.unnamed for agent in estimate.holders if agent.unnamed)
                said = tuple((it.article, it.figure.id) for it in estimate.carriers)
                yield Claim(measure.id, estimate, sources, said)
