"""The entries of the timeline as rows in three lanes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from generator import dates, routes
from generator.archive.archive import Quoted
from generator.dates import Edtf
from generator.findings.clocks import CLOCKS, Clock, Entry
from generator.findings.known_days import date_known, earliest, latest, published_at_latest
from generator.findings.source_status import SourceStatus, common_status, status_of_evidence
from generator.findings.stances import Position
from generator.pages.parts.here import Here, Link
from generator.pages.parts.prose import on_one_line
from generator.pages.timeline.cutting import SHOWN_POSITIONS
from generator.pages.timeline.slots import Placed, Slot
from generator.records.model import AgentRef, Article, Event, Stance, Utterance
from generator.text import counts, english, lines, markup
from generator.text.messages import N_, _, listed, ngettext, pgettext

QUOTED = 90


TITLE = 110
"""How many characters of a quotation, and of a title, are shown."""


_LANES: Final[Mapping[Clock, str]] = {"happened": N_("Happened"), "said": N_("Said"), "published": N_("Published")}


@dataclass(frozen=True, slots=True)
class Take:
    """A position that was taken. `holder` is None if it is the speaker; `known` is the day by which it was
    published."""

    holder: Link | None
    stance: Stance
    sentence: Link
    known: str
    became: SourceStatus | None  # status of the articles that report it, if every one of them was changed or retracted


@dataclass(frozen=True, slots=True)
class Words:
    """The beginning of a quotation, as an article prints it."""

    text: Link
    language: str
    known: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `who`, `place` and `topic` are the ids for its filters, one per line; `told` says in how many articles
    it is reported, and `known` is the day from which it was known."""

    clock: Clock
    name: Link
    beside: Link | None
    note: str
    told: str
    words: Words | None
    takes: tuple[Take, ...]
    # status of the articles that report an event or a statement, if every one of them was changed or retracted
    became: SourceStatus | None
    more: int
    about: bool
    who: str
    place: str
    topic: str
    known: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The entries of one clock at one date."""

    clock: Clock
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A date with everything that happened, was said or was published then."""

    when: str
    datetime: str | None
    note: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month, or the entries in no single month of a year. `gist` is the name of the entry that most articles
    report."""

    name: str
    anchor: str
    gist: Link
    counts: str
    rows: tuple[Row, ...]


def lane_name(clock: Clock) -> str:
    """The name of a clock's lane."""
    return _(_LANES[clock])


def tally(of: Iterable[Clock]) -> str:
    """The number of entries of each clock, in words: "3 events and 1 statement"."""
    numbers = Counter(of)
    said = {
        "happened": counts.events(numbers["happened"]),
        "said": counts.statements(numbers["said"]),
        "published": ngettext("{n} publication", "{n} publications", numbers["published"]),
    }
    return listed([said[clock] for clock in CLOCKS if numbers[clock]])


def counted(of: Iterable[Clock]) -> str:
    """The number of entries of each clock, in short: "1 happened, 3 said"."""
    numbers = Counter(of)
    said = {
        "happened": ngettext("{n} happened", "{n} happened", numbers["happened"]),
        "said": ngettext("{n} said", "{n} said", numbers["said"]),
        "published": ngettext("{n} published", "{n} published", numbers["published"]),
    }
    return pgettext("between the items of a list", ", ").join(said[clock] for clock in CLOCKS if numbers[clock])


def best_of(entries: Iterable[Entry]) -> Entry:
    """The most telling of some entries: an event rather than a statement, a statement rather than a publication, an
    occasion on record rather than a speaker alone; among these, the one that most articles report. Raises ValueError if
    there are none."""

    def rank(entry: Entry) -> tuple[int, bool, int]:
        return CLOCKS.index(entry.clock), isinstance(entry.subject, AgentRef), -len(entry.articles)

    return min(entries, key=rank)


def gist_of(here: Here, entries: Iterable[Entry]) -> Link:
    """The name of the most telling entry, without a link."""
    best = best_of(entries)
    name = _named_as(here, best)[0]
    return replace(name, href=None, known=_known(here, best))


# --- the lanes ---
def month_of(here: Here, slot: Slot, placed: Sequence[Placed]) -> Month:
    """The entries of one month or year, with a row for each date."""
    rows = tuple(_row(here, slot, [*some]) for _date, some in groupby(placed, key=lambda p: p.date.text))
    entries = [p.entry for p in placed]
    return Month(
        slot.name.removesuffix(f" {dates.year_name(slot.year)}") if slot.month else _("In no single month"),
        slot.anchor,
        gist_of(here, entries),
        counted(entry.clock for entry in entries),
        rows,
    )


def _row(here: Here, slot: Slot, placed: Sequence[Placed]) -> Row:
    date = placed[0].date
    return Row(
        _said_within(date, slot),
        dates.iso_attribute(date),
        _how_sure(date),
        lanes_of(here, [p.entry for p in placed]),
    )


def _said_within(date: Edtf, slot: Slot) -> str:
    """A date, without the year if the heading above has it."""
    said = dates.format_date(date)
    year = f" {dates.year_name(slot.year)}"
    if slot.month and said.endswith(year) and said.count(year) == 1:
        said = said.removesuffix(year)
    return english.capitalised(said)


def _how_sure(date: Edtf) -> str:
    """How certain a date is, in words: what its bar shows to those who see it."""
    if date.kind == "lasted":
        if date.earliest and date.latest and (date.earliest, date.latest) == date.core:
            days = date.latest.ordinal - date.earliest.ordinal + 1
            return ngettext("lasted {n} day", "lasted {n} days", days) if date.precision == "day" else _("lasted")
        return _("goes on") if date.latest is None else _("lasted")
    if date.kind == "approximate" and date.earliest and date.latest:
        widest = dates.format_short(dates.parse(f"{date.earliest.iso}/{date.latest.iso}"))
        return _("{days} at the widest", days=widest)
    return _("no day given") if date.kind == "exact" and date.precision != "day" else ""


def lanes_of(here: Here, entries: Sequence[Entry]) -> tuple[Lane, ...]:
    """The entries by clock, without clocks that have none."""
    return tuple(
        Lane(clock, lane_name(clock), tuple(item_of(here, entry) for entry in entries if entry.clock == clock))
        for clock in CLOCKS
        if any(entry.clock == clock for entry in entries)
    )


def item_of(here: Here, entry: Entry) -> Item:
    """An entry, as the timeline and the page of an event show it."""
    subject = entry.subject
    name, beside, note = _named_as(here, entry)
    speaker = subject.speaker if isinstance(subject, Utterance) else subject if entry.clock == "said" else None
    takes = tuple(_take(here, position, speaker == position.holder) for position in entry.positions[:SHOWN_POSITIONS])
    rest = len(entry.positions) - SHOWN_POSITIONS
    date = entry.date.edtf if entry.date else None
    return Item(
        clock=entry.clock,
        name=name,
        beside=beside,
        note=note,
        told=_in_words(here, subject) if isinstance(subject, Event) else "",
        words=None if takes or entry.clock != "said" else _words(here, entry.quotations),
        takes=takes,
        became=status_of_evidence(here.archive, subject.id) if isinstance(subject, Event | Utterance) else None,
        more=max(rest, 0),
        about=bool(date and (date.approximate or date.uncertain)),
        who="\n".join(entry.parties),
        place="\n".join(entry.places),
        topic="\n".join(entry.topics),
        known=_known(here, entry),
    )


def _known(here: Here, entry: Entry) -> str:
    """The day from which an entry was known. For an event, it is the day from which both its name and its date were
    known."""
    subject = entry.subject
    return (
        latest([date_known(here.archive, subject), here.known_day(subject.id)])
        if isinstance(subject, Event)
        else entry.known
    )


def _named_as(here: Here, entry: Entry) -> tuple[Link, Link | None, str]:
    """The name of an entry; a link to where it happened, who spoke or who published it, if known; and the form of a
    statement."""
    subject = entry.subject
    if isinstance(subject, Event):
        return _short(here.link(subject.id)), here.link(subject.place) if subject.place else None, ""
    if isinstance(subject, Utterance):
        return _short(here.link(subject.id)), here.agent_link(subject.speaker), subject.form or ""
    if isinstance(subject, Article):
        return _short(here.link(subject.id, _untitled(subject))), here.outlet_link(subject), ""
    speaker = here.agent_link(subject)
    return Link(speaker.text, speaker.href, speaker.language), None, ""


def _untitled(article: Article) -> str | None:
    """What to show for an article whose copy has no title, so that two from one outlet can be told apart; None if it
    has one."""
    if article.has_title:
        return None
    return _("Untitled: {deck}", deck=article.deck) if article.deck else _("Untitled")


def _in_words(here: Here, event: Event) -> str:
    """How many articles report an event, and how many of them give another date, in words."""
    tellings = here.archive.reports_of(event.id)
    other = sum(1 for t in tellings if t.occurrence.date and t.occurrence.date.edtf != (event.date and event.date.edtf))
    if not tellings:
        return ""
    articles = counts.articles(len(tellings))
    if not other:
        return articles
    return ngettext("{articles}, {n} with another date", "{articles}, {n} with another date", other, articles=articles)


def _short(link: Link) -> Link:
    return replace(link, text=markup.excerpt(on_one_line(link.text), TITLE))


def _take(here: Here, position: Position, spoke: bool) -> Take:
    sentence = here.link(position.proposition, anchor=routes.position(position.key))
    known = earliest(published_at_latest(report.article) for report in position.reports)
    holder = None if spoke else here.agent_link(position.holder)
    became = common_status(report.article for report in position.reports)
    return Take(holder, position.stance, _short(sentence), known, became)


def _words(here: Here, quotations: Sequence[Quoted]) -> Words | None:
    """The quotation to show: the first one printed in the archive's language, or else in any; None if there is none."""
    if not quotations:
        return None
    own = here.archive.settings.language
    quoted = next((q for q in quotations if q.language == own), quotations[0])
    text = markup.excerpt(lines.on_one_line(quoted.quotation.words), QUOTED)
    known = published_at_latest(quoted.article)
    return Words(here.quotation_link(quoted, text), quoted.language, known)
