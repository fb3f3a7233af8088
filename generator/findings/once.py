"""Keeps what a finding returns, so that it is computed once for an archive, however many pages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from generator.archive.archive import Archive, Finding

T = TypeVar("T")

FINDINGS: dict[str, Finding[Any]] = {}
"""Every finding that is kept, by `module:name`."""


OF_BODIES: set[str] = set()
"""Those of them that read the bodies of articles."""


def of_bodies(finding: Finding[T]) -> Callable[[Archive], T]:
    """As `once`, for a finding that reads the bodies of articles. All others stay as they are where nothing but bodies has changed,
    and are not worked out again then."""
    OF_BODIES.add(f"{finding.__module__}:{finding.__qualname__}")
    return once(finding)


def once(finding: Finding[T]) -> Callable[[Archive], T]:
    """A decorator: the result is kept on the archive that the function is called with, as long as that lives."""
    FINDINGS[f"{finding.__module__}:{finding.__qualname__}"] = finding

    @wraps(finding)
    def kept(archive: Archive) -> T:
        return archive.kept(finding)

    return kept
