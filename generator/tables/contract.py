"""What programs that read the tables can rely on: the version of their form, and what each version changed.

A column that is removed, renamed, or gets another type makes a new version; a new column or table does not, so that a program goes by names
and not by places. `tests/tables/test_contract.py` holds the tables to what `contract.json` beside it keeps of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.text.messages import N_


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changed, as a message, and since which day (ISO 8601) it holds."""

    version: int
    day: str
    what: str


CHANGES = (
    Change(1, "2026-11-30", N_("The first version. Every later change that may stop a program is listed here.")),
)
"""The versions, the newest first."""

VERSION = CHANGES[0].version
"""The version of the form of the tables."""
