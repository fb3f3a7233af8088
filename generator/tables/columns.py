"""Columns shared by several tables, and the conversion of records' values to cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

from pydantic import BaseModel

from generator import routes
from generator.archive.archive import Archive
from generator.dates import Day
from generator.records import key_help, structure
from generator.records.model import AgentRef, Date, Figure, Quotation, Reliability, State, Statement, Turn, kind_of
from generator.records.scalars import PassageRef
from generator.tables.table import BETWEEN, Cell, Column, Type
from generator.text.messages import N_


def identifier() -> Column[Any]:
    """The first column of a table of records: the record's id."""
    return Column("id", N_("The id of the record."), lambda row: row.id)


def key(
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
    """The value of a key of the record or, with `of`, of a part of it."""
    name = next(field.name for field in structure.fields(model) if field.key == key)
    return Column(
        column or key,
        what or key_help.help_for(model, key).purpose,
        lambda row: to_cell(getattr(of(row), name)),
        type,
        names,
        one_of,
    )


def reliability(archive: Archive) -> tuple[Column[Any], ...]:
    """Two columns of an article or an entity: the archive's judgement of its reliability as a code, and why. Both are
    empty if the archive shows no such judgements."""

    def of(row: Any) -> Reliability | None:
        return getattr(row, "reliability", None) if archive.settings.reliability else None

    return (
        Column(
            "reliability",
            N_(
                "How reliable or credible it is in the archive’s judgement: a code of the scheme that its settings name."
            ),
            lambda row: it.code if (it := of(row)) else None,
        ),
        Column("reliability_basis", N_("Why it is judged so."), lambda row: it.basis if (it := of(row)) else None),
    )


def party(
    archive: Archive, name: str, what: tuple[str, str], of: Callable[[Any], AgentRef | None]
) -> tuple[Column[Any], ...]:
    """Two columns for a person or body: id and name. `what` describes each; `of` gives the person or body of a row."""

    def said(row: Any, say: Callable[[AgentRef], str | None]) -> str | None:
        agent = of(row)
        return say(agent) if agent else None

    return (
        Column(
            name,
            what[0],
            lambda row: said(row, lambda agent: agent.id),
            names="entities",
        ),
        Column(
            f"{name}_name",
            what[1],
            lambda row: said(row, lambda agent: name_of(archive, agent)),
        ),
    )


EDTF = N_("In EDTF (ISO 8601-2).")
"""Appended to the description of a date column."""


def dated(name: str, what: str, of: Callable[[Any], Date | None]) -> tuple[Column[Any], ...]:
    """Three columns for a date: as written, and the first and the last day that it may mean."""

    def end(row: Any, number: int) -> Cell:
        date = of(row)
        day: Day | None = date.edtf.core[number] if date else None
        return day.iso if day and 0 <= day.year <= 9999 else None

    return (
        Column(name, f"{what} {EDTF}", lambda row: to_cell(of(row))),
        Column(
            f"{name}_earliest",
            N_("The first day that it may be; the margin of an “about” is left out."),
            lambda row: end(row, 0),
            "date",
        ),
        Column(f"{name}_latest", N_("The last day that it may be."), lambda row: end(row, 1), "date"),
    )


def in_article(of: Callable[[Any], Quotation | Statement | Figure]) -> tuple[Column[Any], ...]:
    """Two columns of a part of an article: its id, and its article. `of` gives the part of a row."""
    return (
        Column("id", N_("Its article, and its name within it."), lambda row: f"{row.article.id}/{of(row).id}"),
        Column("article", N_("The article."), lambda row: row.article.id, names="articles"),
    )


def place_in_article(of: Callable[[Any], Quotation | Statement | Figure], anchor: Callable[[str], str]) -> Column[Any]:
    """The address of a part on its article's page."""
    return page(lambda row: routes.from_root(routes.page("article", row.article.id), anchor(of(row).id)))


def source_status() -> Column[Any]:
    """What became of a row's article after it was published."""
    return Column(
        "source_status",
        N_(
            "What became of the article since, as far as we know: corrected, updated or withdrawn, or gone from its address."
        ),
        lambda row: row.article.source.status.is_ if row.article.source.status else None,
        one_of=get_args(State),
    )


def carriers(archive: Archive, of: Callable[[Any], Quotation | Statement | Figure]) -> tuple[Column[Any], ...]:
    """Columns for the chain of carriers of a part of an article."""

    def names(row: Any) -> Cell:
        return join_values(" and ".join(archive[i].name for i in step.by) or step.unnamed for step in of(row).via)

    return (
        Column(
            "via",
            N_(
                "The ids of those who passed it on, nearest the speaker first; the article itself comes last and is not named. Empty: nobody "
                "between, or nobody whom the archive knows."
            ),
            lambda row: join_values(i for step in of(row).via for i in step.by),
        ),
        Column("via_names", N_("Their names; those whom the article does not name are in its words."), names),
        Column(
            "hands",
            N_("By how many it was passed on, the article included."),
            lambda row: len(of(row).via) + 1,
            "integer",
        ),
        Column(
            "implied",
            N_("How many of these the article does not credit."),
            lambda row: sum(bool(step.implied) for step in of(row).via),
            "integer",
        ),
    )


def supporting_quotations(of: Callable[[Any], Statement | Figure]) -> Column[Any]:
    """The quotations that a statement or figure rests on."""
    what = N_("The quotations that it rests on.")
    return Column("quotations", what, lambda row: join_values(f"{row.article.id}/{i}" for i in of(row).quotations))


def turns(of: Callable[[Any], Iterable[Turn]], before: str = "") -> Column[Any]:
    """The words of a text that change the meaning, each with the reason."""
    what = N_("The words that change the meaning, as the editors found, each with why.")
    return Column(f"{before}turns", what, lambda row: join_values(f"{turn.words}: {turn.why}" for turn in of(row)))


def page(of: Callable[[Any], str]) -> Column[Any]:
    """The address of a row on the site."""
    return Column("page", N_("The address on this site, from its root."), of)


def own_page(record: Any) -> str:
    """The address of a record's own page, from the root of the site."""
    return routes.from_root(routes.page(kind_of(record), record.id))


# --- cells ---------------------------------------------------------------------------------------------------------------


def name_of(archive: Archive, who: AgentRef) -> str | None:
    """The name of a person or body; for an unnamed source, the article's description of it."""
    return archive[who.id].name if who.id else who.unnamed


def join_values(values: Iterable[str | None]) -> str | None:
    """Several values joined into one cell; None if there are none."""
    return BETWEEN.join(filter(None, values)) or None


def to_cell(value: object) -> Cell:
    """A record's value as a cell; None if a cell cannot hold it."""
    if isinstance(value, tuple):
        return join_values(map(str, value))
    if isinstance(value, Date):
        return value.edtf.text
    if isinstance(value, PassageRef):
        return str(value)
    return value if isinstance(value, str | int | float) else None
