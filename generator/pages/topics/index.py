"""The index of topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive
from generator.pages import articles
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.pages.parts.prose import on_one_line
from generator.pages.topics.page import counts_of
from generator.records.model import Article, Topic
from generator.text import counts, markup
from generator.text.messages import _, ngettext

INDEX = routes.index("topics")


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in the index."""

    topic: Link
    summary: str | None
    counts: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of topics, and the number of articles without a topic."""

    count: int
    rows: tuple[TopicRow, ...]
    unfiled: int
    articles: Link


def index_pages(archive: Archive) -> Iterator[Page[IndexView]]:
    """The index of topics."""
    here = Here(archive, INDEX)
    rows = tuple(_row(here, topic) for topic in archive.topics)
    unfiled = sum(not article.topics for article in archive.articles)
    view = IndexView(len(rows), rows, unfiled, here.page_link(articles.INDEX, _("the index of all articles")))
    description = ngettext(
        "{n} topic under which articles are filed.", "{n} topics under which articles are filed.", len(rows)
    )
    yield Page(INDEX, "topics/index.md.j2", _("Topics"), description, view, is_single_column=True)


def _row(here: Here, topic: Topic) -> TopicRow:
    filed = here.archive.articles_on(topic.id)
    summary = markup.excerpt(on_one_line(topic.summary), 220) if topic.summary else None
    return TopicRow(here.link(topic.id), summary, counts.join_phrases([counts_of(filed), _span(filed)]))


def _span(filed: Iterable[Article]) -> str:
    """The years in which the articles were published, in words; empty if no date is known."""
    edtf = [article.published.edtf for article in filed if article.published]
    years = sorted({day.year for date in edtf for day in (date.earliest, date.latest) if day})
    if not years:
        return ""
    return dates.years_name(years[0], years[-1])
