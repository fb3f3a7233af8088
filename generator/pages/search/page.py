"""The page for searching the whole archive. A script fills it in; without scripts it links to the indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.source_status import has_statuses
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.text.messages import N_, _

PATH = routes.index("search")


def pages(archive: Archive) -> Iterator[Page[SearchView]]:
    """The search page."""
    here = Here(archive, PATH)
    recorded = {
        section
        for section in (*(section for section, words in _INDEXES), "documents", "stories")
        if getattr(archive, section)
    }
    indexes = tuple(
        here.page_link(routes.index(section), _(words)) for section, words in _INDEXES if section in recorded
    )
    facets = (
        *FACETS,
        *((STATUS,) if has_statuses(archive) else ()),
        *((RELIABILITY,) if archive.settings.reliability else ()),
    )
    description = _("Search every article, quotation, name, claim, figure and event of the archive.")
    yield Page(
        PATH,
        "search/search.md.j2",
        _("Search"),
        description,
        SearchView(facets, indexes, len(recorded)),
        is_single_column=True,
    )


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of the results. `name` is its name in the search index; `opened` is whether its values are shown at
    once."""

    name: str
    label: str
    opened: bool = False


@dataclass(frozen=True, slots=True)
class SearchView:
    """The filters, links for readers without the search, and how many kinds of records there are."""

    facets: tuple[Facet, ...]
    indexes: tuple[Link, ...]
    kinds: int


FACETS = (
    Facet("kind", N_("Kind"), opened=True),
    Facet("speaker", N_("Speaker")),
    Facet("named", N_("Mentions")),
    Facet("outlet", N_("Outlet")),
    Facet("year", N_("Year")),
    Facet("country", N_("Country")),
    Facet("language", N_("Language")),
    Facet("topic", N_("Topic")),
    Facet("stance", N_("Stance")),
    Facet("fidelity", N_("Wording")),
    Facet("verified", N_("Verified")),
)
STATUS = Facet("status", N_("What became of the source"))
"""Offered if any source has a status. Hidden while the archive is shown as known on a day, because the status became
known later."""
RELIABILITY = Facet("reliability", N_("Judged by this archive"))
"""Offered if the archive publishes its judgements of sources. Also hidden while it is shown as known on a day."""
_INDEXES = (
    ("articles", N_("Articles")),
    ("quotations", N_("Quotations")),
    ("people", N_("People")),
    ("organisations", N_("Organisations")),
    ("places", N_("Places")),
    ("utterances", N_("Statements")),
    ("propositions", N_("Claims")),
    ("measures", N_("Figures")),
    ("events", N_("Events")),
    ("topics", N_("Topics")),
)
