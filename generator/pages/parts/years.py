"""Lists that are too long for one page: pages by year, and their entries in an index of years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.pages.paging import split_by_size
from generator.pages.parts.here import Link
from generator.records.vocabulary import Mark
from generator.text.messages import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The items of one page: a year, or a part of a year."""

    path: str
    title: str
    year: str
    items: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the index, with links to its pages and the number of times each finding was made."""

    name: str
    anchor: str
    count: int
    parts: tuple[Link, ...]
    tally: tuple[tuple[Mark, int], ...] = ()


def split_by_year(
    titled: Callable[[str | None], str],
    items: Iterable[T],
    year: Callable[[T], str],
    undated: str,
    most: int,
    path: Callable[[str, int], str],
) -> tuple[Part[T], ...]:
    """Pages of at most `most` items each. Years are in the order of their first item.

    `titled` returns the title for the pages of a year, or, for None, of items without a date. `undated` is what `year`
    returns for these. `path` returns the path of the nth page of a year.
    """
    by_year: dict[str, list[T]] = defaultdict(list)
    for item in items:
        by_year[year(item)].append(item)
    parts: list[Part[T]] = []
    for name, own in by_year.items():
        pieces = split_by_size(own, most)
        of = titled(None if name == undated else name)
        for number, piece in enumerate(pieces, start=1):
            parts.append(Part(path(name, number), part_title(of, number, len(pieces)), name, tuple(piece)))
    return tuple(parts)


def number_repeats(names: Iterable[str]) -> tuple[str, ...]:
    """The names of pages made unique: if several share a name, each gets the number of its part."""
    given = list(names)
    shares, passed = Counter(given), Counter[str]()
    found = []
    for name in given:
        passed[name] += 1
        found.append(part_title(name, passed[name], shares[name]))
    return tuple(found)


def part_title(title: str, number: int, last: int) -> str:
    """A title, with the number of the part if there are several: "Articles of 2025, part 2 of 3"."""
    return _("{title}, part {number} of {last}", title=title, number=number, last=last) if last > 1 else title


def with_neighbours(parts: Sequence[T]) -> Iterator[tuple[T | None, T, T | None]]:
    """Each page with the ones before and after it."""
    return zip((None, *parts), parts, (*parts[1:], None), strict=False)


def by_year(parts: Sequence[Part[T]]) -> Mapping[str, Sequence[Part[T]]]:
    """The pages of each year, in order."""
    found: dict[str, list[Part[T]]] = defaultdict(list)
    for part in parts:
        found[part.year].append(part)
    return found
