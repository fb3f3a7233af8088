"""Finds a quotation in a text by its exact words: the text quote selector of the W3C Web Annotation Data Model (section
4.2.4).

Matching is never fuzzy: either the words are found, or the result says why not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why a quotation was not found; `part` is the index of the part that failed.

    `missing`: it is nowhere in the text. `elsewhere`: it is not next to its prefix or suffix. `out of order`: it occurs
    only before the preceding part. `ambiguous`: it occurs more than once; `times` is how often, and `places` has the
    spans of the first two.
    """

    reason: Literal["missing", "elsewhere", "ambiguous", "out of order"]
    part: int
    times: int = 0
    places: tuple[Span, ...] = ()


def find(text: str, parts: tuple[str, ...], prefix: str = "", suffix: str = "") -> tuple[Span, ...] | NotFound:
    """The spans of the parts, each after the one before, in characters (end exclusive).

    `prefix` comes directly before the first part and `suffix` directly after the last: they distinguish equal passages.
    White space next to them, and at the ends of a part, is ignored. If a later part occurs more than once, the nearest
    place is taken if only a reporting clause lies between; otherwise it is ambiguous, since the words between may be
    another speaker's.
    """
    parts = tuple(part.strip() for part in parts)
    everywhere: dict[str, list[int]] = {}  # each distinct part is searched for only once
    for number, part in enumerate(parts):
        if part and part not in everywhere:
            everywhere[part] = list(_all_offsets(text, part))
        if not everywhere.get(part):
            return NotFound("missing", number)
    last = len(parts) - 1
    prefix, suffix = prefix.strip(), suffix.strip()
    places = [everywhere[part] for part in parts]
    if prefix:
        ends = {at + len(prefix) for at in _all_offsets(text, prefix)}
        places[0] = [at for at in places[0] if _trim_end(text, at) in ends]
        if not places[0]:
            return NotFound("elsewhere", 0)
    if suffix:
        starts = set(_all_offsets(text, suffix))
        places[last] = [at for at in places[last] if _trim_start(text, at + len(parts[last])) in starts]
        if not places[last]:
            return NotFound("elsewhere", last)
    end = places[0][0]
    for number, part in enumerate(parts):  # check with the first possible places whether there is any solution
        first = bisect_left(places[number], end)
        if first == len(places[number]):
            beside = suffix and number == last and everywhere[part][-1] >= end
            return NotFound("elsewhere" if beside else "out of order", number)
        end = places[number][first] + len(part)
    usable = [0] * len(parts)  # how many places of each part, counted from the first, leave room for the rest
    bound = len(text)
    for number in range(last, -1, -1):
        usable[number] = bisect_right(places[number], bound - len(parts[number]))
        bound = places[number][usable[number] - 1]
    return _nearest(text, parts, places, usable)


def _nearest(
    text: str, parts: tuple[str, ...], places: list[list[int]], usable: list[int]
) -> tuple[Span, ...] | NotFound:
    """The spans, each at the nearest place after the one before, unless that place is ambiguous."""
    spans: list[Span] = []
    for number, part in enumerate(parts):
        before = spans[-1][1] if spans else 0
        first = bisect_left(places[number], before)
        at = places[number][first]
        times = usable[number] - first
        if times > 1 and not (spans and is_continued(text, before, at)):
            two = tuple((place, place + len(part)) for place in places[number][first : first + 2])
            return NotFound("ambiguous", number, times, two)
        spans.append((at, at + len(part)))
    return tuple(spans)


def find_within(parts: tuple[str, ...], words: str, prefix: str = "", suffix: str = "") -> tuple[int, Span] | NotFound:
    """The index of the part of a quotation that contains the words, and their span in that part, in characters.

    The words must be within one part, since the text between parts is not quoted.
    """
    places: list[tuple[int, Span]] = []
    times, nowhere = 0, True
    for number, part in enumerate(parts):
        found = find(part, (words,), prefix, suffix)
        if not isinstance(found, NotFound):
            places.append((number, found[0]))
            times += 1
        else:
            times += found.times
            nowhere = nowhere and found.reason == "missing"
    if times == 1:
        return places[0]
    if times:
        return NotFound("ambiguous", 0, times)
    return NotFound("missing" if nowhere else "elsewhere", 0)


_BETWEEN = 300
"""The longest reporting clause between two parts, in characters."""


def is_continued(text: str, start: int, end: int) -> bool:
    """Whether a quotation that breaks off at offset `start` continues at `end`.

    It does if there is at most a reporting clause between: no other quotation, and no new sentence; and if marks that
    close before the clause open again after it.
    """
    if end - start > _BETWEEN:
        return False
    between = text[start:end]
    behind = between.lstrip(_MARKS + _SPACE + ",!?…—–-")
    clause = behind.rstrip(_MARKS + _SPACE)
    closed = any(mark in between[: len(between) - len(behind)] for mark in _MARKS)
    opened = any(mark in behind[len(clause) :] for mark in _MARKS)
    if closed and clause and not opened:
        return False  # the words are not in quotation marks here
    return not any(mark in clause for mark in _MARKS) and not _SENTENCE.search(clause)


_MARKS = '"“”„‟«»＂「」『』'
_SPACE = " \t\n\r\u00a0\u202f"
_SENTENCE = re.compile(r"[.!?…。！？]\s+\S|[。！？]\S|\n[ \t]*\n")


def _all_offsets(text: str, words: str) -> Iterator[int]:
    """Every offset of the words, including overlapping ones. Linear in the length of the text, however often they
    occur."""
    period = _period(words)
    turn = words[len(words) - period :]
    at = text.find(words)
    while at >= 0:
        yield at
        again = text.startswith(turn, at + len(words))
        at = at + period if again else text.find(words, at + period)


def _period(words: str) -> int:
    """The smallest shift at which the words overlap with themselves, in characters (from the failure function of Knuth,
    Morris and Pratt)."""
    border = [0] * len(words)
    length = 0
    for at in range(1, len(words)):
        while length and words[at] != words[length]:
            length = border[length - 1]
        length += words[at] == words[length]
        border[at] = length
    return len(words) - border[-1]


def _trim_end(text: str, end: int) -> int:
    """The end of the text before `end`, without trailing white space."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _trim_start(text: str, start: int) -> int:
    """The beginning of the text after `start`, without leading white space."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start
