"""Quotations, merged: equal words are listed once, by occasion or row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator import routes
from generator.archive.archive import Archive, Quoted, date_sort_key
from generator.findings.known_days import earliest, published_at_latest
from generator.pages.parts.evidence.readings import READINGS, Reading, reading
from generator.pages.parts.here import Here, Link, When, WrongAttribution
from generator.pages.parts.prose import on_one_line
from generator.pages.parts.quotation import Card, card
from generator.records.model import Date, Fidelity, Utterance
from generator.records.vocabulary import mark_of
from generator.text import lines, markup
from generator.text.languages import language_name
from generator.text.messages import ngettext

LONG_QUOTATION = 500
"""How many characters of a quotation a list shows. Its card shows all."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """Words that one or more articles print in the same form."""

    words: tuple[str, ...]
    language: str
    language_name: str
    foreign: bool
    speaker: Link
    attributed: WrongAttribution | None
    readings: tuple[Reading, ...]
    more: int
    renderings: Link | None
    known: str  # day by which the first of the articles had certainly been published


@dataclass(frozen=True, slots=True)
class Again:
    """Further words of an occasion, as the first article prints them, and the other articles that have them."""

    card: Card
    also: tuple[Reading, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """Quotations of one occasion of speech."""

    when: When | None
    utterance: Link | None
    to: str | None
    best: QuoteRow  # the one to show first
    rest: tuple[Again, ...]
    more: str  # the title of the fold with the rest
    known: str


@dataclass(frozen=True)
class MergedQuotation:
    """The same words of the same speaker on the same occasion, in all articles that print them."""

    occasion: tuple[Any, ...]
    utterance: Utterance | None
    date: Date | None
    to: str | None
    quotations: tuple[Quoted, ...]


def merge_quotations(archive: Archive, quotations: Iterable[Quoted]) -> tuple[MergedQuotation, ...]:
    """Quotations by occasion, earliest first; within one, by passage, then by publication. Equal words are merged."""
    gathered: dict[tuple[Any, ...], list[Quoted]] = {}
    for quoted in sorted(quotations, key=lambda x: date_sort_key(x.article.published)):
        quotation = quoted.quotation
        speaker = (quoted.said_by, quotation.speaker)
        key = (_occasion(archive, quoted), quotation.passage, speaker, on_one_line(quotation.words))
        gathered.setdefault(key, []).append(quoted)
    found = []
    for (occasion, *_), same in gathered.items():
        utterance = _utterance(archive, same[0])
        first = same[0].quotation
        date = utterance.said if utterance else first.said
        to = (utterance.to if utterance else None) or first.to
        found.append(MergedQuotation(occasion, utterance, date, to, tuple(same)))
    return tuple(sorted(found, key=lambda s: (s.occasion, _passage(s))))


def _utterance(archive: Archive, quoted: Quoted) -> Utterance | None:
    passage = quoted.quotation.passage
    record = archive.records.get(passage.utterance) if passage else None
    return record if isinstance(record, Utterance) else None


def _occasion(archive: Archive, quoted: Quoted) -> tuple[Any, ...]:
    """Sort key that identifies an occasion: its utterance, or else its date and audience.

    Nothing proves that undated words from two articles were said together, so those are grouped by article, in order of
    publication.
    """
    utterance = _utterance(archive, quoted)
    if utterance:
        return date_sort_key(utterance.said), utterance.id, ""
    quotation = quoted.quotation
    day = (
        (quotation.said.edtf.text,) if quotation.said else (date_sort_key(quoted.article.published), quoted.article.id)
    )
    return date_sort_key(quotation.said), "", *day, quotation.to or ""


def _passage(same: MergedQuotation) -> int:
    rendered = same.quotations[0].quotation.passage
    ids = [p.id for p in same.utterance.passages] if same.utterance else []
    return ids.index(rendered.passage) if rendered and rendered.passage in ids else len(ids)


def occasions(here: Here, items: Sequence[MergedQuotation]) -> tuple[Occasion, ...]:
    """What was said, grouped by occasion."""
    return tuple(_occasion_view(here, list(group)) for _, group in groupby(items, key=lambda s: s.occasion))


def _occasion_view(here: Here, group: list[MergedQuotation]) -> Occasion:
    first = group[0]
    utterance = here.link(first.utterance.id) if first.utterance else None
    date = here.date(first.date) if first.date else None
    best = min(group, key=lambda same: _closeness(here, same))
    rows = tuple(_again(here, same) for same in group if same is not best)
    more = ngettext("{n} more quotation from this occasion", "{n} more quotations from this occasion", len(rows))
    known = earliest(published_at_latest(quoted.article) for same in group for quoted in same.quotations)
    return Occasion(date, utterance, first.to, _quote_row(here, best), rows, more, known)


def _again(here: Here, same: MergedQuotation) -> Again:
    first, *others = same.quotations
    long = max(len(first.quotation.words), len(first.quotation.note or "")) > LONG_QUOTATION
    return Again(
        card(here, first, LONG_QUOTATION if long else None),  # words that are not cut keep their line breaks
        tuple(_read_quotation(here, quoted) for quoted in others[:READINGS]),
        max(0, len(others) - READINGS),
    )


def _closeness(here: Here, same: MergedQuotation) -> tuple[bool, int, int]:
    """Sort key for what readers should see first: words in the archive's language, then faithful ones, then long
    ones."""
    fidelities = [quoted.quotation.fidelity for quoted in same.quotations]
    rank = min(_FAITHFUL.index(fidelity) for fidelity in fidelities)
    return here.is_foreign(same.quotations[0].language), rank, -len(same.quotations[0].quotation.words)


_FAITHFUL: tuple[Fidelity | None, ...] = ("verbatim", "translation", None, "altered", "paraphrase")


def quote_rows(here: Here, items: Sequence[MergedQuotation]) -> tuple[QuoteRow, ...]:
    """A row for each group of equal words."""
    return tuple(_quote_row(here, same) for same in items)


def _quote_row(here: Here, same: MergedQuotation) -> QuoteRow:
    quoted = same.quotations[0]
    quotation = quoted.quotation
    fits = len(quotation.words) <= LONG_QUOTATION
    words = (
        tuple(map(lines.normalise_lines, quotation.text))
        if fits
        else (markup.excerpt(lines.normalise_lines(quotation.words), LONG_QUOTATION),)
    )
    renderings = None
    if same.utterance and quotation.passage:
        count = len(here.archive.renderings_of(quotation.passage))
        if count > 1:
            anchor = routes.passage(quotation.passage.passage)
            renderings = here.link(
                same.utterance.id,
                ngettext("Compare {n} version", "Compare {n} versions", count),
                anchor,
                here.settled_day(same.utterance.id),
            )
    return QuoteRow(
        words=words,
        language=quoted.language,
        language_name=language_name(quoted.language),
        foreign=here.is_foreign(quoted.language),
        speaker=here.speaker_link(quoted),
        attributed=here.wrong_attribution(quoted),
        readings=tuple(_read_quotation(here, q) for q in same.quotations[:READINGS]),
        more=max(0, len(same.quotations) - READINGS),
        renderings=renderings,
        known=earliest(published_at_latest(q.article) for q in same.quotations),
    )


def _read_quotation(here: Here, quoted: Quoted) -> Reading:
    anchor = routes.quotation(quoted.quotation.id)
    mark = mark_of(quoted.quotation.fidelity)
    return reading(here, quoted.article, anchor, here.chain(quoted.quotation.via), mark)
