"""The share picture of a page, shown with links to it: the words, marked where they were altered, and their source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.archive.archive import Archive, Quoted
from generator.drawing.shared import Block, Shared, Style
from generator.findings.pictures import pictures
from generator.findings.renderings import RenderedPassage, rewording_of
from generator.pages.parts import versions
from generator.pages.parts.here import Here, title_of
from generator.pages.parts.versions import Version
from generator.records.model import Article, Measure, Person, Proposition, Utterance
from generator.text import english, markup
from generator.text.languages import direction
from generator.text.marked_pieces import Piece
from generator.text.messages import _

MOST_REMARK = 240
"""How many characters the text below the words may have; the picture has three lines for it."""


def of_article(here: Here, article: Article, lead: str, *, is_altered: bool) -> Shared | None:
    """The picture of an article: its title, outlet and day, and what was found about its quotations. None if the
    archive wants no such picture, as in the functions below."""
    archive = here.archive
    language = article.language if article.title else archive.settings.language
    name = article.name if article.title else english.typeset(title_of(article))
    where = _beside(here.outlet_link(article).text, here.date(article.published).text)
    title = Block((("plain", name),), _is_rtl(language), where)
    return _shared(archive, _("Article"), (title,), lead or article.deck or "", is_finding=is_altered)


def of_statement(here: Here, utterance: Utterance, passages: Sequence[RenderedPassage], said: str) -> Shared | None:
    """The picture of a statement: the first altered sentence next to a version closer to what was said; if none was
    altered, the first sentence. `passages` are in the order of the page."""
    archive = here.archive
    every = [quoted for passage in passages for quoted in passage.renderings]
    altered = (found for quoted in every if (found := rewording_of(archive, quoted)) is not None)
    if (found := next(altered, None)) is not None:
        blocks = _version(versions.closer(here, found)), _version(versions.altered(here, found))
        return _shared(archive, _("Statement"), blocks, said, is_finding=True)
    block = _quoted(here, every[0]) if every else _own_words(archive, utterance.title)
    return _shared(archive, _("Statement"), (block,), said, is_finding=False)


def of_claim(archive: Archive, proposition: Proposition, answer: str) -> Shared | None:
    """The picture of a claim: its sentence, and the answer."""
    return _shared(archive, _("Claim"), (_own_words(archive, proposition.sentence),), answer, is_finding=True)


def of_figure(archive: Archive, measure: Measure, answer: str) -> Shared | None:
    """The picture of a figure: what is counted, and the range of the estimates."""
    return _shared(archive, _("Figure"), (_own_words(archive, measure.name),), answer, is_finding=False)


def of_person(archive: Archive, person: Person, described: str) -> Shared | None:
    """The picture of a person: the name, and who that is."""
    return _shared(archive, _("Person"), (_own_words(archive, person.name),), described, is_finding=True)


def of_quotation(archive: Archive, quoted: Quoted, source: str, said: str) -> Shared | None:
    """The picture of a single quotation: its words and who said them. `source` is the article's outlet and day."""
    block = Block((("plain", " […] ".join(quoted.quotation.text)),), _is_rtl(quoted.language), source)
    return _shared(archive, _("Quotation"), (block,), said, is_finding=True)


def _shared(archive: Archive, label: str, blocks: tuple[Block, ...], said: str, *, is_finding: bool) -> Shared | None:
    wanted = pictures(archive)
    if wanted == "none" or (wanted == "findings" and not is_finding):
        return None
    settings = archive.settings
    said = english.typeset(markup.excerpt(said, MOST_REMARK)) if said else ""
    return Shared(label, blocks, said, english.typeset(settings.title), _is_rtl(settings.language))


def _is_rtl(language: str) -> bool:
    return direction(language) == "rtl"


def _own_words(archive: Archive, words: str) -> Block:
    return Block((("plain", english.typeset(words)),), _is_rtl(archive.settings.language))


def _beside(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _quoted(here: Here, quoted: Quoted) -> Block:
    outlet, published = here.outlet_link(quoted.article).text, here.date(quoted.article.published).text
    return Block(
        (("plain", " […] ".join(quoted.quotation.text)),), _is_rtl(quoted.language), _beside(outlet, published)
    )


def _version(version: Version) -> Block:
    where = version.outlet.text if version.outlet else version.source.text
    above = _beside(version.heading, where, version.published.text if version.published else "")
    return Block(tuple(_styled(version.pieces)), _is_rtl(version.language), above)


def _styled(pieces: Sequence[Piece]) -> Iterator[tuple[Style, str]]:
    for piece in pieces:
        if piece.kind not in ("missing", "left-out"):
            yield "turned" if piece.kind == "turned" else "only" if piece.kind == "added" else "plain", piece.text
