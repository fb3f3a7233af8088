"""One index out of several of Pagefind's, each of a stretch of the entries.

Pagefind takes some 40 KB of memory an entry while it indexes, 2 GB at 10,000 articles. So a large archive is indexed in shards, one
after the other. Pagefind's script could merge them where they are read (`mergeIndex`); but then a reader loads a piece of each, 24 KB
for each word and shard, and each ranks by what it counts of its own. Merged here they are the index that Pagefind would have made of
all entries at once: only where it is cut into files differs.

The files are gzipped CBOR. As versions 1.5 and 1.6 write them, a word is [word, pages, variants] and a variant [form, pages]; a page is
[distance to the page before, places in the text, places in the fields], where a number below zero tells of which field the places
behind it are.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import cbor2

from generator.exports.search.renumbered import ENTRY, LANGUAGE, LIST, UnknownLayoutError

ENTRIES = 8_000
"""How many entries a shard has: some 330 MB of Pagefind's memory."""

_FOLDER = "index"
_SIGN = b"pagefind_dcd"
_PIECE = 20_000
"""How many pages and places the words of one file have together: some 24 KB, packed."""

_Pages = list[Any]


class _Listed(NamedTuple):
    """What a shard's list of entries says."""

    version: str
    pages: list[Any]
    pieces: list[tuple[str, str, str]]
    """The files of words: the first word, the last one, the name."""
    filters: list[tuple[str, str]]
    sorts: list[Any]
    fields: list[str]


class _Word(NamedTuple):
    word: str
    start: int
    """How many entries the shards before have."""
    pages: _Pages
    variants: list[tuple[str, _Pages]]


def merged(shards: Sequence[Mapping[str, bytes]], prefix: str) -> dict[str, bytes]:
    """The files of one index by path, out of those of several, in the order of their entries. Their entries are named by numbers
    that go on from shard to shard. `prefix` stands in the name of the list of entries.

    Raises UnknownLayoutError where a file is laid out otherwise than expected.
    """
    if len(shards) == 1:
        return dict(shards[0])
    try:
        return dict(_merged(shards, prefix))
    except (OSError, EOFError, zlib.error, LookupError, TypeError, ValueError, cbor2.CBORError) as fault:
        raise UnknownLayoutError(str(fault)) from fault


def _merged(shards: Sequence[Mapping[str, bytes]], prefix: str) -> Iterator[tuple[str, bytes]]:
    lists = [_listed(files) for files in shards]
    if len({it.version for it in lists}) > 1 or any(it.sorts for it in lists):
        raise UnknownLayoutError("the shards are not of one version, or have an order of their own")
    fields = sorted({name for it in lists for name in it.fields})
    starts = [sum(len(it.pages) for it in lists[:number]) for number in range(len(lists))]
    streams = [_words(*shard, fields) for shard in zip(shards, lists, starts, strict=True)]
    pieces: list[tuple[str, str, str]] = []
    for words in _pieces(_together(streams)):
        content = _packed([words])
        name = f"{LANGUAGE}_{hashlib.sha256(content).hexdigest()[:10]}"
        pieces.append((_start(words[0][0], pieces[-1][1] if pieces else ""), words[-1][0], name))
        yield f"{_FOLDER}/{name}.pf_index", content
    filters = sorted({tuple(it) for listed in lists for it in listed.filters}, key=lambda it: (len(it[0]), it))
    pages = [page for it in lists for page in it.pages]
    listed = _packed([lists[0].version, pages, pieces, filters, [], fields])
    name = f"{LANGUAGE}_{hashlib.sha256(listed).hexdigest()[:10]}{prefix}"
    yield f"pagefind.{name}{LIST}", listed
    entry = json.loads(shards[0][ENTRY])
    entry["languages"][LANGUAGE] |= {"hash": name, "page_count": len(pages)}
    yield ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    for files in shards:
        for path, content in files.items():
            if path != ENTRY and not path.endswith(LIST) and PurePosixPath(path).parts[0] != _FOLDER:
                yield path, content


def _listed(files: Mapping[str, bytes]) -> _Listed:
    (path,) = (path for path in files if path.endswith(LIST))
    return _Listed(*_unpacked(files[path]))


def _words(files: Mapping[str, bytes], listed: _Listed, start: int, fields: Sequence[str]) -> Iterator[_Word]:
    """The words of a shard in their order. One file is read at a time."""
    signs = {-1 - own: -1 - fields.index(name) for own, name in enumerate(listed.fields)}
    same = all(own == new for own, new in signs.items())
    for *_, name in listed.pieces:
        (words,) = _unpacked(files[f"{_FOLDER}/{name}.pf_index"])
        for word, pages, variants in words:
            for held in () if same else (pages, *(of_form for _, of_form in variants)):
                for page in held:
                    page[2] = [signs[place] if place < 0 else place for place in page[2]]
            yield _Word(word, start, pages, variants)


def _together(streams: Iterable[Iterator[_Word]]) -> Iterator[list[Any]]:
    """The words of all shards in their order, each with its pages in all of them."""
    before = ""
    for word, parts in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        if word <= before and before:
            raise UnknownLayoutError(f"the word {word} stands behind {before}")
        before = word
        found = list(parts)
        forms: dict[str, list[tuple[int, _Pages]]] = {}
        for part in found:
            for form, pages in part.variants:
                forms.setdefault(form, []).append((part.start, pages))
        variants = [[form, _counted_on(some)] for form, some in sorted(forms.items())]
        yield [word, _counted_on([(part.start, part.pages) for part in found]), variants]


def _counted_on(parts: Iterable[tuple[int, _Pages]]) -> _Pages:
    """The pages of several shards as one list, each page with its distance to the one before."""
    whole: _Pages = []
    last = 0
    for start, pages in parts:
        if pages:
            (distance, *places), *others = pages
            whole += [[start + distance - last, *places], *others]
            last = start + sum(page[0] for page in pages)
    return whole


def _pieces(words: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    """The words as they are put into files."""
    piece: list[list[Any]] = []
    size = 0
    for word in words:
        piece.append(word)
        size += sum(1 + len(text) + len(fields) for _, text, fields in word[1])
        if size >= _PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _start(word: str, before: str) -> str:
    """As much of a word as tells it from the one before it. Readers load these of all files with their first query."""
    return next((word[:end] for end in range(1, len(word)) if word[:end] > before), word)


def _packed(content: object) -> bytes:
    return gzip.compress(_SIGN + cbor2.dumps(content), mtime=0)


def _unpacked(content: bytes) -> Any:
    plain = gzip.decompress(content)
    if not plain.startswith(_SIGN):
        raise UnknownLayoutError("a file without Pagefind's sign")
    return cbor2.loads(plain[len(_SIGN) :])
