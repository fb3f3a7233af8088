"""The page of the network: who is named with whom, who speaks about whom and who passes words on, drawn and in
tables."""

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
"""The limits of a drawing; with more, its lines could not be told apart."""

NUMBERED = 5
"""From how many articles on a line shows its number."""

MOST = 34
"""How many of the parties with the most ties the search for groups considers."""


STRONGEST: dict[Sort, int] = {"named": 2, "about": 3, "relays": 3}
"""How many of a party's strongest ties count towards groups. A weaker tie still counts if it is among the strongest of
the party at its other end."""


MOST_ROWS = 80
"""How many ties a table lists, the strongest first."""


MOST_GROUPS = 6


LONG_NAME, SHORT_NAME = 34, 18


def pages(archive: Archive) -> Iterator[Page[NetworkView]]:
    """The page of the network: the strongest ties drawn, and a table for each kind of tie."""
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
        view, is_single_column=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SortWords:
    """How a kind of tie is described, in messages for `_`. `said` names the strongest tie."""

    title: str
    choice: str
    lead: str
    said: str
    head: tuple[str, str, str]  # the table's columns: from whom, to whom, how many
    number: Callable[[int], str]  # the number of articles or quotations of a tie, in words
    joined: Callable[[int], str]  # the same as a description of the tie from its source's point of view
    joining: Callable[[int], str]  # and from its target's
    anchor: str  # anchor of the section of a profile that has the evidence
    whole: Callable[[int], str]  # caption of a table that lists all of its `n` ties
    part: Callable[[int, int], str]  # caption of a table that lists only some of its `n` ties


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
    """One kind of tie: a table, and the groups that its ties form."""

    sort: Sort
    title: str
    choice: str  # the title as an option among others
    lead: str
    said: str
    """The strongest tie, and how many ties there are."""
    groups: tuple[tuple[Link, ...], ...]
    head: tuple[str, str, str]
    table: str
    """How many of the ties the table lists, in words."""
    total: int
    rows: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The strongest ties drawn for wide and narrow screens, and the numbers for its caption."""

    wide: Markup
    narrow: Markup
    number: int
    few: int
    total: int
    numbered: int
    """From how many articles on a line shows its number; 0 if every line does."""
    shaken: bool
    """Whether any line is dashed because every article behind it was changed or retracted."""


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
    """The two who are named together most, in a sentence, as HTML."""
    if not found:
        return _("Who is linked to whom")
    first, equally_strong = found[0], sum(1 for tie in found if tie.number == found[0].number) - 1
    one, other = (
        markup.isolate(_forms(here.archive, here.archive.entity(end))[0]) for end in (first.source, first.target)
    )
    all_ = len(here.archive.articles)
    if equally_strong == 0:
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
            equally_strong,
            first=one,
            second=other,
            articles=of,
        )
    )


def _lead(here: Here, found: Sequence[Tie]) -> str:
    """Who is named most often with both of these two, in a sentence, as HTML; empty if nobody is, or only in one
    article."""
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
    name, with_one, with_other = markup.isolate(here.archive[best].name), both[best][one], both[best][other]
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
            first=markup.isolate(here.archive[one].name),
            number=with_other,
            second=markup.isolate(here.archive[other].name),
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
        any(tie.is_revised for tie in found[:drawn]),
    )


def _network(here: Here, found: Sequence[Tie], side: Side, numbered: int) -> tuple[Markup, int]:
    strongest = _strongest(found, MOST_NAMES[side], MOST_LINKS[side])
    degrees = _degrees(strongest)
    names = tuple(
        _name(here, party, ngettext("{n} link drawn", "{n} links drawn", degrees[party]), side) for party in degrees
    )
    lines = tuple(
        links.Link(tie.source, tie.target, tie.number, _beside(tie, n == 0, numbered), tie.is_revised)
        for n, tie in enumerate(strongest)
    )
    return links.draw(_("The strongest links, by who is named in the same articles"), names, lines, side)


def _beside(tie: Tie, first: bool, numbered: int) -> str:
    if tie.number < numbered:
        return ""
    return counts.articles(tie.number) if first else number(tie.number)


def _strongest(found: Sequence[Tie], names: int, most: int) -> list[Tie]:
    """The strongest ties, limited to `names` names and `most` ties. Ties of equal strength are drawn all or not at all,
    unless nothing would be drawn."""
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
    """How many of the ties the table lists, in words."""
    return SORTS[sort].part(rows, ties) if rows < ties else SORTS[sort].whole(ties)


def _backbone(archive: Archive, sort: Sort, found: Sequence[Tie], most: int) -> tuple[Tie, ...]:
    """The ties from which groups are found: among the parties with most ties, the strongest ties of each. This keeps
    hubs from joining everybody to everybody.

    Being named together counts less for parties that are named often, because everyone is named with a head of state.
    """
    weight: dict[str, int] = {}
    for tie in found:
        for party in (tie.source, tie.target):
            weight[party] = weight.get(party, 0) + tie.number
    shown = appearances(archive)
    parties = _seated(sorted(weight, key=lambda party: (-weight[party], party))[:most], found, most)

    def strength(tie: Tie) -> float:
        if sort != "named":
            return tie.number
        least = 1 if len(found) < most else 2
        often = math.sqrt(shown.get(tie.source, 1) * shown.get(tie.target, 1))
        return tie.number / often + (tie.number >= least)

    inside = sorted(
        (tie for tie in found if tie.source in parties and tie.target in parties),
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
    """Those of the parties in `first` that have a tie with each other. Remaining places, up to `most`, go to both ends
    of the strongest other ties."""
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
    """A person or organisation as a node. `said` is its title, `r` its radius."""
    entity = here.archive.entity(party)
    href = here.link(party).href or ""
    return Node(party, _forms(here.archive, entity), href, said, isinstance(entity, Organisation), min(r, 11.0))


def _forms(archive: Archive, entity: Entity) -> tuple[str, ...]:
    """Forms of a name that fit into a drawing, the longest first."""
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
    """Groups of parties, found by Louvain's method. Groups of two are left out, since they say no more than their
    tie."""
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
        tie.is_revised,
    )
