"""Positions, merged: the same one on the same day is listed once, with the articles that report it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Stated
from generator.findings.grounds import best_report
from generator.findings.known_days import earliest, published_at_latest
from generator.pages.parts.evidence.readings import READINGS, Reading, reading
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.reversals import day_from
from generator.pages.parts.statement import Footing, footing
from generator.pages.parts.turn import SHAPES
from generator.records.model import Stance


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A position, and the articles that report it. `changed` is whether the holder changed sides on the proposition."""

    stance: Stance
    sentence: Link
    when: When
    day_from: str
    footing: Footing
    rests: str  # the shape of the sign for `footing`
    changed: bool
    readings: tuple[Reading, ...]
    more: int
    known: str


@dataclass(frozen=True)
class MergedPosition:
    """The same position on the same day, as articles report it."""

    statements: tuple[Stated, ...]
    changed: bool


def merge_positions(statements: Iterable[Stated], turned: frozenset[str] = frozenset()) -> tuple[MergedPosition, ...]:
    """The positions of one holder by proposition: those on which the holder changed sides first, then earliest
    first."""
    by_proposition: dict[str, list[Stated]] = {}
    for stated in statements:
        by_proposition.setdefault(stated.statement.proposition, []).append(stated)
    found: list[MergedPosition] = []
    for proposition, on_one in by_proposition.items():
        same: dict[tuple[Stance, str], list[Stated]] = {}
        for stated in on_one:
            date = stated.date
            same.setdefault((stated.statement.stance, date.edtf.text if date else ""), []).append(stated)
        found += [MergedPosition(tuple(alike), proposition in turned) for alike in same.values()]
    return tuple(sorted(found, key=lambda h: not h.changed))


def stance_rows(here: Here, items: Sequence[MergedPosition]) -> tuple[StanceRow, ...]:
    """A row for each position."""
    rows = []
    for item in items:
        statement = item.statements[0].statement
        shown_by = best_report(item.statements, here.archive.settings.language).stated
        date = item.statements[0].date
        readings = tuple(
            reading(here, s.article, routes.statement(s.statement.id), here.chain(s.statement.via))
            for s in item.statements[:READINGS]
        )
        rows.append(
            StanceRow(
                statement.stance,
                here.link(statement.proposition),
                here.date(date),
                day_from(date),
                footing(shown_by.statement),
                SHAPES[shown_by.statement.rests_on][0],
                item.changed,
                readings,
                max(0, len(item.statements) - READINGS),
                earliest(published_at_latest(s.article) for s in item.statements),
            )
        )
    return tuple(rows)
