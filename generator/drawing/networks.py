"""Draws networks as SVG during the build: who is linked to whom. Marks are links; the width of a line shows the
strength of the tie.

People are discs, organisations squares. `communities` uses networkx with a fixed seed, so the same ties always give the
same groups.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from generator.drawing.svg import shorten, tag, text_width
from generator.text.messages import _

Side = Literal["wide", "narrow"]
EGO_SIZES: dict[Side, tuple[float, float]] = {"wide": (640.0, 300.0), "narrow": (352.0, 330.0)}


@dataclass(frozen=True, slots=True)
class Node:
    """A person or an organisation. `names` are the forms of the name, longest first; `r` is the mark's radius, which
    grows with how much there is about it."""

    id: str
    names: tuple[str, ...]
    href: str
    counts: str
    is_organisation: bool
    r: float


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two nodes. An `is_directed` one has an arrowhead at `end`. `is_dashed` marks another kind of tie,
    `is_faint` one that is not the drawing's subject, `is_revised` one whose evidence was all altered or taken back."""

    start: str
    end: str
    number: int
    is_directed: bool = False
    is_dashed: bool = False
    is_faint: bool = False
    is_revised: bool = False


Point = tuple[float, float]
Size = tuple[float, float]


def draw_ego(title: str, middle: Node, others: Sequence[Node], lines: Sequence[Line], side: Side, key: str) -> Markup:
    """A node in the middle of a ring of those with which it has the most ties."""
    width, height = EGO_SIZES[side]
    across, down = (width / 2 - 150, height / 2 - 26) if side == "wide" else (width / 2 - 100, height / 2 - 26)
    at = {middle.id: (width / 2, height / 2)}
    for n, node in enumerate(others):
        turn = 2 * math.pi * (n + 0.5) / len(others) - math.pi / 2
        at[node.id] = (width / 2 + across * math.cos(turn), height / 2 + down * math.sin(turn))
    return _draw(title, [middle, *others], lines, at, (width, height), side, key, _place_names_outside)


def communities(nodes: Sequence[str], ties: Sequence[tuple[str, str, int]]) -> list[list[str]]:
    """Groups of densely linked nodes (Louvain method), the largest first. Each group keeps the order of `nodes`."""
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


def _draw(
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
    if any(line.is_directed for line in lines):
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
    from_, to = radius[line.start] + 1, radius[line.end] + (3 if line.is_directed else 1)
    ends = (x1 + ux * from_, y1 + uy * from_, x2 - ux * to, y2 - uy * to)
    head = Markup("")
    if line.is_directed:  # curved, so that ties in both directions stay apart
        bend = min(far * 0.12, 22)
        middle = ((ends[0] + ends[2]) / 2 - uy * bend, (ends[1] + ends[3]) / 2 + ux * bend)
        path = tag("M{} {}Q{} {} {} {}", ends[0], ends[1], *middle, ends[2], ends[3])
        head = tag(' marker-end="url(#{})"', arrow)
    else:
        path = tag("M{} {}L{} {}", *ends)
    return tag(
        '<path class="ar-tie{}" data-ends="{} {}" data-number="{}" stroke-width="{}" d="{}"{}/>',
        (" dash" if line.is_dashed else " ar-tie--faint" if line.is_faint else "") + (" ar-tie--shaken" if line.is_revised else ""), line.start, line.end, line.number, _line_width(line.number), path, head,
    )  # fmt: skip


def _line_width(number: int) -> float:
    return min(0.8 + 0.55 * math.sqrt(number - 1), 4.5)


def _mark(node: Node, at: Point, r: float, name: Markup) -> Markup:
    mark = (
        tag('<rect class="k" x="{}" y="{}" width="{}" height="{}"/>', -r * 0.9, -r * 0.9, r * 1.8, r * 1.8)
        if node.is_organisation
        else tag('<circle class="k" r="{}"/>', r)
    )
    shown, whole = name.striptags(), node.names[0]
    # The label must contain the visible text, for users of speech input (WCAG 2.2, 2.5.3).
    called = whole if shown in whole else f"{shown}, {whole}"
    return tag(
        '<a class="ar-node" href="{}" aria-label="{}" data-id="{}" transform="translate({} {})"><circle class="ar-touch" r="{}"/>{}{}</a>',
        node.href, _("{name}: {counts}", name=called, counts=node.counts), node.id, *at, max(13, r + 3), mark, name,
    )  # fmt: skip


def _place_names_outside(
    nodes: Sequence[Node], at: dict[str, Point], radius: dict[str, float], size: Size
) -> list[Markup]:
    """Place the names of a ring outside it, and that of the middle node below its mark. This must be fast, since every
    profile has such a drawing."""
    drawn = []
    for n, node in enumerate(nodes):
        (x, y), r = at[node.id], radius[node.id]
        across, down = (x - size[0] / 2) / size[0], (y - size[1] / 2) / size[1]
        beside = n > 0 and abs(across) > 0.02
        anchor = "middle" if not beside else "start" if across > 0 else "end"
        free = size[0] - 16 if not beside else (size[0] - x if across > 0 else x) - r - 8
        name = next(
            (name for name in node.names if text_width(name, SMALL) <= free), shorten(node.names[-1], free, SMALL)
        )
        dx = 0 if not beside else (r + 6) * (1 if across > 0 else -1)
        dy = 4.0 if beside else (-r - 6 if down < 0 and n else r + 15)
        drawn.append(tag('<text class="halo" text-anchor="{}" x="{}" y="{}">{}</text>', anchor, dx, dy, name))
    return drawn


SMALL = 12.5
"""The font size of names, as in the style sheet."""
