"""The body of a story in its parts: what stands before the first step, and the words of each step under a heading `## Title {#id}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.text import wikilinks

_HEADING = re.compile(
    r"^##(?!#)[ \t]*(?P<title>[^\n]*?)[ \t]*(?:\{[ \t]*#(?P<id>[^\s{}]*)[ \t]*\})?[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Part:
    """The words under one heading of the second level: its id, empty where it has none, its title, and where it begins."""

    id: str
    title: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Sections:
    """A body: the text before its first heading of the second level, and the parts that such headings open."""

    before: str
    parts: tuple[Part, ...]


def of(body: str) -> Sections:
    """The parts of a body. A heading within code opens none."""
    found = list(_HEADING.finditer(wikilinks.without_code(body)))
    ends = [one.start() for one in found[1:]] + [len(body)] * bool(found)
    parts = tuple(
        Part(
            one["id"] or "",
            wikilinks.unmarked(_without_links(one["title"])),
            body[one.end() : end].strip("\n"),
            one.start(),
        )
        for one, end in zip(found, ends, strict=True)
    )
    return Sections(body[: found[0].start()] if found else body, parts)


def _without_links(title: str) -> str:
    """The title with the words of its links, or the ids where an author gives no words."""
    return wikilinks.LINK.sub(lambda link: link[2] or link[1], title)
