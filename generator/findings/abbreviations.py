"""The abbreviations used in an archive's own texts, and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.findings.caching import cached_finding


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation, the name that it stands for, and the id of the entity with that name."""

    short: str
    whole: str
    of: str


@cached_finding
def abbreviations(archive: Archive) -> tuple[Abbreviation, ...]:
    """All names that records mark as `abbr`, longest first, so that none is mistaken for the beginning of another. An
    abbreviation that two records share is left out."""
    found: dict[str, Abbreviation | None] = {}
    for entity in archive.entities:
        for alias in entity.also:
            whole = entity.spell_out(alias.name, archive.settings.language) if alias.abbr else None
            if whole:
                first = found.get(alias.name)
                alone = alias.name not in found or (first is not None and first.of == entity.id)
                found[alias.name] = Abbreviation(alias.name, whole, entity.id) if alone else None
    some = [it for it in found.values() if it]
    return tuple(sorted(some, key=lambda it: (-len(it.short), it.short)))
