"""The progress that an author sees in a long run, on a terminal and elsewhere."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

import pytest

from generator.progress import SHOWN_AFTER, Progress
from generator.timings import Step, Timings

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")


@dataclass
class Terminal:
    """A terminal, and what was written to it."""

    stream: TextIO
    _master: int
    _written: bytearray = field(default_factory=bytearray)

    def shown(self) -> str:
        """Everything written so far, up to an end mark that nothing else writes."""
        self.stream.write("\x04")
        self.stream.flush()
        while not self._written.endswith(b"\x04"):
            self._written += os.read(self._master, 1 << 16)
        del self._written[-1:]
        return self._written.decode()


@contextmanager
def terminal() -> Iterator[Terminal]:
    master, slave = pty.openpty()
    try:
        with os.fdopen(slave, "w", encoding="utf-8") as stream:
            yield Terminal(stream, master)
    finally:
        os.close(master)


@dataclass
class Clock:
    """A clock that moves only when set."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_shown_in_the_first_two_seconds() -> None:
    clock = Clock()
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        progress(Step("Drawing records", 1, 40))
        clock.now += SHOWN_AFTER - 0.01
        progress(Step("Drawing records", 30, 40))
        assert screen.shown() == ""


def test_after_two_seconds_phase_and_count_are_shown() -> None:
    clock = Clock()
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        progress(Step("Drawing records", 1, 40))
        clock.now += SHOWN_AFTER
        progress(Step("Drawing records", 20, 40))
        assert "Drawing records" in screen.shown()
        assert "20/40" in screen.shown()


def test_what_the_rest_takes_is_shown_once_it_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("time.time", clock)  # by which the bar reckons
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        for _ in Timings(progress).track("Waiting", range(40), total=40):
            clock.now += 0.1
        assert re.search(r"\d+/40  00:00:0[12]", screen.shown())


def test_how_many_there_are_need_not_be_known() -> None:
    clock = Clock()
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        progress(Step("Reading", 1))
        clock.now += SHOWN_AFTER
        progress(Step("Reading", 12))
        assert "Reading" in screen.shown()
        assert "  12" in screen.shown()


def test_a_terminal_is_not_flooded_with_steps() -> None:
    clock = Clock()
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        for done in range(1, 3_001):
            clock.now += 0.001
            progress(Step("Drawing records", done, 3_000))
        assert 5 < screen.shown().count("Drawing records") < 15


def test_the_next_phase_takes_the_place_of_the_last_one() -> None:
    clock = Clock()
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        clock.now += SHOWN_AFTER
        progress(Step("One", 1, 2))
        clock.now += 1
        progress(Step("Two", 1, 2))
        before, _, after = screen.shown().partition("\x1b[K")
        assert "One" in before
        assert "Two" in after


def test_a_phase_of_one_step_is_shown_while_it_runs() -> None:
    clock = Clock()
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        clock.now += SHOWN_AFTER
        progress(Step("Drawing records", 40, 40))
        progress(Step("Putting the site in place", 0))  # shown at once, and nothing follows it
        _, there, after = screen.shown().rpartition("Putting the site in place")
        assert there
        assert not re.search(r"\d", re.sub(r"\x1b\[[?\d]*\w", "", after))  # there is nothing to count


def test_a_phase_that_has_counted_nothing_yet_is_shown() -> None:
    clock = Clock()
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        clock.now += SHOWN_AFTER
        progress(Step("Making the search index", 0, 1_200))
        assert "0/1200" in screen.shown()


def test_at_the_end_the_line_is_empty_and_the_cursor_is_back() -> None:
    def stopped(stream: TextIO, clock: Clock) -> None:
        with Progress(stream, clock) as progress:
            clock.now += SHOWN_AFTER
            progress(Step("One", 1, 2))
            raise KeyboardInterrupt

    with terminal() as screen:
        with pytest.raises(KeyboardInterrupt):
            stopped(screen.stream, Clock())
        assert screen.shown().endswith("\r\x1b[K\x1b[?25h")


def test_where_no_line_stands_none_is_taken_away() -> None:
    clock = Clock()
    with terminal() as screen, Progress(screen.stream, clock) as progress:
        progress(Step("One", 1, 2))
        progress.clear()
        assert screen.shown() == ""
        clock.now += SHOWN_AFTER
        progress(Step("One", 2, 2))
        progress.clear()
        progress.clear()
        assert screen.shown().count("\x1b[K") == 1


def test_a_stream_that_is_no_terminal_gets_nothing() -> None:
    clock, stream = Clock(), io.StringIO()
    with Progress(stream, clock) as progress:
        timings = Timings(progress)
        for _ in timings.track("One", range(3), total=3):
            clock.now += SHOWN_AFTER
    assert stream.getvalue() == ""
