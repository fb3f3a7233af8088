"""The archive as tables that name each other's rows: what researchers load into a spreadsheet, into R or into pandas.

A row is a record, or a quotation, statement or figure of an article. A cell holds one plain value; several of a kind stand
in it with "; " between them. Keys of records keep their names here, and mean what `fields` says of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, get_args

from pydantic import BaseModel

from generator import routes
from generator.archive.archive import Archive, Estimated, Mention, Quoted, Stated
from generator.dates import Day
from generator.records import key_help, structure
from generator.records.model import (
    AgentRef,
    Article,
    Date,
    Document,
    Entity,
    Event,
    Fidelity,
    Figure,
    Ground,
    Measure,
    Organisation,
    Passage,
    Person,
    Place,
    Proposition,
    Quotation,
    Stance,
    Statement,
    Topic,
    Utterance,
    kind_of,
)
from generator.records.scalars import PassageRef

T = TypeVar("T")
Cell = str | int | float | bool | None
Type = Literal["string", "integer", "number", "boolean", "date"]
"""A type of Table Schema (datapackage.org): a date is one day of the years 0 to 9999, as ISO 8601 writes it."""

BETWEEN = "; "
"""What stands between the values of a cell that has several."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """What one cell of a row says; None where nothing is known.

    `names` is the table whose rows it names by their id, `one_of` the words that may stand there.
    """

    name: str
    what: str
    value: Callable[[T], Cell]
    type: Type = "string"
    names: str = ""
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Rows of one kind. The first column is the id of a row, unless `keyed` is False."""

    name: str
    title: str
    what: str
    rows: tuple[T, ...]
    columns: tuple[Column[T], ...]
    keyed: bool = True

    def cells(self) -> Iterator[tuple[Cell, ...]]:
        """The rows, each with a cell for every column."""
        for row in self.rows:
            yield tuple(column.value(row) for column in self.columns)


def tables(archive: Archive) -> tuple[Table[Any], ...]:
    """Every table, what is said first; one without a row is there with its columns."""
    return (
        _quotations(archive),
        _passages(archive),
        _utterances(archive),
        _statements(archive),
        _propositions(archive),
        _figures(archive),
        _measures(archive),
        _events(archive),
        _articles(archive),
        _mentions(archive),
        _entities(archive),
        _topics(archive),
    )


# --- what is said --------------------------------------------------------------------------------------------------------


def _quotations(archive: Archive) -> Table[Quoted]:
    def of(row: Quoted) -> Quotation:
        return row.quotation

    return Table(
        "quotations",
        "Quotations",
        "Words that articles print between quotation marks: who is said to have said them, and through whose hands they came.",
        archive.quotations,
        (
            *_in_article(of),
            *_party(archive, "speaker", "Whose words they are", lambda row: row.said_by),
            *_party(
                archive,
                "attributed_to",
                "To whom the article gives them, where they are really another’s",
                lambda row: row.quotation.speaker if row.quotation.really else None,
            ),
            Column(
                "attribution_basis",
                "How one knows that they are another’s; empty where the article names the right speaker.",
                lambda row: row.quotation.really and row.quotation.really.basis,
            ),
            _key(Quotation, "role", of),
            Column(
                "words",
                "The words as printed; […] where the reporting clause interrupts them.",
                lambda row: of(row).words,
            ),
            Column("language", "The language of the words (BCP 47).", lambda row: row.language),
            _key(Quotation, "translated", of, "boolean", "Whether the words are translated; empty: unknown."),
            _key(Quotation, "context", of, what="What the words are about, in the archive’s words."),
            _key(Quotation, "cue", of),
            *_dated("said", key_help.of(Quotation, "said").what, lambda row: row.quotation.said),
            _key(Quotation, "to", of),
            *_carried(archive, of),
            _key(
                Quotation,
                "fidelity",
                of,
                one_of=get_args(Fidelity),
                what="How the words compare with what was said, as found; empty: not yet judged.",
            ),
            _key(Quotation, "note", of),
            _key(Quotation, "review", of),
            _key(
                Quotation,
                "utterance",
                of,
                what="The passage that the words render.",
                column="passage",
                names="passages",
            ),
            Column(
                "checked",
                "Whether the words were found word by word in a copy.",
                lambda row: bool(of(row).at),
                "boolean",
            ),
            _place(of, routes.quotation),
        ),
    )


def _passages(archive: Archive) -> Table[tuple[Utterance, Passage]]:
    def original(row: tuple[Utterance, Passage], key: str) -> Cell:
        return getattr(row[1].original, key, None)

    return Table(
        "passages",
        "Passages",
        "Sentences and phrases of utterances, with the words in the speaker’s own language where they are known.",
        tuple((utterance, passage) for utterance in archive.utterances for passage in utterance.passages),
        (
            Column("id", "Its utterance, and its name within it.", lambda row: f"{row[0].id}/{row[1].id}"),
            Column("utterance", "The occasion.", lambda row: row[0].id, names="utterances"),
            _key(Passage, "gist", lambda row: row[1]),
            Column(
                "original_language",
                "The language of the original words (BCP 47).",
                lambda row: original(row, "language"),
            ),
            Column(
                "original_text", "The words in the language in which they were said.", lambda row: original(row, "text")
            ),
            Column(
                "original_source",
                "Where they were found: an article’s id, a web address, or words.",
                lambda row: original(row, "source"),
            ),
            _page(lambda row: routes.rooted(routes.page("utterance", row[0].id), routes.passage(row[1].id))),
        ),
    )


def _utterances(archive: Archive) -> Table[Utterance]:
    return Table(
        "utterances",
        "Utterances",
        "Occasions of speech, which several articles may render.",
        archive.utterances,
        (
            _id(),
            _key(Utterance, "title"),
            *_party(archive, "speaker", "Who spoke", lambda row: row.speaker),
            *_dated("said", "When.", lambda row: row.said),
            _key(Utterance, "form"),
            _key(Utterance, "to"),
            _key(Utterance, "place", names="entities"),
            _key(Utterance, "event", names="events"),
            _key(Utterance, "summary"),
            _page(_own),
        ),
    )


# --- what is held, and what is counted -----------------------------------------------------------------------------------


def _statements(archive: Archive) -> Table[Stated]:
    def of(row: Stated) -> Statement:
        return row.statement

    return Table(
        "statements",
        "Statements",
        "Positions that someone takes on a proposition, as articles report them.",
        archive.statements,
        (
            *_in_article(of),
            *_party(archive, "holder", "Who takes the position", lambda row: row.statement.holder),
            _key(Statement, "stance", of, one_of=get_args(Stance)),
            _key(Statement, "proposition", of, names="propositions"),
            *_dated("date", key_help.of(Statement, "date").what, lambda row: row.statement.date),
            *_carried(archive, of),
            _carrying(of),
            _key(Statement, "rests_on", of, one_of=get_args(Ground)),
            _key(Statement, "basis", of),
            _key(Statement, "note", of),
            _key(Statement, "review", of),
            _place(of, routes.statement),
        ),
    )


def _propositions(archive: Archive) -> Table[Proposition]:
    return Table(
        "propositions",
        "Propositions",
        "Neutral sentences that parties assert, confirm or deny.",
        archive.propositions,
        (
            _id(),
            _key(Proposition, "sentence"),
            _key(Proposition, "contradicts"),
            _key(Proposition, "implies"),
            _key(Proposition, "summary"),
            _page(_own),
        ),
    )


def _figures(archive: Archive) -> Table[Estimated]:
    def of(row: Estimated) -> Figure:
        return row.figure

    return Table(
        "figures",
        "Figures",
        "Estimates of measures, as articles report them.",
        archive.figures,
        (
            *_in_article(of),
            _key(Figure, "measure", of, names="measures"),
            *(_key(Figure, key, of, "number") for key in ("value", "low", "high", "best")),
            _key(Figure, "qualifier", of),
            Column("by", "The ids of who gives the number.", lambda row: _several(who.id for who in of(row).by)),
            Column(
                "by_names",
                "Their names, or the article’s words.",
                lambda row: _several(_name(archive, who) for who in of(row).by),
            ),
            *_dated("as_of", key_help.of(Figure, "as_of").what, lambda row: row.figure.as_of),
            *_carried(archive, of),
            _carrying(of),
            _key(Figure, "misreads", of, names="measures"),
            _key(Figure, "note", of),
            _key(Figure, "review", of),
            _place(of, routes.figure),
        ),
    )


def _measures(archive: Archive) -> Table[Measure]:
    return Table(
        "measures",
        "Measures",
        "What numbers count, so that they can be compared.",
        archive.measures,
        (_id(), *(_key(Measure, key) for key in ("name", "counts", "unit", "summary")), _page(_own)),
    )


# --- what happened, where it is told, and who is named -------------------------------------------------------------------


def _events(archive: Archive) -> Table[Event]:
    return Table(
        "events",
        "Events",
        "What happened, when as far as known, and where.",
        archive.events,
        (
            _id(),
            _key(Event, "what"),
            _key(Event, "kind"),
            *_dated("date", key_help.of(Event, "date").what, lambda row: row.date),
            _key(Event, "place", names="entities"),
            _key(Event, "participants"),
            _key(Event, "part_of", names="events"),
            _key(Event, "summary"),
            Column(
                "articles",
                "The ids of the articles that tell of it.",
                lambda row: _several(told.article.id for told in archive.told(row.id)),
            ),
            _page(_own),
        ),
    )


def _articles(archive: Archive) -> Table[Article]:
    return Table(
        "articles",
        "Articles",
        "Published pieces, each as one copy shows it, and where that copy comes from.",
        archive.articles,
        (
            _id(),
            _key(Article, "title", what="The headline as printed; empty where the copy shows none."),
            _key(Article, "supplied_title", what="What the archive calls an article whose copy shows no headline."),
            _key(Article, "publisher", names="entities", what="Who published it; empty where the copy names nobody."),
            _key(Article, "authors"),
            *_dated("published", key_help.of(Article, "published").what, lambda row: row.published),
            _key(Article, "language"),
            _key(Article, "deck"),
            _key(Article, "topics"),
            Column("url", "The web address.", lambda row: row.source.url),
            Column(
                "archived",
                "Addresses of archived copies.",
                lambda row: _several(copy.url for copy in row.source.archived),
            ),
            *_dated("seen", "The day on which the copy was read.", lambda row: row.source.seen),
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
            _page(_own),
        ),
    )


def _mentions(archive: Archive) -> Table[Mention]:
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


def _entities(archive: Archive) -> Table[Entity]:
    def of(row: Entity, key: str) -> Cell:
        return _plain(getattr(row, key, None))

    def point(row: Entity, end: int) -> Cell:
        return row.point[end] if isinstance(row, Place) and row.point else None

    return Table(
        "entities",
        "Entities",
        "People, organisations, places and documents.",
        archive.entities,
        (
            _id(),
            Column("kind", "person, organisation, place or document.", kind_of),
            Column("name", key_help.of(Person, "name").what, lambda row: row.name),
            Column("also", key_help.of(Person, "also").what, lambda row: _several(alias.name for alias in row.also)),
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
            *_dated("date", "Of a document.", lambda row: row.date if isinstance(row, Document) else None),
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
            _page(_own),
        ),
    )


def _topics(archive: Archive) -> Table[Topic]:
    return Table(
        "topics",
        "Topics",
        "Subjects under which articles are filed.",
        archive.topics,
        (_id(), _key(Topic, "title"), _key(Topic, "summary"), _page(_own)),
    )


# --- columns that recur --------------------------------------------------------------------------------------------------


def _id() -> Column[Any]:
    return Column("id", "The id of the record.", lambda row: row.id)


def _key(
    model: type[BaseModel],
    key: str,
    of: Callable[[Any], object] = lambda row: row,
    type: Type = "string",  # noqa: A002 - what Table Schema calls it
    what: str = "",
    *,
    column: str = "",
    names: str = "",
    one_of: tuple[str, ...] = (),
) -> Column[Any]:
    """What stands under a key of the record, or of a part of it."""
    name = next(field.name for field in structure.fields(model) if field.key == key)
    return Column(
        column or key,
        what or key_help.of(model, key).what,
        lambda row: _plain(getattr(of(row), name)),
        type,
        names,
        one_of,
    )


def _party(archive: Archive, name: str, who: str, of: Callable[[Any], AgentRef | None]) -> tuple[Column[Any], ...]:
    def party(row: Any, say: Callable[[AgentRef], str | None]) -> str | None:
        agent = of(row)
        return say(agent) if agent else None

    return (
        Column(
            name,
            f"{who}; empty for a source that is left unnamed.",
            lambda row: party(row, lambda agent: agent.id),
            names="entities",
        ),
        Column(
            f"{name}_name",
            f"{who}, by name; an unnamed source in the article’s words.",
            lambda row: party(row, lambda agent: _name(archive, agent)),
        ),
    )


def _dated(name: str, what: str, of: Callable[[Any], Date | None]) -> tuple[Column[Any], ...]:
    def end(row: Any, number: int) -> Cell:
        date = of(row)
        day: Day | None = date.edtf.core[number] if date else None
        return day.iso if day and 0 <= day.year <= 9999 else None

    return (
        Column(name, f"{what} In EDTF (ISO 8601-2).", lambda row: _plain(of(row))),
        Column(
            f"{name}_earliest",
            "The first day that it may be; the margin of an “about” is not counted.",
            lambda row: end(row, 0),
            "date",
        ),
        Column(f"{name}_latest", "The last day that it may be.", lambda row: end(row, 1), "date"),
    )


def _in_article(of: Callable[[Any], Quotation | Statement | Figure]) -> tuple[Column[Any], ...]:
    """Where a row stands that is a part of an article."""
    return (
        Column("id", "Its article, and its name within it.", lambda row: f"{row.article.id}/{of(row).id}"),
        Column("article", "The article.", lambda row: row.article.id, names="articles"),
    )


def _place(of: Callable[[Any], Quotation | Statement | Figure], anchor: Callable[[str], str]) -> Column[Any]:
    """Where a part of an article is shown on the article's page."""
    return _page(lambda row: routes.rooted(routes.page("article", row.article.id), anchor(of(row).id)))


def _carried(archive: Archive, of: Callable[[Any], Quotation | Statement | Figure]) -> tuple[Column[Any], ...]:
    def names(row: Any) -> Cell:
        return _several(" and ".join(archive[i].name for i in step.by) or step.unnamed for step in of(row).via)

    return (
        Column(
            "via",
            "The ids of who carried it, nearest the speaker first; the article itself comes last and is not named. Empty: nobody "
            "between, or nobody whom the archive knows.",
            lambda row: _several(i for step in of(row).via for i in step.by),
        ),
        Column("via_names", "Their names, with carriers that are left unnamed in the article’s words.", names),
        Column(
            "hands",
            "Through how many hands it came, the article’s own included.",
            lambda row: len(of(row).via) + 1,
            "integer",
        ),
        Column(
            "implied",
            "How many of these hands the article does not name itself.",
            lambda row: sum(bool(step.implied) for step in of(row).via),
            "integer",
        ),
    )


def _carrying(of: Callable[[Any], Statement | Figure]) -> Column[Any]:
    what = "The quotations that carry it."
    return Column("quotations", what, lambda row: _several(f"{row.article.id}/{i}" for i in of(row).quotations))


def _page(of: Callable[[Any], str]) -> Column[Any]:
    return Column("page", "Where it stands on the site, from its root.", of)


def _own(record: Any) -> str:
    return routes.rooted(routes.page(kind_of(record), record.id))


# --- cells ---------------------------------------------------------------------------------------------------------------


def _name(archive: Archive, who: AgentRef) -> str | None:
    return archive[who.id].name if who.id else who.unnamed


def _several(values: Iterable[str | None]) -> str | None:
    return BETWEEN.join(filter(None, values)) or None


def _plain(value: object) -> Cell:
    if isinstance(value, tuple):
        return _several(map(str, value))
    if isinstance(value, Date):
        return value.edtf.text
    if isinstance(value, PassageRef):
        return str(value)
    return value if isinstance(value, str | int | float) else None
