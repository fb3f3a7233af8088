"""The page of a topic, with what is filed there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive, when
from generator.pages.page import Page
from generator.pages.parts import evidence
from generator.pages.parts.here import Here
from generator.pages.parts.lists import Block, ListView, Section, block, further
from generator.pages.parts.prose import folded
from generator.records.model import Article, Event, Organisation, Person, Topic
from generator.text import english, markup

SHOWN = 100
"""Articles on a topic's page, at some 700 bytes each."""
SHOWN_NAMES, MOST_NAMES = 24, 60


@dataclass(frozen=True, slots=True)
class TopicView:
    """Everything on a topic's page."""

    title: str
    summary: str | None
    counts: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def of(archive: Archive, topic: Topic) -> Iterator[Page[TopicView | ListView]]:
    """The page of one topic, with the further pages of its lists."""
    here = Here(archive, routes.page("topic", topic.id))
    filed = archive.articles_on(topic.id)
    sections = [section for section in _sections(archive, filed) if section.items]
    summary = folded(topic.summary) if topic.summary else None
    counts = counts_of(filed)
    view = TopicView(
        title=topic.title,
        summary=summary,
        counts=counts,
        blocks=tuple(block(here, section) for section in sections),
        notes=tuple(folded(p) for p in (topic.notes or "").split("\n\n") if p.strip()),
    )
    record = archive.paths[topic.id]
    yield Page(
        here.path,
        "topics/topic.md.j2",
        topic.title,
        markup.excerpt(summary or f"{topic.title}: {counts}.", 200),
        view,
        record,
    )
    for section in sections:
        yield from further(archive, section, here.path, topic.title, record)


def counts_of(filed: Sequence[Article]) -> str:
    """How many articles are filed under a topic, and how many quotations they hold, in words."""
    quotations = sum(len(article.quotations) for article in filed)
    said = english.counted(len(filed), "article")
    return (
        f"{said}, {english.counted(quotations, 'quotation')}" if quotations else said if filed else "nothing filed yet"
    )


def _sections(archive: Archive, filed: Sequence[Article]) -> Iterator[Section]:
    """The articles, and what they have in common: it is theirs as a whole, of which the topic may be a part."""
    yield Section(
        "articles", "Articles", "articles", filed, evidence.article_rows, "article", "articles", SHOWN, "Newest first."
    )
    held = Counter(statement.proposition for article in filed for statement in article.statements)
    yield _ranked("positions", "Argued over", held, "position", "proposition")
    given = Counter(figure.measure for article in filed for figure in article.figures)
    yield _ranked("figures", "Counted", given, "figure", "measure")
    ids = dict.fromkeys(occurrence.event for article in filed for occurrence in article.events)
    events = sorted(
        (e for e in map(archive.records.get, ids) if isinstance(e, Event)), key=lambda e: (when(e.date), e.what)
    )
    yield Section(
        "events", "Events", "dated", events, evidence.event_rows, "event", "events", SHOWN_NAMES, most=MOST_NAMES
    )
    speakers = Counter(q.said_by.id for article in filed for q in article.quotations if q.said_by and q.said_by.id)
    yield _ranked("speakers", "Quoted", speakers, "quotation", "speaker")
    named = Counter(i for article in filed for i in archive.named_in(article.id))
    outlets = {article.publisher for article in filed}
    subjects = Counter(
        {i: n for i, n in named.items() if i not in outlets and isinstance(archive[i], Person | Organisation)}
    )
    yield _ranked("named", "Named", subjects, "article", "name")


def _ranked(anchor: str, title: str, counts: Counter[str], counted: str, one: str) -> Section:
    items = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Section(anchor, title, "names", items, _named_rows(counted), one, one + "s", SHOWN_NAMES, most=MOST_NAMES)


def _named_rows(counted: str) -> Callable[[Here, Sequence[tuple[str, int]]], tuple[evidence.NameRow, ...]]:
    def rows(here: Here, items: Sequence[tuple[str, int]]) -> tuple[evidence.NameRow, ...]:
        return tuple(
            evidence.NameRow(here.link(record_id), english.counted(number, counted)) for record_id, number in items
        )

    return rows
