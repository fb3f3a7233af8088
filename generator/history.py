"""What git remembers of an archive: its files as they were, and which of them each commit touched. None of it is needed.

Only git is asked, in the archive's own folder; where it is not installed, or the folder is no repository, there is no history.
"""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

How = Literal["added", "changed", "removed", "moved"]

_HOW: dict[str, How] = {"A": "added", "M": "changed", "T": "changed", "D": "removed", "R": "moved", "C": "added"}
_SEPARATOR = "\x1e"


class NoHistoryError(Exception):
    """What was asked of git could not be had. The message says why, in words."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A file of `content/` that a commit touched; `before` is its path before that, where it was moved."""

    how: How
    path: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit that touched records: the day on which it was made, as its author's clock had it, and its first line."""

    key: str
    day: dt.date
    subject: str
    files: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Every commit that touched `content/`, newest first. `head` tells whether it is still current."""

    head: str
    commits: tuple[Commit, ...]


def history(root: Path, previous: History | None = None) -> History | None:
    """The history of the archive at `root`, or None where there is none to tell.

    A folder within a repository of something else has none, nor has a clone without its past, which would put everything down to
    one day.
    """
    try:
        top, shallow, head = _git(
            root, "rev-parse", "--show-toplevel", "--is-shallow-repository", "--verify", "HEAD"
        ).splitlines()
    except (NoHistoryError, ValueError):
        return None
    if Path(top).resolve() != root.resolve() or shallow != "false":
        return None
    if previous and previous.head == head:
        return previous
    try:
        # Merges are told by the commits that they join.
        log = _git(
            root, "-c", "core.quotePath=false", "log", "--no-merges", "--find-renames", "--name-status", "-z",
            f"--format={_SEPARATOR}%H%x00%ad%x00%s%x00", "--date=short", head, "--", "content",
        )  # fmt: skip
    except NoHistoryError:
        return None
    return History(head, tuple(_commits(log)))


def files_at(root: Path, revision: str, folder: Path) -> str:
    """Writes the records and settings as they were at a revision into a folder, and gives the commit's hash.

    Raises NoHistoryError where there is no git, no repository or no such revision.
    """
    if revision.startswith("-"):
        raise NoHistoryError(f"'{revision}' is not a revision")
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    except NoHistoryError as fault:
        _git(root, "rev-parse", "--git-dir")  # no repository at all is another fault
        raise NoHistoryError(f"this repository has no revision '{revision}'; fetch it, or name another") from fault
    there = _git(root, "ls-tree", "--name-only", "-z", commit, "content", "site_config").split("\0")
    wanted = [path for path in ("content", "site_config") if path in there]
    (folder / "content").mkdir(parents=True, exist_ok=True)
    if wanted:
        with tarfile.open(fileobj=io.BytesIO(_bytes(root, "archive", "--format=tar", commit, "--", *wanted))) as tar:
            for member in tar:
                path = PurePosixPath(member.name)
                if member.isfile() and not path.is_absolute() and ".." not in path.parts:
                    content = tar.extractfile(member)
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (folder / path).write_bytes(content.read() if content else b"")
    return commit


def _commits(log: str) -> Iterator[Commit]:
    for entry in log.split(_SEPARATOR)[1:]:
        key, day, subject, *fields = entry.split("\0")
        files = tuple(_files([field.lstrip("\n") for field in fields]))
        if files:
            yield Commit(key, dt.date.fromisoformat(day), subject, files)


def _files(fields: list[str]) -> Iterator[Touched]:
    """The files of a commit: a letter (with a degree of likeness, for a move), then one path, or two."""
    rest = iter(filter(None, fields))
    for letter in rest:
        how = _HOW.get(letter[0])
        first = next(rest, None)
        second = next(rest, None) if letter[0] in "RC" else None
        if how and first:
            yield Touched(how, second or first, first if how == "moved" else None)


def _git(root: Path, *arguments: str) -> str:
    return _bytes(root, *arguments).decode("utf-8", errors="replace")


def _bytes(root: Path, *arguments: str) -> bytes:
    try:
        run = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)  # noqa: S607
    except OSError:
        raise NoHistoryError("git is not installed here") from None
    if run.returncode:
        said = run.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise NoHistoryError(said[-1] if said else "git refused")
    return run.stdout
