"""Texts, or bytes, to files of a folder: what changed is written, what is no longer made is removed."""

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
"""What a file holds; a text is written as UTF-8."""


def as_json(value: object) -> str:
    """A value as JSON in one line, for a script that asks for it."""
    return _JSON.encode(value) + "\n"


def as_long_json(value: Mapping[str, object]) -> str:
    """The same of what holds long lists, some items at a time: for what it makes at once, Python needs ten times the memory."""
    return "".join((*_in_parts(value), "\n"))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_AT_A_TIME = 500


def _in_parts(value: object) -> Iterator[str]:
    """The value as JSON; of mappings their values, and of these their lists, in parts."""
    if isinstance(value, Mapping):
        for number, (key, inner) in enumerate(value.items()):
            yield f"{',' if number else '{'}{_JSON.encode(key)}:"
            yield from _in_parts(inner)
        yield "}" if value else "{}"
    elif isinstance(value, list) and value:
        for start in range(0, len(value), _AT_A_TIME):
            yield f"{',' if start else '['}{_JSON.encode(value[start : start + _AT_A_TIME])[1:-1]}"
        yield "]"
    else:
        yield _JSON.encode(value)


class NotOursError(RefusedError):
    """The folder holds something that the generator did not make; the message says so to an author."""


class SpoiltError(NotOursError):
    """The generator's own list of what it wrote to the folder can no longer be read."""


class StrangerError(NotOursError):
    """A file stands where the generator would write, and its list of what it wrote does not name it."""


@dataclass(frozen=True)
class Written:
    """What became of a folder: paths in it, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def present(self) -> tuple[str, ...]:
        """What the folder holds now."""
        return (*self.written, *self.unchanged)


def write(folder: Path, texts: Mapping[str, Content], same: Collection[str] = ()) -> Written:
    """Make `folder` hold these texts, by path, and none that an earlier call wrote and this one does not.

    `same` are paths whose text is the one that an earlier call of the same run wrote: of these neither the text nor
    the file is read.

    A file whose bytes would stay the same keeps its modification time: site builders go by it. Files are replaced
    whole, and the marker names them before they exist, so that a run which breaks off can be repeated.
    Raises NotOursError, before anything is touched, where the folder or a file in it was not made here.
    """
    contents = {_within(path): path for path in texts}
    known = {_within(path) for path in same if path in texts and (folder / path).is_file()}
    made = _made_before(folder)
    strangers = sorted(path for path in contents if path not in made and (folder / path).is_file())
    if strangers:
        raise StrangerError(f"{folder / strangers[0]} was not written by the generator; move it away")

    folder.mkdir(parents=True, exist_ok=True)
    _mark(folder, made | contents.keys())
    removed = sorted(path for path in made - contents.keys() if _remove(folder, path))
    written = sorted(
        path for path, name in contents.items() if path not in known and _put(folder / path, _bytes(texts[name]))
    )
    _mark(folder, contents.keys())
    return Written(tuple(written), tuple(removed), tuple(sorted(contents.keys() - set(written))))


def write_cache(folder: Path, texts: Mapping[str, Content] | Mapping[str, str], same: Collection[str] = ()) -> Written:
    """As `write`, for a folder that only the generator uses. If it was changed by anything else, it is made anew."""
    try:
        return write(folder, texts, same)
    except (SpoiltError, StrangerError, IsADirectoryError, NotADirectoryError):
        if not (folder / MARKER).is_file():
            raise
        shutil.rmtree(folder)
        return write(folder, texts)


def replace(folder: Path, texts: Iterable[tuple[str, Content]]) -> Written:
    """As `write`, but the new folder replaces the old one at once: a run that is cut off leaves the old one as it was. Files that the
    generator did not make stay where they are.

    Each of the files is written as it comes, so that never all of them are held.
    """
    if not swap.renamable(Path(os.path.realpath(folder))):
        return write(folder, dict(texts))
    _made_before(folder)  # so that a folder of somebody else's is refused at once
    making = swap.Making(folder)
    written: set[str] = set()
    unchanged: set[str] = set()
    try:
        for name, text in texts:
            path = _within(name)
            same = _put_again(folder, making.folder, path, _bytes(text))
            (unchanged if same else written).add(path)
        contents = written | unchanged
        _mark(making.folder, contents)
        made: set[str] = set()

        def foreign(former: Path) -> list[str]:
            # Only here no other run can replace the former folder, so only here its list tells of what stands in it.
            made.update(_made_before(former))
            folders = _folders_of(made | contents)
            stay = list(_foreign(former, made, folders))
            for path in stay:
                if path in contents or path in folders or not _folders_of([path]).isdisjoint(contents):
                    raise NotOursError(f"{folder / path} was not written by the generator; move it away")
            return stay

        making.swap(foreign)
    finally:
        making.discard()
    return Written(tuple(sorted(written)), tuple(sorted(made - contents)), tuple(sorted(unchanged)))


def _put_again(folder: Path, fresh: Path, path: str, content: bytes) -> bool:
    """Write a file of the fresh folder. True where the former folder has it with these bytes: then it is that file, with its time."""
    file, former = fresh / path, folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    as_it_was = _same(former, content)
    if as_it_was is None:
        file.write_bytes(content)
        return False
    try:
        file.hardlink_to(former)
        linked = os.path.samestat(file.stat(), as_it_was)
    except OSError:
        linked = False
    if not linked:  # no links here, or another run has replaced the former folder meanwhile
        file.unlink(missing_ok=True)
        file.write_bytes(content)
        os.utime(file, ns=(as_it_was.st_atime_ns, as_it_was.st_mtime_ns))
    return True


def _same(file: Path, content: bytes) -> os.stat_result | None:
    """What is known of a file with these bytes; None where there is none."""
    try:
        if not file.is_file() or file.is_symlink():
            return None
        with file.open("rb") as opened:
            return os.fstat(opened.fileno()) if opened.read() == content else None
    except OSError:
        return None


def _foreign(folder: Path, made: set[str], folders: set[str], above: str = "") -> Iterator[str]:
    """Paths that the generator did not make: files, and whole folders that hold nothing of it."""
    for entry in sorted(folder.iterdir()):
        path = above + entry.name
        if entry.is_dir() and not entry.is_symlink():
            if path in folders:
                yield from _foreign(entry, made, folders, f"{path}/")
            else:
                yield path
        elif path not in made and path != MARKER:
            yield path


def _folders_of(paths: Iterable[str]) -> set[str]:
    return {str(folder) for path in paths for folder in PurePosixPath(path).parents}


@lru_cache(maxsize=1 << 18)  # the same paths again after each edit, tens of thousands in a large archive
def _within(path: str) -> str:
    parts = PurePosixPath(path).parts
    absolute = PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive
    if not parts or absolute or ".." in parts or "\\" in path or path == MARKER:
        raise ValueError(f"{path!r} is not a path within a folder")
    return str(PurePosixPath(path))


def _made_before(folder: Path) -> set[str]:
    marker = folder / MARKER
    if marker.is_file():
        try:
            return _listed(marker.read_bytes())
        except ValueError:
            raise SpoiltError(
                f"{marker} no longer says which files the generator wrote; move {folder} away, or name another folder"
            ) from None
    if folder.is_dir() and not any(folder.iterdir()):
        return set()
    if folder.exists():
        raise NotOursError(f"{folder} was not made by the generator; name a new or an empty folder")
    return set()


def _listed(marker: bytes) -> set[str]:
    """The files that a marker names. Raises ValueError where it is not whole; the first version's had no sum to tell by."""
    text = marker.decode("utf-8")
    if not text.startswith(_MARKER_HEAD):
        raise ValueError("not a marker")
    rest = text.removeprefix(_MARKER_HEAD)
    if rest.startswith(_MARKER_SUM):
        total, _, rest = rest.removeprefix(_MARKER_SUM).partition("\n")
        if total != _sum(rest):
            raise ValueError("not whole")
    return {_within(line) for line in rest.splitlines()}


def _mark(folder: Path, paths: Iterable[str]) -> None:
    lines = "".join(f"{path}\n" for path in sorted(paths))
    _put(folder / MARKER, f"{_MARKER_HEAD}{_MARKER_SUM}{_sum(lines)}\n{lines}".encode())


def _sum(lines: str) -> str:
    return hashlib.sha256(lines.encode()).hexdigest()


def _bytes(content: Content) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _put(file: Path, content: bytes) -> bool:
    if file.is_file() and file.read_bytes() == content:
        return False
    files.put(file, content)
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
