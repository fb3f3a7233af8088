"""The files that say what is new about a record since a given day: when it and each article about it were added and
last altered, and likewise each quotation, stance and estimate that was added or altered later than its article.

Records are distributed over them by a hash of their ids. A page loads one if its reader has been there before or
chooses a day. An archive without a history has only the first file, which says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.exports.checked import spread_rows
from generator.exports.emit import as_json
from generator.findings.since import WHAT, Days, about, days, days_of_part

RECORDS_PER_FILE = 150
"""The approximate number of record-article pairs in a file."""


def files(archive: Archive) -> dict[str, str]:
    """The files by path from the site's root. The first gives the number of the others: 0 without a history."""
    known = {record: _added_and_changed(of) for record, of in days(archive).items()}
    rows = {
        record: {"own": known[record], "of": _articles(archive, record, known)}
        for record in archive.records
        if record in known
    }
    spread = sum(1 + len(row["of"]) for row in rows.values()) // RECORDS_PER_FILE + 1 if rows else 0
    made = {routes.SINCE: as_json({"spread": spread})}
    for number, some in enumerate(spread_rows(rows, spread)):
        made[routes.since(number)] = as_json(some)
    return made


def _articles(archive: Archive, record: str, known: Mapping[str, list[str]]) -> dict[str, list[Any]]:
    """For each article about a record: the days on which it was added and last altered, how many parts of each kind
    concern the record, and, by anchor, both days of the parts added or altered after the article was added."""
    found = {}
    for article, of in about(archive, record).items():
        if article not in known:
            continue
        row: list[Any] = [*known[article], *(of.many.get(it, 0) for it in WHAT)]
        own = {anchor: days_of_part(archive, article, anchor) for anchor in of.anchors}
        came = days(archive)[article].added
        others = {anchor: _added_and_changed(it) for anchor, it in own.items() if it and it != Days(came, came)}
        found[article] = [*row, others] if others else row
    return found


def _added_and_changed(of: Days) -> list[str]:
    return [of.added.isoformat(), of.changed.isoformat()]
