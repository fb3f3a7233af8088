"""When the address of a source or an archived copy was found to work or to be dead: `content/links.csv`, maintained by
`archive links --write`.

A table with the columns of COLUMNS, one address per line, sorted; days are ISO 8601. It is separate from the records,
so that checking an address again changes no record, and nobody has to edit it by hand.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass

LINKS = "content/links.csv"
COLUMNS = ("address", "first", "last", "lost")
LIMIT = 20_000_000
"""The maximum size of the table in bytes: some 150,000 addresses."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The days on which an address was first and last found to work, and the day on which its server first said that
    the page is gone; each None if unknown. `lost` is None again once the address works again."""

    first: str | None = None
    last: str | None = None
    lost: str | None = None


def read(text: str) -> tuple[dict[str, Reached], list[int]]:
    """What the table says of each address, and the numbers of the lines that cannot be parsed, from 1."""
    found: dict[str, Reached] = {}
    faulty: list[int] = []
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in rows:
            if rows.line_num == 1 and tuple(row) == COLUMNS:
                continue
            if len(row) == len(COLUMNS) and _is_valid(*row):
                found[row[0]] = Reached(*(day or None for day in row[1:]))
            else:
                faulty.append(rows.line_num)
    except csv.Error:
        faulty.append(rows.line_num)
    return found, faulty


def to_csv(found: Mapping[str, Reached]) -> str:
    """The table as text, for `read`."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([url, it.first, it.last, it.lost] for url, it in sorted(found.items()))
    return out.getvalue()


def _is_valid(url: str, first: str, last: str, lost: str) -> bool:
    """Whether a line has an address and valid days: either both `first` and `last`, or `lost`, or all three."""
    return bool(url) and bool(first) == bool(last) and bool(last or lost) and all(map(_is_day, (first, last, lost)))


def _is_day(text: str) -> bool:
    try:
        return not text or dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
