"""The archive as rows: tables in CSV, records in JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.archive.archive import Archive
from generator.exports import data
from generator.records.load import Contents
from generator.records.model import FOLDERS


def csv(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """The tables, as published below `/data/`."""
    return {PurePosixPath(path).name: text.encode() for path, text in data.files(archive).items()}


def jsonl(_archive: Archive, contents: Contents) -> Mapping[str, bytes]:
    """A file for each kind that has records, with a line for each: its `type`, its `id`, and its keys as written.

    Numbers and booleans are JSON's, everything else is text. Keys that a record lacks are omitted; null means that the
    record says "unknown". The Markdown of a record is its `body`.
    """
    lines: dict[str, list[str]] = {}
    folders = {kind: folder for folder, kind in FOLDERS.items()}
    for loaded in sorted(contents.files.values(), key=lambda it: it.id):
        if loaded.source is None or loaded.record is None:
            continue
        held = _with_types(loaded.source.tree, loaded.record.model_dump(mode="json", by_alias=True))
        line = {"type": loaded.kind, "id": loaded.id, **held}
        if loaded.source.body is not None:
            line["body"] = loaded.source.body
        lines.setdefault(f"{folders[loaded.kind]}.jsonl", []).append(json.dumps(line, ensure_ascii=False))
    return {path: ("\n".join(some) + "\n").encode() for path, some in lines.items()}


def _with_types(tree: Any, value: Any) -> Any:
    """A tree of texts in which numbers and booleans have the record's types."""
    if isinstance(tree, dict) and isinstance(value, dict):
        return {key: _with_types(item, value.get(key)) for key, item in tree.items()}
    if isinstance(tree, list) and isinstance(value, list) and len(tree) == len(value):
        return [_with_types(item, inner) for item, inner in zip(tree, value, strict=True)]
    return value if isinstance(tree, str) and isinstance(value, bool | int | float) else tree
