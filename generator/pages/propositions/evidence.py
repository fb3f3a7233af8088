"""The evidence of a proposition's page: each position with the articles that report it, and the list of all reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import dates, routes
from generator.archive.archive import Archive, Stated, when
from generator.findings.known import published_by
from generator.findings.stances import Position
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.reversals import (
    Words,
    day_from,
    known_since,
    quote,
)
from generator.pages.parts.statement import Footing, footing
from generator.records.model import AgentRef, Stance
from generator.records.vocabulary import STANCES
from generator.text import english

CARRIERS = 6
"""Articles named under a position."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that reports a position."""

    article: Link
    outlet: Link | None
    published: When
    chain: str
    footing: Footing
    note: str | None
    known: str
    perhaps: bool


@dataclass(frozen=True, slots=True)
class Role:
    """The role in which someone spoke, and the day from which it was known."""

    title: str
    known: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A position with its evidence. `sentence` where it is on another proposition that bears on this one."""

    anchor: str
    holder: Link
    as_what: Role | None
    stance: Stance
    when: When
    sentence: Link | None
    day_from: str
    footing: Footing
    quote: Words | None
    beside: bool
    wordings: Link | None
    carriers: tuple[Carrier, ...]
    more: int
    origins: str
    known: str  # the day by which the first report had certainly been published


@dataclass(frozen=True, slots=True)
class Month:
    """Positions by the month in which they were first published."""

    anchor: str
    title: str
    counted: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """An article's report of a position, in the list of all of them."""

    anchor: str
    stance: Stance
    holder: Link
    when: When
    carrier: Carrier


def holders_of(positions: Iterable[Position]) -> set[AgentRef]:
    """Everyone who holds one of the positions."""
    return {p.holder for p in positions}


def as_what(here: Here, holder: AgentRef, positions: Sequence[Position]) -> Role | None:
    """The role in which someone spoke: as an article prints it, else the role by which the records count them among a party."""
    own = [s for p in positions for s in p.reports if s.article.language == here.archive.settings.language]
    for stated in own:
        for quoted in stated.quotations:
            if quoted.quotation.speaker == holder and quoted.said_by == holder and quoted.quotation.role:
                return Role(quoted.quotation.role, published_by(quoted.article))
    record = here.archive.records.get(holder.id or "")
    roles = getattr(record, "roles", ())
    return Role(roles[0].title, here.settled(record.id)) if record and roles else None


# --- the evidence ---
def by_month(here: Here, proposition: str, positions: Sequence[Position]) -> Iterator[Month]:
    """Positions with their evidence, under the month in which each was first published. They must be in `month_order`."""
    for (key, title), group in groupby(positions, key=_month):
        entries = tuple(_entry(here, proposition, p) for p in group)
        yield Month(f"published-{key}", title, english.counted(len(entries), "position"), entries)


def _month(position: Position) -> tuple[str, str]:
    """The month in which the first report was published, as an anchor and as a title."""
    published = position.reports[0].article.published
    day = published.edtf.core[0] or published.edtf.core[1] if published else None
    if day is None:
        return "undated", "No date of publication"
    month = f"{day.year:04}-{day.month:02}" if day.year >= 0 else f"bc-{-day.year}-{day.month:02}"
    return month, dates.say(dates.parse(f"{day.iso[:-3]}"))


def evidence_lead(bearing: Sequence[Position], shown: int) -> str:
    """What stands behind the grid, in numbers; `shown` of the positions stand on this page."""
    reports = sum(len(p.carriers) for p in bearing)
    articles = len({s.article.id for p in bearing for s in p.carriers})
    origins = len({o for p in bearing for o in p.origins})
    lead = (
        f"{english.counted(reports, 'report')} in {english.counted(articles, 'article')} of {english.counted(origins, 'origin')} "
        "stand behind the grid, by the month in which each position was first published. Reports of one holder that quote the "
        "same occasion or state the same day are one position with several carriers."
    )
    return lead + (f" The first {shown:,} positions stand here." if shown < len(bearing) else "")


def _entry(here: Here, proposition: str, position: Position) -> Entry:
    carriers = position.carriers
    perhaps = len(position.reports)
    return Entry(
        anchor=routes.position(position.key),
        holder=here.agent(position.holder),
        as_what=as_what(here, position.holder, [position]),
        stance=position.stance,
        when=here.date(position.date),
        sentence=here.link(position.proposition) if position.proposition != proposition else None,
        day_from=day_from(position.date),
        footing=footing(position.best.stated.statement),
        quote=quote(here, position),
        beside=footing(position.best.stated.statement).weak,
        wordings=_wordings(here, position),
        carriers=tuple(_carrier(here, s, perhaps=n >= perhaps) for n, s in enumerate(carriers[:CARRIERS])),
        more=max(0, len(carriers) - CARRIERS),
        origins=_origins(here.archive, position) if len(position.reports) > 1 else "",
        known=known_since(position),
    )


def _carrier(here: Here, stated: Stated, *, perhaps: bool = False) -> Carrier:
    article = stated.article
    return Carrier(
        article=here.link(article.id, anchor=routes.statement(stated.statement.id)),
        outlet=here.beside(article),
        published=here.date(article.published),
        chain=here.chain(stated.statement.via),
        footing=footing(stated.statement),
        note=one_line(stated.statement.note),
        known=published_by(article),
        perhaps=perhaps,
    )


def _origins(archive: Archive, position: Position) -> str:
    """How many independent sources a position has, and which, where they are fewer than its articles."""
    names = [_origin_name(archive, origin) for origin in position.origins]
    if len(names) == 1:
        return f"One origin: {names[0]}."
    shown = names if len(names) <= 5 else [*names[:4], f"{len(names) - 4:,} more"]
    return f"{len(names):,} origins: {english.listed(shown)}."


def _origin_name(archive: Archive, origin: str) -> str:
    return english.listed([archive[part].name if part in archive else part for part in origin.split("+")])


def _wordings(here: Here, position: Position) -> Link | None:
    """The passage in whose renderings the words of a position can be compared, if several articles render it."""
    for stated in position.reports:
        for quotation in (quoted.quotation for quoted in stated.quotations):
            passage = quotation.passage
            number = len(here.archive.renderings_of(passage))
            if passage and number > 1:
                return here.link(passage.utterance, f"Compare {number:,} renderings", routes.passage(passage.passage))
    return None


def report_rows(here: Here, items: Sequence[Stated]) -> tuple[ReportRow, ...]:
    """Reports, row by row."""
    return tuple(
        ReportRow(
            anchor=routes.report(stated.key),
            stance=stated.statement.stance,
            holder=here.agent(stated.statement.holder),
            when=here.date(stated.date),
            carrier=_carrier(here, stated),
        )
        for stated in items
    )


def publication_order(stated: Stated) -> tuple[object, ...]:
    """Sort key: by publication, then by article and statement."""
    return when(stated.article.published), stated.article.id, stated.statement.id


def month_order(position: Position) -> tuple[object, ...]:
    """By the month of publication, since the list stands under months; then by when the position was taken."""
    return _month_published(position), when(position.date), publication_order(position.reports[0])


def _month_published(position: Position) -> tuple[bool, int, int]:
    published = position.reports[0].article.published
    day = published.edtf.core[0] or published.edtf.core[1] if published else None
    return (day is None, day.year if day else 0, day.month if day else 0)


def one_line(text: str | None) -> str | None:
    """A text in one line; None stays None."""
    return " ".join(text.split()) if text else None


def tally(positions: Sequence[Position]) -> str:
    """How many holders take each stance, in words."""
    holders = {stance: len(holders_of(p for p in positions if p.stance == stance)) for stance in STANCES}
    said = (f"{stance} {english.counted(number, 'holder')}" for stance, number in holders.items() if number)
    return ", ".join(said) or "nobody yet"
