"""The index of articles: one list, or where they are too many a page for each year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.countries import country_of
from generator.pages.page import Page
from generator.pages.paging import fitting
from generator.pages.parts import years
from generator.pages.parts.here import UNKNOWN_OUTLET, Here, Link, When
from generator.pages.parts.years import Part, Year
from generator.records.model import Article
from generator.records.vocabulary import NO_PUBLISHER
from generator.text import english
from generator.text.countries import country_name
from generator.text.languages import language_name

INDEX = routes.index("articles")


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


ROWS = fitting(1_500)
"""How many articles one page lists. A row takes up to 1 KB of HTML."""


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
    """The index of the years, where the articles are too many for one page."""

    count: int
    search: str
    found: Link
    newest: tuple[Row, ...]
    years: tuple[Year, ...]
    outlets: tuple[tuple[Link, int], ...]
    organisations: Link


def index_pages(archive: Archive) -> Iterator[Page]:
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


def _years(archive: Archive, parts: Sequence[Part[Article]]) -> Page[YearsView]:
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
                    here.to(part.path, f"{name}: {english.counted(len(part.items), 'article')}")
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
) -> Page[ListView]:
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
    description = _described(len(rows)) if view.whole else f"{title}: {english.counted(len(rows), 'article')}."
    return Page(path, "articles/index.md.j2", title, description, view)


def _described(number: int) -> str:
    return f"All {english.counted(number, 'article')} of the archive, newest first."


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
        altered=sum(q.reworded for q in article.quotations),
        language=language_name(article.language),
        foreign=here.foreign(article.language),
        country=country_name(country) if country else None,
        year=_year_of(article),
        topics=tuple(here.archive[t].name for t in article.topics),
    )
