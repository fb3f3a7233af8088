"""Which fields differ between two versions of one record, with what each had before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from generator.records.yaml_text import Source, Tree

LONGEST: Final = 400
"""The most characters kept of a value. A longer value is cut around the first difference between the two versions, with
… for the rest."""

BODY: Final = "body"
"""The place of the text below the front matter."""

UNREADABLE: Final = ""
"""The place if one version of the record cannot be read: the whole record."""


class Alteration(NamedTuple):
    """A field, as keys joined by dots, and its value in both versions.

    An entry of a list is named by its `id`, as in `quotations.own-land.text`, or by its number from 1 if entries have
    no ids. A value is None if that version has no such field; lists and mappings are written on one line.
    """

    place: str
    before: str | None
    after: str | None


def find_alterations(before: Source | None, after: Source | None) -> list[Alteration]:
    """The differences between two versions, in the order of keys of the later one. If the body of either is a full
    text, both values of `body` are empty, since not every version of it may be free to print."""
    if before is None or after is None:
        return [Alteration(UNREADABLE, None, None)]
    found = [
        Alteration(".".join(place), *_excerpts(old, new))
        for place, old, new in _differences(before.tree, after.tree, ())
    ]
    if (before.body or "").strip() != (after.body or "").strip():
        whole = any(_text_rights(it) == "full" for it in (before.tree, after.tree))
        words = (
            ("", "") if whole else _excerpts((before.body or "").strip() or None, (after.body or "").strip() or None)
        )
        found.append(Alteration(BODY, *words))
    return found


def _text_rights(tree: Mapping[str, Any]) -> object:
    rights = tree.get("rights")
    return rights.get("text") if isinstance(rights, dict) else None


Differing = Iterator[tuple[tuple[str, ...], str | None, str | None]]


def _differences(before: Tree, after: Tree, place: tuple[str, ...]) -> Differing:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _of_entries(before, after, place)
    elif isinstance(before, list) and isinstance(after, list) and _has_mappings(before) and _has_mappings(after):
        yield from _of_entries(_by_id(before), _by_id(after), place)
    else:
        yield place, _line(before), _line(after)


def _of_entries(before: Mapping[str, Tree], after: Mapping[str, Tree], place: tuple[str, ...]) -> Differing:
    for key in dict.fromkeys([*after, *before]):
        yield from _differences(before.get(key), after.get(key), (*place, str(key)))


def _has_mappings(entries: Sequence[Any]) -> bool:
    return bool(entries) and all(isinstance(it, dict) for it in entries)


def _by_id(entries: Sequence[dict[str, Tree]]) -> dict[str, Tree]:
    """The entries by their ids; by their numbers if one has no id, or two have the same."""
    ids = [it.get("id") for it in entries]
    if all(isinstance(it, str) for it in ids) and max(Counter(ids).values()) == 1:
        return {str(it.get("id")): it for it in entries}
    return {str(number): it for number, it in enumerate(entries, 1)}


def _line(value: Tree) -> str | None:
    """A value as one string; None if it is null or empty."""
    if isinstance(value, dict):
        value = "; ".join(f"{key}: {_line(it)}" for key, it in value.items() if it and key != "id")
    elif isinstance(value, list):
        value = ", ".join(_line(it) or "null" for it in value)
    return value or None


def _excerpts(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Both values; if either is too long, a piece of each that starts shortly before the first difference."""
    if before is None or after is None or max(len(before), len(after)) <= LONGEST:
        return _excerpt(before, 0), _excerpt(after, 0)
    start = max(0, _common_prefix_length(before, after) - LONGEST // 4)
    return _excerpt(before, start), _excerpt(after, start)


def _common_prefix_length(before: str, after: str) -> int:
    """The length of the common beginning."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(before), len(after)))


def _excerpt(value: str | None, start: int) -> str | None:
    if value is None:
        return None
    piece = value[start : start + LONGEST]
    return f"{'…' if start else ''}{piece}{'…' if start + LONGEST < len(value) else ''}"
