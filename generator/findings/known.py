"""From which day each record was known: the day by which an article that tells of it had certainly been published.

Everything that a page shows "as known on a day" goes by these days. Two kinds of them stand for every record:
`first` is the day from which the record's name may be shown, `settled` the day from which words may be shown that editors
wrote about it, since by then all was published that they could rest on. Both are ISO 8601 days, and empty where no record says
when: what has no day of publication is not known to have been published by any day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator import body
from generator.archive import Archive
from generator.findings.once import once
from generator.model import AnyRecord, Article, Event, Measure

NOT_KNOWN: Final = ""
"""The day of what no day is known of: later than every other."""


@dataclass(frozen=True)
class Known:
    """Both days of every record, by id."""

    first: Mapping[str, str]
    settled: Mapping[str, str]


def published_by(article: Article) -> str:
    """The day by which an article had certainly been published: the last that its date may mean."""
    latest = article.published.edtf.latest if article.published else None
    return latest.iso if latest and 0 < latest.year <= 9999 else NOT_KNOWN


def earliest(days: Iterable[str]) -> str:
    """The first of these days, those that are not known left aside."""
    return min(filter(None, days), default=NOT_KNOWN)


def latest(days: Iterable[str]) -> str:
    """The last of these days; not known where one of them is not, or there is none."""
    found = list(days)
    return max(found) if found and all(found) else NOT_KNOWN


def dated(archive: Archive, event: Event) -> str:
    """The day from which an event's date was known: by an article that tells of it and gives no other date."""
    own = event.date.edtf if event.date else None
    agreeing = (t.article for t in archive.told(event.id) if not t.occurrence.date or t.occurrence.date.edtf == own)
    return earliest(map(published_by, agreeing))


@once
def known(archive: Archive) -> Known:
    """Both days of every record. One pass over the articles, and one over the words that editors wrote."""
    days: dict[str, list[str]] = defaultdict(list)
    for article in archive.articles:
        day = published_by(article)
        for told in dict.fromkeys(_told_of(archive, article)):
            days[told].append(day)
    first = {record_id: earliest(days.get(record_id, ())) for record_id in archive.records}
    names = _Names(archive)
    settled = {}
    for record_id, record in archive.records.items():
        # Of those who share a name, the first that was known; who no article tells of came from none that was published later.
        named = (
            [i for i in bearers if i in days] for bearers in names.of(_written(record)) if record_id not in bearers
        )
        later = (earliest(first[i] for i in told) for told in named if told)
        settled[record_id] = latest([*(days.get(record_id) or [NOT_KNOWN]), *later])
    return Known(first, settled)


def _written(record: AnyRecord) -> str:
    """What editors wrote of a record, beside its name. A full text is its author's, and names what was known to him."""
    if isinstance(record, Article):
        return f"{record.deck or ''}\n{record.body if record.rights.text == 'summary' else ''}"
    counted = record.counts if isinstance(record, Measure) else ""
    return f"{record.summary or ''}\n{counted}"


def _told_of(archive: Archive, article: Article) -> Iterator[str]:
    """The records that an article tells of: itself, whom it names, and what it reports."""
    yield article.id
    yield from archive.named_in(article.id)
    yield from article.topics
    yield from (link.target for link in body.links(article.body) if not link.quotation and link.target in archive)
    yield from (occurrence.event for occurrence in article.events)
    yield from (q.utterance.split("/")[0] for q in article.quotations if q.utterance)
    yield from (statement.proposition for statement in article.statements)
    for figure in article.figures:
        yield figure.measure
        if figure.misreads:
            yield figure.misreads


class _Names:
    """Finds which records a text names, word by word, so that the time it takes grows with the text alone."""

    def __init__(self, archive: Archive) -> None:
        self._bearers: dict[tuple[str, ...], list[str]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for record in archive.records.values():
            for name in getattr(record, "names", (record.name,)):
                words = tuple(_words(name))
                if len(words) > 1:  # one word is too often a word
                    self._bearers[words].append(record.id)
                    lengths[words[0]].add(len(words))
        self._archive = archive
        self._lengths = {word: sorted(found) for word, found in lengths.items()}

    def of(self, text: str) -> Iterator[list[str]]:
        """For each name of several words in the text, and each link, the ids of those that it may mean."""
        yield from ([link.target] for link in body.links(text) if link.target in self._archive)
        words = _words(text)
        for at, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                bearers = self._bearers.get(tuple(words[at : at + length]))
                if bearers:
                    yield bearers


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
