"""The boxes of a page's named parts as text, and in words what two such texts have otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

PIXELS, SHARE = 3, 0.02
"""Two lengths count as the same if they differ by at most this many pixels, or by this share of the longer one."""

MOST = 12
"""Differences of one page that are shown in full."""


@dataclass(frozen=True)
class Box:
    """A part of a page, in pixels relative to the part that contains it."""

    path: str
    """Its name and those of the parts around it, each with its number among those of the same name there."""
    label: str
    x: int
    y: int
    """The distance from the part before it, if it is below that one; otherwise from the top of the part that contains
    it."""
    below: bool
    w: int
    h: int
    out: int
    """By how much it sticks out of the part around it, to the left or to the right."""
    empty: bool


@dataclass(frozen=True)
class Look:
    """The boxes of a page at one size."""

    boxes: Mapping[str, Box]
    covered: tuple[str, ...]
    """Which words are covered by what, in words."""


def look(measured: Mapping[str, Any]) -> Look:
    """The look of a page from what measure.js returns."""
    return Look({box.path: box for box in _boxes(measured["parts"], "")}, tuple(measured["covered"]))


def _boxes(parts: Iterable[Mapping[str, Any]], above: str) -> Iterator[Box]:
    numbers: dict[str, int] = {}
    for part in parts:
        name = part["name"]
        numbers[name] = numbers.get(name, 0) + 1
        path = f"{above}{name}" + (f"[{numbers[name]}]" if numbers[name] > 1 else "")
        yield Box(path, part["label"], *(part[key] for key in ("x", "y", "below", "w", "h", "out", "empty")))
        yield from _boxes(part["parts"], f"{path} ")


def written(looks: Mapping[str, Look]) -> str:
    """The looks of a page, by size, as the text of a file."""
    lines = []
    for size, one in looks.items():
        lines.append(f"# {size}")
        lines += [_line(box) for box in one.boxes.values()]
        lines += [f"! {words}" for words in one.covered]
        lines.append("")
    return "\n".join(lines)


def _line(box: Box) -> str:
    depth = box.path.count(" ")
    name = box.path.rpartition(" ")[2]
    y = f"+{box.y}" if box.below else f"y {box.y}"
    rest = (f" out {box.out}" if box.out else "") + (" empty" if box.empty else "")
    label = f' "{box.label}"' if box.label else ""
    return f"{'  ' * depth}{name}{label}  x {box.x} {y} w {box.w} h {box.h}{rest}"


_BOX = re.compile(
    r'(?P<indent> *)(?P<name>\S+)(?: "(?P<label>[^"]*)")?  x (?P<x>-?\d+) (?P<below>y |\+)(?P<y>-?\d+) '
    r"w (?P<w>\d+) h (?P<h>\d+)(?: out (?P<out>\d+))?(?P<empty> empty)?"
)


def read(text: str) -> dict[str, Look]:
    """The looks that a file holds, by size."""
    looks: dict[str, Look] = {}
    for section in re.split("^# ", text, flags=re.MULTILINE)[1:]:
        size, *lines = section.splitlines()
        boxes: dict[str, Box] = {}
        above: list[str] = []
        covered = []
        for line in filter(None, lines):
            if line.startswith("! "):
                covered.append(line[2:])
                continue
            found = _BOX.fullmatch(line)
            assert found, f"no box: {line}"
            depth = len(found["indent"]) // 2
            above[depth:] = [found["name"]]
            path = " ".join(above)
            x, y, w, h = (int(found[key]) for key in "xywh")
            out = int(found["out"] or 0)
            boxes[path] = Box(path, found["label"] or "", x, y, found["below"] == "+", w, h, out, bool(found["empty"]))
        looks[size] = Look(boxes, tuple(covered))
    return looks


def differences(expected: Mapping[str, Look], actual: Mapping[str, Look]) -> list[str]:
    """The differences of a page from the expected boxes, a sentence each."""
    return [
        f"{size}: {words}"
        for size in {**expected, **actual}
        for words in _differences(expected.get(size, _NOTHING), actual.get(size, _NOTHING))
    ]


_NOTHING = Look({}, ())


def _differences(expected: Look, actual: Look) -> Iterator[str]:
    for path in [*expected.boxes, *(path for path in actual.boxes if path not in expected.boxes)]:
        before, now = expected.boxes.get(path), actual.boxes.get(path)
        if now is None or before is None:
            above = path.rpartition(" ")[0]
            if not above or (above in actual.boxes and above in expected.boxes):  # one sentence for all that is within
                one = before or now
                assert one
                yield f"{_called(one)}: {'no longer there' if now is None else 'new'}"
        elif changes := [*_changes(before, now)]:
            yield f"{_called(now)}: {', '.join(changes)}"
    yield from (f"no longer: {words}" for words in expected.covered if words not in actual.covered)
    yield from (f"now {words}" for words in actual.covered if words not in expected.covered)


def _called(box: Box) -> str:
    return " · ".join(box.path.split(" ")[-2:]) + (f' "{box.label}"' if box.label else "")


def _changes(before: Box, now: Box) -> Iterator[str]:
    if before.below != now.below:
        yield "now below the part before it" if now.below else "now beside the part before it"
    elif not _same(before.y, now.y):
        yield f"y {before.y} -> {now.y}"
    for name in "xwh":
        one, two = getattr(before, name), getattr(now, name)
        if not _same(one, two):
            yield f"{name} {one} -> {two}"
    if not _same(before.out, now.out):
        yield (
            f"now outside the part around it by {now.out}"
            if now.out > before.out
            else "less outside the part around it"
        )
    if before.empty != now.empty:
        yield "now empty" if now.empty else "no longer empty"


def _same(one: int, two: int) -> bool:
    return abs(one - two) <= max(PIXELS, SHARE * max(abs(one), abs(two)))


def shown(found: list[str]) -> str:
    """Differences for a person to read: the first of them, and how many more there are."""
    rest = len(found) - MOST
    return "\n".join([*found[:MOST], *([f"and {rest} more"] if rest > 0 else [])])
