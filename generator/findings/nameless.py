"""What nobody with a name says: estimates and propositions that rest on sources which the articles describe or leave out.

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
    """A measure with an estimate, or a proposition; its sources in the articles' words, none where these state none.

    `said` has each article that carries it, earliest first, with the id of its figure or statement.
    """

    of: str
    estimate: Estimate | None
    sources: tuple[str, ...]
    said: tuple[tuple[Article, str], ...]


@once
def nameless(archive: Archive) -> tuple[Claim, ...]:
    """The propositions that no named person or body asserts or confirms, then the estimates that none gives, in order of records.

    A proposition that nobody affirms at all is not among them, nor is a number that an article takes for another measure's.
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
