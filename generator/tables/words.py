"""The tables of what was said: quotations, the passages that they render, and the utterances."""

from __future__ import annotations

from functools import partial
from typing import get_args

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.records import key_help, structure
from generator.records.model import Fidelity, Passage, Quotation, Spot, Utterance
from generator.tables import columns
from generator.tables.table import Cell, Column, Table
from generator.text.messages import N_


def quotations(archive: Archive) -> Table[Quoted]:
    """Every quotation, with the editors' findings about it."""

    def of(row: Quoted) -> Quotation:
        return row.quotation

    return Table(
        "quotations",
        N_("Quotations"),
        N_("Words that articles print in quotation marks: who is said to have said them, and who passed them on."),
        archive.quotations,
        (
            *columns.in_article(of),
            *columns.party(
                archive,
                "speaker",
                (
                    N_("Whose words they are; empty for a source that is left unnamed."),
                    N_("Whose words they are, by name; an unnamed source in the article’s words."),
                ),
                lambda row: row.said_by,
            ),
            *columns.party(
                archive,
                "attributed_to",
                (
                    N_(
                        "To whom the article attributes them, where they are really another’s; empty for a source that is left unnamed."
                    ),
                    N_(
                        "To whom the article attributes them, where they are really another’s, by name; an unnamed source in the article’s words."
                    ),
                ),
                lambda row: row.quotation.speaker if row.quotation.really else None,
            ),
            Column(
                "attribution_basis",
                N_("How we know that they are another’s; empty where the article names the right speaker."),
                lambda row: row.quotation.really and row.quotation.really.basis,
            ),
            columns.key(Quotation, "role", of),
            Column(
                "words",
                N_("The words as printed; […] where the article says in the middle of them who is speaking."),
                lambda row: of(row).words,
            ),
            Column("language", N_("The language of the words (BCP 47)."), lambda row: row.language),
            columns.key(
                Quotation, "translated", of, "boolean", N_("Whether the words are translated; empty: unknown.")
            ),
            columns.key(Quotation, "context", of, what=N_("What the words are about, in the archive’s words.")),
            columns.key(Quotation, "cue", of),
            *columns.dated("said", key_help.help_for(Quotation, "said").purpose, lambda row: row.quotation.said),
            columns.key(Quotation, "to", of),
            *(
                Column(f"at_{key}", key_help.help_for(Spot, key).purpose, partial(_spot, key))
                for key in structure.keys(Spot)
            ),
            *columns.carriers(archive, of),
            columns.key(
                Quotation,
                "fidelity",
                of,
                one_of=get_args(Fidelity),
                what=N_("How the words compare with what was said, by our finding; empty: not yet checked."),
            ),
            columns.turns(lambda row: of(row).turns),
            Column(
                "readings",
                N_("Independent second judgements, each with who made it."),
                lambda row: columns.join_values(f"{it.by}: {it.fidelity}" for it in of(row).readings),
            ),
            columns.key(Quotation, "note", of),
            columns.key(Quotation, "review", of),
            columns.key(
                Quotation,
                "utterance",
                of,
                what=N_("The sentence of which the words are a version."),
                column="passage",
                names="passages",
            ),
            Column(
                "checked",
                N_("Whether the words were found letter by letter in a copy."),
                lambda row: bool(of(row).at),
                "boolean",
            ),
            columns.key(Quotation, "version", of),
            columns.source_status(),
            columns.place_in_article(of, routes.quotation),
        ),
    )


def passages(archive: Archive) -> Table[tuple[Utterance, Passage]]:
    """Every passage of an utterance. A row is a pair of utterance and passage."""

    def original(row: tuple[Utterance, Passage], key: str) -> Cell:
        return getattr(row[1].original, key, None)

    return Table(
        "passages",
        N_("Sentences"),
        N_("Sentences and phrases of statements, with the words in the speaker’s own language where they are known."),
        tuple((utterance, passage) for utterance in archive.utterances for passage in utterance.passages),
        (
            Column("id", N_("Its statement, and its name within it."), lambda row: f"{row[0].id}/{row[1].id}"),
            Column("utterance", N_("The occasion."), lambda row: row[0].id, names="utterances"),
            columns.key(Passage, "gist", lambda row: row[1]),
            Column(
                "original_language",
                N_("The language of the original words (BCP 47)."),
                lambda row: original(row, "language"),
            ),
            Column(
                "original_text",
                N_("The words in the language in which they were said."),
                lambda row: original(row, "text"),
            ),
            columns.turns(lambda row: row[1].original.turns if row[1].original else (), "original_"),
            Column(
                "original_source",
                N_("Where they were found: an article’s id, a web address, or words."),
                lambda row: original(row, "source"),
            ),
            columns.page(lambda row: routes.from_root(routes.page("utterance", row[0].id), routes.passage(row[1].id))),
        ),
    )


def utterances(archive: Archive) -> Table[Utterance]:
    """Every utterance."""
    return Table(
        "utterances",
        N_("Statements"),
        N_("Statements: what somebody said or wrote on one occasion, which several articles may quote."),
        archive.utterances,
        (
            columns.identifier(),
            columns.key(Utterance, "title"),
            columns.key(Utterance, "headline"),
            *columns.party(
                archive,
                "speaker",
                (
                    N_("Who spoke; empty for a source that is left unnamed."),
                    N_("Who spoke, by name; an unnamed source in the article’s words."),
                ),
                lambda row: row.speaker,
            ),
            *columns.dated("said", N_("When."), lambda row: row.said),
            columns.key(Utterance, "form"),
            columns.key(Utterance, "to"),
            columns.key(Utterance, "place", names="entities"),
            columns.key(Utterance, "event", names="events"),
            columns.key(Utterance, "summary"),
            columns.page(columns.own_page),
        ),
    )


def _spot(key: str, row: Quoted) -> Cell:
    return getattr(row.quotation.where, key, None)
