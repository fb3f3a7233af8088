"""The source notes of all articles: where each comes from, how much of it was read, what was inferred, and who copies
whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive
from generator.findings.lost_in_relay import relayed_pairs
from generator.findings.origins import origins
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit, split_by_size
from generator.pages.parts import evidence
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Block, ListView, Section, block, further_pages
from generator.pages.parts.outside import Outside, archive_search, copy_link, source_link
from generator.pages.parts.prose import on_one_line
from generator.pages.sources.unnamed import claims_link, register_link
from generator.records.model import Article
from generator.text import addresses, counts, markup
from generator.text.collation import sort_key
from generator.text.messages import N_, _, ngettext

INDEX = routes.index("sources")
SHOWN = rows_that_fit(2_000, 0.8)
"""How many source notes the first page lists, at about 1,300 bytes each."""
COPIES = 10
"""How many copies are listed for one origin. The origin's own page has all."""
SHOWN_TREES = min(20, rows_that_fit(COPIES * 450, 0.4))
"""How many origins a page lists, each with its copies. The source notes take the rest of the first page."""
IN_FOLD = 20
"""How many source notes one fold contains. A month with more has several folds."""
CARRIERS = 24
LONG_BASIS = 300
"""How many characters of the basis for an inference are shown. The article's page shows all."""


def pages(archive: Archive) -> Iterator[Page[SourcesView | ListView]]:
    """The page of sources, and the further pages of its lists."""
    here = Here(archive, INDEX)
    trees = _trees(archive)
    lists = [section for section in (_copying(archive, trees), _carriers(archive)) if section.items]
    notes = Section("notes", _("Source notes"), "sources", archive.articles, _source_rows, counts.source_notes, SHOWN)
    first = block(here, notes)
    rows = [row for row in first.rows if isinstance(row, SourceRow)]
    view = SourcesView(
        headline=_headline(archive, trees),
        lost=here.page_link(routes.index("lost"), _("Lost on the way")) if relayed_pairs(archive) else None,
        unnamed=register_link(here),
        nameless=claims_link(here),
        known=tuple(_known_of_all(archive)),
        blocks=tuple(block(here, section) for section in lists),
        notes=first,
        months=tuple(_months(rows, archive.articles)),
        copies=tuple(sorted({row.copy for row in rows})),
        outlets=tuple(sorted({row.publisher for row in rows}, key=sort_key)),
        facts=tuple(_(fact) for fact in _FACTS if any(_(fact) in row.known for row in rows)),
    )
    description = _(
        "{counted}: where each article was found, how much of it we read, and what we inferred.", counted=view.headline
    )
    yield Page(INDEX, "sources/index.md.j2", _("Sources"), description, view, is_single_column=True)
    for section in (*lists, notes):
        yield from further_pages(archive, section, INDEX, _("Sources"), None)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The source note of one article. `known` holds the facts by which it can be filtered."""

    article: Link
    publisher: str
    outlet: Link | None
    published: When
    copy: str
    seen: When | None
    url: Outside | None
    archived: tuple[Outside, ...]
    hashed: bool
    relays: Link | None
    relays_basis: str | None
    copies: str | None
    basis: str | None
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A copy, and its distance from the origin: 1 for a direct copy."""

    article: Link
    outlet: Link | None
    published: When
    depth: int


@dataclass(frozen=True, slots=True)
class Tree:
    """An origin, and the articles that copy or rewrite it directly or through another copy."""

    origin: Link
    note: str
    counted: str
    copies: tuple[Leaf, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Everything on the page of sources. The filters offer the values that occur on this page."""

    headline: str
    lost: Link | None
    unnamed: Link | None
    nameless: Link | None
    known: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    notes: Block
    months: tuple[Month, ...]
    copies: tuple[str, ...]
    outlets: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The source notes of one month, or the part of them in one fold."""

    name: str
    anchor: str
    rows: tuple[SourceRow, ...]


def _months(rows: Sequence[SourceRow], articles: Sequence[Article]) -> Iterator[Month]:
    """The source notes by month of publication, in the order of the articles."""
    found: dict[tuple[str, str], list[SourceRow]] = {}
    for row, article in zip(rows, articles, strict=False):
        found.setdefault(_month(article), []).append(row)
    for (anchor, name), own in found.items():
        for number, some in enumerate(split_by_size(own, IN_FOLD), start=1):
            more = f"-{number}" if number > 1 else ""
            yield Month(name, f"notes-{anchor}{more}", tuple(some))


def _month(article: Article) -> tuple[str, str]:
    """The month of an article as an anchor and in words: that of its earliest possible day; only the year if several
    months are possible."""
    edtf = article.published.edtf if article.published else None
    day, end = (edtf.earliest, edtf.latest) if edtf else (None, None)
    if day is None:
        return "undated", _("No date")
    months = (end.year - day.year) * 12 + end.month - day.month if end else 12
    text = f"{day.year:04}-{day.month:02}" if months <= 1 else f"{day.year:04}"
    return text, dates.format_date(dates.parse(text))


# --- who copies whom
# -----------------------------------------------------------------------------------------------------

_Trees = Mapping[str, Sequence[Article]]


def _trees(archive: Archive) -> _Trees:
    """The articles that go back to each origin, including the origin itself if it is an article."""
    found: dict[str, list[Article]] = defaultdict(list)
    origin_of = origins(archive)
    for article in archive.articles:
        found[origin_of[article.id]].append(article)
    return found


def _headline(archive: Archive, trees: _Trees) -> str:
    """How many articles there are, and how many original reports they go back to. An outlet whose text is not here
    counts as one."""
    return counts.join_phrases([counts.articles(len(archive.articles)), counts.original_reports(len(trees))])


def _copying(archive: Archive, trees: _Trees) -> Section:
    """The origins that others copy or rewrite, the most copied first."""
    copied = [(origin, [a for a in some if a.id != origin]) for origin, some in trees.items()]
    items = sorted((pair for pair in copied if pair[1]), key=lambda pair: (-len(pair[1]), archive[pair[0]].name))
    lead = _(
        "Articles that copy or rewrite the same text count as one original report. "
        "Where that text is not in the archive, its outlet is named instead."
    )
    return Section(
        "copying",
        _("Who copies whom"),
        "trees",
        items,
        _tree_rows,
        _reports_with_copies,
        SHOWN_TREES,
        lead,
    )


def _reports_with_copies(n: int) -> str:
    return ngettext("{n} original report with copies", "{n} original reports with copies", n)


def _tree_rows(here: Here, items: Sequence[tuple[str, Sequence[Article]]]) -> tuple[Tree, ...]:
    return tuple(_tree(here, origin, copies) for origin, copies in items)


def _tree(here: Here, origin: str, copies: Sequence[Article]) -> Tree:
    record = here.archive[origin]
    count = ngettext("{n} article copies it", "{n} articles copy it", len(copies))
    if not isinstance(record, Article):
        note = _("not itself in the archive")
    elif record.has_title:
        note = counts.join_phrases([here.outlet_link(record).text, here.date(record.published).text])
    else:
        note = here.date(record.published).text
    leaves = list(_leaves(here, origin, {a.id for a in copies}))
    return Tree(here.link(origin), note, count, tuple(leaves[:COPIES]), max(0, len(leaves) - COPIES))


def _leaves(here: Here, origin: str, copies: set[str]) -> Iterator[Leaf]:
    """The copies in tree order, each after what it copies, the earliest first."""
    below: list[tuple[Article, int]] = [(a, 1) for a in here.archive.relayed_from(origin)]
    passed = {origin}
    while below:
        article, depth = below.pop()
        if article.id in passed or article.id not in copies:
            continue
        passed.add(article.id)
        yield Leaf(here.link(article.id), here.outlet_beside(article), here.date(article.published), depth)
        below += [(a, depth + 1) for a in here.archive.relayed_from(article.id)]


def _carriers(archive: Archive) -> Section:
    """Who passed quotations on to articles, those who passed on most first."""
    found: Counter[str] = Counter()
    for quoted in archive.quotations:
        found.update({agent for step in quoted.quotation.via for agent in step.by})
    items = sorted(found.items(), key=lambda pair: (-pair[1], archive[pair[0]].name))
    lead = _("Agencies and outlets by way of which quotations reached the articles that print them.")
    return Section("carriers", _("Who passes words on"), "names", items, _carrier_rows, counts.names, CARRIERS, lead)


def _carrier_rows(here: Here, items: Sequence[tuple[str, int]]) -> tuple[evidence.NameRow, ...]:
    return tuple(evidence.NameRow(here.link(carrier), counts.quotations(number)) for carrier, number in items)


# --- facts about the copies
# ----------------------------------------------------------------------------------------------

_COPIES = {"whole": N_("whole text read"), "excerpt": N_("excerpt read"), None: N_("not recorded how much was read")}
_FACTS = (
    N_("no publisher named"), N_("no address"), N_("archived copy"), N_("no archived copy"), N_("fingerprint kept"), N_("no fingerprint"),
    N_("date not exact"), N_("no date"), N_("copies another"),
)  # fmt: skip
"""The facts by which source notes can be filtered."""


def _known(archive: Archive, article: Article) -> Iterator[str]:
    """The facts that are true of an article."""
    source = article.source
    if not article.publisher:
        yield "no publisher named"
    if not source.url:
        yield "no address"
    yield "archived copy" if source.archived else "no archived copy"
    yield "fingerprint kept" if source.sha256 else "no fingerprint"
    if not article.published:
        yield "no date"
    elif article.published.edtf.kind in ("approximate", "some-day-within"):
        yield "date not exact"
    if source.relays and source.relays.of in archive:
        yield "copies another"


def _known_of_all(archive: Archive) -> Iterator[tuple[str, str]]:
    """How many articles each fact is true of, as (label, words), without facts that are true of none."""
    copies = Counter(_COPIES[article.source.copy_] for article in archive.articles)
    if copies:
        yield _("What we read"), _counted(copies, tuple(_COPIES.values()))
    facts = Counter(fact for article in archive.articles for fact in _known(archive, article))
    labels = {
        _("Date"): ("date not exact", "no date"),
        _("Address"): ("no address", "no publisher named"),
        _("Kept"): ("archived copy", "no archived copy", "fingerprint kept", "no fingerprint"),
    }
    for label, some in labels.items():
        said = _counted(facts, some)
        if said:
            yield label, said


def _counted(found: Counter[str], some: Iterable[str]) -> str:
    """How often each of some facts is true, in words, without those that never are."""
    return "; ".join(_("{fact}: {number}", fact=_(fact), number=found[fact]) for fact in some if found[fact])


# --- the source notes ----------------------------------------------------------------------------------------------------


def _source_rows(here: Here, items: Sequence[Article]) -> tuple[SourceRow, ...]:
    return tuple(_source_row(here, article) for article in items)


def _source_row(here: Here, article: Article) -> SourceRow:
    source, relays = article.source, article.source.relays
    copies = len(here.archive.relayed_from(article.id))
    basis = article.published.basis if article.published else None
    return SourceRow(
        article=here.link(article.id, anchor="source-note"),
        publisher=here.outlet_link(article).text,
        outlet=here.outlet_beside(article),
        published=here.date(article.published),
        copy=_(_COPIES[source.copy_]),
        seen=here.date(source.seen) if source.seen else None,
        url=source_link(source),
        archived=(
            *(
                copy_link(source, capture, _("archived at {place}", place=addresses.host(capture.url)))
                for capture in source.archived
            ),
            *archive_search(source, article.published),
        ),
        hashed=source.sha256 is not None,
        relays=here.link(relays.of) if relays and relays.of in here.archive else None,
        relays_basis=markup.excerpt(on_one_line(relays.basis), LONG_BASIS) if relays and relays.basis else None,
        copies=ngettext("{n} copy of it here", "{n} copies of it here", copies) if copies else None,
        basis=markup.excerpt(on_one_line(basis), LONG_BASIS) if basis else None,
        known=tuple(_(fact) for fact in _known(here.archive, article)),
    )
