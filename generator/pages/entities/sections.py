"""The sections of a profile, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator.archive.archive import Archive, Quoted
from generator.findings.handovers import handovers_from, handovers_to
from generator.findings.stances import Reversal, reversals_of
from generator.pages.entities.names import alone, member, passing_row, section_of_names, together
from generator.pages.entities.outlet import cards, feed_rows, printed
from generator.pages.entities.roles import roles, tie_rows, ties
from generator.pages.parts import evidence
from generator.pages.parts.here import Here
from generator.pages.parts.lists import Section
from generator.pages.parts.reversals import reversal_rows
from generator.pages.sources.sourcing import outlet_sections
from generator.records.model import Entity, Organisation, Person, Place, Utterance
from generator.text import counts
from generator.text.messages import N_, _, ngettext

# How many items a section of a profile lists, few enough to read through before opening a page of their own. With every
# section full, a profile takes about 200 KB, and 300 KB if every row has its maximum length.
SHOWN = 20


UNFOLDED, UNFOLDED_HIGH = 10, 8
"""How many stances are unfolded, and how many rows where each is 200 to 320 px high on a phone."""


SHOWN_QUOTED, MOST_QUOTED = 20, 30


SHOWN_REVERSALS = 5


SHOWN_MENTIONS = 12


MOST_TOGETHER = 120
"""How many names a profile lists in full. It is high because nearly every entity has more than the first few."""


def sections_of(archive: Archive, entity: Entity, about: tuple[Quoted, ...]) -> Iterator[Section]:
    """All sections of a profile. Those without items are not shown."""
    e = entity.id
    yield Section(
        "quoted", _("Quoted as saying"), "occasions",
        evidence.merge_quotations(archive, archive.quotations_by(e)), evidence.occasions, counts.versions, SHOWN_QUOTED,
        evidence=evidence.count_with_articles(counts.quotations, archive.quotations_by(e)), most=MOST_QUOTED,
    )  # fmt: skip
    turns = reversals_of(archive, e)
    yield Section(
        "reversals", _("Changed sides") if _changed(e, turns) else _("Part of a change of sides"), "turns", turns, reversal_rows, counts.changes_of_side, SHOWN_REVERSALS,
        _("First one side of a claim, later the other. Listed only where the dates leave no doubt about the order."),
    )  # fmt: skip
    held = evidence.merge_positions(archive.statements_by(e), _turned(e, turns))
    lead = (
        _("Claims with a change of side come first, then the rest in order of time.")
        if held and held[0].changed
        else ""
    )
    yield Section(
        "positions", _("Stances"), "positions", held, evidence.stance_rows, counts.stances, SHOWN, lead,
        evidence.count_with_articles(counts.stances, archive.statements_by(e)),
        few=UNFOLDED,
    )  # fmt: skip
    yield Section(
        "takes", _("From whom it takes words or texts"), "feeds", handovers_to(archive).get(e, ()), feed_rows, counts.sources, SHOWN,
        _(_HANDS),
        few=UNFOLDED_HIGH,
    )  # fmt: skip
    yield Section(
        "renderings", _("How its wording compares"), "saids", printed(archive, e), cards, counts.quotations, SHOWN,
        _("What we found when we compared its quotations with other versions. Those that differ come first."),
    )  # fmt: skip
    yield Section(
        "published", _("Published"), "articles", archive.published_by(e), evidence.article_rows, counts.published_articles, SHOWN,
        few=UNFOLDED_HIGH,
    )  # fmt: skip
    happened = archive.events_at(e) if isinstance(entity, Place) else archive.events_of(e)
    title = _("What happened here") if isinstance(entity, Place) else _("Events")
    yield Section("events", title, "dated", happened, evidence.event_rows, counts.events, SHOWN)
    spoken = archive.utterances_at(e)
    yield Section("said-here", _("What was said here"), "dated", spoken, _utterance_rows, counts.statements, SHOWN)
    yield Section(
        "about", _("Said about") if isinstance(entity, Person) else _("Named in quotations"), "quotes",
        evidence.merge_quotations(archive, about), evidence.quote_rows, counts.versions, SHOWN,
        _("Quotations of others that mention this name, or whose context does by our note."),
        ngettext("{n} quotation by others", "{n} quotations by others", len(about)),
        few=UNFOLDED_HIGH,
    )  # fmt: skip
    attributed = archive.attributed_to(e)
    yield Section(
        "attributed", _("Attributed to"), "quotes",
        evidence.merge_quotations(archive, attributed), evidence.quote_rows, counts.versions, SHOWN,
        _("Words that articles attribute to this name, although they are somebody else’s. They are not counted as its own."),
        ngettext("{n} quotation of others", "{n} quotations of others", len(attributed)),
        few=UNFOLDED_HIGH,
    )  # fmt: skip
    yield Section(
        "figures", _("Figures given"), "figures", evidence.merge_figures(archive.figures_by(e)), evidence.figure_rows,
        counts.figures, SHOWN, "", evidence.count_with_articles(counts.figures, archive.figures_by(e)),
    )  # fmt: skip
    yield section_of_names(
        "relayed",
        _("Passed on by"),
        handovers_from(archive).get(e, ()),
        partial(passing_row, "taker"),
        counts.outlets,
        _(_HANDS),
    )
    yield from outlet_sections(archive, e)
    carried = archive.carried_by(e)
    yield Section(
        "carried", _("Words passed on"), "quotes",
        evidence.merge_quotations(archive, carried), evidence.quote_rows, counts.versions, SHOWN,
        _("Words of others that reached an article by way of this name."),
        counts.quotations(len(carried)),
        few=UNFOLDED_HIGH,
    )  # fmt: skip
    yield section_of_names("members", _("People"), archive.members_of(e), partial(member, entity), counts.people)
    whole = (
        _("Places in {whole}", whole=entity.name)
        if isinstance(entity, Place)
        else _("Parts of {whole}", whole=entity.name)
    )
    yield section_of_names("parts", whole, archive.parts_of(e), alone, counts.parts)
    yield section_of_names("documents", _("Documents"), archive.documents_of(e), alone, counts.documents)
    yield section_of_names(
        "with", _("Named together with"), archive.named_with(e), together, counts.names, most=MOST_TOGETHER
    )
    yield evidence.mentions_section(archive.mentions_of(e), SHOWN_MENTIONS)
    if isinstance(entity, Person | Organisation):
        yield roles(archive, entity)
    yield Section("ties", _("Links"), "ties", tuple(ties(archive, entity)), tie_rows, counts.links, SHOWN)


_HANDS = N_("Where an article says whose words or text it uses, or where that can be seen.")


def _turned(holder: str, turns: Iterable[Reversal]) -> frozenset[str]:
    """The propositions on which the holder itself changed sides, not only another who speaks for the same party."""
    own = (position for turn in turns if turn.has_one_holder for position in turn.positions)
    return frozenset(position.proposition for position in own if position.holder.id == holder)


def _changed(e: str, turns: Iterable[Reversal]) -> bool:
    """Whether someone changed sides, as a person or as the side for which others spoke."""
    return any(e == turn.subject or (turn.has_one_holder and e == turn.before[0].holder.id) for turn in turns)


def at_an_end(e: str, turns: Iterable[Reversal]) -> bool:
    """Whether someone changed sides, or took the first stance of either side of such a change."""
    return any(e in (turn.subject, turn.before[0].holder.id, turn.after[0].holder.id) for turn in turns)


def _utterance_rows(here: Here, items: Sequence[Utterance]) -> tuple[evidence.DatedRow, ...]:
    return tuple(
        evidence.DatedRow(here.date(u.said), here.related_link(u.id), here.agent_link(u.speaker).text) for u in items
    )
