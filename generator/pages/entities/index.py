"""The index of one kind of entity, by name and by what there is to read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.paging import fitting
from generator.pages.parts import evidence
from generator.pages.parts.here import Here, Link, named_in
from generator.pages.parts.lists import ListView, Section, block, further
from generator.pages.parts.prose import folded
from generator.records.model import (
    Alias,
    Document,
    Entity,
    EntityKind,
    Organisation,
    Place,
)
from generator.records.vocabulary import KIND_LABELS
from generator.text import english, markup
from generator.text.countries import country_name
from generator.text.names import without_remark


def entities(archive: Archive, kind: EntityKind) -> Sequence[Entity]:
    """Every entity of a kind, by name."""
    by_kind: Mapping[EntityKind, Sequence[Entity]] = {
        "person": archive.people,
        "organisation": archive.organisations,
        "place": archive.places,
        "document": archive.documents,
    }
    return by_kind[kind]


def described_as(entity: Entity) -> Iterator[str]:
    """What an entity is, in a word or two each."""
    if isinstance(entity, Organisation) and entity.kind:
        yield entity.kind
    if isinstance(entity, Place) and entity.precision:
        yield _briefly(entity.precision)
    country = None if isinstance(entity, Document) else entity.country
    if country and country_name(country) != entity.name:
        yield country_name(country)


def alias_link(alias: Alias) -> Link:
    """Another name as a link that leads nowhere, in its language."""
    return Link(alias.name, None, alias.language)


SHOWN_IN_INDEX = fitting(1_000)
"""Names on the page of an index, at some 600 bytes each. A larger archive shows those with most to read, and pages of all."""


MOST_TO_READ = 12


FEW = 20
"""Up to this many names, an index singles none out as having most to read."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in an index."""

    name: Link
    other: Link | None
    what: str
    summary: str | None
    to_read: str
    kind: str
    country: str
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of one kind of entity."""

    title: str
    deck: str
    noun: str
    count: str
    most: tuple[evidence.NameRow, ...]
    letters: tuple[tuple[str, str, tuple[EntityRow, ...]], ...]
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    here: tuple[str, ...]
    whole: Link | None
    total: int
    beyond: Link | None


_DECKS: dict[EntityKind, str] = {
    "person": "Everyone who is named: what they are quoted as saying, what they held, and who carried their words.",
    "organisation": "States, ministries, armies and alliances that speak; agencies and outlets that carry what is said.",
    "place": "Where it happened, and where it was said.",
    "document": "Treaties, charters and resolutions that speakers refer to.",
}


def index_pages(archive: Archive, kind: EntityKind) -> Iterator[Page[IndexView | ListView]]:
    """The index of a kind of entity, with further pages where there are more than it shows."""
    path = routes.index(routes.FOLDER_OF[kind])
    here = Here(archive, path)
    everyone = entities(archive, kind)
    ranked = sorted(everyone, key=lambda e: -sum(number for number, _ in _counts(archive, e)))
    shown = {entity.id for entity in ranked[:SHOWN_IN_INDEX]}
    rows = [_row(here, entity) for entity in everyone if entity.id in shown]
    one, many = KIND_LABELS[kind]
    one, many = one.lower(), many.lower()
    whole = Section("all", f"All {many}", "entities", everyone, _entity_rows, one, many, SHOWN_IN_INDEX)
    by_letter: dict[str, list[EntityRow]] = {}
    for row in rows:
        by_letter.setdefault(_letter(row.name.text), []).append(row)
    view = IndexView(
        title=KIND_LABELS[kind][1],
        deck=_DECKS[kind],
        noun="name",
        count=whole.counted,
        most=tuple(_most(here, entity) for entity in ranked[:MOST_TO_READ]) if len(everyone) > FEW else (),
        letters=tuple((letter, _anchor(letter), tuple(some)) for letter, some in sorted(by_letter.items())),
        kinds=_options(row.kind for row in rows),
        countries=_options(row.country for row in rows),
        here=tuple(word for word in _HERE.values() if any(word in row.here for row in rows)),
        whole=block(here, whole).whole,
        total=len(everyone),
        beyond=here.search(f"all {whole.counted}", kind=KIND_LABELS[kind][0])
        if len(everyone) > SHOWN_IN_INDEX
        else None,
    )
    description = f"{whole.counted.capitalize()} of the archive, by name and by what there is to read."
    yield Page(path, "entities/index.md.j2", view.title, description, view)
    yield from further(archive, whole, path, view.title, None)


def _options(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}, key=str.casefold))


def _most(here: Here, entity: Entity) -> evidence.NameRow:
    return evidence.NameRow(here.link(entity.id), _said_counts(here.archive, entity, _counts(here.archive, entity)[:2]))


def _entity_rows(here: Here, items: Sequence[Entity]) -> tuple[EntityRow, ...]:
    return tuple(_row(here, entity) for entity in items)


def _briefly(precision: str) -> str:
    """How exact a place is, without the explanation in brackets: "city" for "city (its centre)"."""
    return without_remark(precision)


def _row(here: Here, entity: Entity) -> EntityRow:
    counts = _counts(here.archive, entity)
    script = next((a for a in entity.also if a.language and here.foreign(a.language)), None)
    country = None if isinstance(entity, Document) else entity.country
    kind = (entity.kind or "") if isinstance(entity, Organisation) else ""
    if isinstance(entity, Place):
        kind = _briefly(entity.precision or "")
    return EntityRow(
        name=here.link(entity.id),
        other=alias_link(script) if script else None,
        what=" · ".join(described_as(entity)),
        summary=markup.excerpt(folded(entity.summary), 220) if entity.summary else None,
        to_read=_said_counts(here.archive, entity, counts),
        kind=kind,
        country=country_name(country) if country else "",
        here=tuple(_HERE[what] for _, what in counts),
    )


# What an entity may be found by, under the words with which the counts name it.
_HERE = {
    "quotation": "quoted",
    "position": "takes a position",
    "figure": "gives a figure",
    "article published": "publishes",
    "quotation carried": "carries words",
    "event": "in an event",
    "article": "named",
}


_NAMING = "article"


def _counts(archive: Archive, entity: Entity) -> Sequence[tuple[int, str]]:
    """What there is to read about an entity, as counts of each kind; kinds with none are left out."""
    e = entity.id
    counts = (
        len(archive.quotations_by(e)),
        len(archive.statements_by(e)),
        len(archive.figures_by(e)),
        len(archive.published_by(e)),
        len(archive.carried_by(e)),
        len(archive.events_at(e)) + len(archive.events_of(e)),
        len(archive.articles_naming(e)),
    )
    return [(number, what) for number, what in zip(counts, _HERE, strict=True) if number]


def _said_counts(archive: Archive, entity: Entity, counts: Sequence[tuple[int, str]]) -> str:
    """The counts in words. The last one is how many articles name the entity at all."""
    said = [named_in(archive, entity) if c[1] == _NAMING else _counted(*c) for c in counts]
    return ", ".join(said) or named_in(archive, entity)


def _counted(number: int, what: str) -> str:
    first, _, rest = what.partition(" ")
    return " ".join(filter(None, [english.counted(number, first), rest]))


def _letter(name: str) -> str:
    """The heading under which a name stands: its first letter without accents, or 0–9."""
    first = unicodedata.normalize("NFD", name.lstrip("“\"'‘«(").upper())[:1]
    return first if first.isalpha() else "0–9"


def _anchor(letter: str) -> str:
    return f"letter-{letter.lower() if letter.isascii() else format(ord(letter[0]), 'x')}"
