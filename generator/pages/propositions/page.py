"""The page of a claim: who says that it is true and who that it is false, over time, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import dates, routes
from generator.archive.archive import Archive
from generator.findings.coverage import coverage_of_claim
from generator.findings.embedding import is_claim_embedded
from generator.findings.known_days import latest
from generator.findings.stances import Position, Reversal, Stances, bearing_on, reversals_on, stances
from generator.pages.compare import compare_link
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit
from generator.pages.parts import embedding
from generator.pages.parts.answer import answer
from generator.pages.parts.coverage import CoverageView, coverage_view
from generator.pages.parts.here import Here, Link, undated
from generator.pages.parts.lists import ListView, Section, further_pages, link_to_whole
from generator.pages.parts.metadata import metadata
from generator.pages.parts.reversals import Turn, known_since, reversal_links, reversal_rows
from generator.pages.parts.sharing import of_claim
from generator.pages.parts.sides import Sides, days_of, sides_of
from generator.pages.parts.strips import Dated, Strip, small_timeline
from generator.pages.parts.turn import ClaimPicture, claim_picture
from generator.pages.propositions.evidence import (
    CARRIERS,
    Entry,
    day_order,
    entries,
    evidence_lead,
    one_line,
    publication_order,
    report_rows,
)
from generator.pages.propositions.grid import Grid, ReportAddresses, grid
from generator.records.model import Proposition, Stance
from generator.text import counts, markup
from generator.text.messages import _, ngettext

SHOWN = rows_that_fit(5_000, share=0.6)
"""How many positions the page itself shows with their evidence, at about 5 KB each with six articles. Further pages
list every report."""


FIRST = 12
"""How many of these are shown at once. Later ones unfold, `UNFOLDED` at a time."""


UNFOLDED = 12


TURNED = 12
"""How many changes of sides the page itself shows, at about 1.5 KB each. Further pages list all."""


BESIDE = 12
"""How many positions are listed for each of two claims side by side."""


def of(archive: Archive, proposition: Proposition) -> Iterator[Page]:
    """The page of one proposition, and the further pages of its reports."""
    return _page(archive, stances(archive), proposition)


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark, and links that it introduces."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A position in one line."""

    stance: Stance
    holder: Link
    when: str
    known: str


@dataclass(frozen=True, slots=True)
class SentenceColumn:
    """One of two claims that contradict each other, and who takes which stance on it."""

    sentence: Link
    here: bool
    held: tuple[Held, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PropositionView:
    """Everything on a claim's page. `answered` is the day by which everything that the answer relies on had been
    published."""

    sentence: str
    compare: Link
    headline: str | None
    answer: Markup
    answered: str
    picture: ClaimPicture | None
    embed: str  # URL of the picture's page for frames; empty if it has none
    remarks: tuple[Remark, ...]
    summary: str | None
    entries: tuple[Entry, ...]
    later: tuple[tuple[Entry, ...], ...]
    undated: tuple[Entry, ...]
    evidence_lead: str
    reports: Link | None
    turns: tuple[Turn, ...]
    turns_lead: str
    all_turns: Link | None
    grid: Grid | None
    beside: tuple[tuple[SentenceColumn, SentenceColumn], ...]
    near: tuple[tuple[str, tuple[Link, ...]], ...]
    tied: int
    coverage: CoverageView | None
    in_time: Strip | None
    notes: tuple[str, ...]


def _page(archive: Archive, found: Stances, proposition: Proposition) -> Iterator[Page[PropositionView | ListView]]:
    here = Here(archive, routes.page("proposition", proposition.id))
    bearing = bearing_on(archive, proposition.id)
    turned = reversals_on(archive, proposition.id)
    sides = sides_of(archive, proposition.id)
    shown = sorted(bearing, key=day_order)[:SHOWN]
    reports = sorted((s for p in bearing for s in p.carriers), key=publication_order)
    shows_all = len(shown) == len(bearing) and all(len(p.carriers) <= CARRIERS for p in bearing)
    section = Section(
        "reports", _("All reports"), "reports", reports, report_rows, counts.reports, len(reports) if shows_all else 0,
        _("Every article that reports a stance, in order of publication."),
    )  # fmt: skip
    turns = Section(
        "reversals", _("Changes of sides"), "turns", turned, reversal_rows, counts.changes_of_side, TURNED,
        _turns_lead(turned),
    )  # fmt: skip
    where = ReportAddresses(here, {p.key for p in shown}, {s.key: n for n, s in enumerate(reports)})
    evidence_entries = entries(here, proposition.id, shown, sides)
    dated = [entry for entry in evidence_entries if entry.when != undated()]
    picture = claim_picture(here, sides)
    near = tuple(_near(here, found, proposition.id))
    said = answer(archive, proposition.id, sides)
    view = PropositionView(
        sentence=proposition.sentence,
        compare=compare_link(here.path, proposition.id),
        headline=proposition.headline,
        answer=said,
        answered=latest([here.settled_day(proposition.id), *(known_since(p) for p in bearing)])
        if bearing
        else "always",
        picture=picture,
        embed=routes.relative(here.path, routes.embed("claim", proposition.id))
        if picture and is_claim_embedded(archive, proposition)
        else "",
        remarks=tuple(_remarks(here, proposition.id, bearing, sides)),
        summary=one_line(proposition.summary),
        entries=tuple(dated[:FIRST]),
        later=tuple(tuple(dated[n : n + UNFOLDED]) for n in range(FIRST, len(dated), UNFOLDED)),
        undated=tuple(entry for entry in evidence_entries if entry.when == undated()),
        evidence_lead=evidence_lead(here, bearing, len(shown)),
        reports=None
        if shows_all
        else here.page_link(routes.continuation(here.path, "reports"), _("All {counted}", counted=section.counted)),
        turns=reversal_links(here, turned[:TURNED], proposition.id),
        turns_lead=turns.lead,
        all_turns=link_to_whole(here, turns),
        grid=grid(here, found, proposition.id, bearing, turned, where) if bearing else None,
        beside=tuple(
            (_column(here, found, proposition.id), _column(here, found, other))
            for other in found.contradicting[proposition.id]
        ),
        near=near,
        tied=sum(len(links) for _, links in near),
        coverage=_coverage(here, proposition) if bearing or proposition.searches else None,
        in_time=_in_time(here, bearing),
        notes=tuple(" ".join(p.split()) for p in (proposition.notes or "").split("\n\n") if p.strip()),
    )
    record = archive.paths[proposition.id]
    first = view.headline or markup.text_of(str(view.answer))
    description = markup.excerpt(f"{proposition.sentence} {first}", 200)
    shared = of_claim(archive, proposition, first)
    yield Page(
        here.path,
        "propositions/proposition.md.j2",
        proposition.name,
        description,
        view,
        record,
        is_single_column=True,
        shared=shared,
        metadata=metadata(here, proposition),
        embeds=embedding.claim(archive, proposition, picture, first, turned),
    )
    yield from further_pages(archive, turns, here.path, proposition.name, record)
    yield from further_pages(archive, section, here.path, proposition.name, record)


def _remarks(here: Here, proposition: str, bearing: Sequence[Position], sides: Sides) -> Iterator[Remark]:
    """What readers have to know to understand the picture."""
    stronger = dict.fromkeys(p.proposition for p in bearing if p.proposition != proposition and p.side == 1)
    wider = dict.fromkeys(p.proposition for p in bearing if p.proposition != proposition and p.side == -1)
    if stronger:
        yield Remark(
            _("Anyone who makes one of these claims also makes this one, and is shown here:"),
            tuple(map(here.link, stronger)),
        )
    if wider:
        yield Remark(
            _("Whoever denies one of these denies this claim too, and is shown here:"), tuple(map(here.link, wider))
        )
    if any(not r.has_one_holder for r in sides.turned):
        yield Remark(_("Different speakers, same side."))
    if sides.turned:
        vague = any(r.days[0] != r.days[1] for r in sides.turned)
        yield Remark(
            _(
                "We count the days between the first stance on the one side and the first on the other, "
                "as far as the dates allow."
            )
            if vague
            else _("We count the days between the first stance on the one side and the first on the other.")
        )
    undated = sum(days_of(p) is None for p in bearing)
    if undated == 1:
        yield Remark(_("One stance without a day is in the list only."))
    elif undated:
        yield Remark(
            ngettext(
                "{n} stance without a day is in the list only.",
                "{n} stances without a day are in the list only.",
                undated,
            )
        )


def _coverage(here: Here, proposition: Proposition) -> CoverageView:
    """Who reported on the claim. Days are counted from the first report."""
    found = coverage_of_claim(here.archive, proposition)
    return coverage_view(here, found, found.first.published if found.first else None, event=False)


def _in_time(here: Here, bearing: Sequence[Position]) -> Strip | None:
    """A strip of when the positions were taken and when the articles that report them were published; None if there are
    too few dates."""
    articles = {report.article.id: report.article for position in bearing for report in position.carriers}
    taken: list[Dated] = [("said", position.date) for position in bearing]
    return small_timeline(here, [*taken, *(("published", article.published) for article in articles.values())])


def _turns_lead(turned: Sequence[Reversal]) -> str:
    if not turned:
        return ""
    vague = any(r.days[0] != r.days[1] for r in turned)
    if vague:
        return _(
            "On one side first, and later on the other. We count the days between the first stance on each, "
            "as far as the dates allow."
        )
    return _("On one side first, and later on the other. We count the days between the first stance on each.")


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
    said = dates.format_short(position.date.edtf) if position.date else _("no date")
    known = known_since(position)
    return Held(position.stance, here.agent_link(position.holder), said, known)


def _near(here: Here, found: Stances, proposition: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for label, others in (
        (_("If this claim is true, so is:"), found.implied[proposition]),
        (_("This claim is true if this one is:"), found.implying[proposition]),
        (_("This claim is false if this one is true:"), found.contradicting[proposition]),
    ):
        if others:
            yield label, tuple(here.link(other) for other in others)
