"""The profile of a person, an organisation, a place or a document: all that the archive has of it, in sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.findings.spoken_of import spoken_of
from generator.pages.entities.facts import Fact, facts_of
from generator.pages.entities.index import described_as
from generator.pages.entities.sections import sections_of
from generator.pages.network.profile import EgoView, around
from generator.pages.page import Page
from generator.pages.parts import evidence
from generator.pages.parts.here import Here, Link
from generator.pages.parts.lists import Block, ListView, Section, block, further
from generator.pages.parts.prose import folded
from generator.pages.parts.strips import Dated, Strip, small_timeline
from generator.records.model import Entity, Place, kind_of
from generator.records.vocabulary import KIND_LABELS
from generator.text import english, markup


def of(archive: Archive, entity: Entity) -> Iterator[Page]:
    """The profile of one entity, with the further pages of its long lists."""
    return _profile(archive, entity, spoken_of(archive).get(entity.id, ()))


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Everything on an entity's page."""

    label: str
    name: str
    summary: str | None
    unwritten: str
    facts: tuple[Fact, ...]
    to_read: tuple[Link, ...]
    in_time: Strip | None
    network: EgoView | None
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def _profile(archive: Archive, entity: Entity, about: tuple[Quoted, ...]) -> Iterator[Page[ProfileView | ListView]]:
    kind = kind_of(entity)
    here = Here(archive, routes.page(kind, entity.id))
    sections = [section for section in sections_of(archive, entity, about) if section.items]
    summary = folded(entity.summary) if entity.summary else None
    view = ProfileView(
        label=" · ".join([KIND_LABELS[kind][0], *described_as(entity)]),
        name=entity.name,
        summary=summary,
        unwritten=_unwritten(sections),
        facts=tuple(facts_of(here, entity)),
        to_read=tuple(_to_read(s) for s in sections if s.anchor in _READ_FOR),
        in_time=_in_time(here, entity),
        network=around(here, entity),
        blocks=tuple(block(here, section) for section in sections),
        notes=tuple(folded(p) for p in (entity.notes or "").split("\n\n") if p.strip()),
    )
    record = archive.paths[entity.id]
    reading = english.listed([link.text for link in view.to_read])
    description = markup.excerpt(summary or f"{entity.name} in this archive: {reading or 'named, no more yet'}.", 200)
    yield Page(here.path, "entities/profile.md.j2", entity.name, description, view, record)
    for section in sections:
        yield from further(archive, section, here.path, entity.name, record)


def _to_read(section: Section) -> Link:
    words = f"named in {section.counted}" if section.anchor == "mentions" else section.counted
    return Link(section.evidence or words, f"#{section.anchor}")


# The sections that a reader comes for, named at the head of the page.
_READ_FOR = frozenset(
    {"quoted", "reversals", "about", "positions", "figures", "published", "carried", "events", "mentions"}
)


def _unwritten(sections: Sequence[Section]) -> str:
    """The words in place of a missing summary."""
    if sections:
        return "Nobody has written a summary here yet. What the articles say stands below."
    return "Nobody has written a summary here yet, and no article says more than the name so far."


def _in_time(here: Here, entity: Entity) -> Strip | None:
    """The strip of three clocks: the entity's events, its occasions of speech (or those at a place), and the articles that name it or
    that it published."""
    archive, e = here.archive, entity.id
    happened = archive.events_at(e) if isinstance(entity, Place) else archive.events_of(e)
    occasions = {s.occasion: s.date for s in evidence.said(archive, archive.quotations_by(e))}
    articles = dict.fromkeys(a.id for a in (*archive.published_by(e), *archive.articles_naming(e)))
    dated: list[Dated] = [
        *(("happened", event.date) for event in happened),
        *(("said", date) for date in occasions.values()),
        *(("said", utterance.said) for utterance in archive.utterances_at(e)),
        *(("published", archive.article(a).published) for a in articles),
    ]
    return small_timeline(here, dated, whose=e)
