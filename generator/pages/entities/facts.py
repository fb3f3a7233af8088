"""Short facts from an entity's record, such as its other names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import dates, routes
from generator.pages.parts.here import Here, Link
from generator.records.model import Alias, Document, Entity, Organisation, Place
from generator.text import addresses, counts, terms
from generator.text.countries import country_name
from generator.text.languages import language_name
from generator.text.messages import _
from generator.text.names import without_remark


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of facts. `parts` are separated by commas, unless they are names, which show their language."""

    label: str
    parts: tuple[Link, ...]
    note: str = ""
    external: bool = False


def described_as(entity: Entity) -> Iterator[str]:
    """What an entity is, as phrases of a word or two."""
    if isinstance(entity, Organisation) and entity.kind:
        yield entity.kind
    if isinstance(entity, Place) and entity.precision:
        yield briefly(entity.precision)
    country = None if isinstance(entity, Document) else entity.country
    if country and country_name(country) != entity.name:
        yield country_name(country)


def briefly(precision: str) -> str:
    """How exact a place is, without the remark in brackets: "city" for "city (its centre)"."""
    return terms.precision_label(without_remark(precision))


def alias_link(alias: Alias) -> Link:
    """Another name as a link without an address, in its language."""
    return Link(alias.name, None, alias.language)


def facts_of(here: Here, entity: Entity) -> Iterator[Fact]:
    """The lines of facts for which an entity's record has values."""
    written: dict[str, list[Link]] = {}
    for alias in entity.also:
        foreign = alias.language and here.is_foreign(alias.language)
        label = (
            _("In {language}", language=language_name(alias.language))
            if foreign and alias.language
            else _("Other spellings")
        )
        written.setdefault(label, []).append(alias_link(alias))
    for label, names in written.items():
        yield Fact(label, tuple(names))
    if isinstance(entity, Organisation):
        if entity.part_of:
            yield Fact(_("Part of"), (here.link(entity.part_of),))
        if entity.site:
            yield Fact(_("Website"), (Link(addresses.host(entity.site), entity.site),), external=True)
    if isinstance(entity, Place):
        if entity.within:
            yield Fact(_("Part of"), tuple(_around(here, entity)))
        if entity.point:
            note = "; ".join(filter(None, [terms.precision_label(entity.precision or ""), entity.basis]))
            yield Fact(_("Location"), (Link(_point(*entity.point)),), note)
    if isinstance(entity, Document):
        if entity.date:
            printed = _("printed “{words}”", words=entity.date.words) if entity.date.words else ""
            note = "; ".join(filter(None, [printed, entity.date.basis]))
            yield Fact(_("Date"), (Link(dates.format_date(entity.date.edtf)),), note)
        if entity.parties:
            yield Fact(_("Made by"), tuple(here.link(party) for party in entity.parties))
        if entity.url:
            yield Fact(_("Text"), (Link(addresses.host(entity.url), entity.url),), external=True)
    for identifier in routes.identifiers(entity):
        yield Fact(identifier.scheme, (Link(identifier.label, identifier.url),), external=True)
    if entity.formerly:
        yield Fact(_("Former addresses"), tuple(Link(old) for old in entity.formerly))


def _around(here: Here, place: Place) -> Iterator[Link]:
    """The places around a place, the nearest first. Stops if they form a cycle, which `check` reports."""
    passed = {place.id}
    around = place.within
    while around and around not in passed:
        passed.add(around)
        yield here.link(around)
        record = here.archive[around]
        around = record.within if isinstance(record, Place) else None


def _point(latitude: float, longitude: float) -> str:
    north, east = f"{abs(latitude):g}", f"{abs(longitude):g}"
    return counts.join_phrases(
        [
            _("{degrees}° N", degrees=north) if latitude >= 0 else _("{degrees}° S", degrees=north),
            _("{degrees}° E", degrees=east) if longitude >= 0 else _("{degrees}° W", degrees=east),
        ]
    )
