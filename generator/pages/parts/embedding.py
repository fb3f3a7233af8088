"""What other sites may embed in a frame, as values: the words or the drawing, the source, and a link to the full
page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.drawing.embedding import Drawing, Embed, Words
from generator.findings.embedding import embed_name_of, is_claim_embedded, is_embedded, is_figure_embedded
from generator.findings.stances import Position, Reversal
from generator.findings.thin_records import thin_records
from generator.pages.parts.here import Here
from generator.pages.parts.reversals import in_a_sentence, quote
from generator.pages.parts.sharing import of_quotation
from generator.pages.parts.swing import DONE_AS_LABEL
from generator.pages.parts.turn import ClaimPicture
from generator.records.model import Measure, Proposition, Stance
from generator.records.vocabulary import GROUNDS, mark_of
from generator.text import english
from generator.text.languages import direction
from generator.text.messages import _

_STANCES: Final[Mapping[Stance, str]] = {
    "asserts": "▶", "confirms": "✔", "denies": "✖", "declines": "⊖", "retracts": "↩", "doubts": "◆",
}  # fmt: skip
_GROUNDS: Final = {"own": "●", "told": "○", "headline": "┄", "inferred": "┈", "unsaid": "◌"}
"""Characters that look like the signs of a claim's drawing, for its key."""


def quotations(archive: Archive) -> Iterator[Embed]:
    """Every quotation that can be embedded. Names come from the records, since an embedded page has only one link."""
    for quoted in archive.quotations:
        if is_embedded(archive, quoted.quotation):
            yield _quotation(archive, quoted)


def owners(archive: Archive) -> dict[str, str]:
    """The ids of the claims and figures of which something may be embedded, by the source path of their page."""
    rows = thin_records(archive)
    claims = (it.id for it in archive.propositions if it.id not in rows and is_claim_embedded(archive, it))
    measures = (it.id for it in archive.measures if it.id not in rows and is_figure_embedded(archive, it))
    return {
        **{routes.page("proposition", claim): claim for claim in claims},
        **{routes.page("measure", measure): measure for measure in measures},
    }


def claim(
    archive: Archive, proposition: Proposition, picture: ClaimPicture | None, said: str, turned: Iterable[Reversal]
) -> tuple[Embed, ...]:
    """The picture of a claim and its changes of sides, if they can be embedded. `said` is the answer as text."""
    drawn = _claim(proposition, picture, said) if picture and is_claim_embedded(archive, proposition) else None
    named = ((it, embed_name_of(archive, it)) for it in turned if it.proposition == proposition.id)
    return (*([drawn] if drawn else []), *(_turn(archive, it, name) for it, name in named if name))


def figure(archive: Archive, measure: Measure, drawing: Drawing | None, said: str) -> tuple[Embed, ...]:
    """The plot of a figure, if it can be embedded. `said` is the answer as text."""
    return (_figure(measure, drawing, said),) if drawing and is_figure_embedded(archive, measure) else ()


def _quotation(archive: Archive, quoted: Quoted) -> Embed:
    article, quotation, said_by = quoted.article, quoted.quotation, quoted.said_by
    path = routes.embed("quotation", f"{article.id}/{quotation.id}")
    page = routes.page("article", article.id)
    speaker = (archive[said_by.id].name if said_by.id else said_by.unnamed or "") if said_by else _("unknown speaker")
    said = dates.format_date(quotation.said.edtf) if quotation.said else ""
    outlet = archive[article.publisher].name if article.publisher else article.name
    published = dates.format_date(article.published.edtf) if article.published else _("no date given")
    source = f"{outlet} · {published}"
    by = _beside(speaker, quotation.role, said)
    finding = mark_of(quotation.fidelity).label if quotation.fidelity else ""
    right_to_left = direction(quoted.language) == "rtl"
    return Embed(
        path=path,
        page=routes.relative(path, page, routes.quotation(quotation.id)),
        title=_("Quotation: {name}", name=speaker),
        source=source,
        heading="",
        words=(Words(quotation.text, quoted.language, right_to_left, "", by),),
        finding=finding,
        drawing=None,
        shared=of_quotation(archive, quoted, source, _beside(by, finding)),
    )


def _claim(proposition: Proposition, picture: ClaimPicture, said: str) -> Embed:
    path, page = routes.embed("claim", proposition.id), routes.page("proposition", proposition.id)
    stances = tuple((_STANCES[stance], meaning) for stance, meaning, _known in picture.stances)
    grounds = tuple((_GROUNDS[shape], meaning) for shape, meaning, _known in picture.grounds)
    return Embed(
        path=path,
        page=routes.relative(path, page, "reversals"),
        title=_("Claim: {name}", name=english.typeset(proposition.sentence)),
        source="",
        heading=english.typeset(proposition.sentence),
        words=(),
        finding=english.typeset(said),
        drawing=Drawing("turn", picture.wide, picture.narrow, (*stances, *grounds)),
        shared=None,
    )


def _figure(measure: Measure, drawing: Drawing, said: str) -> Embed:
    path, page = routes.embed("figure", measure.id), routes.page("measure", measure.id)
    return Embed(
        path=path,
        page=routes.relative(path, page, "plot"),
        title=_("Figure: {name}", name=english.typeset(measure.name)),
        source="",
        heading=english.typeset(measure.name),
        words=(),
        finding=english.typeset(said),
        drawing=drawing,
        shared=None,
    )


def _turn(archive: Archive, reversal: Reversal, name: str) -> Embed:
    path, page = routes.embed("turn", name), routes.page("proposition", reversal.proposition)
    here = Here(archive, path)
    ends = tuple(_end(here, position) for position in (reversal.before[0], reversal.after[0]))
    who, said = archive[reversal.subject].name, in_a_sentence(here, reversal)
    return Embed(
        path=path,
        page=routes.relative(path, page, "reversals"),
        title=_("Change of sides: {name}", name=who),
        source="",
        heading=english.typeset(archive[reversal.proposition].name),
        words=ends,
        finding=english.typeset(_("{who}: {text}", who=who, text=said)),
        drawing=None,
        shared=None,
    )


def _end(here: Here, position: Position) -> Words:
    """One end of a change of sides, with the words of the report that shows it best."""
    quoted = quote(here, position)
    article = position.best.stated.article
    source = _beside(
        here.outlet_link(article).text if article.has_title else "",
        here.link(article.id).text,
        GROUNDS[position.rests_on],
    )
    language = quoted.language if quoted else here.archive.settings.language
    return Words(
        words=quoted.words if quoted else (),
        language=language,
        right_to_left=direction(language) == "rtl",
        above=_beside(
            _(DONE_AS_LABEL[position.stance]), here.agent_link(position.holder).text, here.date(position.date).text
        ),
        below=source,
    )


def _beside(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
