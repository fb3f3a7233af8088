"""The plot of a measure: every dated estimate, on one scale with the measures that it is confused with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.archive.archive import Archive
from generator.drawing import plots
from generator.findings import figures
from generator.findings.figures import Estimate
from generator.pages.measures.rows import days_in_words, first_published, holder_links, in_short
from generator.pages.parts.here import Here
from generator.records.model import AgentRef, Measure, Organisation, Person
from generator.records.vocabulary import number
from generator.text import english, markup
from generator.text.names import without_remark

PANELS = 3
"""Measures on one plot: its own, and those that it is confused with."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot, wide and narrow, with its key and what is said below it."""

    wide: Markup
    narrow: Markup
    key: tuple[tuple[str, str], ...]
    caption: str


def plot_of(here: Here, measure: Measure, some: Sequence[Estimate]) -> Drawn | None:
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
    panels = tuple(plots.Panel(m.name, tuple(point_of(here, e) for e in dated)) for m, dated in drawn)
    first, last = min(p.first for p in panels[0].points), max(p.last for p in panels[0].points)
    title = f"{measure.name}: {in_short(some).rstrip('.')}, as of {days_in_words(first, last)}"
    said = "Each mark is one estimate at the date of which it speaks."
    beside = f" Below, on the same scale: {english.listed([m.name for m, _ in drawn[1:]])}." if len(drawn) > 1 else ""
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


def point_of(here: Here, estimate: Estimate) -> plots.Point:
    """A dated estimate as a point of a plot."""
    first, last = estimate.span or (0, 0)
    low, high = estimate.extremes
    figure = estimate.figure
    named = any(agent.id for agent in estimate.holders)
    who = english.listed([link.text for link in holder_links(here, estimate.holders)])
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
        published=first_published(estimate.carriers),
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
            f"{english.counted(undated, 'estimate')} without a date {'stands' if undated == 1 else 'stand'} only in the table."
        )
    return " ".join(said)


# --- names for a plot ---
LONG_NAME, SHORT_NAME = 34, 18


def _names(archive: Archive, holders: Sequence[AgentRef]) -> tuple[str, str]:
    """Who gave a number, for a wide plot and for a narrow one."""
    if not holders:
        return "source not stated", "not stated"
    long, short = [_long(archive, a) for a in holders], [_short(archive, a) for a in holders]
    whole, brief = english.listed(long), english.listed(short)
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
    return [record.name, *own, without_remark(record.name)]


def _long(archive: Archive, agent: AgentRef) -> str:
    names = _spellings(archive, agent)
    fitting = [n for n in names if len(n) <= LONG_NAME]
    return next((n for n in fitting if not n.isupper()), fitting[0] if fitting else markup.excerpt(names[0], LONG_NAME))


def _short(archive: Archive, agent: AgentRef) -> str:
    names = _spellings(archive, agent)
    if agent.id and isinstance(archive[agent.id], Person):
        names.append(names[0].split(" ")[-1])
    initials = next((n for n in names if n.isupper() and len(n) <= 6), None)
    fitting = [n for n in names if len(n) <= SHORT_NAME and n != without_remark(names[0])] or names[:1]
    return initials or markup.excerpt(min(fitting, key=len), SHORT_NAME)
