"""Whom quotations speak about, found by matching names. Pages say that this is a match of names and not an editor's
finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.archive.archive import Archive, Quoted
from generator.findings.caching import cached_finding
from generator.records.model import Entity, Person

_WORD = re.compile(r"\w+")
_SHORTEST = 4
"""The shortest family name, in letters, that is matched by itself. Shorter ones are too often ordinary words."""


@cached_finding
def quotations_about(archive: Archive) -> Mapping[str, tuple[Quoted, ...]]:
    """By the id of an entity, the quotations that name it in their words or in the editor's note on their context.
    Quotations by the entity itself are left out.

    Names are those of the entity's record, and a person's last name if no other record has that word in a name. Names
    match only whole and with the same capitals, longest first: "South Korea" does not name "Korea".
    """
    names = _names(archive.entities)
    found: dict[str, list[Quoted]] = defaultdict(list)
    for quoted in archive.quotations:
        quotation = quoted.quotation
        named = {i for text in (quotation.words, quotation.context or "") for i in _ids_named_in(text, names)}
        speaker = quoted.said_by.id if quoted.said_by else None
        for entity in named - {quotation.speaker.id, speaker}:
            found[entity].append(quoted)
    return {entity: tuple(quotations) for entity, quotations in found.items()}


_Names = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def _names(entities: Iterable[Entity]) -> _Names:
    """Every name as a tuple of words with the id of its entity, by the first word, longer names first. A name that two
    entities share is left out."""
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    last: dict[str, str] = {}
    for entity in entities:
        for name in entity.names:
            split = tuple(_WORD.findall(name))
            # A name in lower case only would match ordinary words; many scripts have no capitals.
            if split and (name != name.lower() or name == name.upper()):
                bearers[split].add(entity.id)
            for word in split:
                words[word].add(entity.id)
        parts = _WORD.findall(entity.name)
        if isinstance(entity, Person) and len(parts) > 1 and len(parts[-1]) >= _SHORTEST:
            last[entity.id] = parts[-1]
    for entity_id, word in last.items():
        if words[word] == {entity_id}:
            bearers[(word,)].add(entity_id)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name_words, ids in bearers.items():
        if len(ids) == 1:
            by_first[name_words[0]].append((name_words, next(iter(ids))))
    return {first: tuple(sorted(named, key=lambda n: -len(n[0]))) for first, named in by_first.items()}


def _ids_named_in(text: str, names: _Names) -> Iterator[str]:
    words = _WORD.findall(text)
    at = 0
    while at < len(words):
        match = next((n for n in names.get(words[at], ()) if tuple(words[at : at + len(n[0])]) == n[0]), None)
        if match:
            yield match[1]
        at += len(match[0]) if match else 1
