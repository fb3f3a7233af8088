"""The role in which someone took a stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.findings.known_days import published_at_latest
from generator.findings.stances import Position, may_be_held
from generator.pages.parts.here import Here
from generator.records.model import AgentRef


@dataclass(frozen=True, slots=True)
class Role:
    """The role in which someone spoke, and the day from which it was known."""

    title: str
    known: str


def role_of(here: Here, holder: AgentRef, positions: Sequence[Position]) -> Role | None:
    """The role in which someone spoke: as an article prints it, or else the first that the record allows on one of the
    days; None if there is none."""
    own = [s for p in positions for s in p.reports if s.article.language == here.archive.settings.language]
    for stated in own:
        for quoted in stated.quotations:
            if quoted.quotation.speaker == holder and quoted.said_by == holder and quoted.quotation.role:
                return Role(quoted.quotation.role, published_at_latest(quoted.article))
    record = here.archive.records.get(holder.id or "")
    days = [p.date.edtf if p.date else None for p in positions]
    held = (r for r in getattr(record, "roles", ()) if any(may_be_held(r, day) for day in days))
    role = next(held, None)
    return Role(role.title, here.settled_day(record.id)) if record and role else None
