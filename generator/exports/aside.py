"""Texts of which no more than one is in memory at a time: put aside in a file, or made when they are asked for."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic

from typing_extensions import TypeVar  # of `typing` since Python 3.13, which knows a default

T = TypeVar("T")
Content_co = TypeVar("Content_co", covariant=True, default=str)


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes that lie aside. Called, they are read. They may be sent between processes that were forked after their file was made."""

    _file: int
    _at: int
    _length: int

    def __call__(self) -> bytes:
        """The bytes."""
        return _read(self._file, self._at, self._length)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that lies aside, as `Bytes` do. Called, it is read."""

    _bytes: Bytes

    def __call__(self) -> str:
        """The text."""
        return self._bytes().decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value that lies aside, as `Bytes` do. Called, it is read."""

    _bytes: Bytes

    def __call__(self) -> T:
        """A copy of the value."""
        value: T = pickle.loads(self._bytes())  # noqa: S301  (nobody else can write into the file, which has no name)
        return value


class Texts(Mapping[str, Content_co]):
    """Texts, or bytes, by name, each made anew whenever it is asked for."""

    def __init__(self, made: Mapping[str, Callable[[], Content_co]]) -> None:
        self._made = made

    def __getitem__(self, name: str) -> Content_co:
        return self._made[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class Aside:
    """A file without a name, which is gone when this process ends, however it ends. Processes forked from this one may use it too.

    `folder` is where it is made; where that is not possible, it is made where the system keeps such files. Raises
    OSError where there is no room.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (it is open as long as this is)
        except OSError:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._turn = multiprocessing.get_context("fork").Lock() if sys.platform == "linux" else nullcontext()

    def put(self, text: str) -> Text:
        """Put a text aside. What comes back reads it."""
        return Text(self.put_bytes(text.encode("utf-8", "surrogatepass")))

    def put_bytes(self, content: bytes) -> Bytes:
        """Put bytes aside. What comes back reads them."""
        with self._turn:
            return Bytes(self._file.fileno(), _append(self._file.fileno(), content), len(content))

    def put_value(self, value: T) -> Value[T]:
        """Put a value aside. What comes back gives a copy of it each time."""
        return Value(self.put_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)))

    def anew(self, things: Iterable[T]) -> Callable[[], list[T]]:
        """What gives these things back as copies that share no memory with them, so that this can be freed before."""
        rest = iter(things)
        parts: list[Value[list[T]]] = []
        while some := [*islice(rest, _AT_A_TIME)]:
            parts.append(self.put_value(some))
        return lambda: [thing for part in parts for thing in part()]

    def close(self) -> None:
        """Let go of all texts."""
        self._file.close()


_AT_A_TIME = 1_000


def _append(file: int, content: bytes) -> int:
    """Where in the file the content begins."""
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
