"""The index of articles: one list, or a page for each year if there are too many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive
from generator.findings.countries import country_of
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit
from generator.pages.parts import years
from generator.pages.parts.here import Here, Link, When, unknown_outlet
from generator.pages.parts.metadata import coins
from generator.pages.parts.months import SHOWN, Fold, Month, fold_by_month, month_of
from generator.pages.parts.years import Part, Year
from generator.records.model import Article
from generator.records.vocabulary import NO_PUBLISHER
from generator.text.collation import sort_key
from generator.text.countries import country_name
from generator.text.english import capitalised
from generator.text.languages import language_name
from generator.text.messages import N_, _, ngettext

INDEX = routes.index("articles")


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list."""

    article: Link
    outlet: Link
    published: When
    deck: str | None
    settled: str  # the day from which the deck was known
    quotations: int
    altered: int
    language: str
    foreign: bool
    country: str | None
    topics: tuple[str, ...]


ROWS = rows_that_fit(1_500)
"""How many articles one page lists. A row takes up to 1 KB of HTML."""


NEWEST = SHOWN
"""How many of the newest articles the index of years lists."""


OUTLETS = 40
"""How many outlets the index of years names, those with the most articles first. The others are only in the index of
organisations."""


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of a year: those shown, and the others in folds."""

    name: str
    anchor: str
    count: int
    rows: tuple[Row, ...]
    folds: tuple[Fold[Row], ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of articles by year, with the options of its filters."""

    title: str
    count: int
    whole: bool  # whether it lists all articles of the archive
    supplied: bool  # whether some titles are ours, and so in square brackets
    index: Link
    search: Link
    earlier: Link | None
    later: Link | None
    years: tuple[Group, ...]
    outlets: tuple[str, ...]
    found: tuple[tuple[str, str], ...]  # (name of an outlet, its value in the search) where the two differ
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    coins: Markup


@dataclass(frozen=True, slots=True)
class YearsView:
    """The index of years, used if there are too many articles for one page."""

    count: int
    supplied: bool
    search: str
    found: Link
    newest: tuple[Row, ...]
    years: tuple[Year, ...]
    outlets: tuple[tuple[Link, int], ...]
    organisations: Link
    coins: Markup


def index_pages(archive: Archive) -> Iterator[Page]:
    """One page with all articles; if there are more than `ROWS`, pages by year and an index of the years."""
    if len(archive.articles) <= ROWS:
        yield _list(archive, INDEX, _("Articles"), archive.articles, None)
        return
    parts = years.split_by_year(_titled, archive.articles, _year_of, _NO_YEAR, ROWS, _path)
    yield _years(archive, parts)
    for later, part, earlier in years.with_neighbours(parts):
        yield _list(archive, part.path, part.title, part.items, (earlier, later))


def _path(year: str, number: int) -> str:
    # Not articles/2025.md, which may be the page of an article with the id '2025'.
    return routes.continuation(INDEX, year.lower(), number)


def _years(archive: Archive, parts: Sequence[Part[Article]]) -> Page[YearsView]:
    here = Here(archive, INDEX)
    published = Counter(article.publisher for article in archive.articles if article.publisher)
    view = YearsView(
        count=len(archive.articles),
        supplied=any(article.title is None for article in archive.articles),
        search=routes.relative(INDEX, routes.index("search")),
        found=here.search_link(_("the search"), kind="Article"),
        newest=tuple(row(here, article) for article in archive.articles[:NEWEST]),
        years=tuple(
            Year(
                name=_named(year),
                anchor=f"y-{year.lower()}",
                count=sum(len(part.items) for part in own),
                parts=tuple(
                    here.page_link(
                        part.path, ngettext("{name}: {n} article", "{name}: {n} articles", len(part.items), name=name)
                    )
                    for part, name in zip(own, years.number_repeats(_reach(here, part) for part in own), strict=True)
                ),
            )
            for year, own in years.by_year(parts).items()
        ),
        outlets=tuple((here.link(i), n) for i, n in sorted(published.items(), key=lambda p: (-p[1], p[0]))[:OUTLETS]),
        organisations=here.page_link(routes.index("organisations"), _("organisations")),
        coins=coins(archive, archive.articles[:NEWEST]),
    )
    return Page(
        INDEX, "articles/years.md.j2", _("Articles"), _described(len(archive.articles)), view, is_single_column=True
    )


def _reach(here: Here, part: Part[Article]) -> str:
    """The latest and the earliest date on a page, in words."""
    first, last = (here.date(article.published).text for article in (part.items[0], part.items[-1]))
    reach = first if first == last else _("{first} back to {last}", first=first, last=last)
    return capitalised(reach)


def _list(
    archive: Archive,
    path: str,
    title: str,
    articles: tuple[Article, ...],
    around: tuple[Part[Article] | None, Part[Article] | None] | None,
) -> Page[ListView]:
    here = Here(archive, path)
    rows = [row(here, article) for article in articles]
    by_year: dict[str, list[tuple[Row, Month]]] = defaultdict(list)
    for article, it in zip(articles, rows, strict=True):
        by_year[_year_of(article)].append((it, month_of(article.published)))
    earlier, later = around or (None, None)
    view = ListView(
        title=title,
        count=len(rows),
        whole=around is None,
        supplied=any(article.title is None for article in articles),
        index=here.page_link(INDEX, _("Articles")),
        search=here.search_link(_("all articles"), kind="Article"),
        earlier=here.page_link(earlier.path, earlier.title) if earlier else None,
        later=here.page_link(later.path, later.title) if later else None,
        years=tuple(_groups(by_year)),
        outlets=tuple(sorted({r.outlet.text for r in rows}, key=sort_key)),
        found=((unknown_outlet().text, NO_PUBLISHER),),
        countries=tuple(sorted({r.country for r in rows if r.country})),
        languages=tuple(sorted({r.language for r in rows})),
        topics=tuple(sorted({t for r in rows for t in r.topics})),
        coins=coins(archive, articles),
    )
    description = (
        _described(len(rows))
        if view.whole
        else ngettext("{title}: {n} article.", "{title}: {n} articles.", len(rows), title=title)
    )
    return Page(path, "articles/index.md.j2", title, description, view, is_single_column=True)


def _groups(by_year: Mapping[str, Sequence[tuple[Row, Month]]]) -> Iterator[Group]:
    """The articles by year. The first `SHOWN` rows are unfolded."""
    room = SHOWN
    for year, rows in by_year.items():
        shown, folds = fold_by_month(rows, room, latest_first=True)
        room -= len(shown)
        yield Group(_named(year), f"y-{year.lower()}", len(rows), shown, folds)


def _described(number: int) -> str:
    return ngettext(
        "All {n} article of the archive, newest first.", "All {n} articles of the archive, newest first.", number
    )


def _titled(year: str | None) -> str:
    return _("Articles of {year}", year=year) if year else _("Articles without a date")


_NO_YEAR = N_("Undated")


def _named(year: str) -> str:
    return _(_NO_YEAR) if year == _NO_YEAR else year


def _year_of(article: Article) -> str:
    earliest = article.published.edtf.earliest if article.published else None
    return str(earliest.year) if earliest else _NO_YEAR


def row(here: Here, article: Article) -> Row:
    """An article as a row of a list."""
    country = country_of(here.archive, article)
    return Row(
        article=here.link(article.id),
        outlet=here.outlet_link(article),
        published=here.date(article.published),
        deck=article.deck,
        settled=here.settled_day(article.id),
        quotations=len(article.quotations),
        altered=sum(q.is_reworded for q in article.quotations),
        language=language_name(article.language),
        foreign=here.is_foreign(article.language),
        country=country_name(country) if country else None,
        topics=tuple(here.archive[t].name for t in article.topics),
    )
