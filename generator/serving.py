"""The state of a server as a value: which build it shows, and which pages it is still making.

When an author edits one record, the server shows the page of that record at once, and makes the pages that depend on it
in the background (`pipeline.make_edited`, `pipeline.finish_pages`). Nothing here knows MkDocs, starts a thread or
writes a file: the plugin does that, based on these values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.pipeline import Build

Work = Literal["catch up", "index", "nothing"]
"""What to do in the background once a build is shown: make the remaining pages, make the search index, or nothing."""


@dataclass(frozen=True, slots=True)
class Session:
    """The builds that a server knows."""

    shown: Build | None = None
    """The build that is shown; None before the first."""
    catching_up: Build | None = None
    """The build whose remaining pages are being made; None if there is none."""
    ready: Build | None = None
    """The build whose remaining pages are finished, and which is to be shown next."""
    remake_all: bool = False
    """Whether the next build has to make every page, because making the remaining pages failed."""

    def base(self) -> Build | None:
        """The build on which the next one can be based, making only the pages of edited records; None if it has to make
        every page."""
        return None if self.remake_all else self.shown

    def to_show(self, edited: Build) -> Build:
        """The build to show instead of `edited`: the finished one, if it is of the same archive."""
        return self.ready if self.ready and self.ready.archive is edited.archive else edited

    def after_showing(self, build: Build) -> Session:
        """The session after a build that shows `build` has begun."""
        return replace(self, shown=build, remake_all=False)

    def after_build(self) -> tuple[Session, Work]:
        """The session after a build, and what to do in the background."""
        if self.shown is None or self.shown is self.catching_up:
            return self, "nothing"  # its remaining pages are already being made
        if self.shown.is_behind:
            return replace(self, catching_up=self.shown), "catch up"
        return self, "index"

    def is_wanted(self, build: Build) -> bool:
        """Whether the remaining pages of this build are still wanted, that is, no later build has begun."""
        return build is self.shown

    def after_catching_up(self, build: Build) -> Session:
        """The session after the remaining pages have been made."""
        return replace(self, ready=build)

    def after_showing_all(self, build: Build) -> Session:
        """The session after the remaining pages have been made and shown, so that the next build is based on this
        one."""
        return replace(self, shown=build, catching_up=None, ready=None)

    def after_abandoning(self, build: Build, so_far: Build) -> Session:
        """The session after giving up the remaining pages because something has changed again. `so_far` includes the
        pages that are already shown."""
        return replace(self, shown=so_far, catching_up=None) if build is self.catching_up else self

    def after_failure(self, build: Build, so_far: Build | None = None) -> Session:
        """The session after making the remaining pages has failed: the next build makes every page, and reports the
        error."""
        shown = so_far or self.shown
        return replace(self, shown=shown, catching_up=None, remake_all=True) if build is self.catching_up else self
