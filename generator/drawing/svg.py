"""Pieces of SVG: elements with their values escaped, and how wide a text is set."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache

from markupsafe import Markup, escape

from generator.text.letters import begin_of_letter

_NARROW = frozenset("iljtf.,:;'’|!()[] Ir")


_BROAD = frozenset("mwMW@%—…")


def text_width(text: str, size: float) -> float:
    """About how wide text is set in the widest of the usual fonts, DejaVu Sans; letters beyond Latin, Cyrillic, Hebrew and Arabic as wide
    as high."""
    # Exact: `sum` of such numbers is another one in Python 3.12, and a label then stands elsewhere.
    return math.fsum(map(_ems, text)) * size


@cache
def _ems(letter: str) -> float:
    """How wide a letter is, in ems."""
    if "\u0590" <= letter <= "\u08ff":
        return 0.0 if unicodedata.combining(letter) else 0.62
    if ord(letter) > 0x0600 and letter not in "’—…–“”":
        return 1.0
    if letter in _NARROW:
        return 0.38
    if letter in _BROAD:
        return 0.98
    return 0.74 if letter.isupper() else 0.64 if letter.isdigit() else 0.6


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


def published_attribute(day: str) -> Markup:
    """The attribute of what was known from a day on."""
    return tag(' data-published="{}"', day)


_TEXT = re.compile(r"<text (?:(?!<text |</text>).)*</text>", re.DOTALL)


def shown_from(day: str, *parts: Markup) -> Markup:
    """What is shown from a day on. Words stand beside the group and say so themselves: `innerText` has those of one not displayed."""
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


def mirrored(drawn: Markup, width: float) -> Markup:
    """A drawing so wide, for readers from right to left: what stood at the left stands at the right, and words are not turned.

    The direction of its `svg` must be `rtl`, so that words begin where they began, and run the other way. The paths may have the
    commands M, L, C, H, V, h, v, l, m and z.
    """

    def element(found: re.Match[str]) -> str:
        text = found[0]
        if text.startswith("<rect"):
            own = _WIDTH.search(text)
            return _ACROSS.sub(lambda it: f' x="{_tenth(width - float(it[2]) - float(own[1] if own else 0))}"', text)
        text = _ACROSS.sub(lambda it: f' {it[1]}="{_tenth(width - float(it[2]))}"', text)
        return _PATH.sub(lambda it: f' d="{_STEP.sub(step, it[1])}"', text)

    def step(found: re.Match[str]) -> str:
        kind, numbers = found[1], [float(it) for it in _NUMBER.findall(found[2])]
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
