"""How far independent judgements agree: of fidelity and of stances, with Krippendorff's alpha for nominal data.

K. Krippendorff, Content Analysis (4th ed., 2018), chapter 12. Values of a unit that only one person judged are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from generator.archive.archive import Archive, Quoted, Stated
from generator.findings.once import once

LEAST = 20
"""Quotations, or stances, that several people must have judged before alpha is worth publishing: of fewer it varies too much."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the quotations or stances that several people judged: how many, how many they judged alike, and alpha; None where these are
    fewer than LEAST, or all judgements are the same, so that nothing tells agreement from chance."""

    judged: int
    alike: int
    alpha: float | None


@dataclass(frozen=True)
class Readings:
    """What second readings found. `fidelity` and `stances` say how far they agree; the others are those that do not."""

    fidelity: Agreement
    stances: Agreement
    quotations: tuple[Quoted, ...]
    positions: tuple[Stated, ...]


@once
def readings(archive: Archive) -> Readings:
    """The independent judgements of the archive. Each quotation and stance is looked at once."""
    quotations = [it for it in archive.quotations if len(judged_fidelity(it)) > 1]
    positions = [it for it in archive.statements if len(judged_stance(it)) > 1]
    return Readings(
        _agreement([judged_fidelity(it) for it in quotations]),
        _agreement([judged_stance(it) for it in positions]),
        tuple(it for it in quotations if len(set(judged_fidelity(it))) > 1),
        tuple(it for it in positions if len(set(judged_stance(it))) > 1),
    )


def judged_fidelity(quoted: Quoted) -> tuple[str, ...]:
    """Every judgement of a quotation's fidelity, the record's own first."""
    own = quoted.quotation.fidelity
    return (*((own,) if own else ()), *(reading.fidelity for reading in quoted.quotation.readings))


def judged_stance(stated: Stated) -> tuple[str, ...]:
    """Every judgement of a stance, the record's own first."""
    return (stated.statement.stance, *(reading.stance for reading in stated.statement.readings))


def _agreement(units: Sequence[Sequence[str]]) -> Agreement:
    alike = sum(len(set(unit)) == 1 for unit in units)
    return Agreement(len(units), alike, alpha(units) if len(units) >= LEAST else None)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: 1 for perfect agreement, 0 for none beyond chance. A unit has the values that it was given;
    None where no unit has two, or all values are the same."""
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
