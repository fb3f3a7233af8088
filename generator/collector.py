"""When Python looks for garbage. It goes through all that there is, again and again, and an archive's values are many and all kept: that
took a fifth of the time of planning, and half of that of merging an index."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def uncollected() -> Iterator[None]:
    """Python does not look for garbage meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep() -> None:
    """Python never again looks for garbage among what there is now. For what is kept to the end of the process."""
    gc.freeze()


def let_go() -> None:
    """Give back what is needed no more, also of what was to be kept: values that refer to each other are freed only when Python looks for
    them, and memory that is free only when the system is given it back."""
    gc.unfreeze()
    gc.collect()
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library, which has no such function
            ctypes.CDLL(None).malloc_trim(0)
