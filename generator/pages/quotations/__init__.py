"""The index of quotations: by speaker, altered ones first. If there are many, further pages list all by the month in
which they were said."""

from __future__ import annotations

from collections.abc import Iterator

from generator import routes
from generator.archive.archive import Archive, Quoted, date_sort_key
from generator.pages.page import Page
from generator.pages.parts import years
from generator.pages.parts.months import NO_DATE, NO_MONTH, month_of
from generator.pages.quotations.by_speaker import SHOWN, index_of
from generator.pages.quotations.listing import ROWS, page_of
from generator.text.messages import _


def pages(archive: Archive) -> Iterator[Page]:
    """The index, and if it does not show all quotations, pages of all of them by year."""
    quotations = sorted(archive.quotations, key=_order)
    if len(quotations) <= SHOWN:
        yield index_of(archive, quotations, ())
        return
    parts = years.split_by_year(_titled, quotations, lambda q: month_of(q.quotation.said).of, NO_DATE, ROWS, _path)
    yield index_of(archive, quotations, parts)
    for earlier, part, later in years.with_neighbours(parts):
        yield page_of(archive, part, earlier, later)


def _path(year: str, number: int) -> str:
    return routes.part(
        "quotations", year.lower().replace(" ", "-").replace(",", "") + (f"-{number}" if number > 1 else "")
    )


def _order(quoted: Quoted) -> tuple[object, ...]:
    """Sort key: the month in which it was said; without one, the date of publication."""
    month = month_of(quoted.quotation.said)
    return (month, date_sort_key(quoted.article.published)) if month.year == NO_MONTH else (month,)


def _titled(year: str | None) -> str:
    return _("Quotations of {year}", year=year) if year else _("Quotations without a date")
