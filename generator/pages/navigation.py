"""The navigation of an archive's site: its sections in their order, by the names that the archive gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator import routes
from generator.records.settings import SECTIONS, Section

Entry = Mapping[str, "str | list[str | Entry]"]
"""A page or a group of pages by its name, in the form of MkDocs' own setting `nav`."""

_HAND_WRITTEN = {"home": routes.HOME, "about": "about.md", "method": "method.md", "contributing": "contributing.md"}
_ANNOTATE = {"annotate": routes.ANNOTATE}


def navigation(sections: Sequence[Section], pages: Path) -> list[Entry]:
    """The navigation, as MkDocs' setting `nav` has it.

    A page that is written by hand stands in it only where its file does, in the folder `pages`. Pages that belong to a section
    without being named, such as the profiles, stand in no navigation: with thousands of them it would cost more than they do.
    """
    return [*_entries(sections, pages)]


def _entries(sections: Sequence[Section], pages: Path) -> Iterator[Entry]:
    for section in sections:
        source = (_HAND_WRITTEN | _ANNOTATE).get(section.page) or routes.index(section.page)
        written = section.page not in ("about", "method", "contributing") or (pages / source).is_file()
        below = [*_entries(section.pages, pages)]
        name = section.name or SECTIONS[section.page]
        if below:
            yield {name: [*([source] if written else []), *below]}
        elif written:
            yield {name: source}
