"""The index of quotations: every quoted word of the archive, by the month in which it is said to have been spoken."""

from __future__ import annotations

from collections.abc import Iterator

from generator import routes
from generator.archive.archive import Archive, Quoted, when
from generator.pages.page import Page
from generator.pages.parts import years
from generator.pages.quotations.by_year import page_of_years
from generator.pages.quotations.listing import INDEX, ROWS, page_of
from generator.pages.quotations.months import NEVER, NO_DATE, month_of


def pages(archive: Archive) -> Iterator[Page]:
    """One page for all quotations; where they are more than `ROWS`, pages by year, and an index of the years."""
    quotations = sorted(archive.quotations, key=_order)
    if len(quotations) <= ROWS:
        yield page_of(archive, INDEX, "Quotations", quotations, None)
        return
    parts = years.split("Quotations", quotations, lambda q: month_of(q.quotation).of, NO_DATE, ROWS, _path)
    yield page_of_years(archive, parts)
    for earlier, part, later in years.between(parts):
        yield page_of(archive, part.path, part.title, part.items, (earlier, later))


def _path(year: str, number: int) -> str:
    return routes.part(
        "quotations", year.lower().replace(" ", "-").replace(",", "") + (f"-{number}" if number > 1 else "")
    )


def _order(quoted: Quoted) -> tuple[object, ...]:
    """Sorts by month; what has no date, by when it was published."""
    month = month_of(quoted.quotation)
    return (month, when(quoted.article.published)) if month.year == NEVER else (month,)
