"""A page that lists quotations."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, unknown_outlet
from generator.pages.parts.months import month_of
from generator.pages.parts.quotation import Card, card
from generator.pages.parts.years import Part
from generator.records.vocabulary import MARKS, NO_PUBLISHER, UNNAMED, Mark
from generator.text import counts
from generator.text.collation import sort_key
from generator.text.messages import _, ngettext

INDEX = routes.index("quotations")

ROWS = 50
"""How many quotations one page lists, few enough to look through on a phone."""

LETTERS = 500
"""How many characters of a quotation, and of a note on it, a list shows; the article's page shows all. Quotations no
longer than may be quoted are not cut."""


@dataclass(frozen=True, slots=True)
class Row:
    """A quotation in a list, and the outlet by which it can be filtered."""

    card: Card
    outlet: str


@dataclass(frozen=True, slots=True)
class Section:
    """The quotations of one month."""

    name: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of quotations, with the options of its filters."""

    title: str
    index: Link
    search: Link
    earlier: Link | None
    later: Link | None
    sections: tuple[Section, ...]
    key: tuple[Mark, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    found: tuple[tuple[str, str], ...]  # (name, value in the search) where the two differ
    languages: tuple[str, ...]


def page_of(
    archive: Archive, part: Part[Quoted], earlier: Part[Quoted] | None, later: Part[Quoted] | None
) -> Page[ListView]:
    """A page of quotations by month, between the pages before and after it."""
    here = Here(archive, part.path)
    sections = tuple(
        Section(month.name, month.anchor, tuple(_row(here, quoted) for quoted in own))
        for month, own in groupby(part.items, key=lambda quoted: month_of(quoted.quotation.said))
    )
    rows = [row for section in sections for row in section.rows]
    found = {row.card.mark.key for row in rows}
    spoken = [row.card.speaker for row in rows]
    unnamed = {speaker.text for speaker in spoken if speaker.href is None and not speaker.unknown}
    view = ListView(
        title=part.title,
        index=here.page_link(INDEX, _("Quotations")),
        search=here.search_link(_("all quotations"), kind="Quotation"),
        earlier=here.page_link(earlier.path, earlier.title) if earlier else None,
        later=here.page_link(later.path, later.title) if later else None,
        sections=sections,
        key=tuple(mark for key, mark in MARKS.items() if key in found),
        speakers=tuple(sorted({speaker.text for speaker in spoken}, key=sort_key)),
        outlets=tuple(sorted({row.outlet for row in rows}, key=sort_key)),
        found=(*((text, UNNAMED) for text in sorted(unnamed)), (unknown_outlet().text, NO_PUBLISHER)),
        languages=tuple(sorted({row.card.language_name for row in rows})),
    )
    articles = len({quoted.article.id for quoted in part.items})
    described = f"{part.title}. {description(len(rows), articles)}"  # each part has a description of its own
    return Page(part.path, "quotations/list.md.j2", part.title, described, view, is_single_column=True)


def description(count: int, articles: int) -> str:
    """The description of a page for search engines."""
    return ngettext(
        "{quotations} from {n} article: who is said to have said what, when, how the words came to the page that prints them, "
        "and which were altered on the way.",
        "{quotations} from {n} articles: who is said to have said what, when, how the words came to the page that prints them, "
        "and which were altered on the way.",
        articles,
        quotations=counts.quotations(count),
    )


def folded(words: str) -> str:
    """The words in lower case with single spaces, so that equal quotations compare equal."""
    return " ".join(words.casefold().split())


def _row(here: Here, quoted: Quoted) -> Row:
    return Row(card(here, quoted, LETTERS), here.outlet_link(quoted.article).text)
