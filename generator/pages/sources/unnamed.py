"""The register of sources without a name, and of the claims and estimates that rest only on them or on none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.sourcing import (
    Given,
    Unnamed,
    unnamed,
)
from generator.findings.unnamed_sources import Claim, unnamed_claims
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Block, ListView, Section, block, further_pages
from generator.pages.sources.origins import SHOWN_ARTICLES
from generator.records.model import Article
from generator.records.vocabulary import qualified_number
from generator.text import counts
from generator.text.collation import sort_key
from generator.text.messages import N_, _, listed, ngettext

REGISTER = routes.part("sources", "unnamed")


SHOWN_REGISTER = 120


SHOWN_CLAIMS = 60


OPEN = 20
"""How many rows of each list are unfolded."""


def pages(archive: Archive) -> Iterator[Page[RegisterView | ListView]]:
    """The register of sources without a name and of what rests only on them or on none; nothing if there are none."""
    found, claims = _described(archive), unnamed_claims(archive)
    if not (found or claims):
        return
    here = Here(archive, REGISTER)
    register = Section(
        "register", _("As described"), "unnamed", found, _unnamed_rows, counts.descriptions, SHOWN_REGISTER, few=OPEN,
    )  # fmt: skip
    alone = Section(
        "alone", _("With no named source"), "nameless", claims, _claim_rows, _claims, SHOWN_CLAIMS, few=OPEN,
    )  # fmt: skip
    uses = sum(len(alike) for alike in found)
    articles = len({use.article.id for alike in found for use in alike})
    view = RegisterView(
        index=here.page_link(routes.index("sources"), _("Sources")),
        count=counts.descriptions(len(found)),
        tally=counts.join_phrases([counts.articles(articles), counts.mentions(uses)]),
        block=block(here, register),
        alone=block(here, alone) if claims else None,
    )
    description = _(
        "Sources that articles do not name, in the articles’ own words, with what each of them is relied on for."
    )
    yield Page(REGISTER, "sources/unnamed.md.j2", _("Sources without a name"), description, view, is_single_column=True)
    for section in (register, alone):
        yield from further_pages(archive, section, REGISTER, _("Sources without a name"), None)


def _claims(n: int) -> str:
    return ngettext("{n} claim or estimate", "{n} claims and estimates", n)


def register_link(here: Here) -> Link | None:
    """A link to the register of sources without a name; None if there are none."""
    return here.page_link(REGISTER, _("a page of their own")) if unnamed(here.archive) else None


def claims_link(here: Here) -> Link | None:
    """A link to the claims and estimates without a named source; None if there are none."""
    found = unnamed_claims(here.archive)
    return here.page_link(REGISTER, _claims(len(found)), "alone") if found else None


@dataclass(frozen=True, slots=True)
class Use:
    """What an article has from a source that it does not name."""

    given: str
    article: Link
    outlet: Link | None  # None if the article's link already shows the outlet
    published: When


@dataclass(frozen=True, slots=True)
class UnnamedRow:
    """A source as it is described, and what it is relied on for. `given` holds the values by which it can be
    filtered."""

    words: str
    described: str  # the roles that articles print for it
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
        """The outlets of the rows on this page, as filter options."""
        return tuple(sorted({o for row in self._rows for o in row.outlets}, key=sort_key))

    @property
    def given(self) -> tuple[str, ...]:
        """What the rows on this page are relied on for, as filter options."""
        return tuple(_(g) for g in _GIVEN.values() if any(_(g) in row.given for row in self._rows))

    @property
    def _rows(self) -> tuple[UnnamedRow, ...]:
        return tuple(row for row in (*self.block.rows, *self.block.rest) if isinstance(row, UnnamedRow))


_GIVEN: dict[Given, str] = {
    "words": N_("quoted"),
    "position": N_("a stance"),
    "figure": N_("a figure"),
    "carriage": N_("passed on words"),
}


def _so_often(given: Given, n: int) -> str:
    """What an article has from a source, with the number of times if that is more than one."""
    if given == "words":
        return ngettext("quoted", "quoted {n} times", n)
    if given == "position":
        return ngettext("a stance", "a stance {n} times", n)
    if given == "figure":
        return ngettext("a figure", "a figure {n} times", n)
    return ngettext("passed on words", "passed on words {n} times", n)


def _described(archive: Archive) -> list[tuple[Unnamed, ...]]:
    """The uses of sources without a name, grouped by the words that describe the source, ignoring case."""
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
        described=counts.join_phrases(_("“{words}”", words=role) for role in tuple(roles)[:SHOWN_ARTICLES]),
        uses=drawn,
        more=max(0, len(by_article) - SHOWN_ARTICLES),
        outlets=tuple(dict.fromkeys(here.outlet_link(use.article).text for use in uses)),
        given=tuple(dict.fromkeys(_(_GIVEN[use.given]) for use in uses)),
    )


def _use(here: Here, uses: Sequence[Unnamed]) -> Use:
    """What one article has from a source, with a link to the first use."""
    article = uses[0].article
    numbers = Counter(use.given for use in uses)
    given = listed([_so_often(what, number) for what, number in numbers.items()])
    anchor = _anchor(article, uses[0].part)
    return Use(
        given,
        here.link(article.id, anchor=anchor),
        here.outlet_beside(article),
        here.date(article.published),
    )


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim or estimate without a named source: a proposition, or a number of a measure."""

    claim: Link
    figure: str  # empty for a proposition
    sources: str  # as the articles describe them; empty if they state none
    uses: tuple[Use, ...]
    more: int


def _claim_rows(here: Here, items: Sequence[Claim]) -> tuple[ClaimRow, ...]:
    return tuple(_claim_row(here, claim) for claim in items)


def _claim_row(here: Here, claim: Claim) -> ClaimRow:
    figure = claim.estimate.figure if claim.estimate else None
    uses = (
        Use(
            "",
            here.link(article.id, anchor=_anchor(article, part)),
            here.outlet_beside(article),
            here.date(article.published),
        )
        for article, part in claim.said[:SHOWN_ARTICLES]
    )
    return ClaimRow(
        claim=here.link(claim.of),
        figure=qualified_number(figure) if figure else "",
        sources=listed([_("“{words}”", words=words) for words in claim.sources]),
        uses=tuple(uses),
        more=max(0, len(claim.said) - SHOWN_ARTICLES),
    )


def _anchor(article: Article, part: str) -> str:
    if any(quotation.id == part for quotation in article.quotations):
        return routes.quotation(part)
    return routes.statement(part) if any(s.id == part for s in article.statements) else routes.figure(part)
