"""Texts put aside in a file, so that no more than one of them is in memory at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path


class Aside:
    """A file without a name, which is gone when this process ends, however it ends.

    `folder` is where it is made; where that is not possible, it is made where the system keeps such files. Raises
    OSError where there is no room.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (it is open as long as this is)
        except OSError:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def put(self, text: str) -> Callable[[], str]:
        """Put a text aside. What comes back reads it."""
        content = text.encode("utf-8", "surrogatepass")
        at = self._file.seek(0, 2)
        self._file.write(content)

        def read() -> str:
            self._file.seek(at)
            return self._file.read(len(content)).decode("utf-8", "surrogatepass")

        return read

    def close(self) -> None:
        """Let go of all texts."""
        self._file.close()
