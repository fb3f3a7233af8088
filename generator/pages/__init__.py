"""Which pages exist and what each shows, one module per subject. A page is a value; its template only lays it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.findings.abbreviations import abbreviations
from generator.findings.known_days import known_days
from generator.findings.lost_in_relay import relayed_pairs
from generator.findings.namesakes import distinctions
from generator.pages import (
    annotate,
    articles,
    changes,
    check,
    compare,
    data,
    entities,
    events,
    gaps,
    home,
    lost,
    measures,
    network,
    propositions,
    quotations,
    saved,
    search,
    sources,
    stories,
    table,
    timeline,
    topics,
    utterances,
)
from generator.pages import map as map_page
from generator.pages.page import Page
from generator.pages.parts.here import Here
from generator.records.model import ENTITY_KINDS, Kind


def empty_indexes(archive: Archive) -> frozenset[str]:
    """The source paths of the indexes that have no entries in this archive. Their pages are made all the same."""
    read = bool(archive.articles or archive.utterances or archive.events)
    entries: Mapping[str, object] = {
        "articles": archive.articles,
        "topics": archive.topics,
        "sources": archive.articles,
        "lost": relayed_pairs(archive),
        "quotations": archive.quotations,
        "utterances": archive.utterances,
        "check": archive.quotations,
        "table": archive.articles,
        "saved": archive.articles,
        "compare": archive.articles,
        "propositions": archive.propositions,
        "measures": archive.measures,
        "timeline": read,
        "events": archive.events,
        "stories": archive.stories,
        "people": archive.people,
        "network": archive.people or archive.organisations,
        "organisations": archive.organisations,
        "places": archive.places,
        "map": archive.places,
        "documents": archive.documents,
        "gaps": archive.records,
    }
    return frozenset(routes.index(name) for name, some in entries.items() if not some)


def redirect_paths(archive: Archive) -> frozenset[str]:
    """The source paths of the pages that only redirect to where the content is."""
    return frozenset(entities.signposts_at(archive))


_PAGES_OF_RECORD: Mapping[Kind, Callable[[Archive, Any], Iterator[Page]]] = {
    "article": articles.of,
    **dict.fromkeys(ENTITY_KINDS, entities.of),
    "utterance": utterances.of,
    "proposition": propositions.of,
    "measure": measures.of,
    "event": events.of,
    "topic": topics.of,
    "story": stories.of,
}


# The pages that belong to no record, in the order of the navigation.
_OTHER_PAGES: Mapping[str, Callable[[Archive], Iterator[Page]]] = {
    "home": home.pages,
    "articles": articles.index_pages,
    "quotations": quotations.pages,
    "utterances": utterances.index_pages,
    "propositions": propositions.index_pages,
    "measures": measures.index_pages,
    "events": events.index_pages,
    "timeline": timeline.pages,
    **{routes.FOLDER_OF[kind]: partial(entities.index_pages, kind=kind) for kind in ENTITY_KINDS},
    "former ids": entities.signposts,
    "map": map_page.pages,
    "network": network.pages,
    "topics": topics.index_pages,
    "stories": stories.index_pages,
    "sources": sources.pages,
    "lost": lost.pages,
    "gaps": gaps.pages,
    "search": search.pages,
    "check": check.pages,
    "compare": compare.pages,
    "saved": saved.pages,
    "table": table.pages,
    "changes": changes.pages,
    "states": changes.states.pages,
    "data": data.pages,
    "schema": data.schema.pages,
    "sql": data.sql.pages,
    "annotate": annotate.pages,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """Pages that are always planned together: those of one record, or those of one index.

    `name` is the record's id, or an index's name between slashes, which cannot be an id.
    """

    name: str
    _pages: Callable[[Archive], Iterator[Page]]

    def pages(self, archive: Archive) -> Iterator[Page]:
        """The unit's pages, made lazily."""
        return _with_abbreviations(
            archive,
            _with_last_change(
                archive,
                _with_known_days(
                    archive, _with_changed_evidence(archive, _with_unique_titles(archive, self._pages(archive)))
                ),
            ),
        )


def units(archive: Archive) -> Iterator[Unit]:
    """Every unit: together, all pages of the site except the hand-written ones."""
    for record in archive.records:
        yield unit_of(archive, record)
    for name in _OTHER_PAGES:
        yield unit_named(archive, f"/{name}/")


def unit_named(archive: Archive, name: str) -> Unit:
    """The unit with this name."""
    return Unit(name, _OTHER_PAGES[name.strip("/")]) if name.startswith("/") else unit_of(archive, name)


def unit_of(archive: Archive, record: str) -> Unit:
    """The unit of one record's pages."""
    of = _PAGES_OF_RECORD[archive.kind(record)]
    return Unit(record, lambda asked: of(asked, asked[record]))


def plan(archive: Archive) -> Iterator[Page]:
    """Every page of the site except the hand-written ones, made lazily and in no particular order."""
    for unit in units(archive):
        yield from unit.pages(archive)


def plan_of(archive: Archive, records: Iterable[str]) -> Iterator[Page]:
    """The pages of these records only, as in `plan`."""
    for record in records:
        yield from unit_of(archive, record).pages(archive)


def _with_unique_titles(archive: Archive, pages: Iterable[Page]) -> Iterator[Page]:
    """Pages with unique titles: if several records share a name, what distinguishes each is appended in brackets."""
    apart = distinctions(archive)
    for page in pages:
        record = routes.subject(page.path) or ""
        more = apart.get(record) if record in archive else None
        name = archive[record].name if more else ""
        if more and page.title.startswith(name):
            yield replace(page, title=f"{name} ({more}){page.title[len(name) :]}")
        else:
            yield page


def _with_changed_evidence(archive: Archive, pages: Iterable[Page]) -> Iterator[Page]:
    """Pages with those articles of their record's evidence that were changed or retracted later."""
    for page in pages:
        record = routes.subject(page.path)
        rested = Here(archive, page.path).changed_evidence(record) if record and record in archive else None
        yield replace(page, changed_evidence=rested) if rested else page


def _with_known_days(archive: Archive, pages: Iterable[Page]) -> Iterator[Page]:
    """Pages with the days from which their record, and our text about it, were known."""
    found = known_days(archive)
    for page in pages:
        record = routes.subject(page.path) or ""
        if record in archive:
            yield replace(page, known=found.first[record], settled=found.editorial[record])
        else:
            yield page


def _with_abbreviations(archive: Archive, pages: Iterable[Page]) -> Iterator[Page]:
    """Pages with the abbreviations to spell out, except those of the page's own record: its title spells them out."""
    every = abbreviations(archive)
    if not every:
        yield from pages
        return
    for page in pages:
        record = routes.subject(page.path)
        yield replace(page, abbreviations=tuple((it.short, it.whole) for it in every if it.of != record))


def _with_last_change(archive: Archive, pages: Iterable[Page]) -> Iterator[Page]:
    """Pages with the day of their record's last change, if the history has it, and with links to the record's feeds."""
    days = changes.last_changes(archive)
    for page in pages:
        day = days.get(page.record) if page.record else None
        if not day:
            yield page
            continue
        followed = page.metadata if page.redirect_url else page.metadata + changes.feed_links(archive, page)
        yield replace(page, last_change=day, metadata=followed)
