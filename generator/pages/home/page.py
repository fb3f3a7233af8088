"""The start page: first what the archive found, as examples, then links into it, then what it contains.

Each section is a frozen value or None; it is made by one function below and laid out by one block of the template. A
section that is None is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.findings import figures
from generator.findings.clocks import entries
from generator.findings.countries import country_of
from generator.findings.front import Front, front
from generator.findings.renderings import Rewording
from generator.findings.stances import Reversal
from generator.pages.changes import changes_link, feeds_of
from generator.pages.gaps import Door, doors
from generator.pages.measures.against import Line, disagreeing
from generator.pages.measures.plot import Picture, picture_of
from generator.pages.page import Page
from generator.pages.parts import versions
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.swing import Swing, swing
from generator.records.model import Event, Measure, Proposition
from generator.records.scalars import PassageRef
from generator.text import counts, messages
from generator.text.languages import language_name
from generator.text.messages import _, ngettext

EXAMPLES = 3
"""How many examples each way in shows."""

DISAGREEING = 4
"""How many figures with conflicting numbers the page lists."""


def pages(archive: Archive) -> Iterator[Page[HomeView]]:
    """The start page."""
    here = Here(archive, routes.HOME)
    settings = archive.settings
    lead = " ".join((settings.lead or "").split())
    leading = front(archive)
    pair = _pair(here, leading.sentence) if leading.sentence else None
    view = HomeView(
        title=settings.title,
        headline=_headline(leading, pair),
        compared=_compared(here),
        lead=lead,
        pair=pair,
        swing=_swing(here, leading.reversal),
        counted=_counted(here, leading.measure),
        disagreeing=disagreeing(here, DISAGREEING),
        search=routes.relative(here.path, routes.index("search")),
        stories=tuple(here.link(story.id) for story in archive.stories[:EXAMPLES]),
        ways=tuple(_ways(here)),
        counts=tuple(_counts(here)),
        changes=changes_link(here) if archive.articles else None,
        gaps=doors(here) if archive.articles else (),
        questions=here.page_link(routes.index("gaps"), _("All open questions")),
    )
    # The site builder appends the site's name to every title, and this page's title is that name.
    followed = settings.feeds and changes_link(here)
    found = feeds_of(routes.HOME, routes.feed(), settings.title) if followed else ""
    yield Page(
        routes.HOME,
        "home/home.md.j2",
        settings.title,
        lead or settings.title,
        view,
        is_single_column=True,
        metadata=found,
    )


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence at the head of the page, and the day from which it was known."""

    words: str
    known: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How many quotations were compared with another version, and a link to search for the altered ones, None if there
    are none."""

    number: int
    altered: Link | None


@dataclass(frozen=True, slots=True)
class Original:
    """The sentence as it was said, in its original language. Used unless it is one of the two versions."""

    language: str
    code: str
    words: str
    known: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence in two versions, the one closer to what was said first."""

    speaker: Link
    said: When | None
    versions: tuple[versions.Version, versions.Version]
    original: Original | None
    gist: str
    note: str | None
    comparison: Link
    supplied: bool  # whether the title of either article is ours, and so in square brackets


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with conflicting numbers, as a picture. `headline` is the editors' sentence, known from the day
    `settled`."""

    title: str
    headline: str
    picture: Picture
    measure: Link
    settled: str


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a way in. `more` says in words how much there is to read, or when it happened."""

    link: Link
    more: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way into the archive, with examples."""

    index: Link
    what: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number, a noun phrase that follows it, and a URL of the list; None if there is no list."""

    number: str
    noun: str
    href: str | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the start page."""

    title: str
    headline: Headline | None
    compared: Compared | None
    lead: str
    pair: Pair | None
    swing: Swing | None
    counted: Counted | None
    disagreeing: tuple[Line, ...]
    search: str
    stories: tuple[Link, ...]
    ways: tuple[Way, ...]
    counts: tuple[Count, ...]
    changes: Link | None
    gaps: tuple[Door, ...]
    questions: Link


def _headline(leading: Front, pair: Pair | None) -> Headline | None:
    """The sentence on what the two versions below it show: the editors' or, if they wrote none, one of ours. None if
    there is neither."""
    known = pair.versions[0].marked if pair else ""
    if leading.headline:
        return Headline(leading.headline, known)
    return (
        Headline(_("{speaker} said this. One article printed that.", speaker=pair.speaker.text), known)
        if pair
        else None
    )


def _compared(here: Here) -> Compared | None:
    judged = Counter(quoted.quotation.fidelity for quoted in here.archive.quotations)
    number = judged.total() - judged[None]
    if not number:
        return None
    altered = judged["altered"]
    words = ngettext("{n} was altered", "{n} were altered", altered)
    link = here.search_link(words, kind="Quotation", fidelity="Altered")
    return Compared(number, link if altered else None)


def _pair(here: Here, found: Rewording) -> Pair:
    utterance, passage = found.utterance, found.passage
    number = len(here.archive.renderings_of(PassageRef(utterance.id, passage.id)))
    words = (
        ngettext("See all {n} versions of this sentence", "See all {n} versions of this sentence", number)
        if number > 2
        else _("See the sentence on its own page")
    )
    return Pair(
        speaker=here.agent_link(utterance.speaker),
        said=here.date(utterance.said) if utterance.said else None,
        versions=(versions.closer(here, found), versions.altered(here, found)),
        original=_original(here, found),
        gist=passage.gist,
        note=found.altered.quotation.note,
        comparison=here.link(utterance.id, words, routes.passage(passage.id)),
        supplied=any(isinstance(it, Quoted) and it.article.title is None for it in (found.closer, found.altered)),
    )


def _original(here: Here, found: Rewording) -> Original | None:
    original = found.passage.original
    if original is None or original is found.closer:
        return None
    return Original(
        language_name(original.language),
        original.language,
        original.text,
        versions.since(here, original),
    )


def _swing(here: Here, reversal: Reversal | None) -> Swing | None:
    """A change of sides as a line; None if either end rests on less than the speaker's own words."""
    found = swing(here, reversal) if reversal else None
    return None if found is None or found.turn.start.footing.weak or found.turn.end.footing.weak else found


def _counted(here: Here, measure: Measure | None) -> Counted | None:
    """The leading figure, with a picture of its estimates; None if there are fewer than two to draw."""
    picture = picture_of(here, measure, figures.estimates(here.archive).get(measure.id, ())) if measure else None
    if measure is None or picture is None:
        return None
    everything = here.link(measure.id, _("All its numbers as a table"), known=here.known_day(measure.id))
    return Counted(measure.name, measure.headline or "", picture, everything, here.settled_day(measure.id))


def _ways(here: Here) -> Iterator[Way]:
    """The ways into the archive, each with the records that have most to read. Empty kinds are left out."""
    archive = here.archive
    speakers = Counter(quoted.said_by.id for quoted in archive.quotations if quoted.said_by)
    people = [(who, number) for who, number in speakers.most_common() if who and archive.kind(who) == "person"]
    if archive.people:
        yield Way(
            here.page_link(routes.index("people"), _("People")),
            _("Their words in order, in every version."),
            tuple(Example(here.link(who), counts.quotations(number)) for who, number in _most(people)),
        )
    stances = Counter(
        statement.proposition
        for article in archive.articles
        for statement in article.statements
        if statement.proposition in archive
    )
    if archive.propositions:
        yield Way(
            here.page_link(routes.index("propositions"), _("Claims")),
            _("Who says so, who denies it, and when that changed."),
            tuple(
                Example(here.link(claim), "")
                for claim, _n in _most(stances.most_common())
                if isinstance(archive[claim], Proposition)
            ),
        )
    if happened := _happened(here):
        yield Way(
            here.page_link(routes.index("timeline"), _("Timeline")),
            _("What happened, what was said, and what was printed."),
            happened,
        )
    estimates = {measure: len(some) for measure, some in figures.estimates(archive).items() if measure in archive}
    if estimates:
        yield Way(
            here.page_link(routes.index("measures"), _("Figures")),
            _("Who gave which number, and what it counts."),
            tuple(
                Example(here.link(measure), counts.estimates(number))
                for measure, number in _most(Counter(estimates).most_common())
                if isinstance(archive[measure], Measure)
            ),
        )
    if archive.articles:
        yield Way(
            here.page_link(routes.index("articles"), _("Articles")),
            _("What was read; the newest first."),
            tuple(
                Example(here.link(article.id), here.outlet_link(article).text if article.has_title else "")
                for article in archive.articles[:EXAMPLES]
            ),
        )


def _most(counted: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The `EXAMPLES` items with the highest numbers; of equals, in order of id."""
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:EXAMPLES]


def _happened(here: Here) -> tuple[Example, ...]:
    """The events that most articles report; of equals, the latest."""
    told = [(entry.subject, entry.date, len(entry.articles)) for entry in entries(here.archive)]
    events = sorted(
        ((event, date, number) for event, date, number in told if isinstance(event, Event) and date is not None),
        key=lambda it: (-it[2], dates.sort_key(it[1].edtf), it[0].id),
    )
    return tuple(Example(here.link(event.id), here.date(date).text) for event, date, _n in events[:EXAMPLES])


def _counts(here: Here) -> Iterator[Count]:
    """The number of records of each kind, with links. Kinds without records are left out."""
    archive = here.archive
    countries = len({country_of(archive, article) for article in archive.articles} - {None})
    number = len(archive.articles)
    articles = (
        ngettext(
            "article from {countries} countries", "articles from {countries} countries", number, countries=countries
        )
        if countries > 1
        else ngettext("article", "articles", number)
    )
    number = len(archive.quotations)
    languages = len({quoted.language.split("-")[0] for quoted in archive.quotations})
    quotations = (
        ngettext(
            "quotation in {languages} languages", "quotations in {languages} languages", number, languages=languages
        )
        if languages > 1
        else ngettext("quotation", "quotations", number)
    )
    sections = (
        ("articles", len(archive.articles), articles),
        ("quotations", len(archive.quotations), quotations),
        ("propositions", len(archive.propositions), ngettext("claim", "claims", len(archive.propositions))),
        ("measures", len(archive.measures), ngettext("figure", "figures", len(archive.measures))),
        ("people", len(archive.people), ngettext("person", "people", len(archive.people))),
        (
            "organisations",
            len(archive.organisations),
            ngettext("organisation", "organisations", len(archive.organisations)),
        ),
        ("places", len(archive.places), ngettext("place", "places", len(archive.places))),
    )
    for section, number, noun in sections:
        if number:
            yield Count(messages.number(number), noun, routes.relative(here.path, routes.index(section)))
