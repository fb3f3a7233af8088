"""Long lists: a page shows the beginning, and links to further pages with the full list.

This limits the size of every page: the profile of an entity that 12,000 articles name still opens at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.paging import split_by_size
from generator.pages.parts.here import Here, Link
from generator.text.messages import _, in_english, ngettext, pgettext

PER_PAGE = 40
"""How many items one page of a full list has: at up to 280 px each on a phone, where a page should not exceed 12,000
px."""
_BY_FORM = {
    "turns": 10,  # up to 1,080 px: the words of both sides
    "measures": 20, "occasions": 20,  # a small plot; what somebody said on one occasion
    "saids": 60, "trees": 50, "lost": 36,  # folded
    "gaps": 72, "dated": 100, "roles": 100, "names": 340,
}  # fmt: skip
"""The number for forms whose rows are higher or much lower."""

_FEW = 6
"""Up to this many further names are shown rather than folded."""


def per_page(form: str) -> int:
    """How many items of a form one page of a full list has."""
    return _BY_FORM.get(form, PER_PAGE)


@dataclass(frozen=True)
class Section:
    """A full list before it is drawn. `rows` draws some of its items for the page that shows them."""

    anchor: str
    title: str
    form: str  # name of the template's layout for the rows
    items: Sequence[Any]
    rows: Callable[[Here, Sequence[Any]], tuple[object, ...]]
    count: Callable[[int], str]  # a number of items, in words
    shown: int  # how many items the first page shows at first
    lead: str = ""
    evidence: str = ""  # number of the quotations, statements or figures that the items summarise, in words
    most: int = 0  # up to this length, the first page has the full list: names folded, other forms unfolded
    few: int = 0  # if a list is longer than this, how many of its items are unfolded; 0 for all

    @property
    def counted(self) -> str:
        """The number of items, in words."""
        return self.count(len(self.items))

    @property
    def on_first_page(self) -> int:
        """How many items the first page has, including folded ones."""
        number = len(self.items)
        return number if number <= max(self.shown, self.most) else self.shown

    @property
    def unfolded(self) -> int:
        """How many of these are unfolded."""
        number = self.on_first_page
        if self.few:
            return self.few if number > self.few + 1 else number
        return self.shown if self.form == "names" and number > self.shown + _FEW else number


@dataclass(frozen=True, slots=True)
class Block:
    """A section as a page shows it. `rest` are rows in a fold titled `more`; `whole` links to the pages with the full
    list if this one does not have it."""

    anchor: str
    title: str
    form: str
    lead: str
    rows: tuple[object, ...]
    whole: Link | None = None
    rest: tuple[object, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a full list. `owner` links to the page that shows its beginning."""

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
    end, fold = section.on_first_page, section.unfolded
    rows = section.rows(here, section.items[:fold])
    rest = section.rows(here, section.items[fold:end]) if fold < end else ()
    more = ngettext("{n} more", "{n} more", len(rest)) if rest else ""
    return Block(
        section.anchor, section.title, section.form, section.lead, rows, link_to_whole(here, section), rest, more
    )


def link_to_whole(here: Here, section: Section) -> Link | None:
    """A link to the pages with a section's full list; None if the page that it belongs to has it already."""
    if len(section.items) <= section.on_first_page:
        return None
    return here.page_link(routes.continuation(here.path, section.anchor), _("All {counted}", counted=section.counted))


def further_pages(
    archive: Archive, section: Section, owner: str, name: str, record: str | None
) -> Iterator[Page[ListView]]:
    """The pages with the full list of a section of the page at source path `owner`; none if that page has it
    already."""
    if len(section.items) <= section.on_first_page:
        return
    pieces = split_by_size(section.items, per_page(section.form))
    last = len(pieces)
    for number, stretch in enumerate(pieces, start=1):
        here = Here(archive, routes.continuation(owner, section.anchor, number))

        def to(page: int, words: str, here: Here = here) -> Link | None:
            stands = 1 <= page <= last and page != number  # noqa: B023  (called before the next turn)
            return here.page_link(routes.continuation(owner, section.anchor, page), words) if stands else None

        view = ListView(
            title=section.title,
            owner=here.page_link(owner, name, section.anchor),
            counted=section.counted,
            number=number,
            last=last,
            block=Block(section.anchor, section.title, section.form, section.lead, section.rows(here, stretch)),
            previous=to(number - 1, _("Previous page")),
            next=to(number + 1, _("Next page")),
            first=to(1, pgettext("page of a list", "First")) if number > 2 else None,
            final=to(last, pgettext("page of a list", "Last")) if number < last - 1 else None,
        )
        title = _("{name}: {section}", name=name, section=title_within(section.title))
        description = _("{name}: all {counted}.", name=name, counted=section.counted)
        if last > 1:
            title = _("{title}, page {number}", title=title, number=number)
            description = _(
                "{name}: all {counted}, page {number} of {last}.",
                name=name,
                counted=section.counted,
                number=number,
                last=last,
            )
        yield Page(here.path, "parts/list.md.j2", title, description, view, record, is_single_column=True)


def title_within(title: str) -> str:
    """The title of a section within another title: in lower case in English, unchanged in other languages."""
    return title.lower() if in_english() else title
