"""How a command ends early: with a message for the person at the terminal, and an exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.problems import RefusedError
from generator.records.files import say_why

REFUSED = (RefusedError, OSError)
"""Exceptions whose message is for the person at the terminal."""


class Stop(Exception):  # noqa: N818  (not an error of the program)
    """Ends a command. `text` is printed as it is to standard error; `status` is 1 for a refusal, 2 for wrong
    arguments."""

    def __init__(self, text: str, status: int = 1) -> None:
        super().__init__(text)
        self.status = status


@contextmanager
def stop_on_refusal(before: str, status: int = 1) -> Iterator[None]:
    """Turn a refusal inside this context into Stop, with `before` as a prefix to the reason."""
    try:
        yield
    except REFUSED as refusal:
        raise Stop(f"{before}: {say_why(refusal)}", status) from None
