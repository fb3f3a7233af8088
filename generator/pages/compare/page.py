"""The page for comparing two records of the same kind, or two days. A script draws the comparison; without scripts it
links to articles beside those that they follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.records.model import Date
from generator.text.messages import _

PATH = routes.index("compare")


@dataclass(frozen=True, slots=True)
class CompareView:
    """A link for readers without scripts."""

    lost: Link


def pages(archive: Archive) -> Iterator[Page[CompareView]]:
    """The page for comparing."""
    description = _(
        "Two articles, people, organisations, claims, figures or days side by side: what both have, what differs, what only one has."
    )
    lost = Here(archive, PATH).page_link(routes.index("lost"), _("Articles next to those that they follow"))
    yield Page(PATH, "compare/compare.md.j2", _("Compare two"), description, CompareView(lost), is_single_column=True)


def compare_link(path: str, record: str, other: str = "") -> Link:
    """A link, on the page with this source path, to the comparison of a record with `other`, or with one that the
    reader chooses."""
    asked = {"a": record, "b": other} if other else {"a": record}
    return Link(
        _("Compare side by side") if other else _whole(_("Compare with …")),
        routes.with_query(routes.relative(path, PATH), asked),
    )


def day_link(path: str, date: Date | None) -> Link | None:
    """A link, on the page with this source path, to the comparison of a day with another; None if the date may be
    several days."""
    day = date.edtf.only_day if date else None
    return (
        Link(_whole(_("Compare this day with …")), routes.with_query(routes.relative(path, PATH), {"a": day.iso}))
        if day
        else None
    )


def _whole(words: str) -> str:
    """The words with their last one and "…" on one line."""
    return words.replace(" …", "\u00a0…")
