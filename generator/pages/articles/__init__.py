"""The page of an article, and the index of all of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive, Estimated, Quoted, Stated
from generator.findings.renderings import Rewording, Stretch, reworded
from generator.pages.page import Page
from generator.pages.parts import years
from generator.pages.parts.here import (
    KIND_LABELS,
    MARKS,
    NO_PUBLISHER,
    UNKNOWN_OUTLET,
    Card,
    Estimate,
    Finding,
    Here,
    Link,
    Mark,
    Position,
    When,
    country_of,
    language_name,
)
from generator.pages.parts.versions import Version, closer
from generator.pages.parts.years import Part, Year
from generator.pages.sources.sourcing import SourcingView, article_sourcing
from generator.records.model import ENTITY_KINDS, Article, Capture, Date, Relay
from generator.text import markup, selector
from generator.text.countries import country_name

INDEX = routes.index("articles")


def pages(archive: Archive) -> Iterator[Page]:
    """Every article's page, and their index, which takes several pages where they are many."""
    for number in range(len(archive.articles)):
        yield _numbered(archive, number)
    yield from _index(archive)


def of(archive: Archive, article: Article) -> Iterator[Page]:
    """The page of one article."""
    yield _numbered(archive, archive.articles.index(article))


def _numbered(archive: Archive, number: int) -> Page:
    later = archive.articles[number - 1] if number else None
    earlier = archive.articles[number + 1] if number + 1 < len(archive.articles) else None
    return _page(archive, archive.articles[number], earlier, later)


# --- one article ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the article dates it."""

    when: When
    event: Link
    note: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """Another article, and why it is worth reading next."""

    article: Link
    outlet: Link
    published: When
    reason: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Beside an altered quotation, what stands closer to the speaker. `words` are its own, with those told apart that the other
    lacks; none where a reporting clause interrupts them."""

    words: tuple[Stretch, ...]
    closer: Version


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything on an article's page."""

    label: str
    title: str
    untitled: bool
    language: str
    foreign: bool
    deck: str | None
    published: When
    publisher: Link
    authors: str | None
    relays: Link | None
    relays_outlet: str | None
    relays_basis: str | None
    copy: str
    seen: When | None
    url: Link | None
    archived: tuple[tuple[Link, When], ...]
    sha256: str | None
    rights: Link
    full_text: bool
    prose: str
    tally: tuple[tuple[Mark, int], ...]
    tally_lead: str
    tally_end: str
    cards: tuple[Card, ...]
    rewordings: Mapping[str, Compared]  # by the anchor of the card that it belongs to
    positions: tuple[Position, ...]
    estimates: tuple[Estimate, ...]
    happenings: tuple[Happening, ...]
    named: tuple[tuple[str, tuple[Link, ...]], ...]
    topics: tuple[Link, ...]
    notes: tuple[str, ...]
    related: tuple[Related, ...]
    sourcing: SourcingView | None
    earlier: Link | None
    later: Link | None
    citation: str
    change: str  # where the record can be changed in the browser
    review: bool  # a program proposed something of the whole, and nobody has looked at it yet


def _page(archive: Archive, article: Article, earlier: Article | None, later: Article | None) -> Page:
    here = Here(archive, routes.page("article", article.id))
    published = here.date(article.published)
    publisher = here.outlet(article)
    source = article.source
    status = archive.settings.rights[article.rights.status]
    cards = tuple(here.card(Quoted(article, quotation)) for quotation in article.quotations)
    tally = Counter(card.mark.key for card in cards)
    found = (reworded(archive, Quoted(article, quotation)) for quotation in article.quotations)
    view = ArticleView(
        label=" · ".join(["Article", language_name(article.language), publisher.text]),
        title=article.name,
        untitled=article.title is None,
        language=article.language,
        foreign=here.foreign(article.language),
        deck=article.deck,
        published=published,
        publisher=publisher,
        authors=markup.listed(article.authors) or None,
        relays=here.link(source.relays.of) if source.relays else None,
        relays_outlet=_outlet_of(here, source.relays) if source.relays else None,
        relays_basis=source.relays.basis if source.relays else None,
        copy={"whole": "the whole text", "excerpt": "an excerpt", None: "not said"}[source.copy_],
        seen=here.date(source.seen) if source.seen else None,
        url=Link(_host(source.url), source.url) if source.url else None,
        archived=tuple(_captured(here, capture) for capture in source.archived),
        sha256=source.sha256,
        rights=Link(status.label, status.url),
        full_text=article.rights.text == "full",
        prose=here.prose(article, _marked(article)),
        tally=tuple((MARKS[key], tally[key]) for key in MARKS if tally[key]),
        tally_lead=_lead(len(cards)),
        tally_end=_verdict(tally, len(cards)),
        cards=cards,
        rewordings={card.anchor: _compared(here, pair) for card, pair in zip(cards, found, strict=True) if pair},
        positions=tuple(here.position(Stated(article, statement)) for statement in article.statements),
        estimates=tuple(here.estimate(Estimated(article, figure)) for figure in article.figures),
        happenings=tuple(_happenings(here, article)),
        named=tuple(_named(here, article)),
        topics=tuple(here.link(topic) for topic in article.topics),
        notes=tuple(p for p in (article.notes or "").split("\n\n") if p.strip()),
        related=tuple(_related(here, article)),
        sourcing=article_sourcing(here, article),
        earlier=here.link(earlier.id) if earlier else None,
        later=here.link(later.id) if later else None,
        citation=_citation(article, publisher, published, here),
        change=routes.asked(routes.relative(here.path, routes.ANNOTATE), {"article": article.id}),
        review=article.review is not None,
    )
    description = article.deck or markup.excerpt(_plain(view.prose), 200)
    language = article.language if view.foreign and article.title else None
    return Page(
        here.path,
        "articles/article.md.j2",
        here.link(article.id).text,
        description,
        view,
        archive.paths[article.id],
        language,
    )


def _compared(here: Here, found: Rewording) -> Compared:
    whole = len(found.altered.quotation.text) == 1
    return Compared(found.altered_words if whole else (), closer(here, found))


def _outlet_of(here: Here, relays: Relay) -> str | None:
    """Who published what is copied, where that is an article and not the outlet itself."""
    record = here.archive[relays.of]
    if not isinstance(record, Article):
        return None
    return f"{here.outlet(record).text}, {here.date(record.published).text}"


def _captured(here: Here, capture: Capture) -> tuple[Link, When]:
    return Link(_host(capture.url), capture.url), here.date(capture.captured)


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


def _marked(article: Article) -> tuple[tuple[str, selector.Span], ...]:
    """Where the quotations stand in a full text. `check` has made sure that they do."""
    if article.rights.text != "full":
        return ()
    marked = []
    for quotation in article.quotations:
        found = selector.find(article.body, quotation.text, quotation.prefix or "", quotation.suffix or "")
        if not isinstance(found, selector.NotFound):
            marked += [(routes.quotation(quotation.id), span) for span in found]
    return tuple(marked)


def _lead(number: int) -> str:
    return (
        f"{markup.counted(number, 'quotation')}, in the order in which they stand." if number > 1 else "One quotation."
    )


def _verdict(tally: Counter[Finding], number: int) -> str:
    """What a reader should make of the quotations, where the counts leave no doubt."""
    if number > 1 and not tally["verbatim"] and not tally["translation"] and tally["altered"] + tally["paraphrase"]:
        return "Of those judged, none was found faithful." if tally["unexamined"] else "None was found faithful."
    return ""


def _happenings(here: Here, article: Article) -> Iterator[Happening]:
    for occurrence in article.events:
        event = here.archive[occurrence.event]
        date = occurrence.date or getattr(event, "date", None)
        yield Happening(here.date(date), here.link(occurrence.event), occurrence.note)


def _named(here: Here, article: Article) -> Iterator[tuple[str, tuple[Link, ...]]]:
    named = here.archive.named_in(article.id)
    for kind in ENTITY_KINDS:
        links = tuple(here.link(i) for i in named if here.archive.kind(i) == kind)
        if links:
            yield KIND_LABELS[kind][1], links


def _related(here: Here, article: Article) -> Iterator[Related]:
    """Up to six articles: first those that render the same words, then those that name the same, rarer names first."""
    archive = here.archive
    shared: dict[str, set[str]] = {}
    for quotation in article.quotations:
        for other in archive.renderings_of(quotation.utterance or "")[:_TOO_COMMON]:  # the earliest, of many
            if other.article.id != article.id:
                shared.setdefault(other.article.id, set()).add(quotation.utterance or "")
    weight: Counter[str] = Counter()
    common: dict[str, list[str]] = {}
    for entity in archive.named_in(article.id):
        naming = archive.articles_naming(entity)
        if len(naming) > _TOO_COMMON:
            continue
        for named in naming:
            if named.id != article.id and named.id not in shared:
                weight[named.id] += 1 / len(naming)  # type: ignore[assignment]
                common.setdefault(named.id, []).append(entity)
    by_words = sorted(shared, key=lambda i: (-len(shared[i]), i))
    by_names = [i for i, _ in sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))]
    for other_id in [*by_words, *by_names][:6]:
        other_article = archive.article(other_id)
        if other_id in shared:
            reason = f"renders {markup.counted(len(shared[other_id]), 'passage')} that this article renders"
        else:
            names = sorted(common[other_id], key=lambda e: (len(archive.articles_naming(e)), e))[:2]
            reason = f"names {markup.listed([archive[e].name for e in names])} too"
        yield Related(here.link(other_id), here.outlet(other_article), here.date(other_article.published), reason)


# A name or passage of many articles says little of which two belong together, and following it costs the square of their number.
_TOO_COMMON = 40


def _citation(article: Article, publisher: Link, published: When, here: Here) -> str:
    authors = markup.listed(article.authors)
    parts = [
        f"{authors}, " if authors else "",
        f"“{article.title}”, " if article.title else f"{article.name}, ",
        publisher.text if article.publisher else "no publisher named",
    ]
    parts.append(f", {published.text}" if article.published else ", no date given")
    parts.append(" (inferred)" if article.published and _is_inferred(article.published) else "")
    if article.source.seen:
        parts.append(f". Copy read {here.date(article.source.seen).text}")
    return "".join(parts) + "."


_WORKED_OUT = re.compile(
    r"infer|deduc|estimat|reckon|guess|resolved|counted|worked out|undated|\b(?:no|not|without a|lacks a) "
    r"(?:visible |printed )?(?:date|day|dated|printed|given|shown)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:print|stamp|date-?line|by-?line|mast-?head|head|header|foot|footer|top|title page|imprint|url|address|metadata"
    r"|credit|archived page|stored text)",
    re.IGNORECASE,
)


def _is_inferred(date: Date) -> bool:
    """Whether an editor worked a day out, rather than found it printed.

    A record says so in its basis, in words: "inferred: …" or "no date in the copy; …" against "printed on page", "in URL" or
    "date at the head of the stored text". Without printed words, a basis that names no such place tells of an inference.
    """
    basis = date.basis or ""
    if not basis or _WORKED_OUT.search(basis):
        return bool(basis)
    return not date.words and not _FOUND.search(basis)


def _plain(html: str) -> str:
    return markup.text_of(html)


# --- the index -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list."""

    article: Link
    outlet: Link
    published: When
    deck: str | None
    settled: str  # the day from which that is known
    quotations: int
    altered: int
    language: str
    foreign: bool
    country: str | None
    year: str
    topics: tuple[str, ...]


ROWS = 200
"""How many articles one page lists. A row takes up to 1 KB of HTML, and a page is to stay under 300 KB."""

NEWEST = 20
"""How many articles the index of the years lists itself, before it leads on."""

OUTLETS = 40
"""How many outlets the index of the years names, those with most articles first; the others stand in the index of bodies."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of articles by year, with what its filters offer."""

    title: str
    count: int
    whole: bool  # every article of the archive stands here
    index: Link
    search: Link
    earlier: Link | None
    later: Link | None
    years: tuple[tuple[str, tuple[Row, ...]], ...]
    outlets: tuple[str, ...]
    found: tuple[tuple[str, str], ...]  # what the search calls an outlet otherwise
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearsView:
    """The index where the articles are too many for one page."""

    count: int
    search: str
    found: Link
    newest: tuple[Row, ...]
    years: tuple[Year, ...]
    outlets: tuple[tuple[Link, int], ...]
    organisations: Link


def _index(archive: Archive) -> Iterator[Page]:
    """One page for all articles; where they are more than `ROWS`, pages by year, and an index of the years."""
    if len(archive.articles) <= ROWS:
        yield _list(archive, INDEX, "Articles", archive.articles, None)
        return
    parts = years.split("Articles", archive.articles, _year_of, _NO_YEAR, ROWS, _path)
    yield _years(archive, parts)
    for later, part, earlier in years.between(parts):
        yield _list(archive, part.path, part.title, part.items, (earlier, later))


def _path(year: str, number: int) -> str:
    # Not articles/2025.md: an article may be called so.
    return routes.further(INDEX, year.lower(), number)


def _years(archive: Archive, parts: Sequence[Part[Article]]) -> Page:
    here = Here(archive, INDEX)
    published = Counter(article.publisher for article in archive.articles if article.publisher)
    view = YearsView(
        count=len(archive.articles),
        search=routes.relative(INDEX, routes.index("search")),
        found=here.search("the search", kind="Article"),
        newest=tuple(row(here, article) for article in archive.articles[:NEWEST]),
        years=tuple(
            Year(
                name=year,
                anchor=f"y-{year.lower()}",
                count=sum(len(part.items) for part in own),
                parts=tuple(
                    here.to(part.path, f"{name}: {markup.counted(len(part.items), 'article')}")
                    for part, name in zip(own, years.told_apart(_reach(here, part) for part in own), strict=True)
                ),
            )
            for year, own in years.in_years(parts).items()
        ),
        outlets=tuple((here.link(i), n) for i, n in sorted(published.items(), key=lambda p: (-p[1], p[0]))[:OUTLETS]),
        organisations=here.to(routes.index("organisations"), "organisations"),
    )
    return Page(INDEX, "articles/years.md.j2", "Articles", _described(len(archive.articles)), view)


def _reach(here: Here, part: Part[Article]) -> str:
    """From which date back to which a page reaches."""
    first, last = (here.date(article.published).text for article in (part.items[0], part.items[-1]))
    reach = first if first == last else f"{first} back to {last}"
    return f"{reach[0].upper()}{reach[1:]}"


def _list(
    archive: Archive,
    path: str,
    title: str,
    articles: tuple[Article, ...],
    around: tuple[Part[Article] | None, Part[Article] | None] | None,
) -> Page:
    here = Here(archive, path)
    rows = [row(here, article) for article in articles]
    by_year: dict[str, list[Row]] = defaultdict(list)
    for it in rows:
        by_year[it.year].append(it)
    earlier, later = around or (None, None)
    view = ListView(
        title=title,
        count=len(rows),
        whole=around is None,
        index=here.to(INDEX, "Articles"),
        search=here.search("all articles", kind="Article"),
        earlier=here.to(earlier.path, earlier.title) if earlier else None,
        later=here.to(later.path, later.title) if later else None,
        years=tuple((year, tuple(own)) for year, own in by_year.items()),
        outlets=tuple(sorted({r.outlet.text for r in rows}, key=str.casefold)),
        found=((UNKNOWN_OUTLET.text, NO_PUBLISHER),),
        countries=tuple(sorted({r.country for r in rows if r.country})),
        languages=tuple(sorted({r.language for r in rows})),
        topics=tuple(sorted({t for r in rows for t in r.topics})),
    )
    description = _described(len(rows)) if view.whole else f"{title}: {markup.counted(len(rows), 'article')}."
    return Page(path, "articles/index.md.j2", title, description, view)


def _described(number: int) -> str:
    return f"All {markup.counted(number, 'article')} of the archive, newest first."


_NO_YEAR = "Undated"


def _year_of(article: Article) -> str:
    earliest = article.published.edtf.earliest if article.published else None
    return str(earliest.year) if earliest else _NO_YEAR


def row(here: Here, article: Article) -> Row:
    """An article as lists show it."""
    country = country_of(here.archive, article)
    return Row(
        article=here.link(article.id),
        outlet=here.outlet(article),
        published=here.date(article.published),
        deck=article.deck,
        settled=here.settled(article.id),
        quotations=len(article.quotations),
        altered=sum(q.fidelity in ("altered", "paraphrase") for q in article.quotations),
        language=language_name(article.language),
        foreign=here.foreign(article.language),
        country=country_name(country) if country else None,
        year=_year_of(article),
        topics=tuple(here.archive[t].name for t in article.topics),
    )
