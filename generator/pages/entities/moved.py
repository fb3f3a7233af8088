"""A page at a former id, which leads to where the record stands now."""

from __future__ import annotations

from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link


@dataclass(frozen=True, slots=True)
class SignpostView:
    """Where a page has gone."""

    name: str
    to: Link


def signpost(archive: Archive, old: str, present: str) -> Page[SignpostView]:
    """The page at a former id, which leads to the present one."""
    kind = archive.kind(present)
    here = Here(archive, routes.page(kind, old))
    name = archive[present].name
    view = SignpostView(name, here.link(present))
    return Page(here.path, "entities/moved.md.j2", name, f"This page has moved: {name}.", view, archive.paths[present])
