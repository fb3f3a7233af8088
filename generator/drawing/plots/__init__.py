"""Build-time SVG: numbers over time as text, without scripts, in the colours of the page.

A plot is drawn twice, wide and narrow, since a scaled plot is unreadable on a phone; the stylesheet shows the one that fits.
Colours, strokes and faces come from its classes (t v s g a l k o x mis halo). How wide a word will be is estimated, and on
the large side, since every reader's fonts are others.
"""

from __future__ import annotations

from generator.drawing.plots import apart
from generator.drawing.plots.apart import Apart, Estimates
from generator.drawing.plots.bars import MOST_MISREAD, MOST_POINTS
from generator.drawing.plots.drawn import narrow, wide
from generator.drawing.plots.small import strip
from generator.drawing.plots.values import LONGEST_DATE, Curve, Panel, Plot, Point

__all__ = [
    "LONGEST_DATE",
    "MOST_MISREAD",
    "MOST_POINTS",
    "Apart",
    "Curve",
    "Estimates",
    "Panel",
    "Plot",
    "Point",
    "apart",
    "narrow",
    "strip",
    "wide",
]
