"""A page of the timeline: the picture, the calendar, the filters, and the rows of each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from generator import dates
from generator.archive.archive import Archive
from generator.findings import clocks
from generator.findings.clocks import CLOCKS, Clock, Entry
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.pages.parts.years import with_neighbours
from generator.pages.timeline.cutting import INDEX, ROOM, Part, parts_by_year, size_of
from generator.pages.timeline.picture import Picture, overview
from generator.pages.timeline.rows import Lane, Month, counted, lane_name, lanes_of, month_of, tally
from generator.pages.timeline.slots import Placed, Slot, placed_in_time
from generator.text.collation import sort_key
from generator.text.messages import N_, _, number

CALENDAR = 60
"""Up to this many years, the calendar shows months. With more, it shows only years."""


LISTED = 1000
"""The most years that the calendar lists: the latest ones."""


def pages(archive: Archive) -> Iterator[Page]:
    """One page for everything; or, if that is too long, one or more pages for each year and an index that counts their
    entries."""
    dated, undated = placed_in_time(clocks.entries(archive))
    if sum(map(size_of, (*(placed.entry for placed in dated), *undated))) <= ROOM:
        whole = Part(INDEX, _("Timeline"), None, tuple(dated), tuple(undated))
        yield _page(archive, whole, [whole], None)
        return
    parts = [*parts_by_year(dated, undated)]
    aside = () if any(part.year is None for part in parts) else tuple(undated)
    yield _page(archive, Part(INDEX, _("Timeline"), None, (), aside), parts, None)
    for earlier, part, later in with_neighbours(parts):
        yield _page(archive, part, parts, (earlier, later))


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year of the calendar: a link to it, its number of entries per clock, and links to its months; the first may be
    a link to entries in no single month."""

    name: Link
    counts: tuple[str, ...]
    months: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The number of entries by year and month, with links to them."""

    years: tuple[CalendarYear, ...]
    months: tuple[tuple[str, str], ...]  # (short, full) names; empty if months are not shown
    clocks: tuple[str, ...]
    loose: bool  # whether any year has entries in no single month
    note: str


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a page's filters, as (value, name) pairs."""

    clocks: tuple[tuple[str, str], ...]
    who: tuple[tuple[str, str], ...]
    place: tuple[tuple[str, str], ...]
    topic: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year; the first may hold entries in no single month."""

    name: str
    anchor: str
    count: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Everything on a page of the timeline. `title` may tell what all records show; `plain` is the title for readers
    who see the archive as known on a day."""

    title: str
    plain: str
    index: Link | None
    count: int
    lists: bool
    picture: Picture | None
    busiest: tuple[Link, ...]
    calendar: Calendar | None
    options: Options
    years: tuple[Year, ...]
    undated: tuple[Lane, ...]
    undated_counts: str
    undated_pages: Link | None
    earlier: Link | None
    later: Link | None


def _page(
    archive: Archive, part: Part, parts: Sequence[Part], around: tuple[Part | None, Part | None] | None
) -> Page[TimelineView]:
    here = Here(archive, part.path)
    index = around is None
    earlier, later = around or (None, None)
    everything = [entry for some in parts for entry in some.entries]
    entries = [*everything, *(part.undated if part not in parts else ())] if index else part.entries
    aside = next((p for p in parts if p.year is None and p is not part), None)
    seen = overview(here, entries)
    page_of = _pages_of(parts)
    view = TimelineView(
        title=seen.title if index and seen else part.title,
        plain=part.title,
        index=None if index else here.page_link(INDEX, _("Timeline")),
        count=len(entries),
        lists=bool(part.entries),
        picture=seen.picture if seen else None,
        busiest=tuple(
            here.page_link(page_of[slot], slot.name, slot.anchor)
            for slot in (seen.busiest if seen else ())
            if slot in page_of
        ),
        calendar=_calendar(here, parts) if index and part not in parts else None,
        options=_options(archive, part.entries),
        years=tuple(_years(here, part.dated)),
        undated=lanes_of(here, part.undated),
        undated_counts=counted(entry.clock for entry in part.undated),
        undated_pages=here.page_link(aside.path, _("Without a date ({n})", n=sum(len(p.undated) for p in parts)))
        if index and aside
        else None,
        earlier=here.page_link(earlier.path, earlier.title) if earlier else None,
        later=here.page_link(later.path, later.title) if later else None,
    )
    description = _(
        "{entries}: when each happened, was said or was published, by year and month.",
        entries=tally(e.clock for e in entries),
    )
    return Page(part.path, "timeline/timeline.md.j2", part.title, description, view, is_single_column=True)


def _years(here: Here, dated: Sequence[Placed]) -> Iterator[Year]:
    for year, of_year in groupby(dated, key=lambda placed: placed.slot.year):
        months = [[*some] for _slot, some in groupby(of_year, key=lambda placed: placed.slot)]
        yield Year(
            dates.year_name(year),
            f"year-{year}",
            sum(map(len, months)),
            tuple(month_of(here, some[0].slot, some) for some in months),
        )


# --- the calendar ---
def _pages_of(parts: Sequence[Part]) -> dict[Slot, str]:
    """The path of the page on which each month begins."""
    page_of: dict[Slot, str] = {}
    for part in parts:
        for placed in part.dated:
            page_of.setdefault(placed.slot, part.path)
    return page_of


def _calendar(here: Here, parts: Sequence[Part]) -> Calendar | None:
    """The calendar, with links to the pages on which each year and month begins; None if nothing is dated."""
    page_of = _pages_of(parts)
    counts: Counter[Slot] = Counter()
    clocks_of: dict[int, Counter[Clock]] = {}
    for part in parts:
        for placed in part.dated:
            counts[placed.slot] += 1
            clocks_of.setdefault(placed.slot.year, Counter())[placed.entry.clock] += 1
    if not counts:
        return None
    years = sorted(clocks_of)
    shown = years[-LISTED:]
    whole = len(years) <= CALENDAR
    loose = whole and any(slot.month == 0 for slot in counts)
    numbers = [0, *range(1, 13)] if loose else [*range(1, 13)]
    found = []
    for year in shown:
        slots = [Slot(year, month) for month in numbers] if whole else []
        begins = min(slot for slot in page_of if slot.year == year) if whole else None
        first = begins or next(slot for slot in (Slot(year, n) for n in range(13)) if slot in page_of)
        found.append(
            CalendarYear(
                here.page_link(page_of[first], dates.year_name(year), first.anchor),
                tuple(number(clocks_of[year][clock]) if clocks_of[year][clock] else "" for clock in CLOCKS),
                tuple(
                    here.page_link(page_of[slot], number(counts[slot]), slot.anchor) if counts[slot] else None
                    for slot in slots
                ),
            )
        )
    months = tuple((dates.month_name(n, short=True), dates.month_name(n)) for n in range(1, 13)) if whole else ()
    note = _("The last {shown} of {all} years.", shown=LISTED, all=len(years)) if len(years) > LISTED else ""
    return Calendar(tuple(found), months, tuple(lane_name(clock) for clock in CLOCKS), loose, note)


# --- the filters ---
_CLOCKS: Final[Mapping[Clock, str]] = {"happened": N_("happened"), "said": N_("said"), "published": N_("published")}


def _options(archive: Archive, entries: Sequence[Entry]) -> Options:
    found = {entry.clock for entry in entries}
    return Options(
        clocks=tuple((clock, _(_CLOCKS[clock])) for clock in CLOCKS if clock in found),
        who=_named(archive, (i for entry in entries for i in entry.parties)),
        place=_named(archive, (i for entry in entries for i in entry.places)),
        topic=_named(archive, (i for entry in entries for i in entry.topics)),
    )


def _named(archive: Archive, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    names = ((i, archive[i].name) for i in dict.fromkeys(ids))
    return tuple(sorted(names, key=lambda pair: (sort_key(pair[1]), pair[0])))
