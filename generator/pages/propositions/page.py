"""The page of a proposition: who holds what of it, over time, with the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive, when
from generator.findings.stances import Position, Reversal, Stances, bearing_on, reversals_on, stances
from generator.pages.page import Page
from generator.pages.paging import fitting
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import ListView, Section, further, whole_of
from generator.pages.parts.reversals import (
    Turn,
    after,
    known_since,
    reversal_links,
    reversal_rows,
)
from generator.pages.parts.strips import Dated, Strip, small_timeline
from generator.pages.propositions.evidence import (
    CARRIERS,
    Month,
    by_month,
    evidence_lead,
    holders_of,
    month_order,
    one_line,
    publication_order,
    report_rows,
    tally,
)
from generator.pages.propositions.grid import Grid, ReportAddresses, grid
from generator.records.model import Proposition, Stance
from generator.text import english, markup

SHOWN = fitting(3_000, share=0.5)
"""Positions with their evidence on the page itself, at some 3 KB each with six articles; further pages list every report."""


TURNED = 25
"""Reversals on the page itself, at some 1.5 KB each; further pages have all of them."""


BESIDE = 12
"""Positions in each column of two sentences side by side."""


def of(archive: Archive, proposition: Proposition) -> Iterator[Page]:
    """The page of one proposition, with the further pages of its reports."""
    return _page(archive, stances(archive), proposition)


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the title block: words, and what they lead to."""

    label: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A position in a line."""

    stance: Stance
    holder: Link
    when: str
    known: str


@dataclass(frozen=True, slots=True)
class SentenceColumn:
    """One of two sentences that contradict each other, and who holds what of it."""

    sentence: Link
    here: bool
    held: tuple[Held, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PropositionView:
    """Everything on a proposition's page."""

    sentence: str
    summary: str | None
    facts: tuple[Fact, ...]
    turns: tuple[Turn, ...]
    turns_lead: str
    all_turns: Link | None
    grid: Grid | None
    beside: tuple[tuple[SentenceColumn, SentenceColumn], ...]
    months: tuple[Month, ...]
    months_lead: str
    reports: Link | None
    in_time: Strip | None
    near: tuple[tuple[str, tuple[Link, ...]], ...]
    notes: tuple[str, ...]


def _page(archive: Archive, found: Stances, proposition: Proposition) -> Iterator[Page[PropositionView | ListView]]:
    here = Here(archive, routes.page("proposition", proposition.id))
    own = found.positions[proposition.id]
    bearing = bearing_on(archive, proposition.id)
    turned = reversals_on(archive, proposition.id)
    shown = sorted(bearing, key=month_order)[:SHOWN]
    reports = sorted((s for p in bearing for s in p.carriers), key=publication_order)
    whole = len(shown) == len(bearing) and all(len(p.carriers) <= CARRIERS for p in bearing)
    section = Section(
        "reports", "All reports", "reports", reports, report_rows, "report", "reports", len(reports) if whole else 0,
        "Every article that reports a position, in order of publication.",
    )  # fmt: skip
    turns = Section(
        "reversals", "Reversals", "turns", turned, reversal_rows, "reversal", "reversals", TURNED, _turns_lead(turned)
    )
    where = ReportAddresses(here, {p.key for p in shown}, {s.key: n for n, s in enumerate(reports)})
    view = PropositionView(
        sentence=proposition.sentence,
        summary=one_line(proposition.summary),
        facts=tuple(_facts(here, own, bearing, turned)),
        turns=reversal_links(here, turned[:TURNED], proposition.id),
        turns_lead=turns.lead,
        all_turns=whole_of(here, turns),
        grid=grid(here, found, proposition.id, bearing, turned, where) if bearing else None,
        beside=tuple(
            (_column(here, found, proposition.id), _column(here, found, other))
            for other in found.contradicting[proposition.id]
        ),
        months=tuple(by_month(here, proposition.id, shown)),
        months_lead=evidence_lead(bearing, len(shown)),
        reports=None if whole else here.to(routes.further(here.path, "reports"), f"All {section.counted}"),
        in_time=_in_time(here, bearing),
        near=tuple(_near(here, found, proposition.id)),
        notes=tuple(" ".join(p.split()) for p in (proposition.notes or "").split("\n\n") if p.strip()),
    )
    record = archive.paths[proposition.id]
    description = markup.excerpt(f"Who asserts, confirms or denies it: {tally(own)}.", 200)
    yield Page(here.path, "propositions/proposition.md.j2", proposition.name, description, view, record)
    yield from further(archive, turns, here.path, proposition.name, record)
    yield from further(archive, section, here.path, proposition.name, record)


def _in_time(here: Here, bearing: Sequence[Position]) -> Strip | None:
    """When the positions were taken, and when the articles that report them were published."""
    articles = {report.article.id: report.article for position in bearing for report in position.carriers}
    taken: list[Dated] = [("said", position.date) for position in bearing]
    return small_timeline(here, [*taken, *(("published", article.published) for article in articles.values())])


# --- the title block ---
def _facts(
    here: Here, own: Sequence[Position], bearing: Sequence[Position], turned: Sequence[Reversal]
) -> Iterator[Fact]:
    for label, sides in (
        ("Asserted or confirmed by", ("asserts", "confirms")),
        ("Denied or doubted by", ("denies", "doubts")),
    ):
        direct = [p for p in own if p.stance in sides]
        others = holders_of(p for p in bearing if p.stance in sides) - holders_of(direct)
        wider = "a narrower sentence" if "asserts" in sides else "a wider sentence"
        if direct:
            also = f"; {len(others):,} more on {wider}" if others else ""
            yield Fact(label, _since(direct) + also)
        elif others:
            yield Fact(label, f"none in these words; {len(others):,} on {wider}")
    for label, stance in (("Declined to comment", "declines"), ("Retracted by", "retracts")):
        some = [p for p in own if p.stance == stance]
        if some:
            yield Fact(label, _since(some))
    if turned:
        links = (here.to(here.path, f"{here.archive[r.subject].name}, {after(r)}", "reversals") for r in turned[:3])
        yield Fact("Reversed", "", tuple(links))
    articles = {s.article.id for p in bearing for s in p.carriers}
    if articles:
        origins = {o for p in bearing for o in p.origins}
        yield Fact(
            "Reported in", f"{english.counted(len(articles), 'article')}, {english.counted(len(origins), 'origin')}"
        )


def _since(positions: Sequence[Position]) -> str:
    """How many hold it, and since when."""
    first = min(positions, key=lambda p: when(p.date))
    number = english.counted(len(holders_of(positions)), "holder")
    if first.date is None:
        return number
    said = dates.say(first.date.edtf)
    if len(positions) == 1:
        return f"{number}, {said}"
    return f"{number}, first {'on ' if first.date.edtf.kind == 'exact' and first.date.edtf.precision == 'day' else ''}{said}"


def _turns_lead(turned: Sequence[Reversal]) -> str:
    if not turned:
        return ""
    vague = any(r.days[0] != r.days[1] for r in turned)
    lead = "Held on one side, and later on the other. The days run from the first position on the one side to the first on the other"
    return lead + (", as far as the dates allow. " if vague else ". ") + "Counted, never rated."


# --- other sentences ---
def _column(here: Here, found: Stances, proposition: str) -> SentenceColumn:
    positions = found.positions[proposition]
    this = routes.page("proposition", proposition) == here.path
    return SentenceColumn(
        sentence=Link(here.archive[proposition].name) if this else here.link(proposition),
        here=this,
        held=tuple(_held(here, p) for p in positions[:BESIDE]),
        more=max(0, len(positions) - BESIDE),
    )


def _held(here: Here, position: Position) -> Held:
    said = dates.say_short(position.date.edtf) if position.date else "no date"
    known = known_since(position)
    return Held(position.stance, here.agent(position.holder), said, known)


def _near(here: Here, found: Stances, proposition: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for label, others in (
        ("Implies", found.implied[proposition]),
        ("Implied by", found.implying[proposition]),
        ("Contradicts", found.contradicting[proposition]),
    ):
        if others:
            yield label, tuple(here.link(other) for other in others)
