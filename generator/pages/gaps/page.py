"""What the archive does not know yet: the contributors' list of what to do, with the file in which it would be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.findings.gaps import (
    Gaps,
    SingleSource,
    Unanswered,
    Undescribed,
    Ungrounded,
    Unquoted,
    Unspoken,
    Unverified,
    gap_counts,
    gaps,
)
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, named_in
from generator.pages.parts.lists import Block, ListView, Section, block, further
from generator.records.model import Article
from generator.text import addresses, english

INDEX = routes.index("gaps")
SHOWN = 25
"""Rows of one gap on the first page, at some 400 bytes each."""
NAMED = 4
"""Holders, parties or articles named in one row."""


@dataclass(frozen=True, slots=True)
class GapRow:
    """Something that is missing: of which record, what, and in which file it would be written."""

    record: Link
    missing: str
    file: str
    links: tuple[Link, ...] = ()
    more: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A gap in a row of counts: how many, what they are called, and where they are listed."""

    number: str
    noun: str
    href: str


@dataclass(frozen=True, slots=True)
class GapsView:
    """Everything on the page of gaps."""

    doors: tuple[Door, ...]
    blocks: tuple[Block, ...]


def pages(archive: Archive) -> Iterator[Page[GapsView | ListView]]:
    """The page of gaps, and the further pages of its lists."""
    here = Here(archive, INDEX)
    sections = [section for section in _sections(archive) if section.items]
    view = GapsView(doors(here), tuple(block(here, section) for section in sections))
    description = "What the archive does not know yet, and the file in which each answer would be written."
    yield Page(INDEX, "gaps/gaps.md.j2", "Gaps", description, view)
    for section in sections:
        yield from further(archive, section, INDEX, "Gaps", None)


def doors(here: Here) -> tuple[Door, ...]:
    """The number of each gap, with a link to its list; gaps of which there are none are left out. The start page shows them too."""
    counts = gap_counts(here.archive)
    return tuple(
        Door(
            f"{counts[gap.name]:,}",
            gap.one if counts[gap.name] == 1 else gap.many,
            routes.relative(here.path, INDEX, gap.anchor),
        )
        for gap in _GAPS
        if counts[gap.name]
    )


@dataclass(frozen=True, slots=True)
class _Gap:
    """A kind of gap: the field of `Gaps` that holds it, its name, and the rule by which something counts as one."""

    name: str
    anchor: str
    title: str
    one: str
    many: str
    rule: str
    row: Callable[[Here, Any], GapRow]
    items: str  # what a row of the list is called, one and many, with | between


def _sections(archive: Archive) -> Iterator[Section]:
    found: Gaps = gaps(archive)
    for gap in _GAPS:
        one, many = gap.items.split("|")
        yield Section(gap.anchor, gap.title, "gaps", getattr(found, gap.name), _rows(gap), one, many, SHOWN, gap.rule)


def _rows(gap: _Gap) -> Callable[[Here, Sequence[Any]], tuple[GapRow, ...]]:
    def rows(here: Here, items: Sequence[Any]) -> tuple[GapRow, ...]:
        return tuple(gap.row(here, item) for item in items)

    return rows


# --- one row of each gap -------------------------------------------------------------------------------------------------


def _unanswered(here: Here, gap: Unanswered) -> GapRow:
    holders = english.listed([here.agent(holder).text for holder in gap.holders[:NAMED]])
    more = f" and {english.counted(len(gap.holders) - NAMED, 'other')}" if len(gap.holders) > NAMED else ""
    parties = tuple(here.link(party) for party in gap.parties[:NAMED])
    return GapRow(
        here.link(gap.proposition),
        "an answer from",
        here.archive.paths[gap.proposition],
        parties,
        max(0, len(gap.parties) - NAMED),
        f"So far: {holders}{more}.",
    )


def _unquoted(here: Here, gap: Unquoted) -> GapRow:
    missing = f"words of their own; named in {english.counted(gap.articles, 'article')}"
    return GapRow(here.link(gap.person.id), missing, here.archive.paths[gap.person.id])


def _single_source(here: Here, gap: SingleSource) -> GapRow:
    number = len(gap.articles)
    articles = tuple(here.link(article.id) for article in gap.articles[:NAMED])
    missing = "a second source beside" if number == 1 else f"a second source; {number} articles go back to one:"
    return GapRow(here.link(gap.event.id), missing, here.archive.paths[gap.event.id], articles, max(0, number - NAMED))


def _unverified(here: Here, gap: Unverified) -> GapRow:
    missing = (
        f"{gap.quotations} of {english.counted(gap.of, 'quotation')}" if gap.quotations < gap.of else _all_of(gap.of)
    )
    note = "" if gap.article.source.sha256 else "no hash of a copy either"
    link = here.link(gap.article.id, anchor="quotations")
    return GapRow(link, missing, here.archive.paths[gap.article.id], note=note)


def _ungrounded(here: Here, gap: Ungrounded) -> GapRow:
    some = gap.positions < gap.of
    number = f"{gap.positions:,} of {gap.of:,} positions" if some else english.counted(gap.of, "position")
    missing = f"what {number} {'rests' if gap.positions == 1 else 'rest'} on"
    return GapRow(here.link(gap.article.id, anchor="positions"), missing, here.archive.paths[gap.article.id])


def _all_of(number: int) -> str:
    return {1: "its one quotation", 2: "both quotations"}.get(number, f"all {number:,} quotations")


def _unarchived(here: Here, article: Article) -> GapRow:
    host = addresses.host(article.source.url or "")
    link = here.link(article.id, anchor="source-note")
    return GapRow(link, f"an archived copy of the page at {host}", here.archive.paths[article.id])


def _undescribed(here: Here, gap: Undescribed) -> GapRow:
    missing = english.listed(
        [*(["a summary"] if gap.summary else []), *(["a Wikidata identifier"] if gap.identifier else [])]
    )
    note = named_in(here.archive, gap.entity)
    return GapRow(here.link(gap.entity.id), missing, here.archive.paths[gap.entity.id], note=note)


def _unspoken(here: Here, gap: Unspoken) -> GapRow:
    missing = "the words as spoken"
    if gap.of > 1:
        missing += f", of {'all' if gap.passages == gap.of else f'{gap.passages:,} of'} {gap.of:,} passages"
    return GapRow(here.link(gap.utterance.id), missing, here.archive.paths[gap.utterance.id])


_GAPS: tuple[_Gap, ...] = (
    _Gap(
        "unanswered", "answers", "No answer from the party concerned", "sentence unanswered", "sentences unanswered",
        "A sentence on which others take a stance, and which names a person, a body or a country that takes none on it, nor on a "
        "sentence tied to it. Whoever speaks for a party by role answers for it, and for a country its people and bodies; to "
        "decline is to answer.",
        _unanswered, "sentence|sentences",
    ),
    _Gap(
        "unquoted", "never-quoted", "Named and never quoted", "person never quoted", "people never quoted",
        "People whom articles name, and of whom no article here has a word in quotation marks.",
        _unquoted, "person|people",
    ),
    _Gap(
        "single_source", "one-source", "Events with one source", "event with one source", "events with one source",
        "Events that go back to one origin, whether one article tells of them or several that copy each other.",
        _single_source, "event|events",
    ),
    _Gap(
        "unverified", "not-verified", "Quotations not verified", "quotation not verified", "quotations not verified",
        "Quotations that were not checked, letter by letter, against a copy whose hash the record keeps: no text of the source was "
        "at hand, since most may not be kept here. Whoever has it checks them with “archive verify ARTICLE COPY.txt”, or opens it under "
        "“Suggest a change” on the article’s page.",
        _unverified, "article|articles",
    ),
    _Gap(
        "ungrounded", "no-grounds", "Positions that do not say what they rest on", "position without grounds",
        "positions without grounds",
        "Positions of which no record says whether the holder’s own words carry them, the reporter’s verb, a headline, or an "
        "editor’s inference. It is written as “rests_on”.",
        _ungrounded, "article|articles",
    ),
    _Gap(
        "unarchived", "not-archived", "Links without an archived copy", "link not archived", "links not archived",
        "Web addresses of articles of which no copy in a web archive is recorded: when the page goes, so does the source.",
        _unarchived, "link|links",
    ),
    _Gap(
        "unspoken", "no-original", "Words known in renderings only", "passage without its original", "passages without their original",
        "Utterances of which the words are not recorded in the language in which they were spoken, passage by passage.",
        _unspoken, "utterance|utterances",
    ),
    _Gap(
        "undescribed", "not-described", "No summary or identifier", "record not described", "records not described",
        "People, organisations, places and documents that nobody has described in a sentence, or that carry no identifier by "
        "which other collections know them. Those without a summary come first.",
        _undescribed, "record|records",
    ),
)  # fmt: skip
