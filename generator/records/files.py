"""Replaces files atomically: if a command is killed at any moment, each file is either old or new.

A new text is written to a part file in the same folder, synced to disk, and renamed over the old one. If several files
change together, all parts are written first, then a plan that lists the renames; once the plan is on disk, the change
counts as made. After a kill, `recover` finishes the plan, or deletes the part files if there is no plan.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from generator.problems import RefusedError

PLAN = ".archive-plan.json"
"""The plan, in the archive's root: the renames and deletions that a command has begun."""

_PART = re.compile(r"\.(.+)\.(\d+)\.part")

STALE_AFTER = 600
"""Seconds after which a part file counts as abandoned, even if a process with its id exists."""

_FOLDERS = ("content", "site_config", ".vscode", ".github", ".ci")
"""The folders that commands write to."""
_FILES = ("mkdocs.yml", "requirements.txt", "Makefile", "README.md", ".gitignore", ".gitattributes")
"""The files that commands write in the archive's root."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What `recover` did: the paths of the files that it completed, and of the part files that it deleted."""

    finished: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


def is_part(name: str) -> bool:
    """Whether this is the name of a part file."""
    return bool(_PART.fullmatch(name))


def say_why(fault: BaseException) -> str:
    """Why a file could not be read or written, in the words of the system, with the file that was meant: not the part
    file that is written before it."""
    if not isinstance(fault, OSError) or not fault.strerror or fault.filename is None:
        return str(fault)
    file = Path(os.fsdecode(fault.filename))
    part = _PART.fullmatch(file.name)
    return f"{file.with_name(part[1]) if part else file}: {fault.strerror}"


def replace(root: Path, path: str, content: bytes) -> None:
    """Write these bytes to the file at `path` below `root`, atomically.

    The file keeps its permissions; missing folders are created. Raises RefusedError if the path leads out of the
    archive.
    """
    file = _file_within(root, path)
    write_file(file, content, synced=True)
    _sync_folder(file.parent)


def write_file(file: Path, content: bytes, *, synced: bool = False) -> None:
    """Write these bytes to a file, atomically. It keeps its permissions; missing folders are created.

    `synced`: sync the bytes to disk before the rename, so that not even a power cut leaves the file empty. This is
    slow, and unnecessary for files that can be made again.
    """
    part = _write_part(file, content, synced=synced)
    try:
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def create(root: Path, path: str, content: bytes) -> None:
    """Write a new file, atomically. Raises FileExistsError if it exists, and RefusedError if the path leads out of the
    archive."""
    file = _file_within(root, path)
    if file.exists():
        raise FileExistsError(path)
    part = _write_part(file, content)
    try:
        try:
            # Unlike a rename, this fails if somebody else has just created the file.
            os.link(part, file)
        except FileExistsError:
            raise
        except OSError:  # the file system has no hard links
            if file.exists():
                raise FileExistsError(path) from None
            part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(file.parent)


def replace_all(root: Path, contents: Mapping[str, bytes], removed: Iterable[str] = ()) -> None:
    """Write several files and delete others, all or none: after a kill, `recover` either completes the change or undoes
    it.

    Raises RefusedError or OSError, and then nothing has changed.
    """
    steps: list[dict[str, str]] = []
    parts: list[Path] = []
    try:
        for path, content in contents.items():
            file = _file_within(root, path)
            before = _digest(file)
            part = _write_part(file, content)
            parts.append(part)
            _sync_folder(file.parent)
            steps.append({"path": path, "part": part.name, "before": before, "after": _digest(part)})
        steps.extend({"path": path, "before": _digest(_file_within(root, path))} for path in removed)
        replace(root, PLAN, json.dumps({"pid": os.getpid(), "steps": steps}, indent=1).encode())
    except BaseException:
        if not (root / PLAN).is_file():
            for part in parts:
                part.unlink(missing_ok=True)
        raise
    _finish(root, steps)


def recover(root: Path) -> Recovered:
    """Finish the renames of a killed command, and delete the part files that killed commands left over.

    Files of a command that is still running are left alone.
    """
    finished: tuple[str, ...] = ()
    plan = root / PLAN
    if plan.is_file() and not plan.is_symlink():
        steps, pid = _read_plan(plan.read_bytes())
        if _is_running(pid, plan):
            return Recovered()
        finished = tuple(_finish(root, steps))
    return Recovered(finished, tuple(_delete_part_files(root)))


def _read_plan(raw: bytes) -> tuple[list[dict[str, str]], int]:
    """The steps of a plan, and the id of the process that carries them out; no steps and 0 if the plan is malformed."""
    try:
        said = json.loads(raw)
        steps = [{str(key): str(value) for key, value in step.items()} for step in said["steps"]]
        whole = all("path" in step and "before" in step and ("after" in step) == ("part" in step) for step in steps)
        json.dumps(steps, ensure_ascii=False).encode()  # raises for a lone surrogate, which no path can hold
        pid = int(said["pid"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return [], 0
    return (steps, pid) if whole else ([], 0)


def _finish(root: Path, steps: list[dict[str, str]]) -> list[str]:
    """Carry out the remaining steps of a plan and delete it. A file changed by somebody else in the meantime is left
    alone. Returns the paths of the changed files."""
    changed = []
    folders = set()
    for step in steps:
        if step["path"].split("/")[0] not in _FOLDERS and step["path"].removesuffix(".new") not in _FILES:
            continue  # not written by a command
        try:
            file = _file_within(root, step["path"])
            now = _digest(file)
        except (RefusedError, IsADirectoryError, NotADirectoryError):
            continue  # a link or a folder has replaced the file
        folders.add(file.parent)
        part = file.parent / PurePosixPath(step["part"]).name if "part" in step else None
        if part is None:
            if now and now == step["before"]:
                file.unlink()
                changed.append(step["path"])
        elif (
            _PART.fullmatch(part.name)
            and part.is_file()
            and _digest(part) == step["after"]
            and now in (step["before"], step["after"])
        ):
            part.replace(file)
            changed.append(step["path"])
    for folder in folders:
        _sync_folder(folder)
    (root / PLAN).unlink(missing_ok=True)
    _sync_folder(root)
    return changed


def _delete_part_files(root: Path) -> Iterator[str]:
    for part in _parts(root):
        found = _PART.fullmatch(part.name)
        with contextlib.suppress(OSError):
            if found and not _is_running(int(found[2]), part):
                part.unlink()
                yield part.relative_to(root).as_posix()


def _parts(root: Path) -> Iterator[Path]:
    yield from (root / entry.name for entry in os.scandir(root) if is_part(entry.name))
    for name in _FOLDERS:
        for folder, _, names in os.walk(root / name):
            yield from (Path(folder) / name for name in names if is_part(name))


def _is_running(pid: int, file: Path) -> bool:
    """Whether the command that wrote this file may still be running."""
    if pid <= 0 or pid == os.getpid():
        return False  # no process, or this one, which recovers before it writes anything
    if time.time() - file.lstat().st_mtime > STALE_AFTER:
        return False
    if os.name != "posix":
        return True  # on Windows os.kill would end the process
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):  # no such process, or too large a number for one
        return False
    except OSError:
        return True
    return True


def _file_within(root: Path, path: str) -> Path:
    """The file at a path below the archive's root. Raises RefusedError if the path leads elsewhere or the file is a
    symbolic link."""
    parts = PurePosixPath(path).parts
    file = root / path
    if "\0" in path:
        raise RefusedError(f"{path!r} is no path")
    inside = file.parent.resolve().is_relative_to(root.resolve())
    if not parts or ".." in parts or PurePosixPath(path).is_absolute() or not inside or file.is_symlink():
        raise RefusedError(f"{path} is a link, or lies behind one, and stays as it is")
    return file


def _write_part(file: Path, content: bytes, *, synced: bool = True) -> Path:
    """A new part file next to the file, with these bytes and the file's permissions."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with _open_part(part) as opened:
            opened.write(content)
            if synced:
                opened.flush()
                os.fsync(opened.fileno())
        with contextlib.suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(file.stat().st_mode))
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _open_part(part: Path) -> BinaryIO:
    """A new file, opened for writing. A leftover at this path is deleted; missing folders are created."""
    try:
        return part.open("xb")
    except FileNotFoundError:
        part.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        part.unlink(missing_ok=True)
    return part.open("xb")


def _digest(file: Path) -> str:
    """The SHA-256 of a file's bytes; "" if there is no file."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _sync_folder(folder: Path) -> None:
    """Sync a folder to disk, if the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
