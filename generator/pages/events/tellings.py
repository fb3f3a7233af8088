"""The articles that report an event: how many there are, from which origins, and with which dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import dates
from generator.archive.archive import Archive, EventReport
from generator.findings.origins import Ancestry, Origin
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Article, Event
from generator.text import counts
from generator.text.messages import _, ngettext


@dataclass(frozen=True, slots=True)
class TellingRow:
    """An article that reports an event. `own` is the date that the article gives, if it differs from the record's.
    `heads` is the heading of a group; it is empty except on the group's first row."""

    heads: str
    grouped: bool
    origin: Link | None
    article: Link
    outlet: Link | None
    published: When
    later: str
    own: When | None
    note: str | None


def told_in_words(from_: Ancestry) -> str:
    """How many articles report it, and from how many original reports, in words."""
    if not from_.articles:
        return _("no article yet")
    articles = counts.articles(from_.articles)
    if from_.articles == 1:
        return articles
    return ngettext(
        "{articles}, {n} original report", "{articles}, {n} original reports", len(from_.branches), articles=articles
    )


@dataclass(frozen=True)
class _Telling:
    """An article that reports an event, and the origin under which it is listed."""

    told: EventReport
    origin: Origin
    heads: str  # the heading above the first article of the group
    group: int


def tellings_of(archive: Archive, event: Event, from_: Ancestry) -> Sequence[_Telling]:
    """Each article once: first, grouped by origin, those that share one with others; then those with an origin of their
    own."""
    reports = {t.article.id: t for t in archive.reports_of(event.id)}
    found: list[_Telling] = []
    alone: list[_Telling] = []
    placed: set[str] = set()
    several = any(len(branch.articles) > 1 for branch in from_.branches)
    for number, branch in enumerate(from_.branches):
        articles = [a for a in branch.articles if a.id not in placed]
        placed.update(a.id for a in articles)
        if len(branch.articles) > 1:
            heads = ngettext(
                "{n} article from one original report",
                "{n} articles from one original report",
                len(branch.articles),
            )
            found += [_Telling(reports[a.id], branch.origin, heads, number) for a in articles]
        else:
            heads = _("Each of the others has a source of its own") if several else ""
            alone += [_Telling(reports[a.id], branch.origin, heads, -1) for a in articles]
    in_groups = [sorted(group, key=_by_publication) for _, group in groupby(found, key=lambda t: t.group)]
    return [*(t for group in in_groups for t in group), *sorted(alone, key=_by_publication)]


def _by_publication(telling: _Telling) -> tuple[object, ...]:
    article = telling.told.article
    return dates.sort_key(article.published.edtf if article.published else None), article.id


def telling_rows(event: Event, here: Here, items: Sequence[_Telling]) -> tuple[TellingRow, ...]:
    """A row for each of the articles that report an event."""
    firsts = {id(next(group)) for _, group in groupby(items, key=lambda t: t.group)}
    return tuple(_telling(here, event, item, heads=id(item) in firsts) for item in items)


def _telling(here: Here, event: Event, telling: _Telling, *, heads: bool) -> TellingRow:
    told = telling.told
    grouped = telling.group >= 0
    own_outlet = telling.origin == Origin(told.article.publisher or told.article.id)
    return TellingRow(
        heads=telling.heads if heads else "",
        grouped=grouped,
        origin=_origin(here, telling.origin) if (heads if grouped else not own_outlet) else None,
        article=here.link(told.article.id),
        outlet=here.outlet_beside(told.article),
        published=here.date(told.article.published),
        later=_later(event, told.article),
        own=here.date(told.occurrence.date) if dates_otherwise(event, told) else None,
        note=told.occurrence.note,
    )


def _origin(here: Here, origin: Origin) -> Link:
    if origin.unnamed is None:
        return here.link(origin.id)
    return Link(_("{source}, which it does not name", source=origin.unnamed), unknown=True)


def dates_otherwise(event: Event, told: EventReport) -> bool:
    """Whether an article gives another date for an event than its record does."""
    own = told.occurrence.date
    return own is not None and (event.date is None or own.edtf != event.date.edtf)


def _later(event: Event, article: Article) -> str:
    """How long after the event an article was published, in words; empty if the dates leave a range of more than a
    month."""
    between = dates.days_between(event.date.edtf, article.published.edtf) if event.date and article.published else None
    if between is None:
        return ""
    least, most = between
    if most < 0:
        return _("published before it")
    if most == 0:
        return _("the same day") if least == 0 else ""
    if most - max(least, 0) > 31:
        return ""
    if least == most:
        return ngettext("{n} day later", "{n} days later", most)
    return ngettext("{least} to {n} day later", "{least} to {n} days later", most, least=max(least, 0))
