"""Which pages exist and what each shows: one module a subject. A page is a value; its template only lays it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.archive import Archive
from generator.pages import (
    articles,
    changes,
    entities,
    events,
    gaps,
    home,
    measures,
    network,
    propositions,
    quotations,
    search,
    sources,
    sourcing,
    timeline,
    topics,
    utterances,
)
from generator.pages import (
    map as map_page,
)
from generator.pages.page import Page

# In the order of the navigation.
_SUBJECTS: tuple[Callable[[Archive], Iterator[Page]], ...] = (
    home.pages,
    articles.pages,
    quotations.pages,
    utterances.pages,
    propositions.pages,
    measures.pages,
    events.pages,
    timeline.pages,
    entities.pages,
    map_page.pages,
    network.pages,
    topics.pages,
    sources.pages,
    sourcing.pages,
    gaps.pages,
    search.pages,
    changes.pages,
)


def plan(archive: Archive) -> tuple[Page, ...]:
    """Every page of the site but the hand-written ones, in no order that matters."""
    made = (page for subject in _SUBJECTS for page in subject(archive))
    days = changes.last_changes(archive)
    return tuple(replace(page, changed=days.get(page.record or "")) for page in made) if days else tuple(made)
