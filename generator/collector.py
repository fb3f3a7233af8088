"""When Python looks for garbage. It goes through all that there is, again and again, and an archive's values are many and all kept: that
took a fifth of the time of planning, and half of that of merging an index."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
