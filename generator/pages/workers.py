"""Plans and draws units of pages in other processes: of this machine, or of a cluster, through any
`concurrent.futures.Executor`.

A task has the names of some units and the archive, packed. A process unpacks an archive once, however many tasks it
gets. Where processes are forked from this one they have the archive already, with all that was found in it.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from generator.archive.archive import Archive
from generator.archive.reads import Key, Observed
from generator.findings.once import FINDINGS
from generator.pages import unit_named
from generator.pages.render import Rendered, rendered_page
from generator.timings import Timings

AT_A_TIME = 25
"""Units of a task."""
AHEAD = 16
"""Tasks that may be under way, so that not all results are in memory at once."""


@dataclass(frozen=True, slots=True)
class UnitMade:
    """A unit's name, what was read for it, and its pages by source path."""

    name: str
    reads: tuple[Key, ...]
    pages: dict[str, Rendered]


def made_by(executor: Executor, archive: Archive, names: Sequence[str]) -> Iterator[UnitMade]:
    """These units, in this order. A task that fails raises what it raised there."""
    if isinstance(executor, _Forked):
        _held[executor.token] = archive
        token, packed = executor.token, b""
    else:
        packed = pickle.dumps(archive, pickle.HIGHEST_PROTOCOL)
        token = sha256(packed).hexdigest()
    tasks = deque(_in_parts(names))
    under_way = deque(executor.submit(_made, token, packed, tasks.popleft()) for _ in range(min(AHEAD, len(tasks))))
    while under_way:
        found = under_way.popleft().result()
        if tasks:
            under_way.append(executor.submit(_made, token, packed, tasks.popleft()))
        yield from found


def _in_parts(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(names), AT_A_TIME):
        yield tuple(names[start : start + AT_A_TIME])


def made_here(observed: Observed, name: str, timings: Timings) -> UnitMade:
    """One unit, made in this process. What was read before is forgotten."""
    observed.reads = set()
    pages: dict[str, Rendered] = {}
    for page in timings.each("plan", unit_named(observed.whole, name).pages(observed)):
        if page.path in pages:
            raise ValueError(f"two pages are planned at {page.path}")
        with timings.phase("render"):
            pages[page.path] = rendered_page(page)
    return UnitMade(name, tuple(observed.reads), pages)


_held: dict[str, Archive] = {}
"""The archive that this process works on, by its token."""


def _made(token: str, packed: bytes, names: Sequence[str]) -> list[UnitMade]:
    """What a task does, in the process that has it, perhaps beside another task in another thread."""
    archive = _held.get(token)
    if archive is None:
        archive = pickle.loads(packed)  # noqa: S301  (the program itself has packed it, in the process that asks)
        _held.clear()
        _held[token] = archive
    observed = Observed(archive)
    return [made_here(observed, name, Timings()) for name in names]


class _Forked(ProcessPoolExecutor):
    """Processes that are forked from this one when the first task comes."""

    def __init__(self, number: int) -> None:
        super().__init__(number, multiprocessing.get_context("fork"), _die_with_its_parent)
        self.token = f"{os.getpid()}-{id(self)}"


def _die_with_its_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, which ends these
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: so does whatever kills the parent


@contextmanager
def forked(archive: Archive) -> Iterator[Executor | None]:
    """As many processes as this one has processors; None where that is one, where the system cannot fork, and where this
    process has threads, which a fork would leave behind in the middle of whatever they do."""
    number = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if number < 2 or threading.active_count() > 1:
        yield None
        return
    for finding in FINDINGS.values():
        archive.kept(finding)  # here, and not once in each process
    with _Forked(number) as executor:
        try:
            yield executor
        finally:
            _held.pop(executor.token, None)
            executor.shutdown(cancel_futures=True)
