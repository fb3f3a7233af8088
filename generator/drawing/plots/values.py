"""What a plot shows: points of numbers at dates, in panels, and curves between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["known", "unnamed", "misread"]


Open = Literal["", "up", "down"]


LOG_FROM = 100
"""Ratio of the highest to the lowest number from which the scale is logarithmic. From zero, the low ones would lie on the axis."""


LONGEST_DATE = 92
"""A number whose date spans more days than this is drawn as a band, and does not widen the axis."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number at a date. `first` and `last` are its days, as numbers; `names` who gave it, wide and narrow.

    `published` is the day by which it had certainly been published, empty where that is not known; `line` joins the points that
    share it.
    """

    first: int
    last: int
    low: float
    high: float
    best: float | None
    number: str
    names: tuple[str, str]
    said: str
    shape: Shape = "known"
    open: Open = ""
    line: str = ""
    published: str = ""
    told: str = ""  # the number with its qualifier, as a sentence has it

    @property
    def value(self) -> float:
        """Where its mark stands: at the best number, else in the middle."""
        return self.best if self.best is not None else (self.low + self.high) / 2

    @property
    def banded(self) -> bool:
        """Whether its date is too vague for a mark."""
        return self.last - self.first > LONGEST_DATE


@dataclass(frozen=True, slots=True)
class Panel:
    """Points that are drawn together, under a title."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A dotted line between two points, given as (panel, point), with its words."""

    start: tuple[int, int]
    end: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Panels below one another, on the same scales. `name` makes ids that no other plot of the page has."""

    name: str
    title: str
    description: str
    panels: tuple[Panel, ...]
    curves: tuple[Curve, ...] = ()
    right_to_left: bool = False

    @property
    def logarithmic(self) -> bool:
        """Whether the scale is logarithmic: where the highest number is a hundred times the lowest."""
        known = [n for panel in self.panels for p in panel.points for n in (p.low, p.high)]
        return bool(known) and min(known) > 0 and max(known) / min(known) >= LOG_FROM
