"""Alphabetical order for the readers of a language: the Unicode Collation Algorithm (UTS #10) with its default table.

If an alphabet has a letter that this table treats as another letter with a mark, such as Spanish ñ, the letter is
sorted as the CLDR says.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from pyuca.collator import COLL_ELEMENT_PATTERN, Collator
from pyuca.trie import Trie

from generator.text import messages
from generator.text.messages import cached_by_language

Key = tuple[tuple[int, ...], str]


@cached_by_language
def sort_key(text: str) -> Key:
    """The sort key of a text. Different texts have different keys."""
    letters = _LETTERS.get(messages.message_language().split("-")[0])
    known = text.translate(letters) if letters else text
    return _collator().sort_key(known), text


def initial_letter(name: str) -> str:
    """The letter under which a name is filed: its first, without marks that are not part of a separate letter in the
    language's alphabet; empty if the name does not begin with a letter. For a Korean syllable it is the consonant."""
    whole = unicodedata.normalize("NFC", name.lstrip("“\"'‘«(„").upper())[:1]
    own = _LETTERS.get(messages.message_language().split("-")[0], {})
    first = whole if ord(whole or " ") in own or whole == "Й" else unicodedata.normalize("NFD", whole)[:1]
    if first in _CONSONANTS:
        return _CONSONANTS[first]
    return first if first.isalpha() else ""


_CONSONANTS = {chr(0x1100 + number): letter for number, letter in enumerate("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")}
"""The letter by itself for each consonant with which a Korean syllable begins: the part of a syllable alone is drawn as
half a letter."""


class _Table(Trie):  # type: ignore[misc]  # the library has no types
    """The collation table, with entries parsed when a text first contains their first character: parsing all 33,000
    takes a tenth of a second, and the names of an archive contain about a hundred characters."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._unread: dict[int, list[tuple[str, str]]] = {}
        for signs, elements in _ENTRY.findall(text):
            self._unread.setdefault(int(signs.partition(" ")[0], 16), []).append((signs, elements))

    def find_prefix(self, key: list[int]) -> Any:
        """The longest prefix of a key that is in the table, its value, and the rest of the key."""
        for signs, elements in self._unread.pop(key[0], ()):
            weights = [[int(it, 16) for it in found] for found in COLL_ELEMENT_PATTERN.findall(elements)]
            self.add([int(it, 16) for it in signs.split()], weights)
        return super().find_prefix(key)


_ENTRY = re.compile(r"^([0-9A-F]+(?: [0-9A-F]+)*) *;([^#\n]*)", re.MULTILINE)
_IMPLICIT = re.compile(r"^@implicitweights ([0-9A-F]+)\.\.([0-9A-F]+); ([0-9A-F]+)", re.MULTILINE)


class _Collator(Collator):  # type: ignore[misc]
    """The library's collator with a table that is parsed lazily."""

    def load(self, filename: str) -> None:
        """Read the table."""
        text = Path(filename).read_text(encoding="utf-8")
        self.implicit_weights = [[int(it, 16) for it in found] for found in _IMPLICIT.findall(text)]
        self.table = _Table(text)


@cache
def _collator() -> Collator:
    return _Collator()


def _after(pairs: str) -> dict[int, str]:
    """A translation table that sorts the second letter of each pair after all words with the first: an unknown
    character sorts after all known ones."""
    found: dict[int, str] = {}
    for number, pair in enumerate(pairs.split()):
        for before, letter in ((pair[0], pair[1]), (pair[0].upper(), pair[1].upper())):
            found[ord(letter)] = f"{before}{chr(0xF0000 + number)}"
    return found


_LETTERS = {
    "cs": _after("cč rř sš zž"),
    "da": _after("zæ zø zå"),
    "es": _after("nñ"),
    "fi": _after("zå zä zö"),
    "hr": _after("cč cć dđ sš zž"),
    "nb": _after("zæ zø zå"),
    "nn": _after("zæ zø zå"),
    "pl": _after("aą cć eę lł nń oó sś zź zż"),
    "sk": _after("cč sš zž oô"),
    "sl": _after("cč sš zž"),
    "sv": _after("zå zä zö"),
    "tr": _after("cç gğ oö sş uü"),
    "uk": _after("гґ ії"),
}
"""Separate letters of an alphabet, each preceded by the letter that it follows."""
