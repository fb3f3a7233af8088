"""Further spellings of a name. They are only for the search index and never shown.

Cyrillic is romanised by documented systems: BGN/PCGN for Russian (1947), which the press follows; ICAO for passports
(Doc 9303, part 3, section 6), in force in Russia since 2013; Ukraine's own (resolution 55 of 2010); German and French
newspapers have their own spellings: Lawrow, Poutine. Names of people and places of Russia, Ukraine and Belarus that a
record gives only in Latin letters are first converted back to Cyrillic by the same tables, since a reader may romanise
the original differently: Shoigu becomes Шойгу, and thereby Shoygu. Where romanisation lost a letter, this is a guess; a
wrong guess is merely a spelling that nobody searches for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from generator.text.search_words import without_accents

CYRILLIC_COUNTRIES = frozenset({"RU", "UA", "BY"})
KOREAN_COUNTRIES = frozenset({"KP", "KR"})


def spellings(names: Iterable[str], country: str | None = None) -> tuple[str, ...]:
    """Further spellings of the words of these names, in lower case, without those that occur in the names.

    `country` is the code (ISO 3166-1 alpha-2) of the named record.
    """
    words = list(dict.fromkeys(word for name in names for word in _WORD.findall(_plain(name))))
    found: list[str] = []
    found += (in_german_spelling(word) for name in names for word in name.lower().split() if _UMLAUT.search(word))
    for word in words:
        originals = [word] if _is_cyrillic(word) else []
        if country in CYRILLIC_COUNTRIES and word.isascii():
            originals = [to_cyrillic(word, _BACK_UA if country == "UA" else _BACK_RU)]
            found += originals
        for original in originals:
            found += romanised(original)
    if country in KOREAN_COUNTRIES:
        found += _joined_given_names(names)
    return tuple(dict.fromkeys(word for word in found if word and word not in words))


def romanised(word: str) -> tuple[str, ...]:
    """A Cyrillic word in Latin letters by each system, without repeats; also with -ий and -ый shortened to -y, as the
    press does."""
    found = [_by_table(word, table) for table in (_BGN, _ICAO, _UKRAINE, _SCHOLARLY, _SCHOLARLY_UA)]
    german = [_by_table(word, table) for table in (_GERMAN, _GERMAN_UA)]
    found += [*german, *(re.sub(_SINGLE_S, "ss", latin) for latin in german)]
    found.append(_with_french_sounds(_by_table(word, _FRENCH)))
    short = [re.sub(r"(?:iy|yy|ii|yi)$", "y", latin) for latin in found]
    return tuple(dict.fromkeys([*found, *short]))


def _with_french_sounds(latin: str) -> str:
    """With the letters that keep the sound in French: ss between vowels, gu before e and i, -ine at the end, and no "oou"."""
    latin = re.sub(_SINGLE_S, "ss", latin.replace("oou", "ou"))
    return re.sub(r"in$", "ine", re.sub(r"g(?=[ei])", "gu", latin))


def in_german_spelling(word: str) -> str:
    """A word with ae, oe and ue for ä, ö and ü, and without other accents, as it is typed where these are missing."""
    return without_accents(unicodedata.normalize("NFC", word.lower()).translate(_UMLAUTS))


def to_cyrillic(word: str, table: dict[str, str]) -> str:
    """The Cyrillic word that was most likely romanised this way; empty if it contains a letter that no romanisation
    uses."""
    cyrillic, position = "", 0
    while position < len(word):
        rest = word[position:]
        if rest in ("y", "yy", "iy", "yi", "ii") and cyrillic and cyrillic[-1] not in _VOWELS:
            return cyrillic + ("ій" if table is _BACK_UA and rest in ("iy", "yi", "ii") else "ий")
        if rest[0] in "yij" and cyrillic and cyrillic[-1] in _VOWELS and rest[1:2] not in ("a", "o", "u", "e"):
            cyrillic, position = cyrillic + "й", position + 1
            continue
        if rest.startswith("yi") and table is _BACK_UA and cyrillic and cyrillic[-1] not in _VOWELS:
            cyrillic, position = cyrillic + "иї", position + 2  # ї never follows a consonant
            continue
        letters = next((rest[:n] for n in (4, 3, 2, 1) if rest[:n] in table), None)
        if letters is None:
            return ""
        cyrillic, position = cyrillic + table[letters], position + len(letters)
    return cyrillic


def _by_table(word: str, table: dict[str, str]) -> str:
    latin = ""
    for number, letter in enumerate(word):
        before = word[number - 1] if number else ""
        open_ = not before or before in "аеёиоуыэюяіїєйъь"
        latin += table.get(letter + "^", table.get(letter, letter)) if open_ else table.get(letter, letter)
    return latin


def _joined_given_names(names: Iterable[str]) -> list[str]:
    """The given names of Korean names as one word: Jong Un and Jong-un both become jongun."""
    parts = (name.lower().replace("-", " ").split() for name in names)
    return ["".join(words[1:]) for words in parts if len(words) == 3]


def _plain(name: str) -> str:
    """The name in lower case without accents. й, ї and ё stay, since they are separate letters."""
    folded = "".join(
        letter if letter in "йїё" else unicodedata.normalize("NFKD", letter)[0]
        for letter in unicodedata.normalize("NFC", name.lower())
    )
    return re.sub(r"['’ʼʻʹ]", "", folded)


def _is_cyrillic(word: str) -> bool:
    return bool(re.fullmatch(r"[\u0400-\u04ff]+", word))


def _table(pairs: str) -> dict[str, str]:
    return {cyrillic: latin.strip("-") for cyrillic, latin in (pair.split("=") for pair in pairs.split())}


_SINGLE_S = r"(?<=[aeiou])s(?=[aeiouy])"
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_UMLAUT = re.compile(f"[{''.join(map(chr, _UMLAUTS))}]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWELS = "аеёиоуыэюяіїє"

# `^` marks letters at the beginning of a word, or after a vowel, й, ъ or ь. `-` means that the letter is dropped.
_COMMON = (
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch "
    "э=e і=i ґ=g ў=w ь=- "
)
_BGN = _table(_COMMON + "е^=ye ё=yo й=y ъ=- ы=y ю=yu я=ya є=ye ї=yi")
_ICAO = _table(_COMMON + "ё=e й=i ъ=ie ы=y ю=iu я=ia є=ie ї=i")
_UKRAINE = _table(_COMMON + "г=h и=y й=i ё=yo ъ=- ы=y ю=iu я=ia є=ie ї=i")
_GERMAN = _table(_COMMON + "в=w ж=sch з=s е^=je ё=jo й=i х=ch ц=z ч=tsch ш=sch щ=schtsch ъ=- ы=y ю=ju я=ja є=je ї=ji")
_GERMAN_UA = _GERMAN | {"г": "h", "и": "y", "й": "j"}
_SCHOLARLY = _table(
    _COMMON + "ё=e ж=z й=j х=ch ц=c ч=c ш=s щ=sc ъ=- ы=y ю=ju я=ja є=je ї=ji"  # ISO/R 9:1968, typed without its carons
)
_SCHOLARLY_UA = _SCHOLARLY | {"г": "h", "и": "y"}
_FRENCH = _table(_COMMON + "ж=j ё=io й=i у=ou ч=tch ш=ch щ=chtch ъ=- ы=y ю=iou я=ia є=ie ї=i")

_BACK = {
    "shch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц", "tz": "ц", "yu": "ю", "iu": "ю", "ya": "я",
    "yo": "ё", "ye": "е", "ia": "ия", "a": "а", "b": "б", "v": "в", "w": "в", "g": "г", "d": "д", "e": "е", "z": "з",
    "i": "и", "j": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т",
    "u": "у", "f": "ф", "y": "ы", "h": "х", "x": "кс", "c": "ц",
}  # fmt: skip
_BACK_RU = _BACK
_BACK_UA = _BACK | {"h": "г", "y": "и", "i": "і", "yi": "ї", "ye": "є", "ie": "є", "ia": "ія"}
