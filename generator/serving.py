"""What a server shows and what it is still making: a value, and what becomes of it with each build.

To an author who edits one record the server shows that record's page at once, and makes the pages that depend on it meanwhile
(`pipeline.make_edited`, `pipeline.caught_up`). Nothing here knows MkDocs, starts a thread or writes a file: the plugin does, as
the values say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.pipeline import Made

Work = Literal["catch up", "index", "nothing"]
"""What is to be done beside the server once a build is shown: make the pages that are behind, make the search's index, or nothing."""


@dataclass(frozen=True, slots=True)
class Session:
    """The builds that one server knows."""

    shown: Made | None = None
    """What the last build laid out; None before the first."""
    following: Made | None = None
    """That whose remaining pages are being made."""
    ready: Made | None = None
    """That whose remaining pages are made; the next build lays them out."""
    whole: bool = False
    """Whether the next build is to make every page, since those that were to follow could not be made."""

    def quick(self) -> Made | None:
        """The build from which the next one may start with what was edited alone; None where it must make every page."""
        return None if self.whole else self.shown

    def to_show(self, edited: Made) -> Made:
        """What the next build is to lay out: that which is made to its end, where it is of the same archive."""
        return self.ready if self.ready and self.ready.archive is edited.archive else edited

    def showing(self, made: Made) -> Session:
        """A build has begun that lays this out."""
        return replace(self, shown=made, whole=False)

    def built(self) -> tuple[Session, Work]:
        """A build is done."""
        if self.shown is None or self.shown is self.following:
            return self, "nothing"  # its other pages are on their way already
        if self.shown.behind:
            return replace(self, following=self.shown), "catch up"
        return self, "index"

    def wants(self, made: Made) -> bool:
        """Whether work on this is still worth its while: a later build asks for another one."""
        return made is self.shown

    def caught_up(self, made: Made) -> Session:
        """The remaining pages are made."""
        return replace(self, ready=made)

    def failed(self, made: Made) -> Session:
        """The remaining pages of this could not be made: the next build makes every page, and reports what is wrong."""
        return replace(self, following=None, whole=True) if made is self.following else self
