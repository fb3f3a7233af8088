"""The records named on the command line by file, folder or id."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator import pipeline
from generator.records.load import LoadedFile


def selected(root: Path, build: pipeline.Build, names: Sequence[str]) -> tuple[list[LoadedFile], list[str]]:
    """The records that these files, folders and ids refer to (all records if there are no names), and the names that
    refer to none. A file may be named without its folder."""
    records = build.contents.files
    found: dict[str, LoadedFile] = {} if names else dict(records)
    unknown = []
    for name in names:
        near = [Path.cwd() / name, root / name]
        full = next((path.resolve() for path in near if path.exists()), None)
        path = full.relative_to(root).as_posix() if full and full.is_relative_to(root) else name
        path = build.archive.paths.get(name, path)
        above = "" if path in (".", "") else path.rstrip("/") + "/"
        meant = {p: loaded for p, loaded in records.items() if p == path or p.startswith(above)}
        if not meant and "/" not in name:
            meant = {p: loaded for p, loaded in records.items() if p.endswith(f"/{name}")}
        if not meant:
            unknown.append(name)
        found |= meant
    return list(found.values()), unknown
