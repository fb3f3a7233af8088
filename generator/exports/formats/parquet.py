"""The tables as Parquet: a file for each, with typed columns, and descriptions in the file's metadata."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.archive.archive import Archive
from generator.problems import RefusedError
from generator.records.load import Contents
from generator.tables import tables
from generator.tables.table import Cell, Table

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def files(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """A file for each table, written by DuckDB. Its bytes depend only on the rows and on the version of DuckDB.

    Raises RefusedError if DuckDB is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415  (an optional dependency)
    except ImportError:
        raise RefusedError(
            "the format parquet needs the package `duckdb`; install it with pip install 'research-archive[exports]'"
        ) from None
    found = {}
    with tempfile.TemporaryDirectory(prefix="archive-") as folder, duckdb.connect(config={"threads": 1}) as database:
        rows, written = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        for table in tables(archive):
            _write(rows, table)
            database.execute(_copy_statement(table), [str(rows), str(written)])
            found[f"{table.name}.parquet"] = written.read_bytes()
    return found


def _write(file: Path, table: Table[Any]) -> None:
    """Write the rows for DuckDB. Texts are quoted and nulls are not, so that an empty text stays distinct from null."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(column.name for column in table.columns)
        for cells in table.cells():
            opened.write(_line(cells))


def _line(cells: Iterable[Cell]) -> str:
    return ",".join("" if cell is None else '"' + str(cell).replace('"', '""') + '"' for cell in cells) + "\n"


def _copy_statement(table: Table[Any]) -> str:
    """The SQL statement that converts the rows to Parquet."""
    columns = ", ".join(f"{_text(column.name)}: {_text(_TYPES[column.type])}" for column in table.columns)
    about = {"title": table.title, "description": table.what, **{f"column:{it.name}": it.what for it in table.columns}}
    metadata = ", ".join(f"{json.dumps(name)}: {_text(what)}" for name, what in about.items())
    # A row with one empty cell would be skipped as an empty line, but each table has several columns.
    return (
        f"copy (select * from read_csv($1, header = true, auto_detect = false, columns = {{{columns}}}, delim = ',', "  # noqa: S608
        "quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, max_line_size = 16000000)) "
        f"to $2 (format parquet, compression zstd, kv_metadata {{{metadata}}})"
    )


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
