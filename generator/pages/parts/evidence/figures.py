"""Figures, merged: equal ones are listed once, with the articles that report them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator import routes
from generator.archive.archive import Estimated
from generator.findings.known_days import earliest, published_at_latest
from generator.pages.parts.evidence.readings import READINGS, Reading, reading
from generator.pages.parts.here import Here, Link, When
from generator.records.vocabulary import number


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number for one measure, and the articles that report it."""

    measure: Link
    number: str
    qualifier: str | None
    misreads: Link | None
    when: When
    readings: tuple[Reading, ...]
    more: int
    known: str


def merge_figures(figures: Iterable[Estimated]) -> tuple[tuple[Estimated, ...], ...]:
    """Figures grouped by measure, number, qualifier and day; each group holds the reports, earliest first."""
    same: dict[tuple[Any, ...], list[Estimated]] = {}
    for estimated in figures:
        figure = estimated.figure
        day = estimated.as_of.edtf.text if estimated.as_of else ""
        same.setdefault((figure.measure, figure.misreads, number(figure), figure.qualifier, day), []).append(estimated)
    return tuple(tuple(alike) for alike in same.values())


def figure_rows(here: Here, items: Sequence[tuple[Estimated, ...]]) -> tuple[FigureRow, ...]:
    """A row for each group of equal figures."""
    rows = []
    for alike in items:
        figure = alike[0].figure
        readings = tuple(
            reading(here, e.article, routes.figure(e.figure.id), here.chain(e.figure.via)) for e in alike[:READINGS]
        )
        rows.append(
            FigureRow(
                here.link(figure.measure),
                number(figure),
                figure.qualifier,
                here.link(figure.misreads) if figure.misreads else None,
                here.date(alike[0].as_of),
                readings,
                max(0, len(alike) - READINGS),
                earliest(published_at_latest(e.article) for e in alike),
            )
        )
    return tuple(rows)
