"""The index of measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive
from generator.drawing import plots
from generator.findings import figures
from generator.pages.measures.against import SHOWN_FINDINGS, Line, Misread, disagreeing, misread_of
from generator.pages.measures.plot import point_of
from generator.pages.measures.rows import sort_key, span_of
from generator.pages.page import Page
from generator.pages.paging import fitting
from generator.pages.parts.here import UNDATED, Here, Link, When
from generator.pages.parts.lists import ListView, Section, block, further
from generator.pages.parts.prose import folded
from generator.records.model import Measure
from generator.records.vocabulary import number
from generator.text import markup

INDEX = routes.index("measures")


SHOWN_IN_INDEX = fitting(5_000)
"""Measures on the index, at up to 3.6 KB each."""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a list; `strip` is its plot in small, `highest` and `latest` are what its columns are sorted by."""

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
class IndexView:
    """The index of measures."""

    count: str
    disagreeing: tuple[Line, ...]
    misread: tuple[Misread, ...]
    measures: tuple[MeasureRow, ...]
    single: tuple[MeasureRow, ...]
    whole: Link | None


def index_pages(archive: Archive) -> Iterator[Page[IndexView | ListView]]:
    """The index of measures, with further pages where there are more than it shows."""
    here = Here(archive, INDEX)
    by_measure = figures.estimates(archive)
    ranked = sorted(archive.measures, key=lambda m: -len(by_measure.get(m.id, ())))
    every = Section("all", "All measures", "measures", ranked, measure_rows, "measure", "measures", SHOWN_IN_INDEX)
    shown = {measure.id for measure in ranked[:SHOWN_IN_INDEX]}
    several = [m for m in ranked if m.id in shown and len(by_measure.get(m.id, ())) > 1]
    single = [m for m in archive.measures if m.id in shown and len(by_measure.get(m.id, ())) < 2]
    view = IndexView(
        count=every.counted,
        disagreeing=disagreeing(here, SHOWN_FINDINGS),
        misread=tuple(misread_of(here, m) for m in figures.misreadings(archive)[-SHOWN_FINDINGS:]),
        measures=measure_rows(here, several),
        single=measure_rows(here, single),
        whole=block(here, every).whole,
    )
    description = f"{every.counted.capitalize()}: what is counted, by whom, and how far the figures differ."
    yield Page(INDEX, "measures/index.md.j2", "Measures", description, view)
    yield from further(archive, every, INDEX, "Measures", None)


def measure_rows(here: Here, items: Sequence[Measure]) -> tuple[MeasureRow, ...]:
    """Measures, row by row."""
    return tuple(_measure_row(here, measure) for measure in items)


def _measure_row(here: Here, measure: Measure) -> MeasureRow:
    some = figures.estimates(here.archive).get(measure.id, ())
    dated = [e for e in some if e.span]
    last = dated[-1] if dated else None
    one = some[0].figure if len(some) == 1 else None
    meant = [e for e in some if not e.misreads] or some
    misread = sum(e.misreads is not None for e in some)
    return MeasureRow(
        measure=here.link(measure.id),
        counts=markup.excerpt(folded(measure.counts), 140),
        estimates=len(some),
        span=number(one) if one else span_of(meant) if some else "",
        qualifier=one.qualifier if one else None,
        highest=sort_key(max(e.extremes[1] for e in meant)) if some else "",
        when=here.date(last.date) if last else UNDATED,
        latest=str(sum(last.span or (0, 0)) // 2) if last else "",
        strip=plots.strip([point_of(here, e) for e in dated]) if len(dated) > 1 else None,
        note=f"{misread:,} misread" if misread else "",
    )
