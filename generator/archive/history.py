"""What git remembers of an archive: its files as they were, and which of them each commit touched. None of it is needed.

Only git is asked, in the archive's own folder; where it is not installed, or the folder is no repository, there is no history.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from generator.problems import RefusedError

How = Literal["added", "changed", "removed", "moved"]

_HOW: dict[str, How] = {"A": "added", "M": "changed", "T": "changed", "D": "removed", "R": "moved", "C": "added"}
_SEPARATOR = "\x1e"
_COMMIT = re.compile(rf"{_SEPARATOR}(?=[0-9a-f]{{40,64}}\0)")
"""Where a commit begins. Its first line may hold the separator too, but no zero byte."""
_ASKED_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""Variables by which git would read another repository than that of the folder: a hook of git has some of them set."""
_AS_ANYONE = (
    "core.quotePath=false", f"diff.orderFile={os.devnull}", "diff.relative=false", "log.follow=false", "log.showRoot=true",
    "log.showSignature=false",
)  # fmt: skip
"""Settings of git, so that a maintainer's own do not change what it answers."""


class NoHistoryError(RefusedError):
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
        answer = _bytes(root, "rev-parse", "--show-toplevel", "--is-shallow-repository", "--verify", "HEAD")
        top, shallow, head = os.fsdecode(answer).removesuffix("\n").rsplit("\n", 2)
    except (NoHistoryError, ValueError):
        return None
    if Path(top).resolve() != root.resolve() or shallow != "false":
        return None
    if previous and previous.head == head:
        return previous
    try:
        # Merges are told by the commits that they join.
        log = _git(
            root, *(word for setting in _AS_ANYONE for word in ("-c", setting)),
            "log", "--no-merges", "--find-renames", "--name-status", "-z", "--no-color", "--encoding=UTF-8",
            f"--format={_SEPARATOR}%H%x00%ad%x00%s%x00", "--date=raw", head, "--", "content",
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
    """The commits that touched files. One whose day is in no calendar is left out: a commit may claim any day."""
    for entry in _COMMIT.split(log)[1:]:
        key, written, subject, *fields = entry.split("\0")
        files = tuple(_files([field.lstrip("\n") for field in fields]))
        day = _day(written)
        if files and day:
            yield Commit(key, day, subject, files)


_RAW = re.compile(r"(\d{1,12}) ([+-])(\d\d)([0-5]\d)")


def _day(written: str) -> dt.date | None:
    """The day of "1746532800 +0200" by that clock. None where no calendar has it, no clock is set so, or git could not read it:
    it then says that the commit was made in the first second of 1970."""
    found = _RAW.fullmatch(written)
    if found is None or int(found[1]) == 0 or int(found[3]) > 14:
        return None
    offset = dt.timedelta(hours=int(found[3]), minutes=int(found[4]))
    try:
        return (_FIRST_SECOND + dt.timedelta(seconds=int(found[1])) + (offset if found[2] == "+" else -offset)).date()
    except OverflowError:
        return None


_FIRST_SECOND = dt.datetime(1970, 1, 1)  # noqa: DTZ001  (the offset is added by hand, since it decides the day)


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
        run = subprocess.run(
            ["git", *arguments],  # noqa: S607
            cwd=root,
            env={name: value for name, value in os.environ.items() if name not in _ASKED_ELSEWHERE},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise NoHistoryError("git is not installed here") from None
    if run.returncode:
        said = run.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise NoHistoryError(said[-1] if said else "git refused")
    return run.stdout
