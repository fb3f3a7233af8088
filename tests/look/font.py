"""A font that is the same on every machine: each character of Unicode is one box, half as wide as the font is large."""

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

UNITS = 1000
ASCENT, DESCENT = 800, -200
ADVANCE = 500
LAST = 0x10FFFF


def font() -> bytes:
    """The font as a TrueType file. Its lines are as high as the font is large."""
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({ord("x"): "box"})
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 600), (450, 600), (450, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder.setupGlyf({".notdef": box, "box": box})
    builder.setupHorizontalMetrics({".notdef": (ADVANCE, 50), "box": (ADVANCE, 50)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "Look", "styleName": "Regular"})
    builder.setupOS2(
        sTypoAscender=ASCENT, sTypoDescender=DESCENT, sTypoLineGap=0, usWinAscent=ASCENT, usWinDescent=-DESCENT
    )
    builder.setupPost()
    builder.font["cmap"].tables = [_all_of_unicode()]
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def _all_of_unicode() -> CmapSubtable:
    """Maps all characters to one glyph: format 13 of OpenType's `cmap`, made for fonts of last resort."""
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = dict.fromkeys(range(0x20, LAST + 1), "box")
    return table
