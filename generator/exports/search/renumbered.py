"""A patch of what Pagefind writes: its entries are named by their numbers.

Pagefind names each entry by a digest. All digests travel with the first query, and do not compress: at 10,000 articles they are a third
of what a reader loads. Numbers in their place do compress. Pagefind has no option for this, so its files are changed after it has
written them. Whether they are laid out as versions 1.5 and 1.6 lay them out is checked on the way; where they are not, the site
publishes them as they are.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

LANGUAGE: Final = "en"
"""The language that Pagefind is told for every entry. Names and files have it as their prefix."""
ENTRY: Final = "pagefind-entry.json"
"""The file that Pagefind's script asks for first. It names the list of entries."""
FRAGMENT: Final = ".pf_fragment"
"""The suffix of the files that hold one entry each, named as the entry is."""
DIGITS: Final = 5
"""How many hexadecimal digits an entry's number has in its name."""
PREFIX: Final = 5
"""How many characters come before the number, the same in all names of one index. Together they are as long as Pagefind's shortest names."""

LIST: Final = ".pf_meta"
"""The suffix of the file that lists the entries."""
_DIGEST = re.compile(rf"{LANGUAGE}_[0-9a-f]+".encode())
_SHOWN = ("kind", "fidelity", "stance", "about", "when", "lang")
"""The filters that entries are handed over with."""
_FILTER = re.compile(
    b"\x82(?:"
    + b"|".join(bytes([0x60 + len(name)]) + name.encode() for name in _SHOWN)
    + rb")[\x61-\x77]%b_[0-9a-f]+" % LANGUAGE.encode()
)
"""A filter in the list of entries. The list is CBOR, and a filter a pair of its name and the digest of its file."""
_FILTERS = re.compile(b"(?:%b)+" % _FILTER.pattern)


class UnknownLayoutError(RuntimeError):
    """Pagefind has laid its files out otherwise than expected."""


def renumbered(files: Mapping[str, bytes], numbers: Mapping[str, int], prefix: str) -> dict[str, bytes]:
    """The files of an index by path, with each entry named `prefix` and its number in hexadecimal.

    `numbers` are the entries' numbers by Pagefind's names for them. The new names are as long as the old ones, so that the binary files
    that hold them need not be parsed. `prefix` has to be another one for each index, since browsers keep files by their names; the list
    of entries has it in its name too.

    Raises UnknownLayoutError where a name is not found in the list of entries, cannot be replaced by one of its length, or where a file
    cannot be read.
    """
    try:
        return dict(_renumbered(files, numbers, prefix))
    except (OSError, EOFError, zlib.error, KeyError, ValueError) as fault:
        raise UnknownLayoutError(str(fault)) from fault


def _renumbered(files: Mapping[str, bytes], numbers: Mapping[str, int], prefix: str) -> Iterator[tuple[str, bytes]]:
    names = {digest: _name(prefix, number, len(digest)) for digest, number in numbers.items()}
    for digest, name in names.items():
        if len(name) != len(digest):
            raise UnknownLayoutError(f"the name {digest} is too short for a number")
    found: set[str] = set()

    def renamed(match: re.Match[bytes]) -> bytes:
        digest = match[0].decode()
        if digest not in names:
            return match[0]
        found.add(digest)
        return names[digest].encode()

    lists = {
        path: _DIGEST.sub(renamed, _without_chance(gzip.decompress(content)))
        for path, content in files.items()
        if path.endswith(LIST)
    }
    if missing := names.keys() - found:
        raise UnknownLayoutError(f"the list of entries does not name {min(missing)}")
    list_names = {
        _list_name(path): f"{LANGUAGE}_{hashlib.sha256(content).hexdigest()[:10]}{prefix}"
        for path, content in lists.items()
    }
    for path, content in files.items():
        parts = PurePosixPath(path)
        if parts.suffix == LIST:
            old = _list_name(path)
            yield path.replace(old, list_names[old]), gzip.compress(lists[path], mtime=0)
        elif path == ENTRY:
            yield path, _with_names(content.decode(), list_names).encode()
        elif parts.suffix == FRAGMENT:
            # A browser asks for an entry by its number too, and then with the usual length.
            for stem in {names[parts.stem], _name(prefix, numbers[parts.stem])}:
                yield str(parts.with_stem(stem)), content
        else:
            yield path, content


def _name(prefix: str, number: int, length: int = PREFIX + DIGITS) -> str:
    """The name of an entry, filled with zeros to a length. Pagefind has a longer digest where two entries would have the same one."""
    return f"{prefix}{number:0{length - PREFIX}x}"


def _with_names(entry: str, names: Mapping[str, str]) -> str:
    """The file that names the lists of entries, with other names for them."""
    for old, new in names.items():
        if f'"{old}"' not in entry:
            raise UnknownLayoutError(f"{ENTRY} does not name {old}")
        entry = entry.replace(f'"{old}"', f'"{new}"')
    return entry


def _without_chance(entries: bytes) -> bytes:
    """A list of entries in which the same entries always give the same bytes.

    Pagefind orders the filters differently at each run, and so has other digests of their files. Those files are not published: the
    filters are put into the order of their names, and their digests become zeros.
    """

    def ordered(match: re.Match[bytes]) -> bytes:
        filters = sorted(_FILTER.findall(match[0]))
        return b"".join(
            re.sub(rb"(?<![0-9a-f])[0-9a-f]+$", lambda digest: b"0" * len(digest[0]), one) for one in filters
        )

    return _FILTERS.sub(ordered, entries)


def _list_name(path: str) -> str:
    """What Pagefind calls a list of entries, from the path of its file: en_83a72deeef of pagefind.en_83a72deeef.pf_meta."""
    return path.removesuffix(LIST).rpartition(".")[2]
