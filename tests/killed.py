"""Interrupts every command that writes records, at random moments and at each step of its disk work, and counts the damage.

It is interrupted by SIGKILL, Ctrl-C and SIGTERM, by a disk that is full at each of these steps, and by file size limits.

    python -m tests.killed        30 random moments of each writer, a third of that for each milder signal, and every step
    python -m tests.killed 100    100 random moments

A record is lost if it is gone, and cut if it is neither in its former nor in its intended state. Both counts must be 0.
Afterwards the next command runs, as an author would run it, and then the archive must be completely in its former or
its intended state.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.authoring import upgrade
from generator.cli import main
from generator.exports import cache
from tests import forked
from tests.archive_files import write

COPY = "Ada Weir said: “It will hold for a hundred years,” and closed the gate of the upper wall.\n"

SOURCES = "".join(
    f"@article{{a{n}, title={{Tide {n}}}, journal={{The Quay Post}}, date={{2025-05-0{n}}}, url={{https://example.org/{n}}}}}\n"
    for n in (1, 2)
)

PAGE = (
    '<html lang="en"><head><title>The tide</title><meta property="og:site_name" content="The Quay Post">'
    '<link rel="canonical" href="https://example.org/tide"></head><body><article><h1>The tide</h1>'
    f"<p>{COPY}</p></article></body></html>"
)

FILES: Mapping[str, str] = {
    "content/people/ada-weir.yml": "name:   Ada Weir\n# Seen once.\ncountry: GB\n",
    "content/people/ada-w.yml": "name:   A. Weir\nalso: [Ada Marie Weir]\n",
    "content/organisations/board.yml": "name: Board\nrelations: [{to: ada-w, kind: led by}]\n",
    "content/articles/2025/wall.md": (
        "---\ntitle: The wall\npublisher: board\nsource: {url: 'https://example.org/wall'}\nquotations:\n- text: It will hold\n"
        "  id: hold\n  speaker: ada-w\n---\n[[ada-w]] and [[ada-weir]] said [[q:hold]].\n"
    ),
    **{f"content/people/p{n}.yml": f"name:   Person {n}\nrelations: [{{to: ada-w, kind: friend}}]\n" for n in range(2)},
}

WRITERS: Mapping[str, tuple[str, ...]] = {
    "verify": ("verify", "wall", "--copy", "../copy.txt"),
    "suggest": ("suggest", "wall", "--copy", "../copy.txt", "--write"),
    "fmt": ("fmt",),
    "merge": ("merge", "ada-w", "ada-weir"),
    "new": ("new", "person", "--name", "Ben Marsh"),
    "schema": ("schema",),
    "upgrade": ("upgrade", "--yes"),
    "migrate": ("migrate",),
    "apply": ("apply", "../people.csv"),
    "import": ("import", "../sources.bib", "--write"),
    "undo": ("import", "--undo"),
    "add": ("add", "../page.html", "--copies", "../copies", "--write"),
}

TOGETHER = ("merge", "upgrade", "migrate", "apply", "import", "undo", "add")
"""Commands that change several files together, all or none. With other commands, each file counts separately."""

_BEFORE: Mapping[str, str] = {
    # There is only one format yet; this adds a second one, in which a person has notes.
    "migrate": """
from generator.records import edit, migrate
migrated, notes = migrate.migrate, [edit.SetValue(("notes",), "Brought over.")]
migrate.migrate = lambda root: migrated(root, {1: lambda kind, _: notes if kind == "person" else []}, 2)
"""
}
"""Code that runs before a command."""

_RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell that runs this in the background has it ignore
from generator.cli import main
sys.exit(main(["--root", *sys.argv[1:]]))
"""

# At the step of the command's disk work with this number, the command kills itself with SIGKILL, or the disk is full.
# Steps are opening a file for writing, renaming, linking, deleting, and fsync. Python's audit hooks report all but the
# last before they happen.
_AT_STEP = """
import errno, os, signal, sys
how, wanted, root, steps = sys.argv[1], int(sys.argv[2]), sys.argv[3], 0
def counted():
    global steps
    steps += 1
    if steps == wanted and how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if steps == wanted:
        print("the disk is full", file=sys.stderr)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
def step(event, arguments):
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in ("os.rename", "os.remove", "os.link", "os.chmod"):
        if str(arguments[0]).startswith(root):
            counted()
def fsync(handle, to_disk=os.fsync):
    counted()
    to_disk(handle)
from generator.cli import main
sys.addaudithook(step)
os.fsync = fsync
sys.exit(main(["--root", *sys.argv[3:]]))
"""


@dataclass
class Counts:
    """The results of interrupting one writer."""

    kills: int = 0
    unfinished: int = 0  # how many of these came before the command was done
    lost: int = 0
    cut: int = 0
    mixed: int = 0  # neither completely former nor completely intended, after the next command
    spoken: int = 0  # how many ended with a traceback

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.cut or self.mixed or self.spoken)

    def __str__(self) -> str:
        return (
            f"{self.kills} ended ({self.unfinished} before its end): {self.lost} records lost, {self.cut} cut, "
            f"{self.mixed} archives half changed, {self.spoken} tracebacks"
        )


def texts(root: Path) -> dict[str, bytes]:
    """Every file of the archive that an author sees, by path."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.name.endswith(".part") and file.name != ".archive-plan.json"
        if cache.FOLDER not in file.parts
    }


def leftovers(root: Path) -> list[str]:
    """Temporary files and plans that are still there, outside the cache."""
    found = [file for file in root.rglob(".*") if cache.FOLDER not in file.parts]
    return [file.name for file in found if file.name.endswith((".part", "-plan.json"))]


def make_archive(folder: Path, writer: str) -> Path:
    """A new archive in the folder, for this writer, with a copy of its article's source next to it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "root").mkdir(parents=True)
    for name, said in (("copy.txt", COPY), ("sources.bib", SOURCES), ("page.html", PAGE)):
        (folder / name).write_text(said, encoding="utf-8")
    root = write(folder / "root", FILES)
    if writer == "apply":
        table = folder / "people.csv"
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            main(["--root", str(root), "table", "person", "--out", str(table)])
        table.write_text(table.read_text(encoding="utf-8-sig").replace("Person ", "Nobody "), encoding="utf-8")
    if writer == "undo":
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            main(["--root", str(root), *WRITERS["import"][:1], str(folder / "sources.bib"), "--write"])
    if writer == "upgrade":  # begun by an earlier version, which wrote less
        earlier = {"mkdocs.yml": b"site_name: A\n", "Makefile": b"site:\n", "requirements.txt": b"mkdocs\n"}
        for path, text in {**earlier, upgrade.RECORD: upgrade.record(earlier, "A", "en")}.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(text)
    return root


def _environment() -> dict[str, str]:
    # With a file size limit, Python would truncate the generator's own compiled modules.
    quiet = {"PYTHONDONTWRITEBYTECODE": "1"}
    return quiet | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PATH": "/usr/bin:/bin"}


def _call(root: Path, writer: str, *way: str, code: str = _RUN) -> list[str]:
    return [sys.executable, "-c", _BEFORE.get(writer, "") + code, *way, str(root), *WRITERS[writer]]


def start(root: Path, writer: str, *, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start the writer in the archive."""
    return subprocess.Popen(
        _call(root, writer),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=_environment(),
        cwd=root,
        preexec_fn=before,  # noqa: PLW1509  (there are no threads here)
    )


def forked_start(root: Path, writer: str) -> forked.Running:
    """Start the writer in a fork that has already imported what it needs."""
    return forked.Running(_call(root, writer), cwd=root, env=_environment(), log=Path(os.devnull))


def expected_files(folder: Path, writer: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The archive's files before and after the command."""
    root = make_archive(folder, writer)
    before = texts(root)
    ended = forked.run(_call(root, writer), cwd=root, env=_environment())
    assert ended.returncode == 0, ended.stderr
    assert texts(root) != before
    return before, texts(root)


def duration_of(folder: Path, writer: str) -> float:
    """The time that the command takes, in seconds."""
    root = make_archive(folder, writer)
    started = time.monotonic()
    forked_start(root, writer).wait()
    return time.monotonic() - started


def judge(
    counts: Counts, root: Path, before: dict[str, bytes], after: dict[str, bytes], said: str, *, alone: bool
) -> None:
    """Count what an interrupted writer has left. `said` are its last words. `alone`: each file of this writer counts
    separately."""
    counts.spoken += "Traceback" in said
    now = texts(root)
    for path in before.keys() | after.keys():
        states = {before.get(path), after.get(path)}
        if now.get(path) not in states:
            counts.lost += path not in now
            counts.cut += path in now
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(["--root", str(root), "check"])
    recovered = texts(root)
    whole = [before, after]
    if alone:
        whole.append({path: text for path, text in recovered.items() if text in (before.get(path), after.get(path))})
    counts.mixed += recovered not in whole or bool(leftovers(root))


def interrupt_at_every_step(folder: Path, writer: str, most: int = 1000, how: str = "killed") -> Counts:
    """Interrupt the writer at each step of its disk work until it completes, or up to step `most`. `how`: it is killed,
    or the disk is full."""
    before, after = expected_files(folder, writer)
    counts = Counts()
    while True:
        root = make_archive(folder, writer)
        step = counts.kills + 1 if counts.kills < most else 0
        ended = forked.run(_call(root, writer, how, str(step), code=_AT_STEP), cwd=root, env=_environment())
        if ended.returncode != -signal.SIGKILL and "the disk is full" not in ended.stderr:
            assert texts(root) == after, ended.stderr
            return counts
        counts.kills += 1
        counts.unfinished += ended.returncode != 0
        judge(counts, root, before, after, ended.stderr, alone=writer not in TOGETHER)


def interrupt_at_random(
    folder: Path, writer: str, times: int, sent: signal.Signals = signal.SIGKILL, seed: int = 12
) -> Counts:
    """Send the writer a signal at random moments in the second half of its run (the first half only reads), until the
    given number came before its end. A later one is checked too, but proves nothing, and the next are drawn from a
    shorter time."""
    before, after = expected_files(folder, writer)
    lasts = duration_of(folder, writer)
    chance = random.Random(seed)  # noqa: S311  (no need for a secure generator)
    counts = Counts()
    while counts.unfinished < times and counts.kills < 4 * times + 12:
        root = make_archive(folder, writer)
        running = forked_start(root, writer)
        time.sleep(chance.uniform(lasts * 0.5, lasts * 1.02))
        running.send_signal(sent)
        counts.kills += 1
        early = running.wait().returncode != 0
        counts.unfinished += early
        lasts *= 1.02 if early else 0.75
        judge(counts, root, before, after, "", alone=writer not in TOGETHER)
    return counts


def write_without_room(folder: Path, writer: str) -> Counts:
    """Run with a file size limit that doubles each time, as if the disk were full in the middle of a file."""
    before, after = expected_files(folder, writer)
    counts = Counts()
    for number in range(17):
        root = make_archive(folder, writer)
        most = 2**number - 1

        def limit(most: int = most) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        running = start(root, writer, before=limit)
        _, said = running.communicate()
        counts.kills += 1
        counts.unfinished += running.returncode != 0
        judge(counts, root, before, after, said, alone=writer not in TOGETHER)
    return counts


def report(times: int) -> Iterator[tuple[str, Counts]]:
    """The counts of every writer, as they come."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve() / "a"
        for writer in WRITERS:
            yield f"{writer}, killed at every step", interrupt_at_every_step(place, writer)
            yield f"{writer}, a full disk at every step", interrupt_at_every_step(place, writer, how="full")
            yield f"{writer}, no room for a file", write_without_room(place, writer)
            yield f"{writer}, killed at random", interrupt_at_random(place, writer, times)
            yield f"{writer}, Ctrl-C at random", interrupt_at_random(place, writer, max(1, times // 3), signal.SIGINT)
            yield f"{writer}, SIGTERM at random", interrupt_at_random(place, writer, max(1, times // 3), signal.SIGTERM)


if __name__ == "__main__":
    failed = False
    for what, counted in report(int(sys.argv[1]) if len(sys.argv) > 1 else 30):
        print(f"{what}: {counted}", flush=True)  # noqa: T201  (it is run to be read)
        failed |= not counted.is_good
    sys.exit(failed)
