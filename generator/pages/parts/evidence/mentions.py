"""Mentions of a record, each with its sentence, grouped by article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.archive.archive import Mention
from generator.pages.parts.evidence.readings import READINGS
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Section
from generator.text import counts, markup
from generator.text.letters import start_of_letter
from generator.text.messages import _

MAX_SIDE = 240
"""How many characters of a sentence are shown on each side of the name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence around the words that name an entity, shortened if it is very long."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class MentionRow:
    """An article, and its sentences that name an entity."""

    article: Link
    outlet: Link | None
    published: When
    sentences: tuple[Sentence, ...]
    more: int
    settled: str  # the day from which an editor's summary was known; "" if the words are the article's own


def mentions_section(found: Iterable[Mention], shown: int) -> Section:
    """The section with every mention and its sentence, by article, newest first."""
    by_article = _by_article(found)
    return Section("mentions", _("Every mention"), "mentions", by_article, _mention_rows, counts.articles, shown)


def mention_rows(here: Here, found: Iterable[Mention]) -> tuple[MentionRow, ...]:
    """A row for each article with its mentions."""
    return _mention_rows(here, _by_article(found))


def _by_article(found: Iterable[Mention]) -> list[tuple[Mention, ...]]:
    return [tuple(group) for _, group in groupby(found, key=lambda m: m.article.id)]


def _mention_rows(here: Here, items: Sequence[tuple[Mention, ...]]) -> tuple[MentionRow, ...]:
    rows = []
    for group in items:
        article = group[0].article
        sentences = tuple(_sentence(mention) for mention in group[:READINGS])
        rows.append(
            MentionRow(
                here.link(article.id),
                here.outlet_beside(article),
                here.date(article.published),
                sentences,
                max(0, len(group) - READINGS),
                here.settled_day(article.id) if article.rights.text == "summary" else "",
            )
        )
    return tuple(rows)


def _sentence(mention: Mention) -> Sentence:
    before = mention.before
    if len(before) > MAX_SIDE:
        # Cut the beginning, because the words nearest the name matter most.
        before = "…" + before[start_of_letter(before, len(before) - MAX_SIDE) :].split(" ", 1)[-1]
    return Sentence(before, markup.excerpt(mention.words, MAX_SIDE), _shorten(mention.after))


def _shorten(after: str) -> str:
    """The text after a name. If it is cut, the space or sign that it begins with is kept."""
    return markup.excerpt(after, MAX_SIDE)
