"""Finding a quotation in a text by its exact words: the text quote selector of the W3C Web Annotation Data Model
(section 4.2.4).

Never a fuzzy match: a selector finds its words, or says why not.
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
    """Why a quotation has no place in a text; `part` is the number of the part that has none, from 0.

    `missing` is not in the text at all. `elsewhere` is not beside its prefix or suffix. `out of order` stands only
    before the part that precedes it. `ambiguous` may stand at several places: `times` is their number, and `places` has
    the spans of the first two.
    """

    why: Literal["missing", "elsewhere", "ambiguous", "out of order"]
    part: int
    times: int = 0
    places: tuple[Span, ...] = ()


def find(text: str, parts: tuple[str, ...], prefix: str = "", suffix: str = "") -> tuple[Span, ...] | NotFound:
    """Where the parts stand, each after the one before, as spans of characters (end exclusive).

    `prefix` stands directly before the first part and `suffix` directly after the last: they tell equal passages apart.
    White space beside them, and at the ends of a part, does not count. A later part that may stand at several places
    stands at the nearest if nothing but one reporting clause lies between; otherwise it is ambiguous, since the words
    between may be another speaker's.
    """
    parts = tuple(part.strip() for part in parts)
    everywhere: dict[str, list[int]] = {}  # each part is looked for once, however often it is named
    for number, part in enumerate(parts):
        if part and part not in everywhere:
            everywhere[part] = list(_all(text, part))
        if not everywhere.get(part):
            return NotFound("missing", number)
    last = len(parts) - 1
    prefix, suffix = prefix.strip(), suffix.strip()
    places = [everywhere[part] for part in parts]
    if prefix:
        ends = {at + len(prefix) for at in _all(text, prefix)}
        places[0] = [at for at in places[0] if _bare_end(text, at) in ends]
        if not places[0]:
            return NotFound("elsewhere", 0)
    if suffix:
        starts = set(_all(text, suffix))
        places[last] = [at for at in places[last] if _bare_start(text, at + len(parts[last])) in starts]
        if not places[last]:
            return NotFound("elsewhere", last)
    end = places[0][0]
    for number, part in enumerate(
        parts
    ):  # the first place of each behind the one before: whether there is any way at all
        first = bisect_left(places[number], end)
        if first == len(places[number]):
            beside = suffix and number == last and everywhere[part][-1] >= end
            return NotFound("elsewhere" if beside else "out of order", number)
        end = places[number][first] + len(part)
    usable = [0] * len(parts)  # so many places of each, from the first on, are such that the rest can follow
    bound = len(text)
    for number in range(last, -1, -1):
        usable[number] = bisect_right(places[number], bound - len(parts[number]))
        bound = places[number][usable[number] - 1]
    return _nearest(text, parts, places, usable)


def _nearest(
    text: str, parts: tuple[str, ...], places: list[list[int]], usable: list[int]
) -> tuple[Span, ...] | NotFound:
    """The spans, each at the nearest place behind the one before, if it is sure that this place is meant."""
    spans: list[Span] = []
    for number, part in enumerate(parts):
        before = spans[-1][1] if spans else 0
        first = bisect_left(places[number], before)
        at = places[number][first]
        times = usable[number] - first
        if times > 1 and not (spans and goes_on(text, before, at)):
            two = tuple((place, place + len(part)) for place in places[number][first : first + 2])
            return NotFound("ambiguous", number, times, two)
        spans.append((at, at + len(part)))
    return tuple(spans)


def within(parts: tuple[str, ...], words: str, prefix: str = "", suffix: str = "") -> tuple[int, Span] | NotFound:
    """In which part of a quotation the words stand, counted from 0, and where in that part, as a span of characters.

    They stand within one part: what lies between two parts is not quoted.
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
            nowhere = nowhere and found.why == "missing"
    if times == 1:
        return places[0]
    if times:
        return NotFound("ambiguous", 0, times)
    return NotFound("missing" if nowhere else "elsewhere", 0)


_BETWEEN = 300
"""The most letters of a reporting clause between two parts."""


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether a quotation that breaks off at offset `start` goes on at `end`.

    It does if no more than a reporting clause lies between: no other quotation, and no beginning of a sentence.
    """
    if end - start > _BETWEEN:
        return False
    between = text[start:end]
    clause = between.lstrip(_MARKS + _SPACE + ",!?…—–-").rstrip(_MARKS + _SPACE)
    return not any(mark in clause for mark in _MARKS) and not _SENTENCE.search(clause)


_MARKS = '"“”„‟«»＂「」『』'
_SPACE = " \t\n\r\u00a0\u202f"
_SENTENCE = re.compile(r"[.!?…。！？]\s+\S|[。！？]\S|\n[ \t]*\n")


def _all(text: str, words: str) -> Iterator[int]:
    """Every offset of the words, overlapping ones too. The work grows with the length of the text, however often they
    stand in it."""
    period = _period(words)
    turn = words[len(words) - period :]
    at = text.find(words)
    while at >= 0:
        yield at
        again = text.startswith(turn, at + len(words))
        at = at + period if again else text.find(words, at + period)


def _period(words: str) -> int:
    """The least shift at which the words agree with themselves, in letters (by the failure function of Knuth, Morris
    and Pratt)."""
    border = [0] * len(words)
    length = 0
    for at in range(1, len(words)):
        while length and words[at] != words[length]:
            length = border[length - 1]
        length += words[at] == words[length]
        border[at] = length
    return len(words) - border[-1]


def _bare_end(text: str, end: int) -> int:
    """Where what stands before `end` ends, white space apart."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _bare_start(text: str, start: int) -> int:
    """Where what stands behind `start` begins, white space apart."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start
