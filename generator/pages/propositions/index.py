"""The index of propositions: first what was reversed, then what is disputed, then the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive
from generator.findings.stances import Position, Stances, bearing_on, reversals_on, stances
from generator.pages.page import Page
from generator.pages.paging import fitting
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import ListView, Section, further
from generator.pages.parts.reversals import (
    after,
)
from generator.pages.propositions.evidence import holders_of
from generator.records.model import AgentRef, Proposition, Stance
from generator.records.vocabulary import STANCES

INDEX = routes.index("propositions")


INDEXED = fitting(2_300)
"""Propositions on the index, at some 700 bytes each, and up to 1.5 KB; further pages have all of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A proposition in the index."""

    sentence: Link
    turned: tuple[Link, ...]
    tally: tuple[tuple[Stance, int], ...]
    implied: int
    span: str
    articles: int
    contradicts: tuple[Link, ...]
    stances: tuple[str, ...]
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Propositions of one sort."""

    anchor: str
    title: str
    lead: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of propositions: first what was reversed, then what is disputed, then the rest."""

    count: int
    groups: tuple[Group, ...]
    stances: tuple[str, ...]
    holders: tuple[str, ...]
    whole: Link | None


_GROUPS: tuple[tuple[str, str, str], ...] = (
    ("reversed", "Reversed", "A person or a party stood on one side, and later on the other."),
    ("disputed", "Disputed", "Held on both sides, or contradicted by another sentence that somebody asserts."),
    ("undisputed", "One side only", "Nobody in the archive says otherwise."),
    ("open", "Nobody yet", "No article is recorded to report a position on these."),
)


def index_pages(archive: Archive) -> Iterator[Page[IndexView | ListView]]:
    """The index, with further pages where there are more propositions than it shows."""
    here = Here(archive, INDEX)
    found = stances(archive)
    everything = sorted(archive.propositions, key=lambda p: (-len(found.positions[p.id]), p.sentence))
    section = Section(
        "all", "All propositions", "propositions", everything, _index_rows, "proposition", "propositions", INDEXED
    )
    sorts: dict[str, list[Row]] = defaultdict(list)
    for proposition in everything[:INDEXED]:
        sorts[_sort(archive, found, proposition)].append(_row(here, found, proposition))
    rows = [row for some in sorts.values() for row in some]
    used = {stance for row in rows for stance in row.stances}
    view = IndexView(
        count=len(everything),
        groups=tuple(Group(key, title, lead, tuple(sorts[key])) for key, title, lead in _GROUPS if sorts[key]),
        stances=tuple(stance for stance in STANCES if stance in used),
        holders=tuple(sorted({holder for row in rows for holder in row.holders}, key=str.casefold)),
        whole=here.to(routes.further(here.path, "all"), f"All {section.counted}")
        if len(everything) > INDEXED
        else None,
    )
    description = f"{section.counted.capitalize()}: who asserts, confirms or denies them, and who changed sides."
    yield Page(INDEX, "propositions/index.md.j2", "Propositions", description, view)
    yield from further(archive, section, INDEX, "Propositions", None)


def _index_rows(here: Here, items: Sequence[Proposition]) -> tuple[Row, ...]:
    found = stances(here.archive)
    return tuple(_row(here, found, proposition) for proposition in items)


def _sort(archive: Archive, found: Stances, proposition: Proposition) -> str:
    bearing = bearing_on(archive, proposition.id)
    if reversals_on(archive, proposition.id):
        return "reversed"
    others = (p for other in found.contradicting[proposition.id] for p in bearing_on(archive, other))
    asserted = any(p.stance in ("asserts", "confirms") for p in others)
    if {p.side for p in bearing} >= {1, -1} or asserted:
        return "disputed"
    return "undisputed" if bearing else "open"


def _row(here: Here, found: Stances, proposition: Proposition) -> Row:
    positions = bearing_on(here.archive, proposition.id)
    by_stance: dict[Stance, set[AgentRef]] = defaultdict(set)
    for position in found.positions[proposition.id]:
        by_stance[position.stance].add(position.holder)
    turned = reversals_on(here.archive, proposition.id)
    parties = dict.fromkeys(party for p in positions for party in p.parties or ((p.holder.id,) if p.holder.id else ()))
    return Row(
        sentence=here.link(proposition.id),
        turned=tuple(
            here.link(proposition.id, f"{here.archive[r.subject].name} reversed {after(r)}", "reversals")
            for r in turned[:3]
        ),
        tally=tuple((stance, len(by_stance[stance])) for stance in STANCES if by_stance[stance]),
        implied=len(holders_of(positions) - holders_of(found.positions[proposition.id])),
        span=_span(positions),
        articles=len({s.article.id for p in positions for s in p.carriers}),
        contradicts=tuple(here.link(i) for i in found.contradicting[proposition.id]),
        stances=tuple(stance for stance in STANCES if any(p.stance == stance for p in positions)),
        holders=tuple(here.archive[party].name for party in list(parties)[:20]),
    )


def _span(positions: Sequence[Position]) -> str:
    """From the first to the last position, by month."""
    known = sorted(day for p in positions if p.date for day in p.date.edtf.core if day)
    if not known:
        return ""
    first, last = (dates.say(dates.parse(day.iso[:-3])) for day in (known[0], known[-1]))
    return first if first == last else f"{first} to {last}"
