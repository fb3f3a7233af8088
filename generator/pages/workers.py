"""Plans and draws units of pages in this process, or in others, on this machine or a cluster, through any
`concurrent.futures.Executor`.

A task carries the names of some units and the pickled archive. A process unpickles an archive once, however many tasks
it gets.
"""

from __future__ import annotations

import pickle
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from hashlib import sha256

from generator.archive.archive import Archive
from generator.archive.observed import Key, ObservedArchive
from generator.pages import unit_named
from generator.pages.render import Rendered, render_page
from generator.text import messages
from generator.timings import Timings

UNITS_PER_TASK = 25
"""Units per task."""
TASKS_AHEAD = 16
"""How many tasks are submitted ahead, so that not all results are in memory at once."""


@dataclass(frozen=True, slots=True)
class MadeUnit:
    """A unit's name, its reads, and its pages by source path. Many units read the same things, so `reads` are indexes
    into `keys`, which is shared by all units that were made together."""

    name: str
    reads: array[int]
    keys: Sequence[Key]
    pages: dict[str, Rendered]


Store = Callable[[Rendered], Rendered]
"""Puts the text of a drawn page elsewhere, and returns the page without it."""


def make_in_executor(executor: Executor, archive: Archive, names: Sequence[str], store: Store) -> Iterator[MadeUnit]:
    """Make these units with the executor and yield them in the order of `names`. An exception in a task is raised here.
    `store` is called with each page, in this process."""
    packed = pickle.dumps((archive, messages.current_speech()), pickle.HIGHEST_PROTOCOL)
    token = sha256(packed).hexdigest()
    tasks = deque(_batches(names))
    under_way = deque(
        executor.submit(_run_task, token, packed, tasks.popleft()) for _ in range(min(TASKS_AHEAD, len(tasks)))
    )
    while under_way:
        found = under_way.popleft().result()
        if tasks:
            under_way.append(executor.submit(_run_task, token, packed, tasks.popleft()))
        for unit in found:
            yield replace(unit, pages={path: store(page) for path, page in unit.pages.items()})


def _batches(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(names), UNITS_PER_TASK):
        yield tuple(names[start : start + UNITS_PER_TASK])


def make_here(
    observed: ObservedArchive, names: Sequence[str], store: Store = lambda page: page, timings: Timings | None = None
) -> list[MadeUnit]:
    """Make these units in this process. `store` is called with each page."""
    timings = timings or Timings(clock=None)
    keys: dict[Key, int] = {}
    made: list[MadeUnit] = []
    for name in names:
        pages = _make_pages_of(observed, name, timings, store)
        reads = array("I", (keys.setdefault(key, len(keys)) for key in observed.reads))
        made.append(MadeUnit(name, reads, [], pages))
    every = [*keys]
    return [replace(unit, keys=every) for unit in made]


def _make_pages_of(observed: ObservedArchive, name: str, timings: Timings, store: Store) -> dict[str, Rendered]:
    """The pages of a unit. Resets `observed.reads`, so that afterwards it has only what this unit has read."""
    observed.reads = set()
    pages: dict[str, Rendered] = {}
    for page in timings.track("plan", unit_named(observed.whole, name).pages(observed)):
        if page.path in pages:
            raise ValueError(f"two pages are planned at {page.path}")
        with timings.phase("render"):
            pages[page.path] = store(render_page(page))
    return pages


_loaded: dict[str, tuple[Archive, messages.Speech]] = {}
"""The archive that this process works on and the language of its pages, by token."""


def _run_task(token: str, packed: bytes, names: Sequence[str]) -> list[MadeUnit]:
    """The body of a task. It may run at the same time as others, in threads of one process."""
    if token not in _loaded:
        held = pickle.loads(packed)  # noqa: S301  (the program itself has packed it, in the process that asks)
        _loaded.clear()
        _loaded[token] = held
    archive, speech = _loaded[token]
    messages.restore_language(speech)
    return make_here(ObservedArchive(archive), names)
