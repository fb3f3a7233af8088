"""Axes, the marks of points, and the lines that join them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from generator.drawing.days import Days
from generator.drawing.label_placement import RADIUS as R
from generator.drawing.label_placement import Room
from generator.drawing.plots.scales import Scale, Size, digits
from generator.drawing.plots.values import Panel, Plot, Point, Shape
from generator.drawing.svg import published_attribute, shorten, tag, text_width


def axes(panel: Panel, scale: Scale, size: Size, top: float, ticks: list[float]) -> Iterator[Markup]:
    """The title of a panel, its scale, and the ticks of the time axis."""
    yield tag('<text class="t" x="0" y="{}">{}</text>', top - size.head + 17, shorten(panel.title, size.width, 17))
    for n, number in enumerate(ticks):
        y = top + scale.y(number)
        yield tag(
            '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>', "g" if n else "a", scale.left, size.width - 6, y, y
        )
        yield tag('<text class="s" text-anchor="end" x="{}" y="{}">{}</text>', scale.left - 7, y + 4, digits(number))
    base = top + size.height
    free = -math.inf
    for tick in Days(scale.first, scale.last, scale.left, scale.right).ticks(size.most_ticks):
        x, half = scale.x(tick.day), text_width(tick.label, 12.5) / 2
        yield tag('<line class="a" x1="{}" x2="{}" y1="{}" y2="{}"/>', x, x, base, base + 5)
        centre = min(max(x, half), size.width - half)
        if centre - half > free:
            yield tag('<text class="s" text-anchor="middle" x="{}" y="{}">{}</text>', centre, base + 19, tick.label)
            free = centre + half + 6


def joining_lines(points: Sequence[Point], scale: Scale, top: float, room: Room) -> Iterator[Markup]:
    """Lines that join the numbers of one holder in chronological order."""
    joined: dict[str, list[Point]] = {}
    for point in points:
        if point.line and not point.is_banded and point.shape != "misread":
            joined.setdefault(point.line, []).append(point)
    for held in joined.values():
        for a, b in pairwise(sorted(held, key=lambda p: p.first + p.last)):
            x1, y1, x2, y2 = (scale.middle(a), top + scale.y(a.value), scale.middle(b), top + scale.y(b.value))
            known = max(a.published, b.published) if a.published and b.published else ""
            room.crossed.append((x1, y1, x2, y2))
            yield tag('<line class="l"{} x1="{}" y1="{}" x2="{}" y2="{}"/>', published_attribute(known), x1, y1, x2, y2)


def mark_of(point: Point, scale: Scale, top: float, plot: Plot, size: Size, room: Room) -> Markup:
    """The mark of a point, with its range, its span of days and its arrow. The space that it covers is taken from
    `room`."""
    x, y = scale.middle(point), top + scale.y(point.value)
    left, right = scale.x(point.first), scale.x(point.last)
    high, low = top + scale.y(point.high), top + scale.y(point.low)
    parts: list[Markup] = []
    fill = f"url(#{plot.name}-{size.name}-f)"
    if point.is_banded:
        height = max(low - high, 6)
        top_edge = (low + high - height) / 2
        parts.append(
            tag(
                '<rect x="{}" y="{}" width="{}" height="{}" fill="var(--ar-line)" fill-opacity=".2"/>',
                left,
                top_edge,
                max(right - left, 8),
                height,
            )
        )
    elif point.last > point.first:
        half = max((right - left) / 2, 9)
        parts.append(
            tag(
                '<rect x="{}" y="{}" width="{}" height="8" fill="{}" color="var(--ar-ink)"/>',
                x - half,
                y - 4,
                2 * half,
                fill,
            )
        )
        room.occupy((x - half * 0.6, y - 4, x + half * 0.6, y + 4))
    if not point.is_banded:
        if point.high > point.low:
            parts.append(tag('<path class="l" d="M{} {}h8m-4 0V{}m-4 0h8"/>', x - 4, high, low))
            room.occupy((x - 5, high, x + 5, low))
        if point.open:
            direction = -1 if point.open == "up" else 1
            tip = y + direction * 16
            parts.append(
                tag(
                    '<path class="l" d="M{} {}V{}M{} {}L{} {}L{} {}"/>',
                    x,
                    y + direction * R,
                    tip + direction,
                    x - 3,
                    tip - direction * 3,
                    x,
                    tip + direction,
                    x + 3,
                    tip - direction * 3,
                )
            )
            room.occupy((x - 4, min(y, tip), x + 4, max(y, tip)))
        parts.append(cross(x, y, 5) if point.shape == "misread" else dot(point.shape, x, y, R))
        room.occupy_mark(x, y)
    said = tag("<title>{}</title>", point.description)
    return tag("<g{}>", published_attribute(point.published)) + said + Markup("").join(parts) + Markup("</g>")


def dot(shape: Shape, x: float, y: float, radius: float) -> Markup:
    """A round mark; hollow for an unnamed source."""
    return tag('<circle class="{}" cx="{}" cy="{}" r="{}"/>', "o" if shape == "unnamed" else "k", x, y, radius)


def cross(x: float, y: float, arm: float) -> Markup:
    """The mark of a misread number."""
    return tag(
        '<path class="x" d="M{} {}l{} {}m0-{}l-{} {}"/>', x - arm, y - arm, 2 * arm, 2 * arm, 2 * arm, 2 * arm, 2 * arm
    )
