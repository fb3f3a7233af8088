"""How the timeline is divided into pages: one for everything, or one or several for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import dates, routes
from generator.findings.clocks import Entry
from generator.pages.paging import PAGE_BUDGET, split_by_size
from generator.pages.timeline.slots import Placed
from generator.text.messages import _

INDEX = routes.index("timeline")


ROOM = PAGE_BUDGET - 80_000
"""How many characters of HTML the entries of one page may take, as estimated by `size_of`. The head, strip and frame
take the rest of the budget."""


ASIDE = 40_000
"""How many characters entries without a date may take on the index. If they take more, they get pages of their own."""


SHOWN_POSITIONS = 4
"""How many positions are shown with one occasion of speech. The page of the occasion, or of its speaker, has the
others."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one page lists: everything, a year or a part of one, or the entries without a date."""

    path: str
    title: str
    year: int | None
    dated: tuple[Placed, ...]
    undated: tuple[Entry, ...] = ()

    @property
    def entries(self) -> list[Entry]:
        return [*(placed.entry for placed in self.dated), *self.undated]


def parts_by_year(dated: Sequence[Placed], undated: Sequence[Entry]) -> Iterator[Part]:
    """The pages of a timeline that is too long for one: by year, each divided if necessary; entries without a date
    last."""
    for year, of_year in groupby(dated, key=lambda p: p.slot.year):
        pieces = split_by_size(of_year, ROOM, lambda placed: size_of(placed.entry))
        for number, piece in enumerate(pieces, start=1):
            path = routes.part("timeline", f"{year}{f'-part-{number}' if number > 1 else ''}")
            title = (
                _("Timeline of {year}", year=dates.year_name(year))
                if len(pieces) == 1
                else _(
                    "Timeline of {year}, part {number} of {last}",
                    year=dates.year_name(year),
                    number=number,
                    last=len(pieces),
                )
            )
            yield Part(path, title, year, tuple(piece))
    if sum(map(size_of, undated)) > ASIDE:
        rest = split_by_size(undated, ROOM, size_of)
        for number, some in enumerate(rest, start=1):
            path = routes.part("timeline", f"undated{f'-{number}' if number > 1 else ''}")
            title = (
                _("Timeline: without a date")
                if len(rest) == 1
                else _("Timeline: without a date, part {number} of {last}", number=number, last=len(rest))
            )
            yield Part(path, title, None, (), tuple(some))


def size_of(entry: Entry) -> int:
    """A rough estimate of an entry's size in characters of HTML: its row and links, its filter values, and its
    positions."""
    found_by = sum(len(i) + 1 for ids in (entry.parties, entry.places, entry.topics) for i in ids)
    return 700 + found_by + 320 * min(len(entry.positions), SHOWN_POSITIONS)
