"""Keeps at most one of many texts in memory at a time: texts are stored in a file, or made on demand."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic

from typing_extensions import TypeVar  # in `typing` only since Python 3.13, which added `default`

T = TypeVar("T")
Content_co = TypeVar("Content_co", covariant=True, default=str)


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes stored in a file; call to read them. May be sent between processes forked after the file was made."""

    _file: int
    _at: int
    _length: int

    def __call__(self) -> bytes:
        """The bytes."""
        return _read(self._file, self._at, self._length)


@dataclass(frozen=True, slots=True)
class Text:
    """A text stored in a file, like `Bytes`; call to read it."""

    _bytes: Bytes

    def __call__(self) -> str:
        """The text."""
        return self._bytes().decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value pickled in a file, like `Bytes`; call to load a copy."""

    _bytes: Bytes

    def __call__(self) -> T:
        """A copy of the value."""
        value: T = pickle.loads(self._bytes())  # noqa: S301  (the file has no name, so no other program can write to it)
        return value


class _Latest(Generic[T]):
    """The stored list that was loaded last, and its items."""

    value: Value[list[T]] | None = None
    items: Sequence[T] = ()


@dataclass(frozen=True, slots=True)
class _Item(Generic[T]):
    """An item of a stored list; call to load it."""

    _latest: _Latest[T]
    _value: Value[list[T]]
    _place: int

    def __call__(self) -> T:
        """The item."""
        if self._latest.value is not self._value:
            self._latest.items, self._latest.value = self._value(), self._value
        return self._latest.items[self._place]


class LazyTexts(Mapping[str, Content_co]):
    """A mapping from names to texts or bytes, which are made again on each access."""

    def __init__(self, made: Mapping[str, Callable[[], Content_co]]) -> None:
        self._made = made

    def __getitem__(self, name: str) -> Content_co:
        return self._made[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class SpillFile:
    """An unnamed temporary file, deleted when this process ends, however it ends. Forked processes may use it too.

    It is made in `folder` or, if that fails, in the system's temporary folder. Raises OSError if there is no space.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (stays open as long as this object)
        except OSError:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._turn = multiprocessing.get_context("fork").Lock() if sys.platform == "linux" else nullcontext()

    def put(self, text: str) -> Text:
        """Store a text. Returns a callable that reads it."""
        return Text(self.put_bytes(text.encode("utf-8", "surrogatepass")))

    def put_bytes(self, content: bytes) -> Bytes:
        """Store bytes. Returns a callable that reads them."""
        with self._turn:
            return Bytes(self._file.fileno(), _append(self._file.fileno(), content), len(content))

    def put_value(self, value: T) -> Value[T]:
        """Store a value. Returns a callable that loads a new copy each time."""
        return Value(self.put_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)))

    def reloadable(self, things: Iterable[T]) -> Callable[[], list[T]]:
        """Store these items. Returns a callable that loads them as copies, so that the originals can be freed."""
        rest = iter(things)
        parts: list[Value[list[T]]] = []
        while some := [*islice(rest, _ITEMS_PER_VALUE)]:
            parts.append(self.put_value(some))
        return lambda: [thing for part in parts for thing in part()]

    def put_all(self, things: Iterable[T]) -> list[Callable[[], T]]:
        """Store these items. Returns a callable for each, which loads a copy. Loading them in order is fast."""
        rest = iter(things)
        latest = _Latest[T]()
        found: list[Callable[[], T]] = []
        while some := [*islice(rest, _ITEMS_PER_VALUE)]:
            value = self.put_value(some)
            found += (_Item(latest, value, place) for place in range(len(some)))
        return found

    def close(self) -> None:
        """Close the file, which deletes everything stored."""
        self._file.close()


_ITEMS_PER_VALUE = 1_000


def _append(file: int, content: bytes) -> int:
    """Append the content and return the offset where it begins."""
    at = os.lseek(file, 0, os.SEEK_END)
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
    return at


if sys.platform == "win32":

    def _read(file: int, at: int, length: int) -> bytes:
        os.lseek(file, at, os.SEEK_SET)
        return os.read(file, length)

else:

    def _read(file: int, at: int, length: int) -> bytes:
        return os.pread(file, length, at)
