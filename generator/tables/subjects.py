"""The tables of events, of the articles that report them, and of everyone and everything named."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.archive import Archive, Mention
from generator.records import key_help
from generator.records.model import (
    CITING,
    Article,
    Document,
    Entity,
    Event,
    Organisation,
    Person,
    Place,
    Proposition,
    Provenance,
    Search,
    SourceVersion,
    Story,
    Topic,
    kind_of,
)
from generator.tables import columns
from generator.tables.table import Cell, Column, Table
from generator.text.messages import N_


def events(archive: Archive) -> Table[Event]:
    """Every event."""
    return Table(
        "events",
        N_("Events"),
        N_("What happened, where, and when as far as that is known."),
        archive.events,
        (
            columns.identifier(),
            columns.key(Event, "what"),
            columns.key(Event, "headline"),
            columns.key(Event, "kind"),
            *columns.dated("date", key_help.help_for(Event, "date").purpose, lambda row: row.date),
            columns.key(Event, "place", names="entities"),
            columns.key(Event, "participants"),
            columns.key(Event, "part_of", names="events"),
            columns.key(Event, "summary"),
            Column(
                "articles",
                N_("The ids of the articles that report it."),
                lambda row: columns.join_values(told.article.id for told in archive.reports_of(row.id)),
            ),
            columns.page(columns.own_page),
        ),
    )


@dataclass(frozen=True, slots=True)
class Searched:
    """A search, with the event or claim that was searched for."""

    about: Event | Proposition
    search: Search


def searches(archive: Archive) -> Table[Searched]:
    """Every search for an event or a claim."""
    records: tuple[Event | Proposition, ...] = (*archive.events, *archive.propositions)
    return Table(
        "searches",
        N_("Searches"),
        N_("Who looked for an event or a claim with which outlet, when, and what was found."),
        tuple(Searched(record, search) for record in records for search in record.searches),
        (
            Column("kind", N_("The kind of the record."), lambda row: kind_of(row.about)),
            Column("record", N_("The id of the record."), lambda row: row.about.id),
            columns.key(Search, "where", lambda row: row.search, names="entities"),
            columns.key(Search, "for", lambda row: row.search),
            columns.key(Search, "by", lambda row: row.search),
            *columns.dated("on", key_help.help_for(Search, "on").purpose, lambda row: row.search.on),
            Column(
                "found",
                N_("The ids of the articles that were found; empty where nothing was."),
                lambda row: columns.join_values(row.search.found),
            ),
            columns.key(Search, "note", lambda row: row.search),
        ),
        keyed=False,
    )


def articles(archive: Archive) -> Table[Article]:
    """Every article, with the source of its copy."""
    return Table(
        "articles",
        N_("Articles"),
        N_("Published pieces, each as the copy that we read shows it, and where that copy comes from."),
        archive.articles,
        (
            columns.identifier(),
            columns.key(Article, "title", what=N_("The headline as printed; empty where the copy shows none.")),
            columns.key(
                Article, "supplied_title", what=N_("What the archive calls an article whose copy shows no headline.")
            ),
            columns.key(Article, "headline"),
            columns.key(
                Article, "publisher", names="entities", what=N_("Who published it; empty where the copy names nobody.")
            ),
            Column(
                "authors", N_("Who wrote it, as printed."), lambda row: columns.join_values(archive.authors_of(row))
            ),
            Column(
                "author_ids",
                N_("The ids of those of them whom the archive has."),
                lambda row: columns.join_values(it.by for it in row.authors if it.by),
            ),
            *columns.dated("published", key_help.help_for(Article, "published").purpose, lambda row: row.published),
            columns.key(Article, "language"),
            columns.key(Article, "deck"),
            columns.key(Article, "topics"),
            Column("source_kind", N_("What was published."), lambda row: row.source.published_as),
            *(columns.key(Provenance, key, lambda row: row.source) for key in CITING),
            Column("url", N_("The web address."), lambda row: row.source.url),
            Column(
                "archived",
                N_("Addresses of archived copies."),
                lambda row: columns.join_values(copy.url for copy in row.source.archived),
            ),
            *columns.dated("seen", N_("The day on which the copy was read."), lambda row: row.source.seen),
            Column("copy", N_("Whether the whole text was read, or an excerpt."), lambda row: row.source.copy_),
            Column(
                "relays",
                N_("The article or the organisation (one of the entities) whose text this one copies or rewrites."),
                lambda row: row.source.relays.of if row.source.relays else None,
            ),
            Column(
                "relays_basis",
                N_("How we know that it does."),
                lambda row: row.source.relays.basis if row.source.relays else None,
            ),
            Column(
                "status", N_("What became of it."), lambda row: row.source.status.is_ if row.source.status else None
            ),
            *columns.dated(
                "status_on", N_("Since when."), lambda row: row.source.status.on if row.source.status else None
            ),
            Column(
                "status_basis", N_("How we know."), lambda row: row.source.status.basis if row.source.status else None
            ),
            *columns.reliability(archive),
            Column(
                "annotated",
                N_("Who wrote the annotation."),
                lambda row: columns.join_values(it.by for it in row.annotated),
            ),
            Column(
                "reviewed",
                N_("Who compared it with the source."),
                lambda row: columns.join_values(it.by for it in row.reviewed),
            ),
            Column(
                "rights", N_("A rights statement (rightsstatements.org) or a licence."), lambda row: row.rights.status
            ),
            columns.page(columns.own_page),
        ),
    )


def versions(archive: Archive) -> Table[tuple[Article, SourceVersion]]:
    """Every version of a source. A row is a pair of article and version."""

    def of(row: tuple[Article, SourceVersion]) -> SourceVersion:
        return row[1]

    return Table(
        "versions",
        N_("Versions of sources"),
        N_("The states in which a source was published, where they differ, each as it was read or captured."),
        tuple((article, version) for article in archive.articles for version in article.source.versions),
        (
            Column("id", N_("Its article, and its name within it."), lambda row: f"{row[0].id}/{row[1].id}"),
            Column("article", N_("The article."), lambda row: row[0].id, names="articles"),
            *columns.dated("seen", key_help.help_for(SourceVersion, "seen").purpose, lambda row: row[1].seen),
            *columns.dated(
                "captured", key_help.help_for(SourceVersion, "captured").purpose, lambda row: row[1].captured
            ),
            columns.key(SourceVersion, "archived", of),
            columns.key(SourceVersion, "sha256", of),
            columns.key(SourceVersion, "changed", of),
        ),
    )


def mentions(archive: Archive) -> Table[Mention]:
    """Every link from an article's text to a record."""
    return Table(
        "mentions",
        N_("Mentions"),
        N_("Where the archive’s summary of an article names a record, with the sentence that does."),
        archive.mentions,
        (
            Column("article", N_("The article."), lambda row: row.article.id, names="articles"),
            Column("kind", N_("The kind of the record."), lambda row: archive.kind(row.target)),
            Column("record", N_("The id of the record."), lambda row: row.target),
            Column("name", N_("As the sentence calls it."), lambda row: row.words),
            Column("sentence", N_("The sentence."), lambda row: f"{row.before}{row.words}{row.after}"),
        ),
        keyed=False,
    )


def entities(archive: Archive) -> Table[Entity]:
    """Every person, organisation, place and document, in one table with the columns of all kinds."""

    def of(row: Entity, key: str) -> Cell:
        return columns.to_cell(getattr(row, key, None))

    def point(row: Entity, end: int) -> Cell:
        return row.point[end] if isinstance(row, Place) and row.point else None

    return Table(
        "entities",
        N_("Entities"),
        N_("People, organisations, places and documents."),
        archive.entities,
        (
            columns.identifier(),
            Column("kind", N_("person, organisation, place or document."), kind_of),
            Column("name", key_help.help_for(Person, "name").purpose, lambda row: row.name),
            Column(
                "also",
                key_help.help_for(Person, "also").purpose,
                lambda row: columns.join_values(alias.name for alias in row.also),
            ),
            Column("sort", key_help.help_for(Person, "sort").purpose, lambda row: of(row, "sort")),
            Column("headline", key_help.help_for(Person, "headline").purpose, lambda row: row.headline),
            Column("summary", key_help.help_for(Person, "summary").purpose, lambda row: row.summary),
            Column("wikidata", key_help.help_for(Person, "wikidata").purpose, lambda row: row.wikidata),
            Column("isni", key_help.help_for(Person, "isni").purpose, lambda row: of(row, "isni")),
            Column("viaf", key_help.help_for(Person, "viaf").purpose, lambda row: of(row, "viaf")),
            Column("geonames", key_help.help_for(Place, "geonames").purpose, lambda row: of(row, "geonames")),
            Column("country", key_help.help_for(Person, "country").purpose, lambda row: of(row, "country")),
            Column("organisation_kind", key_help.help_for(Organisation, "kind").purpose, lambda row: of(row, "kind")),
            *columns.reliability(archive),
            Column(
                "part_of",
                N_("The organisation or the place that it is part of."),
                lambda row: of(row, "part_of") or of(row, "within"),
                names="entities",
            ),
            Column("latitude", N_("WGS 84."), lambda row: point(row, 0), "number"),
            Column("longitude", N_("WGS 84."), lambda row: point(row, 1), "number"),
            Column("precision", key_help.help_for(Place, "precision").purpose, lambda row: of(row, "precision")),
            *columns.dated("date", N_("Of a document."), lambda row: row.date if isinstance(row, Document) else None),
            Column(
                "url",
                N_("The website of an organisation, or the address of a document’s text."),
                lambda row: of(row, "site") or of(row, "url"),
            ),
            Column("parties", key_help.help_for(Document, "parties").purpose, lambda row: of(row, "parties")),
            Column(
                "articles",
                N_(
                    "How many articles name it: in the text, as a speaker, for a stance or an estimate, as somebody who passed words on, or as publisher."
                ),
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
        N_("Topics"),
        N_("Subjects under which articles are filed."),
        archive.topics,
        (
            columns.identifier(),
            columns.key(Topic, "title"),
            columns.key(Topic, "headline"),
            columns.key(Topic, "summary"),
            columns.page(columns.own_page),
        ),
    )


def stories(archive: Archive) -> Table[Story]:
    """Every story."""
    return Table(
        "stories",
        N_("Stories"),
        N_("Steps through the archive, each with the evidence that it rests on."),
        archive.stories,
        (
            columns.identifier(),
            columns.key(Story, "title"),
            columns.key(Story, "lead"),
            Column("steps", N_("How many steps it has."), lambda row: len(row.steps), "integer"),
            columns.page(columns.own_page),
        ),
    )
