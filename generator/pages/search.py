"""The page on which everything is searched. Its script fills it in; without one it leads to the indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import routes
from generator.archive import Archive
from generator.pages.page import Page
from generator.pages.parts import Here, Link

PATH = routes.index("search")
OPENED = 40_000
"""Up to so many entries the kinds are counted at once: a query may move 300 KB, of which Pagefind takes 90, the names of the entries
2.6 bytes an entry, and this filter 2.3."""


def pages(archive: Archive) -> Iterator[Page]:
    """The search page."""
    here = Here(archive, PATH)
    indexes = tuple(here.to(routes.index(section), words) for section, words in _INDEXES)
    # What is opened is loaded with the first query.
    number = len(archive.records) + len(archive.quotations)
    facets = tuple(replace(facet, opened=facet.opened and number <= OPENED) for facet in FACETS)
    description = "Search every article, quotation, name, position, figure and event of the archive."
    yield Page(PATH, "search.md.j2", "Search", description, SearchView(facets, indexes), hide=("navigation", "toc"))


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
