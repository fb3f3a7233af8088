"""The pages of events: what, when and where, which articles tell of it and what was said; and the index of all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.archive import Archive
from generator.findings import clocks
from generator.pages.events.index import index_pages
from generator.pages.events.page import pages_of_event
from generator.pages.page import Page
from generator.records.model import Event, Utterance


def pages(archive: Archive) -> Iterator[Page]:
    """Every event's page with the further pages of its long lists, and the index."""
    spoken = _occasions(archive)
    for number in range(len(archive.events)):
        yield from _numbered(archive, number, spoken)
    yield from index_pages(archive)


def of(archive: Archive, event: Event) -> Iterator[Page]:
    """The page of one event, with the further pages of its long lists."""
    return _numbered(archive, archive.events.index(event), _occasions(archive))


def _occasions(archive: Archive) -> dict[str, clocks.Entry]:
    return {e.subject.id: e for e in clocks.entries(archive) if isinstance(e.subject, Utterance)}


def _numbered(archive: Archive, number: int, spoken: dict[str, clocks.Entry]) -> Iterator[Page]:
    earlier = archive.events[number - 1] if number else None
    later = archive.events[number + 1] if number + 1 < len(archive.events) else None
    return pages_of_event(archive, archive.events[number], spoken, (earlier, later))
