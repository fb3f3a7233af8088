"""A profile's part of the network: those with whom someone has most ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.drawing import networks
from generator.drawing.networks import Line
from generator.findings.network import Sort, Tie, ties_of
from generator.pages.network.page import PATH, SORTS, node_of
from generator.pages.parts.here import Here, Link
from generator.records.model import Entity, Organisation, Person
from generator.text.messages import N_, _, listed, ngettext, pgettext

AROUND, MOST_AMONG = 10, 8
"""How many parties are drawn around the one of the profile, and how many ties among them."""


@dataclass(frozen=True, slots=True)
class EgoView:
    """A profile's part of the network. `said` is its caption."""

    wide: Markup
    narrow: Markup
    said: str
    more: Link


def around(here: Here, entity: Entity) -> EgoView | None:
    """The parties with most ties to someone, and the ties among them; None if there are fewer than three."""
    if not isinstance(entity, Person | Organisation):
        return None
    own_ties = ties_of(here.archive).get(entity.id, ())
    weight: dict[str, int] = {}
    for tie in own_ties:
        other = tie.target if tie.source == entity.id else tie.source
        weight[other] = weight.get(other, 0) + tie.number * (1 if tie.sort == "named" else 2)
    others = sorted(weight, key=lambda party: (-weight[party], party))[:AROUND]
    if len(others) < 3:
        return None
    shown = {entity.id, *others}
    lines = [
        Line(t.source, t.target, t.number, t.sort != "named", t.sort == "relays", is_revised=t.is_revised)
        for t in _inside(own_ties, shown)
    ]
    strongest = {
        tie
        for party in others
        for tie in [
            t for t in ties_of(here.archive).get(party, ())[:_SEARCHED_TIES] if entity.id not in (t.source, t.target)
        ]
        if tie.sort == "named" and tie.source in shown and tie.target in shown
    }
    among = sorted(strongest, key=lambda t: (-t.number, t.source, t.target))[:MOST_AMONG]
    lines += [Line(t.source, t.target, t.number, is_faint=True, is_revised=t.is_revised) for t in among]
    order = _ring(others, among)
    middle = node_of(here, entity.id, _("this page"), 9)
    nodes = [node_of(here, party, _said(own_ties, party), 5.5) for party in order]
    title = _("{name} and those with whom it has most links", name=entity.name)
    wide, narrow = (networks.draw_ego(title, middle, nodes, lines, side, "n-around") for side in ("wide", "narrow"))
    sorts = {tie.sort for tie in _inside(own_ties, shown)}
    meanings = listed([_(words) for sort, words in _KEY.items() if sort in sorts])
    caption = (
        ngettext(
            "{n} link of {all}: {lines}.", "{n} links of {all}: {lines}.", len(others), all=len(weight), lines=meanings
        )
        if len(weight) > len(others)
        else _("Every link: {lines}.", lines=meanings)
    )
    if any(line.is_revised for line in lines):
        caption += " " + _(
            "Long dashes: every article that it rests on has since been changed or withdrawn by its publisher."
        )
    return EgoView(wide, narrow, caption, here.page_link(PATH, _("The whole network")))


_SEARCHED_TIES = 200
"""How many ties of a neighbour, the strongest first, are searched for others in the drawing."""


_KEY: dict[Sort, str] = {
    "named": N_("a line for being named together"),
    "about": N_("an arrow for speaking about"),
    "relays": N_("a dashed arrow for passing words on"),
}


def _inside(own: Sequence[Tie], shown: set[str]) -> list[Tie]:
    """Those of the own ties that lead to somebody shown, one per kind and direction."""
    return [tie for tie in own if tie.source in shown and tie.target in shown]


def _ring(others: Sequence[str], among: Sequence[Tie]) -> list[str]:
    """The others, ordered so that as many as possible are next to one that they have a tie with."""
    order: list[str] = []
    left = list(others)
    while left:
        last = order[-1] if order else None
        near = next(
            (p for tie in among if last in (tie.source, tie.target) for p in (tie.source, tie.target) if p in left),
            left[0],
        )
        left.remove(near)
        order.append(near)
    return order


def _said(own: Sequence[Tie], party: str) -> str:
    return pgettext("between the items of a list", ", ").join(
        (SORTS[tie.sort].joined if tie.target == party else SORTS[tie.sort].joining)(tie.number)
        for tie in own
        if party in (tie.source, tie.target)
    )
