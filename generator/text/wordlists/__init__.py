"""Word lists: English spellings, and for several languages what does and does not end a sentence.

`make` documents the origin of spelling.txt and abbreviations.txt, and LICENCE.txt their terms. sentences.txt is our
own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SPELLING = Path(__file__).with_name("spelling.txt")
ABBREVIATIONS = Path(__file__).with_name("abbreviations.txt")
SENTENCES = Path(__file__).with_name("sentences.txt")


def american(word: str) -> str:
    """A canonical spelling for an English word in lower case: the American one if it is known.

    It is for comparison, not for display: "precise" becomes "precize". Words that differ in more than spelling stay
    distinct: "analyses" does not become "analyzes", because it is not only the British spelling of that but also the
    plural of "analysis".
    """
    stem, apostrophe, ending = word.partition("'")
    return by_rule(_spellings().get(stem, stem)) + apostrophe + ending


def by_rule(word: str) -> str:
    """The word with -ize, -yze and -or for -ise, -yse and -our, which are regular enough for rules instead of a
    list."""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word


# Narrow enough that no two different English words become equal. "-yses" is left out: every such verb has a noun in
# "-ysis".
_RULES = (
    (re.compile(r"(?<=[a-z]{3})our"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|able|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2}l)ys(e|ed|er|ers|ing)$"), r"yz\1"),
)


@cache
def _spellings() -> Mapping[str, str]:
    lines = (line.split() for line in _lines(SPELLING))
    return {**{other: one for one, *others in lines for other in others}, **_ALSO}


_ALSO: Mapping[str, str] = {
    "burnt": "burned",
    "sunburnt": "sunburned",
    "leant": "leaned",
    "knelt": "kneeled",
    "smelt": "smelled",
    "whilst": "while",
    "mum": "mom",
    "mums": "moms",
    "dialogue": "dialog",
    "dialogues": "dialogs",
    "orientated": "oriented",
    "disorientated": "disoriented",
    "doughnut": "donut",
    "doughnuts": "donuts",
    "okay": "ok",
}
"""Our own list of words that VarCon leaves out because both forms are also American."""


@dataclass(frozen=True, slots=True)
class Stops:
    """Words that decide what a full stop means in a language. All are listed without their last full stop."""

    titles: frozenset[str]
    """Titles before a name, which never end a sentence: Adm, Dr."""
    others: frozenset[str]
    """Abbreviations after which a sentence continues, unless a new one clearly begins: Inc, Feb, p.m."""
    openers: frozenset[str]
    """Words that, when capitalised, begin a sentence and are not part of a name: The, He, Nobody."""


@cache
def stops(language: str) -> Stops:
    """The words for the language of a tag; those for English if the language has no list."""
    known = _stops()
    tag = language.split("-", maxsplit=1)[0]
    return known.get(tag) or known["en"]


@cache
def _stops() -> Mapping[str, Stops]:
    others = {line.split()[0]: set(line.split()[1:]) for line in _lines(ABBREVIATIONS)}
    own: dict[str, dict[str, set[str]]] = {}
    for line in _lines(SENTENCES):
        tag, kind, *words = line.split()
        own.setdefault(tag, {})[kind] = set(words)
    return {
        tag: Stops(
            frozenset(kinds["titles"]),
            frozenset(kinds["others"] | others.get(tag, set()) - kinds["titles"]),
            frozenset(kinds["openers"]),
        )
        for tag, kinds in own.items()
    }


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
