"""The search's files besides Pagefind's: how entries are named, which entries have each filter value, and which names
may be suggested."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from generator.exports.checked import place
from generator.exports.search.entries import Entry, Facet
from generator.exports.search.terms import Terms
from generator.text.search_words import ALGORITHMS

_SUGGESTED = ("Person", "Organisation", "Place", "Document", "Topic")
"""Kinds with names of their own, which may be suggested if nothing is found."""


_SIZE = 6_000
"""The approximate size of a file of terms, in characters."""
STEMS = "stems"
"""The folder of the stemming scripts."""
_STEMMERS = Path(__file__).with_name("stemmers")


def stemmer_scripts(languages: Iterable[str]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """By language, the path and text of a script that stems its words: a module that exports `stemmer`.

    They are Snowball's, as Sphinx ships them, in version 3.0. Version 3.1 differs only for English words that begin
    with "inter", which `english.js` corrects.
    """
    base = (_STEMMERS / "base.js").read_text(encoding="utf-8")
    for language in languages:
        name = ALGORITHMS[language]
        own = (_STEMMERS / f"{name}.js").read_text(encoding="utf-8")
        script = f"let BaseStemmer;{base}\n{own}\nexport const stemmer = new {name.capitalize()}Stemmer();\n".encode()
        yield language, (f"{STEMS}/{language}.{hashlib.sha256(script).hexdigest()[:8]}.js", script)


def files(
    entries: Sequence[Entry], prefix: str, naming: Mapping[str, object], terms: Terms
) -> Iterator[tuple[str, bytes]]:
    """The files, as path and content. An entry's index in `entries` is its number; `naming` says how Pagefind's files
    name it.

    Browsers revalidate `entries.json` each time and cache the others, so files that belong to this index alone are
    below `prefix`, which `entries.json` gives.
    """
    named = [(e.title, e.url, kind) for e in entries if (kind := dict(e.filters)["kind"][0]) in _SUGGESTED]
    yield "names.json", _json_bytes(named)
    dated = sum(bool(days(entry)) for entry in entries)
    stems = dict(stemmer_scripts(terms.languages))
    spread = max(1, sum(len(words) + 14 * len(held) for words, held in terms.table.items()) // _SIZE)
    own = {
        "stems": {language: path for language, (path, _) in stems.items()},
        "terms": spread,
        "longest": terms.longest,
        "pages": {name: page for name, *page in terms.answering},
        "kinds": Counter(kind for entry in entries for kind in dict(entry.filters)["kind"]),
    }
    yield "entries.json", _json_bytes({"name": prefix, **naming, "number": len(entries), "dated": dated, **own})
    yield from stems.values()
    tables: list[dict[str, list[str]]] = [{} for _ in range(spread)]
    for words, held in terms.table.items():
        tables[place(words.partition(" ")[0], spread)][words] = held
    for number, table in enumerate(tables):
        yield f"terms/{prefix}/{number}.json", _json_bytes(table)
    for facet, values in _values(entries).items():
        yield f"values/{prefix}/{facet}.json", _json_bytes(values)


def days(entry: Entry) -> tuple[tuple[int, ...], ...]:
    """The first and last day of the entry's date, each as (year, month, day); only one if they are the same. Empty if
    it has no date."""
    bounds = [day for value in dict(entry.filters).get("date", ()) for day in value.split("/")]
    return tuple(tuple(map(int, day.rsplit("-", 2))) for day in bounds)


def _values(entries: Sequence[Entry]) -> dict[Facet, dict[str, list[int]]]:
    """For each value of each filter, the numbers of its entries as differences, which are small and compress well."""
    values: dict[Facet, dict[str, list[int]]] = {facet: {} for facet in get_args(Facet)}
    last: dict[tuple[Facet, str], int] = {}
    for number, entry in enumerate(entries):
        for facet, held in entry.filters:
            for value in dict.fromkeys(held):  # an entry may have a value twice
                values[facet].setdefault(value, []).append(number - last.get((facet, value), 0))
                last[facet, value] = number
    return values


def _json_bytes(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
