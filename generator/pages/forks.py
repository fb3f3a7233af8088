"""Plans and draws units of pages in child processes forked from this one.

A fork shares the parent's memory, with the archive and all findings, as long as it only reads. But Python writes
reference counts into every value it touches, so a fork gradually copies everything. Each fork therefore makes a limited
number of units and ends. The parent makes none itself: what it must keep would be scattered among planning's
short-lived values, and the memory of those could not be freed.
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
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, TypeVar

from generator.archive.archive import Archive
from generator.archive.observed import ObservedArchive
from generator.findings.caching import FINDINGS
from generator.pages.render import prepare
from generator.pages.workers import MadeUnit, Store, make_here
from generator.text import comparison, spelling, wikilinks

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

T = TypeVar("T")

SMALL_SITE, LARGE_SITE = 4_000, 6_000
"""Up to the first number of units, each fork makes an equal share of them. From the second on, memory is short, and
each fork makes fewer of them."""
MAX_UNITS, MAX_UNITS_OF_LARGE, MIN_UNITS = 1_000, 100, 150
"""How many units of records one fork makes. Forks started towards the end make fewer, so that all end at about the same
time; at least 150, because every fork has to fill its own caches, such as the words for each day."""
INDEXES, INDEXES_OF_LARGE = 16, 1
"""How many units of indexes one fork makes."""
_SECONDS_BETWEEN_CHECKS = 0.05
"""Seconds after which it is asked again whether the units are still wanted."""

_FORK = multiprocessing.get_context("fork") if sys.platform == "linux" else None


def can_fork() -> bool:
    """Whether other processes can be forked from this one: if the system can, and this process has no other threads,
    which would not exist in a fork, whatever they were in the middle of."""
    return _FORK is not None and threading.active_count() == 1


def process_count() -> int:
    """How many processes may make pages: one per available processor, but only one if this process cannot fork."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and can_fork() else 1


def make_in_forks(
    number: int, archive: Archive, names: Sequence[str], store: Store, check_wanted: Callable[[], None] = lambda: None
) -> Generator[MadeUnit]:
    """Make these units in `number` forked processes and yield them in the order of `names`. An exception in a fork is
    raised here. `store` is called with each page, in the fork that has drawn it. `check_wanted` is called while this
    process waits, and raises to end the work early."""
    archive.build_lookups()  # here once, instead of in each fork
    for finding in FINDINGS.values():
        archive.cached_finding(finding)
    prepare()
    if len(names) > LARGE_SITE:
        for clear in (spelling.clear_caches, wikilinks.clear_caches, comparison.compare.cache_clear):
            clear()  # each fork refills them with the few texts that it needs
    running: dict[Connection, _Fork] = {}
    # The pickled results by the index of their first unit. They stay pickled until their turn, because the reads of a
    # unit take many times as much memory once unpickled, and the indexes, which read everything, are made first and
    # yielded last.
    made: dict[int, bytes] = {}
    parts = deque(_fork_ranges(names, number))
    given = 0
    try:
        while given < len(names):
            while len(running) < number and parts:
                begins, ends = parts.popleft()
                fork = _Fork(begins, *_start_fork(partial(_make, archive, names[begins:ends], store)))
                running[fork.pipe] = fork
            check_wanted()
            for answer in wait([*running], timeout=_SECONDS_BETWEEN_CHECKS):
                fork = running.pop(answer)  # type: ignore[call-overload]
                made[fork.start] = _receive(fork.process, fork.pipe)
            while given in made:
                units: Sequence[MadeUnit] = pickle.loads(made.pop(given))  # noqa: S301  (it is our own)
                given += len(units)
                yield from units
    finally:
        for fork in running.values():
            fork.process.kill()
            fork.process.join()
            fork.pipe.close()


def _make(archive: Archive, names: Sequence[str], store: Store) -> list[MadeUnit]:
    return make_here(ObservedArchive(archive), names, store)


def made_apart(work: Callable[[], T]) -> T:
    """The result of `work` in a forked process, which frees all other memory when it ends. The result and any exception
    are pickled. If this process cannot fork, the work is done here."""
    if not can_fork():
        return work()
    made: T = pickle.loads(_receive(*_start_fork(work)))  # noqa: S301  (it is our own)
    return made


def _fork_ranges(names: Sequence[str], number: int) -> Sequence[tuple[int, int]]:
    """The first and last index of each fork's units, in the order in which forks are started. The pages of one index
    may take as long as those of hundreds of records, so of many units, indexes come first, a few per fork."""
    is_small, is_large = len(names) <= SMALL_SITE, len(names) > LARGE_SITE
    records = next((place for place, name in enumerate(names) if name.startswith("/")), len(names))
    least, most = MIN_UNITS, MAX_UNITS_OF_LARGE if is_large else MAX_UNITS
    step = INDEXES_OF_LARGE if is_large else INDEXES
    if is_small:
        step, least = (max(1, -(-units // number)) for units in (len(names) - records, records))
    of_indexes = [(place, min(place + step, len(names))) for place in range(records, len(names), step)]
    of_records: list[tuple[int, int]] = []
    begins = 0
    while begins < records:
        ends = min(records, begins + max(least, min(most, (records - begins) // (2 * number))))
        of_records.append((begins, ends))
        begins = ends
    # Whoever waits for a few pages waits for those of records.
    return [*of_records, *of_indexes] if is_small else [*of_indexes, *of_records]


@dataclass(frozen=True, slots=True)
class _Fork:
    """A process that makes units. `start` is the index of its first unit."""

    start: int
    process: ForkProcess
    pipe: Connection


def _start_fork(work: Callable[[], object]) -> tuple[ForkProcess, Connection]:
    """A process that does this work, and the end of the pipe through which it sends the result for `_receive`."""
    if _FORK is None:
        raise OSError("this system cannot fork")
    answer, end = _FORK.Pipe(duplex=False)

    def run() -> None:
        end_with_parent()
        try:
            result = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        except Exception as fault:  # noqa: BLE001 - any exception is raised again in the parent
            end.send(_picklable(fault))
        else:
            end.send(None)
            end.send_bytes(result)

    process = _FORK.Process(target=run)
    process.start()
    end.close()
    return process, answer


def _picklable(fault: Exception) -> Exception:
    """The exception itself, or a RuntimeError with its text if it cannot be pickled and unpickled."""
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301  (it is our own)
    except Exception:  # noqa: BLE001  (its class decides what happens)
        return RuntimeError(repr(fault))
    return fault


def _receive(process: ForkProcess, pipe: Connection) -> bytes:
    """The pickled result that a process has sent. Raises the exception that it sent instead, or RuntimeError if it
    ended without an answer."""
    fault: Exception | None = None
    result = b""
    try:
        fault = pipe.recv()
        if fault is None:
            result = pipe.recv_bytes()
    except EOFError:
        fault = RuntimeError("a process that helped to build has ended before its work was done")
    pipe.close()
    process.join()
    if fault is not None:
        raise fault
    return result


def end_with_parent() -> None:
    """Make this fork end when its parent does, and ignore Ctrl-C, which the parent handles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, and with it the forks
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: so does anything else that kills the parent
