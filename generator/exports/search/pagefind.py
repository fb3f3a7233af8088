"""The search's index: entries in, a folder out that a browser asks by itself. Pagefind finds words, lists beside it all else.

All languages share one index, since readers ask in one language for what was said in another. Pagefind's stemming is English
then; Russian and Korean words are found by their beginnings, which their endings and particles follow.

Entries are numbered by date, the newest first and the undated last. Pagefind answers with these numbers, and `values/` lists
for each value of a filter the numbers that have it. So a browser filters, counts and sorts by itself, in a few milliseconds
and from a fraction of the bytes that Pagefind's own filters take.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, cast, get_args

from pagefind.index import IndexConfig, PagefindIndex
from pagefind.service import PagefindService, get_executable
from pagefind.service.types import InternalRequestPayload, InternalResponsePayload

from generator.exports import swap
from generator.exports.search.entries import Entry, Facet

FOLDER = "pagefind"
"""Where the site has the index, from its root."""

_STAMP = "stamp.txt"
_SUMS = "sums.json"
"""In the cache only, beside the folder of an index: the digest of each of its files."""
_LANGUAGE = "en"
_AT_ONCE = 500
"""How many entries are handed over before their answers are waited for."""
_READ = 2**20
_DIGEST = re.compile(rf"{_LANGUAGE}_[0-9a-f]+".encode())
_ENTRY = "pagefind-entry.json"
"""What Pagefind's script asks for first, and never from a browser's memory."""
_LIST = ".pf_meta"
_DRAWN_AS = ("about", "when", "lang")
"""Filters of Pagefind that nobody asks for: by them a result knows what it shows."""
_FRAGMENT = ".pf_fragment"
_TELLING = 5
"""How many letters of an entry's name tell its index from others: a million are apart."""
_DIGITS = 5
"""How many there are for its number. Pagefind's own names are as long, or longer where two would be the same."""
_KEPT = 2
"""How many indexes a cache holds: the present one, and the one that a server may still show."""

_SUGGESTED = ("Person", "Organisation", "Place", "Document", "Topic")
_SHOWN = ("pagefind.js", _ENTRY, "index", "fragment")
"""What the archive's own search uses of what Pagefind writes. Its ready-made interfaces and its filters are left out."""
_DRAWN: tuple[Facet, ...] = ("kind", "fidelity", "stance")
"""What a result shows of that by which it is filtered."""
_OTHERWISE = "Pagefind has built its index otherwise than versions 1.5 and 1.6 do: install one of these"


def made(cache: Path, entries: Sequence[Entry]) -> Path:
    """The folder in `cache` that holds the index of these entries; it is made only where it is not there yet, and whole."""
    stamp = _stamp(entries)
    folder = cache / stamp
    if not _is_whole(folder):
        _clear(_sums(folder))
        if not folder.is_dir():
            _clear(folder)
        _make(folder, entries, stamp)
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
    indexes = sorted((e for e in entries - {present} if e.is_dir() and not e.name.startswith(".")), key=_asked)
    kept = {present, *indexes[-(_KEPT - 1) :]}
    for entry in entries - kept - set(map(_sums, kept)):
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
        (sums.with_suffix("").with_suffix("") for sums in cache.glob(f"*.{_SUMS}")), key=_asked, reverse=True
    )
    return next(filter(_is_whole, found), None)


def _asked(folder: Path) -> int:
    return folder.stat().st_mtime_ns if folder.is_dir() else 0


def _is_whole(folder: Path) -> bool:
    """Whether a cache holds an index as it was made. Every file is read: a cache outlives programs, disks and curious hands."""
    try:
        return bool(json.loads(_sums(folder).read_bytes()) == _digests(folder))
    except (OSError, ValueError):
        return False


def _sums(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.{_SUMS}")


def _digests(folder: Path) -> dict[str, str]:
    """The digest of every file of a folder, by its path; of what is no plain file a word that no digest is."""
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
    """False where links are not allowed."""
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


def _stamp(entries: Iterable[Entry]) -> str:
    """Changes with what can be found, and with what indexes it: this module's own bytes included."""
    digest = hashlib.sha256(_version().encode() + Path(__file__).read_bytes())
    for entry in entries:
        digest.update(repr(entry).encode())
    return digest.hexdigest()[:16]


def _make(folder: Path, entries: Sequence[Entry], stamp: str) -> None:
    """The folder appears whole, or not at all; its sums first, so that it is never there without them."""
    making = swap.Making(folder)
    try:
        _run(_index(entries, making.folder, stamp[:_TELLING]))
        (making.folder / _STAMP).write_text(stamp, encoding="utf-8")
        part = making.folder.with_name(_SUMS)
        part.write_text(json.dumps(_digests(making.folder)), encoding="utf-8")
        part.replace(_sums(folder))
        making.swap(lambda _: ())
    finally:
        making.discard()


def _is_shown(path: str) -> bool:
    top = path.split("/", maxsplit=1)[0]
    return top in _SHOWN or top.startswith((f"wasm.{_LANGUAGE}.", "pagefind."))


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Until it is done; in a thread aside only where the caller's has an event loop, since Python waits for those at its end."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work)
    else:
        with ThreadPoolExecutor(1) as aside:
            aside.submit(asyncio.run, work).result()


def _version() -> str:
    """Of the program too, which PAGEFIND_BINARY_PATH may name instead of the one in the wheel."""
    program = get_executable()
    return f"{version('pagefind')} {program.stat().st_size if program else 0}"


class _Service(PagefindService):
    """Pagefind's service, without its wait of a tenth of a second before each answer or a limit to its length, and loud when it
    dies."""

    _ended: RuntimeError | None = None

    async def send(self, payload: InternalRequestPayload) -> InternalResponsePayload:
        if self._ended is not None:  # nobody would ever answer
            raise self._ended
        return await super().send(payload)

    async def _wait_for_responses(self) -> None:
        try:
            await self._read_answers()
            self._ended = RuntimeError("Pagefind has stopped without an answer")
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            self._ended = RuntimeError("Pagefind has said what is no answer")
            self._ended.__cause__ = fault
        for waiting in self._responses.values():
            waiting.set_exception(self._ended)
        self._responses.clear()

    async def _read_answers(self) -> None:
        answers = cast(asyncio.StreamReader, self._backend.stdout)
        begun: list[bytes] = []
        while some := await answers.read(_READ):
            *ends, rest = some.split(b",")
            for end in ends:
                self._answered(json.loads(base64.b64decode(b"".join((*begun, end)))))
                begun = []
            begun.append(rest)

    async def close(self) -> None:
        with suppress(ProcessLookupError):  # it has ended before
            await super().close()

    def _answered(self, said: dict[str, Any]) -> None:
        waiting = self._responses.pop(said.get("message_id"), None)  # type: ignore[arg-type] # some answers are to nothing
        if waiting is None:
            return
        if said["payload"]["type"] == "Error":
            waiting.set_exception(RuntimeError(said["payload"]["message"]))
        else:
            waiting.set_result(cast(Any, said["payload"]))


async def _index(entries: Sequence[Entry], folder: Path, telling: str) -> None:
    entries = sorted(entries, key=_day, reverse=True)
    async with _Service() as service:
        index = await service.create_index(IndexConfig(force_language=_LANGUAGE))
        rest = iter(entries)
        while batch := list(islice(rest, _AT_ONCE)):
            await asyncio.gather(*(_add(index, entry) for entry in batch))
        # Not by its own means: it says that files are written before they are, and is stopped then.
        shown = {file["path"]: file["content"] for file in await index.get_files() if _is_shown(file["path"])}
    addresses = _addresses(shown)
    indexed = set(addresses.values())  # what has no word in it is left out, and nothing is said of it
    found = [entry for entry in entries if entry.url in indexed]
    numbers = {entry.url: number for number, entry in enumerate(found)}
    digests = {digest: numbers[url] for digest, url in addresses.items()}
    for name, content in (*_numbered(shown, digests, telling), *_beside(found, telling)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _day(entry: Entry) -> tuple[tuple[int, ...], ...]:
    """Sorts by the first day that the entry's date may be, then by the last; empty where it has none."""
    days = [day for value in dict(entry.filters).get("date", ()) for day in value.split("/")]
    return tuple(tuple(map(int, day.rsplit("-", 2))) for day in days)


def _addresses(files: dict[str, bytes]) -> dict[str, str]:
    """Where the entries of an index lead, by what Pagefind calls them.

    Raises RuntimeError where the index is built otherwise than expected.
    """
    entries = {PurePosixPath(path).stem: content for path, content in files.items() if path.endswith(_FRAGMENT)}
    try:
        return {
            digest: json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))["url"]
            for digest, content in entries.items()
        }
    except (OSError, ValueError, KeyError) as fault:
        raise RuntimeError(_OTHERWISE) from fault


def _numbered(files: dict[str, bytes], digests: dict[str, int], telling: str) -> Iterator[tuple[str, bytes]]:
    """The files of an index, as path and content, with entries called by their numbers.

    Pagefind calls them by digests, which no compression shortens and a reader gets with the first query, all of them: a third
    of what it moves at 10,000 articles. A new name is as long as the old one, so that what holds it need not be understood; it
    begins with what tells this index from others, and so does their list's: browsers keep what stands under a name.

    Raises RuntimeError where the index is built otherwise than expected.
    """
    names = {digest: _name(telling, number, len(digest)) for digest, number in digests.items()}
    named: set[str] = set()

    def renamed(found: re.Match[bytes]) -> bytes:
        digest = found[0].decode()
        if digest not in names:
            return found[0]
        named.add(digest)
        return names[digest].encode()

    lists = {
        name: _DIGEST.sub(renamed, _in_order(gzip.decompress(content)))
        for name, content in files.items()
        if name.endswith(_LIST)
    }
    called = {
        _list(name): f"{_LANGUAGE}_{hashlib.sha256(held).hexdigest()[:10]}{telling}" for name, held in lists.items()
    }
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.suffix == _LIST:
            yield name.replace(_list(name), called[_list(name)]), gzip.compress(lists[name], mtime=0)
        elif name == _ENTRY:
            text = content.decode()
            for digest, new in called.items():
                text = text.replace(f'"{digest}"', f'"{new}"')
            yield name, text.encode()
        elif path.suffix == _FRAGMENT:
            for stem in {names[path.stem], _name(telling, digests[path.stem])}:
                yield str(path.with_stem(stem)), content
        else:
            yield name, content
    if named != set(names) or any(len(name) != len(digest) for digest, name in names.items()):
        raise RuntimeError(_OTHERWISE)


_FILTER = re.compile(
    b"\x82(?:"
    + b"|".join(bytes([0x60 + len(n)]) + n.encode() for n in (*_DRAWN, *_DRAWN_AS))
    + rb")[\x61-\x77]%b_[0-9a-f]+" % _LANGUAGE.encode()
)
"""A filter in a list of entries, which is CBOR: a pair of its name and the digest of its file."""
_FILTERS = re.compile(b"(?:%b)+" % _FILTER.pattern)


def _in_order(entries: bytes) -> bytes:
    """A list of entries with its filters by name, and without their digests: Pagefind has both otherwise at each run, and the
    files that they name are left out anyway."""

    def ordered(found: re.Match[bytes]) -> bytes:
        filters = sorted(_FILTER.findall(found[0]))
        return b"".join(
            re.sub(rb"(?<![0-9a-f])[0-9a-f]+$", lambda digest: b"0" * len(digest[0]), one) for one in filters
        )

    return _FILTERS.sub(ordered, entries)


def _list(name: str) -> str:
    """What Pagefind calls a list of entries, which stands in its file's name: pagefind.en_83a72deeef.pf_meta."""
    return name.removesuffix(_LIST).rpartition(".")[2]


def _name(telling: str, number: int, length: int = _TELLING + _DIGITS) -> str:
    """What an entry is called; by this length too where Pagefind did not answer with it, and its own is longer."""
    return f"{telling}{number:0{length - _TELLING}x}"


def _beside(entries: Sequence[Entry], telling: str) -> Iterator[tuple[str, bytes]]:
    """Files that the archive's search reads without asking Pagefind, as path and content. The entries are in their order."""

    def written(content: object) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    # What has a name of its own can be suggested where nothing is found.
    named = [(e.title, e.url, kind) for e in entries if (kind := dict(e.filters)["kind"][0]) in _SUGGESTED]
    yield "names.json", written(named)
    # A browser asks whether this one has changed, and may keep what stands under its name.
    dated = sum(bool(_day(entry)) for entry in entries)
    yield "entries.json", written({"name": telling, "digits": _DIGITS, "number": len(entries), "dated": dated})
    # The entries that have a value, each as its distance from the one before: small numbers, which compress.
    lists: dict[Facet, dict[str, list[int]]] = {facet: {} for facet in get_args(Facet)}
    last: dict[tuple[Facet, str], int] = {}
    for number, entry in enumerate(entries):
        for facet, values in entry.filters:
            for value in dict.fromkeys(values):  # an entry may say one twice
                lists[facet].setdefault(value, []).append(number - last.get((facet, value), 0))
                last[facet, value] = number
    for facet, held in lists.items():
        yield f"values/{telling}/{facet}.json", written(held)


async def _add(index: PagefindIndex, entry: Entry) -> None:
    """Whatever is metadata is searched, so what is only shown goes as filters that nobody asks for."""
    searched = {"name" if entry.is_quotation else "title": entry.title, "names": entry.names, "also": entry.also}
    shown = {"about": entry.about, "when": entry.when, "lang": entry.language}
    filters = {str(facet): list(values) for facet, values in entry.filters if facet in _DRAWN}
    # What has no word in its content would be left out of the index, whatever its title is.
    has_words = any(map(str.isalnum, entry.content))
    await index.add_custom_record(
        url=entry.url,
        content=entry.content if has_words or entry.is_quotation else entry.title,
        language=_LANGUAGE,
        meta={name: words for name, words in searched.items() if words},
        filters=filters | {name: [words] for name, words in shown.items() if words},
    )
