"""Tables of articles, quotations, stances and estimates, for the scripts that count them and export them.

The first file lists the fields by which the rows of each kind may be counted. Each field has a file of its own: a list
of values, and for each row the index of its value, a list of indexes if it has several, or -1 if unknown. The parts of
an article are together, in the order of the articles.

The contents of rows are in files of about `ARTICLES_PER_FILE` articles, each with its parts. An article's file is given by a
hash of its id, which scripts also compute, so no index is needed to find the articles of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, cast

from generator import dates, routes
from generator.archive.archive import Archive, Estimated, Quoted, Stated
from generator.exports.checked import place
from generator.exports.emit import as_json
from generator.findings import citing
from generator.findings.countries import countries, country_of
from generator.findings.known_days import known_days
from generator.findings.source_status import status_for_scripts, status_of
from generator.records.model import AgentRef, Article, Date, Ground
from generator.records.vocabulary import GROUNDS, MARKS, STANCES, mark_of, qualified_number
from generator.text import lines, terms
from generator.text.countries import country_name
from generator.text.languages import language_name, without_region
from generator.text.messages import N_, _, listed

T = TypeVar("T")
Kind = Literal["articles", "quotations", "stances", "estimates"]
Row = Mapping[str, Any]

ARTICLES_PER_FILE = 12
"""The approximate number of articles in a file of rows."""

UNNAMED = "_unnamed"
"""The key, instead of an id, for somebody whom the article does not name. No id contains this sign."""


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A field by which rows may be counted. `keys_of` gives the keys of a row's values, `name` the text shown for a key.

    The values of a `is_date` field are dates (2025-04-28, 2025-04 or 2025), which the script groups by month and year.
    `order` is the fixed order of keys, if any. `ours`: a finding of the editors, possibly from later articles, so it is
    not shown as known on an earlier day.
    """

    key: str
    label: str
    keys_of: Callable[[T], Iterable[str | None]]
    name: Callable[[str], str] = str
    is_date: bool = False
    order: Sequence[str] = ()
    ours: bool = False


def files(archive: Archive) -> dict[str, str]:
    """The files, by path from the site's root."""
    spread = max(1, -(-len(archive.articles) // ARTICLES_PER_FILE))
    of_articles = sorted(
        ((place(article.id, spread), article.id, article) for article in archive.articles), key=lambda it: it[:2]
    )
    articles = [article for _number, _id, article in of_articles]
    blocks = Counter(number for number, _id, _article in of_articles)
    first = known_days(archive).first  # a row holds only what the article prints, not what editors wrote about it later
    days = sorted({first[article.id] for article in articles} - {""})
    number_of = {day: number for number, day in enumerate(days)}
    quotations = [Quoted(article, it) for article in articles for it in article.quotations]
    stances = [Stated(article, it) for article in articles for it in article.statements]
    estimates = [Estimated(article, it) for article in articles for it in article.figures]
    fields = _Fields(archive)
    kinds: dict[Kind, tuple[list[Field[Any]], Sequence[Any]]] = {
        "quotations": (fields.quotations(), quotations),
        "stances": (fields.stances(), stances),
        "estimates": (fields.estimates(), estimates),
        "articles": (fields.articles(), articles),
    }
    head = {
        "title": archive.settings.title,
        "state": state(archive),
        "commit": _commit(archive),
        "files": [blocks[number] for number in range(spread)],
        "days": days,
        "known": [number_of.get(first[article.id], -1) for article in articles],
        "parts": {
            "quotations": [len(article.quotations) for article in articles],
            "stances": [len(article.statements) for article in articles],
            "estimates": [len(article.figures) for article in articles],
        },
        "fields": {kind: [_about(field) for field in of] for kind, (of, _rows) in kinds.items()},
    }
    made = {routes.FIELDS: as_json(head)}
    for kind, (of_kind, counted) in kinds.items():
        for field in of_kind:
            made[routes.field(kind, field.key)] = as_json(_column(field, counted))
    rows = _Rows(archive)
    start = 0
    for number in range(spread):
        end = start + blocks[number]
        made[routes.rows(number)] = as_json([rows.article(article) for article in articles[start:end]])
        start = end
    return made


def state(archive: Archive) -> str:
    """The day (ISO 8601) of the last change to a record; empty without a history."""
    day = archive.history.day if archive.history else None
    return day.isoformat() if day else ""


def _commit(archive: Archive) -> str:
    """The first twelve digits of the latest commit's hash; empty without a history."""
    commits = archive.history.commits if archive.history else ()
    return commits[0].key[:12] if commits else ""


def _about(field: Field[Any]) -> dict[str, Any]:
    flags = {"dated": field.is_date, "ordered": bool(field.order), "ours": field.ours}
    return {"key": field.key, "label": _(field.label)} | {name: 1 for name, so in flags.items() if so}


def _column(field: Field[T], rows: Sequence[T]) -> dict[str, Any]:
    found = [[key for key in dict.fromkeys(field.keys_of(row)) if key] for row in rows]
    many = Counter(key for keys in found for key in keys)
    by_number = sorted(many, key=lambda key: key if field.is_date else (-many[key], key))
    used = [key for key in field.order if many[key]] or by_number
    number_of = {key: number for number, key in enumerate(used)}
    named = {key: field.name(key) for key in used}
    bearers = Counter(named.values())
    return {
        "values": used
        if field.is_date
        else [[key, name if bearers[name] == 1 else f"{name} ({key})"] for key, name in named.items()],
        "of": [_one([number_of[key] for key in keys]) for keys in found],
    }


def _one(numbers: list[int]) -> int | list[int]:
    return numbers[0] if len(numbers) == 1 else numbers or -1


def _date(date: Date | None) -> str | None:
    """A date as a day, month or year, as far as it is known; the first year if it spans several. None if there is no
    date."""
    first, last = date.edtf.core if date else (None, None)
    start, end = first or last, last or first
    if start is None or end is None or not 0 <= start.year <= 9999:
        return None
    if start == end:
        return start.iso
    if (start.year, start.month) == (end.year, end.month):
        return start.iso[:7]
    return start.iso[:4]


@dataclass(frozen=True)
class _Fields:
    archive: Archive

    def articles(self) -> list[Field[Article]]:
        def outlet_country(article: Article) -> Iterator[str | None]:
            yield country_of(self.archive, article)

        return [
            Field("outlet", N_("Outlet"), lambda it: [it.publisher], self.name),
            Field("outlet-country", N_("Country of the outlet"), outlet_country, country_name),
            Field("published", N_("Published"), lambda it: [_date(it.published)], is_date=True),
            Field(
                "article-language",
                N_("Language of the article"),
                lambda it: [without_region(it.language)],
                language_name,
            ),
            Field("topic", N_("Topic"), lambda it: it.topics, self.name),
            Field("author", N_("Author"), self.archive.authors_of),
        ]

    def quotations(self) -> list[Field[Quoted]]:
        def occasion(it: Quoted) -> Iterator[str | None]:
            yield it.quotation.passage.utterance if it.quotation.passage else None

        return [
            Field("speaker", N_("Speaker"), lambda it: self.agents([it.said_by]), self.name),
            Field("country", N_("Country of the speaker"), lambda it: self.countries([it.said_by]), country_name),
            Field(
                "finding",
                N_("Finding"),
                lambda it: [mark_of(it.quotation.fidelity).key],
                lambda key: terms.FINDINGS[key].label,
                order=[*MARKS],
                ours=True,
            ),
            Field("said", N_("Said"), lambda it: [_date(it.quotation.said)], is_date=True),
            Field("language", N_("Language of the words"), lambda it: [without_region(it.language)], language_name),
            Field("statement", N_("Statement"), occasion, self.name, ours=True),
            Field("hands", N_("Passed on by"), lambda it: [str(len(it.quotation.via))], order=_CARRIER_NUMBERS),
        ]

    def stances(self) -> list[Field[Stated]]:
        return [
            Field("holder", N_("Who says so"), lambda it: self.agents([it.statement.holder]), self.name),
            Field(
                "country", N_("Country of who says so"), lambda it: self.countries([it.statement.holder]), country_name
            ),
            Field("stance", N_("Stance"), lambda it: [it.statement.stance], terms.stance, order=[*STANCES]),
            Field("claim", N_("Claim"), lambda it: [it.statement.proposition], self.name),
            Field(
                "basis",
                N_("What it rests on"),
                lambda it: [it.statement.rests_on],
                lambda key: GROUNDS[cast("Ground", key)],
                order=[key for key in GROUNDS if key],
                ours=True,
            ),
            Field("taken", N_("Date of the stance"), lambda it: [_date(it.date)], is_date=True),
            Field("hands", N_("Passed on by"), lambda it: [str(len(it.statement.via))], order=_CARRIER_NUMBERS),
        ]

    def estimates(self) -> list[Field[Estimated]]:
        return [
            Field("figure", N_("Figure"), lambda it: [it.figure.measure], self.name),
            Field("by", N_("Given by"), lambda it: self.agents(it.figure.by), self.name),
            Field("country", N_("Country of who gives it"), lambda it: self.countries(it.figure.by), country_name),
            Field("as-of", N_("As of"), lambda it: [_date(it.as_of)], is_date=True),
            Field("hands", N_("Passed on by"), lambda it: [str(len(it.figure.via))], order=_CARRIER_NUMBERS),
        ]

    def name(self, key: str) -> str:
        return _("Unnamed source") if key == UNNAMED else self.archive[key].name

    def agents(self, agents: Iterable[AgentRef | None]) -> Iterator[str | None]:
        return (agent.id or UNNAMED for agent in agents if agent)

    def countries(self, agents: Iterable[AgentRef | None]) -> Iterator[str | None]:
        return (countries(self.archive).get(agent.id) for agent in agents if agent and agent.id)


_CARRIER_NUMBERS = [str(number) for number in range(100)]
"""Numbers of intermediaries, in ascending order."""


@dataclass(frozen=True)
class _Rows:
    """The contents of rows. Unknown values are omitted."""

    archive: Archive

    def article(self, article: Article) -> Row:
        source = article.source
        return _said(
            id=article.id,
            at=routes.from_root(routes.page("article", article.id)),
            title=article.name,
            supplied=not article.title,
            outlet=self.archive[article.publisher].name if article.publisher else "",
            published=_edtf(article.published),
            day=_words(article.published),
            language=article.language,
            url=source.url,
            archived=[[copy.url, _edtf(copy.captured)] for copy in source.archived],
            cited=citing.item(self.archive, article),
            became=status_for_scripts(status_of(article)),
            quotations=[self.quotation(Quoted(article, it)) for it in article.quotations],
            stances=[self.stance(Stated(article, it)) for it in article.statements],
            estimates=[self.estimate(Estimated(article, it)) for it in article.figures],
        )

    def quotation(self, quoted: Quoted) -> Row:
        quotation = quoted.quotation
        return _said(
            id=quotation.id,
            at=routes.quotation(quotation.id),
            words=lines.on_one_line(quotation.words),
            language=quoted.language if quoted.language != quoted.article.language else "",
            who=self.names([quoted.said_by]),
            way=citing.transmission(self.archive, quoted),
            date=_edtf(quotation.said),
            day=_words(quotation.said),
            finding=quotation.fidelity,
        )

    def stance(self, stated: Stated) -> Row:
        statement = stated.statement
        return _said(
            id=statement.id,
            at=routes.statement(statement.id),
            words=self.archive[statement.proposition].name,
            who=self.names([statement.holder]),
            stance=statement.stance,
            basis=statement.rests_on,
            date=_edtf(stated.date),
            day=_words(stated.date),
        )

    def estimate(self, estimated: Estimated) -> Row:
        figure = estimated.figure
        return _said(
            id=figure.id,
            at=routes.figure(figure.id),
            words=self.archive[figure.measure].name,
            who=self.names(figure.by),
            number=qualified_number(figure),
            value=figure.value,
            low=figure.low,
            high=figure.high,
            date=_edtf(estimated.as_of),
            day=_words(estimated.as_of),
        )

    def names(self, agents: Iterable[AgentRef | None]) -> str:
        return listed([self.archive[agent.id].name if agent.id else agent.unnamed or "" for agent in agents if agent])


def _said(**values: Any) -> Row:
    return {name: value for name, value in values.items() if value not in (None, "", [], (), False)}


def _edtf(date: Date | None) -> str:
    return date.edtf.text if date else ""


def _words(date: Date | None) -> str:
    return dates.format_date(date.edtf) if date else ""
