"""Files that tell what is new about a record since a day: when it and each article about it was added and last altered, and each quotation,
stance and estimate that did not come with its article, or was altered since.

Records are spread over them by a hash of their ids. A page asks for one when its reader was there before, or names a day. An archive
without a history has the first file alone, which says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.exports.checked import spread_over
from generator.exports.emit import as_json
from generator.findings.since import WHAT, Days, about, days, days_of_part

TOGETHER = 150
"""Articles about records in one file, about."""


def files(archive: Archive) -> dict[str, str]:
    """The files by their paths from the site's root. The first says how many others there are: 0 without a history."""
    known = {record: _both(of) for record, of in days(archive).items()}
    rows = {
        record: {"own": known[record], "of": _articles(archive, record, known)}
        for record in archive.records
        if record in known
    }
    spread = sum(1 + len(row["of"]) for row in rows.values()) // TOGETHER + 1 if rows else 0
    made = {routes.SINCE: as_json({"spread": spread})}
    for number, some in enumerate(spread_over(rows, spread)):
        made[routes.since(number)] = as_json(some)
    return made


def _articles(archive: Archive, record: str, known: Mapping[str, list[str]]) -> dict[str, list[Any]]:
    """Of each article about a record both days, the numbers of what it has, and both days of the parts that have others than that on
    which the article was added, by their anchors."""
    found = {}
    for article, of in about(archive, record).items():
        if article not in known:
            continue
        row: list[Any] = [*known[article], *(of.many.get(it, 0) for it in WHAT)]
        own = {anchor: days_of_part(archive, article, anchor) for anchor in of.anchors}
        came = days(archive)[article].added
        others = {anchor: _both(it) for anchor, it in own.items() if it and it != Days(came, came)}
        found[article] = [*row, others] if others else row
    return found


def _both(of: Days) -> list[str]:
    return [of.added.isoformat(), of.changed.isoformat()]
