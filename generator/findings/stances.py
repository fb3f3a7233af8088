"""Who takes which stance on a proposition, since when and on whose behalf; and who changed sides.

1. Reports are merged into positions: if several articles report one position, it is one `Position` with several
reports. 2. Positions are followed along the implications between propositions. 3. If a person or body is found on both
sides of a sentence, that is a `Reversal` if the dates prove the order, and else a `Split`.

The work grows with the number of statements, times the propositions that each statement's own implies and the bodies
for which its holder speaks. Editors write few of either. Sorting adds a logarithm.
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
from generator.archive.archive import DAY_OF_QUOTATION, DAYS_OF_QUOTATIONS, Archive, Stated, date_sort_key
from generator.findings.caching import cached_finding
from generator.findings.grounds import Carrier, best_report
from generator.findings.origins import origin_of
from generator.records.model import AgentRef, Date, Ground, Organisation, Person, Proposition, Role, Stance
from generator.text.messages import N_

_Closure = dict[str, tuple[str, ...]]

Side = Literal[1, -1]
SIDES: Final[Mapping[Stance, Side]] = {"asserts": 1, "confirms": 1, "denies": -1, "doubts": -1}
"""The side of a sentence that each stance takes: 1 for it, -1 against it. `declines` takes none. `retracts` has none of
its own: its side depends on what its holder said before."""


@dataclass(frozen=True, slots=True)
class Position:
    """A stance that one holder took on one proposition at one time, with everything that reports it.

    `date` is the narrowest that a report or the quoted occasion gives; None if none gives any. `reports` are in order
    of publication. `possible_reports` are reports with a vaguer date, or none, that fit only this position of the
    holder, though the date does not prove it. `origins` says who carried the reports first: ids of outlets, bodies and
    articles, or an article's description of an unnamed carrier. `parties` are the ids of the bodies for which the
    holder speaks, or the holder's own id if it is such a body. `best` is the report that shows the position best.
    """

    holder: AgentRef
    stance: Stance
    proposition: str
    date: Date | None
    reports: tuple[Stated, ...]
    possible_reports: tuple[Stated, ...]
    origins: tuple[str, ...]
    parties: tuple[str, ...]
    side: Side | None
    best: Carrier

    @property
    def rests_on(self) -> Ground | None:
        """What the best report rests on; None if its record does not say."""
        return self.best.ground

    @property
    def key(self) -> str:
        """`article/statement` of the report published first. It is unique, since no report belongs to two positions."""
        return self.reports[0].key

    @property
    def carriers(self) -> tuple[Stated, ...]:
        """Every report, those in `possible_reports` last."""
        return (*self.reports, *self.possible_reports)


@dataclass(frozen=True, slots=True)
class Reversal:
    """A change of sides that the dates prove: the subject took one side of a sentence and later the other.

    `subject` is the id of a person or body. `proposition` is the sentence that was denied; the sentence asserted is the
    same one or one that implies it, and `against` is None. Or the subject asserted two sentences that contradict each
    other: then `proposition` is the earlier one and `against` the later. `before` and `after` are the positions on each
    side, at least one each; `days` counts between the first of each, and the others follow by date. `days` are the
    least and the most days that the dates allow; the most is None if there is no limit.
    """

    subject: str
    proposition: str
    against: str | None
    before: tuple[Position, ...]
    after: tuple[Position, ...]
    days: tuple[int, int | None]

    @property
    def has_one_holder(self) -> bool:
        """Whether one person or body holds both positions, rather than two who speak for the subject."""
        return self.before[0].holder == self.after[0].holder

    @property
    def evidence(self) -> tuple[int, ...]:
        """A sort key, lowest for the best evidence: the rank of the weaker of the two positions, then of the stronger,
        then the number of hands of both."""
        ends = (self.before[0].best, self.after[0].best)
        return (*sorted((end.order for end in ends), reverse=True), sum(end.hands for end in ends))

    @property
    def positions(self) -> tuple[Position, ...]:
        """The positions of both sides, the earlier side first."""
        return (*self.before, *self.after)


@dataclass(frozen=True, slots=True)
class Split:
    """A person or body found on both sides of a sentence, in an order that no date proves."""

    subject: str
    proposition: str


@dataclass(frozen=True)
class Stances:
    """Every position in an archive, and what follows from them. The keys of all mappings are ids.

    By proposition: `positions`, earliest first; `implied`, the propositions that it implies through any number of
    steps, nearest first and without itself; `implying`, those that imply it; `contradicting`, those that contradict it,
    whichever of the two records says so; `reversals_on`, the reversals that concern it; `split_on`, who is on both of
    its sides in an order that no date proves. By person or body: `reversals_of`, the reversals in which it takes part.
    Reversals are sorted by the latest change first.
    """

    positions: Mapping[str, tuple[Position, ...]]
    reversals: tuple[Reversal, ...]
    splits: tuple[Split, ...]
    implied: Mapping[str, tuple[str, ...]]
    implying: Mapping[str, tuple[str, ...]]
    contradicting: Mapping[str, tuple[str, ...]]
    reversals_of: Mapping[str, tuple[Reversal, ...]]
    reversals_on: Mapping[str, tuple[Reversal, ...]]
    split_on: Mapping[str, frozenset[str]]


def reversals(archive: Archive) -> tuple[Reversal, ...]:
    """Every reversal of a holder or of a party, the latest change first."""
    return stances(archive).reversals


def reversals_of(archive: Archive, agent: str) -> tuple[Reversal, ...]:
    """The reversals of a person or body, of those who speak for it, and of a party to whose reversal it contributed a
    position."""
    return stances(archive).reversals_of.get(agent, ())


@cached_finding
def stances(archive: Archive) -> Stances:
    """Every position, with the reversals and splits that follow from them."""
    implied, implying, contradicting = _related_propositions(archive)
    positions = _positions(archive)
    found, splits = _changes(archive, positions, implying, contradicting)
    by_agent: dict[str, list[Reversal]] = defaultdict(list)
    by_proposition: dict[str, list[Reversal]] = defaultdict(list)
    for reversal in found:
        for proposition in dict.fromkeys(_concerned_propositions(reversal, implied, implying)):
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
            for proposition, some in groupby(splits, key=lambda split: split.proposition)  # already grouped
        },
    )


def bearing_on(archive: Archive, proposition: str) -> tuple[Position, ...]:
    """The positions on a proposition, and those on others that bear on it, earliest first.

    Asserting a sentence asserts what it implies; denying or doubting a sentence denies or doubts what implies it.
    """
    found = stances(archive)
    stronger = (p for other in found.implying[proposition] for p in found.positions.get(other, ()) if _is_assertion(p))
    weaker = (p for other in found.implied[proposition] for p in found.positions.get(other, ()) if _is_denial(p))
    return tuple(sorted((*found.positions.get(proposition, ()), *stronger, *weaker), key=_by_date))


def reversals_on(archive: Archive, proposition: str) -> tuple[Reversal, ...]:
    """Reversals that concern this proposition: a position in them was taken on it, or it lies on the chain of
    implications from what was asserted to what was denied."""
    return stances(archive).reversals_on.get(proposition, ())


def reversals_within(archive: Archive, proposition: str) -> tuple[Reversal, ...]:
    """Reversals reduced to this proposition: with only the positions that bear on it, and the days between those.

    A reversal is left out if only one of its sides bears on the proposition. Reversals between two contradicting
    sentences are unchanged.
    """
    bearing = {p.key for p in bearing_on(archive, proposition)}
    return tuple(turn for r in reversals_on(archive, proposition) if (turn := _reduced_to(r, bearing)))


def _reduced_to(reversal: Reversal, bearing: set[str]) -> Reversal | None:
    if reversal.against or {reversal.before[0].key, reversal.after[0].key} <= bearing:
        return reversal
    before = [p for p in reversal.before if p.key in bearing and _bound(p, "latest")]
    if not before:
        return None
    start = min(before, key=lambda p: (p.key != reversal.before[0].key, _ordinal(p, "latest")))
    after = [p for p in reversal.after if p.key in bearing and _is_proved_before(start, p)]
    if not after:
        return None
    end = min(after, key=lambda p: (p.key != reversal.after[0].key, _ordinal(p, "earliest")))
    return replace(reversal, before=_with_first(start, before), after=_with_first(end, after), days=_days(start, end))


def _concerned_propositions(reversal: Reversal, implied: _Closure, implying: _Closure) -> Iterator[str]:
    """The propositions that a reversal concerns; ids may repeat."""
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


def _related_propositions(archive: Archive) -> tuple[_Closure, _Closure, _Closure]:
    """By proposition: what it implies and what implies it, through any number of steps, and what contradicts it."""
    implies: dict[str, list[str]] = defaultdict(list)
    implied_by: dict[str, list[str]] = defaultdict(list)
    against: dict[str, list[str]] = defaultdict(list)
    for proposition in archive.propositions:
        for other in proposition.implies:
            implies[proposition.id].append(other)
            implied_by[other].append(proposition.id)
        for other in proposition.contradicts:
            against[proposition.id].append(other)
            against[other].append(proposition.id)
    ids = [proposition.id for proposition in archive.propositions]
    return (
        {i: _reachable(i, implies) for i in ids},
        {i: _reachable(i, implied_by) for i in ids},
        {i: tuple(dict.fromkeys(o for o in against.get(i, ()) if o != i)) for i in ids},
    )


def _reachable(start: str, steps: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Everything reachable by `steps`, nearest first and without the start. Cycles are followed only once."""
    found = {start: None}
    front = [start]
    while front:
        ahead = dict.fromkeys(after for reached in front for after in steps.get(reached, ()))
        front = [after for after in ahead if after not in found]
        found |= dict.fromkeys(front)
    return tuple(found)[1:]


# --- for whom someone speaks ---------------------------------------------------------------------------------------------

_SPEAK_FOR_THEMSELVES: Final = frozenset({"parliament", "legislature", "chamber of parliament"})
"""Kinds of bodies whose members speak for themselves, since disagreeing is part of their work."""

_ENDED: Final = re.compile(r"(?:former(?:ly)?|ex|retired)\b", re.IGNORECASE)
"""The beginning of a title that its holder no longer has, for records without an end date."""


def speaks_for(archive: Archive, agent: str, on: dates.Edtf | None = None) -> tuple[str, ...]:
    """The ids of the bodies for which a person or body speaks, the nearest first.

    They are the bodies of its roles and the body that it is part of, and in turn the bodies for which those speak. A
    role counts unless the dates prove that it was not held `on` that date. A cycle of bodies, which `check` reports, is
    followed only once.
    """
    found: dict[str, None] = {}
    row = list(_bodies_above(archive, agent, on))
    while row:
        row = [body for body in dict.fromkeys(row) if body != agent and body not in found]
        found |= dict.fromkeys(row)
        row = [above for body in row for above in _bodies_above(archive, body, on)]
    return tuple(found)


def _bodies_above(archive: Archive, agent: str, on: dates.Edtf | None) -> Iterator[str]:
    record = archive.records.get(agent)
    if not isinstance(record, Person | Organisation):
        return
    if isinstance(record, Organisation) and record.part_of in archive.records:
        yield record.part_of or ""
    for role in record.roles:
        body = archive.records.get(role.of or "")
        if not isinstance(body, Organisation) or not _is_held(role, on):
            continue
        if isinstance(record, Organisation) or (body.kind or "").lower() not in _SPEAK_FOR_THEMSELVES:
            yield body.id


def _is_held(role: Role, on: dates.Edtf | None) -> bool:
    return not (role.to is None and _ENDED.match(role.title)) and may_be_held(role, on)


def may_be_held(role: Role, on: dates.Edtf | None) -> bool:
    """Whether the dates allow that a role was held on that date. True if `on` is None."""
    if on is None:
        return True
    begun_later = role.from_ is not None and dates.proves_before(on, role.from_.edtf)
    ended_before = role.to is not None and dates.proves_before(role.to.edtf, on)
    return not begun_later and not ended_before


def _parties(archive: Archive, holder: AgentRef, date: Date | None) -> tuple[str, ...]:
    """The bodies for which a holder counts: the topmost ones for which it speaks; for a body that speaks for none,
    itself."""
    if holder.id is None:
        return ()
    on = date.edtf if date else None
    above = speaks_for(archive, holder.id, on)
    if not above:
        return (holder.id,) if isinstance(archive.records.get(holder.id), Organisation) else ()
    further = {body: tuple(_bodies_above(archive, body, on)) for body in above}
    ends = tuple(body for body in above if not further[body])
    if ends:
        return ends
    # Every path upwards ends in a cycle of bodies. The first of them by id, possibly the holder itself, represents all.
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
    """The positions that reports of one holder's stance on one proposition describe: one for each time at which it was
    taken.

    Two reports are of one position if they quote the same occasion or state the same date. All reports without a date
    are of one position, since nothing proves that there were several. If the holder is unnamed, only the same occasion
    joins reports: two unnamed officials need not be the same person.
    """
    groups = _group_by_key([_matching_keys(stated) for stated in reports])
    candidates = [_position(archive, [reports[n] for n in group]) for group in groups]
    settled: list[Position] = []
    bounded: list[Position] = []  # the settled ones with both bounds known, sorted by the earlier bound
    perhaps: dict[str, list[Stated]] = defaultdict(list)
    for position in sorted(candidates, key=lambda p: (_width(p.date), _by_date(p))):
        allowed = list(islice(_possible_positions(position, bounded), 2))
        if len(allowed) == 1:
            perhaps[allowed[0].key].extend(position.reports)
            continue
        settled.append(position)
        if _width(position.date) < float("inf"):
            insort(bounded, position, key=_first_day)
    for position in settled:
        more = tuple(sorted(perhaps[position.key], key=_by_publication))
        yield replace(position, possible_reports=more) if more else position


def _possible_positions(vague: Position, bounded: Sequence[Position]) -> Iterator[Position]:
    """The positions that a report with a vaguer date, or none, may mean. Only positions that begin within its bounds
    are tried."""
    if vague.holder.id is None or _width(vague.date) == 0:
        return
    first = bisect_left(bounded, _first_day(vague), key=_first_day) if _bound(vague, "earliest") else 0
    for position in islice(bounded, first, None):
        if _bound(vague, "latest") and _first_day(position) > _ordinal(vague, "latest"):
            return
        if _may_include(vague, position):
            yield position


def _first_day(position: Position) -> int:
    return _ordinal(position, "earliest")


def _matching_keys(stated: Stated) -> Iterator[object]:
    """The keys of a report. Reports of one holder's stance with a common key are of one position."""
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


def _group_by_key(marks: Sequence[Iterable[object]]) -> list[list[int]]:
    """Indices of the items, grouped: items that share a mark, directly or through others, are in one group
    (union-find)."""
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
        possible_reports=(),
        origins=tuple(dict.fromkeys(_origin(archive, stated) for stated in reports)),
        parties=_parties(archive, statement.holder, date or _at_the_latest(reports)),
        side=SIDES.get(statement.stance),
        best=best_report(reports, archive.settings.language),
    )


DAY_OF_OCCASION = N_("the day of the occasion that it quotes")
DERIVED: Final = frozenset({DAY_OF_QUOTATION, DAYS_OF_QUOTATIONS, DAY_OF_OCCASION})
"""The values of a date's basis that mark it as derived from a statement's words and not given by the statement."""


def _date(archive: Archive, reports: Sequence[Stated]) -> Date | None:
    """The narrowest date among the reports, their quotations and the occasions that they quote; None if no date is
    known.

    If the dates exclude each other, the result is the whole span from the first to the last. Among equal dates, one
    given by a statement comes before one derived from its words.
    """
    occasions = dict.fromkeys(utterance for stated in reports for utterance in _utterances(stated))
    given = [stated.date for stated in reports]
    for utterance in occasions:
        said = getattr(archive.records.get(utterance), "said", None)
        given.append(said.model_copy(update={"words": None, "basis": DAY_OF_OCCASION}) if said else None)
    known = sorted(
        (date for date in given if date), key=lambda d: (_width(d), date_sort_key(d), d.edtf.text, d.basis in DERIVED)
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
    """The earliest date of publication, by which an undated position had been taken; None if no article has a date."""
    published = [stated.article.published for stated in reports if stated.article.published]
    return min(published, key=date_sort_key) if published else None


def _may_include(vague: Position, narrow: Position) -> bool:
    """Whether the vaguer date includes every day that the narrower one may mean."""
    if narrow.date is None or narrow.date.edtf.earliest is None or narrow.date.edtf.latest is None:
        return False
    if vague.date is None:
        published = vague.reports[0].article.published
        return published is None or not dates.proves_before(published.edtf, narrow.date.edtf)
    start, end = vague.date.edtf.earliest, vague.date.edtf.latest
    inside = (start is None or start <= narrow.date.edtf.earliest) and (end is None or narrow.date.edtf.latest <= end)
    return inside and _width(narrow.date) < _width(vague.date)


def _width(date: Date | None) -> float:
    """Days between the earliest and the latest day that a date may mean; infinite if either is open."""
    if date is None or date.edtf.earliest is None or date.edtf.latest is None:
        return float("inf")
    return date.edtf.latest.ordinal - date.edtf.earliest.ordinal


def _origin(archive: Archive, stated: Stated) -> str:
    """Who first carried a statement, as one string."""
    origin = origin_of(archive, stated)
    return origin.unnamed or "+".join(origin.ids)


def _with_retractions(positions: Sequence[Position]) -> tuple[Position, ...]:
    """The positions in the same order, with a side for each retraction: the opposite of the side that its holder last
    took before it.

    If no earlier position is known, it is taken to retract an assertion.
    """
    retracted = [p for p in positions if p.stance == "retracts"]
    if not retracted:
        return tuple(positions)
    held: dict[AgentRef, list[Position]] = defaultdict(list)
    for position in positions:
        if position.side and position.date:
            held[position.holder].append(position)
    sides: dict[str, Side] = {}
    for position in retracted:
        before = [p for p in held[position.holder] if _is_proved_before(p, position)]
        last = max(before, key=lambda p: _ordinal(p, "latest"), default=None)
        sides[position.key] = 1 if last and last.side == -1 else -1
    return tuple(replace(p, side=sides[p.key]) if p.stance == "retracts" else p for p in positions)


def _by_publication(stated: Stated) -> tuple[object, ...]:
    return date_sort_key(stated.article.published), stated.article.id, stated.statement.id


def _by_date(position: Position) -> tuple[object, ...]:
    return date_sort_key(position.date), _by_publication(position.reports[0])


def _is_assertion(position: Position) -> bool:
    return position.stance in ("asserts", "confirms")


def _is_denial(position: Position) -> bool:
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
            # A retracted denial counts for this sentence only: it asserts nothing that could imply another.
            stronger = (p for other in implying[proposition.id] for p in positions[other] if _is_assertion(p))
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
    """Reversals of those who asserted a sentence and later one that contradicts it, or the other way round."""
    one = {proposition.id, *implying[proposition.id]}
    two = {other, *implying[other]}
    ours = [p for i in sorted(one - two) for p in positions[i] if _is_assertion(p)]
    theirs = [p for i in sorted(two - one) for p in positions[i] if _is_assertion(p)]
    for subject, these, those in _subjects(ours, theirs):
        for before, after, days in _turns(these, those):
            earlier, later = (proposition.id, other) if before[0].proposition in one else (other, proposition.id)
            yield Reversal(subject, earlier, later, before, after, days)


def _subjects(
    ours: Sequence[Position], theirs: Sequence[Position]
) -> Iterator[tuple[str, list[Position], list[Position]]]:
    """Everyone found on both sides, as holder or through those who speak for them: id, positions in `ours`, positions
    in `theirs`."""
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
    """Each change of sides that the dates prove: the positions before it, those after it, and the days between.

    A row is a sequence of positions on alternating sides, each proved to be before the next. Always taking the next
    position whose date ends first gives the longest row from either side; the longer of the two is used. Each position
    outside the row is added to the change that the dates prove it to be before or after.
    """
    sides = (_Row(ours), _Row(theirs))
    rows = [_alternating(sides, first) for first in (0, 1)]
    row, first = max(zip(rows, (0, 1), strict=True), key=lambda r: len(r[0]))
    positions_before: dict[int, list[Position]] = defaultdict(list)
    after: dict[int, list[Position]] = defaultdict(list)
    for number, side in enumerate(sides):
        # The row's members on the other side. Their bounds increase along the row, so binary search works.
        places = range(int(number == first), len(row), 2)
        starts = [_ordinal(row[n], "earliest") for n in places]
        overs = [_ordinal(row[n], "latest") if _bound(row[n], "latest") else _NEVER for n in places]
        for position in side.all:
            if _bound(position, "latest"):
                follows = bisect_right(starts, _ordinal(position, "latest"))
                if follows < len(places):
                    positions_before[places[follows] - 1].append(position)
            if _bound(position, "earliest"):
                precedes = bisect_left(overs, _ordinal(position, "earliest")) - 1
                if precedes >= 0:
                    after[places[precedes]].append(position)
    for n, (start, end) in enumerate(pairwise(row)):
        yield _with_first(start, positions_before[n]), _with_first(end, after[n]), _days(start, end)


_NEVER: Final = 1 << 62


class _Row:
    """The positions of one side, searchable for the one after a given day whose date ends first."""

    def __init__(self, positions: Sequence[Position]) -> None:
        self.all = sorted(positions, key=_by_date)
        self._any = [p for p in self.all if _bound(p, "latest")]
        dated = [p for p in self._any if _bound(p, "earliest")]
        self._starts = [_ordinal(p, "earliest") for p in dated]
        self._ends_first: list[Position] = []
        for position in reversed(dated):
            best = self._ends_first[-1] if self._ends_first else position
            sooner = _ordinal(position, "latest") <= _ordinal(best, "latest")
            self._ends_first.append(position if sooner else best)
        self._ends_first.reverse()

    def first(self) -> Position | None:
        """The position whose date ends first; None if no date has an end."""
        return min(self._any, key=lambda p: _ordinal(p, "latest"), default=None)

    def next_after(self, position: Position) -> Position | None:
        """Among the positions proved to be after this one, the one whose date ends first; None if there is none."""
        following = bisect_right(self._starts, _ordinal(position, "latest"))
        return self._ends_first[following] if following < len(self._ends_first) else None


def _alternating(sides: tuple[_Row, _Row], first: int) -> list[Position]:
    """The longest row that begins on this side: each position is proved to be before the next and on the opposite
    side."""
    row: list[Position] = []
    position = sides[first].first()
    while position:
        row.append(position)
        position = sides[(first + len(row)) % 2].next_after(position)
    if row:
        # The last member may have an open end, since nothing has to follow it.
        row += [p for p in sides[(first + len(row)) % 2].all if _is_proved_before(row[-1], p)][:1]
    return row


def _is_proved_before(one: Position, two: Position) -> bool:
    return one.date is not None and two.date is not None and dates.proves_before(one.date.edtf, two.date.edtf)


def _days(start: Position, end: Position) -> tuple[int, int | None]:
    """The least and the most days between two positions. The inner bounds are both known, since the order is proved."""
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


def _with_first(pivot: Position, positions: Sequence[Position]) -> tuple[Position, ...]:
    return (pivot, *(p for p in positions if p.key != pivot.key))


def _without_repeats(found: Sequence[Reversal]) -> list[Reversal]:
    """Drop a party's reversal if the same two positions are already one speaker's own reversal."""
    own = {
        (r.before[0].key, r.after[0].key, r.proposition, r.against) for r in found if r.subject == r.before[0].holder.id
    }
    return [
        r
        for r in found
        if not (r.has_one_holder and r.subject != r.before[0].holder.id)
        or (r.before[0].key, r.after[0].key, r.proposition, r.against) not in own
    ]
