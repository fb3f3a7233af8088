"""The page of the network: who is named, speaks and passes words on with whom, drawn and in tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive
from generator.drawing import networks
from generator.drawing.networks import Line, Node, Side
from generator.findings.network import Sort, Tie, appearances, ties
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.records.model import Entity, Organisation, Person
from generator.text import english, markup

PATH = routes.index("network")


MOST: dict[Side, int] = {"wide": 34, "narrow": 16}
"""Marks of a drawing: more, and their names could no longer be read."""


STRONGEST: dict[Sort, int] = {"named": 2, "about": 3, "relays": 3}
"""Ties of a mark that are drawn: its strongest. Others may still be drawn for whoever stands at their other end."""


MOST_ROWS = 80
"""Ties in a table: those that are drawn, and the strongest of the others."""


MOST_GROUPS = 6


LONG_NAME, SHORT_NAME = 34, 18


def pages(archive: Archive) -> Iterator[Page[NetworkView]]:
    """The network of the whole archive, one drawing for each sort of tie."""
    here = Here(archive, PATH)
    found = ties(archive)
    sections = tuple(_section(here, sort, found[sort]) for sort in SORTS if found[sort])
    parties = len({party for some in found.values() for tie in some for party in (tie.source, tie.target)})
    view = NetworkView(
        deck=f"{english.counted(parties, 'person or body', 'people and bodies').capitalize()} with links to others, as articles name, quote and carry them.",
        sections=sections,
        most=max((row.number for section in sections for row in section.rows), default=0),
    )
    yield Page(
        PATH, "network/network.md.j2", "Network",
        "Who is named with whom, who speaks about whom, and whose words pass through whose hands.",
        view, hide=("navigation", "toc"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SortWords:
    """How a sort of tie is told."""

    title: str
    lead: str
    head: tuple[str, str, str]  # of the table's columns: from whom, to whom, how many
    one: str
    joined: str
    anchor: str  # of the section of a profile that has the evidence
    counted: tuple[str, str]  # what is counted where one such tie is meant, and where several are


SORTS: dict[Sort, SortWords] = {
    "named": SortWords(
        "Named together",
        "A line joins two who are named in the same article: quoted, counted upon or spoken of, not merely as its publisher or as a carrier of words.",
        ("Who", "With whom", "Articles"), "article", "named together with", "with",
        ("pair named together", "pairs named together"),
    ),
    "about": SortWords(
        "Speaking about",
        "An arrow leads from a speaker to whom the quoted words, or our note on them, name.",
        ("Speaker", "About", "Quotations"), "quotation", "speaks about", "quoted",
        ("link from a speaker to whom the words name", "links from speakers to whom their words name"),
    ),
    "relays": SortWords(
        "Passing words on",
        "An arrow leads from a carrier to whoever took the words, or a whole text, over from it.",
        ("From", "To", "Articles"), "article", "passes words to", "relayed",
        ("link from a carrier to who took its words over", "links from carriers to who took their words over"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie in a table."""

    source: Link
    target: Link
    ends: str
    kinds: str
    number: int
    evidence: Link


@dataclass(frozen=True, slots=True)
class Section:
    """One sort of tie: a drawing, who stands together in it, and a table that says the same."""

    sort: Sort
    title: str
    lead: str
    note: str
    wide: Markup
    narrow: Markup
    groups: tuple[tuple[Link, ...], ...]
    head: tuple[str, str, str]
    table: str
    """What the table has of the ties."""
    total: int
    rows: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Everything on the network's page."""

    deck: str
    sections: tuple[Section, ...]
    most: int


def _section(here: Here, sort: Sort, found: Sequence[Tie]) -> Section:
    words = SORTS[sort]
    drawn = _backbone(here.archive, sort, found, MOST["wide"])
    fewer = _backbone(here.archive, sort, found, MOST["narrow"])
    kept = set(drawn)
    rows = [*drawn, *(tie for tie in found[:MOST_ROWS] if tie not in kept)][: max(MOST_ROWS, len(drawn))]
    rows.sort(key=lambda tie: (-tie.number, here.archive[tie.source].name, here.archive[tie.target].name))
    return Section(
        sort,
        words.title,
        words.lead,
        _note(sort, found, drawn),
        _network(here, sort, drawn, "wide"),
        _network(here, sort, fewer, "narrow"),
        _groups(here, drawn),
        words.head,
        _table(sort, len(rows), len(found)),
        len(found),
        tuple(_row(here, words, tie) for tie in rows),
    )


def _note(sort: Sort, found: Sequence[Tie], drawn: Sequence[Tie]) -> str:
    number = len({party for tie in drawn for party in (tie.source, tie.target)})
    return (
        f"{len(drawn):,} of {english.counted(len(found), *SORTS[sort].counted)} are drawn, between {number} of those with most of them: of each, "
        f"the {STRONGEST[sort]} that tell most about it. On a narrow screen there are fewer."
        if len(drawn) < len(found)
        else f"All {english.counted(len(found), *SORTS[sort].counted)} are drawn. On a narrow screen there may be fewer."
    )


def _table(sort: Sort, rows: int, ties: int) -> str:
    """What is said of the table: whether every tie stands in it."""
    if rows < ties:
        return f"{rows:,} of {english.counted(ties, *SORTS[sort].counted)} as a table: those that are drawn, and the strongest others"
    return f"{'All ' if ties > 1 else ''}{english.counted(ties, *SORTS[sort].counted)} as a table"


def _backbone(archive: Archive, sort: Sort, found: Sequence[Tie], most: int) -> tuple[Tie, ...]:
    """The ties worth drawing: of those with most ties, each one's strongest, so that no hub joins everybody to everybody.

    Whom two are named with counts the more, the less they are named otherwise: everyone is named with a head of state.
    """
    weight: dict[str, int] = {}
    for tie in found:
        for party in (tie.source, tie.target):
            weight[party] = weight.get(party, 0) + tie.number
    shown = appearances(archive)
    kept = _seated(sorted(weight, key=lambda party: (-weight[party], party))[:most], found, most)

    def strength(tie: Tie) -> float:
        if sort != "named":
            return tie.number
        least = 1 if len(found) < most else 2
        often = math.sqrt(shown.get(tie.source, 1) * shown.get(tie.target, 1))
        return tie.number / often + (tie.number >= least)

    inside = sorted(
        (tie for tie in found if tie.source in kept and tie.target in kept),
        key=lambda tie: (-strength(tie), -tie.number, tie.source, tie.target),
    )
    of: dict[str, int] = {}
    drawn = []
    for tie in inside:
        if min(of.get(tie.source, 0), of.get(tie.target, 0)) < STRONGEST[sort]:
            drawn.append(tie)
            for party in (tie.source, tie.target):
                of[party] = of.get(party, 0) + 1
    return tuple(drawn)


def _seated(first: Sequence[str], found: Sequence[Tie], most: int) -> set[str]:
    """The first parties that have a tie with another of them. Places left over go to both ends of the strongest other ties."""
    among = set(first)
    chosen = {party for tie in found if {tie.source, tie.target} <= among for party in (tie.source, tie.target)}
    if len(chosen) == len(among):
        return chosen
    for tie in found:
        both = chosen | {tie.source, tie.target}
        if len(both) <= most:
            chosen = both
        if len(chosen) == most:
            break
    return chosen


def _network(here: Here, sort: Sort, drawn: Sequence[Tie], side: Side) -> Markup:
    lines = tuple(Line(tie.source, tie.target, tie.number, sort != "named") for tie in drawn)
    weight: dict[str, int] = {}
    for tie in drawn:
        for party in (tie.source, tie.target):
            weight[party] = weight.get(party, 0) + tie.number
    nodes = tuple(
        node_of(here, party, f"{english.counted(number, 'link')} drawn", 3.6 + 1.1 * math.sqrt(number))
        for party, number in sorted(_degrees(drawn).items(), key=lambda item: (-weight[item[0]], item[0]))
    )
    return networks.network(f"Network: {SORTS[sort].title.lower()}", nodes, lines, side, f"n-{sort}")


def _degrees(drawn: Iterable[Tie]) -> dict[str, int]:
    degrees: dict[str, int] = {}
    for tie in drawn:
        for party in (tie.source, tie.target):
            degrees[party] = degrees.get(party, 0) + 1
    return degrees


def node_of(here: Here, party: str, said: str, r: float) -> Node:
    """A person or body as a node; `said` is its title, `r` its radius."""
    entity = here.archive.entity(party)
    href = here.link(party).href or ""
    return Node(party, _forms(here.archive, entity), href, said, isinstance(entity, Organisation), min(r, 11.0))


def _forms(archive: Archive, entity: Entity) -> tuple[str, ...]:
    """A name as it may stand in a drawing, the longest form first."""
    own = [alias.name for alias in entity.also if alias.language in (None, archive.settings.language)]
    names = [entity.name, *own]
    if isinstance(entity, Person):
        names.append(entity.name.rsplit(" ", 1)[-1])
    long = (
        entity.name
        if len(entity.name) <= LONG_NAME
        else next((name for name in own if 6 < len(name) <= LONG_NAME), markup.excerpt(entity.name, LONG_NAME))
    )
    fitting = [
        name for name in names if len(name) <= SHORT_NAME and not (isinstance(entity, Person) and name.isupper())
    ]
    short = min(fitting, key=len) if fitting else markup.excerpt(entity.name, SHORT_NAME)
    return (long, short) if len(short) < len(long) else (long,)


def _groups(here: Here, drawn: Sequence[Tie]) -> tuple[tuple[Link, ...], ...]:
    """Who stands together in a drawing, as networkx finds by Louvain's method; groups of two say no more than their tie."""
    degrees = _degrees(drawn)
    nodes = sorted(degrees, key=lambda party: (-degrees[party], party))
    found = networks.communities(nodes, [(tie.source, tie.target, tie.number) for tie in drawn])
    return tuple(tuple(here.link(party) for party in group) for group in found if len(group) > 2)[:MOST_GROUPS]


def _row(here: Here, words: SortWords, tie: Tie) -> TieRow:
    kinds = " ".join(dict.fromkeys(here.archive.kind(party) for party in (tie.source, tie.target)))
    evidence = here.link(tie.source, english.counted(tie.number, words.one), words.anchor)
    return TieRow(
        here.link(tie.source), here.link(tie.target), f"{tie.source} {tie.target}", kinds, tie.number, evidence
    )
