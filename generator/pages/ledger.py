"""A record of what the pages of an archive were made from, so that the next run makes only those again for which
something has changed."""

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
    """What a unit of pages was planned from, as indexes into the ledger's `fingerprints`, and the source paths of its
    pages, in order."""

    reads: array[int]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What each unit, by name, was planned from. `fingerprints` maps each key to the digest of its answer at that time.

    `basis` is the digest of what any page may depend on, and which is therefore not noted per unit.
    """

    basis: str = ""
    fingerprints: Mapping[Key, str] = field(default_factory=dict)
    units: Mapping[str, Entry] = field(default_factory=dict)
    grounds: str = ""
    """A digest of everything that the answers were derived from, except the text of bodies."""
    footing: str = ""
    """A digest of `grounds`, `basis` and what findings read in bodies. While it is unchanged, so is any file that shows
    no text of a body."""

    def without(self, units: Iterable[str]) -> Ledger:
        """A ledger from which these units are removed, so that they are planned again."""
        gone = {*units}
        return replace(self, units={name: entry for name, entry in self.units.items() if name not in gone})


def dumped(ledger: Ledger, pages: Mapping[str, Drawn]) -> bytes:
    """The ledger, and for each page the fields of `Standing`, as JSON after a first line with its SHA-256 digest."""
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
    """Yield the items as comma-separated JSON, `_AT_A_TIME` together: as Python objects they would take ten times as
    much memory."""
    rest = iter(items)
    comma = ""
    while some := [*islice(rest, _AT_A_TIME)]:
        yield f"{comma}{json.dumps(some, separators=(',', ':'))[1:-1]}".encode()
        comma = ","


def digest(raw: bytes) -> str:
    """The digest in the first line of what `dumped` wrote. It is not verified here, only in `loaded`."""
    return raw.partition(b"\n")[0].decode("ascii", "replace")


def loaded(raw: bytes) -> tuple[Ledger, dict[str, Standing]]:
    """The ledger that `dumped` wrote, and its pages by source path. Raises ValueError if `raw` is damaged or has
    another format."""
    content = raw.partition(b"\n")[2]
    if hashlib.sha256(content).hexdigest() != digest(raw):
        raise ValueError("damaged")
    held = json.loads(content)
    try:
        words: dict[str, str] = {}  # shares equal strings: most parts of keys and most answers occur many times
        keys = [tuple(map(words.setdefault, key, key)) for key, _ in held["fingerprints"]]
        answers = [words.setdefault(was, was) for _, was in held["fingerprints"]]
        fingerprints = dict(zip(keys, answers, strict=True))
        units = {name: Entry(array("I", reads), tuple(pages)) for name, reads, pages in held["units"]}
        pages = {path: Standing(*known) for path, known in held["pages"]}
        return Ledger(held["basis"], fingerprints, units, held["grounds"], held["footing"]), pages
    except (KeyError, TypeError, OverflowError) as fault:
        raise ValueError("of another kind") from fault
