"""Normalises words for the search: all ways of writing a word or number get one form, in every language.

A text is split into words at white space. Each word gives pieces (`pieces`): in lower case, without clitics (l'État,
Moscow's) and the full stops of initials (U.S.), numbers without grouping separators, and text without spaces (Chinese,
Japanese, Thai) as pairs of letters. A piece is searched by its stem in the language of the text (`Stems`), without
accents (`without_accents`).

`assets/search/words.js` does the same to a reader's query; `tests/vectors/searched.json` holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

import Stemmer

ALGORITHMS: Final = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""The Snowball algorithm for each language (ISO 639-1). Words of other languages are not stemmed."""

STEMMED_BY: Final = Stemmer.version()
"""The version of the stemmer: another version may give other stems."""

POINT: Final = "\ua4f8"
"""Replaces the decimal point in a number: it counts as a letter, so that no index splits a word at it."""

UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUNS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻʾʿ′`´", "'"))
_DIGITS = str.maketrans({chr(zero + n): str(n) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50) for n in range(10)})
_GROUPED = re.compile(r"(?<![\d.,'])[0-9]{1,3}([.,'])(?:[0-9]{2,3}\1)*[0-9]{3}(?![\d]|\1[0-9])")
_DECIMAL = re.compile(r"(?<![\d.,])([0-9]+)[.,]([0-9]+)(?![.,]?[0-9])")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?(?:'s(?![^\W_]))?")
_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_GEMINATED = re.compile("(?<=l)[·‧](?=l)")
_ELIDED = re.compile(
    r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|dell|nell|sull|dall|all|coll|quell|un|gl|sant)'(?=[^\W\d_]{2})"
)
_POSSESSIVE = re.compile("'s$")
_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ς": "σ"}
)
_APART = re.compile(r"(?<!\S)[0-9]{1,3}(?:\s[0-9]{3})+(?![0-9])")


def words(text: str) -> list[str]:
    """The words of a text, split at white space."""
    return text.split()


@cache
def pieces(word: str) -> tuple[str, ...]:
    """The parts of a word by which it is searched, before stemming. Empty for punctuation."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", word)).lower().translate(_APOSTROPHES)
    if not plain.isascii():
        plain = _GEMINATED.sub("", plain)  # col·legi
        plain = "".join(it for it in plain if not unicodedata.category(it).startswith("M")).translate(_DIGITS)
    if any(map(str.isdigit, plain)):
        plain = _GROUPED.sub(lambda it: re.sub("[.,']", "", it[0]), plain)
        plain = _DECIMAL.sub(rf"\1{POINT}\2", plain)
    # U.S. is US. A word directly after initials (J.R.R.Tolkien) is separate.
    plain = _INITIALS.sub(lambda it: it[0].replace(".", "") + ("." if it[0].endswith(".") else ""), plain)
    found: list[str] = []
    for piece in _PIECE.findall(plain):
        own = _POSSESSIVE.sub("", _ELIDED.sub("", piece)).replace("'", "")
        found += _RUNS.findall(own)
    return tuple(found)


def is_unspaced(piece: str) -> bool:
    """Whether a piece is in a script without spaces between words."""
    return _IS_UNSPACED.match(piece) is not None


def pairs(piece: str) -> tuple[str, ...]:
    """A piece of a script without spaces as overlapping pairs of letters; empty for a single letter."""
    letters = without_accents(piece)
    return tuple(letters[at : at + 2] for at in range(len(letters) - 1))


@cache
def without_accents(piece: str) -> str:
    """A piece without accents, and with variants of a letter unified; Korean syllables are decomposed into letters, as
    Pagefind does."""
    if piece.isascii():
        return piece
    plain = unicodedata.normalize("NFKD", piece.translate(_LETTERS))
    return "".join(it for it in plain if not unicodedata.category(it).startswith("M"))


class Stems:
    """Stems the pieces of one language."""

    def __init__(self, language: str) -> None:
        """`language` is a tag (BCP 47)."""
        algorithm = ALGORITHMS.get(language.partition("-")[0].lower())
        self._stem = Stemmer.Stemmer(algorithm).stemWord if algorithm else str
        self._known: dict[str, str] = {}

    def stem(self, piece: str) -> str:
        """The stem of a piece of a script with spaces."""
        known = self._known.get(piece)
        if known is None:
            known = self._known[piece] = without_accents(self._stem(piece) if piece.isalpha() else piece)
        return known


def spaced_numbers(text: str) -> dict[int, str]:
    """Numbers grouped by spaces (11 000), without the spaces, by the index of their first word."""
    if not _APART.search(text):
        return {}
    return {len(text[: it.start()].split()): "".join(it[0].split()) for it in _APART.finditer(text)}
