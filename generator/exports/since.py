"""Files that tell what is new about a record since a day: when it and each article about it was added and last altered.

Records are spread over them by a hash of their ids. A page asks for one when its reader was there before, or names a day. An archive
without a history has the first file alone, which says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.exports.checked import place
from generator.exports.emit import as_json
from generator.findings.since import WHAT, about, days

TOGETHER = 150
"""Articles about records in one file, about."""


def files(archive: Archive) -> dict[str, str]:
    """The files by their paths from the site's root. The first says how many others there are: 0 without a history."""
    known = {record: [both.added.isoformat(), both.changed.isoformat()] for record, both in days(archive).items()}
    rows = {
        record: {"own": known[record], "of": _articles(archive, record, known)}
        for record in archive.records
        if record in known
    }
    spread = sum(1 + len(row["of"]) for row in rows.values()) // TOGETHER + 1 if rows else 0
    spread_rows: dict[int, dict[str, Any]] = defaultdict(dict)
    for record, row in rows.items():
        spread_rows[place(record, spread)][record] = row
    made = {routes.SINCE: as_json({"spread": spread})}
    for number in range(spread):
        made[routes.since(number)] = as_json(spread_rows.get(number, {}))
    return made


def _articles(archive: Archive, record: str, known: Mapping[str, list[str]]) -> dict[str, list[Any]]:
    """Of each article about a record both days, and the numbers of what it has."""
    return {
        article: [*known[article], *(what[it] for it in WHAT)]
        for article, what in about(archive, record).items()
        if article in known
    }
