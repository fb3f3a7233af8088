"""Rows of names, of dates, and of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.pages.parts.here import Here, Link, When
from generator.records.model import Article, Event
from generator.text.languages import language_name


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name in a list, with a note."""

    name: Link
    note: str


@dataclass(frozen=True, slots=True)
class DatedRow:
    """Something that happened or was said, with its date."""

    when: When
    name: Link
    note: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list. `language` is None if it is the archive's."""

    article: Link
    outlet: Link | None
    published: When
    language: str | None
    deck: str | None
    settled: str  # the day from which the deck was known
    quotations: int
    altered: int


def article_rows(here: Here, items: Sequence[Article]) -> tuple[ArticleRow, ...]:
    """A row for each article."""
    return tuple(
        ArticleRow(
            article=here.link(article.id),
            outlet=here.outlet_beside(article),
            published=here.date(article.published),
            language=language_name(article.language) if here.is_foreign(article.language) else None,
            deck=article.deck,
            settled=here.settled_day(article.id),
            quotations=len(article.quotations),
            altered=sum(q.is_reworded for q in article.quotations),
        )
        for article in items
    )


def event_rows(here: Here, items: Sequence[Event]) -> tuple[DatedRow, ...]:
    """A row for each event."""
    return tuple(DatedRow(here.date(event.date), here.related_link(event.id), event.kind or "") for event in items)
