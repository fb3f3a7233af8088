"""The tables of what is said: quotations, the passages that they render, and the utterances."""

from __future__ import annotations

from typing import get_args

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.records import key_help
from generator.records.model import Fidelity, Passage, Quotation, Utterance
from generator.tables import columns
from generator.tables.table import Cell, Column, Table


def quotations(archive: Archive) -> Table[Quoted]:
    """Every quotation, and what the archive found out about it."""

    def of(row: Quoted) -> Quotation:
        return row.quotation

    return Table(
        "quotations",
        "Quotations",
        "Words that articles print between quotation marks: who is said to have said them, and through whose hands they came.",
        archive.quotations,
        (
            *columns.in_article(of),
            *columns.party(archive, "speaker", "Whose words they are", lambda row: row.said_by),
            *columns.party(
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
            columns.key(Quotation, "role", of),
            Column(
                "words",
                "The words as printed; […] where the reporting clause interrupts them.",
                lambda row: of(row).words,
            ),
            Column("language", "The language of the words (BCP 47).", lambda row: row.language),
            columns.key(Quotation, "translated", of, "boolean", "Whether the words are translated; empty: unknown."),
            columns.key(Quotation, "context", of, what="What the words are about, in the archive’s words."),
            columns.key(Quotation, "cue", of),
            *columns.dated("said", key_help.of(Quotation, "said").what, lambda row: row.quotation.said),
            columns.key(Quotation, "to", of),
            *columns.carried(archive, of),
            columns.key(
                Quotation,
                "fidelity",
                of,
                one_of=get_args(Fidelity),
                what="How the words compare with what was said, as found; empty: not yet judged.",
            ),
            columns.key(Quotation, "note", of),
            columns.key(Quotation, "review", of),
            columns.key(
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
            columns.place_in_article(of, routes.quotation),
        ),
    )


def passages(archive: Archive) -> Table[tuple[Utterance, Passage]]:
    """Every passage of an utterance; a row is the utterance with the passage."""

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
            columns.key(Passage, "gist", lambda row: row[1]),
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
            columns.page(lambda row: routes.rooted(routes.page("utterance", row[0].id), routes.passage(row[1].id))),
        ),
    )


def utterances(archive: Archive) -> Table[Utterance]:
    """Every occasion of speech."""
    return Table(
        "utterances",
        "Utterances",
        "Occasions of speech, which several articles may render.",
        archive.utterances,
        (
            columns.identifier(),
            columns.key(Utterance, "title"),
            *columns.party(archive, "speaker", "Who spoke", lambda row: row.speaker),
            *columns.dated("said", "When.", lambda row: row.said),
            columns.key(Utterance, "form"),
            columns.key(Utterance, "to"),
            columns.key(Utterance, "place", names="entities"),
            columns.key(Utterance, "event", names="events"),
            columns.key(Utterance, "summary"),
            columns.page(columns.own_page),
        ),
    )
