"""The page of a measure: every estimate of it as a plot and a table, those that disagree, those that are misread; and the index.

A page's work grows with the estimates of its measure and of the few that are confused with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator import dates, routes
from generator.archive.archive import Archive, Estimated
from generator.drawing import plots
from generator.findings import figures
from generator.findings.figures import Disagreement, Estimate, Lookalike, Misreading
from generator.findings.known import earliest, latest, published_by
from generator.pages.page import Page
from generator.pages.parts.evidence import folded
from generator.pages.parts.here import UNDATED, Here, Link, When, number
from generator.pages.parts.lists import Section, block, further
from generator.records.model import AgentRef, Measure, Organisation, Person
from generator.text import markup

INDEX = routes.index("measures")

SHOWN = 30
"""Estimates in the table of a measure's page. At the worst, four articles with a long note each, they take 90 KB, the plots of three
full panels as much again, and what is found as much."""
READINGS = 4
"""Articles named with one estimate; the list of every report has them all."""
LONG_NOTE = 320
SHOWN_FINDINGS = 6
"""Misreadings, disagreements and the like on one page; the plot and the table have them all."""
SHOWN_SIDES = 8
PANELS = 3
"""Measures on one plot: its own, and those that it is confused with."""
SHOWN_IN_INDEX = 60
"""Measures on the index, at up to 3.6 KB each."""


def pages(archive: Archive) -> Iterator[Page]:
    """Every measure's page with the further pages of its long lists, and their index."""
    misread = _all_misread(archive)
    for record in archive.measures:
        yield from _page(archive, record, misread.get(record.id, ()))
    yield from _index(archive)


def of(archive: Archive, measure: Measure) -> Iterator[Page]:
    """The page of one measure, with the further pages of its long lists."""
    return _page(archive, measure, _all_misread(archive).get(measure.id, ()))


def _all_misread(archive: Archive) -> dict[str, list[Misreading]]:
    """By each of the two measures that an article takes for one another."""
    misread: dict[str, list[Misreading]] = {}
    for misreading in figures.misreadings(archive):
        for measure in dict.fromkeys((misreading.printed, misreading.counted)):
            misread.setdefault(measure, []).append(misreading)
    return misread


# --- what stands on a page -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries an estimate. What it prints is given where it is not what the row says."""

    outlet: Link  # by the outlet's name, to the figure in the article
    published: When
    day: str
    chain: str
    qualifier: str | None
    dated: When | None
    printed_as: Link | None
    note: str | None


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """An estimate in the table. What begins with `by_` is what its column is sorted by."""

    anchor: str
    when: When
    by_when: str
    holders: tuple[Link, ...]
    by_holder: str
    number: str
    qualifier: str | None
    by_number: str
    misreads: Link | None
    published: When
    day: str
    carriers: tuple[Carrier, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of several numbers that are held against each other; where its bar begins, and how long it is, in hundredths."""

    number: str
    qualifier: str | None
    holders: tuple[Link, ...]
    when: When
    day: str
    outlet: Link
    start: str
    long: str
    bound: str


@dataclass(frozen=True, slots=True)
class Against:
    """Numbers held against each other, with what is to be said of them; `day` is when two of them had been published."""

    when: str
    lead: str
    sides: tuple[Side, ...]
    more: int
    day: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A number that stands for two measures, with who gave it for each."""

    number: str
    own: Link
    own_sides: tuple[Side, ...]
    other: Link
    other_sides: tuple[Side, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What one article prints, as a bar: its stretches with their words, width in hundredths, and kind."""

    outlet: str
    words: str
    stretches: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Misread:
    """A misreading, with what its holder counted and what the article prints."""

    when: When
    holders: tuple[Link, ...]
    number: str
    counted: Link
    printed: Link
    right: Link | None
    wrong: Link
    outlet: Link
    day: str  # by which both articles had certainly been published
    bars: tuple[Bar, ...]
    said: str
    reckoning: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot, wide and narrow, with its key and what is said below it."""

    wide: Markup
    narrow: Markup
    key: tuple[tuple[str, str], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the title block."""

    label: str
    text: str
    note: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureView:
    """Everything on a measure's page."""

    label: str
    name: str
    counts: str
    summary: str | None
    facts: tuple[Fact, ...]
    plot: Drawn | None
    misread: tuple[Misread, ...]
    more_misread: int
    disagreements: tuple[Against, ...]
    more_disagreements: int
    retellings: tuple[Against, ...]
    alike: tuple[Alike, ...]
    lead: str
    sortable: bool
    estimates: tuple[EstimateRow, ...]
    whole: Link | None
    reports: Link | None
    notes: tuple[str, ...]


def _page(archive: Archive, measure: Measure, misread: Sequence[Misreading]) -> Iterator[Page]:
    here = Here(archive, routes.page("measure", measure.id))
    some = figures.estimates(archive).get(measure.id, ())
    counted = Section("all", "Every estimate", "estimates", some, _brief_rows, "estimate", "estimates", SHOWN)
    many = any(len(_carriers(e)) > READINGS for e in some)
    reports = archive.figures_of(measure.id) if many else ()
    each = Section("reports", "Every report", "estimates", reports, _report_rows, "report", "reports", 0)
    disagree = figures.disagreements_among(some)
    told = figures.retellings(some)
    alike = figures.lookalikes(archive).get(measure.id, ())
    facts = tuple(_facts(here, measure, some, misread, disagree))
    view = MeasureView(
        label=" · ".join(filter(None, ["Measure", f"in {measure.unit}" if measure.unit else ""])),
        name=measure.name,
        counts=folded(measure.counts),
        summary=folded(measure.summary) if measure.summary else None,
        facts=facts,
        plot=_plot(here, measure, some),
        misread=tuple(_misread(here, m) for m in misread[:SHOWN_FINDINGS]),
        more_misread=max(0, len(misread) - SHOWN_FINDINGS),
        disagreements=tuple(_against(here, d) for d in _widest(disagree)),
        more_disagreements=max(0, len(disagree) - SHOWN_FINDINGS),
        retellings=tuple(_retelling(here, r) for r in told[:SHOWN_FINDINGS]),
        alike=tuple(_alike(here, a) for a in alike[:SHOWN_FINDINGS]),
        lead=_lead(some),
        sortable=len(some) > 1,
        estimates=estimate_rows(here, some[:SHOWN]),
        whole=block(here, counted).whole,
        reports=block(here, each).whole,
        notes=tuple(folded(p) for p in (measure.notes or "").split("\n\n") if p.strip()),
    )
    record = archive.paths[measure.id]
    description = markup.excerpt(f"{_in_short(some)} {view.counts}", 200)
    yield Page(here.path, "measures/measure.md.j2", measure.name, description, view, record)
    yield from further(archive, counted, here.path, measure.name, record)
    yield from further(archive, each, here.path, measure.name, record)


def _in_short(some: Sequence[Estimate]) -> str:
    if not some:
        return "No article gives a figure yet."
    return f"{markup.counted(len(some), 'estimate')}, {_span_of(some)}."


def _lead(some: Sequence[Estimate]) -> str:
    """What a reader should know of the table."""
    if not some:
        return "No article of this archive gives a figure of it yet."
    carried = sum(len(_carriers(e)) > 1 for e in some)
    if len(some) == 1:
        return "One figure, as far as this archive knows."
    lead = f"{markup.counted(len(some), 'estimate')}, by the day of which they speak."
    if carried:
        lead += f" {markup.counted(carried, 'of them stands', 'of them stand')} in more than one article, and {'is' if carried == 1 else 'are'} counted once."
    return lead


# --- the title block ---


def _facts(
    here: Here,
    measure: Measure,
    some: Sequence[Estimate],
    misread: Sequence[Misreading],
    disagree: Sequence[Disagreement],
) -> Iterator[Fact]:
    if not some:
        return
    meant = [e for e in some if not e.misreads] or some
    holders = {agent for e in some for agent in e.holders}
    articles = {c.article.id for e in some for c in _carriers(e)}
    by = f"by {markup.counted(len(holders), 'holder')}, " if holders else ""
    left_out = len(some) - len(meant)
    without = f"without {markup.counted(left_out, 'misread one')}" if left_out and len(meant) < len(some) else ""
    yield Fact("Lowest to highest" if len(meant) > 1 else "Figure", _span_of(meant), without)
    yield Fact("Estimates", markup.counted(len(some), "estimate"), f"{by}in {markup.counted(len(articles), 'article')}")
    spoken = [e.date for e in meant if e.date]
    if spoken:
        first, last = dates.say(spoken[0].edtf), dates.say(spoken[-1].edtf)
        yield Fact("As of", first if first == last else f"{first} to {last}")
    found = [
        Link(markup.counted(len(misread), "misreading"), "#misreadings") if misread else None,
        Link(markup.counted(len(disagree), "disagreement"), "#disagreements") if disagree else None,
    ]
    links = tuple(link for link in found if link)
    if links:
        yield Fact("Found", "", links=links)
    confused = figures.neighbours(here.archive).get(measure.id, ())
    if confused:
        yield Fact("Confused with", "", links=tuple(here.link(other) for other in confused))


def _span_of(some: Sequence[Estimate]) -> str:
    lows, highs = zip(*(e.extremes for e in some), strict=True)
    low, high = min(lows), max(highs)
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


# --- the table -----------------------------------------------------------------------------------------------------------


def estimate_rows(here: Here, items: Sequence[Estimate]) -> tuple[EstimateRow, ...]:
    """Estimates, row by row."""
    return tuple(_row(here, estimate) for estimate in items)


def _brief_rows(here: Here, items: Sequence[Estimate]) -> tuple[EstimateRow, ...]:
    """Estimates without the notes on them, for the long pages that hold them all; the articles have the notes."""
    rows = estimate_rows(here, items)
    return tuple(replace(row, carriers=tuple(replace(c, note=None) for c in row.carriers)) for row in rows)


def _report_rows(here: Here, items: Sequence[Estimated]) -> tuple[EstimateRow, ...]:
    """Every report as a row of its own."""
    return tuple(_row(here, Estimate((item,), item)) for item in items)


def _carriers(estimate: Estimate) -> tuple[Estimated, ...]:
    """Every article that carries an estimate, those last that print it as something else."""
    return (*estimate.carriers, *estimate.misread_by)


def _row(here: Here, estimate: Estimate) -> EstimateRow:
    figure = estimate.figure
    every = _carriers(estimate)
    first = min(estimate.carriers, key=lambda c: published_by(c.article) or "9999")
    days = estimate.span
    holders = _holders(here, estimate.holders)
    return EstimateRow(
        anchor=f"e-{estimate.said.article.id}-{figure.id}",
        when=here.date(estimate.date),
        by_when=str(sum(days) / 2) if days else "",
        holders=holders,
        by_holder=", ".join(link.text for link in holders).casefold(),
        number=number(figure),
        qualifier=figure.qualifier,
        by_number=_sorted_by(_best(estimate)),
        misreads=here.link(figure.misreads) if figure.misreads else None,
        published=here.date(first.article.published),
        day=_known(estimate.carriers),
        carriers=tuple(_carrier(here, estimate, c) for c in every[:READINGS]),
        more=max(0, len(every) - READINGS),
    )


def _carrier(here: Here, estimate: Estimate, carrier: Estimated) -> Carrier:
    figure, article = carrier.figure, carrier.article
    other_words = figure.qualifier != estimate.figure.qualifier
    other_date = figures.span(carrier.as_of) != estimate.span
    return Carrier(
        outlet=_read_in(here, carrier),
        published=here.date(article.published),
        day=published_by(article),
        chain=here.chain(figure.via),
        qualifier=f"{figure.qualifier or ''} {number(figure)}".strip() if other_words else None,
        dated=here.date(carrier.as_of) if other_date else None,
        printed_as=here.link(figure.measure) if figure.measure != estimate.measure else None,
        note=markup.excerpt(folded(figure.note), LONG_NOTE) if figure.note else None,
    )


def _sorted_by(number: float) -> str:
    """A number as a script reads it."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _holders(here: Here, holders: Iterable[AgentRef]) -> tuple[Link, ...]:
    return tuple(here.agent(agent) for agent in holders) or (NOT_STATED,)


NOT_STATED = Link("not stated", unknown=True)


def _known(carriers: Iterable[Estimated]) -> str:
    """The day by which the first of these articles had certainly been published; nothing where that is not known."""
    return earliest(published_by(c.article) for c in carriers)


def _best(estimate: Estimate) -> float:
    known = estimate.figure.value if estimate.figure.value is not None else estimate.figure.best
    return known if known is not None else sum(estimate.extremes) / 2


# --- numbers against each other ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A disagreement in one line: the measure, from where to where, of how many estimates, and when."""

    measure: Link
    span: str
    estimates: str
    when: str


def disagreeing(here: Here, shown: int) -> tuple[Line, ...]:
    """The figures that disagree, a measure once, with the disagreement of most estimates: for the start page and the index."""
    widest: dict[str, Disagreement] = {}
    for found in figures.disagreements(here.archive):
        widest.setdefault(found.measure, found)
    return tuple(
        Line(
            here.link(measure, anchor="disagreements"),
            f"{d.low:,} to {d.high:,}",
            markup.counted(len(d.estimates), "estimate"),
            _said_days(d.first, d.last),
        )
        for measure, d in list(widest.items())[:shown]
    )


def _widest(found: Sequence[Disagreement]) -> Sequence[Disagreement]:
    """Those of most estimates, in the order of time."""
    most = sorted(found, key=lambda d: -len(d.estimates))[:SHOWN_FINDINGS]
    return sorted(most, key=lambda d: d.first)


def _against(here: Here, found: Disagreement) -> Against:
    times = f"{found.high / found.low:.1f}".removesuffix(".0") if found.low > 0 else ""
    lead = f"{markup.counted(len(found.estimates), 'estimate')}, from {found.low:,} to {found.high:,}"
    lead += f": the highest is {times} times the lowest." if times not in ("", "1") else "."
    day = _second(found.estimates)
    sides = _sides(here, found.estimates, day)
    more = len(found.estimates) - len(sides)
    return Against(_said_days(found.first, found.last), lead, sides, more, day)


def _second(some: Iterable[Estimate]) -> str:
    """The day by which two estimates had certainly been published."""
    known = sorted(day for day in (_known(e.carriers) for e in some) if day)
    return known[1] if len(known) > 1 else ""


def _sides(here: Here, some: Sequence[Estimate], day: str) -> tuple[Side, ...]:
    """Estimates with their bars on one scale, none of them before the day on which they can be held against each other.

    Where one is open upwards, the scale leaves room beyond it.
    """
    open_end = any(figures.bound(e.figure.qualifier) == "least" for e in some)
    full = max(e.extremes[1] for e in some) * (1.3 if open_end else 1.05)
    sides = (_side(here, e, full) for e in some[:SHOWN_SIDES])
    return tuple(replace(side, day=max(side.day, day) if side.day and day else "") for side in sides)


def _side(here: Here, estimate: Estimate, full: float) -> Side:
    low, high = (max(0, n) / full * 100 if full > 0 else 0 for n in estimate.extremes)
    return Side(
        number=number(estimate.figure),
        qualifier=estimate.figure.qualifier,
        holders=_holders(here, estimate.holders),
        when=here.date(estimate.date),
        day=_known(estimate.carriers),
        outlet=_read_in(here, estimate.said),
        start=f"{low:.4g}",
        long=f"{high - low:.4g}",
        bound=figures.bound(estimate.figure.qualifier),
    )


def _retelling(here: Here, told: Sequence[Estimate]) -> Against:
    day = _second(told)
    sides = _sides(here, told, day)
    who = markup.listed([link.text for link in sides[0].holders])
    return Against(here.date(told[0].date).text, who, sides, len(told) - len(sides), day)


def _alike(here: Here, found: Lookalike) -> Alike:
    own, others = found.estimates, found.others
    first, second = (_known(c for e in some for c in e.carriers) for some in (own, others))
    day = max(first, second) if first and second else ""
    return Alike(
        number(own[0].figure),
        here.link(own[0].measure),
        _sides(here, own, day),
        here.link(others[0].measure),
        _sides(here, others, day),
        day,
    )


def _said_days(first: int, last: int) -> str:
    """Two days as words; a whole month by its name."""
    start, end = dates.Day.from_ordinal(first), dates.Day.from_ordinal(last)
    if first == last:
        return dates.say(dates.parse(start.iso))
    after = dates.Day.from_ordinal(last + 1)
    if start.day == 1 and after.day == 1 and (start.year, start.month) == (end.year, end.month):
        return dates.say(dates.parse(start.iso[:-3]))
    return dates.say(dates.parse(f"{start.iso}/{end.iso}"))


# --- misreadings ---------------------------------------------------------------------------------------------------------


def _misread(here: Here, found: Misreading) -> Misread:
    figure, article = found.wrong.figure, found.wrong.article
    bars = tuple(_bars_of(here, found))
    counted, printed = here.archive[found.counted].name, here.archive[found.printed].name
    notes = [c.figure.note for c in (*(found.right.carriers[:1] if found.right else ()), found.wrong)]
    return Misread(
        when=here.date(found.wrong.as_of),
        holders=_holders(here, figure.by),
        number=number(figure),
        counted=here.link(found.counted),
        printed=here.link(found.printed),
        right=_read_in(here, found.right.said) if found.right else None,
        wrong=here.link(article.id, anchor=routes.figure(figure.id)),
        outlet=_read_in(here, found.wrong),
        day=latest([published_by(article), *([published_by(found.right.said.article)] if found.right else [])]),
        bars=bars,
        said=". ".join(f"{bar.outlet}: {bar.words}" for bar in bars) + ".",
        reckoning=_reckoning(found, counted, printed),
        notes=tuple(folded(note) for note in notes if note),
    )


def _read_in(here: Here, carrier: Estimated) -> Link:
    """A link to the figure in its article, by the outlet's name, or by the title where no outlet is known."""
    article = carrier.article
    words = here.outlet(article).text if article.publisher else f"“{markup.excerpt(article.name, 50)}”"
    return here.link(article.id, words, routes.figure(carrier.figure.id))


def _reckoning(found: Misreading, counted: str, printed: str) -> str:
    """What follows from the misreading, in a sentence."""
    whole = found.wrong.figure.value
    if found.part and found.part.figure.value is not None and whole is not None:
        part = found.part.figure.value
        return (
            f"The {part:,} are part of the {whole:,}. Printed beside it, they are counted twice: "
            f"{part:,} and {whole:,} would make {part + whole:,}."
        )
    return f"The number is the same; what it counts is not: “{printed}” is another measure than “{counted}”."


def _bars_of(here: Here, found: Misreading) -> Iterator[Bar]:
    """What the articles print, drawn to one scale: the number as it was given, then as it was printed."""
    figure = found.wrong.figure
    counted, printed = here.archive[found.counted].name, here.archive[found.printed].name
    shown = number(figure)
    whole = max(n for n in figures.number(figure) if n is not None)
    part = found.part.figure.value if found.part else None
    if part is None or found.part is None or whole <= 0:
        if found.right:
            words = f"{counted}, {_said_number(found.right.figure.qualifier, shown)}"
            yield Bar(_read_in(here, found.right.said).text, words, ((f"{shown} {counted}", "100", ""),))
        words = f"{printed}, {_said_number(figure.qualifier, shown)}"
        stretch = (f"{shown}, printed as {printed}", "100", "wrong")
        yield Bar(_read_in(here, found.wrong).text, words, (stretch,))
        return
    full = whole + part
    named = here.archive[found.part.figure.measure].name
    share, rest, all_of_it = (f"{n / full * 100:.4g}" for n in (part, whole - part, whole))
    inside = f"{part:,}" if part / full > 0.06 else ""
    if found.right:
        words = f"{counted}, {_said_number(found.right.figure.qualifier, shown)}; among them {named}, {part:,}"
        stretches = ((inside, share, "full"), (f"{whole - part:,} others", rest, ""))
        yield Bar(_read_in(here, found.right.said).text, words, stretches)
    words = f"{printed}, {_said_number(figure.qualifier, shown)}; besides {named}, {part:,}"
    stretches = ((inside, share, "full"), (f"{shown}: the total, printed as {printed}", all_of_it, "wrong"))
    yield Bar(_read_in(here, found.wrong).text, words, stretches)


def _said_number(qualifier: str | None, shown: str) -> str:
    return f"{qualifier} {shown}" if qualifier else shown


# --- the plot ------------------------------------------------------------------------------------------------------------


def _plot(here: Here, measure: Measure, some: Sequence[Estimate]) -> Drawn | None:
    """The plot of a measure with more than one dated estimate, and of those that it is confused with, on one scale."""
    if sum(e.span is not None for e in some) < 2:
        return None
    by_measure = figures.estimates(here.archive)
    drawn: list[tuple[Measure, tuple[Estimate, ...]]] = [(measure, tuple(e for e in some if e.span))]
    confused = []
    for other in figures.neighbours(here.archive).get(measure.id, ()):
        record = here.archive[other]
        dated = tuple(e for e in by_measure.get(other, ()) if e.span)
        if isinstance(record, Measure) and record.unit == measure.unit and dated:
            confused.append((record, dated))
    drawn += sorted(confused, key=lambda d: -len(d[1]))[: PANELS - 1]
    panels = tuple(plots.Panel(m.name, tuple(_point(here, e) for e in dated)) for m, dated in drawn)
    first, last = min(p.first for p in panels[0].points), max(p.last for p in panels[0].points)
    title = f"{measure.name}: {_in_short(some).rstrip('.')}, as of {_said_days(first, last)}"
    said = "Each mark is one estimate at the date of which it speaks."
    beside = f" Below, on the same scale: {markup.listed([m.name for m, _ in drawn[1:]])}." if len(drawn) > 1 else ""
    plot = plots.Plot(
        "plot",
        title,
        f"{said}{beside} The table of this page gives every estimate in words.",
        panels,
        tuple(_curves(drawn)),
    )
    undated = sum(e.span is None for e in some)
    return Drawn(plots.wide(plot), plots.narrow(plot), tuple(_key(plot)), _caption(plot, undated))


def _curves(drawn: Sequence[tuple[Measure, tuple[Estimate, ...]]]) -> Iterator[plots.Curve]:
    """From each misread estimate to where it is printed as something else, where both stand on the plot."""
    places: dict[tuple[str, str, str], tuple[int, int]] = {}
    for panel, (_, dated) in enumerate(drawn):
        for at, estimate in enumerate(dated):
            for carrier in estimate.carriers:
                places[drawn[panel][0].id, carrier.article.id, carrier.figure.id] = (panel, at)
    curves = []
    for panel, (measure, dated) in enumerate(drawn):
        for at, estimate in enumerate(dated):
            for wrong in estimate.misread_by:
                end = places.get((wrong.figure.measure, wrong.article.id, wrong.figure.id))
                if end and wrong.figure.misreads == measure.id:
                    curves.append(plots.Curve((panel, at), end, "misread"))
    yield from dict.fromkeys(curves[: plots.MOST_MISREAD])


def _point(here: Here, estimate: Estimate) -> plots.Point:
    first, last = estimate.span or (0, 0)
    low, high = estimate.extremes
    figure = estimate.figure
    named = any(agent.id for agent in estimate.holders)
    who = markup.listed([link.text for link in _holders(here, estimate.holders)])
    about = f", {figure.qualifier}" if figure.qualifier else ""
    return plots.Point(
        first=first,
        last=last,
        low=low,
        high=high,
        best=figure.value if figure.value is not None else figure.best,
        number=f"{low:,}–{high:,}" if low != high else f"{low:,}",
        names=_names(here.archive, estimate.holders),
        said=f"{number(figure)}{about}. {who}, {here.date(estimate.date).text}",
        shape="misread" if estimate.misreads else "known" if named else "unnamed",
        open={"least": "up", "most": "down", "": ""}[figures.bound(figure.qualifier)],  # type: ignore[arg-type]
        line="|".join(sorted(agent.id or "" for agent in estimate.holders)) if named else "",
        published=_known(estimate.carriers),
    )


_KEY = (
    ("●", "a number whose source is named", lambda p: p.shape == "known"),
    ("○", "its source is unnamed or not stated", lambda p: p.shape == "unnamed"),
    ("✕", "a number printed as another measure than its source gave it for", lambda p: p.shape == "misread"),
    ("↑", "at least, more than", lambda p: p.open == "up"),
    ("↓", "up to", lambda p: p.open == "down"),
    ("I", "from lowest to highest", lambda p: p.high > p.low and not p.banded),
    ("▬", "the date is known only to lie within the bar", lambda p: p.last > p.first),
)  # fmt: skip


def _key(plot: plots.Plot) -> Iterator[tuple[str, str]]:
    """The signs that occur, with their meaning."""
    points = [point for panel in plot.panels for point in panel.points]
    occurs: Callable[[plots.Point], bool]
    for sign, meaning, occurs in _KEY:
        if any(occurs(point) for point in points):
            yield sign, meaning


def _caption(plot: plots.Plot, undated: int) -> str:
    points = [point for panel in plot.panels for point in panel.points]
    said = ["Each mark is one estimate at the date of which it speaks, not a measurement."]
    lines = [p.line for panel in plot.panels for p in panel.points if p.line and not p.banded and p.shape != "misread"]
    if len(lines) > len(set(lines)):
        said.append("Lines join what the same source gave at different times.")
    if plot.logarithmic:
        said.append(
            "The scale is logarithmic: each line stands for ten times the one below, since the highest number is more than a hundred times the lowest."
        )
    elif min(p.low for p in points) >= 0:
        said.append("The scale begins at zero and has equal steps.")
    if len(plot.panels) > 1:
        said.append("The panels share one scale.")
    if plot.curves:
        said.append("A dotted curve leads from a number to where an article prints it as something else.")
    if any(len(panel.points) > plots.MOST_POINTS for panel in plot.panels):
        said.append(
            f"Of more than {plots.MOST_POINTS} estimates, each bar shows the lowest and the highest of its time."
        )
    if any(p.banded for p in points):
        said.append("A grey band is a number of which no more than a season or a year is known.")
    if any(len(panel.points) > 7 for panel in plot.panels):
        said.append("Where there was no room for a name, the table has it.")
    if undated:
        said.append(
            f"{markup.counted(undated, 'estimate')} without a date {'stands' if undated == 1 else 'stand'} only in the table."
        )
    return " ".join(said)


# --- names for a plot ---

LONG_NAME, SHORT_NAME = 34, 18


def _names(archive: Archive, holders: Sequence[AgentRef]) -> tuple[str, str]:
    """Who gave a number, for a wide plot and for a narrow one."""
    if not holders:
        return "source not stated", "not stated"
    long, short = [_long(archive, a) for a in holders], [_short(archive, a) for a in holders]
    whole, brief = markup.listed(long), markup.listed(short)
    if len(short) > 2 and len(brief) > SHORT_NAME * 2:
        brief = f"{short[0]} and {len(short) - 1} more"
    return whole if len(whole) <= LONG_NAME + 8 else brief, brief


def _spellings(archive: Archive, agent: AgentRef) -> list[str]:
    """The name, then the archive's other spellings of it, then the name without what stands in brackets."""
    if not agent.id:
        return [agent.unnamed or ""]
    record = archive[agent.id]
    also = record.also if isinstance(record, Person | Organisation) else ()
    own = [alias.name for alias in also if alias.language in (None, archive.settings.language)]
    return [record.name, *own, record.name.split(" (")[0]]


def _long(archive: Archive, agent: AgentRef) -> str:
    names = _spellings(archive, agent)
    fitting = [n for n in names if len(n) <= LONG_NAME]
    return next((n for n in fitting if not n.isupper()), fitting[0] if fitting else markup.excerpt(names[0], LONG_NAME))


def _short(archive: Archive, agent: AgentRef) -> str:
    names = _spellings(archive, agent)
    if agent.id and isinstance(archive[agent.id], Person):
        names.append(names[0].split(" ")[-1])
    initials = next((n for n in names if n.isupper() and len(n) <= 6), None)
    fitting = [n for n in names if len(n) <= SHORT_NAME and n != names[0].split(" (")[0]] or names[:1]
    return initials or markup.excerpt(min(fitting, key=len), SHORT_NAME)


# --- the index -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a list; `strip` is its plot in small, `highest` and `latest` are what its columns are sorted by."""

    measure: Link
    counts: str
    estimates: int
    articles: int
    span: str
    qualifier: str | None
    highest: str
    when: When
    latest: str
    strip: Markup | None
    note: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of measures."""

    count: str
    disagreeing: tuple[Line, ...]
    misread: tuple[Misread, ...]
    measures: tuple[MeasureRow, ...]
    single: tuple[MeasureRow, ...]
    whole: Link | None


def _index(archive: Archive) -> Iterator[Page]:
    here = Here(archive, INDEX)
    by_measure = figures.estimates(archive)
    ranked = sorted(archive.measures, key=lambda m: -len(by_measure.get(m.id, ())))
    every = Section("all", "All measures", "measures", ranked, measure_rows, "measure", "measures", SHOWN_IN_INDEX)
    shown = {measure.id for measure in ranked[:SHOWN_IN_INDEX]}
    several = [m for m in ranked if m.id in shown and len(by_measure.get(m.id, ())) > 1]
    single = [m for m in archive.measures if m.id in shown and len(by_measure.get(m.id, ())) < 2]
    view = IndexView(
        count=every.counted,
        disagreeing=disagreeing(here, SHOWN_FINDINGS),
        misread=tuple(_misread(here, m) for m in figures.misreadings(archive)[-SHOWN_FINDINGS:]),
        measures=measure_rows(here, several),
        single=measure_rows(here, single),
        whole=block(here, every).whole,
    )
    description = f"{every.counted.capitalize()}: what is counted, by whom, and how far the figures differ."
    yield Page(INDEX, "measures/index.md.j2", "Measures", description, view)
    yield from further(archive, every, INDEX, "Measures", None)


def measure_rows(here: Here, items: Sequence[Measure]) -> tuple[MeasureRow, ...]:
    """Measures, row by row."""
    return tuple(_measure_row(here, measure) for measure in items)


def _measure_row(here: Here, measure: Measure) -> MeasureRow:
    some = figures.estimates(here.archive).get(measure.id, ())
    dated = [e for e in some if e.span]
    last = dated[-1] if dated else None
    one = some[0].figure if len(some) == 1 else None
    meant = [e for e in some if not e.misreads] or some
    misread = sum(e.misreads is not None for e in some)
    return MeasureRow(
        measure=here.link(measure.id),
        counts=markup.excerpt(folded(measure.counts), 140),
        estimates=len(some),
        articles=len({c.article.id for e in some for c in e.carriers}),
        span=number(one) if one else _span_of(meant) if some else "",
        qualifier=one.qualifier if one else None,
        highest=_sorted_by(max(e.extremes[1] for e in meant)) if some else "",
        when=here.date(last.date) if last else UNDATED,
        latest=str(sum(last.span or (0, 0)) // 2) if last else "",
        strip=plots.strip([_point(here, e) for e in dated]) if len(dated) > 1 else None,
        note=f"{misread:,} misread" if misread else "",
    )
