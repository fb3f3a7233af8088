"""Two versions of the same words side by side: one as an article altered them, and one closer to what was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Quoted
from generator.findings.known_days import NEVER_KNOWN, latest, published_at_latest
from generator.findings.renderings import Rewording, Stretch
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Original, Turn
from generator.records.vocabulary import Mark, mark_of
from generator.text.languages import language_name
from generator.text.marked_pieces import Piece, mark_spans, spans
from generator.text.messages import _


@dataclass(frozen=True, slots=True)
class Version:
    """One of two versions: its words, with those marked that the other lacks, and its source. `known` is the day from
    which it was known, `marked` the day from which both were."""

    heading: str
    mark: Mark | None
    words: tuple[Stretch, ...]
    pieces: tuple[Piece, ...]
    turns: tuple[str, ...]  # why the filled-in words change the meaning
    known: str
    marked: str
    language: str
    source: Link
    outlet: Link | None
    published: When | None


def altered(here: Here, found: Rewording) -> Version:
    """The version that was judged altered."""
    return _rendering(here, found.altered, found.altered_words, _marked(here, found), _("Altered"))


def closer(here: Here, found: Rewording) -> Version:
    """The version closer to what was said."""
    marked = _marked(here, found)
    if isinstance(found.closer, Quoted):
        return _rendering(here, found.closer, found.closer_words, marked, _("Closer to what was said"))
    return _original(here, found.closer, found.closer_words, marked)


def side_by_side(here: Here, found: Rewording) -> tuple[Version, Version]:
    """Both versions, each under the finding on it."""
    marked = _marked(here, found)
    one, other = found.closer, found.altered
    heading = mark_of(other.quotation.fidelity).label
    second = _rendering(here, other, found.altered_words, marked, heading)
    if isinstance(one, Quoted):
        return _rendering(here, one, found.closer_words, marked, mark_of(one.quotation.fidelity).label), second
    return _original(here, one, found.closer_words, marked), second


def _marked(here: Here, found: Rewording) -> str:
    return latest([since(here, found.closer), since(here, found.altered)])


def since(here: Here, version: Quoted | Original) -> str:
    """The day by which a rendering or an original had certainly been published; empty if that is not known."""
    if isinstance(version, Quoted):
        return published_at_latest(version.article)
    return here.known_day(version.source) if version.source in here.archive else NEVER_KNOWN


def _pieces(words: Iterable[Stretch], parts: Sequence[str], turns: Iterable[Turn]) -> tuple[Piece, ...]:
    """The stretches of a comparison as pieces. Words that change the meaning become pieces of their own."""
    compared = [
        piece
        for stretch in words
        for piece in (Piece("same" if stretch.shared else "added", stretch.words), Piece("plain", stretch.gap))
        if piece.text
    ]
    shown = mark_spans(compared, spans(parts, ((turn.words, turn.prefix or "", turn.suffix or "") for turn in turns)))
    return tuple(part for piece in shown for part in _trim_mark(piece))


def _trim_mark(piece: Piece) -> Iterator[Piece]:
    """A marked piece without the spaces at its ends, or without the mark if it contains no word."""
    words = piece.text.strip()
    if piece.kind != "added" or not any(map(str.isalnum, words)):
        yield Piece("plain", piece.text) if piece.kind == "added" else piece
        return
    before, _, after = piece.text.partition(words)
    for part in (Piece("plain", before), Piece("added", words), Piece("plain", after)):
        if part.text:
            yield part


def _rendering(here: Here, quoted: Quoted, words: tuple[Stretch, ...], marked: str, heading: str) -> Version:
    return Version(
        heading=heading,
        mark=mark_of(quoted.quotation.fidelity),
        words=words,
        pieces=_pieces(words, quoted.quotation.text, quoted.quotation.turns),
        turns=tuple(turn.why for turn in quoted.quotation.turns),
        known=since(here, quoted),
        marked=marked,
        language=quoted.language,
        source=here.link(quoted.article.id, anchor=routes.quotation(quoted.quotation.id)),
        outlet=here.outlet_link(quoted.article),
        published=here.date(quoted.article.published),
    )


def _original(here: Here, original: Original, words: tuple[Stretch, ...], marked: str) -> Version:
    known = original.source in here.archive
    return Version(
        heading=_("As it was said"),
        mark=None,
        words=words,
        pieces=_pieces(words, (original.text,), original.turns),
        turns=tuple(turn.why for turn in original.turns),
        known=since(here, original),
        marked=marked,
        language=original.language,
        source=here.link(original.source)
        if known
        else Link(_("{language} original", language=language_name(original.language))),
        outlet=None,
        published=None,
    )
