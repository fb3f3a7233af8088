"""Build-time SVG of networks: who is tied to whom, as marks that are links, and lines as strong as the ties.

Where the marks stand is worked out by networkx, from the ties alone and from a fixed beginning: the same ties give the same
drawing, and are not laid out twice. A mark is a disc for a person, a square for a body.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from markupsafe import Markup

from generator.drawing.placing import DEEP, RADIUS, Box, Label, Room, place
from generator.drawing.svg import cut, tag, text_width

Side = Literal["wide", "narrow"]
SIZES: dict[Side, tuple[float, float]] = {"wide": (880.0, 600.0), "narrow": (352.0, 520.0)}
EGO_SIZES: dict[Side, tuple[float, float]] = {"wide": (640.0, 300.0), "narrow": (352.0, 330.0)}


@dataclass(frozen=True, slots=True)
class Node:
    """A person or a body; `names` are the forms of its name, the longest first; `r` says how much there is of it."""

    id: str
    names: tuple[str, ...]
    href: str
    said: str
    body: bool
    r: float


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two nodes; one that is `directed` has its head at the end. `dashed` sets a sort of tie apart, `faint` one that
    is not what the drawing is about."""

    start: str
    end: str
    number: int
    directed: bool = False
    dashed: bool = False
    faint: bool = False


Point = tuple[float, float]
Size = tuple[float, float]


def network(title: str, nodes: Sequence[Node], lines: Sequence[Line], side: Side, key: str) -> Markup:
    """A network in one of its two sizes; every node must have a line."""
    width, height = SIZES[side]
    ties = tuple((line.start, line.end, line.number) for line in lines)
    spots = _laid_out(tuple(node.id for node in nodes), ties)
    margin = (76, 26) if side == "wide" else (46, 22)
    turned = {node: spot if side == "wide" else (spot[1], spot[0]) for node, spot in spots.items()}
    at = {
        node: (margin[0] + x * (width - 2 * margin[0]), margin[1] + y * (height - 2 * margin[1]))
        for node, (x, y) in turned.items()
    }
    return _drawn(title, nodes, lines, at, (width, height), side, key, partial(_placed, lines))


def ego(title: str, middle: Node, others: Sequence[Node], lines: Sequence[Line], side: Side, key: str) -> Markup:
    """One node among those that it has most to do with, which stand around it; it needs no layout but a ring."""
    width, height = EGO_SIZES[side]
    across, down = (width / 2 - 150, height / 2 - 26) if side == "wide" else (width / 2 - 100, height / 2 - 26)
    at = {middle.id: (width / 2, height / 2)}
    for n, node in enumerate(others):
        turn = 2 * math.pi * (n + 0.5) / len(others) - math.pi / 2
        at[node.id] = (width / 2 + across * math.cos(turn), height / 2 + down * math.sin(turn))
    return _drawn(title, [middle, *others], lines, at, (width, height), side, key, _outward)


# --- where the marks stand -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _laid_out(nodes: tuple[str, ...], ties: tuple[tuple[str, str, int], ...]) -> dict[str, Point]:
    """Every node's place within a square of one, near those with which it is tied."""
    import networkx as nx  # noqa: PLC0415  (takes most of a second, and only for a network that changed)

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    for start, end, number in ties:
        before = graph.get_edge_data(start, end, {"weight": 0})["weight"]
        graph.add_edge(start, end, weight=before + math.sqrt(number))
    found = nx.spring_layout(graph, seed=7, k=2.2 / math.sqrt(max(len(nodes), 1)), iterations=300)
    xs, ys = _lying({node: (float(spot[0]), float(spot[1])) for node, spot in found.items()})
    even_x, even_y = _evened(xs), _evened(ys)
    return {node: (round(even_x[node], 3), round(even_y[node], 3)) for node in nodes}


def _lying(spots: dict[str, Point]) -> tuple[dict[str, float], dict[str, float]]:
    """The layout turned so that its longest extent lies along x, as wide drawings need it."""
    # Exact sums: those of `sum` are others from Python 3.12 on, and the drawing then is another one.
    mean_x, mean_y = (math.fsum(spot[axis] for spot in spots.values()) / len(spots) for axis in (0, 1))
    moved = {node: (x - mean_x, y - mean_y) for node, (x, y) in spots.items()}
    across, down = (math.fsum(spot[axis] ** 2 for spot in moved.values()) for axis in (0, 1))
    turn = math.atan2(2 * math.fsum(x * y for x, y in moved.values()), across - down) / 2
    cos, sin = math.cos(turn), math.sin(turn)
    return {n: x * cos + y * sin for n, (x, y) in moved.items()}, {n: y * cos - x * sin for n, (x, y) in moved.items()}


def _evened(values: dict[str, float]) -> dict[str, float]:
    """The values from 0 to 1, moved halfway to an even spread. Clusters open up for names, and the order stays."""
    low, high = min(values.values()), max(values.values())
    order = sorted(values, key=lambda node: (values[node], node))
    last = max(len(order) - 1, 1)
    return {
        node: 0.45 * ((values[node] - low) / (high - low) if high > low else 0.5) + 0.55 * (rank / last)
        for rank, node in enumerate(order)
    }


def communities(nodes: Sequence[str], ties: Sequence[tuple[str, str, int]]) -> list[list[str]]:
    """Groups of nodes that are densely tied (Louvain's method), the largest first; each in the order of `nodes`."""
    import networkx as nx  # noqa: PLC0415

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    for start, end, number in ties:
        graph.add_edge(start, end, weight=number + graph.get_edge_data(start, end, {"weight": 0})["weight"])
    order = {node: n for n, node in enumerate(nodes)}
    found = nx.community.louvain_communities(graph, seed=7)
    groups = [sorted(group, key=lambda node: order[node]) for group in found]
    return sorted(groups, key=lambda group: (-len(group), order[group[0]]))


# --- drawing -------------------------------------------------------------------------------------------------------------


def _drawn(
    title: str,
    nodes: Sequence[Node],
    lines: Sequence[Line],
    at: dict[str, Point],
    size: Size,
    side: Side,
    key: str,
    named: Callable[[Sequence[Node], dict[str, Point], dict[str, float], Size], list[Markup]],
) -> Markup:
    width, height = size
    radius = {node.id: node.r * (1 if side == "wide" else 0.85) for node in nodes}
    parts = [
        tag(
            '<svg class="ar-plot ar-plot--{} ar-net" viewBox="0 0 {} {}" role="group" aria-label="{}">',
            side, width, height, title,
        )
    ]  # fmt: skip
    arrow = f"{key}-{side}-head"
    if any(line.directed for line in lines):
        parts.append(
            tag(
                '<defs><marker id="{}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="ar-tie__head" d="M0 .5 8 4 0 7.5z"/></marker></defs>',
                arrow,
            )
        )
    parts += [_tie(line, at, radius, arrow) for line in sorted(lines, key=lambda line: line.number)]
    names = named(nodes, at, radius, size)
    parts += [_mark(node, at[node.id], radius[node.id], name) for node, name in zip(nodes, names, strict=True)]
    return Markup("\n").join([*parts, Markup("</svg>")])


def _tie(line: Line, at: dict[str, Point], radius: dict[str, float], arrow: str) -> Markup:
    (x1, y1), (x2, y2) = at[line.start], at[line.end]
    far = math.hypot(x2 - x1, y2 - y1) or 1
    ux, uy = (x2 - x1) / far, (y2 - y1) / far
    from_, to = radius[line.start] + 1, radius[line.end] + (3 if line.directed else 1)
    ends = (x1 + ux * from_, y1 + uy * from_, x2 - ux * to, y2 - uy * to)
    head = Markup("")
    if line.directed:  # bent, so that a tie and its answer are two
        bend = min(far * 0.12, 22)
        middle = ((ends[0] + ends[2]) / 2 - uy * bend, (ends[1] + ends[3]) / 2 + ux * bend)
        path = tag("M{} {}Q{} {} {} {}", ends[0], ends[1], *middle, ends[2], ends[3])
        head = tag(' marker-end="url(#{})"', arrow)
    else:
        path = tag("M{} {}L{} {}", *ends)
    return tag(
        '<path class="ar-tie{}" data-ends="{} {}" data-number="{}" stroke-width="{}" d="{}"{}/>',
        " dash" if line.dashed else " ar-tie--faint" if line.faint else "", line.start, line.end, line.number, _strong(line.number), path, head,
    )  # fmt: skip


def _strong(number: int) -> float:
    return min(0.8 + 0.55 * math.sqrt(number - 1), 4.5)


def _mark(node: Node, at: Point, r: float, name: Markup) -> Markup:
    mark = (
        tag('<rect class="k" x="{}" y="{}" width="{}" height="{}"/>', -r * 0.9, -r * 0.9, r * 1.8, r * 1.8)
        if node.body
        else tag('<circle class="k" r="{}"/>', r)
    )
    shown, whole = name.striptags(), node.names[0]
    # Whoever speaks to the computer says what stands there (WCAG 2.2, 2.5.3).
    called = whole if shown in whole else f"{shown}, {whole}"
    return tag(
        '<a class="ar-node" href="{}" aria-label="{}" data-id="{}" transform="translate({} {})"><circle class="ar-touch" r="{}"/>{}{}</a>',
        node.href, f"{called}: {node.said}", node.id, *at, max(13, r + 3), mark, name,
    )  # fmt: skip


def _placed(
    lines: Sequence[Line], nodes: Sequence[Node], at: dict[str, Point], radius: dict[str, float], size: Size
) -> list[Markup]:
    """Place names where there is room, off the lines if possible. Names without room are left out. Slow: it tries several orders."""
    room = Room(1, 1, size[0] - 1, size[1] - 1)
    room.crossed += [(*at[line.start], *at[line.end]) for line in lines]
    labels = []
    for node in nodes:
        (x, y), r = at[node.id], radius[node.id]
        room.take((x - r - 1, y - r - 1, x + r + 1, y + r + 1))
        room.marks.append((x, y))
        widths = tuple(text_width(name, SMALL) for name in node.names)
        labels.append(Label(x, y, widths, max(0, r - RADIUS), r + 4, r + 4))
    spots = place(labels, room)
    return [
        _name(node.names[spots[n].form], spots[n].box, spots[n].leader, at[node.id]) if n in spots else Markup("")
        for n, node in enumerate(nodes)
    ]


def _outward(nodes: Sequence[Node], at: dict[str, Point], radius: dict[str, float], size: Size) -> list[Markup]:
    """Place names outside a ring, and the middle's below it. Fast, since every profile has such a drawing."""
    drawn = []
    for n, node in enumerate(nodes):
        (x, y), r = at[node.id], radius[node.id]
        across, down = (x - size[0] / 2) / size[0], (y - size[1] / 2) / size[1]
        beside = n > 0 and abs(across) > 0.02
        anchor = "middle" if not beside else "start" if across > 0 else "end"
        free = size[0] - 16 if not beside else (size[0] - x if across > 0 else x) - r - 8
        name = next((name for name in node.names if text_width(name, SMALL) <= free), cut(node.names[-1], free, SMALL))
        dx = 0 if not beside else (r + 6) * (1 if across > 0 else -1)
        dy = 4.0 if beside else (-r - 6 if down < 0 and n else r + 15)
        drawn.append(tag('<text class="halo" text-anchor="{}" x="{}" y="{}">{}</text>', anchor, dx, dy, name))
    return drawn


SMALL = 12.5
"""The size of the names' letters, as the stylesheet has it."""


def _name(name: str, box: Box, leader: Box | None, at: Point) -> Markup:
    x, y = at
    line = (
        tag(
            '<line class="a" x1="{}" y1="{}" x2="{}" y2="{}"/>',
            leader[0] - x,
            leader[1] - y,
            leader[2] - x,
            leader[3] - y,
        )
        if leader
        else ""
    )
    return Markup("") + line + tag('<text class="halo" x="{}" y="{}">{}</text>', box[0] - x, box[3] - DEEP - y, name)
