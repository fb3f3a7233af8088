"""The tables of what happened, where it is told, and who and what is named."""

from __future__ import annotations

from generator.archive.archive import Archive, Mention
from generator.records import key_help
from generator.records.model import (
    Article,
    Document,
    Entity,
    Event,
    Organisation,
    Person,
    Place,
    Topic,
    kind_of,
)
from generator.tables import columns
from generator.tables.table import Cell, Column, Table


def events(archive: Archive) -> Table[Event]:
    """Every event."""
    return Table(
        "events",
        "Events",
        "What happened, when as far as known, and where.",
        archive.events,
        (
            columns.identifier(),
            columns.key(Event, "what"),
            columns.key(Event, "kind"),
            *columns.dated("date", key_help.of(Event, "date").what, lambda row: row.date),
            columns.key(Event, "place", names="entities"),
            columns.key(Event, "participants"),
            columns.key(Event, "part_of", names="events"),
            columns.key(Event, "summary"),
            Column(
                "articles",
                "The ids of the articles that tell of it.",
                lambda row: columns.several(told.article.id for told in archive.tellings_of(row.id)),
            ),
            columns.page(columns.own_page),
        ),
    )


def articles(archive: Archive) -> Table[Article]:
    """Every article, with where its copy comes from."""
    return Table(
        "articles",
        "Articles",
        "Published pieces, each as one copy shows it, and where that copy comes from.",
        archive.articles,
        (
            columns.identifier(),
            columns.key(Article, "title", what="The headline as printed; empty where the copy shows none."),
            columns.key(
                Article, "supplied_title", what="What the archive calls an article whose copy shows no headline."
            ),
            columns.key(
                Article, "publisher", names="entities", what="Who published it; empty where the copy names nobody."
            ),
            columns.key(Article, "authors"),
            *columns.dated("published", key_help.of(Article, "published").what, lambda row: row.published),
            columns.key(Article, "language"),
            columns.key(Article, "deck"),
            columns.key(Article, "topics"),
            Column("url", "The web address.", lambda row: row.source.url),
            Column(
                "archived",
                "Addresses of archived copies.",
                lambda row: columns.several(copy.url for copy in row.source.archived),
            ),
            *columns.dated("seen", "The day on which the copy was read.", lambda row: row.source.seen),
            Column("copy", "Whether the whole text was read, or an excerpt.", lambda row: row.source.copy_),
            Column(
                "relays",
                "The article or the organisation (one of the entities) whose text this one copies or rewrites.",
                lambda row: row.source.relays.of if row.source.relays else None,
            ),
            Column(
                "relays_basis",
                "From what one sees that it does.",
                lambda row: row.source.relays.basis if row.source.relays else None,
            ),
            Column("rights", "A rights statement (rightsstatements.org) or a licence.", lambda row: row.rights.status),
            columns.page(columns.own_page),
        ),
    )


def mentions(archive: Archive) -> Table[Mention]:
    """Every link from an article's text to a record."""
    return Table(
        "mentions",
        "Mentions",
        "Where the archive’s summary of an article names a record, with the sentence that does.",
        archive.mentions,
        (
            Column("article", "The article.", lambda row: row.article.id, names="articles"),
            Column("kind", "The kind of the record.", lambda row: archive.kind(row.target)),
            Column("record", "The id of the record.", lambda row: row.target),
            Column("name", "As the sentence calls it.", lambda row: row.words),
            Column("sentence", "The sentence.", lambda row: f"{row.before}{row.words}{row.after}"),
        ),
        keyed=False,
    )


def entities(archive: Archive) -> Table[Entity]:
    """Every person, organisation, place and document: one table, with the columns of each kind."""

    def of(row: Entity, key: str) -> Cell:
        return columns.plain(getattr(row, key, None))

    def point(row: Entity, end: int) -> Cell:
        return row.point[end] if isinstance(row, Place) and row.point else None

    return Table(
        "entities",
        "Entities",
        "People, organisations, places and documents.",
        archive.entities,
        (
            columns.identifier(),
            Column("kind", "person, organisation, place or document.", kind_of),
            Column("name", key_help.of(Person, "name").what, lambda row: row.name),
            Column(
                "also", key_help.of(Person, "also").what, lambda row: columns.several(alias.name for alias in row.also)
            ),
            Column("summary", key_help.of(Person, "summary").what, lambda row: row.summary),
            Column("wikidata", key_help.of(Person, "wikidata").what, lambda row: row.wikidata),
            Column("country", key_help.of(Person, "country").what, lambda row: of(row, "country")),
            Column("organisation_kind", key_help.of(Organisation, "kind").what, lambda row: of(row, "kind")),
            Column(
                "part_of",
                "The organisation to which it belongs, or the place in which it lies.",
                lambda row: of(row, "part_of") or of(row, "within"),
                names="entities",
            ),
            Column("latitude", "WGS 84.", lambda row: point(row, 0), "number"),
            Column("longitude", "WGS 84.", lambda row: point(row, 1), "number"),
            Column("precision", key_help.of(Place, "precision").what, lambda row: of(row, "precision")),
            *columns.dated("date", "Of a document.", lambda row: row.date if isinstance(row, Document) else None),
            Column(
                "url",
                "The website of an organisation, or where the text of a document stands.",
                lambda row: of(row, "site") or of(row, "url"),
            ),
            Column("parties", key_help.of(Document, "parties").what, lambda row: of(row, "parties")),
            Column(
                "articles",
                "How many articles name it: in the text, or as speaker, holder, source of a figure, carrier or publisher.",
                lambda row: len(archive.articles_naming(row.id)),
                "integer",
            ),
            columns.page(columns.own_page),
        ),
    )


def topics(archive: Archive) -> Table[Topic]:
    """Every topic."""
    return Table(
        "topics",
        "Topics",
        "Subjects under which articles are filed.",
        archive.topics,
        (
            columns.identifier(),
            columns.key(Topic, "title"),
            columns.key(Topic, "summary"),
            columns.page(columns.own_page),
        ),
    )
