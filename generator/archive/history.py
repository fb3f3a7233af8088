"""The history of an archive in git: which files each commit touched, and the files of an earlier revision.

An archive works without it: if git is not installed, or the folder is not a repository, there is no history. A change
that is reverted within REVERTED_WITHIN seconds is left out together with its reversal, since readers never saw it.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from generator.archive.alterations import Alteration
from generator.archive.derived_fields import DERIVED
from generator.problems import RefusedError

How = Literal["added", "changed", "removed", "moved"]

_HOW: dict[str, How] = {"A": "added", "M": "changed", "T": "changed", "D": "removed", "R": "moved", "C": "added"}
_SEPARATOR = "\x1e"
_COMMIT = re.compile(rf"(?:\A|\0){_SEPARATOR}(?=[0-9a-f]{{40,64}}\0)")
"""The beginning of a commit in the output. Its first line may contain the separator too, but no zero byte, and there
another character precedes it."""
_REPOSITORY_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""Environment variables that would make git use another repository. Git sets some of them for its hooks."""
_FIXED_SETTINGS = (
    "core.quotePath=false", f"diff.orderFile={os.devnull}", "diff.relative=false", "log.follow=false", "log.showRoot=true",
    "log.showSignature=false",
)  # fmt: skip
"""Settings passed to git so that the user's own settings do not change its output."""


class NoHistoryError(RefusedError):
    """Git could not answer. The message explains why to the user at the terminal."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A file in `content/` that a commit touched; `before` is its former path if the commit moved it, and `blob` git's
    hash of its new contents."""

    how: How
    path: str
    before: str | None = None
    blob: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched records: its day in the author's time zone, the first line of its message, and its author's
    name.

    `committed` is the day of the commit in its present place; it is later than `day` if the commit was rebased or
    squashed. `listed` is False if the message marks it as not newsworthy by ending with the line `Changes: none`.
    """

    key: str
    day: dt.date
    committed: dt.date
    subject: str
    files: tuple[Touched, ...]
    listed: bool = True
    author: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state of the archive that was tagged in git so that it can be cited: the tag's name, the commit with its day,
    and the first line of the tag's message.

    `commits` are the keys of the commits that touched `content/` since the previous state, or since the beginning.
    """

    name: str
    day: dt.date
    commit: str
    message: str
    commits: frozenset[str]


@dataclass(frozen=True, slots=True)
class History:
    """Every commit that touched `content/`, newest first. `head` is the last commit that was read.

    `parts` are the parts of articles in each version, as far as read (`versions.py`): by the version's blob, each
    anchor with a number that changes if the part does. `tags` is the answer of `tag_log`, and `states` are parsed from
    it, latest first. `altered` says which fields differ between two versions of a record, by the `version_pair_key` of
    their blobs.
    """

    head: str
    commits: tuple[Commit, ...]
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict, compare=False)
    tags: str = ""
    states: tuple[State, ...] = ()
    altered: Mapping[str, Sequence[Alteration]] = field(
        default_factory=dict, compare=False, repr=False, metadata={DERIVED: True}
    )

    @property
    def day(self) -> dt.date | None:
        """The day of the last commit that touched `content/`; None if there is none."""
        return self.commits[0].day if self.commits else None


def published_day(past: History | None, today: str) -> str:
    """The day on which the archive was published as it is (ISO 8601): that of the last commit that touched a record,
    or `today` if there is no history."""
    return past.day.isoformat() if past and past.day else today


def version_pair_key(before: str, after: str) -> str:
    """The key for two versions of a record, made from their blobs."""
    return f"{before} {after}"


def commits_by_file(past: History) -> dict[str, list[tuple[Commit, Touched]]]:
    """By the path of each present file, the commits that touched it under any name, oldest first. A file that was
    removed and added again starts over."""
    found: dict[str, list[tuple[Commit, Touched]]] = {}
    for commit in reversed(past.commits):
        for file in commit.files:
            line = found.pop(file.before or file.path, [])
            if file.how != "removed":
                found[file.path] = [*line, (commit, file)]
    return found


def blobs(root: Path, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The contents for these hashes; hashes that git does not have are skipped. Raises NoHistoryError if git cannot
    answer."""
    answer = io.BytesIO(_bytes(root, "cat-file", "--batch", given="".join(f"{it}\n" for it in wanted).encode()))
    while head := answer.readline().split():
        if len(head) == 3:
            yield head[0].decode(), answer.read(int(head[2]))
            answer.readline()


def history(root: Path, previous: History | None = None) -> History | None:
    """The history of the archive at `root`; None if there is none.

    There is none if the folder is inside a repository of something else, or if the clone is shallow: then everything
    would seem to have been added on one day. `previous` is returned if nothing has changed since.
    """
    known = history_key(root)
    if not known:
        return None
    top, shallow, head = known.rsplit("\n", 2)
    if Path(top).resolve() != root.resolve() or shallow != "false":
        return None
    tags = tag_log(root)
    if previous and (previous.head, previous.tags) == (head, tags):
        return previous
    try:
        # Merges are left out: the commits that they join contain the changes.
        log = _git(
            root, *(word for setting in _FIXED_SETTINGS for word in ("-c", setting)),
            "log", "--no-merges", "--find-renames", "--raw", "--no-abbrev", "-z", "--no-color", "--encoding=UTF-8",
            f"--format={_SEPARATOR}%H%x00%ad%x00%cd%x00=%(trailers:key=Changes,valueonly)%x00=%s%x00=%aN%x00", "--date=raw", head, "--", "content",
        )  # fmt: skip
    except NoHistoryError:
        return None
    return History(head, tuple(_commits(log)), tags=tags, states=tuple(_states(root, tags)))


def why_none(root: Path) -> str | None:
    """Why the history of a repository at `root` is left out, and what helps, as a sentence without a full stop; None if
    there is no repository or nothing was committed yet."""
    try:
        top, shallow = (
            _git(root, "rev-parse", "--show-toplevel", "--is-shallow-repository").rstrip("\n").rsplit("\n", 1)
        )
    except NoHistoryError as fault:
        if "safe.directory" in str(fault):
            return f"The history is left out, since another user owns the repository; if you trust it: {str(fault).strip()}"
        return None
    if shallow == "true" and Path(top).resolve() == root.resolve():
        return "The history is left out, since this clone does not have all of it; fetch it: git fetch --unshallow"
    return None


def history_key(root: Path) -> str:
    """What determines the history, in lines: the top folder of the repository, whether the clone is shallow, and the
    hash of HEAD. Empty if there is no commit."""
    try:
        answer = _bytes(root, "rev-parse", "--show-toplevel", "--is-shallow-repository", "--verify", "HEAD")
    except NoHistoryError:
        return ""
    return os.fsdecode(answer).removesuffix("\n")


MOST_STATES = 200
"""How many tags are read, the latest first."""


def tag_log(root: Path) -> str:
    """Git's output about the tags on ancestors of HEAD, from which the states are made. Empty if git cannot answer."""
    try:
        return _git(
            root, "for-each-ref", "--merged=HEAD", "--sort=refname", "--sort=-creatordate", f"--count={MOST_STATES}", "--format="
            "%(refname:strip=2)%00%(if)%(*objectname)%(then)%(*committerdate:raw)%00%(*objectname)"
            "%(else)%(committerdate:raw)%00%(objectname)%(end)%00"
            "%(objecttype)%00%(contents:subject)", "refs/tags",
        )  # fmt: skip
    except NoHistoryError:
        return ""


def _states(root: Path, tags: str) -> Iterator[State]:
    """The tagged states by the time of their commits, latest first, since a tag may be set long after. A tag without a
    message of its own gets an empty `message`: its commit has its own page."""
    rows = [row for line in tags.split("\n") if len(row := line.split("\0")) == 5]
    dated = [(day, row) for row in rows if (day := _day(row[1]))]
    dated.sort(key=lambda it: (int(it[1][1].split()[0]), it[1][0]), reverse=True)
    for at, (day, (name, _, commit, sort, said)) in enumerate(dated):
        before = [f"^{row[2]}" for _, row in dated[at + 1 : at + 2]]
        with suppress(NoHistoryError):
            keys = _git(root, "rev-list", "--no-merges", commit, *before, "--", "content").split()
            yield State(name, day, commit, said if sort == "tag" else "", frozenset(keys))


def files_at(root: Path, revision: str, folder: Path) -> str:
    """Write the records and settings of a revision into a folder, and return the hash of its commit.

    Raises NoHistoryError if there is no git, no repository or no such revision.
    """
    if revision.startswith("-"):
        raise NoHistoryError(f"'{revision}' is not a revision")
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    except NoHistoryError as fault:
        _git(root, "rev-parse", "--git-dir")  # so that a missing repository is reported as such
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
    """The hashes of a path's contents before and after a commit; empty if there was no file."""

    path: str
    before: str
    after: str


class _Entry(NamedTuple):
    """A file that a commit touched, with the state of its path, or of both paths if it was moved."""

    file: Touched
    states: tuple[_State, ...]


def _commits(log: str) -> Iterator[Commit]:
    """The commits that touched files. One with an impossible date is left out: git accepts any date."""
    read = []
    for text in _COMMIT.split(log)[1:]:
        fields = text.split("\0")
        if len(fields) > _HEAD:
            read.append((*fields[:_HEAD], tuple(_entries([field.lstrip("\n") for field in fields[_HEAD:]]))))
    undone = _reverted_changes([(_second(written), entries) for _, written, *_, entries in read])
    for number, (key, written, placed, trailer, subject, author, entries) in enumerate(read):
        files = tuple(it.file for it in entries if not all((number, state.path) in undone for state in it.states))
        day = _day(written)
        if files and day:
            landed = max(day, _day(placed) or day)
            listed = trailer[1:].strip().lower() != "none"
            yield Commit(key, day, landed, subject[1:], files, listed=listed, author=author[1:].strip())


_HEAD = 6
"""The number of fields of a commit before those of its files."""

REVERTED_WITHIN = 7200
"""A change that is reverted within this many seconds is left out."""


class _Change(NamedTuple):
    """What a commit did to one path, and when."""

    second: int
    number: int
    state: _State


def _reverted_changes(commits: Sequence[tuple[int, tuple[_Entry, ...]]]) -> set[tuple[int, str]]:
    """The changes, as commit number and path, that were soon reverted, and their reversals. `commits` gives the time
    and the files of each commit, newest first."""
    lines: dict[str, list[_Change]] = {}
    for number, (second, entries) in enumerate(commits):
        for state in (state for entry in entries for state in entry.states):
            lines.setdefault(state.path, []).append(_Change(second, number, state))
    return {(change.number, path) for path, line in lines.items() for change in _reverted_sequence(line)}


def _reverted_sequence(line: Sequence[_Change]) -> Iterator[_Change]:
    """The changes of one path, newest first, that together leave it unchanged. If a change was reverted and made again,
    the first of the three stays, with its commit message."""
    at = 0
    while at < len(line):
        last = at
        for other in range(at, len(line)):
            if other > at and line[other].state.after != line[other - 1].state.before:
                break  # made on another branch
            if abs(line[at].second - line[other].second) > REVERTED_WITHIN:
                break
            if line[other].state.before == line[at].state.after:
                last = other + 1
        yield from line[at:last]
        at = max(last, at + 1)


_RAW = re.compile(r"(\d{1,12}) ([+-])(\d\d)([0-5]\d)")


def _second(written: str) -> int:
    """The time of "1746532800 +0200" in seconds since 1970; 0 if the text is not a time."""
    found = _RAW.fullmatch(written)
    return int(found[1]) if found else 0


def _day(written: str) -> dt.date | None:
    """The day of a time such as "1746532800 +0200", in that time zone. None if the date or the zone is impossible, or
    if git could not read the date and printed 0, the first second of 1970."""
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
    """The files of a commit, from git's fields: a line of modes and hashes that ends with a status letter (and for a
    move a similarity), then one path or two."""
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
            yield _Entry(Touched(how, second, first, after), states)
        elif how and first:
            path = second or first
            yield _Entry(
                Touched(how, path, blob=after),
                (_State(path, *(h if h.strip("0") else _NOTHING for h in (before, after))),),
            )


_NOTHING = ""
"""Used instead of the hash of zeros that git prints if there is no file."""


def _git(root: Path, *arguments: str) -> str:
    return _bytes(root, *arguments).decode("utf-8", errors="replace")


def _bytes(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        run = subprocess.run(
            ["git", *arguments],  # noqa: S607
            cwd=root,
            env={name: value for name, value in os.environ.items() if name not in _REPOSITORY_VARIABLES},
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise NoHistoryError("git is not installed here") from None
    if run.returncode:
        said = run.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise NoHistoryError(said[-1] if said else "git refused")
    return run.stdout
