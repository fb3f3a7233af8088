"""What a plot shows: numbers at dates, in panels, and curves between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["known", "unnamed", "misread"]


Open = Literal["", "up", "down"]


LOG_FROM = 100
"""Ratio of the highest to the lowest number from which the scale is logarithmic. On a linear scale, the lowest would
lie on the axis."""


LONGEST_DATE = 92
"""A number whose date spans more days than this is drawn as a band, and does not widen the axis."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number at a date. `first` and `last` are the days of the date as ordinals; `names` say who gave it, in a wide
    and a narrow form.

    `published` is the day by which it had certainly been published, empty if unknown. Points with the same `line` are
    joined.
    """

    first: int
    last: int
    low: float
    high: float
    best: float | None
    number: str
    names: tuple[str, str]
    description: str
    shape: Shape = "known"
    open: Open = ""
    line: str = ""
    published: str = ""
    qualified: str = ""  # the number with its qualifier, as in a sentence

    @property
    def value(self) -> float:
        """Where its mark is drawn: at the best number, or at the middle of the range."""
        return self.best if self.best is not None else (self.low + self.high) / 2

    @property
    def is_banded(self) -> bool:
        """Whether its date is too vague for a mark, so that a band is drawn."""
        return self.last - self.first > LONGEST_DATE


@dataclass(frozen=True, slots=True)
class Panel:
    """Points drawn together under a title."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A dotted line between two points, each given as (panel, point), with its label."""

    start: tuple[int, int]
    end: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Panels one below another, on the same scales. `name` is the prefix of its ids, unique within the page."""

    name: str
    title: str
    description: str
    panels: tuple[Panel, ...]
    curves: tuple[Curve, ...] = ()
    right_to_left: bool = False

    @property
    def is_logarithmic(self) -> bool:
        """Whether the scale is logarithmic: if the highest number is at least a hundred times the lowest."""
        known = [n for panel in self.panels for p in panel.points for n in (p.low, p.high)]
        return bool(known) and min(known) > 0 and max(known) / min(known) >= LOG_FROM
