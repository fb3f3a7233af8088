"""Problems of the content, as values: a place, a field, a fault and a remedy.

Every phase returns its problems along with its result, so that an author sees all of them in one run. `reports` formats
them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from generator.codes import CODES

Severity = Literal["error", "warning", "notice"]


class Place(NamedTuple):
    """A place in a file: the path relative to the archive's root, with forward slashes, and the line and column,
    counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of the content. `code` is one of `generator.codes`. `str()` is the line that an author reads, without
    the code."""

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
        """The line that an author reads, with the code in brackets at the end."""
        return f"{self} [{self.code}]"


class RefusedError(Exception):
    """A request cannot be carried out, and nothing was written. The message says why, for an author. `problems` are the
    problems of the content that prevent it, if any."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, sorted by place, without duplicates."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.field, p.fault)))


def prevents_publishing(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether these problems prevent publishing: errors do, in strict mode warnings too, and notices never."""
    fatal = {"error", "warning"} if strict else {"error"}
    return any(problem.severity in fatal for problem in problems)


def closest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word most similar to this one; None if none is similar enough."""
    best = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=72)
    return best[0] if best else None


def quote_briefly(text: str) -> str:
    """What an author wrote, as messages quote it: on one line, cut to 80 characters."""
    folded = " ".join(text.split())
    return folded if len(folded) <= 80 else folded[:79] + "…"


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The remedy that proposes the most similar known word, or `otherwise` if none is similar enough."""
    match = closest_word(word, known)
    return f"did you mean '{match}'?" if match else otherwise


def filter_problems(
    problems: Iterable[Problem], only: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Problem, ...]:
    """The problems with a code in `only` (with any, if it is empty) and not in `ignore`."""
    return tuple(p for p in problems if (not only or p.code in only) and p.code not in ignore)
