"""On whom an article or an outlet relies, how an outlet's renderings differ, and the register of sources without a name.

Parts for other pages stand here too: the origins of a set of articles, for utterances, propositions and events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import routes
from generator.archive.archive import Archive, Quoted, when
from generator.findings.countries import countries
from generator.findings.nameless import Claim, nameless
from generator.findings.origins import Branch, Carried, Origin, ancestry
from generator.findings.sourcing import (
    SORTS,
    Given,
    Reliance,
    Sort,
    Source,
    Unnamed,
    sourcing,
    sourcing_of_outlet,
    unnamed,
)
from generator.pages.page import Page
from generator.pages.parts import evidence
from generator.pages.parts.here import (
    MARKS,
    Attributed,
    Finding,
    Here,
    Link,
    Mark,
    When,
    language_name,
    mark_of,
    qualified,
)
from generator.pages.parts.lists import Block, Section, block, further
from generator.records.model import Article
from generator.text import lines, markup
from generator.text.countries import country_name

REGISTER = routes.part("sources", "unnamed")

SHOWN_SOURCES = 12
"""Sources named beside one sort; on an outlet's profile these are those that most of its articles rely on."""
SHOWN_COUNTRIES = 12
SHOWN_ORIGINS = 12
SHOWN_ARTICLES = 6
"""Articles named beside one origin."""
SHOWN_RENDERINGS = 20
SHOWN_REGISTER = 120
SHOWN_CLAIMS = 60
LONG_NOTE = 220


def pages(archive: Archive) -> Iterator[Page]:
    """The register of sources without a name, and of what rests on them or on none, where there are any."""
    found, claims = _described(archive), nameless(archive)
    if not (found or claims):
        return
    here = Here(archive, REGISTER)
    register = Section(
        "register", "As described", "unnamed", found, _unnamed_rows, "description", "descriptions", SHOWN_REGISTER,
    )  # fmt: skip
    alone = Section(
        "alone", "With no named source", "nameless", claims, _claim_rows, "claim", "claims", SHOWN_CLAIMS,
    )  # fmt: skip
    uses = sum(len(alike) for alike in found)
    articles = len({use.article.id for alike in found for use in alike})
    view = RegisterView(
        index=here.to(routes.index("sources"), "Sources"),
        count=markup.counted(len(found), "description"),
        tally=f"{markup.counted(articles, 'article')}, {markup.counted(uses, 'use')}",
        block=block(here, register),
        alone=block(here, alone) if claims else None,
    )
    description = "Sources that articles leave unnamed, in the words with which they describe them."
    yield Page(REGISTER, "sources/unnamed.md.j2", "Sources without a name", description, view)
    for section in (register, alone):
        yield from further(archive, section, REGISTER, "Sources without a name", None)


def register_link(here: Here) -> Link | None:
    """The way to the register of sources without a name, where there is one."""
    return here.to(REGISTER, "a register of their own") if unnamed(here.archive) else None


def claims_link(here: Here) -> Link | None:
    """The way to what rests on sources without a name, where there is anything."""
    found = nameless(here.archive)
    return here.to(REGISTER, markup.counted(len(found), "claim"), "alone") if found else None


# --- bars ----------------------------------------------------------------------------------------------------------------


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


# --- on whom someone relies ----------------------------------------------------------------------------------------------


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
    sorts = [markup.counted(counts[s], _SORTS[s][0], _MANY.get(_SORTS[s][0])) for s in SORTS if counts[s]]
    lead = f"{markup.counted(len(found), 'source')}: {markup.listed(sorts)}."
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


# --- an outlet: its sources and its renderings ---------------------------------------------------------------------------


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
    lead = f"{markup.counted(len(found), 'source')} in {markup.counted(number, 'article')}."
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
    count = len(here.archive.renderings_of(quotation.utterance or ""))
    if quotation.utterance and count > 1:
        utterance, passage = quotation.utterance.split("/")
        renderings = here.link(utterance, f"Compare {count:,} renderings", routes.passage(passage))
    return Wording(
        mark=mark_of(quotation.fidelity),
        quotation=here.quotation(quoted, markup.excerpt(lines.in_one(quotation.words), 120)),
        language=quoted.language,
        foreign=here.foreign(quoted.language),
        language_name=language_name(quoted.language),
        speaker=here.speaker(quoted),
        attributed=here.attributed(quoted),
        chain=here.chain(quotation.via),
        note=markup.excerpt(evidence.folded(quotation.note), LONG_NOTE) if quotation.note else "",
        renderings=renderings,
    )


# --- origins -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin, and the articles that go back to it."""

    origin: tuple[Link, ...]  # several, where records name them side by side
    of: Link | None  # the article that leaves this origin unnamed
    count: str
    articles: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OriginsView:
    """To how many origins some articles go back; `rows` are left out where each article has its own."""

    headline: str
    note: str
    rows: tuple[OriginRow, ...]
    more: int


def origins_view(here: Here, carried: Iterable[Carried]) -> OriginsView | None:
    """ "12 articles, 4 origins": of the renderings, reports or tellings given; None where there are fewer than two articles.

    Draw it with the macro `origins` of sourcing.html.j2.
    """
    found = ancestry(here.archive, carried)
    if found.articles < 2:
        return None
    count = len(found.branches)
    notes = [f"{markup.counted(found.unnamed, 'origin is', 'origins are')} not named."] if found.unnamed else []
    if all(len(branch.articles) == 1 for branch in found.branches):
        notes.insert(0, "No two share one.")
        shown: Sequence[Branch] = ()
    else:
        shown = found.branches[:SHOWN_ORIGINS]
    return OriginsView(
        headline=f"{markup.counted(found.articles, 'article')}, {markup.counted(count, 'origin')}",
        note=" ".join(notes),
        rows=tuple(_origin_row(here, branch) for branch in shown),
        more=count - len(shown) if shown else 0,
    )


def _origin_row(here: Here, branch: Branch) -> OriginRow:
    names = tuple(
        here.link(a.id, here.outlet(a).text if a.publisher else None) for a in branch.articles[:SHOWN_ARTICLES]
    )
    link, of = _origin(here, branch.origin)
    number = len(branch.articles)
    return OriginRow(link, of, markup.counted(number, "article"), names, max(0, number - SHOWN_ARTICLES))


def _origin(here: Here, origin: Origin) -> tuple[tuple[Link, ...], Link | None]:
    if origin.unnamed is None:
        return tuple(here.link(i) for i in origin.ids), None
    return (Link(f"“{origin.unnamed}”"),), here.link(origin.id)


# --- sources without a name ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Use:
    """What an article has from a source that it does not name."""

    given: str
    article: Link
    outlet: Link | None  # none where the article is called by it
    published: When


@dataclass(frozen=True, slots=True)
class UnnamedRow:
    """A source as it is described, and what it is relied on for. `given` is what the filter asks for."""

    words: str
    roles: tuple[str, ...]
    uses: tuple[Use, ...]
    more: int
    outlets: tuple[str, ...]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register of sources without a name."""

    index: Link
    count: str
    tally: str
    block: Block
    alone: Block | None

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of the rows on this page, for the filter."""
        return tuple(sorted({o for row in self._rows for o in row.outlets}, key=str.casefold))

    @property
    def given(self) -> tuple[str, ...]:
        """What the rows on this page are relied on for."""
        return tuple(g for g in _GIVEN.values() if any(g in row.given for row in self._rows))

    @property
    def _rows(self) -> tuple[UnnamedRow, ...]:
        return tuple(row for row in self.block.rows if isinstance(row, UnnamedRow))


_GIVEN: dict[Given, str] = {
    "words": "quoted",
    "position": "a position",
    "figure": "a figure",
    "carriage": "passed on words",
}


def _described(archive: Archive) -> list[tuple[Unnamed, ...]]:
    """The uses of sources without a name, together where articles use the same words, whatever the capitals."""
    alike: dict[str, list[Unnamed]] = {}
    for use in unnamed(archive):
        alike.setdefault(" ".join(use.words.casefold().split()), []).append(use)
    return [tuple(uses) for uses in alike.values()]


def _unnamed_rows(here: Here, items: Sequence[tuple[Unnamed, ...]]) -> tuple[UnnamedRow, ...]:
    return tuple(_unnamed_row(here, uses) for uses in items)


def _unnamed_row(here: Here, uses: tuple[Unnamed, ...]) -> UnnamedRow:
    roles = dict.fromkeys(use.role for use in uses if use.role and use.role.casefold() != use.words.casefold())
    by_article: dict[str, list[Unnamed]] = {}
    for use in uses:
        by_article.setdefault(use.article.id, []).append(use)
    drawn = tuple(_use(here, some) for some in list(by_article.values())[:SHOWN_ARTICLES])
    return UnnamedRow(
        words=uses[0].words,
        roles=tuple(roles)[:SHOWN_ARTICLES],
        uses=drawn,
        more=max(0, len(by_article) - SHOWN_ARTICLES),
        outlets=tuple(dict.fromkeys(here.outlet(use.article).text for use in uses)),
        given=tuple(dict.fromkeys(_GIVEN[use.given] for use in uses)),
    )


def _use(here: Here, uses: Sequence[Unnamed]) -> Use:
    """What one article has from a source, with a link to the first of it."""
    article = uses[0].article
    counts = Counter(use.given for use in uses)
    given = markup.listed([_GIVEN[g] + (f" {n} times" if n > 1 else "") for g, n in counts.items()])
    anchor = _anchor(article, uses[0].part)
    return Use(
        given,
        here.link(article.id, anchor=anchor),
        here.beside(article),
        here.date(article.published),
    )


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What rests on sources without a name: a proposition, or a number of a measure."""

    claim: Link
    figure: str  # nothing for a proposition
    sources: str  # as the articles describe them; nothing where they state none
    uses: tuple[Use, ...]
    more: int


def _claim_rows(here: Here, items: Sequence[Claim]) -> tuple[ClaimRow, ...]:
    return tuple(_claim_row(here, claim) for claim in items)


def _claim_row(here: Here, claim: Claim) -> ClaimRow:
    figure = claim.estimate.figure if claim.estimate else None
    uses = (
        Use(
            "", here.link(article.id, anchor=_anchor(article, part)), here.beside(article), here.date(article.published)
        )
        for article, part in claim.said[:SHOWN_ARTICLES]
    )
    return ClaimRow(
        claim=here.link(claim.of),
        figure=qualified(figure) if figure else "",
        sources=markup.listed([f"“{words}”" for words in claim.sources]),
        uses=tuple(uses),
        more=max(0, len(claim.said) - SHOWN_ARTICLES),
    )


def _anchor(article: Article, part: str) -> str:
    if any(quotation.id == part for quotation in article.quotations):
        return routes.quotation(part)
    return routes.statement(part) if any(s.id == part for s in article.statements) else routes.figure(part)
