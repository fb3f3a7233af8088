"""Draws shapes of stances, lines, and words where they fit, from left to right or right to left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup

from generator.drawing.label_placement import Box, Room
from generator.drawing.svg import tag, text_width
from generator.drawing.turns.values import Mark
from generator.records.model import Ground

Anchor = Literal["start", "middle", "end"]
Span = tuple[str, str]
"""A CSS class, and the words that have it."""
LINE = 1.28
"""The line height of a label, in ems."""

KINDS: Final[dict[Ground | None, str]] = {
    "words": "own", "verb": "told", "headline": "headline", "inferred": "inferred", None: "unsaid",
}  # fmt: skip
"""The CSS class of a shape, by what the stance rests on."""


BOLD = 1.12
"""How much wider bold letters are."""


def _width(of: str, text: str, size: float) -> float:
    return text_width(text, size) * (BOLD if "strong" in of.split() else 1)


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a position: their lines, the x of their anchor, and the baseline of the first line."""

    lines: tuple[tuple[Span, ...], ...]
    x: float
    y: float
    anchor: Anchor = "start"
    size: float = 14

    @property
    def box(self) -> Box:
        """The box that they cover."""
        wide = max(math.fsum(_width(of, text, self.size) for of, text in line) for line in self.lines)
        left = self.x - {"start": 0, "middle": wide / 2, "end": wide}[self.anchor]
        foot = self.y + (len(self.lines) - 1) * self.size * LINE + self.size * 0.3
        return left, self.y - self.size * 0.95, left + wide, foot


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on a sheet of this width, mirrored for right-to-left pages."""

    width: float
    right_to_left: bool

    def x(self, x: float) -> float:
        """The x position as drawn."""
        return self.width - x if self.right_to_left else x

    def first_that_fits(self, forms: Iterable[Words], room: Room) -> Words | None:
        """The first of these words that fit; `room` then contains them."""
        for words in forms:
            if room.is_free(words.box):
                room.occupy(words.box)
                return words
        return None

    def words(self, words: Words, kind: str = "label") -> Markup:
        """Words, line by line."""
        drawn = Markup("")
        for number, line in enumerate(words.lines):
            spans = Markup("").join(
                tag('<tspan class="{}">{}</tspan>', of, text) if of else tag("{}", text) for of, text in line
            )
            drawn += tag(
                '<text class="{}" x="{}" y="{}"{} font-size="{}">{}</text>',
                kind, self.x(words.x), words.y + number * words.size * LINE,
                Markup("") if words.anchor == "start" else tag(' text-anchor="{}"', words.anchor), words.size, spans,
            )  # fmt: skip
        return drawn

    def area(self, box: Box) -> Markup:
        """The background of a field."""
        left, top, right, bottom = box
        begin = min(self.x(left), self.x(right))
        return tag('<rect class="zone" x="{}" y="{}" width="{}" height="{}"/>', begin, top, right - left, bottom - top)

    def line(self, kind: str, points: Sequence[tuple[float, float]]) -> Markup:
        """A line through points."""
        return tag('<path class="{}" d="M{}"/>', kind, Markup("L").join(tag("{} {}", self.x(x), y) for x, y in points))

    def mark(self, mark: Mark, x: float, y: float, radius: float) -> Markup:
        """The shape of a stance. Its class depends on what the stance rests on."""
        kind, x, r = KINDS[mark.ground], self.x(x), radius
        match mark.stance:
            case "asserts":
                return tag(
                    '<path class="{}" d="M{} {}l{} {}l{} {}z"/>', kind, x - r * 0.8, y - r, 1.9 * r, r, -1.9 * r, r
                )
            case "confirms":
                tick = tag(
                    '<path class="tick" d="M{} {}l{} {}l{} {}"/>',
                    x - 0.45 * r,
                    y + 0.02 * r,
                    0.33 * r,
                    0.36 * r,
                    0.58 * r,
                    -0.72 * r,
                )
                return _round(kind, x, y, r) + tick
            case "denies":
                a = 0.42 * r
                tick = tag(
                    '<path class="tick" d="M{} {}l{} {}m0 {}l{} {}"/>',
                    x - a,
                    y - a,
                    2 * a,
                    2 * a,
                    -2 * a,
                    -2 * a,
                    2 * a,
                )
                return (
                    tag('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', kind, x - r, y - r, 2 * r, 2 * r)
                    + tick
                )
            case "declines":
                return _round(kind, x, y, r) + tag('<path class="tick" d="M{} {}h{}"/>', x - 0.45 * r, y, 0.9 * r)
            case "retracts":
                a = 0.3 * r
                tick = tag(
                    '<path class="tick" d="M{} {}h{}m{} {}l{} {}l{} {}"/>',
                    x + 0.45 * r,
                    y,
                    -0.9 * r,
                    a,
                    -a,
                    -a,
                    a,
                    a,
                    a,
                )
                return _round(kind, x, y, r) + tick
            case "doubts":
                s = 1.2 * r
                tick = tag('<path class="tick" d="M{} {}v{}"/>', x, y - 0.55 * r, 1.1 * r)
                return (
                    tag('<path class="{}" d="M{} {}l{} {}l{} {}l{} {}z"/>', kind, x, y - s, s, s, -s, s, -s, -s) + tick
                )

    def svg(self, size: str, height: float, said: str, parts: Iterable[Markup], top: float = 0) -> Markup:
        """The whole drawing from `top` down, with its text alternative."""
        way = Markup(' direction="rtl"') if self.right_to_left else Markup("")
        head = tag(
            '<svg class="ar-turn__{}" viewBox="0 {} {} {}"{} role="img" aria-label="{}">',
            size,
            top,
            self.width,
            height - top,
            way,
            said,
        )
        return Markup("\n").join([head, *filter(None, parts), Markup("</svg>")])


def _round(kind: str, x: float, y: float, radius: float) -> Markup:
    return tag('<circle class="{}" cx="{}" cy="{}" r="{}"/>', kind, x, y, radius)
