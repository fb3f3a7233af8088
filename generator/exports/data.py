"""The archive as tables in CSV, one for each kind of row. `described.py` describes them.

CSV follows RFC 4180, in UTF-8. A text that begins with = + - or @ gets an apostrophe in front: spreadsheets would run
it as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.tables import tables
from generator.tables.table import Cell, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files(archive: Archive) -> dict[str, str]:
    """The tables, by path from the site's root. The same records give the same bytes."""
    return {routes.table(table.name): _csv(table) for table in tables(archive)}


def _csv(table: Table[Any]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_written, table.cells()))
    return text.getvalue()


def _written(cells: Iterable[Cell]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return str(cell)
