"""Whom an article or an outlet relies on: parts for the pages of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.archive.archive import Archive
from generator.findings.countries import countries
from generator.findings.sourcing import (
    SORTS,
    Reliance,
    Sort,
    Source,
    sourcing,
    sourcing_of_outlet,
)
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import Section
from generator.records.model import Article
from generator.text import counts
from generator.text.countries import country_name
from generator.text.messages import N_, _, listed, ngettext, number

SHOWN_SOURCES = 12
"""How many sources are named for each kind. On an outlet's profile, these are the ones that most of its articles rely
on."""


SHOWN_COUNTRIES = 12


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a bar: its pattern, its sign, its label, and its number."""

    fill: str
    sign: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of segments, and its text alternative."""

    segments: tuple[Segment, ...]
    said: str


def _bar(segments: Iterable[Segment]) -> Bar:
    some = tuple(segment for segment in segments if segment.number)
    return Bar(
        some,
        counts.join_phrases(_("{label}: {number}", label=segment.label, number=segment.number) for segment in some),
    )


@dataclass(frozen=True, slots=True)
class SortRow:
    """The sources of one kind."""

    fill: str
    label: str
    number: int
    names: tuple[tuple[Link, str], ...]  # each with how often it is relied on
    more: int


@dataclass(frozen=True, slots=True)
class CountryRow:
    """The sources of one country. `share` is their number in percent of the largest country's."""

    name: str
    number: int
    share: int  # in percent
    unknown: bool


@dataclass(frozen=True, slots=True)
class SourcingView:
    """The sources of an article or outlet, by kind and by country."""

    lead: str
    bar: Bar
    rows: tuple[SortRow, ...]
    countries: tuple[CountryRow, ...]
    more: int  # number of countries not shown


_FILLS: dict[Sort, str] = {
    "person": "solid",
    "body": "half",
    "unnamed": "hatch",
    "carrier": "lines",
    "document": "open",
}


_SORTS: dict[Sort, str] = {
    "person": N_("Named people"),
    "body": N_("Organisations that speak"),
    "unnamed": N_("Without a name"),
    "carrier": N_("Agencies and outlets"),
    "document": N_("Documents"),
}


def _so_many(sort: Sort, n: int) -> str:
    if sort == "person":
        return ngettext("{n} named person", "{n} named people", n)
    if sort == "body":
        return counts.organisations(n)
    if sort == "unnamed":
        return ngettext("{n} source without a name", "{n} sources without a name", n)
    if sort == "carrier":
        return ngettext("{n} agency or outlet", "{n} agencies and outlets", n)
    return counts.documents(n)


def article_sourcing(here: Here, article: Article) -> SourcingView | None:
    """Whom an article relies on; None if it names nobody."""
    found = sourcing(here.archive, article)
    if not found:
        return None
    numbers = Counter(reliance.source.sort for reliance in found)
    sorts = [_so_many(sort, numbers[sort]) for sort in SORTS if numbers[sort]]
    lead = _("{sources}: {sorts}.", sources=counts.sources(len(found)), sorts=listed(sorts))
    return _view(here, found, lead, Counter({reliance.source: 1 for reliance in found}))


def _view(here: Here, found: Sequence[Reliance], lead: str, weights: Counter[Source]) -> SourcingView:
    by_sort: dict[Sort, list[Reliance]] = {sort: [r for r in found if r.source.sort == sort] for sort in SORTS}
    numbers: Counter[Sort] = Counter()
    by_country: Counter[str] = Counter()
    code_of = countries(here.archive)
    for source, weight in weights.items():
        numbers[source.sort] += weight
        if source.sort != "document":
            by_country[code_of.get(source.id or "", "")] += weight
    most = max(by_country.values(), default=1)
    known = sorted((pair for pair in by_country.items() if pair[0]), key=lambda pair: (-pair[1], country_name(pair[0])))
    shown = [*known[:SHOWN_COUNTRIES], *([("", by_country[""])] if by_country[""] else [])]
    return SourcingView(
        lead=lead,
        bar=_bar(Segment(_FILLS[sort], "", _(_SORTS[sort]), numbers[sort]) for sort in SORTS),
        rows=tuple(_sort_row(here, sort, some, numbers[sort]) for sort, some in by_sort.items() if some),
        countries=tuple(
            CountryRow(country_name(code) if code else _("country not known"), n, round(100 * n / most), not code)
            for code, n in shown
        ),
        more=max(0, len(known) - SHOWN_COUNTRIES),
    )


def _sort_row(here: Here, sort: Sort, found: Sequence[Reliance], relied_on: int) -> SortRow:
    names = tuple(
        (_source(here, r.source), f"×\u202f{number(r.times)}" if r.times > 1 else "") for r in found[:SHOWN_SOURCES]
    )
    return SortRow(_FILLS[sort], _(_SORTS[sort]), relied_on, names, max(0, len(found) - SHOWN_SOURCES))


def _source(here: Here, source: Source) -> Link:
    return here.link(source.id) if source.id else Link(_("“{words}”", words=source.words))


def outlet_sections(archive: Archive, outlet: str) -> Iterator[Section]:
    """The section of an outlet's profile on whom its articles rely on."""
    found = sourcing_of_outlet(archive, outlet)
    number = len(archive.published_by(outlet))
    yield Section(
        "sourced-from", _("Sources used"), "sourcing", found, partial(_outlet_rows, number), counts.sources, max(1, len(found)),
    )  # fmt: skip


def _outlet_rows(articles: int, here: Here, found: Sequence[Reliance]) -> tuple[SourcingView, ...]:
    lead = ngettext(
        "{sources} in {n} article.", "{sources} in {n} articles.", articles, sources=counts.sources(len(found))
    )
    if articles > 1:
        note = _("In the bars and the numbers, each source counts once for every article that uses it.")
        lead = f"{lead} {note}"
    return (_view(here, found, lead, Counter({r.source: r.times for r in found})),)
