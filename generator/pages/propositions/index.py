"""The index of propositions: first those on which somebody changed sides, then disputed ones, then the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive
from generator.findings.stances import Position, Reversal, Stances, bearing_on, reversals_on, stances
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit, unfolded_counts
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import ListView, Section, further_pages
from generator.pages.parts.reversals import duration, weakness
from generator.pages.propositions.evidence import holders_of
from generator.records.model import AgentRef, Proposition, Stance
from generator.records.vocabulary import STANCES
from generator.text import counts
from generator.text.collation import sort_key
from generator.text.messages import N_, _, ngettext

INDEX = routes.index("propositions")


INDEXED = rows_that_fit(2_300)
"""How many propositions the index shows, at about 700 bytes each and up to 1.5 KB. Further pages list all."""
SHOWN = 20
"""How many of them are unfolded."""


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
    """Propositions of one kind, such as disputed ones."""

    anchor: str
    title: str
    lead: str
    rows: tuple[Row, ...]
    rest: tuple[Row, ...]  # folded


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of propositions."""

    groups: tuple[Group, ...]
    stances: tuple[str, ...]
    holders: tuple[str, ...]
    whole: Link | None


_GROUPS: tuple[tuple[str, str, str], ...] = (
    ("reversed", N_("Changed sides"), N_("Somebody first said it was so and later denied it, or the reverse.")),
    (
        "disputed",
        N_("Disputed"),
        N_("Some say it is so and others deny it, or somebody makes a claim that contradicts it."),
    ),
    ("undisputed", N_("One side only"), N_("Nobody in this archive says otherwise.")),
    ("open", N_("Nobody yet"), N_("No article here reports what anybody says about these.")),
)


def index_pages(archive: Archive) -> Iterator[Page[IndexView | ListView]]:
    """The index, and further pages if there are more propositions than it shows."""
    here = Here(archive, INDEX)
    found = stances(archive)
    everything = sorted(archive.propositions, key=lambda p: (-len(found.positions[p.id]), p.sentence))
    section = Section("all", _("All claims"), "propositions", everything, _index_rows, counts.claims, INDEXED)
    sorts: dict[str, list[Row]] = defaultdict(list)
    for proposition in everything[:INDEXED]:
        sorts[_sort(archive, found, proposition)].append(_row(here, found, proposition))
    rows = [row for some in sorts.values() for row in some]
    used = {stance for row in rows for stance in row.stances}
    groups = [group for group in _GROUPS if sorts[group[0]]]
    shown = unfolded_counts([len(sorts[key]) for key, *_ in groups], SHOWN)
    view = IndexView(
        groups=tuple(
            Group(key, _(title), _(lead), tuple(sorts[key][:few]), tuple(sorts[key][few:]))
            for (key, title, lead), few in zip(groups, shown, strict=True)
        ),
        stances=tuple(stance for stance in STANCES if stance in used),
        holders=tuple(sorted({holder for row in rows for holder in row.holders}, key=sort_key)),
        whole=here.page_link(routes.continuation(here.path, "all"), _("All {counted}", counted=section.counted))
        if len(everything) > INDEXED
        else None,
    )
    description = ngettext(
        "{n} claim, with who says so, who denies it, and who changed sides.",
        "{n} claims, with who says so, who denies it, and who changed sides.",
        len(everything),
    )
    yield Page(INDEX, "propositions/index.md.j2", _("Claims"), description, view, is_single_column=True)
    yield from further_pages(archive, section, INDEX, _("Claims"), None)


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
        sentence=here.row_link(proposition.id),
        turned=tuple(
            here.link(proposition.id, _changed(here.archive[r.subject].name, r), "reversals") for r in turned[:3]
        ),
        tally=tuple((stance, len(by_stance[stance])) for stance in STANCES if by_stance[stance]),
        implied=len(holders_of(positions) - holders_of(found.positions[proposition.id])),
        span=_span(positions),
        articles=len({s.article.id for p in positions for s in p.carriers}),
        contradicts=tuple(here.link(i) for i in found.contradicting[proposition.id]),
        stances=tuple(stance for stance in STANCES if any(p.stance == stance for p in positions)),
        holders=tuple(here.archive[party].name for party in list(parties)[:20]),
    )


def _changed(who: str, reversal: Reversal) -> str:
    days, weak = duration(reversal), weakness(reversal)
    if weak:
        return _("{who} changed sides after {days} ({how})", who=who, days=days, how=weak)
    return _("{who} changed sides after {days}", who=who, days=days)


def _span(positions: Sequence[Position]) -> str:
    """The time from the first to the last position, by month, in words; empty if none has a date."""
    known = sorted(day for p in positions if p.date for day in p.date.edtf.core if day)
    if not known:
        return ""
    first, last = (dates.format_date(dates.parse(day.iso[:-3])) for day in (known[0], known[-1]))
    return first if first == last else _("{first} to {last}", first=first, last=last)
