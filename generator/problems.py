"""What an author is told, and how it is worded.

A problem is a value: a place, a field, a fault and a remedy. Every phase returns its problems beside its result, so that an
author sees all faults of all files in one run.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from generator.codes import CODES

Severity = Literal["error", "warning", "notice"]


class Place(NamedTuple):
    """Where something stands: a path with forward slashes, relative to the archive's root, and a line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the content, of a kind that `generator.codes` knows. `str()` gives the line that an author reads."""

    code: str
    place: Place
    field: str
    fault: str
    remedy: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no problem has the code '{self.code}'")

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        mark = "" if self.severity == "error" else f" ({self.severity})"
        return f"{self.place.path}:{self.place.line}:{self.place.column}: {field}{self.fault}{remedy}{mark}"

    @property
    def line(self) -> str:
        """The line that an author reads, with the code in brackets, to look it up or to filter by it."""
        return f"{self} [{self.code}]"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.field, p.fault)))


def stops(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether nothing may be published: an error stands, or in strict mode a warning. A notice never stops anything."""
    fatal = {"error", "warning"} if strict else {"error"}
    return any(problem.severity in fatal for problem in problems)


def count(problems: Sequence[Problem]) -> str:
    """The closing line, such as "2 errors, 1 warning"."""
    parts = []
    for severity in ("error", "warning", "notice"):
        number = sum(problem.severity == severity for problem in problems)
        if number:
            parts.append(f"{number} {severity}" + ("s" if number > 1 else ""))
    return ", ".join(parts) or "no problems"


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that the author most likely meant, or None where nothing is close."""
    best = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=72)
    return best[0] if best else None


def shown(text: str) -> str:
    """What an author wrote, as a message repeats it: on one line, and no longer than that."""
    folded = " ".join(text.split())
    return folded if len(folded) <= 80 else folded[:79] + "…"


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A remedy that names the near match, or `otherwise` where there is none."""
    match = near(word, known)
    return f"did you mean '{match}'?" if match else otherwise


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


def filtered(
    problems: Iterable[Problem], only: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Problem, ...]:
    """The problems of the codes in `only`, all of them where it is empty, but for those of the codes in `ignore`."""
    return tuple(p for p in problems if (not only or p.code in only) and p.code not in ignore)


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


def escaped_markdown(text: str) -> str:
    """A text on one line that means nothing but itself in Markdown: no link, no image, no tag, and nobody is notified by it."""
    return re.sub(
        r"[\\`*_{}\[\]#|~^<>&$@]|:(?=//)|(?i:(?<=\bwww)\.)", lambda m: f"&#{ord(m[0])};", " ".join(text.split())
    )


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
