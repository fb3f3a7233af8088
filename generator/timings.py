"""How long the phases of a run take, on which processor time and memory, and how far the run has come.

A `Timings` is passed to what is to be timed. It prints nothing and keeps no state beyond itself.
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
"""Says what time it is: seconds since some moment, and seconds of processor time since some moment."""


@dataclass(frozen=True, slots=True)
class Phase:
    """What one phase took. Phases within it are not counted in it, so that the phases of a run add up to the run."""

    name: str
    seconds: float = 0.0
    """By the clock."""
    processor: float = 0.0
    """Seconds of processor time, of all threads, and of those child processes that ended in this phase."""
    memory: int | None = None
    """The most memory, in bytes, that the process had held when the phase ended; None where the system does not say."""
    count: int | None = None
    """How many things it went through; None if it does not count."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a phase has come. `of`: how many things it has to go through in all; None where that is not known."""

    phase: str
    done: int
    of: int | None = None


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
        return most if sys.platform == "darwin" else most * 1024  # Linux counts in kilobytes


def system_clock() -> tuple[float, float]:
    """What time it is by the clocks of the system."""
    return time.perf_counter(), _processor_time()


class Timings:
    """Times the phases of one run, and says after each step how far a phase has come to whoever asked.

    A phase may be left and entered again, as when each page is drawn as soon as it is planned: then its times are
    added up. It belongs to one thread.
    """

    def __init__(self, progress: Callable[[Step], None] | None = None, clock: Clock | None = system_clock) -> None:
        """`clock`: what time is read from; None where nobody asks what phases take, and only their progress is said."""
        self._progress = progress
        self._clock = clock
        self._phases: dict[str, Phase] = {}
        self._open: list[str] = []
        self._since = (0.0, 0.0)
        self._turn = ExitStack()

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases so far, in the order in which they began. One that is still open has its time up to its last change."""
        return tuple(self._phases.values())

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Whatever happens within belongs to this phase, but for what another phase within it takes."""
        self._account()
        self._phases.setdefault(name, Phase(name))
        self._open.append(name)
        try:
            yield
        finally:
            self._account()
            self._open.pop()

    def turn(self, name: str | None) -> None:
        """From now on it is this phase, until the next turn; None: none. For phases that begin in one function and end in another."""
        self._turn.close()
        if name is not None:
            self._turn.enter_context(self.phase(name))

    def each(self, name: str, things: Iterable[T], of: int | None = None) -> Iterator[T]:
        """The same things; to get each of them is the phase. It counts them and, where `of` says how many they are, says how far it
        has come.

        What is done with a thing, between two of them, belongs to whatever phase surrounds it.
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
            if of is not None:
                self.say(Step(name, done, of))
            yield thing

    def count(self, name: str, more: int) -> None:
        """Add to the things that a phase has gone through."""
        phase = self._phases.setdefault(name, Phase(name))
        self._phases[name] = replace(phase, count=(phase.count or 0) + more)

    def say(self, step: Step) -> None:
        """Say how far a phase has come to whoever asked, where something else than `each` counts the steps."""
        if self._progress:
            self._progress(step)

    def _account(self) -> None:
        """Add what was used since the last change of phase to the phase that is open."""
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
    """A list of objects with the fields of `Phase`."""
    rounded = [replace(it, seconds=round(it.seconds, 4), processor=round(it.processor, 4)) for it in phases]
    return json.dumps({"phases": [asdict(it) for it in rounded]}, indent=2)


def as_table(phases: Sequence[Phase]) -> str:
    """A line for each phase and one for their sum, under a line that names the columns."""
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
