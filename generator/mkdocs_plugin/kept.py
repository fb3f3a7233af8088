"""Keeps the site that a server shows for the next server, with what its pages were made from.

So a new server immediately shows what the last one showed, and then makes what has changed since. If there has been no
server, it starts with the site of the last build.

A server may end at any moment. The record of a page is valid only while its file has the recorded size and modification
time; every other page is made again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.exports import cache, swap
from generator.pages import ledger
from generator.pages.making import EarlierRun
from generator.records.files import write_file

if TYPE_CHECKING:
    from generator.pipeline import Build

Stamp = tuple[int, int]
"""A file's size, and its modification time in nanoseconds."""


@dataclass(frozen=True, slots=True)
class State:
    """A server's record of the site that it showed: digests of what decides the pages' frames, of what the frames take
    from the archive, and of the ledger; and the files of the archive's pages."""

    surroundings: str
    frames: str
    ledger: str
    files: Mapping[str, tuple[str, Stamp | None]]
    """By source path: the file's path in the site, and its stamp, None if it was missing."""


class KeptSite:
    """A server's site in the archive's cache, and the record of it."""

    def __init__(self, root: Path) -> None:
        self._cache = root / cache.FOLDER
        self.folder = self._cache / cache.SERVED
        self.state: State | None = None
        """The last server's record; None if there is none that can be read."""

    def take(self) -> bool:
        """Lock the site for this server. Returns False if another running server has it, or if its folder contains
        something else."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if self.folder.is_symlink() or (any(self.folder.iterdir()) and not cache.is_served(self.folder)):
                return False
            swap.locked(self.folder)  # until this process ends
            (self.folder / cache.SERVED_MARKER).write_text(cache.MARKED, encoding="utf-8")
        except OSError:
            return False
        if (self.folder / "index.html").is_file():
            self.state = _read(self._cache / cache.SERVED_STATE)
        return True

    def clear(self) -> None:
        """Empty the site's folder."""
        (self._cache / cache.SERVED_STATE).unlink(missing_ok=True)
        for entry in [*self.folder.iterdir()]:
            if entry.name == cache.SERVED_MARKER:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def begin_with(
        self, site: Path, raw: bytes, surroundings: str, frames: str, places: Mapping[str, str], shared: Collection[str]
    ) -> None:
        """Take over the site of a build. `raw` is its ledger; `places` maps each page's source path to its path in the
        site.

        The files at the paths in `shared` are hard-linked to the build's: they may be replaced, but not modified.
        Everything else is copied.
        """
        self.clear()

        def taken(source: str, target: str) -> None:
            if Path(source).relative_to(site).as_posix() in shared:
                with suppress(OSError):  # another file system, or one without hard links
                    Path(target).hardlink_to(source)
                    return
            shutil.copy2(source, target)

        shutil.copytree(site, self.folder, copy_function=taken, dirs_exist_ok=True)
        self._write(raw, surroundings, frames, places)
        self.state = _read(self._cache / cache.SERVED_STATE)

    def before(self, surroundings: str | None) -> EarlierRun | None:
        """The ledger, and the pages whose files are as recorded. None if the pages' surroundings have changed or are
        unknown."""
        if self.state is None or surroundings is None or self.state.surroundings != surroundings:
            return None
        try:
            raw = (self._cache / cache.SERVED_LEDGER).read_bytes()
            if ledger.read_digest(raw) != self.state.ledger:
                return None
            before = EarlierRun(*ledger.load(raw))
        except (OSError, ValueError):
            return None
        files = self.state.files
        standing = {
            path: page
            for path, page in before.pages.items()
            if path in files and files[path][1] is not None and _stamp(self.folder / files[path][0]) == files[path][1]
        }
        return EarlierRun(before.ledger, standing)

    def keep(self, build: Build, surroundings: str | None, frames: str, places: Mapping[str, str]) -> None:
        """Record what the site was made from. `places` maps each page's source path to its path in the site."""
        if surroundings is not None:
            self._write(ledger.dump(build.ledger, build.all_pages), surroundings, frames, places)

    def _write(self, raw: bytes, surroundings: str, frames: str, places: Mapping[str, str]) -> None:
        # If this cannot be written, the next server starts from nothing.
        files = {uri: (path, _stamp(self.folder / path)) for uri, path in places.items()}
        state = State(surroundings, frames, ledger.read_digest(raw), files)
        try:
            write_file(self._cache / cache.SERVED_LEDGER, raw)
            fields = [state.surroundings, state.frames, state.ledger, state.files]
            write_file(self._cache / cache.SERVED_STATE, json.dumps(fields, separators=(",", ":")).encode())
        except OSError:
            return

    def leave_only(self, paths: Collection[str], folder: str) -> None:
        """Remove every file from the site except those at these paths and those in this folder."""
        there = (
            Path(above, name).relative_to(self.folder) for above, _, names in os.walk(self.folder) for name in names
        )
        stay = {*paths, cache.SERVED_MARKER}
        self.remove(path.as_posix() for path in [*there] if path.parts[0] != folder and path.as_posix() not in stay)

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files from the site, and the folders that are then empty."""
        for path in paths:
            file = self.folder / path
            file.unlink(missing_ok=True)
            for above in file.parents:
                if above == self.folder or not above.is_dir() or any(above.iterdir()):
                    break
                above.rmdir()


def _stamp(file: Path) -> Stamp | None:
    try:
        known = file.stat()
    except OSError:
        return None
    return known.st_size, known.st_mtime_ns


def _read(file: Path) -> State | None:
    try:
        surroundings, frames, digest, files = json.loads(file.read_bytes())
        known = {
            str(uri): (str(path), None if stamp is None else (int(stamp[0]), int(stamp[1])))
            for uri, (path, stamp) in files.items()
        }
        return State(str(surroundings), str(frames), str(digest), known)
    except (OSError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return None
