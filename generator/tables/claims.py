"""The tables of what is held and counted: statements on propositions, figures of measures."""

from __future__ import annotations

from typing import get_args

from generator import routes
from generator.archive.archive import Archive, Estimated, Stated
from generator.records import key_help
from generator.records.model import Figure, Ground, Measure, Proposition, Stance, Statement
from generator.tables import columns
from generator.tables.table import Column, Table


def statements(archive: Archive) -> Table[Stated]:
    """Every statement of an article."""

    def of(row: Stated) -> Statement:
        return row.statement

    return Table(
        "statements",
        "Statements",
        "Positions that someone takes on a proposition, as articles report them.",
        archive.statements,
        (
            *columns.in_article(of),
            *columns.party(archive, "holder", "Who takes the position", lambda row: row.statement.holder),
            columns.key(Statement, "stance", of, one_of=get_args(Stance)),
            columns.key(Statement, "proposition", of, names="propositions"),
            *columns.dated("date", key_help.of(Statement, "date").what, lambda row: row.statement.date),
            *columns.carried(archive, of),
            columns.carrying(of),
            columns.key(Statement, "rests_on", of, one_of=get_args(Ground)),
            columns.key(Statement, "basis", of),
            columns.key(Statement, "note", of),
            columns.key(Statement, "review", of),
            columns.place_in_article(of, routes.statement),
        ),
    )


def propositions(archive: Archive) -> Table[Proposition]:
    """Every proposition."""
    return Table(
        "propositions",
        "Propositions",
        "Neutral sentences that parties assert, confirm or deny.",
        archive.propositions,
        (
            columns.identifier(),
            columns.key(Proposition, "sentence"),
            columns.key(Proposition, "contradicts"),
            columns.key(Proposition, "implies"),
            columns.key(Proposition, "summary"),
            columns.page(columns.own_page),
        ),
    )


def figures(archive: Archive) -> Table[Estimated]:
    """Every figure of an article."""

    def of(row: Estimated) -> Figure:
        return row.figure

    return Table(
        "figures",
        "Figures",
        "Estimates of measures, as articles report them.",
        archive.figures,
        (
            *columns.in_article(of),
            columns.key(Figure, "measure", of, names="measures"),
            *(columns.key(Figure, key, of, "number") for key in ("value", "low", "high", "best")),
            columns.key(Figure, "qualifier", of),
            Column("by", "The ids of who gives the number.", lambda row: columns.several(who.id for who in of(row).by)),
            Column(
                "by_names",
                "Their names, or the article’s words.",
                lambda row: columns.several(columns.name_of(archive, who) for who in of(row).by),
            ),
            *columns.dated("as_of", key_help.of(Figure, "as_of").what, lambda row: row.figure.as_of),
            *columns.carried(archive, of),
            columns.carrying(of),
            columns.key(Figure, "misreads", of, names="measures"),
            columns.key(Figure, "note", of),
            columns.key(Figure, "review", of),
            columns.place_in_article(of, routes.figure),
        ),
    )


def measures(archive: Archive) -> Table[Measure]:
    """Every measure."""
    return Table(
        "measures",
        "Measures",
        "What numbers count, so that they can be compared.",
        archive.measures,
        (
            columns.identifier(),
            *(columns.key(Measure, key) for key in ("name", "counts", "unit", "summary")),
            columns.page(columns.own_page),
        ),
    )
