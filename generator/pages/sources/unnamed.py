"""The register of sources without a name, and of what rests on them or on none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.nameless import Claim, nameless
from generator.findings.sourcing import (
    Given,
    Unnamed,
    unnamed,
)
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Block, ListView, Section, block, further
from generator.pages.sources.origins import SHOWN_ARTICLES
from generator.records.model import Article
from generator.records.vocabulary import qualified
from generator.text import english

REGISTER = routes.part("sources", "unnamed")


SHOWN_REGISTER = 120


SHOWN_CLAIMS = 60


def pages(archive: Archive) -> Iterator[Page[RegisterView | ListView]]:
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
        count=english.counted(len(found), "description"),
        tally=f"{english.counted(articles, 'article')}, {english.counted(uses, 'use')}",
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
    return here.to(REGISTER, english.counted(len(found), "claim"), "alone") if found else None


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
    given = english.listed([_GIVEN[g] + (f" {n} times" if n > 1 else "") for g, n in counts.items()])
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
        sources=english.listed([f"“{words}”" for words in claim.sources]),
        uses=tuple(uses),
        more=max(0, len(claim.said) - SHOWN_ARTICLES),
    )


def _anchor(article: Article, part: str) -> str:
    if any(quotation.id == part for quotation in article.quotations):
        return routes.quotation(part)
    return routes.statement(part) if any(s.id == part for s in article.statements) else routes.figure(part)
