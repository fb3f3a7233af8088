"""How much a page may hold, and how a list that is too long for one page is cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

BUDGET = 300_000
"""Bytes of HTML that a page may take, so that it opens at once on a phone, however large the archive is."""


def fitting(row: int, share: float = 1) -> int:
    """How many rows fit on a page, or on a share of it, where each is given so many bytes.

    What a row is given is more than a long one takes: the rest of the page, its head, filters and frame, comes out of the same budget.
    """
    return int(BUDGET * share) // row


def shares(groups: Sequence[int], most: int, spare: int = 2) -> list[int]:
    """How many rows of each group an index shows before it is unfolded: about `most` of all of them, and as many of each as of the others.

    `groups` are their numbers of rows. A fold is not made for `spare` rows or fewer.
    """
    level = max((n for n in range(2, most + 1) if sum(min(rows, n) for rows in groups) <= most), default=1)
    left, found = most - sum(min(rows, level) for rows in groups), []
    for rows in groups:
        share = min(rows, level + 1 if left > 0 else level)
        left -= max(0, share - level)
        found.append(rows if rows <= share + spare else share)
    return found


def stretches(items: Iterable[T], room: int, size: Callable[[T], int] = lambda _: 1) -> list[list[T]]:
    """The items in order, in as few stretches as have room on a page each; a single empty one where there are none.

    `room` is in the unit of `size`: by default a number of items, else letters of HTML. An item that alone takes more than there
    is room for stands on a page of its own.
    """
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
