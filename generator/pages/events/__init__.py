"""The page of an event: what, when and where, which articles tell of it and what was said; and the index of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from generator import dates, routes
from generator.archive.archive import Archive, Told
from generator.dates import Day, Edtf
from generator.findings import clocks
from generator.findings.clocks import Entry
from generator.findings.known import dated
from generator.findings.origins import Ancestry, Origin, ancestry
from generator.pages.page import Page
from generator.pages.parts import evidence
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Block, Section, block, further
from generator.pages.parts.prose import folded
from generator.pages.parts.strips import Dated, Strip, small_timeline
from generator.pages.parts.tracks import Track, track
from generator.pages.timeline.rows import Item, item_of
from generator.pages.timeline.slots import Slot, slot_of
from generator.records.model import Article, Event, Utterance
from generator.text import english, markup

INDEX: Final = routes.index("events")

SHOWN: Final = 40
"""How many items of a section stand on an event's page, at up to 1 KB each; further pages hold the whole."""
SHOWN_IN_INDEX: Final = 220
"""Events on the page of the index, at about 1 KB each. A larger archive shows those most told of, and pages of all."""
NAMED: Final = 4
"""Participants that the index names beside an event."""


def pages(archive: Archive) -> Iterator[Page]:
    """Every event's page with the further pages of its long lists, and the index."""
    spoken = _occasions(archive)
    for number in range(len(archive.events)):
        yield from _numbered(archive, number, spoken)
    yield from _index(archive)


def of(archive: Archive, event: Event) -> Iterator[Page]:
    """The page of one event, with the further pages of its long lists."""
    return _numbered(archive, archive.events.index(event), _occasions(archive))


def _occasions(archive: Archive) -> dict[str, clocks.Entry]:
    return {e.subject.id: e for e in clocks.entries(archive) if isinstance(e.subject, Utterance)}


def _numbered(archive: Archive, number: int, spoken: dict[str, clocks.Entry]) -> Iterator[Page]:
    earlier = archive.events[number - 1] if number else None
    later = archive.events[number + 1] if number + 1 < len(archive.events) else None
    return _event(archive, archive.events[number], spoken, (earlier, later))


# --- an event ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TellingRow:
    """An article that tells of an event. `own` is the article's own date of it, where that differs; `heads` begins a group."""

    heads: str
    grouped: bool
    origin: Link | None
    article: Link
    outlet: Link | None
    published: When
    later: str
    own: When | None
    note: str | None


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """An occasion of speech at an event; `when` where its date is not the event's."""

    when: When | None
    item: Item
    passages: str


@dataclass(frozen=True, slots=True)
class EventView:
    """Everything on an event's page."""

    label: str
    what: str
    summary: str | None
    when: When
    track: Track | None
    frame: tuple[str, str]
    place: Link | None
    around: tuple[Link, ...]
    participants: tuple[Link, ...]
    part_of: Link | None
    told: str
    differing: Link | None
    in_time: Strip | None
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    earlier: Link | None
    later: Link | None
    timeline: Link | None


def _event(
    archive: Archive, event: Event, spoken: Mapping[str, Entry], around: tuple[Event | None, Event | None]
) -> Iterator[Page]:
    here = Here(archive, routes.page("event", event.id))
    told = archive.told(event.id)
    from_ = ancestry(archive, told)
    sections = [section for section in _sections(archive, event, from_, spoken) if section.items]
    summary = folded(event.summary) if event.summary else None
    slot = slot_of(event.date.edtf) if event.date else None
    differing = sum(1 for t in told if _own(event, t))
    view = EventView(
        label=" · ".join(filter(None, ["Event", event.kind])),
        what=event.what,
        summary=summary,
        when=here.date(event.date),
        track=track(event.date.edtf, *slot.frame) if event.date and slot else None,
        frame=_frame(slot),
        place=here.link(event.place) if event.place else None,
        around=tuple(here.link(place) for place in clocks.around(archive, event.place)[1:]),
        participants=tuple(here.link(party) for party in event.participants),
        part_of=here.link(event.part_of) if event.part_of else None,
        told=_told(from_),
        differing=Link(f"{differing:,} with another date", "#told") if differing else None,
        in_time=small_timeline(here, _dated(archive, event)),
        blocks=tuple(block(here, section) for section in sections),
        notes=tuple(folded(p) for p in (event.notes or "").split("\n\n") if p.strip()),
        earlier=here.link(around[0].id) if around[0] else None,
        later=here.link(around[1].id) if around[1] else None,
        timeline=here.to(routes.index("timeline"), "on the timeline", slot.anchor) if slot else None,
    )
    record = archive.paths[event.id]
    said = f"{view.when.text}. {_told(from_)}." if event.date else f"{_told(from_)}."
    description = markup.excerpt(summary or f"{event.what}: {said}", 200)
    yield Page(here.path, "events/event.md.j2", event.what, description, view, record)
    for section in sections:
        yield from further(archive, section, here.path, event.what, record)


def _told(from_: Ancestry) -> str:
    """In how many articles, and to how many origins these go back."""
    if not from_.articles:
        return "in no article yet"
    articles = english.counted(from_.articles, "article")
    return f"{articles}, {english.counted(len(from_.branches), 'origin')}" if from_.articles > 1 else articles


def _frame(slot: Slot | None) -> tuple[str, str]:
    """What the ends of the bar are: the first and last day of its month, or the year's first and last month."""
    if slot is None:
        return "", ""
    if not slot.month:
        return "January", "December"
    return "1", dates.say(dates.parse(slot.frame[1].iso)).removesuffix(f" {dates.year_name(slot.year)}")


def _dated(archive: Archive, event: Event) -> Iterator[Dated]:
    """The event and its parts, what was said at it, and the articles that tell of it."""
    yield "happened", event.date
    for part in archive.events_within(event.id):
        yield "happened", part.date
    for utterance in archive.utterances_during(event.id):
        yield "said", utterance.said
    for told in archive.told(event.id):
        yield "published", told.article.published


def _sections(archive: Archive, event: Event, from_: Ancestry, spoken: Mapping[str, Entry]) -> Iterator[Section]:
    parts = archive.events_within(event.id)
    yield Section("parts", "Its parts", "dated", parts, evidence.event_rows, "part", "parts", SHOWN)
    entries = [spoken[u.id] for u in archive.utterances_during(event.id)]
    spoken_rows = partial(_spoken_rows, event)
    yield Section("said", "What was said", "spoken", entries, spoken_rows, "occasion", "occasions", SHOWN)
    told = _tellings(archive, event, from_)
    grouped = any(telling.group >= 0 for telling in told)
    lead = "By origin, and then in order of publication." if grouped else "In order of publication."
    rows = partial(_telling_rows, event)
    yield Section("told", "Told by", "told", told, rows, "article", "articles", SHOWN, lead if len(told) > 1 else "")
    yield evidence.mentions(archive.mentions_of(event.id), SHOWN)


# --- what was said ---


def _spoken_rows(event: Event, here: Here, entries: Sequence[Entry]) -> tuple[SpokenRow, ...]:
    return tuple(_spoken(here, event, entry) for entry in entries)


def _spoken(here: Here, event: Event, entry: Entry) -> SpokenRow:
    other = entry.date and not (event.date and event.date.edtf == entry.date.edtf)
    utterance = entry.subject
    passages = len(utterance.passages) if isinstance(utterance, Utterance) else 0
    counted = f"{english.counted(passages, 'passage')} in {english.counted(len(entry.articles), 'article')}"
    return SpokenRow(here.date(entry.date) if other else None, item_of(here, entry), counted)


# --- who tells of it ---


@dataclass(frozen=True)
class _Telling:
    """An article that tells of an event, with the origin under which it stands."""

    told: Told
    origin: Origin
    heads: str  # said above the first article of a group
    group: int


def _tellings(archive: Archive, event: Event, from_: Ancestry) -> Sequence[_Telling]:
    """Each article once: those of the origins that several go back to, then those with one of their own."""
    told = {t.article.id: t for t in archive.told(event.id)}
    found: list[_Telling] = []
    alone: list[_Telling] = []
    placed: set[str] = set()
    several = any(len(branch.articles) > 1 for branch in from_.branches)
    for number, branch in enumerate(from_.branches):
        articles = [a for a in branch.articles if a.id not in placed]
        placed.update(a.id for a in articles)
        if len(branch.articles) > 1:
            heads = f"{english.counted(len(branch.articles), 'article')} of one origin"
            found += [_Telling(told[a.id], branch.origin, heads, number) for a in articles]
        else:
            heads = "The others, each of another origin" if several else ""
            alone += [_Telling(told[a.id], branch.origin, heads, -1) for a in articles]
    in_groups = [sorted(group, key=_by_publication) for _, group in groupby(found, key=lambda t: t.group)]
    return [*(t for group in in_groups for t in group), *sorted(alone, key=_by_publication)]


def _by_publication(telling: _Telling) -> tuple[object, ...]:
    article = telling.told.article
    return dates.sort_key(article.published.edtf if article.published else None), article.id


def _telling_rows(event: Event, here: Here, items: Sequence[_Telling]) -> tuple[TellingRow, ...]:
    firsts = {id(next(group)) for _, group in groupby(items, key=lambda t: t.group)}
    return tuple(_telling(here, event, item, heads=id(item) in firsts) for item in items)


def _telling(here: Here, event: Event, telling: _Telling, *, heads: bool) -> TellingRow:
    told = telling.told
    grouped = telling.group >= 0
    own_outlet = telling.origin == Origin(told.article.publisher or told.article.id)
    return TellingRow(
        heads=telling.heads if heads else "",
        grouped=grouped,
        origin=_origin(here, telling.origin) if (heads if grouped else not own_outlet) else None,
        article=here.link(told.article.id),
        outlet=here.beside(told.article),
        published=here.date(told.article.published),
        later=_later(event, told.article),
        own=here.date(told.occurrence.date) if _own(event, told) else None,
        note=told.occurrence.note,
    )


def _origin(here: Here, origin: Origin) -> Link:
    if origin.unnamed is None:
        return here.link(origin.id)
    return Link(f"{origin.unnamed}, which it does not name", unknown=True)


def _own(event: Event, told: Told) -> bool:
    """Whether an article dates an event otherwise than its record."""
    own = told.occurrence.date
    return own is not None and (event.date is None or own.edtf != event.date.edtf)


def _later(event: Event, article: Article) -> str:
    """How long after the event an article was published, as far as the two dates prove it."""
    between = dates.days_between(event.date.edtf, article.published.edtf) if event.date and article.published else None
    if between is None:
        return ""
    least, most = between
    if most < 0:
        return "published before it"
    if most == 0:
        return "the same day" if least == 0 else ""
    if most - max(least, 0) > 31:
        return ""
    return (
        f"{english.counted(most, 'day')} later"
        if least == most
        else f"{max(least, 0)} to {english.counted(most, 'day')} later"
    )


# --- the index -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in the index; what it is found by are names, joined by strokes."""

    event: Link
    when: When
    dated: str  # the day from which that was known
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
class IndexView:
    """The index of events."""

    count: str
    years: tuple[tuple[str, str, tuple[EventRow, ...]], ...]
    kinds: tuple[str, ...]
    places: tuple[str, ...]
    parties: tuple[str, ...]
    whole: Link | None
    timeline: Link


def _index(archive: Archive) -> Iterator[Page]:
    here = Here(archive, INDEX)
    ranked = sorted(archive.events, key=lambda e: -len(archive.told(e.id)))
    shown = {event.id for event in ranked[:SHOWN_IN_INDEX]}
    rows = _event_rows(here, [event for event in archive.events if event.id in shown])
    whole = Section("all", "All events", "events", archive.events, _event_rows, "event", "events", SHOWN_IN_INDEX)
    view = IndexView(
        count=whole.counted,
        years=tuple((year, _anchor(year), tuple(some)) for year, some in groupby(rows, key=lambda row: row.year)),
        kinds=_options(row.kind for row in rows),
        places=_options(name for row in rows for name in row.where.split("\n")),
        parties=_options(name for row in rows for name in row.who.split("\n")),
        whole=block(here, whole).whole,
        timeline=here.to(routes.index("timeline"), "timeline"),
    )
    yield Page(
        INDEX,
        "events/index.md.j2",
        "Events",
        f"{whole.counted}: what happened, when, where, and who tells of it.",
        view,
    )
    yield from further(archive, whole, INDEX, "Events", None)


def _anchor(year: str) -> str:
    return f"y-{year.replace(' ', '-').lower()}" if year != _UNDATED else "undated"


_UNDATED: Final = "Without a date"


def _options(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}, key=str.casefold))


def _event_rows(here: Here, events: Sequence[Event]) -> tuple[EventRow, ...]:
    """Events year by year, in each of them first what lies in no one month; those without a date come last."""
    slots = {event.id: slot_of(event.date.edtf) if event.date else None for event in events}
    ordered = sorted(events, key=lambda e: (slots[e.id] is None, slots[e.id] or Slot(0, 0)))
    return tuple(_row(here, event) for event in ordered)


def _row(here: Here, event: Event) -> EventRow:
    archive = here.archive
    edtf = event.date.edtf if event.date else None
    year = _year_of(edtf) if edtf else None
    places = clocks.around(archive, event.place)
    return EventRow(
        event=here.link(event.id),
        when=here.date(event.date),
        dated=dated(archive, event),
        track=track(edtf, Day(year, 1, 1), Day(year, 12, 31)) if edtf and year is not None else None,
        place=here.link(event.place) if event.place else None,
        participants=tuple(here.link(party) for party in event.participants[:NAMED]),
        more=max(0, len(event.participants) - NAMED),
        kind=event.kind or "",
        told=_told(ancestry(archive, archive.told(event.id))),
        year=dates.year_name(year) if year is not None else _UNDATED,
        where="\n".join(archive[place].name for place in places),
        who="\n".join(archive[party].name for party in event.participants),
    )


def _year_of(date: Edtf) -> int | None:
    slot = slot_of(date)
    return slot.year if slot else None
