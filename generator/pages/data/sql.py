"""The page for querying the archive in SQL, if it publishes its SQLite file. A script runs the queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.tables.queries import QUERIES
from generator.text.messages import _, megabytes

PATH = routes.part("data", "sql")


@dataclass(frozen=True, slots=True)
class Example:
    """A query to start with: a link with its title, and its SQL."""

    link: Link
    sql: str


@dataclass(frozen=True, slots=True)
class SqlView:
    """Queries to start with, links to the column descriptions and the SQLite file, and the size of the program to be
    loaded."""

    queries: tuple[Example, ...]
    columns: Link
    file: Link
    program: str


def pages(archive: Archive) -> Iterator[Page[SqlView]]:
    """The page for queries; nothing if the SQLite file is not published."""
    if not archive.settings.publishes("sqlite"):
        return
    here = Here(archive, PATH)
    queries = tuple(
        Example(Link(_(it.title), routes.with_query(".", {"sql": it.sql})), it.sql) for it in QUERIES.values()
    )
    file = Link("archive.sqlite", routes.asset(PATH, routes.download("sqlite", "archive.sqlite")))
    view = SqlView(
        queries,
        here.page_link(routes.index("data"), _("Which tables and columns there are"), "columns"),
        file,
        megabytes(1.6),
    )
    description = _("Query the archive’s tables with SQL, in your browser.")
    yield Page(PATH, "data/sql.md.j2", _("Query with SQL"), description, view, is_single_column=True)
