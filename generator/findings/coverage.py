"""Who covered an event or a claim: outlets that carried it, outlets that passed it on, outlets that were searched
without result, and outlets that nobody has searched.

An outlet is the publisher of an article in the archive. If none of its articles here reports something, that does not
prove that the outlet was silent: the archive holds only part of what was published. Only a recorded search says that
nothing was found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.archive.archive import Archive, Quoted, date_sort_key
from generator.findings.caching import cached_finding
from generator.findings.stances import bearing_on
from generator.records.model import Article, Event, Organisation, Proposition, Search, Step
from generator.records.scalars import PassageRef
from generator.text.collation import sort_key


@dataclass(frozen=True, slots=True)
class Report:
    """An article that carried the event or claim, and the first quotation in it: one made during the event, or one that
    the stance rests on. `words` is None if the article quotes nothing."""

    article: Article
    words: Quoted | None


@dataclass(frozen=True, slots=True)
class PassedOn:
    """An organisation without an article of its own on the subject in the archive, named as a carrier by the article
    `to`. If `implied`, that article does not credit it: an editor inferred it."""

    organisation: str
    to: Article
    implied: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything known about who carried an event or a claim.

    `reports` maps the id of an outlet to its articles in order of publication; the key None is for articles whose
    outlet is unknown. Outlets come in the order of their first article. `passed_on` and `searched_in_vain` are outlets
    not in `reports`; `searched_in_vain` gives all searches of each, the latest first. `searched` has the searches of
    outlets that did carry it. `not_searched` are the remaining outlets, those with more articles first. The field
    `outlets` is the number of all outlets, including those known only from a search.
    """

    reports: Mapping[str | None, tuple[Report, ...]]
    passed_on: tuple[PassedOn, ...]
    searched_in_vain: Mapping[str, tuple[Search, ...]]
    searched: Mapping[str, tuple[Search, ...]]
    not_searched: tuple[str, ...]
    outlets: int

    @property
    def first(self) -> Article | None:
        """The article that was published first; None if no article carried it."""
        return next((some[0].article for some in self.reports.values()), None)


@cached_finding
def outlets(archive: Archive) -> tuple[str, ...]:
    """The ids of all outlets, those with more articles first. Counts are compared only by powers of two, and outlets
    within one power are sorted by name, so that one more article seldom changes the order."""
    count: dict[str, int] = defaultdict(int)
    for article in archive.articles:
        if article.publisher:
            count[article.publisher] += 1
    return tuple(sorted(count, key=lambda i: (-count[i].bit_length(), sort_key(archive[i].name), i)))


def coverage_of_event(archive: Archive, event: Event) -> Coverage:
    """Who carried an event. The words given are those of utterances made during it."""
    passages = [
        PassageRef(utterance.id, passage.id)
        for utterance in archive.utterances_during(event.id)
        for passage in utterance.passages
    ]
    quoted: dict[str, Quoted] = {}
    ways: list[tuple[Article, Iterable[Step]]] = []
    for passage in passages:
        for rendering in archive.renderings_of(passage):
            quoted.setdefault(rendering.article.id, rendering)
            ways.append((rendering.article, rendering.quotation.via))
    telling = {told.article.id: told.article for told in archive.reports_of(event.id)}
    found = [Report(article, quoted.get(article.id)) for article in telling.values()]
    return _coverage(archive, found, [(a, via) for a, via in ways if a.id in telling], event.searches)


def coverage_of_claim(archive: Archive, claim: Proposition) -> Coverage:
    """Who carried a stance on a claim, or on another claim that bears on it."""
    found: dict[str, Report] = {}
    ways: list[tuple[Article, Iterable[Step]]] = []
    for position in bearing_on(archive, claim.id):
        for stated in position.carriers:
            words = next(iter(stated.quotations), None)
            if stated.article.id not in found or (words and not found[stated.article.id].words):
                found[stated.article.id] = Report(stated.article, words)
            ways.append((stated.article, stated.statement.via))
    return _coverage(archive, found.values(), ways, claim.searches)


def _coverage(
    archive: Archive,
    found: Iterable[Report],
    ways: Iterable[tuple[Article, Iterable[Step]]],
    searches: Iterable[Search],
) -> Coverage:
    report_by_article = {report.article.id: report for report in found}
    searches_by_outlet: dict[str, list[Search]] = defaultdict(list)
    for search in sorted(searches, key=lambda s: date_sort_key(s.on), reverse=True):
        searches_by_outlet[search.where].append(search)
        for article_id in search.found:
            report_by_article.setdefault(article_id, Report(archive.article(article_id), None))
    reports_by_outlet: dict[str | None, list[Report]] = defaultdict(list)
    for report in sorted(report_by_article.values(), key=lambda c: (date_sort_key(c.article.published), c.article.id)):
        reports_by_outlet[report.article.publisher].append(report)
    passed_on: dict[str, PassedOn] = {}
    for article, via in sorted(ways, key=lambda pair: (date_sort_key(pair[0].published), pair[0].id)):
        for step in via:
            for agent in step.by:
                if agent not in reports_by_outlet and isinstance(archive[agent], Organisation):
                    before = passed_on.get(agent)
                    if before is None or (before.implied and not step.implied):
                        passed_on[agent] = PassedOn(agent, article, bool(step.implied))
    searched_in_vain = {
        where: tuple(some) for where, some in searches_by_outlet.items() if where not in reports_by_outlet
    }
    passed_on = {agent: report for agent, report in passed_on.items() if agent not in searched_in_vain}
    accounted_for = {*reports_by_outlet, *passed_on, *searched_in_vain}
    every_outlet = outlets(archive)
    return Coverage(
        reports={outlet: tuple(some) for outlet, some in reports_by_outlet.items()},
        passed_on=tuple(passed_on.values()),
        searched_in_vain=searched_in_vain,
        searched={where: tuple(some) for where, some in searches_by_outlet.items() if where in reports_by_outlet},
        not_searched=tuple(outlet for outlet in every_outlet if outlet not in accounted_for),
        outlets=len({*every_outlet, *searched_in_vain}),
    )
