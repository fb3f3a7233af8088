"""In how many articles something is named: the one count of it, for lists, profiles and gaps."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.records.model import Entity, Place


@dataclass(frozen=True, slots=True)
class Naming:
    """In how many articles an entity is named, and in how many a part of it that is a record of its own.

    `present` is whether the archive tells of it otherwise: by its people, its parts, or as a country. Articles write the names of
    countries without a link, and of such an entity nobody can say that none names it.
    """

    articles: int
    parts: int
    present: bool


def naming(archive: Archive, entity: Entity) -> Naming:
    """Counts articles, each once."""
    here = entity.id
    named = {article.id for article in archive.articles_naming(here)}
    of_parts: set[str] = set()
    seen, ahead = {here}, [here]
    while ahead:
        for part in archive.parts_of(ahead.pop()):
            if part.id not in seen:
                seen.add(part.id)
                ahead.append(part.id)
                of_parts.update(article.id for article in archive.articles_naming(part.id))
    country = isinstance(entity, Place) and bool(entity.country) and not entity.within
    # Who left a body long ago does not show that articles are about it.
    members = [p for p in archive.members_of(here) if any(r.of == here and r.to is None for r in p.roles)]
    others = members, archive.documents_of(here), archive.events_at(here), archive.events_of(here)
    return Naming(len(named), len(of_parts), country or len(seen) > 1 or any(others))
