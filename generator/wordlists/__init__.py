"""Words that others have collected: English spellings, and abbreviations in several languages.

`make` says where the lists come from, and LICENCE.txt under which terms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

SPELLING = Path(__file__).with_name("spelling.txt")
ABBREVIATIONS = Path(__file__).with_name("abbreviations.txt")


def american(word: str) -> str:
    """One spelling for an English word in small letters, however it is spelled: the American one where that is known.

    It is made for comparing, not for reading: "precise" becomes "precize". Words that differ in more than spelling stay apart.
    So "analyses" is not "analyzes", of which it is the British spelling, for it is also the plural of "analysis".
    """
    stem, apostrophe, ending = word.partition("'")
    return by_rule(_spellings().get(stem, stem)) + apostrophe + ending


def by_rule(word: str) -> str:
    """The word with -ize, -yze and -or for -ise, -yse and -our: what is too regular for a list."""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word


# Narrow enough that no two different words of English become one. "-yses" is left out: every such verb has a noun in "-ysis".
_RULES = (
    (re.compile(r"(?<=[a-z]{3})our"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|able|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2}l)ys(e|ed|er|ers|ing)$"), r"yz\1"),
)


@cache
def _spellings() -> Mapping[str, str]:
    lines = (line.split() for line in SPELLING.read_text(encoding="utf-8").splitlines())
    return {other: one for one, *others in lines for other in others}
