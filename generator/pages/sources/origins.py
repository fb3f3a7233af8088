"""The origins of a set of articles, for the pages of utterances, propositions and events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.findings.origins import Branch, Carried, Origin, ancestry
from generator.pages.parts.here import Here, Link
from generator.text import counts
from generator.text.messages import _, ngettext

SHOWN_ORIGINS = 12


SHOWN_ARTICLES = 6
"""How many articles are named for one origin."""


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin, and the articles that go back to it."""

    origin: tuple[Link, ...]  # several if records name them together
    of: Link | None  # the article that leaves this origin unnamed
    count: str
    articles: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OriginsView:
    """The number of origins that some articles go back to. `rows` is empty if each article has its own."""

    headline: str
    note: str
    rows: tuple[OriginRow, ...]
    more: int


def origins_view(here: Here, carried: Iterable[Carried]) -> OriginsView | None:
    """The origins of some renderings, reports or tellings, under a headline such as "12 articles, 4 original reports";
    None if they are in fewer than two articles.

    Draw it with the macro `origins` of sourcing.html.j2.
    """
    found = ancestry(here.archive, carried)
    if found.articles < 2:
        return None
    count = len(found.branches)
    notes = (
        [ngettext("{n} original report is not named.", "{n} original reports are not named.", found.unnamed)]
        if found.unnamed
        else []
    )
    if all(len(branch.articles) == 1 for branch in found.branches):
        notes.insert(0, _("No two have the same source."))
        shown: Sequence[Branch] = ()
    else:
        shown = found.branches[:SHOWN_ORIGINS]
    return OriginsView(
        headline=counts.join_phrases([counts.articles(found.articles), counts.original_reports(count)]),
        note=" ".join(notes),
        rows=tuple(_origin_row(here, branch) for branch in shown),
        more=count - len(shown) if shown else 0,
    )


def _origin_row(here: Here, branch: Branch) -> OriginRow:
    names = tuple(
        here.link(a.id, here.outlet_link(a).text if a.publisher else None) for a in branch.articles[:SHOWN_ARTICLES]
    )
    link, of = _origin(here, branch.origin)
    number = len(branch.articles)
    return OriginRow(link, of, counts.articles(number), names, max(0, number - SHOWN_ARTICLES))


def _origin(here: Here, origin: Origin) -> tuple[tuple[Link, ...], Link | None]:
    if origin.unnamed is None:
        return tuple(here.link(i) for i in origin.ids), None
    return (Link(_("“{words}”", words=origin.unnamed)),), here.link(origin.id)
