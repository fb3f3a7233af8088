"""The index of the years, where the quotations are too many for one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.pages.page import Page
from generator.pages.parts import years
from generator.pages.parts.here import Here, Link
from generator.pages.parts.years import Part, Year
from generator.pages.quotations.listing import INDEX, description
from generator.pages.quotations.months import NO_DATE, month_of
from generator.records.vocabulary import MARKS, mark_of
from generator.text import english


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


def page_of_years(archive: Archive, parts: Sequence[Part[Quoted]]) -> Page[YearsView]:
    """The index of the years, with the speakers quoted most."""
    here = Here(archive, INDEX)
    total = len(archive.quotations)
    quoted = Counter(q.said_by.id for q in archive.quotations if q.said_by and q.said_by.id)
    view = YearsView(
        count=total,
        search=routes.relative(INDEX, routes.index("search")),
        found=here.search("the search", kind="Quotation"),
        years=tuple(_year_of(here, year, own) for year, own in years.in_years(parts).items()),
        speakers=tuple((here.link(i), n) for i, n in sorted(quoted.items(), key=lambda p: (-p[1], p[0]))[:SPEAKERS]),
        people=here.to(routes.index("people"), "people"),
        organisations=here.to(routes.index("organisations"), "organisations"),
    )
    return Page(INDEX, "quotations/years.md.j2", "Quotations", description(total), view)


def _year_of(here: Here, year: str, parts: Sequence[Part[Quoted]]) -> Year:
    findings = Counter(mark_of(quoted.quotation.fidelity).key for part in parts for quoted in part.items)
    return Year(
        name="No date given" if year == NO_DATE else year,
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
    first, last = (month_of(quoted.quotation).name for quoted in ends)
    if part.year != NO_DATE:
        return first if first == last else f"{first} to {last}"
    first, last = (here.date(quoted.article.published).text if quoted.article.published else "" for quoted in ends)
    if not first:
        return "Published on no known day"
    return f"Published {first if first == last else f'{first} to {last or NO_DATE}'}"
