"""How many articles name an entity (used by lists, profiles and open questions), and the short form of a name."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.records.model import Entity, Organisation, Person, Place
from generator.text import names


@dataclass(frozen=True, slots=True)
class Naming:
    """How often an entity is named.

    `articles` counts the articles that name the entity itself, `parts` those that name a part of it that has its own
    record.

    `present` says whether the archive shows the entity in some other way: through its people, parts, documents or
    events, or because it is a country. Articles do not link the names of countries, so a count of 0 does not mean that
    no article names one.
    """

    articles: int
    parts: int
    present: bool


def naming_counts(archive: Archive, entity: Entity) -> Naming:
    """Count the articles that name an entity or its parts. Each article counts once."""
    here = entity.id
    named = {article.id for article in archive.articles_naming(here)}
    of_parts: set[str] = set()
    seen, to_visit = {here}, [here]
    while to_visit:
        for part in archive.parts_of(to_visit.pop()):
            if part.id not in seen:
                seen.add(part.id)
                to_visit.append(part.id)
                of_parts.update(article.id for article in archive.articles_naming(part.id))
    country = isinstance(entity, Place) and bool(entity.country) and not entity.within
    # A former member does not show that the archive covers this body.
    members = [p for p in archive.members_of(here) if any(r.of == here and r.to is None for r in p.roles)]
    happened = *archive.events_at(here), *archive.events_of(here)
    said = *archive.utterances_at(here), *archive.utterances_by(here)
    others = members, archive.documents_of(here), archive.relations_to(here), happened, said
    return Naming(len(named), len(of_parts), country or len(seen) > 1 or any(others))


def short_name(archive: Archive, record_id: str) -> str:
    """The short name of a record, for chains of carriers shown on one line: a person's family name, a body's
    abbreviation in the archive's own language, or else the whole name."""
    record = archive[record_id]
    if isinstance(record, Person):
        return names.short_name(record.name, record.country)
    if isinstance(record, Organisation):
        return names.abbreviation(also.name for also in record.also if also.language is None) or record.name
    return record.name
