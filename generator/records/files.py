"""Files of an archive replaced whole, so that a command killed at any moment leaves each as it was or as it is to be.

A new text is written to a part file in the same folder, brought to the disk, and renamed over the old one. Where several files
change together, all parts are written first, then a plan that names the renames; the plan is the moment from which the change
counts as made. What a killed command left behind, `recover` finishes (a plan is there) or sweeps away (parts alone).
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

from generator.problems import RefusedError

PLAN = ".archive-plan.json"
"""In the archive's root: what a command has begun to rename and delete, and has not finished."""

_PART = re.compile(r"\.(.+)\.(\d+)\.part")

STALE = 600
"""Seconds after which a part is taken for left behind, where nothing tells whether its command still runs."""

_FOLDERS = ("content", "site_config", ".vscode", ".github", ".ci")
"""Where commands write, and"""
_FILES = ("mkdocs.yml", "requirements.txt", "Makefile", "README.md", ".gitignore", ".gitattributes")
"""what they write in the archive's root."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a killed command left behind: files that were finished after all, and part files that were swept away; by path."""

    finished: tuple[str, ...] = ()
    swept: tuple[str, ...] = ()


def is_part(name: str) -> bool:
    """Whether a file of this name is a part that a command writes, or left behind."""
    return bool(_PART.fullmatch(name))


def replace(root: Path, path: str, content: bytes) -> None:
    """Makes the file at `path`, from `root`, hold these bytes: at every moment it holds the old ones or the new ones.

    It keeps its permissions; folders are made. Raises RefusedError where a link leads out of the archive.
    """
    file = _within(root, path)
    part = _written_part(file, content)
    try:
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def create(root: Path, path: str, content: bytes) -> None:
    """Writes a file that is not there yet, whole or not at all. Raises FileExistsError where it is there."""
    file = _within(root, path)
    if file.exists():
        raise FileExistsError(path)
    part = _written_part(file, content)
    try:
        try:
            os.link(part, file)  # unlike a rename, this never replaces a file that somebody else has just made
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if file.exists():
                raise FileExistsError(path) from None
            part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(file.parent)


def replace_all(root: Path, contents: Mapping[str, bytes], removed: Iterable[str] = ()) -> None:
    """Replaces several files and deletes others, all or none: killed at any moment, `recover` leads to one of the two.

    Raises RefusedError or OSError before anything has changed, and nothing has then.
    """
    steps: list[dict[str, str]] = []
    parts: list[Path] = []
    try:
        for path, content in contents.items():
            file = _within(root, path)
            before = _digest(file)
            part = _written_part(file, content)
            parts.append(part)
            _sync_folder(file.parent)
            steps.append({"path": path, "part": part.name, "before": before, "after": _digest(part)})
        steps.extend({"path": path, "before": _digest(_within(root, path))} for path in removed)
        replace(root, PLAN, json.dumps({"pid": os.getpid(), "steps": steps}, indent=1).encode())
    except BaseException:
        if not (root / PLAN).is_file():
            for part in parts:
                part.unlink(missing_ok=True)
        raise
    _finish(root, steps)


def recover(root: Path) -> Recovered:
    """Finishes what a killed command had begun to rename, and sweeps away the parts that killed commands left behind.

    What a command that still runs is at is left alone.
    """
    finished: tuple[str, ...] = ()
    plan = root / PLAN
    if plan.is_file() and not plan.is_symlink():
        steps, pid = _planned(plan.read_bytes())
        if _runs(pid, plan):
            return Recovered()
        finished = tuple(_finish(root, steps))
    return Recovered(finished, tuple(_sweep(root)))


def _planned(raw: bytes) -> tuple[list[dict[str, str]], int]:
    """The steps of a plan, and the process that makes them. No steps, and process 0, where no command has written this."""
    try:
        said = json.loads(raw)
        steps = [{str(key): str(value) for key, value in step.items()} for step in said["steps"]]
        whole = all("path" in step and "before" in step and ("after" in step) == ("part" in step) for step in steps)
        json.dumps(steps, ensure_ascii=False).encode()  # a path of half a letter is no path
        pid = int(said["pid"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return [], 0
    return (steps, pid) if whole else ([], 0)


def _finish(root: Path, steps: list[dict[str, str]]) -> list[str]:
    """Makes the steps that are not made yet, and takes the plan away. A file that somebody changed since is left alone."""
    done = []
    folders = set()
    for step in steps:
        if step["path"].split("/")[0] not in _FOLDERS and step["path"].removesuffix(".new") not in _FILES:
            continue  # no command has planned this
        try:
            file = _within(root, step["path"])
            now = _digest(file)
        except (RefusedError, IsADirectoryError, NotADirectoryError):
            continue  # a link or a folder stands in the place of the file now
        folders.add(file.parent)
        part = file.parent / PurePosixPath(step["part"]).name if "part" in step else None
        if part is None:
            if now and now == step["before"]:
                file.unlink()
                done.append(step["path"])
        elif (
            _PART.fullmatch(part.name)
            and part.is_file()
            and _digest(part) == step["after"]
            and now in (step["before"], step["after"])
        ):
            part.replace(file)
            done.append(step["path"])
    for folder in folders:
        _sync_folder(folder)
    (root / PLAN).unlink(missing_ok=True)
    _sync_folder(root)
    return done


def _sweep(root: Path) -> Iterator[str]:
    for part in _parts(root):
        found = _PART.fullmatch(part.name)
        with contextlib.suppress(OSError):
            if found and not _runs(int(found[2]), part):
                part.unlink()
                yield part.relative_to(root).as_posix()


def _parts(root: Path) -> Iterator[Path]:
    yield from (root / entry.name for entry in os.scandir(root) if is_part(entry.name))
    for name in _FOLDERS:
        for folder, _, names in os.walk(root / name):
            yield from (Path(folder) / name for name in names if is_part(name))


def _runs(pid: int, file: Path) -> bool:
    """Whether the command that wrote this file may still be at it."""
    if pid <= 0 or pid == os.getpid():
        return False  # no process, or this one, which is not at it: it asks before it writes
    if time.time() - file.lstat().st_mtime > STALE:
        return False
    if os.name != "posix":
        return True  # elsewhere asking after a process may end it
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):  # no process has a number of twenty digits
        return False
    except OSError:
        return True
    return True


def _within(root: Path, path: str) -> Path:
    """The file at a path of the archive, which is no link, and in no folder that lies elsewhere."""
    parts = PurePosixPath(path).parts
    file = root / path
    if "\0" in path:
        raise RefusedError(f"{path!r} is no path")
    inside = file.parent.resolve().is_relative_to(root.resolve())
    if not parts or ".." in parts or PurePosixPath(path).is_absolute() or not inside or file.is_symlink():
        raise RefusedError(f"{path} is a link, or lies behind one, and stays as it is")
    return file


def _written_part(file: Path, content: bytes) -> Path:
    """A part file beside the file, with these bytes on the disk and the file's permissions."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with part.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        with contextlib.suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(file.stat().st_mode))
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _digest(file: Path) -> str:
    """The SHA-256 of a file's bytes; "" where no file is there."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _sync_folder(folder: Path) -> None:
    """Brings a folder's list of files to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
