"""Pieces of SVG: elements with their values escaped, and how wide a text is set."""

from __future__ import annotations

import math
from functools import cache

from markupsafe import Markup, escape

from generator.text.letters import begin_of_letter

_NARROW = frozenset("iljtf.,:;'’|!()[] Ir")


_BROAD = frozenset("mwMW@%—…")


def text_width(text: str, size: float) -> float:
    """About how wide text is set in the widest of the usual fonts, DejaVu Sans; letters beyond Latin and Cyrillic as wide as high."""
    ems = math.fsum(  # exact: `sum` of such numbers is another one in Python 3.12, and a label then stands elsewhere
        1.0
        if ord(c) > 0x0600 and c not in "’—…–“”"
        else 0.38
        if c in _NARROW
        else 0.98
        if c in _BROAD
        else 0.74
        if c.isupper()
        else 0.64
        if c.isdigit()
        else 0.6
        for c in text
    )
    return ems * size


def cut(text: str, room: float, size: float) -> str:
    """The text, cut at its end until it is set within `room`, but no shorter than eight letters."""
    while text_width(text, size) > room and len(text) > 8:
        text = text[: begin_of_letter(text, len(text) - 2)].rstrip() + "…"
    return text


def tag(pattern: str, *values: object) -> Markup:
    """Markup with a value put in for each `{}`, escaped; numbers to a tenth of a unit."""
    first, *others = _pieces(pattern)
    # Not by Markup.format, which reads the pattern anew for each of many thousand marks.
    return Markup(first + "".join([_set(v) + text for v, text in zip(values, others, strict=True)]))  # noqa: S704


@cache
def _pieces(pattern: str) -> list[str]:
    return [piece.replace("{{", "{").replace("}}", "}") for piece in pattern.split("{}")]


def _set(value: object) -> str:
    return _tenth(value) if isinstance(value, float | int) else str(escape(value))


def _tenth(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
