"""Texts to files of a folder: what changed is written, what is no longer made is removed."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath

MARKER = ".written-by-archive"
_MARKER_HEAD = "# Written by the archive's generator, which replaces and removes the files named here.\n"


class NotOursError(Exception):
    """The folder holds something that the generator did not make; the message says so to an author."""


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


def write(folder: Path, texts: Mapping[str, str], before: Mapping[str, str] | None = None) -> Written:
    """Make `folder` hold these texts, by path, and none that an earlier call wrote and this one does not.

    `before` is what an earlier call of the same run wrote: a file whose text is still the same is not read again.

    A file whose bytes would stay the same keeps its modification time: site builders go by it. Files are replaced
    whole, and the marker names them before they exist, so that a run which breaks off can be repeated.
    Raises NotOursError, before anything is touched, where the folder or a file in it was not made here.
    """
    contents = {_within(path): text for path, text in texts.items()}
    known = {path for path, text in (before or {}).items() if texts.get(path) is text and (folder / path).is_file()}
    made = _made_before(folder)
    strangers = sorted(path for path in contents if path not in made and (folder / path).is_file())
    if strangers:
        raise NotOursError(f"{folder / strangers[0]} was not written by the generator; move it away")

    folder.mkdir(parents=True, exist_ok=True)
    _mark(folder, made | contents.keys())
    removed = sorted(path for path in made - contents.keys() if _remove(folder, path))
    written = sorted(
        path for path, text in contents.items() if path not in known and _put(folder / path, text.encode())
    )
    _mark(folder, contents.keys())
    return Written(tuple(written), tuple(removed), tuple(sorted(contents.keys() - set(written))))


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
        lines = marker.read_text(encoding="utf-8").splitlines()
        return {_within(line) for line in lines if not line.startswith("#")}
    if folder.is_dir() and not any(folder.iterdir()):
        return set()
    if folder.exists():
        raise NotOursError(f"{folder} was not made by the generator; name a new or an empty folder")
    return set()


def _mark(folder: Path, paths: Iterable[str]) -> None:
    _put(folder / MARKER, (_MARKER_HEAD + "".join(f"{path}\n" for path in sorted(paths))).encode())


def _put(file: Path, content: bytes) -> bool:
    if file.is_file() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(file)
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
