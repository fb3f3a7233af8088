"""The grid on a proposition's page: a row per holder, a column per period, and the positions in its cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import date_sort_key
from generator.findings.known_days import earliest, latest, published_at_latest
from generator.findings.source_status import SourceStatus, common_status
from generator.findings.stances import Position, Reversal, Stances
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import PER_PAGE
from generator.pages.parts.reversals import (
    duration,
    known_since,
    reversal_links,
    weakness,
)
from generator.pages.parts.role import Role, role_of
from generator.pages.parts.statement import footing
from generator.pages.propositions.evidence import holders_of, publication_order
from generator.records.model import AgentRef, Stance
from generator.records.vocabulary import GROUNDS, PAST, STANCES
from generator.text.messages import N_, _, ngettext

COLUMNS = 9
"""The most columns of the grid. With more, a stance does not fit next to its sign on a laptop. Instead of more months,
columns become quarters, then years."""


HOLDERS = 25
"""The most rows of the grid, which take an eighth of a page's budget. Other holders are only in the list of reports."""


IN_A_CELL = 3
"""The most positions in one cell of the grid. The list below has all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A position in the grid. `carriers` has the number of its articles by day of publication, as "day:number
    day:number"."""

    stance: Stance
    text: str
    year: str
    times: int
    mark: str
    ground: str  # what it rests on, if that is less than the holder's own words
    href: str
    carriers: str
    became: SourceStatus | None  # status of its articles, if every one of them was changed or retracted


@dataclass(frozen=True, slots=True)
class HolderRow:
    """The positions of one holder, by period. `own` is whether the holder is the party in the heading."""

    holder: Link
    role: Role | None
    own: bool
    cells: tuple[tuple[Cell, ...], ...]
    more: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of a party's heading row: the stance that was given up, the one taken up, or the time between."""

    stance: Stance | None
    said: str
    span: int
    gap: bool
    way: Link | None = None
    known: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Those who speak for one body. `turned` is a link that describes in words the change of sides drawn in the heading
    row."""

    name: Link
    note: str
    turned: Link | None
    known: str
    head: tuple[HeadCell, ...]
    rows: tuple[HolderRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A period of the grid. `gap` is whether periods without a position are left out before it."""

    label: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid on a proposition's page."""

    columns: tuple[Column, ...]
    parties: tuple[Party, ...]
    key: tuple[tuple[Stance, str, str], ...]  # (stance, its meaning, day from which one was known)
    # (sign, whether its claim implies this one, link to that claim, day from which that was known)
    marks: tuple[tuple[str, bool, Link, str], ...]
    more: str
    gaps: bool


# --- the grid ---
@dataclass(frozen=True)
class ReportAddresses:
    """Where to find the evidence for a position: on the page, or on one of the further pages that list every report."""

    here: Here
    shown: set[str]
    number: Mapping[str, int]

    def href(self, position: Position) -> str:
        if position.key in self.shown:
            return f"#{routes.position(position.key)}"
        path = routes.continuation(self.here.path, "reports", self.number[position.key] // PER_PAGE + 1)
        return routes.relative(self.here.path, path, routes.report(position.key))


_SIGNS = "†‡§¶‖"


_OTHERS = ""
"""The key for those who speak for no body that the records name."""


def grid(
    here: Here,
    found: Stances,
    proposition: str,
    bearing: Sequence[Position],
    turned: Sequence[Reversal],
    where: ReportAddresses,
) -> Grid:
    """The grid of a proposition: who takes which stance, by period."""
    others = list(dict.fromkeys(p.proposition for p in bearing if p.proposition != proposition))
    marks = {other: _SIGNS[n] if n < len(_SIGNS) else f"({n + 1})" for n, other in enumerate(others)}
    periods = _Periods.fitting(bearing)
    common = Counter(party for position in bearing for party in position.parties)
    groups: dict[str, list[Position]] = defaultdict(list)
    for position in bearing:
        # Someone who speaks for several bodies is grouped with the one that most positions here are taken for.
        groups[max(position.parties, key=lambda party: common[party], default=_OTHERS)].append(position)
    for key in [k for k, some in groups.items() if k and all(p.holder.id == k for p in some)]:
        groups[_OTHERS] += groups.pop(key)  # a body for which only it itself speaks needs no heading
    reversed_by = {r.subject: r for r in reversed(turned)}
    split = found.split_on.get(proposition, frozenset())

    def rank(key: str) -> tuple[object, ...]:
        return key == _OTHERS, key not in reversed_by, -len(groups[key]), here.archive[key].name if key else ""

    parties = []
    left = HOLDERS
    unshown = 0
    for key in sorted((k for k in groups if groups[k]), key=rank):
        rows = list(_rows(here, key, sorted(groups[key], key=_by_date), periods, marks, where, left))
        holders = len(holders_of(groups[key]))
        unshown += holders - len(rows)
        left -= len(rows)
        if rows:
            parties.append(_drawn_party(here, key, rows, reversed_by.get(key), key in split, periods))
    since = {stance: earliest(known_since(p) for p in bearing if p.stance == stance) for stance in STANCES}
    used = {p.stance for p in bearing}
    return Grid(
        columns=periods.columns,
        parties=tuple(parties),
        key=tuple((stance, meaning, since[stance]) for stance, meaning in STANCES.items() if stance in used),
        marks=tuple(
            (
                sign,
                other in found.implying[proposition],
                here.link(other),
                latest([here.known_day(other), earliest(known_since(p) for p in bearing if p.proposition == other)]),
            )
            for other, sign in marks.items()
        ),
        more=ngettext("{n} more holder in the list of reports", "{n} more holders in the list of reports", unshown)
        if unshown > 0
        else "",
        gaps=any(column.gap for column in periods.columns),
    )


def _drawn_party(
    here: Here, key: str, rows: Sequence[HolderRow], reversal: Reversal | None, split: bool, periods: _Periods
) -> Party:
    if key == _OTHERS:
        name, note = Link(_("Others")), _("who speak for no larger body that the records name")
    else:
        name = here.link(key)
        note = _("on both sides, in an order that no date proves") if split and not reversal else ""
    turned = here.page_link(here.path, _reversed_after(reversal), "reversals") if reversal else None
    known = reversal_links(here, [reversal])[0].known if reversal else ""
    return Party(name, note, turned, known, _head(reversal, turned, known, periods), tuple(rows))


def _reversed_after(reversal: Reversal) -> str:
    days, weak = duration(reversal), weakness(reversal)
    if weak:
        return _("reversed after {days} ({how})", days=days, how=weak)
    return _("reversed after {days}", days=days)


_MIN_PERIODS_BETWEEN = 3
"""How many periods must be between the ends of a change of sides for its text to fit."""


def _head(reversal: Reversal | None, turned: Link | None, known: str, periods: _Periods) -> tuple[HeadCell, ...]:
    """The heading row of a party with its change of sides; empty if there is none or its text does not fit between the
    ends."""
    if reversal is None:
        return ()
    start, end = periods.place(reversal.before[0]), periods.place(reversal.after[0])
    if periods.vague(start) or periods.vague(end) or end - start <= _MIN_PERIODS_BETWEEN:
        return ()
    gaps = [column.gap for column in periods.columns]
    before, behind = reversal.before[0].stance, reversal.after[0].stance
    return (
        *(HeadCell(None, "", 1, gap) for gap in gaps[:start]),
        HeadCell(before, PAST[before], 1, gaps[start], known=known),
        HeadCell(None, "", end - start - 1, gap=False, way=turned, known=known),
        HeadCell(behind, PAST[behind], 1, gaps[end], known=known),
        *(HeadCell(None, "", 1, gap) for gap in gaps[end + 1 :]),
    )


def _rows(
    here: Here,
    key: str,
    positions: Sequence[Position],
    periods: _Periods,
    marks: Mapping[str, str],
    where: ReportAddresses,
    most: int,
) -> Iterator[HolderRow]:
    by_holder: dict[AgentRef, list[Position]] = defaultdict(list)
    for position in positions:
        by_holder[position.holder].append(position)
    for holder, some in list(by_holder.items())[:most]:
        placed: list[list[Position]] = [[] for each in periods.columns]
        for position in some:
            placed[periods.place(position)].append(position)
        yield HolderRow(
            holder=here.agent_link(holder),
            role=role_of(here, holder, some),
            own=holder.id == key,
            cells=tuple(tuple(_cell(p, marks, where) for p in in_one[:IN_A_CELL]) for in_one in placed),
            more=tuple(max(0, len(in_one) - IN_A_CELL) for in_one in placed),
        )


def _cell(position: Position, marks: Mapping[str, str], where: ReportAddresses) -> Cell:
    text, year = _("no date"), ""
    if position.date:
        text = dates.format_short(position.date.edtf)
        if text[-4:].isdigit() and text[-5:-4] == " ":
            text, year = text[:-5], text[-4:]
    days = Counter(published_at_latest(s.article) for s in position.carriers)
    return Cell(
        stance=position.stance,
        text=text,
        year=year,
        times=len(position.carriers),
        mark=marks.get(position.proposition, ""),
        ground=GROUNDS[position.rests_on] if footing(position.best.stated.statement).weak else "",
        href=where.href(position),
        carriers=" ".join(f"{day}:{number}" for day, number in sorted(days.items())),
        became=common_status(stated.article for stated in position.carriers),
    )


_VAGUE: Mapping[int, str] = {1: N_("Not to the month"), 3: N_("Not to the quarter"), 12: N_("Not to the year")}
_VAGUER = N_("Not to the period")
"""The heading of the column for stances with vaguer dates, by the length of the other columns in months."""


@dataclass(frozen=True)
class _Periods:
    """The columns of a grid: the periods with positions, all of the same length, and one column for vaguer dates."""

    months: int
    numbers: tuple[int, ...]
    with_vague: bool

    @classmethod
    def fitting(cls, positions: Sequence[Position]) -> _Periods:
        """The columns with the shortest periods of which at most `COLUMNS` are needed."""
        for months in (1, 3, 12, 60, 120, 1200, 12000):
            found = {_period(p, months) for p in positions}
            numbers = tuple(sorted(n for n in found if n is not None))
            if len(numbers) + (None in found) <= COLUMNS:
                break
        return cls(months, numbers[-COLUMNS:], None in found)

    @property
    def columns(self) -> tuple[Column, ...]:
        drawn = []
        before = None
        for number in self.numbers:
            year = before is None or _year(number, self.months) != _year(before, self.months)
            drawn.append(
                Column(_period_label(number, self.months, year=year), before is not None and number != before + 1)
            )
            before = number
        if self.with_vague:
            what = _VAGUE.get(self.months, _VAGUER)
            drawn.append(Column(_(what), bool(drawn)))
        return tuple(drawn)

    def place(self, position: Position) -> int:
        """The index of a position's column."""
        number = _period(position, self.months)
        return self.numbers.index(number) if number in self.numbers else len(self.columns) - 1

    def vague(self, place: int) -> bool:
        """Whether this column is the one for vaguer dates."""
        return place >= len(self.numbers)


def _period(position: Position, months: int) -> int | None:
    """The number of the period that a position's date falls into; None if it has no date or the date allows several
    periods."""
    start, end = position.date.edtf.core if position.date else (None, None)
    if start is None or end is None:
        return None
    first, last = ((day.year * 12 + day.month - 1) // months for day in (start, end))
    return first if first == last else None


def _year(number: int, months: int) -> int:
    return number * months // 12


def _period_label(number: int, months: int, *, year: bool) -> str:
    first = number * months
    if months >= 12:
        last = first // 12 + months // 12 - 1
        return str(last) if months == 12 else f"{first // 12}–{last}"
    if months == 1 and year:
        return dates.month_of_year(first // 12, first % 12 + 1, short=True)
    names = [dates.month_name(month, short=True) for month in (first % 12 + 1, first % 12 + months)]
    name = "–".join(dict.fromkeys(names))
    return f"{name} {first // 12}" if year else name


def _by_date(position: Position) -> tuple[object, ...]:
    return date_sort_key(position.date), publication_order(position.reports[0])
