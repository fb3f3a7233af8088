"""The index of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from generator import dates, routes
from generator.archive.archive import Archive
from generator.dates import Day
from generator.findings import clocks
from generator.findings.known_days import date_known
from generator.findings.origins import ancestry
from generator.pages.events.tellings import told_in_words
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit, unfolded_counts
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import ListView, Section, block, further_pages
from generator.pages.parts.tracks import Track, track
from generator.pages.timeline.slots import Slot, slot_of
from generator.records.model import Event
from generator.text import counts
from generator.text.collation import sort_key
from generator.text.messages import _, ngettext

INDEX: Final = routes.index("events")


SHOWN_IN_INDEX: Final = rows_that_fit(1_360)
"""How many events the index shows, at about 1 KB each. In a larger archive, these are the ones most reported, and
further pages list all."""


UNFOLDED: Final = 20
"""How many of these are shown in total before any year is unfolded, approximately."""


NAMED: Final = 4
"""How many participants the index names for an event."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in the index. Its filter values are `year`, `kind`, `where` and `who`; the last two are names, one per
    line."""

    event: Link
    when: When
    dated: str  # the day from which its date was known
    track: Track | None
    place: Link | None
    participants: tuple[Link, ...]
    more: int
    kind: str
    told: str
    year: str
    where: str
    who: str


@dataclass(frozen=True, slots=True)
class Year:
    """The events of a year, of which `rest` are folded."""

    name: str
    anchor: str
    rows: tuple[EventRow, ...]
    rest: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of events."""

    years: tuple[Year, ...]
    kinds: tuple[str, ...]
    places: tuple[str, ...]
    parties: tuple[str, ...]
    whole: Link | None
    timeline: str


def index_pages(archive: Archive) -> Iterator[Page[IndexView | ListView]]:
    """The index of events, and further pages if there are more than it shows."""
    here = Here(archive, INDEX)
    ranked = sorted(archive.events, key=lambda e: -len(archive.reports_of(e.id)))
    shown = {event.id for event in ranked[:SHOWN_IN_INDEX]}
    listed = _in_order([event for event in archive.events if event.id in shown])
    years = [(year, [_row(here, event) for event in some]) for year, some in groupby(listed, key=_year_of)]
    rows = [row for _year, some in years for row in some]
    seen = unfolded_counts([len(some) for _year, some in years], UNFOLDED)
    section = Section("all", _("All events"), "events", archive.events, _event_rows, counts.events, SHOWN_IN_INDEX)
    view = IndexView(
        years=tuple(
            Year(_named(year), "undated" if year is None else f"y-{year}", tuple(some[:few]), tuple(some[few:]))
            for (year, some), few in zip(years, seen, strict=True)
        ),
        kinds=_options(row.kind for row in rows),
        places=_options(name for row in rows for name in row.where.split("\n")),
        parties=_options(name for row in rows for name in row.who.split("\n")),
        whole=block(here, section).whole,
        timeline=routes.relative(here.path, routes.index("timeline")),
    )
    yield Page(
        INDEX,
        "events/index.md.j2",
        _("Events"),
        ngettext(
            "{n} event: what happened, when and where, and who reported it.",
            "{n} events: what happened, when and where, and who reported it.",
            len(archive.events),
        ),
        view,
        is_single_column=True,
    )
    yield from further_pages(archive, section, INDEX, _("Events"), None)


def _named(year: int | None) -> str:
    return _("Without a date") if year is None else dates.year_name(year)


def _options(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}, key=sort_key))


def _event_rows(here: Here, events: Sequence[Event]) -> tuple[EventRow, ...]:
    return tuple(_row(here, event) for event in _in_order(events))


def _in_order(events: Sequence[Event]) -> list[Event]:
    """The events by year. Within a year, those in no single month come first; events without a date come last."""
    slots = {event.id: slot_of(event.date.edtf) if event.date else None for event in events}
    return sorted(events, key=lambda e: (slots[e.id] is None, slots[e.id] or Slot(0, 0)))


def _row(here: Here, event: Event) -> EventRow:
    archive = here.archive
    edtf = event.date.edtf if event.date else None
    year = _year_of(event)
    places = clocks.containing_places(archive, event.place)
    return EventRow(
        event=here.row_link(event.id),
        when=here.date(event.date),
        dated=date_known(archive, event),
        track=track(edtf, Day(year, 1, 1), Day(year, 12, 31)) if edtf and year is not None else None,
        place=here.link(event.place) if event.place else None,
        participants=tuple(here.link(party) for party in event.participants[:NAMED]),
        more=max(0, len(event.participants) - NAMED),
        kind=event.kind or "",
        told=told_in_words(ancestry(archive, archive.reports_of(event.id))),
        year=_named(year),
        where="\n".join(archive[place].name for place in places),
        who="\n".join(archive[party].name for party in event.participants),
    )


def _year_of(event: Event) -> int | None:
    slot = slot_of(event.date.edtf) if event.date else None
    return slot.year if slot else None
