"""A record of what the pages of an archive were made from, so that the next run makes only those again for which
something has changed."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from generator.archive.observed import Key
from generator.pages.render import Drawn, UnchangedPage


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
    record_inputs: str = ""
    """A digest of everything that the answers were derived from, except the text of bodies."""
    file_inputs: str = ""
    """A digest of `record_inputs`, `basis` and what findings read in bodies. While it is unchanged, so is any file that
    shows no text of a body."""

    def without(self, units: Iterable[str]) -> Ledger:
        """A ledger from which these units are removed, so that they are planned again."""
        gone = {*units}
        return replace(self, units={name: entry for name, entry in self.units.items() if name not in gone})


def dump(ledger: Ledger, pages: Mapping[str, Drawn]) -> bytes:
    """The ledger, and for each page the fields of `UnchangedPage`, as JSON after a first line with its SHA-256
    digest."""
    units = ([name, entry.reads.tolist(), entry.pages] for name, entry in ledger.units.items())
    known = ([path, (page.digest, page.record, page.title, page.picture)] for path, page in pages.items())
    lists = {"fingerprints": ledger.fingerprints.items(), "units": units, "pages": known}
    digests = {"basis": ledger.basis, "record_inputs": ledger.record_inputs, "file_inputs": ledger.file_inputs}
    parts = [json.dumps(digests)[:-1].encode()]
    for name, items in lists.items():
        parts += (f',"{name}":['.encode(), *_json_chunks(items), b"]")
    parts.append(b"}")
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return b"".join((f"{whole.hexdigest()}\n".encode(), *parts))


_CHUNK = 500


def _json_chunks(items: Iterable[object]) -> Iterator[bytes]:
    """Yield the items as comma-separated JSON, `_CHUNK` together: as Python objects they would take ten times as
    much memory."""
    rest = iter(items)
    comma = ""
    while some := [*islice(rest, _CHUNK)]:
        yield f"{comma}{json.dumps(some, separators=(',', ':'))[1:-1]}".encode()
        comma = ","


def read_digest(raw: bytes) -> str:
    """The digest in the first line of what `dump` wrote. It is not verified here, only in `load`."""
    return raw.partition(b"\n")[0].decode("ascii", "replace")


def load(raw: bytes) -> tuple[Ledger, dict[str, UnchangedPage]]:
    """The ledger that `dump` wrote, and its pages by source path. Raises ValueError if `raw` is damaged or has
    another format."""
    content = raw.partition(b"\n")[2]
    if hashlib.sha256(content).hexdigest() != read_digest(raw):
        raise ValueError("damaged")
    held = json.loads(content)
    try:
        words: dict[str, str] = {}  # shares equal strings: most parts of keys and most answers occur many times
        keys = [tuple(map(words.setdefault, key, key)) for key, _ in held["fingerprints"]]
        answers = [words.setdefault(was, was) for _, was in held["fingerprints"]]
        fingerprints = dict(zip(keys, answers, strict=True))
        units = {name: Entry(array("I", reads), tuple(pages)) for name, reads, pages in held["units"]}
        pages = {path: UnchangedPage(*known) for path, known in held["pages"]}
        return Ledger(held["basis"], fingerprints, units, held["record_inputs"], held["file_inputs"]), pages
    except (KeyError, TypeError, OverflowError) as fault:
        raise ValueError("of another kind") from fault
