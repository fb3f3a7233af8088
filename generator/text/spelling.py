"""How words are compared: what counts as one word, and which spellings are the same word.

A word is a run of letters and digits, including the marks, apostrophes and decimal points inside it. Scripts without
spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are split into letters; Korean, which has spaces, into words.
Texts are composed (Unicode form NFC), runs of white space are collapsed, and soft hyphens and zero-width spaces
dropped. Two words are the same if their compatibility forms (NFKC) are equal, ignoring case, accents on Latin and Greek
letters, Hebrew and Arabic points, ё for е, full stops in initials, thousands separators, and in English the British or
American spelling, by a word list. Hyphens and all other punctuation separate words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from generator.text import lines
from generator.text.wordlists import american


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its offsets. Words with equal keys are the same word."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text as printed, with its words and their keys.

    `signature` is equal for texts with the same words in the same order, however they are spaced.
    """

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    signature: str

    def stretch(self, start: int, end: int) -> str:
        """The words with indices from `start` up to but not including `end`, as printed; empty if there are none."""
        return self.text[self.words[start].start : self.words[end - 1].end] if start < end else ""

    def gap(self, number: int) -> str:
        """The spaces and punctuation before the word with this index; with the number of words as index, the rest of
        the text."""
        start = self.words[number - 1].end if number else 0
        end = self.words[number].start if number < len(self.words) else len(self.text)
        return self.text[start:end]


@lru_cache(maxsize=8192)
def read(text: str, language: str = "") -> Text:
    """A text with its words, compared by the rules of its language (BCP 47). Only in English are two spellings
    unified."""
    printed = lines.normalise_lines(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    english = language.split("-", maxsplit=1)[0] == "en"
    found = (Word(_key(m[0], english), m.start(), m.end()) for m in _WORD.finditer(printed))
    words = tuple(word for word in found if word.key)
    if english:
        words = tuple(_as_verb(word, words[number - 1].key if number else "") for number, word in enumerate(words))
    keys = tuple(word.key for word in words)
    return Text(printed, words, keys, "".join(keys))


def clear_caches() -> None:
    """Clear the caches of texts and words."""
    read.cache_clear()
    _key.cache_clear()


def with_straight_apostrophes(text: str) -> str:
    """The text with every apostrophe, of whatever shape, made straight."""
    return text.translate(_APOSTROPHES)


_APOSTROPHES = str.maketrans("’ʼ‘", "'''")


_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


_MARKS = (
    "".join(
        chr(c)
        for c in (*range(0x300, 0x1D00), *range(0xA800, 0xAC00))
        if unicodedata.category(chr(c)) in ("Mn", "Mc", "Me")
    )
    + "\u200c\u200d\u3099\u309a"
)  # joiners occur inside Persian and Hindi words


_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)


_SETS_NO_SPACES = re.compile(f"[{_UNSPACED}]")


def sets_spaces(text: str) -> bool:
    """Whether the text has no letter of a script without spaces between words."""
    return not _SETS_NO_SPACES.search(text)


_LETTER = rf"(?:(?![{_UNSPACED}])[^\W_][{_MARKS}]*)"


_WORD = re.compile(
    rf"(?:(?![{_UNSPACED}])[^\W\d_]\.){{2,}}"  # initials
    rf"|{_LETTER}+(?:(?:['’ʼ]|(?<=\d)[.,\u00a0\u202f](?=\d)){_LETTER}+)*"
    rf"|[{_UNSPACED}][{_MARKS}]*"
    r"|[%‰$€£¥₩₽₴]"
)


_IN_THREES = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
_IN_THREES_IN_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+")


@lru_cache(maxsize=65_536)
def _key(word: str, english: bool) -> str:
    text = unicodedata.normalize("NFKC", word).casefold().translate(_APOSTROPHES).replace("ё", "е")
    text = re.sub("[\u200c\u200d]", "", text)
    if text.isascii():
        if re.fullmatch(r"(?:[a-z]\.)+[a-z]?\.?", text):
            text = text.replace(".", "")
    else:
        text = _unmarked(text)
    if text[:1].isdigit():
        grouped = _IN_THREES_IN_ENGLISH.fullmatch(text) if english else _IN_THREES.fullmatch(text)
        return re.sub(r"[., ]", "", text) if grouped else text
    return american(text) if english else text


def _as_verb(word: Word, before: str) -> Word:
    """The word "analyses" is the plural of a noun, or the British spelling of "analyzes"; only after a pronoun is it
    certainly the latter."""
    if word.key.endswith("lyses") and before in ("he", "she", "it", "who", "which"):
        return Word(word.key.removesuffix("ses") + "zes", word.start, word.end)
    return word


def _unmarked(text: str) -> str:
    """The text without accents on Latin and Greek letters, stress marks on Cyrillic ones, and Hebrew and Arabic
    points."""
    plain = []
    base = ""
    for letter in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(letter):
            base = letter
        elif (
            ("\u0300" <= letter <= "\u036f" and (base < "\u0400" or letter in "\u0300\u0301"))
            or "\u0591" <= letter <= "\u05c7"
            or "\u064b" <= letter <= "\u065f"
        ):
            continue
        plain.append(letter)
    return unicodedata.normalize("NFC", "".join(plain))
