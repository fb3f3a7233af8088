"""Finding a quotation in a text by its exact words: the text quote selector of the W3C Web Annotation Data Model (section 4.2.4).

Never a fuzzy match: a selector finds its words, or says why not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why a quotation has no place in a text; `part` counts its parts from 0."""

    why: Literal["missing", "ambiguous", "out of order"]
    part: int
    times: int = 0


def find(text: str, parts: tuple[str, ...], prefix: str = "", suffix: str = "") -> tuple[Span, ...] | NotFound:
    """Where the parts stand, each after the one before, as spans of characters (end exclusive).

    `prefix` stands directly before the first part and `suffix` directly after the last: they tell equal passages apart. White
    space beside them does not count.
    """
    starts = [at for at in _all(text, parts[0]) if text[:at].rstrip().endswith(prefix.rstrip())]
    if not starts:
        return NotFound("missing", 0)
    tried = [_follow(text, parts, at, suffix) for at in starts]
    ways = [way for way in tried if not isinstance(way, NotFound)]
    if not ways:
        return tried[0]
    return ways[0] if len(ways) == 1 else NotFound("ambiguous", 0, len(ways))


def _all(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _follow(text: str, parts: tuple[str, ...], at: int, suffix: str) -> tuple[Span, ...] | NotFound:
    """The spans that begin with the first part at `at`, or what keeps the rest from following."""
    spans = [(at, at + len(parts[0]))]
    for number, part in enumerate(parts[1:], start=1):
        following = text.find(part, spans[-1][1])
        if following < 0:
            return NotFound("out of order" if part in text else "missing", number)
        spans.append((following, following + len(part)))
    if not text[spans[-1][1] :].lstrip().startswith(suffix.lstrip()):
        return NotFound("missing", len(parts) - 1)
    return tuple(spans)
