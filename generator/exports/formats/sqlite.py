"""The tables in an SQLite file with primary and foreign keys and full-text search, and metadata for Datasette."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.archive.archive import Archive
from generator.records.load import Contents
from generator.tables import tables
from generator.tables.queries import QUERIES
from generator.tables.table import BETWEEN, Cell, Column, Table

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
_SEARCHED: Mapping[str, tuple[str, ...]] = {
    "quotations": ("words", "speaker_name", "context", "note"),
    "articles": ("title", "supplied_title", "headline", "authors"),
    "entities": ("name", "also", "summary"),
    "propositions": ("sentence", "summary"),
    "events": ("what", "summary"),
}
"""The columns covered by full-text search."""
_FACETS: Mapping[str, tuple[str, ...]] = {
    "quotations": ("speaker_name", "fidelity", "language"),
    "statements": ("stance", "holder_name"),
    "articles": ("publisher", "language"),
    "entities": ("kind", "country"),
    "figures": ("measure",),
}


def files(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """`archive.sqlite`, and `metadata.json` for Datasette."""
    found = tables(archive)
    return {
        "archive.sqlite": _database(found),
        "metadata.json": (json.dumps(_metadata(archive, found), ensure_ascii=False, indent=1) + "\n").encode(),
    }


def _database(found: tuple[Table[Any], ...]) -> bytes:
    """The SQLite file. Its bytes depend only on the rows and on the version of SQLite."""
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        file = Path(folder) / "archive.sqlite"
        database = sqlite3.connect(file, isolation_level=None)
        try:
            database.execute("pragma page_size = 4096")
            database.execute("begin")
            for table in found:
                database.execute(_created(table, found))
                marks = ", ".join("?" * len(table.columns))
                database.executemany(
                    f"insert into {_name(table.name)} values ({marks})",  # noqa: S608
                    map(_row, table.cells()),
                )
                for column in table.columns:
                    if column.names and column is not table.columns[0]:
                        database.execute(
                            f"create index {_name(f'{table.name}_{column.name}')} on {_name(table.name)} ({_name(column.name)})"
                        )
                for statement in _full_text(table):
                    database.execute(statement)
            database.execute("commit")
            database.execute("vacuum")
        finally:
            database.close()
        return file.read_bytes()


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _created(table: Table[Any], found: tuple[Table[Any], ...]) -> str:
    keyed = {one.name for one in found if one.keyed}
    key = table.columns[0].name if table.keyed else None
    parts = []
    for column in table.columns:
        known = " primary key" if column.name == key else ""
        parts.append(f"{_name(column.name)} {_TYPES[column.type]}{known}")
    parts += [
        f"foreign key ({_name(column.name)}) references {_name(column.names)} (id)"
        for column in table.columns
        if column.names in keyed and _has_one(table, column)
    ]
    return f"create table {_name(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"


def _has_one(table: Table[Any], column: Column[Any]) -> bool:
    """Whether no cell of a column refers to several rows."""
    return not any(BETWEEN in str(column.value(row) or "") for row in table.rows)


def _row(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(int(cell) if isinstance(cell, bool) else cell for cell in cells)


def _full_text(table: Table[Any]) -> Iterator[str]:
    there = {column.name for column in table.columns}
    searched = [name for name in _SEARCHED.get(table.name, ()) if name in there]
    if searched:
        names = ", ".join(map(_name, searched))
        fts = _name(f"{table.name}_fts")
        yield f"create virtual table {fts} using fts5 ({names}, content={_name(table.name)}, tokenize='unicode61 remove_diacritics 2')"
        yield f"insert into {fts} ({fts}) values ('rebuild')"  # noqa: S608  (our own names)


def _metadata(archive: Archive, found: tuple[Table[Any], ...]) -> dict[str, Any]:
    """Metadata for Datasette: descriptions, facets, queries."""
    licence = archive.settings.licence
    table_by_name = {table.name: table for table in found}
    return {
        "title": archive.settings.title,
        **({"license": licence.name, **({"license_url": licence.url} if licence.url else {})} if licence else {}),
        "databases": {
            "archive": {
                "tables": {
                    table.name: {
                        "title": table.title,
                        "description": table.what,
                        "columns": {column.name: column.what for column in table.columns},
                        **({"facets": [*_FACETS[table.name]]} if table.name in _FACETS else {}),
                        **({"fts_table": f"{table.name}_fts"} if table.name in _SEARCHED else {}),
                    }
                    for table in found
                },
                "queries": {
                    name: {"title": it.title, "sql": it.sql}
                    for name, it in QUERIES.items()
                    if it.table in table_by_name
                },
            }
        },
    }
