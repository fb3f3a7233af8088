"""A drawn page as the HTML that Markdown would make of it, without asking Markdown.

All that templates draw is HTML already, but for the headings: these are Markdown, so that any site builder finds them. Reading a
page of HTML with Python-Markdown takes some forty times as long as setting its headings, and was half of a build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from jinja2.ext import Extension

from generator.text.messages import _

SIGN = "\x02"
"""Stands before each heading that a template writes, so that no line of what content says is read as one. YAML allows no such
character, and loading refuses it where it is written as an escape."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents. `title` is HTML without elements."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A page's HTML, with its headings in their order."""

    html: str
    headings: tuple[Heading, ...]


class Headings(Extension):
    """Puts the sign before each heading that a template holds."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The template's source with the sign before each of its headings."""
        return _WRITTEN.sub(rf"{SIGN}\g<0>", source)


_WRITTEN = re.compile(r"^#{2,3} (?=.* \}$)", re.MULTILINE)
_DRAWN = re.compile(rf"{SIGN}(?<![^\n].)(#{{2,3}}) ([^\n]*) \}}$", re.MULTILINE)  # the sign first: it is found fastest


def as_markdown(drawn: str) -> str:
    """What a template drew, as Markdown."""
    return drawn.replace(SIGN, "")


def section_link() -> str:
    """What the sign says by which a heading is linked to."""
    return _("Link to this section")


def finished(drawn: str) -> Finished:
    """What a template drew, as HTML: as Python-Markdown has it with the extensions `attr_list` and `toc`."""
    headings: list[Heading] = []

    def element(found: re.Match[str]) -> str:
        level, (title, anchor, attributes) = len(found[1]), _parts(found[2])
        headings.append(Heading(level, anchor, _TAG.sub("", title)))
        link = f'<a class="headerlink" href="#{anchor}" title="{escape(section_link())}">&para;</a>'
        return f'<h{level}{attributes} id="{anchor}">{title}{link}</h{level}>'

    return Finished(_DRAWN.sub(element, drawn), tuple(headings))


_TAG = re.compile("<[^<>]*>")


def _parts(heading: str) -> tuple[str, str, str]:
    """A heading's title as HTML, its id, and its other attributes, each with a space before it."""
    title, _, written = heading.rpartition(" { #")
    anchor, space, attributes = written.partition(" ")
    return _title(title), anchor, space + attributes


def _title(text: str) -> str:
    return text if "<" in text or "&" in text else escape(text, quote=False)
