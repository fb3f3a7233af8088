"""Builds the search index: a folder that the browser queries by itself. Pagefind finds words; our own lists serve
everything else.

All languages share one index, since readers search in one language for what was said in another. Each word is given to
Pagefind in its searched form (`text/search_words.py`), stemmed in the language of its entry, along with the terms at
that position (`terms.py`). An index that Pagefind makes for one language would stem all words in that one, and results
from an index for each language could not be ranked together. Readers see the original words.

The browser reads the index files without Pagefind's program, which falls back to the longest known prefix of a word
that it does not find, and so cannot report that a word is missing.

Entries are numbered by date, newest first and undated last. Pagefind's results lead to these numbers, and `values/`
lists the numbers for each value of a filter. So a browser filters, counts and sorts by itself, in a few milliseconds
and with a fraction of the bytes that Pagefind's own filters take.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import os
import shutil
import time
import zlib
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, TypeVar

from pagefind.index import IndexConfig
from pagefind.service import get_executable

from generator.exports import swap
from generator.exports.linked import Folders, FormerSite, link_or_copy
from generator.exports.search import lists, shards
from generator.exports.search.entries import Entry, Facet
from generator.exports.search.layout import (
    DIGITS,
    ENTRY,
    FRAGMENT,
    FRAGMENTS,
    LANGUAGE,
    LIST,
    PREFIX,
    WORDS,
    UnknownLayoutError,
    name_of,
    pack_json,
)
from generator.exports.search.service import Service
from generator.exports.search.shards import Content, Shard, merge_shards
from generator.exports.search.terms import Indexed, SearchSettings, Terms
from generator.timings import Step

T = TypeVar("T")

FOLDER = "pagefind"
"""The folder of the index, from the site's root."""

STEMS = lists.STEMS
"""The folder in the index with the stemming modules."""

PHASE = "Making the search index"
"""The name of the phase, for progress messages."""

_STAMP = "stamp.txt"
_SUMS_SUFFIX = "sums.json"
"""The suffix of a file in the cache, next to an index: the digest of each file, the entries' digests, and how their
searched form was made."""
_BATCH = 500
"""The number of entries sent before waiting for the replies."""
_KEPT_INDEXES = 2
"""The number of indexes kept in a cache: the current one, and one that a server may still show."""

_PUBLISHED = (ENTRY, WORDS, FRAGMENTS)
"""What the archive's own search uses of Pagefind's output. Pagefind's programs, interfaces and filters are left out."""
_ALWAYS_REMADE = ("entries.json", "names.json", "values", "terms", "stems", _STAMP)
"""The other files of an index, which are always made again."""
_SHOWN_FILTERS: tuple[Facet, ...] = ("kind", "fidelity", "stance", "changed")
"""The filters whose values a result shows."""


def build_index(
    cache: Path,
    entries: Sequence[Entry],
    searching: SearchSettings = SearchSettings(),  # noqa: B008 (it is frozen)
    shard: int | None = None,
    say: Callable[[Step], None] | None = None,
) -> Path:
    """The folder in `cache` with the index of these entries. It is made only if it is missing or damaged.

    Pagefind indexes only entries that the latest index lacks, at most `shard` at once (by default `shards.size`). `say`
    is called with the progress. `searching` holds the archive's settings for the search. Raises RuntimeError if
    Pagefind fails or its files have an unexpected format.
    """
    maker = _maker_digest()
    terms = Terms(entries, searching)
    ordered = sorted(entries, key=lambda it: (lists.days(it), it.weight), reverse=True)
    known = _forms(cache, maker, terms.inputs_digest)
    prepared = {entry.digest: entry for entry in (_prepare_entry(entry, terms, known) for entry in ordered)}
    stamp = hashlib.sha256(
        "".join([maker, json.dumps([terms.table, terms.answering]), *prepared]).encode()
    ).hexdigest()[:16]
    folder = cache / stamp
    if not _is_whole(folder):
        _clear(_sums(folder))
        if not folder.is_dir():
            _clear(folder)
        former = _find_former_index(cache, maker)
        work = _index(prepared, terms, stamp[:PREFIX], former, shard or shards.shard_size(len(entries)), say)
        forms = {"grounds": terms.inputs_digest, "forms": {it.own: it.digest for it in prepared.values()}}
        _make(folder, stamp, work, former, {"maker": maker, **forms})
    now = time.time_ns()  # the kernel's clock for file times is too coarse to order two requests in quick succession
    os.utime(folder, ns=(now, now))
    _remove_old_indexes(cache, folder)
    return folder


def _remove_old_indexes(cache: Path, present: Path) -> None:
    """Remove everything from a cache except the current index, the one before it, and what other runs are making."""
    entries = set(cache.iterdir())
    for entry in entries:
        if entry.name.startswith("."):
            swap.remove_leftovers(cache, _index_of(entry))
    under_way = {_index_of(entry) for entry in entries if entry.name.startswith(".") and entry.exists()}
    indexes = sorted((e for e in entries - {present} if e.is_dir() and not e.name.startswith(".")), key=_last_requested)
    needed = {present, *indexes[-(_KEPT_INDEXES - 1) :]}
    for entry in entries - needed - set(map(_sums, needed | under_way)):
        if not entry.name.startswith("."):
            _clear(entry)


def _index_of(work: Path) -> Path:
    """The index for which a working folder of the cache was made."""
    return work.with_name(work.name.removeprefix(".").partition(".")[0])


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def latest_index(cache: Path) -> Path | None:
    """The most recently requested index that is intact, or None."""
    found = sorted(map(_of_sums, cache.glob(f"*.{_SUMS_SUFFIX}")), key=_last_requested, reverse=True)
    return next(filter(_is_whole, found), None)


def _last_requested(folder: Path) -> int:
    """When an index was last requested, in nanoseconds; 0 if it does not exist."""
    return folder.stat().st_mtime_ns if folder.is_dir() else 0


def _is_whole(folder: Path) -> bool:
    """Whether an index is unchanged: programs, disks or people may have changed it. Files with another size or
    modification time than when they were made, as after copying, are read."""
    try:
        held = json.loads(_sums(folder).read_bytes())
        files, stamps = held["files"], held["stamps"]
        return bool(files == dict(_digests_below(str(folder), "", files, stamps)))
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return False


def _sums(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.{_SUMS_SUFFIX}")


def _of_sums(sums: Path) -> Path:
    """The folder of the index that this file of sums belongs to."""
    return sums.with_name(sums.name.removesuffix(f".{_SUMS_SUFFIX}"))


def _digests_below(
    folder: str, above: str, known: Mapping[str, str], stamps: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, str]]:
    """The digest of every file in a folder, by path; "no file" for what is not a regular file. A file with the stamp in
    `stamps` has the digest in `known`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _digests_below(entry.path, f"{path}/", known, stamps)
            elif not entry.is_file(follow_symlinks=False):
                yield path, "no file"
            elif stamps.get(path) == _stamp(entry.stat()):
                yield path, known[path]
            else:
                yield path, hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()


def _stamp(known: os.stat_result) -> list[int]:
    """A file's size in bytes, and its modification time in nanoseconds."""
    return [known.st_size, known.st_mtime_ns]


def put_into_site(index: Path, site: Path, *, linked: bool, former: FormerSite | None = None) -> None:
    """Put an index into the site, as files or as a symbolic link to its folder, which takes no time whatever its size.

    An existing link is replaced atomically, so that every request sees one index or the other. Index files
    that the former site has are reused if they are at the same path, and otherwise linked, not copied.
    """
    place = site / FOLDER
    if linked and _link(place, index):
        return
    if place.is_symlink():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)
    sums = _files(index)
    former_files = _files_in_site(former.folder / FOLDER, index.parent) if former else {}
    folders = Folders()
    for path, digest in sums.items():
        target = f"{place}/{path}"
        if former and former.reuse and former_files.get(digest) == f"{former.folder}/{FOLDER}/{path}":
            former.reuse(f"{FOLDER}/{path}")
            continue
        folders.make_parent(target)
        # If a program truncates these files in place, the cache's file changes too; its digest then differs, and it is
        # made again.
        link_or_copy(former_files.get(digest, f"{index}/{path}"), target)


def _files_in_site(folder: Path, cache: Path) -> dict[str, str]:
    """The index files in a site, by digest; empty if the cache no longer knows that index."""
    try:
        sums = _files(cache / (folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, LookupError):
        return {}
    return {digest: f"{folder}/{path}" for path, digest in sums.items()}


def _files(index: Path) -> dict[str, str]:
    """The digests of an index's files, by path."""
    files: dict[str, str] = json.loads(_sums(index).read_bytes())["files"]
    return files


def _link(place: Path, index: Path) -> bool:
    """Put a symbolic link to an index into its place. Returns False if links are not possible."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)  # only a link can be replaced by a link
    fresh = place.with_name(f".{place.name}")
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(index, target_is_directory=True)
        fresh.replace(place)
    except OSError:
        return False
    return True


def _maker_digest() -> str:
    """A digest of everything that makes an index: Pagefind, the modules of this folder, and the scripts in an index."""
    digest = hashlib.sha256(_version().encode())
    for module in sorted(Path(__file__).parent.rglob("*.[pj][ys]")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _FormerIndex:
    """A cached index, from which unchanged entries are reused."""

    folder: Path
    sums: Mapping[str, str]
    """The digests of its files, by path."""
    found: Mapping[str, int]
    """The numbers of its entries, by digest."""
    silent: frozenset[str]
    """The digests of the entries in which Pagefind found no word."""


def _find_former_index(cache: Path, maker: str) -> _FormerIndex | None:
    """The latest index, if it was made in the same way; else None."""
    folder = latest_index(cache)
    if folder is None:
        return None
    try:
        held = json.loads(_sums(folder).read_bytes())
        if held["maker"] != maker:
            return None
        found = {str(digest): number for number, digest in enumerate(held["entries"])}
        return _FormerIndex(folder, held["files"], found, frozenset(map(str, held["silent"])))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _make(
    folder: Path,
    stamp: str,
    work: Coroutine[Any, Any, _Index],
    former: _FormerIndex | None,
    made_by: Mapping[str, object],
) -> None:
    """Make the index that `work` returns, together with its file of sums, which includes `made_by`. The folder appears
    atomically, after its sums, so that it never exists without them."""
    making = swap.Replacement(folder)
    try:
        index = _run(work)
        sums: dict[str, str] = {}
        stamps: dict[str, list[int]] = {}
        folders = Folders()
        for name, content in {**index.files, _STAMP: stamp.encode()}.items():
            file = f"{making.folder}/{name}"
            folders.make_parent(file)
            if isinstance(content, Path) and former:
                link_or_copy(str(content), file)  # an index in the cache is never changed
                sums[name] = former.sums[str(content).removeprefix(f"{former.folder}/")]
            elif isinstance(content, bytes):
                Path(file).write_bytes(content)
                sums[name] = hashlib.sha256(content).hexdigest()
            stamps[name] = _stamp(os.stat(file))  # noqa: PTH116  (a Path takes longer)
        part = making.folder.with_name(_SUMS_SUFFIX)
        known = {**made_by, "entries": index.found, "silent": index.silent, "files": sums, "stamps": stamps}
        part.write_text(json.dumps(known), encoding="utf-8")
        part.replace(_sums(folder))
        making.swap(lambda _: ())
    finally:
        making.discard()


def _is_published(path: str) -> bool:
    top = path.split("/", maxsplit=1)[0]
    return top in _PUBLISHED or top.endswith(LIST)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to completion. If this thread already runs an event loop, use a second thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as second:  # only if needed, since Python waits for a pool's threads at exit
        return second.submit(asyncio.run, work).result()


def _version() -> str:
    """The version of Pagefind's wheel, and the size of its program, since PAGEFIND_BINARY_PATH may name another one."""
    program = get_executable()
    return f"{version('pagefind')} {program.stat().st_size if program else 0}"


class _Indexed(NamedTuple):
    """The files of an index by path, and Pagefind's names of its entries by their URLs."""

    files: dict[str, bytes]
    names: dict[str, str]


class _Index(NamedTuple):
    """An index: its files by path, the digests of its entries by number, and the digests of entries without a word."""

    files: dict[str, Content]
    found: list[str]
    silent: list[str]


class _Count:
    """Counts the entries that have been indexed, and reports the progress."""

    def __init__(self, say: Callable[[Step], None] | None, of: int) -> None:
        self._say = say
        self._done, self._of = 0, of
        self.add(0)

    def add(self, more: int) -> None:
        self._done = min(self._done + more, self._of)  # if shards cannot be merged, all entries are indexed again
        if self._say:
            self._say(Step(PHASE, self._done, self._of))


class _PreparedEntry(NamedTuple):
    """An entry with its searched form, made on demand. `own` is a digest of the entry, `digest` one of the entry and
    its form."""

    entry: Entry
    own: str
    digest: str
    indexed: Callable[[], Indexed]


def _prepare_entry(entry: Entry, terms: Terms, known: Mapping[str, str]) -> _PreparedEntry:
    """An entry with its digests. `known` maps the own digests of unchanged entries to the full ones, so that their form
    need not be made."""
    written = repr(entry)
    own = _digest(written)
    if own in known:
        return _PreparedEntry(entry, own, known[own], partial(terms.indexed, entry))
    form = terms.indexed(entry)
    return _PreparedEntry(entry, own, _digest(f"{written}{form!r}"), lambda: form)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _forms(cache: Path, maker: str, grounds: str) -> Mapping[str, str]:
    """The full digests of the latest index's entries by their own, if everything else that decides their searched form
    is unchanged."""
    sums = max(cache.glob(f"*.{_SUMS_SUFFIX}"), key=lambda it: _last_requested(_of_sums(it)), default=None)
    try:
        held = json.loads(sums.read_bytes()) if sums else {}
        same = (held["maker"], held["grounds"]) == (maker, grounds)
        return {str(own): str(digest) for own, digest in held["forms"].items()} if same else {}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}


async def _index(
    prepared: Mapping[str, _PreparedEntry],
    terms: Terms,
    prefix: str,
    former: _FormerIndex | None,
    shard: int,
    say: Callable[[Step], None] | None,
) -> _Index:
    """The index of the entries in `prepared` (by digest), in that order."""
    if former is not None and prepared.keys().isdisjoint(former.found):
        former = None  # no entry could be reused
    taken = former.found if former else {}
    silent = former.silent if former else frozenset()
    anew = [it for digest, it in prepared.items() if digest not in taken and digest not in silent]
    count = _Count(say, len(anew))
    parts = [await _indexed(some, count) for some in _split_evenly(anew, shard)] if anew or former is None else []
    # Pagefind silently leaves out entries without any word.
    indexed = {url for part in parts for url in part.names}
    found = {digest: it.entry for digest, it in prepared.items() if digest in taken or it.entry.url in indexed}
    without = [digest for digest in prepared if digest not in found]
    entries = [*found.values()]
    try:
        files = _all_files(parts, former, found, prefix) if found else {}
    except UnknownLayoutError as fault:
        raise RuntimeError(
            f"Pagefind {version('pagefind')} lays its index out otherwise than 1.5 and 1.6 do ({fault}): install one of these"
        ) from fault
    listed = next((path for path in files if path.endswith(LIST)), "")
    more = lists.files(entries, prefix, {"digits": DIGITS, "listed": listed}, terms)
    return _Index({**files, **dict(more)}, [*found], without)


def _split_evenly(entries: Sequence[T], most: int) -> list[Sequence[T]]:
    return [entries[start : start + most] for start in range(0, len(entries), most)] or [entries]


def _all_files(
    parts: Sequence[_Indexed], former: _FormerIndex | None, found: Mapping[str, Entry], prefix: str
) -> dict[str, Content]:
    """The files of the whole index, merged from what Pagefind has made and from the former index."""
    numbers = {entry.url: number for number, entry in enumerate(found.values())}
    shards = [
        Shard(part.files, {name: numbers[url] for url, name in part.names.items()}) for part in parts if part.names
    ]
    if former is not None:
        there = {path: former.folder / path for path in former.sums if path.partition("/")[0] not in _ALWAYS_REMADE}
        places = {digest: number for number, digest in enumerate(found)}
        own = json.loads((former.folder / "entries.json").read_bytes())["name"]
        taken = {name_of(was, own): places[digest] for digest, was in former.found.items() if digest in places}
        shards.insert(0, Shard(there, taken))
    return merge_shards(shards, prefix)


async def _indexed(prepared: Sequence[_PreparedEntry], count: _Count) -> _Indexed:
    """What Pagefind makes of these entries. Its process ends afterwards, since it never frees memory."""
    async with Service() as service:
        index = await service.create_index(IndexConfig(force_language=LANGUAGE))
        for some in _split_evenly(prepared, _BATCH):
            await service.add(index, map(_record, some))
            count.add(len(some))
        # Pagefind could write the files itself, but it replies before it has finished, and would be stopped too early.
        files = {file["path"]: file["content"] for file in await index.get_files() if _is_published(file["path"])}
    names = {url: name for name, url in _addresses(files).items()}
    for it in prepared:
        if name := names.get(it.entry.url):
            files[f"{FRAGMENTS}/{name}{FRAGMENT}"] = _shown(it.entry)
    return _Indexed(files, names)


def _addresses(files: Mapping[str, bytes]) -> dict[str, str]:
    """The URLs of an index's entries, by Pagefind's names for them.

    Raises RuntimeError if Pagefind has written them in an unexpected format. Without URLs, entries cannot be numbered.
    """
    entries = {PurePosixPath(path).stem: content for path, content in files.items() if path.endswith(FRAGMENT)}
    try:
        return {
            digest: json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))["url"]
            for digest, content in entries.items()
        }
    except (OSError, EOFError, zlib.error, ValueError, KeyError) as fault:
        raise RuntimeError(
            "Pagefind writes entries otherwise than versions 1.5 and 1.6 do: install one of these"
        ) from fault


def _record(prepared: _PreparedEntry) -> dict[str, Any]:
    """An entry as it is sent to Pagefind."""
    entry, indexed = prepared.entry, prepared.indexed()
    # Pagefind would leave out an entry without a word in its content, even if its title has some.
    content = indexed.content if _has_words(entry) or entry.is_quotation else indexed.title
    return {
        "url": entry.url,
        "content": content,
        "language": LANGUAGE,
        "meta": _fields(entry, indexed.title, indexed.names, indexed.also),
        "filters": {},
    }


def _has_words(entry: Entry) -> bool:
    return any(map(str.isalnum, entry.content))


def _fields(entry: Entry, title: str, names: str, also: str) -> dict[str, str]:
    """The searched fields other than the content, by name."""
    searched = {"name" if entry.is_quotation else "title": title, "names": names, "also": also}
    return {name: words for name, words in searched.items() if words}


def _shown(entry: Entry) -> bytes:
    """The file of an entry, with what a result shows."""
    shown = {"about": entry.about, "when": entry.when, "lang": entry.language}
    filters = {str(facet): list(values) for facet, values in entry.filters if facet in _SHOWN_FILTERS}
    return pack_json(
        {
            "url": entry.url,
            "content": entry.content if _has_words(entry) or entry.is_quotation else entry.title,
            "meta": _fields(entry, entry.title, entry.names, entry.also),
            "filters": filters
            | {name: [words] for name, words in shown.items() if words}
            | ({"became": list(entry.became)} if entry.became else {}),
        }
    )
