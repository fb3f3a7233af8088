"""Makes the pages of an archive, and reuses those from an earlier run for which nothing has changed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.archive.observed import Fingerprints, Key, ObservedArchive, finding_of, is_body, unobserved_digest
from generator.findings.caching import BODY_FINDINGS, FINDINGS
from generator.pages import forks, units, workers
from generator.pages.ledger import Entry, Ledger
from generator.pages.render import Drawn, Rendered
from generator.pages.workers import MadeUnit, Store
from generator.timings import Step, Timings


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """The result of an earlier run: its ledger, and its pages by source path."""

    ledger: Ledger
    pages: Mapping[str, Drawn]


MAX_ALONE, MAX_ALONE_AT_ONCE = forks.SMALL_SITE, 8
"""Up to this number of units, this process makes them itself: starting others would take longer. The second number
holds if somebody is waiting for the pages."""


UnitHandler = Callable[[str, dict[str, Drawn]], dict[str, Drawn]]
"""What is done with the pages of a unit, by source path: its name comes first."""


def make_pages(
    archive: Archive,
    digests: Mapping[str, str],
    before: EarlierRun,
    timings: Timings,
    *,
    store: Store = lambda page: page,
    check_wanted: Callable[[], None] = lambda: None,
    executor: Executor | None = None,
    is_urgent: bool = False,
    on_unit: UnitHandler = lambda _, pages: pages,
) -> tuple[dict[str, Drawn], Ledger]:
    """Every page by source path, and the new ledger. A page that would not differ from the earlier run's is taken from
    `before`.

    `digests` maps a record's id to the digest of its file without the body. `store` may put a newly drawn page's text
    elsewhere; it may be called in a forked process. `check_wanted` is called again and again, and raises to end the
    work early. `executor` does the work if given. `is_urgent`: somebody is waiting, so even a few units are made in
    several processes. `on_unit` is called here with each unit that was made, and returns its pages, as after they are
    written.
    """
    fingerprints = Fingerprints(archive, digests, FINDINGS)
    key_numbers = _KeyNumbers()
    with timings.phase("compare reads"):
        entries = _unchanged_units(archive, fingerprints, before, key_numbers, check_wanted)
    pages: dict[str, Drawn] = {}
    all_names = [unit.name for unit in units(archive)]
    names_to_make = [name for name in all_names if name not in entries]
    with closing(
        _make_units(archive, names_to_make, executor, timings, store, check_wanted, is_urgent=is_urgent)
    ) as made_units:
        for number, name in enumerate(all_names, start=1):
            check_wanted()
            entry = entries.get(name)
            if entry is None:
                unit = next(made_units)
                entry = entries[name] = Entry(key_numbers.numbers_of(unit), tuple(unit.pages))
                drawn = on_unit(
                    name, {path: _reused_if_equal(page, before.pages.get(path)) for path, page in unit.pages.items()}
                )
            else:
                drawn = {path: before.pages[path] for path in entry.pages}
            if twice := pages.keys() & drawn.keys():
                raise ValueError(f"two pages are planned at {min(twice)}")
            pages |= drawn
            timings.report(Step("Making pages", number, len(all_names)))
    ordered = {name: entries[name] for name in all_names}
    with timings.phase("digest reads"):
        # Shares equal strings: two thirds of the answers are the same as another one's.
        shared_answers: dict[str, str] = {}
        answers = {
            key: shared_answers.setdefault(answer, answer)
            for key in key_numbers.keys
            for answer in (fingerprints.take(key),)
        }
        ledger = Ledger(
            unobserved_digest(archive),
            answers,
            ordered,
            fingerprints.records_digest(),
            fingerprints.inputs_digest(BODY_FINDINGS),
        )
    return pages, ledger


def _reused_if_equal(page: Rendered, before: Drawn | None) -> Drawn:
    return before if before and before.digest == page.digest else page


def _make_units(
    archive: Archive,
    names: Sequence[str],
    executor: Executor | None,
    timings: Timings,
    store: Store,
    check_wanted: Callable[[], None],
    *,
    is_urgent: bool,
) -> Generator[MadeUnit]:
    """Yield each of these units, made in this process, in forked processes or by the executor."""
    number = forks.process_count() if len(names) > (MAX_ALONE_AT_ONCE if is_urgent else MAX_ALONE) else 1
    if executor is not None:
        yield from timings.track("plan", workers.make_in_executor(executor, archive, names, store))
    elif number > 1:
        with closing(forks.make_in_forks(number, archive, names, store, check_wanted)) as units:
            yield from timings.track("plan", units)
    else:
        observed = ObservedArchive(archive, lambda: timings.phase("findings"))
        for name in names:
            yield from workers.make_here(observed, [name], store, timings)


class _KeyNumbers:
    """Numbers all keys that were read: a unit has many keys, and many units have the same ones."""

    def __init__(self) -> None:
        self.keys: dict[Key, int] = {}
        self._words: dict[str, str] = {}
        self._latest: Sequence[Key] = ()
        self._numbers: Sequence[int] = ()

    def number(self, key: Key) -> int:
        """The number of a key, assigned when it is first seen."""
        found = self.keys.get(key)
        if found is None:
            # Keys come from other processes with strings of their own; sharing equal ones saves memory.
            found = self.keys[tuple(map(self._words.setdefault, key, key))] = len(self.keys)
        return found

    def numbers_of(self, unit: MadeUnit) -> array[int]:
        """The numbers of the keys that a unit has read, sorted."""
        if unit.keys is not self._latest:
            self._latest, self._numbers = unit.keys, [*map(self.number, unit.keys)]
        return array("I", sorted(map(self._numbers.__getitem__, unit.reads)))


def _changed_keys(now: Fingerprints, ledger: Ledger, check_wanted: Callable[[], None]) -> set[int]:
    """The indexes of the ledger's keys whose answers have changed."""
    was = ledger.fingerprints
    # If only text of bodies has changed, only findings that read bodies can differ. If those do not differ, neither
    # does anything derived from them.
    if now.records_digest() == ledger.record_inputs and all(
        now.digest_of(key) == was[key] for key in was if finding_of(key) in BODY_FINDINGS
    ):
        now.adopt({key: answer for key, answer in was.items() if not is_body(key)})
    changed: set[int] = set()
    for place, (key, answer) in enumerate(was.items()):
        if place % _COMPARISONS_BETWEEN_CHECKS == 0:
            check_wanted()
        if now.digest_of(key) != answer:
            changed.add(place)
    return changed


_COMPARISONS_BETWEEN_CHECKS = 100
"""After this many comparisons, ask whether the pages are still wanted."""


def _unchanged_units(
    archive: Archive, now: Fingerprints, before: EarlierRun, read: _KeyNumbers, check_wanted: Callable[[], None]
) -> dict[str, Entry]:
    """The units for which nothing has changed and whose pages are available."""
    ledger = before.ledger
    if ledger.basis != unobserved_digest(archive):
        return {}
    keys = [*ledger.fingerprints]
    changed = _changed_keys(now, ledger, check_wanted)
    standing = {
        name: entry
        for name, entry in ledger.units.items()
        if changed.isdisjoint(entry.reads) and before.pages.keys() >= {*entry.pages}
    }
    # Number each key once, not once for each unit that has read it.
    numbers = [0] * len(keys)
    for place in sorted(set().union(*(entry.reads for entry in standing.values()))):
        numbers[place] = read.number(keys[place])
    return {
        name: Entry(array("I", map(numbers.__getitem__, entry.reads)), entry.pages) for name, entry in standing.items()
    }
