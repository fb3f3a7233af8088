"""The page on which a record is written in the browser. Its script does the work; without one it tells of the command's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page


def pages(archive: Archive) -> Iterator[Page[AnnotateView]]:
    """The page for annotating."""
    view = AnnotateView(archive.settings.title)
    description = "Put in an article's text, say what its words are, and take the record away. Nothing leaves the page."
    path = routes.ANNOTATE
    yield Page(path, "annotate/annotate.md.j2", "Annotate an article", description, view, hide=("navigation", "toc"))


@dataclass(frozen=True, slots=True)
class AnnotateView:
    """What the page says by itself."""

    archive: str
