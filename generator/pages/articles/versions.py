"""The versions of an article's source, each compared word by word with the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.findings.renderings import Stretch, compare
from generator.findings.versions import AlteredQuotation, Step, steps
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Article, Quotation, SourceVersion
from generator.text import addresses, lines


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation in one of two versions. The words that the other lacks are marked."""

    words: tuple[Stretch, ...]
    language: str
    card: Link


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation in the earlier version and in the later; None if it is not in that version."""

    before: Words | None
    after: Words | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the source."""

    name: str
    known: str  # the day from which it was known
    seen: When | None
    captured: When | None
    archived: Link | None
    sha256: str | None
    changed: str | None
    altered: tuple[Pair, ...]
    former: str  # the name of the version before


def version_rows(here: Here, article: Article) -> tuple[VersionRow, ...]:
    """Every version, in order of time."""
    return tuple(_rows(here, article))


def _rows(here: Here, article: Article) -> Iterator[VersionRow]:
    former = ""
    for step in steps(article):
        yield _row(here, article, step, former)
        former = step.version.id


def _row(here: Here, article: Article, step: Step, former: str) -> VersionRow:
    version = step.version
    return VersionRow(
        name=version.id,
        known=_known(version),
        seen=here.date(version.seen) if version.seen else None,
        captured=here.date(version.captured) if version.captured else None,
        archived=Link(addresses.host(version.archived), version.archived) if version.archived else None,
        sha256=version.sha256,
        changed=version.changed,
        altered=tuple(_pair(here, article, it) for it in step.altered),
        former=former,
    )


def _known(version: SourceVersion) -> str:
    ends = [date.edtf.latest for date in (version.captured, version.seen) if date]
    days = [day.iso for day in ends if day and 0 < day.year <= 9999]
    return min(days, default="")


def _pair(here: Here, article: Article, it: AlteredQuotation) -> Pair:
    if it.before and it.after:
        language = it.before.language or article.language
        one, other = compare(lines.on_one_line(it.before.words), lines.on_one_line(it.after.words), language)
        return Pair(_words(here, article, it.before, one), _words(here, article, it.after, other))
    return Pair(
        _words(here, article, it.before, None) if it.before else None,
        _words(here, article, it.after, None) if it.after else None,
    )


def _words(here: Here, article: Article, quotation: Quotation, words: tuple[Stretch, ...] | None) -> Words:
    who = here.agent_link(quotation.speaker).text
    whole = words or (Stretch(lines.on_one_line(quotation.words), shared=True),)
    return Words(
        whole, quotation.language or article.language, here.link(article.id, who, routes.quotation(quotation.id))
    )
