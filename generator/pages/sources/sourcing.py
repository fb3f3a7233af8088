"""On whom an article or an outlet relies, and how an outlet's renderings differ: parts for the pages of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import routes
from generator.archive.archive import Archive, Quoted, when
from generator.findings.countries import countries
from generator.findings.sourcing import (
    SORTS,
    Reliance,
    Sort,
    Source,
    sourcing,
    sourcing_of_outlet,
)
from generator.pages.parts.here import Attributed, Here, Link
from generator.pages.parts.lists import Section
from generator.pages.parts.prose import folded
from generator.records.model import Article
from generator.records.vocabulary import MARKS, Finding, Mark, mark_of
from generator.text import english, lines, markup
from generator.text.countries import country_name
from generator.text.languages import language_name

SHOWN_SOURCES = 12
"""Sources named beside one sort; on an outlet's profile these are those that most of its articles rely on."""


SHOWN_COUNTRIES = 12


SHOWN_RENDERINGS = 20


LONG_NOTE = 220


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: its pattern, its sign, what it stands for, and how many."""

    fill: str
    sign: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of parts, and the same in words."""

    segments: tuple[Segment, ...]
    said: str


def _bar(segments: Iterable[Segment]) -> Bar:
    some = tuple(segment for segment in segments if segment.number)
    return Bar(some, ", ".join(f"{segment.label} {segment.number:,}" for segment in some))


@dataclass(frozen=True, slots=True)
class SortRow:
    """The sources of one sort."""

    fill: str
    label: str
    number: int
    names: tuple[tuple[Link, str], ...]  # each with how often it is relied on
    more: int


@dataclass(frozen=True, slots=True)
class CountryRow:
    """The sources of one country, and their share of the most of any."""

    name: str
    number: int
    share: int  # in hundredths
    unknown: bool


@dataclass(frozen=True, slots=True)
class SourcingView:
    """The sources of an article or outlet, by sort and by country."""

    lead: str
    bar: Bar
    rows: tuple[SortRow, ...]
    countries: tuple[CountryRow, ...]
    more: int  # countries not shown


_FILLS: dict[Sort, str] = {
    "person": "solid",
    "body": "half",
    "unnamed": "hatch",
    "carrier": "lines",
    "document": "open",
}


_SORTS: dict[Sort, tuple[str, str]] = {
    "person": ("named person", "Named persons"),
    "body": ("body", "Bodies that speak"),
    "unnamed": ("source without a name", "Without a name"),
    "carrier": ("carrier", "Agencies and carriers"),
    "document": ("document", "Documents"),
}


_MANY = {"body": "bodies", "source without a name": "sources without a name"}


def article_sourcing(here: Here, article: Article) -> SourcingView | None:
    """On whom an article relies; None where it names nobody."""
    found = sourcing(here.archive, article)
    if not found:
        return None
    counts = Counter(reliance.source.sort for reliance in found)
    sorts = [english.counted(counts[s], _SORTS[s][0], _MANY.get(_SORTS[s][0])) for s in SORTS if counts[s]]
    lead = f"{english.counted(len(found), 'source')}: {english.listed(sorts)}."
    return _view(here, found, lead, Counter({reliance.source: 1 for reliance in found}))


def _view(here: Here, found: Sequence[Reliance], lead: str, weights: Counter[Source]) -> SourcingView:
    by_sort: dict[Sort, list[Reliance]] = {sort: [r for r in found if r.source.sort == sort] for sort in SORTS}
    counts: Counter[Sort] = Counter()
    by_country: Counter[str] = Counter()
    code_of = countries(here.archive)
    for source, weight in weights.items():
        counts[source.sort] += weight
        if source.sort != "document":
            by_country[code_of.get(source.id or "", "")] += weight
    most = max(by_country.values(), default=1)
    known = sorted((pair for pair in by_country.items() if pair[0]), key=lambda pair: (-pair[1], country_name(pair[0])))
    shown = [*known[:SHOWN_COUNTRIES], *([("", by_country[""])] if by_country[""] else [])]
    return SourcingView(
        lead=lead,
        bar=_bar(Segment(_FILLS[sort], "", _SORTS[sort][1], counts[sort]) for sort in SORTS),
        rows=tuple(_sort_row(here, sort, some, counts[sort]) for sort, some in by_sort.items() if some),
        countries=tuple(
            CountryRow(country_name(code) if code else "no country known", n, round(100 * n / most), not code)
            for code, n in shown
        ),
        more=max(0, len(known) - SHOWN_COUNTRIES),
    )


def _sort_row(here: Here, sort: Sort, found: Sequence[Reliance], number: int) -> SortRow:
    names = tuple(
        (_source(here, r.source), f"×\u202f{r.times:,}" if r.times > 1 else "") for r in found[:SHOWN_SOURCES]
    )
    return SortRow(_FILLS[sort], _SORTS[sort][1], number, names, max(0, len(found) - SHOWN_SOURCES))


def _source(here: Here, source: Source) -> Link:
    return here.link(source.id) if source.id else Link(f"“{source.words}”")


def outlet_sections(archive: Archive, outlet: str) -> Iterator[Section]:
    """For an outlet's profile: on whom its articles rely, and how its renderings compare with others."""
    found = sourcing_of_outlet(archive, outlet)
    number = len(archive.published_by(outlet))
    yield Section(
        "sourced-from", "Sourced from", "sourcing", found, partial(_outlet_rows, number), "source", "sources", max(1, len(found)),
    )  # fmt: skip
    order = {mark: place for place, mark in enumerate(_WORST_FIRST)}
    quotations = [Quoted(article, q) for article in archive.published_by(outlet) for q in article.quotations]
    quotations.sort(key=lambda q: (order[mark_of(q.quotation.fidelity).key], when(q.quotation.said)))
    tally = Counter(mark_of(q.quotation.fidelity).key for q in quotations)
    yield Section(
        "renderings", "How its wording compares", "wordings", quotations, partial(_wordings, tally), "rendering", "renderings",
        SHOWN_RENDERINGS, "What editors found when they compared its quotations with other renderings. Those that differ come first.",
    )  # fmt: skip


_WORST_FIRST: tuple[Finding, ...] = ("altered", "paraphrase", "translation", "verbatim", "unexamined")


_FINDING_FILLS: dict[Finding, str] = {
    "altered": "solid",
    "paraphrase": "hatch",
    "translation": "half",
    "verbatim": "lines",
    "unexamined": "open",
}


def _outlet_rows(number: int, here: Here, found: Sequence[Reliance]) -> tuple[SourcingView, ...]:
    lead = f"{english.counted(len(found), 'source')} in {english.counted(number, 'article')}."
    if number > 1:
        lead += " In the bars and the numbers each counts once for every article that relies on it."
    return (_view(here, found, lead, Counter({r.source: r.times for r in found})),)


@dataclass(frozen=True, slots=True)
class Wording:
    """A quotation as the outlet prints it, and what an editor found."""

    mark: Mark
    quotation: Link
    language: str
    foreign: bool
    language_name: str
    speaker: Link
    attributed: Attributed | None
    chain: str
    note: str
    renderings: Link | None


@dataclass(frozen=True, slots=True)
class Wordings:
    """How an outlet's renderings differ: how many of each finding, and one by one."""

    bar: Bar
    marks: tuple[tuple[str, Mark, int], ...]
    rows: tuple[Wording, ...]


def _wordings(tally: Counter[Finding], here: Here, quotations: Sequence[Quoted]) -> tuple[Wordings, ...]:
    found = [key for key in _WORST_FIRST if tally[key]]
    bar = _bar(Segment(_FINDING_FILLS[k], MARKS[k].glyph, MARKS[k].label, tally[k]) for k in found)
    marks = tuple((_FINDING_FILLS[key], MARKS[key], tally[key]) for key in found)
    return (Wordings(bar, marks, tuple(_wording(here, quoted) for quoted in quotations)),)


def _wording(here: Here, quoted: Quoted) -> Wording:
    quotation = quoted.quotation
    renderings = None
    count = len(here.archive.renderings_of(quotation.passage))
    if quotation.passage and count > 1:
        passage = quotation.passage
        renderings = here.link(passage.utterance, f"Compare {count:,} renderings", routes.passage(passage.passage))
    return Wording(
        mark=mark_of(quotation.fidelity),
        quotation=here.quotation(quoted, markup.excerpt(lines.in_one(quotation.words), 120)),
        language=quoted.language,
        foreign=here.foreign(quoted.language),
        language_name=language_name(quoted.language),
        speaker=here.speaker(quoted),
        attributed=here.attributed(quoted),
        chain=here.chain(quotation.via),
        note=markup.excerpt(folded(quotation.note), LONG_NOTE) if quotation.note else "",
        renderings=renderings,
    )
