"""A list that is too long for one page: pages by year, and what the index of the years says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.pages.parts import Link, Mark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What stands on one page of many: a year, or a piece of one that is too long for a page."""

    path: str
    title: str
    year: str
    items: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the index, with the pages that list it and how often each finding was made."""

    name: str
    anchor: str
    count: int
    parts: tuple[Link, ...]
    tally: tuple[tuple[Mark, int], ...] = ()


def split(
    title: str, by_year: Mapping[str, Sequence[T]], undated: str, most: int, path: Callable[[str, int], str]
) -> tuple[Part[T], ...]:
    """Pages of at most so many items each, in the order of the years given; `undated` is the year of what has no date.

    `path` says where the nth page of a year stands.
    """
    return tuple(_split(title, by_year, undated, most, path))


def _split(
    title: str, by_year: Mapping[str, Sequence[T]], undated: str, most: int, path: Callable[[str, int], str]
) -> Iterator[Part[T]]:
    for year, items in by_year.items():
        pieces = [tuple(items[start : start + most]) for start in range(0, len(items), most)]
        of = f"{title} without a date" if year == undated else f"{title} of {year}"
        for number, piece in enumerate(pieces, start=1):
            which = f", part {number} of {len(pieces)}" if len(pieces) > 1 else ""
            yield Part(path(year, number), of + which, year, piece)


def between(parts: Sequence[T]) -> Iterator[tuple[T | None, T, T | None]]:
    """Each page between the one before it and the one after it."""
    return zip((None, *parts), parts, (*parts[1:], None), strict=False)


def in_years(parts: Sequence[Part[T]]) -> Mapping[str, Sequence[Part[T]]]:
    """The pages of each year, in their order."""
    found: dict[str, list[Part[T]]] = defaultdict(list)
    for part in parts:
        found[part.year].append(part)
    return found
