"""The table of changes to records: who changed which field when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.archive.alterations import Alteration
from generator.archive.archive import Archive
from generator.archive.history import Commit
from generator.findings.since import alterations, lines_of_records
from generator.tables.table import Column, Table
from generator.text.messages import N_


class Row(NamedTuple):
    """A field of a record that a commit changed."""

    record: str
    commit: Commit
    altered: Alteration


def history(archive: Archive) -> Table[Row]:
    """Every change to a field after its record was added, by record, earliest first. Empty if there is no history, or
    the archive does not publish it."""
    return Table(
        "history",
        N_("History of the records"),
        N_("Which field of a record was altered when and by whom, with its value before and after."),
        tuple(_rows(archive)),
        (
            Column("record", N_("The id of the record."), lambda row: row.record),
            Column("kind", N_("The kind of the record."), lambda row: archive.kind(row.record)),
            Column("field", N_("The field, by its keys with points between them; empty for the whole record."), lambda row: row.altered.place),
            Column("before", N_("Its value before, or the piece of it that differs; empty where it had none."), lambda row: row.altered.before),
            Column("after", N_("Its value after; empty where it has none."), lambda row: row.altered.after),
            Column("day", N_("The day on which that came into the archive."), lambda row: row.commit.committed.isoformat(), "date"),
            Column("by", N_("Who altered it, by name."), lambda row: row.commit.author or None),
            Column("commit", N_("The change in the archive’s history, by its hash in git."), lambda row: row.commit.key),
        ),
        keyed=False,
    )  # fmt: skip


def _rows(archive: Archive) -> Iterator[Row]:
    if archive.history is None or not archive.settings.history:
        return
    for record, line in lines_of_records(archive):
        for commit, some in alterations(archive.history, line):
            yield from (Row(record, commit, one) for one in some)
