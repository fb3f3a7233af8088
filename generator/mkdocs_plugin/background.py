"""Background processes of a server: one builds the site, and one reports which files have changed.

MkDocs's server makes requests wait until a build is done, and Python runs one thread at a time. So the server's own
process only answers requests, and reloads pages in browsers once a build has been written.

Each process is forked from the server's, so it has everything in memory that was made there, and ends with it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Generic, TypeVar

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from generator.pages.forks import end_with_parent

T = TypeVar("T")

Wanted = Callable[[], bool]
"""Whether what is being made is still wanted, that is, nothing has changed meanwhile."""
Build = Callable[[frozenset[str], Wanted], None]
"""Builds after these files have changed; an empty set if they are not known."""

_DEBOUNCE_SECONDS = 0.05
"""The debounce time in seconds: after this time without a change, an editor has saved everything."""
_POLLING_SECONDS = 3.0
"""The polling interval in seconds, for file systems that do not report changes."""
_CHANGES = {"created", "modified", "deleted", "moved"}

_FORK = multiprocessing.get_context("fork") if sys.platform == "linux" else None


def forked(work: Callable[[], None]) -> ForkProcess:
    """Fork a process that does this work and ends with this one. Raises OSError unless `forks.can_fork`."""
    if _FORK is None:
        raise OSError("this system cannot fork")

    def run() -> None:
        end_with_parent()
        work()

    process = _FORK.Process(target=run)
    process.start()
    return process


class Waiting(Generic[T]):
    """A process forked early, while memory use is low, which waits to be started. A later fork ends up copying all
    memory, since Python writes reference counts into objects that it only reads."""

    def __init__(self, work: Callable[[T], None]) -> None:
        """`work` is called in that process with the argument of `begin`."""
        told, self._tell = multiprocessing.Pipe(duplex=False)

        def run() -> None:
            self._tell.close()
            with suppress(EOFError):  # closed without a job
                work(told.recv())

        self._process = forked(run)
        told.close()

    def begin(self, on: T) -> None:
        """Start its work."""
        with suppress(OSError):  # the process has ended; `join` returns with nothing done
            self._tell.send(on)
        self._tell.close()

    def join(self) -> None:
        """Wait until it has done its work, if it was started."""
        self._tell.close()
        self._process.join()

    def end(self) -> None:
        """Kill it."""
        self._tell.close()
        ended(self._process)


def ended(process: ForkProcess | None) -> None:
    """Kill a process if it is still running."""
    if process is not None and process.is_alive():
        process.kill()
        process.join()


class Watcher:
    """The process that reports which files have changed."""

    def __init__(self, watched: Iterable[str], spared: Path) -> None:
        """Watch these files and folders from now on. Changes below `spared` are ignored."""
        self.watched = frozenset(watched)
        self.changes, self._tell = multiprocessing.Pipe(duplex=False)
        watches = multiprocessing.Event()
        self._process = forked(lambda: _watch(sorted(self.watched), spared, self._tell, watches))
        watches.wait()

    def tell(self) -> None:
        """Report a change without saying what changed."""
        self._tell.send_bytes(b"")

    def end(self) -> None:
        """End the process."""
        ended(self._process)


class Builder:
    """The process that builds whenever something has changed."""

    def __init__(self, watcher: Watcher, build: Build) -> None:
        """`build` is called at once, and again after each reported change."""
        self._process = forked(lambda: _follow(watcher.changes, build))

    def end(self) -> None:
        """End the process."""
        ended(self._process)


def _follow(changes: Connection, build: Build) -> None:
    changed: set[str] = set()
    while True:
        build(frozenset(changed), lambda: not changes.poll())
        changed = {os.fsdecode(changes.recv_bytes())}
        while changes.poll(_DEBOUNCE_SECONDS):
            changed.add(os.fsdecode(changes.recv_bytes()))


def _watch(paths: Iterable[str], spared: Path, tell: Connection, watches: Event) -> None:
    """Report every change to a file below these paths, forever. `watches` is set once watching has begun."""
    handler = _Teller(spared, tell)
    try:
        for observer in (Observer(), PollingObserver(timeout=_POLLING_SECONDS)):
            with suppress(OSError):  # the system's limit of watches is reached; polling still works
                _start(observer, paths, handler)
    finally:
        watches.set()
    threading.Event().wait()


def _start(observer: BaseObserver, paths: Iterable[str], handler: FileSystemEventHandler) -> None:
    for path in paths:
        observer.schedule(handler, path, recursive=True)
    observer.start()


class _Teller(FileSystemEventHandler):
    """Reports each change once, whichever observer sees it first."""

    def __init__(self, spared: Path, tell: Connection) -> None:
        self._spared, self._tell = spared, tell
        self._seen: dict[str, tuple[int, int] | None] = {}
        self._telling = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in _CHANGES:
            return
        with self._telling:
            for path in (event.src_path, event.dest_path):
                if path and self._is_new(os.fsdecode(path)):
                    self._tell.send_bytes(os.fsencode(path))

    def _is_new(self, path: str) -> bool:
        if Path(path).is_relative_to(self._spared):
            return False
        try:
            known = Path(path).stat()
            stamp = (known.st_mtime_ns, known.st_size)
        except OSError:
            stamp = None
        was_told = path in self._seen and self._seen[path] == stamp
        self._seen[path] = stamp
        return not was_told
