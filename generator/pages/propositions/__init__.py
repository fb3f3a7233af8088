"""The page of a proposition: who holds what of it, over time, with the evidence; and the index of all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import dates, routes
from generator.archive.archive import Archive, Stated, when
from generator.findings.known import published_by
from generator.findings.stances import Position, Reversal, Stances, bearing_on, reversals_on, stances
from generator.pages.page import Page
from generator.pages.parts.here import GROUNDS, STANCES, Footing, Here, Link, When, footing
from generator.pages.parts.lists import PER_PAGE, Section, further, whole_of
from generator.pages.parts.reversals import (
    PAST,
    Turn,
    Words,
    after,
    day_from,
    known_since,
    quote,
    reversal_links,
    reversal_rows,
)
from generator.pages.parts.strips import Dated, Strip, small_timeline
from generator.records.model import AgentRef, Proposition, Stance
from generator.text import markup

INDEX = routes.index("propositions")

COLUMNS = 9
"""Columns of the grid: with more, a stance no longer fits beside its sign on a laptop. Months then give way to quarters, and so on."""
HOLDERS = 60
"""Rows of the grid, of a third of a page's weight together; beyond, the list of reports has everybody."""
IN_A_CELL = 3
"""Positions in one cell of the grid, which all stand in the list below it."""
SHOWN = 50
"""Positions with their evidence on the page itself, at some 3 KB each with six articles; further pages list every report."""
CARRIERS = 6
"""Articles named under a position."""
TURNED = 25
"""Reversals on the page itself, at some 1.5 KB each; further pages have all of them."""
BESIDE = 12
"""Positions in each column of two sentences side by side."""
INDEXED = 130
"""Propositions on the index, at some 700 bytes each, and up to 1.5 KB; further pages have all of them."""


def pages(archive: Archive) -> Iterator[Page]:
    """Every proposition's page with the further pages of its reports, and the index."""
    for proposition in archive.propositions:
        yield from of(archive, proposition)
    yield from _index(archive, stances(archive))


def of(archive: Archive, proposition: Proposition) -> Iterator[Page]:
    """The page of one proposition, with the further pages of its reports."""
    return _page(archive, stances(archive), proposition)


# --- one proposition -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the title block: words, and what they lead to."""

    label: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A position in the grid. `carriers` are the days by which its articles were published, with their number."""

    stance: Stance
    text: str
    year: str
    full: str
    times: int
    mark: str
    ground: str  # what it rests on, where that is less than the holder's words
    href: str
    carriers: str


@dataclass(frozen=True, slots=True)
class HolderRow:
    """What one holder holds, period by period. `own` where it is the party that stands above."""

    holder: Link
    as_what: str
    own: bool
    cells: tuple[tuple[Cell, ...], ...]
    more: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A stretch of a party's row: the stance from which or to which it turned, or the way between."""

    stance: Stance | None
    said: str
    span: int
    gap: bool
    way: Link | None = None
    known: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Those who speak for one body. `turned` says in words what the row above them draws."""

    name: Link
    note: str
    turned: Link | None
    known: str
    head: tuple[HeadCell, ...]
    rows: tuple[HolderRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A period of the grid; `gap` where periods without a position are left out before it."""

    label: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Holders down, time across."""

    columns: tuple[Column, ...]
    parties: tuple[Party, ...]
    key: tuple[tuple[Stance, str], ...]
    marks: tuple[tuple[str, str, Link], ...]
    more: str
    gaps: bool


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
class Entry:
    """A position with its evidence. `sentence` where it is on another proposition that bears on this one."""

    anchor: str
    holder: Link
    as_what: str
    stance: Stance
    when: When
    sentence: Link | None
    day_from: str
    footing: Footing
    quote: Words | None
    beside: bool
    wordings: Link | None
    carriers: tuple[Carrier, ...]
    more: int
    origins: str
    known: str  # the day by which the first report had certainly been published


@dataclass(frozen=True, slots=True)
class Month:
    """Positions by the month in which they were first published."""

    anchor: str
    title: str
    counted: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A position in a line."""

    stance: Stance
    holder: Link
    when: str
    known: str


@dataclass(frozen=True, slots=True)
class Column2:
    """One of two sentences that contradict each other, and who holds what of it."""

    sentence: Link
    here: bool
    held: tuple[Held, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """An article's report of a position, in the list of all of them."""

    anchor: str
    stance: Stance
    holder: Link
    when: When
    carrier: Carrier


@dataclass(frozen=True, slots=True)
class PropositionView:
    """Everything on a proposition's page."""

    sentence: str
    summary: str | None
    facts: tuple[Fact, ...]
    counted: str
    turns: tuple[Turn, ...]
    turns_lead: str
    all_turns: Link | None
    grid: Grid | None
    beside: tuple[tuple[Column2, Column2], ...]
    months: tuple[Month, ...]
    months_lead: str
    reports: Link | None
    in_time: Strip | None
    near: tuple[tuple[str, tuple[Link, ...]], ...]
    notes: tuple[str, ...]


def _page(archive: Archive, found: Stances, proposition: Proposition) -> Iterator[Page]:
    here = Here(archive, routes.page("proposition", proposition.id))
    own = found.positions[proposition.id]
    bearing = bearing_on(archive, proposition.id)
    turned = reversals_on(archive, proposition.id)
    shown = sorted(bearing, key=_first_published)[:SHOWN]
    reports = sorted((s for p in bearing for s in p.carriers), key=_published)
    whole = len(shown) == len(bearing) and all(len(p.carriers) <= CARRIERS for p in bearing)
    section = Section(
        "reports", "All reports", "reports", reports, _report_rows, "report", "reports", len(reports) if whole else 0,
        "Every article that reports a position, in order of publication.",
    )  # fmt: skip
    turns = Section(
        "reversals", "Reversals", "turns", turned, reversal_rows, "reversal", "reversals", TURNED, _turns_lead(turned)
    )
    where = _Where(here, {p.key for p in shown}, {f"{s.article.id}/{s.statement.id}": n for n, s in enumerate(reports)})
    view = PropositionView(
        sentence=proposition.sentence,
        summary=_line(proposition.summary),
        facts=tuple(_facts(here, own, bearing, turned)),
        counted=markup.counted(len(bearing), "position"),
        turns=reversal_links(here, turned[:TURNED], proposition.id),
        turns_lead=turns.lead,
        all_turns=whole_of(here, turns),
        grid=_grid(here, found, proposition.id, bearing, turned, where) if bearing else None,
        beside=tuple(
            (_column(here, found, proposition.id), _column(here, found, other))
            for other in found.contradicting[proposition.id]
        ),
        months=tuple(_months(here, proposition.id, shown)),
        months_lead=_evidence_lead(bearing, len(shown)),
        reports=None if whole else here.to(routes.further(here.path, "reports"), f"All {section.counted}"),
        in_time=_in_time(here, bearing),
        near=tuple(_near(here, found, proposition.id)),
        notes=tuple(" ".join(p.split()) for p in (proposition.notes or "").split("\n\n") if p.strip()),
    )
    record = archive.paths[proposition.id]
    description = markup.excerpt(f"Who asserts, confirms or denies it: {_tally(own)}.", 200)
    yield Page(here.path, "propositions/proposition.md.j2", proposition.name, description, view, record)
    yield from further(archive, turns, here.path, proposition.name, record)
    yield from further(archive, section, here.path, proposition.name, record)


def _in_time(here: Here, bearing: Sequence[Position]) -> Strip | None:
    """When the positions were taken, and when the articles that report them were published."""
    articles = {report.article.id: report.article for position in bearing for report in position.carriers}
    taken: list[Dated] = [("said", position.date) for position in bearing]
    return small_timeline(here, [*taken, *(("published", article.published) for article in articles.values())])


# --- the title block ---


def _facts(
    here: Here, own: Sequence[Position], bearing: Sequence[Position], turned: Sequence[Reversal]
) -> Iterator[Fact]:
    for label, sides in (
        ("Asserted or confirmed by", ("asserts", "confirms")),
        ("Denied or doubted by", ("denies", "doubts")),
    ):
        direct = [p for p in own if p.stance in sides]
        others = _holders(p for p in bearing if p.stance in sides) - _holders(direct)
        wider = "a narrower sentence" if "asserts" in sides else "a wider sentence"
        if direct:
            also = f"; {len(others):,} more on {wider}" if others else ""
            yield Fact(label, _since(direct) + also)
        elif others:
            yield Fact(label, f"none in these words; {len(others):,} on {wider}")
    for label, stance in (("Declined to comment", "declines"), ("Retracted by", "retracts")):
        some = [p for p in own if p.stance == stance]
        if some:
            yield Fact(label, _since(some))
    if turned:
        links = (here.to(here.path, f"{here.archive[r.subject].name}, {after(r)}", "reversals") for r in turned[:3])
        yield Fact("Reversed", "", tuple(links))
    articles = {s.article.id for p in bearing for s in p.carriers}
    if articles:
        origins = {o for p in bearing for o in p.origins}
        yield Fact(
            "Reported in", f"{markup.counted(len(articles), 'article')}, {markup.counted(len(origins), 'origin')}"
        )


def _holders(positions: Iterable[Position]) -> set[AgentRef]:
    return {p.holder for p in positions}


def _since(positions: Sequence[Position]) -> str:
    """How many hold it, and since when."""
    first = min(positions, key=lambda p: when(p.date))
    number = markup.counted(len(_holders(positions)), "holder")
    if first.date is None:
        return number
    said = dates.say(first.date.edtf)
    if len(positions) == 1:
        return f"{number}, {said}"
    return f"{number}, first {'on ' if first.date.edtf.kind == 'exact' and first.date.edtf.precision == 'day' else ''}{said}"


def _turns_lead(turned: Sequence[Reversal]) -> str:
    if not turned:
        return ""
    vague = any(r.days[0] != r.days[1] for r in turned)
    lead = "Held on one side, and later on the other. The days run from the first position on the one side to the first on the other"
    return lead + (", as far as the dates allow. " if vague else ". ") + "Counted, never rated."


# --- the grid ---


@dataclass(frozen=True)
class _Where:
    """Where the evidence of a position stands: on the page, or on one of the further pages that list every report."""

    here: Here
    shown: set[str]
    number: Mapping[str, int]

    def href(self, position: Position) -> str:
        if position.key in self.shown:
            return f"#{routes.position(position.key)}"
        path = routes.further(self.here.path, "reports", self.number[position.key] // PER_PAGE + 1)
        return routes.relative(self.here.path, path, routes.report(position.key))


_SIGNS = "†‡§¶‖"
_OTHERS = ""
"""The key under which those stand who speak for no body that the records name."""


def _grid(
    here: Here,
    found: Stances,
    proposition: str,
    bearing: Sequence[Position],
    turned: Sequence[Reversal],
    where: _Where,
) -> Grid:
    others = list(dict.fromkeys(p.proposition for p in bearing if p.proposition != proposition))
    marks = {other: _SIGNS[n] if n < len(_SIGNS) else f"({n + 1})" for n, other in enumerate(others)}
    periods = _Periods.fitting(bearing)
    common = Counter(party for position in bearing for party in position.parties)
    groups: dict[str, list[Position]] = defaultdict(list)
    for position in bearing:
        # Who speaks for several bodies stands with the one for which most others here speak.
        groups[max(position.parties, key=lambda party: common[party], default=_OTHERS)].append(position)
    for key in [k for k, some in groups.items() if k and all(p.holder.id == k for p in some)]:
        groups[_OTHERS] += groups.pop(key)  # a body for which nobody but itself speaks needs no heading
    reversed_by = {r.subject: r for r in reversed(turned)}
    split = found.split_on.get(proposition, frozenset())

    def rank(key: str) -> tuple[object, ...]:
        return key == _OTHERS, key not in reversed_by, -len(groups[key]), here.archive[key].name if key else ""

    parties = []
    left = HOLDERS
    unshown = 0
    for key in sorted((k for k in groups if groups[k]), key=rank):
        rows = list(_rows(here, key, sorted(groups[key], key=_by_date), periods, marks, where, left))
        holders = len(_holders(groups[key]))
        unshown += holders - len(rows)
        left -= len(rows)
        if rows:
            parties.append(_drawn_party(here, key, rows, reversed_by.get(key), key in split, periods))
    used = Counter(p.stance for p in bearing)
    return Grid(
        columns=periods.columns,
        parties=tuple(parties),
        key=tuple((stance, meaning) for stance, meaning in STANCES.items() if used[stance]),
        marks=tuple(
            (
                sign,
                "which implies this one" if other in found.implying[proposition] else "which this one implies",
                here.link(other),
            )
            for other, sign in marks.items()
        ),
        more=f"{markup.counted(unshown, 'more holder')} in the list of reports" if unshown > 0 else "",
        gaps=any(column.gap for column in periods.columns),
    )


def _drawn_party(
    here: Here, key: str, rows: Sequence[HolderRow], reversal: Reversal | None, split: bool, periods: _Periods
) -> Party:
    if key == _OTHERS:
        name, note = Link("Others"), "who speak for no larger body that the records name"
    else:
        name, note = here.link(key), "on both sides, in an order that no date proves" if split and not reversal else ""
    turned = here.to(here.path, f"reversed {after(reversal)}", "reversals") if reversal else None
    known = reversal_links(here, [reversal])[0].known if reversal else ""
    return Party(name, note, turned, known, _head(reversal, turned, known, periods), tuple(rows))


_LEAST_WAY = 3
"""Periods between the two ends of a reversal, from which on its words fit along the way."""


def _head(reversal: Reversal | None, turned: Link | None, known: str, periods: _Periods) -> tuple[HeadCell, ...]:
    """The row of a party: where it turned, if there are periods enough between the ends for the way to be drawn."""
    if reversal is None:
        return ()
    start, end = periods.place(reversal.before[0]), periods.place(reversal.after[0])
    if periods.vague(start) or periods.vague(end) or end - start <= _LEAST_WAY:
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
    where: _Where,
    most: int,
) -> Iterator[HolderRow]:
    by_holder: dict[AgentRef, list[Position]] = defaultdict(list)
    for position in positions:
        by_holder[position.holder].append(position)
    for holder, some in list(by_holder.items())[:most]:
        placed: list[list[Position]] = [[] for _ in periods.columns]
        for position in some:
            placed[periods.place(position)].append(position)
        yield HolderRow(
            holder=here.agent(holder),
            as_what=_as_what(here.archive, holder, some),
            own=holder.id == key,
            cells=tuple(tuple(_cell(p, marks, where) for p in in_one[:IN_A_CELL]) for in_one in placed),
            more=tuple(max(0, len(in_one) - IN_A_CELL) for in_one in placed),
        )


def _as_what(archive: Archive, holder: AgentRef, positions: Sequence[Position]) -> str:
    """As what someone spoke: as an article prints it; else the role through which the records let them count."""
    own = [s for p in positions for s in p.reports if s.article.language == archive.settings.language]
    for stated in own:
        for quoted in stated.quotations:
            if quoted.quotation.speaker == holder and quoted.said_by == holder and quoted.quotation.role:
                return quoted.quotation.role
    roles = getattr(archive.records.get(holder.id or ""), "roles", ())
    return roles[0].title if roles else ""


def _cell(position: Position, marks: Mapping[str, str], where: _Where) -> Cell:
    text, year = "no date", ""
    if position.date:
        text = dates.say_short(position.date.edtf)
        if text[-4:].isdigit() and text[-5:-4] == " ":
            text, year = text[:-5], text[-4:]
    days = Counter(published_by(s.article) for s in position.carriers)
    return Cell(
        stance=position.stance,
        text=text,
        year=year,
        full=dates.say(position.date.edtf) if position.date else "at a time not given",
        times=len(position.carriers),
        mark=marks.get(position.proposition, ""),
        ground=GROUNDS[position.rests_on] if footing(position.best.stated.statement).weak else "",
        href=where.href(position),
        carriers=" ".join(f"{day}:{number}" for day, number in sorted(days.items())),
    )


@dataclass(frozen=True)
class _Periods:
    """The columns of a grid: the periods in which something was held, of one length, and one for what is dated more vaguely."""

    months: int
    numbers: tuple[int, ...]
    with_vague: bool

    @classmethod
    def fitting(cls, positions: Sequence[Position]) -> _Periods:
        """The shortest periods of which there are few enough."""
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
            what = {1: "month", 3: "quarter", 12: "year"}.get(self.months, "period")
            drawn.append(Column(f"Not to the {what}", bool(drawn)))
        return tuple(drawn)

    def place(self, position: Position) -> int:
        """The column in which a position stands."""
        number = _period(position, self.months)
        return self.numbers.index(number) if number in self.numbers else len(self.columns) - 1

    def vague(self, place: int) -> bool:
        """Whether this column holds what is dated more vaguely than the others."""
        return place >= len(self.numbers)


def _period(position: Position, months: int) -> int | None:
    """The number of the period in which the date lies as it is stated; None where it leaves more than one open."""
    start, end = position.date.edtf.core if position.date else (None, None)
    if start is None or end is None:
        return None
    first, last = ((day.year * 12 + day.month - 1) // months for day in (start, end))
    return first if first == last else None


def _year(number: int, months: int) -> int:
    return number * months // 12


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _period_label(number: int, months: int, *, year: bool) -> str:
    first = number * months
    if months >= 12:
        last = first // 12 + months // 12 - 1
        return str(last) if months == 12 else f"{first // 12}–{last}"
    name = _MONTHS[first % 12] + (f"–{_MONTHS[first % 12 + months - 1]}" if months > 1 else "")
    return f"{name} {first // 12}" if year else name


# --- the evidence ---


def _months(here: Here, proposition: str, positions: Sequence[Position]) -> Iterator[Month]:
    for (key, title), group in groupby(positions, key=_month):
        entries = tuple(_entry(here, proposition, p) for p in group)
        yield Month(f"published-{key}", title, markup.counted(len(entries), "position"), entries)


def _month(position: Position) -> tuple[str, str]:
    """The month in which the first report was published, as an anchor and as a title."""
    published = position.reports[0].article.published
    day = published.edtf.core[0] or published.edtf.core[1] if published else None
    if day is None:
        return "undated", "No date of publication"
    month = f"{day.year:04}-{day.month:02}" if day.year >= 0 else f"bc-{-day.year}-{day.month:02}"
    return month, dates.say(dates.parse(f"{day.iso[:-3]}"))


def _evidence_lead(bearing: Sequence[Position], shown: int) -> str:
    reports = sum(len(p.carriers) for p in bearing)
    articles = len({s.article.id for p in bearing for s in p.carriers})
    origins = len({o for p in bearing for o in p.origins})
    lead = (
        f"{markup.counted(reports, 'report')} in {markup.counted(articles, 'article')} of {markup.counted(origins, 'origin')} "
        "stand behind the grid, by the month in which each position was first published. Reports of one holder that quote the "
        "same occasion or state the same day are one position with several carriers."
    )
    return lead + (f" The first {shown:,} positions stand here." if shown < len(bearing) else "")


def _entry(here: Here, proposition: str, position: Position) -> Entry:
    carriers = position.carriers
    perhaps = len(position.reports)
    return Entry(
        anchor=routes.position(position.key),
        holder=here.agent(position.holder),
        as_what=_as_what(here.archive, position.holder, [position]),
        stance=position.stance,
        when=here.date(position.date),
        sentence=here.link(position.proposition) if position.proposition != proposition else None,
        day_from=day_from(position.date),
        footing=footing(position.best.stated.statement),
        quote=quote(here, position),
        beside=footing(position.best.stated.statement).weak,
        wordings=_wordings(here, position),
        carriers=tuple(_carrier(here, s, perhaps=n >= perhaps) for n, s in enumerate(carriers[:CARRIERS])),
        more=max(0, len(carriers) - CARRIERS),
        origins=_origins(here.archive, position) if len(position.reports) > 1 else "",
        known=known_since(position),
    )


def _carrier(here: Here, stated: Stated, *, perhaps: bool = False) -> Carrier:
    article = stated.article
    return Carrier(
        article=here.link(article.id, anchor=routes.statement(stated.statement.id)),
        outlet=here.beside(article),
        published=here.date(article.published),
        chain=here.chain(stated.statement.via),
        footing=footing(stated.statement),
        note=_line(stated.statement.note),
        known=published_by(article),
        perhaps=perhaps,
    )


def _origins(archive: Archive, position: Position) -> str:
    """How many independent sources a position has, and which, where they are fewer than its articles."""
    names = [_origin_name(archive, origin) for origin in position.origins]
    if len(names) == 1:
        return f"One origin: {names[0]}."
    shown = names if len(names) <= 5 else [*names[:4], f"{len(names) - 4:,} more"]
    return f"{len(names):,} origins: {markup.listed(shown)}."


def _origin_name(archive: Archive, origin: str) -> str:
    return markup.listed([archive[part].name if part in archive else part for part in origin.split("+")])


def _wordings(here: Here, position: Position) -> Link | None:
    """The passage in whose renderings the words of a position can be compared, if several articles render it."""
    for stated in position.reports:
        for quotation in (quoted.quotation for quoted in stated.quotations):
            if quotation.utterance:
                number = len(here.archive.renderings_of(quotation.utterance))
                if number > 1:
                    utterance, passage = quotation.utterance.split("/")
                    return here.link(utterance, f"Compare {number:,} renderings", routes.passage(passage))
    return None


def _report_rows(here: Here, items: Sequence[Stated]) -> tuple[ReportRow, ...]:
    return tuple(
        ReportRow(
            anchor=routes.report(f"{stated.article.id}/{stated.statement.id}"),
            stance=stated.statement.stance,
            holder=here.agent(stated.statement.holder),
            when=here.date(stated.date),
            carrier=_carrier(here, stated),
        )
        for stated in items
    )


def _published(stated: Stated) -> tuple[object, ...]:
    return when(stated.article.published), stated.article.id, stated.statement.id


def _first_published(position: Position) -> tuple[object, ...]:
    """By the month of publication, since the list stands under months; then by when the position was taken."""
    return _month_order(position), when(position.date), _published(position.reports[0])


def _month_order(position: Position) -> tuple[bool, int, int]:
    published = position.reports[0].article.published
    day = published.edtf.core[0] or published.edtf.core[1] if published else None
    return (day is None, day.year if day else 0, day.month if day else 0)


def _by_date(position: Position) -> tuple[object, ...]:
    return when(position.date), _published(position.reports[0])


# --- other sentences ---


def _column(here: Here, found: Stances, proposition: str) -> Column2:
    positions = found.positions[proposition]
    this = routes.page("proposition", proposition) == here.path
    return Column2(
        sentence=Link(here.archive[proposition].name) if this else here.link(proposition),
        here=this,
        held=tuple(_held(here, p) for p in positions[:BESIDE]),
        more=max(0, len(positions) - BESIDE),
    )


def _held(here: Here, position: Position) -> Held:
    said = dates.say_short(position.date.edtf) if position.date else "no date"
    known = known_since(position)
    return Held(position.stance, here.agent(position.holder), said, known)


def _near(here: Here, found: Stances, proposition: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for label, others in (
        ("Implies", found.implied[proposition]),
        ("Implied by", found.implying[proposition]),
        ("Contradicts", found.contradicting[proposition]),
    ):
        if others:
            yield label, tuple(here.link(other) for other in others)


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


# --- the index -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A proposition in the index."""

    sentence: Link
    turned: tuple[Link, ...]
    tally: tuple[tuple[Stance, int], ...]
    implied: int
    span: str
    articles: int
    contradicts: tuple[Link, ...]
    stances: tuple[str, ...]
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Propositions of one sort."""

    anchor: str
    title: str
    lead: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of propositions: first what was reversed, then what is disputed, then the rest."""

    count: int
    groups: tuple[Group, ...]
    stances: tuple[str, ...]
    holders: tuple[str, ...]
    whole: Link | None


_GROUPS: tuple[tuple[str, str, str], ...] = (
    ("reversed", "Reversed", "A person or a party stood on one side, and later on the other."),
    ("disputed", "Disputed", "Held on both sides, or contradicted by another sentence that somebody asserts."),
    ("undisputed", "One side only", "Nobody in the archive says otherwise."),
    ("open", "Nobody yet", "No article is recorded to report a position on these."),
)


def _index(archive: Archive, found: Stances) -> Iterator[Page]:
    here = Here(archive, INDEX)
    everything = sorted(archive.propositions, key=lambda p: (-len(found.positions[p.id]), p.sentence))
    section = Section(
        "all", "All propositions", "propositions", everything, _index_rows, "proposition", "propositions", INDEXED
    )
    sorts: dict[str, list[Row]] = defaultdict(list)
    for proposition in everything[:INDEXED]:
        sorts[_sort(archive, found, proposition)].append(_row(here, found, proposition))
    rows = [row for some in sorts.values() for row in some]
    used = {stance for row in rows for stance in row.stances}
    view = IndexView(
        count=len(everything),
        groups=tuple(Group(key, title, lead, tuple(sorts[key])) for key, title, lead in _GROUPS if sorts[key]),
        stances=tuple(stance for stance in STANCES if stance in used),
        holders=tuple(sorted({holder for row in rows for holder in row.holders}, key=str.casefold)),
        whole=here.to(routes.further(here.path, "all"), f"All {section.counted}")
        if len(everything) > INDEXED
        else None,
    )
    description = f"{section.counted.capitalize()}: who asserts, confirms or denies them, and who changed sides."
    yield Page(INDEX, "propositions/index.md.j2", "Propositions", description, view)
    yield from further(archive, section, INDEX, "Propositions", None)


def _index_rows(here: Here, items: Sequence[Proposition]) -> tuple[Row, ...]:
    found = stances(here.archive)
    return tuple(_row(here, found, proposition) for proposition in items)


def _sort(archive: Archive, found: Stances, proposition: Proposition) -> str:
    bearing = bearing_on(archive, proposition.id)
    if reversals_on(archive, proposition.id):
        return "reversed"
    others = (p for other in found.contradicting[proposition.id] for p in bearing_on(archive, other))
    asserted = any(p.stance in ("asserts", "confirms") for p in others)
    if {p.side for p in bearing} >= {1, -1} or asserted:
        return "disputed"
    return "undisputed" if bearing else "open"


def _row(here: Here, found: Stances, proposition: Proposition) -> Row:
    positions = bearing_on(here.archive, proposition.id)
    by_stance: dict[Stance, set[AgentRef]] = defaultdict(set)
    for position in found.positions[proposition.id]:
        by_stance[position.stance].add(position.holder)
    turned = reversals_on(here.archive, proposition.id)
    parties = dict.fromkeys(party for p in positions for party in p.parties or ((p.holder.id,) if p.holder.id else ()))
    return Row(
        sentence=here.link(proposition.id),
        turned=tuple(
            here.link(proposition.id, f"{here.archive[r.subject].name} reversed {after(r)}", "reversals")
            for r in turned[:3]
        ),
        tally=tuple((stance, len(by_stance[stance])) for stance in STANCES if by_stance[stance]),
        implied=len(_holders(positions) - _holders(found.positions[proposition.id])),
        span=_span(positions),
        articles=len({s.article.id for p in positions for s in p.carriers}),
        contradicts=tuple(here.link(i) for i in found.contradicting[proposition.id]),
        stances=tuple(stance for stance in STANCES if any(p.stance == stance for p in positions)),
        holders=tuple(here.archive[party].name for party in list(parties)[:20]),
    )


def _span(positions: Sequence[Position]) -> str:
    """From the first to the last position, by month."""
    known = sorted(day for p in positions if p.date for day in p.date.edtf.core if day)
    if not known:
        return ""
    first, last = (dates.say(dates.parse(day.iso[:-3])) for day in (known[0], known[-1]))
    return first if first == last else f"{first} to {last}"


def _tally(positions: Sequence[Position]) -> str:
    holders = {stance: len(_holders(p for p in positions if p.stance == stance)) for stance in STANCES}
    said = (f"{stance} {markup.counted(number, 'holder')}" for stance, number in holders.items() if number)
    return ", ".join(said) or "nobody yet"
