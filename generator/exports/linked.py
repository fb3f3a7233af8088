"""Puts many files from one folder into another: a site has tens of thousands, so each call counts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FormerSite:
    """An earlier site that will not change, so that a new one can use its files.

    `reuse`, if given, is called with the path of a file that the new site is to have unchanged. Without it, the file
    has to be linked or copied.
    """

    folder: Path
    reuse: Callable[[str], None] | None = None


def link_or_copy(former: str, target: str) -> None:
    """Put a file that will not change in a second place: as a hard link or, if that fails, as a copy."""
    try:
        os.link(former, target)
    except OSError:  # another file system, or one without hard links
        shutil.copy2(former, target)


class Folders:
    """Creates folders, each once."""

    def __init__(self) -> None:
        self._made: set[str] = set()

    def make_parent(self, file: str) -> None:
        """Create the parent folder of a file, with its ancestors."""
        folder = os.path.dirname(file)  # noqa: PTH120  (a Path takes ten times as long)
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._made.add(folder)
