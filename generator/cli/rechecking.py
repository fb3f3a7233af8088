"""Checks the archive as a command would leave it, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator import pipeline, reports
from generator.cli.refusals import Stop
from generator.problems import Problem


def recheck(
    build: pipeline.Build, command: str, changed: Mapping[str, bytes], removed: Iterable[str] = ()
) -> pipeline.Build:
    """The archive after these changes: `changed` is bytes by path. Raises Stop, which ends the command, if it would
    have new errors."""
    after = pipeline.recheck(build, changed, removed)
    errors = [problem for problem in new_problems(build, after) if problem.severity == "error"]
    if errors:
        raise Stop(f"{reports.as_text(errors)}\n{command}: these would follow, so nothing was done")
    return after


def new_problems(before: pipeline.Build, after: pipeline.Build) -> list[Problem]:
    """The problems in `after` that are not in `before`."""
    known = {str(problem) for problem in before.problems}
    return [problem for problem in after.problems if str(problem) not in known]
