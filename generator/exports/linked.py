"""Many files at once from one folder into another: a site has tens of thousands of them, and each call counts."""

from __future__ import annotations

import os
import shutil


def have_too(former: str, target: str) -> None:
    """Have a file that does not change in another place too: as a hard link or, where there are none, as a copy."""
    try:
        os.link(former, target)
    except OSError:  # another file system, or one without hard links
        shutil.copy2(former, target)


class Folders:
    """Makes folders, each once."""

    def __init__(self) -> None:
        self._made: set[str] = set()

    def above(self, file: str) -> None:
        """Make the folder of a file, with those above it."""
        folder = os.path.dirname(file)  # noqa: PTH120  (a Path takes ten times as long)
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._made.add(folder)
