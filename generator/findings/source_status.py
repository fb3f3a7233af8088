"""What rests on articles that their publishers later corrected, updated or withdrew.

An article that is merely gone from its address still supports what rests on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import dates
from generator.archive.archive import Archive
from generator.findings.caching import cached_finding
from generator.records.model import (
    Article,
    Event,
    Measure,
    Organisation,
    Person,
    Proposition,
    Provenance,
    State,
    Utterance,
)
from generator.records.scalars import PassageRef
from generator.text.english import capitalised
from generator.text.messages import N_, _
from generator.text.terms import STATUSES, STATUSES_BRIEFLY


@dataclass(frozen=True, slots=True)
class RevisedEvidence:
    """How much of the evidence for a record has changed: `revised` are the ids of the articles that were corrected,
    updated or withdrawn, newest first, out of `total` articles."""

    revised: tuple[str, ...]
    total: int

    @property
    def is_only_evidence(self) -> bool:
        """Whether there is no other evidence."""
        return len(self.revised) == self.total


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """What became of a source: in a full and a brief form with the date, on what basis, and the day (ISO 8601) from
    which it was known, empty if no date is given."""

    key: State
    text: str
    brief: str
    basis: str
    known: str


def status_for_scripts(found: SourceStatus | None) -> tuple[str, ...]:
    """What became of a source, for scripts: the brief form, the day from which it was known, and its key. Empty if
    nothing is known."""
    return (found.brief, found.known, found.key) if found else ()


def status_of(article: Article) -> SourceStatus | None:
    """What became of an article after publication; None if nothing is known."""
    return _status(article.source)


def _status(source: Provenance) -> SourceStatus | None:
    status = source.status
    if status is None:
        return None
    latest = status.on.edtf.latest if status.on else None
    text, brief = capitalised(STATUSES[status.is_]), STATUSES_BRIEFLY[status.is_]
    if status.on:
        dated = N_("{status} since {date}") if status.is_ == "gone" else N_("{status}, {date}")
        text, brief = (_(dated, status=words, date=dates.format_date(status.on.edtf)) for words in (text, brief))
    return SourceStatus(status.is_, text, brief, " ".join(status.basis.split()), latest.iso if latest else "")


def dead_address(source: Provenance) -> SourceStatus | None:
    """Since when the address of a source has been dead; None if it is not known to be."""
    found = _status(source)
    return found if found and found.key == "gone" else None


def common_status(articles: Iterable[Article]) -> SourceStatus | None:
    """What became of these articles, if every one was corrected, updated or withdrawn, so that nothing else supports
    what they report: the status that became known last. None if any article still stands, or there are none."""
    some = list(articles)
    found = [it for it in map(status_of, some) if it and it.key != "gone"]
    return max(found, key=lambda it: (not it.known, it.known)) if found and len(found) == len(some) else None


def is_revised(article: Article) -> bool:
    """Whether the publisher corrected, updated or withdrew the article."""
    status = article.source.status
    return status is not None and status.is_ != "gone"


@cached_finding
def has_statuses(archive: Archive) -> bool:
    """Whether any article has a recorded status."""
    return any(article.source.status for article in archive.articles)


@cached_finding
def revised_evidence(archive: Archive) -> Mapping[str, RevisedEvidence]:
    """By id, for each claim, figure, statement, event, person and organisation with evidence in a corrected, updated or
    withdrawn article: how much of its evidence that is.

    The work grows only with the evidence for those records.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for article in filter(is_revised, archive.articles):
        for record in dict.fromkeys(supported_by(article)):
            found[record].append(article.id)
    return {record: RevisedEvidence(tuple(some), len(_articles(archive, record))) for record, some in found.items()}


def status_of_evidence(archive: Archive, record_id: str) -> SourceStatus | None:
    """What became of the articles with evidence for a claim, figure, statement or event, if it has no other evidence.
    None otherwise, and for other kinds of records, since more is known about them than articles report."""
    found = revised_evidence(archive).get(record_id)
    if (
        found is None
        or not found.is_only_evidence
        or not isinstance(archive[record_id], Proposition | Measure | Utterance | Event)
    ):
        return None
    return common_status(archive.article(article) for article in found.revised)


def supported_by(article: Article) -> Iterator[str]:
    """The ids of the records for which an article has evidence: a quotation, a stance, an estimate, or a report of an
    event. Ids may repeat."""
    for quotation in article.quotations:
        if quotation.said_by and quotation.said_by.id:
            yield quotation.said_by.id
        if quotation.passage:
            yield quotation.passage.utterance
    for statement in article.statements:
        yield statement.proposition
        if statement.holder.id:
            yield statement.holder.id
    for figure in article.figures:
        yield figure.measure
        yield from (agent.id for agent in figure.by if agent.id)
    for occurrence in article.events:
        yield occurrence.event


def _articles(archive: Archive, record_id: str) -> set[str]:
    """The ids of all articles with evidence for a record."""
    record = archive[record_id]
    if isinstance(record, Utterance):
        passages = (PassageRef(record_id, passage.id) for passage in record.passages)
        return {it.article.id for passage in passages for it in archive.renderings_of(passage)}
    if isinstance(record, Person | Organisation):
        given = (archive.quotations_by, archive.statements_by, archive.figures_by)
        return {it.article.id for of in given for it in of(record_id)}
    counted = {it.article.id for it in archive.figures_of(record_id) if it.figure.measure == record_id}
    return counted | {it.article.id for of in (archive.statements_on, archive.reports_of) for it in of(record_id)}
