"""The parts of a story's body: the text before the first step, and the text of each step under a heading `## Title
{#id}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.text import wikilinks

_HEADING = re.compile(
    r"^##(?!#)[ \t]*(?P<title>[^\n]*?)[ \t]*(?:\{[ \t]*#(?P<id>[^\s{}]*)[ \t]*\})?[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Part:
    """The text under one second-level heading, with the heading's id (empty if it has none), title and offset."""

    id: str
    title: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Sections:
    """A body: the text before its first second-level heading, and the parts under such headings."""

    before: str
    parts: tuple[Part, ...]


def split_sections(body: str) -> Sections:
    """The parts of a body. Headings inside code are ignored."""
    found = list(_HEADING.finditer(wikilinks.without_code(body)))
    ends = [one.start() for one in found[1:]] + [len(body)] * bool(found)
    parts = tuple(
        Part(
            one["id"] or "",
            wikilinks.without_markdown(_without_links(one["title"])),
            body[one.end() : end].strip("\n"),
            one.start(),
        )
        for one, end in zip(found, ends, strict=True)
    )
    return Sections(body[: found[0].start()] if found else body, parts)


def _without_links(title: str) -> str:
    """The title with links replaced by their shown words, or by their ids if the author gives no words."""
    return wikilinks.LINK.sub(lambda link: link[2] or link[1], title)
