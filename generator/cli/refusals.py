"""How a command ends early: with a sentence for the person at the terminal, and an exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.problems import RefusedError

REFUSED = (RefusedError, OSError)
"""What rooms raise whose message is for the person at the terminal."""


class Stop(Exception):  # noqa: N818  (it is no error of the program)
    """Ends a command. Its text is printed as it is, on standard error; `status` is 1 for a refusal, 2 for a call that was off."""

    def __init__(self, text: str, status: int = 1) -> None:
        super().__init__(text)
        self.status = status


@contextmanager
def explained(before: str, status: int = 1) -> Iterator[None]:
    """Ends the command where anything within refuses: with these words, and then why."""
    try:
        yield
    except REFUSED as refusal:
        raise Stop(f"{before}: {refusal}", status) from None
