"""What a rule is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from generator.archive.archive import Archive
from generator.dates import Day
from generator.problems import Problem, Severity
from generator.records.load import Loaded
from generator.records.model import AnyRecord
from generator.records.yaml_text import Source, Steps, dotted

T = TypeVar("T")
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule is given: the archive, the file and the source of each record by its id, and the day of the check.

    `whole`: every file made a record. If one did not, a rule cannot know that nothing refers to something.
    """

    archive: Archive
    files: Mapping[str, Loaded]
    sources: Mapping[str, Source]
    today: Day
    whole: bool

    def once(
        self,
        record_id: str,
        tells: Callable[Concatenate[AnyRecord, Given], T],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> T:
        """What a function tells of a record, which is kept as `Loaded.once` says."""
        return self.files[record_id].once(tells, *given, **named)

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
        """A problem at these steps of a record. `key`: it points at the key, not at its value."""
        return Problem(code, self.sources[record_id].place(steps, of_key=key), dotted(steps), fault, remedy, severity)


Rule = Callable[[Context], Iterator[Problem]]
"""Yields a problem for each violation of one rule."""
