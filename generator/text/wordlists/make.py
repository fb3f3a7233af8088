"""Makes the word lists from published sources; LICENCE.txt in this folder has their terms. Run once.

    git clone --branch v1 https://github.com/en-wl/wordlist        # VarCon 2020.12.07
    npm pack cldr-segments-full@46.1.0 && tar -xzf cldr-segments-full-46.1.0.tgz
    python -m generator.text.wordlists.make wordlist/varcon/varcon.txt package/segments

It writes spelling.txt (on each line an American spelling, followed by the other spellings of the word) and
abbreviations.txt (on each line a language, followed by abbreviations after which a sentence continues). The output is
deterministic. sentences.txt is our own.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.text.wordlists import ABBREVIATIONS, SPELLING, by_rule

LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "ru")


def main(varcon: Path, segments: Path) -> None:
    """Write both lists."""
    SPELLING.write_text(
        "".join(f"{line}\n" for line in _spellings(varcon.read_text(encoding="latin-1"))), encoding="utf-8"
    )
    lines = (f"{language} {' '.join(_suppressions(segments, language))}\n" for language in LANGUAGES)
    ABBREVIATIONS.write_text("".join(lines), encoding="utf-8")


# --- spelling ------------------------------------------------------------------------------------------------------------

Line = dict[str, set[str]]
"""The words of a line of VarCon, each with its tags: `A` is American, `B` British, `_` any; `Av` an American
variant."""


def _spellings(varcon: str) -> Iterator[str]:
    """Lines with an American word and its other spellings, without those that are also an American word with another
    meaning.

    So "analyses" is left out: it is the British spelling of "analyzes", but everywhere also the plural of "analysis".
    """
    lines = list(_lines(varcon))
    alone: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for word in _american(line):
            alone[word].append(line)
    others: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for american in _american(line)[:1]:
            for other in line:
                ambiguous = any(american not in elsewhere for elsewhere in alone[other])
                if other != american and not ambiguous and by_rule(other) != by_rule(american):
                    others[american].add(other)
    taken: dict[str, str] = {}
    for american in sorted(others):
        fresh = sorted(word for word in others[american] if taken.setdefault(word, american) == american)
        if fresh and american not in taken:
            yield " ".join([american, *fresh])


def _lines(varcon: str) -> Iterator[Line]:
    """The lines of single words, without rare senses, possessives, capitals, and spellings marked as wrong."""
    for text in varcon.splitlines():
        entry, _, sense = text.split("#")[0].partition("|")
        if not entry.strip() or "(-)" in sense:
            continue
        line: Line = {}
        for one in entry.split("/"):
            tags, _, word = one.strip().partition(": ")
            kept = {tag for tag in tags.split() if re.fullmatch(r"[ABZCD][.v]?|_\.?", tag)}
            if kept and re.fullmatch("[a-z]+", word.strip()):
                line.setdefault(word.strip(), set()).update(kept)
        yield line


def _american(line: Line) -> list[str]:
    return [word for word, tags in line.items() if tags & {"A", "A.", "_", "_."}]


# --- abbreviations -------------------------------------------------------------------------------------------------------

_ORDINARY = {
    "de": "Alt App Art Bed Best Do Dim Forts Fr Max Mi Min Mind Mo Mod PIN Port Proz Reg Rel So Temp Test Trans am led od",
    "en": "All Act As By Card Cap Do Go Hat I In Is Jam Job Joe Lev Lib Link Long Min Mod Num OK Ok On Or Pro To Up",
    "es": "Bien Col Da Em Fabric Kit Korn RAM Rol Seg Sol Trab figs may mar vie",
    "fr": "All C Comm Mart OP S append aux bull collab config mar mer quart voit",
    "it": "Liv Mod all on ver",
    "pt": "Mar des fat fil f long mar ou sup rementente",
}
"""Abbreviations in the CLDR that end more sentences as ordinary words than they occur as abbreviations."""


def _suppressions(segments: Path, language: str) -> list[str]:
    """CLDR's abbreviations without their last full stop; spaces inside them become no-break spaces."""
    tree = json.loads((segments / language / "suppressions.json").read_text(encoding="utf-8"))
    found = tree["segments"]["segmentations"]["SentenceBreak"]["standard"]
    return sorted({one["suppression"].removesuffix(".").replace(" ", "\u00a0") for one in found} - _ordinary(language))


def _ordinary(language: str) -> set[str]:
    return set(_ORDINARY.get(language, "").split())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
