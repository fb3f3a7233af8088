"""What each version of a record in git contains: the parts of an article, and the fields that differ from the previous
version.

Only records with several versions are read. A cache file keeps a checksum of each part of each version of an article,
and the differences between versions: a version never changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, Final
from zlib import crc32

from generator.archive.alterations import Alteration, find_alterations
from generator.archive.history import Commit, History, NoHistoryError, Touched, blobs, commits_by_file, version_pair_key
from generator.records import yaml_text
from generator.records.model import FOLDERS

ANCHORS: Final = {"quotations": "q", "statements": "s", "figures": "f"}
"""The lists of an article whose entries have an anchor on its page, with the first letter of that anchor."""

FORM: Final = 2
"""The version of the cache file's format. A file with another is ignored."""


@dataclass(frozen=True, slots=True)
class CachedVersions:
    """What earlier runs read: `parts` and `altered` as in `History`."""

    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    altered: Mapping[str, Sequence[Alteration]] = field(default_factory=dict)


def with_versions(root: Path, past: History, kept: CachedVersions) -> History:
    """The history with `parts` and `altered`. `kept` was read by earlier runs; if git cannot answer, there is nothing
    else."""
    several = [
        (path, versions) for path, line in commits_by_file(past).items() if len(versions := _versions(path, line)) > 1
    ]
    of_parts = dict.fromkeys(blob for path, versions in several if path.startswith(_ARTICLES) for blob in versions)
    pairs = dict.fromkeys(it for _, versions in several for it in pairwise(versions))
    parts = {blob: kept.parts[blob] for blob in of_parts if blob in kept.parts}
    differing = {key: kept.altered[key] for it in pairs if (key := version_pair_key(*it)) in kept.altered}
    lacking = [it for it in pairs if version_pair_key(*it) not in differing]
    wanted = dict.fromkeys([*(blob for it in lacking for blob in it), *(it for it in of_parts if it not in parts)])
    if wanted:
        with suppress(NoHistoryError):
            with_bodies = {blob for path, versions in several if path.startswith(_WITH_BODIES) for blob in versions}
            read = {it: yaml_text.read("", raw, front_matter=it in with_bodies)[0] for it, raw in blobs(root, wanted)}
            parts.update((blob, _parts(read[blob])) for blob in of_parts if blob in read)
            differing.update(
                (version_pair_key(*it), find_alterations(read[it[0]], read[it[1]]))
                for it in lacking
                if {*it} <= {*read}
            )
    return replace(past, parts=parts, altered=differing)


def _versions(path: str, line: Sequence[tuple[Commit, Touched]]) -> list[str]:
    """The blobs of a record's versions, oldest first, without commits that only moved it; empty if the path is not a
    record."""
    folders = PurePosixPath(path).parts
    if len(folders) < 3 or folders[1] not in FOLDERS:
        return []
    found: list[str] = []
    for _, touched in line:
        if touched.blob and found[-1:] != [touched.blob]:
            found.append(touched.blob)
    return found


_ARTICLES: Final = "content/articles/"
_WITH_BODIES: Final = (_ARTICLES, "content/stories/")


def read(file: Path) -> CachedVersions:
    """What an earlier run kept in this file; empty if it cannot be read."""
    try:
        found = json.loads(file.read_bytes())
        if found["form"] != FORM:
            return CachedVersions()
        return CachedVersions(
            {str(it): {str(anchor): int(number) for anchor, number in of.items()} for it, of in found["parts"].items()},
            {str(it): [_read_alteration(*of) for of in some] for it, some in found["altered"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return CachedVersions()


def _read_alteration(place: object, before: Any, after: Any) -> Alteration:
    if not all(it is None or isinstance(it, str) for it in (before, after)):
        raise TypeError
    return Alteration(str(place), before, after)


def to_text(past: History) -> str:
    """The text of the cache file."""
    kept = {"form": FORM, "parts": past.parts, "altered": past.altered}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def _parts(source: yaml_text.Source | None) -> Mapping[str, int]:
    return dict(_anchored_parts(source.tree)) if source else {}


def _anchored_parts(tree: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name, letter in ANCHORS.items():
        of = tree.get(name)
        for part in of if isinstance(of, list) else ():
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                yield f"{letter}-{part['id']}", crc32(json.dumps(part, sort_keys=True, ensure_ascii=False).encode())
