"""What an embed page (a small page for an iframe) and its picture show: values that pages fill in and exports draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.drawing.shared import Shared


@dataclass(frozen=True, slots=True)
class Words:
    """Quoted words as the source prints them, with one line above and one line below."""

    words: tuple[str, ...]  # split where something was left out; empty if nothing is quoted
    language: str
    right_to_left: bool
    above: str
    below: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing for wide and narrow frames. `of` names the section of the style sheet with its colours."""

    of: Literal["turn", "plot"]
    wide: str  # SVG
    narrow: str
    key: tuple[tuple[str, str], ...]  # the signs used, each with its meaning


@dataclass(frozen=True, slots=True)
class Embed:
    """A quotation, a claim, a reversal or a figure as an embed page shows it."""

    path: str  # its source path
    page: str  # relative URL of the full page
    title: str
    source: str  # its source, in one line; empty if it has several
    heading: str  # in the archive's own words; empty if the embed begins with a quotation
    words: tuple[Words, ...]
    finding: str  # the finding, in our own words
    drawing: Drawing | None
    shared: Shared | None  # what the PNG picture of a quotation shows; None if the archive makes no such pictures
