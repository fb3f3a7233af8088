"""What a rule is, and what it works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.dates import Day
from generator.problems import Problem, Severity
from generator.records.yaml_text import Source, Steps, dotted


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule works with: the archive, the file of each record by the record's id, and the day of the check.

    `whole`: every file made a record. Where one did not, no rule can say that something is missing.
    """

    archive: Archive
    sources: Mapping[str, Source]
    today: Day
    whole: bool

    def problem(
        self,
        code: str,
        record_id: str,
        steps: Steps,
        fault: str,
        remedy: str = "",
        severity: Severity = "error",
        *,
        key: bool = False,
    ) -> Problem:
        """The problem at these steps of a record; `key`: at the key itself, not at its value."""
        return Problem(code, self.sources[record_id].place(steps, of_key=key), dotted(steps), fault, remedy, severity)


Rule = Callable[[Context], Iterator[Problem]]
"""Finds everything in the archive that breaks one rule."""
