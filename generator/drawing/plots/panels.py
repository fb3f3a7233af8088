"""A plot drawn for wide pages and for phones."""

from __future__ import annotations

from markupsafe import Markup

from generator.drawing.label_placement import Room
from generator.drawing.plots.bars import MOST_POINTS, as_bars
from generator.drawing.plots.curves import curves_of, label_of
from generator.drawing.plots.labels import labels_of
from generator.drawing.plots.marks import axes, joining_lines, mark_of
from generator.drawing.plots.scales import FOOT, Size, scale_of
from generator.drawing.plots.values import Plot
from generator.drawing.svg import mirror, tag


def draw_wide(plot: Plot) -> Markup:
    """The plot for wide pages: 880 units across."""
    return _draw(plot, Size("wide", 880, 210 + 12 * _crowding(plot), 54, 7))


def draw_narrow(plot: Plot) -> Markup:
    """The plot for a phone: 352 units across, with short names."""
    return _draw(plot, Size("narrow", 352, 220 + 18 * _crowding(plot), 54, 4))


def _crowding(plot: Plot) -> int:
    """How many points beyond seven the fullest panel has, at most 12: the plot gets taller with them."""
    return min(12, max(0, max(len(panel.points) for panel in plot.panels) - 7))


def _draw(plot: Plot, size: Size) -> Markup:
    scale, ticks = scale_of(plot, size)
    each = size.head + size.height + FOOT
    bows = [*curves_of(plot, scale, size, each)]
    parts = [bow.svg for bow in bows]
    labels: list[Markup] = []
    rooms = []
    for number, panel in enumerate(plot.panels):
        top = number * each + size.head
        room = Room(scale.left, top - size.head + 26, size.width, top + size.height - 2)
        room.crossed += [stretch for bow in bows for stretch in bow.stretches]
        points = panel.points if len(panel.points) <= MOST_POINTS else as_bars(panel.points)
        parts += axes(panel, scale, size, top, ticks)
        parts += joining_lines(points, scale, top, room)
        parts += [mark_of(point, scale, top, plot, size, room) for point in points]
        labels += labels_of(points, scale, top, size, room)
        rooms.append(room)
    labels += [label_of(bow, rooms) for bow in bows]
    key = f"{plot.name}-{size.name}"
    way = Markup(' direction="rtl"') if plot.right_to_left else Markup("")
    head = tag(
        '<svg class="ar-plot ar-plot--{}" viewBox="0 0 {} {}"{} role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>',
        size.name, size.width, len(plot.panels) * each - 12, way, key, key, key, plot.title, key, plot.description,
    )  # fmt: skip
    stops = "".join(f'<stop offset="{at}" stop-color="currentColor" stop-opacity="{o}"/>' for at, o in _FADE)
    fade = tag('<defs><linearGradient id="{}-f">', key) + Markup(stops) + Markup("</linearGradient></defs>")  # noqa: S704
    drawn = Markup("\n").join(filter(None, [*parts, *labels]))
    return Markup("\n").join([head, fade, mirror(drawn, size.width) if plot.right_to_left else drawn, Markup("</svg>")])


_FADE = ((0, 0), (0.4, 0.38), (0.6, 0.38), (1, 0))
