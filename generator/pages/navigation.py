"""The navigation of an archive's site: its sections in order, under the names that the archive gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from generator import routes
from generator.records.settings import GROUPS, SECTIONS, Section
from generator.text.messages import _, in_english

Entry: TypeAlias = Mapping[str, "str | list[str | Entry]"]
"""A page or a group of pages by name, in the format of MkDocs' setting `nav`."""

_PAGES = {
    "home": routes.HOME, "about": "about.md", "method": "method.md", "contributing": "contributing.md",
    "annotate": routes.ANNOTATE, "guide": "guide/index.md",
}  # fmt: skip
"""The source paths of pages that are not the index of a section."""


_USUAL = {*SECTIONS.values(), *GROUPS.values()}
"""Default names, which are translated. Other names are the archive's own."""


def navigation(sections: Sequence[Section], pages: Path, *, guide: bool = False) -> list[Entry]:
    """The navigation in the format of MkDocs' setting `nav`.

    A page that the archive writes about itself is listed only if its file exists in `pages`, the folder of hand-written
    pages; the guide to the generator only if it is published. Other pages of a section, such as profiles, are not
    listed: with thousands of them that would be too slow.
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
            # Without a name here, MkDocs would use the page's own title, which is English in a hand-written page.
            itself: Entry | str = source if in_english() else {_(SECTIONS[section.page]): source}
            yield {name: [*([itself] if there else []), *below]}
        elif there:
            yield {name: source}
