"""From which day each record was known: the day by which an article that reports on it had certainly been published.

Pages "as known on a day" use these days. Every record has two. `first` is the day from which its name may be shown,
because an article reports on it or prints that name. `editorial` is the day from which the editors' words about it may
be shown: by then everything on which these could rest had been published. Both are ISO 8601 days, and empty if no
record says when. Something without a date of publication is not known to have been published by any day.

Editors wrote after reading everything. So their words count as written on the day when the last article was published
that reports on the record or on those named in the words. If the words give a later date, they count as written once
that date had passed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.archive.archive import Archive
from generator.dates.prose import dates_in
from generator.findings.caching import cached_body_finding
from generator.records.model import AnyRecord, Article, Event, Measure, Organisation, Person, Place, Story, Utterance
from generator.text import wikilinks

NEVER_KNOWN: Final = ""
"""An unknown day, which counts as later than every other."""


@dataclass(frozen=True)
class KnownDays:
    """By id of a record, two days: `first` for its name, `editorial` for the editors' words about it."""

    first: Mapping[str, str]
    editorial: Mapping[str, str]


def published_at_latest(article: Article) -> str:
    """The day (ISO 8601) by which an article had certainly been published: the last day that its date may mean. Empty
    if unknown."""
    latest = article.published.edtf.latest if article.published else None
    return latest.iso if latest and 0 < latest.year <= 9999 else NEVER_KNOWN


def earliest(days: Iterable[str]) -> str:
    """The first of the known days; empty if none is known."""
    return min(filter(None, days), default=NEVER_KNOWN)


def latest(days: Iterable[str]) -> str:
    """The last of the days; empty if any is unknown, or there are none."""
    found = list(days)
    return max(found) if found and all(found) else NEVER_KNOWN


def date_known(archive: Archive, event: Event) -> str:
    """The day from which an event's date was known: that of the first article that reports it without giving another
    date."""
    own = event.date.edtf if event.date else None
    agreeing = (
        t.article for t in archive.reports_of(event.id) if not t.occurrence.date or t.occurrence.date.edtf == own
    )
    return earliest(map(published_at_latest, agreeing))


@cached_body_finding
def known_days(archive: Archive) -> KnownDays:
    """Both days of every record. Every article, and every text by the editors, is read once."""
    names = _Names(archive)
    days: dict[str, list[str]] = defaultdict(list)
    printed: dict[str, list[str]] = defaultdict(list)
    for article in archive.articles:
        day = published_at_latest(article)
        for about in dict.fromkeys(_subjects_of(archive, article)):
            days[about].append(day)
        for bearers in names.of(_article_text(article)):
            if len(bearers) == 1:
                printed[bearers[0]].append(day)
    told_since = {i: earliest([*days.get(i, ()), *printed.get(i, ())]) for i in archive.records}

    def since_named(record_id: str, text: str) -> list[str]:
        """For each name in a text, the day from which it was known. Names that no article reports on are skipped.

        If several records share a name, the one that was known first counts.
        """
        found = (bearers for bearers in names.of(text) if record_id not in bearers and any(i in days for i in bearers))
        return [earliest(told_since[i] for i in bearers) for bearers in found]

    first: dict[str, str] = {}
    settled: dict[str, str] = {}
    for record_id, record in archive.records.items():
        text = _editorial_text(record)
        named = since_named(record_id, record.name) if _named_by_editors(record) else []
        first[record_id] = latest([told_since[record_id], *named])
        settled[record_id] = _day_after_spans(
            latest([first[record_id], *(days.get(record_id) or [NEVER_KNOWN]), *since_named(record_id, text)]),
            [*_dates_of(record), *dates_in(text)],
        )
    for story in archive.stories:
        day = latest(
            [*(settled[i] for i in _shown_in(story) if i in settled), *since_named(story.id, _editorial_text(story))]
        )
        first[story.id] = settled[story.id] = _day_after_spans(day, dates_in(_editorial_text(story)))
    return KnownDays(first, settled)


def _shown_in(story: Story) -> Iterator[str]:
    """The ids of the records that a story shows."""
    for step in story.steps:
        yield from (ref.article for ref in step.quotations)
        yield from filter(None, (step.measure, step.event))
        if step.reversal:
            yield step.reversal.proposition


def _named_by_editors(record: AnyRecord) -> bool:
    """Whether editors made up the record's name: true for events, utterances and articles without a title."""
    return isinstance(record, Event | Utterance) or (isinstance(record, Article) and record.title is None)


def _editorial_text(record: AnyRecord) -> str:
    """What editors wrote about a record, apart from its name. A full text is not theirs: its author names what he
    knew."""
    if isinstance(record, Story):
        return f"{record.title}\n{record.lead}\n{record.body}"
    headline = record.headline or ""
    if isinstance(record, Article):
        return f"{headline}\n{record.deck or ''}\n{record.body if record.rights.text == 'summary' else ''}"
    counted = record.counts if isinstance(record, Measure) else ""
    return f"{headline}\n{record.summary or ''}\n{counted}"


def _article_text(article: Article) -> str:
    """The words of an article itself, by whose publication the names in them were known."""
    text = article.body if article.rights.text != "summary" else ""
    return "\n".join([article.title or "", *(part for q in article.quotations for part in q.text), text])


def _day_after_spans(day: str, dates_given: Iterable[tuple[str, str]]) -> str:
    """The day, or the latest end of the given spans that begin after it: by that day, what they describe had not
    happened yet."""
    ahead = [last for first, last in dates_given if first > day]
    return max([day, *ahead]) if day else NEVER_KNOWN


def _dates_of(record: AnyRecord) -> Iterator[tuple[str, str]]:
    """The first and the last day (ISO 8601) of each date in the roles and relations of a person or body."""
    if not isinstance(record, Person | Organisation):
        return
    ends = [date for role in record.roles for date in (role.from_, role.to)]
    ends += [date for tie in record.relations for date in (tie.from_, tie.to_date)]
    for date in ends:
        if date and (found := [day for day in date.edtf.core if day and 0 < day.year <= 9999]):
            yield found[0].iso, found[-1].iso


def _subjects_of(archive: Archive, article: Article) -> Iterator[str]:
    """The ids of the records that an article is about: itself, whom it names, and what it reports. Ids may repeat."""
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
    """Finds the records that a text names, in time that grows with the length of the text and not with the number of
    records."""

    def __init__(self, archive: Archive) -> None:
        self._bearers: dict[tuple[str, ...], list[str]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for record in archive.records.values():
            for name in getattr(record, "names", (record.name,)):
                words = tuple(_words(name))
                for form in {words, words[1:] if words[:1] == ("The",) else words}:  # "the" within a sentence
                    if len(form) > 1 or (form and _is_unambiguous(record, form[0])):
                        self._bearers[form].append(record.id)
                        lengths[form[0]].add(len(form))
        self._archive = archive
        self._lengths = {word: sorted(found) for word, found in lengths.items()}

    def of(self, text: str) -> Iterator[list[str]]:
        """For each link and each name in a text, the ids of the records that it may mean."""
        yield from ([link.target] for link in wikilinks.links(text) if link.target in self._archive)
        words = _words(text)
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                bearers = self._bearers.get(tuple(words[start : start + length]))
                if bearers:
                    yield bearers


def _is_unambiguous(record: AnyRecord, word: str) -> bool:
    """Whether a one-word name always means its record: "Moscow" does, the topic "Trade" does not."""
    return isinstance(record, Person | Organisation | Place) and len(word) > 4 and word[:1].isupper()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
