"""The phases in order: load, link, check; and, where no error stands, plan and render."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import history
from generator.archive import Archive
from generator.check import check
from generator.exports import search
from generator.findings import resemblance
from generator.link import link
from generator.load import Contents, load
from generator.pages import plan
from generator.problems import Problem, in_order, stops
from generator.render import Rendered, render


@dataclass(frozen=True)
class Made:
    """What came of a run: the problems, the linked archive, and its pages by source path, none where an error stands.

    Handing it to the next run as `previous` lets that run reuse every file that did not change and every page that shows the
    same.
    """

    contents: Contents
    archive: Archive
    problems: tuple[Problem, ...]
    pages: Mapping[str, Rendered] = field(default_factory=dict)


def read(root: Path, previous: Made | None = None) -> Made:
    """The linked and checked archive at `root`, without pages, and with notices of what an author may want to look at."""
    made = _checked(root, previous)
    return replace(made, problems=in_order([*made.problems, *resemblance.notices(made.archive, made.contents)]))


def _checked(root: Path, previous: Made | None, past: history.History | None = None) -> Made:
    contents = load(root, previous.contents if previous else None)
    archive, link_problems = link(contents)
    archive = replace(archive, history=past)
    problems = in_order([*contents.problems, *link_problems, *check(archive, contents)])
    return Made(contents, archive, problems)


def make(root: Path, previous: Made | None = None) -> Made:
    """The archive at `root` with its pages."""
    made = _checked(root, previous, history.history(root, previous.archive.history if previous else None))
    if stops(made.problems):
        return made
    return replace(made, pages=render(plan(made.archive), previous.pages if previous else {}))


def findable(made: Made) -> tuple[search.Entry, ...]:
    """Everything that a reader of this archive can search."""
    return tuple(search.entries(made.archive))
