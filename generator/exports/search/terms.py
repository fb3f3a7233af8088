"""What entries are found by beside their words: the other names of whom they name, an archive's synonyms, numbers in groups.

Each of these is a term: a word that no text has, since it begins with `MARK`. The index has it at the place of the words that it stands
for; a table leads from these words, as a reader may type them, to the term. So all names of a record find the same, in the same order.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from generator.exports.search.entries import Entry
from generator.text import searched, slight, stance_words
from generator.text.searched import ALGORITHMS, Stems, bare, is_unspaced, pairs, pieces

MARK: Final = "\ua78f"
"""The first letter of a term. It is a letter to Pagefind, and stands in no text that is written today."""

STANCE: Final = f"{MARK}stance"
"""With what a term begins that stands for a stance: a claim has it on which somebody takes that stance, and words such as "denied" lead
to it in each language. With the term of a holder behind it, it stands for the stance of that one: a claim has it as often as that is
on record. The stance "said" is that of a statement's speaker."""

_SHORT = 3
"""A name of so many capitals is one in a text only in capitals: US, and not us."""
_OWN_SCRIPT = ("ar", "el", "hy", "ru", "sr", "yi")
"""Languages in whose endings names are looked for beside the archive's own: in others that stem Latin letters, names have few."""
_IN_CAPITALS_ALONE = slight.IN_COUNTS | slight.IN_TITLES | slight.IN_QUOTATIONS

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searching:
    """What the search has to know of an archive beside its entries: its language, words that are one to it, in groups, and the pages that
    answer questions about the whole of it (`pages/asking.py`)."""

    language: str = "en"
    synonyms: tuple[tuple[str, ...], ...] = ()
    answering: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry as its index is made of it: as many words as it has, each with its terms, in the form that is searched."""

    content: str
    title: str
    names: str
    also: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Names that are one, each as it is written; `term` stands for all of them."""

    term: str
    kind: str
    names: tuple[str, ...]


class _Word(NamedTuple):
    """A word of a text: how it is handed over, the keys of its pieces, and those of them with which names begin, each with its place."""

    joined: str
    keys: Key
    starts: tuple[tuple[int, str], ...]


class Terms:
    """The terms of an archive, made of all entries."""

    def __init__(self, entries: Sequence[Entry], searching: Searching) -> None:
        self._language = _primary(searching.language)
        self._entries = [it for it in entries if it.called]
        found = {self._language, *(_primary(it.language) for it in entries if it.language)}
        self.languages: tuple[str, ...] = tuple(sorted(found & ALGORITHMS.keys()))
        """The languages whose words are stemmed."""
        self._stems = {language: Stems(language) for language in self.languages} | {"": Stems("")}
        self._synonyms = searching.synonyms
        self.answering = searching.answering
        self._words: dict[str, dict[str, _Word]] = {language: {} for language in self._stems}

    @cached_property
    def grounds(self) -> str:
        """A digest of all that decides, beside an entry itself, in which form it is searched."""
        whole = hashlib.blake2b(digest_size=16)
        for module in (__file__, searched.__file__, slight.__file__, stance_words.__file__):
            whole.update(Path(module).read_bytes())
        named = [(it.url, it.filters, it.called, it.alike) for it in self._entries]
        tongues = (self._language, self.languages, searched.STEMMED_BY, unicodedata.unidata_version)
        whole.update(repr((tongues, self._synonyms, named)).encode())
        return whole.hexdigest()

    # --- what is one ---

    @cached_property
    def _groups(self) -> list[_Group]:
        groups = [
            _Group(_term("n", it.url), dict(it.filters)["kind"][0], tuple(dict.fromkeys(it.called)))
            for it in self._entries
        ]
        groups += [_Group(_term("s", "\n".join(words)), "synonyms", words) for words in self._synonyms]
        return groups

    @cached_property
    def _term_of(self) -> dict[str, str]:
        """The term that stands for each group: the same for two that share a name and are not of one kind, as a state and its land."""
        leads = {group.term: group.term for group in self._groups}

        def lead(term: str) -> str:
            while leads[term] != term:
                term = leads[term]
            return term

        bearers: dict[Key, list[_Group]] = defaultdict(list)
        for group in self._groups:
            for name in group.names:
                bearers[self._key(name, "")].append(group)
        for some in bearers.values():
            for one in some:
                for other in some:
                    if one.kind != other.kind:
                        first, second = sorted((lead(one.term), lead(other.term)))
                        leads[second] = first
        return {term: lead(term) for term in leads}

    @cached_property
    def _spelt(self) -> dict[str, str]:
        """The term of each word of a person's name, by all its spellings."""
        leads: dict[str, str] = {}

        def lead(word: str) -> str:
            while leads[word] != word:
                word = leads[word]
            return word

        for entry in self._entries:
            for group in entry.alike:
                for word in group:
                    leads.setdefault(word, word)
                for word in group[1:]:
                    first, second = sorted((lead(group[0]), lead(word)), key=lambda it: (not it.isascii(), it))
                    leads[second] = first
        return {word: MARK + lead(word) for word in leads}

    @cached_property
    def _names(self) -> dict[str, list[tuple[str, str]]]:
        """All names with their terms. A word of a person's name alone is no name: it is that of all who bear it."""
        names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for group in self._groups:
            for name in group.names:
                key = self._key(name, "")
                if key and not (group.kind == "Person" and len(key) == 1 and key[0] in self._spelt):
                    names[name].append((self._term_of[group.term], group.kind))
        return names

    # --- the table ---

    @cached_property
    def table(self) -> dict[str, list[str]]:
        """The terms of words, by these as they are searched: as they are written, and stemmed. A term of a name that is one only in
        capitals has a ^ before it."""
        table: dict[str, list[str]] = defaultdict(list)
        for language in ("", *(it for it in self.languages if it == self._language or it in _OWN_SCRIPT)):
            for word, term in self._spelt.items():
                _add(table[self._stems[language].of(word)], term)
            for name, terms in self._names.items():
                capital = _is_short(name) and (len(name) < _SHORT or name.lower() in _IN_CAPITALS_ALONE)
                for term, _ in terms:
                    _add(table[" ".join(self._key(name, language))], f"^{term}" if capital else term)
        for word, language, stance in stance_words.asked():
            for stemmed in dict.fromkeys(("", language if language in self.languages else "")):
                _add(table[" ".join(self._key(word, stemmed))], STANCE + stance)
        return dict(sorted(table.items()))

    @property
    def longest(self) -> int:
        """Words of the longest name."""
        return max((key.count(" ") + 1 for key in self.table), default=0)

    # --- the index ---

    def indexed(self, entry: Entry) -> Indexed:
        """An entry in the form in which it is searched."""
        language = self._tongue(entry.language)
        own = dict.fromkeys(self._term_of[_term("n", entry.url)] for _ in entry.called[:1])
        names = " ".join(filter(None, [self._line(entry.names, "", named=False), *own]))
        filters = dict(entry.filters)
        stances = filters.get("stance", ()) if filters["kind"] == ("Proposition",) else ()
        stood = (f"{STANCE}{stance}{who}" for stance, url in entry.stood for who in self._meant.get(url, ()))
        return Indexed(
            self._line(entry.content, language),
            self._line(entry.title, language if entry.language else self._tongue("")),
            names,
            " ".join(
                filter(None, [self._line(entry.also, self._tongue("")), *(STANCE + it for it in stances), *stood])
            ),
        )

    @cached_property
    def _meant(self) -> dict[str, tuple[str, ...]]:
        """By what a question may name a record, by its address: its term, and of a person each word of the names, without their marks."""
        meant: dict[str, tuple[str, ...]] = {}
        for entry in self._entries:
            words = self._key(" ".join(entry.called), "") if dict(entry.filters)["kind"] == ("Person",) else ()
            terms = (self._term_of[_term("n", entry.url)], *(self._spelt.get(it, it) for it in words))
            meant[entry.url] = tuple(dict.fromkeys(it.removeprefix(MARK) for it in terms))
        return meant

    def _tongue(self, language: str) -> str:
        primary = _primary(language) if language else self._language
        return primary if primary in self._stems else ""

    def _line(self, text: str, language: str, *, named: bool = True) -> str:
        if not text:
            return ""
        words = searched.words(text)
        known = self._words[language]
        read = [known.get(word) or self._read(word, language) for word in words]
        found = [it.joined for it in read]
        more: dict[int, list[str]] = defaultdict(list)
        if named:
            for place, word in enumerate(read):
                for at, key in word.starts:
                    for tail, term, capitals in self._starts[language][key]:
                        if capitals in words[place] and _goes_on(read, place, at, tail):
                            _add(more[place], term)
        for place, number in searched.numbers_apart(text).items():
            more[place].append(number)
        for place, terms in more.items():
            found[place] = _joined([*found[place].removesuffix(f"-{MARK}").split("-"), *terms])
        return " ".join(found)

    def _read(self, word: str, language: str) -> _Word:
        joined, keys = self._word(word, language)
        starts = self._starts[language]
        made = _Word(joined, keys, tuple((at, key) for at, key in enumerate(keys) if key in starts))
        self._words[language][word] = made
        return made

    def _word(self, word: str, language: str) -> tuple[str, Key]:
        """A word as the index has it, and the keys of its pieces."""
        stems = self._stems[language]
        parts = pieces(word)
        keys: list[str] = []
        more: list[str] = []
        for piece in parts:
            if is_unspaced(piece):
                keys += pairs(piece) or (bare(piece),)
                more.append(bare(piece)[-1:])
            else:
                keys.append(stems.of(piece))
                more += [self._spelt[key] for key in (keys[-1], bare(piece)) if key in self._spelt]
        if _is_designation(word, parts):
            return "".join(map(bare, parts)), tuple(keys)
        if 1 < len(keys) <= _SHORT and "-" in word:
            more.append("".join(map(bare, parts)))
        if not more and len(keys) == 1:
            return keys[0], tuple(keys)
        return _joined(list(dict.fromkeys([*keys, *more]))) or "-", tuple(keys)

    def _key(self, text: str, language: str) -> Key:
        stems = self._stems[language]
        found: list[str] = []
        for word in searched.words(text):
            for piece in pieces(word):
                found += (pairs(piece) or (bare(piece),)) if is_unspaced(piece) else (stems.of(piece),)
        return tuple(found)

    @cached_property
    def _starts(self) -> dict[str, dict[str, list[tuple[Key, str, str]]]]:
        """By language and first word: how names go on, their terms, and the capitals that must stand in the text."""
        starts: dict[str, dict[str, list[tuple[Key, str, str]]]] = {}
        for language in self._stems:
            own = starts[language] = defaultdict(list)
            for name, terms in self._names.items():
                for stemmed in dict.fromkeys((language, "")):
                    first, *tail = self._key(name, stemmed)
                    for term, _ in terms:
                        way = (tuple(tail), term, name if _is_short(name) else "")
                        if way not in own[first]:
                            own[first].append(way)
        return starts


def _is_designation(word: str, parts: Sequence[str]) -> bool:
    """Whether a word is a letter and a number, as F-16: as f16 it is one word of the index, which keeps no letter of a word of several."""
    return (
        "-" in word
        and len(parts) == 2
        and any(len(it) == 1 and it.isalpha() for it in parts)
        and any(map(str.isdigit, "".join(parts)))
    )


def _joined(tokens: Sequence[str]) -> str:
    """Several tokens at one place. Pagefind makes one word more of all together, which the last sign tells apart (`is_made_up`)."""
    return "-".join(tokens) if len(tokens) < 2 else "-".join([*tokens, MARK])


def _goes_on(read: Sequence[_Word], place: int, at: int, tail: Key) -> bool:
    """Whether these keys follow the one at a place of a word."""
    for key in tail:
        at += 1
        while at >= len(read[place].keys):
            place, at = place + 1, 0
            if place == len(read):
                return False
        if read[place].keys[at] != key:
            return False
    return True


def is_made_up(word: str) -> bool:
    """Whether a word of Pagefind's index is none that was handed to it."""
    return word == MARK or MARK in word[1:]


def _is_short(name: str) -> bool:
    return len(name) <= _SHORT and name.isupper()


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _term(kind: str, what: str) -> str:
    digest = hashlib.blake2b(what.encode(), digest_size=5).digest()
    return f"{MARK}{kind}{''.join(chr(ord('a') + (byte >> 4)) + chr(ord('a') + (byte & 15)) for byte in digest)}"


def _add(some: list[str], one: str) -> None:
    if one not in some:
        some.append(one)
