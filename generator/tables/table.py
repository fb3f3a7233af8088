"""What a table is: rows of one kind, with columns that say what stands in each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
Cell = str | int | float | bool | None
Type = Literal["string", "integer", "number", "boolean", "date"]
"""A type of Table Schema (datapackage.org): a date is one day of the years 0 to 9999, as ISO 8601 writes it."""

BETWEEN = "; "
"""What stands between the values of a cell that has several."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """What one cell of a row says; None where nothing is known.

    `names` is the table whose rows it names by their id, `one_of` the words that may stand there.
    """

    name: str
    what: str
    value: Callable[[T], Cell]
    type: Type = "string"
    names: str = ""
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Rows of one kind. The first column is the id of a row, unless `keyed` is False."""

    name: str
    title: str
    what: str
    rows: tuple[T, ...]
    columns: tuple[Column[T], ...]
    keyed: bool = True

    def cells(self) -> Iterator[tuple[Cell, ...]]:
        """The rows, each with a cell for every column."""
        for row in self.rows:
            yield tuple(column.value(row) for column in self.columns)
