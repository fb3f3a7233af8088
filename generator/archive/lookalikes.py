"""Entities that may be duplicates: their names are equal in another spelling or script, or nearly equal.

Names are folded (`text.names`). Two names are compared only if they share all words but one or, if they consist of one
word, its beginning. Whatever more than `_COMMON` names share is ignored, so that the work grows with the number of
names and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from generator.archive.archive import Archive
from generator.records.model import Entity, Person, Place
from generator.text import names

ALIKE = 84
"""Two differing words with at least this similarity (rapidfuzz's ratio of the folded words, 0 to 100) count as a
misspelling or another romanisation."""

_COMMON = 12
"""If more names than this share words or a beginning, they are not compared: "Ministry of … of …" says too little."""

_LONG = 6
"""The shortest one-word name, in letters, for which near equality means anything."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two entities, by id, and the names in which they look alike. If `same`, the names differ only in spelling."""

    one: str
    other: str
    name: str
    other_name: str
    same: bool


def lookalikes(archive: Archive) -> tuple[Lookalike, ...]:
    """Every pair once, sorted by ids, with its most similar names. Names that are equal except for case are left out,
    and so are entities that both have an identifier in the same catalogue, such as Wikidata, which already decides
    whether they are one."""
    bearers: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    everyone = archive.entities
    for entity in everyone:
        entities[entity.id] = entity
        for name in entity.names:
            folded = names.key(name)
            if folded:
                bearers[_comparison_group(entity), folded].append((entity.id, name))
    found: dict[tuple[str, str], Lookalike] = {}
    for same, one, other in _pairs(bearers):
        (one_id, name), (other_id, other_name) = sorted((one, other))
        apart = _differ(entities[one_id], entities[other_id], same=same)
        if not apart and name.casefold() != other_name.casefold():
            known = found.get((one_id, other_id))
            if known is None or same > known.same:
                found[one_id, other_id] = Lookalike(one_id, other_id, name, other_name, same)
    return tuple(found[pair] for pair in sorted(found))


_Bearer = tuple[str, str]  # an id, and one of its names


def _comparison_group(entity: Entity) -> str:
    """The class of entities to compare with. Places are a class of their own, since a state and its territory share a
    name by design."""
    return "place" if isinstance(entity, Place) else "person" if isinstance(entity, Person) else "other"


def _differ(one: Entity, other: Entity, *, same: bool) -> bool:
    if identifiers_of(one).keys() & identifiers_of(other).keys():
        return True
    lands = (getattr(one, "country", None), getattr(other, "country", None))
    belong = other.id in (getattr(one, "part_of", None), getattr(one, "within", None)) or one.id in (
        getattr(other, "part_of", None),
        getattr(other, "within", None),
    )
    return belong or (not same and None not in lands and lands[0] != lands[1])


def identifiers_of(entity: Entity) -> dict[str, str]:
    """The identifiers of an entity by catalogue, in which different identifiers mean different entities."""
    found = ((key, getattr(entity, key, None)) for key in ("wikidata", "isni", "viaf", "geonames"))
    return {key: identifier for key, identifier in found if identifier}


def _pairs(bearers: dict[tuple[str, tuple[str, ...]], list[_Bearer]]) -> Iterator[tuple[bool, _Bearer, _Bearer]]:
    by_words: dict[tuple[str, tuple[str, ...]], list[_Bearer]] = defaultdict(list)
    blocks: dict[tuple[str, tuple[str, ...]], list[tuple[str, _Bearer]]] = defaultdict(list)
    for (sort, folded), who in bearers.items():
        by_words[sort, tuple(sorted(folded))].extend(who)
        if len(folded) == 1:
            if len(folded[0]) >= _LONG:
                blocks[sort, ("", folded[0][:3])].extend((folded[0], one) for one in who)
            continue
        for number, word in enumerate(folded):
            rest = tuple(sorted((*folded[:number], *folded[number + 1 :])))
            blocks[sort, rest].extend((word, one) for one in who)
    for who in by_words.values():
        yield from ((True, one, other) for one, other in _pairs_of_different(who))
    for (sort, _), members in blocks.items():
        if len({one[0] for _, one in members}) > _COMMON:
            continue
        for (word, one), (other_word, other) in combinations(members, 2):
            if one[0] != other[0] and word != other_word and _is_similar(word, other_word, people=sort == "person"):
                yield False, one, other


def _pairs_of_different(who: Iterable[_Bearer]) -> Iterator[tuple[_Bearer, _Bearer]]:
    """Pairs of different entities. If very many share a name, each is paired with the next one only."""
    bearers = list({one[0]: one for one in who}.values())
    yield from combinations(bearers, 2) if len(bearers) <= _COMMON else pairwise(bearers)


def _is_similar(word: str, other: str, *, people: bool) -> bool:
    shorter, longer = sorted((word, other), key=len)
    if people and len(shorter) == 1:
        return longer.startswith(shorter)
    if any(letter.isdigit() for letter in word + other) or len(shorter) < 4:
        return False
    return fuzz.ratio(word, other, score_cutoff=ALIKE) > 0
