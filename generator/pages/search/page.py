"""The page on which everything is searched. Its script fills it in; without one it leads to the indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link

PATH = routes.index("search")


def pages(archive: Archive) -> Iterator[Page[SearchView]]:
    """The search page."""
    here = Here(archive, PATH)
    indexes = tuple(here.to(routes.index(section), words) for section, words in _INDEXES)
    description = "Search every article, quotation, name, position, figure and event of the archive."
    yield Page(
        PATH, "search/search.md.j2", "Search", description, SearchView(FACETS, indexes), hide=("navigation", "toc")
    )


@dataclass(frozen=True, slots=True)
class Facet:
    """What results are filtered by; `name` is what the search calls it, `opened` whether its values are shown at once."""

    name: str
    label: str
    opened: bool = False


@dataclass(frozen=True, slots=True)
class SearchView:
    """The filters, and where to go without the search."""

    facets: tuple[Facet, ...]
    indexes: tuple[Link, ...]


FACETS = (
    Facet("kind", "Kind", opened=True),
    Facet("speaker", "Speaker"),
    Facet("named", "Person or body named"),
    Facet("outlet", "Outlet"),
    Facet("year", "Year"),
    Facet("country", "Country"),
    Facet("language", "Language"),
    Facet("topic", "Topic"),
    Facet("stance", "Position taken"),
    Facet("fidelity", "Wording"),
    Facet("verified", "Checked against a copy"),
)
_INDEXES = (
    ("articles", "Articles"),
    ("quotations", "Quotations"),
    ("people", "People"),
    ("organisations", "Organisations"),
    ("places", "Places"),
    ("utterances", "Utterances"),
    ("propositions", "Propositions"),
    ("measures", "Measures"),
    ("events", "Events"),
    ("topics", "Topics"),
)
