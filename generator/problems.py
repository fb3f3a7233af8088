"""What is wrong with the content, as values.

A problem is a value: a place, a field, a fault and a remedy. Every phase returns its problems beside its result, so that an
author sees all faults of all files in one run. `reports` shows them.
"""

from __future__ import annotations

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


class RefusedError(Exception):
    """What was asked for cannot be done, and nothing was written. The message tells an author why; `problems` are in its way."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.field, p.fault)))


def stops(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether nothing may be published: an error stands, or in strict mode a warning. A notice never stops anything."""
    fatal = {"error", "warning"} if strict else {"error"}
    return any(problem.severity in fatal for problem in problems)


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


def filtered(
    problems: Iterable[Problem], only: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Problem, ...]:
    """The problems of the codes in `only`, all of them where it is empty, but for those of the codes in `ignore`."""
    return tuple(p for p in problems if (not only or p.code in only) and p.code not in ignore)
