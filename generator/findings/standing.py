"""What rests on articles that their publishers have changed or taken back since: corrected, updated or withdrawn.

An article that is only gone from its address says what it said, so that what rests on it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import dates
from generator.archive.archive import Archive
from generator.findings.once import once
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
from generator.text.english import capital
from generator.text.messages import N_, _
from generator.text.terms import STATUSES, STATUSES_BRIEFLY


@dataclass(frozen=True, slots=True)
class Resting:
    """On what the evidence about a record rests: the ids of the articles that were changed or taken back, the newest first, `of` so
    many articles in all."""

    shaken: tuple[str, ...]
    of: int

    @property
    def alone(self) -> bool:
        """Whether it has no other evidence."""
        return len(self.shaken) == self.of


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a source: as a sentence says it and briefly, with its date, on what basis, and the day (ISO 8601) from which that
    was known, empty where no date is given."""

    key: State
    text: str
    brief: str
    basis: str
    known: str


def for_scripts(found: Became | None) -> tuple[str, ...]:
    """What became of a source as scripts take it: briefly, the day from which that was known, its key. Empty where nothing is known."""
    return (found.brief, found.known, found.key) if found else ()


def became(article: Article) -> Became | None:
    """What became of an article after it was published; None where nothing is known."""
    return _became(article.source)


def _became(source: Provenance) -> Became | None:
    status = source.status
    if status is None:
        return None
    latest = status.on.edtf.latest if status.on else None
    text, brief = capital(STATUSES[status.is_]), STATUSES_BRIEFLY[status.is_]
    if status.on:
        dated = N_("{status} since {date}") if status.is_ == "gone" else N_("{status}, {date}")
        text, brief = (_(dated, status=words, date=dates.say(status.on.edtf)) for words in (text, brief))
    return Became(status.is_, text, brief, " ".join(status.basis.split()), latest.iso if latest else "")


def dead(source: Provenance) -> Became | None:
    """Since when the address of a source leads nowhere any more; None where it is not known to."""
    found = _became(source)
    return found if found and found.key == "gone" else None


def all_shaken(articles: Iterable[Article]) -> Became | None:
    """What became of these articles, where each was changed or taken back: nothing else bears what they alone report. Of them that of
    which it was known last; None where one stands, and where there is none."""
    some = list(articles)
    found = [it for it in map(became, some) if it and it.key != "gone"]
    return max(found, key=lambda it: (not it.known, it.known)) if found and len(found) == len(some) else None


def shaken(article: Article) -> bool:
    """Whether its publisher corrected, updated or withdrew it."""
    status = article.source.status
    return status is not None and status.is_ != "gone"


@once
def any_status(archive: Archive) -> bool:
    """Whether it is known of any article what became of it."""
    return any(article.source.status for article in archive.articles)


@once
def resting(archive: Archive) -> Mapping[str, Resting]:
    """For each claim, figure, statement, event, person and organisation that has evidence in such an article: how much of it, by id.

    The work grows with the evidence of those records alone.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for article in filter(shaken, archive.articles):
        for record in dict.fromkeys(borne_by(article)):
            found[record].append(article.id)
    return {record: Resting(tuple(some), len(_articles(archive, record))) for record, some in found.items()}


def fallen(archive: Archive, record_id: str) -> Became | None:
    """What became of the articles with evidence for a claim, figure, statement or event, where it has no other; None for other records,
    of which more is known than what articles report."""
    found = resting(archive).get(record_id)
    if (
        found is None
        or not found.alone
        or not isinstance(archive[record_id], Proposition | Measure | Utterance | Event)
    ):
        return None
    return all_shaken(archive.article(article) for article in found.shaken)


def borne_by(article: Article) -> Iterator[str]:
    """The ids of the records for which an article has evidence: a quotation, a stance, an estimate, that something happened. Some come
    more than once."""
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
    """The ids of all articles that have evidence for a record."""
    record = archive[record_id]
    if isinstance(record, Utterance):
        passages = (PassageRef(record_id, passage.id) for passage in record.passages)
        return {it.article.id for passage in passages for it in archive.renderings_of(passage)}
    if isinstance(record, Person | Organisation):
        given = (archive.quotations_by, archive.statements_by, archive.figures_by)
        return {it.article.id for of in given for it in of(record_id)}
    counted = {it.article.id for it in archive.figures_of(record_id) if it.figure.measure == record_id}
    return counted | {it.article.id for of in (archive.statements_on, archive.tellings_of) for it in of(record_id)}
