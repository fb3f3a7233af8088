"""Migrates an archive's records from an older format to the present one.

A step leads from one format to the next: it receives each record as written in its format, and returns edits. Records
are edited in place, so comments and the order of keys stay. Either all files change, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.problems import RefusedError
from generator.records import edit
from generator.records.edit import Edit, SetValue
from generator.records.load import SETTINGS, load
from generator.records.model import IN_MARKDOWN, Kind
from generator.records.settings import FORMAT
from generator.records.yaml_text import Tree, read

Step = Callable[[Kind, Tree], Sequence[Edit]]
"""A function from a record's kind and tree, in which every scalar is text, to the edits that it needs."""

STEPS: Mapping[int, Step] = {}
"""For each former format, the step to the next. Format 1 is the present one, so there is none yet."""


def format_of(root: Path) -> int:
    """The format of the archive's records, according to its settings; 1, the first, if they do not say. Raises
    RefusedError if the settings cannot be read, or state something other than a number."""
    file = root / SETTINGS
    if not file.exists():
        return 1
    if not file.is_file():
        raise RefusedError(f"{SETTINGS} is no file")
    source, problems = read(SETTINGS, file.read_bytes(), front_matter=False)
    if source is None:
        raise RefusedError(f"{SETTINGS} cannot be read", problems)
    said = source.tree.get("format", "1")
    if not isinstance(said, str) or not re.fullmatch("[1-9][0-9]{0,8}", said):
        raise RefusedError(f"{SETTINGS} names no format: write `format: 1`, the first, or a later number")
    return int(said)


def migrate(root: Path, steps: Mapping[int, Step] = STEPS, target: int = FORMAT) -> dict[str, bytes]:
    """The new bytes of each file that changes, by path; empty if the records are already in the format `target`.

    Raises RefusedError if a record cannot be read or edited, or if the records are in a later format.
    """
    now = format_of(root)
    if now > target:
        raise RefusedError(
            f"the records are of format {now}, and this generator reads format {target}: install a later version of it"
        )
    if now == target:
        return {}
    texts = {path: (loaded.kind, (root / path).read_bytes()) for path, loaded in load(root).files.items()}
    for step in (steps[number] for number in range(now, target)):
        texts = {path: (kind, _apply_step(path, kind, raw, step)) for path, (kind, raw) in texts.items()}
    changed = {path: raw for path, (_, raw) in texts.items() if raw != (root / path).read_bytes()}
    file = root / SETTINGS
    before = file.read_bytes().decode() if file.is_file() else "format: 1\n"
    return {**changed, SETTINGS: edit.apply_edits(before, [SetValue(("format",), target)]).encode()}


def _apply_step(path: str, kind: Kind, raw: bytes, step: Step) -> bytes:
    source, problems = read(path, raw, front_matter=kind in IN_MARKDOWN)
    if source is None or problems:
        raise RefusedError(f"{path} cannot be read", problems)
    edits = step(kind, source.tree)
    try:
        return edit.edit_file(raw, source, edits) if edits else raw
    except RefusedError as refusal:
        raise RefusedError(f"{path}: {refusal}") from None
