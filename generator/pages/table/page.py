"""The page for counting records by two of their fields. A script counts; without scripts it links to the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.text.messages import _

PATH = routes.index("table")


@dataclass(frozen=True, slots=True)
class TableView:
    """Tables to start with, and a link for readers without scripts."""

    examples: tuple[Link, ...]
    data: Link


def pages(archive: Archive) -> Iterator[Page[TableView]]:
    """The page for counting in a table."""
    description = _(
        "Count quotations, stances, estimates or articles by any two things, such as speaker and month; each number leads to what it counts."
    )
    view = TableView(
        tuple(link for _name, link in examples(archive)), Here(archive, PATH).page_link(routes.index("data"), _("Data"))
    )
    yield Page(PATH, "table/table.md.j2", _("Count in a table"), description, view, is_single_column=True)


def examples(archive: Archive) -> Iterator[tuple[str, Link]]:
    """Tables to begin with, each under a name that no language changes, with its address from this page."""
    if archive.quotations:
        yield "quoted", _link(_("Who is quoted, by month"), of="quotations", by="speaker", **{"and": "said-month"})
        yield "altered", _link(_("What each outlet altered"), of="quotations", by="outlet", **{"and": "finding"})
    if archive.statements:
        yield "countries", _link(_("Where each country stands"), of="stances", by="country", **{"and": "stance"})
    if archive.figures:
        yield "figures", _link(_("Who gives which figure"), of="estimates", by="by", **{"and": "figure"})
    if archive.articles:
        yield (
            "published",
            _link(_("How much each outlet published"), of="articles", by="outlet", **{"and": "published-month"}),
        )


def _link(words: str, **asked: str) -> Link:
    return Link(words, routes.with_query(".", asked))
