"""What a page is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from typing_extensions import TypeVar  # of `typing` since Python 3.13, which knows a default

from generator.drawing.embedding import Embed
from generator.drawing.shared import Shared

View_co = TypeVar("View_co", covariant=True, default=object)


@dataclass(frozen=True, slots=True)
class Page(Generic[View_co]):
    """A page to be drawn. `view` is a frozen value that holds everything the page shows, addresses included.

    Two equal pages are drawn alike, so that one drawn before need not be drawn again.
    """

    path: str  # source path, such as people/ada.md
    template: str
    title: str
    description: str
    view: View_co
    record: str | None = None  # the file to edit, from the archive's root
    language: str | None = None  # of the title, where it is not the archive's
    hide: tuple[str, ...] = ("navigation",)
    stands: str = ""  # the address, from the site's root, of the page that has what there is to read, where this one only leads there
    leads: str = ""  # the relative address of that place in it, to which browsers without scripts are sent on at once
    sheet: bool = False  # in one column without anything beside it (`.ar-sheet` in theme/assets/css/page.css), and not in the grid
    # The day from which its record was known, empty where no day is known; None without a record.
    known: str | None = None
    settled: str = ""  # the day by which all had been published that words about its record rest on
    # What abbreviations stand for, which our own words on the page spell out where they have them first.
    abbreviations: tuple[tuple[str, str], ...] = ()
    shared: Shared | None = None  # what the picture shows that goes with a link to it, where it has one of its own
    changed: str | None = None  # the day of the record's last change, in words, where there is a history
    rested: object = None  # of its record's evidence what was changed or taken back since (`Rested` of parts/here.py); None for nothing
    metadata: str = ""  # elements for the head of the page, as HTML: what it says of its record to programs
    embeds: tuple[Embed, ...] = ()  # what other sites may show of it in a frame, beside quotations
