"""What other sites may show in a frame, each as a value: its words, where they are from, and the page that has it all."""

from __future__ import annotations

from collections.abc import Iterator

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.findings.embedding import Embed, is_embedded
from generator.records.vocabulary import mark_of
from generator.text.languages import direction
from generator.text.messages import _


def embedded(archive: Archive) -> Iterator[Embed]:
    """Everything that can be embedded."""
    for quoted in archive.quotations:
        if is_embedded(archive, quoted.quotation):
            yield _quotation(archive, quoted)


def _quotation(archive: Archive, quoted: Quoted) -> Embed:
    """Without links, which a small page has but one of: names are read from the records."""
    article, quotation, said_by = quoted.article, quoted.quotation, quoted.said_by
    path = routes.embedded("quotation", f"{article.id}/{quotation.id}")
    page = routes.page("article", article.id)
    speaker = (archive[said_by.id].name if said_by.id else said_by.unnamed or "") if said_by else _("unknown speaker")
    said = dates.say(quotation.said.edtf) if quotation.said else ""
    outlet = archive[article.publisher].name if article.publisher else article.name
    published = dates.say(article.published.edtf) if article.published else _("no date given")
    return Embed(
        path=path,
        page=routes.relative(path, page, routes.quotation(quotation.id)),
        title=_("Quotation: {name}", name=speaker),
        source=f"{outlet} · {published}",
        words=quotation.text,
        language=quoted.language,
        right_to_left=direction(quoted.language) == "rtl",
        by=" · ".join(filter(None, [speaker, quotation.role, said])),
        finding=mark_of(quotation.fidelity).label if quotation.fidelity else "",
        picture=page,
    )
