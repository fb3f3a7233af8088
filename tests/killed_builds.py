"""Interrupts `mkdocs build` and `archive generate` at random moments and in every way, and counts what became of the site.

    python -m tests.killed_builds        30 random moments of each, and other ways to end a build
    python -m tests.killed_builds 100    100 random moments

A site is lost if, after the build has ended, the folder is neither the former site nor the new one, byte for byte. After
each interruption the same command runs again: it must succeed, produce the new site, and leave nothing next to it.
"""

from __future__ import annotations

import hashlib
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
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests import forked
from tests.archive_files import write

ROOT = Path(__file__).resolve().parent.parent
CONFIG = """\
site_name: A tiny archive
site_url: https://archive.test/
docs_dir: content/pages
theme: {name: archive}
plugins: [archive]
"""
FILES: Mapping[str, str] = {
    "mkdocs.yml": CONFIG,
    "content/pages/about.md": "# About\n\nWhose archive this is.\n",
    **{
        f"content/articles/2025/flood-{n}.md": (
            f"---\ntitle: Flood {n}\npublished: 2025-04-{n + 10}\nsource: {{url: 'https://herald.test/{n}'}}\n---\nIt rained.\n"
        )
        for n in range(8)
    },
}
EDITED = "content/articles/2025/flood-3.md"
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "mkdocs build": ("-m", "mkdocs", "build"),
    "archive generate": ("-m", "generator.cli", "generate", "--out", "site"),
}
_LISTENING = (
    "import signal, runpy, sys; signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv = sys.argv[1:]; "
)
"""Restores Ctrl-C, which a shell ignores for programs that it runs in the background."""


@dataclass
class Counts:
    """The results of one way to interrupt a build."""

    runs: int = 0
    unfinished: int = 0  # how many of these did not end successfully
    former: int = 0  # sites left as they were before
    new: int = 0
    lost: int = 0
    left: int = 0  # leftovers next to the site after the next run
    stuck: int = 0  # next runs that did not produce the new site

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.left or self.stuck)

    def __str__(self) -> str:
        return (
            f"{self.runs} runs ({self.unfinished} ended early): {self.former} former sites, {self.new} new ones, "
            f"{self.lost} lost; behind the next run {self.left} things left over, {self.stuck} sites not made"
        )


def digest(site: Path) -> str:
    """One digest of all paths and contents in a folder."""
    found = hashlib.sha256()
    for file in sorted(site.rglob("*")):
        if file.is_file():
            found.update(f"{file.relative_to(site)}\0{file.stat().st_size}\0".encode())
            found.update(file.read_bytes())
    return found.hexdigest()


class Trial:
    """An archive with a site, in which one record is then edited; and what its command makes of both states."""

    def __init__(self, place: Path, what: str) -> None:
        self.root = write(place / "root", FILES)
        self.site = self.root / "site"
        self.call = [sys.executable, *COMMANDS[what]]
        self.run(check=True)
        self.former = digest(self.site)
        shutil.copytree(self.site, place / "former")
        self.kept = place / "former"
        file = self.root / EDITED
        file.write_text(file.read_text(encoding="utf-8").replace("It rained", "It poured"), encoding="utf-8")
        self.run(check=True)
        self.new = digest(self.site)
        self.restore()
        started = time.monotonic()
        self.start().wait()
        self.lasts = time.monotonic() - started
        assert self.new != self.former
        self.around = sorted(self.root.iterdir())

    def restore(self) -> None:
        """Restore the former site, with the edit unpublished, and no search index from an earlier run."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.rmtree(self.root / ".cache", ignore_errors=True)
        shutil.copytree(self.kept, self.site)

    def start(self, *, before: Callable[[], None] | None = None, options: tuple[str, ...] = ()) -> forked.Running:
        module = self.call[2]
        code = f"{_LISTENING}runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
        command = [sys.executable, "-c", code, module, *self.call[3:], *options]
        return forked.Running(command, cwd=self.root, env=_environment(), log=Path(os.devnull), before=before)

    def run(self, *, check: bool) -> int:
        done = forked.run(self.call, cwd=self.root, env=_environment())
        if check:
            done.check_returncode()
        return done.returncode

    def judge(self, counts: Counts, code: int) -> None:
        counts.runs += 1
        counts.unfinished += code != 0
        now = digest(self.site) if self.site.is_dir() else ""
        counts.former += now == self.former
        counts.new += now == self.new
        counts.lost += now not in (self.former, self.new)
        counts.stuck += self.run(check=False) != 0 or digest(self.site) != self.new
        there = {entry for entry in self.root.iterdir() if entry.name != ".cache"}
        counts.left += len(there - set(self.around))


def _environment() -> dict[str, str]:
    # With a file size limit, Python would truncate the generator's own compiled modules.
    own = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return os.environ | own | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1796000000"}


def interrupt_builds(trial: Trial, sent: signal.Signals, times: int, seed: int = 12) -> Counts:
    """Send the signal at random moments until it has interrupted the given number of builds; the start, before anything
    is written, is skipped.

    How long a build takes depends on the load of the machine. A build that ended before its signal is checked too, but
    proves nothing, and later moments are drawn from a shorter time.
    """
    chance = random.Random(seed)  # noqa: S311  (no need for a secure generator)
    counts = Counts()
    lasts = trial.lasts
    while counts.unfinished < times and counts.runs < 4 * times + 12:
        trial.restore()
        running = trial.start()
        time.sleep(chance.uniform(lasts * 0.3, lasts * 1.05))
        running.send_signal(sent)
        before = counts.unfinished
        trial.judge(counts, running.wait().returncode)
        lasts = lasts * 0.75 if counts.unfinished == before else min(lasts * 1.03, trial.lasts)
    return counts


def build_twice_at_once(trial: Trial, times: int, seed: int = 12) -> Counts:
    """Two overlapping runs in one folder, of the archive before and after an edit. The resulting site must be
    completely that of one of them, which counts as new, and nothing of either may be left next to it."""
    chance = random.Random(seed)  # noqa: S311  (no need for a secure generator)
    file = trial.root / EDITED
    edited = file.read_text(encoding="utf-8")
    other = edited.replace("It poured", "It snowed")
    file.write_text(other, encoding="utf-8")
    trial.run(check=True)
    sites = {trial.new, digest(trial.site)}
    assert len(sites) == 2
    counts = Counts()
    for _ in range(times):
        trial.restore()
        file.write_text(edited, encoding="utf-8")
        first = trial.start()
        time.sleep(chance.uniform(0, trial.lasts * 0.8))
        part = file.with_suffix(".part~")
        part.write_text(other, encoding="utf-8")
        part.replace(file)  # atomically
        second = trial.start()
        codes = first.wait().returncode, second.wait().returncode
        counts.runs += 2
        counts.unfinished += sum(code != 0 for code in codes)
        now = digest(trial.site)
        counts.new += now in sites
        counts.lost += now not in sites
        counts.left += len({entry for entry in trial.root.iterdir() if entry.name != ".cache"} - set(trial.around))
        file.write_text(edited, encoding="utf-8")
        counts.stuck += trial.run(check=False) != 0 or digest(trial.site) != trial.new
    return counts


def build_without_room(trial: Trial, times: int) -> Counts:
    """Run with a different file size limit each time, as if the disk were full at different steps of the build."""
    counts = Counts()
    for number in range(times):
        trial.restore()
        limited = trial.start(before=partial(_limit, 2 ** (10 + number)))
        trial.judge(counts, limited.wait().returncode)
    return counts


def _limit(most: int) -> None:
    """Limit the size of files written by this process, in bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[bool]:
    """Mount a file system of that size. Yields whether this process may do so."""
    place.mkdir()
    try:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
        done = subprocess.run(mount, check=False, capture_output=True)
    except OSError:
        yield False
        return
    if done.returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(place)], check=True)  # noqa: S607


def on_a_full_disk(place: Path, what: str, times: int) -> Counts | None:
    """The archive on its own disk, which is filled except for part of the space that the build needs. None if no disk
    can be mounted."""
    counts = Counts()
    with small_disk(place, "64m") as mounted:
        if not mounted:
            return None
        trial = Trial(place / "a", what)
        needed = sum(file.stat().st_size for file in trial.site.rglob("*") if file.is_file())
        for number in range(times):
            trial.restore()
            free = shutil.disk_usage(place).free
            filler = place / "filler"
            filler.write_bytes(bytes(max(0, free - needed * number // times)))
            running = trial.start()
            code = running.wait().returncode
            filler.unlink()
            trial.judge(counts, code)
    return counts


def build_with_errors(trial: Trial) -> Counts:
    """A strict build with a broken link, and a build with an invalid record."""
    counts = Counts()
    about, record = trial.root / "content/pages/about.md", trial.root / EDITED
    for file, text, strict in (
        (about, "# About\n\n[gone](gone.md)\n", True),
        (record, record.read_text(encoding="utf-8").replace("published", "publisher: nobody\npublished"), False),
    ):
        trial.restore()
        held = file.read_bytes()
        file.write_text(text, encoding="utf-8")
        code = trial.start(options=("--strict",) if strict else ()).wait().returncode
        file.write_bytes(held)
        trial.judge(counts, code)
    return counts


def report(times: int) -> Iterator[tuple[str, Counts | None]]:
    """The counts for each command and way, as they come; None for what this machine cannot test."""
    for what in COMMANDS:
        with tempfile.TemporaryDirectory() as folder:
            trial = Trial(Path(folder).resolve() / "a", what)
            yield f"{what}, kill -9", interrupt_builds(trial, signal.SIGKILL, times)
            yield f"{what}, Ctrl-C", interrupt_builds(trial, signal.SIGINT, max(1, times // 3))
            yield f"{what}, SIGTERM", interrupt_builds(trial, signal.SIGTERM, max(1, times // 3))
            yield f"{what}, no room for a file", build_without_room(trial, min(times, 10))
            yield f"{what}, full disk", on_a_full_disk(Path(folder).resolve() / "disk", what, min(times, 8))
            yield f"{what}, two at once", build_twice_at_once(trial, min(times, 10))
            if what == "mkdocs build":
                yield f"{what}, an error", build_with_errors(trial)


if __name__ == "__main__":
    failed = False
    for tried, counted in report(int(sys.argv[1]) if len(sys.argv) > 1 else 30):
        print(f"{tried}: {counted or 'not tried, this process may not mount a disk'}", flush=True)  # noqa: T201  (it is run to be read)
        failed |= counted is not None and not (counted.is_good and (counted.unfinished or "two at once" in tried))
    sys.exit(failed)
