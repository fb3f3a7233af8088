"""When each record was added to the archive and last changed, and which articles have something about it: used to show
returning readers what is new. Without a history of the archive, the mappings of days are empty."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal

from generator import routes
from generator.archive.alterations import Alteration
from generator.archive.archive import Archive, Estimated, Quoted, Stated
from generator.archive.history import Commit, History, Touched, commits_by_file, version_pair_key
from generator.findings.caching import cached_finding
from generator.records.model import FOLDERS, Article, Event, Measure, Proposition, Topic, Utterance
from generator.records.scalars import PassageRef

What = Literal["quotations", "stances", "estimates", "articles"]
WHAT: tuple[What, ...] = ("quotations", "stances", "estimates", "articles")


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which a record was added to the archive, and the day of its last change."""

    added: dt.date
    changed: dt.date


@cached_finding
def days(archive: Archive) -> Mapping[str, Days]:
    """By id of a record, the days on which it was added and last changed; empty if the archive has no history. A
    renamed record counts from its first name."""
    return {record: _days(line) for record, line in lines_of_records(archive)}


def lines_of_records(archive: Archive) -> Iterator[tuple[str, list[tuple[Commit, Touched]]]]:
    """The history of each present record: its id, and the commits that touched its file, oldest first."""
    for path, line in commits_by_file(archive.history).items() if archive.history else ():
        folders = PurePosixPath(path)
        if len(folders.parts) > 2 and folders.parts[1] in FOLDERS and folders.stem in archive:
            yield folders.stem, line


def alterations(past: History, line: Sequence[tuple[Commit, Touched]]) -> Iterator[tuple[Commit, list[Alteration]]]:
    """What each commit changed in a record after it was added, earliest first. The list is empty if no field
    changed."""
    for (_, before), (commit, touched) in pairwise(line):
        ids = [PurePosixPath(path).stem for path in (touched.before or touched.path, touched.path)]
        renamed = [Alteration("id", *ids)] if ids[0] != ids[1] else []
        yield commit, [*renamed, *past.altered.get(version_pair_key(before.blob, touched.blob), ())]


def _days(line: list[tuple[Commit, Touched]]) -> Days:
    (first, _), *others = line
    return Days(first.committed, max([first.committed, *(commit.committed for commit, _ in others if commit.listed)]))


def statuses(archive: Archive) -> Iterator[tuple[Article, Commit]]:
    """The articles whose status (corrected, withdrawn and so on) was recorded after they were added, each with the last
    commit that changed it."""
    past = archive.history
    for record, line in lines_of_records(archive):
        article = archive[record]
        if past and isinstance(article, Article) and article.source.status:
            pairs = [
                (version_pair_key(before.blob, after.blob), commit) for (_, before), (commit, after) in pairwise(line)
            ]
            for key, commit in reversed(pairs):
                if any(place.startswith("source.status") for place, *_ in past.altered.get(key, ())):
                    yield article, commit
                    break


@cached_finding
def days_of_parts(archive: Archive) -> Mapping[str, Mapping[str, Days]]:
    """The days of each quotation, stance and estimate, by the article's id and the part's anchor. Only articles of
    which several versions could be read are included; in all others each part has the days of its article."""
    past = archive.history
    return {
        record: _of_parts(line, past.parts)
        for record, line in lines_of_records(archive)
        if past and any(touched.blob in past.parts for _, touched in line)
    }


def _of_parts(line: list[tuple[Commit, Touched]], versions: Mapping[str, Mapping[str, int]]) -> dict[str, Days]:
    """The days of an article's parts, from its versions in `line`, oldest first. Parts of the first readable version
    count as added with the article."""
    found: dict[str, Days] = {}
    before: Mapping[str, int] | None = None
    for commit, touched in line:
        now = versions.get(touched.blob)
        if now is None:
            continue
        added = commit.committed if before is not None else line[0][0].committed
        for anchor in [it for it in found if it not in now]:
            del found[anchor]  # a part that returns counts as new
        for anchor, number in now.items():
            if anchor not in found:
                found[anchor] = Days(added, added)
            elif commit.listed and before is not None and before.get(anchor) != number:
                found[anchor] = Days(found[anchor].added, max(found[anchor].changed, commit.committed))
        before = now
    return found


def days_of_part(archive: Archive, article: str, anchor: str) -> Days | None:
    """The days of a quotation, stance or estimate; None if the archive has no history, or no commit has this part
    yet."""
    own = days_of_parts(archive).get(article)
    return days(archive).get(article) if own is None else own.get(anchor)


@dataclass(frozen=True, slots=True)
class About:
    """What an article has about a record: the number of quotations, stances and estimates, and their anchors; or the
    article itself, if all of it is about the record."""

    many: Mapping[What, int]
    anchors: tuple[str, ...]


def about(archive: Archive, record_id: str) -> Mapping[str, About]:
    """By the id of an article, what it has about a record."""
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
    whole_articles: Iterable[Article] = ()
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
        whole_articles = archive.articles_on(record_id)
    elif isinstance(record, Event):
        whole_articles = (it.article for it in archive.reports_of(record_id))
    else:
        quoted, stated = archive.quotations_by(record_id), archive.statements_by(record_id)
        estimated, whole_articles = archive.figures_by(record_id), archive.published_by(record_id)
    yield from (("quotations", it.article.id, routes.quotation(it.quotation.id)) for it in quoted)
    yield from (("stances", it.article.id, routes.statement(it.statement.id)) for it in stated)
    yield from (("estimates", it.article.id, routes.figure(it.figure.id)) for it in estimated)
    yield from (("articles", it.id, "") for it in whole_articles)
