"""Writes texts or bytes to the files of a folder: changed files are written, files no longer made are removed."""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from generator.exports import swap
from generator.problems import RefusedError
from generator.records import files

MARKER = ".written-by-archive"
_MARKER_HEAD = "# Written by the archive's generator, which replaces and removes the files named here.\n"
_MARKER_SUM = "# sha256 of the lines below: "


Content = str | bytes
"""The content of a file. A text is written in UTF-8."""


def as_json(value: object) -> str:
    """A value as JSON on one line, for scripts."""
    return _JSON.encode(value) + "\n"


def as_long_json(value: Mapping[str, object]) -> str:
    """Like `as_json`, for mappings with long lists: encoded in parts, since encoding all at once takes ten times the
    memory."""
    return "".join((*_json_chunks(value), "\n"))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_CHUNK = 500


def _json_chunks(value: object) -> Iterator[str]:
    """The value as JSON in pieces: mappings by value, lists by `_CHUNK` items."""
    if isinstance(value, Mapping):
        for number, (key, inner) in enumerate(value.items()):
            yield f"{',' if number else '{'}{_JSON.encode(key)}:"
            yield from _json_chunks(inner)
        yield "}" if value else "{}"
    elif isinstance(value, list) and value:
        for start in range(0, len(value), _CHUNK):
            yield f"{',' if start else '['}{_JSON.encode(value[start : start + _CHUNK])[1:-1]}"
        yield "]"
    else:
        yield _JSON.encode(value)


class NotOursError(RefusedError):
    """The folder contains something that the generator did not write. The message is for the author."""


class DamagedListError(NotOursError):
    """The generator's list of what it wrote to the folder can no longer be read."""


class UnlistedFileError(NotOursError):
    """The generator would overwrite a file that is not in its list of what it wrote."""


@dataclass(frozen=True)
class Written:
    """The result of writing a folder: paths in it, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def present(self) -> tuple[str, ...]:
        """The files that the folder contains now."""
        return (*self.written, *self.unchanged)


def write(folder: Path, texts: Mapping[str, Content], same: Collection[str] = ()) -> Written:
    """Make `folder` contain these texts, by path, and none that only earlier calls wrote.

    `same` are paths whose text is unchanged since an earlier call in this run: neither their text nor their file is
    read.

    A file whose bytes do not change keeps its modification time, on which site builders rely. Files are replaced
    atomically, and listed in the marker before they exist, so an interrupted run can be repeated.

    Raises NotOursError, before anything is changed, if the folder or a file in it was not made here.
    """
    contents = {_within(path): path for path in texts}
    unchanged = {_within(path) for path in same if path in texts and (folder / path).is_file()}
    made = _listed_paths(folder)
    strangers = sorted(path for path in contents if path not in made and (folder / path).is_file())
    if strangers:
        raise UnlistedFileError(f"{folder / strangers[0]} was not written by the generator; move it away")

    folder.mkdir(parents=True, exist_ok=True)
    _write_marker(folder, made | contents.keys())
    removed = sorted(path for path in made - contents.keys() if _remove(folder, path))
    written = sorted(
        path
        for path, name in contents.items()
        if path not in unchanged and _write_if_changed(folder / path, _bytes(texts[name]))
    )
    _write_marker(folder, contents.keys())
    return Written(tuple(written), tuple(removed), tuple(sorted(contents.keys() - set(written))))


def write_cache(folder: Path, texts: Mapping[str, Content] | Mapping[str, str], same: Collection[str] = ()) -> Written:
    """Like `write`, for a folder that only the generator uses: if anything else changed it, it is made again."""
    try:
        return write(folder, texts, same)
    except (DamagedListError, UnlistedFileError, IsADirectoryError, NotADirectoryError):
        if not (folder / MARKER).is_file():
            raise
        shutil.rmtree(folder)
        return write(folder, texts)


def replace(folder: Path, texts: Iterable[tuple[str, Content]]) -> Written:
    """Like `write`, but the new folder replaces the old one in one step, so an interrupted run leaves the old one
    unchanged. Files that the generator did not make are kept.

    Files are written one at a time, as `texts` yields them, to save memory.
    """
    if not swap.renamable(Path(os.path.realpath(folder))):
        return write(folder, dict(texts))
    _listed_paths(folder)  # refuses a folder that is not ours before any work is done
    making = swap.Replacement(folder)
    written: set[str] = set()
    unchanged: set[str] = set()
    try:
        for name, text in texts:
            path = _within(name)
            same = _write_fresh(folder, making.folder, path, _bytes(text))
            (unchanged if same else written).add(path)
        contents = written | unchanged
        _write_marker(making.folder, contents)
        written_paths: set[str] = set()

        def foreign(former: Path) -> list[str]:
            # Read the former folder's list only here, where no other run can replace the folder any more.
            written_paths.update(_listed_paths(former))
            folders = _folders_of(written_paths | contents)
            stay = list(_unlisted_paths(former, written_paths, folders))
            for path in stay:
                if path in contents or path in folders or not _folders_of([path]).isdisjoint(contents):
                    raise NotOursError(f"{folder / path} was not written by the generator; move it away")
            return stay

        making.swap(foreign)
    finally:
        making.discard()
    return Written(tuple(sorted(written)), tuple(sorted(written_paths - contents)), tuple(sorted(unchanged)))


def _write_fresh(folder: Path, fresh: Path, path: str, content: bytes) -> bool:
    """Write a file of the fresh folder. Returns True if the former folder has it with the same bytes: it is then
    hard-linked or copied with its modification time."""
    file, former = fresh / path, folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    as_it_was = _stat_if_equal(former, content)
    if as_it_was is None:
        file.write_bytes(content)
        return False
    try:
        file.hardlink_to(former)
        linked = os.path.samestat(file.stat(), as_it_was)
    except OSError:
        linked = False
    if not linked:  # links are not possible, or another run has replaced the former folder
        file.unlink(missing_ok=True)
        file.write_bytes(content)
        os.utime(file, ns=(as_it_was.st_atime_ns, as_it_was.st_mtime_ns))
    return True


def _stat_if_equal(file: Path, content: bytes) -> os.stat_result | None:
    """The status of a file with exactly these bytes; None if there is none."""
    try:
        if not file.is_file() or file.is_symlink():
            return None
        with file.open("rb") as opened:
            return os.fstat(opened.fileno()) if opened.read() == content else None
    except OSError:
        return None


def _unlisted_paths(folder: Path, made: set[str], folders: set[str], above: str = "") -> Iterator[str]:
    """Paths that the generator did not make: files, and whole folders without any of its files."""
    for entry in sorted(folder.iterdir()):
        path = above + entry.name
        if entry.is_dir() and not entry.is_symlink():
            if path in folders:
                yield from _unlisted_paths(entry, made, folders, f"{path}/")
            else:
                yield path
        elif path not in made and path != MARKER:
            yield path


def _folders_of(paths: Iterable[str]) -> set[str]:
    return {str(folder) for path in paths for folder in PurePosixPath(path).parents}


@lru_cache(maxsize=1 << 18)  # a large archive has tens of thousands of paths, the same ones after each edit
def _within(path: str) -> str:
    parts = PurePosixPath(path).parts
    absolute = PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive
    if not parts or absolute or ".." in parts or "\\" in path or path == MARKER:
        raise ValueError(f"{path!r} is not a path within a folder")
    return str(PurePosixPath(path))


def _listed_paths(folder: Path) -> set[str]:
    marker = folder / MARKER
    if marker.is_file():
        try:
            return _listed(marker.read_bytes())
        except ValueError:
            raise DamagedListError(
                f"{marker} no longer says which files the generator wrote; move {folder} away, or name another folder"
            ) from None
    if folder.is_dir() and not any(folder.iterdir()):
        return set()
    if folder.exists():
        raise NotOursError(f"{folder} was not made by the generator; name a new or an empty folder")
    return set()


def _listed(marker: bytes) -> set[str]:
    """The files listed in a marker. Raises ValueError if it is incomplete. Markers of the first version have no
    checksum."""
    text = marker.decode("utf-8")
    if not text.startswith(_MARKER_HEAD):
        raise ValueError("not a marker")
    rest = text.removeprefix(_MARKER_HEAD)
    if rest.startswith(_MARKER_SUM):
        total, _, rest = rest.removeprefix(_MARKER_SUM).partition("\n")
        if total != _checksum(rest):
            raise ValueError("not whole")
    return {_within(line) for line in rest.splitlines()}


def _write_marker(folder: Path, paths: Iterable[str]) -> None:
    lines = "".join(f"{path}\n" for path in sorted(paths))
    _write_if_changed(folder / MARKER, f"{_MARKER_HEAD}{_MARKER_SUM}{_checksum(lines)}\n{lines}".encode())


def _checksum(lines: str) -> str:
    return hashlib.sha256(lines.encode()).hexdigest()


def _bytes(content: Content) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _write_if_changed(file: Path, content: bytes) -> bool:
    if file.is_file() and file.read_bytes() == content:
        return False
    files.write_file(file, content)
    return True


def _remove(folder: Path, path: str) -> bool:
    file = folder / path
    there = file.is_file()
    file.unlink(missing_ok=True)
    for parent in list(file.relative_to(folder).parents)[:-1]:
        place = folder / parent
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    return there
