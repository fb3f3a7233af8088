"""Estimates as rows of a table, with the articles that print each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator import dates, routes
from generator.archive.archive import Estimated
from generator.findings import figures
from generator.findings.figures import Estimate
from generator.findings.known_days import earliest, published_at_latest
from generator.pages.parts.here import Here, Link, When, title_of
from generator.pages.parts.prose import on_one_line
from generator.records.model import AgentRef
from generator.records.vocabulary import number, qualified_number
from generator.text import markup
from generator.text.messages import _
from generator.text.messages import number as written

READINGS = 4
"""How many articles are listed with one estimate. The list of every report has them all."""


LONG_NOTE = 320


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that prints an estimate. What it prints is given only where it differs from the row."""

    outlet: Link  # text: the outlet's name; href: the figure in the article
    published: When
    day: str
    chain: str
    qualifier: str | None
    dated: When | None
    printed_as: Link | None
    note: str | None


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """An estimate in the table. Fields that begin with `by_` are the sort keys of its columns."""

    anchor: str
    when: When
    by_when: str
    holders: tuple[Link, ...]
    by_holder: str
    number: str
    qualifier: str | None
    by_number: str
    misreads: Link | None
    published: When
    day: str
    carriers: tuple[Carrier, ...]
    more: int


def span_of(some: Sequence[Estimate]) -> str:
    """The lowest and the highest number of the estimates, in words. Raises ValueError if there are no estimates."""
    lows, highs = zip(*(e.extremes for e in some), strict=True)
    low, high = min(lows), max(highs)
    return written(low) if low == high else from_to(low, high)


def from_to(low: float, high: float) -> str:
    """Two numbers as the ends of a range, in words: "1,500 to 18,000"."""
    return _("{low} to {high}", low=written(low), high=written(high))


def estimate_rows(here: Here, items: Sequence[Estimate]) -> tuple[EstimateRow, ...]:
    """A row for each estimate."""
    return tuple(_row(here, estimate) for estimate in items)


def brief_rows(here: Here, items: Sequence[Estimate]) -> tuple[EstimateRow, ...]:
    """A row for each estimate, without notes, for the long pages that list all of them. The articles' pages have the
    notes."""
    rows = estimate_rows(here, items)
    return tuple(replace(row, carriers=tuple(replace(c, note=None) for c in row.carriers)) for row in rows)


def report_rows(here: Here, items: Sequence[Estimated]) -> tuple[EstimateRow, ...]:
    """A row for each report, even of the same estimate."""
    return tuple(_row(here, Estimate((item,), item)) for item in items)


def carriers_of(estimate: Estimate) -> tuple[Estimated, ...]:
    """Every article that prints an estimate, with those that print it as something else last."""
    return (*estimate.carriers, *estimate.misread_by)


def _row(here: Here, estimate: Estimate) -> EstimateRow:
    figure = estimate.figure
    every = carriers_of(estimate)
    first = min(estimate.carriers, key=lambda c: published_at_latest(c.article) or "9999")
    days = estimate.span
    holders = holder_links(here, estimate.holders)
    return EstimateRow(
        anchor=f"e-{estimate.said.article.id}-{figure.id}",
        when=here.date(estimate.date),
        by_when=str(sum(days) / 2) if days else "",
        holders=holders,
        by_holder=", ".join(link.text for link in holders).casefold(),
        number=number(figure),
        qualifier=figure.qualifier,
        by_number=sort_key(_best(estimate)),
        misreads=here.link(figure.misreads) if figure.misreads else None,
        published=here.date(first.article.published),
        day=first_published(estimate.carriers),
        carriers=tuple(_carrier(here, estimate, c) for c in every[:READINGS]),
        more=max(0, len(every) - READINGS),
    )


def _carrier(here: Here, estimate: Estimate, carrier: Estimated) -> Carrier:
    figure, article = carrier.figure, carrier.article
    other_words = figure.qualifier != estimate.figure.qualifier
    other_date = figures.span(carrier.as_of) != estimate.span
    return Carrier(
        outlet=article_link(here, carrier),
        published=here.date(article.published),
        day=published_at_latest(article),
        chain=here.chain(figure.via),
        qualifier=qualified_number(figure) if other_words else None,
        dated=here.date(carrier.as_of) if other_date else None,
        printed_as=here.link(figure.measure) if figure.measure != estimate.measure else None,
        note=markup.excerpt(on_one_line(figure.note), LONG_NOTE) if figure.note else None,
    )


def sort_key(number: float) -> str:
    """A number as text, for scripts to sort by."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def holder_links(here: Here, holders: Iterable[AgentRef]) -> tuple[Link, ...]:
    """Links to those who gave a number; one that says "not stated" if nobody is named."""
    return tuple(here.agent_link(agent) for agent in holders) or (Link(_("not stated"), unknown=True),)


def first_published(carriers: Iterable[Estimated]) -> str:
    """The day by which the first of these articles had certainly been published; empty if that is not known."""
    return earliest(published_at_latest(c.article) for c in carriers)


def _best(estimate: Estimate) -> float:
    known = estimate.figure.value if estimate.figure.value is not None else estimate.figure.best
    return known if known is not None else sum(estimate.extremes) / 2


def days_in_words(first: int, last: int) -> str:
    """Two days (as ordinals) and the time between them, in words; a whole month by its name."""
    start, end = dates.Day.from_ordinal(first), dates.Day.from_ordinal(last)
    if first == last:
        return dates.format_date(dates.parse(start.iso))
    after = dates.Day.from_ordinal(last + 1)
    if start.day == 1 and after.day == 1 and (start.year, start.month) == (end.year, end.month):
        return dates.format_date(dates.parse(start.iso[:-3]))
    return dates.format_date(dates.parse(f"{start.iso}/{end.iso}"))


def article_link(here: Here, carrier: Estimated) -> Link:
    """A link to the figure in its article. Its text is the outlet's name, or the title if no outlet is known."""
    article = carrier.article
    words = (
        here.outlet_link(article).text
        if article.publisher
        else _("“{title}”", title=markup.excerpt(title_of(article), 50))
    )
    return here.link(article.id, words, routes.figure(carrier.figure.id))
