"""The search's index: entries in, a folder out that a browser asks by itself. Pagefind finds words; lists beside it serve all else.

All languages share one index, since readers ask in one language for what was said in another. Pagefind is handed each word as it is
searched (`text/searched.py`), stemmed in the language of its entry, with the terms that stand there (`terms.py`); an index that Pagefind
makes for one language would stem all of them in that one, and one for each language could not be ranked together. What is shown are the
words themselves. The browser reads the files of the index without Pagefind's program, which takes the longest beginning of a word that
it does not find, and so cannot say that a word is not there.

Entries are numbered by date, the newest first and the undated last. Pagefind's answers lead to these numbers, and `values/` lists
for each value of a filter the numbers that have it. So a browser filters, counts and sorts by itself, in a few milliseconds
and from a fraction of the bytes that Pagefind's own filters take.
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
from generator.exports.linked import Folders, have_too
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
    packed_text,
)
from generator.exports.search.service import Service
from generator.exports.search.shards import Content, Shard, merged
from generator.exports.search.terms import Indexed, Searching, Terms
from generator.timings import Step

T = TypeVar("T")

FOLDER = "pagefind"
"""Where the site has the index, from its root."""

STEMS = lists.STEMS
"""The folder in it with the modules that stem words."""

PHASE = "Making the search index"
"""What is said to go on while an index is made."""

_STAMP = "stamp.txt"
_SUMS = "sums.json"
"""In the cache only, beside the folder of an index: the digest of each of its files, what its entries were, and in which form these are
searched."""
_BATCH = 500
"""How many entries are handed over before their answers are waited for."""
_KEPT = 2
"""How many indexes a cache holds: the present one, and the one that a server may still show."""

_PUBLISHED = (ENTRY, WORDS, FRAGMENTS)
"""What the archive's own search uses of what Pagefind writes. Its programs, its interfaces and its filters are left out."""
_MADE_ANEW = ("entries.json", "names.json", "values", "terms", "stems", _STAMP)
"""What else an index holds."""
_SHOWN_FILTERS: tuple[Facet, ...] = ("kind", "fidelity", "stance", "changed")
"""What a result shows of that by which it is filtered."""


def made(
    cache: Path,
    entries: Sequence[Entry],
    searching: Searching = Searching(),  # noqa: B008 (it is frozen)
    shard: int | None = None,
    say: Callable[[Step], None] | None = None,
) -> Path:
    """The folder in `cache` that holds the index of these entries; it is made only where it is not there yet, and whole. Pagefind
    indexes only what the latest index has not, and at most `shard` entries at once, by default `shards.size`. `say` is told how many of those it has.

    `searching` is what the search knows of the archive. Raises RuntimeError where Pagefind fails, or lays its files out otherwise than
    expected.
    """
    maker = _maker()
    terms = Terms(entries, searching)
    ordered = sorted(entries, key=lambda it: (lists.days(it), it.weight), reverse=True)
    known = _forms(cache, maker, terms.grounds)
    told = {told.digest: told for told in (_told(entry, terms, known) for entry in ordered)}
    stamp = hashlib.sha256("".join([maker, json.dumps([terms.table, terms.answering]), *told]).encode()).hexdigest()[
        :16
    ]
    folder = cache / stamp
    if not _is_whole(folder):
        _clear(_sums(folder))
        if not folder.is_dir():
            _clear(folder)
        former = _former(cache, maker)
        work = _index(told, terms, stamp[:PREFIX], former, shard or shards.size(len(entries)), say)
        forms = {"grounds": terms.grounds, "forms": {it.own: it.digest for it in told.values()}}
        _make(folder, stamp, work, former, {"maker": maker, **forms})
    now = time.time_ns()  # the kernel's own stamp is too coarse to tell two requests apart that follow at once
    os.utime(folder, ns=(now, now))
    _keep_few(cache, folder)
    return folder


def _keep_few(cache: Path, present: Path) -> None:
    """Remove from a cache all but the present index, the one before it, and what runs under way are making."""
    entries = set(cache.iterdir())
    for entry in entries:
        if entry.name.startswith("."):
            swap.tidy(cache, _made_in(entry))
    under_way = {_made_in(entry) for entry in entries if entry.name.startswith(".") and entry.exists()}
    indexes = sorted((e for e in entries - {present} if e.is_dir() and not e.name.startswith(".")), key=_last_asked)
    needed = {present, *indexes[-(_KEPT - 1) :]}
    for entry in entries - needed - set(map(_sums, needed | under_way)):
        if not entry.name.startswith("."):
            _clear(entry)


def _made_in(work: Path) -> Path:
    """The index for which a working folder of the cache was made."""
    return work.with_name(work.name.removeprefix(".").partition(".")[0])


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def latest(cache: Path) -> Path | None:
    """The index that was asked for last and is whole, or None."""
    found = sorted(map(_of_sums, cache.glob(f"*.{_SUMS}")), key=_last_asked, reverse=True)
    return next(filter(_is_whole, found), None)


def _last_asked(folder: Path) -> int:
    """When an index was asked for last, in nanoseconds; 0 where there is none."""
    return folder.stat().st_mtime_ns if folder.is_dir() else 0


def _is_whole(folder: Path) -> bool:
    """Whether an index is as it was made. Every file is read: programs, disks and people may have changed it since."""
    try:
        return _files(folder) == _digests(folder)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return False


def _sums(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.{_SUMS}")


def _of_sums(sums: Path) -> Path:
    """The folder of the index of which these are the sums."""
    return sums.with_name(sums.name.removesuffix(f".{_SUMS}"))


def _digests(folder: Path) -> dict[str, str]:
    """The digest of every file of a folder, by its path; of what is no plain file the words `no file`."""
    return dict(sorted(_digests_below(str(folder), "")))


def _digests_below(folder: str, above: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _digests_below(entry.path, f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                yield path, hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
            else:
                yield path, "no file"


def put(index: Path, site: Path, *, linked: bool, former: Path | None = None) -> None:
    """Put an index into the site as files, or as a link to its folder, which takes no time whatever its size.

    A link that is there already is replaced in one step: whoever asks the site meanwhile finds the one index or the other.
    `former` is a site that stands as it was built. What it has of the index is not written again.
    """
    place = site / FOLDER
    if linked and _link(place, index):
        return
    if place.is_symlink():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)
    sums = _files(index)
    there = _standing(former / FOLDER, index.parent) if former else {}
    folders = Folders()
    for path, digest in sums.items():
        target = f"{place}/{path}"
        folders.above(target)
        # What shortens a finished site in place changes the cache's file too; it is told by its digest then, and made anew.
        have_too(there.get(digest, f"{index}/{path}"), target)


def _standing(folder: Path, cache: Path) -> dict[str, str]:
    """The files of an index in a site, by their digests; none where the cache does not know that index any more."""
    try:
        sums = _files(cache / (folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, LookupError):
        return {}
    return {digest: f"{folder}/{path}" for path, digest in sums.items()}


def _files(index: Path) -> dict[str, str]:
    """The digests of the files of an index, by path."""
    files: dict[str, str] = json.loads(_sums(index).read_bytes())["files"]
    return files


def _link(place: Path, index: Path) -> bool:
    """Put a link to an index into its place. False where links are not allowed."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)  # nothing but a link can take a link's place
    fresh = place.with_name(f".{place.name}")
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(index, target_is_directory=True)
        fresh.replace(place)
    except OSError:
        return False
    return True


def _maker() -> str:
    """Changes with what indexes the entries: Pagefind, the modules of this folder, and the scripts that go with an index."""
    digest = hashlib.sha256(_version().encode())
    for module in sorted(Path(__file__).parent.rglob("*.[pj][ys]")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Former:
    """An index of the cache, from which entries are taken over."""

    folder: Path
    sums: Mapping[str, str]
    """The digests of its files."""
    found: Mapping[str, int]
    """The numbers of its entries, by their digests."""
    silent: frozenset[str]
    """The digests of those in which Pagefind found no word."""


def _former(cache: Path, maker: str) -> _Former | None:
    """The latest index, if it was made in the same way."""
    folder = latest(cache)
    if folder is None:
        return None
    try:
        held = json.loads(_sums(folder).read_bytes())
        if held["maker"] != maker:
            return None
        found = {str(digest): number for number, digest in enumerate(held["entries"])}
        return _Former(folder, held["files"], found, frozenset(map(str, held["silent"])))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _make(
    folder: Path, stamp: str, work: Coroutine[Any, Any, _Index], former: _Former | None, made_by: Mapping[str, object]
) -> None:
    """Make an index of what `work` returns. The folder appears whole, or not at all; its sums come first, so that it is never there
    without them. With them stands `made_by`."""
    making = swap.Making(folder)
    try:
        index = _run(work)
        sums: dict[str, str] = {}
        folders = Folders()
        for name, content in {**index.files, _STAMP: stamp.encode()}.items():
            file = f"{making.folder}/{name}"
            folders.above(file)
            if isinstance(content, Path) and former:
                have_too(str(content), file)  # no index of the cache is changed once it is made
                sums[name] = former.sums[str(content).removeprefix(f"{former.folder}/")]
            elif isinstance(content, bytes):
                Path(file).write_bytes(content)
                sums[name] = hashlib.sha256(content).hexdigest()
        part = making.folder.with_name(_SUMS)
        known = {**made_by, "entries": index.found, "silent": index.silent, "files": dict(sorted(sums.items()))}
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
    with ThreadPoolExecutor(1) as second:  # not always: Python waits at its end for the threads of a pool
        return second.submit(asyncio.run, work).result()


def _version() -> str:
    """The version of the wheel, and the size of the program: PAGEFIND_BINARY_PATH may name another one than the wheel's."""
    program = get_executable()
    return f"{version('pagefind')} {program.stat().st_size if program else 0}"


class _Indexed(NamedTuple):
    """Files of an index by path, and what Pagefind calls each of its entries, by their addresses."""

    files: dict[str, bytes]
    names: dict[str, str]


class _Index(NamedTuple):
    """An index: its files by path, and the digests of its entries in the order of their numbers, and of those without a word."""

    files: dict[str, Content]
    found: list[str]
    silent: list[str]


class _Count:
    """Counts the entries that Pagefind has, and says so."""

    def __init__(self, say: Callable[[Step], None] | None, of: int) -> None:
        self._say = say
        self._done, self._of = 0, of
        self.add(0)

    def add(self, more: int) -> None:
        self._done = min(self._done + more, self._of)  # where shards cannot be joined, all are indexed once more
        if self._say:
            self._say(Step(PHASE, self._done, self._of))


class _Told(NamedTuple):
    """An entry, and what makes the form in which it is searched. `own` is a digest of the entry, `digest` one of both."""

    entry: Entry
    own: str
    digest: str
    indexed: Callable[[], Indexed]


def _told(entry: Entry, terms: Terms, known: Mapping[str, str]) -> _Told:
    """An entry with its digests. `known` has those of entries of which the form need not be made, by their own."""
    written = repr(entry)
    own = _digest(written)
    if own in known:
        return _Told(entry, own, known[own], partial(terms.indexed, entry))
    form = terms.indexed(entry)
    return _Told(entry, own, _digest(f"{written}{form!r}"), lambda: form)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _forms(cache: Path, maker: str, grounds: str) -> Mapping[str, str]:
    """The digests of the latest index's entries by their own, if all that decides in which form they are searched is the same."""
    sums = max(cache.glob(f"*.{_SUMS}"), key=lambda it: _last_asked(_of_sums(it)), default=None)
    try:
        held = json.loads(sums.read_bytes()) if sums else {}
        same = (held["maker"], held["grounds"]) == (maker, grounds)
        return {str(own): str(digest) for own, digest in held["forms"].items()} if same else {}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}


async def _index(
    told: Mapping[str, _Told],
    terms: Terms,
    prefix: str,
    former: _Former | None,
    shard: int,
    say: Callable[[Step], None] | None,
) -> _Index:
    """The index of entries, which `told` has by their digests, in their order."""
    if former is not None and told.keys().isdisjoint(former.found):
        former = None  # not one entry could be taken over
    taken = former.found if former else {}
    silent = former.silent if former else frozenset()
    anew = [it for digest, it in told.items() if digest not in taken and digest not in silent]
    count = _Count(say, len(anew))
    parts = [await _indexed(some, count) for some in _stretches(anew, shard)] if anew or former is None else []
    # Pagefind leaves out what has no word in it, and says nothing of it.
    indexed = {url for part in parts for url in part.names}
    found = {digest: it.entry for digest, it in told.items() if digest in taken or it.entry.url in indexed}
    without = [digest for digest in told if digest not in found]
    entries = [*found.values()]
    try:
        files = _whole(parts, former, found, prefix) if found else {}
    except UnknownLayoutError as fault:
        raise RuntimeError(
            f"Pagefind {version('pagefind')} lays its index out otherwise than 1.5 and 1.6 do ({fault}): install one of these"
        ) from fault
    listed = next((path for path in files if path.endswith(LIST)), "")
    more = lists.files(entries, prefix, {"digits": DIGITS, "listed": listed}, terms)
    return _Index({**files, **dict(more)}, [*found], without)


def _stretches(entries: Sequence[T], most: int) -> list[Sequence[T]]:
    return [entries[start : start + most] for start in range(0, len(entries), most)] or [entries]


def _whole(
    parts: Sequence[_Indexed], former: _Former | None, found: Mapping[str, Entry], prefix: str
) -> dict[str, Content]:
    """The files of the index of what was found, out of those that Pagefind has made and of what the former index has."""
    numbers = {entry.url: number for number, entry in enumerate(found.values())}
    shards = [
        Shard(part.files, {name: numbers[url] for url, name in part.names.items()}) for part in parts if part.names
    ]
    if former is not None:
        there = {path: former.folder / path for path in former.sums if path.partition("/")[0] not in _MADE_ANEW}
        places = {digest: number for number, digest in enumerate(found)}
        own = json.loads((former.folder / "entries.json").read_bytes())["name"]
        taken = {name_of(was, own): places[digest] for digest, was in former.found.items() if digest in places}
        shards.insert(0, Shard(there, taken))
    return merged(shards, prefix)


async def _indexed(told: Sequence[_Told], count: _Count) -> _Indexed:
    """What Pagefind makes of entries, in a process that ends with them, since it gives no memory back."""
    async with Service() as service:
        index = await service.create_index(IndexConfig(force_language=LANGUAGE))
        for some in _stretches(told, _BATCH):
            await service.add(index, map(_record, some))
            count.add(len(some))
        # Pagefind could write the files itself; but it says that it has before it has, and is stopped then.
        files = {file["path"]: file["content"] for file in await index.get_files() if _is_published(file["path"])}
    names = {url: name for name, url in _addresses(files).items()}
    for it in told:
        if name := names.get(it.entry.url):
            files[f"{FRAGMENTS}/{name}{FRAGMENT}"] = _shown(it.entry)
    return _Indexed(files, names)


def _addresses(files: Mapping[str, bytes]) -> dict[str, str]:
    """The addresses of an index's entries, by Pagefind's names for them.

    Raises RuntimeError where Pagefind has written them otherwise than expected. Without them no entry has a number.
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


def _record(told: _Told) -> dict[str, Any]:
    """An entry as it is handed over to be searched."""
    entry, indexed = told.entry, told.indexed()
    # What has no word in its content would be left out of the index, whatever its title is.
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
    """What is searched beside the content, by the names of the fields."""
    searched = {"name" if entry.is_quotation else "title": title, "names": names, "also": also}
    return {name: words for name, words in searched.items() if words}


def _shown(entry: Entry) -> bytes:
    """The file of an entry: what a result shows of it."""
    shown = {"about": entry.about, "when": entry.when, "lang": entry.language}
    filters = {str(facet): list(values) for facet, values in entry.filters if facet in _SHOWN_FILTERS}
    return packed_text(
        {
            "url": entry.url,
            "content": entry.content if _has_words(entry) or entry.is_quotation else entry.title,
            "meta": _fields(entry, entry.title, entry.names, entry.also),
            "filters": filters
            | {name: [words] for name, words in shown.items() if words}
            | ({"became": list(entry.became)} if entry.became else {}),
        }
    )
