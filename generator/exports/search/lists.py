"""What the search reads without asking Pagefind: how entries are named, which have a value of a filter, and what may be suggested."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from generator.exports.search.entries import Entry, Facet

_SUGGESTED = ("Person", "Organisation", "Place", "Document", "Topic")
"""The kinds that have names of their own, which can be suggested where nothing is found."""


def files(entries: Sequence[Entry], prefix: str, naming: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """These files as path and content. An entry's place in `entries` is its number; `naming` says how Pagefind's files name it.

    Browsers ask each time whether `entries.json` has changed. They keep the others, so those that belong to this index alone stand
    under `prefix`, which `entries.json` names.
    """
    named = [(e.title, e.url, kind) for e in entries if (kind := dict(e.filters)["kind"][0]) in _SUGGESTED]
    yield "names.json", _written(named)
    dated = sum(bool(days(entry)) for entry in entries)
    yield "entries.json", _written({"name": prefix, **naming, "number": len(entries), "dated": dated})
    for facet, values in _values(entries).items():
        yield f"values/{prefix}/{facet}.json", _written(values)


def days(entry: Entry) -> tuple[tuple[int, ...], ...]:
    """The first and the last day that the entry's date may be, each as year, month, day; empty where it has none."""
    bounds = [day for value in dict(entry.filters).get("date", ()) for day in value.split("/")]
    return tuple(tuple(map(int, day.rsplit("-", 2))) for day in bounds)


def _values(entries: Sequence[Entry]) -> dict[Facet, dict[str, list[int]]]:
    """For each value of each filter the entries that have it, each as the distance of its number from the one before.

    Distances are small, and so compress well.
    """
    values: dict[Facet, dict[str, list[int]]] = {facet: {} for facet in get_args(Facet)}
    last: dict[tuple[Facet, str], int] = {}
    for number, entry in enumerate(entries):
        for facet, held in entry.filters:
            for value in dict.fromkeys(held):  # an entry may have one twice
                values[facet].setdefault(value, []).append(number - last.get((facet, value), 0))
                last[facet, value] = number
    return values


def _written(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
