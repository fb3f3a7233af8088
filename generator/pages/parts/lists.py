"""Lists that may grow long: a page shows the beginning, and leads to further pages that hold the whole.

So no page grows with the archive, and an entity that 12,000 articles name still has a profile that opens at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.paging import fitting, stretches
from generator.pages.parts.here import Here, Link
from generator.text import english

PER_PAGE = fitting(3_000)
"""Items on a page of a whole list. The longest, quotations of 500 letters with four articles each, take up to 2.3 KB."""
_FEWER = {"turns": fitting(5_000), "measures": fitting(5_000)}
"""By form, where rows take up to 3.6 KB: a reversal with the words of both sides, a measure with a small plot."""


@dataclass(frozen=True)
class Section:
    """A list in full, before it is drawn. `rows` draws a stretch of its items for the page on which they are to stand."""

    anchor: str
    title: str
    form: str  # how the template lays the rows out
    items: Sequence[Any]
    rows: Callable[[Here, Sequence[Any]], tuple[object, ...]]
    one: str  # what an item is called
    many: str
    shown: int  # how many items stand on the first page
    lead: str = ""
    evidence: str = ""  # the quotations, statements or figures behind the items, where equal ones were put together

    @property
    def counted(self) -> str:
        """The number of items, with their name."""
        return english.counted(len(self.items), self.one, self.many)


@dataclass(frozen=True, slots=True)
class Block:
    """A section as a page shows it; `whole` leads to the rest of it, where there is more."""

    anchor: str
    title: str
    form: str
    lead: str
    rows: tuple[object, ...]
    whole: Link | None = None


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a whole list. `owner` is the page that shows its beginning."""

    title: str
    owner: Link
    counted: str
    number: int
    last: int
    block: Block
    previous: Link | None
    next: Link | None
    first: Link | None
    final: Link | None


def block(here: Here, section: Section) -> Block:
    """The beginning of a section, for the page that it belongs to."""
    rows = section.rows(here, section.items[: section.shown])
    return Block(section.anchor, section.title, section.form, section.lead, rows, whole_of(here, section))


def whole_of(here: Here, section: Section) -> Link | None:
    """The way to the pages that hold the whole of a section, if the page that it belongs to does not."""
    if len(section.items) <= section.shown:
        return None
    return here.to(routes.further(here.path, section.anchor), f"All {section.counted}")


def further(archive: Archive, section: Section, owner: str, name: str, record: str | None) -> Iterator[Page[ListView]]:
    """The pages that hold the whole of a section of the page at source path `owner`, if that page does not."""
    if len(section.items) <= section.shown:
        return
    per_page = _FEWER.get(section.form, PER_PAGE)
    pieces = stretches(section.items, per_page)
    last = len(pieces)
    for number, stretch in enumerate(pieces, start=1):
        here = Here(archive, routes.further(owner, section.anchor, number))

        def to(page: int, words: str, here: Here = here) -> Link | None:
            stands = 1 <= page <= last and page != number  # noqa: B023  (called before the next turn)
            return here.to(routes.further(owner, section.anchor, page), words) if stands else None

        view = ListView(
            title=section.title,
            owner=here.to(owner, name, section.anchor),
            counted=section.counted,
            number=number,
            last=last,
            block=Block(section.anchor, section.title, section.form, section.lead, section.rows(here, stretch)),
            previous=to(number - 1, "Previous page"),
            next=to(number + 1, "Next page"),
            first=to(1, "First") if number > 2 else None,
            final=to(last, "Last") if number < last - 1 else None,
        )
        title = f"{name}: {section.title.lower()}" + (f", page {number}" if last > 1 else "")
        description = f"All {section.counted}, page {number} of {last}."
        yield Page(here.path, "parts/list.md.j2", title, description, view, record)
