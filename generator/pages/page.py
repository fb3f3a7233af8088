"""What a page is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from typing_extensions import TypeVar  # of `typing` since Python 3.13, which knows a default

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
    # The day from which its record was known, empty where no day is known; None without a record.
    known: str | None = None
    settled: str = ""  # the day by which all had been published that words about its record rest on
    changed: str | None = None  # the day of the record's last change, in words, where there is a history
