"""How much a page may hold, and how a list that is too long for one page is divided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

PAGE_BUDGET = 300_000
"""The most bytes of HTML of one page, so that it opens at once on a phone, however large the archive is."""


def rows_that_fit(row: int, share: float = 1) -> int:
    """How many rows of `row` bytes fit on a page, or on a share of it.

    `row` must be more than even a long row takes, because the head, filters and frame of the page come out of the same
    budget.
    """
    return int(PAGE_BUDGET * share) // row


def unfolded_counts(groups: Sequence[int], most: int, spare: int = 2) -> list[int]:
    """How many rows of each group an index shows unfolded: about `most` in total, divided evenly.

    `groups` are the numbers of rows. A group is not folded to hide `spare` rows or fewer.
    """
    level = max((n for n in range(2, most + 1) if sum(min(rows, n) for rows in groups) <= most), default=1)
    left, found = most - sum(min(rows, level) for rows in groups), []
    for rows in groups:
        share = min(rows, level + 1 if left > 0 else level)
        left -= max(0, share - level)
        found.append(rows if rows <= share + spare else share)
    return found


def split_by_size(items: Iterable[T], room: int, size: Callable[[T], int] = lambda _: 1) -> list[list[T]]:
    """The items in order, divided into as few lists as fit on a page each; one empty list if there are no items. `room`
    is in the unit of `size`: by default a number of items, otherwise characters of HTML. An item larger than `room`
    gets a page of its own."""
    found: list[list[T]] = [[]]
    left = room
    for item in items:
        takes = size(item)
        if takes > left and found[-1]:
            found.append([])
            left = room
        found[-1].append(item)
        left -= takes
    return found
