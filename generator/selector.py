"""Finding a quotation in a text by its exact words: the text quote selector of the W3C Web Annotation Data Model (section 4.2.4).

Never a fuzzy match: a selector finds its words, or says why not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why a quotation has no place in a text; `part` counts its parts from 0. `elsewhere`: not beside its prefix or suffix."""

    why: Literal["missing", "elsewhere", "ambiguous", "out of order"]
    part: int
    times: int = 0


def find(text: str, parts: tuple[str, ...], prefix: str = "", suffix: str = "") -> tuple[Span, ...] | NotFound:
    """Where the parts stand, each after the one before, as spans of characters (end exclusive).

    `prefix` stands directly before the first part and `suffix` directly after the last: they tell equal passages apart. White
    space beside them does not count.
    """
    missing = next((number for number, part in enumerate(parts) if part not in text), None)
    if missing is not None:
        return NotFound("missing", missing)
    failure = NotFound("elsewhere", 0)
    ways = []
    for at in _all(text, parts[0]):
        if prefix and not _ends(text, at, prefix.rstrip()):
            continue
        way = _follow(text, parts, at, suffix.lstrip())
        if not isinstance(way, NotFound):
            ways.append(way)
            continue
        failure = way
        if way.why == "out of order":
            break  # what does not follow here does not follow further on
    if not ways:
        return failure
    return ways[0] if len(ways) == 1 else NotFound("ambiguous", 0, len(ways))


def _all(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _follow(text: str, parts: tuple[str, ...], at: int, suffix: str) -> tuple[Span, ...] | NotFound:
    """The spans that begin with the first part at `at`, or what keeps the rest from following."""
    spans = [(at, at + len(parts[0]))]
    for number, part in enumerate(parts[1:], start=1):
        following = text.find(part, spans[-1][1])
        while (
            suffix and number == len(parts) - 1 and following >= 0 and not _begins(text, following + len(part), suffix)
        ):
            further = text.find(part, following + 1)
            if further < 0:
                return NotFound("elsewhere", number)
            following = further
        if following < 0:
            return NotFound("out of order", number)
        spans.append((following, following + len(part)))
    if suffix and not _begins(text, spans[-1][1], suffix):
        return NotFound("elsewhere", len(parts) - 1)
    return tuple(spans)


def _ends(text: str, end: int, words: str) -> bool:
    """Whether these words stand directly before `end`, white space apart."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return text.endswith(words, 0, end)


def _begins(text: str, start: int, words: str) -> bool:
    """Whether these words stand directly at `start`, white space apart."""
    while start < len(text) and text[start].isspace():
        start += 1
    return text.startswith(words, start)
