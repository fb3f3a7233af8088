"""The value from which a page is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from typing_extensions import TypeVar  # in `typing` since Python 3.13; the backport supports `default`

from generator.drawing.embedding import Embed
from generator.drawing.shared import Shared

View_co = TypeVar("View_co", covariant=True, default=object)


@dataclass(frozen=True, slots=True)
class Page(Generic[View_co]):
    """A page to be drawn. `view` is a frozen value that holds everything the page shows, including addresses.

    Equal pages are drawn alike, so a page that was drawn before can be reused.
    """

    path: str  # source path, such as people/ada.md
    template: str
    title: str
    description: str
    view: View_co
    record: str | None = None  # path of the file to edit, relative to the archive's root
    language: str | None = None  # of the title, if not the archive's language
    hide: tuple[str, ...] = ("navigation",)
    # URL, relative to the site's root, of the page that has the content, if this one only redirects to it
    redirect_url: str = ""
    immediate_redirect: str = ""  # URL, relative to this page, to which it redirects at once, even without scripts
    # one column with nothing next to it (`.ar-sheet` in theme/assets/css/page.css) instead of the grid
    is_single_column: bool = False
    # The day from which the page's record was known; "" if that day is unknown, None if the page has no record.
    known: str | None = None
    settled: str = ""  # day by which everything that the text about its record relies on had been published
    # (abbreviation, full name) pairs; our own text on the page spells out each abbreviation at its first use.
    abbreviations: tuple[tuple[str, str], ...] = ()
    shared: Shared | None = None  # content of the page's own share picture; None if it has none
    last_change: str | None = None  # day of the record's last change, in words, if the history has it
    # articles of its record's evidence that were changed or retracted later (`ChangedEvidence` of parts/here.py); None
    # if there are none
    changed_evidence: object = None
    metadata: str = ""  # HTML for the page's <head>: metadata about its record for programs
    embeds: tuple[Embed, ...] = ()  # what other sites may embed from it in a frame, apart from quotations
