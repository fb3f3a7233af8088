"""The sections of a profile, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator.archive.archive import Archive, Quoted
from generator.findings.hands import given_by, taken_by
from generator.findings.stances import Reversal, reversals_of
from generator.pages.entities.names import alone, member, passing_row, section_of_names, together
from generator.pages.entities.roles import roles, tie_rows, ties
from generator.pages.parts import evidence
from generator.pages.parts.here import Here
from generator.pages.parts.lists import Section
from generator.pages.parts.reversals import reversal_rows
from generator.pages.sources.sourcing import outlet_sections
from generator.records.model import Entity, Organisation, Person, Place, Utterance
from generator.text import english

# How many items of a section stand on a profile: what a reader goes through before wanting a page of their own.
# With every section full, a profile takes about 200 KB, and 300 KB where every row is as long as a row can be.
SHOWN = 30


SHOWN_QUOTED = 40


SHOWN_WORDS = 15


SHOWN_REVERSALS = 10


MOST_TOGETHER = 200
"""Names that stand whole on a profile, where nearly every entry has more than it begins with. They take 28 KB."""


def sections_of(archive: Archive, entity: Entity, about: tuple[Quoted, ...]) -> Iterator[Section]:
    """All sections of a profile; those without items are not shown."""
    e = entity.id
    if isinstance(entity, Person | Organisation):
        yield roles(archive, entity)
    yield Section(
        "quoted", "Quoted as saying", "occasions",
        evidence.said(archive, archive.quotations_by(e)), evidence.occasions, "wording", "wordings", SHOWN_QUOTED,
        "By occasion, earliest first; under each, every wording that an article prints.",
        evidence.sources("quotation", archive.quotations_by(e)),
    )  # fmt: skip
    yield Section(
        "attributed", "Attributed to", "quotes",
        evidence.said(archive, archive.attributed_to(e)), evidence.quote_rows, "wording", "wordings", SHOWN_WORDS,
        "Words that articles give to this entry, and that are really another’s. They are counted nowhere as its own.",
        f"{english.counted(len(archive.attributed_to(e)), 'quotation')} of others",
    )  # fmt: skip
    yield Section(
        "about", "Said about" if isinstance(entity, Person) else "Named in quotations", "quotes",
        evidence.said(archive, about), evidence.quote_rows, "wording", "wordings", SHOWN_WORDS,
        "Found by the name: quotations of others whose words, or our note on their context, name this entry.",
        f"{english.counted(len(about), 'quotation')} by others",
    )  # fmt: skip
    turns = reversals_of(archive, e)
    yield Section(
        "reversals", "Changed sides", "turns", turns, reversal_rows, "reversal", "reversals", SHOWN_REVERSALS,
        "One side of a sentence, and later the other, where the dates leave no other order.",
    )  # fmt: skip
    held = evidence.held(archive.statements_by(e), _turned(e, turns))
    lead = "First those on which sides were changed; then earliest first." if held and held[0].changed else ""
    yield Section(
        "positions", "Positions", "positions", held, evidence.stance_rows, "position", "positions", SHOWN, lead,
        evidence.sources("position", archive.statements_by(e)),
    )  # fmt: skip
    yield Section(
        "figures", "Figures given", "figures", evidence.counted(archive.figures_by(e)), evidence.figure_rows,
        "figure", "figures", SHOWN, "", evidence.sources("figure", archive.figures_by(e)),
    )  # fmt: skip
    published = archive.published_by(e)
    yield Section(
        "published",
        "Published",
        "articles",
        published,
        evidence.article_rows,
        "article published",
        "articles published",
        SHOWN,
    )
    yield section_of_names(
        "takes",
        "Takes over from",
        taken_by(archive).get(e, ()),
        partial(passing_row, "giver"),
        "source",
        "sources",
        _HANDS,
    )
    yield section_of_names(
        "relayed",
        "Taken over by",
        given_by(archive).get(e, ()),
        partial(passing_row, "taker"),
        "taker",
        "takers",
        _HANDS,
    )
    yield from outlet_sections(archive, e)
    yield Section(
        "carried", "Carried", "quotes",
        evidence.said(archive, archive.carried_by(e)), evidence.quote_rows, "wording", "wordings", SHOWN_WORDS,
        "The words of others that reached an article this way.",
        f"{english.counted(len(archive.carried_by(e)), 'quotation')} carried",
    )  # fmt: skip
    happened = archive.events_at(e) if isinstance(entity, Place) else archive.events_of(e)
    title = "What happened here" if isinstance(entity, Place) else "Events"
    yield Section("events", title, "dated", happened, evidence.event_rows, "event", "events", SHOWN)
    spoken = archive.utterances_at(e)
    yield Section("said-here", "What was said here", "dated", spoken, _utterance_rows, "utterance", "utterances", SHOWN)
    yield section_of_names("members", "People", archive.members_of(e), partial(member, entity), "person", "people")
    whole = "Lies within it" if isinstance(entity, Place) else "Parts"
    yield section_of_names("parts", whole, archive.parts_of(e), alone, "part", "parts")
    yield section_of_names("documents", "Party to", archive.documents_of(e), alone, "document", "documents")
    yield Section("ties", "Ties", "ties", tuple(ties(archive, entity)), tie_rows, "tie", "ties", SHOWN)
    yield section_of_names(
        "with", "Named together with", archive.named_with(e), together, "name", "names", most=MOST_TOGETHER
    )
    yield evidence.mentions(archive.mentions_of(e), SHOWN)


_HANDS = "Where an article says, or lets conclude, whose words or text it took over."


def _turned(holder: str, turns: Iterable[Reversal]) -> frozenset[str]:
    """The propositions on which the holder itself changed sides, not only another who speaks for the same party."""
    own = (position for turn in turns if turn.one_holder for position in turn.positions)
    return frozenset(position.proposition for position in own if position.holder.id == holder)


def _utterance_rows(here: Here, items: Sequence[Utterance]) -> tuple[evidence.DatedRow, ...]:
    return tuple(evidence.DatedRow(here.date(u.said), here.tie(u.id), here.agent(u.speaker).text) for u in items)
