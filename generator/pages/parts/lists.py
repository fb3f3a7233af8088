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
from generator.text.messages import _, in_english, ngettext, pgettext

PER_PAGE = fitting(3_000)
"""Items on a page of a whole list. The longest, quotations of 500 letters with four articles each, take up to 2.3 KB."""
_BY_FORM = {
    "turns": fitting(5_000), "measures": fitting(5_000),  # up to 3.6 KB: the words of both sides, a small plot
    "occasions": fitting(5_000), "saids": fitting(5_000),  # whatever is known of a quotation, folded
    "lost": fitting(7_000),  # 6 KB on average: what differs between two articles, folded
    "gaps": 90,  # some 120 pixels each on a phone, where a page is to have 12,000 at most
    "dated": fitting(600), "roles": fitting(600), "names": fitting(400),
}  # fmt: skip
"""Where rows take more than that, or far less: a name with a note takes 140 bytes, and 300 where both are long."""

_FEW = 6
"""So many more names are shown than a page begins with, rather than a fold made for them."""


def per_page(form: str) -> int:
    """How many items of a form a page of a whole list has."""
    return _BY_FORM.get(form, PER_PAGE)


@dataclass(frozen=True)
class Section:
    """A list in full, before it is drawn. `rows` draws a stretch of its items for the page on which they are to stand."""

    anchor: str
    title: str
    form: str  # how the template lays the rows out
    items: Sequence[Any]
    rows: Callable[[Here, Sequence[Any]], tuple[object, ...]]
    count: Callable[[int], str]  # so many items, in words
    shown: int  # how many items the first page begins with
    lead: str = ""
    evidence: str = ""  # the quotations, statements or figures behind the items, where equal ones were put together
    most: int = 0  # a list of up to so many stands whole on the first page: names folded, other forms open
    few: int = 0  # of a long list's beginning so many are not folded; 0 for all of them

    @property
    def counted(self) -> str:
        """The number of items, with their name."""
        return self.count(len(self.items))

    @property
    def on_first_page(self) -> int:
        """How many items stand on the first page, folded ones among them."""
        number = len(self.items)
        return number if number <= max(self.shown, self.most) else self.shown

    @property
    def open(self) -> int:
        """How many of these are not folded."""
        number = self.on_first_page
        if self.few:
            return self.few if number > self.few + 1 else number
        return self.shown if self.form == "names" and number > self.shown + _FEW else number


@dataclass(frozen=True, slots=True)
class Block:
    """A section as a page shows it. `rest` are rows that are folded under the words `more`; `whole` leads to pages that hold the
    whole of it, if this one does not."""

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
    end, fold = section.on_first_page, section.open
    rows = section.rows(here, section.items[:fold])
    rest = section.rows(here, section.items[fold:end]) if fold < end else ()
    more = ngettext("{n} more", "{n} more", len(rest)) if rest else ""
    return Block(section.anchor, section.title, section.form, section.lead, rows, whole_of(here, section), rest, more)


def whole_of(here: Here, section: Section) -> Link | None:
    """The way to the pages that hold the whole of a section, if the page that it belongs to does not."""
    if len(section.items) <= section.on_first_page:
        return None
    return here.to(routes.further(here.path, section.anchor), _("All {counted}", counted=section.counted))


def further(archive: Archive, section: Section, owner: str, name: str, record: str | None) -> Iterator[Page[ListView]]:
    """The pages that hold the whole of a section of the page at source path `owner`, if that page does not."""
    if len(section.items) <= section.on_first_page:
        return
    pieces = stretches(section.items, per_page(section.form))
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
            previous=to(number - 1, _("Previous page")),
            next=to(number + 1, _("Next page")),
            first=to(1, pgettext("page of a list", "First")) if number > 2 else None,
            final=to(last, pgettext("page of a list", "Last")) if number < last - 1 else None,
        )
        title = _("{name}: {section}", name=name, section=_within(section.title))
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
        yield Page(here.path, "parts/list.md.j2", title, description, view, record, sheet=True)


def _within(title: str) -> str:
    """The title of a section within another title: English alone writes it small there."""
    return title.lower() if in_english() else title
