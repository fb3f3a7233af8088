"""Quotation marks and apostrophes: which marks form pairs, whether a text is enclosed in marks, which ' opens a
quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

PAIRS = {
    '"': '"”“',
    "“": '”"“',
    "”": "”“",
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«»",
    "'": "'’",
    "‘": "’'",
    "’": "’‘",
    "‚": "‘’",
    "‛": "’",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "｢": "｣",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "〞": "〟",
    "＂": "＂",
    "״": "״",
    "׳": "׳",
    "❝": "❞",
    "❮": "❯",
    "⹂": "⹂",
    "´": "´",
}
"""For each mark that opens a quotation in some language, the marks that close it."""

DOUBLE, SINGLE = "“”„‟«»＂", "‘’‚‛＇ʼ"
"""Marks that are the same as " or ' where quotations are compared with a copy."""
DOUBLED = "''|``|´´|,,|‘‘|’’|\"\"|<<|>>"
"""A pattern of two characters used for one double mark, as on typewriters and in TeX."""

STOPS = " .,;:!?…。、，！？"
"""What may follow the closing mark of a text."""

# Words without their beginning, in English, Dutch, Afrikaans, German, Italian, Catalan and Welsh.
_ELISIONS = "twas|tis|twere|twould|tain|tisn|twasn|em|til|tude|n|s|t|k|m|r|d|l|w|ns|ls|ch|ne|nen|ner|nem|nes|nix|ndrangheta|sto|sta|nu"
ELIDED = rf"['‘’](?:(?:{_ELISIONS})(?=[\s.,;:!?…’'-]|$)|\d\ds?(?=[\s.,;:!?…–—-]|$))"
"""A pattern of a word with a leading apostrophe, such as 'twas. It is valid in JavaScript too. Both ignore case."""
_ELIDED = re.compile(ELIDED, re.IGNORECASE)
_DOUBLED = re.compile(DOUBLED)


def has_own_marks(parts: Sequence[str]) -> bool:
    """Whether a text, or one of its parts, is entirely enclosed in its own pair of quotation marks."""
    return any(map(_is_enclosed, (" ".join(parts), *parts)))


def _is_enclosed(text: str) -> bool:
    text = _DOUBLED.sub('"', text.strip()).rstrip(STOPS)
    if len(text) < 3 or text[-1] not in PAIRS.get(text[0], ""):
        return False
    opening, closing = text[0], text[-1]
    single = closing in "'’‘"
    if single and _ELIDED.match(text):
        return False
    depth = 1
    for at in range(1, len(text) - 1):
        sign = text[at]
        if sign not in (opening, closing) or (single and text[at - 1].isalnum() and text[at + 1].isalnum()):
            continue
        if opening == closing or not depth:  # a second quotation begins: “one” and “two”
            return False
        depth += 1 if sign == opening else -1
    return depth > 0 or single  # after a single mark the closing one may be that of "the boys’ wall"


# --- French ---

_OPENS, _CLOSES = re.compile("«[ \u00a0\u202f]?"), re.compile("[ \u00a0\u202f]?»")


def with_french_spaces(text: str) -> str:
    """A French text with narrow no-break spaces (U+202F) inside its quotation marks, as printers set them."""
    return _CLOSES.sub("\u202f»", _OPENS.sub("«\u202f", text))


# --- apostrophes ---------------------------------------------------------------------------------------------------------

# A single straight mark before a word (it opens a quotation, or replaces letters), or after one (it may close a
# quotation).
_STRAIGHT = re.compile(r"(?P<front>(?<![^\s(\[{–—/“«-])'(?=[\w…¿¡]))|(?P<back>(?<=\S)'(?!\w))")
# "And" between two apostrophes: fish 'n' chips.
_AND = re.compile(r"(?<=\w\s)'(?:n|N)'(?=\s\w)")
_LETTER = re.compile(r"\b(?:letters?|variable|character|sound|symbol|number)\s$", re.IGNORECASE)
# A decade or year without its century: the '70s, in '72.
_DECADE = re.compile(r"'\d\ds(?!\w)")
_YEAR = re.compile(r"'\d\d(?![\w%]|[.,]\d|\s(?:%|per\b))")
_BEFORE_A_YEAR = re.compile(
    r"(?:\b(?:of|in|since|from|to|until|till|by|before|after|around|the|early|mid|late|summer|winter|spring|autumn|fall|and|or"
    r"|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\s|['’]\d\d\s?[–—/-]\s?)$",
    re.IGNORECASE,
)
_BEFORE = 16
"""How many characters before a mark are examined."""


def opening_marks(text: str) -> Iterator[int]:
    """The offsets at which a straight single mark opens a quotation, in order.

    All others are apostrophes or close a quotation. Words without their beginning ('twas, the '70s, fish 'n' chips) are
    recognised by their form. Any other mark before a word opens a quotation if a mark closes it before the next one
    opens.
    """
    inside = {
        at
        for found in _AND.finditer(text)
        if not _is_letter(text, found.start())
        for at in (found.start(), found.end() - 1)
    }
    # A text that was cut off has lost its closing mark.
    closes = text.rstrip().endswith("…")
    found: list[int] = []
    for mark in reversed(list(_STRAIGHT.finditer(text))):
        at = mark.start()
        if at in inside:
            continue
        if mark["back"] is not None:
            closes = True
        elif closes and not _is_apostrophe(text, at):
            found.append(at)
            closes = False
    yield from reversed(found)


def _is_letter(text: str, at: int) -> bool:
    return bool(_LETTER.search(text[max(0, at - _BEFORE) : at]))


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a mark before a word replaces omitted letters."""
    if _DECADE.match(text, at):
        return True
    if _YEAR.match(text, at):
        return bool(_BEFORE_A_YEAR.search(text[max(0, at - _BEFORE) : at]))
    found = _ELIDED.match(text, at)
    # 'n' is the letter n in quotation marks; 'n without a mark after it is the word "and".
    return found is not None and not text.startswith("'", found.end())
