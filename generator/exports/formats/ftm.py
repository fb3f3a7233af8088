"""The archive in FollowTheMoney (followthemoney.tech): entities in `entities.ftm.json`, and each value as a statement
with its source.

People, organisations, articles, documents and events map to schemata of their own; a place is an Address, a quotation a
Note about its speaker. What FollowTheMoney cannot represent is left out: stances, figures, and how a quotation was
passed on.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from babel.core import get_global

from generator.archive.archive import Archive
from generator.records.load import Contents
from generator.records.model import (
    AnyRecord,
    Article,
    Date,
    Document,
    Event,
    Organisation,
    Person,
    Place,
)
from generator.records.scalars import to_slug

_COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value", "external",
    "first_seen", "last_seen", "id",
)  # fmt: skip
"""The columns of a FollowTheMoney statements file. It works out empty ones itself."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value as FollowTheMoney writes it; `original` as the record has it, if different."""

    value: str
    original: str = ""
    language: str = ""


@dataclass(slots=True)
class Thing:
    """An entity: its id, schema, values by property, and the file that it comes from."""

    id: str
    schema: str
    origin: str
    values: dict[str, list[Value]] = field(default_factory=dict)

    def add(self, name: str, value: str | None, original: str | None = "", language: str | None = "") -> None:
        """Add a value to a property, unless it is empty or already there."""
        some = self.values.setdefault(name, [])
        if value and all(it.value != value for it in some):
            some.append(Value(value, "" if original == value else original or "", language or ""))

    def add_date(self, name: str, date: Date | None) -> None:
        """Add a date as far as it is known (a year, month or day), with the words in which it is printed."""
        if date is not None:
            first, last = date.edtf.core
            known = _common_prefix(first.iso if first else "", last.iso if last else "")
            self.add(name, known, date.words or date.edtf.text)


def files(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """`entities.ftm.json`, one entity per line, and `statements.csv`, with the `original_value`, `origin` and `dataset`
    of each value."""
    dataset = to_slug(archive.settings.title) or "archive"
    found = [thing for record in archive.records.values() for thing in _things(archive, record)]
    return {
        "entities.ftm.json": "".join(f"{_entity(thing, dataset)}\n" for thing in found).encode(),
        "statements.csv": _statements(found, dataset).encode(),
    }


def _entity(thing: Thing, dataset: str) -> str:
    values = {name: [it.value for it in some] for name, some in thing.values.items() if some}
    held = {"id": thing.id, "schema": thing.schema, "properties": values, "datasets": [dataset]}
    return json.dumps(held, ensure_ascii=False)


def _statements(found: list[Thing], dataset: str) -> str:
    text = io.StringIO(newline="")
    rows = csv.writer(text, dialect=csv.unix_dialect)
    rows.writerow(_COLUMNS)
    for thing in found:
        for name, some in thing.values.items():
            for it in some:
                rows.writerow([
                    thing.id, thing.id, name, "", thing.schema, it.value, dataset, thing.origin, _language(it.language) or "",
                    it.original, "f", "", "", "",
                ])  # fmt: skip
    return text.getvalue()


# --- each kind of record -------------------------------------------------------------------------------------------------


def _things(archive: Archive, record: AnyRecord) -> Iterator[Thing]:
    origin = archive.paths.get(record.id, "")
    match record:
        case Person():
            yield _person(record, origin)
            yield from _ties(record, origin)
            yield from _identified(record, origin)
        case Organisation():
            yield _organisation(record, origin)
            yield from _ties(record, origin)
            yield from _identified(record, origin)
        case Place():
            yield _place(record, origin)
        case Document():
            document = _named(record, "Document", origin)
            document.add("title", record.name)
            document.add_date("date", record.date)
            document.add("sourceUrl", record.url)
            yield document
        case Event():
            yield _event(archive, record, origin)
        case Article():
            yield _article(archive, record, origin)
            yield from _quotations(record, origin)


def _named(record: Person | Organisation | Place | Document, schema: str, origin: str) -> Thing:
    thing = Thing(record.id, schema, origin)
    thing.add("name", record.name)
    for alias in record.also:
        thing.add("alias", alias.name, language=alias.language)
    if not isinstance(record, Document):
        thing.add("country", (record.country or "").lower(), record.country)
    thing.add("wikidataId", record.wikidata)
    thing.add("summary", record.summary)
    return thing


def _person(person: Person, origin: str) -> Thing:
    thing = _named(person, "Person", origin)
    for role in person.roles:
        thing.add("position", role.title)
    return thing


def _organisation(organisation: Organisation, origin: str) -> Thing:
    thing = _named(organisation, "Organization", origin)
    thing.add("classification", organisation.kind)
    thing.add("website", organisation.site)
    thing.add("parent", organisation.part_of)
    return thing


def _ties(record: Person | Organisation, origin: str) -> Iterator[Thing]:
    """The roles of a person or organisation, and their ties to others."""
    for number, role in enumerate(record.roles, start=1):
        if role.of:
            tie = Thing(f"{record.id}.role-{number}", "Membership", origin)
            tie.add("member", record.id)
            tie.add("organization", role.of)
            tie.add("role", role.title)
            tie.add_date("startDate", role.from_)
            tie.add_date("endDate", role.to)
            yield tie
    for number, relation in enumerate(record.relations, start=1):
        tie = Thing(f"{record.id}.tie-{number}", "UnknownLink", origin)
        tie.add("subject", record.id)
        tie.add("object", relation.to)
        tie.add("role", relation.kind)
        tie.add_date("startDate", relation.from_)
        tie.add_date("endDate", relation.to_date)
        yield tie


def _identified(record: Person | Organisation, origin: str) -> Iterator[Thing]:
    """The identifiers of a person or organisation that have no property of their own."""
    for scheme, number in (("ISNI", record.isni), ("VIAF", record.viaf)):
        if number:
            identifier = Thing(f"{record.id}.{scheme.lower()}", "Identification", origin)
            identifier.add("holder", record.id)
            identifier.add("type", scheme)
            identifier.add("number", number)
            yield identifier


def _place(place: Place, origin: str) -> Thing:
    thing = _named(place, "Address", origin)
    thing.add("full", place.name)
    if place.point:
        thing.add("latitude", str(place.point[0]))
        thing.add("longitude", str(place.point[1]))
    return thing


def _event(archive: Archive, event: Event, origin: str) -> Thing:
    thing = Thing(event.id, "Event", origin)
    thing.add("name", event.what)
    thing.add("summary", event.summary)
    thing.add_date("date", event.date)
    if event.place:
        thing.add("location", archive[event.place].name, event.place)
    for party in event.participants:
        if isinstance(archive.records.get(party), Person | Organisation):
            thing.add("involved", party)
    return thing


def _article(archive: Archive, article: Article, origin: str) -> Thing:
    thing = Thing(article.id, "Article", origin)
    thing.add("title", article.name, language=article.language)
    for author in archive.authors_of(article):
        thing.add("author", author)
    thing.add_date("publishedAt", article.published)
    thing.add("language", _language(article.language or ""), article.language)
    if article.publisher:
        thing.add("publisher", archive.entity(article.publisher).name, article.publisher)
    thing.add("sourceUrl", article.source.url)
    thing.add_date("retrievedAt", article.source.seen)
    return thing


def _quotations(article: Article, origin: str) -> Iterator[Thing]:
    for quotation in article.quotations:
        note = Thing(f"{article.id}.{quotation.id}", "Note", origin)
        note.add("description", " […] ".join(quotation.text), language=quotation.language or article.language)
        note.add("entity", quotation.speaker.id)
        note.add("proof", article.id)
        note.add("notes", quotation.note)
        yield note


# --- values --------------------------------------------------------------------------------------------------------------


def _common_prefix(first: str, last: str) -> str:
    """The common part of two ISO dates: the day, month or year; empty if there is none."""
    for length in (10, 7, 4):
        if len(first) == 10 and first[:length] == last[:length]:
            return first[:length]
    return ""


_WRITTEN = {"ar": "ara", "zh": "zho", "fa": "fas"}
"""Macrolanguages, for which the CLDR lists a variety first."""


@cache
def _codes() -> Mapping[str, str]:
    """Three-letter language codes (ISO 639-3) by two-letter code."""
    found: dict[str, str] = {}
    for code, language in get_global("language_aliases").items():
        if len(code) == 3 and len(language) == 2:
            found.setdefault(language, code)
    return found | _WRITTEN


def _language(tag: str) -> str | None:
    """The three-letter code of a language; None if it has none."""
    base = tag.partition("-")[0].lower()
    return base if len(base) == 3 else _codes().get(base)
