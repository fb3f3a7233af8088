"""What the archive does not know yet: a to-do list for contributors, with the file to edit for each entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import routes
from generator.archive.archive import Archive, Quoted, Stated
from generator.findings.gaps import (
    Gaps,
    RevisedArticle,
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
from generator.findings.source_status import dead_address
from generator.pages.page import Page
from generator.pages.paging import unfolded_counts
from generator.pages.parts.here import Here, Link, mentions_in_words
from generator.pages.parts.lists import Block, ListView, Section, block, further_pages
from generator.records.model import Article
from generator.records.vocabulary import mark_of
from generator.text import addresses, counts, terms
from generator.text.messages import N_, _, listed, ngettext, number

INDEX = routes.index("gaps")
SHOWN = 25
"""How many rows of one gap the first page lists, at about 400 bytes each."""
OPEN = 20
"""How many rows of all gaps together are unfolded on the first page."""
NAMED = 4
"""How many holders, parties or articles one row names."""


@dataclass(frozen=True, slots=True)
class GapRow:
    """Something that is missing: in which record, what, and the file to add it to."""

    record: Link
    missing: str
    file: str
    links: tuple[Link, ...] = ()
    more: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """The number of gaps of one kind, what they are called, and where they are listed."""

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
    found = [section for section in _sections(archive) if section.items]
    few = unfolded_counts([len(section.items) for section in found], OPEN, spare=1)
    sections = [replace(section, few=number) for section, number in zip(found, few, strict=True)]
    view = GapsView(doors(here), tuple(block(here, section) for section in sections))
    description = _("What the archive does not know yet, and where each answer would be written.")
    yield Page(INDEX, "gaps/gaps.md.j2", _("Open questions"), description, view, is_single_column=True)
    for section in sections:
        yield from further_pages(archive, section, INDEX, _("Open questions"), None)


def doors(here: Here) -> tuple[Door, ...]:
    """The number of gaps of each kind, with a link to its list, without kinds of which there are none. The start page
    shows these too."""
    found = gap_counts(here.archive)
    return tuple(
        Door(
            number(found[gap.name]),
            gap.noun(found[gap.name]),
            routes.relative(here.path, INDEX, gap.anchor),
        )
        for gap in _GAPS
        if found[gap.name]
    )


@dataclass(frozen=True, slots=True)
class _Gap:
    """A kind of gap: the field of `Gaps` that holds it, its name, and the rule by which something counts as one."""

    name: str
    anchor: str
    title: str
    noun: Callable[[int], str]  # name of this kind, in the plural form for a number
    rule: str
    row: Callable[[Here, Any], GapRow]
    count: Callable[[int], str]  # a number of rows, in words


def _sections(archive: Archive) -> Iterator[Section]:
    found: Gaps = gaps(archive)
    for gap in _GAPS:
        items = getattr(found, gap.name)
        yield Section(gap.anchor, _(gap.title), "gaps", items, _rows(gap), gap.count, SHOWN, _(gap.rule))


def _rows(gap: _Gap) -> Callable[[Here, Sequence[Any]], tuple[GapRow, ...]]:
    def rows(here: Here, items: Sequence[Any]) -> tuple[GapRow, ...]:
        return tuple(gap.row(here, item) for item in items)

    return rows


# --- one row of each gap -------------------------------------------------------------------------------------------------


def _unanswered(here: Here, gap: Unanswered) -> GapRow:
    holders = listed([here.agent_link(holder).text for holder in gap.holders[:NAMED]])
    more = len(gap.holders) - NAMED
    if more > 0:
        so_far = ngettext("So far: {who} and {n} other.", "So far: {who} and {n} others.", more, who=holders)
    else:
        so_far = _("So far: {who}.", who=holders)
    parties = tuple(here.link(party) for party in gap.parties[:NAMED])
    return GapRow(
        here.link(gap.proposition),
        _("an answer from"),
        here.archive.paths[gap.proposition],
        parties,
        max(0, len(gap.parties) - NAMED),
        so_far,
    )


def _unquoted(here: Here, gap: Unquoted) -> GapRow:
    missing = ngettext("a quotation; named in {n} article", "a quotation; named in {n} articles", gap.articles)
    return GapRow(here.link(gap.person.id), missing, here.archive.paths[gap.person.id])


def _shaken(here: Here, gap: RevisedArticle) -> GapRow:
    counted = [
        count(number)
        for count, number in (
            (counts.quotations, gap.quotations),
            (counts.stances, gap.positions),
            (counts.estimates, gap.figures),
        )
        if number
    ]
    rests = _("a second look at {what}", what=listed(counted)) if counted else _("a second look")
    missing = _("{look}; no other article has evidence for:", look=rests) if gap.only_support_of else rests
    return GapRow(
        here.link(gap.article.id),
        missing,
        here.archive.paths[gap.article.id],
        tuple(here.link(record) for record in gap.only_support_of[:NAMED]),
        max(0, len(gap.only_support_of) - NAMED),
        "" if gap.article.source.versions else _("what was changed in it is not recorded"),
    )


def _disputed(here: Here, gap: Quoted | Stated) -> GapRow:
    if isinstance(gap, Quoted):
        link, said = (
            here.quotation_link(gap),
            [mark_of(gap.quotation.fidelity).label, *(mark_of(it.fidelity).label for it in gap.quotation.readings)],
        )
    else:
        link = here.link(
            gap.article.id, here.archive[gap.statement.proposition].name, routes.statement(gap.statement.id)
        )
        said = [terms.stance(gap.statement.stance), *(terms.stance(it.stance) for it in gap.statement.readings)]
    return GapRow(
        link,
        _("a decision between {judgements}", judgements=listed([*dict.fromkeys(said)])),
        here.archive.paths[gap.article.id],
    )


def _single_source(here: Here, gap: SingleSource) -> GapRow:
    count = len(gap.articles)
    articles = tuple(here.link(article.id) for article in gap.articles[:NAMED])
    missing = (
        _("a second source besides")
        if count == 1
        else ngettext(
            "a second source; {n} article comes from one original report:",
            "a second source; {n} articles come from one original report:",
            count,
        )
    )
    return GapRow(here.link(gap.event.id), missing, here.archive.paths[gap.event.id], articles, max(0, count - NAMED))


def _unverified(here: Here, gap: Unverified) -> GapRow:
    missing = (
        ngettext("{some} of {n} quotation", "{some} of {n} quotations", gap.total, some=gap.quotations)
        if gap.quotations < gap.total
        else _all_of(gap.total)
    )
    note = "" if gap.article.source.sha256 else _("no fingerprint of a copy either")
    link = here.link(gap.article.id, anchor="quotations")
    return GapRow(link, missing, here.archive.paths[gap.article.id], note=note)


def _ungrounded(here: Here, gap: Ungrounded) -> GapRow:
    if gap.positions < gap.total:
        missing = ngettext(
            "what {n} of {all} stances rests on", "what {n} of {all} stances rest on", gap.positions, all=gap.total
        )
    else:
        missing = ngettext("what {n} stance rests on", "what {n} stances rest on", gap.total)
    return GapRow(here.link(gap.article.id, anchor="positions"), missing, here.archive.paths[gap.article.id])


def _all_of(count: int) -> str:
    if count == 1:
        return _("its one quotation")
    if count == 2:
        return _("both quotations")
    return ngettext("all {n} quotation", "all {n} quotations", count)


def _unarchived(here: Here, article: Article) -> GapRow:
    host = addresses.host(article.source.url or "")
    link = here.link(article.id, anchor="source-note")
    found = dead_address(article.source)
    note = found.text if found else ""
    return GapRow(
        link, _("an archived copy of the page at {host}", host=host), here.archive.paths[article.id], note=note
    )


def _undescribed(here: Here, gap: Undescribed) -> GapRow:
    missing = (
        _("a summary and a Wikidata identifier")
        if gap.summary and gap.identifier
        else _("a summary")
        if gap.summary
        else _("a Wikidata identifier")
    )
    note = mentions_in_words(here.archive, gap.entity)
    return GapRow(here.link(gap.entity.id), missing, here.archive.paths[gap.entity.id], note=note)


def _unspoken(here: Here, gap: Unspoken) -> GapRow:
    if gap.total <= 1:
        missing = _("the words as spoken")
    elif gap.passages == gap.total:
        missing = ngettext(
            "the words as spoken, of all {n} sentence", "the words as spoken, of all {n} sentences", gap.total
        )
    else:
        missing = ngettext(
            "the words as spoken, of {some} of {n} sentence",
            "the words as spoken, of {some} of {n} sentences",
            gap.total,
            some=gap.passages,
        )
    return GapRow(here.link(gap.utterance.id), missing, here.archive.paths[gap.utterance.id])


_GAPS: tuple[_Gap, ...] = (
    _Gap(
        "unanswered", "answers", N_("No answer from the side concerned"),
        lambda n: ngettext("claim unanswered", "claims unanswered", n),
        N_(
            "People, organisations and countries named in a claim that have not, as far as we know, responded to it or to a claim linked "
            "with it. Somebody who speaks for an organisation answers for it, and for a country its people and organisations do. "
            "“No comment” counts as an answer."
        ),
        _unanswered, counts.claims,
    ),
    _Gap(
        "unquoted", "never-quoted", N_("Named and never quoted"),
        lambda n: ngettext("person never quoted", "people never quoted", n),
        N_("People named in articles but never quoted."),
        _unquoted, counts.people,
    ),
    _Gap(
        "shaken", "changed-since", N_("Sources since changed or withdrawn"),
        lambda n: ngettext("source changed since", "sources changed since", n),
        N_(
            "Articles that their publishers corrected, updated or withdrew after we had read them. What rests on them must be checked "
            "again, first where no other article supports it."
        ),
        _shaken, counts.articles,
    ),
    _Gap(
        "disputed", "disputed", N_("Judged differently by two readers"),
        lambda n: ngettext("judgement disputed", "judgements disputed", n),
        N_("Quotations and stances that an independent reader judged differently from the record. Both judgements are shown until somebody decides."),
        _disputed, lambda n: ngettext("{n} judgement", "{n} judgements", n),
    ),
    _Gap(
        "single_source", "one-source", N_("Events with one source"),
        lambda n: ngettext("event with one source", "events with one source", n),
        N_("Events known from one original report only, whether one article has it or several that copy each other."),
        _single_source, counts.events,
    ),
    _Gap(
        "unverified", "not-verified", N_("No check against the source recorded"),
        lambda n: ngettext("quotation without a recorded check", "quotations without a recorded check", n),
        N_(
            "The records do not say that these were checked letter by letter against the source’s text. If you have the text, "
            "check them under “Suggest a change” on the article’s page, or with the command “archive verify ARTICLE COPY.txt”."
        ),
        _unverified, counts.articles,
    ),
    _Gap(
        "ungrounded", "no-grounds", N_("Stances that do not say what they rest on"),
        lambda n: ngettext("stance without grounds", "stances without grounds", n),
        N_(
            "It is not recorded whether these rest on somebody’s own words, on the reporter’s, on a headline or on our inference. "
            "The key for it is “rests_on”."
        ),
        _ungrounded, counts.articles,
    ),
    _Gap(
        "unarchived", "not-archived", N_("Links without an archived copy"),
        lambda n: ngettext("link not archived", "links not archived", n),
        N_("No copy in a web archive is recorded for these pages: when the page goes, so does the source."),
        _unarchived, counts.links,
    ),
    _Gap(
        "unspoken", "no-original", N_("Original words not known"),
        lambda n: ngettext("sentence without its original", "sentences without their original", n),
        N_("Statements whose words we do not have in the language in which they were spoken."),
        _unspoken, counts.statements,
    ),
    _Gap(
        "undescribed", "not-described", N_("No summary or identifier"),
        lambda n: ngettext("record not described", "records not described", n),
        N_(
            "People, organisations, places and documents without a sentence that says who or what they are, or without a Wikidata "
            "identifier. Those without a sentence come first."
        ),
        _undescribed, lambda n: ngettext("{n} record", "{n} records", n),
    ),
)  # fmt: skip
