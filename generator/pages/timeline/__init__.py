"""The timeline: what happened, what was said and what was published, in three lanes that are never mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, TypeVar

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.dates import Day, Edtf
from generator.findings import clocks
from generator.findings.clocks import CLOCKS, Clock, Entry
from generator.findings.known import dated, earliest, published_by
from generator.findings.stances import Position
from generator.pages.page import Page
from generator.pages.parts.evidence import folded
from generator.pages.parts.here import Here, Link
from generator.pages.parts.strips import WIDE, Strip, Track, strip, track
from generator.pages.parts.years import between, counted
from generator.records.model import Article, Event, Stance, Utterance
from generator.text import lines, markup

T = TypeVar("T")

INDEX = routes.index("timeline")

ROOM = 220_000
"""Letters of HTML that the entries of one page may take, as `_size` reckons; with head, strip and frame it is under 300 KB."""
ASIDE = 40_000
"""Letters that entries without a date may take on the index; where they take more, they have pages of their own."""
TAKES = 4
"""Positions shown beside one occasion of speech; the page of the occasion or its speaker has the others."""
QUOTED = 90
TITLE = 110
"""Letters of a quotation, and of a title."""
CALENDAR = 60
"""Years in which the calendar shows the months; of more, it shows the years alone."""
LISTED = 1000
"""Years that the calendar names; of more, it names the last."""

LANES: Final[dict[Clock, tuple[str, str]]] = {
    "happened": ("Happened", "event"),
    "said": ("Said", "statement"),
    "published": ("Published", "publication"),
}
"""What each lane is called, and what stands in it."""


def pages(archive: Archive) -> Iterator[Page]:
    """One page for everything; where that is too long, a page for each year, or several, and an index that counts them."""
    dated, undated = _placed(clocks.entries(archive))
    if sum(map(_size, (*(placed.entry for placed in dated), *undated))) <= ROOM:
        whole = _Part(INDEX, "Timeline", None, tuple(dated), tuple(undated))
        yield _page(archive, whole, [whole], None)
        return
    parts = [*_parts(dated, undated)]
    aside = () if any(part.year is None for part in parts) else tuple(undated)
    yield _page(archive, _Part(INDEX, "Timeline", None, (), aside), parts, None)
    for earlier, part, later in between(parts):
        yield _page(archive, part, parts, (earlier, later))


# --- where in time -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A month, or with month 0 what lies in no one month of a year."""

    year: int
    month: int

    @property
    def name(self) -> str:
        """As a heading says it."""
        return (
            f"{_MONTHS[self.month - 1]} {dates.year_name(self.year)}"
            if self.month
            else f"{dates.year_name(self.year)}, no one month"
        )

    @property
    def anchor(self) -> str:
        """As an address has it."""
        return f"m-{self.year}-{self.month:02}" if self.month else f"y-{self.year}"

    @property
    def frame(self) -> tuple[Day, Day]:
        """The days that a bar is drawn in."""
        if not self.month:
            return Day(self.year, 1, 1), Day(self.year, 12, 31)
        after = Day(self.year + self.month // 12, self.month % 12 + 1, 1)
        return Day(self.year, self.month, 1), Day.from_ordinal(after.ordinal - 1)


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip


@dataclass(frozen=True)
class _Placed:
    """An entry in its slot."""

    slot: Slot
    date: Edtf
    entry: Entry

    @property
    def key(self) -> tuple[object, ...]:
        """Sorts by slot; what fills the month or year comes first, then by the likeliest day, what is surer first."""
        first, last = (day.ordinal if day else None for day in self.date.core)
        start, end = (first or last or 0), (last or first or 0)
        wide = end - start > 7 and self.date.kind != "lasted"
        bounds = (self.date.earliest, self.date.latest)
        breadth = sum(abs(b.ordinal - (first or last or 0)) for b in bounds if b)
        return self.slot, not wide, start, breadth, self.date.text


def _placed(entries: Iterable[Entry]) -> tuple[list[_Placed], list[Entry]]:
    """The entries in the order of the timeline, and those that no date places."""
    dated, undated = [], []
    for entry in entries:
        slot = slot_of(entry.date.edtf) if entry.date else None
        if entry.date and slot:
            dated.append(_Placed(slot, entry.date.edtf, entry))
        else:
            undated.append(entry)
    return sorted(dated, key=lambda p: (p.key, CLOCKS.index(p.entry.clock))), undated


def slot_of(date: Edtf) -> Slot | None:
    """The month of a date's likeliest stretch; of what lasted the one in which it began, of an open beginning the end's."""
    first, last = date.core
    start = first or last
    if start is None:
        return None
    in_month = date.precision in ("day", "month") and not (date.precision == "month" and first is None)
    short = first is None or last is None or last.ordinal - first.ordinal < 62 or date.kind == "lasted"
    one_month = first and last and (first.year, first.month) == (last.year, last.month)
    if one_month or (in_month and short and date.precision == "day") or (in_month and date.kind == "lasted"):
        return Slot(start.year, start.month)
    return Slot(start.year, 0)


# --- pages by year -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """What one page lists: everything, a year or a piece of one, or what has no date."""

    path: str
    title: str
    year: int | None
    dated: tuple[_Placed, ...]
    undated: tuple[Entry, ...] = ()

    @property
    def entries(self) -> list[Entry]:
        return [*(placed.entry for placed in self.dated), *self.undated]


def _parts(dated: Sequence[_Placed], undated: Sequence[Entry]) -> Iterator[_Part]:
    for year, of_year in groupby(dated, key=lambda p: p.slot.year):
        pieces = _cut([*of_year], lambda placed: _size(placed.entry))
        for number, piece in enumerate(pieces, start=1):
            path = routes.part("timeline", f"{year}{f'-part-{number}' if number > 1 else ''}")
            yield _Part(path, f"Timeline of {dates.year_name(year)}{counted(number, len(pieces))}", year, tuple(piece))
    if sum(map(_size, undated)) > ASIDE:
        rest = _cut(undated, _size)
        for number, some in enumerate(rest, start=1):
            path = routes.part("timeline", f"undated{f'-{number}' if number > 1 else ''}")
            yield _Part(path, f"Timeline: without a date{counted(number, len(rest))}", None, (), tuple(some))


def _cut(items: Sequence[T], size: Callable[[T], int]) -> list[list[T]]:
    """The items in as few stretches as have room on a page each."""
    pieces: list[list[T]] = [[]]
    room = ROOM
    for item in items:
        takes = size(item)
        if takes > room and pieces[-1]:
            pieces.append([])
            room = ROOM
        pieces[-1].append(item)
        room -= takes
    return pieces


def _size(entry: Entry) -> int:
    """About how many letters of HTML an entry takes: its row and links, what it is found by, its positions."""
    found_by = sum(len(i) + 1 for ids in (entry.parties, entry.places, entry.topics) for i in ids)
    return 700 + found_by + 320 * min(len(entry.positions), TAKES)


# --- one page ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Take:
    """A position that was taken. `holder` where that is not who spoke; `known` is the day by which it was published."""

    holder: Link | None
    stance: Stance
    sentence: Link
    known: str


@dataclass(frozen=True, slots=True)
class Words:
    """The beginning of words as an article has them."""

    text: Link
    language: str
    direction: str
    known: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. What it is found by are ids, joined by strokes; `told` says in how many articles, `known` since when."""

    clock: Clock
    name: Link
    beside: Link | None
    note: str
    told: str
    words: Words | None
    takes: tuple[Take, ...]
    more: str
    about: bool
    who: str
    place: str
    topic: str
    known: str


@dataclass(frozen=True, slots=True)
class Lane:
    """What stands on one clock at one date."""

    clock: Clock
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A date with what happened, was said and was published then."""

    when: str
    datetime: str | None
    note: str
    track: Track
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A month, or what lies in no one month of a year."""

    name: str
    anchor: str
    count: int
    tally: str
    rows: tuple[Row, ...]


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
    archive: Archive, part: _Part, parts: Sequence[_Part], around: tuple[_Part | None, _Part | None] | None
) -> Page:
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
            _section(here, slot, [*some]) for slot, some in groupby(part.dated, key=lambda placed: placed.slot)
        ),
        undated=_lanes(here, part.undated),
        undated_pages=here.to(aside.path, f"Without a date ({sum(len(p.undated) for p in parts):,})")
        if index and aside
        else None,
        earlier=here.to(earlier.path, earlier.title) if earlier else None,
        later=here.to(later.path, later.title) if later else None,
    )
    description = f"{_tally(e.clock for e in entries)}: each on its own clock, by year and month."
    return Page(part.path, "timeline/timeline.md.j2", part.title, description, view)


def _tally(of: Iterable[Clock]) -> str:
    counts = Counter(of)
    return markup.listed([markup.counted(counts[clock], LANES[clock][1]) for clock in CLOCKS if counts[clock]])


# --- the calendar ---


def _calendar(here: Here, parts: Sequence[_Part]) -> Calendar | None:
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
    months = tuple((name[:3], name) for name in _MONTHS) if whole else ()
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


# --- what stands in the lanes ---


def _section(here: Here, slot: Slot, placed: Sequence[_Placed]) -> Section:
    rows = tuple(_row(here, slot, [*some]) for _, some in groupby(placed, key=lambda p: p.date.text))
    return Section(slot.name, slot.anchor, len(placed), _tally(p.entry.clock for p in placed), rows)


def _row(here: Here, slot: Slot, placed: Sequence[_Placed]) -> Row:
    date = placed[0].date
    first, last = slot.frame
    return Row(
        _said_within(date, slot),
        dates.iso_attribute(date),
        _how_sure(date),
        track(date, first, last),
        _lanes(here, [p.entry for p in placed]),
    )


def _said_within(date: Edtf, slot: Slot) -> str:
    """A date without the year, where the heading above says it."""
    said = dates.say(date)
    year = f" {dates.year_name(slot.year)}"
    if slot.month and said.endswith(year) and said.count(year) == 1:
        said = said.removesuffix(year)
    return said[:1].upper() + said[1:]


def _how_sure(date: Edtf) -> str:
    """How sure a date is, in words: what its bar shows to those who see it."""
    if date.kind == "lasted":
        if date.earliest and date.latest and (date.earliest, date.latest) == date.core:
            days = date.latest.ordinal - date.earliest.ordinal + 1
            return f"lasted {markup.counted(days, 'day')}" if date.precision == "day" else "lasted"
        return "goes on" if date.latest is None else "lasted"
    if date.kind == "approximate" and date.earliest and date.latest:
        return f"{dates.say_short(dates.parse(f'{date.earliest.iso}/{date.latest.iso}'))} at the widest"
    return "no day given" if date.kind == "exact" and date.precision != "day" else ""


def _lanes(here: Here, entries: Sequence[Entry]) -> tuple[Lane, ...]:
    return tuple(
        Lane(clock, LANES[clock][0], tuple(item_of(here, entry) for entry in entries if entry.clock == clock))
        for clock in CLOCKS
        if any(entry.clock == clock for entry in entries)
    )


def item_of(here: Here, entry: Entry) -> Item:
    """An entry as the timeline and the page of an event show it."""
    subject = entry.subject
    name, beside, note = _named_as(here, entry)
    speaker = subject.speaker if isinstance(subject, Utterance) else subject if entry.clock == "said" else None
    takes = tuple(_take(here, position, speaker == position.holder) for position in entry.positions[:TAKES])
    rest = len(entry.positions) - TAKES
    date = entry.date.edtf if entry.date else None
    return Item(
        clock=entry.clock,
        name=name,
        beside=beside,
        note=note,
        told=_told(here, subject) if isinstance(subject, Event) else "",
        words=None if takes or entry.clock != "said" else _words(here, entry.quotations),
        takes=takes,
        more=markup.counted(rest, "more position") if rest > 0 else "",
        about=bool(date and (date.approximate or date.uncertain)),
        who="\n".join(entry.parties),
        place="\n".join(entry.places),
        topic="\n".join(entry.topics),
        known=dated(here.archive, subject) if isinstance(subject, Event) else entry.known,
    )


def _named_as(here: Here, entry: Entry) -> tuple[Link, Link | None, str]:
    """What an entry is called, and what stands beside that: where it happened, who spoke, who published."""
    subject = entry.subject
    if isinstance(subject, Event):
        return _short(here.link(subject.id)), here.link(subject.place) if subject.place else None, ""
    if isinstance(subject, Utterance):
        return _short(here.link(subject.id)), here.agent(subject.speaker), subject.form or ""
    if isinstance(subject, Article):
        return _short(here.link(subject.id, _untitled(subject))), here.outlet(subject), ""
    speaker = here.agent(subject)
    return Link(speaker.text, speaker.href, speaker.language), None, ""


def _untitled(article: Article) -> str | None:
    """What stands for the title that a copy does not show, so that two of one outlet can be told apart."""
    if article.titled:
        return None
    return f"Untitled: {article.deck}" if article.deck else "Untitled"


def _told(here: Here, event: Event) -> str:
    """In how many articles an event is told, and in how many of them it has another date."""
    told = here.archive.told(event.id)
    other = sum(1 for t in told if t.occurrence.date and t.occurrence.date.edtf != (event.date and event.date.edtf))
    return markup.counted(len(told), "article") + (f", {other} with another date" if other else "") if told else ""


def _short(link: Link) -> Link:
    return replace(link, text=markup.excerpt(folded(link.text), TITLE))


def _take(here: Here, position: Position, spoke: bool) -> Take:
    sentence = here.link(position.proposition, anchor=routes.position(position.key))
    known = earliest(published_by(report.article) for report in position.reports)
    holder = None if spoke else here.agent(position.holder)
    return Take(holder, position.stance, _short(sentence), known)


def _words(here: Here, quotations: Sequence[Quoted]) -> Words | None:
    """Of the words in the archive's language, else in any, those that were first printed."""
    if not quotations:
        return None
    own = here.archive.settings.language
    quoted = next((q for q in quotations if q.language == own), quotations[0])
    text = markup.excerpt(lines.in_one(quoted.quotation.words), QUOTED)
    known = published_by(quoted.article)
    return Words(here.quotation(quoted, text), quoted.language, markup.direction(quoted.language), known)
