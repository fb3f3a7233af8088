"""A list of quotations, on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.pages.page import Page
from generator.pages.paging import fitting
from generator.pages.parts.here import UNKNOWN_OUTLET, Attributed, Here, Link, When
from generator.pages.parts.years import Part
from generator.pages.quotations.months import Month, month_of
from generator.records.vocabulary import MARKS, NO_PUBLISHER, UNNAMED, Mark, hands, mark_of
from generator.text import english, lines, markup
from generator.text.languages import direction, language_name

INDEX = routes.index("quotations")


ROWS = fitting(1_500)
"""How many quotations one page lists. A row takes about 1 KB of HTML."""


LETTERS = 500
"""How much of a quotation a row shows; its card shows all. Quotations of the length that may be quoted are not cut."""


@dataclass(frozen=True, slots=True)
class Row:
    """A quotation in the index. `quotation` leads to its card."""

    speaker: Link
    attributed: Attributed | None
    said: When
    words: str
    language: str
    language_name: str
    direction: str
    foreign: bool
    mark: Mark
    context: str | None
    quotation: Link
    outlet: str
    hands: str
    year: str


@dataclass(frozen=True, slots=True)
class Section:
    """The quotations of one month."""

    name: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of quotations, with what its filters offer."""

    title: str
    count: int
    whole: bool  # every quotation of the archive stands here
    index: Link
    search: Link
    earlier: Link | None
    later: Link | None
    sections: tuple[Section, ...]
    key: tuple[Mark, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    found: tuple[tuple[str, str], ...]  # what the search calls a speaker or an outlet otherwise
    languages: tuple[str, ...]
    years: tuple[str, ...]


def page_of(
    archive: Archive,
    path: str,
    title: str,
    quotations: Sequence[Quoted],
    around: tuple[Part[Quoted] | None, Part[Quoted] | None] | None,
) -> Page[ListView]:
    """A page of quotations by month. `around` are the pages before and after it; None where it holds all quotations."""
    here = Here(archive, path)
    sections = tuple(
        Section(month.name, month.anchor, tuple(_row(here, quoted, month) for quoted in own))
        for month, own in groupby(quotations, key=lambda quoted: month_of(quoted.quotation))
    )
    rows = [row for section in sections for row in section.rows]
    earlier, later = around or (None, None)
    found = {row.mark.key for row in rows}
    unnamed = {row.speaker.text for row in rows if row.speaker.href is None and not row.speaker.unknown}
    view = ListView(
        title=title,
        count=len(rows),
        whole=around is None,
        index=here.to(INDEX, "Quotations"),
        search=here.search("all quotations", kind="Quotation"),
        earlier=here.to(earlier.path, earlier.title) if earlier else None,
        later=here.to(later.path, later.title) if later else None,
        sections=sections,
        key=tuple(mark for key, mark in MARKS.items() if key in found),
        speakers=tuple(sorted({row.speaker.text for row in rows}, key=str.casefold)),
        outlets=tuple(sorted({row.outlet for row in rows}, key=str.casefold)),
        found=(*((text, UNNAMED) for text in sorted(unnamed)), (UNKNOWN_OUTLET.text, NO_PUBLISHER)),
        languages=tuple(sorted({row.language_name for row in rows})),
        years=tuple(dict.fromkeys(row.year for row in rows)),
    )
    return Page(path, "quotations/index.md.j2", title, description(len(rows)), view)


def description(count: int) -> str:
    """What a page says of itself to search engines."""
    return f"{english.counted(count, 'quotation')}: who is said to have said what, when, and which page prints it so."


def _row(here: Here, quoted: Quoted, month: Month) -> Row:
    quotation, article = quoted.quotation, quoted.article
    outlet = here.outlet(article).text
    return Row(
        speaker=here.speaker(quoted),
        attributed=here.attributed(quoted),
        said=here.date(quotation.said),
        words=markup.excerpt(lines.in_one(quotation.words), LETTERS),
        language=quoted.language,
        language_name=language_name(quoted.language),
        direction=direction(quoted.language),
        foreign=here.foreign(quoted.language),
        mark=mark_of(quotation.fidelity),
        context=quotation.context,
        quotation=here.quotation(quoted, outlet),
        outlet=outlet,
        hands=hands(quotation.via),
        year=month.of,
    )
