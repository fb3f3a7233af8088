"""The mark of a field that follows from the fields before it."""

from typing import Final

FOLLOWS: Final = "follows"
"""A key for the `metadata` of a dataclass field whose value is derived from the other fields. Where two values are compared to see whether
anything has changed, such a field is left out."""
