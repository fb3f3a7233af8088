"""The labels of marks: a number, and who gave it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.drawing.label_placement import DEPTH, Box, Label, Room, place_labels
from generator.drawing.label_placement import RADIUS as R
from generator.drawing.plots.scales import Scale, Size, middle_day
from generator.drawing.plots.values import Open, Point, Shape
from generator.drawing.svg import published_attribute, tag, text_width
from generator.text.messages import ngettext


@dataclass(frozen=True, slots=True)
class _Words:
    """A label: a number and the names of those who gave it, each with its day of publication."""

    number: str
    names: tuple[tuple[str, str], ...]
    published: str

    @property
    def width(self) -> float:
        names = math.fsum(text_width(name, 12.5) for name, _ in self.names) + 12 * max(0, len(self.names) - 1)
        return text_width(self.number, 15) + (names + 5 if names else 0)


def labels_of(points: Sequence[Point], scale: Scale, top: float, size: Size, room: Room) -> list[Markup]:
    """The labels that fit, with names shortened if needed, and their leader lines."""
    groups = [*_groups_sharing_label(points, scale)]
    forms = [[*_forms(group, size)] for group in groups]
    asked = [_wanted_label(group, words, scale, top) for group, words in zip(groups, forms, strict=True)]
    leaders, labels = [], []
    for n, spot in sorted(place_labels(asked, room).items()):
        words = forms[n][spot.form]
        if spot.leader:
            leaders.append(
                tag(
                    '<line class="a"{} x1="{}" y1="{}" x2="{}" y2="{}"/>',
                    published_attribute(words.published),
                    *spot.leader,
                )
            )
        labels.append(_label(words, spot.box, misread=groups[n][0].shape == "misread"))
    return [*leaders, *labels]


def _wanted_label(group: Sequence[Point], forms: Sequence[_Words], scale: Scale, top: float) -> Label:
    x = math.fsum(scale.middle(p) for p in group) / len(group)
    y = top + math.fsum(scale.y(p.value) for p in group) / len(group)
    return Label(
        x,
        y,
        tuple(words.width for words in forms),
        max(scale.middle(p) for p in group) - x,
        20 if any(p.open == "up" for p in group) else 8,
        20 if any(p.open == "down" for p in group) else 8,
        is_late=group[0].is_banded,
    )


def _groups_sharing_label(points: Sequence[Point], scale: Scale) -> Iterator[list[Point]]:
    """Groups of points with the same number whose marks touch. A group shares a label."""
    same: dict[tuple[str, Shape, Open, bool], list[Point]] = {}
    for point in sorted(points, key=middle_day):
        if point.number:
            same.setdefault((point.number, point.shape, point.open, point.is_banded), []).append(point)
    for some in same.values():
        group = [some[0]]
        for point in some[1:]:
            if scale.middle(point) - scale.middle(group[-1]) > 3 * R:
                yield group
                group = []
            group.append(point)
        yield group


def _forms(group: Sequence[Point], size: Size) -> Iterator[_Words]:
    """The label with names in full, then with fewer names, then without names."""
    published = min((p.published for p in group if p.published), default="")
    for which in range(size.names, 2):
        names: dict[str, str] = {}
        for point in group:
            if point.names[which]:
                names.setdefault(point.names[which], point.published)
        yield _Words(group[0].number, tuple(names.items()), published)
        if len(names) > 2:
            first = list(names.items())[:1]
            yield _Words(
                group[0].number,
                (*first, (ngettext("and {n} more", "and {n} more", len(names) - 1), published)),
                published,
            )
    if not group[0].is_banded:  # next to a band, a bare number would be taken for that of the next mark
        yield _Words(group[0].number, (), published)


def _label(words: _Words, box: Box, *, misread: bool) -> Markup:
    names = Markup("").join(
        tag('<tspan class="s"{}>{}{}</tspan>', published_attribute(known), ", " if at else "", name)
        for at, (name, known) in enumerate(words.names)
    )
    kind = " mis" if misread else ""
    return (
        tag('<text class="halo{}"{} x="{}" y="{}">', kind, published_attribute(words.published), box[0], box[3] - DEPTH)
        + tag('<tspan class="v">{}</tspan> ', words.number)
        + names
        + Markup("</text>")
    )
