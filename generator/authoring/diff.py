"""The differences between two archives: records, and the quotations, statements and figures within articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from rapidfuzz import fuzz

from generator.archive.archive import Archive, Estimated, Quoted, Stated
from generator.records import structure
from generator.records.model import (
    AnyRecord,
    Article,
    Entity,
    Figure,
    Kind,
    Quotation,
    Statement,
    kind_of,
)
from generator.text import names

T = TypeVar("T", Quoted, Stated, Estimated)

MIN_SIMILARITY = 88
"""The minimum similarity of two names in percent (rapidfuzz's token_sort_ratio over their transliterated words) at
which two entities are reported as alike. Pairs below it are mostly organisations of the same sort in different
countries."""


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record in both archives, and the keys that differ: dotted, parts by their ids, such as
    quotations.own-land.text."""

    before: AnyRecord
    after: AnyRecord
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartChanges(Generic[T]):
    """Quotations, statements or figures that were added, removed, or changed (before, after)."""

    added: tuple[T, ...]
    removed: tuple[T, ...]
    changed: tuple[tuple[T, T], ...]


@dataclass(frozen=True, slots=True)
class SimilarEntity:
    """A new entity with a name similar to that of another of its kind: they may be the same."""

    new: Entity
    other: Entity
    by: tuple[str, str]  # the two similar names


@dataclass(frozen=True, slots=True)
class Diff:
    """All differences to review. Records are sorted by kind, then by id.

    `merged` are pairs of records (before, after): the id of the first is now a former id of the second.
    """

    added: tuple[AnyRecord, ...]
    removed: tuple[AnyRecord, ...]
    merged: tuple[tuple[AnyRecord, AnyRecord], ...]
    changed: tuple[ChangedRecord, ...]
    quotations: PartChanges[Quoted]
    statements: PartChanges[Stated]
    figures: PartChanges[Estimated]
    similar: tuple[SimilarEntity, ...]
    # New or changed parts that a program proposed and nobody has reviewed: `article`, or `article/part`.
    unreviewed: tuple[str, ...]
    settings: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.merged or self.changed or self.settings)


def diff(before: Archive, after: Archive) -> Diff:
    """The differences from `before` to `after`. Files that were only moved or reformatted do not count."""
    added = _sorted(r for i, r in after.records.items() if i not in before)
    gone = _sorted(r for i, r in before.records.items() if i not in after)
    merged = [(r, after[after.former_ids[r.id]]) for r in gone if after.former_ids.get(r.id, "") in after]
    away = {r.id for r, _ in merged}
    both = _sorted(r for i, r in after.records.items() if i in before and r != before[i])
    changed = [ChangedRecord(before[r.id], r, tuple(_differing_keys(before[r.id], r))) for r in both]
    return Diff(
        added=added,
        removed=tuple(r for r in gone if r.id not in away),
        merged=tuple(merged),
        changed=tuple(changed),
        quotations=_part_changes(
            {q.key: q for q in before.quotations}, {q.key: q for q in after.quotations}, "quotation"
        ),
        statements=_part_changes(_statements_by_key(before), _statements_by_key(after), "statement"),
        figures=_part_changes(_figures_by_key(before), _figures_by_key(after), "figure"),
        similar=tuple(_similar_entities([r for r in added if isinstance(r, Entity)], after)),
        unreviewed=tuple(_unreviewed(before, [*added, *both])),
        settings=tuple(_differing_keys(before.settings, after.settings)),
    )


def _sorted(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    return tuple(sorted(records, key=lambda r: (_ORDER.index(kind_of(r)), r.id)))


_ORDER: tuple[Kind, ...] = (
    "article", "person", "organisation", "place", "document", "utterance", "proposition", "measure", "event", "topic",
    "story",
)  # fmt: skip


def _differing_keys(before: BaseModel, after: BaseModel, above: str = "") -> Iterator[str]:
    """The keys in which two parts of the same type differ; for lists of parts with ids, down to the parts."""
    if type(before) is not type(after):
        yield above + "kind"
        return
    for field in structure.fields(type(after)):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        key = above + field.key
        old_parts, new_parts = _by_id(old), _by_id(new)
        if old_parts is None or new_parts is None:
            yield key
        elif old_parts == new_parts:
            yield f"{key} (order)"
        else:
            for part in {**old_parts, **new_parts}:
                if part in old_parts and part in new_parts and old_parts[part] != new_parts[part]:
                    yield from _differing_keys(old_parts[part], new_parts[part], f"{key}.{part}.")
                elif part not in old_parts or part not in new_parts:
                    yield f"{key}.{part}"


def _by_id(value: Any) -> dict[str, BaseModel] | None:
    """The parts of a list by id; None if it is not a list of parts with unique ids."""
    ids = [getattr(part, "id", None) for part in value] if isinstance(value, tuple) else [None]
    return None if None in ids or len(set(ids)) < len(ids) else dict(zip(map(str, ids), value, strict=True))


def _statements_by_key(archive: Archive) -> dict[str, Stated]:
    return {s.key: s for s in archive.statements}


def _figures_by_key(archive: Archive) -> dict[str, Estimated]:
    return {f.key: f for f in archive.figures}


def _part_changes(before: Mapping[str, T], after: Mapping[str, T], part: str) -> PartChanges[T]:
    both = [key for key in after if key in before and getattr(before[key], part) != getattr(after[key], part)]
    return PartChanges(
        tuple(x for key, x in after.items() if key not in before),
        tuple(x for key, x in before.items() if key not in after),
        tuple((before[key], after[key]) for key in both),
    )


def _unreviewed(before: Archive, records: Sequence[AnyRecord]) -> Iterator[str]:
    for record in records:
        if isinstance(record, Article):
            old = before.records.get(record.id)
            known = set(_keys_to_review(old)) if isinstance(old, Article) else set()
            yield from (key for key in _keys_to_review(record) if key not in known)


def _keys_to_review(article: Article) -> Iterator[str]:
    """The keys of an article and its parts that are marked as not yet reviewed."""
    if article.review:
        yield article.id
    parts: tuple[Quotation | Statement | Figure, ...] = (*article.quotations, *article.statements, *article.figures)
    yield from (f"{article.id}/{part.id}" for part in parts if part.review)


# --- similar entities ----------------------------------------------------------------------------------------------------


def _similar_entities(added: Sequence[Entity], after: Archive) -> Iterator[SimilarEntity]:
    """For each new entity the most similar one of its kind, if any. Of two similar new ones, only the later is
    reported."""
    names_by_kind: dict[Kind, list[tuple[Entity, str, str]]] = defaultdict(list)
    new = {entity.id for entity in added}
    if not new:
        return
    everyone = after.entities
    for entity in everyone:
        if entity.id not in new:
            names_by_kind[kind_of(entity)] += _comparable_names(entity)
    for entity in added:
        kind = kind_of(entity)
        entity_names = _comparable_names(entity)
        best = max(
            (
                (fuzz.token_sort_ratio(folded, theirs, score_cutoff=MIN_SIMILARITY), other, name, their_name)
                for _, name, folded in entity_names
                for other, their_name, theirs in names_by_kind[kind]
            ),
            key=lambda found: found[0],
            default=None,
        )
        if best and best[0]:
            yield SimilarEntity(entity, best[1], (best[2], best[3]))
        names_by_kind[kind] += entity_names


def _comparable_names(entity: Entity) -> list[tuple[Entity, str, str]]:
    """The entity with each of its names, as written and in the form for comparison: "The Herald" becomes "Herald"."""
    found = []
    for name in entity.names:
        key = names.key(name)
        found.append((entity, name, " ".join(key[1:] if key[:1] == _THE and len(key) > 1 else key)))
    return found


_THE = names.key("the")
