"""The page of an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from generator import dates, routes
from generator.archive.archive import Archive
from generator.findings import clocks
from generator.findings.clocks import Entry
from generator.findings.coverage import coverage_of_event
from generator.findings.origins import Ancestry, ancestry
from generator.pages.compare import day_link
from generator.pages.events.tellings import dates_otherwise, telling_rows, tellings_of, told_in_words
from generator.pages.page import Page
from generator.pages.parts import evidence
from generator.pages.parts.coverage import CoverageView, coverage_view
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Block, ListView, Section, block, further_pages
from generator.pages.parts.metadata import metadata
from generator.pages.parts.prose import on_one_line
from generator.pages.parts.strips import Dated, Strip, small_timeline
from generator.pages.parts.tracks import Track, track
from generator.pages.timeline.rows import Item, item_of
from generator.pages.timeline.slots import Slot, slot_of
from generator.records.model import Event, Utterance
from generator.text import counts, markup
from generator.text.messages import _, ngettext

SHOWN: Final = 40
"""How many items of a section an event's page lists, at up to 1 KB each. Further pages list all."""

OPEN: Final = 20
"""How many of these are unfolded."""


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """An occasion of speech at an event. `when` is None if its date is the event's."""

    when: When | None
    item: Item
    passages: str


@dataclass(frozen=True, slots=True)
class EventView:
    """Everything on an event's page."""

    label: str
    what: str
    lead: str
    summary: str | None
    when: When
    compare: Link | None
    track: Track | None
    frame: tuple[str, str]
    place: Link | None
    around: tuple[Link, ...]
    participants: tuple[Link, ...]
    part_of: Link | None
    told: str
    differing: Link | None
    in_time: Strip | None
    shown: tuple[tuple[str, Block], ...]  # pairs of a count in words and a list
    folds: tuple[tuple[str, Block], ...]
    coverage: CoverageView | None
    notes: tuple[str, ...]
    earlier: Link | None
    later: Link | None
    timeline: Link | None


def of(archive: Archive, event: Event) -> Iterator[Page[EventView | ListView]]:
    """The page of one event, and the further pages of its long lists."""
    spoken = clocks.occasions(archive)
    [(before, after)] = archive.neighbours_of(event.id)
    here = Here(archive, routes.page("event", event.id))
    tellings = archive.reports_of(event.id)
    from_ = ancestry(archive, tellings)
    sections = [section for section in _sections(archive, event, from_, spoken) if section.items]
    summary = on_one_line(event.summary) if event.summary else None
    slot = slot_of(event.date.edtf) if event.date else None
    differing = sum(1 for t in tellings if dates_otherwise(event, t))
    view = EventView(
        label=" · ".join(filter(None, [_("Event"), event.kind])),
        what=event.what,
        lead=event.headline or summary or _("Reported in {articles}.", articles=told_in_words(from_)),
        summary=summary if event.headline else None,
        when=here.date(event.date),
        compare=day_link(here.path, event.date),
        track=track(event.date.edtf, *slot.frame) if event.date and slot else None,
        frame=frame_of(slot),
        place=here.link(event.place) if event.place else None,
        around=tuple(here.link(place) for place in clocks.containing_places(archive, event.place)[1:]),
        participants=tuple(here.link(party) for party in event.participants),
        part_of=here.link(event.part_of) if event.part_of else None,
        told=told_in_words(from_),
        differing=Link(ngettext("{n} with another date", "{n} with another date", differing), "#told")
        if differing
        else None,
        in_time=small_timeline(here, _dated(archive, event)),
        shown=tuple((s.counted, block(here, s)) for s in sections if s.anchor != "mentions"),
        folds=tuple((s.counted, block(here, s)) for s in sections if s.anchor == "mentions"),
        coverage=coverage_view(here, coverage_of_event(archive, event), event.date, event=True)
        if tellings or event.searches
        else None,
        notes=tuple(on_one_line(p) for p in (event.notes or "").split("\n\n") if p.strip()),
        earlier=here.link(before.id) if before else None,
        later=here.link(after.id) if after else None,
        timeline=here.page_link(routes.index("timeline"), _("on the timeline"), slot.anchor) if slot else None,
    )
    record = archive.paths[event.id]
    description = markup.excerpt(summary or _described(event, view), 200)
    yield Page(
        here.path,
        "events/event.md.j2",
        event.what,
        description,
        view,
        record,
        is_single_column=True,
        metadata=metadata(here, event),
    )
    for section in sections:
        yield from further_pages(archive, section, here.path, event.what, record)


def _described(event: Event, view: EventView) -> str:
    """What happened, when, and in how many articles it is reported, in a sentence."""
    if event.date:
        return _("{what}: {date}. Reported in {articles}.", what=event.what, date=view.when.text, articles=view.told)
    return _("{what}: reported in {articles}.", what=event.what, articles=view.told)


def frame_of(slot: Slot | None) -> tuple[str, str]:
    """The labels at the ends of a bar: the first and last day of a month, or the first and last month of a year. Empty
    if `slot` is None."""
    if slot is None:
        return "", ""
    if not slot.month:
        return dates.month_name(1), dates.month_name(12)
    return "1", dates.day_and_month(slot.month, slot.frame[1].day)


def _dated(archive: Archive, event: Event) -> Iterator[Dated]:
    """The dates of the event and its parts, of what was said at it, and of the articles that report it."""
    yield "happened", event.date
    for part in archive.events_within(event.id):
        yield "happened", part.date
    for utterance in archive.utterances_during(event.id):
        yield "said", utterance.said
    for telling in archive.reports_of(event.id):
        yield "published", telling.article.published


def _sections(archive: Archive, event: Event, from_: Ancestry, spoken: Mapping[str, Entry]) -> Iterator[Section]:
    parts = archive.events_within(event.id)
    yield Section("parts", _("Its parts"), "dated", parts, evidence.event_rows, counts.parts, SHOWN, few=OPEN)
    entries = [spoken[u.id] for u in archive.utterances_during(event.id)]
    spoken_rows = partial(_spoken_rows, event)
    yield Section("said", _("What was said"), "spoken", entries, spoken_rows, counts.occasions, SHOWN, few=OPEN)
    tellings = tellings_of(archive, event, from_)
    grouped = any(telling.group >= 0 for telling in tellings)
    lead = _("Grouped by original report, then in order of publication.") if grouped else _("In order of publication.")
    rows = partial(telling_rows, event)
    yield Section(
        "told",
        _("Reported by"),
        "told",
        tellings,
        rows,
        counts.articles,
        SHOWN,
        lead if len(tellings) > 1 else "",
        few=OPEN,
    )
    yield evidence.mentions_section(archive.mentions_of(event.id), SHOWN)


def _spoken_rows(event: Event, here: Here, entries: Sequence[Entry]) -> tuple[SpokenRow, ...]:
    return tuple(_spoken(here, event, entry) for entry in entries)


def _spoken(here: Here, event: Event, entry: Entry) -> SpokenRow:
    other = entry.date and not (event.date and event.date.edtf == entry.date.edtf)
    utterance = entry.subject
    passages = len(utterance.passages) if isinstance(utterance, Utterance) else 0
    counted = ngettext(
        "{n} sentence in {articles}",
        "{n} sentences in {articles}",
        passages,
        articles=counts.articles(len(entry.articles)),
    )
    return SpokenRow(here.date(entry.date) if other else None, item_of(here, entry), counted)
