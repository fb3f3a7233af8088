"""From which day each record was known: the day by which an article that tells of it had certainly been published.

Everything that a page shows "as known on a day" goes by these days. Two kinds of them stand for every record:
`first` is the day from which the record's name may be shown, `settled` the day from which words may be shown that editors
wrote about it, since by then all was published that they could rest on. Both are ISO 8601 days, and empty where no record says
when: what has no day of publication is not known to have been published by any day.

Editors wrote after everything that they had read. So their words count as written when the last article was published that
tells of the record, or names whom they name; and where they give a date that lies behind all of these, when that has passed.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator import dates
from generator.archive.archive import Archive
from generator.findings.once import once
from generator.records.model import AnyRecord, Article, Event, Measure, Organisation, Person, Place, Utterance
from generator.text import wikilinks

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
        for about in dict.fromkeys(_told_of(archive, article)):
            days[about].append(day)
    told = {record_id: earliest(days.get(record_id, ())) for record_id in archive.records}
    names = _Names(archive)

    def since_named(record_id: str, text: str) -> list[str]:
        """For each name in a text, the day from which it was known; nothing for names of whom no article tells."""
        found = (bearers for bearers in names.of(text) if record_id not in bearers and any(i in days for i in bearers))
        return [earliest(told[i] for i in bearers) for bearers in found]  # of those who share a name, the first known

    first: dict[str, str] = {}
    settled: dict[str, str] = {}
    for record_id, record in archive.records.items():
        text = _written(record)
        named = since_named(record_id, record.name) if _named_by_editors(record) else []
        first[record_id] = latest([told[record_id], *named])
        settled[record_id] = _passed(
            latest([first[record_id], *(days.get(record_id) or [NOT_KNOWN]), *since_named(record_id, text)]),
            [*_dates_of(record), *dates_in(text)],
        )
    return Known(first, settled)


def _named_by_editors(record: AnyRecord) -> bool:
    """Whether a record has no name but one that editors made up: what happened, what was said, what has no title."""
    return isinstance(record, Event | Utterance) or (isinstance(record, Article) and record.title is None)


def _written(record: AnyRecord) -> str:
    """What editors wrote of a record, beside its name. A full text is its author's, and names what was known to him."""
    if isinstance(record, Article):
        return f"{record.deck or ''}\n{record.body if record.rights.text == 'summary' else ''}"
    counted = record.counts if isinstance(record, Measure) else ""
    return f"{record.summary or ''}\n{counted}"


def _passed(day: str, dates_given: Iterable[tuple[str, str]]) -> str:
    """The day, or the end of the last of these spans that begin after it: what they tell of had not happened by then."""
    ahead = [last for first, last in dates_given if first > day]
    return max([day, *ahead]) if day else NOT_KNOWN


def _dates_of(record: AnyRecord) -> Iterator[tuple[str, str]]:
    """The first and last day of each date in the roles and ties of a record."""
    if not isinstance(record, Person | Organisation):
        return
    ends = [date for role in record.roles for date in (role.from_, role.to)]
    ends += [date for tie in record.relations for date in (tie.from_, tie.to_date)]
    for date in ends:
        if date and (found := [day for day in date.edtf.core if day and 0 < day.year <= 9999]):
            yield found[0].iso, found[-1].iso


_MONTHS: Final = {name.casefold(): number for number, name in enumerate(dates.MONTHS, start=1)}
_DATE: Final = re.compile(
    rf"(?:\b(?P<before>\d{{1,2}}) )?(?:\b(?P<month>{'|'.join(dates.MONTHS)}) )?(?:\b(?P<behind>\d{{1,2}}), )?"
    r"\b(?P<year>1[5-9]\d\d|20\d\d)\b(?:-(?P<mm>\d\d)\b(?:-(?P<dd>\d\d)\b)?)?",
    re.IGNORECASE,
)


def dates_in(text: str) -> Iterator[tuple[str, str]]:
    """The first and last day of each date that is written out in an English text: a year, a month of it, a day of that."""
    for match in _DATE.finditer(text):
        year = int(match["year"])
        month = _MONTHS[match["month"].casefold()] if match["month"] else int(match["mm"] or 0)
        day = int(match["before"] or match["behind"] or 0) if match["month"] else int(match["dd"] or 0)
        if not 1 <= month <= 12:
            yield f"{year}-01-01", f"{year}-12-31"
            continue
        last = calendar.monthrange(year, month)[1]
        first, last = (day, day) if 1 <= day <= last else (1, last)
        yield f"{year}-{month:02}-{first:02}", f"{year}-{month:02}-{last:02}"


def _told_of(archive: Archive, article: Article) -> Iterator[str]:
    """The records that an article tells of: itself, whom it names, and what it reports."""
    yield article.id
    yield from archive.named_in(article.id)
    yield from article.topics
    yield from (link.target for link in wikilinks.links(article.body) if not link.quotation and link.target in archive)
    yield from (occurrence.event for occurrence in article.events)
    yield from (q.passage.utterance for q in article.quotations if q.passage)
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
                for form in {words, words[1:] if words[:1] == ("The",) else words}:  # "the" within a sentence
                    if len(form) > 1 or (form and _stands_alone(record, form[0])):
                        self._bearers[form].append(record.id)
                        lengths[form[0]].add(len(form))
        self._archive = archive
        self._lengths = {word: sorted(found) for word, found in lengths.items()}

    def of(self, text: str) -> Iterator[list[str]]:
        """For each name of several words in the text, and each link, the ids of those that it may mean."""
        yield from ([link.target] for link in wikilinks.links(text) if link.target in self._archive)
        words = _words(text)
        for at, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                bearers = self._bearers.get(tuple(words[at : at + length]))
                if bearers:
                    yield bearers


def _stands_alone(record: AnyRecord, word: str) -> bool:
    """Whether a name of one word names its bearer wherever it is written: "Moscow" does, and a topic "Trade" does not."""
    return isinstance(record, Person | Organisation | Place) and len(word) > 4 and word[:1].isupper()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
