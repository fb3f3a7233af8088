"""What the picture of a claim shows: a row for each side in each of the fields, marks at days, and lines that cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from generator.records.model import Ground, Stance
from generator.text.messages import _

Field = Literal["true", "neither", "false"]
FIELDS: Final[tuple[Field, ...]] = ("true", "neither", "false")
"""The fields of the picture, from above to below: says it is true, says neither, says it is false."""

MOST_MARKS = 24
"""Marks in a row. More could not be told apart."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stance: the days that its date may mean, as ordinals, who took it in short, and the day in short.

    `published` is the day by which a report had certainly been published, empty where that is not known. `who` is empty where it
    is the side itself that spoke. `said` is the whole of it in words.
    """

    first: int
    last: int
    stance: Stance
    ground: Ground | None
    who: str
    day: str
    said: str
    published: str

    @property
    def label(self) -> str:
        """Who took it, where that is not the side itself, and the day."""
        return _("{who}, {day}", who=self.who, day=self.day) if self.who else self.day


@dataclass(frozen=True, slots=True)
class Row:
    """A side in one of the fields. `known` is the day from which its name was known there."""

    side: str
    field: Field
    marks: tuple[Mark, ...]
    known: str
    turned: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day of its marks."""
        return min(m.first for m in self.marks), max(m.last for m in self.marks)


@dataclass(frozen=True, slots=True)
class End:
    """A mark at which a side turned, given as its row and its number there, with its day in full and the words spoken."""

    row: int
    mark: int
    day: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The line of a side that turned: its ends in order, and what to write between each and the next."""

    ends: tuple[End, ...]
    between: tuple[str, ...]
    known: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything in the picture. `titles` are those of the fields, `more` what a field has no row for. `said` is all of it in words."""

    said: str
    titles: Mapping[Field, str]
    rows: tuple[Row, ...]
    crossings: tuple[Crossing, ...] = ()
    more: tuple[tuple[Field, str], ...] = ()
    right_to_left: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in which something stands."""
        used = {row.field for row in self.rows}
        return tuple(field for field in FIELDS if field in used)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day of the axis, with room at both ends."""
        first, last = min(r.span[0] for r in self.rows), max(r.span[1] for r in self.rows)
        margin = max((last - first) // 40, (30 - (last - first)) // 2, 1)
        return first - margin, last + margin

    def since(self, day: int) -> str:
        """The day from which it was known that something comes as late as this; empty where that is not known."""
        return min((m.published for r in self.rows for m in r.marks if m.last >= day and m.published), default="")

    def known_in(self, field: Field) -> str:
        """The day from which something was known to stand in a field; empty where that is not known."""
        return min((m.published for r in self.rows if r.field == field for m in r.marks if m.published), default="")

    def mark(self, end: End) -> Mark:
        """The mark at which a line begins, turns or ends."""
        return self.rows[end.row].marks[end.mark]
