"""What the pages of an archive were made from, so that the next run makes only those anew of which something has
changed."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from generator.archive.reads import Key
from generator.pages.render import Drawn, Standing


@dataclass(frozen=True, slots=True)
class Entry:
    """What a unit of pages was planned from, as places in the ledger's `fingerprints`, and the source paths of its
    pages, in order."""

    reads: array[int]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Of each unit, by name, what it was planned from. `fingerprints` has for each key what the answer was then.

    `basis` is the digest of what is not noted for each unit, since every page may depend on it.
    """

    basis: str = ""
    fingerprints: Mapping[Key, str] = field(default_factory=dict)
    units: Mapping[str, Entry] = field(default_factory=dict)
    grounds: str = ""
    """A digest of all that the answers followed from, but for the words of bodies."""
    footing: str = ""
    """The same with what was found in bodies, and with the basis. What shows no body is the same as long as this is."""

    def without(self, units: Iterable[str]) -> Ledger:
        """The same, as if these units had never been planned."""
        gone = {*units}
        return replace(self, units={name: entry for name, entry in self.units.items() if name not in gone})


def dumped(ledger: Ledger, pages: Mapping[str, Drawn]) -> bytes:
    """The ledger and what is to be known of the pages that were made, as JSON under a line with its digest."""
    units = ([name, entry.reads.tolist(), entry.pages] for name, entry in ledger.units.items())
    known = ([path, (page.digest, page.record, page.title, page.picture)] for path, page in pages.items())
    lists = {"fingerprints": ledger.fingerprints.items(), "units": units, "pages": known}
    digests = {"basis": ledger.basis, "grounds": ledger.grounds, "footing": ledger.footing}
    parts = [json.dumps(digests)[:-1].encode()]
    for name, items in lists.items():
        parts += (f',"{name}":['.encode(), *_in_parts(items), b"]")
    parts.append(b"}")
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return b"".join((f"{whole.hexdigest()}\n".encode(), *parts))


_AT_A_TIME = 500


def _in_parts(items: Iterable[object]) -> Iterator[bytes]:
    """The items as JSON with commas between them, some at a time: as Python has them they take ten times as much memory."""
    rest = iter(items)
    comma = ""
    while some := [*islice(rest, _AT_A_TIME)]:
        yield f"{comma}{json.dumps(some, separators=(',', ':'))[1:-1]}".encode()
        comma = ","


def digest(raw: bytes) -> str:
    """The digest that stands at the head of what `dumped` wrote. Only `loaded` finds out whether it is right."""
    return raw.partition(b"\n")[0].decode("ascii", "replace")


def loaded(raw: bytes) -> tuple[Ledger, dict[str, Standing]]:
    """What `dumped` wrote, with the pages by source path. Raises ValueError if it is anything else."""
    content = raw.partition(b"\n")[2]
    if hashlib.sha256(content).hexdigest() != digest(raw):
        raise ValueError("damaged")
    held = json.loads(content)
    try:
        words: dict[str, str] = {}  # most words of keys and most answers come again and again
        keys = [tuple(map(words.setdefault, key, key)) for key, _ in held["fingerprints"]]
        answers = [words.setdefault(was, was) for _, was in held["fingerprints"]]
        fingerprints = dict(zip(keys, answers, strict=True))
        units = {name: Entry(array("I", reads), tuple(pages)) for name, reads, pages in held["units"]}
        pages = {path: Standing(*known) for path, known in held["pages"]}
        return Ledger(held["basis"], fingerprints, units, held["grounds"], held["footing"]), pages
    except (KeyError, TypeError, OverflowError) as fault:
        raise ValueError("of another kind") from fault
