"""Rules about searches: what was or was not found agrees with the articles of the archive."""

from __future__ import annotations

from collections.abc import Iterator

from generator import dates
from generator.archive.archive import Archive
from generator.archive.rules.context import Context, Rule
from generator.problems import Problem
from generator.records.model import Article, Event, Proposition, Search
from generator.records.yaml_text import Steps


def searches_agree_with_articles(context: Context) -> Iterator[Problem]:
    """Each search names articles of its outlet that report the subject, and names none only if there is none."""
    records: tuple[Event | Proposition, ...] = (*context.archive.events, *context.archive.propositions)
    for record in records:
        if record.searches:
            reporting = _reporting(context.archive, record)
            for number, search in enumerate(record.searches):
                yield from _problems_of_search(context, record, search, ("searches", number), reporting)


RULES: tuple[Rule, ...] = (searches_agree_with_articles,)


def _reporting(archive: Archive, record: Event | Proposition) -> dict[str, Article]:
    """The articles that report an event, or a stance on a claim, by id."""
    if isinstance(record, Event):
        return {told.article.id: told.article for told in archive.reports_of(record.id)}
    return {stated.article.id: stated.article for stated in archive.statements_on(record.id)}


def _problems_of_search(
    context: Context, record: Event | Proposition, search: Search, steps: Steps, reporting: dict[str, Article]
) -> Iterator[Problem]:
    archive = context.archive
    own = [article for article in reporting.values() if article.publisher == search.where]
    earlier = next((a for a in own if a.published and dates.proves_before(a.published.edtf, search.on.edtf)), None)
    if not search.found and earlier:
        fault = f"nothing was found, and '{earlier.id}' of this outlet reports it"
        remedy = f"write found: {earlier.id}, or look the day of the search up"
        yield context.problem("found-none-but-carried", record.id, (*steps, "found"), fault, remedy, "warning")
    for article_id in search.found:
        article = archive.records.get(article_id)
        if not isinstance(article, Article):
            continue  # a broken reference, which `link` reports
        if article.publisher != search.where:
            fault = f"'{article_id}' was not published by '{search.where}'"
            remedy = f"write where: {article.publisher}" if article.publisher else "take it out"
            yield context.problem("found-elsewhere", record.id, (*steps, "where"), fault, remedy, "warning")
        if article_id not in reporting:
            what = "this event" if isinstance(record, Event) else "a stance on this claim"
            fault = f"'{article_id}' does not report {what}"
            yield context.problem(
                "found-says-nothing",
                record.id,
                (*steps, "found"),
                fault,
                "add it to the article, or take it out",
                "warning",
            )
    happened = record.date if isinstance(record, Event) else None
    if happened and dates.proves_before(search.on.edtf, happened.edtf):
        fault = f"somebody looked on {search.on.edtf.text}, before it happened ({happened.edtf.text})"
        yield context.problem(
            "searched-before", record.id, (*steps, "on"), fault, "check both dates in the source", "warning"
        )
