"""The picture that goes with a shared link: the archive's name on its paper, behind a quotation mark.

One for the whole archive. One for each article would cost 10,000 articles five minutes and 200 MB, and say what the title that
is shown beside it says.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont
from PIL.ImageFont import ImageFont as BitmapFont

WIDTH, HEIGHT = 1200, 630
"""In pixels, as the services that show such pictures ask for."""

_PAPER, _INK, _ACCENT = "#fdfcf9", "#1e2225", "#10586c"  # as css/tokens.css has them
_MARGIN = 90
_SIZES = (92, 80, 68, 58, 50, 42)
_ROW, _ROOM = WIDTH - 2 * _MARGIN, 330  # what the words may take in width and height
_SMOOTH = 4  # shapes are drawn this much larger, then made small


@cache
def card(title: str) -> bytes:
    """The picture as a PNG. Where no font at hand has the title's letters, it does without the words."""
    picture = _sign().resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(picture)
    for size in _SIZES:
        font = _font(title, size)
        lines = _balanced(title, font) if font else []
        deep = len(lines) * size * 1.22
        if deep > _ROOM or any(draw.textlength(line, font) > _ROW for line in lines):
            continue
        for number, line in enumerate(lines):
            draw.text((_MARGIN, HEIGHT - _MARGIN - deep + number * size * 1.22), line, font=font, fill=_INK)
        break
    out = BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _sign() -> Image.Image:
    """The paper with an opening quotation mark."""
    picture = Image.new("RGB", (WIDTH * _SMOOTH, HEIGHT * _SMOOTH), _PAPER)
    draw = ImageDraw.Draw(picture)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * _SMOOTH, top * _SMOOTH, right * _SMOOTH, bottom * _SMOOTH

    for left in (_MARGIN, _MARGIN + 78):  # a disc with a tail that tapers upward, twice
        draw.ellipse(box(left, 122, left + 58, 180), fill=_ACCENT)
        draw.pieslice(box(left, 80, left + 116, 224), 180, 255, fill=_ACCENT)
        draw.pieslice(box(left + 18, 92, left + 116, 212), 176, 262, fill=_PAPER)
        draw.ellipse(box(left, 122, left + 58, 180), fill=_ACCENT)
    draw.rectangle(box(0, HEIGHT - 14, WIDTH, HEIGHT), fill=_ACCENT)
    return picture


# The bundled font first, so that every machine draws the same; it has few letters but the English ones.
_SYSTEM_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "NotoSansCJK-Regular.ttc", "Arial Unicode.ttf", "arial.ttf")


def _font(title: str, size: int) -> FreeTypeFont | None:
    bundled = ImageFont.load_default(size)
    if not isinstance(bundled, BitmapFont) and _has(bundled, title):
        return bundled
    for name in _SYSTEM_FONTS:
        try:
            font = ImageFont.truetype(name, size)
        except OSError:
            continue
        if _has(font, title):
            return font
    return None


def _has(font: FreeTypeFont, title: str) -> bool:
    """Whether the font has every letter, so that none is drawn as its sign for a missing one."""
    lacking = bytes(font.getmask("\uffff"))
    return all(letter.isspace() or bytes(font.getmask(letter)) != lacking for letter in set(title))


def _balanced(title: str, font: FreeTypeFont) -> list[str]:
    """The title in as few lines as it needs, none much longer than the others."""
    lines = _lines(title, font, _ROW)
    narrower = (_lines(title, font, width) for width in range(_ROW // 3, _ROW, 20))
    return next((tried for tried in narrower if len(tried) <= len(lines)), lines)


def _lines(title: str, font: FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
