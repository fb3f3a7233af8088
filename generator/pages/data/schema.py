"""The page about the format of the tables: what programs that read them can rely on, and what each version changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.tables import contract
from generator.text.messages import _

PATH = routes.part("data", "schema")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the tables' format: its number, the day from which it holds (ISO 8601, and in words), and what it
    changed."""

    number: int
    day: str
    since: str
    what: str


@dataclass(frozen=True, slots=True)
class SchemaView:
    """The versions, newest first, and links to the descriptions of the columns for people and for programs."""

    versions: tuple[Version, ...]
    columns: Link
    package: Link


def pages(archive: Archive) -> Iterator[Page[SchemaView]]:
    """The page about the format of the tables."""
    here = Here(archive, PATH)
    versions = tuple(
        Version(it.version, it.day, dates.format_date(dates.parse(it.day)), _(it.what)) for it in contract.CHANGES
    )
    package = Link("datapackage.json", routes.asset(PATH, routes.PACKAGE))
    view = SchemaView(versions, here.page_link(routes.index("data"), _("All columns"), "columns"), package)
    description = _("What programs that read the tables can rely on, and what each version changed.")
    yield Page(PATH, "data/schema.md.j2", _("The schema of the tables"), description, view, is_single_column=True)
