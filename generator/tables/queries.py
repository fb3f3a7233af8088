"""Ready-made SQL queries over the tables, offered by Datasette and by the SQL page of the site."""

from __future__ import annotations

from dataclasses import dataclass

from generator.text.messages import N_


@dataclass(frozen=True, slots=True)
class Query:
    """A query: the table that it needs, a title (a message), and the SQL."""

    table: str
    title: str
    sql: str


QUERIES = {
    "altered": Query(
        "quotations",
        N_("Quotations that were altered"),
        "select speaker_name, words, article, note from quotations where fidelity = 'altered' order by said_earliest",
    ),
    "words": Query(
        "quotations",
        N_("Quotations with these words"),
        "select q.id, q.speaker_name, q.words, q.article from quotations_fts f join quotations q on q.rowid = f.rowid where quotations_fts match :words order by rank",
    ),
    "both-sides": Query(
        "statements",
        N_("Who both confirmed and denied a claim"),
        "select holder_name, proposition, group_concat(distinct stance) as stances from statements group by holder, proposition having sum(stance in ('confirms', 'admits')) and sum(stance in ('denies', 'rejects'))",
    ),
    "tables": Query(
        "quotations",
        N_("Which tables there are, with their columns"),
        "select m.name as 'table', group_concat(c.name, ', ') as columns from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like '%_fts%' group by m.name order by m.rowid",
    ),
}
"""The queries, by the names used in their addresses."""
