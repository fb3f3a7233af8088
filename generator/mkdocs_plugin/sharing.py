"""The preview pictures of pages: drawn while pages are laid out, and put into the site."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from generator.exports import pictures
from generator.exports.linked import FormerSite
from generator.mkdocs_plugin import background
from generator.pages import forks
from generator.pages.render import Rendered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator import pipeline
    from generator.drawing.shared import Shared
    from generator.pages.render import Drawn

_WORTH = 20
"""The most pictures for which another process is not worth it."""


class SharePictures:
    """What the preview pictures of a build show, where they are cached, and the process that draws them."""

    def __init__(self) -> None:
        self._shown: dict[str, Shared] = {}  # by name
        self._drawing: background.Waiting[_Missing] | None = None
        self._folder: Path | None = None  # None if pages name no pictures, since the site has no address

    def prepare(self) -> None:
        """Fork a process for drawing. Call it only if pages name pictures, and before the archive is read."""
        if forks.can_fork():
            self._drawing = background.Waiting(_draw)

    def know(self, pages: Iterable[Drawn]) -> None:
        """Note what the pages' pictures show, before the pages are written and freed."""
        for page in pages:
            if isinstance(page, Rendered) and page.picture and (shared := page.about.shared):
                self._shown[page.picture] = shared

    def begin(self, build: pipeline.Build, folder: Path | None) -> None:
        """Cache pictures in this folder. Missing ones are drawn in the other process if that was prepared, otherwise
        when they are put into the site."""
        self.know(build.all_pages.values())
        self._folder = folder
        if folder is not None and self._drawing is not None:
            some = [*pictures.missing_pictures(folder, self._shown).items()]
            if len(some) > _WORTH and _other_processors():
                self._drawing.begin((folder, some))

    def put(self, build: pipeline.Build, site: Path, former: FormerSite | None = None) -> int:
        """Put the pictures of all pages into the site, except those that it reuses from the former one. Returns how
        many could not be drawn."""
        folder = self._folder
        if folder is None:
            return 0
        # Draw from the other end than the other processes, including what they could not draw.
        pictures.draw(folder, reversed(pictures.missing_pictures(folder, self._shown).items()))
        if self._drawing is not None:
            self._drawing.join()
            self._drawing = None
        return len(pictures.put(folder, site, _names(build), former))

    def leave_only(self, build: pipeline.Build, card: str) -> None:
        """Remove all pictures from the cache except those of these pages and the archive's own, named `card`."""
        if self._folder is not None:
            pictures.prune(self._folder, {*_names(build), card})

    def forget(self) -> None:
        """Free what pictures show and the shapes of their letters, once they are in the site."""
        self._shown = {}
        pictures.clear_caches()

    def stop(self) -> None:
        """End the drawing process."""
        if self._drawing is not None:
            self._drawing.end()
            self._drawing = None


_Missing = tuple["Path", "list[tuple[str, Shared]]"]
"""A folder, and what the pictures to be drawn in it show, by name."""


def _other_processors() -> int:
    return len(os.sched_getaffinity(0)) - 1


def _draw(missing: _Missing) -> None:
    """Draw pictures, in one process for each processor except that of the build."""
    folder, some = missing
    number = min(_other_processors(), len(some) // _WORTH)
    others = [background.forked(partial(pictures.draw, folder, some[first::number])) for first in range(1, number)]
    pictures.draw(folder, some[::number])
    for process in others:
        process.join()


def _names(build: pipeline.Build) -> dict[str, None]:
    return dict.fromkeys(page.picture for page in build.all_pages.values() if page.picture)
