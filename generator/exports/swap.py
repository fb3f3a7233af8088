"""Replaces a folder as a whole: the new one is made next to it and takes its place by renaming.

A reader sees the former content or the new one, never a mixture. A run that ends early, even if killed, leaves the
former folder as it was; the next run for the same folder removes its remains.

On Linux the two folders are exchanged in one step. If the system or the file system cannot do that, it takes two
renames. A run that is killed between them leaves no folder; the next run then restores the former one first.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.exports.linked import Folders, link_or_copy

_HAS_LOCKS = importlib.util.find_spec("fcntl") is not None
"""Windows has no such locks, so the remains of ended runs are not removed there."""
if _HAS_LOCKS:
    import fcntl

_MARKER = "what-this-is.txt"
_MARKED = "A site, or the pages of one, in the making. When no run is under way, this folder may be removed.\n"
_MARKED_SPARE = "An earlier site, from whose files the next one is put together. This folder may be removed.\n"
_NEW, _OLD, _SPARE, _KEPT, _ENTRIES = "new", "old", "spare", "kept.json", "entries.json"
_LONGEST = 100
_TRIES = 20

Kept = Callable[[Path], Iterable[str]]
"""Given the former folder, returns the paths within it that are kept, since they are not ours."""


def hidden_paths(folder: Path) -> Iterator[str]:
    """The names that MkDocs keeps when it clears a folder: those with a leading dot, such as `.git` and `.nojekyll`."""
    return (name for name in _names(folder) if name.startswith(".") and not name.startswith(_prefix(folder)))


class Replacement:
    """A new folder that is to replace another. Write into `folder`, then call `swap` or `discard`.

    `target` is the folder to be replaced, with symbolic links resolved. If it cannot be renamed (it is a mount point or the working
    folder, or its parent is not writable), the new folder is made in a hidden one within it, and its entries are moved one by one.
    If such a run is killed, the next one completes it.

    `spare` is where the former folder is left after a swap, for the next replacement to start from. The two take turns,
    so files that both have need not be linked into a new folder and removed from the old one, which would take longer
    than everything else that is done after a small change. Its parent must be on the same file system.

    Raises OSError if the new folder cannot be made.
    """

    def __init__(self, target: Path, spare: Path | None = None) -> None:
        self.target = Path(os.path.realpath(target))
        if self.target.exists() and not self.target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "this is not a folder", str(target))
        self.within = not renamable(self.target)
        self._place = self.target if self.within else self.target.parent
        self._place.mkdir(parents=True, exist_ok=True)
        for place in (self.target.parent, self.target):
            remove_leftovers(place, self.target)
        self._work, self._lock = _new_work_folder(self._place, self.target)
        self.folder = self._work / _NEW
        self.folder.mkdir()
        self._spare = None if self.within else spare
        self._reused: set[str] = set()

    def reuse(self, path: str) -> None:
        """Let the new folder have the former one's file at this path, unless it is written there. `swap` puts it there."""
        self._reused.add(path)

    def swap(self, kept: Kept = hidden_paths) -> None:
        """Put the new folder in place of the former one, with what `kept` names of that. If OSError is raised, nothing has changed."""
        self._add_reused()
        if self.target.is_dir():
            shutil.copymode(self.target, self.folder)
        with _one_at_a_time(self._place):
            if self.within:
                _write(self._work / _ENTRIES, _names(self.folder))
                _swap_entries(self._work, self.target)
            else:
                there = kept(self.target) if self.target.is_dir() else ()
                stay = [path for path in there if not os.path.lexists(self.folder / path)]
                _write(self._work / _KEPT, stay)
                _swap_folders(self._work, self.target)
                _bring_back(self._work, self.target)
                self._leave_spare()
        self.discard()

    def _add_reused(self) -> None:
        """Add the former folder's files to the new one, or the new one's to the spare."""
        spare = self._work / _SPARE
        if self._reused and self._spare is not None and is_spare(self._spare):
            with suppress(OSError):  # another run has just taken it, or it is on another file system
                (self._spare / _NEW).rename(spare)
        if spare.is_dir():
            _make_alike(spare, self.target, self._reused)
            _move_files(str(self.folder), str(spare))
            shutil.rmtree(self.folder)
            spare.rename(self.folder)
        else:
            _link(self.target, self.folder, (path for path in self._reused if not os.path.lexists(self.folder / path)))

    def _leave_spare(self) -> None:
        """Keep the former folder as the spare, if it was exchanged for the new one and nothing in it is still needed."""
        if self._spare is None or not (self._work / _NEW).is_dir() or _read(self._work / _KEPT):
            return
        with suppress(OSError):  # the former folder is then removed
            if is_spare(self._spare):
                shutil.rmtree(self._spare)
            self._spare.mkdir(parents=True, exist_ok=True)
            if any(self._spare.iterdir()):  # not ours
                return
            (self._spare / _MARKER).write_text(_MARKED_SPARE, encoding="utf-8")
            (self._work / _NEW).rename(self._spare / _NEW)

    def discard(self) -> None:
        """Remove the working folder. After a swap it holds the former content."""
        _remove(self._work, self.target)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def renamable(folder: Path) -> bool:
    """Whether this folder can be replaced by renaming. True also if it does not exist yet."""
    if not folder.is_dir():
        return True
    if os.path.ismount(folder) or Path(os.path.realpath(os.curdir)).is_relative_to(folder):
        return False
    return os.access(folder.parent, os.W_OK | os.X_OK)


def _prefix(target: Path) -> str:
    name = target.name
    return f".{name if len(os.fsencode(name)) <= _LONGEST else hashlib.sha256(os.fsencode(name)).hexdigest()}.making-"


def _new_work_folder(place: Path, target: Path) -> tuple[Path, int | None]:
    """A new working folder, and the lock by which other runs know that this one is still going."""
    for _ in range(_TRIES):
        work = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=place))
        work.chmod(0o755)
        try:
            lock = locked(work)
            (work / _MARKER).write_text(_MARKED, encoding="utf-8")
        except FileNotFoundError:  # another run has just removed it as abandoned
            continue
        return work, lock
    raise FileExistsError(errno.EEXIST, "no new folder can be made beside this one", str(target))


def remove_leftovers(place: Path, target: Path) -> None:
    """Complete the swaps that ended runs left unfinished, and remove their working folders."""
    if not _HAS_LOCKS or not place.is_dir() or not os.access(place, os.R_OK | os.W_OK | os.X_OK):
        return
    for work in (place / name for name in _names(place) if name.startswith(_prefix(target))):
        if work.is_symlink() or not work.is_dir():
            continue
        if not (work / _MARKER).is_file():
            with suppress(OSError):
                work.rmdir()  # ended before it wrote the marker: only an empty folder is surely ours
            continue
        try:
            lock = locked(work)
        except OSError:
            continue  # another run is using it, or the file system has no locks
        with _one_at_a_time(place):
            _recover(work, target)
        _remove(work, target)
        if lock is not None:
            os.close(lock)


def _remove(work: Path, target: Path) -> None:
    """Remove a working folder, unless it still holds something that is to be kept."""
    if not any(
        os.path.lexists(former / path) for path in _read(work / _KEPT) for former in _former_folders(work, target)
    ):
        shutil.rmtree(work, ignore_errors=True)


def is_spare(folder: Path) -> bool:
    """Whether a folder was left by a replacement as its spare."""
    return not folder.is_symlink() and (folder / _MARKER).is_file() and not (folder / _NEW).is_symlink()


def _make_alike(folder: Path, other: Path, paths: Collection[str]) -> None:
    """Make a folder hold exactly the files that another one has at these paths. Only hard links to those very files are
    kept of its former content, so it does not matter what else it held."""
    if folder.stat().st_dev == other.stat().st_dev:
        inodes = {path: os.stat(f"{other}/{path}", follow_symlinks=False).st_ino for path in paths}  # noqa: PTH116
    else:
        inodes = {}
    found: set[str] = set()
    _leave_only(str(folder), "", inodes, found)
    _link(other, folder, (path for path in paths if path not in found))


def _link(source: Path, target: Path, paths: Iterable[str]) -> None:
    """Put the files at these paths of one folder into another."""
    folders = Folders()
    for path in paths:
        file = f"{target}/{path}"
        folders.make_parent(file)
        link_or_copy(f"{source}/{path}", file)


def _leave_only(folder: str, above: str, inodes: Mapping[str, int], found: set[str]) -> bool:
    """Remove everything below a folder but the files with these inodes, by path, and add their paths to `found`. Returns
    whether any was found. This must be fast: a site has tens of thousands of files."""
    with os.scandir(folder) as within:
        entries = [*within]
    some = False
    for entry in entries:
        path = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if _leave_only(entry.path, f"{path}/", inodes, found):
                some = True
            else:
                os.rmdir(entry.path)  # noqa: PTH106
        elif inodes.get(path) == entry.inode():
            found.add(path)
            some = True
        else:
            os.unlink(entry.path)  # noqa: PTH108
    return some


def _move_files(folder: str, target: str) -> None:
    """Move everything in a folder into another, in place of what is there."""
    with os.scandir(folder) as within:
        entries = [*within]
    for entry in entries:
        place = f"{target}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and os.path.isdir(place):  # noqa: PTH112
            _move_files(entry.path, place)
        else:
            os.replace(entry.path, place)  # noqa: PTH105


def _recover(work: Path, target: Path) -> None:
    if (work / _ENTRIES).is_file():
        _swap_entries(work, target)
    elif (work / _OLD).is_dir() and not target.exists():
        (work / _OLD).rename(target)
    elif (work / _KEPT).is_file():
        _bring_back(work, target)


def _swap_folders(work: Path, target: Path) -> None:
    new, old = work / _NEW, work / _OLD
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise


def _swap_entries(work: Path, target: Path) -> None:
    """Move the target's entries out, and those of the new folder in. A repeated call continues where an interrupted one
    stopped."""
    new, old = work / _NEW, work / _OLD
    old.mkdir(exist_ok=True)
    names = _read(work / _ENTRIES)
    for name in names:
        if os.path.lexists(new / name):
            if os.path.lexists(target / name):
                (target / name).rename(old / name)
            (new / name).rename(target / name)
    for name in _names(target):
        if not name.startswith(".") and name not in names:
            (target / name).rename(old / name)


def _bring_back(work: Path, target: Path) -> None:
    """Move what is kept from the former folder into the one that took its place."""
    for path in _read(work / _KEPT):
        for former in _former_folders(work, target):
            if os.path.lexists(former / path) and not os.path.lexists(target / path):
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                (former / path).rename(target / path)


def _former_folders(work: Path, target: Path) -> tuple[Path, ...]:
    """Where the former folder may be: in place of the new one, if they were exchanged, or set aside."""
    return (work / _NEW, work / _OLD) if target.is_dir() else ()


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def _read(file: Path) -> list[str]:
    try:
        return list(map(str, json.loads(file.read_bytes())))
    except (OSError, ValueError, TypeError, RecursionError):
        return []  # the run ended while it wrote this, before it moved anything


def _write(file: Path, paths: Iterable[str]) -> None:
    file.write_bytes(json.dumps(sorted(paths)).encode())


_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. False if the system cannot do that."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    renameat2.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.EPERM):
        return False
    raise OSError(code, os.strerror(code), str(other))


def locked(folder: Path) -> int | None:
    """Lock a folder until the process ends. None if the system has no locks; raises OSError if another process holds the lock."""
    if not _HAS_LOCKS:
        return None
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


@contextmanager
def _one_at_a_time(place: Path) -> Iterator[None]:
    """Let one run at a time swap, so that two that finish together do not remove what the other keeps."""
    if not _HAS_LOCKS:
        yield
        return
    opened = os.open(place, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
