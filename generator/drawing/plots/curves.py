"""Dotted curves from a number to where it is misread as something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from generator.drawing.label_placement import DEPTH, HEIGHT, Box, Room
from generator.drawing.label_placement import RADIUS as R
from generator.drawing.plots.scales import Scale, Size
from generator.drawing.plots.values import Plot
from generator.drawing.svg import published_attribute, tag, text_width


@dataclass(frozen=True, slots=True)
class CurveShape:
    """A curve in the drawing, from top to bottom."""

    words: str
    published: str
    ends: Box
    bend: float

    def at(self, share: float) -> tuple[float, float]:
        """The point at a share of a cubic Bézier curve, with control points moved sideways at 30 and 70 % of its
        height."""
        x1, y1, x2, y2 = self.ends
        a, b, c, d = (1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3
        x = a * x1 + b * (x1 + self.bend) + c * (x2 + self.bend) + d * x2
        return x, a * y1 + b * (y1 + (y2 - y1) * 0.3) + c * (y1 + (y2 - y1) * 0.7) + d * y2

    @property
    def stretches(self) -> list[Box]:
        """The curve as line segments."""
        points = [self.at(n / 16) for n in range(17)]
        return [(*a, *b) for a, b in pairwise(points)]

    @property
    def svg(self) -> Markup:
        x1, y1, x2, y2 = self.ends
        path = (x1, y1, x1 + self.bend, y1 + (y2 - y1) * 0.3, x2 + self.bend, y1 + (y2 - y1) * 0.7, x2, y2)
        return tag('<path class="x dash"{} d="M{} {}C{} {} {} {} {} {}"/>', published_attribute(self.published), *path)


def curves_of(plot: Plot, scale: Scale, size: Size, each: float) -> Iterator[CurveShape]:
    """The curves of a plot, each from a misread point to what it was misread as."""
    for curve in plot.curves:
        (above, one), (below, other) = sorted((curve.start, curve.end))
        a, b = plot.panels[above].points[one], plot.panels[below].points[other]
        x1, y1 = scale.middle(a), above * each + size.head + scale.y(a.value) + R + 2
        x2, y2 = scale.middle(b), below * each + size.head + scale.y(b.value) - R - 2
        bow = 26 if max(x1, x2) + 40 < size.width else -26
        known = max(a.published, b.published) if a.published and b.published else ""
        yield CurveShape(curve.words, known, (x1, y1, x2, y2), bow)


def label_of(bow: CurveShape, rooms: Sequence[Room]) -> Markup:
    """The label of a curve, next to it; empty if there is no room."""
    long = text_width(bow.words, 12.5) * 1.06
    for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        x, y = bow.at(share)
        for left in (x + 8, x - 8 - long):
            box = (left, y - HEIGHT, left + long, y + DEPTH)
            room = next((room for room in rooms if room.is_free(box)), None)
            if room:
                room.occupy(box)
                return tag(
                    '<text class="mis halo"{} x="{}" y="{}">{}</text>',
                    published_attribute(bow.published),
                    left,
                    y,
                    bow.words,
                )
    return Markup("")
