"""Merges several indexes, each of some of the entries, into one.

While indexing, Pagefind takes some 40 KB of memory per entry: 2 GB at 10,000 articles. So a large archive is indexed in
shards, one after another, and after an edit only the edited entries are indexed and merged into the existing index.
Pagefind's script could merge shards in the browser (`mergeIndex`), but then a reader loads a piece of each, 24 KB per
word and shard, and each shard is ranked by its own counts. Merged here, they are the index that Pagefind would have
made from all entries at once, apart from where it is split into files.

The result depends on the entries alone, not on how they were divided into shards: a patched index is byte for byte the
same as a new one.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import cbor2

from generator.collector import paused
from generator.exports.search.layout import (
    ENTRY,
    FIELDS,
    FRAGMENT,
    FRAGMENTS,
    LANGUAGE,
    LIST,
    WORDS,
    UnknownLayoutError,
    compress,
    decode,
    decompress,
    name_of,
    pack,
    unpack,
)
from generator.exports.search.terms import is_made_up


def shard_size(entries: int) -> int:
    """The number of entries per shard, for an index of `entries`. Pagefind needs some 190 MB for 4,000; small archives
    use fewer, larger shards, which is faster."""
    return 8_000 if entries <= 8_000 else 4_000


_PIECE = 20_000
"""How many pages and positions the words of one file have together: some 24 KB compressed."""

Content = bytes | Path
"""The bytes of a file of an index, or the path of a file with the same bytes."""

_Pages = list[list[Any]]


class Shard(NamedTuple):
    """An index of some entries: its files by path, and each entry's number in the whole, by its name here. Entries
    without a number are dropped."""

    files: Mapping[str, Content]
    numbers: Mapping[str, int]


class _Listed(NamedTuple):
    """The contents of a shard's list of entries."""

    version: str
    pages: list[Any]
    pieces: list[tuple[str, str, str]]
    """The word files: first word, last word, name."""
    filters: list[Any]
    sorts: list[Any]
    fields: list[str]


class _Word(NamedTuple):
    """A word from a shard's file. `stays`: its pages need no renumbering, so they can be reused if no other shard has
    the word."""

    word: str
    pages: _Pages
    variants: list[tuple[str, _Pages]]
    stays: bool
    numbers: Sequence[int | None]
    signs: Mapping[int, int] | None

    def numbered(self) -> tuple[_Pages, list[tuple[str, _Pages]]]:
        """Its pages and those of its variants, with their numbers in the whole."""
        pages = _renumber(self.pages, self.numbers)
        variants = [(form, _renumber(found, self.numbers)) for form, found in self.variants]
        if self.signs is not None:
            _sign((pages, *(found for _, found in variants)), self.signs)
        return pages, variants


class _Piece(NamedTuple):
    """A word file of a shard, reused if it would not change. `plain` are its uncompressed bytes."""

    words: list[Any]
    content: Content
    plain: bytes


def merge_shards(shards: Sequence[Shard], prefix: str) -> dict[str, Content]:
    """The files of the merged index, by path. Its entries are named by `prefix` and their number.

    Raises UnknownLayoutError if a file has an unexpected format.
    """
    try:
        with paused():
            return dict(_merge(shards, prefix))
    except (OSError, EOFError, zlib.error, LookupError, TypeError, ValueError, cbor2.CBORError) as fault:
        raise UnknownLayoutError(str(fault)) from fault


def _merge(shards: Sequence[Shard], prefix: str) -> Iterator[tuple[str, Content]]:
    lists = [_listed(shard.files) for shard in shards]
    if len({it.version for it in lists}) > 1 or any(it.sorts for it in lists):
        raise UnknownLayoutError("the shards are not of one version, or have an order of their own")
    pages: dict[int, list[Any]] = {}
    for shard, listed in zip(shards, lists, strict=True):
        if missing := shard.numbers.keys() - {page[0] for page in listed.pages}:
            raise UnknownLayoutError(f"the list of entries does not name {min(missing)}")
        for name, *counted in listed.pages:
            if (number := shard.numbers.get(name)) is not None:
                pages[number] = [name_of(number, prefix), *counted]
                yield f"{FRAGMENTS}/{name_of(number, prefix)}{FRAGMENT}", shard.files[f"{FRAGMENTS}/{name}{FRAGMENT}"]
    before: dict[str, _Piece] = {}
    streams = [_words(shard, listed, before) for shard, listed in zip(shards, lists, strict=True)]
    pieces: list[tuple[str, str, str]] = []
    for words in _pieces(_group_by_word(streams)):
        was = before.get(words[0][0])
        if was is None or was.words != words:
            content: Content = pack([words])
        else:  # Pagefind's own files split and encode words in the same way, but are compressed differently
            content = was.content if isinstance(was.content, Path) else compress(was.plain)
        name = content.stem if isinstance(content, Path) else _named(content)
        for passed in [first for first in before if first <= words[-1][0]]:
            del before[passed]
        pieces.append((_start(words[0][0], pieces[-1][1] if pieces else ""), words[-1][0], name))
        yield _of_words(name), content
    whole = pack([lists[0].version, [pages[number] for number in range(len(pages))], pieces, [], [], FIELDS])
    name = f"{_named(whole)}{prefix}"
    yield f"pagefind.{name}{LIST}", whole
    entry = json.loads(_bytes(shards[0].files[ENTRY]))
    entry["languages"][LANGUAGE] |= {"hash": name, "page_count": len(pages)}
    yield ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    for path, held in shards[0].files.items():
        if path != ENTRY and not path.endswith(LIST) and path.partition("/")[0] not in (WORDS, FRAGMENTS):
            yield path, held


def _bytes(content: Content) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def _named(content: bytes) -> str:
    return f"{LANGUAGE}_{hashlib.sha256(content).hexdigest()[:10]}"


def _of_words(name: str) -> str:
    return f"{WORDS}/{name}.pf_index"


def _listed(files: Mapping[str, Content]) -> _Listed:
    name = json.loads(_bytes(files[ENTRY]))["languages"][LANGUAGE]["hash"]
    path = f"pagefind.{name}{LIST}"
    if path not in files:
        raise UnknownLayoutError(f"{ENTRY} names {path}, which is not there")
    return _Listed(*unpack(_bytes(files[path])))


def _words(shard: Shard, listed: _Listed, before: dict[str, _Piece]) -> Iterator[_Word]:
    """The words of a shard in order, with the numbers of their pages. Files are read one at a time, and added to
    `before` by first word."""
    signs = {-1 - own: -1 - FIELDS.index(name) for own, name in enumerate(listed.fields)}
    differing = signs if any(own != new for own, new in signs.items()) else None
    numbers = [shard.numbers.get(page[0]) for page in listed.pages]
    # After an edit most entries keep their numbers, and most words do not occur in an edited entry.
    same = differing is None and all(number in (None, own) for own, number in enumerate(numbers))
    dropped = {own for own, number in enumerate(numbers) if number is None}
    for *_, name in listed.pieces:
        content = shard.files[_of_words(name)]
        plain = decompress(_bytes(content))
        (words,) = decode(plain)
        handed = [it for it in words if not is_made_up(it[0])]
        if len(handed) == len(words):
            before[words[0][0]] = _Piece(words, content, plain)
        for found in handed:
            word, pages, variants = found
            stays = (
                same
                and all(one[0] < other[0] for one, other in pairwise(variants))
                and all(map(dropped.isdisjoint, map(_places, (pages, *(of_form for _, of_form in variants)))))
            )
            yield _Word(word, pages, variants, stays, numbers, differing)


def _places(pages: _Pages) -> Iterator[int]:
    """The indexes of pages, which are stored as differences."""
    return accumulate(map(itemgetter(0), pages))


def _renumber(pages: _Pages, numbers: Sequence[int | None]) -> _Pages:
    """Pages with their numbers in the whole instead of differences."""
    found: _Pages = []
    at = 0
    for distance, *places in pages:
        at += distance
        number = numbers[at]
        if number is not None:
            found.append([number, *places])
    return found


def _sign(lists: Iterable[_Pages], signs: Mapping[int, int]) -> None:
    """Replace the field numbers in the positions by those of the whole index."""
    for pages in lists:
        for page in pages:
            page[2] = [signs[place] if place < 0 else place for place in page[2]]


def _group_by_word(streams: Iterable[Iterator[_Word]]) -> Iterator[list[Any]]:
    """The words of all shards in order, each with its pages in all of them."""
    before = ""
    for word, parts in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        if word <= before and before:
            raise UnknownLayoutError(f"the word {word} stands behind {before}")
        before = word
        found = list(parts)
        if len(found) == 1 and found[0].stays:
            yield [word, found[0].pages, found[0].variants]
            continue
        numbered = [part.numbered() for part in found]
        forms: dict[str, list[_Pages]] = {}
        for _, of_part in numbered:
            for form, pages in of_part:
                forms.setdefault(form, []).append(pages)
        variants = [[form, pages] for form, some in sorted(forms.items()) if (pages := _distances(some))]
        whole = _distances([pages for pages, _ in numbered])
        if whole or variants:
            yield [word, whole, variants]


def _distances(parts: Sequence[_Pages]) -> _Pages:
    """The pages of several shards in one list, numbered by differences."""
    pages = parts[0] if len(parts) == 1 else [page for part in parts for page in part]
    pages.sort(key=itemgetter(0))
    last = 0
    for page in pages:
        number = page[0]
        page[0] = number - last
        last = number
    return pages


def _pieces(words: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    """The words, divided into files."""
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
    """The shortest prefix of a word that sorts after the word before. Readers load those of all files with their first
    query."""
    return next((word[:end] for end in range(1, len(word)) if word[:end] > before), word)
