"""The table of what is lost on the way from one article to another."""

from __future__ import annotations

from typing import get_args

from generator.archive.archive import Archive
from generator.findings.lost_in_relay import Difference, How, RelayedPair, Tie, What, relayed_pairs
from generator.tables import columns
from generator.tables.table import Column, Table
from generator.text.messages import N_

Row = tuple[RelayedPair, Difference]


def lost(archive: Archive) -> Table[Row]:
    """Every difference between an article and one that it follows, or that follows the same report."""
    rows = tuple((pair, difference) for pair in relayed_pairs(archive) for difference in pair.differences)
    return Table(
        "lost",
        N_("Lost on the way"),
        N_("Differences between articles and those that they follow, or that follow the same report."),
        rows,
        (
            Column("source", N_("The article that is followed, or the earlier of two that follow the same report."),
                   lambda row: row[0].source, names="articles"),
            Column("copy", N_("The article that follows it, or the later of the two."), lambda row: row[0].copy, names="articles"),
            Column("tie", N_("Whether it copies the whole text, has words by way of it, or follows the same report."),
                   lambda row: row[0].tie, one_of=get_args(Tie)),
            Column("report", N_("Whose report both follow, where that is not in the archive."), lambda row: row[0].report or None,
                   names="entities"),
            Column("what", N_("What differs."), lambda row: row[1].what, one_of=get_args(What)),
            Column("how", N_("Whether the copy changed it, dropped it or added it."),
                   lambda row: row[1].how, one_of=get_args(How)),
            Column("source_part", N_("The id of the quotation or estimate in the source."), lambda row: row[1].before or None),
            Column("copy_part", N_("The id of the quotation or estimate in the copy."), lambda row: row[1].after or None),
            Column("words", N_("The qualifier that is dropped, added or changed, in small letters."), lambda row: row[1].words or None),
            Column("instead", N_("The qualifier that the copy has in its place."), lambda row: row[1].instead or None),
            *columns.party(
                archive,
                "who",
                (
                    N_("Who speaks or passes words on in only one of the two; empty for one that is left unnamed."),
                    N_("Who does, by name; an unnamed one in the article’s words."),
                ),
                lambda row: row[1].who,
            ),
        ),
        keyed=False,
    )  # fmt: skip
