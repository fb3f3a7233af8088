"""The start page: what this archive is, and at a glance what it shows.

Each section is a frozen value or None, made by one function below and laid out by one block of the template; a section that
is None leaves no trace. Another section is one more of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.clocks import entries
from generator.findings.countries import country_of
from generator.findings.renderings import clearest_rewording
from generator.findings.stances import reversals
from generator.pages.articles.index import Row, row
from generator.pages.changes import changes_link
from generator.pages.gaps import Door, doors
from generator.pages.measures.against import Line, disagreeing
from generator.pages.page import Page
from generator.pages.parts import versions
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.reversals import Turn, reversal_links
from generator.pages.parts.strips import Strip, small_timeline
from generator.records.scalars import PassageRef
from generator.records.vocabulary import mark_of
from generator.text import english

NEWEST = 6
"""How many articles the start page lists: as many as a laptop shows at once."""


TURNS = 3
"""How many reversals it shows, each with the words of both ends."""


DISAGREEING = 4
"""How many measures it names whose figures disagree, a line each."""


def pages(archive: Archive) -> Iterator[Page[HomeView]]:
    """The start page."""
    here = Here(archive, routes.HOME)
    settings = archive.settings
    lead = " ".join((settings.lead or "").split())
    view = HomeView(
        title=settings.title,
        lead=lead,
        search=routes.relative(here.path, routes.index("search")),
        counts=tuple(_counts(here)),
        reversed=_reversed(here),
        reworded=_reworded(here),
        disagreeing=disagreeing(here, DISAGREEING),
        newest=_newest(here),
        in_time=small_timeline(here, ((entry.clock, entry.date) for entry in entries(archive))),
        gaps=doors(here) if archive.articles else (),
    )
    # The start page's title is the site's own name, which the site builder adds to every title.
    yield Page(routes.HOME, "home/home.md.j2", settings.title, lead or settings.title, view, hide=("navigation", "toc"))


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something, and where they are listed, if they are."""

    number: str
    noun: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Reworded:
    """A quotation that was reworded on its way, beside a closer version."""

    speaker: Link
    said: When | None
    gist: str
    versions: tuple[versions.Version, versions.Version]
    note: str | None
    comparison: Link
    altered: Link  # how many quotations were, and all of them


@dataclass(frozen=True, slots=True)
class Reversed:
    """Who stood on one side and later on the other: the latest changes, and the way to all of them."""

    turns: tuple[Turn, ...]
    index: Link


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest articles, and the way to all of them."""

    articles: tuple[Row, ...]
    index: Link
    changes: Link | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the start page."""

    title: str
    lead: str
    search: str
    counts: tuple[Count, ...]
    reversed: Reversed | None
    reworded: Reworded | None
    disagreeing: tuple[Line, ...]
    newest: Newest | None
    in_time: Strip | None
    gaps: tuple[Door, ...]


def _counts(here: Here) -> Iterator[Count]:
    """The counts of what there is to read, each with its link; kinds of which there are none are left out."""
    archive = here.archive
    sections = (
        ("articles", "article", len(archive.articles)),
        ("quotations", "quotation", len(archive.quotations)),
        ("propositions", "proposition", len(archive.propositions)),
        ("people", "person", len(archive.people)),
        ("organisations", "organisation", len(archive.organisations)),
        ("places", "place", len(archive.places)),
        ("topics", "topic", len(archive.topics)),
    )
    for section, one, number in sections:
        if number:
            href = routes.relative(here.path, routes.index(section))
            yield Count(f"{number:,}", one if number == 1 else section, href)
    languages = {article.language.split("-")[0] for article in archive.articles}
    countries = {country_of(archive, article) for article in archive.articles} - {None}
    if len(languages) > 1:
        yield Count(f"{len(languages):,}", "languages", None)
    if len(countries) > 1:
        yield Count(f"{len(countries):,}", "countries of publication", None)


def _reversed(here: Here) -> Reversed | None:
    found = sorted(
        reversals(here.archive), key=lambda reversal: reversal.evidence
    )  # of equals, the latest change first
    if not found:
        return None
    number = english.counted(len(found), "reversal")
    index = here.to(
        routes.index("propositions"), f"All {number}" if len(found) > TURNS else "All propositions", "reversed"
    )
    return Reversed(reversal_links(here, found[:TURNS]), index)


def _reworded(here: Here) -> Reworded | None:
    found = clearest_rewording(here.archive)
    if found is None:
        return None
    utterance, passage = found.utterance, found.passage
    number = len(here.archive.renderings_of(PassageRef(utterance.id, passage.id)))
    return Reworded(
        speaker=here.agent(utterance.speaker),
        said=here.date(utterance.said) if utterance.said else None,
        gist=passage.gist,
        versions=(versions.closer(here, found), versions.altered(here, found)),
        note=found.altered.quotation.note,
        comparison=here.link(
            utterance.id, f"All {number} renderings" if number > 2 else "The occasion", routes.passage(passage.id)
        ),
        altered=_altered(here),
    )


def _altered(here: Here) -> Link:
    """How many of the quotations differ from what was said inside their quotation marks, and the search that finds them."""
    every = here.archive.quotations
    number = sum(quoted.quotation.fidelity == "altered" for quoted in every)
    words = f"{number:,} of {english.counted(len(every), 'quotation')}"
    return here.search(words, kind="Quotation", fidelity=mark_of("altered").label)


def _newest(here: Here) -> Newest | None:
    articles = here.archive.articles
    if not articles:
        return None
    rest = f"All {len(articles):,} articles" if len(articles) > NEWEST else "All articles"
    return Newest(
        tuple(row(here, a) for a in articles[:NEWEST]), here.to(routes.index("articles"), rest), changes_link(here)
    )
