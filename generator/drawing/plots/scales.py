"""Maps days and numbers to positions in a drawing, and chooses ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.drawing.plots.values import Plot, Point
from generator.drawing.svg import text_width
from generator.text import messages
from generator.text.messages import number as written


@dataclass(frozen=True, slots=True)
class Size:
    """One of the two sizes of a plot, in units of the drawing."""

    name: str
    width: float
    height: float  # of a panel's plotting area
    head: float  # above that area, for the title and the highest labels
    most_ticks: int

    @property
    def names(self) -> int:
        return 0 if self.name == "wide" else 1


FOOT = 44
"""The height below a panel's plotting area, for the ticks of the time axis."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps days to x and numbers to y, in units of the drawing."""

    left: float
    right: float
    first: int
    last: int
    low: float
    high: float
    height: float
    is_logarithmic: bool

    def x(self, day: float) -> float:
        """The position of a day. Days outside the axis, which vague dates may have, are moved to its nearer end."""
        inside = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first) / (self.last - self.first)

    def middle(self, point: Point) -> float:
        """The middle of the visible part of a point's date."""
        return (self.x(point.first) + self.x(point.last)) / 2

    def y(self, number: float) -> float:
        """The position of a number, measured down from the top of the scale."""
        if self.is_logarithmic:
            return self.height * (1 - math.log(number / self.low) / math.log(self.high / self.low))
        return self.height * (1 - (number - self.low) / (self.high - self.low))


def scale_of(plot: Plot, size: Size) -> tuple[Scale, list[float]]:
    """The scale shared by all panels of a plot, and the numbers at its ticks."""
    points = [p for panel in plot.panels for p in panel.points]
    dated = [p for p in points if not p.is_banded] or points
    start, end = min(p.first for p in dated), max(p.last for p in dated)
    margin = max(round((end - start) * 0.03), 10, (70 - (end - start)) // 2)
    ticks = log_ticks(points) if plot.is_logarithmic else number_ticks(points)
    left = max(text_width(digits(n), 12.5) for n in ticks) + 12
    scale = Scale(
        left, size.width - 10, start - margin, end + margin, ticks[0], ticks[-1], size.height, plot.is_logarithmic
    )
    return scale, ticks


def number_ticks(points: Sequence[Point]) -> list[float]:
    """Round numbers from zero (or below the lowest number, if negative) up to at least the highest: about three to
    six."""
    high, low = max(0, *(p.high for p in points)), min(0, *(p.low for p in points))
    reach = (high - low) or 1
    step = 10.0 ** math.floor(math.log10(reach / 2))
    step = next(step * m for m in (1, 2, 5, 10) if reach / (step * m) <= 5)
    start, end = math.floor(low / step), math.ceil(high / step)
    end = max(end, start + 1)
    return [n * step for n in range(start, end + 1)]


def log_ticks(points: Sequence[Point]) -> list[float]:
    """Powers of ten that enclose the numbers."""
    low, high = min(p.low for p in points), max(p.high for p in points)
    return [10.0**n for n in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def digits(number: float) -> str:
    """A number as the site's language writes it, with thousands separators and at most six significant digits if it has
    a fraction."""
    if number == int(number):
        return written(int(number))
    return f"{number:,.6g}" if messages.in_english() else written(float(f"{number:.6g}"))


def middle_day(point: Point) -> float:
    """The middle of a point's date, as an ordinal."""
    return (point.first + point.last) / 2
