"""When each record was added to the archive and last altered, and in which articles there is something about it: for what is new
to a reader who was here before. Nothing where the archive has no history."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from generator.archive.archive import Archive
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
    found: dict[str, Days] = {}
    for commit in reversed(archive.history.commits if archive.history else ()):
        for file in commit.files:
            parts = PurePosixPath(file.path).parts
            if len(parts) < 3 or parts[1] not in FOLDERS:
                continue
            record = PurePosixPath(file.path).stem
            former = PurePosixPath(file.before).stem if file.before else record
            before = found.pop(former, None)
            if file.how == "removed":
                continue
            if before is None:
                found[record] = Days(commit.landed, commit.landed)
            else:
                found[record] = Days(
                    before.added, max(before.changed, commit.landed) if commit.listed else before.changed
                )
    return {record: both for record, both in found.items() if record in archive}


def about(archive: Archive, record_id: str) -> Mapping[str, Counter[What]]:
    """What there is about a record, by the article that has it: how many quotations, stances and estimates; or the article itself,
    where all of it is."""
    found: dict[str, Counter[What]] = defaultdict(Counter)
    for what, article in _about(archive, record_id):
        found[article][what] += 1
    return found


def _about(archive: Archive, record_id: str) -> Iterator[tuple[What, str]]:
    record = archive[record_id]
    if isinstance(record, Article):
        return
    if isinstance(record, Proposition):
        yield from (("stances", it.article.id) for it in archive.statements_on(record_id))
    elif isinstance(record, Measure):
        yield from (("estimates", it.article.id) for it in archive.figures_of(record_id))
    elif isinstance(record, Utterance):
        for passage in record.passages:
            yield from (
                ("quotations", it.article.id) for it in archive.renderings_of(PassageRef(record_id, passage.id))
            )
    elif isinstance(record, Topic):
        yield from (("articles", it.id) for it in archive.articles_on(record_id))
    elif isinstance(record, Event):
        yield from (("articles", it.article.id) for it in archive.tellings_of(record_id))
    else:
        yield from (("quotations", it.article.id) for it in archive.quotations_by(record_id))
        yield from (("stances", it.article.id) for it in archive.statements_by(record_id))
        yield from (("estimates", it.article.id) for it in archive.figures_by(record_id))
        yield from (("articles", it.id) for it in archive.published_by(record_id))
