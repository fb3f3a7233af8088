"""The share pictures of pages: drawn while pages are laid out, and put into the site."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from generator.exports import pictures
from generator.mkdocs_plugin import background
from generator.pages.render import Rendered

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess
    from pathlib import Path

    from generator import pipeline
    from generator.drawing.shared import Shared

_WORTH = 20
"""For fewer pictures than these, another process is not begun."""


class SharePictures:
    """What the share pictures of a build show, where they are kept, and the processes that draw them."""

    def __init__(self) -> None:
        self._shown: dict[str, Shared] = {}  # by name
        self._drawing: list[ForkProcess] = []
        self._folder: Path | None = None  # None: pages name none, since the site has no address

    def know(self, made: pipeline.Made) -> None:
        """Note what the pictures of pages show, before the pages are written and held no more."""
        for page in made.drawn.values():
            if isinstance(page, Rendered) and page.shared:
                self._shown[page.picture] = page.shared

    def begin(self, made: pipeline.Made, folder: Path | None, *, apart: bool) -> None:
        """Keep pictures in this folder of the cache. `apart` draws those that it has not, in as many processes as there are
        processors beside this one; otherwise they are drawn when they are put into the site."""
        self.know(made)
        self._folder = folder
        if folder is None or not apart:
            return
        some = [*pictures.missing(folder, self._shown).items()]
        beside = min(len(os.sched_getaffinity(0)) - 1, len(some) // _WORTH) if background.is_possible() else 0
        self._drawing = [
            background.forked(partial(pictures.draw, folder, some[number::beside])) for number in range(beside)
        ]

    def put(self, made: pipeline.Made, site: Path, former: Path | None) -> int:
        """Have the pictures of all pages in the site, linked to those of the `former` one where it has them. The number of those
        that could not be drawn."""
        folder = self._folder
        if folder is None:
            return 0
        # From the other end than the processes beside this one; and what these could not draw.
        pictures.draw(folder, reversed(pictures.missing(folder, self._shown).items()))
        for process in self._drawing:
            process.join()
        self._drawing = []
        return len(pictures.put(folder, site, _names(made), former))

    def leave_only(self, made: pipeline.Made, card: str) -> None:
        """Remove from the cache what is neither a picture of these pages nor the archive's own, named `card`."""
        if self._folder is not None:
            pictures.leave_only(self._folder, {*_names(made), card})

    def stop(self) -> None:
        """End the processes that draw."""
        for process in self._drawing:
            background.ended(process)
        self._drawing = []


def _names(made: pipeline.Made) -> dict[str, None]:
    return dict.fromkeys(page.picture for page in made.drawn.values() if page.picture)
