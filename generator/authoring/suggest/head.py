"""Finds the publisher, the authors and the date in the first and last lines of a copy, each with its line as
evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.authoring.suggest.mentions import NameIndex
from generator.authoring.suggest.times import find_dates

FIRST, LAST, WIDTH = 12, 3, 300
"""How many lines are read at the beginning and the end of a copy, and how many characters of each."""


@dataclass(frozen=True, slots=True)
class FoundValue:
    """One value found in a line. It is an id (publisher), a name (author) or an EDTF date (published); `line` counts
    from 1."""

    key: Literal["publisher", "author", "published"]
    value: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """The values in the first and last lines of a copy; None or empty if not found."""

    publisher: FoundValue | None = None
    authors: tuple[FoundValue, ...] = ()
    published: FoundValue | None = None


def head_of(known: NameIndex, text: str) -> Head:
    """The values in a copy's first and last lines. The first of several counts, but an explicit date of publication
    precedes a dateline's."""
    found = [read for number, line in _lines(text) for read in _values_in(known, number, line)]
    days = [read for read in found if read.key == "published"]
    said = [read for read in days if _PUBLISHED.search(read.words)]
    return Head(
        next((read for read in found if read.key == "publisher"), None),
        tuple({read.value: read for read in found if read.key == "author"}.values()),
        next(iter(said or days), None),
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    lines = text.split("\n")
    numbers = [n for n, line in enumerate(lines) if line.strip()]
    for number in dict.fromkeys([*numbers[:FIRST], *numbers[-LAST:]]):
        line = lines[number].strip()
        yield number + 1, line[:WIDTH]
        behind = re.split(r"(?<=[.!?”\"])\s+", line[-WIDTH:])[-1]
        if number in numbers[-LAST:] and behind != line:  # the part after the last sentence
            yield number + 1, behind


_PUBLISHED = re.compile(r"\b(?:published|posted|updated|first published)\b|опубликовано|입력", re.IGNORECASE)
_BY = re.compile(r"^(?:By|Written by|Reported by|Author:)\s+(?P<names>[^\W\d_].{1,120})$")
_DATELINE = re.compile(
    r"^[^a-z\n()]{2,40}(?:,[^()\n]{0,40})?\((?P<outlet>[^()]{2,60})\)\s*(?:--|[-–—])|^\((?P<alone>[^()]{2,60})\)\s*(?:--|[-–—])"
)
_PERSON = re.compile(r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:[a-z]{1,3}\s+)?[^\W\d_a-z][\w.’'-]*){1,4}")


def _values_in(known: NameIndex, number: int, line: str) -> Iterator[FoundValue]:
    dateline = _DATELINE.match(line)
    lead = line[: dateline.end()] if dateline else line
    by = _BY.match(line)
    if by:
        names = re.split(r" ?[|·–—(]| for ", " ".join(by["names"].split()))[0]
        for name in map(str.strip, re.split(r",| and |&", names)):
            bearers = [b for found in known.index.find(name) for b in found.ids]
            if _PERSON.fullmatch(name) and not known.outlets.intersection(bearers):
                yield FoundValue("author", name, number, line)
    days = [day for day in find_dates(lead, None) if day.edtf and len(day.edtf.lstrip("-")) == 10 and not day.basis]
    outlets = [name for name in known.index.find(lead) if any(bearer in known.outlets for bearer in name.ids)]
    left = lead
    for start, end in (*((d.start, d.end) for d in days), *((o.start, o.end) for o in outlets)):
        left = left.replace(lead[start:end], " ", 1)
    bare = not re.search(r"[^\W\d_]{2,}", _OF_A_DATELINE.sub(" ", left))
    for outlet in outlets:
        inside = dateline and outlet.start >= dateline.start("outlet" if dateline["outlet"] else "alone")
        if inside or bare:
            yield FoundValue("publisher", next(b for b in outlet.ids if b in known.outlets), number, lead)
            break
    if days and (bare or dateline or _PUBLISHED.match(lead)):
        yield FoundValue("published", days[0].edtf or "", number, lead)


_OF_A_DATELINE = re.compile(
    r"\b(?:published|posted|updated|first|on|at|by|source|copyright|the|am|pm|gmt|utc|kst|mon|tue|wed|thu|fri|sat|sun|[A-Za-z]+day)\b|https?://\S+",
    re.IGNORECASE,
)
