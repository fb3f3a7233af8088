"""Draws as SVG, during the build, who says that a claim is true and who says that it is false, over time, with a line
where a side changed.

It is drawn twice: wide, with a row for each side and time running across, and narrow for a phone, with time running
down. Every mark is at its day. Labels are placed where there is room, and left out otherwise.
"""

from __future__ import annotations

from generator.drawing.turns.narrow import draw_narrow
from generator.drawing.turns.values import FIELDS, MOST_MARKS, Crossing, End, Field, Mark, Picture, Row
from generator.drawing.turns.wide import draw_wide

__all__ = ["FIELDS", "MOST_MARKS", "Crossing", "End", "Field", "Mark", "Picture", "Row", "draw_narrow", "draw_wide"]
