"""The profile of a person, an organisation, a place or a document: all that the archive has of it, in sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from generator import dates, routes
from generator.archive.archive import Archive, Quoted, when
from generator.findings.hands import Passing, given_by, taken_by
from generator.findings.spoken_of import spoken_of
from generator.findings.stances import Reversal, reversals_of
from generator.pages.entities.index import alias_link, described_as, entities
from generator.pages.network.profile import EgoView, around
from generator.pages.page import Page
from generator.pages.parts import evidence
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.lists import Block, Section, block, further
from generator.pages.parts.prose import folded
from generator.pages.parts.reversals import reversal_rows
from generator.pages.parts.strips import Dated, Strip, small_timeline
from generator.pages.sources.sourcing import outlet_sections
from generator.records.model import (
    ENTITY_KINDS,
    Date,
    Document,
    Entity,
    Organisation,
    Person,
    Place,
    Relation,
    Role,
    Utterance,
    kind_of,
)
from generator.records.vocabulary import KIND_LABELS
from generator.text import addresses, english, markup
from generator.text.languages import language_name

# How many items of a section stand on a profile: what a reader goes through before wanting a page of their own.
# With every section full, a profile takes about 200 KB, and 300 KB where every row is as long as a row can be.
SHOWN = 30


SHOWN_QUOTED = 40


SHOWN_WORDS = 15


SHOWN_REVERSALS = 10


SHOWN_NAMES = 24


SHOWN_ROLES = 12


def profiles(archive: Archive) -> Iterator[Page]:
    """Every entity's profile with the further pages of its long lists."""
    about = spoken_of(archive)
    for kind in ENTITY_KINDS:
        for entity in entities(archive, kind):
            yield from _profile(archive, entity, about.get(entity.id, ()))


def of(archive: Archive, entity: Entity) -> Iterator[Page]:
    """The profile of one entity, with the further pages of its long lists."""
    return _profile(archive, entity, spoken_of(archive).get(entity.id, ()))


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the title block. `parts` are set apart by commas, unless they are names, which have their language."""

    label: str
    parts: tuple[Link, ...]
    note: str = ""
    external: bool = False


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What someone was: where, when, and, for a role as articles print it, in how many of them."""

    title: str
    of: Link | None
    time: str
    printed: bool
    grounds: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie to another entity."""

    kind: str
    to: Link
    time: str
    source: str | None
    grounds: tuple[When, ...] = ()


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


def _profile(archive: Archive, entity: Entity, about: tuple[Quoted, ...]) -> Iterator[Page]:
    kind = kind_of(entity)
    here = Here(archive, routes.page(kind, entity.id))
    sections = [section for section in _sections(archive, entity, about) if section.items]
    summary = folded(entity.summary) if entity.summary else None
    view = ProfileView(
        label=" · ".join([KIND_LABELS[kind][0], *described_as(entity)]),
        name=entity.name,
        summary=summary,
        unwritten=_unwritten(sections),
        facts=tuple(_facts(here, entity)),
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
    """What stands in place of a summary that nobody has written."""
    if sections:
        return "Nobody has written a summary here yet. What the articles say stands below."
    return "Nobody has written a summary here yet, and no article says more than the name so far."


# --- the title block ---
def _facts(here: Here, entity: Entity) -> Iterator[Fact]:
    written: dict[str, list[Link]] = {}
    for alias in entity.also:
        foreign = alias.language and here.foreign(alias.language)
        label = f"In {language_name(alias.language)}" if foreign and alias.language else "Also written"
        written.setdefault(label, []).append(alias_link(alias))
    for label, names in written.items():
        yield Fact(label, tuple(names))
    if isinstance(entity, Organisation):
        if entity.part_of:
            yield Fact("Part of", (here.link(entity.part_of),))
        if entity.site:
            yield Fact("Website", (Link(addresses.host(entity.site), entity.site),), external=True)
    if isinstance(entity, Place):
        if entity.within:
            yield Fact("Lies within", tuple(_around(here, entity)))
        if entity.point:
            note = "; ".join(filter(None, [entity.precision, entity.basis]))
            yield Fact("Point", (Link(_point(*entity.point)),), note)
    if isinstance(entity, Document):
        if entity.date:
            printed = f"printed “{entity.date.words}”" if entity.date.words else ""
            note = "; ".join(filter(None, [printed, entity.date.basis]))
            yield Fact("Date", (Link(dates.say(entity.date.edtf)),), note)
        if entity.parties:
            yield Fact("Parties", tuple(here.link(party) for party in entity.parties))
        if entity.url:
            yield Fact("Text", (Link(addresses.host(entity.url), entity.url),), external=True)
    if entity.wikidata:
        yield Fact("Wikidata", (Link(entity.wikidata, routes.wikidata(entity.wikidata)),), external=True)
    if entity.formerly:
        yield Fact("Former ids", tuple(Link(old) for old in entity.formerly))


def _around(here: Here, place: Place) -> Iterator[Link]:
    """The places around a place, the nearest first; a ring of them, which `check` reports, ends where it closes."""
    passed = {place.id}
    around = place.within
    while around and around not in passed:
        passed.add(around)
        yield here.link(around)
        record = here.archive[around]
        around = record.within if isinstance(record, Place) else None


def _point(latitude: float, longitude: float) -> str:
    north = f"{abs(latitude):g}° {'N' if latitude >= 0 else 'S'}"
    return f"{north}, {abs(longitude):g}° {'E' if longitude >= 0 else 'W'}"


# --- the sections, in the order of the page ---
def _sections(archive: Archive, entity: Entity, about: tuple[Quoted, ...]) -> Iterator[Section]:
    e = entity.id
    if isinstance(entity, Person | Organisation):
        yield _roles(archive, entity)
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
    yield _names(
        "takes",
        "Takes over from",
        taken_by(archive).get(e, ()),
        partial(_passing, "giver"),
        "source",
        "sources",
        _HANDS,
    )
    yield _names(
        "relayed", "Taken over by", given_by(archive).get(e, ()), partial(_passing, "taker"), "taker", "takers", _HANDS
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
    yield _names("members", "People", archive.members_of(e), partial(_member, entity), "person", "people")
    whole = "Lies within it" if isinstance(entity, Place) else "Parts"
    yield _names("parts", whole, archive.parts_of(e), _alone, "part", "parts")
    yield _names("documents", "Party to", archive.documents_of(e), _alone, "document", "documents")
    yield Section("ties", "Ties", "ties", tuple(_ties(archive, entity)), _tie_rows, "tie", "ties", SHOWN)
    yield _names("with", "Named together with", archive.named_with(e), _together, "name", "names")
    yield evidence.mentions(archive.mentions_of(e), SHOWN)


_HANDS = "Where an article says, or lets conclude, whose words or text it took over."


def _turned(holder: str, turns: Iterable[Reversal]) -> frozenset[str]:
    """The propositions on which a holder was on both sides, and not only another who speaks for the same party."""
    own = (position for turn in turns if turn.one_holder for position in turn.positions)
    return frozenset(position.proposition for position in own if position.holder.id == holder)


def _utterance_rows(here: Here, items: Sequence[Utterance]) -> tuple[evidence.DatedRow, ...]:
    return tuple(evidence.DatedRow(here.date(u.said), here.tie(u.id), here.agent(u.speaker).text) for u in items)


def _period(start: Date | None, end: Date | None) -> str:
    if start and end:
        return f"{dates.say(start.edtf)} to {dates.say(end.edtf)}"
    return f"from {dates.say(start.edtf)}" if start else f"until {dates.say(end.edtf)}" if end else ""


def _grounds(here: Here, *ends: Date | None) -> tuple[When, ...]:
    """Those dates of a period that have words as printed or a basis."""
    return tuple(here.date(end) for end in ends if end and (end.words or end.basis))


# --- roles and ties ---
_PrintedRole = tuple[Quoted, ...]


def _roles(archive: Archive, entity: Person | Organisation) -> Section:
    """The roles of the record, in time, and then those that articles print beside quotations, the commonest first."""
    printed: dict[str, list[Quoted]] = {}
    for quoted in archive.quotations_by(entity.id):
        if quoted.quotation.role and not quoted.quotation.really:  # a role is of the speaker whom the article names
            printed.setdefault(quoted.quotation.role.casefold(), []).append(quoted)
    commonest = sorted((tuple(found) for found in printed.values()), key=lambda found: -len(found))
    items: list[Role | _PrintedRole] = [*sorted(entity.roles, key=lambda r: when(r.from_ or r.to)), *commonest]
    lead = "Those in quotation marks are as articles print them beside the words." if printed else ""
    return Section("roles", "Roles", "roles", items, _role_rows, "role", "roles", SHOWN_ROLES, lead)


def _role_rows(here: Here, items: Sequence[Role | _PrintedRole]) -> tuple[RoleRow, ...]:
    return tuple(_role(here, item) if isinstance(item, Role) else _printed_role(item) for item in items)


def _role(here: Here, role: Role) -> RoleRow:
    period, grounds = _period(role.from_, role.to), _grounds(here, role.from_, role.to)
    return RoleRow(role.title, here.link(role.of) if role.of else None, period, printed=False, grounds=grounds)


def _printed_role(found: _PrintedRole) -> RoleRow:
    first, last = found[0].quotation, found[-1].quotation
    time = ""
    if first.said and last.said:
        start, end = dates.say(first.said.edtf), dates.say(last.said.edtf)
        time = start if start == end else f"{start} to {end}"
    number = english.counted(len({quoted.article.id for quoted in found}), "article")
    return RoleRow(first.role or "", None, ", ".join(filter(None, [number, time])), printed=True)


def _ties(archive: Archive, entity: Entity) -> Iterator[tuple[str, str, Relation]]:
    """The entity's own ties, and those that others name to it: whom they lead to, what they are called, and the tie."""
    if isinstance(entity, Person | Organisation):
        for relation in entity.relations:
            yield relation.to, relation.kind, relation
    for other, relation in archive.relations_to(entity.id):
        yield other.id, f"has it as {relation.kind}", relation


def _tie_rows(here: Here, items: Sequence[tuple[str, str, Relation]]) -> tuple[TieRow, ...]:
    return tuple(
        TieRow(
            kind,
            here.link(to),
            _period(tie.from_, tie.to_date),
            tie.source,
            _grounds(here, tie.from_, tie.to_date),
        )
        for to, kind, tie in items
    )


# --- names ---
T = TypeVar("T")


def _names(
    anchor: str,
    title: str,
    items: Sequence[T],
    row: Callable[[Here, T], evidence.NameRow],
    one: str,
    many: str,
    lead: str = "",
) -> Section:
    def rows(here: Here, some: Sequence[T]) -> tuple[evidence.NameRow, ...]:
        return tuple(row(here, item) for item in some)

    return Section(anchor, title, "names", items, rows, one, many, SHOWN_NAMES, lead)


def _member(of: Entity, here: Here, person: Person) -> evidence.NameRow:
    return evidence.NameRow(
        here.link(person.id), english.listed([role.title for role in person.roles if role.of == of.id])
    )


def _alone(here: Here, entity: Entity) -> evidence.NameRow:
    return evidence.NameRow(here.link(entity.id), "")


def _together(here: Here, pair: tuple[str, int]) -> evidence.NameRow:
    return evidence.NameRow(here.link(pair[0]), english.counted(pair[1], "article"))


def _passing(hand: str, here: Here, passing: Passing) -> evidence.NameRow:
    """A hand, and what went from it or to it."""
    texts = f"{english.counted(passing.texts, 'text')} copied or rewritten" if passing.texts else ""
    quotations = english.counted(passing.quotations, "quotation") if passing.quotations else ""
    reworded = f"{passing.reworded:,} of them altered or paraphrased" if passing.reworded else ""
    reports = f"{english.counted(passing.reports, 'report')} without a quotation" if passing.reports else ""
    said = ", ".join(filter(None, [texts, quotations, reworded, reports]))
    return evidence.NameRow(here.link(getattr(passing, hand)), said)


# --- the strip in time ---
def _in_time(here: Here, entity: Entity) -> Strip | None:
    """When what it took part in happened, when it spoke (or what was said there), and when articles named it or it published."""
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
