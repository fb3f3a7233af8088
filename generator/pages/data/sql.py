"""The page on which a reader asks the archive in SQL, where it publishes its SQLite file. Its script answers."""

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
    """A query to begin with, by its title, and its words in SQL."""

    link: Link
    sql: str


@dataclass(frozen=True, slots=True)
class SqlView:
    """Queries to begin with, what says which columns there are, the file that is asked, and the size of the program that asks."""

    queries: tuple[Example, ...]
    columns: Link
    file: Link
    program: str


def pages(archive: Archive) -> Iterator[Page[SqlView]]:
    """The page; none where the file is not published."""
    if not archive.settings.publishes("sqlite"):
        return
    here = Here(archive, PATH)
    queries = tuple(Example(Link(_(it.title), routes.asked(".", {"sql": it.sql})), it.sql) for it in QUERIES.values())
    file = Link("archive.sqlite", routes.asset(PATH, routes.download("sqlite", "archive.sqlite")))
    view = SqlView(
        queries, here.to(routes.index("data"), _("Which tables and columns there are"), "columns"), file, megabytes(1.6)
    )
    description = _("Ask the archive’s tables in SQL, in your browser.")
    yield Page(PATH, "data/sql.md.j2", _("Ask in SQL"), description, view, sheet=True)
