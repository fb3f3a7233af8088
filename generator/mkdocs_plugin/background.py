"""The processes beside that of a server: one builds the site, and one says which files have changed.

MkDocs' server has a request wait until a build is done, and Python lets one thread run at a time. So in the server's own process
nothing is left to do but to answer: it is told to reload the pages in browsers once a build has been written.

Each process is forked from the server's, so that it has all that was made there, and ends with it.
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

from generator.pages.forks import die_with_its_parent

T = TypeVar("T")

Wanted = Callable[[], bool]
"""Whether what is being made is still wanted: not if something has changed meanwhile."""
Build = Callable[[frozenset[str], Wanted], None]
"""Builds, after these files have changed; none where that is not known."""

_SETTLED = 0.05
"""Seconds without a change after which an editor has saved all that it saves at once."""
_LOOKED = 3.0
"""Seconds between two looks at all files, for file systems that do not say what changes in them."""
_CHANGES = {"created", "modified", "deleted", "moved"}

_FORK = multiprocessing.get_context("fork") if sys.platform == "linux" else None


def is_possible() -> bool:
    """Whether processes can be forked from this one: where the system can do that, and no thread runs that would be left
    behind."""
    return _FORK is not None and threading.active_count() == 1


def forked(work: Callable[[], None]) -> ForkProcess:
    """A process that does this work, and ends with this one. Only where it `is_possible`."""
    if _FORK is None:
        raise OSError("this system cannot fork")

    def run() -> None:
        die_with_its_parent()
        work()

    process = _FORK.Process(target=run)
    process.start()
    return process


class Waiting(Generic[T]):
    """A process that is forked while little is in memory, and waits until it is told what to do. One that is forked later comes to
    have a copy of all that there is by then, since Python writes into what it only reads."""

    def __init__(self, work: Callable[[T], None]) -> None:
        """`work` is called there with what `begin` is given."""
        told, self._tell = multiprocessing.Pipe(duplex=False)

        def run() -> None:
            self._tell.close()
            with suppress(EOFError):  # nothing is to be done
                work(told.recv())

        self._process = forked(run)
        told.close()

    def begin(self, on: T) -> None:
        """Have it do its work."""
        with suppress(OSError):  # it has ended, and whoever waits for it sees that nothing was done
            self._tell.send(on)
        self._tell.close()

    def join(self) -> None:
        """Wait until it has done its work, if it was told any."""
        self._tell.close()
        self._process.join()

    def end(self) -> None:
        """End it, whatever it does."""
        self._tell.close()
        ended(self._process)


def ended(process: ForkProcess | None) -> None:
    """End a process, if it still runs."""
    if process is not None and process.is_alive():
        process.kill()
        process.join()


class Watcher:
    """The process that says which files have changed."""

    def __init__(self, watched: Iterable[str], spared: Path) -> None:
        """Every change in these files and folders is told from now on. What changes below `spared` counts for nothing."""
        self.watched = frozenset(watched)
        self.changes, self._tell = multiprocessing.Pipe(duplex=False)
        watches = multiprocessing.Event()
        self._process = forked(lambda: _watch(sorted(self.watched), spared, self._tell, watches))
        watches.wait()

    def tell(self) -> None:
        """Say that something has changed, but not what."""
        self._tell.send_bytes(b"")

    def end(self) -> None:
        """End the process."""
        ended(self._process)


class Builder:
    """The process that builds whenever something has changed."""

    def __init__(self, watcher: Watcher, build: Build) -> None:
        """`build` is called at once, and again after each change that the watcher tells."""
        self._process = forked(lambda: _follow(watcher.changes, build))

    def end(self) -> None:
        """End the process."""
        ended(self._process)


def _follow(changes: Connection, build: Build) -> None:
    changed: set[str] = set()
    while True:
        build(frozenset(changed), lambda: not changes.poll())
        changed = {os.fsdecode(changes.recv_bytes())}
        while changes.poll(_SETTLED):
            changed.add(os.fsdecode(changes.recv_bytes()))


def _watch(paths: Iterable[str], spared: Path, tell: Connection, watches: Event) -> None:
    """Say of each change of a file below these paths that there was one, for ever. `watches` is set once that has begun."""
    handler = _Teller(spared, tell)
    try:
        for observer in (Observer(), PollingObserver(timeout=_LOOKED)):
            with suppress(OSError):  # the system watches no more files; the other one looks at them
                _start(observer, paths, handler)
    finally:
        watches.set()
    threading.Event().wait()


def _start(observer: BaseObserver, paths: Iterable[str], handler: FileSystemEventHandler) -> None:
    for path in paths:
        observer.schedule(handler, path, recursive=True)
    observer.start()


class _Teller(FileSystemEventHandler):
    """Says once of each change that there was one, whichever observer sees it first."""

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
