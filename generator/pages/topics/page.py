"""The page of a topic, with what is filed there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive, date_sort_key
from generator.pages.page import Page
from generator.pages.parts import evidence
from generator.pages.parts.here import Here
from generator.pages.parts.lists import Block, ListView, Section, block, further_pages
from generator.pages.parts.metadata import coins
from generator.pages.parts.prose import on_one_line
from generator.records.model import Article, Event, Organisation, Person, Topic
from generator.text import counts, markup
from generator.text.messages import _

SHOWN = 20
"""How many articles a topic's page shows."""
SHOWN_NAMES, MOST_NAMES = 24, 60


@dataclass(frozen=True, slots=True)
class TopicView:
    """Everything on a topic's page."""

    title: str
    summary: str | None
    counts: str
    first: tuple[tuple[str, Block], ...]  # pairs of a count in words and a list
    folds: tuple[tuple[str, Block], ...]
    notes: tuple[str, ...]
    coins: Markup


def of(archive: Archive, topic: Topic) -> Iterator[Page[TopicView | ListView]]:
    """The page of one topic, with the further pages of its lists."""
    here = Here(archive, routes.page("topic", topic.id))
    filed = archive.articles_on(topic.id)
    sections = [section for section in _sections(archive, filed) if section.items]
    summary = on_one_line(topic.summary) if topic.summary else None
    counted = counts_of(filed)
    view = TopicView(
        title=topic.title,
        summary=summary,
        counts=counted,
        first=tuple((section.counted, block(here, section)) for section in sections[:1]),
        folds=tuple((section.counted, block(here, section)) for section in sections[1:]),
        notes=tuple(on_one_line(p) for p in (topic.notes or "").split("\n\n") if p.strip()),
        coins=coins(archive, filed),
    )
    record = archive.paths[topic.id]
    yield Page(
        here.path,
        "topics/topic.md.j2",
        topic.title,
        markup.excerpt(summary or _("{topic}: {counted}.", topic=topic.title, counted=counted), 200),
        view,
        record,
        is_single_column=True,
    )
    for section in sections:
        yield from further_pages(archive, section, here.path, topic.title, record)


def counts_of(filed: Sequence[Article]) -> str:
    """How many articles are filed under a topic, and how many quotations they contain, in words."""
    quotations = sum(len(article.quotations) for article in filed)
    said = counts.articles(len(filed))
    if quotations:
        return counts.join_phrases([said, counts.quotations(quotations)])
    return said if filed else _("nothing filed yet")


def _sections(archive: Archive, filed: Sequence[Article]) -> Iterator[Section]:
    """The articles on a topic, and what they contain. Claims, figures and names are those of the whole articles, not
    only of what concerns the topic."""
    yield Section(
        "articles", _("Articles"), "articles", filed, evidence.article_rows, counts.articles, SHOWN, _("Newest first.")
    )
    held = Counter(statement.proposition for article in filed for statement in article.statements)
    yield _ranked("positions", _("Claims"), held, counts.stances, counts.claims)
    given = Counter(figure.measure for article in filed for figure in article.figures)
    yield _ranked("figures", _("Figures"), given, counts.estimates, counts.figures)
    ids = dict.fromkeys(occurrence.event for article in filed for occurrence in article.events)
    events = sorted(
        (e for e in map(archive.records.get, ids) if isinstance(e, Event)),
        key=lambda e: (date_sort_key(e.date), e.what),
    )
    yield Section(
        "events", _("Events"), "dated", events, evidence.event_rows, counts.events, SHOWN_NAMES, most=MOST_NAMES
    )
    speakers = Counter(q.said_by.id for article in filed for q in article.quotations if q.said_by and q.said_by.id)
    yield _ranked("speakers", _("People quoted"), speakers, counts.quotations, counts.speakers)
    named = Counter(i for article in filed for i in archive.named_in(article.id))
    outlets = {article.publisher for article in filed}
    subjects = Counter(
        {i: n for i, n in named.items() if i not in outlets and isinstance(archive[i], Person | Organisation)}
    )
    yield _ranked("named", _("Mentioned"), subjects, counts.articles, counts.names)


def _ranked(
    anchor: str, title: str, found: Counter[str], said: Callable[[int], str], count: Callable[[int], str]
) -> Section:
    items = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return Section(anchor, title, "names", items, partial(_named_rows, said), count, SHOWN_NAMES, most=MOST_NAMES)


def _named_rows(
    said: Callable[[int], str], here: Here, items: Sequence[tuple[str, int]]
) -> tuple[evidence.NameRow, ...]:
    return tuple(evidence.NameRow(here.link(record_id), said(number)) for record_id, number in items)
