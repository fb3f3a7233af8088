"""Links and dates as pages show them. `Here` makes them for one page, since every URL on a page is relative to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.dates import Edtf
from generator.findings.known_days import earliest, known_days, published_at_latest
from generator.findings.naming import naming_counts, short_name
from generator.findings.source_status import SourceStatus, common_status, revised_evidence, status_of_evidence
from generator.findings.stances import DERIVED
from generator.findings.thin_records import place_of
from generator.records.model import (
    AgentRef,
    Article,
    Date,
    Entity,
    Place,
    Step,
)
from generator.text import lines, markup
from generator.text.messages import _, cached_by_language, cleared_with_language, listed, message_language, ngettext

NAMED = 4
"""How many articles a line names."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or plain words if `href` is None. `language` is None if it is the archive's."""

    text: str
    href: str | None = None
    language: str | None = None
    unknown: bool = False  # whether the words say that something is not known
    known: str | None = None  # day from which the words could be known, "" if that day is unknown; None if not stated
    became: SourceStatus | None = None  # status of the target article, if it was changed or retracted


@dataclass(frozen=True, slots=True)
class When:
    """A date as shown: in words, as an attribute for machines, as printed, and its basis."""

    text: str
    datetime: str | None = None
    words: str | None = None
    basis: str | None = None
    clock: str = ""  # time of day with its zone; empty if the date has none


@dataclass(frozen=True, slots=True)
class ChangedEvidence:
    """The articles of a record's evidence that were changed or retracted later: `number` of `of` articles. Links to the
    first of them are in `articles`."""

    articles: tuple[Link, ...]
    more: int
    number: int
    of: int
    alone: bool
    known: str


@dataclass(frozen=True, slots=True)
class WrongAttribution:
    """Words that an article attributes to one speaker but that are another's. `really` is None if nobody knows whose
    they are."""

    to: Link
    really: Link | None
    basis: str


@cached_by_language
def undated() -> When:
    """Shown in place of a date that no source gives."""
    return When(_("no date given"))


@cleared_with_language
@lru_cache(maxsize=1 << 14)  # a site of a thousand articles shows the same days a hundred thousand times
def _when(date: Edtf, as_worded: bool, words: str | None, basis: str | None) -> When:  # noqa: ARG001 - two dates are the same however they were worded
    # An empty line would end a block of HTML within Markdown.
    basis = " ".join(basis.split()) if basis else None
    if basis in DERIVED:  # text from the generator, so it can be translated
        basis = _(basis)
    return When(dates.format_date(date), dates.iso_attribute(date), words, basis, dates.format_clock(date))


@cached_by_language
def unknown_speaker() -> Link:
    """Shown in place of the name of an unknown speaker."""
    return Link(_("not known whose words"), unknown=True)


@cached_by_language
def unknown_outlet() -> Link:
    """Shown in place of the publisher if an article names none."""
    return Link(_("no publisher named"), unknown=True)


def title_of(article: Article) -> str:
    """The title of an article, in square brackets if it is ours; or a note that it has none."""
    return article.name if article.has_title else _("[No title in the copy]")


@dataclass(frozen=True, slots=True)
class _LinkParts:
    """The parts of a link to a record that are the same on every page."""

    name: str
    language: str | None
    known: str
    path: str
    row: str  # anchor of its row, if it has no page of its own
    became: SourceStatus | None


def _link_parts(archive: Archive, record_id: str) -> _LinkParts:
    record = archive[record_id]
    name, language = record.name, None
    if isinstance(record, Article) and not record.has_title:
        outlet = archive[record.publisher].name if record.publisher else unknown_outlet().text
        name = _("Untitled, {outlet}", outlet=outlet)
    elif isinstance(record, Article) and record.title and record.language != message_language():
        language = record.language
    path, row = place_of(archive, record_id)
    became = common_status([record]) if isinstance(record, Article) else None
    return _LinkParts(name, language, known_days(archive).first[record_id], path, row, became)


@dataclass(frozen=True)
class Here:
    """Makes links and dates for the page at source path `path`."""

    archive: Archive
    path: str

    def is_foreign(self, language: str) -> bool:
        """Whether a language differs from the archive's."""
        return language != self.archive.settings.language

    def needs_lang(self, language: str) -> bool:
        """Whether words in a language need a `lang` attribute because the text around them is in another. That text is
        in English if there is no catalogue for the archive's language."""
        return language != message_language()

    # --- links ---

    @cached_property
    def _links(self) -> dict[tuple[str, str], Link]:
        return {}  # cache: more than half of a page's links occur more than once

    def link(self, record_id: str, words: str | None = None, anchor: str = "", known: str | None = None) -> Link:
        """A link to a record's page, or to an anchor on it; to its row in the index if it has no page of its own.

        The record's name is known from the same day as the record. If you pass other `words`, also pass the day from
        which they were known.
        """
        if words is None and (found := self._links.get((record_id, anchor))):
            return found
        way = self.archive.cached_for_record(_link_parts, record_id)
        href = routes.relative(self.path, way.path, way.row or anchor)
        became = way.became if way.path != self.path else None
        if words is None:
            found = self._links[record_id, anchor] = Link(way.name, href, way.language, known=way.known, became=became)
            return found
        return Link(words or way.name, href, known=known, became=became)

    def related_link(self, record_id: str) -> Link:
        """A link to a record that is related to this page's, known from the day by which everything about that record
        had been published, since the relation may rest on any of it."""
        return replace(self.link(record_id), known=self.settled_day(record_id))

    def row_link(self, record_id: str) -> Link:
        """A link to a claim, figure, statement or event for a row of its index, with the status of its articles if all
        of them were changed or retracted."""
        return replace(self.link(record_id), became=status_of_evidence(self.archive, record_id))

    def known_day(self, record_id: str) -> str:
        """The day from which a record was known; empty if no article about it has a date."""
        return self._known_days[record_id]

    def settled_day(self, record_id: str) -> str:
        """The day from which counts and text about a record were known: that of the last article about it."""
        return self._settled_days[record_id]

    @cached_property
    def _known_days(self) -> Mapping[str, str]:
        return known_days(self.archive).first

    @cached_property
    def _settled_days(self) -> Mapping[str, str]:
        return known_days(self.archive).editorial

    def page_link(self, path: str, words: str, anchor: str = "") -> Link:
        """A link to a page by its source path."""
        return Link(words, routes.relative(self.path, path, anchor))

    def search_link(self, words: str, **asked: str) -> Link:
        """A link to the search with filters set. Keywords are their names; names and values are those of
        `exports.search`."""
        return Link(words, routes.with_query(routes.relative(self.path, routes.index("search")), asked))

    def agent_link(self, agent: AgentRef) -> Link:
        """A link to whoever spoke; for an unnamed source, the article's words without a link."""
        return self.link(agent.id) if agent.id else Link(agent.unnamed or "", None)

    def speaker_link(self, quoted: Quoted) -> Link:
        """A link to the actual speaker of a quotation, even if the article names another."""
        return self.agent_link(quoted.said_by) if quoted.said_by else unknown_speaker()

    def short_name(self, record_id: str) -> str:
        """A short name for the line that shows how words were passed on; the full name is elsewhere on the page."""
        return short_name(self.archive, record_id)

    def wrong_attribution(self, quoted: Quoted) -> WrongAttribution | None:
        """The speaker whom the article names wrongly, and the real one; None if it names the right one."""
        really = quoted.quotation.really
        if really is None:
            return None
        whose = self.link(really.speaker) if really.speaker else None
        return WrongAttribution(self.agent_link(quoted.quotation.speaker), whose, " ".join(really.basis.split()))

    def outlet_link(self, article: Article) -> Link:
        """A link to an article's publisher."""
        return self.link(article.publisher) if article.publisher else unknown_outlet()

    def outlet_beside(self, article: Article) -> Link | None:
        """The outlet to show next to a link to an article; None if the article has no title, since the link then names
        the outlet."""
        return self.outlet_link(article) if article.has_title else None

    def quotation_link(self, quoted: Quoted, words: str | None = None) -> Link:
        """A link to a quotation's card."""
        return self.link(
            quoted.article.id,
            words or markup.excerpt(lines.on_one_line(quoted.quotation.words), 60),
            routes.quotation(quoted.quotation.id),
            published_at_latest(quoted.article),
        )

    # --- dates ---

    def date(self, date: Date | None) -> When:
        """A date as pages show it; `undated()` if it is None."""
        return _when(date.edtf, date.edtf.as_worded, date.words, date.basis) if date else undated()

    def changed_evidence(self, record_id: str) -> ChangedEvidence | None:
        """The articles of a record's evidence that were changed or retracted later; None if there are none."""
        found = revised_evidence(self.archive).get(record_id)
        if found is None:
            return None
        links = tuple(self.link(article) for article in found.revised[:NAMED])
        days = [link.became.known for link in links if link.became]
        return ChangedEvidence(
            links,
            max(0, len(found.revised) - NAMED),
            len(found.revised),
            found.total,
            found.is_only_evidence,
            earliest(days),
        )

    def chain(self, via: tuple[Step, ...]) -> str:
        """The carriers in one line, the one nearest the speaker first."""
        return " › ".join(self._carrier(step) for step in via)

    def _carrier(self, step: Step) -> str:
        names = listed([self.archive[agent].name for agent in step.by] or [step.unnamed or ""])
        return _("{carrier} (not credited)", carrier=names) if step.implied else names


def mentions_in_words(archive: Archive, entity: Entity) -> str:
    """How many articles name an entity or a part of it, in words; empty if none does but the archive has other records
    about it."""
    found = naming_counts(archive, entity)
    if found.articles:
        return ngettext("named in {n} article", "named in {n} articles", found.articles)
    if found.parts and isinstance(entity, Place):
        return ngettext("places within it named in {n} article", "places within it named in {n} articles", found.parts)
    if found.parts:
        return ngettext("parts of it named in {n} article", "parts of it named in {n} articles", found.parts)
    return "" if found.present else _("not named in an article yet")
