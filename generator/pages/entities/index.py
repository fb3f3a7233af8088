"""The index of one kind of entity, by name and by how much there is to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.known_days import latest
from generator.findings.thin_records import thin_records
from generator.pages.entities.facts import Fact, alias_link, briefly, described_as, facts_of
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit, split_by_size
from generator.pages.parts import evidence
from generator.pages.parts.here import Here, Link, mentions_in_words
from generator.pages.parts.lists import ListView, Section, block, further_pages
from generator.pages.parts.prose import on_one_line
from generator.records.model import Document, Entity, EntityKind, Organisation, Place
from generator.records.vocabulary import KIND_VALUES
from generator.text import counts, markup
from generator.text.collation import initial_letter, sort_key
from generator.text.countries import country_name
from generator.text.messages import N_, _


def entities(archive: Archive, kind: EntityKind) -> Sequence[Entity]:
    """Every entity of a kind, by name."""
    by_kind: Mapping[EntityKind, Sequence[Entity]] = {
        "person": archive.people,
        "organisation": archive.organisations,
        "place": archive.places,
        "document": archive.documents,
    }
    return by_kind[kind]


SHOWN_IN_INDEX = rows_that_fit(1_000)
"""How many names the index shows, at about 600 bytes each. In a larger archive, these are the ones with most to read,
and further pages list all."""


MOST_TO_READ = 20


FEW = 20
"""Up to this many names, an index is one list: it neither highlights those with most to read nor folds any."""


IN_FOLD = 24
"""The most names of one fold. A letter with more has several folds."""


JOINED = 12
"""Letters with few names share a fold with the next ones, until it contains so many names."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in an index. `row` is its full entry if it has no page of its own."""

    name: Link
    other: Link | None
    what: str
    summary: str | None
    to_read: str
    kind: str
    country: str
    here: tuple[str, ...]
    row: WholeRow | None


@dataclass(frozen=True, slots=True)
class WholeRow:
    """The full entry of an entity without a page of its own. `settled` is the day from which its summary was known."""

    anchor: str
    settled: str
    facts: tuple[tuple[str, Fact], ...]  # each with the day from which it, and everyone it names, was known
    mentions: tuple[evidence.MentionRow, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one fold: all that begin with a letter or with one of several, or a part of those of one letter."""

    letters: str  # such as A, or A–C
    anchor: str
    first: str  # the first and last name of this part of a letter; empty if the letter is not divided
    last: str
    rows: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of one kind of entity."""

    title: str
    deck: str
    most: tuple[evidence.NameRow, ...]
    rows: tuple[EntityRow, ...]  # all names, if there are few
    groups: tuple[Group, ...]
    by: str  # what the filter can choose by, in words
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    here: tuple[str, ...]
    whole: Link | None
    total: int
    beyond: Link | None


_DECKS: dict[EntityKind, str] = {
    "person": N_("Everyone named in the articles: what they said, where they stood, and who passed their words on."),
    "organisation": N_(
        "States, ministries, armies and alliances that speak; news agencies and outlets that report what is said."
    ),
    "place": N_("Where things happened, and where they were said."),
    "document": N_("Treaties, charters and resolutions that speakers refer to."),
}


_TITLES: Mapping[EntityKind, str] = {
    "person": N_("People"),
    "organisation": N_("Organisations"),
    "place": N_("Places"),
    "document": N_("Documents"),
}


_COUNTS: Mapping[EntityKind, Callable[[int], str]] = {
    "person": counts.people,
    "organisation": counts.organisations,
    "place": counts.places,
    "document": counts.documents,
}


_ALL: Mapping[EntityKind, str] = {
    "person": N_("All people"),
    "organisation": N_("All organisations"),
    "place": N_("All places"),
    "document": N_("All documents"),
}


def index_pages(archive: Archive, kind: EntityKind) -> Iterator[Page[IndexView | ListView]]:
    """The index of a kind of entity, and further pages if there are more than it shows."""
    path = routes.index(routes.FOLDER_OF[kind])
    here = Here(archive, path)
    everyone = entities(archive, kind)
    ranked = sorted(everyone, key=lambda e: -sum(number for number, what in _counts(archive, e)))
    shown = {entity.id for entity in ranked[:SHOWN_IN_INDEX]}
    rows = [(entity.sort_name, _row(here, entity)) for entity in everyone if entity.id in shown]
    section = Section("all", _(_ALL[kind]), "entities", everyone, _entity_rows, _COUNTS[kind], SHOWN_IN_INDEX)
    title = _(_TITLES[kind])
    kinds = _options(row.kind for _name, row in rows)
    countries = _options(row.country for _name, row in rows)
    view = IndexView(
        title=title,
        deck=_(_DECKS[kind]),
        most=tuple(_most(here, entity) for entity in ranked[:MOST_TO_READ]) if len(everyone) > FEW else (),
        rows=tuple(row for _name, row in rows) if len(everyone) <= FEW else (),
        groups=tuple(_groups(rows)) if len(everyone) > FEW else (),
        by=_by(kinds, countries),
        kinds=kinds,
        countries=countries,
        here=tuple(_(word) for word in _HERE.values() if any(_(word) in row.here for _name, row in rows)),
        whole=block(here, section).whole,
        total=len(everyone),
        beyond=here.search_link(_("all {names}", names=section.counted), kind=KIND_VALUES[kind])
        if len(everyone) > SHOWN_IN_INDEX
        else None,
    )
    description = _("{counted}. {deck}", counted=section.counted, deck=view.deck)
    yield Page(path, "entities/index.md.j2", view.title, description, view, is_single_column=True)
    yield from further_pages(archive, section, path, view.title, None)


def _groups(rows: Iterable[tuple[str, EntityRow]]) -> Iterator[Group]:
    """The rows by letter. Each row comes with the name under which it is sorted."""
    by_letter: dict[str, list[tuple[str, EntityRow]]] = {}
    for name, row in rows:
        by_letter.setdefault(_letter(name), []).append((name, row))
    letters = sorted(by_letter, key=sort_key)
    while letters:
        begin = letters.pop(0)
        end, own = begin, by_letter[begin]
        while letters and len(own) < JOINED and len(own) + len(by_letter[letters[0]]) <= IN_FOLD:
            end = letters.pop(0)
            own = [*own, *by_letter[end]]
        for number, some in enumerate(split_by_size(own, IN_FOLD), start=1):
            first, last = ("", "") if len(some) == len(own) else (some[0][0], some[-1][0])
            yield Group(
                begin if begin == end else f"{begin}–{end}",
                _anchor(begin) + (f"-{number}" if number > 1 else ""),
                first,
                last,
                tuple(row for _name, row in some),
            )


def _by(kinds: Sequence[str], countries: Sequence[str]) -> str:
    """By what the names can be filtered, in words. A filter with a single option is not offered."""
    if len(kinds) > 1:
        return _("by words, kind, country") if len(countries) > 1 else _("by words, kind")
    return _("by words, country") if len(countries) > 1 else _("by words")


def _options(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}, key=sort_key))


def _most(here: Here, entity: Entity) -> evidence.NameRow:
    return evidence.NameRow(here.link(entity.id), _said_counts(here.archive, entity, _counts(here.archive, entity)[:2]))


def _entity_rows(here: Here, items: Sequence[Entity]) -> tuple[EntityRow, ...]:
    return tuple(_row(here, entity) for entity in items)


def _row(here: Here, entity: Entity) -> EntityRow:
    counted = _counts(here.archive, entity)
    script = next((a for a in entity.also if a.language and here.is_foreign(a.language)), None)
    country = None if isinstance(entity, Document) else entity.country
    kind = (entity.kind or "") if isinstance(entity, Organisation) else ""
    if isinstance(entity, Place):
        kind = briefly(entity.precision or "")
    row = _whole_row(here, entity) if entity.id in thin_records(here.archive) else None
    summary = on_one_line(entity.summary) if entity.summary else None
    return EntityRow(
        name=here.link(entity.id),
        other=alias_link(script) if script and not row else None,
        what=" · ".join(described_as(entity)),
        summary=markup.excerpt(summary, 220) if summary and not row else summary,
        to_read=_said_counts(here.archive, entity, counted),
        kind=kind,
        country=country_name(country) if country else "",
        here=tuple(_(_HERE[what]) for number, what in counted),
        row=row,
    )


def _whole_row(here: Here, entity: Entity) -> WholeRow:
    return WholeRow(
        routes.row(entity.id),
        here.settled_day(entity.id),
        tuple((_known_since(here, entity, fact), fact) for fact in facts_of(here, entity)),
        evidence.mention_rows(here, here.archive.mentions_of(entity.id)),
    )


def _known_since(here: Here, entity: Entity, fact: Fact) -> str:
    return latest([here.settled_day(entity.id), *(part.known for part in fact.parts if part.known is not None)])


# The filter values for what there is to read about an entity.
_HERE = {
    "quotations": N_("quoted"),
    "stances": N_("takes a stance"),
    "figures": N_("gives a figure"),
    "published": N_("publishes articles"),
    "passed on": N_("passes words on"),
    "events": N_("in an event"),
    "articles": N_("named"),
}


_SAID: Mapping[str, Callable[[int], str]] = {
    "quotations": counts.quotations,
    "stances": counts.stances,
    "figures": counts.figures,
    "published": counts.published_articles,
    "passed on": counts.passed_on,
    "events": counts.events,
}
"""What there is to read, in words, except for the articles that name an entity."""


def _counts(archive: Archive, entity: Entity) -> Sequence[tuple[int, str]]:
    """How much there is to read about an entity, as (number, kind) pairs. Kinds with none are left out."""
    e = entity.id
    counted = (
        len(archive.quotations_by(e)),
        len(archive.statements_by(e)),
        len(archive.figures_by(e)),
        len(archive.published_by(e)),
        len(archive.carried_by(e)),
        len(archive.events_at(e)) + len(archive.events_of(e)),
        len(archive.articles_naming(e)),
    )
    return [(number, what) for number, what in zip(counted, _HERE, strict=True) if number]


def _said_counts(archive: Archive, entity: Entity, counted: Sequence[tuple[int, str]]) -> str:
    """The counts in words. The last one is how many articles name the entity."""
    said = [_SAID[what](number) if what in _SAID else mentions_in_words(archive, entity) for number, what in counted]
    return counts.join_phrases(said) or mentions_in_words(archive, entity)


def _letter(name: str) -> str:
    """The heading under which a name is listed: its first letter without accents, or 0–9."""
    return initial_letter(name) or "0–9"


def _anchor(letter: str) -> str:
    return f"letter-{letter.lower() if letter.isascii() else format(ord(letter[0]), 'x')}"
