"""The sides of a claim: who speaks for whom, on which side, and who changed sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.drawing.turns import Field
from generator.findings.stances import Position, Reversal, bearing_on, reversals_within
from generator.pages.parts.names import in_sentence, side_name
from generator.records.model import AgentRef, Stance

FIELD_OF: Mapping[Stance, Field] = {
    "asserts": "true", "confirms": "true", "denies": "false", "doubts": "false", "declines": "neither", "retracts": "neither",
}  # fmt: skip
"""The field that each stance belongs to. Taking words back does not mean saying the opposite."""
MOST_TURNED = 3
"""How many sides that changed get a line of their own. The list below the picture has all."""


@dataclass(frozen=True, slots=True)
class Side:
    """A body with those who speak for it, or someone who speaks for nobody else. `id` is None for a source without a
    name."""

    id: str | None
    name: str
    told: str  # the name as used within a sentence
    positions: tuple[Position, ...]
    turned: tuple[tuple[Reversal, ...], ...] = ()  # chains of changes, each beginning where the one before ended

    def of(self, field: Field) -> tuple[Position, ...]:
        """Its positions in one of the fields, earliest first."""
        return tuple(p for p in self.positions if FIELD_OF[p.stance] == field)


@dataclass(frozen=True, slots=True)
class Sides:
    """All sides of a claim, in the order of their first stance; and every change of sides, earliest first."""

    all: tuple[Side, ...]
    turned: tuple[Reversal, ...]

    def of(self, field: Field) -> tuple[Side, ...]:
        """The sides that have positions in a field."""
        return tuple(side for side in self.all if side.of(field))


def sides_of(archive: Archive, proposition: str) -> Sides:
    """Who takes which side on a claim, including by stances on other claims that bear on it."""
    positions = bearing_on(archive, proposition)
    turned = sorted(
        reversals_within(archive, proposition), key=lambda r: (_day(r.before[0]), _day(r.after[0]), r.subject)
    )
    subject_of, rows = _subjects_and_chains(positions, turned)
    common = Counter(party for position in positions for party in position.parties)
    by_side: dict[str, list[Position]] = {}
    agents: dict[str, AgentRef] = {}
    for position in positions:
        subject = subject_of.get(position.key)
        if subject is None and position.parties:
            # Someone who speaks for several bodies is grouped with the one that most positions here are taken for.
            subject = max(position.parties, key=lambda party: common[party])
        agent = AgentRef(id=subject) if subject else position.holder
        key = agent.id or f"“{agent.unnamed}”"
        agents.setdefault(key, agent)
        by_side.setdefault(key, []).append(position)
    return Sides(
        tuple(
            Side(
                agents[key].id,
                side_name(archive, agents[key]),
                in_sentence(archive, agents[key]),
                tuple(some),
                rows.get(key, ()),
            )
            for key, some in by_side.items()
        ),
        tuple(turned),
    )


def _subjects_and_chains(
    positions: Sequence[Position], turned: Sequence[Reversal]
) -> tuple[dict[str, str], dict[str, tuple[tuple[Reversal, ...], ...]]]:
    """The subject that each position belongs to, and the changes of each subject in chains. Only changes on known days
    count, and at most `MOST_TURNED` subjects."""
    keys = {p.key for p in positions}
    by_subject: dict[str, list[Reversal]] = {}
    for reversal in turned:
        ends = (reversal.before[0], reversal.after[0])
        if reversal.against is None and all(p.key in keys and days_of(p) for p in ends):
            by_subject.setdefault(reversal.subject, []).append(reversal)
    subject_of: dict[str, str] = {}
    rows: dict[str, tuple[tuple[Reversal, ...], ...]] = {}
    for subject, own in by_subject.items():
        if len(rows) == MOST_TURNED:
            break
        if any(p.key in subject_of for r in own for p in (r.before[0], r.after[0])):
            continue  # the line of another subject has these marks already
        for position in positions:
            if subject == position.holder.id or subject in position.parties:
                subject_of.setdefault(position.key, subject)
        rows[subject] = tuple(_chains(own))
    return subject_of, rows


def _chains(own: Iterable[Reversal]) -> list[tuple[Reversal, ...]]:
    rows: list[list[Reversal]] = []
    for reversal in own:
        for row in rows:
            if row[-1].after[0].key == reversal.before[0].key:
                row.append(reversal)
                break
        else:
            rows.append([reversal])
    return [tuple(row) for row in rows]


def days_of(position: Position) -> tuple[int, int] | None:
    """The first and last day that its date states, as ordinals; None if one is open or there is no date."""
    start, end = position.date.edtf.core if position.date else (None, None)
    return (start.ordinal, end.ordinal) if start and end else None


def _day(position: Position) -> int:
    found = days_of(position)
    return found[0] if found else 0
