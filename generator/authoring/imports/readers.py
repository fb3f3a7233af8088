"""Which reader reads a file: by its name, and by how it begins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from generator.authoring.imports import bibtex, csl, ris
from generator.authoring.imports.items import Item
from generator.problems import RefusedError

Reader = Callable[[str, str], list[Item]]
"""Takes the text of a file and what the file is called. Raises RefusedError where the text is none of its format."""

FORMATS: dict[str, Reader] = {"csl-json": csl.items, "bibtex": bibtex.items, "ris": ris.items}
_BY_NAME = {".json": "csl-json", ".csljson": "csl-json", ".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris"}


def read(raw: bytes, name: str, form: str | None = None) -> list[Item]:
    """The items of a file; `form` is its format, a key of FORMATS, or None where its name tells it.

    Raises RefusedError where nobody can tell the format, or where the file is none of it.
    """
    form = form or _BY_NAME.get(PurePath(name).suffix.lower())
    if form is None:
        raise RefusedError(f"{name}: its name does not tell its format; say --format with one of {', '.join(FORMATS)}")
    return FORMATS[form](text_of(raw, name), name)


def text_of(raw: bytes, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises RefusedError where it is in neither."""
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RefusedError(f"{name} is not in UTF-8, at byte {fault.start:,}; save it in UTF-8") from None
