"""The source notes together: every article's provenance, what copy was read, what was inferred, and who relays whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.origins import origins
from generator.pages.page import Page
from generator.pages.paging import fitting
from generator.pages.parts import evidence
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Block, ListView, Section, block, further
from generator.pages.parts.prose import folded
from generator.pages.sources.unnamed import claims_link, register_link
from generator.records.model import Article
from generator.text import addresses, english, markup

INDEX = routes.index("sources")
SHOWN = fitting(2_000)
"""Source notes on the first page, at some 900 bytes each."""
SHOWN_TREES = 60
COPIES = 30
"""Copies named beneath one origin; the origin's own page has all of them."""
CARRIERS = 24
LONG_BASIS = 300
"""Letters of a reason for an inference; the article's page has all of it."""


def pages(archive: Archive) -> Iterator[Page[SourcesView | ListView]]:
    """The page of sources, and the further pages of its lists."""
    here = Here(archive, INDEX)
    trees = _trees(archive)
    lists = [section for section in (_copying(archive, trees), _carriers(archive)) if section.items]
    notes = Section(
        "notes", "Source notes", "sources", archive.articles, _source_rows, "source note", "source notes", SHOWN
    )
    first = block(here, notes)
    rows = [row for row in first.rows if isinstance(row, SourceRow)]
    view = SourcesView(
        headline=_headline(archive, trees),
        unnamed=register_link(here),
        nameless=claims_link(here),
        known=tuple(_known_of_all(archive)),
        blocks=tuple(block(here, section) for section in lists),
        notes=first,
        copies=tuple(sorted({row.copy for row in rows})),
        outlets=tuple(sorted({row.publisher for row in rows}, key=str.casefold)),
        facts=tuple(fact for fact in _FACTS if any(fact in row.known for row in rows)),
    )
    description = f"{view.headline}: where every article was found, which copy was read, and what was inferred."
    yield Page(INDEX, "sources/index.md.j2", "Sources", description, view)
    for section in (*lists, notes):
        yield from further(archive, section, INDEX, "Sources", None)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The source note of one article. `known` is what it has, for the filter."""

    article: Link
    publisher: str
    outlet: Link | None
    published: When
    copy: str
    seen: When | None
    url: Link | None
    archived: tuple[Link, ...]
    hashed: bool
    relays: Link | None
    relays_basis: str | None
    copies: str | None
    basis: str | None
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A copy, and how many hands it is away from its origin."""

    article: Link
    outlet: Link | None
    published: When
    depth: int


@dataclass(frozen=True, slots=True)
class Tree:
    """An origin, and the articles that copy or rewrite it, or a copy of it."""

    origin: Link
    note: str
    copies: tuple[Leaf, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Everything on the page of sources. The filter offers what the notes on this page have."""

    headline: str
    unnamed: Link | None
    nameless: Link | None
    known: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    notes: Block
    copies: tuple[str, ...]
    outlets: tuple[str, ...]
    facts: tuple[str, ...]


# --- who relays whom -----------------------------------------------------------------------------------------------------

_Trees = Mapping[str, Sequence[Article]]


def _trees(archive: Archive) -> _Trees:
    """The articles that go back to each origin, the origin itself included where it is an article."""
    found: dict[str, list[Article]] = defaultdict(list)
    origin_of = origins(archive)
    for article in archive.articles:
        found[origin_of[article.id]].append(article)
    return found


def _headline(archive: Archive, trees: _Trees) -> str:
    """How many articles there are, and to how many sources they go back. An outlet whose text is not here counts once."""
    return f"{english.counted(len(archive.articles), 'article')}, {english.counted(len(trees), 'origin')}"


def _copying(archive: Archive, trees: _Trees) -> Section:
    """The origins that others copy or rewrite, the most copied first."""
    copied = [(origin, [a for a in some if a.id != origin]) for origin, some in trees.items()]
    items = sorted((pair for pair in copied if pair[1]), key=lambda pair: (-len(pair[1]), archive[pair[0]].name))
    lead = "Articles that copy or rewrite one text count as one origin. Where that text is not in the archive, its outlet stands for it."
    return Section(
        "copying",
        "Who copies whom",
        "trees",
        items,
        _tree_rows,
        "origin that others copy",
        "origins that others copy",
        SHOWN_TREES,
        lead,
    )


def _tree_rows(here: Here, items: Sequence[tuple[str, Sequence[Article]]]) -> tuple[Tree, ...]:
    return tuple(_tree(here, origin, copies) for origin, copies in items)


def _tree(here: Here, origin: str, copies: Sequence[Article]) -> Tree:
    record = here.archive[origin]
    count = english.counted(len(copies), "article") + (" copies it" if len(copies) == 1 else " copy it")
    if isinstance(record, Article):
        outlet = f"{here.outlet(record).text}, " if record.titled else ""
        note = f"{outlet}{here.date(record.published).text}; {count}"
    else:
        note = f"not itself in the archive; {count}"
    leaves = list(_leaves(here, origin, {a.id for a in copies}))
    return Tree(here.link(origin), note, tuple(leaves[:COPIES]), max(0, len(leaves) - COPIES))


def _leaves(here: Here, origin: str, copies: set[str]) -> Iterator[Leaf]:
    """The copies in the order of the tree, each below what it copies, the earliest first."""
    below: list[tuple[Article, int]] = [(a, 1) for a in here.archive.relayed_from(origin)]
    passed = {origin}
    while below:
        article, depth = below.pop()
        if article.id in passed or article.id not in copies:
            continue
        passed.add(article.id)
        yield Leaf(here.link(article.id), here.beside(article), here.date(article.published), depth)
        below += [(a, depth + 1) for a in here.archive.relayed_from(article.id)]


def _carriers(archive: Archive) -> Section:
    """Who carried quotations on their way to articles, by how many."""
    counts: Counter[str] = Counter()
    for quoted in archive.quotations:
        counts.update({agent for step in quoted.quotation.via for agent in step.by})
    items = sorted(counts.items(), key=lambda pair: (-pair[1], archive[pair[0]].name))
    lead = "Through whom quotations passed before the article that prints them."
    return Section(
        "carriers", "Who carries words", "names", items, _carrier_rows, "carrier", "carriers", CARRIERS, lead
    )


def _carrier_rows(here: Here, items: Sequence[tuple[str, int]]) -> tuple[evidence.NameRow, ...]:
    return tuple(
        evidence.NameRow(here.link(carrier), english.counted(number, "quotation")) for carrier, number in items
    )


# --- what is known of the copies -----------------------------------------------------------------------------------------

_COPIES = {"whole": "whole text", "excerpt": "excerpt", None: "extent not said"}
_FACTS = (
    "no publisher named", "no address", "archived copy", "no archived copy", "hash kept", "no hash", "date not exact", "no date",
    "copies another",
)  # fmt: skip
"""What a source note may be asked for."""


def _known(archive: Archive, article: Article) -> Iterator[str]:
    """Which of the facts hold for an article."""
    source = article.source
    if not article.publisher:
        yield "no publisher named"
    if not source.url:
        yield "no address"
    yield "archived copy" if source.archived else "no archived copy"
    yield "hash kept" if source.sha256 else "no hash"
    if not article.published:
        yield "no date"
    elif article.published.edtf.kind in ("approximate", "some-day-within"):
        yield "date not exact"
    if source.relays and source.relays.of in archive:
        yield "copies another"


def _known_of_all(archive: Archive) -> Iterator[tuple[str, str]]:
    """The facts of all articles in numbers, for those that hold for some."""
    copies = Counter(_COPIES[article.source.copy_] for article in archive.articles)
    if copies:
        yield "Copy read", ", ".join(f"{what} {copies[what]:,}" for what in _COPIES.values() if copies[what])
    facts = Counter(fact for article in archive.articles for fact in _known(archive, article))
    labels = {
        "Date": ("date not exact", "no date"),
        "Address": ("no address", "no publisher named"),
        "Kept": ("archived copy", "no archived copy", "hash kept", "no hash"),
    }
    for label, some in labels.items():
        said = ", ".join(f"{fact} {facts[fact]:,}" for fact in some if facts[fact])
        if said:
            yield label, said


# --- the source notes ----------------------------------------------------------------------------------------------------


def _source_rows(here: Here, items: Sequence[Article]) -> tuple[SourceRow, ...]:
    return tuple(_source_row(here, article) for article in items)


def _source_row(here: Here, article: Article) -> SourceRow:
    source, relays = article.source, article.source.relays
    copies = len(here.archive.relayed_from(article.id))
    basis = article.published.basis if article.published else None
    return SourceRow(
        article=here.link(article.id, anchor="source-note"),
        publisher=here.outlet(article).text,
        outlet=here.beside(article),
        published=here.date(article.published),
        copy=_COPIES[source.copy_],
        seen=here.date(source.seen) if source.seen else None,
        url=Link(addresses.host(source.url), source.url) if source.url else None,
        archived=tuple(Link(f"archived at {addresses.host(capture.url)}", capture.url) for capture in source.archived),
        hashed=source.sha256 is not None,
        relays=here.link(relays.of) if relays and relays.of in here.archive else None,
        relays_basis=markup.excerpt(folded(relays.basis), LONG_BASIS) if relays and relays.basis else None,
        copies=english.counted(copies, "copy of it here", "copies of it here") if copies else None,
        basis=markup.excerpt(folded(basis), LONG_BASIS) if basis else None,
        known=tuple(_known(here.archive, article)),
    )
