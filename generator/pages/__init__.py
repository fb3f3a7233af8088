"""Which pages exist and what each shows: one module a subject. A page is a value; its template only lays it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.findings.known import known
from generator.pages import (
    annotate,
    articles,
    changes,
    data,
    entities,
    events,
    gaps,
    home,
    measures,
    network,
    propositions,
    quotations,
    search,
    sources,
    timeline,
    topics,
    utterances,
)
from generator.pages import map as map_page
from generator.pages.page import Page
from generator.records.model import ENTITY_KINDS, Kind

# In the order of the navigation.
_SUBJECTS: tuple[Callable[[Archive], Iterator[Page]], ...] = (
    home.pages,
    articles.pages,
    quotations.pages,
    utterances.pages,
    propositions.pages,
    measures.pages,
    events.pages,
    timeline.pages,
    entities.pages,
    map_page.pages,
    network.pages,
    topics.pages,
    sources.pages,
    gaps.pages,
    search.pages,
    changes.pages,
    data.pages,
    annotate.pages,
)


def empty_indexes(archive: Archive) -> frozenset[str]:
    """The source paths of indexes of which the archive has nothing yet; they are pages all the same."""
    read = bool(archive.articles or archive.utterances or archive.events)
    entries: Mapping[str, object] = {
        "articles": archive.articles,
        "topics": archive.topics,
        "sources": archive.articles,
        "quotations": archive.quotations,
        "utterances": archive.utterances,
        "propositions": archive.propositions,
        "measures": archive.measures,
        "timeline": read,
        "events": archive.events,
        "people": archive.people,
        "network": archive.people or archive.organisations,
        "organisations": archive.organisations,
        "places": archive.places,
        "map": archive.places,
        "documents": archive.documents,
        "gaps": archive.records,
    }
    return frozenset(routes.index(name) for name, some in entries.items() if not some)


_OF: Mapping[Kind, Callable[[Archive, Any], Iterator[Page]]] = {
    "article": articles.of,
    **dict.fromkeys(ENTITY_KINDS, entities.of),
    "utterance": utterances.of,
    "proposition": propositions.of,
    "measure": measures.of,
    "event": events.of,
    "topic": topics.of,
}


def plan(archive: Archive) -> Iterator[Page]:
    """Every page of the site but the hand-written ones, in no order that matters, each worked out as it is asked for."""
    return _dated(archive, _known(archive, (page for subject in _SUBJECTS for page in subject(archive))))


def plan_of(archive: Archive, records: Iterable[str]) -> Iterator[Page]:
    """The pages of some records alone, as `plan` has them."""
    return _dated(
        archive, _known(archive, (page for i in records for page in _OF[archive.kind(i)](archive, archive[i])))
    )


def _known(archive: Archive, pages: Iterable[Page]) -> Iterator[Page]:
    """With the days from which the record of a page, and what is written of it, was known."""
    found = known(archive)
    for page in pages:
        record = routes.subject(page.path) or ""
        if record in archive:
            yield replace(page, known=found.first[record], settled=found.settled[record])
        else:
            yield page


def _dated(archive: Archive, pages: Iterable[Page]) -> Iterator[Page]:
    """With the days of the records' last changes, where there is a history."""
    days = changes.last_changes(archive)
    return (replace(page, changed=days.get(page.record or "")) for page in pages) if days else iter(pages)
