"""Estimates and propositions without a named source: the articles only describe their sources, or give none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.findings.caching import cached_finding
from generator.findings.figures import Estimate, estimates
from generator.findings.stances import SIDES
from generator.records.model import Article


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition or an estimate without a named source.

    `of` is the id of the proposition, with `estimate` None, or the id of the measure, with its estimate. `sources` are
    the articles' descriptions of their sources, without repeats; empty if the articles give none. `said` pairs each
    article that carries it, earliest first, with the id of the statement or figure in that article.
    """

    of: str
    estimate: Estimate | None
    sources: tuple[str, ...]
    said: tuple[tuple[Article, str], ...]


@cached_finding
def unnamed_claims(archive: Archive) -> tuple[Claim, ...]:
    """Propositions affirmed (asserted or confirmed) only by unnamed sources, then estimates given only by unnamed
    sources, each in the order of the records.

    Propositions that nobody affirms are left out, and so are numbers that an article prints for the wrong measure.
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
