"""What entries are found by besides their words: other names of what they mention, an archive's synonyms, and numbers.

Each of these is a term: a made-up word that begins with `MARK`, so that it occurs in no text. The index has it at the
position of the words that it represents. A table maps these words, as a reader may type them, to the term. So all names
of a record find the same entries, in the same order.
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
from generator.text import search_words, stance_words, stop_words
from generator.text.search_words import ALGORITHMS, Stems, is_unspaced, pairs, pieces, without_accents

MARK: Final = "\ua78f"
"""The first character of a term. Pagefind takes it for a letter, and no modern text uses it."""

STANCE: Final = f"{MARK}stance"
"""The prefix of terms for stances. A claim has such a term if somebody takes that stance, and words such as "denied" in
each language map to it. Followed by a holder's term, it stands for that holder's stance, and a claim has it once for
each time the stance is on record. The stance "said" is for a statement's speaker."""

_SHORT = 3
"""Names in capitals of at most this length match only capitals in a text: US, but not us."""
_OWN_SCRIPT = ("ar", "el", "hy", "ru", "sr", "yi")
"""Languages in which inflected names are looked for, besides the archive's own: other languages with stemmers use Latin
letters, in which names are seldom inflected."""
_IN_CAPITALS_ALONE = stop_words.IN_COUNTS | stop_words.IN_TITLES | stop_words.IN_QUOTATIONS

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What the search knows of an archive besides its entries: its language, groups of synonyms, and the pages that
    answer questions about the whole archive (`pages/asking.py`)."""

    language: str = "en"
    synonyms: tuple[tuple[str, ...], ...] = ()
    answering: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry in its searched form: each word with its terms."""

    content: str
    title: str
    names: str
    also: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Names for the same thing; `term` stands for all of them."""

    term: str
    kind: str
    names: tuple[str, ...]


class _Word(NamedTuple):
    """A word of a text: its indexed form, the keys of its pieces, and which of these begin a name, with their
    positions."""

    joined: str
    keys: Key
    starts: tuple[tuple[int, str], ...]


class Terms:
    """The terms of an archive, derived from all entries."""

    def __init__(self, entries: Sequence[Entry], searching: SearchSettings) -> None:
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
    def inputs_digest(self) -> str:
        """A digest of everything besides an entry itself that decides its searched form."""
        whole = hashlib.blake2b(digest_size=16)
        for module in (__file__, search_words.__file__, stop_words.__file__, stance_words.__file__):
            whole.update(Path(module).read_bytes())
        named = [(it.url, it.filters, it.called, it.alike) for it in self._entries]
        tongues = (self._language, self.languages, search_words.STEMMED_BY, unicodedata.unidata_version)
        whole.update(repr((tongues, self._synonyms, named)).encode())
        return whole.hexdigest()

    # --- groups of names ---

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
        """The term of each group. Groups of different kinds that share a name, such as a state and its territory, share
        a term."""
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
    def _terms_of_name_words(self) -> dict[str, str]:
        """The term of each word in people's names, the same for all its spellings."""
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
        """All names with their terms. A single word of a person's name does not count as a name: others may have it
        too."""
        names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for group in self._groups:
            for name in group.names:
                key = self._key(name, "")
                if key and not (group.kind == "Person" and len(key) == 1 and key[0] in self._terms_of_name_words):
                    names[name].append((self._term_of[group.term], group.kind))
        return names

    # --- the table ---

    @cached_property
    def table(self) -> dict[str, list[str]]:
        """The terms by their words in searched form, both as written and stemmed. A ^ before a term means that the name
        must be in capitals."""
        table: dict[str, list[str]] = defaultdict(list)
        for language in ("", *(it for it in self.languages if it == self._language or it in _OWN_SCRIPT)):
            for word, term in self._terms_of_name_words.items():
                _add(table[self._stems[language].stem(word)], term)
            for name, terms in self._names.items():
                capital = _is_short(name) and (len(name) < _SHORT or name.lower() in _IN_CAPITALS_ALONE)
                for term, _ in terms:
                    _add(table[" ".join(self._key(name, language))], f"^{term}" if capital else term)
        for word, language, stance in stance_words.query_words():
            for stemmed in dict.fromkeys(("", language if language in self.languages else "")):
                _add(table[" ".join(self._key(word, stemmed))], STANCE + stance)
        return dict(sorted(table.items()))

    @property
    def longest(self) -> int:
        """The number of words in the longest name."""
        return max((key.count(" ") + 1 for key in self.table), default=0)

    # --- the index ---

    def indexed(self, entry: Entry) -> Indexed:
        """An entry in its searched form."""
        language = self._language_of(entry.language)
        own = dict.fromkeys(self._term_of[_term("n", entry.url)] for _ in entry.called[:1])
        names = " ".join(filter(None, [self._line(entry.names, "", named=False), *own]))
        filters = dict(entry.filters)
        stances = filters.get("stance", ()) if filters["kind"] == ("Proposition",) else ()
        holder_terms = (
            f"{STANCE}{stance}{who}"
            for stance, url in entry.stance_holders
            for who in self._names_in_questions.get(url, ())
        )
        return Indexed(
            self._line(entry.content, language),
            self._line(entry.title, language if entry.language else self._language_of("")),
            names,
            " ".join(
                filter(
                    None,
                    [self._line(entry.also, self._language_of("")), *(STANCE + it for it in stances), *holder_terms],
                )
            ),
        )

    @cached_property
    def _names_in_questions(self) -> dict[str, tuple[str, ...]]:
        """By a record's address, how a question may name it, without `MARK`: its term and, for a person, each word of
        the names."""
        meant: dict[str, tuple[str, ...]] = {}
        for entry in self._entries:
            words = self._key(" ".join(entry.called), "") if dict(entry.filters)["kind"] == ("Person",) else ()
            terms = (self._term_of[_term("n", entry.url)], *(self._terms_of_name_words.get(it, it) for it in words))
            meant[entry.url] = tuple(dict.fromkeys(it.removeprefix(MARK) for it in terms))
        return meant

    def _language_of(self, language: str) -> str:
        primary = _primary(language) if language else self._language
        return primary if primary in self._stems else ""

    def _line(self, text: str, language: str, *, named: bool = True) -> str:
        if not text:
            return ""
        words = search_words.words(text)
        known = self._words[language]
        read = [known.get(word) or self._read(word, language) for word in words]
        found = [it.joined for it in read]
        more: dict[int, list[str]] = defaultdict(list)
        if named:
            for place, word in enumerate(read):
                for at, key in word.starts:
                    for tail, term, capitals in self._starts[language][key]:
                        if capitals in words[place] and _continues_with(read, place, at, tail):
                            _add(more[place], term)
        for place, number in search_words.spaced_numbers(text).items():
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
        """A word in its indexed form, and the keys of its pieces."""
        stems = self._stems[language]
        parts = pieces(word)
        keys: list[str] = []
        more: list[str] = []
        for piece in parts:
            if is_unspaced(piece):
                keys += pairs(piece) or (without_accents(piece),)
                more.append(without_accents(piece)[-1:])
            else:
                keys.append(stems.stem(piece))
                more += [
                    self._terms_of_name_words[key]
                    for key in (keys[-1], without_accents(piece))
                    if key in self._terms_of_name_words
                ]
        if _is_designation(word, parts):
            return "".join(map(without_accents, parts)), tuple(keys)
        if 1 < len(keys) <= _SHORT and "-" in word:
            more.append("".join(map(without_accents, parts)))
        if not more and len(keys) == 1:
            return keys[0], tuple(keys)
        return _joined(list(dict.fromkeys([*keys, *more]))) or "-", tuple(keys)

    def _key(self, text: str, language: str) -> Key:
        stems = self._stems[language]
        found: list[str] = []
        for word in search_words.words(text):
            for piece in pieces(word):
                found += (pairs(piece) or (without_accents(piece),)) if is_unspaced(piece) else (stems.stem(piece),)
        return tuple(found)

    @cached_property
    def _starts(self) -> dict[str, dict[str, list[tuple[Key, str, str]]]]:
        """By language and first word: the remaining words of names, their terms, and the capitals that the text must
        have."""
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
    """Whether a word is a letter and a number, such as F-16. It is indexed as one word, f16, since the index drops
    single letters of compounds."""
    return (
        "-" in word
        and len(parts) == 2
        and any(len(it) == 1 and it.isalpha() for it in parts)
        and any(map(str.isdigit, "".join(parts)))
    )


def _joined(tokens: Sequence[str]) -> str:
    """Several tokens at one position. Pagefind adds a word made of all of them together, which the final `MARK`
    identifies (see `is_made_up`)."""
    return "-".join(tokens) if len(tokens) < 2 else "-".join([*tokens, MARK])


def _continues_with(read: Sequence[_Word], place: int, at: int, tail: Key) -> bool:
    """Whether these keys follow the key at a position."""
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
    """Whether Pagefind made this word itself by joining the tokens of one position."""
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
