"""The title block of a profile: other names, and what the record says in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import dates, routes
from generator.pages.entities.index import alias_link
from generator.pages.parts.here import Here, Link
from generator.records.model import Document, Entity, Organisation, Place
from generator.text import addresses
from generator.text.languages import language_name


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the title block. `parts` are set apart by commas, unless they are names, which have their language."""

    label: str
    parts: tuple[Link, ...]
    note: str = ""
    external: bool = False


def facts_of(here: Here, entity: Entity) -> Iterator[Fact]:
    """The lines of the title block that an entity's record has something for."""
    written: dict[str, list[Link]] = {}
    for alias in entity.also:
        foreign = alias.language and here.foreign(alias.language)
        label = f"In {language_name(alias.language)}" if foreign and alias.language else "Also written"
        written.setdefault(label, []).append(alias_link(alias))
    for label, names in written.items():
        yield Fact(label, tuple(names))
    if isinstance(entity, Organisation):
        if entity.part_of:
            yield Fact("Part of", (here.link(entity.part_of),))
        if entity.site:
            yield Fact("Website", (Link(addresses.host(entity.site), entity.site),), external=True)
    if isinstance(entity, Place):
        if entity.within:
            yield Fact("Lies within", tuple(_around(here, entity)))
        if entity.point:
            note = "; ".join(filter(None, [entity.precision, entity.basis]))
            yield Fact("Point", (Link(_point(*entity.point)),), note)
    if isinstance(entity, Document):
        if entity.date:
            printed = f"printed “{entity.date.words}”" if entity.date.words else ""
            note = "; ".join(filter(None, [printed, entity.date.basis]))
            yield Fact("Date", (Link(dates.say(entity.date.edtf)),), note)
        if entity.parties:
            yield Fact("Parties", tuple(here.link(party) for party in entity.parties))
        if entity.url:
            yield Fact("Text", (Link(addresses.host(entity.url), entity.url),), external=True)
    if entity.wikidata:
        yield Fact("Wikidata", (Link(entity.wikidata, routes.wikidata(entity.wikidata)),), external=True)
    if entity.formerly:
        yield Fact("Former ids", tuple(Link(old) for old in entity.formerly))


def _around(here: Here, place: Place) -> Iterator[Link]:
    """The places around a place, the nearest first. If they form a ring, which `check` reports, this stops where the ring closes."""
    passed = {place.id}
    around = place.within
    while around and around not in passed:
        passed.add(around)
        yield here.link(around)
        record = here.archive[around]
        around = record.within if isinstance(record, Place) else None


def _point(latitude: float, longitude: float) -> str:
    north = f"{abs(latitude):g}° {'N' if latitude >= 0 else 'S'}"
    return f"{north}, {abs(longitude):g}° {'E' if longitude >= 0 else 'W'}"
