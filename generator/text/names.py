"""Finds names in a text in any script and spelling: Shoigu, Shoygu and Шойгу are the same.

A word is folded: it is transliterated to Latin letters (anyascii), and spellings that romanisations vary are unified,
such as y, j and i; kh and h; single and double letters. Accents and apostrophes are dropped. Names are kept in a trie
of words, so that one pass over a text finds the longest name at each place, however many names there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii


class Word(NamedTuple):
    """A word of a text with its offsets and keys: first its own key, then those without a grammatical ending."""

    text: str
    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text with its offsets, and the ids of everyone with that name."""

    text: str
    start: int
    end: int
    ids: tuple[str, ...]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The key of a word: equal for all its spellings; empty if no letter is left."""
    text = re.sub(r"[^a-z0-9]", "", anyascii(_HANGUL.sub(_syllable, word)).lower())
    for pattern, same in _VARIANTS:
        text = pattern.sub(same, text)
    return text


def key(name: str) -> tuple[str, ...]:
    """The keys of a name's words, in order."""
    return tuple(folded for found in _WORD.finditer(name) if (folded := fold(_unmarked(found[0]))))


def latin(text: str) -> str:
    """The text transliterated to Latin letters (ASCII)."""
    return anyascii(text)


def words(text: str) -> Iterator[Word]:
    """Every word of a text that has a key."""
    for found in _WORD.finditer(text):
        bare = _unmarked(found[0])
        keys = _keys(bare)
        start, end = found.start(), found.start() + len(bare)
        elided = _ELIDED.match(bare)
        if elided:  # d'Ada Quill, and Charlotte d'Arcy
            start, bare = start + elided.end(), bare[elided.end() :]
            keys = tuple(dict.fromkeys([*keys, *_keys(bare)]))
        if keys:
            yield Word(bare, start, end, keys)


@dataclass(slots=True)
class _Node:
    """A node of the trie: the words that may follow, and the ids of those whose name ends here, with its spellings."""

    following: dict[str, _Node] = field(default_factory=dict)
    bearers: dict[str, list[str]] = field(default_factory=dict)


class Index:
    """Finds names in texts, with the ids of those who have them."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Index pairs of a name and an id. Names of a single Latin letter are left out."""
        self._root = _Node()
        for name, bearer in named:
            folded = key(name)
            if folded and (len("".join(folded)) > 1 or not name.isascii()):
                self._add(folded, name, bearer)
                if 1 < len(folded) <= 3:
                    self._add(("".join(folded),), _JOINED, bearer)

    def _add(self, folded: tuple[str, ...], name: str, bearer: str) -> None:
        node = self._root
        for word in folded:
            node = node.following.setdefault(word, _Node())
        node.bearers.setdefault(bearer, []).append(name)

    def find(self, text: str) -> Iterator[Found]:
        """The names in a text, in order and without overlaps: at each place the longest."""
        yield from self.find_among(text, tuple(words(text)))

    def find_among(self, text: str, found: tuple[Word, ...]) -> Iterator[Found]:
        """Like `find`, for a text that was already split: `found` is the result of `words`."""
        first = 0
        while first < len(found):
            length, bearers = self._longest(text, found, first)
            if bearers:
                start, end = found[first].start, found[first + length - 1].end
                yield Found(text[start:end], start, end, bearers)
            first += length

    def _longest(self, text: str, found: tuple[Word, ...], first: int) -> tuple[int, tuple[str, ...]]:
        """The length in words of the longest name that begins with this word, and its ids; (1, ()) if no name does."""
        best: tuple[int, tuple[str, ...]] = (1, ())
        nodes = [self._root]
        for number in range(first, len(found)):
            word = found[number]
            if number > first and _is_separated(found[number - 1].text, text[found[number - 1].end : word.start]):
                break
            nodes = [node.following[k] for node in nodes for k in word.keys if k in node.following]
            if not nodes:
                break
            bearers = [
                who
                for node in nodes
                for who, written in node.bearers.items()
                if any(_has_same_case(name, found[first]) for name in written)
            ]
            if bearers:
                best = number - first + 1, tuple(dict.fromkeys(bearers))
        return best


def _is_separated(word: str, between: str) -> bool:
    """Whether the characters after a word separate it from the next, so that both cannot belong to one name. A full
    stop after an initial does not, nor does an elided word."""
    between = _ELISION.sub("", between)
    return (
        bool(re.search(r"[^\s\-–.’'·,]", between))
        or "\n\n" in between
        or (len(word) > 3 and bool(re.search(r"\.\s", between)))
    )


def _has_same_case(name: str, found: Word) -> bool:
    """Whether a word of a text is capitalised as the name is: "may" is not the name May."""
    first = found.text
    if name is _JOINED:
        return bool(_HANGUL.search(first))
    if not (first[0].isupper() or first[0].islower()):
        return True  # a script without capitals
    if name.isupper() and len(name) <= 5 and name.isascii():
        return first == first.upper()
    return first[0].isupper() or name[0].islower()


_JOINED = "\0"
"""Used instead of a name's spelling if its words were joined into one, as in Korean."""

_WORD = re.compile(r"[^\W_]+(?:[’'ʼ`][^\W_]+)*")
_ELISION = re.compile("(?:[cdjlmnst]|qu|(?:de|ne|su|da|a)ll)[’'ʼ`]")
_ELIDED = re.compile(f"{_ELISION.pattern}(?=[A-ZÀ-ÖØ-Þ])")
_POSSESSIVE = re.compile(r"[’'](?:s|S)$")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def _unmarked(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _syllable(found: re.Match[str]) -> str:
    """A Korean syllable in Latin letters as usual in names: Kim and Ri, not Gim and Li. Usage differs from the Revised
    Romanisation mainly in the first letter."""
    latin = anyascii(found[0])
    return {"G": "K", "B": "P", "L": "R"}.get(latin[0], latin[0]) + latin[1:]


_VARIANTS = tuple(
    (re.compile(pattern), same)
    for pattern, same in (
        # Longer ones first, since "tsch" contains "sch".
        (r"schtsch|shtsh|chtch|szcz|sjtsj", "shch"),
        (r"tsch|tch|cz", "ch"),
        (r"shch|sch|sz", "sh"),
        (r"kh", "h"),
        (r"zh|dj|dzh", "j"),
        (r"ph", "f"),
        (r"tz", "ts"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"eo", "o"),
        (r"eu(?=[nlmk])", "u"),
        (r"oo", "u"),
        (r"(?<=[^aeiou])[iy]e|^ye", "e"),
        (r"[yj]", "i"),
        (r"([a-z])\1+", r"\1"),
    )
)

_RUSSIAN_ENDINGS = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ой|ей|ою|ею|ым|им|ом|ем|ах|ях|ов|ев|ів|ам|ям|ої|ій|у|ю|а|я|е|и|ы|і|ї|ь)$"
)
_KOREAN_PARTICLES = re.compile(
    "(?:에서는|에게서|으로부터|이라고|에서|에게|에는|으로|과의|와의|까지|부터|이나|은|는|이|가|을|를|의|에|와|과|도|로|만|측)$"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SOUNDS = {"č": "ch", "š": "sh", "ž": "zh", "Č": "Ch", "Š": "Sh", "Ž": "Zh"}
_HACEK = re.compile(f"[{''.join(_SOUNDS)}]")


@lru_cache(maxsize=100_000)
def _keys(word: str) -> tuple[str, ...]:
    keys = [fold(word)]
    if _HACEK.search(word):  # Černov is both Cernov and Chernov
        keys.append(fold(_HACEK.sub(lambda found: _SOUNDS[found[0]], word)))
    if _CYRILLIC.search(word) and len(word) > 3:
        stem = _RUSSIAN_ENDINGS.sub("", word)
        # The last letter of a name may look like an ending, so nominative endings are tried too.
        keys += [fold(stem + last) for last in ("", "а", "я", "й", "ий") if len(stem) > 2]
    elif _HANGUL.search(word) and len(word) > 1:
        stem = _KOREAN_PARTICLES.sub("", word)
        keys += [fold(stem)] if len(stem) > 1 else []
    return tuple(dict.fromkeys(filter(None, keys)))


def without_remark(text: str) -> str:
    """The text without a remark in brackets at its end: "city" for "city (its centre)". Other brackets stay."""
    whole, opening, remark = text.rpartition(" (")
    return whole if opening and whole.strip() and remark.endswith(")") and ")" not in remark[:-1] else text


def short_name(name: str, country: str | None) -> str:
    """The short name of a person whose whole name is given nearby: Shoigu, de Wit, Kim.

    It is the whole name if the country does not show which word is the family name, or if the name has more words than
    usual. `country` is an ISO 3166 code.
    """
    words = name.split()
    if not all(_PLAIN.fullmatch(word) for word in words):
        return name
    if country in _FAMILY_FIRST and 2 <= len(words) <= 3:
        return words[0]
    if country in _FAMILY_LAST and (
        len(words) == 2 or (len(words) > 2 and all(word.islower() for word in words[1:-1]))
    ):
        return " ".join(words[1:])
    return name


_PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])+")
"""A word of a name that is not an initial, a number or an abbreviation."""

_FAMILY_FIRST = {"CN", "KP", "KR"}
_FAMILY_LAST = {
    *(
        "AL",
        "AM",
        "AT",
        "AU",
        "AZ",
        "BA",
        "BE",
        "BG",
        "BY",
        "CA",
        "CH",
        "CZ",
        "DE",
        "DK",
        "EE",
        "FI",
        "FR",
        "GB",
        "GE",
        "GR",
        "HR",
    ),
    *(
        "IE",
        "IL",
        "IT",
        "KZ",
        "LT",
        "LU",
        "LV",
        "MD",
        "ME",
        "MK",
        "NL",
        "NO",
        "NZ",
        "PL",
        "RO",
        "RS",
        "RU",
        "SE",
        "SI",
        "SK",
        "TR",
    ),
    *("UA", "US", "XK"),
}
"""Countries in whose names the family name comes first, and those in which it comes last. For other countries this is
unknown, or varies."""


def spell_out(name: str, others: Iterable[str], abbreviation: str) -> str | None:
    """What an abbreviation stands for: the shortest name that is longer than the abbreviation and not all in capitals;
    None if there is none. `others` are further names in the same language."""
    whole = [without_remark(it) for it in (name, *others)]
    fitting = [it for it in whole if len(it) > len(abbreviation) and not it.isupper()]
    return min(fitting, key=len) if fitting else None


def abbreviation(names: Iterable[str]) -> str | None:
    """The first of these names that is an abbreviation in capitals, such as KCNA; None if there is none."""
    return next((name for name in names if _CAPITALS.fullmatch(name)), None)


_CAPITALS = re.compile(r"[A-Z]{2,6}")
