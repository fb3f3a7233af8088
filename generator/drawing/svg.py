"""Helpers for SVG: elements with escaped values, and estimated text widths."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache

from markupsafe import Markup, escape

from generator.text.letters import start_of_letter

_NARROW = frozenset("iljtf.,:;'’|!()[] Ir")


_BROAD = frozenset("mwMW@%—…")


def text_width(text: str, size: float) -> float:
    """The approximate width of a text in the widest common font, DejaVu Sans. Characters beyond Latin, Cyrillic, Hebrew
    and Arabic count as one em."""
    # Not `sum`, whose rounding changed in Python 3.12 and would move labels.
    return math.fsum(map(_ems, text)) * size


@cache
def _ems(letter: str) -> float:
    """The width of a character in ems."""
    if "\u0590" <= letter <= "\u08ff":
        return 0.0 if unicodedata.combining(letter) else 0.62
    if ord(letter) > 0x0600 and letter not in "’—…–“”":
        return 1.0
    if letter in _NARROW:
        return 0.38
    if letter in _BROAD:
        return 0.98
    return 0.74 if letter.isupper() else 0.64 if letter.isdigit() else 0.6


def shorten(text: str, room: float, size: float) -> str:
    """The text shortened at its end to fit into `room`, but not below eight characters."""
    while text_width(text, size) > room and len(text) > 8:
        text = text[: start_of_letter(text, len(text) - 2)].rstrip() + "…"
    return text


def tag(pattern: str, *values: object) -> Markup:
    """Markup with each `{}` replaced by an escaped value; numbers are rounded to a tenth."""
    first, *others = _pieces(pattern)
    # Not Markup.format, which would parse the pattern again for each of many thousand marks.
    return Markup(first + "".join([_escaped_value(v) + text for v, text in zip(values, others, strict=True)]))  # noqa: S704


@cache
def _pieces(pattern: str) -> list[str]:
    return [piece.replace("{{", "{").replace("}}", "}") for piece in pattern.split("{}")]


def _escaped_value(value: object) -> str:
    return _tenth(value) if isinstance(value, float | int) else str(escape(value))


def _tenth(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def published_attribute(day: str) -> Markup:
    """The attribute that hides an element for readers who look at an earlier day."""
    return tag(' data-published="{}"', day)


_TEXT = re.compile(r"<text (?:(?!<text |</text>).)*</text>", re.DOTALL)


def shown_from(day: str, *parts: Markup) -> Markup:
    """Parts that are shown from a day on. Texts stay outside the group and have the attribute themselves, since
    `innerText` includes texts inside a hidden group."""
    drawn = "".join(parts)
    published = published_attribute(day)
    words = "".join(_TEXT.findall(drawn)).replace("<text ", f"<text{published} ")
    rest = _TEXT.sub("", drawn)
    return Markup((f"<g{published}>{rest}</g>" if rest else "") + words)  # noqa: S704  (made of markup)


_TAG = re.compile(r"<(?!/)[^<>]*>")
_ACROSS = re.compile(r' (x|x1|x2|cx)="(-?[\d.]+)"')
_WIDTH = re.compile(r' width="([\d.]+)"')
_PATH = re.compile(r' d="([^"]*)"')
_STEP = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def steps_of(path: str) -> list[tuple[str, list[float]]]:
    """The commands of a path (its `d`), each with its numbers."""
    return [(kind, [*map(float, _NUMBER.findall(numbers))]) for kind, numbers in _STEP.findall(path)]


def mirror(drawn: Markup, width: float) -> Markup:
    """A drawing of this width mirrored for right-to-left readers. Texts are moved but not mirrored.

    The `svg` element must have `direction="rtl"`, so that texts start at the mirrored position. Paths may only use the
    commands M, L, C, H, V, h, v, l, m and z.
    """

    def element(found: re.Match[str]) -> str:
        text = found[0]
        if text.startswith("<rect"):
            own = _WIDTH.search(text)
            return _ACROSS.sub(lambda it: f' x="{_tenth(width - float(it[2]) - float(own[1] if own else 0))}"', text)
        text = _ACROSS.sub(lambda it: f' {it[1]}="{_tenth(width - float(it[2]))}"', text)
        return _PATH.sub(lambda it: f' d="{"".join(map(step, steps_of(it[1])))}"', text)

    def step(one: tuple[str, list[float]]) -> str:
        kind, numbers = one
        if kind in "MLC":
            numbers[::2] = [width - x for x in numbers[::2]]
        elif kind == "H":
            numbers = [width - x for x in numbers]
        elif kind in "lm":
            numbers[::2] = [-x for x in numbers[::2]]
        elif kind == "h":
            numbers = [-x for x in numbers]
        return kind + " ".join(map(_tenth, numbers))

    return Markup(_TAG.sub(element, drawn))  # noqa: S704  (made of markup)
