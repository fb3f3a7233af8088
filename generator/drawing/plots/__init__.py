"""Draws numbers over time as SVG during the build, without scripts, in the colours of the page.

A plot is drawn twice, wide and narrow, since a scaled plot is unreadable on a phone; the style sheet shows the one that
fits. Colours, strokes and fonts come from its classes (t v s g a l k o x mis halo). Text widths are estimated
generously, since readers' fonts differ.
"""

from __future__ import annotations

from generator.drawing.plots import estimates
from generator.drawing.plots.bars import MOST_MISREAD, MOST_POINTS
from generator.drawing.plots.estimates import Disagreement, Estimates
from generator.drawing.plots.panels import draw_narrow, draw_wide
from generator.drawing.plots.small import draw_sparkline
from generator.drawing.plots.values import LONGEST_DATE, Curve, Panel, Plot, Point

__all__ = [
    "LONGEST_DATE",
    "MOST_MISREAD",
    "MOST_POINTS",
    "Curve",
    "Disagreement",
    "Estimates",
    "Panel",
    "Plot",
    "Point",
    "draw_narrow",
    "draw_sparkline",
    "draw_wide",
    "estimates",
]
