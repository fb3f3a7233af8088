"""The page of the network: who is named, speaks and passes words on with whom, drawn and in tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive
from generator.drawing import links, networks
from generator.drawing.links import Side
from generator.drawing.networks import Node
from generator.findings.network import Sort, Tie, appearances, ties
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link
from generator.records.model import Entity, Organisation, Person
from generator.text import counts, markup
from generator.text.messages import N_, _, ngettext, number

PATH = routes.index("network")


MOST_NAMES: dict[Side, int] = {"wide": 12, "narrow": 7}
MOST_LINKS: dict[Side, int] = {"wide": 18, "narrow": 8}
"""Of a drawing: with more, lines could no longer be told apart."""

NUMBERED = 5
"""Articles from which on a line has its number."""

MOST = 34
"""Of those with most links, how many are asked who stands together."""


STRONGEST: dict[Sort, int] = {"named": 2, "about": 3, "relays": 3}
"""Ties of one of these that count: its strongest. Others may still count for whoever stands at their other end."""


MOST_ROWS = 80
"""Ties in a table: the strongest."""


MOST_GROUPS = 6


LONG_NAME, SHORT_NAME = 34, 18


def pages(archive: Archive) -> Iterator[Page[NetworkView]]:
    """The network of the whole archive: the strongest links drawn, and a table for each sort of link."""
    here = Here(archive, PATH)
    found = ties(archive)
    sections = tuple(_section(here, sort, found[sort]) for sort in SORTS if found[sort])
    view = NetworkView(
        title=_title(here, found["named"]),
        lead=_lead(here, found["named"]),
        picture=_picture(here, found["named"]) if found["named"] else None,
        sections=sections,
        most=max((row.number for section in sections for row in section.rows), default=0),
    )
    yield Page(
        PATH, "network/network.md.j2", _("Network"),
        _("Who is named with whom, who speaks about whom, and whose words pass through whose hands."),
        view, sheet=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SortWords:
    """How a sort of tie is told, in messages for `_`. `said` names the strongest in short."""

    title: str
    choice: str
    lead: str
    said: str
    head: tuple[str, str, str]  # of the table's columns: from whom, to whom, how many
    number: Callable[[int], str]  # how many articles or quotations make up a tie
    joined: Callable[[int], str]  # the same to say what a tie is, seen from its first end
    joining: Callable[[int], str]  # and from its other end
    anchor: str  # of the section of a profile that has the evidence
    whole: Callable[[int], str]  # what is said of a table that has so many ties, which are all
    part: Callable[[int, int], str]  # and of one that has so many of so many


SORTS: dict[Sort, SortWords] = {
    "named": SortWords(
        N_("Who is named together"),
        N_("who is named together"),
        N_("Two who are quoted, counted upon or spoken of in the same article. Whoever only published it, or passed words on, does not count."),
        N_("{one} and {other}: {number}; {all} in all"),
        (N_("Who"), N_("With whom"), N_("Articles")),
        counts.articles,
        lambda n: ngettext("named together with: {n} article", "named together with: {n} articles", n),
        lambda n: ngettext("the other way named together with: {n} article", "the other way named together with: {n} articles", n),
        "with",
        lambda n: ngettext("{n} pair named together.", "All {n} pairs named together.", n),
        lambda rows, n: ngettext("The strongest {rows} of {n} pair named together.", "The strongest {rows} of {n} pairs named together.", n, rows=rows),
    ),
    "about": SortWords(
        N_("Who speaks about whom"),
        N_("who speaks about whom"),
        N_("A speaker, and whom the quoted words, or our note on them, name."),
        N_("{one} about {other}: {number}; {all} in all"),
        (N_("Speaker"), N_("About"), N_("Quotations")),
        counts.quotations,
        lambda n: ngettext("speaks about: {n} quotation", "speaks about: {n} quotations", n),
        lambda n: ngettext("the other way speaks about: {n} quotation", "the other way speaks about: {n} quotations", n),
        "quoted",
        lambda n: ngettext(
            "{n} link from a speaker to whom the words name.", "All {n} links from speakers to whom their words name.", n
        ),
        lambda rows, n: ngettext(
            "The strongest {rows} of {n} link from a speaker to whom the words name.",
            "The strongest {rows} of {n} links from speakers to whom their words name.", n, rows=rows,
        ),
    ),
    "relays": SortWords(
        N_("Who passes words on to whom"),
        N_("who passes words on to whom"),
        N_("Who had the words, or a whole text, and who took them over from there."),
        N_("{one} to {other}: {number}; {all} in all"),
        (N_("From"), N_("To"), N_("Articles")),
        counts.articles,
        lambda n: ngettext("passes words to: {n} article", "passes words to: {n} articles", n),
        lambda n: ngettext("the other way passes words to: {n} article", "the other way passes words to: {n} articles", n),
        "relayed",
        lambda n: ngettext(
            "{n} link from somebody to those who took their words over.",
            "All {n} links from somebody to those who took their words over.", n,
        ),
        lambda rows, n: ngettext(
            "The strongest {rows} of {n} link from somebody to those who took their words over.",
            "The strongest {rows} of {n} links from somebody to those who took their words over.", n, rows=rows,
        ),
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
    known: str
    shaken: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One sort of tie: a table, and who stands together in it."""

    sort: Sort
    title: str
    choice: str  # the title as a choice among others
    lead: str
    said: str
    """The strongest tie, and how many there are."""
    groups: tuple[tuple[Link, ...], ...]
    head: tuple[str, str, str]
    table: str
    """What the table has of the ties."""
    total: int
    rows: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The strongest links drawn, for wide screens and for phones, and what is drawn."""

    wide: Markup
    narrow: Markup
    number: int
    few: int
    total: int
    numbered: int
    """Articles from which on a line has its number; 0 where every line has it."""
    shaken: bool
    """Whether a line is dashed, since every article behind it was changed or taken back."""


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Everything on the network's page."""

    title: str
    lead: str
    picture: Picture | None
    sections: tuple[Section, ...]
    most: int


# --- what stands out, in sentences ---
def _title(here: Here, found: Sequence[Tie]) -> str:
    """Which two are named together most, as HTML."""
    if not found:
        return _("Who is linked to whom")
    first, alike = found[0], sum(1 for tie in found if tie.number == found[0].number) - 1
    one, other = (
        markup.isolated(_forms(here.archive, here.archive.entity(end))[0]) for end in (first.source, first.target)
    )
    all_ = len(here.archive.articles)
    if alike == 0:
        return Markup(  # noqa: S704 - the message is our own, and the names are escaped; as below
            ngettext(
                "{first} and {second} are named together in {number} of {n} article, more than any other two.",
                "{first} and {second} are named together in {number} of {n} articles, more than any other two.",
                all_,
                first=one,
                second=other,
                number=first.number,
            )
        )
    if first.number == 1:
        return _("No two are named together in more than one article.")
    of = ngettext("{number} of {n} article", "{number} of {n} articles", all_, number=first.number)
    return Markup(  # noqa: S704
        ngettext(
            "{first} and {second} are named together in {articles}; one other pair is named together as often.",
            "{first} and {second} are named together in {articles}; {n} other pairs are named together as often.",
            alike,
            first=one,
            second=other,
            articles=of,
        )
    )


def _lead(here: Here, found: Sequence[Tie]) -> str:
    """Who is named most often with both of these two; nothing where that is nobody, or only in one article. It is HTML."""
    if not found:
        return ""
    one, other = found[0].source, found[0].target
    shared: dict[str, dict[str, int]] = {}
    for tie in found[1:]:
        for end, third in ((tie.source, tie.target), (tie.target, tie.source)):
            if end in (one, other):
                shared.setdefault(third, {})[end] = tie.number
    both = {third: counts for third, counts in shared.items() if len(counts) == 2}
    if not both:
        return ""
    best = min(both, key=lambda third: (-min(both[third].values()), -sum(both[third].values()), third))
    name, with_one, with_other = markup.isolated(here.archive[best].name), both[best][one], both[best][other]
    if min(with_one, with_other) < 2:
        return ""
    if with_one == with_other:
        return Markup(  # noqa: S704
            ngettext(
                "{name} is the one most often named with both: in {n} article with each.",
                "{name} is the one most often named with both: in {n} articles with each.",
                with_one,
                name=name,
            )
        )
    return Markup(  # noqa: S704
        ngettext(
            "{name} is the one most often named with both: in {n} article with {first}, in {number} with {second}.",
            "{name} is the one most often named with both: in {n} articles with {first}, in {number} with {second}.",
            with_one,
            name=name,
            first=markup.isolated(here.archive[one].name),
            number=with_other,
            second=markup.isolated(here.archive[other].name),
        )
    )


# --- the picture ---
def _picture(here: Here, found: Sequence[Tie]) -> Picture:
    numbered = min(NUMBERED, found[0].number)
    wide, drawn = _network(here, found, "wide", numbered)
    narrow, few = _network(here, found, "narrow", numbered)
    return Picture(
        wide,
        narrow,
        drawn,
        few,
        len(found),
        numbered if found[drawn - 1].number < numbered else 0,
        any(tie.shaken for tie in found[:drawn]),
    )


def _network(here: Here, found: Sequence[Tie], side: Side, numbered: int) -> tuple[Markup, int]:
    strongest = _strongest(found, MOST_NAMES[side], MOST_LINKS[side])
    degrees = _degrees(strongest)
    names = tuple(
        _name(here, party, ngettext("{n} link drawn", "{n} links drawn", degrees[party]), side) for party in degrees
    )
    lines = tuple(
        links.Link(tie.source, tie.target, tie.number, _beside(tie, n == 0, numbered), tie.shaken)
        for n, tie in enumerate(strongest)
    )
    return links.drawn(_("The strongest links, by who is named in the same articles"), names, lines, side)


def _beside(tie: Tie, first: bool, numbered: int) -> str:
    if tie.number < numbered:
        return ""
    return counts.articles(tie.number) if first else number(tie.number)


def _strongest(found: Sequence[Tie], names: int, most: int) -> list[Tie]:
    """The strongest ties of at most so many names. Those of one strength are drawn together, or none of them, if some are drawn then."""
    chosen: list[Tie] = []
    for _number, alike in groupby(found, key=lambda tie: tie.number):
        more = [*chosen, *alike]
        if len(more) <= most and len(_degrees(more)) <= names:
            chosen = more
            continue
        if not chosen:
            for tie in more:
                if len(chosen) < most and len(_degrees([*chosen, tie])) <= names:
                    chosen.append(tie)
        break
    return chosen


def _name(here: Here, party: str, said: str, side: Side) -> links.Name:
    entity = here.archive.entity(party)
    long = _forms(here.archive, entity)[0]
    own = [alias.name for alias in entity.also if alias.language in (None, here.archive.settings.language)]
    fitting = [name for name in (entity.name, *own) if len(name) <= SHORT_NAME]
    short = fitting[0] if fitting and fitting[0] == entity.name else max(fitting, key=len, default="")
    text = long if side == "wide" else short or markup.excerpt(entity.name, SHORT_NAME)
    return links.Name(party, text, here.link(party).href or "", said, isinstance(entity, Organisation))


# --- the tables ---
def _section(here: Here, sort: Sort, found: Sequence[Tie]) -> Section:
    words = SORTS[sort]
    rows = found[:MOST_ROWS]
    one, other = (_forms(here.archive, here.archive.entity(end))[0] for end in (found[0].source, found[0].target))
    return Section(
        sort,
        _(words.title),
        _(words.choice),
        _(words.lead),
        _(
            words.said,
            one=one,
            other=other,
            number=words.number(found[0].number),
            all=counts.links(len(found)),
        ),
        _groups(here, _backbone(here.archive, sort, found, MOST)),
        (_(words.head[0]), _(words.head[1]), _(words.head[2])),
        _table(sort, len(rows), len(found)),
        len(found),
        tuple(_row(here, words, tie) for tie in rows),
    )


def _table(sort: Sort, rows: int, ties: int) -> str:
    """What is said of the table: whether every tie stands in it."""
    return SORTS[sort].part(rows, ties) if rows < ties else SORTS[sort].whole(ties)


def _backbone(archive: Archive, sort: Sort, found: Sequence[Tie], most: int) -> tuple[Tie, ...]:
    """The ties that tell who stands together: of those with most ties, each one's strongest, so that no hub joins everybody to everybody.

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
    """Who stands together, as networkx finds by Louvain's method; groups of two say no more than their tie."""
    degrees = _degrees(drawn)
    nodes = sorted(degrees, key=lambda party: (-degrees[party], party))
    found = networks.communities(nodes, [(tie.source, tie.target, tie.number) for tie in drawn])
    return tuple(tuple(here.link(party) for party in group) for group in found if len(group) > 2)[:MOST_GROUPS]


def _row(here: Here, words: SortWords, tie: Tie) -> TieRow:
    kinds = " ".join(dict.fromkeys(here.archive.kind(party) for party in (tie.source, tie.target)))
    evidence = here.link(tie.source, words.number(tie.number), words.anchor)
    return TieRow(
        here.link(tie.source),
        here.link(tie.target),
        f"{tie.source} {tie.target}",
        kinds,
        tie.number,
        evidence,
        tie.known,
        tie.shaken,
    )
