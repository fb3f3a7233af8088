"""The tables of statements on propositions and of figures for measures."""

from __future__ import annotations

from typing import get_args

from generator import routes
from generator.archive.archive import Archive, Estimated, Stated
from generator.records import key_help
from generator.records.model import Figure, Ground, Measure, Proposition, Stance, Statement
from generator.tables import columns
from generator.tables.table import Column, Table
from generator.text.messages import N_


def statements(archive: Archive) -> Table[Stated]:
    """Every statement of an article."""

    def of(row: Stated) -> Statement:
        return row.statement

    return Table(
        "statements",
        N_("Stances"),
        N_("Stances that somebody takes on a claim, as articles report them."),
        archive.statements,
        (
            *columns.in_article(of),
            *columns.party(
                archive,
                "holder",
                (
                    N_("Who takes the stance; empty for a source that is left unnamed."),
                    N_("Who takes the stance, by name; an unnamed source in the article’s words."),
                ),
                lambda row: row.statement.holder,
            ),
            columns.key(Statement, "stance", of, one_of=get_args(Stance)),
            columns.key(Statement, "proposition", of, names="propositions"),
            *columns.dated("date", key_help.help_for(Statement, "date").purpose, lambda row: row.statement.date),
            *columns.carriers(archive, of),
            columns.supporting_quotations(of),
            columns.key(Statement, "rests_on", of, one_of=get_args(Ground)),
            columns.key(Statement, "basis", of),
            Column(
                "readings",
                N_("Independent second judgements, each with who made it."),
                lambda row: columns.join_values(f"{it.by}: {it.stance}" for it in of(row).readings),
            ),
            columns.key(Statement, "note", of),
            columns.key(Statement, "review", of),
            columns.source_status(),
            columns.place_in_article(of, routes.statement),
        ),
    )


def propositions(archive: Archive) -> Table[Proposition]:
    """Every proposition."""
    return Table(
        "propositions",
        N_("Claims"),
        N_("Claims: neutral sentences that some say are true and others deny."),
        archive.propositions,
        (
            columns.identifier(),
            columns.key(Proposition, "sentence"),
            columns.key(Proposition, "headline"),
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
        N_("Estimates"),
        N_("Estimates of figures, as articles report them."),
        archive.figures,
        (
            *columns.in_article(of),
            columns.key(Figure, "measure", of, names="measures"),
            *(columns.key(Figure, key, of, "number") for key in ("value", "low", "high", "best")),
            columns.key(Figure, "qualifier", of),
            Column(
                "by",
                N_("The ids of those who give the number."),
                lambda row: columns.join_values(who.id for who in of(row).by),
            ),
            Column(
                "by_names",
                N_("Their names, or the article’s words."),
                lambda row: columns.join_values(columns.name_of(archive, who) for who in of(row).by),
            ),
            *columns.dated("as_of", key_help.help_for(Figure, "as_of").purpose, lambda row: row.figure.as_of),
            *columns.carriers(archive, of),
            columns.supporting_quotations(of),
            columns.key(Figure, "misreads", of, names="measures"),
            columns.key(Figure, "note", of),
            columns.key(Figure, "review", of),
            columns.source_status(),
            columns.place_in_article(of, routes.figure),
        ),
    )


def measures(archive: Archive) -> Table[Measure]:
    """Every measure."""
    return Table(
        "measures",
        N_("Figures"),
        N_("Figures: what exactly is counted, so that numbers can be compared."),
        archive.measures,
        (
            columns.identifier(),
            *(columns.key(Measure, key) for key in ("name", "headline", "counts", "unit", "summary")),
            columns.page(columns.own_page),
        ),
    )
