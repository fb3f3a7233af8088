"""Kills every command that writes records, at random moments and at each step of its work on the disk, and counts what it leaves.

    python -m tests.killed            30 random moments of each writer, and every step
    python -m tests.killed 100        100 random moments

A record is lost where it is gone, cut where it is neither as it was nor as it is to be. Both counts have to be 0. Behind a kill
the next command runs, as an author would run it, and the archive then has to be wholly as before or wholly as meant.
"""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cli import main
from tests.archive_files import write

COPY = "Ada Weir said: “It will hold for a hundred years,” and closed the gate of the upper wall.\n"

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
}

# A command that ends itself with SIGKILL at the step of its work on the disk that has this number: at opening a file for
# writing, renaming, linking, deleting. The interpreter reports these before they happen.
_AT_STEP = """
import os, signal, sys
root, wanted, steps = sys.argv[1], int(sys.argv[2]), 0
def step(event, arguments):
    global steps
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in ("os.rename", "os.remove", "os.link", "os.chmod"):
        if str(arguments[0]).startswith(root):
            steps += 1
            if steps == wanted:
                os.kill(os.getpid(), signal.SIGKILL)
from generator.cli import main
sys.addaudithook(step)
sys.exit(main(["--root", root, *sys.argv[3:]]))
"""


@dataclass
class Counts:
    """What came of the kills of one writer."""

    kills: int = 0
    unfinished: int = 0  # of these, how many came before the command was done
    lost: int = 0
    cut: int = 0
    mixed: int = 0  # neither wholly as before nor wholly as meant, behind the next command

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.unfinished} before the end): {self.lost} records lost, {self.cut} cut, "
            f"{self.mixed} archives half changed"
        )


def texts(root: Path) -> dict[str, bytes]:
    """Every file of the archive that an author sees, by path."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.name.endswith(".part") and file.name != ".archive-plan.json"
    }


def left_behind(root: Path) -> list[str]:
    """Parts and plans that are still there."""
    return [file.name for file in root.rglob(".*") if file.name.endswith((".part", "-plan.json"))]


def archive(folder: Path) -> Path:
    """A new archive in the folder, and a copy of its article's source beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "root").mkdir(parents=True)
    (folder / "copy.txt").write_text(COPY, encoding="utf-8")
    return write(folder / "root", FILES)


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    call = [sys.executable, "-m", "generator.cli", "--root", str(root), *arguments]
    return subprocess.run(call, check=False, capture_output=True, text=True, env=_environment(), cwd=root)


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PATH": "/usr/bin:/bin"}


def meant(folder: Path, writer: str) -> tuple[dict[str, bytes], dict[str, bytes], float]:
    """The archive's files before the command and after it, and how long it runs, in seconds."""
    root = archive(folder)
    before = texts(root)
    started = time.monotonic()
    done = run(root, *WRITERS[writer])
    assert done.returncode == 0, done.stderr
    return before, texts(root), time.monotonic() - started


def judge(counts: Counts, root: Path, before: dict[str, bytes], after: dict[str, bytes], *, alone: bool) -> None:
    """Counts what a kill has left. `alone`: each file of this writer stands for itself."""
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
    counts.mixed += recovered not in whole or bool(left_behind(root))


def at_every_step(folder: Path, writer: str, most: int = 1000) -> Counts:
    """Kills the writer at each step of its work on the disk, until it comes through, or up to the step of this number."""
    before, after, _ = meant(folder, writer)
    counts = Counts()
    while True:
        root = archive(folder)
        step = counts.kills + 1 if counts.kills < most else 0
        call = [sys.executable, "-c", _AT_STEP, str(root), str(step), *WRITERS[writer]]
        done = subprocess.run(call, check=False, capture_output=True, env=_environment(), cwd=root)
        if done.returncode != -signal.SIGKILL:
            assert texts(root) == after, done.stderr
            return counts
        counts.kills += 1
        counts.unfinished += 1
        judge(counts, root, before, after, alone=writer != "merge")


def at_random_moments(folder: Path, writer: str, kills: int, seed: int = 12) -> Counts:
    """Kills the writer at moments drawn from the second half of its run, before which it reads, until so many kills came before
    its end. One that came behind it is judged too, but proves nothing, and the next are drawn from a shorter time."""
    before, after, lasts = meant(folder, writer)
    chance = random.Random(seed)  # noqa: S311  (no secret)
    counts = Counts()
    while counts.unfinished < kills and counts.kills < 4 * kills:
        root = archive(folder)
        call = [sys.executable, "-m", "generator.cli", "--root", str(root), *WRITERS[writer]]
        running = subprocess.Popen(
            call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment(), cwd=root
        )
        time.sleep(chance.uniform(lasts * 0.5, lasts * 1.02))
        running.kill()
        counts.kills += 1
        early = running.wait() == -signal.SIGKILL
        counts.unfinished += early
        lasts *= 1.02 if early else 0.9
        judge(counts, root, before, after, alone=writer != "merge")
    return counts


def report(kills: int) -> Iterator[tuple[str, Counts]]:
    """The counts of every writer, as they come."""
    with tempfile.TemporaryDirectory() as folder:
        for writer in WRITERS:
            yield f"{writer}, at every step", at_every_step(Path(folder).resolve() / "a", writer)
            yield f"{writer}, at random", at_random_moments(Path(folder).resolve() / "a", writer, kills)


if __name__ == "__main__":
    failed = False
    for what, counted in report(int(sys.argv[1]) if len(sys.argv) > 1 else 30):
        print(f"{what}: {counted}", flush=True)  # noqa: T201  (it is run to be read)
        failed |= bool(counted.lost or counted.cut or counted.mixed)
    sys.exit(failed)
