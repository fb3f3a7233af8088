"""The table of second readings."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.archive import Archive, Quoted, Stated
from generator.records import key_help
from generator.records.model import FidelityReading, StanceReading
from generator.tables import columns
from generator.tables.table import Column, Table
from generator.text.messages import N_


@dataclass(frozen=True, slots=True)
class _JudgedReading:
    """A second reading, and either the quotation or the stance that was judged."""

    reading: FidelityReading | StanceReading
    quoted: Quoted | None = None
    stated: Stated | None = None

    @property
    def judgement(self) -> str:
        return self.reading.fidelity if isinstance(self.reading, FidelityReading) else self.reading.stance


def readings(archive: Archive) -> Table[_JudgedReading]:
    """Every second reading of a quotation or a stance."""
    rows = (
        *(_JudgedReading(it, quoted=quoted) for quoted in archive.quotations for it in quoted.quotation.readings),
        *(_JudgedReading(it, stated=stated) for stated in archive.statements for it in stated.statement.readings),
    )
    return Table(
        "readings",
        N_("Second readings"),
        N_("Independent second judgements, each with who made it."),
        rows,
        (
            Column(
                "quotation",
                N_("The quotation that was judged."),
                lambda row: row.quoted.key if row.quoted else None,
                names="quotations",
            ),
            Column(
                "statement",
                N_("The stance that was judged."),
                lambda row: row.stated.key if row.stated else None,
                names="statements",
            ),
            Column("by", key_help.help_for(FidelityReading, "by").purpose, lambda row: row.reading.by),
            *columns.dated("on", key_help.help_for(FidelityReading, "on").purpose, lambda row: row.reading.on),
            Column("judgement", key_help.help_for(FidelityReading, "fidelity").purpose, lambda row: row.judgement),
            Column("note", key_help.help_for(FidelityReading, "note").purpose, lambda row: row.reading.note),
        ),
        keyed=False,
    )
