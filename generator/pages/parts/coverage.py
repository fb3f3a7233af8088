"""Which outlets carried an event or a claim: an answer in sentences, and a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator import dates, routes
from generator.findings.coverage import Coverage, PassedOn, Report
from generator.findings.known_days import NEVER_KNOWN, earliest, published_at_latest
from generator.pages.parts.here import Here, Link, unknown_outlet
from generator.records.model import Article, Date, Search
from generator.records.vocabulary import Mark, mark_of
from generator.text import counts, lines, markup
from generator.text.messages import _, ngettext

SHOWN = 10
"""How many outlets are shown at once. The others unfold, `UNFOLDED` at a time."""

A_FEW = 3
"""The margin by which items are shown rather than folded."""

UNFOLDED = 20

MOST = 40
"""The most outlets in the table. The page gives the number of the others."""

MAX_NAMED = 10
"""How many outlets that nobody has searched are named."""

State = Literal["carried", "passed", "none"]


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The words that an article quotes: a link to its version, labelled with their language, and the finding."""

    words: Link
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class FailedSearch:
    """A search that found nothing: when, by whom, for what, and the record's note on it."""

    on: str
    by: str
    what: str
    note: str
    known: str


@dataclass(frozen=True, slots=True)
class OutletRow:
    """What is known about one outlet, or another party that passed it on. `said` is the text of its cell, `article` the
    outlet's report, or the article that shows that it was passed on; `known` is the day from which that could be
    known."""

    outlet: Link
    state: State
    said: str
    known: str
    article: Link | None = None
    worded: QuotedWords | None = None
    more: str = ""
    looked: tuple[FailedSearch, ...] = ()


@dataclass(frozen=True, slots=True)
class FurtherRows:
    """Further rows of the table, and the numbers of the first and the last of them, counted from 1."""

    first: int
    last: int
    rows: tuple[OutletRow, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The answer in sentences, the rows of the table, and the outlets that nobody has searched."""

    answer: tuple[str, ...]
    rows: tuple[OutletRow, ...]
    folded: tuple[FurtherRows, ...]
    rest: str
    unlooked: tuple[Link, ...]
    unlooked_said: str
    unlooked_more: str


def coverage_view(here: Here, found: Coverage, since: Date | None, *, event: bool) -> CoverageView:
    """The coverage as its page shows it. `since` is the day from which days are counted: an event's own date, or that
    of the first report of a claim."""
    rows = list(_rows(here, found, since, event=event))
    beyond = max(0, len(rows) - MOST)
    shown = SHOWN if len(rows) > SHOWN + A_FEW else len(rows)
    unlooked = len(found.not_searched)
    return CoverageView(
        answer=tuple(_answer(found, since, event=event)),
        rows=tuple(rows[:shown]),
        folded=tuple(_further_rows(rows[:MOST], shown)),
        rest=ngettext("and {n} more outlet", "and {n} more outlets", beyond) if beyond else "",
        unlooked=tuple(here.link(outlet) for outlet in found.not_searched[:MAX_NAMED]),
        unlooked_said=ngettext(
            "{n} outlet in which nobody has looked", "{n} outlets in which nobody has looked", unlooked
        )
        if unlooked
        else "",
        unlooked_more=ngettext("and {n} more outlet", "and {n} more outlets", unlooked - MAX_NAMED)
        if unlooked > MAX_NAMED
        else "",
    )


def _further_rows(rows: Sequence[OutletRow], shown: int) -> Iterator[FurtherRows]:
    for start in range(shown, len(rows), UNFOLDED):
        some = tuple(rows[start : start + UNFOLDED])
        yield FurtherRows(start + 1, start + len(some), some)


# --- the answer ---


def _answer(found: Coverage, since: Date | None, *, event: bool) -> Iterator[str]:
    carried = sum(outlet is not None for outlet in found.reports)
    if carried:
        yield ngettext(
            "Of {outlets} that this archive knows, {n} is known to have carried it.",
            "Of {outlets} that this archive knows, {n} are known to have carried it.",
            carried,
            outlets=counts.outlets(found.outlets),
        )
        yield from _how_late(found, since, event=event)
    elif None in found.reports:
        yield _("Only articles whose outlet is not known carried it.")
    else:
        yield _("No outlet of which this archive has an article is known to have carried it.")
    if found.passed_on:
        yield ngettext(
            "{n} more is known to have passed it on only from articles of others.",
            "{n} more are known to have passed it on only from articles of others.",
            len(found.passed_on),
        )
    if found.searched_in_vain:
        yield ngettext(
            "In {n} outlet somebody looked and found nothing.",
            "In {n} outlets somebody looked and found nothing.",
            len(found.searched_in_vain),
        )
    if found.not_searched:
        yield ngettext(
            "In {n} outlet nobody has looked, so we do not know whether it carried it.",
            "In {n} outlets nobody has looked, so we do not know whether they carried it.",
            len(found.not_searched),
        )


def _how_late(found: Coverage, since: Date | None, *, event: bool) -> Iterator[str]:
    last = [some[0].article for outlet, some in found.reports.items() if outlet and some[0].article.published][-1:]
    days = _days(since, last[0]) if last else None
    if len(found.reports) > 1 and days and days[1] > 0 and days[0] == days[1]:
        yield (
            ngettext("The last did {n} day after it.", "The last did {n} days after it.", days[1])
            if event
            else ngettext("The last did {n} day after the first.", "The last did {n} days after the first.", days[1])
        )


# --- the table ---


def _rows(here: Here, found: Coverage, since: Date | None, *, event: bool) -> Iterator[OutletRow]:
    for outlet, some in found.reports.items():
        yield _row_of_report(here, found, outlet, some, since, event=event)
    for one in found.passed_on:
        yield _row_of_carrier(here, one)
    for outlet, searches in found.searched_in_vain.items():
        looked = tuple(map(_failed_search, searches))
        said = _("None found on {date}", date=looked[0].on)
        known = earliest(one.known for one in looked)
        yield OutletRow(here.link(outlet), "none", said, known, looked=looked)


def _row_of_report(
    here: Here, found: Coverage, outlet: str | None, some: tuple[Report, ...], since: Date | None, *, event: bool
) -> OutletRow:
    first = some[0]
    shown = next((one for one in some if one.words), first)
    said = _days_in_words(_days(since, first.article), event=event, first=not event and first.article is found.first)
    searches = found.searched.get(outlet, ()) if outlet else ()
    more = len(some) - 1 - (shown is not first)
    return OutletRow(
        outlet=here.link(outlet) if outlet else unknown_outlet(),
        state="carried",
        said=said,
        known=published_at_latest(first.article),
        article=here.link(first.article.id),
        worded=_quoted_words(here, shown),
        more=ngettext("and {n} more article", "and {n} more articles", more) if more else "",
        looked=tuple(_failed_search(search) for search in searches if not search.found),
    )


def _quoted_words(here: Here, one: Report) -> QuotedWords | None:
    quoted = one.words
    if quoted is None:
        return None
    passage, words = quoted.quotation.passage, markup.excerpt(lines.on_one_line(quoted.quotation.words), 90)
    known = published_at_latest(quoted.article)
    link = (
        here.link(passage.utterance, words, routes.rendering(quoted.article.id, quoted.quotation.id), known)
        if passage
        else here.quotation_link(quoted, words)
    )
    language = quoted.language if here.is_foreign(quoted.language) else None
    mark = mark_of(quoted.quotation.fidelity) if quoted.quotation.fidelity else None
    return QuotedWords(replace(link, language=language, known=known), mark)


def _row_of_carrier(here: Here, one: PassedOn) -> OutletRow:
    said = _("Passed it on; the article does not say so") if one.implied else _("Passed it on, according to an article")
    return OutletRow(here.link(one.organisation), "passed", said, published_at_latest(one.to), here.link(one.to.id))


# --- how many days after ---


def _days(since: Date | None, article: Article) -> tuple[int, int] | None:
    return dates.days_between(since.edtf, article.published.edtf) if since and article.published else None


def _days_in_words(days: tuple[int, int] | None, *, event: bool, first: bool) -> str:
    if first:
        return _("Carried it first")
    if days is None or days[1] - max(days[0], 0) > 31:
        return _("Carried it; how many days later is not known")
    least, most = max(days[0], 0), days[1]
    if most < 0:
        return _("Carried it before it happened") if event else _("Carried it")
    if most == 0:
        return _("Carried it the same day") if days[0] == 0 else _("Carried it")
    if least == most:
        return ngettext("Carried it {n} day later", "Carried it {n} days later", most)
    return ngettext("Carried it {least} to {n} day later", "Carried it {least} to {n} days later", most, least=least)


def _failed_search(search: Search) -> FailedSearch:
    last = search.on.edtf.latest
    known = last.iso if last and 0 < last.year <= 9999 else NEVER_KNOWN
    note = " ".join((search.note or "").split())
    return FailedSearch(dates.format_date(search.on.edtf), search.by, search.for_, note, known)
