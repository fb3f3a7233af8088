"""The navigation of an archive's site: its sections in their order, by the names that the archive gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from generator import routes
from generator.records.settings import GROUPS, SECTIONS, Section
from generator.text.messages import _, in_english

Entry: TypeAlias = Mapping[str, "str | list[str | Entry]"]
"""A page or a group of pages by its name, in the form of MkDocs' own setting `nav`."""

_PAGES = {
    "home": routes.HOME, "about": "about.md", "method": "method.md", "contributing": "contributing.md",
    "annotate": routes.ANNOTATE, "guide": "guide/index.md",
}  # fmt: skip
"""Where the pages are that are no section's index."""


_USUAL = {*SECTIONS.values(), *GROUPS.values()}
"""The names that the language of the site decides. Others are the archive's own."""


def navigation(sections: Sequence[Section], pages: Path, *, guide: bool = False) -> list[Entry]:
    """The navigation, as MkDocs' setting `nav` has it.

    What the archive says about itself stands in it only if `pages`, the folder of hand-written pages, has such a file, and the guide
    to the generator only if it is published. Pages of a section that are not named, such as the profiles, stand in no navigation:
    with thousands of them it would be too expensive.
    """
    return [*_entries(sections, pages, guide)]


def _entries(sections: Sequence[Section], pages: Path, guide: bool) -> Iterator[Entry]:
    for section in sections:
        source = _PAGES.get(section.page) or routes.index(section.page)
        there = {"about": (pages / source).is_file(), "guide": guide}.get(section.page, True)
        below = [*_entries(section.pages, pages, guide)]
        name = section.name or SECTIONS[section.page]
        name = _(name) if name in _USUAL else name
        if below:
            # The page itself would go by its own title, and one that is written by hand is in English.
            itself: Entry | str = source if in_english() else {_(SECTIONS[section.page]): source}
            yield {name: [*([itself] if there else []), *below]}
        elif there:
            yield {name: source}
