"""Plans and draws units of pages in processes that are forked from this one.

A fork has the archive already, with all that was found in it, and takes no memory for what it only reads. But Python counts in each
value who refers to it, so that little by little a fork comes to have a copy of everything. So each makes some units and ends. This
process makes none: what it has to keep would lie scattered among what planning needs for a moment, and that memory would not be free
again.
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
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from generator.archive.archive import Archive
from generator.archive.reads import Observed
from generator.findings.once import FINDINGS
from generator.pages.render import prepare
from generator.pages.workers import Store, UnitMade, made_together

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

LARGE = 6_000
"""From so many units on memory is short, and forks make fewer of them."""
AT_MOST, AT_MOST_OF_LARGE, AT_LEAST = 1_000, 100, 150
"""How many units of records a fork makes. Towards the end it is fewer, so that all forks end together. What pages ask for again and
again, such as the words for a day, each fork has to find out for itself."""
INDEXES, INDEXES_OF_LARGE = 16, 1
"""How many units of indexes a fork makes."""

_FORK = multiprocessing.get_context("fork") if sys.platform == "linux" else None


def processes() -> int:
    """How many processes may make pages: as many as there are processors; one, where the system cannot fork, and where this process
    has threads, which a fork would leave behind in the middle of whatever they do."""
    return 1 if sys.platform != "linux" or threading.active_count() > 1 else len(os.sched_getaffinity(0))


def made_beside(number: int, archive: Archive, names: Sequence[str], store: Store) -> Generator[UnitMade]:
    """These units, in this order, made by so many processes beside this one. What fails there is raised here. `store` is called with
    each page, by the process that has drawn it."""
    archive.gather()  # here, and not once in each process
    for finding in FINDINGS.values():
        archive.kept(finding)
    prepare()
    running: dict[Connection, _Fork] = {}
    # By the place of the first, as they were sent: what was read for a unit takes many times as much memory once it is unpacked, and
    # indexes, which have read all, are made first and wait for their turn.
    made: dict[int, bytes] = {}
    parts = deque(_parts(names, number))
    given = 0
    try:
        while given < len(names):
            while len(running) < number and parts:
                begins, ends = parts.popleft()
                fork = _Fork(begins, *_started(archive, names[begins:ends], store))
                running[fork.answer] = fork
            for answer in wait([*running]):
                fork = running.pop(answer)  # type: ignore[call-overload]
                made[fork.begins] = _received(fork)
            while given in made:
                units: Sequence[UnitMade] = pickle.loads(made.pop(given))  # noqa: S301  (it is our own)
                given += len(units)
                yield from units
    finally:
        for fork in running.values():
            fork.process.kill()
            fork.process.join()
            fork.answer.close()


def _parts(names: Sequence[str], number: int) -> Iterator[tuple[int, int]]:
    """Where the units of each fork begin and end, in the order in which they are made. The pages of an index may take as long as those
    of hundreds of records, so these come first, a few a fork."""
    is_large = len(names) > LARGE
    most = AT_MOST_OF_LARGE if is_large else AT_MOST
    records = next((place for place, name in enumerate(names) if name.startswith("/")), len(names))
    step = INDEXES_OF_LARGE if is_large else INDEXES
    yield from ((place, min(place + step, len(names))) for place in range(records, len(names), step))
    begins = 0
    while begins < records:
        ends = min(records, begins + max(AT_LEAST, min(most, (records - begins) // (2 * number))))
        yield begins, ends
        begins = ends


@dataclass(frozen=True, slots=True)
class _Fork:
    """A process that makes units, of which the first has this place among all."""

    begins: int
    process: ForkProcess
    answer: Connection


def _started(archive: Archive, names: Sequence[str], store: Store) -> tuple[ForkProcess, Connection]:
    if _FORK is None:
        raise OSError("this system cannot fork")
    answer, end = _FORK.Pipe(duplex=False)

    def run() -> None:
        die_with_its_parent()
        try:
            units = pickle.dumps(made_together(Observed(archive), names, store), pickle.HIGHEST_PROTOCOL)
        except Exception as fault:  # noqa: BLE001  (whatever it is: it is raised where the pages are asked for)
            end.send(_sendable(fault))
        else:
            end.send(None)
            end.send_bytes(units)

    process = _FORK.Process(target=run)
    process.start()
    end.close()
    return process, answer


def _sendable(fault: Exception) -> Exception:
    """The same, or what says the same, where it does not come through as it was."""
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301  (it is our own)
    except Exception:  # noqa: BLE001  (its class decides what happens)
        return RuntimeError(repr(fault))
    return fault


def _received(fork: _Fork) -> bytes:
    """What a fork has sent, still packed. What failed there is raised."""
    fault: Exception | None = None
    units = b""
    try:
        fault = fork.answer.recv()
        if fault is None:
            units = fork.answer.recv_bytes()
    except EOFError:
        fault = RuntimeError("a process that made pages has ended before they were made")
    fork.answer.close()
    fork.process.join()
    if fault is not None:
        raise fault
    return units


def die_with_its_parent() -> None:
    """Have this process, a fork, end when the one ends that it was forked from; Ctrl-C is left to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, which ends these
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: so does whatever kills the parent
