"""The page for writing a record in the browser. Its script does the work; without scripts it shows the command to use
instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.text.messages import _


def pages(archive: Archive) -> Iterator[Page[AnnotateView]]:
    """The page for annotating."""
    view = AnnotateView(archive.settings.title)
    description = _(
        "Paste an article's text and say of each quotation who said it, when, and who passed it on. Nothing leaves the page."
    )
    path = routes.ANNOTATE
    yield Page(
        path,
        "annotate/annotate.md.j2",
        _("Mark the quotations in an article"),
        description,
        view,
        is_single_column=True,
    )


@dataclass(frozen=True, slots=True)
class AnnotateView:
    """What the page shows without its script."""

    archive: str
