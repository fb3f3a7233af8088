"""The page for checking who said a sentence. Its script finds the speaker; without scripts it links to the
quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.text.messages import _

PATH = routes.index("check")
LIST = routes.part("check", "list")
LIMIT = 500
"""How many lines of a list are looked up."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """Links for readers without scripts, and to the page for lists."""

    quotations: Link
    list: Link


@dataclass(frozen=True, slots=True)
class ListView:
    """How many lines a list may have, and links for a single sentence and for readers without scripts."""

    limit: int
    sentence: Link
    search: Link


def pages(archive: Archive) -> Iterator[Page[CheckView] | Page[ListView]]:
    """The page for checking a sentence, and that for checking a list."""
    title = _("Who said it, and how close is this?")
    description = _(
        "Paste a sentence to find who said it and how close your version is, word by word. Nothing leaves your browser."
    )
    here = Here(archive, PATH)
    to_list = here.page_link(LIST, _("Check a list of names, phrases, numbers or addresses"))
    quotations = here.page_link(routes.index("quotations"), _("Browse the quotations"))
    yield Page(PATH, "check/check.md.j2", title, description, CheckView(quotations, to_list), is_single_column=True)
    there = Here(archive, LIST)
    view = ListView(
        LIMIT,
        there.page_link(PATH, _("Check a sentence")),
        there.page_link(routes.index("search"), _("Search")),
    )
    described = _(
        "Paste names, phrases, numbers or web addresses, one a line, to see what this archive has on each. Nothing leaves your browser."
    )
    yield Page(LIST, "check/list.md.j2", _("Check a list"), described, view, is_single_column=True)
