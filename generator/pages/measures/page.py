"""The page of a measure: every estimate as a plot and a table, those that disagree, those that are misread.

A page's work grows with the estimates of its measure and of the few that are confused with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive
from generator.findings import figures
from generator.findings.figures import Disagreement, Estimate, Misreading
from generator.pages.measures.against import (
    SHOWN_FINDINGS,
    Against,
    Alike,
    Misread,
    against,
    alike_of,
    misread_of,
    retelling,
    widest,
)
from generator.pages.measures.plot import Drawn, plot_of
from generator.pages.measures.rows import (
    READINGS,
    EstimateRow,
    brief_rows,
    carriers_of,
    estimate_rows,
    in_short,
    report_rows,
    span_of,
)
from generator.pages.page import Page
from generator.pages.paging import fitting
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import ListView, Section, block, further
from generator.pages.parts.prose import folded
from generator.records.model import Measure
from generator.text import english, markup

SHOWN = fitting(3_000, share=0.3)
"""Estimates in the table of a measure's page, at up to 3 KB each: four articles with a long note. The plots of three full panels take as
much again, and what is found as much."""


def of(archive: Archive, measure: Measure) -> Iterator[Page]:
    """The page of one measure, with the further pages of its long lists."""
    return _page(archive, measure, figures.misread_by(archive).get(measure.id, ()))


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the title block."""

    label: str
    text: str
    note: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureView:
    """Everything on a measure's page."""

    label: str
    name: str
    counts: str
    summary: str | None
    facts: tuple[Fact, ...]
    plot: Drawn | None
    misread: tuple[Misread, ...]
    more_misread: int
    disagreements: tuple[Against, ...]
    more_disagreements: int
    retellings: tuple[Against, ...]
    alike: tuple[Alike, ...]
    lead: str
    sortable: bool
    estimates: tuple[EstimateRow, ...]
    whole: Link | None
    reports: Link | None
    notes: tuple[str, ...]


def _page(archive: Archive, measure: Measure, misread: Sequence[Misreading]) -> Iterator[Page[MeasureView | ListView]]:
    here = Here(archive, routes.page("measure", measure.id))
    some = figures.estimates(archive).get(measure.id, ())
    counted = Section("all", "Every estimate", "estimates", some, brief_rows, "estimate", "estimates", SHOWN)
    many = any(len(carriers_of(e)) > READINGS for e in some)
    reports = archive.figures_of(measure.id) if many else ()
    each = Section("reports", "Every report", "estimates", reports, report_rows, "report", "reports", 0)
    disagree = figures.disagreements_among(some)
    retold = figures.retellings(some)
    alike = figures.lookalikes(archive).get(measure.id, ())
    facts = tuple(_facts(here, measure, some, misread, disagree))
    view = MeasureView(
        label=" · ".join(filter(None, ["Measure", f"in {measure.unit}" if measure.unit else ""])),
        name=measure.name,
        counts=folded(measure.counts),
        summary=folded(measure.summary) if measure.summary else None,
        facts=facts,
        plot=plot_of(here, measure, some),
        misread=tuple(misread_of(here, m) for m in misread[:SHOWN_FINDINGS]),
        more_misread=max(0, len(misread) - SHOWN_FINDINGS),
        disagreements=tuple(against(here, d) for d in widest(disagree)),
        more_disagreements=max(0, len(disagree) - SHOWN_FINDINGS),
        retellings=tuple(retelling(here, r) for r in retold[:SHOWN_FINDINGS]),
        alike=tuple(alike_of(here, a) for a in alike[:SHOWN_FINDINGS]),
        lead=_lead(some),
        sortable=len(some) > 1,
        estimates=estimate_rows(here, some[:SHOWN]),
        whole=block(here, counted).whole,
        reports=block(here, each).whole,
        notes=tuple(folded(p) for p in (measure.notes or "").split("\n\n") if p.strip()),
    )
    record = archive.paths[measure.id]
    description = markup.excerpt(f"{in_short(some)} {view.counts}", 200)
    yield Page(here.path, "measures/measure.md.j2", measure.name, description, view, record)
    yield from further(archive, counted, here.path, measure.name, record)
    yield from further(archive, each, here.path, measure.name, record)


def _lead(some: Sequence[Estimate]) -> str:
    """What a reader should know of the table."""
    if not some:
        return "No article of this archive gives a figure of it yet."
    carried = sum(len(carriers_of(e)) > 1 for e in some)
    if len(some) == 1:
        return "One figure, as far as this archive knows."
    lead = f"{english.counted(len(some), 'estimate')}, by the day of which they speak."
    if carried:
        lead += f" {english.counted(carried, 'of them stands', 'of them stand')} in more than one article, and {'is' if carried == 1 else 'are'} counted once."
    return lead


# --- the title block ---
def _facts(
    here: Here,
    measure: Measure,
    some: Sequence[Estimate],
    misread: Sequence[Misreading],
    disagree: Sequence[Disagreement],
) -> Iterator[Fact]:
    if not some:
        return
    meant = [e for e in some if not e.misreads] or some
    holders = {agent for e in some for agent in e.holders}
    articles = {c.article.id for e in some for c in carriers_of(e)}
    by = f"by {english.counted(len(holders), 'holder')}, " if holders else ""
    left_out = len(some) - len(meant)
    without = f"without {english.counted(left_out, 'misread one')}" if left_out and len(meant) < len(some) else ""
    yield Fact("Lowest to highest" if len(meant) > 1 else "Figure", span_of(meant), without)
    yield Fact(
        "Estimates", english.counted(len(some), "estimate"), f"{by}in {english.counted(len(articles), 'article')}"
    )
    spoken = [e.date for e in meant if e.date]
    if spoken:
        first, last = dates.say(spoken[0].edtf), dates.say(spoken[-1].edtf)
        yield Fact("As of", first if first == last else f"{first} to {last}")
    found = [
        Link(english.counted(len(misread), "misreading"), "#misreadings") if misread else None,
        Link(english.counted(len(disagree), "disagreement"), "#disagreements") if disagree else None,
    ]
    links = tuple(link for link in found if link)
    if links:
        yield Fact("Found", "", links=links)
    confused = figures.neighbours(here.archive).get(measure.id, ())
    if confused:
        yield Fact("Confused with", "", links=tuple(here.link(other) for other in confused))
