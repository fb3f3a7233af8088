"""Rasterises lines of text in bundled fonts, so that every machine draws the same pixels.

HarfBuzz shapes and draws the glyphs of every script. The Unicode Bidirectional Algorithm decides their direction.
Lengths are in ems until a line is drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import numpy as np
import uharfbuzz as harfbuzz
from bidi import algorithm

T = TypeVar("T")

Typeface = Literal["serif", "sans", "bold"]
Letters = Sequence[tuple[str, str]]
"""A text as pairs of a character and the style in which it is set."""
Pixels = np.ndarray[Any, np.dtype[np.uint8]]

_FOLDER = Path(__file__).parent / "fonts"
_FIRST: dict[Typeface, str] = {"serif": "NotoSerif-Regular", "sans": "NotoSans-Regular", "bold": "NotoSans-SemiBold"}
_OTHERS = (
    "NotoSans-Regular", "NotoNaskhArabic", "NotoSansHebrew", "NotoSansKR-hangul", "NotoSansSC-han", "NotoSansArmenian",
    "NotoSansGeorgian", "NotoSansDevanagari", "NotoSansBengali", "NotoSansGurmukhi", "NotoSansGujarati", "NotoSansOriya", "NotoSansTamil",
    "NotoSansTelugu", "NotoSansKannada", "NotoSansMalayalam", "NotoSansSinhala", "NotoSansThai", "NotoSansLao", "NotoSansKhmer",
    "NotoSansMyanmar", "NotoSansEthiopic", "NotoSansMath-signs", "NotoSansSymbols2-signs", "NotoSansMono-lines",
)  # fmt: skip
"""Fallback fonts, in the order in which they are tried for a character that the first font lacks. Each has one weight,
so that only Latin, Greek and Cyrillic letters can be semi-bold: Korean and Chinese ones would take another 6 MB."""

_CACHE_SIZE = 20_000
"""The maximum size of each cache of words, runs and glyphs."""


# --- fonts ---
class _Font:
    """A font and the characters that it covers."""

    def __init__(self, name: str) -> None:
        face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(_FOLDER / f"{name}.ttf")))
        self.em = face.upem
        self.letters = frozenset(map(chr, face.unicodes))
        self.shaper = harfbuzz.Font(face)


_font = cache(_Font)


@cache
def _font_for(letter: str, first: Typeface) -> _Font | None:
    """The first font that covers a character, or None."""
    return next((_font(name) for name in (_FIRST[first], *_OTHERS) if letter in _font(name).letters), None)


# --- letters ---
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""Invisible characters, which would only affect how others are set."""
_JOINERS = "\u200c\u200d"


def drawable(text: str) -> str:
    """A text on one line, in NFC, without invisible characters. If no font covers a character, its plain (NFKC) form is
    used; signs without one, such as emoji, are dropped."""
    return re.sub(" +", " ", "".join(map(_substitute, _seen(text))))


def boxed(text: str) -> str:
    """A text on one line, in NFC, without invisible characters, with a box for each character that no font covers."""
    return "".join(letter if _has_font(letter) else _BOX for letter in _seen(text))


_BOX = "□"


def _seen(text: str) -> str:
    return unicodedata.normalize("NFC", _UNSEEN.sub("", re.sub(r"\s", " ", text)))


def is_drawable(text: str) -> bool:
    """Whether the fonts cover every character of the text."""
    return all(map(_has_font, set(text)))


@cache
def _has_font(letter: str) -> bool:
    return letter in _JOINERS or _font_for(letter, "serif") is not None


@cache
def _substitute(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    if _has_font(letter) or (not is_drawable(plain) and not _is_neutral(letter)):
        return letter
    return plain if is_drawable(plain) else ""


@cache
def _is_neutral(letter: str) -> bool:
    """Whether a character is a space or a sign, not a letter, mark or digit."""
    return unicodedata.category(letter)[0] in "SPZC"


@cache
def _shares_font(letter: str) -> bool:
    """Whether a character is set in the font of the one before it, if that covers it."""
    return _is_neutral(letter) or unicodedata.category(letter)[0] == "M"


# --- runs ---
class _Glyph(NamedTuple):
    font: _Font
    number: int
    x: float
    y: float


class Stretch(NamedTuple):
    """A part of a line in one style. Its glyphs are in drawing order, from left to right."""

    style: str
    width: float
    glyphs: tuple[_Glyph, ...]


def line_of(letters: Letters, face: Typeface, *, right_to_left: bool) -> list[Stretch]:
    """A line of text as stretches, in drawing order from left to right."""
    placed: list[tuple[int, _Font, str, str]] = []
    font: _Font | None = None
    for (letter, style), level in zip(letters, _levels(letters, right_to_left=right_to_left), strict=True):
        if font is None or not (letter in _JOINERS or (_shares_font(letter) and letter in font.letters)):
            font = _font_for(letter, face) or font or _font(_FIRST[face])
        placed.append((level, font, style, letter))
    runs = [(key, "".join(it[3] for it in some)) for key, some in groupby(placed, key=lambda it: it[:3])]
    ordered = _visual_order(runs, [level for (level, _, _), _ in runs])
    return [Stretch(style, *_shape(font, text, level % 2 == 1)) for (level, font, style), text in ordered]


@lru_cache(_CACHE_SIZE)
def _shape(font: _Font, text: str, right_to_left: bool) -> tuple[float, tuple[_Glyph, ...]]:
    """The width of a run and its glyphs from left to right. HarfBuzz reverses right-to-left runs itself."""
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    harfbuzz.shape(font.shaper, buffer)
    x, em, glyphs = 0, font.em, []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(_Glyph(font, info.codepoint, (x + place.x_offset) / em, place.y_offset / em))
        x += place.x_advance
    return x / em, tuple(glyphs)


def _visual_order(runs: list[T], levels: list[int]) -> list[T]:
    """The runs in visual order (rule L2 of the Bidirectional Algorithm): from the highest level down, each sequence of
    runs at that level or above is reversed."""
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(runs):
            end = start
            while end < len(runs) and levels[end] >= level:
                end += 1
            runs[start:end], levels[start:end] = runs[start:end][::-1], levels[start:end][::-1]
            start = end + 1
    return runs


@cache
def _is_mirrored(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL", "AN")


def _levels(letters: Letters, *, right_to_left: bool) -> list[int]:
    """The embedding level of each character: odd if it runs from right to left."""
    if not right_to_left and not any(_is_mirrored(letter) for letter, _ in letters):
        return [0] * len(letters)
    stored = algorithm.get_empty_storage()
    stored["base_level"], stored["base_dir"] = (1, "R") if right_to_left else (0, "L")
    algorithm.get_embedding_levels("".join(letter for letter, _ in letters), stored)
    each = [*stored["chars"]]
    algorithm.explicit_embed_and_overrides(stored)
    algorithm.resolve_weak_types(stored)
    algorithm.resolve_neutral_types(stored, debug=False)
    algorithm.resolve_implicit_levels(stored, debug=False)
    levels: list[int] = []
    for (letter, _), char in zip(letters, each, strict=True):
        levels.append(levels[-1] if letter in _JOINERS and levels else char["level"])
    return levels


# --- lines ---
_ALONE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Characters of scripts written without spaces, between which a line may break."""
_CLOSING = re.compile(
    r"[、。，．！？：；」』）】》〉”’ー\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]"
)
"""Characters that must not begin a line."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stay together, with their width (`width`) and the width including the space after them
    (`width_with_space`)."""

    letters: Letters
    width: float
    width_with_space: float


def words_of(letters: Letters, face: Typeface) -> list[Word]:
    """The words of a text with their widths."""
    return [_measure(word, face) for word in _words(letters)]


def _words(letters: Letters) -> Iterator[Letters]:
    """The shortest unbreakable pieces of a text. A space ends the word before it."""
    start, before = 0, ""
    for at, (letter, _) in enumerate(letters):
        if before and letter != " " and (before == " " or _may_break(before, letter)):
            yield letters[start:at]
            start = at
        before = letter
    if start < len(letters):
        yield letters[start:]


@lru_cache(_CACHE_SIZE)
def _may_break(before: str, letter: str) -> bool:
    bound = letter == " " or letter in _JOINERS or _CLOSING.match(letter) or unicodedata.category(letter)[0] == "M"
    return not bound and bool(_ALONE.match(letter) or _ALONE.match(before))


def _measure(letters: Letters, face: Typeface) -> Word:
    text = "".join(letter for letter, _ in letters)
    bare = text.rstrip(" ")
    width = _width(bare, face)
    return Word(letters, width, width + (_width("\u00a0", face) if bare != text else 0))


@lru_cache(_CACHE_SIZE)
def _width(text: str, face: Typeface) -> float:
    return sum(it.width for it in line_of([(letter, "") for letter in text], face, right_to_left=False))


def lines_of(words: Sequence[Word], room: float, face: Typeface, most: int | None = None) -> list[Letters] | None:
    """The words broken into lines no wider than `room`. With `most`, at most that many lines, the last ending in an
    ellipsis if words are left out. Without it, None if a word is wider than `room`."""
    lines: list[list[Word]] = [[]]
    at = 0.0
    for word in words:
        if word.width > room and most is None:
            return None
        for part in _split(word, room, face) if word.width > room else (word,):
            if lines[-1] and at + part.width > room:
                if len(lines) == most:
                    return [*map(_join, lines[:-1]), _shorten(_join(lines[-1]), room, face)]
                lines.append([])
                at = 0.0
            lines[-1].append(part)
            at += part.width_with_space
    return [_join(line) for line in lines if line]


def balance_lines(words: Sequence[Word], lines: list[Letters], room: float, face: Typeface) -> list[Letters]:
    """The same number of lines with balanced lengths: the words are broken at the smallest width that needs no more
    lines."""
    narrow = room / 3
    for _ in range(_HALVINGS if 1 < len(lines) <= _BALANCED else 0):
        middle = (narrow + room) / 2
        tried = lines_of(words, middle, face)
        if tried is None or len(tried) > len(lines):
            narrow = middle
        else:
            lines, room = tried, middle
    return lines


_BALANCED, _HALVINGS = 4, 6


def _split(word: Word, room: float, face: Typeface) -> Iterator[Word]:
    """A word that is too wide, split into parts that fit."""
    start = 0
    for end in range(1, len(word.letters) + 1):
        if end > start + 1 and _measure(word.letters[start:end], face).width > room:
            yield _measure(word.letters[start : end - 1], face)
            start = end - 1
    yield _measure(word.letters[start:], face)


def _shorten(line: Letters, room: float, face: Typeface) -> Letters:
    """The line with an ellipsis in place of as many characters as needed to fit."""
    end = len(line)
    while end and _measure([*line[:end], ("…", "")], face).width > room:
        end -= 1
    return [*line[:end], ("…", "")]


def _join(line: Sequence[Word]) -> Letters:
    letters = [letter for word in line for letter in word.letters]
    while letters and letters[-1][0] == " ":
        letters.pop()
    return letters


# --- pixels ---
_SUBPIXEL_POSITIONS = 4
"""How many horizontal subpixel positions a glyph may have."""


class Letter:
    """A glyph at one size: its coverage (0 to 255 for each pixel, top row first) and the offset of these pixels."""

    __slots__ = ("_inked", "above", "coverage", "left")

    def __init__(self, coverage: Pixels, left: int, above: int) -> None:
        self.coverage, self.left, self.above = coverage, left, above
        self._inked: dict[object, Pixels] = {}

    def in_ink(self, ink: T, make: Callable[[Pixels, T], Pixels]) -> Pixels:
        """The glyph's pixels in an ink: `make(coverage, ink)`, called once for each ink."""
        if ink not in self._inked:
            self._inked[ink] = make(self.coverage, ink)
        return self._inked[ink]


def place_glyphs(line: Sequence[Stretch], x: float, y: int, size: float) -> Iterator[tuple[str, Letter, int, int]]:
    """The glyphs of a line starting at `x` with its baseline at `y`: each with its style and the left and top of its
    pixels."""
    for stretch in line:
        for font, number, right, up in stretch.glyphs:
            place = round((x + right * size) * _SUBPIXEL_POSITIONS)
            letter = _letter(font, number, size, place % _SUBPIXEL_POSITIONS)
            if letter.coverage.size:
                yield (
                    stretch.style,
                    letter,
                    place // _SUBPIXEL_POSITIONS + letter.left,
                    y - round(up * size) - letter.above,
                )
        x += stretch.width * size


@cache
def _rasteriser() -> Any:
    return harfbuzz.RasterDraw()


@lru_cache(_CACHE_SIZE)
def _letter(font: _Font, number: int, size: float, quarter: int) -> Letter:
    raster, scale = _rasteriser(), size / font.em
    raster.reset()
    raster.transform = (scale, 0, 0, scale, quarter / _SUBPIXEL_POSITIONS, 0)
    raster.draw_glyph(font.shaper, number)
    image = raster.render()
    at = image.extents
    if not at.width or not at.height:
        return Letter(np.zeros((0, 0), np.uint8), 0, 0)
    rows = np.frombuffer(image.buffer, np.uint8).reshape(at.height, at.stride)[::-1, : at.width]
    return Letter(rows.copy(), at.x_origin, at.y_origin + at.height)


def clear_caches() -> None:
    """Clear the caches of words, runs and glyphs, which take some 60 MB after thousands of pictures."""
    for cached in (_width, _shape, _letter):
        cached.cache_clear()
