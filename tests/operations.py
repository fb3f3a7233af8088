"""Measures the cost of code by counting instead of timing: lines run, and characters read by a text's own methods."""

from __future__ import annotations

import sys
from collections.abc import Callable


class CountingText(str):  # noqa: SLOT000  (it has a counter attribute)
    """A text that counts how many of its characters are read."""

    letters = 0

    def find(self, words: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        at = super().find(words, start, len(self) if end is None else end)
        self.letters += (at if at >= 0 else len(self)) - start + len(words)
        return at

    def __contains__(self, words: object) -> bool:
        return self.find(str(words)) >= 0

    def startswith(self, words: str, start: int = 0, end: int | None = None) -> bool:  # type: ignore[override]
        self.letters += len(words)
        return super().startswith(words, start, len(self) if end is None else end)

    def endswith(self, words: str, start: int = 0, end: int | None = None) -> bool:  # type: ignore[override]
        self.letters += len(words)
        return super().endswith(words, start, len(self) if end is None else end)

    def __getitem__(self, where: object) -> str:
        found = super().__getitem__(where)  # type: ignore[index]
        self.letters += len(found)
        return found


def count_steps(work: Callable[[], object]) -> int:
    """The number of function calls and lines run, including those of libraries."""
    count = 0

    def step(*_: object) -> object:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return count
