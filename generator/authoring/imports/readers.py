"""Chooses the reader for a file, by its name and content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from generator.authoring.imports import bibtex, csl, ftm, marginalia, ris, zotero, zotero_rdf
from generator.authoring.imports.decoding import json_of, text_of
from generator.authoring.imports.items import Item, OtherRecord
from generator.problems import RefusedError

_OF_TEXT: dict[str, Callable[[str, str], Sequence[Item | OtherRecord]]] = {
    "bibtex": bibtex.items,
    "ftm": ftm.items,
    "ris": ris.items,
    "zotero-rdf": zotero_rdf.items,
}
"""Readers that take a file's text and name. They raise RefusedError if it is not in their format."""
_OF_JSON: dict[str, Callable[[object, str], list[Item]]] = {
    "csl-json": csl.items,
    "annotations": marginalia.items,
    "zotero-json": zotero.items,
}
"""Readers that take a file's JSON value and name. They raise RefusedError if it is not in their format."""
FORMATS = (*_OF_JSON, *_OF_TEXT)
_BY_NAME = {".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris", ".rdf": "zotero-rdf", ".ijson": "ftm"}
_JSON = (".json", ".jsonld", ".csljson")


def read(raw: bytes, name: str, form: str | None = None) -> list[Item | OtherRecord]:
    """The items of a file. `form` is its format, one of FORMATS; None to detect it from the name and the content.

    Raises RefusedError if the format cannot be detected, or if the file is not in it.
    """
    suffix = PurePath(name).suffix.lower()
    form = form or _BY_NAME.get(suffix) or ("ftm" if suffix in (".json", ".jsonl") and _is_of_entities(raw) else None)
    if form is None and suffix not in _JSON:
        raise RefusedError(f"{name}: its name does not tell its format; say --format with one of {', '.join(FORMATS)}")
    text = text_of(raw, name)
    if form in _OF_TEXT:
        return list(_OF_TEXT[form](text, name))
    try:
        found = json_of(text)
    except ValueError as fault:
        raise RefusedError(f"{name} is no JSON: {fault}") from None
    return list(_OF_JSON[form or _format_name(found)](found, name))


def is_json_lines_of_records(raw: bytes, name: str) -> bool:
    """Whether a file is in JSON Lines with whole records of this program, by its name and first line."""
    return PurePath(name).suffix.lower() == ".jsonl" and not _is_of_entities(raw)


def _is_of_entities(raw: bytes) -> bool:
    """Whether the first line is a FollowTheMoney entity."""
    try:
        return ftm.is_entity(json_of(raw.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].decode()))
    except ValueError:
        return False


def _format_name(found: object) -> str:
    """The format of a JSON value."""
    return (
        "annotations"
        if marginalia.holds_annotations(found)
        else "zotero-json"
        if zotero.holds_items(found)
        else "csl-json"
    )
