"""Build-time SVG: who says of a claim that it is true, and who that it is false, over time, with a line where a side turned.

It is drawn twice: wide, with a row for each side and time running along it, and narrow for a phone, with time running down. Every
mark stands at its day, whatever becomes of the words beside it: these stand where there is room, and otherwise not at all.
"""

from __future__ import annotations

from generator.drawing.turns.narrow import narrow
from generator.drawing.turns.values import FIELDS, MOST_MARKS, Crossing, End, Field, Mark, Picture, Row
from generator.drawing.turns.wide import wide

__all__ = ["FIELDS", "MOST_MARKS", "Crossing", "End", "Field", "Mark", "Picture", "Row", "narrow", "wide"]
