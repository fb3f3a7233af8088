"""Reads and edits the navigation of mkdocs.yml and of MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

from generator import guide
from generator.pages import site_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files


def titles(nav: object) -> Iterator[tuple[str, str | None]]:
    """The source paths of the pages in mkdocs.yml's navigation, with the titles given there. MkDocs itself gives titles
    only to pages that it creates."""
    if isinstance(nav, str):
        yield nav, None
    elif isinstance(nav, list):
        for item in nav:
            yield from titles(item)
    elif isinstance(nav, dict):
        for title, below in nav.items():
            if isinstance(below, str):
                yield below, title
            else:
                yield from titles(below)


def ways(files: Files) -> Iterator[dict[str, object]]:
    """The pages of the guide by group, for the list that the theme shows next to each."""
    for name, listed in guide.groups():
        there = ((title, files.get_file_from_path(path)) for title, path in listed)
        yield {"name": name, "pages": [{"title": title, "url": file.url} for title, file in there if file is not None]}


def escape_titles(items: list[StructureItem]) -> None:
    """Escape the titles in the navigation. Titles that it does not give are escaped when they are read from the
    page."""
    for item in items:
        if isinstance(item, Section):
            item.title = site_settings.text(item.title)
            escape_titles(item.children)
        elif isinstance(item, Link):
            item.title = site_settings.text(item.title)
            item.url = site_settings.text(site_settings.address(item.url))
        elif isinstance(item, Page) and isinstance(given := vars(item).get("title"), str):
            item.title = site_settings.text(given)


def without(items: list[StructureItem], sources: frozenset[str]) -> list[StructureItem]:
    """The navigation without these pages, given by source path, and without sections that become empty."""
    left: list[StructureItem] = []
    for item in items:
        if isinstance(item, Section):
            item.children = without(item.children, sources)
        gone = (
            not item.children if isinstance(item, Section) else isinstance(item, Page) and item.file.src_uri in sources
        )
        if not gone:
            left.append(item)
    return left
