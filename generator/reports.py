"""Formats problems: as text, as JSON, as annotations of a GitHub workflow, and as Markdown for a summary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from generator.problems import Problem
from generator.text.markup import escape_markdown


def summary(problems: Sequence[Problem]) -> str:
    """The closing line, such as "2 errors, 1 warning", or "no problems"."""
    parts = []
    for severity in ("error", "warning", "notice"):
        number = sum(problem.severity == severity for problem in problems)
        if number:
            parts.append(f"{number} {severity}" + ("s" if number > 1 else ""))
    return ", ".join(parts) or "no problems"


def as_text(problems: Sequence[Problem]) -> str:
    """One line for each problem, and then the count. From MANY problems on, also the number for each code."""
    lines = [problem.line for problem in problems]
    by_code = counts_by_code(problems) if len(problems) >= MANY else []
    return "\n".join([*lines, *by_code, summary(problems)])


MANY = 20
"""From this number of problems on, `as_text` adds the number for each code."""


def counts_by_code(problems: Iterable[Problem]) -> list[str]:
    """Lines with the number of problems for each code, the most frequent first, such as " 12 unknown-id"."""
    numbers = Counter(problem.code for problem in problems)
    width = len(str(max(numbers.values(), default=0)))
    return [f"  {number:>{width}} {code}" for code, number in sorted(numbers.items(), key=lambda it: (-it[1], it[0]))]


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON array of objects with code, path, line, column, field, fault, remedy and severity."""
    rows = [
        {
            "code": p.code,
            **p.place._asdict(),
            "field": p.field,
            "fault": p.fault,
            "remedy": p.remedy,
            "severity": p.severity,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


MOST_ANNOTATIONS = 10
"""GitHub shows this many annotations per severity and step, and silently drops the rest."""


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows as annotations on the lines, then the count as plain text.

    The first MOST_ANNOTATIONS of each severity are commands, the others plain lines of the log. `as_markdown` has all
    of them.
    """
    lines = []
    seen = dict.fromkeys(("error", "warning", "notice"), 0)
    for problem in problems:
        seen[problem.severity] += 1
        lines.append(_workflow_command(problem) if seen[problem.severity] <= MOST_ANNOTATIONS else _log_line(problem))
    return "\n".join([*lines, summary(problems)])


MOST_SUMMARISED = 500
"""The most problems in a job's summary, which GitHub limits to a megabyte. The log has all of them."""


def as_markdown(problems: Sequence[Problem]) -> str:
    """The count and a list of the problems, errors first, for a job summary. Markdown in the problems is escaped."""
    order = {"error": 0, "warning": 1, "notice": 2}
    ranked = sorted(
        problems, key=lambda p: order[p.severity]
    )  # stable, so problems of one severity stay sorted by place
    items = [f"- {_markdown(p)}" for p in ranked[:MOST_SUMMARISED]]
    more = [f"- and {len(ranked) - MOST_SUMMARISED:,} more, in the log"] if len(ranked) > MOST_SUMMARISED else []
    return "\n".join([f"**Content: {summary(problems)}**", *([""] if items else []), *items, *more])


def _markdown(problem: Problem) -> str:
    place = escape_markdown(f"{problem.place.path}:{problem.place.line}")
    field = f" {escape_markdown(problem.field)}:" if problem.field else ""
    remedy = f"; {escape_markdown(problem.remedy)}" if problem.remedy else ""
    return f"{problem.severity}: <code>{place}</code>{field} {escape_markdown(problem.fault)}{remedy} [{problem.code}]"


def _log_line(problem: Problem) -> str:
    """A problem as a line of the log. `##[` is broken up, since GitHub reads this older form of command anywhere in a
    line."""
    return " ".join(problem.line.split()).replace("##[", "# #[")


def _workflow_command(problem: Problem) -> str:
    message = problem.fault + (f"; {problem.remedy}" if problem.remedy else "") + f" [{problem.code}]"
    place = problem.place
    return (
        f"::{problem.severity} file={_escape_property(place.path)},line={place.line},col={place.column},"
        f"title={_escape_property(problem.field or 'content')}::{_escape(message)}"
    )


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


FORMS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "markdown": as_markdown,
}
"""The report formats, by the name used on the command line."""
