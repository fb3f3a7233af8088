"""Measures how long the phases of a run take, their processor time and memory, and the run's progress.

A `Timings` is passed to what is timed. It prints nothing and has no global state.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

T = TypeVar("T")

Clock = Callable[[], tuple[float, float]]
"""Returns the current wall-clock time and processor time, in seconds since arbitrary starting points."""


@dataclass(frozen=True, slots=True)
class Phase:
    """What one phase took. Phases nested in it are not included, so the phases of a run add up to the total."""

    name: str
    seconds: float = 0.0
    """Wall-clock time."""
    processor: float = 0.0
    """Processor time in seconds: of all threads, and of child processes that ended in this phase."""
    memory: int | None = None
    """The process's peak memory in bytes up to the end of the phase; None if the system does not report it."""
    count: int | None = None
    """How many items it processed; None if it does not count."""


@dataclass(frozen=True, slots=True)
class Step:
    """The progress of a phase. `total` is the number of all items, None if unknown."""

    phase: str
    done: int
    total: int | None = None


if sys.platform == "win32":

    def _processor_time() -> float:
        return time.process_time()

    def _most_memory() -> int | None:
        return None

else:
    import resource

    def _processor_time() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    def _most_memory() -> int | None:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024  # Linux reports kilobytes


def system_clock() -> tuple[float, float]:
    """The system's wall-clock and processor time, in seconds."""
    return time.perf_counter(), _processor_time()


class Timings:
    """Times the phases of one run, and reports progress after each step.

    A phase may be entered several times, as when each page is drawn as soon as it is planned; its times are added up.
    An instance must be used in one thread only.
    """

    def __init__(self, progress: Callable[[Step], None] | None = None, clock: Clock | None = system_clock) -> None:
        """`progress` is called with each step. Without a `clock`, only progress is reported."""
        self._progress = progress
        self._clock = clock
        self._phases: dict[str, Phase] = {}
        self._open: list[str] = []
        self._since = (0.0, 0.0)
        self._turn = ExitStack()

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases so far, in the order in which they began. An open one includes the time up to the last change of
        phase."""
        return tuple(self._phases.values())

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Attribute what happens within this context to a phase, except for nested phases."""
        self._account()
        self._phases.setdefault(name, Phase(name))
        self._open.append(name)
        try:
            yield
        finally:
            self._account()
            self._open.pop()

    def switch(self, name: str | None) -> None:
        """Start a phase that lasts until the next call; None starts none. For phases that begin in one function and end
        in another."""
        self._turn.close()
        if name is not None:
            self._turn.enter_context(self.phase(name))

    def track(self, name: str, things: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Yield the items; getting each one counts as the phase. If `total` gives their number, progress is reported.

        The time between two items belongs to the surrounding phase.
        """
        iterator = iter(things)
        done = 0
        while True:
            with self.phase(name):
                try:
                    thing = next(iterator)
                except StopIteration:
                    return
            done += 1
            self.count(name, 1)
            if total is not None:
                self.report(Step(name, done, total))
            yield thing

    def count(self, name: str, more: int) -> None:
        """Add to the number of items that a phase has processed."""
        phase = self._phases.setdefault(name, Phase(name))
        self._phases[name] = replace(phase, count=(phase.count or 0) + more)

    def report(self, step: Step) -> None:
        """Report the progress of a phase whose steps are not counted by `track`."""
        if self._progress:
            self._progress(step)

    def _account(self) -> None:
        """Add the time since the last change of phase to the open phase."""
        if self._clock is None:
            return
        now = self._clock()
        if self._open:
            phase = self._phases[self._open[-1]]
            self._phases[phase.name] = replace(
                phase,
                seconds=phase.seconds + now[0] - self._since[0],
                processor=phase.processor + now[1] - self._since[1],
                memory=_most_memory(),
            )
        self._since = now


def as_json(phases: Sequence[Phase]) -> str:
    """A JSON object whose `phases` are objects with the fields of `Phase`."""
    rounded = [replace(it, seconds=round(it.seconds, 4), processor=round(it.processor, 4)) for it in phases]
    return json.dumps({"phases": [asdict(it) for it in rounded]}, indent=2)


def as_table(phases: Sequence[Phase]) -> str:
    """A table as text: a header, a line for each phase, and the totals."""
    rows = [("phase", "seconds", "processor", "MB at most", "things")]
    rows += [
        (
            it.name,
            f"{it.seconds:.2f}",
            f"{it.processor:.2f}",
            _megabytes(it.memory),
            "" if it.count is None else f"{it.count:,}",
        )
        for it in phases
    ]
    most = max((it.memory for it in phases if it.memory is not None), default=None)
    rows.append(
        (
            "all",
            f"{sum(it.seconds for it in phases):.2f}",
            f"{sum(it.processor for it in phases):.2f}",
            _megabytes(most),
            "",
        )
    )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in rows
    )


def _megabytes(memory: int | None) -> str:
    return "" if memory is None else f"{memory / 1e6:,.0f}"
