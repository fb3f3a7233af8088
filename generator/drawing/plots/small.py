"""A word-sized plot (sparkline)."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.drawing.plots.bars import thin_out
from generator.drawing.plots.marks import cross, dot
from generator.drawing.plots.values import Point
from generator.drawing.svg import published_attribute, tag


def draw_sparkline(points: Sequence[Point]) -> Markup:
    """The points without axes, as small as a word, for a table whose cells give the same numbers in text."""
    size = (132.0, 26.0)
    known = [p for p in points if not p.is_banded] or list(points)
    start, end = min(p.first for p in known), max(p.last for p in known)
    low, high = min(p.low for p in points), max(p.high for p in points)
    days, span = max(end - start, 1), max(high - low, high * 0.05, 1)
    parts = []
    for p in thin_out(known):
        x = 5 + (size[0] - 10) * ((p.first + p.last) / 2 - start) / days
        ys = [size[1] - 5 - (size[1] - 10) * (n - low) / span for n in (p.low, p.high)]
        published = published_attribute(p.published)
        if p.low != p.high:
            parts.append(tag('<path class="l"{} d="M{} {}V{}"/>', published, x, *ys))
        mark = cross(x, ys[0], 3) if p.shape == "misread" else dot(p.shape, x, sum(ys) / 2, 2.6)
        parts.append(tag("<g{}>{}</g>", published, mark))
    body = Markup("").join(parts)
    return (
        tag('<svg class="ar-plot ar-range" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">', *size)
        + body
        + Markup("</svg>")
    )
