"""Marks dataclass fields that are derived from other fields."""

from typing import Final

DERIVED: Final = "follows"
"""A key for the `metadata` of a dataclass field whose value is derived from the other fields. Such fields are skipped
when two values are compared for changes."""
