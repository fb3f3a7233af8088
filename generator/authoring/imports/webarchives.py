"""Finds the web pages in web archives: WARC (ISO 28500) and WACZ (specs.webrecorder.net/wacz/1.1.1).

Damaged archives are read as far as possible. Every record begins with `WARC/`, and in a packed file with a gzip member
of its own, so reading goes on at the next such place after a fault. Each fault is reported with its place.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from generator.authoring.imports.decoding import CORRUPT_FILE_ERRORS, json_of
from generator.problems import RefusedError
from generator.text import addresses, english

MAX_SIZE = 100_000_000
"""The maximum size of a file in bytes, and of its parts when unpacked."""
_MAX_UNPACKED = MAX_SIZE * 5
_MAX_FAULTS = 20
"""The maximum number of faults that are reported one by one."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A web page in a web archive."""

    place: str
    """Its place: the file, and its address."""
    url: str
    date: str
    """The time of its capture, as the archive gives it."""
    charset: str | None
    """The encoding declared by the server."""
    body: bytes
    doubts: tuple[str, ...] = ()
    """Why its text may be another than the one that was captured."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a web archive that could not be read, with its place."""

    place: str
    why: str


def pages(raw: bytes, name: str) -> Iterator[Captured | Unread]:
    """The pages in a web archive, in its order, and what could not be read.

    From a WACZ, only pages in its lists of pages, if it has any. Raises ImportError if warcio is not installed, and
    RefusedError if a WACZ holds no web archive that can be read.
    """
    if PurePath(name).suffix.lower() == ".wacz":
        yield from _of_wacz(raw, name)
    else:
        faults = _Faults(name)
        yield from _of_warc(raw, name, faults, None)
        yield from faults.others()


@dataclass
class _Faults:
    """Counts faults. Beyond a maximum, only their number is reported."""

    name: str
    count: int = 0
    left: int = 0

    def note(self, place: str, why: str) -> Iterator[Unread]:
        self.count += 1
        if self.count <= _MAX_FAULTS:
            yield Unread(place, why)
        else:
            self.left += 1

    def others(self) -> Iterator[Unread]:
        if self.left:
            yield Unread(self.name, f"{english.count_of(self.left, 'other place')} in it cannot be read")


# --- WACZ ----------------------------------------------------------------------------------------------------------------


def _of_wacz(raw: bytes, name: str) -> Iterator[Captured | Unread]:
    faults = _Faults(name)
    listed_urls: set[str] | None = None
    archives: list[tuple[str, bytes]] = []
    fault: object = None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MAX_UNPACKED:
                raise RefusedError(f"{name} is too large when unpacked")
            names = packed.namelist()
            lists = [entry for entry in names if re.fullmatch(r"pages/[^/]+\.jsonl", entry)]
            urls = {url for entry in lists for url in _urls(packed.read(entry))}
            listed_urls = urls or None
            archives = [
                (f", {entry}", packed.read(entry))
                for entry in names
                if entry.startswith("archive/") and entry.endswith((".warc", ".warc.gz"))
            ]
    except CORRUPT_FILE_ERRORS as broken:
        fault = broken
    if fault is not None:
        # The specification demands that web archives be stored in the ZIP without packing, so their records can be
        # found without its directory.
        if _next_member(raw, 0) is None:
            raise RefusedError(f"{name} cannot be unpacked: {fault}")
        yield from faults.note(
            name, f"it is damaged or cut off ({fault}); its records were searched for in what is left"
        )
        archives = [("", raw)]
    elif not archives:
        raise RefusedError(f"{name} holds no web archive")
    found: set[str] = set()
    for inside, entry in archives:
        for one in _of_warc(entry, name, faults, listed_urls, inside=inside, is_between=fault is not None):
            if isinstance(one, Captured):
                found.add(one.url)
            yield one
    gone = sorted((listed_urls or set()) - found)
    if gone:
        verb = "is" if len(gone) == 1 else "are"
        why = f"{english.count_of(len(gone), 'page')} of its list {verb} not in it, the first {gone[0]}"
        yield Unread(name, why)
    yield from faults.others()


def _urls(lines: bytes) -> Iterator[str]:
    """The addresses in a list of pages."""
    for line in lines.decode("utf-8", "replace").splitlines():
        try:
            found = json_of(line)
        except ValueError:
            continue
        url = found.get("url") if isinstance(found, dict) else None
        if isinstance(url, str):
            yield url


# --- WARC ----------------------------------------------------------------------------------------------------------------

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_BEGINS = re.compile(rb"WARC/\d\.\d+\r?\n")
_BEGINS_LATER = re.compile(rb"(?<=\n)WARC/\d\.\d+\r?\n")
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"(?i)\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n")
_ADDRESS = re.compile(rb"(?i)\nwarc-target-uri:[ \t]*<?([^\s<>]{1,500})")
_LINE_ENDS = re.compile(rb"[\r\n]*")


_LEFT_OUT = "the record here was left out, since it is"
_LONGER = "its record gives a length that is too short, so its end may be wrong"
_OTHER_DIGEST = "its checksum in the web archive is that of other bytes, so it may have been changed or damaged"


@dataclass(frozen=True, slots=True)
class _Record:
    """A record of a WARC, at an offset in its unpacked text. It is incomplete if there is a fault."""

    at: int
    raw: bytes
    fault: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        found = _ADDRESS.search(self.raw, 0, _CHUNK)
        return found[1].decode("utf-8", "replace") if found else ""


def _of_warc(
    raw: bytes, name: str, faults: _Faults, listed: set[str] | None, *, inside: str = "", is_between: bool = False
) -> Iterator[Captured | Unread]:
    """The pages of a WARC, which is `inside` a file with this name, or `is_between` its other bytes."""
    is_packed = is_between or not _BEGINS.match(raw)
    for start, text, cut in _unpacked(raw, is_between=is_between) if is_packed else ((0, raw, ""),):
        for record in _records(text, cut):
            place = f"{name}{inside}, byte {start if is_packed else record.at:,}"
            fault = record.fault
            if not fault:
                try:
                    yield from _pages(record, name, listed)
                except CORRUPT_FILE_ERRORS as broken:
                    fault = f"{_LEFT_OUT} damaged: {broken}"
            if fault:
                yield from faults.note(f"{place}: {record.address}" if record.address else place, fault)


def _unpacked(raw: bytes, *, is_between: bool) -> Iterator[tuple[int, bytes, str]]:
    """The texts in a packed WARC, each with its offset in the file, and the reason if it is incomplete.

    A text is that of a gzip member, which usually holds one record. Members that do not begin with a record continue
    the text before them.
    """
    left = _MAX_UNPACKED
    begun, parts = 0, list[bytes]()
    at = _next_member(raw, 0) if is_between else 0
    while at is not None and at < len(raw):
        text, end, cut = _member(raw, at, min(left, MAX_SIZE))
        left -= len(text)
        if parts and (cut or _BEGINS.match(text)):
            yield begun, b"".join(parts), ""
            parts = []
        begun = begun if parts else at
        parts.append(text)
        at = end
        if cut or is_between:
            yield begun, b"".join(parts), cut
            parts = []
            at = _next_member(raw, end)
    if parts:
        yield begun, b"".join(parts), ""


def _member(raw: bytes, at: int, most: int) -> tuple[bytes, int, str]:
    """The text of the gzip member at an offset, the offset of what follows, and the reason if the text is
    incomplete."""
    unpacker = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    read, room = at, most
    try:
        while not unpacker.eof and read < len(raw):
            # zlib discards what it has unpacked of a damaged chunk; the first chunk is short, to keep the address
            chunk = raw[read : read + (_CHUNK if parts else 512)]
            read += len(chunk)
            parts.append(unpacker.decompress(chunk, room + 1))
            room -= len(parts[-1])
            if room < 0:
                return b"".join(parts)[:most], at + 1, "too large when unpacked"
    except zlib.error:
        return b"".join(parts), at + 1, "damaged"
    if not unpacker.eof:
        return b"".join(parts), at + 1, "cut off"
    return b"".join(parts), read - len(unpacker.unused_data), ""


def _next_member(raw: bytes, at: int) -> int | None:
    """The offset of the next gzip member that begins with a record; None if there is none."""
    while (at := raw.find(_MAGIC, at)) >= 0:
        try:
            if zlib.decompressobj(wbits=31).decompress(raw[at : at + 1024], 5) == b"WARC/":
                return at
        except zlib.error:
            pass
        at += 1
    return None


def _records(text: bytes, cut: str) -> Iterator[_Record]:
    """The records in an unpacked text. `cut`: why the text is incomplete; "" if it is complete."""
    if cut and not text:
        yield _Record(0, b"", f"{_LEFT_OUT} {cut}")
    at = 0
    while at < len(text):
        begins = _BEGINS.match(text, at)
        stop = _end(text, at) if begins else None
        if stop is not None:
            after = _after_line_ends(text, stop)
            ends = after == len(text) or text.startswith(b"\r\n\r\n", stop)
            if _BEGINS.match(text, after) or (ends and not cut):
                yield _Record(at, text[at:stop])
                at = after
                continue
        later = _BEGINS_LATER.search(text, at + 1)
        end = later.start() if later else len(text)
        if stop is not None and later and stop < end:
            yield _Record(at, _lengthened(text[at:end].rstrip(b"\r\n")), doubts=(_LONGER,))
        elif begins or (cut and not later):
            yield _Record(at, text[at:end], f"{_LEFT_OUT} {'cut off' if later else cut or 'cut off'}")
        else:
            yield _Record(at, b"", f"{english.count_of(end - at, 'byte')} here belong to no record")
        at = end


def _after_line_ends(text: bytes, at: int) -> int:
    found = _LINE_ENDS.match(text, at)
    return found.end() if found else at


def _end(text: bytes, at: int) -> int | None:
    """The offset after a record, by the length that it gives; None if it gives none, or the text ends before it."""
    head = _HEAD_ENDS.search(text, at, at + _CHUNK)
    length = _LENGTH.search(text, at, head.end()) if head else None
    stop = head.end() + int(length[1]) if head and length else None
    return stop if stop is not None and stop <= len(text) else None


def _lengthened(record: bytes) -> bytes:
    """A record with the length that it has, in place of the one that it gives."""
    head = _HEAD_ENDS.search(record)
    length = _LENGTH.search(record)
    if not head or not length:
        return record
    return record[: length.start(1)] + str(len(record) - head.end()).encode() + record[length.end(1) :]


def _pages(record: _Record, name: str, listed: set[str] | None) -> Iterator[Captured | Unread]:
    """The page in a record, if it holds one."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (in the extra `import`)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        with redirect_stderr(io.StringIO()):  # warcio warns there of what it mends
            of = next(iter(ArchiveIterator(io.BytesIO(record.raw + b"\r\n\r\n"), check_digests=True)), None)
            found = _page(of, record, name, listed) if of is not None else None
    except ArchiveLoadFailed as fault:
        raise ValueError(str(fault)) from None
    if found is not None:
        yield found


def _page(archived: Any, record: _Record, name: str, listed: set[str] | None) -> Captured | Unread | None:
    heads = archived.http_headers
    url = archived.rec_headers.get_header("WARC-Target-URI") or ""
    if archived.rec_type == "response" and heads is not None and str(heads.get_statuscode()).startswith("2"):
        kind = heads.get_header("Content-Type") or ""
    elif archived.rec_type == "resource" and addresses.is_web(url):
        kind = archived.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    if "html" not in kind.lower() or (listed is not None and url not in listed):
        return None
    place = f"{name}: {url}"
    packed = (heads.get_header("Content-Encoding") or "").strip().lower() if heads is not None else ""
    if heads is not None and packed not in _OF_WARCIO:
        heads.remove_header("Content-Encoding")  # else warcio stumbles over Brotli 1.2
    body = archived.content_stream().read(MAX_SIZE)
    while archived.raw_stream.read(_CHUNK):
        pass  # the checksum is compared when everything has been read
    doubts = record.doubts
    if archived.digest_checker.passed is False and not doubts:
        doubts = (_OTHER_DIGEST,)
    if packed == "br" and (unpacked := _without_brotli(body)) is not None:
        body = unpacked
    elif packed not in _OF_WARCIO:
        return Unread(place, f"this page is packed as {packed}, and was not unpacked")
    charset = re.search(r"charset=[\"']?([\w-]+)", kind)
    date = archived.rec_headers.get_header("WARC-Date") or ""
    return Captured(place, url, date, charset[1] if charset else None, body, doubts)


_OF_WARCIO = ("", "identity", "gzip", "deflate")
"""The ways of packing a page (`Content-Encoding`) that warcio undoes."""


def _without_brotli(packed: bytes) -> bytes | None:
    """The first MAX_SIZE bytes of what is packed with Brotli; None if it cannot be unpacked, or the library is
    missing."""
    try:
        import brotli  # noqa: PLC0415  (in the extra `import`)
    except ImportError:
        return None
    try:
        return bytes(brotli.Decompressor().process(packed, output_buffer_limit=MAX_SIZE))
    except brotli.error:
        return None
