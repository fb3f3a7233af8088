"""What a small page for a frame shows, and the picture of it: values that pages fill in and exports draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.drawing.shared import Shared


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a frame, as the source prints them, and what stands above and below them in one line each."""

    words: tuple[str, ...]  # in parts, where something was left out between them; none where nothing is quoted
    language: str
    right_to_left: bool
    above: str
    below: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing for a wide frame and for a narrow one. `of` names the part of the style sheet that has its colours."""

    of: Literal["turn", "plot"]
    wide: str  # SVG
    narrow: str
    key: tuple[tuple[str, str], ...]  # signs, each with what it means


@dataclass(frozen=True, slots=True)
class Embed:
    """A quotation, a claim, a change of sides or a figure, as a page for frames has it."""

    path: str  # its source path
    page: str  # the address of the page that has it all, from there
    title: str
    source: str  # where it is from, in one line; empty where it has several sources
    heading: str  # in the archive's own words; empty where it begins with a quotation
    words: tuple[Words, ...]
    said: str  # what was found of it, in our own words
    drawing: Drawing | None
    shared: Shared | None  # what its picture in pixels shows; None where the archive has none
