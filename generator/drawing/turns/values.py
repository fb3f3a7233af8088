"""What the picture of a claim shows: a row for each side in each field, marks at days, and lines of sides that
turned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from generator.records.model import Ground, Stance
from generator.text.messages import _

Field = Literal["true", "neither", "false"]
FIELDS: Final[tuple[Field, ...]] = ("true", "neither", "false")
"""The fields of the picture, from top to bottom: says it is true, says neither, says it is false."""

MOST_MARKS = 24
"""The most marks in a row; more could not be distinguished."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stance: the days that its date may mean, as ordinals, and short forms of who took it and of the day.

    `published` is the day by which a report had certainly been published, empty if unknown. `who` is empty if the side
    itself spoke. `description` is the mark in words, in full.
    """

    first: int
    last: int
    stance: Stance
    ground: Ground | None
    who: str
    day: str
    description: str
    published: str

    @property
    def label(self) -> str:
        """Who took the stance, unless it was the side itself, and the day."""
        return _("{who}, {day}", who=self.who, day=self.day) if self.who else self.day


@dataclass(frozen=True, slots=True)
class Row:
    """A side in one of the fields. `known` is the day from which its name was known there."""

    side: str
    field: Field
    marks: tuple[Mark, ...]
    known: str
    has_turned: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day of its marks."""
        return min(m.first for m in self.marks), max(m.last for m in self.marks)


@dataclass(frozen=True, slots=True)
class End:
    """A mark at which a side turned, by its row and its index in that row, with its full date and the words spoken."""

    row: int
    mark: int
    day: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The line of a side that turned: its ends in order, and the labels between consecutive ends."""

    ends: tuple[End, ...]
    between: tuple[str, ...]
    known: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything in the picture. `titles` are those of the fields, `omitted` says how many sides of a field have no
    row, and `description` is the text alternative."""

    description: str
    titles: Mapping[Field, str]
    rows: tuple[Row, ...]
    crossings: tuple[Crossing, ...] = ()
    omitted: tuple[tuple[Field, str], ...] = ()
    right_to_left: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that have a row."""
        used = {row.field for row in self.rows}
        return tuple(field for field in FIELDS if field in used)

    @property
    def span(self) -> tuple[int, int]:
        """The first and last day of the axis, with a margin at both ends."""
        first, last = min(r.span[0] for r in self.rows), max(r.span[1] for r in self.rows)
        margin = max((last - first) // 40, (30 - (last - first)) // 2, 1)
        return first - margin, last + margin

    def since(self, day: int) -> str:
        """The day from which a mark this late was known; empty if unknown."""
        return min((m.published for r in self.rows for m in r.marks if m.last >= day and m.published), default="")

    def known_in(self, field: Field) -> str:
        """The day from which the field was known to have a mark; empty if unknown."""
        return min((m.published for r in self.rows if r.field == field for m in r.marks if m.published), default="")

    def mark(self, end: End) -> Mark:
        """The mark at which a line begins, turns or ends."""
        return self.rows[end.row].marks[end.mark]
