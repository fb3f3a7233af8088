"""The profile of a person, an organisation, a place or a document: everything the archive has about it, in sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.findings.lost_in_relay import difference_counts
from generator.findings.quotations_about import quotations_about
from generator.findings.thin_records import thin_records
from generator.pages.compare import compare_link
from generator.pages.entities.facts import Fact, alias_link, described_as, facts_of
from generator.pages.entities.moved import row_of
from generator.pages.entities.outlet import OutletView, outlet_view
from generator.pages.entities.sections import at_an_end, sections_of
from generator.pages.network.profile import EgoView, around
from generator.pages.page import Page
from generator.pages.parts import evidence
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import Block, ListView, Section, block, further_pages
from generator.pages.parts.metadata import coins, metadata
from generator.pages.parts.prose import on_one_line
from generator.pages.parts.reliability import Judgement, judgement_of
from generator.pages.parts.sharing import of_person
from generator.pages.parts.strips import Dated, Strip, small_timeline
from generator.records.model import Article, Document, Entity, Organisation, Person, Place, kind_of
from generator.text import markup
from generator.text.messages import N_, _, listed, ngettext


def of(archive: Archive, entity: Entity) -> Iterator[Page]:
    """The profile of one entity and the further pages of its long lists; or, if it has no page of its own, a redirect
    to its row in the index."""
    if entity.id in thin_records(archive):
        return iter([row_of(archive, entity)])
    return _profile(archive, entity, quotations_about(archive).get(entity.id, ()))


NAMED = 3
"""How many other names the title of their fold shows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A list on the page, with a note on its contents. `on_paper` is whether it is printed."""

    note: str
    block: Block
    on_paper: bool


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Everything on an entity's page. `facts` are at its head, `details` in a fold at its end."""

    label: str
    name: str
    lead: str | None
    summary: str | None
    unwritten: str
    facts: tuple[Fact, ...]
    details: tuple[Fact, ...]
    other_names: tuple[Link, ...]
    to_read: tuple[Link, ...]
    compare: Link | None
    reliability: Judgement | None
    outlet: OutletView | None
    shown: tuple[Part, ...]
    folds: tuple[Part, ...]
    in_time: Strip | None
    network: EgoView | None
    notes: tuple[str, ...]
    coins: Markup


def _profile(archive: Archive, entity: Entity, about: tuple[Quoted, ...]) -> Iterator[Page[ProfileView | ListView]]:
    kind = kind_of(entity)
    here = Here(archive, routes.page(kind, entity.id))
    sections = [section for section in sections_of(archive, entity, about) if section.items]
    open_ = _shown(entity, sections)
    summary = on_one_line(entity.summary) if entity.summary else None
    facts = tuple(facts_of(here, entity))
    head = facts if isinstance(entity, Place | Document) else ()
    view = ProfileView(
        label=" · ".join([_(_KINDS[kind]), *described_as(entity)]),
        name=entity.name,
        lead=entity.headline or summary,
        summary=summary if entity.headline else None,
        unwritten=_unwritten(sections),
        facts=head,
        details=() if head else facts,
        other_names=tuple(alias_link(alias) for alias in entity.also[:NAMED]),
        to_read=(*(_to_read(s) for s in sections if s.anchor in _READ_FOR), *_lost(here, entity.id)),
        compare=compare_link(here.path, entity.id) if isinstance(entity, Person | Organisation) else None,
        reliability=judgement_of(here, entity) if isinstance(entity, Organisation) else None,
        outlet=outlet_view(here, entity.id),
        shown=tuple(Part(_note(section), block(here, section), on_paper=True) for section in open_),
        folds=tuple(
            Part(_note(section), block(here, section), section.anchor not in _NOT_ON_PAPER)
            for section in sections
            if section not in open_
        ),
        in_time=_in_time(here, entity),
        network=around(here, entity),
        notes=tuple(on_one_line(p) for p in (entity.notes or "").split("\n\n") if p.strip()),
        coins=coins(archive, _sources(archive, entity.id)),
    )
    record = archive.paths[entity.id]
    described = (
        summary
        if summary and entity.name in summary
        else summary and _("{name}: {summary}", name=entity.name, summary=summary)
    )
    description = markup.excerpt(described or _in_short(entity, view.to_read), 200)
    shared = of_person(archive, entity, summary or description) if isinstance(entity, Person) else None
    yield Page(
        here.path,
        "entities/profile.md.j2",
        entity.name,
        description,
        view,
        record,
        is_single_column=True,
        shared=shared,
        metadata=metadata(here, entity),
    )
    for section in sections:
        yield from further_pages(archive, section, here.path, entity.name, record)


_KINDS: Mapping[str, str] = {
    "person": N_("Person"),
    "organisation": N_("Organisation"),
    "place": N_("Place"),
    "document": N_("Document"),
}


def _in_short(entity: Entity, to_read: Sequence[Link]) -> str:
    """A description of an entity without a summary: how much there is to read."""
    if not to_read:
        return _("{name} in this archive: only named so far.", name=entity.name)
    return _("{name} in this archive: {counted}.", name=entity.name, counted=listed([link.text for link in to_read]))


def _note(section: Section) -> str:
    return section.evidence or section.counted


def _to_read(section: Section) -> Link:
    words = _note(section)
    if section.anchor == "mentions":
        words = ngettext(
            "named in the summary of {n} article", "named in the summaries of {n} articles", len(section.items)
        )
    return Link(words, f"#{section.anchor}")


def _lost(here: Here, outlet: str) -> Iterator[Link]:
    """A link to what was lost on the way to an outlet's articles, if anything was."""
    number = difference_counts(here.archive).get(outlet)
    if number:
        words = ngettext("lost on the way: {n} difference", "lost on the way: {n} differences", number)
        yield here.page_link(routes.index("lost"), words)


# The sections that readers come for; the head of the page links to them.
_READ_FOR = frozenset(
    {"quoted", "reversals", "about", "positions", "figures", "published", "carried", "events", "mentions"}
)

_NOT_ON_PAPER = frozenset({"with", "mentions", "relayed", "sourced-from"})
"""Lists of links to other pages, which are not printed."""

_OF_SPEAKERS = ("quoted", "reversals", "positions")
_OF_FOLLOWERS = ("quoted", "positions", "reversals")
"""For speakers who neither changed sides nor took the first stance on either side of a change."""
_OF_OUTLETS = ("renderings", "takes", "published")
_OF_OTHERS = ("carried", "relayed", "figures", "members", "about", "mentions")
_OF_PLACES = ("events", "said-here", "parts", "about")


def _shown(entity: Entity, sections: Sequence[Section]) -> list[Section]:
    """The unfolded sections, in order: what an outlet prints and what a speaker said. If there are none of these, up to
    two others, such as the words that an agency passed on and to whom."""
    by_anchor = {section.anchor: section for section in sections}
    turns = by_anchor["reversals"].items if "reversals" in by_anchor else ()
    speakers = _OF_SPEAKERS if at_an_end(entity.id, turns) else _OF_FOLLOWERS
    if isinstance(entity, Place | Document):
        wanted: tuple[str, ...] = _OF_PLACES
    elif "renderings" in by_anchor:
        wanted = (*_OF_OUTLETS, *speakers)
    else:
        wanted = (*speakers, *_OF_OUTLETS)
    shown = [by_anchor[anchor] for anchor in wanted if anchor in by_anchor]
    return shown or [by_anchor[anchor] for anchor in _OF_OTHERS if anchor in by_anchor][:2] or list(sections[:1])


def _sources(archive: Archive, entity_id: str) -> Iterator[Article]:
    """The articles that an outlet published, and those that quote an entity."""
    yield from archive.published_by(entity_id)
    for quoted in archive.quotations_by(entity_id):
        yield quoted.article


def _unwritten(sections: Sequence[Section]) -> str:
    """The text shown if the summary is missing."""
    if sections:
        return _("No summary yet. What the articles say is below.")
    return _("No summary yet, and so far no article says more than the name.")


def _in_time(here: Here, entity: Entity) -> Strip | None:
    """A strip of the entity's events, its occasions of speech (or those at a place), and the articles that it published
    or that name it."""
    archive, e = here.archive, entity.id
    happened = archive.events_at(e) if isinstance(entity, Place) else archive.events_of(e)
    occasions = {s.occasion: s.date for s in evidence.merge_quotations(archive, archive.quotations_by(e))}
    articles = dict.fromkeys(a.id for a in (*archive.published_by(e), *archive.articles_naming(e)))
    dated: list[Dated] = [
        *(("happened", event.date) for event in happened),
        *(("said", date) for date in occasions.values()),
        *(("said", utterance.said) for utterance in archive.utterances_at(e)),
        *(("published", archive.article(a).published) for a in articles),
    ]
    return small_timeline(here, dated, whose=e)
