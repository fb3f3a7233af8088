"""The archive as tables that refer to each other's rows, for use in a spreadsheet, R or pandas.

A row is a record, or a part of an article such as a quotation, statement or figure. A cell holds one plain value;
several values are joined by "; ". Columns named after keys of records have the meaning that `key_help` gives.
"""

from __future__ import annotations

from typing import Any

from generator.archive.archive import Archive
from generator.tables import claims, history, judgements, relays, subjects, words
from generator.tables.table import Table


def tables(archive: Archive) -> tuple[Table[Any], ...]:
    """Every table, those of what was said first. An empty table is included with its columns."""
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
