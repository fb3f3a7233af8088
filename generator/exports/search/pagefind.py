"""The search's index: entries in, a folder out that a browser asks by itself. Pagefind finds words; lists beside it serve all else.

All languages share one index, since readers ask in one language for what was said in another. Pagefind's stemming is English
then; Russian and Korean words are found by their beginnings, which their endings and particles follow.

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
import warnings
import zlib
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pagefind.index import IndexConfig, PagefindIndex
from pagefind.service import get_executable

from generator.exports import swap
from generator.exports.search import lists, shards
from generator.exports.search.entries import Entry, Facet
from generator.exports.search.renumbered import (
    DIGITS,
    ENTRY,
    FRAGMENT,
    LANGUAGE,
    PREFIX,
    UnknownLayoutError,
    renumbered,
)
from generator.exports.search.service import Service

FOLDER = "pagefind"
"""Where the site has the index, from its root."""

UNCHANGED = "ARCHIVE_PAGEFIND_UNCHANGED"
"""The environment variable with which Pagefind's files are published as Pagefind wrote them, if it is set and not empty."""

_STAMP = "stamp.txt"
_SUMS = "sums.json"
"""In the cache only, beside the folder of an index: the digest of each of its files."""
_BATCH = 500
"""How many entries are handed over before their answers are waited for."""
_KEPT = 2
"""How many indexes a cache holds: the present one, and the one that a server may still show."""

_PUBLISHED = ("pagefind.js", ENTRY, "index", "fragment")
"""What the archive's own search uses of what Pagefind writes. Its ready-made interfaces and its filters are left out."""
_SHOWN_FILTERS: tuple[Facet, ...] = ("kind", "fidelity", "stance")
"""What a result shows of that by which it is filtered."""


def made(
    cache: Path, entries: Sequence[Entry], environment: Mapping[str, str] = os.environ, shard: int = shards.ENTRIES
) -> Path:
    """The folder in `cache` that holds the index of these entries; it is made only where it is not there yet, and whole. At most
    `shard` entries are indexed at once.

    Warns (RuntimeWarning) where Pagefind lays its files out otherwise than expected, and publishes them as they are. Raises
    RuntimeError where Pagefind fails, or writes what no entry can be read from.
    """
    unchanged = bool(environment.get(UNCHANGED))
    stamp = _stamp(entries, unchanged=unchanged)
    folder = cache / stamp
    if not _is_whole(folder):
        _clear(_sums(folder))
        if not folder.is_dir():
            _clear(folder)
        _make(folder, entries, stamp, len(entries) if unchanged else shard, unchanged=unchanged)
    now = time.time_ns()  # the kernel's own stamp is too coarse to tell two requests apart that follow at once
    os.utime(folder, ns=(now, now))
    _keep_few(cache, folder)
    return folder


def _keep_few(cache: Path, present: Path) -> None:
    """Remove from a cache all but the present index, the one before it, and what runs under way are making."""
    entries = set(cache.iterdir())
    for entry in entries:
        if entry.name.startswith("."):
            swap.tidy(cache, cache / entry.name.removeprefix(".").partition(".")[0])
    indexes = sorted((e for e in entries - {present} if e.is_dir() and not e.name.startswith(".")), key=_last_asked)
    needed = {present, *indexes[-(_KEPT - 1) :]}
    for entry in entries - needed - set(map(_sums, needed)):
        if not entry.name.startswith("."):
            _clear(entry)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def latest(cache: Path) -> Path | None:
    """The index that was asked for last and is whole, or None."""
    found = sorted(
        (sums.with_suffix("").with_suffix("") for sums in cache.glob(f"*.{_SUMS}")), key=_last_asked, reverse=True
    )
    return next(filter(_is_whole, found), None)


def _last_asked(folder: Path) -> int:
    """When an index was asked for last, in nanoseconds; 0 where there is none."""
    return folder.stat().st_mtime_ns if folder.is_dir() else 0


def _is_whole(folder: Path) -> bool:
    """Whether an index is as it was made. Every file is read: programs, disks and people may have changed it since."""
    try:
        return bool(json.loads(_sums(folder).read_bytes()) == _digests(folder))
    except (OSError, ValueError, RecursionError):
        return False


def _sums(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.{_SUMS}")


def _digests(folder: Path) -> dict[str, str]:
    """The digest of every file of a folder, by its path; of what is no plain file the words `no file`."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file() and not path.is_symlink()
        else "no file"
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or not path.is_dir()
    }


def put(index: Path, site: Path, *, linked: bool) -> None:
    """Put an index into the site as files, or as a link to its folder, which takes no time whatever its size.

    A link that is there already is replaced in one step: whoever asks the site meanwhile finds the one index or the other.
    """
    place = site / FOLDER
    if linked and _link(place, index):
        return
    if place.is_symlink():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)
    shutil.copytree(index, place)  # no hard links: what shortens a finished site in place would spoil the cache


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


def _stamp(entries: Iterable[Entry], *, unchanged: bool) -> str:
    """Changes with what can be found, and with what indexes it: Pagefind, the modules of this folder, and how names are made."""
    digest = hashlib.sha256(f"{_version()} {unchanged}".encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    for entry in entries:
        digest.update(repr(entry).encode())
    return digest.hexdigest()[:16]


def _make(folder: Path, entries: Sequence[Entry], stamp: str, shard: int, *, unchanged: bool) -> None:
    """Make an index. The folder appears whole, or not at all; its sums come first, so that it is never there without them."""
    making = swap.Making(folder)
    try:
        for name, content in _run(_index(entries, stamp[:PREFIX], shard, unchanged=unchanged)).items():
            (making.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (making.folder / name).write_bytes(content)
        (making.folder / _STAMP).write_text(stamp, encoding="utf-8")
        part = making.folder.with_name(_SUMS)
        part.write_text(json.dumps(_digests(making.folder)), encoding="utf-8")
        part.replace(_sums(folder))
        making.swap(lambda _: ())
    finally:
        making.discard()


def _is_published(path: str) -> bool:
    top = path.split("/", maxsplit=1)[0]
    return top in _PUBLISHED or top.startswith((f"wasm.{LANGUAGE}.", "pagefind."))


def _run(work: Coroutine[Any, Any, dict[str, bytes]]) -> dict[str, bytes]:
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
    """Entries that have a word in them, and the files of their index."""

    files: dict[str, bytes]
    names: list[str]
    """What Pagefind calls each of the entries."""
    entries: list[Entry]


async def _index(entries: Sequence[Entry], prefix: str, shard: int, *, unchanged: bool) -> dict[str, bytes]:
    """The files of an index, by path from its folder."""
    entries = sorted(entries, key=lists.days, reverse=True)
    stretches = [entries[start : start + shard] for start in range(0, len(entries), shard)] if entries else [entries]
    parts = [await _indexed(stretch) for stretch in stretches]
    if not unchanged:
        try:
            found = [entry for part in parts for entry in part.entries]
            return {**_numbered(parts, prefix), **dict(lists.files(found, prefix, {"digits": DIGITS}))}
        except UnknownLayoutError as fault:
            warnings.warn(
                f"Pagefind {version('pagefind')} lays its index out otherwise than 1.5 and 1.6 do ({fault}). The search works all the "
                "same, but readers load more, since names of entries stay as they are. Install a version of 1.5 or 1.6, or set "
                f"{UNCHANGED}=1 to be told no more of this.",
                RuntimeWarning,
                stacklevel=2,
            )
    whole = parts[0] if len(parts) == 1 else await _indexed(entries)
    return {**whole.files, **dict(lists.files(whole.entries, prefix, {"names": whole.names}))}


def _numbered(parts: Sequence[_Indexed], prefix: str) -> dict[str, bytes]:
    """The files of one index whose entries are named by their numbers, out of those of its shards."""
    files: list[dict[str, bytes]] = []
    start = 0
    for part in parts:
        numbers = {name: number for number, name in enumerate(part.names, start)}
        files.append(renumbered(part.files, numbers, prefix))
        start += len(part.names)
    # Of entries without a word Pagefind writes no list.
    return shards.merged([it for it, part in zip(files, parts, strict=True) if part.names] or files[:1], prefix)


async def _indexed(entries: Sequence[Entry]) -> _Indexed:
    """What Pagefind makes of entries, in a process that ends with them, since it gives no memory back."""
    async with Service() as service:
        index = await service.create_index(IndexConfig(force_language=LANGUAGE))
        rest = iter(entries)
        while batch := list(islice(rest, _BATCH)):
            await asyncio.gather(*(_add(index, entry) for entry in batch))
        # Pagefind could write the files itself; but it says that it has before it has, and is stopped then.
        files = {file["path"]: file["content"] for file in await index.get_files() if _is_published(file["path"])}
    names = {url: name for name, url in _addresses(files).items()}
    # Pagefind leaves out what has no word in it, and says nothing of it.
    found = [entry for entry in entries if entry.url in names]
    return _Indexed(files, [names[entry.url] for entry in found], found)


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


async def _add(index: PagefindIndex, entry: Entry) -> None:
    """Hand an entry over. Pagefind searches all metadata, so what is only shown goes as filters that nobody asks for."""
    searched = {"name" if entry.is_quotation else "title": entry.title, "names": entry.names, "also": entry.also}
    shown = {"about": entry.about, "when": entry.when, "lang": entry.language}
    filters = {str(facet): list(values) for facet, values in entry.filters if facet in _SHOWN_FILTERS}
    # What has no word in its content would be left out of the index, whatever its title is.
    has_words = any(map(str.isalnum, entry.content))
    await index.add_custom_record(
        url=entry.url,
        content=entry.content if has_words or entry.is_quotation else entry.title,
        language=LANGUAGE,
        meta={name: words for name, words in searched.items() if words},
        filters=filters | {name: [words] for name, words in shown.items() if words},
    )
