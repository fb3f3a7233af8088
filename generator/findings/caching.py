"""Caches findings on the archive, so that each is computed once however many pages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from generator.archive.archive import Archive, Finding

T = TypeVar("T")

FINDINGS: dict[str, Finding[Any]] = {}
"""Every cached finding, by `module:name`."""


BODY_FINDINGS: set[str] = set()
"""The keys of FINDINGS that read the bodies of articles."""


def cached_body_finding(finding: Finding[T]) -> Callable[[Archive], T]:
    """A decorator like `cached_finding`, for a finding that reads the bodies of articles. After a change of nothing but
    bodies, only these findings are computed again."""
    BODY_FINDINGS.add(f"{finding.__module__}:{finding.__qualname__}")
    return cached_finding(finding)


def cached_finding(finding: Finding[T]) -> Callable[[Archive], T]:
    """A decorator that caches the result on the archive passed as the argument, for the archive's lifetime."""
    FINDINGS[f"{finding.__module__}:{finding.__qualname__}"] = finding

    @wraps(finding)
    def cached(archive: Archive) -> T:
        return archive.cached_finding(finding)

    return cached
