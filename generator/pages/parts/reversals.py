"""A change of sides as pages show it: its two ends side by side, and the time between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from generator import dates, routes
from generator.archive.archive import Quoted
from generator.findings.embedding import embed_name_of
from generator.findings.known_days import earliest, latest, published_at_latest
from generator.findings.stances import DERIVED, Position, Reversal
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.role import Role, role_of
from generator.pages.parts.statement import Footing, footing
from generator.records.model import AgentRef, Date, Ground, Stance
from generator.records.vocabulary import GROUNDS, Mark, mark_of
from generator.text import lines, markup
from generator.text.messages import N_, _, ngettext, pgettext

MOST_WORDS = 260
"""How many characters of a quotation are shown with a position. Its card shows all."""
NAMED = 4
"""How many others on the same side are named. The proposition's page has all."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that show a position, as one article prints them."""

    words: tuple[str, ...]
    language: str
    mark: Mark
    card: str
    source: Link  # the article that prints them
    outlet: Link | None  # None if the link to the article already names the outlet
    context: str | None
    known: str  # day by which the article had been published


@dataclass(frozen=True, slots=True)
class End:
    """One end of a change of sides. `sentence` is None if it is the claim that the change is shown under."""

    stance: Stance
    holder: Link
    role: Role | None
    when: When
    sentence: Link | None
    day_from: str  # where the day comes from, if no statement gives it
    footing: Footing
    note: str | None
    quote: Words | None
    beside: bool  # whether the words only accompany the position, which rests on something else
    read: Link
    more: int
    others: tuple[Link, ...]
    more_others: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of sides. `known` is the day by which both ends had been published; empty if that is not known."""

    subject: Link
    differ: str
    sentence: Link
    start: End
    end: End
    later: Markup  # the number of days between, as HTML, with a unit
    explained: str
    known: str
    embed: str  # URL of its page for frames; empty if it has none


def reversal_links(here: Here, reversals: Iterable[Reversal], under: str | None = None) -> tuple[Turn, ...]:
    """Changes of sides for a page. `under` is the proposition whose page it is, if any."""
    return tuple(_turn(here, reversal, under) for reversal in reversals)


def reversal_rows(here: Here, items: Sequence[Reversal]) -> tuple[Turn, ...]:
    """A row for each change of sides."""
    return reversal_links(here, items)


def _turn(here: Here, reversal: Reversal, under: str | None) -> Turn:
    start, end = reversal.before[0], reversal.after[0]
    shown, name = under or reversal.proposition, embed_name_of(here.archive, reversal)
    return Turn(
        subject=here.link(reversal.subject),
        differ=_differ(here, start, end) if not reversal.has_one_holder else "",
        sentence=here.link(reversal.proposition, anchor="reversals"),
        start=_end(here, reversal.before, shown),
        end=_end(here, reversal.after, shown),
        later=time_between(reversal),
        explained=in_a_sentence(here, reversal),
        known=latest([known_since(start), known_since(end)]),
        embed=routes.relative(here.path, routes.embed("turn", name)) if name else "",
    )


def _differ(here: Here, start: Position, end: Position) -> str:
    return _(
        "{one} spoke first, {other} later, both for the same side.",
        one=here.agent_link(start.holder).text,
        other=here.agent_link(end.holder).text,
    )


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
        holder=here.agent_link(first.holder),
        role=role_of(here, first.holder, [first]),
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
    link = here.agent_link(position.holder)
    words = _("{who}, {day}", who=link.text, day=dates.format_short(position.date.edtf)) if position.date else link.text
    return Link(words, link.href, link.language)


def time_between(reversal: Reversal) -> Markup:
    """The days from one side to the other, as HTML: "198 days later", "179–209 days later"."""
    least, most = reversal.days
    if most is None:
        return Markup(_("<b>{n}</b> <span>days later, or more</span>", n=least))  # noqa: S704  (numbers)
    if least == most:
        return Markup(  # noqa: S704
            ngettext("<b>{n}</b> <span>day later</span>", "<b>{n}</b> <span>days later</span>", least)
        )
    return Markup(  # noqa: S704
        ngettext(
            "<b>{least}–{n}</b> <span>day later</span>", "<b>{least}–{n}</b> <span>days later</span>", most, least=least
        )
    )


def duration(reversal: Reversal) -> str:
    """The time between the ends in words: "198 days", "179 to 209 days", "at least 20 days"."""
    least, most = reversal.days
    if most is None:
        return ngettext("at least {n} day", "at least {n} days", least)
    if least == most:
        return ngettext("{n} day", "{n} days", least)
    return ngettext("{least} to {n} day", "{least} to {n} days", most, least=least)


def weakness(reversal: Reversal) -> str:
    """What the weak ends rest on, as words for brackets: "denied in a headline". Empty if neither end is weak."""
    weak = [position for position in (reversal.before[0], reversal.after[0]) if _is_weak(position)]
    return ", ".join(_(WEAK[p.stance, p.rests_on]) for p in weak)


def _is_weak(position: Position) -> bool:
    return footing(position.best.stated.statement).weak


def day_from(date: Date | None) -> str:
    """Where a day comes from that no statement gives: the day of its quotation. Empty for any other day."""
    basis = date.basis if date else None
    return _(basis) if basis and basis in DERIVED else ""  # these texts are messages


def in_a_sentence(here: Here, reversal: Reversal) -> str:
    """A change of sides in a sentence: "Denied on 10 October 2024, confirmed on 26 April 2025: 198 days"."""
    first, then = reversal.before[0], reversal.after[0]
    own = reversal.has_one_holder
    facts = {
        "first": _what_was_done(here, first, FIRST[first.stance, own]),
        "then": _what_was_done(here, then, THEN[then.stance, own]),
        "days": duration(reversal),
    }
    least, most = reversal.days
    if most in (None, least):
        return _("{first}, {then}: {days}.", **facts)
    return _("{first}, {then}: {days}, as the dates are not exact.", **facts)


def _what_was_done(here: Here, position: Position, message: str) -> str:
    done = _(message, who=here.agent_link(position.holder).text, when=when_in_sentence(position))
    if not _is_weak(position):
        return done
    return _("{done} ({how})", done=done, how=GROUNDS[position.rests_on])


FIRST: Final[Mapping[tuple[Stance, bool], str]] = {
    ("asserts", True): N_("Stated {when}"),
    ("asserts", False): N_("Stated by {who} {when}"),
    ("confirms", True): N_("Confirmed {when}"),
    ("confirms", False): N_("Confirmed by {who} {when}"),
    ("denies", True): N_("Denied {when}"),
    ("denies", False): N_("Denied by {who} {when}"),
    ("declines", True): N_("Left open {when}"),
    ("declines", False): N_("Left open by {who} {when}"),
    ("retracts", True): N_("Taken back {when}"),
    ("retracts", False): N_("Taken back by {who} {when}"),
    ("doubts", True): N_("Doubted {when}"),
    ("doubts", False): N_("Doubted by {who} {when}"),
}
"""What was done first, for the beginning of a sentence, by stance and whether the same holder did both."""

THEN: Final[Mapping[tuple[Stance, bool], str]] = {
    ("asserts", True): N_("stated {when}"),
    ("asserts", False): N_("stated by {who} {when}"),
    ("confirms", True): N_("confirmed {when}"),
    ("confirms", False): N_("confirmed by {who} {when}"),
    ("denies", True): N_("denied {when}"),
    ("denies", False): N_("denied by {who} {when}"),
    ("declines", True): N_("left open {when}"),
    ("declines", False): N_("left open by {who} {when}"),
    ("retracts", True): N_("taken back {when}"),
    ("retracts", False): N_("taken back by {who} {when}"),
    ("doubts", True): N_("doubted {when}"),
    ("doubts", False): N_("doubted by {who} {when}"),
}
"""What was done later, for the rest of that sentence."""

WEAK: Final[Mapping[tuple[Stance, Ground | None], str]] = {
    ("asserts", "verb"): N_("stated in the reporter’s words"),
    ("asserts", "headline"): N_("stated in a headline"),
    ("asserts", "inferred"): N_("stated inferred by us"),
    ("confirms", "verb"): N_("confirmed in the reporter’s words"),
    ("confirms", "headline"): N_("confirmed in a headline"),
    ("confirms", "inferred"): N_("confirmed inferred by us"),
    ("denies", "verb"): N_("denied in the reporter’s words"),
    ("denies", "headline"): N_("denied in a headline"),
    ("denies", "inferred"): N_("denied inferred by us"),
    ("declines", "verb"): N_("left open in the reporter’s words"),
    ("declines", "headline"): N_("left open in a headline"),
    ("declines", "inferred"): N_("left open inferred by us"),
    ("retracts", "verb"): N_("taken back in the reporter’s words"),
    ("retracts", "headline"): N_("taken back in a headline"),
    ("retracts", "inferred"): N_("taken back inferred by us"),
    ("doubts", "verb"): N_("doubted in the reporter’s words"),
    ("doubts", "headline"): N_("doubted in a headline"),
    ("doubts", "inferred"): N_("doubted inferred by us"),
}
"""What was done and what a weak end rests on."""


def when_in_sentence(position: Position) -> str:
    """When a stance was taken, as part of a sentence: "on 10 October 2024", "in April 2025", "about 28 April 2025"."""
    if position.date is None:
        return _("on an unknown day")
    date, text = position.date.edtf, dates.format_date(position.date.edtf)
    exact = date.kind == "exact"
    if exact and date.precision == "day":
        return pgettext("of a day", "on {day}", day=text)
    if exact:
        return pgettext("of a month, year or the like", "in {month}", month=text)
    fits = date.kind == "approximate" or text.startswith("between ")  # only English has this form
    return text if fits else f"({text})"


# --- the words of positions
# ----------------------------------------------------------------------------------------------


def quote(here: Here, position: Position) -> Words | None:
    """The words of the report that shows a position best; None if that report quotes none."""
    return _words(here, position.best.quoted) if position.best.quoted else None


def _words(here: Here, quoted: Quoted) -> Words:
    quotation = quoted.quotation
    parts = tuple(map(lines.normalise_lines, quotation.text))
    whole = lines.normalise_lines(quotation.words)
    return Words(
        words=parts if len(whole) <= MOST_WORDS else (markup.excerpt(whole, MOST_WORDS),),
        language=quoted.language,
        mark=mark_of(quotation.fidelity),
        card=here.quotation_link(quoted).href or "",
        source=here.link(quoted.article.id),
        outlet=here.outlet_beside(quoted.article),
        context=quotation.context,
        known=published_at_latest(quoted.article),
    )


def known_since(position: Position) -> str:
    """The day by which the first report of a position had certainly been published; empty if that is not known."""
    return earliest(published_at_latest(s.article) for s in position.reports)
