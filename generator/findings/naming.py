"""In how many articles an entity is named, which lists, profiles and gaps all take from here; and what somebody is called in brief."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.records.model import Entity, Organisation, Person, Place
from generator.text import names


@dataclass(frozen=True, slots=True)
class Naming:
    """`articles` is in how many articles an entity is named, `parts` in how many a part of it that has a record of its
    own.

    `present` is whether the archive tells of it in another way: by its people, parts, documents or events, or because
    it is a country. Articles write the names of countries without a link, so it cannot be said that no article names
    one.
    """

    articles: int
    parts: int
    present: bool


def naming(archive: Archive, entity: Entity) -> Naming:
    """How an entity is named. Each article counts once."""
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
    # A member who has left does not show that the archive is about this body.
    members = [p for p in archive.members_of(here) if any(r.of == here and r.to is None for r in p.roles)]
    others = members, archive.documents_of(here), archive.events_at(here), archive.events_of(here)
    return Naming(len(named), len(of_parts), country or len(seen) > 1 or any(others))


def brief(archive: Archive, record_id: str) -> str:
    """What to call somebody where the way of words is told in one line: the family name, an abbreviation in the archive's own language,
    or else the whole name."""
    record = archive[record_id]
    if isinstance(record, Person):
        return names.brief(record.name, record.country)
    if isinstance(record, Organisation):
        return names.abbreviation(also.name for also in record.also if also.language is None) or record.name
    return record.name
