"""The order in which readers of a language look words up: the Unicode Collation Algorithm (UTS #10) with its default table.

Where an alphabet has a letter that the table takes for another with a mark, as Spanish ñ, the letter stands where the CLDR has it.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from pyuca import Collator

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


@cache
def _collator() -> Collator:
    return Collator()


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
