"""A figure as an article reports it."""

from __future__ import annotations

from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Estimated
from generator.pages.parts.here import Here, Link, When
from generator.records.vocabulary import number


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """A figure as an article reports it."""

    anchor: str
    measure: Link
    number: str
    qualifier: str | None
    by: tuple[Link, ...]
    when: When
    via: str
    misreads: Link | None
    note: str | None
    review: bool = False


def reported_figure(here: Here, estimated: Estimated) -> ReportedFigure:
    """A figure with the links and words that its page shows."""
    figure = estimated.figure
    return ReportedFigure(
        anchor=routes.figure(figure.id),
        measure=here.link(figure.measure),
        number=number(figure),
        qualifier=figure.qualifier,
        by=tuple(here.agent_link(agent) for agent in figure.by),
        when=here.date(estimated.as_of),
        via=here.chain(figure.via),
        misreads=here.link(figure.misreads) if figure.misreads else None,
        note=figure.note,
        review=figure.review is not None,
    )
