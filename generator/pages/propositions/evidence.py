"""The evidence on a claim's page: each stance with its words and the articles that report it, and the list of all
reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator import routes
from generator.archive.archive import Archive, Stated, date_sort_key
from generator.findings.known_days import latest, published_at_latest
from generator.findings.stances import Position
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.names import in_sentence
from generator.pages.parts.reversals import (
    Words,
    day_from,
    duration,
    known_since,
    quote,
)
from generator.pages.parts.role import Role, role_of
from generator.pages.parts.sides import Side, Sides
from generator.pages.parts.statement import Footing, footing
from generator.pages.parts.turn import SHAPES
from generator.records.model import AgentRef, Ground, Stance
from generator.text import counts, english, terms
from generator.text.messages import N_, _, listed, ngettext

CARRIERS = 6
"""How many articles are listed with a position."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that reports a position."""

    article: Link
    outlet: Link | None
    published: When
    chain: str
    footing: Footing
    note: str | None
    known: str
    perhaps: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A change of sides, shown between the stances. `known` is the day by which both stances had been published."""

    said: str
    known: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A stance with its evidence. `sentence` links to the claim it was taken on, if that is another one that bears on
    this one.

    `side` is the party for which the holder speaks, if that is not the holder; `first` is the article that shows the
    stance best, `carriers` are the others; `bands` are the changes of sides that end with it.
    """

    anchor: str
    holder: Link
    side: Link | None
    role: Role | None
    stance: Stance
    said: str
    when: When
    sentence: Link | None
    day_from: str
    footing: Footing
    rests: str
    quote: Words | None
    beside: bool
    wordings: Link | None
    first: Carrier
    remark: str  # the record's notes on it, as sentences
    carriers: tuple[Carrier, ...]
    more: int
    others: int
    origins: str
    known: str  # the day by which the first report had certainly been published
    bands: tuple[Band, ...] = ()
    also: tuple[Entry, ...] = ()  # other stances that the holder took on the same day for the same side


@dataclass(frozen=True, slots=True)
class ReportRow:
    """An article's report of a position, in the list of all reports."""

    anchor: str
    stance: Stance
    holder: Link
    when: When
    carrier: Carrier


def holders_of(positions: Iterable[Position]) -> set[AgentRef]:
    """Everyone who holds one of the positions."""
    return {p.holder for p in positions}


# --- the evidence ---
ADMITS = N_("admits it")
"""Label for the stance of someone who confirms what their own side had denied."""

RESTS: Final[Mapping[Ground | None, str]] = {ground: kind for ground, (kind, _) in SHAPES.items()}
"""The shape of the sign for what a stance rests on, as in the picture."""

TURNS: Final[Mapping[Stance, str]] = {
    "denies": N_("{days} after first denying it, {who} changes sides"),
    "doubts": N_("{days} after first doubting it, {who} changes sides"),
    "asserts": N_("{days} after first saying it was true, {who} changes sides"),
    "confirms": N_("{days} after first admitting it, {who} changes sides"),
    "retracts": N_("{days} after taking it back, {who} changes sides"),
}
"""The text for a change of sides, by the stance that was given up."""


def entries(here: Here, proposition: str, positions: Sequence[Position], sides: Sides) -> tuple[Entry, ...]:
    """Stances with their evidence, in the order given, and with the changes of sides that end with them."""
    bands: dict[str, list[Band]] = {}
    turned: set[str] = set()
    for reversal in sides.turned:
        start, end = reversal.before[0], reversal.after[0]
        who = in_sentence(here.archive, AgentRef(id=reversal.subject))
        said = _(TURNS[start.stance], days=duration(reversal), who=who)
        bands.setdefault(end.key, []).append(
            Band(english.capitalised(said), latest([known_since(start), known_since(end)]))
        )
        turned.update(p.key for p in reversal.after if p.stance == "confirms" and start.stance in ("denies", "doubts"))
    by_key = {p.key: side for side in sides.all for p in side.positions}
    groups: dict[object, list[Position]] = {}
    for position in positions:
        day = position.date.edtf.text if position.date else position.key
        groups.setdefault((position.holder, position.side, day), []).append(position)
    found = []
    for some in groups.values():
        # The stance that ends a change of sides comes first, if there is one.
        ordered = sorted(some, key=lambda p: (p.key not in bands, p.best.order))
        first, *also = (
            _entry(here, proposition, p, by_key[p.key], tuple(bands.get(p.key, ())), admitted=p.key in turned)
            for p in ordered
        )
        found.append(replace(first, also=tuple(also)))
    return tuple(found)


def evidence_lead(here: Here, bearing: Sequence[Position], shown: int) -> str:
    """How many stances, reports, articles and sources there are, in words, and who said first that the claim is true.
    `shown` is how many of the stances this page lists."""
    reports = sum(len(p.carriers) for p in bearing)
    articles = len({s.article.id for p in bearing for s in p.carriers})
    origins = len({o for p in bearing for o in p.origins})
    lead = _(
        "{stances}, reported {times} in {articles} that go back to {sources}.",
        stances=counts.stances(len(bearing)),
        times=ngettext("{n} time", "{n} times", reports),
        articles=counts.articles(articles),
        sources=counts.sources(origins),
    )
    if first := _first_to_say_so(bearing):
        who = here.agent_link(first.holder).text
        lead += " " + _(
            "The earliest dated one that says it is true: {who}, {date}.",
            who=who,
            date=here.date(first.date).text,
        )
    return lead + (" " + _("The first {n} are listed here.", n=shown) if shown < len(bearing) else "")


def _first_to_say_so(bearing: Sequence[Position]) -> Position | None:
    """The first of several stances for a claim, of those whose date states a single day; None if two state the same."""
    said = [p for p in bearing if p.stance in ("asserts", "confirms")]
    days = [(p.date.edtf.core[0], p) for p in said if p.date and p.date.edtf.core[0] == p.date.edtf.core[1]]
    first = min((day.ordinal for day, _position in days if day), default=None)
    found = [p for day, p in days if day and day.ordinal == first]
    return found[0] if len(said) > 1 and len(found) == 1 else None


def _entry(
    here: Here, proposition: str, position: Position, side: Side, bands: tuple[Band, ...], *, admitted: bool
) -> Entry:
    best = position.best.stated
    others = [s for s in position.carriers if s.key != best.key]
    perhaps = {s.key for s in position.possible_reports}
    return Entry(
        anchor=routes.position(position.key),
        holder=here.agent_link(position.holder),
        side=here.link(side.id, side.name, known=here.known_day(side.id))
        if side.id and side.id != position.holder.id
        else None,
        role=role_of(here, position.holder, [position]),
        stance=position.stance,
        said=_(ADMITS) if admitted else terms.STANCES[position.stance].says,
        when=here.date(position.date),
        sentence=here.link(position.proposition) if position.proposition != proposition else None,
        day_from=day_from(position.date),
        footing=footing(best.statement),
        rests=RESTS[best.statement.rests_on],
        quote=quote(here, position),
        beside=footing(best.statement).weak,
        wordings=_wordings(here, position),
        first=_carrier(here, best, perhaps=best.key in perhaps),
        remark=_remark(best.statement.note, position.best.quoted.quotation.context if position.best.quoted else None),
        carriers=tuple(_carrier(here, s, perhaps=s.key in perhaps) for s in others[: CARRIERS - 1]),
        more=max(0, len(others) - CARRIERS + 1),
        others=len(others),
        origins=_origins(here.archive, position) if len(position.reports) > 1 else "",
        known=known_since(position),
        bands=bands,
    )


def _remark(*texts: str | None) -> str:
    """Notes as sentences, each with a capital letter and a full stop."""
    lines = [english.capitalised(line) for text in texts if (line := one_line(text))]
    return " ".join(line if line[-1] in ".?!…" else f"{line}." for line in lines)


def _carrier(here: Here, stated: Stated, *, perhaps: bool = False) -> Carrier:
    article = stated.article
    return Carrier(
        article=here.link(article.id, anchor=routes.statement(stated.statement.id)),
        outlet=here.outlet_beside(article),
        published=here.date(article.published),
        chain=here.chain(stated.statement.via),
        footing=footing(stated.statement),
        note=one_line(stated.statement.note),
        known=published_at_latest(article),
        perhaps=perhaps,
    )


def _origins(archive: Archive, position: Position) -> str:
    """How many independent sources a position has, and which, in words."""
    names = [_origin_name(archive, origin) for origin in position.origins]
    if len(names) == 1:
        return _("One origin: {name}.", name=names[0])
    shown = names if len(names) <= 5 else [*names[:4], _("{n} more", n=len(names) - 4)]
    return ngettext("{n} origin: {names}.", "{n} origins: {names}.", len(names), names=listed(shown))


def _origin_name(archive: Archive, origin: str) -> str:
    return listed([archive[part].name if part in archive else part for part in origin.split("+")])


def _wordings(here: Here, position: Position) -> Link | None:
    """A link to the passage whose renderings include the words of a position; None unless several articles render
    it."""
    for stated in position.reports:
        for quotation in (quoted.quotation for quoted in stated.quotations):
            passage = quotation.passage
            number = len(here.archive.renderings_of(passage))
            if passage and number > 1:
                words = ngettext("Compare {n} version", "Compare {n} versions", number)
                return here.link(passage.utterance, words, routes.passage(passage.passage))
    return None


def report_rows(here: Here, items: Sequence[Stated]) -> tuple[ReportRow, ...]:
    """A row for each report."""
    return tuple(
        ReportRow(
            anchor=routes.report(stated.key),
            stance=stated.statement.stance,
            holder=here.agent_link(stated.statement.holder),
            when=here.date(stated.date),
            carrier=_carrier(here, stated),
        )
        for stated in items
    )


def publication_order(stated: Stated) -> tuple[object, ...]:
    """Sort key: publication, then article and statement."""
    return date_sort_key(stated.article.published), stated.article.id, stated.statement.id


def day_order(position: Position) -> tuple[object, ...]:
    """Sort key: the day of the stance, those without one last; then the first publication. "About 28 April" counts as
    28 April, although it may have been earlier."""
    stated = position.date.edtf.core[0] if position.date else None
    return (
        stated is None,
        stated.ordinal if stated else 0,
        date_sort_key(position.date),
        publication_order(position.reports[0]),
    )


def one_line(text: str | None) -> str | None:
    """A text on one line; None if it is empty."""
    return " ".join(text.split()) if text else None
