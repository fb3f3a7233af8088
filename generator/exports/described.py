"""The description of a folder of data files for programs: as a Data Package (datapackage.org, version 2.0) and as an
RO-Crate (w3id.org/ro/crate/1.2).

Both name each file with its format, size, SHA-256 and the standard that it follows. The Data Package also has the type
of each column of the tables in CSV, their keys, and the tables that they refer to.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.records.scalars import to_slug
from generator.records.settings import Settings
from generator.tables import contract, tables
from generator.tables.formats import EXPORT_FORMATS, MediaType, media_type
from generator.tables.table import Column, Table

_PROFILES = "https://datapackage.org/profiles/2.0"
_CRATE = "https://w3id.org/ro/crate/1.2"
_PACKAGE = PurePosixPath(routes.PACKAGE).name
NAMES = (_PACKAGE, PurePosixPath(routes.CRATE).name)
"""The names of the two files that describe a folder."""
_NO_LICENCE = "The settings of the archive name no licence."
"""An RO-Crate must say something about the licence (1.2, root data entity)."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of a folder: its path there, its size in bytes, its SHA-256 in hexadecimal digits, and the name of its
    format; `what` says what is in it if it has none."""

    path: str
    size: int
    sha256: str
    of: str = ""
    what: str = ""

    @classmethod
    def holding(cls, path: str, content: bytes, of: str = "", what: str = "") -> DataFile:
        """The file with this content."""
        return cls(path, len(content), hashlib.sha256(content).hexdigest(), of, what)


def files(
    settings: Settings, every: Iterable[DataFile], day: str, feeds: Mapping[str, MediaType] | None = None
) -> dict[str, str]:
    """The two descriptions, by name. `day` is when the data were published (ISO 8601). `feeds` are the addresses of
    feeds about the archive; only the RO-Crate names them, since they are not in the folder."""
    found = sorted(every, key=lambda it: it.path)
    # Columns are the same whatever the rows.
    columns = {table.name: table for table in tables(Archive(settings, {}, {}))}
    package = _package(settings, found, columns)
    found.append(DataFile.holding(_PACKAGE, package.encode(), what="the description of these files as a Data Package"))
    return dict(zip(NAMES, (package, _crate(settings, found, columns, day, feeds or {})), strict=True))


def _package(settings: Settings, every: Iterable[DataFile], columns: Mapping[str, Table[Any]]) -> str:
    licence = settings.licence
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": to_slug(settings.title) or "archive",
        "title": settings.title,
        "schemaVersion": contract.VERSION,
        **({"licenses": [{"title": licence.name, "path": licence.url}]} if licence else {}),
        "resources": [_resource(it, _table_of(it, columns)) for it in every],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _table_of(file: DataFile, columns: Mapping[str, Table[Any]]) -> Table[Any] | None:
    """The table that a file holds in CSV."""
    path = PurePosixPath(file.path)
    return columns.get(path.stem) if file.of == "csv" and path.suffix == ".csv" else None


def _what(file: DataFile, table: Table[Any] | None) -> str:
    if table:
        return table.what
    return file.what or next((it.what for name, it in EXPORT_FORMATS.items() if name == file.of), "")


def _resource(file: DataFile, table: Table[Any] | None) -> dict[str, Any]:
    kind = media_type(file.of, file.path)
    return {
        "name": table.name if table else file.path.replace("/", "-"),
        **({"type": "table"} if table else {}),
        "path": file.path,
        **({"title": table.title} if table else {}),
        "description": _what(file, table),
        "format": PurePosixPath(file.path).suffix[1:] or "text",
        "mediatype": kind.name,
        **({"conformsTo": kind.standard} if kind.standard else {}),
        **({"encoding": "utf-8"} if table else {}),
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        **({"schema": _schema(table)} if table else {}),
    }


def _schema(table: Table[Any]) -> dict[str, Any]:
    keys = [_reference(table, column) for column in table.columns if column.names]
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        **({"primaryKey": [table.columns[0].name]} if table.keyed else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    known = {"constraints": {"enum": list(column.one_of)}} if column.one_of else {}
    return {"name": column.name, "type": column.type, "description": column.what, **known}


def _reference(table: Table[Any], column: Column[Any]) -> dict[str, Any]:
    """A foreign key. For a table's reference to itself, Data Package leaves the resource out."""
    resource = {} if column.names == table.name else {"resource": column.names}
    return {"fields": [column.name], "reference": {**resource, "fields": ["id"]}}


def _crate(
    settings: Settings,
    every: Iterable[DataFile],
    columns: Mapping[str, Table[Any]],
    day: str,
    feeds: Mapping[str, MediaType],
) -> str:
    described = [_entity(it, _table_of(it, columns)) for it in every]
    kinds = [media_type(it.of, it.path) for it in every] + [*feeds.values()]
    author = {"@id": "#author"} if settings.author else None
    root: dict[str, Any] = {
        "@id": "./", "@type": "Dataset", "name": settings.title, "description": settings.lead or settings.title, "datePublished": day,
        "license": {"@id": settings.licence.url} if settings.licence else _NO_LICENCE, "inLanguage": settings.language,
        "author": author, "publisher": author, "hasPart": [{"@id": it["@id"]} for it in described],
        "mentions": [{"@id": address} for address in feeds],
    }  # fmt: skip
    about = {"@id": NAMES[1], "@type": "CreativeWork", "conformsTo": {"@id": _CRATE}, "about": {"@id": "./"}}
    graph = [about, root, *described, *_others(settings, kinds, feeds)]
    whole = [{key: value for key, value in it.items() if value} for it in graph]
    return json.dumps({"@context": f"{_CRATE}/context", "@graph": whole}, ensure_ascii=False, indent=1) + "\n"


def _entity(file: DataFile, table: Table[Any] | None) -> dict[str, Any]:
    kind = media_type(file.of, file.path)
    return {
        "@id": file.path, "@type": "File", "name": table.title if table else PurePosixPath(file.path).name,
        "description": _what(file, table), "encodingFormat": kind.name,
        "conformsTo": {"@id": kind.standard} if kind.standard else None,
        "contentSize": str(file.size), "sha256": file.sha256,
    }  # fmt: skip


def _others(settings: Settings, kinds: Iterable[MediaType], feeds: Mapping[str, MediaType]) -> Iterator[dict[str, Any]]:
    """What the files refer to: the standards, the licence, the author, the feeds."""
    for standard, title in sorted({it.standard: it.title for it in kinds if it.standard}.items()):
        yield {"@id": standard, "@type": "CreativeWork", "name": title}
    for address, kind in feeds.items():
        yield {
            "@id": address, "@type": "DataFeed", "name": f"{settings.title}: what is new ({kind.title})",
            "encodingFormat": kind.name, "conformsTo": {"@id": kind.standard},
        }  # fmt: skip
    if settings.licence:
        covers = "It covers the archive’s own words. Quotations remain their owners’."
        yield {
            "@id": settings.licence.url,
            "@type": "CreativeWork",
            "name": settings.licence.name,
            "description": covers,
        }
    if settings.author:
        yield {"@id": "#author", "@type": "Organization", "name": settings.author}
