"""The phases in order: load, link, check; and, where no error stands, plan and render."""

from __future__ import annotations

import gc
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import routes
from generator.archive import history
from generator.archive.archive import Archive
from generator.archive.link import link
from generator.archive.rules import check
from generator.dates import Day
from generator.exports import annotate, data
from generator.exports.search import entries
from generator.pages import plan, plan_of
from generator.pages.render import Rendered, render
from generator.problems import Problem, in_order, stops
from generator.records.load import Contents, load, reread


@dataclass(frozen=True)
class Made:
    """What came of a run: the problems, the linked archive, and its pages by source path, none where an error stands.

    Handing it to the next run as `previous` lets that run reuse every file that did not change and every page that shows the
    same. `behind` tells that some pages may show the archive as it was before: `caught_up` makes them.
    """

    contents: Contents
    archive: Archive
    problems: tuple[Problem, ...]
    pages: Mapping[str, Rendered] = field(default_factory=dict)
    behind: bool = False


def read(root: Path, previous: Made | None = None, *, strict: bool = False, today: Day | None = None) -> Made:
    """The linked and checked archive at `root`, without pages.

    `strict` demands what a new record must have and an older one may lack. `today` is the day of the check, on which later days
    have not come yet: that of SOURCE_DATE_EPOCH where that is set, else the clock's.
    """
    return _checked(load(root, previous.contents if previous else None), strict=strict, today=today)


def day_of_check(environment: Mapping[str, str] = os.environ) -> Day:
    """Today in UTC, or the day of SOURCE_DATE_EPOCH, by which builds are made the same again."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    # Twelve digits are more than any year that Python's dates can hold.
    seconds = int(epoch) if re.fullmatch("[0-9]{1,11}", epoch) else time.time()
    return Day.from_ordinal(_FIRST_OF_1970 + int(seconds) // 86_400)


_FIRST_OF_1970 = Day(1970, 1, 1).ordinal


def _checked(
    contents: Contents, past: history.History | None = None, *, strict: bool = False, today: Day | None = None
) -> Made:
    """The one place where problems come from, so that a command, a build and a server tell an author the same."""
    archive, link_problems = link(contents)
    archive = replace(archive, history=past)
    problems = in_order(
        [*contents.problems, *link_problems, *check(archive, contents, today or day_of_check(), strict=strict)]
    )
    return Made(contents, archive, problems)


def rechecked(made: Made, changed: Mapping[str, bytes], removed: Iterable[str] = ()) -> Made:
    """The archive as it would be with other bytes in some records' files, and without others, checked; nothing is written."""
    return _checked(reread(made.contents, changed, removed), made.archive.history)


def _linked(root: Path, previous: Made | None) -> Made:
    """The archive at `root` with its history, but without pages; the very same archive as before where nothing changed."""
    contents = load(root, previous.contents if previous else None)
    past = history.history(root, previous.archive.history if previous else None)
    if previous and (contents, past) == (previous.contents, previous.archive.history):
        return replace(previous, pages={})
    return _checked(contents, past)


def make(root: Path, previous: Made | None = None) -> Made:
    """The archive at `root` with its pages."""
    return _whole(_linked(root, previous), previous)


def _whole(made: Made, previous: Made | None) -> Made:
    """The same with all pages, where no error stops it."""
    if stops(made.problems):
        return made
    with _uncollected():
        pages = render(plan(made.archive), previous.pages if previous else {})
    return replace(made, pages=pages, behind=False)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python does not look for garbage meanwhile. Planning makes millions of values that all are kept, and to go through them again
    and again took a fifth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


AT_ONCE = 5
"""How many records may have been edited for their own pages to come first: who checks out another branch waits for the whole."""


def make_edited(root: Path, previous: Made) -> Made:
    """As `make`; but where only a few records were edited, only their own pages are made, and all others stay behind.

    So an author sees an edit at once, whatever the size of the archive.
    """
    made = _linked(root, previous)
    if stops(made.problems):
        return made
    if made.archive is previous.archive:
        return previous
    edited = _edited(previous, made)
    if edited is None:
        return _whole(made, previous)
    return replace(made, pages={**previous.pages, **render(plan_of(made.archive, edited), previous.pages)}, behind=True)


def caught_up(made: Made, wanted: Callable[[], bool]) -> Made | None:
    """The same with every page as it is to be; None where that is wanted no longer, which is asked before each page."""
    pages: dict[str, Rendered] = {}
    for page in plan(made.archive):
        if not wanted():
            return None
        pages |= render([page], made.pages)
    return replace(made, pages=pages, behind=False)


def _edited(before: Made, now: Made) -> list[str] | None:
    """The records whose files changed; None where there are many, or where more than the text of records changed."""
    old, new = before.contents, now.contents
    if old.files.keys() != new.files.keys() or (old.settings, old.pages) != (new.settings, new.pages):
        return None
    edited = [loaded.id for path, loaded in new.files.items() if loaded is not old.files[path]]
    return edited if len(edited) <= AT_ONCE else None


def annotatable(made: Made) -> dict[str, str]:
    """The files that the page for annotating asks for, by path from the site's root: what it must know, and every article's record."""
    files = {routes.KNOWN: annotate.known(made.archive), routes.TITLES: annotate.titles(made.archive)}
    for article in made.archive.articles:
        source = made.contents.files[made.archive.paths[article.id]].source
        if source is not None:
            files[routes.record(article.id)] = annotate.record(source)
    return files


def downloadable(made: Made) -> dict[str, str]:
    """The files that readers may take away, by path from the site's root: the archive as tables, and their description."""
    return data.files(made.archive)


def findable(made: Made) -> tuple[entries.Entry, ...]:
    """Everything that a reader of this archive can search."""
    return tuple(entries.entries(made.archive))
