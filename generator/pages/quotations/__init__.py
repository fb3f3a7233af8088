"""The index of quotations: every quoted word of the archive, by the month in which it is said to have been spoken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import dates, routes
from generator.archive.archive import Archive, Quoted, when
from generator.dates import Day
from generator.pages.page import Page
from generator.pages.parts import years
from generator.pages.parts.here import UNKNOWN_OUTLET, Attributed, Here, Link, When
from generator.pages.parts.years import Part, Year
from generator.records.model import Quotation
from generator.records.vocabulary import MARKS, NO_PUBLISHER, UNNAMED, Mark, hands, mark_of
from generator.text import english, lines, markup
from generator.text.languages import direction, language_name

INDEX = routes.index("quotations")

ROWS = 200
"""How many quotations one page lists. A row takes about 1 KB of HTML, and a page is to stay under 300 KB."""

LETTERS = 500
"""How much of a quotation a row shows; its card shows all. Quotations of the length that may be quoted are not cut."""


def pages(archive: Archive) -> Iterator[Page]:
    """One page for all quotations; where they are more than `ROWS`, pages by year, and an index of the years."""
    quotations = sorted(archive.quotations, key=_order)
    if len(quotations) <= ROWS:
        yield _list(archive, INDEX, "Quotations", quotations, None)
        return
    parts = years.split("Quotations", quotations, lambda q: _month(q.quotation).of, _NO_DATE, ROWS, _path)
    yield _years(archive, parts)
    for earlier, part, later in years.between(parts):
        yield _list(archive, part.path, part.title, part.items, (earlier, later))


def _path(year: str, number: int) -> str:
    return routes.part(
        "quotations", year.lower().replace(" ", "-").replace(",", "") + (f"-{number}" if number > 1 else "")
    )


# --- when it was said ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """The month in which something is said to have been spoken; what is vaguer comes after what is known."""

    year: int  # _NEVER where no date is given
    month: int  # 13 where the date lies in no one month

    @property
    def name(self) -> str:
        """As a heading says it."""
        if self.year == _NEVER:
            return "No date given"
        year = dates.year_name(self.year)
        return f"{dates.MONTHS[self.month - 1]} {year}" if self.month <= 12 else f"{year}, no one month"

    @property
    def anchor(self) -> str:
        """As an address has it."""
        if self.year == _NEVER:
            return "undated"
        return f"m-{self.year}-{self.month:02}" if self.month <= 12 else f"y-{self.year}"

    @property
    def of(self) -> str:
        """The year as a filter has it."""
        return _NO_DATE if self.year == _NEVER else dates.year_name(self.year)


_NEVER = 1_000_000
_NO_DATE = "no date"


def _month(quotation: Quotation) -> Month:
    """The stated month, without the margin of an approximate date: "about 30 October" stands in October."""
    first, last = quotation.said.edtf.core if quotation.said else (None, None)
    start: Day | None = first or last
    if start is None:
        return Month(_NEVER, 13)
    one_month = first and last and (first.year, first.month) == (last.year, last.month)
    return Month(start.year, start.month if one_month else 13)


def _order(quoted: Quoted) -> tuple[object, ...]:
    """Sorts by month; what has no date, by when it was published."""
    month = _month(quoted.quotation)
    return (month, when(quoted.article.published)) if month.year == _NEVER else (month,)


# --- the index of the years ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YearsView:
    """The index where the quotations are too many for one page."""

    count: int
    search: str
    found: Link
    years: tuple[Year, ...]
    speakers: tuple[tuple[Link, int], ...]
    people: Link
    organisations: Link


SPEAKERS = 40
"""How many speakers the index of the years names, those quoted most first; the others stand in the indexes of their kind."""


def _years(archive: Archive, parts: Sequence[Part[Quoted]]) -> Page:
    here = Here(archive, INDEX)
    total = len(archive.quotations)
    quoted = Counter(q.said_by.id for q in archive.quotations if q.said_by and q.said_by.id)
    view = YearsView(
        count=total,
        search=routes.relative(INDEX, routes.index("search")),
        found=here.search("the search", kind="Quotation"),
        years=tuple(_year(here, year, own) for year, own in years.in_years(parts).items()),
        speakers=tuple((here.link(i), n) for i, n in sorted(quoted.items(), key=lambda p: (-p[1], p[0]))[:SPEAKERS]),
        people=here.to(routes.index("people"), "people"),
        organisations=here.to(routes.index("organisations"), "organisations"),
    )
    return Page(INDEX, "quotations/years.md.j2", "Quotations", _description(total), view)


def _year(here: Here, year: str, parts: Sequence[Part[Quoted]]) -> Year:
    findings = Counter(mark_of(quoted.quotation.fidelity).key for part in parts for quoted in part.items)
    return Year(
        name="No date given" if year == _NO_DATE else year,
        anchor=f"y-{year.replace(' ', '-').replace(',', '')}",
        count=findings.total(),
        parts=tuple(
            here.to(part.path, f"{name}: {english.counted(len(part.items), 'quotation')}")
            for part, name in zip(parts, years.told_apart(_reach(here, part) for part in parts), strict=True)
        ),
        tally=tuple((mark, findings[key]) for key, mark in MARKS.items() if findings[key]),
    )


def _reach(here: Here, part: Part[Quoted]) -> str:
    """From which month to which a page reaches; without a date, from which day of publication to which."""
    ends = (part.items[0], part.items[-1])
    first, last = (_month(quoted.quotation).name for quoted in ends)
    if part.year != _NO_DATE:
        return first if first == last else f"{first} to {last}"
    first, last = (here.date(quoted.article.published).text if quoted.article.published else "" for quoted in ends)
    if not first:
        return "Published on no known day"
    return f"Published {first if first == last else f'{first} to {last or _NO_DATE}'}"


# --- a list of quotations ------------------------------------------------------------------------------------------------


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


def _list(
    archive: Archive,
    path: str,
    title: str,
    quotations: Sequence[Quoted],
    around: tuple[Part[Quoted] | None, Part[Quoted] | None] | None,
) -> Page:
    here = Here(archive, path)
    sections = tuple(
        Section(month.name, month.anchor, tuple(_row(here, quoted, month) for quoted in own))
        for month, own in groupby(quotations, key=lambda quoted: _month(quoted.quotation))
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
    return Page(path, "quotations/index.md.j2", title, _description(len(rows)), view)


def _description(count: int) -> str:
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
