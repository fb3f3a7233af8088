"""What programs that read the tables can rely on: the version of their format, and what each version changed.

Removing, renaming or retyping a column makes a new version; adding a column or table does not, so programs should
address columns by name and not by position. `tests/tables/test_contract.py` compares the tables with `contract.json`
next to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.text.messages import N_


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changed, as a message, and the day (ISO 8601) from which it applies."""

    version: int
    day: str
    what: str


CHANGES = (
    Change(1, "2026-11-30", N_("The first version. Every later change that may stop a program is listed here.")),
)
"""All versions, newest first."""

VERSION = CHANGES[0].version
"""The current version of the tables' format."""
