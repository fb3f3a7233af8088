"""Shows on a terminal how far a run has come: the phase, the number of steps done, and an estimate of the time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Self, TextIO

import click

from generator.timings import Step

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

SHOWN_AFTER = 2.0
"""Seconds before progress is shown."""
_REDRAWN_AFTER = 0.1
"""The shortest time in seconds between two updates."""


class Progress:
    """A progress line on a terminal, shown after two seconds. If the stream is not a terminal, nothing is written.

    Call it with each step, as `Timings` does.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._is_shown = stream.isatty()
        self._from = self._next = clock() + SHOWN_AFTER
        self._phase = ""
        self._bar: ProgressBar[int] | None = None
        self._stands = False  # whether the line is visible

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def __call__(self, step: Step) -> None:
        if not self._is_shown:
            return
        now = self._clock()
        begins = step.phase != self._phase or self._bar is None
        if self._bar is None or begins:
            self.clear()
            self._phase, self._bar = step.phase, self._new_bar(step)
        if now >= self._next or (begins and now >= self._from):  # a phase may have only one step
            self._next = now + _REDRAWN_AFTER
            self._bar.update(step.done - self._bar.pos)
            if begins:
                self._bar.render_progress()  # an update by 0 does not draw
            self._stands = True

    def _new_bar(self, step: Step) -> ProgressBar[int]:
        """A bar that times the phase from now on. Nothing is drawn before the first step."""
        endless: Iterable[int] = (_ for _ in ())  # of unknown length
        label = f"{step.phase:<25}"
        if step.total is None:
            return click.progressbar(endless, label=label, show_pos=step.done > 0, file=self._stream)
        return click.progressbar(length=step.total, label=label, show_pos=True, file=self._stream)

    def clear(self) -> None:
        """Remove the line, at the end or before something else is written to the terminal. The next step shows it
        again."""
        if self._stands:
            self._stands = False
            click.echo(_CLEARED, file=self._stream, nl=False)


_CLEARED = "\r\x1b[K\x1b[?25h"
"""Go to the start of the line, clear it, and show the cursor, which click hides."""
