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
PICTURES = "pictures"
"""The share pictures of pages, by what they show."""
EMBEDS = "embeds"
"""What other sites show in a frame: notes by the digests of pages, and pictures by what they show."""
VERSIONS = "versions.json"
"""A file: the parts of articles in their former versions."""
BUILT, LEDGER, READY = "built.json", "ledger", "ready"
"""Files: what the last build was made from; what each of its pages was; and one whose time says that a server has more to show."""

SERVED, SERVED_STATE, SERVED_LEDGER = "served", "served.json", "served.ledger"
"""The site that a server shows, and what its pages were made from."""
SERVED_MARKER = ".served-by-archive"
MARKED = (
    "The site that `mkdocs serve --dirty` shows. It is kept for the next server, and may be removed while none runs.\n"
)
"""A file in the folder of that site, and what it says."""

_LISTED = (PAGES, BESIDE)
_FOLDERS = (*_LISTED, SEARCH, PICTURES, EMBEDS)
_WRITTEN = (VERSIONS, BUILT, LEDGER, SERVED_STATE, SERVED_LEDGER)
_NAMED = (
    (SEARCH, re.compile(r"\.?[0-9a-f]{16,64}(\..+)?")),
    (PICTURES, re.compile(r"\.?[0-9a-f]{32}\.png(\.[0-9]+\.part)?")),
    (EMBEDS, re.compile(r"\.?[0-9a-f]{32}\.(png|json)(\.[0-9]+\.part)?")),
    ("", re.compile(rf"\.?({'|'.join(map(re.escape, _WRITTEN))})(\.[0-9]+(\.part)?)?|{READY}|{SERVED}")),
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
                if ours.fullmatch(entry.name) and (entry.name != SERVED or entry.is_symlink() or is_served(entry)):
                    _remove(entry)
    for folder in (*(cache / name for name in _FOLDERS), cache):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()
    left = _sizes(cache)
    gone = before.keys() - left.keys()
    return Cleaned(len(gone), sum(before[path] for path in gone), tuple(_left(cache)))


def is_served(folder: Path) -> bool:
    """Whether a folder is the site of a server."""
    return (folder / SERVED_MARKER).is_file()


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
        inner = [*entry.iterdir()] if entry.name in _FOLDERS and not entry.is_symlink() and entry.is_dir() else []
        yield from (f"{FOLDER}/{entry.name}/{it.name}" for it in sorted(inner))
        if not inner:
            yield f"{FOLDER}/{entry.name}"
