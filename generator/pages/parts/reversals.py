"""A reversal as pages show it: the two ends, side by side, and the time between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Quoted
from generator.findings.known import earliest, latest, published_by
from generator.findings.stances import DERIVED, Position, Reversal
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.statement import Footing, footing
from generator.records.model import AgentRef, Date, Stance
from generator.records.vocabulary import GROUNDS, Mark, mark_of
from generator.text import english, lines, markup
from generator.text.languages import direction

MOST_WORDS = 260
"""Letters of a quotation beside a position; its card shows all of it."""
NAMED = 4
"""Others on the same side that a reversal names; the proposition's page has them all."""

PAST: dict[Stance, str] = {
    "asserts": "asserted",
    "confirms": "confirmed",
    "denies": "denied",
    "declines": "declined to comment on",
    "retracts": "retracted",
    "doubts": "doubted",
}
"""Every stance as something that was done."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that carry a position, as one article prints them."""

    words: tuple[str, ...]
    language: str
    direction: str
    mark: Mark
    card: str
    source: Link  # the article that prints them so
    outlet: Link | None  # None where its name stands in the place of a title
    context: str | None
    known: str  # the day by which the article had been published


@dataclass(frozen=True, slots=True)
class End:
    """One end of a reversal. `sentence` where it is not the one that the reversal stands under."""

    stance: Stance
    holder: Link
    when: When
    sentence: Link | None
    day_from: str  # where the day comes from, if no statement gives it
    footing: Footing
    note: str | None
    quote: Words | None
    beside: bool  # whether the words only stand beside the position, which rests on something else
    read: Link
    more: int
    others: tuple[Link, ...]
    more_others: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A reversal. `known` is the day by which both ends had been published, as far as that is known."""

    subject: Link
    differ: str
    sentence: Link
    start: End
    end: End
    number: str
    unit: str
    explained: str
    known: str


def reversal_links(here: Here, reversals: Iterable[Reversal], under: str | None = None) -> tuple[Turn, ...]:
    """Reversals for a page; `under` is the proposition whose page it is."""
    return tuple(_turn(here, reversal, under) for reversal in reversals)


def reversal_rows(here: Here, items: Sequence[Reversal]) -> tuple[Turn, ...]:
    """Reversals as the rows of a list."""
    return reversal_links(here, items)


def _turn(here: Here, reversal: Reversal, under: str | None) -> Turn:
    start, end = reversal.before[0], reversal.after[0]
    number, unit = between(reversal)
    shown = under or reversal.proposition
    return Turn(
        subject=here.link(reversal.subject),
        differ=_differ(here, start, end) if not reversal.one_holder else "",
        sentence=here.link(reversal.proposition, anchor="reversals"),
        start=_end(here, reversal.before, shown),
        end=_end(here, reversal.after, shown),
        number=number,
        unit=unit,
        explained=explained(here, reversal),
        known=latest([known_since(start), known_since(end)]),
    )


def _differ(here: Here, start: Position, end: Position) -> str:
    kinds = {here.archive.kind(p.holder.id) for p in (start, end) if p.holder.id}
    return f"The {'persons' if kinds == {'person'} else 'speakers'} differ; the party is the same."


def _end(here: Here, positions: Sequence[Position], shown: str) -> End:
    first = positions[0]
    by_holder: dict[AgentRef, Position] = {}
    for position in positions[1:]:
        by_holder.setdefault(position.holder, position)
    others = [position for holder, position in by_holder.items() if holder != first.holder]
    report = first.best.stated
    shown_by = footing(report.statement)
    return End(
        stance=first.stance,
        holder=here.agent(first.holder),
        when=here.date(first.date),
        sentence=here.link(first.proposition) if first.proposition != shown else None,
        day_from=day_from(first.date),
        footing=shown_by,
        note=" ".join(report.statement.note.split()) if report.statement.note else None,
        quote=quote(here, first),
        beside=shown_by.weak,
        read=here.link(report.article.id, anchor=routes.statement(report.statement.id)),
        more=len(first.carriers) - 1,
        others=tuple(_named(here, p) for p in others[:NAMED]),
        more_others=max(0, len(others) - NAMED),
    )


def _named(here: Here, position: Position) -> Link:
    link = here.agent(position.holder)
    date = f", {dates.say_short(position.date.edtf)}" if position.date else ""
    return Link(link.text + date, link.href, link.language)


def between(reversal: Reversal) -> tuple[str, str]:
    """The days from one side to the other, and what to call them: 198 days later, 179–209 days later."""
    least, most = reversal.days
    if most is None:
        return f"{least:,}", "days later, or more"
    if least == most:
        return f"{least:,}", "day later" if least == 1 else "days later"
    return f"{least:,}–{most:,}", "days later"


def after(reversal: Reversal) -> str:
    """The time as words in a sentence, with what a weak end rests on: after 198 days (denied in a headline)."""
    least, most = reversal.days
    if most is None:
        days = f"after at least {english.counted(least, 'day')}"
    else:
        days = f"after {english.counted(least, 'day') if least == most else f'{least:,} to {most:,} days'}"
    weak = [f"{PAST[p.stance]} {GROUNDS[p.rests_on]}" for p in (reversal.before[0], reversal.after[0]) if _weak(p)]
    return days + (f" ({', '.join(weak)})" if weak else "")


def _weak(position: Position) -> bool:
    return footing(position.best.stated.statement).weak


def day_from(date: Date | None) -> str:
    """Where a day comes from that no statement gives: the day of its quotation; nothing of any other."""
    return date.basis if date and date.basis in DERIVED else ""


def explained(here: Here, reversal: Reversal) -> str:
    """The reversal in a sentence: denied on 10 October 2024, confirmed on 26 April 2025: 198 days."""
    least, most = reversal.days
    ends = ", ".join(_done(here, p, named=not reversal.one_holder) for p in (reversal.before[0], reversal.after[0]))
    if most is None:
        days = f"at least {english.counted(least, 'day')}"
    elif least == most:
        days = english.counted(least, "day")
    else:
        days = f"{least:,} to {most:,} days, as the dates are not exact"
    return f"{ends[:1].upper()}{ends[1:]}: {days}."


def _done(here: Here, position: Position, *, named: bool) -> str:
    by = f" by {here.agent(position.holder).text}" if named else ""
    resting = f" ({GROUNDS[position.rests_on]})" if _weak(position) else ""
    return f"{PAST[position.stance]}{by} {said_when(position)}{resting}"


def said_when(position: Position) -> str:
    """When a position was taken, as a sentence goes on with it: on 10 October 2024, in April 2025."""
    if position.date is None:
        return "at a time not given"
    date, text = position.date.edtf, dates.say(position.date.edtf)
    if date.kind != "exact":
        return f"({text})"
    return f"{'on' if date.precision == 'day' else 'in'} {text}"


# --- what positions are read in ------------------------------------------------------------------------------------------


def quote(here: Here, position: Position) -> Words | None:
    """The words of the report that shows a position best; None where that one quotes none."""
    return _words(here, position.best.quoted) if position.best.quoted else None


def _words(here: Here, quoted: Quoted) -> Words:
    quotation = quoted.quotation
    parts = tuple(map(lines.tidied, quotation.text))
    whole = lines.tidied(quotation.words)
    return Words(
        words=parts if len(whole) <= MOST_WORDS else (markup.excerpt(whole, MOST_WORDS),),
        language=quoted.language,
        direction=direction(quoted.language),
        mark=mark_of(quotation.fidelity),
        card=here.quotation(quoted).href or "",
        source=here.link(quoted.article.id),
        outlet=here.beside(quoted.article),
        context=quotation.context,
        known=published_by(quoted.article),
    )


def known_since(position: Position) -> str:
    """The day by which the first report of a position had certainly been published; nothing where that is not known."""
    return earliest(published_by(s.article) for s in position.reports)
