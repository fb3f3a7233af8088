"""The page with what a reader has saved in the browser. A script lists it; without scripts it links to the
quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.text.messages import _

PATH = routes.index("saved")


@dataclass(frozen=True, slots=True)
class SavedView:
    """A link for readers without scripts."""

    quotations: Link


def pages(archive: Archive) -> Iterator[Page[SavedView]]:
    """The page of saved records."""
    description = _(
        "The records that you saved in this browser, with your tags and notes, as a list to print and to cite."
    )
    quotations = Here(archive, PATH).page_link(routes.index("quotations"), _("Browse the quotations"))
    yield Page(PATH, "saved/saved.md.j2", _("Saved"), description, SavedView(quotations), is_single_column=True)
