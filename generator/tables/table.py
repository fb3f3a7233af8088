"""What a table is: rows of one kind, and columns that compute their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
Cell = str | int | float | bool | None
Type = Literal["string", "integer", "number", "boolean", "date"]
"""A type of Table Schema (datapackage.org). A `date` is one day in the years 0 to 9999, in ISO 8601."""

BETWEEN = "; "
"""The separator between several values in one cell."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: `value` gives the cell of a row, None if it is unknown.

    `names` is the table whose ids the cells contain, `one_of` the allowed values; both are empty if there is no such
    limit.
    """

    name: str
    what: str
    value: Callable[[T], Cell]
    type: Type = "string"
    names: str = ""
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Rows of one kind. The first column is the row's id unless `keyed` is False."""

    name: str
    title: str
    what: str
    rows: tuple[T, ...]
    columns: tuple[Column[T], ...]
    keyed: bool = True

    def cells(self) -> Iterator[tuple[Cell, ...]]:
        """The rows, each as a tuple with one cell for each column."""
        for row in self.rows:
            yield tuple(column.value(row) for column in self.columns)
