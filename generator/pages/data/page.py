"""The page for downloading the archive's records as tables, and for looking up what their columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive
from generator.pages.changes import states_link
from generator.pages.data import schema, sql
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.pages.parts.metadata import dataset
from generator.tables import formats, tables
from generator.tables.columns import EDTF
from generator.text.english import capitalised
from generator.text.messages import N_, _, ngettext

PATH = routes.index("data")


def pages(archive: Archive) -> Iterator[Page[DataView]]:
    """The page for downloads."""
    here = Here(archive, PATH)
    found = tuple(
        Table(
            anchor=table.name,
            title=_(table.title),
            what=_(table.what),
            file=_file(here, routes.table(table.name)),
            number=len(table.rows),
            columns=tuple(
                Column(it.name, _(TYPES[it.type]), _described(it.what), it.names, it.one_of) for it in table.columns
            ),
        )
        for table in tables(archive)
    )
    rows = sum(table.number for table in found)
    headline = _(
        "{tables}, {rows}",
        tables=ngettext("{n} table", "{n} tables", len(found)),
        rows=ngettext("{n} row", "{n} rows", rows),
    )
    others = tuple(
        OtherFormat(
            name=name,
            what=capitalised(_(formats.EXPORT_FORMATS[name].what)),
            files=tuple(
                _file(here, routes.download(name, file)) for file in formats.EXPORT_FORMATS[name].files(archive)
            ),
            listed=routes.download(name, routes.FILES),
            example=formats.EXPORT_FORMATS[name].example,
        )
        for name in formats.published(archive)
    )
    queries = (
        here.page_link(sql.PATH, _("Query with SQL, in your browser")) if archive.settings.publishes("sqlite") else None
    )
    package, crate, annotations = (_file(here, path) for path in (routes.PACKAGE, routes.CRATE, routes.ANNOTATIONS))
    view = DataView(
        headline,
        package,
        crate,
        annotations,
        found,
        routes.TABLES_LIST,
        formats.EXPORT_FORMATS["csv"].example,
        others,
        queries,
        here.page_link(schema.PATH, _("The schema of the tables, and its versions")),
        states_link(here),
    )
    description = _("The archive’s records as tables to download, in CSV, with a description of each column.")
    files = [(it.file.text, "text/csv") for it in found]
    files += [(view.package.text, "application/json"), (view.annotations.text, "application/ld+json")]
    yield Page(
        PATH,
        "data/data.md.j2",
        _("Data"),
        description,
        view,
        is_single_column=True,
        metadata=dataset(archive, archive.settings.lead or description, files),
    )


def _described(what: str) -> str:
    """A column's description, translated. The sentence on how dates are written is a message of its own."""
    if what.endswith(f" {EDTF}"):
        dated = what.removesuffix(f" {EDTF}")
        return f"{_(dated)} {_(EDTF)}"
    return _(what)


TYPES: Mapping[str, str] = {
    "string": N_("string"), "integer": N_("integer"), "number": N_("number"), "boolean": N_("boolean"), "date": N_("date"),
}  # fmt: skip
"""The column types of Table Schema, in words."""


def _file(here: Here, path: str) -> Link:
    return Link(PurePosixPath(path).name, routes.asset(here.path, path))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `names` is the table whose ids it holds, and `one_of` its allowed values."""

    name: str
    type: str
    what: str
    names: str
    one_of: tuple[str, ...]

    @property
    def codes(self) -> Markup:
        """The allowed values, as HTML."""
        return Markup(", ").join(Markup("<code>{}</code>").format(it) for it in self.one_of)


@dataclass(frozen=True, slots=True)
class Table:
    """A table's file, and its columns."""

    anchor: str
    title: str
    what: str
    file: Link
    number: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class OtherFormat:
    """Files of the archive in another format. `listed` is the file with their sizes, which a script shows."""

    name: str
    what: str
    files: tuple[Link, ...]
    listed: str
    example: str


@dataclass(frozen=True, slots=True)
class DataView:
    """The tables, the files that describe them, the annotations, and the other published formats."""

    headline: str
    package: Link
    crate: Link
    annotations: Link
    tables: tuple[Table, ...]
    listed: str  # the file with the sizes of the tables
    example: str
    others: tuple[OtherFormat, ...]
    sql: Link | None
    schema: Link
    states: Link | None  # link to the states of the archive that can be cited
