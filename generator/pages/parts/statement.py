"""A stance as an article reports it, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Quoted, Stated
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.quotation import SecondJudgement
from generator.records.model import Stance, Statement
from generator.records.vocabulary import GROUNDS
from generator.text import terms


@dataclass(frozen=True, slots=True)
class Footing:
    """What a position rests on, in words, with the editor's reason. `weak` is whether it is known to be less than the
    holder's own words."""

    key: str  # the record's value; empty if it has none
    label: str
    basis: str | None
    weak: bool


def footing(statement: Statement) -> Footing:
    """What a statement rests on, as pages show it."""
    ground = statement.rests_on
    basis = " ".join(statement.basis.split()) if statement.basis else None
    return Footing(ground or "", GROUNDS[ground], basis, ground not in (None, "words"))


@dataclass(frozen=True, slots=True)
class ReportedStance:
    """A stance as an article reports it."""

    anchor: str
    holder: Link
    stance: Stance
    sentence: Link
    when: When
    via: str
    quotations: tuple[Link, ...]
    footing: Footing
    note: str | None
    readings: tuple[SecondJudgement, ...] = ()
    review: bool = False


def reported_stance(here: Here, stated: Stated) -> ReportedStance:
    """A stance with its evidence, as pages show it."""
    statement, article = stated.statement, stated.article
    by_id = {q.id: Quoted(article, q) for q in article.quotations}
    return ReportedStance(
        anchor=routes.statement(statement.id),
        holder=here.agent_link(statement.holder),
        stance=statement.stance,
        sentence=here.link(statement.proposition),
        when=here.date(stated.date),
        via=here.chain(statement.via),
        quotations=tuple(here.quotation_link(by_id[i]) for i in statement.quotations if i in by_id),
        footing=footing(statement),
        note=statement.note,
        readings=tuple(
            SecondJudgement(
                terms.stance(it.stance),
                it.stance == statement.stance,
                it.by,
                here.date(it.on) if it.on else None,
                it.note,
            )
            for it in statement.readings
        ),
        review=statement.review is not None,
    )
