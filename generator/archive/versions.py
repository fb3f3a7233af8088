"""The parts of articles in each version that git has: for what was added to an article, and what was altered, since a day.

Only articles with several versions are read, and of each version only numbers are kept, in a file of the cache: a version never changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from generator.archive.history import History, NoHistoryError, blobs, lines
from generator.records import yaml_text

ANCHORS: Final = {"quotations": "q", "statements": "s", "figures": "f"}
"""The lists of an article whose entries have an anchor on its page, with the letter that this begins with."""

_ARTICLES = "content/articles/"


def with_parts(root: Path, past: History, kept: Mapping[str, Mapping[str, int]]) -> History:
    """A history with the parts of the versions that it names. `kept` are parts that were read before; where git cannot answer, these
    alone are there."""
    wanted = {
        touched.blob
        for path, line in lines(past).items()
        if path.startswith(_ARTICLES) and len({touched.blob for _, touched in line}) > 1
        for _, touched in line
    }
    found = {blob: kept[blob] for blob in wanted if blob in kept}
    if missing := sorted(wanted - {*found}):
        with suppress(NoHistoryError):
            found.update((blob, _parts(raw)) for blob, raw in blobs(root, missing))
    return replace(past, parts=found)


def read(file: Path) -> Mapping[str, Mapping[str, int]]:
    """The parts that a run before has kept in a file; none where it cannot be read."""
    try:
        found = json.loads(file.read_bytes())
        return {str(blob): {str(anchor): int(number) for anchor, number in of.items()} for blob, of in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _parts(raw: bytes) -> Mapping[str, int]:
    source, _ = yaml_text.read("", raw, front_matter=True)
    return dict(_anchored(source.tree)) if source else {}


def _anchored(tree: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name, letter in ANCHORS.items():
        of = tree.get(name)
        for part in of if isinstance(of, list) else ():
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                yield f"{letter}-{part['id']}", crc32(json.dumps(part, sort_keys=True, ensure_ascii=False).encode())
