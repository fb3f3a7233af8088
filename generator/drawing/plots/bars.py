"""Reduces the points of crowded plots."""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.drawing.plots.scales import digits, middle_day
from generator.drawing.plots.values import Point
from generator.text.messages import ngettext

MOST_POINTS = 30
"""The most points that a panel draws one by one. More would be indistinguishable, and become bars from the lowest to
the highest number."""


BARS = 30


MOST_MISREAD = 6


def thin_out(points: Sequence[Point]) -> Sequence[Point]:
    """An even selection of at most `MOST_POINTS` points."""
    step = max(1, math.ceil(len(points) / MOST_POINTS))
    return points[::step]


def as_bars(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points of a crowded panel as bars: one for each interval, from its lowest to its highest number. The two
    extremes keep their labels."""
    meant = [p for p in points if p.shape != "misread"] or list(points)
    dated = [p for p in meant if not p.is_banded] or meant
    start, end = min(p.first for p in dated), max(p.last for p in dated)
    long = max((end - start) / BARS, 1)
    binned: dict[int, list[Point]] = {}
    for point in dated:
        binned.setdefault(int((middle_day(point) - start) / long), []).append(point)
    bars = []
    for number, some in sorted(binned.items()):
        day = round(start + (number + 0.5) * long)
        low, high = min(p.low for p in some), max(p.high for p in some)
        known = [p.published for p in some]
        published = max(known) if all(known) else ""
        said = ngettext(
            "{n} number from {low} to {high}",
            "{n} numbers from {low} to {high}",
            len(some),
            low=digits(low),
            high=digits(high),
        )
        bars.append(Point(day, day, low, high, None, "", ("", ""), said, published=published))
    extremes = (min(dated, key=lambda p: p.low), max(dated, key=lambda p: p.high))
    return (*bars, *extremes, *[p for p in points if p.shape == "misread"][:MOST_MISREAD])
