"""Who holds what of a proposition, since when, on whose behalf; and who changed sides.

Reports become positions (the same position in several articles is one, with several carriers), positions are followed along
what their propositions imply, and what a person or a body holds on both sides is put in order where the dates prove one.

All of it grows with the number of statements: each is read once for its position, and once more for each proposition that its
own implies and each body that its holder speaks for, which are as few as editors write. Sorting adds a logarithm.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from typing import Final, Literal

from generator import dates
from generator.archive.archive import DAY_OF_QUOTATION, DAYS_OF_QUOTATIONS, Archive, Stated, when
from generator.findings.grounds import Carrier, best
from generator.findings.once import once
from generator.findings.origins import origin_of
from generator.records.model import AgentRef, Date, Ground, Organisation, Person, Proposition, Role, Stance

_Closure = dict[str, tuple[str, ...]]

Side = Literal[1, -1]
SIDES: Final[Mapping[Stance, Side]] = {"asserts": 1, "confirms": 1, "denies": -1, "doubts": -1}
"""On which side of a sentence a stance stands. Who declines takes none; who retracts leaves the side that was held before."""


@dataclass(frozen=True, slots=True)
class Position:
    """A stance of one holder on one proposition, taken once, and everything that reports it.

    `date` is the narrowest that a report or the occasion gives. `perhaps` are reports whose date, vaguer or missing, allows no
    other position of this holder's than this one, and does not prove it either.
    """

    holder: AgentRef
    stance: Stance
    proposition: str
    date: Date | None
    reports: tuple[Stated, ...]  # in order of publication
    perhaps: tuple[Stated, ...]
    origins: tuple[
        str, ...
    ]  # ids of outlets, bodies and articles, or an article's words for a carrier that it does not name
    parties: tuple[
        str, ...
    ]  # the bodies for which the holder speaks, as the records say; the holder's own, where it is one
    side: Side | None
    best: Carrier  # of the reports, the one that shows it best

    @property
    def rests_on(self) -> Ground | None:
        """What the best of its reports rests on; None where that one does not say."""
        return self.best.ground

    @property
    def key(self) -> str:
        """article/statement of the report that was published first: no other position has it."""
        return f"{self.reports[0].article.id}/{self.reports[0].statement.id}"

    @property
    def carriers(self) -> tuple[Stated, ...]:
        """Every report, the merely possible ones last."""
        return (*self.reports, *self.perhaps)


@dataclass(frozen=True, slots=True)
class Reversal:
    """One side of a sentence, and later the other: the bounds of the dates leave no other order.

    `proposition` is the sentence that was denied; what was asserted is it, or implies it. Where two sentences that contradict
    each other were both asserted, `proposition` is the earlier and `against` the later. The first position of `before` and of
    `after` are those between which the days are counted; the others follow by date. `days` are the least and the most that
    the dates allow, None for no limit.
    """

    subject: str
    proposition: str
    against: str | None
    before: tuple[Position, ...]
    after: tuple[Position, ...]
    days: tuple[int, int | None]

    @property
    def one_holder(self) -> bool:
        """Whether the same person or body stands on both sides, and not two who speak for the subject."""
        return self.before[0].holder == self.after[0].holder

    @property
    def evidence(self) -> tuple[int, ...]:
        """How well both ends are evidenced, the best least: the weaker end, then the stronger, then the hands of both."""
        ends = (self.before[0].best, self.after[0].best)
        return (*sorted((end.order for end in ends), reverse=True), sum(end.hands for end in ends))

    @property
    def positions(self) -> tuple[Position, ...]:
        """Both sides, the earlier first."""
        return (*self.before, *self.after)


@dataclass(frozen=True, slots=True)
class Split:
    """Both sides of a sentence, in an order that no date proves."""

    subject: str
    proposition: str


@dataclass(frozen=True)
class Stances:
    """Every position of an archive, and what follows from them."""

    positions: Mapping[str, tuple[Position, ...]]  # by proposition, earliest first
    reversals: tuple[Reversal, ...]  # the latest change first
    splits: tuple[Split, ...]
    implied: Mapping[
        str, tuple[str, ...]
    ]  # what a proposition implies, at any remove, nearest first; itself is left out
    implying: Mapping[str, tuple[str, ...]]  # what implies it
    contradicting: Mapping[str, tuple[str, ...]]  # what contradicts it, whichever of the two records says so
    reversals_of: Mapping[str, tuple[Reversal, ...]]  # by everyone who takes part in one
    reversals_on: Mapping[str, tuple[Reversal, ...]]  # by every proposition on which it is one
    split_on: Mapping[str, frozenset[str]]  # who stands on both sides of a proposition, in an order that no date proves


def reversals(archive: Archive) -> tuple[Reversal, ...]:
    """Every reversal of a holder or of a party, the latest change first."""
    return stances(archive).reversals


def reversals_of(archive: Archive, agent: str) -> tuple[Reversal, ...]:
    """The reversals of a person or body, of those who speak for it, and of a party to which it contributed a position."""
    return stances(archive).reversals_of.get(agent, ())


@once
def stances(archive: Archive) -> Stances:
    """Every position, with the reversals and splits that follow from them."""
    implied, implying, contradicting = _sentences(archive)
    positions = _positions(archive)
    found, splits = _changes(archive, positions, implying, contradicting)
    by_agent: dict[str, list[Reversal]] = defaultdict(list)
    by_proposition: dict[str, list[Reversal]] = defaultdict(list)
    for reversal in found:
        for proposition in dict.fromkeys(_concerned(reversal, implied, implying)):
            by_proposition[proposition].append(reversal)
        holders = (p.holder.id for p in reversal.positions if p.holder.id)
        for agent in dict.fromkeys(
            [reversal.subject, *holders, *reversal.before[0].parties, *reversal.after[0].parties]
        ):
            by_agent[agent].append(reversal)
    return Stances(
        positions=positions,
        reversals=found,
        splits=splits,
        implied=implied,
        implying=implying,
        contradicting=contradicting,
        reversals_of={agent: tuple(some) for agent, some in by_agent.items()},
        reversals_on={proposition: tuple(some) for proposition, some in by_proposition.items()},
        split_on={
            proposition: frozenset(split.subject for split in some)
            for proposition, some in groupby(splits, key=lambda split: split.proposition)  # they come in order
        },
    )


def bearing_on(archive: Archive, proposition: str) -> tuple[Position, ...]:
    """The positions on a proposition, and those on others that bear on it, earliest first.

    To assert what implies it is to assert it; to deny or doubt what it implies is to deny or doubt it.
    """
    found = stances(archive)
    stronger = (p for other in found.implying[proposition] for p in found.positions.get(other, ()) if _asserted(p))
    weaker = (p for other in found.implied[proposition] for p in found.positions.get(other, ()) if _denied(p))
    return tuple(sorted((*found.positions.get(proposition, ()), *stronger, *weaker), key=_by_date))


def reversals_on(archive: Archive, proposition: str) -> tuple[Reversal, ...]:
    """The reversals that are ones on this proposition: it was said, or stands between what was asserted and what was denied."""
    return stances(archive).reversals_on.get(proposition, ())


def _concerned(reversal: Reversal, implied: _Closure, implying: _Closure) -> Iterator[str]:
    """The propositions on which a reversal is one; some come more than once."""
    yield reversal.proposition
    said = dict.fromkeys(p.proposition for p in reversal.positions)
    yield from said
    if reversal.against:
        yield reversal.against
        return
    wider = {reversal.proposition, *implying[reversal.proposition]}
    for narrower in said:
        yield from (between for between in implied[narrower] if between in wider)


# --- what sentences imply ------------------------------------------------------------------------------------------------


def _sentences(archive: Archive) -> tuple[_Closure, _Closure, _Closure]:
    """What each proposition implies and what implies it, at any remove, and what contradicts it."""
    forth: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    against: dict[str, list[str]] = defaultdict(list)
    for proposition in archive.propositions:
        for other in proposition.implies:
            forth[proposition.id].append(other)
            back[other].append(proposition.id)
        for other in proposition.contradicts:
            against[proposition.id].append(other)
            against[other].append(proposition.id)
    ids = [proposition.id for proposition in archive.propositions]
    return (
        {i: _reached(i, forth) for i in ids},
        {i: _reached(i, back) for i in ids},
        {i: tuple(dict.fromkeys(o for o in against.get(i, ()) if o != i)) for i in ids},
    )


def _reached(start: str, steps: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Everything that steps lead to, nearest first; sentences that imply each other in a ring are reached once."""
    found = {start: None}
    row = [start]
    while row:
        row = [n for n in dict.fromkeys(after for at in row for after in steps.get(at, ())) if n not in found]
        found |= dict.fromkeys(row)
    return tuple(found)[1:]


# --- for whom someone speaks ---------------------------------------------------------------------------------------------

_SPEAK_FOR_THEMSELVES: Final = frozenset({"parliament", "legislature", "chamber of parliament"})
"""Kinds of bodies whose members disagree by trade: a lawmaker's word is not the parliament's, let alone the state's."""

_ENDED: Final = re.compile(r"(?:former(?:ly)?|ex|retired)\b", re.IGNORECASE)
"""How a title says that its bearer holds it no longer, where the record gives no date for the end."""


def speaks_for(archive: Archive, agent: str, on: dates.Edtf | None = None) -> tuple[str, ...]:
    """The bodies for which a person or body speaks, the nearest first: those of its roles, those that it is part of, and so on up.

    A role counts unless its dates prove that it was not held on that date. A ring of bodies, which `check` reports, is gone
    round once.
    """
    found: dict[str, None] = {}
    row = list(_next_above(archive, agent, on))
    while row:
        row = [body for body in dict.fromkeys(row) if body != agent and body not in found]
        found |= dict.fromkeys(row)
        row = [above for body in row for above in _next_above(archive, body, on)]
    return tuple(found)


def _next_above(archive: Archive, agent: str, on: dates.Edtf | None) -> Iterator[str]:
    record = archive.records.get(agent)
    if not isinstance(record, Person | Organisation):
        return
    if isinstance(record, Organisation) and record.part_of in archive.records:
        yield record.part_of or ""
    for role in record.roles:
        body = archive.records.get(role.of or "")
        if not isinstance(body, Organisation) or not _held(role, on):
            continue
        if isinstance(record, Organisation) or (body.kind or "").lower() not in _SPEAK_FOR_THEMSELVES:
            yield body.id


def _held(role: Role, on: dates.Edtf | None) -> bool:
    """Whether a role may have been held then."""
    if role.to is None and _ENDED.match(role.title):
        return False
    if on is None:
        return True
    begun_later = role.from_ is not None and dates.proves_before(on, role.from_.edtf)
    ended_before = role.to is not None and dates.proves_before(role.to.edtf, on)
    return not begun_later and not ended_before


def _parties(archive: Archive, holder: AgentRef, date: Date | None) -> tuple[str, ...]:
    """The bodies at the end of every way up from a holder, for which it counts; the holder itself, where it is such a body."""
    if holder.id is None:
        return ()
    on = date.edtf if date else None
    above = speaks_for(archive, holder.id, on)
    if not above:
        return (holder.id,) if isinstance(archive.records.get(holder.id), Organisation) else ()
    further = {body: tuple(_next_above(archive, body, on)) for body in above}
    ends = tuple(body for body in above if not further[body])
    if ends:
        return ends
    # All of them run in rings, for which the first by id stands: of the ring that is reached, and of the holder's own.
    in_ring = holder.id if any(holder.id in bodies for bodies in further.values()) else above[0]
    return (min(in_ring, *above),)


# --- positions -----------------------------------------------------------------------------------------------------------


def _positions(archive: Archive) -> dict[str, tuple[Position, ...]]:
    found: dict[str, tuple[Position, ...]] = {}
    for proposition in archive.propositions:
        alike: dict[tuple[Stance, AgentRef], list[Stated]] = defaultdict(list)
        for stated in archive.statements_on(proposition.id):
            alike[(stated.statement.stance, stated.statement.holder)].append(stated)
        positions = [p for reports in alike.values() for p in _occasions(archive, reports)]
        found[proposition.id] = _with_retractions(sorted(positions, key=_by_date))
    return found


def _occasions(archive: Archive, reports: Sequence[Stated]) -> Iterator[Position]:
    """Reports of one stance of one holder on one proposition, by when it was taken.

    Reports are of one position where they quote the same occasion, or state the same day, month or year, or no date at all: of
    those, nothing proves that there were several. Those that name no one are joined by the occasion alone, since two officials
    who are not named need not be the same.
    """
    groups = _joined([_marks(stated) for stated in reports])
    drawn = [_position(archive, [reports[n] for n in group]) for group in groups]
    settled: list[Position] = []
    bounded: list[Position] = []  # those of the settled whose bounds are known, by the earlier
    perhaps: dict[str, list[Stated]] = defaultdict(list)
    for position in sorted(drawn, key=lambda p: (_width(p.date), _by_date(p))):
        allowed = list(islice(_allowed(position, bounded), 2))
        if len(allowed) == 1:
            perhaps[allowed[0].key].extend(position.reports)
            continue
        settled.append(position)
        if _width(position.date) < float("inf"):
            insort(bounded, position, key=_starts)
    for position in settled:
        more = tuple(sorted(perhaps[position.key], key=_by_publication))
        yield replace(position, perhaps=more) if more else position


def _allowed(vague: Position, bounded: Sequence[Position]) -> Iterator[Position]:
    """The positions that a vaguer date, or none, allows to be meant: no more are looked at than begin within its bounds."""
    if vague.holder.id is None or _width(vague.date) == 0:
        return
    first = bisect_left(bounded, _starts(vague), key=_starts) if _bound(vague, "earliest") else 0
    for position in islice(bounded, first, None):
        if _bound(vague, "latest") and _starts(position) > _ordinal(vague, "latest"):
            return
        if _may_be(vague, position):
            yield position


def _starts(position: Position) -> int:
    return _ordinal(position, "earliest")


def _marks(stated: Stated) -> Iterator[object]:
    """What two reports of one position have in common."""
    yield from _utterances(stated)
    date = stated.date
    if stated.statement.holder.id and date is None:
        yield "undated"
    elif stated.statement.holder.id and date:
        yield date.edtf.core if None not in date.edtf.core else date.edtf.text


def _utterances(stated: Stated) -> Iterator[str]:
    for quoted in stated.quotations:
        if quoted.quotation.passage:
            yield quoted.quotation.passage.utterance


def _joined(marks: Sequence[Iterable[object]]) -> list[list[int]]:
    """The numbers of the items, those together that share a mark, directly or through others."""
    leader = list(range(len(marks)))

    def lead(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    first: dict[object, int] = {}
    for number, own in enumerate(marks):
        for mark in own:
            leader[lead(number)] = lead(first.setdefault(mark, number))
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(marks)):
        groups[lead(number)].append(number)
    return list(groups.values())


def _position(archive: Archive, reports: list[Stated]) -> Position:
    statement = reports[0].statement
    reports.sort(key=_by_publication)
    date = _date(archive, reports)
    return Position(
        holder=statement.holder,
        stance=statement.stance,
        proposition=statement.proposition,
        date=date,
        reports=tuple(reports),
        perhaps=(),
        origins=tuple(dict.fromkeys(_origin(archive, stated) for stated in reports)),
        parties=_parties(archive, statement.holder, date or _at_the_latest(reports)),
        side=SIDES.get(statement.stance),
        best=best(reports, archive.settings.language),
    )


DAY_OF_OCCASION = "the day of the occasion that it quotes"
DERIVED: Final = frozenset({DAY_OF_QUOTATION, DAYS_OF_QUOTATIONS, DAY_OF_OCCASION})
"""The bases of dates that no statement gives."""


def _date(archive: Archive, reports: Sequence[Stated]) -> Date | None:
    """The narrowest date of the reports, of their quotations and of the occasions that they quote; where these exclude each
    other, all their time. One that a statement gives comes before an equal one that follows from its words."""
    occasions = dict.fromkeys(utterance for stated in reports for utterance in _utterances(stated))
    given = [stated.date for stated in reports]
    for utterance in occasions:
        said = getattr(archive.records.get(utterance), "said", None)
        given.append(said.model_copy(update={"words": None, "basis": DAY_OF_OCCASION}) if said else None)
    known = sorted(
        (date for date in given if date), key=lambda d: (_width(d), when(d), d.edtf.text, d.basis in DERIVED)
    )
    if not known:
        return None
    starts = [d.edtf.earliest for d in known if d.edtf.earliest]
    ends = [d.edtf.latest for d in known if d.edtf.latest]
    if starts and ends and max(starts) > min(ends):
        basis = "the reports of this position do not agree on its date"
        return Date.model_validate({"edtf": f"[{min(starts).iso}..{max(ends).iso}]", "basis": basis})
    return known[0]


def _at_the_latest(reports: Sequence[Stated]) -> Date | None:
    """When an undated position was published, before which it was taken; what began later cannot bear on it."""
    published = [stated.article.published for stated in reports if stated.article.published]
    return min(published, key=when) if published else None


def _may_be(vague: Position, narrow: Position) -> bool:
    """Whether a vaguer date allows a position at a narrower one, and everything that the narrower one allows."""
    if narrow.date is None or narrow.date.edtf.earliest is None or narrow.date.edtf.latest is None:
        return False
    if vague.date is None:
        published = vague.reports[0].article.published
        return published is None or not dates.proves_before(published.edtf, narrow.date.edtf)
    start, end = vague.date.edtf.earliest, vague.date.edtf.latest
    inside = (start is None or start <= narrow.date.edtf.earliest) and (end is None or narrow.date.edtf.latest <= end)
    return inside and _width(narrow.date) < _width(vague.date)


def _width(date: Date | None) -> float:
    """The number of days within which a date leaves the day open."""
    if date is None or date.edtf.earliest is None or date.edtf.latest is None:
        return float("inf")
    return date.edtf.latest.ordinal - date.edtf.earliest.ordinal


def _origin(archive: Archive, stated: Stated) -> str:
    """Who first carried a statement."""
    origin = origin_of(archive, stated)
    return origin.unnamed or "+".join(origin.ids)


def _with_retractions(positions: Sequence[Position]) -> tuple[Position, ...]:
    """The positions, earliest first; a retraction stands on the other side of what its holder held before, by default of an assertion."""
    retracted = [p for p in positions if p.stance == "retracts"]
    if not retracted:
        return tuple(positions)
    held: dict[AgentRef, list[Position]] = defaultdict(list)
    for position in positions:
        if position.side and position.date:
            held[position.holder].append(position)
    sides: dict[str, Side] = {}
    for position in retracted:
        before = [p for p in held[position.holder] if _proved(p, position)]
        last = max(before, key=lambda p: _ordinal(p, "latest"), default=None)
        sides[position.key] = 1 if last and last.side == -1 else -1
    return tuple(replace(p, side=sides[p.key]) if p.stance == "retracts" else p for p in positions)


def _by_publication(stated: Stated) -> tuple[object, ...]:
    return when(stated.article.published), stated.article.id, stated.statement.id


def _by_date(position: Position) -> tuple[object, ...]:
    return when(position.date), _by_publication(position.reports[0])


def _asserted(position: Position) -> bool:
    return position.stance in ("asserts", "confirms")


def _denied(position: Position) -> bool:
    return position.stance in ("denies", "doubts")


# --- who changed sides ---------------------------------------------------------------------------------------------------


def _changes(
    archive: Archive,
    positions: Mapping[str, Sequence[Position]],
    implying: Mapping[str, Sequence[str]],
    contradicting: Mapping[str, Sequence[str]],
) -> tuple[tuple[Reversal, ...], tuple[Split, ...]]:
    found: list[Reversal] = []
    splits: list[Split] = []
    for proposition in archive.propositions:
        own = positions[proposition.id]
        against = [p for p in own if p.side == -1]
        if against:
            # A retraction of a denial stands on this sentence alone; it asserts nothing that could imply another.
            stronger = (p for other in implying[proposition.id] for p in positions[other] if _asserted(p))
            for_it = [*(p for p in own if p.side == 1), *stronger]
            for subject, ours, theirs in _subjects(for_it, against):
                turns = list(_turns(ours, theirs))
                found += [Reversal(subject, proposition.id, None, *turn) for turn in turns]
                if not turns:
                    splits.append(Split(subject, proposition.id))
        for other in contradicting[proposition.id]:
            if proposition.id < other:
                found += _contradictions(proposition, other, positions, implying)
    found = _without_repeats(found)
    found.sort(key=lambda r: (-_ordinal(r.after[0], "earliest"), r.subject, r.proposition))
    return tuple(found), tuple(splits)


def _contradictions(
    proposition: Proposition,
    other: str,
    positions: Mapping[str, Sequence[Position]],
    implying: Mapping[str, Sequence[str]],
) -> Iterator[Reversal]:
    """Who asserted a sentence, and later one that contradicts it."""
    one = {proposition.id, *implying[proposition.id]}
    two = {other, *implying[other]}
    ours = [p for i in sorted(one - two) for p in positions[i] if _asserted(p)]
    theirs = [p for i in sorted(two - one) for p in positions[i] if _asserted(p)]
    for subject, these, those in _subjects(ours, theirs):
        for before, after, days in _turns(these, those):
            earlier, later = (proposition.id, other) if before[0].proposition in one else (other, proposition.id)
            yield Reversal(subject, earlier, later, before, after, days)


def _subjects(
    ours: Sequence[Position], theirs: Sequence[Position]
) -> Iterator[tuple[str, list[Position], list[Position]]]:
    """Whoever stands on both sides, as holder or through those who speak for it, with the positions of each side."""
    by_subject: dict[str, tuple[list[Position], list[Position]]] = defaultdict(lambda: ([], []))
    for number, side in enumerate((ours, theirs)):
        for position in side:
            own = (position.holder.id,) if position.holder.id else ()
            for subject in dict.fromkeys((*own, *position.parties)):
                by_subject[subject][number].append(position)
    for subject in sorted(by_subject):
        one, two = by_subject[subject]
        if one and two:
            yield subject, one, two


_Turn = tuple[tuple[Position, ...], tuple[Position, ...], tuple[int, int | None]]


def _turns(ours: Sequence[Position], theirs: Sequence[Position]) -> Iterator[_Turn]:
    """Each change from one side to the other that the dates prove.

    The longest row of positions on alternate sides, each proved to be before the next: from either beginning, always the next
    that is over first.
    """
    sides = (_Row(ours), _Row(theirs))
    rows = [_alternating(sides, first) for first in (0, 1)]
    row, first = max(zip(rows, (0, 1), strict=True), key=lambda r: len(r[0]))
    before: dict[int, list[Position]] = defaultdict(list)
    after: dict[int, list[Position]] = defaultdict(list)
    for number, side in enumerate(sides):
        # The ends of the row that stand on the other side, by their bounds: these rise along the row.
        places = range(int(number == first), len(row), 2)
        starts = [_ordinal(row[n], "earliest") for n in places]
        overs = [_ordinal(row[n], "latest") if _bound(row[n], "latest") else _NEVER for n in places]
        for position in side.all:
            if _bound(position, "latest"):
                follows = bisect_right(starts, _ordinal(position, "latest"))
                if follows < len(places):
                    before[places[follows] - 1].append(position)
            if _bound(position, "earliest"):
                precedes = bisect_left(overs, _ordinal(position, "earliest")) - 1
                if precedes >= 0:
                    after[places[precedes]].append(position)
    for n, (start, end) in enumerate(pairwise(row)):
        yield _first(start, before[n]), _first(end, after[n]), _days(start, end)


_NEVER: Final = 1 << 62


class _Row:
    """Positions of one side by the day from which each can have been taken, and which of those left is over first."""

    def __init__(self, positions: Sequence[Position]) -> None:
        self.all = sorted(positions, key=_by_date)
        self._any = [p for p in self.all if _bound(p, "latest")]
        dated = [p for p in self._any if _bound(p, "earliest")]
        self._starts = [_ordinal(p, "earliest") for p in dated]
        self._over_first: list[Position] = []
        for position in reversed(dated):
            best = self._over_first[-1] if self._over_first else position
            over = _ordinal(position, "latest") <= _ordinal(best, "latest")
            self._over_first.append(position if over else best)
        self._over_first.reverse()

    def first(self) -> Position | None:
        """The position that is over first."""
        return min(self._any, key=lambda p: _ordinal(p, "latest"), default=None)

    def next_after(self, position: Position) -> Position | None:
        """Of those proved to be after a position, the one that is over first."""
        at = bisect_right(self._starts, _ordinal(position, "latest"))
        return self._over_first[at] if at < len(self._over_first) else None


def _alternating(sides: tuple[_Row, _Row], first: int) -> list[Position]:
    row: list[Position] = []
    at = sides[first].first()
    while at:
        row.append(at)
        at = sides[(first + len(row)) % 2].next_after(at)
    if row:
        # The last may have an open end, behind which nothing can be proved to follow.
        row += [p for p in sides[(first + len(row)) % 2].all if _proved(row[-1], p)][:1]
    return row


def _proved(one: Position, two: Position) -> bool:
    return one.date is not None and two.date is not None and dates.proves_before(one.date.edtf, two.date.edtf)


def _days(start: Position, end: Position) -> tuple[int, int | None]:
    """The least and the most days from one to the other; `_proved` has made sure of the inner bounds."""
    first, last = _bound(start, "earliest"), _bound(end, "latest")
    least = _ordinal(end, "earliest") - _ordinal(start, "latest")
    return least, last.ordinal - first.ordinal if first and last else None


_End = Literal["earliest", "latest"]


def _bound(position: Position, end: _End) -> dates.Day | None:
    if position.date is None:
        return None
    return position.date.edtf.earliest if end == "earliest" else position.date.edtf.latest


def _ordinal(position: Position, end: _End) -> int:
    day = _bound(position, end)
    return day.ordinal if day else 0


def _first(pivot: Position, positions: Sequence[Position]) -> tuple[Position, ...]:
    return (pivot, *(p for p in positions if p.key != pivot.key))


def _without_repeats(found: Sequence[Reversal]) -> list[Reversal]:
    """The reversals; where a party's is one of a single person or body for it, only that one's own."""
    own = {
        (r.before[0].key, r.after[0].key, r.proposition, r.against) for r in found if r.subject == r.before[0].holder.id
    }
    return [
        r
        for r in found
        if not (r.one_holder and r.subject != r.before[0].holder.id)
        or (r.before[0].key, r.after[0].key, r.proposition, r.against) not in own
    ]
