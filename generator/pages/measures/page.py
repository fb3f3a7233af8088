"""The page of a measure: all its estimates as a plot and a table, and those that disagree or are misread.

The time to make a page is proportional to the number of estimates of its measure and of the few that are confused with
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator import routes
from generator.archive.archive import Archive
from generator.drawing import plots
from generator.drawing.embedding import Drawing
from generator.findings import figures
from generator.findings.embedding import is_figure_embedded
from generator.findings.figures import Disagreement, Estimate, Misreading
from generator.findings.known_days import latest
from generator.findings.thin_records import thin_records
from generator.pages.compare import compare_link
from generator.pages.entities.moved import row_of
from generator.pages.measures.against import (
    SHOWN_FINDINGS,
    Against,
    Alike,
    Misread,
    Opposite,
    alike_of,
    far_apart,
    misread_of,
    opposites,
    retelling,
    told,
)
from generator.pages.measures.plot import Drawn, Picture, picture_of, plot_of
from generator.pages.measures.rows import (
    READINGS,
    EstimateRow,
    brief_rows,
    carriers_of,
    estimate_rows,
    first_published,
    report_rows,
)
from generator.pages.page import Page
from generator.pages.parts import embedding
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import ListView, Section, block, further_pages
from generator.pages.parts.names import in_sentence
from generator.pages.parts.prose import on_one_line
from generator.pages.parts.sharing import of_figure
from generator.records.model import Measure
from generator.text import counts, markup
from generator.text.messages import _, listed, ngettext
from generator.text.messages import number as written

SHOWN = 20
"""How many estimates the table of a measure's page lists, at up to 3 KB and 240 px on a phone each: four articles with a
long note. The plots, with three full panels, take as much again, and so do the findings."""


def of(archive: Archive, measure: Measure) -> Iterator[Page]:
    """The page of one measure and the further pages of its long lists; or, if it has no page of its own, a redirect to
    its row in the index."""
    if measure.id in thin_records(archive):
        return iter([row_of(archive, measure)])
    return _page(archive, measure, figures.misread_by(archive).get(measure.id, ()))


@dataclass(frozen=True, slots=True)
class MeasureView:
    """Everything on a measure's page."""

    label: str
    name: str
    compare: Link
    headline: str | None
    answer: Markup
    answered: str
    picture: Picture | None
    embed: str  # URL of the plot's page for frames; empty if it has none
    counts: str
    summary: str | None
    count: str
    opposites: tuple[Opposite, ...]
    confused: tuple[Link, ...]
    plot: Drawn | None
    misread: tuple[Misread, ...]
    more_misread: int
    more_disagreements: int
    retellings: tuple[Against, ...]
    alike: tuple[Alike, ...]
    lead: str
    sortable: bool
    estimates: tuple[EstimateRow, ...]
    whole: Link | None
    reports: Link | None
    notes: tuple[str, ...]
    index: Link


def _page(archive: Archive, measure: Measure, misread: Sequence[Misreading]) -> Iterator[Page[MeasureView | ListView]]:
    here = Here(archive, routes.page("measure", measure.id))
    some = figures.estimates(archive).get(measure.id, ())
    counted = Section("all", _("Every estimate"), "estimates", some, brief_rows, counts.estimates, SHOWN)
    many = any(len(carriers_of(e)) > READINGS for e in some)
    reports = archive.figures_of(measure.id) if many else ()
    each = Section("reports", _("Every report"), "estimates", reports, report_rows, counts.reports, 0)
    disagree = figures.disagreements_among(some)
    retold = figures.retold_numbers(some)
    lookalikes = figures.lookalikes(archive).get(measure.id, ())
    drawn = picture_of(here, measure, some)
    view = MeasureView(
        label=" · ".join(filter(None, [_("Figure"), measure.unit])),
        name=measure.name,
        compare=compare_link(here.path, measure.id),
        headline=measure.headline,
        answer=answer(here, measure, some, disagree),
        answered=latest([here.settled_day(measure.id), *(first_published(e.carriers) for e in some)])
        if some
        else "always",
        picture=drawn,
        embed=routes.relative(here.path, routes.embed("figure", measure.id))
        if drawn and is_figure_embedded(archive, measure)
        else "",
        counts=on_one_line(measure.counts),
        summary=on_one_line(measure.summary) if measure.summary else None,
        count=_count(some, drawn),
        opposites=opposites(here, disagree),
        confused=tuple(here.link(other) for other in figures.neighbours(archive).get(measure.id, ())),
        plot=plot_of(here, measure, some) if figures.neighbours(archive).get(measure.id) else None,
        misread=tuple(misread_of(here, m) for m in misread[:SHOWN_FINDINGS]),
        more_misread=max(0, len(misread) - SHOWN_FINDINGS),
        more_disagreements=max(0, len(disagree) - SHOWN_FINDINGS),
        retellings=tuple(retelling(here, r) for r in retold[:SHOWN_FINDINGS]),
        alike=tuple(alike_of(here, a) for a in lookalikes[:SHOWN_FINDINGS]),
        lead=_lead(some),
        sortable=len(some) > 1,
        estimates=estimate_rows(here, some[:SHOWN]),
        whole=block(here, counted).whole,
        reports=block(here, each).whole,
        index=here.page_link(routes.index("measures"), _("All figures")),
        notes=tuple(on_one_line(p) for p in (measure.notes or "").split("\n\n") if p.strip()),
    )
    record = archive.paths[measure.id]
    first = view.headline or markup.text_of(str(view.answer))
    description = markup.excerpt(f"{measure.name}: {first} {view.counts}", 200)
    shared = of_figure(archive, measure, first)
    drawing = Drawing("plot", drawn.wide, drawn.narrow, drawn.key) if drawn else None
    yield Page(
        here.path,
        "measures/measure.md.j2",
        measure.name,
        description,
        view,
        record,
        is_single_column=True,
        shared=shared,
        embeds=embedding.figure(archive, measure, drawing, first),
    )
    yield from further_pages(archive, counted, here.path, measure.name, record)
    yield from further_pages(archive, each, here.path, measure.name, record)


def _lead(some: Sequence[Estimate]) -> str:
    """The heading of the table."""
    return (
        _("The estimate, and where it is printed")
        if len(some) == 1
        else ngettext(
            "All {n} estimate, by the day of which they speak",
            "All {n} estimates, by the day of which they speak",
            len(some),
        )
    )


def _count(some: Sequence[Estimate], drawn: Picture | None) -> str:
    """How many estimates there are, by how many sources and in how many articles, and how many the picture leaves out.
    Empty if there are fewer than two."""
    if len(some) < 2:
        return ""
    holders = {agent for e in some for agent in e.holders}
    articles = {c.article.id for e in some for c in carriers_of(e)}
    facts = {"estimates": counts.estimates(len(some)), "articles": counts.articles(len(articles))}
    if holders:
        said = _("{estimates} by {sources}, in {articles}.", sources=counts.sources(len(holders)), **facts)
    else:
        said = _("{estimates} in {articles}.", **facts)
    vague = sum(e.span is None or e.span[1] - e.span[0] > plots.LONGEST_DATE for e in some) if drawn else 0
    if vague == 1:
        return f"{said} {_('One of them speaks of no single month, and is in the table only.')}"
    if vague:
        more = ngettext(
            "{n} of them speaks of no single month, and is in the table only.",
            "{n} of them speak of no single month, and are in the table only.",
            vague,
        )
        return f"{said} {more}"
    return said


# --- the answer ---
def answer(here: Here, measure: Measure, some: Sequence[Estimate], disagree: Sequence[Disagreement]) -> Markup:
    """The answer in one or two sentences, as HTML: the range of the estimates, and two that cannot both be right."""
    return Markup(" ").join(Markup(sentence) for sentence in _sentences(here, measure, some, disagree))  # noqa: S704  (escaped below)


def _sentences(
    here: Here, measure: Measure, some: Sequence[Estimate], disagree: Sequence[Disagreement]
) -> Iterator[str]:
    if not some:
        yield _("No article in this archive gives this figure yet.")
        return
    meant = [e for e in some if not e.misreads] or list(some)
    unit = escape(measure.unit) if measure.unit and any(e.extremes[1] != 1 for e in meant) else Markup("")
    if len(meant) == 1:
        (one,) = meant
        who = escape(listed([in_sentence(here.archive, agent) for agent in one.holders]))
        shown = told(one.figure)
        if one.holders:
            yield _("According to {who}: {number}.", who=who, number=_of(escape(shown), unit))
        else:
            number = _of(escape(shown[:1].upper() + shown[1:]), unit)
            yield _("{number}, as an article prints it without a source.", number=number)
        return
    low, high = min(meant, key=lambda e: e.extremes[0]), max(meant, key=lambda e: e.extremes[1])
    if low.extremes[0] == high.extremes[1]:
        yield _("All estimates are <b>{number}</b>.", number=written(low.extremes[0]))
        return
    yield _("Estimates run from <b>{low}</b> to {high}.", low=_end(low, 0), high=_of(_end(high, 1), unit))
    pair = figures.farthest(max(disagree, key=lambda d: len(d.estimates))) if disagree else None
    if pair:
        less, more = pair
        yield _(
            "For the same time {one} gave {low} and {other} gave {high}, <b>{apart}</b>.",
            one=escape(_who(here, less)),
            low=escape(told(less.figure)),
            other=escape(_who(here, more)),
            high=escape(told(more.figure)),
            apart=far_apart(less, more),
        )


def _of(number: Markup, unit: Markup) -> str:
    """A number and its unit, as HTML."""
    if not unit:
        return f"<b>{number}</b>"
    return _("<b>{number}</b> {unit}", number=number, unit=unit)


def _end(estimate: Estimate, end: int) -> Markup:
    """The lowest (`end` 0) or highest (`end` 1) number of an estimate, with its qualifier if both are the same."""
    low, high = estimate.extremes
    return escape(told(estimate.figure) if low == high else written(estimate.extremes[end]))


def _who(here: Here, estimate: Estimate) -> str:
    names = [in_sentence(here.archive, agent) for agent in estimate.holders]
    return listed(names) if names else _("an article that names no source")
