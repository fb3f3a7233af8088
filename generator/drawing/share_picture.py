"""Draws the preview picture for a shared link, of the archive or of one page. `shared` says what it shows.

It uses a fixed palette of sixteen colours and is drawn as palette indexes, two to a byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from PIL import Image, ImageColor, ImageDraw

from generator.drawing import lettering
from generator.drawing.lettering import Letters, Pixels, Typeface, Word
from generator.drawing.png import as_png
from generator.drawing.shared import Block, Shared

WIDTH, HEIGHT = 1200, 630
"""In pixels: the size that link preview services ask for."""

# The same as in css/tokens.css.
_PAPER, _INK, _SOFT, _ACCENT, _TINT = "#fdfcf9", "#1e2225", "#545a5f", "#10586c", "#dbe9ed"

Pair = tuple[str, str]
"""A background colour and the ink on it."""

_STEPS: dict[Pair, int] = {
    (_PAPER, _INK): 4, (_PAPER, _SOFT): 2, (_PAPER, _ACCENT): 3, (_TINT, _INK): 2, (_ACCENT, _PAPER): 2,
}  # fmt: skip
"""The number of shades between background and ink at the edges of letters (anti-aliasing)."""


def _numbered() -> tuple[dict[Pair, int], bytes]:
    """The first palette index of each pair (the background; the shades up to its ink follow), and the palette. Paper is
    0. Where letters touch, the higher index wins."""
    grounds: dict[Pair, int] = {}
    palette: list[tuple[int, ...]] = [ImageColor.getrgb(_PAPER)]
    for (ground, ink), steps in _STEPS.items():
        ends = [*zip(ImageColor.getrgb(ground), ImageColor.getrgb(ink), strict=True)]
        begins = 1 if ground == _PAPER else 0
        grounds[ground, ink] = len(palette) - begins
        palette += [tuple(round(a + (b - a) * step / steps) for a, b in ends) for step in range(begins, steps + 1)]
    return grounds, bytes(part for colour in palette for part in colour)


_BEGINS, _PALETTE = _numbered()

_GROUNDS: dict[str, Pair] = {"only": (_TINT, _INK), "turned": (_ACCENT, _PAPER)}
"""Background and ink of highlighted words, by style."""

_MARGIN = 72
_ROW = WIDTH - 2 * _MARGIN
_LABEL, _ABOVE, _REMARK, _SAID_OF_TWO, _NAME = 30, 26, 32, 28, 26  # font sizes
_SIZES = (88, 78, 70, 62, 56, 50, 45, 40, 36, 32, 28)
_TOP, _FOOT = 132, HEIGHT - 96  # between these are the words and the remark below them
_LEADING, _BASE = 1.24, 0.94  # the height of a line of words, and the position of its baseline in it, in ems
_BLOCK_SPACE = 26.0  # the space between two blocks
_LONGEST = 700
"""How many characters of a text are looked at; no text that long is ever shown whole."""


def draw_picture(shared: Shared) -> bytes:
    """The picture of a page as a PNG. Texts with a character that no font covers are left out."""
    rtl = shared.right_to_left
    canvas = _Canvas(_background(shared.label, shared.archive, rtl).copy())
    size = _REMARK if len(shared.blocks) < 2 else _SAID_OF_TWO
    said = _lines(shared.remark, size, "sans", 3)
    y = float(_TOP)
    for line in _fit(shared.blocks, _FOOT - _TOP - (len(said) * size * 1.3 + 20 if said else 0)):
        y += line.before
        canvas.line(line.letters, round(y), line.size, line.face, line.ink, right_to_left=line.right_to_left)
        y += line.after
    y += 20 if y > _TOP else 0
    for letters in said:
        canvas.line(letters, round(y + size), size, "sans", _SOFT, right_to_left=rtl)
        y += size * 1.3
    return canvas.png()


@lru_cache(maxsize=8)  # all people's pictures share this part, as do all claims'
def _background(label: str, archive: str, rtl: bool) -> Pixels:
    """A picture with its label, the archive's name and the bars, still without words."""
    canvas = _Canvas(_blank_picture())
    canvas.fill((0, HEIGHT - 14, WIDTH, HEIGHT), _BEGINS[_ACCENT, _PAPER])
    canvas.fill((_MARGIN, _FOOT + 8, WIDTH - _MARGIN, _FOOT + 10), _BEGINS[_PAPER, _SOFT] + 1)
    for letters in _lines(label, _LABEL, "bold", 1):
        canvas.line(letters, 86, _LABEL, "bold", _ACCENT, right_to_left=rtl)
    for letters in _lines(archive, _NAME, "bold", 1):
        canvas.line(letters, HEIGHT - 44, _NAME, "bold", _SOFT, right_to_left=rtl)
    return canvas.pixels


def _blank_picture() -> Pixels:
    return np.zeros((HEIGHT, WIDTH), np.uint8)


@cache
def draw_card(title: str) -> bytes:
    """The picture of the archive as a PNG: a quotation mark and the archive's name, if the fonts cover it."""
    canvas = _Canvas(_blank_picture())
    canvas.draw_glyph(_in_ink(np.asarray(_quotation_mark()), (_PAPER, _ACCENT)), 0, 0)
    lines = [*_fit([Block((("plain", title),))], 330)]
    y = HEIGHT - 90.0 - sum(line.before + line.after for line in lines)
    for line in lines:
        y += line.before
        canvas.line(line.letters, round(y), line.size, line.face, line.ink)
        y += line.after
    return canvas.png()


class _Canvas:
    """A picture being drawn, as palette indexes."""

    def __init__(self, pixels: Pixels) -> None:
        self.pixels = pixels

    def fill(self, box: tuple[float, float, float, float], colour: int) -> None:
        left, top, right, bottom = (max(0, round(it)) for it in box)
        self.pixels[top:bottom, left:right] = colour

    def draw_glyph(self, glyph: Pixels, left: int, top: int) -> None:
        """Draw palette indexes, with 0 where nothing is covered. Parts outside the picture are clipped."""
        if left < 0 or top < 0:
            glyph = glyph[max(0, -top) :, max(0, -left) :]
            left, top = max(0, left), max(0, top)
        there = self.pixels[top : top + glyph.shape[0], left : left + glyph.shape[1]]
        np.maximum(there, glyph[: there.shape[0], : there.shape[1]], out=there)

    def line(
        self, letters: Letters, y: int, size: int, face: Typeface, ink: str, *, right_to_left: bool = False
    ) -> None:
        """Draw a line of text on the baseline `y`, aligned to the side where reading begins, with the background of
        highlighted words."""
        line = lettering.line_of(letters, face, right_to_left=right_to_left)
        begin = WIDTH - _MARGIN - sum(it.width for it in line) * size if right_to_left else float(_MARGIN)
        x = begin
        for stretch in line:
            end = x + stretch.width * size
            if stretch.style in _GROUNDS:
                left, top, right, bottom = x - 0.06 * size, y - 0.84 * size, end + 0.06 * size, y + 0.27 * size
                self.fill((left, top, right, bottom), _BEGINS[_GROUNDS[stretch.style]])
                if stretch.style == "only":
                    self.fill((left, bottom - 4, right, bottom), _BEGINS[_ACCENT, _PAPER])
            x = end
        usual = (_PAPER, ink)
        for style, letter, left_end, upper_end in lettering.place_glyphs(line, begin, y, size):
            self.draw_glyph(letter.in_ink(_GROUNDS.get(style, usual), _in_ink), left_end, upper_end)

    def png(self) -> bytes:
        """The picture as a PNG."""
        rows = np.zeros((HEIGHT, 1 + WIDTH // 2), np.uint8)
        drawn = np.flatnonzero(self.pixels.view(np.uint64).any(axis=1))
        pairs = self.pixels[drawn].view("<u2")  # two pixels, the left one in the lower byte
        rows[drawn, 1:] = pairs << 4 | pairs >> 8
        return as_png(WIDTH, rows, _PALETTE, 4)


def _in_ink(coverage: Pixels, pair: Pair) -> Pixels:
    """The palette indexes of a glyph; 0 where it covers nothing."""
    steps = ((coverage.astype(np.uint16) * _STEPS[pair] + 127) // 255).astype(np.uint8)
    return np.where(steps > 0, steps + np.uint8(_BEGINS[pair]), np.uint8(0))


@dataclass(frozen=True, slots=True)
class _Line:
    letters: Letters
    size: int
    face: Typeface
    ink: str
    right_to_left: bool
    before: float  # distance to its baseline
    after: float


@dataclass(frozen=True, slots=True)
class _MeasuredBlock:
    """A block with its words measured."""

    above: Sequence[Letters]
    words: Sequence[Word]
    right_to_left: bool


def _drawable_letters(text: str) -> Letters:
    """The characters of a text, or an empty list if no font covers one of them."""
    cleaned = lettering.drawable(text[:_LONGEST]).strip()
    return [(letter, "plain") for letter in cleaned] if lettering.is_drawable(cleaned) else []


def _lines(text: str, size: int, face: Typeface, most: int) -> list[Letters]:
    return lettering.lines_of(lettering.words_of(_drawable_letters(text), face), _ROW / size, face, most) or []


def _measure(block: Block) -> _MeasuredBlock | None:
    letters: list[tuple[str, str]] = []
    for style, text in block.words:
        letters += [(letter, style) for letter in lettering.drawable(text[: max(0, _LONGEST - len(letters))])]
    while letters and letters[0][0] == " ":
        del letters[0]
    if not letters or not lettering.is_drawable("".join(letter for letter, _ in letters)):
        return None
    return _MeasuredBlock(
        _lines(block.above, _ABOVE, "bold", 1), lettering.words_of(letters, "serif"), block.right_to_left
    )


def _fit(blocks: Sequence[Block], room: float) -> Iterator[_Line]:
    """The lines of all blocks in the largest size that fits. At the smallest size, the rest is cut."""
    measured = [found for block in blocks if (found := _measure(block)) is not None]
    if not measured:
        return
    room -= sum(_ABOVE * 1.6 for it in measured if it.above) + _BLOCK_SPACE * (len(measured) - 1)
    for size in _SIZES:
        broken = [lettering.lines_of(it.words, _ROW / size, "serif") for it in measured]
        lines = [it for it in broken if it is not None]
        if len(lines) == len(broken) and sum(map(len, lines)) * size * _LEADING <= room:
            pairs = zip(measured, lines, strict=True)
            lines = [lettering.balance_lines(it.words, some, _ROW / size, "serif") for it, some in pairs]
            break
    else:
        most = max(len(measured), int(room / (size * _LEADING)))
        shares = [(most + len(measured) - 1 - number) // len(measured) for number in range(len(measured))]
        lines = [
            lettering.lines_of(it.words, _ROW / size, "serif", share) or []
            for it, share in zip(measured, shares, strict=True)
        ]
    for number, (block, some) in enumerate(zip(measured, lines, strict=True)):
        gap = _BLOCK_SPACE if number else 0.0
        for letters in block.above:
            yield _Line(letters, _ABOVE, "bold", _SOFT, block.right_to_left, gap + _ABOVE, _ABOVE * 0.6)
            gap = 0.0
        for letters in some:
            before, after = gap + size * _BASE, size * (_LEADING - _BASE)
            yield _Line(letters, size, "serif", _INK, block.right_to_left, before, after)
            gap = 0.0


_OVERSAMPLING = 4  # shapes are drawn this many times larger, then scaled down


@cache
def _quotation_mark() -> Image.Image:
    """An opening quotation mark and the bar at the foot, in white on black."""
    sign = Image.new("L", (WIDTH * _OVERSAMPLING, HEIGHT * _OVERSAMPLING), 0)
    draw = ImageDraw.Draw(sign)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * _OVERSAMPLING, top * _OVERSAMPLING, right * _OVERSAMPLING, bottom * _OVERSAMPLING

    for left in (_MARGIN, _MARGIN + 78):  # twice, a disc with a tail that tapers upward
        draw.pieslice(box(left, 80, left + 116, 224), 180, 255, fill=255)
        draw.pieslice(box(left + 18, 92, left + 116, 212), 176, 262, fill=0)
        draw.ellipse(box(left, 122, left + 58, 180), fill=255)
    draw.rectangle(box(0, HEIGHT - 14, WIDTH, HEIGHT), fill=255)
    return sign.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
