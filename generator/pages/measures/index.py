"""The index of measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive
from generator.drawing import plots
from generator.findings import figures
from generator.findings.thin_records import thin_records
from generator.pages.measures.against import SHOWN_FINDINGS, Line, Misread, disagreeing, misread_of
from generator.pages.measures.plot import point_of
from generator.pages.measures.rows import EstimateRow, estimate_rows, sort_key, span_of
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit, unfolded_counts
from generator.pages.parts.here import Here, Link, When, undated
from generator.pages.parts.lists import ListView, Section, block, further_pages
from generator.pages.parts.prose import on_one_line
from generator.records.model import Measure
from generator.records.vocabulary import number
from generator.text import counts, markup
from generator.text.messages import _, ngettext

INDEX = routes.index("measures")


SHOWN_IN_INDEX = rows_that_fit(5_000)
"""How many measures the index shows, at up to 3.6 KB each."""
SHOWN = 20
"""How many of them are unfolded."""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a list. `strip` is a small plot; `highest` and `latest` are the sort keys of its columns."""

    measure: Link
    counts: str
    estimates: int
    span: str
    qualifier: str | None
    highest: str
    when: When
    latest: str
    strip: Markup | None
    note: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Measures of the index, of which `rest` are folded."""

    shown: tuple[MeasureRow, ...]
    rest: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class SingleRow:
    """A measure with at most one estimate, shown in full. `anchor` is empty if it has a page of its own.

    `settled` is the day from which the text on what is counted was known.
    """

    measure: Link
    anchor: str
    counts: str
    summary: str | None
    settled: str
    unit: str | None
    estimate: EstimateRow | None


@dataclass(frozen=True, slots=True)
class Singles:
    """Measures with at most one estimate, of which `rest` are folded."""

    shown: tuple[SingleRow, ...]
    rest: tuple[SingleRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of measures."""

    count: str
    disagreeing: tuple[Line, ...]
    misread: tuple[Misread, ...]
    measures: Rows
    single: Singles
    whole: Link | None


def index_pages(archive: Archive) -> Iterator[Page[IndexView | ListView]]:
    """The index of measures, and further pages if there are more than it shows."""
    here = Here(archive, INDEX)
    by_measure = figures.estimates(archive)
    ranked = sorted(archive.measures, key=lambda m: -len(by_measure.get(m.id, ())))
    every = Section("all", _("All figures"), "measures", ranked, measure_rows, counts.figures, SHOWN_IN_INDEX)
    shown = {measure.id for measure in ranked[:SHOWN_IN_INDEX]}
    several = [m for m in ranked if m.id in shown and len(by_measure.get(m.id, ())) > 1]
    single = [m for m in archive.measures if m.id in shown and len(by_measure.get(m.id, ())) < 2]
    few = unfolded_counts([len(several), len(single)], SHOWN)
    view = IndexView(
        count=every.counted,
        disagreeing=disagreeing(here, SHOWN_FINDINGS),
        misread=tuple(misread_of(here, m) for m in figures.misreadings(archive)[-SHOWN_FINDINGS:]),
        measures=_rows(here, several, few[0]),
        single=_singles(here, single, few[1]),
        whole=block(here, every).whole,
    )
    description = ngettext(
        "{n} figure: what is counted, by whom, and how far the numbers differ.",
        "{n} figures: what is counted, by whom, and how far the numbers differ.",
        len(ranked),
    )
    yield Page(INDEX, "measures/index.md.j2", _("Figures"), description, view, is_single_column=True)
    yield from further_pages(archive, every, INDEX, _("Figures"), None)


def _rows(here: Here, items: Sequence[Measure], shown: int) -> Rows:
    rows = measure_rows(here, items)
    return Rows(rows[:shown], rows[shown:])


def _singles(here: Here, items: Sequence[Measure], shown: int) -> Singles:
    rows = tuple(_single_row(here, measure) for measure in items)
    return Singles(rows[:shown], rows[shown:])


def _single_row(here: Here, measure: Measure) -> SingleRow:
    some = figures.estimates(here.archive).get(measure.id, ())
    row = measure.id in thin_records(here.archive)
    return SingleRow(
        measure=here.row_link(measure.id),
        anchor=routes.row(measure.id) if row else "",
        counts=on_one_line(measure.counts) if row else markup.excerpt(on_one_line(measure.counts), 140),
        summary=on_one_line(measure.summary) if row and measure.summary else None,
        settled=here.settled_day(measure.id),
        unit=measure.unit,
        estimate=next(iter(estimate_rows(here, some[:1])), None),
    )


def measure_rows(here: Here, items: Sequence[Measure]) -> tuple[MeasureRow, ...]:
    """A row for each measure."""
    return tuple(_measure_row(here, measure) for measure in items)


def _measure_row(here: Here, measure: Measure) -> MeasureRow:
    some = figures.estimates(here.archive).get(measure.id, ())
    dated = [e for e in some if e.span]
    last = dated[-1] if dated else None
    one = some[0].figure if len(some) == 1 else None
    meant = [e for e in some if not e.misreads] or some
    misread = sum(e.misreads is not None for e in some)
    return MeasureRow(
        measure=here.row_link(measure.id),
        counts=markup.excerpt(on_one_line(measure.counts), 140),
        estimates=len(some),
        span=number(one) if one else span_of(meant) if some else "",
        qualifier=one.qualifier if one else None,
        highest=sort_key(max(e.extremes[1] for e in meant)) if some else "",
        when=here.date(last.date) if last else undated(),
        latest=str(sum(last.span or (0, 0)) // 2) if last else "",
        strip=plots.draw_sparkline([point_of(here, e) for e in dated]) if len(dated) > 1 else None,
        note=ngettext("{n} misread", "{n} misread", misread) if misread else "",
    )
