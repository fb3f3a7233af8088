"""The archive as a Data Package (datapackage.org, version 2.0): a CSV table for each kind of row, and their
description.

CSV follows RFC 4180, in UTF-8. A text that begins with = + - or @ gets an apostrophe in front: spreadsheets would run
it as a formula.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.exports import crate
from generator.records.scalars import to_slug
from generator.tables import contract, tables
from generator.tables.table import Cell, Column, Table

_PROFILES = "https://datapackage.org/profiles/2.0"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files(archive: Archive) -> dict[str, str]:
    """The files of the package, by path from the site's root. The same records give the same bytes."""
    found = tables(archive)
    made = {routes.table(table.name): _csv(table) for table in found}
    licence = archive.settings.licence
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": to_slug(archive.settings.title) or "archive",
        "title": archive.settings.title,
        "schemaVersion": contract.VERSION,
        **(
            {"licenses": [{"title": licence.name, **({"path": licence.url} if licence.url else {})}]} if licence else {}
        ),
        "resources": [_resource(table, made[routes.table(table.name)]) for table in found],
    }
    made[routes.PACKAGE] = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    made[routes.CRATE] = crate.metadata(archive, found, {PurePosixPath(path).name: text for path, text in made.items()})
    return made


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


def _resource(table: Table[Any], text: str) -> dict[str, Any]:
    content = text.encode()
    keys = [_reference(table, column) for column in table.columns if column.names]
    return {
        "name": table.name,
        "type": "table",
        "path": PurePosixPath(routes.table(table.name)).name,
        "title": table.title,
        "description": table.what,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in table.columns],
            **({"primaryKey": [table.columns[0].name]} if table.keyed else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    known = {"constraints": {"enum": list(column.one_of)}} if column.one_of else {}
    return {"name": column.name, "type": column.type, "description": column.what, **known}


def _reference(table: Table[Any], column: Column[Any]) -> dict[str, Any]:
    """A foreign key. For a table's reference to itself, Data Package leaves the resource out."""
    resource = {} if column.names == table.name else {"resource": column.names}
    return {"fields": [column.name], "reference": {**resource, "fields": ["id"]}}
