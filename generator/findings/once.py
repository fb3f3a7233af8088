"""Caches findings on the archive, so that each is computed once however many pages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from generator.archive.archive import Archive, Finding

T = TypeVar("T")

FINDINGS: dict[str, Finding[Any]] = {}
"""Every cached finding, by `module:name`."""


OF_BODIES: set[str] = set()
"""The keys of FINDINGS that read the bodies of articles."""


def of_bodies(finding: Finding[T]) -> Callable[[Archive], T]:
    """A decorator like `once`, for a finding that reads the bodies of articles. After a change of nothing but bodies,
    only these findings are computed again."""
    OF_BODIES.add(f"{finding.__module__}:{finding.__qualname__}")
    return once(finding)


def once(finding: Finding[T]) -> Callable[[Archive], T]:
    """A decorator that caches the result on the archive passed as the argument, for the archive's lifetime."""
    FINDINGS[f"{finding.__module__}:{finding.__qualname__}"] = finding

    @wraps(finding)
    def kept(archive: Archive) -> T:
        return archive.kept(finding)

    return kept
