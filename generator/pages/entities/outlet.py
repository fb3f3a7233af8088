"""The parts of an outlet's profile: what happened to the quotations that it prints, from whom it takes words and texts,
and its version of a sentence next to one that is closer to what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive, Quoted, date_sort_key
from generator.findings.handovers import Handover
from generator.findings.renderings import Rewording, rewording_of
from generator.pages.articles.verdict import counted
from generator.pages.entities.names import passed
from generator.pages.parts import versions
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.quotation import FINDING_ORDER, Card, card
from generator.pages.quotations.listing import LETTERS
from generator.records.model import Article
from generator.records.vocabulary import MARKS, Finding, Mark, mark_of
from generator.text.messages import _, ngettext

COMPARED = 12
"""How many altered quotations are compared with their closest version to find the best example."""

SHOWN_ARTICLES = 3
"""How many articles are listed for each party that an outlet takes words from."""

Tally = tuple[tuple[Mark, int, str], ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A sentence in two versions: one closer to what was said, and the outlet's."""

    speaker: Link
    said: When | None
    versions: tuple[versions.Version, versions.Version]
    note: str | None
    comparison: Link


@dataclass(frozen=True, slots=True)
class OutletView:
    """What happened to an outlet's quotations: in a sentence, in numbers, and in an example."""

    lead: str
    tally: Tally
    lost: Lost | None


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A party that an outlet takes words or texts from: how many, in which articles, and what happened to the
    quotations."""

    giver: Link
    credit: str
    implied: bool
    counted: str
    articles: tuple[tuple[Link, When], ...]
    more: int
    tally: Tally


def outlet_view(here: Here, outlet: str) -> OutletView | None:
    """What happened to an outlet's quotations; None if it printed none."""
    quotations = printed(here.archive, outlet)
    if not quotations:
        return None
    found = Counter(mark_of(quoted.quotation.fidelity).key for quoted in quotations)
    return OutletView(_lead(found), _tally(found), _lost(here, quotations))


def printed(archive: Archive, outlet: str) -> list[Quoted]:
    """The quotations that an outlet prints, those that differ most from what was said first."""
    quotations = [Quoted(article, q) for article in archive.published_by(outlet) for q in article.quotations]
    quotations.sort(
        key=lambda q: (FINDING_ORDER.index(mark_of(q.quotation.fidelity).key), date_sort_key(q.quotation.said))
    )
    return quotations


def cards(here: Here, items: Sequence[Quoted]) -> tuple[Card, ...]:
    """A card for each quotation."""
    return tuple(card(here, quoted, LETTERS) for quoted in items)


def feed_rows(here: Here, items: Sequence[Handover]) -> tuple[FeedRow, ...]:
    """A row for each party that somebody takes words or texts from. All items must have the same taker."""
    if not items:
        return ()
    taker = items[0].taker
    own = here.archive.published_by(taker)
    return tuple(_feed(here, passing, own) for passing in items)


def _feed(here: Here, passing: Handover, own: Sequence[Article]) -> FeedRow:
    giver = passing.giver
    quotations = [Quoted(article, q) for article in own for q in article.quotations if q.via and giver in q.via[-1].by]
    articles = [a for a in own if _copies(here.archive, a, giver) or any(q.article is a for q in quotations)]
    implied = sum(bool(quoted.quotation.via[-1].implied) for quoted in quotations)
    whole = bool(quotations) and implied == len(quotations)
    credit = ""
    if whole:
        credit = _("not credited in the article") if len(articles) == 1 else _("not credited in the articles")
    elif implied:
        credit = ngettext("{n} quotation without credit", "{n} quotations without credit", implied)
    elif quotations:
        credit = _("credited")
    return FeedRow(
        giver=here.link(giver),
        credit=credit,
        implied=whole,
        counted=passed(passing),
        articles=tuple((here.link(a.id), here.date(a.published)) for a in articles[:SHOWN_ARTICLES]),
        more=max(0, len(articles) - SHOWN_ARTICLES),
        tally=_tally(Counter(mark_of(quoted.quotation.fidelity).key for quoted in quotations)),
    )


def _copies(archive: Archive, article: Article, giver: str) -> bool:
    relays = article.source.relays
    source = archive.records.get(relays.of) if relays else None
    return source is not None and giver in (source.id, source.publisher if isinstance(source, Article) else None)


def _tally(found: Counter[Finding]) -> Tally:
    return tuple((MARKS[key], found[key], counted(key, found[key])) for key in FINDING_ORDER if found[key])


def _lead(found: Counter[Finding]) -> str:
    number, altered = sum(found.values()), found["altered"]
    if altered:
        return ngettext(
            "Of the {number} quotations that it prints here, {n} was altered.",
            "Of the {number} quotations that it prints here, {n} were altered.",
            altered,
            number=number,
        ) if number > 1 else _("The one quotation that it prints here was altered.")  # fmt: skip
    if found["unexamined"] == number:
        return ngettext(
            "The quotation that it prints here has not been checked yet.",
            "None of the {n} quotations that it prints here has been checked yet.",
            number,
        )
    return ngettext(
        "The quotation that it prints here was not altered.",
        "Of the {n} quotations that it prints here, none is known to be altered.",
        number,
    )


def _lost(here: Here, quotations: Sequence[Quoted]) -> Lost | None:
    altered = [quoted for quoted in quotations if quoted.quotation.fidelity == "altered"]
    # Prefer words that an editor found to change the meaning.
    altered.sort(key=lambda quoted: not quoted.quotation.turns)
    pairs = [pair for quoted in altered[:COMPARED] if (pair := rewording_of(here.archive, quoted))]
    if not pairs:
        return None
    return _drawn(here, min(pairs, key=lambda pair: (not pair.altered.quotation.turns, -pair.shared)))


def _drawn(here: Here, found: Rewording) -> Lost:
    utterance = found.utterance
    return Lost(
        speaker=here.agent_link(utterance.speaker),
        said=here.date(utterance.said) if utterance.said else None,
        versions=(versions.closer(here, found), versions.altered(here, found)),
        note=found.altered.quotation.note,
        comparison=here.link(utterance.id, _("All versions of this sentence"), routes.passage(found.passage.id)),
    )
