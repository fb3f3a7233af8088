"""Makes the pages of an archive; of those that were made before, only the ones for which something has changed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.archive.reads import Fingerprints, Key, Observed, basis
from generator.findings.once import FINDINGS
from generator.pages import Unit, units
from generator.pages.ledger import Entry, Ledger
from generator.pages.render import Drawn, Rendered, rendered_page
from generator.timings import Step, Timings


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier run made: its ledger, and its pages by source path."""

    ledger: Ledger
    pages: Mapping[str, Drawn]


def made(
    archive: Archive,
    digests: Mapping[str, str],
    before: Before,
    timings: Timings,
    *,
    store: Callable[[Rendered], Rendered] = lambda page: page,
    ask: Callable[[], None] = lambda: None,
) -> tuple[dict[str, Drawn], Ledger]:
    """Every page by source path, and the ledger. A page that would be the same as before is taken over from there.

    `digests` has a digest of each record's file, by id. `store` may put the text of a page that was drawn elsewhere.
    `ask` is called before each unit; to end the work early, it raises.
    """
    now = Fingerprints(archive, digests, FINDINGS)
    read = _Read()
    with timings.phase("compare reads"):
        entries = _standing(archive, now, before, read)
    observed = Observed(archive, lambda: timings.phase("findings"))
    pages: dict[str, Drawn] = {}
    every = [*units(archive)]
    for number, unit in enumerate(every, start=1):
        ask()
        entry = entries.get(unit.name)
        drawn = (
            {path: before.pages[path] for path in entry.pages}
            if entry
            else _drawn(unit, observed, before.pages, timings, store)
        )
        if entry is None:
            entries[unit.name] = Entry(read.places(observed.reads), tuple(drawn))
        if twice := pages.keys() & drawn.keys():
            raise ValueError(f"two pages are planned at {min(twice)}")
        pages |= drawn
        timings.say(Step("Making pages", number, len(every)))
    ordered = {unit.name: entries[unit.name] for unit in every}
    with timings.phase("digest reads"):
        ledger = Ledger(basis(archive), {key: now.of(key) for key in read.keys}, ordered)
    return pages, ledger


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


def _drawn(
    unit: Unit,
    observed: Observed,
    before: Mapping[str, Drawn],
    timings: Timings,
    store: Callable[[Rendered], Rendered],
) -> dict[str, Drawn]:
    """The pages of a unit. What was read for them is in `observed` afterwards."""
    observed.reads = set()
    pages: dict[str, Drawn] = {}
    for page in timings.each("plan", unit.pages(observed)):
        if page.path in pages:
            raise ValueError(f"two pages are planned at {page.path}")
        with timings.phase("render"):
            rendered = rendered_page(page)
            same = before.get(page.path)
            pages[page.path] = same if same and same.digest == rendered.digest else store(rendered)
    return pages
