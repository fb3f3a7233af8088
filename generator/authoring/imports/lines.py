"""Imports records in JSON Lines, as written by `archive export jsonl`: whole records, unchanged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from generator.archive.archive import Archive
from generator.authoring.imports.decoding import json_of
from generator.authoring.imports.items import Item
from generator.authoring.imports.plan import Plan
from generator.authoring.imports.state import Row, fault_in_words
from generator.authoring.scaffold import modeline
from generator.authoring.scaffold.text import path_of
from generator.problems import RefusedError
from generator.records import layout
from generator.records.load import load_bytes
from generator.records.model import IN_MARKDOWN, RECORDS
from generator.records.scalars import slug_fault

_WITH_BODY = IN_MARKDOWN


def plan_records(files: Iterable[tuple[str, bytes]], archive: Archive, today: dt.date) -> Plan:
    """The plan for these files, given as names and bytes: a new record for each line whose id is not in the archive.

    Raises RefusedError if a file is not in UTF-8.
    """
    rows: list[Row] = []
    new_files: dict[str, bytes] = {}
    used_ids = {*archive.records, *archive.former_ids}
    for name, raw in files:
        try:
            lines = raw.decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as fault:
            raise RefusedError(f"{name} is not in UTF-8, at byte {fault.start:,}") from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                item = Item(f"{name}: line {number}")
                try:
                    path, content, record_id = _record(line, archive, today)
                except RefusedError as refusal:
                    rows.append(Row(item, None, is_new=False, why=str(refusal)))
                    continue
                if record_id in used_ids:
                    rows.append(Row(item, archive.paths.get(record_id, path), is_new=False, why="it is there already"))
                    continue
                used_ids.add(record_id)
                new_files[path] = content
                rows.append(Row(item, path, is_new=True))
    return Plan(tuple(rows), new_files)


def _record(line: str, archive: Archive, today: dt.date) -> tuple[str, bytes, str]:
    """The path, the bytes and the id of the record in a line. Raises RefusedError if it is not a valid record."""
    try:
        parsed = json_of(line)
    except ValueError as fault:
        raise RefusedError(f"this is no JSON: {fault}") from None
    if not isinstance(parsed, dict):
        raise RefusedError("a line holds a record, between { and }")
    kind, record_id = parsed.pop("type", None), parsed.pop("id", None)
    if not isinstance(kind, str) or kind not in RECORDS:
        raise RefusedError(f"'type' is not one of {', '.join(RECORDS)}")
    if not isinstance(record_id, str) or slug_fault(record_id):
        raise RefusedError("'id' is no id")
    body = parsed.pop("body", "") if kind in _WITH_BODY else None
    path = path_of(kind, record_id, {"published": _year(parsed)}, today)
    text = "\n".join([modeline(kind, path), *layout.to_lines(parsed)]) + "\n"
    if body is not None:
        text = f"---\n{text}---\n{body}" + ("\n" if body and not str(body).endswith("\n") else "")
    loaded = load_bytes(path, text.encode("utf-8", "replace"), kind, archive.settings.language)
    faults = [problem for problem in loaded.problems if problem.severity == "error"]
    if loaded.record is None or faults:
        raise RefusedError("; ".join(map(fault_in_words, faults)) or "it is no record")
    return path, text.encode("utf-8", "replace"), record_id


def _year(held: dict[str, Any]) -> str:
    published = held.get("published")
    return str(published.get("edtf") if isinstance(published, dict) else published or "")
