"""What git remembers of an archive: its files as they were, and which of them each commit touched. None of it is needed.

What was soon put back as it was before is not remembered of either commit: to a reader it never happened. Only git is asked, in the archive's own folder; where it is not installed, or the folder is no repository, there is no history.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from generator.problems import RefusedError

How = Literal["added", "changed", "removed", "moved"]

_HOW: dict[str, How] = {"A": "added", "M": "changed", "T": "changed", "D": "removed", "R": "moved", "C": "added"}
_SEPARATOR = "\x1e"
_COMMIT = re.compile(rf"(?:\A|\0){_SEPARATOR}(?=[0-9a-f]{{40,64}}\0)")
"""Where a commit begins. Its first line may hold the separator too, but no zero byte, and here a sign stands before it."""
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
    """One commit that touched records: the day on which it was made, as its author's clock had it, and its first line.

    `listed` is False where its message says that it is no news: it ends with the line `Changes: none`.
    """

    key: str
    day: dt.date
    subject: str
    files: tuple[Touched, ...]
    listed: bool = True


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
            "log", "--no-merges", "--find-renames", "--raw", "--no-abbrev", "-z", "--no-color", "--encoding=UTF-8",
            f"--format={_SEPARATOR}%H%x00%ad%x00=%(trailers:key=Changes,valueonly)%x00=%s%x00", "--date=raw", head, "--", "content",
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


class _State(NamedTuple):
    """What a commit made of one path: the hash of its bytes before and after, zeros where no file was there."""

    path: str
    before: str
    after: str


class _Entry(NamedTuple):
    """A file that a commit touched, with the states of its path, or of both where it was moved."""

    file: Touched
    states: tuple[_State, ...]


def _commits(log: str) -> Iterator[Commit]:
    """The commits that touched files. One whose day is in no calendar is left out: a commit may claim any day."""
    read = []
    for text in _COMMIT.split(log)[1:]:
        fields = text.split("\0")
        if len(fields) > _HEAD:
            read.append((*fields[:_HEAD], tuple(_entries([field.lstrip("\n") for field in fields[_HEAD:]]))))
    undone = _undone([(_second(written), entries) for _, written, *_, entries in read])
    for number, (key, written, trailer, subject, entries) in enumerate(read):
        files = tuple(it.file for it in entries if not all((number, state.path) in undone for state in it.states))
        day = _day(written)
        if files and day:
            yield Commit(key, day, subject[1:], files, listed=trailer[1:].strip().lower() != "none")


_HEAD = 4
"""Fields of a commit before those of its files."""

SOON = 7200
"""Seconds within which a change that is put back never happened, to a reader."""


class _Change(NamedTuple):
    """What a commit made of one path, and when."""

    second: int
    number: int
    state: _State


def _undone(commits: Sequence[tuple[int, tuple[_Entry, ...]]]) -> set[tuple[int, str]]:
    """The changes, by the commit's number and path, behind which a path soon was as before the first of them. `commits`: the times
    and files of each, the newest first."""
    lines: dict[str, list[_Change]] = {}
    for number, (second, entries) in enumerate(commits):
        for state in (state for entry in entries for state in entry.states):
            lines.setdefault(state.path, []).append(_Change(second, number, state))
    return {(change.number, path) for path, line in lines.items() for change in _loops(line)}


def _loops(line: Sequence[_Change]) -> Iterator[_Change]:
    """The changes of one path, the newest first, that lead to where they began. Where a change is taken back and made again, the
    first of the three stays, with the words that somebody gave for it."""
    at = 0
    while at < len(line):
        last = at
        for other in range(at, len(line)):
            if other > at and line[other].state.after != line[other - 1].state.before:
                break  # it was made on another branch
            if abs(line[at].second - line[other].second) > SOON:
                break
            if line[other].state.before == line[at].state.after:
                last = other + 1
        yield from line[at:last]
        at = max(last, at + 1)


_RAW = re.compile(r"(\d{1,12}) ([+-])(\d\d)([0-5]\d)")


def _second(written: str) -> int:
    """The time of "1746532800 +0200", in seconds since 1970; 0 where there is none."""
    found = _RAW.fullmatch(written)
    return int(found[1]) if found else 0


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


def _entries(fields: list[str]) -> Iterator[_Entry]:
    """The files of a commit: a line of modes and hashes that ends with a letter (with a degree of likeness, for a move), then one
    path, or two."""
    rest = iter(filter(None, fields))
    for line in rest:
        words = line.split()
        if len(words) != 5 or not line.startswith(":"):
            continue
        before, after, letter = words[2:]
        how = _HOW.get(letter[0])
        first = next(rest, None)
        second = next(rest, None) if letter[0] in "RC" else None
        if how and first and second and how == "moved":
            states = (_State(first, before, _NOTHING), _State(second, _NOTHING, after))
            yield _Entry(Touched(how, second, first), states)
        elif how and first:
            path = second or first
            yield _Entry(
                Touched(how, path), (_State(path, *(h if h.strip("0") else _NOTHING for h in (before, after))),)
            )


_NOTHING = ""
"""In the place of a hash: no file."""


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
