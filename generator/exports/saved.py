"""The files with what a reader's list of saved records shows of each: its title, whether it has moved, and citation
data.

The list itself is stored only in the browser, by record address. The page that shows it loads these files. Records are
distributed over them by a hash of their ids, so a few saved records load a few kilobytes, however large the archive is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

from generator import dates, routes
from generator.archive.archive import Archive
from generator.exports.checked import spread_rows
from generator.exports.emit import as_json
from generator.exports.fields import state
from generator.findings.known_days import known_days
from generator.findings.source_status import status_for_scripts, status_of, status_of_evidence
from generator.findings.thin_records import place_of
from generator.records.model import AnyRecord, Article

RECORDS_PER_FILE = 24
"""The approximate number of records in a file."""


def files(archive: Archive) -> dict[str, str]:
    """The files by path from the site's root. The first gives the number of the others, and the archive's last day."""
    spread = max(1, (len(archive.records) + len(archive.former_ids)) // RECORDS_PER_FILE)
    made = {routes.SAVED: as_json({"spread": spread, "state": state(archive)})}
    for number, rows in enumerate(spread_rows(dict(_rows(archive)), spread)):
        made[routes.saved_records(number)] = as_json(rows)
    return made


def _rows(archive: Archive) -> Iterator[tuple[str, dict[str, Any]]]:
    """The data of each record by id; for a former id, the present one."""
    first = known_days(archive).first
    for record_id, record in archive.records.items():
        row = {
            "at": routes.from_root(*place_of(archive, record_id)),
            "title": record.name,
            "known": first[record_id],
            "became": status_for_scripts(
                status_of(record) if isinstance(record, Article) else status_of_evidence(archive, record_id)
            ),
            **_cited(archive, record),
        }
        yield record_id, {name: value for name, value in row.items() if value}
    for old, present in archive.former_ids.items():
        yield old, {"now": present}


def _cited(archive: Archive, record: AnyRecord) -> dict[str, Any]:
    """The citation data of an article, and a digest of each quotation, by which a script detects changes. Empty for
    other records."""
    if not isinstance(record, Article):
        return {}
    outlet = archive[record.publisher].name if record.publisher else ""
    return {
        "language": record.language,
        "outlet": outlet,
        "authors": list(archive.authors_of(record)),
        "published": dates.format_date(record.published.edtf) if record.published else "",
        "date": record.published.edtf.text if record.published else "",
        "url": record.source.url or "",
        "archived": [it.url for it in record.source.archived],
        "seen": record.source.seen.edtf.text if record.source.seen else "",
        "quotations": {it.id: digest(it.words) for it in record.quotations},
    }


def digest(words: str) -> int:
    """The CRC-32 of the letters and digits of the words, which scripts also compute (lib/hashes.js)."""
    return crc32("".join(sign for sign in words if sign.isalnum()).encode())
