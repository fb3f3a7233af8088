"""A page of the timeline: the strip, the calendar, the filters and the rows of its months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import dates
from generator.archive.archive import Archive
from generator.findings import clocks
from generator.findings.clocks import CLOCKS, Clock, Entry
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.pages.parts.strips import WIDE, Strip, strip
from generator.pages.parts.years import between
from generator.pages.timeline.cutting import INDEX, ROOM, Part, parts_by_year, size_of
from generator.pages.timeline.rows import LANES, Lane, Section, lanes_of, section_of, tally
from generator.pages.timeline.slots import Slot, placed_in_time

CALENDAR = 60
"""Years in which the calendar shows the months; of more, it shows the years alone."""


LISTED = 1000
"""Years that the calendar names; of more, it names the last."""


def pages(archive: Archive) -> Iterator[Page]:
    """One page for everything; where that is too long, a page for each year, or several, and an index that counts them."""
    dated, undated = placed_in_time(clocks.entries(archive))
    if sum(map(size_of, (*(placed.entry for placed in dated), *undated))) <= ROOM:
        whole = Part(INDEX, "Timeline", None, tuple(dated), tuple(undated))
        yield _page(archive, whole, [whole], None)
        return
    parts = [*parts_by_year(dated, undated)]
    aside = () if any(part.year is None for part in parts) else tuple(undated)
    yield _page(archive, Part(INDEX, "Timeline", None, (), aside), parts, None)
    for earlier, part, later in between(parts):
        yield _page(archive, part, parts, (earlier, later))


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year of the calendar: the way to it, how many entries of each clock, and its months from what lies in none."""

    name: Link
    counts: tuple[str, ...]
    months: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """How many entries there are, year by year and month by month, and where they stand."""

    years: tuple[CalendarYear, ...]
    months: tuple[tuple[str, str], ...]  # short and whole; none where they are left out
    loose: bool  # whether a year has entries in no one month
    note: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the entries of a page may be found by: ids and names."""

    clocks: tuple[tuple[str, str], ...]
    who: tuple[tuple[str, str], ...]
    place: tuple[tuple[str, str], ...]
    topic: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Everything on a page of the timeline."""

    title: str
    index: Link | None
    count: int
    lists: bool
    strip: Strip | None
    calendar: Calendar | None
    options: Options
    sections: tuple[Section, ...]
    undated: tuple[Lane, ...]
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
    view = TimelineView(
        title="Three clocks" if index else part.title,
        index=None if index else here.to(INDEX, "Timeline"),
        count=len(entries),
        lists=bool(part.entries),
        strip=strip(((e.clock, e.date) for e in entries), WIDE),
        calendar=_calendar(here, parts) if index else None,
        options=_options(archive, part.entries),
        sections=tuple(
            section_of(here, slot, [*some]) for slot, some in groupby(part.dated, key=lambda placed: placed.slot)
        ),
        undated=lanes_of(here, part.undated),
        undated_pages=here.to(aside.path, f"Without a date ({sum(len(p.undated) for p in parts):,})")
        if index and aside
        else None,
        earlier=here.to(earlier.path, earlier.title) if earlier else None,
        later=here.to(later.path, later.title) if later else None,
    )
    description = f"{tally(e.clock for e in entries)}: each on its own clock, by year and month."
    return Page(part.path, "timeline/timeline.md.j2", part.title, description, view)


# --- the calendar ---
def _calendar(here: Here, parts: Sequence[Part]) -> Calendar | None:
    """Every year with the page that begins it, and every month with the page on which it begins."""
    page_of: dict[Slot, str] = {}
    counts: Counter[Slot] = Counter()
    clocks_of: dict[int, Counter[Clock]] = {}
    for part in parts:
        for placed in part.dated:
            page_of.setdefault(placed.slot, part.path)
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
        slots = [Slot(year, number) for number in numbers] if whole else []
        begins = min(slot for slot in page_of if slot.year == year) if whole else None
        first = begins or next(slot for slot in (Slot(year, n) for n in range(13)) if slot in page_of)
        found.append(
            CalendarYear(
                here.to(page_of[first], dates.year_name(year), first.anchor),
                tuple(f"{clocks_of[year][clock]:,}" if clocks_of[year][clock] else "" for clock in CLOCKS),
                tuple(
                    here.to(page_of[slot], f"{counts[slot]:,}", slot.anchor) if counts[slot] else None for slot in slots
                ),
            )
        )
    months = tuple((name[:3], name) for name in dates.MONTHS) if whole else ()
    note = f"The last {LISTED:,} of {len(years):,} years." if len(years) > LISTED else ""
    return Calendar(tuple(found), months, loose, note)


# --- what it is found by ---
def _options(archive: Archive, entries: Sequence[Entry]) -> Options:
    found = {entry.clock for entry in entries}
    return Options(
        clocks=tuple((clock, LANES[clock][0].lower()) for clock in CLOCKS if clock in found),
        who=_named(archive, (i for entry in entries for i in entry.parties)),
        place=_named(archive, (i for entry in entries for i in entry.places)),
        topic=_named(archive, (i for entry in entries for i in entry.topics)),
    )


def _named(archive: Archive, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    names = ((i, archive[i].name) for i in dict.fromkeys(ids))
    return tuple(sorted(names, key=lambda pair: (pair[1].casefold(), pair[0])))
