"""The archive as tables that name each other's rows: what researchers load into a spreadsheet, into R or into pandas.

A row is a record, or a quotation, statement or figure of an article. A cell holds one plain value; several of a kind stand
in it with "; " between them. Keys of records keep their names here, and mean what `key_help` says of them.
"""

from __future__ import annotations

from typing import Any

from generator.archive.archive import Archive
from generator.tables import claims, history, judgements, relays, subjects, words
from generator.tables.table import Table


def tables(archive: Archive) -> tuple[Table[Any], ...]:
    """Every table, what is said first; one without a row is there with its columns."""
    return (
        words.quotations(archive),
        words.passages(archive),
        words.utterances(archive),
        claims.statements(archive),
        judgements.readings(archive),
        claims.propositions(archive),
        claims.figures(archive),
        claims.measures(archive),
        subjects.events(archive),
        subjects.searches(archive),
        subjects.articles(archive),
        subjects.versions(archive),
        subjects.mentions(archive),
        relays.lost(archive),
        subjects.entities(archive),
        subjects.topics(archive),
        subjects.stories(archive),
        history.history(archive),
    )
