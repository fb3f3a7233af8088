"""Makes the pages of an archive; of those that were made before, only the ones for which something has changed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.archive.reads import Fingerprints, Key, Observed, basis
from generator.findings.once import FINDINGS
from generator.pages import units, workers
from generator.pages.ledger import Entry, Ledger
from generator.pages.render import Drawn, Rendered
from generator.pages.workers import UnitMade
from generator.timings import Step, Timings


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier run made: its ledger, and its pages by source path."""

    ledger: Ledger
    pages: Mapping[str, Drawn]


ALONE = 1_500
"""With no more units than these, this process makes them itself: starting others would take longer."""


def made(
    archive: Archive,
    digests: Mapping[str, str],
    before: Before,
    timings: Timings,
    *,
    store: Callable[[Rendered], Rendered] = lambda page: page,
    ask: Callable[[], None] = lambda: None,
    executor: Executor | None = None,
) -> tuple[dict[str, Drawn], Ledger]:
    """Every page by source path, and the ledger. A page that would be the same as before is taken over from there.

    `digests` has a digest of each record's file, by id. `store` may put the text of a page that was drawn elsewhere.
    `ask` is called before each unit; to end the work early, it raises. `executor` does the work, where there is one.
    """
    now = Fingerprints(archive, digests, FINDINGS)
    read = _Read()
    with timings.phase("compare reads"):
        entries = _standing(archive, now, before, read)
    pages: dict[str, Drawn] = {}
    every = [unit.name for unit in units(archive)]
    anew = [name for name in every if name not in entries]
    with _makers(archive, anew, executor, timings) as makers:
        for number, name in enumerate(every, start=1):
            ask()
            entry = entries.get(name)
            if entry is None:
                unit = next(makers)
                entry = entries[name] = Entry(read.places(unit.reads), tuple(unit.pages))
                drawn = {path: _kept(page, before.pages.get(path), store) for path, page in unit.pages.items()}
            else:
                drawn = {path: before.pages[path] for path in entry.pages}
            if twice := pages.keys() & drawn.keys():
                raise ValueError(f"two pages are planned at {min(twice)}")
            pages |= drawn
            timings.say(Step("Making pages", number, len(every)))
    ordered = {name: entries[name] for name in every}
    with timings.phase("digest reads"):
        ledger = Ledger(basis(archive), {key: now.of(key) for key in read.keys}, ordered)
    return pages, ledger


def _kept(page: Rendered, before: Drawn | None, store: Callable[[Rendered], Rendered]) -> Drawn:
    return before if before and before.digest == page.digest else store(page)


@contextmanager
def _makers(
    archive: Archive, names: Sequence[str], executor: Executor | None, timings: Timings
) -> Iterator[Iterator[UnitMade]]:
    """Each of these units, made when it is asked for, or by processes beside this one."""
    if executor is not None:
        yield timings.each("plan", workers.made_by(executor, archive, names))
        return
    with workers.forked(archive) if len(names) > ALONE else nullcontext() as beside:
        if beside is not None:
            yield timings.each("plan", workers.made_by(beside, archive, names))
            with timings.phase("plan"):  # the system tells the time of processes when they have ended
                beside.shutdown()
        else:
            observed = Observed(archive, lambda: timings.phase("findings"))
            yield (workers.made_here(observed, name, timings) for name in names)


class _Read:
    """All keys that were read, each with a number. A unit has many keys, and many units have the same ones."""

    def __init__(self) -> None:
        self.keys: dict[Key, int] = {}

    def places(self, keys: Iterable[Key]) -> array[int]:
        """The numbers of some keys, in order."""
        return array("L", sorted(self.keys.setdefault(key, len(self.keys)) for key in keys))


def _standing(archive: Archive, now: Fingerprints, before: Before, read: _Read) -> dict[str, Entry]:
    """The units of which nothing has changed, and whose pages are at hand."""
    ledger = before.ledger
    if ledger.basis != basis(archive):
        return {}
    keys = [*ledger.fingerprints]
    changed = {place for place, key in enumerate(keys) if now.of(key) != ledger.fingerprints[key]}
    return {
        name: Entry(read.places(keys[place] for place in entry.reads), entry.pages)
        for name, entry in ledger.units.items()
        if changed.isdisjoint(entry.reads) and before.pages.keys() >= {*entry.pages}
    }
