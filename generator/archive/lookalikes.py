"""Entities that look like one under two ids: the same name in another spelling or script, or all but the same.

Names are folded (`names`), and only those are compared that share all their words but one, or their beginning where they have one
word; of what very many share, nothing is compared. So the work grows with the number of names, not with its square.
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
"""From this share of a hundred on, two words that differ are a slip or another romanisation (rapidfuzz's ratio, folded words)."""

_COMMON = 12
"""Names that share so much are not compared: "Ministry of … of …" says too little."""

_LONG = 6
"""Letters that a single word has at least before a near miss tells anything."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two entities, by id, and the names under which they look alike. `same`: their names are one, spelling apart."""

    one: str
    other: str
    name: str
    other_name: str
    same: bool


def lookalikes(archive: Archive) -> tuple[Lookalike, ...]:
    """Every pair, once, in the order of ids: the plainest likeness counts. Names that are equal letter by letter are not here,
    nor entities that Wikidata tells apart."""
    bearers: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    everyone = archive.entities
    for entity in everyone:
        entities[entity.id] = entity
        for name in entity.names:
            folded = names.key(name)
            if folded:
                bearers[_sort(entity), folded].append((entity.id, name))
    found: dict[tuple[str, str], Lookalike] = {}
    for same, one, other in _pairs(bearers):
        (one_id, name), (other_id, other_name) = sorted((one, other))
        apart = _told_apart(entities[one_id], entities[other_id], same=same)
        if not apart and name.casefold() != other_name.casefold():
            known = found.get((one_id, other_id))
            if known is None or same > known.same:
                found[one_id, other_id] = Lookalike(one_id, other_id, name, other_name, same)
    return tuple(found[pair] for pair in sorted(found))


_Bearer = tuple[str, str]  # an id, and the name that it bears


def _sort(entity: Entity) -> str:
    """A state and its territory share their name by design, so places are compared with places alone."""
    return "place" if isinstance(entity, Place) else "person" if isinstance(entity, Person) else "other"


def _told_apart(one: Entity, other: Entity, *, same: bool) -> bool:
    if one.wikidata and other.wikidata:
        return one.wikidata != other.wikidata
    lands = (getattr(one, "country", None), getattr(other, "country", None))
    belong = other.id in (getattr(one, "part_of", None), getattr(one, "within", None)) or one.id in (
        getattr(other, "part_of", None),
        getattr(other, "within", None),
    )
    return belong or (not same and None not in lands and lands[0] != lands[1])


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
        yield from ((True, one, other) for one, other in _different(who))
    for (sort, _), members in blocks.items():
        if len({one[0] for _, one in members}) > _COMMON:
            continue
        for (word, one), (other_word, other) in combinations(members, 2):
            if one[0] != other[0] and word != other_word and _near(word, other_word, people=sort == "person"):
                yield False, one, other


def _different(who: Iterable[_Bearer]) -> Iterator[tuple[_Bearer, _Bearer]]:
    """Pairs of different entities; of a name that very many bear, each with the next alone."""
    bearers = list({one[0]: one for one in who}.values())
    yield from combinations(bearers, 2) if len(bearers) <= _COMMON else pairwise(bearers)


def _near(word: str, other: str, *, people: bool) -> bool:
    shorter, longer = sorted((word, other), key=len)
    if people and len(shorter) == 1:
        return longer.startswith(shorter)
    if any(letter.isdigit() for letter in word + other) or len(shorter) < 4:
        return False
    return fuzz.ratio(word, other, score_cutoff=ALIKE) > 0
