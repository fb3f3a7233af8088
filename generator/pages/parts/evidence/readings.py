"""The articles listed with a row of evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.archive.archive import Estimated, Quoted, Stated
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Article
from generator.records.vocabulary import Mark
from generator.text.messages import ngettext

READINGS = 4
"""How many articles are listed with one row. The occasion, proposition or measure that the row links to has all."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A link to a place on an article's page. `brief` is the same link with the outlet's name as its text."""

    article: Link
    brief: Link
    outlet: Link | None
    published: When
    chain: str
    mark: Mark | None = None


def reading(here: Here, article: Article, anchor: str, chain: str, mark: Mark | None = None) -> Reading:
    """The place `anchor` on an article's page, with the carriers of the words in `chain`."""
    link = here.link(article.id, anchor=anchor)
    brief = replace(link, text=here.outlet_link(article).text, language=None) if article.publisher else link
    published = here.date(article.published)
    return Reading(link, brief, here.outlet_beside(article), published, chain, mark)


def count_with_articles(
    count: Callable[[int], str], found: Sequence[Quoted] | Sequence[Stated] | Sequence[Estimated]
) -> str:
    """How many items there are, and in how many articles: "13 quotations in 6 articles"."""
    articles = len({item.article.id for item in found})
    return ngettext("{counted} in {n} article", "{counted} in {n} articles", articles, counted=count(len(found)))
