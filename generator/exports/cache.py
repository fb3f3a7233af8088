"""What this program keeps in an archive's `.cache`, and how that is taken away again."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.exports import emit

FOLDER = ".cache"
"""In the archive's root. What lies there can be made again from the records."""

PAGES, BESIDE = "pages", "beside"
"""Folders of files that a server hands to MkDocs; each has a list of what was written there."""
SEARCH = "search"
"""The search's indexes."""
BUILT, LEDGER, READY = "built.json", "ledger", "ready"
"""Files: what the last build was made from; what each of its pages was; and one whose time says that a server has more to show."""

_LISTED = (PAGES, BESIDE)
_NAMED = (
    (SEARCH, re.compile(r"\.?[0-9a-f]{16,64}(\..+)?")),
    ("", re.compile(rf"({re.escape(BUILT)}|{re.escape(LEDGER)})(\.[0-9]+)?|{re.escape(READY)}")),
)
"""Folders in the cache, or the cache itself, and what is called there as this program calls it."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a cache."""

    files: int
    """How many files were removed."""
    size: int
    """Their size in bytes."""
    left: tuple[str, ...]
    """What this program did not write, and so stays: paths from the archive's root, each of a file, or of a folder that
    holds nothing of this program's."""


def clean(root: Path) -> Cleaned:
    """Remove from the archive's cache all that this program wrote, and the folders that are empty then. Links are removed, and
    what they lead to stays."""
    cache = root / FOLDER
    before = _sizes(cache)
    for name in _LISTED:
        _clear_listed(cache / name)
    for name, ours in _NAMED:
        folder = cache / name
        if folder.is_dir() and not (name and folder.is_symlink()):
            for entry in [*folder.iterdir()]:
                if ours.fullmatch(entry.name):
                    _remove(entry)
    for folder in (*(cache / name for name in (*_LISTED, SEARCH)), cache):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()
    left = _sizes(cache)
    gone = before.keys() - left.keys()
    return Cleaned(len(gone), sum(before[path] for path in gone), tuple(_left(cache)))


def _clear_listed(folder: Path) -> None:
    """Remove the files that the folder's list names, and the list."""
    if folder.is_symlink() or not (folder / emit.MARKER).is_file():
        return
    try:
        emit.write(folder, {})
    except emit.SpoiltError:
        return
    (folder / emit.MARKER).unlink()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _sizes(folder: Path) -> dict[str, int]:
    """The size of each file below a folder; of a link its own."""
    return {
        str(path): path.lstat().st_size
        for above, names, files in os.walk(folder)
        for path in (Path(above, name) for name in (*files, *names))
        if path.is_symlink() or not path.is_dir()
    }


def _left(cache: Path) -> Iterator[str]:
    """What stands in a cache that was cleaned."""
    for entry in sorted(cache.iterdir()) if cache.is_dir() else ():
        inner = (
            [*entry.iterdir()] if entry.name in (*_LISTED, SEARCH) and not entry.is_symlink() and entry.is_dir() else []
        )
        yield from (f"{FOLDER}/{entry.name}/{it.name}" for it in sorted(inner))
        if not inner:
            yield f"{FOLDER}/{entry.name}"
