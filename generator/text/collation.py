"""The order in which readers of a language look words up: the Unicode Collation Algorithm (UTS #10) with its default table.

Where an alphabet has a letter that the table takes for another with a mark, as Spanish ñ, the letter stands where the CLDR has it.
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
from generator.text.messages import spoken_cache

Key = tuple[tuple[int, ...], str]


@spoken_cache
def order(text: str) -> Key:
    """What a text is sorted by. Texts that differ have different keys."""
    letters = _LETTERS.get(messages.spoken().split("-")[0])
    known = text.translate(letters) if letters else text
    return _collator().sort_key(known), text


def initial(name: str) -> str:
    """The letter under which a name stands: its first, without the marks that the language's alphabet does not part it by; empty where
    it begins with none. Of Korean syllables it is the consonant."""
    whole = unicodedata.normalize("NFC", name.lstrip("“\"'‘«(„").upper())[:1]
    own = _LETTERS.get(messages.spoken().split("-")[0], {})
    first = whole if ord(whole or " ") in own or whole == "Й" else unicodedata.normalize("NFD", whole)[:1]
    return first if first.isalpha() else ""


class _Table(Trie):  # type: ignore[misc]  # it has no types
    """The table's entries, each read when a text first has the sign with which it begins: to read all 33,000 takes a tenth of a second,
    and the names of an archive have some hundred signs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._unread: dict[int, list[tuple[str, str]]] = {}
        for signs, elements in _ENTRY.findall(text):
            self._unread.setdefault(int(signs.partition(" ")[0], 16), []).append((signs, elements))

    def find_prefix(self, key: list[int]) -> Any:
        """The longest beginning of a key that the table has, its value, and the rest of the key."""
        for signs, elements in self._unread.pop(key[0], ()):
            weights = [[int(it, 16) for it in found] for found in COLL_ELEMENT_PATTERN.findall(elements)]
            self.add([int(it, 16) for it in signs.split()], weights)
        return super().find_prefix(key)


_ENTRY = re.compile(r"^([0-9A-F]+(?: [0-9A-F]+)*) *;([^#\n]*)", re.MULTILINE)
_IMPLICIT = re.compile(r"^@implicitweights ([0-9A-F]+)\.\.([0-9A-F]+); ([0-9A-F]+)", re.MULTILINE)


class _Collator(Collator):  # type: ignore[misc]
    """The same as that of the library."""

    def load(self, filename: str) -> None:
        """Read the table."""
        text = Path(filename).read_text(encoding="utf-8")
        self.implicit_weights = [[int(it, 16) for it in found] for found in _IMPLICIT.findall(text)]
        self.table = _Table(text)


@cache
def _collator() -> Collator:
    return _Collator()


def _after(pairs: str) -> dict[int, str]:
    """Has each second letter stand after all words with the first: a letter that no table knows comes after all that are known."""
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
"""Letters of their own, each after the one behind which its alphabet has it."""
