"""The country to which a person, body, place or article belongs, as far as the records say."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive.archive import Archive
from generator.findings.caching import cached_finding
from generator.records.model import Article, Organisation
from generator.text.countries import country_name


@cached_finding
def countries(archive: Archive) -> Mapping[str, str]:
    """By id of a record, its country code (ISO 3166-1 alpha-2). Records without a country are left out.

    A record's own `country` comes first. A body without one belongs to the country that one of its names matches, or
    else to the country of the body that it is part of. An article belongs to its publisher's country. No chain of
    bodies is walked twice, so the work grows with the number of records.
    """
    found = {person.id: person.country for person in archive.people if person.country}
    found |= {place.id: place.country for place in archive.places if place.country}
    code_of = {country_name(place.country): place.country for place in archive.places if place.country}
    bodies = {body.id: body for body in archive.organisations}
    none: set[str] = set()
    for body in archive.organisations:
        chain: dict[str, None] = {}
        current: str | None = body.id
        code = None
        while current in bodies and current not in chain and current not in none and code is None:
            chain[current] = None
            code = found.get(current) or bodies[current].country
            code = code or next((code_of[name] for name in bodies[current].names if name in code_of), None)
            current = bodies[current].part_of
        if code:
            found.update(dict.fromkeys(chain, code))
        else:
            none.update(chain)
    found.update({a.id: found[a.publisher] for a in archive.articles if a.publisher in found})
    return found


def country_of(archive: Archive, article: Article) -> str | None:
    """The country code of an article's publisher; None if it is not recorded."""
    publisher = archive.records.get(article.publisher or "")
    return publisher.country if isinstance(publisher, Organisation) else None
