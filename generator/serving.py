"""The state of a server as a value: which build it shows, and which pages it is still making.

When an author edits one record, the server shows the page of that record at once, and makes the pages that depend on it
in the background (`pipeline.make_edited`, `pipeline.caught_up`). Nothing here knows MkDocs, starts a thread or writes a
file: the plugin does that, based on these values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.pipeline import Made

Work = Literal["catch up", "index", "nothing"]
"""What to do in the background once a build is shown: make the remaining pages, make the search index, or nothing."""


@dataclass(frozen=True, slots=True)
class Session:
    """The builds that a server knows."""

    shown: Made | None = None
    """The build that is shown; None before the first."""
    following: Made | None = None
    """The build whose remaining pages are being made; None if there is none."""
    ready: Made | None = None
    """The build whose remaining pages are finished, and which is to be shown next."""
    whole: bool = False
    """Whether the next build has to make every page, because making the remaining pages failed."""

    def quick(self) -> Made | None:
        """The build on which the next one can be based, making only the pages of edited records; None if it has to make
        every page."""
        return None if self.whole else self.shown

    def to_show(self, edited: Made) -> Made:
        """The build to show instead of `edited`: the finished one, if it is of the same archive."""
        return self.ready if self.ready and self.ready.archive is edited.archive else edited

    def showing(self, made: Made) -> Session:
        """The session after a build that shows `made` has begun."""
        return replace(self, shown=made, whole=False)

    def built(self) -> tuple[Session, Work]:
        """The session after a build, and what to do in the background."""
        if self.shown is None or self.shown is self.following:
            return self, "nothing"  # its remaining pages are already being made
        if self.shown.behind:
            return replace(self, following=self.shown), "catch up"
        return self, "index"

    def wants(self, made: Made) -> bool:
        """Whether the remaining pages of this build are still wanted, that is, no later build has begun."""
        return made is self.shown

    def caught_up(self, made: Made) -> Session:
        """The session after the remaining pages have been made."""
        return replace(self, ready=made)

    def overtaken(self, made: Made) -> Session:
        """The session after the remaining pages have been made and shown, so that the next build is based on this
        one."""
        return replace(self, shown=made, following=None, ready=None)

    def given_up(self, made: Made, so_far: Made) -> Session:
        """The session after giving up the remaining pages because something has changed again. `so_far` includes the
        pages that are already shown."""
        return replace(self, shown=so_far, following=None) if made is self.following else self

    def failed(self, made: Made, so_far: Made | None = None) -> Session:
        """The session after making the remaining pages has failed: the next build makes every page, and reports the
        error."""
        shown = so_far or self.shown
        return replace(self, shown=shown, following=None, whole=True) if made is self.following else self
