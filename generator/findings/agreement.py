"""How far independent judgements of fidelity and of stances agree: Krippendorff's alpha for nominal data.

See K. Krippendorff, Content Analysis (4th ed., 2018), chapter 12. Units with a single judgement are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from generator.archive.archive import Archive, Quoted, Stated
from generator.findings.caching import cached_finding

LEAST = 20
"""How many quotations (or stances) must have several judgements before alpha is published. With fewer, it varies too
much."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many quotations or stances were judged by several people, how many of these were judged alike, and alpha.
    `alpha` is None if `judged` is below LEAST, or if all judgements are the same, since then agreement cannot be
    distinguished from chance."""

    judged: int
    agreed: int
    alpha: float | None


@dataclass(frozen=True)
class Readings:
    """The result of second readings: how far judgements of fidelity and of stances agree, and the quotations and
    positions on which they differ."""

    fidelity: Agreement
    stances: Agreement
    quotations: tuple[Quoted, ...]
    positions: tuple[Stated, ...]


@cached_finding
def readings(archive: Archive) -> Readings:
    """Compare all independent judgements in the archive."""
    quotations = [it for it in archive.quotations if len(judged_fidelity(it)) > 1]
    positions = [it for it in archive.statements if len(judged_stance(it)) > 1]
    return Readings(
        _agreement([judged_fidelity(it) for it in quotations]),
        _agreement([judged_stance(it) for it in positions]),
        tuple(it for it in quotations if len(set(judged_fidelity(it))) > 1),
        tuple(it for it in positions if len(set(judged_stance(it))) > 1),
    )


def judged_fidelity(quoted: Quoted) -> tuple[str, ...]:
    """Every judgement of a quotation's fidelity, the record's own first. Empty if nobody judged it."""
    own = quoted.quotation.fidelity
    return (*((own,) if own else ()), *(reading.fidelity for reading in quoted.quotation.readings))


def judged_stance(stated: Stated) -> tuple[str, ...]:
    """Every judgement of a stance, the record's own first."""
    return (stated.statement.stance, *(reading.stance for reading in stated.statement.readings))


def _agreement(units: Sequence[Sequence[str]]) -> Agreement:
    alike = sum(len(set(unit)) == 1 for unit in units)
    return Agreement(len(units), alike, alpha(units) if len(units) >= LEAST else None)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: 1 is perfect agreement, 0 no more than chance. Each unit is the sequence
    of values that it was given. None if no unit has two values, or all values are the same."""
    many: Counter[Hashable] = Counter()
    disagreeing = 0.0
    for unit in units:
        if len(unit) < 2:
            continue
        values = Counter(unit)
        many.update(values)
        disagreeing += sum(n * (len(unit) - n) for n in values.values()) / (len(unit) - 1)
    total = sum(many.values())
    expected = sum(n * (total - n) for n in many.values())
    return 1 - (total - 1) * disagreeing / expected if expected else None
