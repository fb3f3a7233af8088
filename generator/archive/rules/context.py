"""What a rule is, and its argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from generator.archive.archive import Archive
from generator.dates import Day
from generator.problems import Problem, Severity
from generator.records.load import LoadedFile
from generator.records.model import AnyRecord
from generator.records.yaml_text import Source, Steps, field_path

T = TypeVar("T")
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Context:
    """The argument of a rule: the archive, the file and the source of each record by id, and the day of the check.

    `is_complete` says whether every file could be read as a record. If not, a rule cannot know that something is
    unused.
    """

    archive: Archive
    files: Mapping[str, LoadedFile]
    sources: Mapping[str, Source]
    today: Day
    is_complete: bool

    def cached(
        self,
        record_id: str,
        function: Callable[Concatenate[AnyRecord, Given], T],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> T:
        """The result of a function for a record, cached as `LoadedFile.cached` says."""
        return self.files[record_id].cached(function, *given, **named)

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
        """A problem at these steps of a record. If `key`, it points at the key instead of the value."""
        return Problem(
            code, self.sources[record_id].place(steps, of_key=key), field_path(steps), fault, remedy, severity
        )


Rule = Callable[[Context], Iterator[Problem]]
"""Yields a problem for each violation of one rule."""
