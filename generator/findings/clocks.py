"""Three clocks: when something happened, when it was said, and when it was published.

Events are on the first, utterances and positions on the second, articles on the third. Nothing is on two clocks, even
if the days are equal. The work grows with the number of events, quotations, statements and articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generator.archive.archive import Archive, Quoted, date_sort_key
from generator.findings.caching import cached_finding
from generator.findings.known_days import earliest, published_at_latest
from generator.findings.stances import Position, stances
from generator.records.model import AgentRef, Article, Date, Event, Place, Utterance
from generator.records.scalars import PassageRef

Clock = Literal["happened", "said", "published"]
CLOCKS: Final[tuple[Clock, ...]] = ("happened", "said", "published")
"""Every clock, in the order of cause: first something happens, then somebody speaks about it, then it is printed."""


NOBODY_KNOWN: Final = AgentRef(unnamed="Not known whose words")
"""The speaker of words that an article attributes to the wrong person, if the real speaker is unknown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry on one clock.

    `subject` is an event; an utterance or, if no occasion is on record, the speaker; or an article. `articles` are the
    sources of the entry, in order of publication; for an article, only itself. `parties`, `places` and `topics` are
    ids. Parties took part, spoke, or published the article or are quoted in it. Places are where it happened, or are
    named in the article, each with the places around it. Topics are those of the articles.
    """

    clock: Clock
    date: Date | None
    subject: Event | Utterance | AgentRef | Article
    articles: tuple[Article, ...]
    parties: tuple[str, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]
    quotations: tuple[Quoted, ...] = ()
    positions: tuple[Position, ...] = ()

    @property
    def known(self) -> str:
        """The day (ISO 8601) by which the first of its articles had certainly been published; empty if none has a
        date."""
        return earliest(map(published_at_latest, self.articles))


@cached_finding
def entries(archive: Archive) -> tuple[Entry, ...]:
    """All entries, earliest first, undated ones last. With equal dates, what happened comes before what was said, and
    that before what was published."""
    found = [*_event_entries(archive), *_speech_entries(archive), *_publication_entries(archive)]
    return tuple(sorted(found, key=lambda entry: (date_sort_key(entry.date), CLOCKS.index(entry.clock))))


@cached_finding
def occasions(archive: Archive) -> Mapping[str, Entry]:
    """By the id of an utterance, its entry."""
    return {entry.subject.id: entry for entry in entries(archive) if isinstance(entry.subject, Utterance)}


def _event_entries(archive: Archive) -> Iterator[Entry]:
    for event in archive.events:
        articles = _in_order(told.article for told in archive.reports_of(event.id))
        places = containing_places(archive, event.place)
        yield Entry("happened", event.date, event, articles, event.participants, places, _topics(articles))


def _speech_entries(archive: Archive) -> Iterator[Entry]:
    """Utterances on record; then words and positions without one, grouped by speaker and date.

    Undated words are entries of their own, since nothing proves that they were said together. An undated position joins
    the words that it quotes.
    """
    on_occasion: dict[str, list[Position]] = defaultdict(list)
    loose: dict[tuple[AgentRef, str], tuple[list[Quoted], list[Position]]] = defaultdict(lambda: ([], []))
    for position in (p for on_one in stances(archive).positions.values() for p in on_one):
        occasion = next((i for i in _occasions(position) if i in archive), None)
        if occasion:
            on_occasion[occasion].append(position)
        else:
            loose[position.holder, _text(position.date) or _first_quoted(position)][1].append(position)
    for quoted in archive.quotations:
        if not quoted.quotation.passage:
            speaker = quoted.said_by or NOBODY_KNOWN
            loose[speaker, _text(quoted.quotation.said) or quoted.key][0].append(quoted)
    for utterance in archive.utterances:
        yield _occasion(archive, utterance, on_occasion[utterance.id])
    for (speaker, _), (quotations, positions) in loose.items():
        articles = _in_order([*(q.article for q in quotations), *_reporting(positions)])
        date = quotations[0].quotation.said if quotations else positions[0].date
        parties = (speaker.id,) if speaker.id else ()
        yield Entry(
            "said", date, speaker, articles, parties, (), _topics(articles), tuple(quotations), tuple(positions)
        )


def _occasion(archive: Archive, utterance: Utterance, positions: Sequence[Position]) -> Entry:
    quotations = tuple(q for p in utterance.passages for q in archive.renderings_of(PassageRef(utterance.id, p.id)))
    articles = _in_order([*(q.article for q in quotations), *_reporting(positions)])
    date = utterance.said or next((q.quotation.said for q in quotations if q.quotation.said), None)
    parties = dict.fromkeys(i for i in (utterance.speaker.id, *(p.holder.id for p in positions)) if i)
    return Entry(
        "said", date, utterance, articles, tuple(parties), containing_places(archive, utterance.place), _topics(articles),
        quotations, tuple(positions),
    )  # fmt: skip


def _publication_entries(archive: Archive) -> Iterator[Entry]:
    for article in archive.articles:
        speaking = (q.said_by.id for q in article.quotations if q.said_by)
        holding = (s.holder.id for s in article.statements)
        parties = dict.fromkeys(i for i in (article.publisher, *speaking, *holding) if i)
        named = (i for i in archive.named_in(article.id) if isinstance(archive[i], Place))
        places = dict.fromkeys(wider for place in named for wider in containing_places(archive, place))
        yield Entry("published", article.published, article, (article,), tuple(parties), tuple(places), article.topics)


def _occasions(position: Position) -> Iterator[str]:
    """The ids of the utterances that the reports of a position quote."""
    for report in position.reports:
        for quotation in report.article.quotations:
            if quotation.passage and quotation.id in report.statement.quotations:
                yield quotation.passage.utterance


def _first_quoted(position: Position) -> str:
    """The first quotation that a position rests on, as `article/quotation`; if it quotes nothing,
    `article/statement`."""
    report = position.reports[0]
    return f"{report.article.id}/{next(iter(report.statement.quotations), report.statement.id)}"


def _reporting(positions: Iterable[Position]) -> Iterator[Article]:
    for position in positions:
        for report in position.reports:
            yield report.article


def _in_order(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Each article once, in order of publication."""
    return tuple(sorted({a.id: a for a in articles}.values(), key=lambda a: (date_sort_key(a.published), a.id)))


def _topics(articles: Iterable[Article]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topic for article in articles for topic in article.topics))


def containing_places(archive: Archive, place: str | None) -> tuple[str, ...]:
    """The ids of a place and of those that contain it, nearest first. A cycle of places is followed only once."""
    passed: dict[str, None] = {}
    while place and place in archive and place not in passed:
        passed[place] = None
        record = archive[place]
        place = record.within if isinstance(record, Place) else None
    return tuple(passed)


def _text(date: Date | None) -> str:
    return date.edtf.text if date else ""
