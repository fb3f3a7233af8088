"""The index of what copies lose: every article next to one that it follows, those that differ most first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.lost_in_relay import relayed_pairs
from generator.pages.lost.pair import pair_rows, pairs
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit
from generator.pages.parts.here import Here
from generator.pages.parts.lists import Block, ListView, Section, block, further_pages
from generator.text.messages import _

PATH = routes.index("lost")
SHOWN = min(20, rows_that_fit(16_000))
"""How many pairs the first page shows, each folded. One with many differences takes about 16 KB."""


@dataclass(frozen=True, slots=True)
class LostView:
    """Copies next to what they follow, and copies of the same report next to each other."""

    count: str
    blocks: tuple[Block, ...]


def pages(archive: Archive) -> Iterator[Page[LostView | ListView]]:
    """The index, and the further pages of its lists."""
    found = relayed_pairs(archive)
    here = Here(archive, PATH)
    copies = Section(
        "copies", _("Copies next to what they follow"), "lost", [it for it in found if it.tie != "report"], pair_rows, pairs, SHOWN,
    )  # fmt: skip
    siblings = Section(
        "siblings", _("Copies of one report side by side"), "lost", [it for it in found if it.tie == "report"], pair_rows, pairs, SHOWN,
    )  # fmt: skip
    lists = [section for section in (copies, siblings) if section.items]
    view = LostView(pairs(len(found)), tuple(block(here, section) for section in lists))
    description = _(
        "Articles next to those that they follow: which quotations, qualifiers, figures and speakers the copies dropped, added or changed."
    )
    yield Page(PATH, "lost/lost.md.j2", _("Lost on the way"), description, view, is_single_column=True)
    for section in lists:
        yield from further_pages(archive, section, PATH, _("Lost on the way"), None)
