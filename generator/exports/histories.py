"""The files with each record's history: who altered which field when, with the values before and after, and when each
record and each part of an article was added and last altered.

Records are distributed over files by a hash of their ids. A page loads one when its reader opens the history or asks
what the archive said on a day. If an archive has no history or does not publish it, there is only the first file, which
says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.archive.history import Commit, History, Touched
from generator.exports.checked import spread_rows
from generator.exports.emit import as_json
from generator.findings.since import Days, alterations, days, days_of_parts, lines_of_records

SIZE = 20_000
"""The approximate size of a file, in characters."""
MOST = 100
"""The most fields of a record listed for one commit."""
SUBJECT, NAME, KEY = 200, 80, 10
"""The lengths to which a commit's subject, its author's name and its hash are cut."""


def files(archive: Archive) -> dict[str, str]:
    """The files by path from the site's root. The first gives the number of the others and, if there are none, the
    reason."""
    past = archive.history
    if past is None or not archive.settings.history:
        return {routes.HISTORY: as_json({"spread": 0, "why": "none" if past is None else "kept"})}
    rows = {record: _row(past, line) for record, line in lines_of_records(archive)}
    texts = {record: as_json({record: row})[1:-2] for record, row in rows.items()}
    spread = sum(map(len, texts.values())) // SIZE + 1
    spread_texts = spread_rows({record: texts[record] for record in archive.records if record in texts}, spread)
    made = {routes.HISTORY: as_json({"spread": spread}), routes.DAYS: as_json(_days(archive))}
    made |= {routes.history(number): f"{{{','.join(some.values())}}}\n" for number, some in enumerate(spread_texts)}
    return made


def _row(past: History, line: Sequence[tuple[Commit, Touched]]) -> dict[str, Any]:
    """When a record was added and by whom, and what each later commit altered, newest first. Commits that altered no
    field are left out."""
    (first, _), *_others = line
    changes = [
        [*_by(commit), some[:MOST], max(0, len(some) - MOST)] for commit, some in alterations(past, line) if some
    ]
    return {"added": _by(first), "changes": changes[::-1]}


def _by(commit: Commit) -> list[str]:
    return [commit.committed.isoformat(), commit.author[:NAME], commit.key[:KEY], commit.subject[:SUBJECT]]


def _days(archive: Archive) -> dict[str, Any]:
    """The days on which each record was added and last altered, and those of article parts that differ, as indexes into
    a list of days. Keys are `record` or `record#anchor`."""
    found = {record: _added_and_changed(of) for record, of in days(archive).items()}
    for record, parts in days_of_parts(archive).items():
        came = days(archive)[record].added
        found |= {
            f"{record}#{anchor}": _added_and_changed(of) for anchor, of in parts.items() if of != Days(came, came)
        }
    listed = sorted({day for both in found.values() for day in both})
    numbers = {day: number for number, day in enumerate(listed)}
    return {"days": listed, "of": {key: [numbers[day] for day in both] for key, both in found.items()}}


def _added_and_changed(of: Days) -> tuple[str, str]:
    return of.added.isoformat(), of.changed.isoformat()
