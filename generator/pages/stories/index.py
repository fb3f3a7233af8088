"""The index of stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.pages.parts.prose import on_one_line
from generator.text import counts
from generator.text.messages import _, ngettext

INDEX = routes.index("stories")


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in the index."""

    story: Link
    lead: str
    steps: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of stories."""

    counted: str
    rows: tuple[StoryRow, ...]


def index_pages(archive: Archive) -> Iterator[Page[IndexView]]:
    """The index of stories."""
    here = Here(archive, INDEX)
    stories = archive.stories
    rows = tuple(StoryRow(here.link(s.id), on_one_line(s.lead), counts.steps(len(s.steps))) for s in stories)
    description = ngettext(
        "{n} story, told step by step, each step with the evidence that it rests on.",
        "{n} stories, told step by step, each step with the evidence that it rests on.",
        len(rows),
    )
    view = IndexView(counts.stories(len(rows)), rows)
    yield Page(INDEX, "stories/index.md.j2", _("Stories"), description, view, is_single_column=True)
