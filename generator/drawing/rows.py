"""Rows of blocks over time: one row for each kind of thing, one block for each thing, in the column of its bin."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from generator.drawing.svg import shorten, tag, text_width
from generator.text import messages


@dataclass(frozen=True, slots=True)
class Words:
    """The label of a column: a day, and what happened then. Either may be empty."""

    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, the number of things in each bin (`counts`), how many of them have an approximate date
    (`about`), and labels for some columns. Bins count from 0."""

    name: str
    counts: Mapping[int, int]
    about: Mapping[int, int]
    words: Mapping[int, Words]

    @property
    def number(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick at the beginning of a bin, with its label."""

    bin: int
    text: str


@dataclass(frozen=True, slots=True)
class _Size:
    """The dimensions of a drawing, in its own units: a block, the gap between two, font sizes, and the greatest height
    of a row."""

    width: float
    start: float
    block: tuple[float, float]
    between: tuple[float, float]
    letters: float
    small: float
    highest: float
    above: float
    """Space above the blocks of a row, for its name if that is written there."""
    lowest: float
    """The least height of the blocks of a row, for its name and number if they are written beside them."""


_WIDE: Final = _Size(1180, 96, (13, 10), (2.5, 2.5), 15, 13, 110, 12, 24)
_NARROW: Final = _Size(360, 0, (6.2, 5), (1.3, 1.4), 13, 11, 64, 22, 0)
_SIDE_BY_SIDE = 3
"""The most blocks side by side in a column."""
_THINNEST = 3.0
"""The smallest height of a block with its gap. If rows get too high even so, columns become bars."""
_LINES = 2
"""The most lines of a column's label."""


def are_bars(tallest: int, bins: int) -> bool:
    """Whether a bin with `tallest` things has too many for blocks, so that columns are drawn as bars to scale."""
    return any(_Pen(size, bins, tallest, bars=False).level < _THINNEST for size in (_WIDE, _NARROW))


def draw(
    rows: Sequence[Row],
    bins: int,
    ticks: Sequence[Tick],
    most: Collection[int],
    text_alternative: str,
    *,
    wide: bool,
    right_to_left: bool = False,
) -> Markup:
    """The rows as SVG, wide or narrow (for phones). The bins in `most` are highlighted; `text_alternative` is the
    drawing's label."""
    tallest = max((n for row in rows for n in row.counts.values()), default=1)
    size = _WIDE if wide else _NARROW
    pen = _Pen(size, bins, tallest, bars=are_bars(tallest, bins), right_to_left=right_to_left)
    parts: list[Markup] = []
    y = 0.0
    for row in rows:
        part, y = pen.row(row, most, y, wide=wide)
        parts.append(part)
    axis = pen.axis(ticks, y)
    return tag(
        '<svg viewBox="0 0 {} {}"{} role="img" aria-label="{}" font-size="{}">{}{}</svg>',
        pen.size.width,
        y + 30 if wide else y + 22,
        Markup(' direction="rtl"') if right_to_left else Markup(""),
        text_alternative,
        pen.size.letters,
        Markup().join(parts),
        axis,
    )


class _Pen:
    """Draws the rows at one size. Positions are computed from left to right and mirrored if time runs from right to
    left; a text then starts at its right end."""

    def __init__(self, size: _Size, bins: int, tallest: int, *, bars: bool, right_to_left: bool = False) -> None:
        self.size = size
        self.right_to_left = right_to_left
        self.column = (size.width - size.start) / bins
        across, self.gap = size.block[0], size.between[0]
        self.beside = max(1, min(_SIDE_BY_SIDE, int((self.column - 1) / (across + self.gap))))
        self.across = min(across, max(1.5, self.column * 0.8)) if self.beside == 1 else across
        high = size.block[1] + size.between[1]
        levels = math.ceil(tallest / self.beside)
        self.level = min(high, size.highest / levels)
        self.share = size.highest / tallest if bars else None  # units per thing, if columns are bars

    def mirrored_x(self, x: float, width: float = 0) -> float:
        """The x position on the sheet for the left edge of something of this width."""
        return self.size.width - x - width if self.right_to_left else x

    def left(self, number: int) -> float:
        return self.size.start + number * self.column + 1

    def height(self, count: int) -> float:
        if not count:
            return 0
        return max(1.5, count * self.share) if self.share else math.ceil(count / self.beside) * self.level

    def row(self, row: Row, most: Collection[int], top: float, *, wide: bool) -> tuple[Markup, float]:
        """A row that begins at `top`, and where the next row may begin."""
        labels = [self._column_label(row, number, most) for number in sorted(row.words)]
        highest = max(
            [
                self.height(max(row.counts.values(), default=0)),
                *(above + lines * self.size.letters * 1.15 for *_, lines, above in labels),
            ]
        )
        base = top + self.size.above + max(highest, self.size.lowest)
        blocks = [self._column(row, number, base, hot=number in most) for number in sorted(row.counts)]
        name = (
            tag('<text font-weight="600" x="{}" y="{}">{}</text><text class="quiet" x="{}" y="{}" font-size="{}">{}</text>',
                self.mirrored_x(0), base - 19, row.name, self.mirrored_x(0), base - 2, self.size.small, messages.number(row.number))
            if wide
            else tag('<text font-weight="600" x="{}" y="{}">{} <tspan class="quiet" font-weight="400">{}</tspan></text>', self.mirrored_x(0), top + 13, row.name, messages.number(row.number))
        )  # fmt: skip
        line = tag(
            '<path class="ground" d="M{} {}H{}"/>',
            self.mirrored_x(self.size.start),
            base + 1.5,
            self.mirrored_x(self.size.width),
        )
        return Markup().join([name, line, *blocks, *(self._draw_label(it, base) for it in labels)]), base + (
            14 if wide else 8
        )

    def _column(self, row: Row, number: int, base: float, *, hot: bool) -> Markup:
        count, about = row.counts[number], row.about.get(number, 0)
        kind = "hot" if hot else "unit"
        x = self.left(number)
        if self.share:
            high = self.height(count)
            return tag(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
                kind,
                self.mirrored_x(x, self.across),
                base - high,
                self.across,
                high,
            )
        high = self.level * self.size.block[1] / (self.size.block[1] + self.size.between[1])
        return Markup().join(
            tag(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
                f"{kind} about" if n >= count - about else kind,
                self.mirrored_x(x + (n % self.beside) * (self.across + self.gap), self.across),
                base - (n // self.beside) * self.level - high - 1,
                self.across,
                high,
            )
            for n in range(count)
        )

    def _column_label(
        self, row: Row, number: int, most: Collection[int]
    ) -> tuple[float, list[tuple[str, str]], int, float]:
        """The label of a column: its x, its lines (each with its day), their number, and its height above the base
        line, which clears the columns that it runs over."""
        words = row.words[number]
        x = self.left(number) + self.beside * (self.across + self.gap) + 3
        following = min((other for other in most if other > number), default=None)
        room = (self.left(following) if following is not None else self.size.width) - x - 8
        lines = _wrapped(words, room, self.size.letters)
        end = x + max((text_width(f"{day} {text}", self.size.letters) for day, text in lines), default=0)
        over = [
            self.height(n)
            for other, n in row.counts.items()
            if x - self.column < self.left(other) < end and other != number
        ]
        return x, lines, len(lines), max([4.0, *(high + 5 for high in over)])

    def _draw_label(self, said: tuple[float, list[tuple[str, str]], int, float], base: float) -> Markup:
        x, lines, number, above = said
        high = self.size.letters * 1.15
        return Markup().join(
            tag(
                '<text class="beside" x="{}" y="{}"><tspan font-weight="600">{}</tspan>{}<tspan class="quiet">{}</tspan></text>',
                self.mirrored_x(x),
                base - above - (number - 1 - n) * high,
                day,
                " " if day and text else "",
                text,
            )
            for n, (day, text) in enumerate(lines)
        )

    def axis(self, ticks: Sequence[Tick], y: float) -> Markup:
        top = y - 14 + 1.5 if self.size.start else y - 8 + 1.5
        return Markup().join(
            tag(
                '<path class="ground" d="M{} {}v6"/><text class="quiet" x="{}" y="{}" font-size="{}">{}</text>',
                self.mirrored_x(self.left(tick.bin) - 1),
                top,
                self.mirrored_x(self.left(tick.bin) + 2),
                top + self.size.small + 4,
                self.size.small,
                tick.text,
            )
            for tick in ticks
        )

    def ticks(self, names: Sequence[tuple[int, str]]) -> list[Tick]:
        """The tick labels that fit next to the one before, each at its bin."""
        found: list[Tick] = []
        free = -math.inf
        for number, name in names:
            x, end = self.left(number), self.left(number) + 3 + text_width(name, self.size.small)
            if x >= free and end <= self.size.width + 4:
                found.append(Tick(number, name))
                free = end + 8
        return found


def ticks(names: Sequence[tuple[int, str]], bins: int, *, wide: bool) -> list[Tick]:
    """The tick labels that fit on the axis, from the first. `names` are pairs of a bin and its label."""
    return _Pen(_WIDE if wide else _NARROW, bins, 1, bars=False).ticks(names)


def _wrapped(words: Words, room: float, letters: float) -> list[tuple[str, str]]:
    """The label in lines that fit into `room`, the last one cut if there are too many. Empty if not even the day
    fits."""
    if text_width(words.day or words.text[:8], letters) > room:
        return []
    lines: list[tuple[str, str]] = []
    day, line = words.day, ""
    rest = words.text.split(" ")
    while rest:
        tried = f"{line} {rest[0]}".strip()
        if text_width(f"{day} {tried}".strip(), letters) <= room or not (line or day):
            line = tried
            rest.pop(0)
            continue
        if len(lines) == _LINES - 1:
            line = shorten(
                f"{line} {' '.join(rest)}".strip(), room - text_width(f"{day} " if day else "", letters), letters
            )
            break
        lines.append((day, line))
        day, line = "", ""
    return [*lines, (day, line)] if day or line else lines
