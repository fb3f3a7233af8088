"""The page from which the archive's records can be taken away as tables, and which says what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.tables import tables
from generator.text import english

PATH = routes.index("data")


def pages(archive: Archive) -> Iterator[Page[DataView]]:
    """The page for downloads."""
    here = Here(archive, PATH)
    found = tuple(
        Table(
            anchor=table.name,
            title=table.title,
            what=table.what,
            file=_file(here, routes.table(table.name)),
            number=len(table.rows),
            columns=tuple(Column(it.name, it.type, it.what, it.names, it.one_of) for it in table.columns),
        )
        for table in tables(archive)
    )
    rows = sum(table.number for table in found)
    view = DataView(f"{len(found)} tables, {english.counted(rows, 'row')}", _file(here, routes.PACKAGE), found)
    description = "The archive's records as tables to take away, in CSV, and what stands in each column."
    yield Page(PATH, "data/data.md.j2", "Data", description, view)


def _file(here: Here, path: str) -> Link:
    return Link(PurePosixPath(path).name, routes.asset(here.path, path))


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column; `names` is the table whose rows it names, and `one_of` the words that it may hold."""

    name: str
    type: str
    what: str
    names: str
    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file, and its columns."""

    anchor: str
    title: str
    what: str
    file: Link
    number: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """The tables, and the file that describes them."""

    headline: str
    package: Link
    tables: tuple[Table, ...]
