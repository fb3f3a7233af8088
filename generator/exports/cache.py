"""The contents of an archive's `.cache`, and how to remove them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.exports import emit, swap

FOLDER = ".cache"
"""The cache folder in the archive's root. Its contents can be made again from the records."""

PAGES, BESIDE = "pages", "beside"
"""Folders of files for MkDocs, made by a server; each has a list of what was written there."""
SEARCH = "search"
"""The folder of search indexes."""
PICTURES = "pictures"
"""The folder of pages' preview pictures, by a hash of their content."""
EMBEDS = "embeds"
"""The folder for embeds: notes by page digest, and pictures by a hash of their content."""
VERSIONS = "versions.json"
"""The file with the parts of articles in their earlier versions."""
BUILT, LEDGER, READY = "built.json", "ledger", "ready"
"""Files: the inputs of the last build; the state of each of its pages; and one whose modification time says that a
server has more to show."""

SPARE = "spare"
"""The site before the present one, from whose files the next one is put together."""

SERVED, SERVED_STATE, SERVED_LEDGER = "served", "served.json", "served.ledger"
"""The site that a server shows, and what its pages were made from."""
SERVED_MARKER = ".served-by-archive"
MARKED = (
    "The site that `mkdocs serve --dirty` shows. It is kept for the next server, and may be removed while none runs.\n"
)
"""A marker file in that folder, and its text."""

_LISTED = (PAGES, BESIDE)
_FOLDERS = (*_LISTED, SEARCH, PICTURES, EMBEDS)
_WRITTEN = (VERSIONS, BUILT, LEDGER, SERVED_STATE, SERVED_LEDGER)
_NAMED = (
    (SEARCH, re.compile(r"\.?[0-9a-f]{16,64}(\..+)?")),
    (PICTURES, re.compile(r"\.?[0-9a-f]{32}\.png(\.[0-9]+\.part)?")),
    (EMBEDS, re.compile(r"\.?[0-9a-f]{32}\.(png|json)(\.[0-9]+\.part)?")),
    ("", re.compile(rf"\.?({'|'.join(map(re.escape, _WRITTEN))})(\.[0-9]+(\.part)?)?|{READY}|{SERVED}|{SPARE}")),
)
"""Folders of the cache ("" for the cache itself), and patterns of the names that this program uses in them."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The result of cleaning a cache."""

    files: int
    """The number of files removed."""
    size: int
    """Their total size in bytes."""
    left: tuple[str, ...]
    """What this program did not write, and so is kept: paths from the archive's root, of single files or of folders
    with nothing of this program's."""


def clean(root: Path) -> Cleaned:
    """Remove everything that this program wrote to the archive's cache, and folders that are then empty. Symbolic links
    are removed, but not their targets."""
    cache = root / FOLDER
    before = _sizes(cache)
    for name in _LISTED:
        _clear_listed(cache / name)
    for name, ours in _NAMED:
        folder = cache / name
        if folder.is_dir() and not (name and folder.is_symlink()):
            for entry in [*folder.iterdir()]:
                if ours.fullmatch(entry.name) and _is_ours(entry):
                    _remove(entry)
    for folder in (*(cache / name for name in _FOLDERS), cache):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()
    left = _sizes(cache)
    gone = before.keys() - left.keys()
    return Cleaned(len(gone), sum(before[path] for path in gone), tuple(_left(cache)))


def _is_ours(entry: Path) -> bool:
    """Whether a folder named as a site of ours is one. Other entries are ours by their names."""
    is_own = {SERVED: is_served, SPARE: swap.is_spare}.get(entry.name)
    return is_own is None or entry.is_symlink() or is_own(entry)


def is_served(folder: Path) -> bool:
    """Whether a folder is a server's site."""
    return (folder / SERVED_MARKER).is_file()


def _clear_listed(folder: Path) -> None:
    """Remove the files in the folder's list, and the list itself."""
    if folder.is_symlink() or not (folder / emit.MARKER).is_file():
        return
    try:
        emit.write(folder, {})
    except emit.DamagedListError:
        return
    (folder / emit.MARKER).unlink()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _sizes(folder: Path) -> dict[str, int]:
    """The size of each file below a folder; for a symbolic link, its own size."""
    return {
        str(path): path.lstat().st_size
        for above, names, files in os.walk(folder)
        for path in (Path(above, name) for name in (*files, *names))
        if path.is_symlink() or not path.is_dir()
    }


def _left(cache: Path) -> Iterator[str]:
    """What is left in a cleaned cache."""
    for entry in sorted(cache.iterdir()) if cache.is_dir() else ():
        inner = [*entry.iterdir()] if entry.name in _FOLDERS and not entry.is_symlink() and entry.is_dir() else []
        yield from (f"{FOLDER}/{entry.name}/{it.name}" for it in sorted(inner))
        if not inner:
            yield f"{FOLDER}/{entry.name}"
