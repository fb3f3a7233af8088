"""Keeps what a finding returns, so that it is computed once for an archive, however many pages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from generator.archive.archive import Archive

T = TypeVar("T")


def once(finding: Callable[[Archive], T]) -> Callable[[Archive], T]:
    """A decorator: the result is kept on the archive that the function is called with, as long as that lives."""

    @wraps(finding)
    def kept(archive: Archive) -> T:
        found: dict[object, T] = archive.findings
        if finding not in found:
            found[finding] = finding(archive)
        return found[finding]

    return kept
