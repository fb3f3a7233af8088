"""When each record was added to the archive and last altered, and in which articles there is something about it: for what is new
to a reader who was here before. Nothing where the archive has no history."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal

from generator import routes
from generator.archive.altered import Alteration
from generator.archive.archive import Archive, Estimated, Quoted, Stated
from generator.archive.history import Commit, History, Touched, lines, pair
from generator.findings.once import once
from generator.records.model import FOLDERS, Article, Event, Measure, Proposition, Topic, Utterance
from generator.records.scalars import PassageRef

What = Literal["quotations", "stances", "estimates", "articles"]
WHAT: tuple[What, ...] = ("quotations", "stances", "estimates", "articles")


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which a record came into the archive, and that of its last change."""

    added: dt.date
    changed: dt.date


@once
def days(archive: Archive) -> Mapping[str, Days]:
    """Both days of each record, by id; none where there is no history. A record that was renamed came with its first name."""
    return {record: _days(line) for record, line in lines_of_records(archive)}


def lines_of_records(archive: Archive) -> Iterator[tuple[str, list[tuple[Commit, Touched]]]]:
    """What made each record that is there now, by its id: the commits that touched its file, the oldest first."""
    for path, line in lines(archive.history).items() if archive.history else ():
        folders = PurePosixPath(path)
        if len(folders.parts) > 2 and folders.parts[1] in FOLDERS and folders.stem in archive:
            yield folders.stem, line


def alterations(past: History, line: Sequence[tuple[Commit, Touched]]) -> Iterator[tuple[Commit, list[Alteration]]]:
    """What each commit altered in a record after the one that added it, the earliest first: an empty list where no field of it is another."""
    for (_, before), (commit, touched) in pairwise(line):
        ids = [PurePosixPath(path).stem for path in (touched.before or touched.path, touched.path)]
        renamed = [Alteration("id", *ids)] if ids[0] != ids[1] else []
        yield commit, [*renamed, *past.altered.get(pair(before.blob, touched.blob), ())]


def _days(line: list[tuple[Commit, Touched]]) -> Days:
    (first, _), *others = line
    return Days(first.landed, max([first.landed, *(commit.landed for commit, _ in others if commit.listed)]))


def statuses(archive: Archive) -> Iterator[tuple[Article, Commit]]:
    """The articles of which it was recorded what became of them after they had been added, each with the last commit that did so."""
    past = archive.history
    for record, line in lines_of_records(archive):
        article = archive[record]
        if past and isinstance(article, Article) and article.source.status:
            pairs = [(pair(before.blob, after.blob), commit) for (_, before), (commit, after) in pairwise(line)]
            for key, commit in reversed(pairs):
                if any(place.startswith("source.status") for place, *_ in past.altered.get(key, ())):
                    yield article, commit
                    break


@once
def days_of_parts(archive: Archive) -> Mapping[str, Mapping[str, Days]]:
    """Both days of each quotation, stance and estimate, by the article's id and the anchor on its page: of those articles of which several
    versions were read. In all others each part has the days of its article."""
    past = archive.history
    return {
        record: _of_parts(line, past.parts)
        for record, line in lines_of_records(archive)
        if past and any(touched.blob in past.parts for _, touched in line)
    }


def _of_parts(line: list[tuple[Commit, Touched]], versions: Mapping[str, Mapping[str, int]]) -> dict[str, Days]:
    """As the versions of an article have them, the oldest first. What the first that could be read has came with the article."""
    found: dict[str, Days] = {}
    before: Mapping[str, int] | None = None
    for commit, touched in line:
        now = versions.get(touched.blob)
        if now is None:
            continue
        added = commit.landed if before is not None else line[0][0].landed
        for anchor in [it for it in found if it not in now]:
            del found[anchor]  # what comes again is new
        for anchor, number in now.items():
            if anchor not in found:
                found[anchor] = Days(added, added)
            elif commit.listed and before is not None and before.get(anchor) != number:
                found[anchor] = Days(found[anchor].added, max(found[anchor].changed, commit.landed))
        before = now
    return found


def days_of_part(archive: Archive, article: str, anchor: str) -> Days | None:
    """Both days of a quotation, a stance or an estimate; none where there is no history, or none yet with this part."""
    own = days_of_parts(archive).get(article)
    return days(archive).get(article) if own is None else own.get(anchor)


@dataclass(frozen=True, slots=True)
class About:
    """What an article has about a record: how many quotations, stances and estimates, by their anchors on its page, or the article
    itself, where all of it is about the record."""

    many: Mapping[What, int]
    anchors: tuple[str, ...]


def about(archive: Archive, record_id: str) -> Mapping[str, About]:
    """What there is about a record, by the article that has it."""
    found: dict[str, list[tuple[What, str]]] = defaultdict(list)
    for what, article, anchor in _about(archive, record_id):
        found[article].append((what, anchor))
    return {
        article: About(Counter(what for what, _ in of), tuple(anchor for _, anchor in of if anchor))
        for article, of in found.items()
    }


def _about(archive: Archive, record_id: str) -> Iterator[tuple[What, str, str]]:
    record = archive[record_id]
    quoted: Iterable[Quoted] = ()
    stated: Iterable[Stated] = ()
    estimated: Iterable[Estimated] = ()
    whole: Iterable[Article] = ()
    if isinstance(record, Article):
        quoted = (Quoted(record, it) for it in record.quotations)
        stated = (Stated(record, it) for it in record.statements)
        estimated = (Estimated(record, it) for it in record.figures)
    elif isinstance(record, Proposition):
        stated = archive.statements_on(record_id)
    elif isinstance(record, Measure):
        estimated = archive.figures_of(record_id)
    elif isinstance(record, Utterance):
        passages = (PassageRef(record_id, passage.id) for passage in record.passages)
        quoted = (it for passage in passages for it in archive.renderings_of(passage))
    elif isinstance(record, Topic):
        whole = archive.articles_on(record_id)
    elif isinstance(record, Event):
        whole = (it.article for it in archive.tellings_of(record_id))
    else:
        quoted, stated = archive.quotations_by(record_id), archive.statements_by(record_id)
        estimated, whole = archive.figures_by(record_id), archive.published_by(record_id)
    yield from (("quotations", it.article.id, routes.quotation(it.quotation.id)) for it in quoted)
    yield from (("stances", it.article.id, routes.statement(it.statement.id)) for it in stated)
    yield from (("estimates", it.article.id, routes.figure(it.figure.id)) for it in estimated)
    yield from (("articles", it.id, "") for it in whole)
