"""The plot of a measure: every dated estimate, on the same scale as those of measures that it is confused with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.drawing import plots
from generator.findings import figures
from generator.findings.figures import Estimate
from generator.pages.measures.against import far_apart, opposed, second_day, told
from generator.pages.measures.rows import days_in_words, first_published, holder_links, span_of
from generator.pages.parts.here import Here
from generator.pages.parts.names import names_of
from generator.records.model import Measure
from generator.records.vocabulary import number
from generator.text import counts
from generator.text.messages import N_, _, listed, ngettext
from generator.text.messages import number as written

PANELS = 3
"""How many measures one plot shows: its own, and those that it is confused with."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot for wide and narrow screens, its key, and its caption."""

    wide: Markup
    narrow: Markup
    key: tuple[tuple[str, str], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of every estimate dated to a day or a month, for wide and narrow screens, and its key."""

    wide: Markup
    narrow: Markup
    key: tuple[tuple[str, str], ...]
    narrow_key: tuple[tuple[str, str], ...]
    underlined: str  # what an underlined number of the narrow picture means; "" if none is


def picture_of(here: Here, measure: Measure, some: Sequence[Estimate], key: str = "estimates") -> Picture | None:
    """The estimates of a measure over time, with dashed lines between those that cannot both be right; None if there
    are fewer than two.

    Can be used on any page, such as the start page. `key` must be unique among the pictures of that page.
    """
    drawn = [e for e in some if e.span]
    points = [point_of(here, e) for e in drawn]
    drawn_points = sorted(
        (n for n, p in enumerate(points) if not p.is_banded), key=lambda n: points[n].first + points[n].last
    )
    drawn_points = (
        drawn_points[:: -(-len(drawn_points) // MOST_DRAWN)] if len(drawn_points) > MOST_DRAWN else drawn_points
    )
    if len(drawn_points) < 2:
        return None
    place = {drawn[n].said.key: at for at, n in enumerate(drawn_points)}
    disagreements = tuple(
        plots.Disagreement(place[low.said.key], place[high.said.key], far_apart(low, high), second_day(low, high))
        for low, high in opposed(some)
        if low.said.key in place and high.said.key in place
    )
    shown = tuple(points[n] for n in drawn_points)
    estimated = plots.Estimates(
        key, _in_words(measure, shown), shown, disagreements, right_to_left=here.archive.right_to_left
    )
    signs = tuple((sign, _(meaning)) for sign, meaning, occurs in _SIGNS if any(occurs(p) for p in shown))
    against = _("cannot both be right")
    return Picture(
        plots.estimates.draw_wide(estimated),
        plots.estimates.draw_narrow(estimated),
        (*signs, *((("┆", against),) if disagreements else ())),
        tuple(
            ((_LYING_RTL if here.archive.right_to_left else _LYING).get(sign, sign), meaning)
            for sign, meaning in signs
            if sign != "▬"
        ),
        against if disagreements else "",
    )


MOST_DRAWN = 60
"""How many estimates the picture shows. If there are more, it shows an even selection; the table has them all."""


def _in_words(measure: Measure, points: Sequence[plots.Point]) -> str:
    told = "; ".join(p.description for p in points[:MOST_DESCRIBED])
    if len(points) > MOST_DESCRIBED:
        return ngettext(
            "{figure}: {estimates}; and {n} more.",
            "{figure}: {estimates}; and {n} more.",
            len(points) - MOST_DESCRIBED,
            figure=measure.name,
            estimates=told,
        )
    return _("{figure}: {estimates}.", figure=measure.name, estimates=told)


MOST_DESCRIBED = 20
"""How many estimates the picture's text alternative lists. The table has them all."""

_SIGNS: tuple[tuple[str, str, Callable[[plots.Point], bool]], ...] = (
    ("●", N_("somebody is named"), lambda p: p.shape == "known"),
    ("○", N_("nobody is named"), lambda p: p.shape == "unnamed"),
    ("✕", N_("printed as another figure than its source gave it for"), lambda p: p.shape == "misread"),
    ("↑", N_("“more than”, “at least”"), lambda p: p.open == "up"),
    ("↓", N_("“up to”"), lambda p: p.open == "down"),
    ("I", N_("from lowest to highest"), lambda p: p.high > p.low),
    ("▬", N_("some day in that time"), lambda p: p.last > p.first),
)

_LYING = {"↑": "→", "↓": "←", "I": "↔"}
_LYING_RTL = {"↑": "←", "↓": "→", "I": "↔"}
"""The signs where numbers run across the picture, as they do on a phone."""


def plot_of(here: Here, measure: Measure, some: Sequence[Estimate]) -> Drawn | None:
    """The plot of a measure and of those that it is confused with, on one scale; None if the measure has fewer than two
    dated estimates."""
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
    title = _(
        "{figure}: {estimates}, {span}, as of {days}",
        figure=measure.name,
        estimates=counts.estimates(len(some)),
        span=span_of(some),
        days=days_in_words(first, last),
    )
    said = [_("Each mark is one estimate at the date of which it speaks.")]
    if len(drawn) > 1:
        said.append(
            _("Below, on the same scale: {figures}.", figures=listed([other.name for other, dated in drawn[1:]]))
        )
    said.append(_("The table of this page gives every estimate in words."))
    plot = plots.Plot(
        "plot",
        title,
        " ".join(said),
        panels,
        tuple(_curves(drawn)),
        right_to_left=here.archive.right_to_left,
    )
    undated = sum(e.span is None for e in some)
    return Drawn(plots.draw_wide(plot), plots.draw_narrow(plot), tuple(_key(plot)), _caption(plot, undated))


def _curves(drawn: Sequence[tuple[Measure, tuple[Estimate, ...]]]) -> Iterator[plots.Curve]:
    """Curves from each misread estimate to where it is printed as something else, if both are on the plot."""
    places: dict[tuple[str, str, str], tuple[int, int]] = {}
    for panel, (own, dated) in enumerate(drawn):
        for at, estimate in enumerate(dated):
            for carrier in estimate.carriers:
                places[own.id, carrier.article.id, carrier.figure.id] = (panel, at)
    curves = []
    for panel, (measure, dated) in enumerate(drawn):
        for at, estimate in enumerate(dated):
            for wrong in estimate.misread_by:
                end = places.get((wrong.figure.measure, wrong.article.id, wrong.figure.id))
                if end and wrong.figure.misreads == measure.id:
                    curves.append(plots.Curve((panel, at), end, _("misread")))
    yield from dict.fromkeys(curves[: plots.MOST_MISREAD])


def point_of(here: Here, estimate: Estimate) -> plots.Point:
    """A dated estimate as a point of a plot."""
    first, last = estimate.span or (0, 0)
    low, high = estimate.extremes
    figure = estimate.figure
    named = any(agent.id for agent in estimate.holders)
    facts = {
        "number": number(figure),
        "who": listed([link.text for link in holder_links(here, estimate.holders)]),
        "day": here.date(estimate.date).text,
    }
    said = (
        _("{number}, {qualifier}. {who}, {day}", qualifier=figure.qualifier, **facts)
        if figure.qualifier
        else _("{number}. {who}, {day}", **facts)
    )
    return plots.Point(
        first=first,
        last=last,
        low=low,
        high=high,
        best=figure.value if figure.value is not None else figure.best,
        number=_("{low}–{high}", low=written(low), high=written(high)) if low != high else written(low),
        names=names_of(here.archive, estimate.holders),
        description=said,
        shape="misread" if estimate.misreads else "known" if named else "unnamed",
        open={"least": "up", "most": "down", "": ""}[figures.bound_of(figure.qualifier)],  # type: ignore[arg-type]
        line="|".join(sorted(agent.id or "" for agent in estimate.holders)) if named else "",
        published=first_published(estimate.carriers),
        qualified=told(figure),
    )


_KEY = (
    ("●", N_("a number whose source is named"), lambda p: p.shape == "known"),
    ("○", N_("its source is unnamed or not stated"), lambda p: p.shape == "unnamed"),
    ("✕", N_("a number printed as another measure than its source gave it for"), lambda p: p.shape == "misread"),
    ("↑", N_("at least, more than"), lambda p: p.open == "up"),
    ("↓", N_("up to"), lambda p: p.open == "down"),
    ("I", N_("from lowest to highest"), lambda p: p.high > p.low and not p.is_banded),
    ("▬", N_("the exact date is unknown; it falls within the bar"), lambda p: p.last > p.first),
)  # fmt: skip


def _key(plot: plots.Plot) -> Iterator[tuple[str, str]]:
    """The signs that occur in the plot, with their meanings."""
    points = [point for panel in plot.panels for point in panel.points]
    occurs: Callable[[plots.Point], bool]
    for sign, meaning, occurs in _KEY:
        if any(occurs(point) for point in points):
            yield sign, _(meaning)


def _caption(plot: plots.Plot, undated: int) -> str:
    points = [point for panel in plot.panels for point in panel.points]
    sentences = [_("Each mark is one estimate at the date of which it speaks, not a measurement.")]
    lines = [
        p.line for panel in plot.panels for p in panel.points if p.line and not p.is_banded and p.shape != "misread"
    ]
    if len(lines) > len(set(lines)):
        sentences.append(_("Lines join what the same source gave at different times."))
    if plot.is_logarithmic:
        sentences.append(
            _(
                "The scale is logarithmic: each line stands for ten times the one below, "
                "since the highest number is more than a hundred times the lowest."
            )
        )
    elif min(p.low for p in points) >= 0:
        sentences.append(_("The scale begins at zero and has equal steps."))
    if len(plot.panels) > 1:
        sentences.append(_("The panels share one scale."))
    if plot.curves:
        sentences.append(_("A dotted curve leads from a number to where an article prints it as something else."))
    if any(len(panel.points) > plots.MOST_POINTS for panel in plot.panels):
        sentences.append(
            _("Of more than {n} estimates, each bar shows the lowest and the highest of its time.", n=plots.MOST_POINTS)
        )
    if any(p.is_banded for p in points):
        sentences.append(_("A grey band is a number of which no more than a season or a year is known."))
    if any(len(panel.points) > 7 for panel in plot.panels):
        sentences.append(_("Where there was no room for a name, the table has it."))
    if undated:
        sentences.append(
            ngettext(
                "{n} estimate without a date is only in the table.",
                "{n} estimates without a date are only in the table.",
                undated,
            )
        )
    return " ".join(sentences)
