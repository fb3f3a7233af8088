"""Problems as they are shown: as text, as JSON, as annotations of a workflow on GitHub, as Markdown for a summary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from generator.problems import Problem
from generator.text.markup import escaped_markdown


def count(problems: Sequence[Problem]) -> str:
    """The closing line, such as "2 errors, 1 warning"."""
    parts = []
    for severity in ("error", "warning", "notice"):
        number = sum(problem.severity == severity for problem in problems)
        if number:
            parts.append(f"{number} {severity}" + ("s" if number > 1 else ""))
    return ", ".join(parts) or "no problems"


def as_text(problems: Sequence[Problem]) -> str:
    """A line a problem, then the count; where there are many, how many there are of each code as well."""
    lines = [problem.line for problem in problems]
    by_code = counted_by_code(problems) if len(problems) >= MANY else []
    return "\n".join([*lines, *by_code, count(problems)])


MANY = 20
"""From so many problems on, the text counts them by code as well."""


def counted_by_code(problems: Iterable[Problem]) -> list[str]:
    """How many problems there are of each code, most first, such as "  12 unknown-id"."""
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


ANNOTATIONS = 10
"""Of one severity, how many a step of a workflow shows on the lines; of more, GitHub drops the rest without a word."""


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands that GitHub shows as annotations on the very lines, then the count as plain text.

    Of each severity the first ten are commands, the others plain lines of the log; `as_markdown` has all for the job's summary.
    """
    lines = []
    seen = dict.fromkeys(("error", "warning", "notice"), 0)
    for problem in problems:
        seen[problem.severity] += 1
        lines.append(_workflow_command(problem) if seen[problem.severity] <= ANNOTATIONS else _logged(problem))
    return "\n".join([*lines, count(problems)])


SUMMARISED = 500
"""Problems in a job's summary, which holds at most a megabyte; the log has all of them."""


def as_markdown(problems: Sequence[Problem]) -> str:
    """The count and a list item a problem, errors first, as a job's summary shows them; nothing in it but words."""
    order = {"error": 0, "warning": 1, "notice": 2}
    ranked = sorted(problems, key=lambda p: order[p.severity])  # a stable sort: by place within a severity
    items = [f"- {_markdown(p)}" for p in ranked[:SUMMARISED]]
    more = [f"- and {len(ranked) - SUMMARISED:,} more, in the log"] if len(ranked) > SUMMARISED else []
    return "\n".join([f"**Content: {count(problems)}**", *([""] if items else []), *items, *more])


def _markdown(problem: Problem) -> str:
    place = escaped_markdown(f"{problem.place.path}:{problem.place.line}")
    field = f" {escaped_markdown(problem.field)}:" if problem.field else ""
    remedy = f"; {escaped_markdown(problem.remedy)}" if problem.remedy else ""
    return f"{problem.severity}: <code>{place}</code>{field} {escaped_markdown(problem.fault)}{remedy} [{problem.code}]"


def _logged(problem: Problem) -> str:
    """The line of the log, in which an older form of workflow command, read anywhere in a line, is broken up."""
    return " ".join(problem.line.split()).replace("##[", "# #[")


def _workflow_command(problem: Problem) -> str:
    message = problem.fault + (f"; {problem.remedy}" if problem.remedy else "") + f" [{problem.code}]"
    place = problem.place
    return (
        f"::{problem.severity} file={_property(place.path)},line={place.line},col={place.column},"
        f"title={_property(problem.field or 'content')}::{_escape(message)}"
    )


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
