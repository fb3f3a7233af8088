"""One index out of several, each of some of the entries.

Pagefind takes some 40 KB of memory an entry while it indexes, 2 GB at 10,000 articles. So a large archive is indexed in shards, one
after the other; and after an edit only what was edited is, beside the index that there is. Pagefind's script could merge them where they
are read (`mergeIndex`); but then a reader loads a piece of each, 24 KB for each word and shard, and each ranks by what it counts of its
own. Merged here they are the index that Pagefind would have made of all entries at once: only where it is cut into files differs.

What comes out depends on the entries alone, and not on how they were put into shards: so an index that was patched is, byte for byte,
the one that is made anew.
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

from generator.collector import uncollected
from generator.exports.search.layout import (
    ENTRY,
    FIELDS,
    FRAGMENT,
    FRAGMENTS,
    LANGUAGE,
    LIST,
    WORDS,
    UnknownLayoutError,
    compressed,
    name_of,
    packed,
    read,
    uncompressed,
    unpacked,
)
from generator.exports.search.terms import is_made_up


def size(entries: int) -> int:
    """How many entries a shard has, of an index with so many. Pagefind needs some 190 MB for 4,000; where its memory does not count, the
    index is made faster with fewer shards."""
    return 8_000 if entries <= 20_000 else 4_000


_PIECE = 20_000
"""How many pages and places the words of one file have together: some 24 KB, packed."""

Content = bytes | Path
"""What a file of an index holds, or a file that holds the same."""

_Pages = list[list[Any]]


class Shard(NamedTuple):
    """An index of some entries: its files by path, and the number that each entry has in the whole, by its name here. Those without a
    number are left out of the whole."""

    files: Mapping[str, Content]
    numbers: Mapping[str, int]


class _Listed(NamedTuple):
    """What a shard's list of entries says."""

    version: str
    pages: list[Any]
    pieces: list[tuple[str, str, str]]
    """The files of words: the first word, the last one, the name."""
    filters: list[Any]
    sorts: list[Any]
    fields: list[str]


class _Word(NamedTuple):
    """A word as a shard's file has it. `stays`: the whole has the same pages of it by the same numbers, if no other shard has any."""

    word: str
    pages: _Pages
    variants: list[tuple[str, _Pages]]
    stays: bool
    numbers: Sequence[int | None]
    signs: Mapping[int, int] | None

    def numbered(self) -> tuple[_Pages, list[tuple[str, _Pages]]]:
        """Its pages, and those of its variants, with their numbers in the whole."""
        pages = _numbered(self.pages, self.numbers)
        variants = [(form, _numbered(found, self.numbers)) for form, found in self.variants]
        if self.signs is not None:
            _sign((pages, *(found for _, found in variants)), self.signs)
        return pages, variants


class _Piece(NamedTuple):
    """A file of words as a shard has it: one that would be the same is not written down again. `plain` are its bytes."""

    words: list[Any]
    content: Content
    plain: bytes


def merged(shards: Sequence[Shard], prefix: str) -> dict[str, Content]:
    """The files of one index by path. Its entries are named `prefix` and their number.

    Raises UnknownLayoutError where a file is laid out otherwise than expected.
    """
    try:
        with uncollected():
            return dict(_merged(shards, prefix))
    except (OSError, EOFError, zlib.error, LookupError, TypeError, ValueError, cbor2.CBORError) as fault:
        raise UnknownLayoutError(str(fault)) from fault


def _merged(shards: Sequence[Shard], prefix: str) -> Iterator[tuple[str, Content]]:
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
    for words in _pieces(_together(streams)):
        was = before.get(words[0][0])
        if was is None or was.words != words:
            content: Content = packed([words])
        else:  # Pagefind itself cuts and writes words in the same way, but compresses them otherwise
            content = was.content if isinstance(was.content, Path) else compressed(was.plain)
        name = content.stem if isinstance(content, Path) else _named(content)
        for passed in [first for first in before if first <= words[-1][0]]:
            del before[passed]
        pieces.append((_start(words[0][0], pieces[-1][1] if pieces else ""), words[-1][0], name))
        yield _of_words(name), content
    whole = packed([lists[0].version, [pages[number] for number in range(len(pages))], pieces, [], [], FIELDS])
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
    return _Listed(*unpacked(_bytes(files[path])))


def _words(shard: Shard, listed: _Listed, before: dict[str, _Piece]) -> Iterator[_Word]:
    """The words of a shard in their order, each with the numbers of its pages. One file is read at a time, and noted in `before` by its
    first word."""
    signs = {-1 - own: -1 - FIELDS.index(name) for own, name in enumerate(listed.fields)}
    differing = signs if any(own != new for own, new in signs.items()) else None
    numbers = [shard.numbers.get(page[0]) for page in listed.pages]
    # After an edit most entries have the numbers that they had, and most words are in none that was edited.
    same = differing is None and all(number in (None, own) for own, number in enumerate(numbers))
    gone = {own for own, number in enumerate(numbers) if number is None}
    for *_, name in listed.pieces:
        content = shard.files[_of_words(name)]
        plain = uncompressed(_bytes(content))
        (words,) = read(plain)
        handed = [it for it in words if not is_made_up(it[0])]
        if len(handed) == len(words):
            before[words[0][0]] = _Piece(words, content, plain)
        for found in handed:
            word, pages, variants = found
            stays = (
                same
                and all(one[0] < other[0] for one, other in pairwise(variants))
                and all(map(gone.isdisjoint, map(_places, (pages, *(of_form for _, of_form in variants)))))
            )
            yield _Word(word, pages, variants, stays, numbers, differing)


def _places(pages: _Pages) -> Iterator[int]:
    """The places of pages that are given by distances."""
    return accumulate(map(itemgetter(0), pages))


def _numbered(pages: _Pages, numbers: Sequence[int | None]) -> _Pages:
    """Pages with their numbers in the place of distances."""
    found: _Pages = []
    at = 0
    for distance, *places in pages:
        at += distance
        number = numbers[at]
        if number is not None:
            found.append([number, *places])
    return found


def _sign(lists: Iterable[_Pages], signs: Mapping[int, int]) -> None:
    """Have the places in fields tell the field by the number that it has in the whole."""
    for pages in lists:
        for page in pages:
            page[2] = [signs[place] if place < 0 else place for place in page[2]]


def _together(streams: Iterable[Iterator[_Word]]) -> Iterator[list[Any]]:
    """The words of all shards in their order, each with its pages in all of them."""
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
    """The pages of several shards as one list, each page with its distance to the one before."""
    pages = parts[0] if len(parts) == 1 else [page for part in parts for page in part]
    pages.sort(key=itemgetter(0))
    last = 0
    for page in pages:
        number = page[0]
        page[0] = number - last
        last = number
    return pages


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
