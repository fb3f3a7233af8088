"""Reads sources from a file."""

from generator.authoring import imports
from generator.authoring.imports import Item


def read(raw: bytes, name: str, form: str | None = None) -> list[Item]:
    """The sources in a file, without other records."""
    return [item for item in imports.read(raw, name, form) if isinstance(item, Item)]
