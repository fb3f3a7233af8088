"""Runs programs, and measures each as a whole: time by the clock, processor time, memory, with all the processes that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The time and memory that a program used."""

    seconds: float
    """By the clock."""
    processor: float
    """Seconds of processor time, its own and that of all processes that it waited for."""
    memory: int
    """The most bytes of memory that it and all that it started held at once, as seen ten times a second; at least the most that a
    single one of them held."""


class FailedError(RuntimeError):
    """A program ended with a fault. The message has its last lines."""


class MeasuredProcess:
    """A running program that is measured until it ends. It has its own process group, so that all of it can be ended."""

    def __init__(
        self, command: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.command, self.log = command, log
        self._began = time.perf_counter()
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | (environment or {}),
                start_new_session=True,
            )
        self._most = 0
        self._ended = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def _look(self) -> None:
        while not self._ended.wait(_INTERVAL):
            self._most = max(self._most, _memory_of_group(self.process.pid))

    def wait(self) -> Cost:
        """Wait for it to end; returns what it used. Raises FailedError if it failed."""
        cost, status = self._reaped()
        if status != 0:
            raise FailedError(f"{' '.join(self.command)}: {status}\n{self.said()[-2_000:]}")
        return cost

    def stop(self) -> Cost:
        """Interrupt it, as by Ctrl-C, and end it if that does not help; returns what it used up to then."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        timer = threading.Timer(20, self._kill)
        timer.start()
        try:
            return self._reaped()[0]
        finally:
            timer.cancel()

    def _kill(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def _reaped(self) -> tuple[Cost, int]:
        try:
            _, status, used = os.wait4(self.process.pid, 0)
        except BaseException:
            self._kill()
            raise
        seconds = time.perf_counter() - self._began
        self._ended.set()
        self._looking.join()
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self._kill()
        alone = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return Cost(seconds, used.ru_utime + used.ru_stime, max(self._most, alone)), self.process.returncode

    def said(self) -> str:
        """All that it has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def measure(command: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a program; returns what it used. Raises FailedError if it fails."""
    return MeasuredProcess(command, folder, log, environment).wait()


def _memory_of_group(group: int) -> int:
    """The bytes of memory that the processes of a group hold, what they share counted once; 0 where the system does not say."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*") if sys.platform == "linux" else ():
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(after_name[2]) == group:  # the fields are state, parent, group
                share = (folder / "smaps_rollup").read_text().partition("\nPss:")[2].split(maxsplit=1)
                total += int(share[0]) * 1024 if share else 0
        except (OSError, IndexError, ValueError):
            continue  # it has ended meanwhile
    return total
