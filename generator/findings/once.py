"""Keeps a finding, so that it is made once for an archive, however many pages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Generic, TypeVar

from generator.archive.archive import Archive

T = TypeVar("T")


def once(finding: Callable[[Archive], T]) -> Callable[[Archive], T]:
    """A decorator: the function keeps its result for the last archive that it was called with.

    Archives are compared by identity. They are frozen, and to compare their contents would cost more than to find
    again.
    """

    @lru_cache(maxsize=1)
    def found(same: _Same[Archive]) -> T:
        return finding(same.value)

    def ask(archive: Archive) -> T:
        return found(_Same(archive))

    update_wrapper(ask, finding)
    return ask


class _Same(Generic[T]):
    """A value that equals only itself."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value
