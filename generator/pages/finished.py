"""Turns a drawn page into the HTML that Python-Markdown would produce, without calling it.

Templates already draw HTML, except for headings, which stay Markdown so that any site builder finds them. Reading such
a page with Python-Markdown takes about forty times as long as converting its headings, and was half of the build time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from jinja2.ext import Extension

from generator.text.messages import _

HEADING_SIGN = "\x02"
"""Marks each heading that a template writes, so that no line of an author's text is mistaken for one. YAML does not
allow this character, and loading rejects it as an escape too."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents. `title` is HTML text without tags."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page's HTML, and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


class Headings(Extension):
    """A Jinja extension that puts `HEADING_SIGN` before each heading in a template's source."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The template's source with `HEADING_SIGN` before each heading."""
        return _WRITTEN.sub(rf"{HEADING_SIGN}\g<0>", source)


_WRITTEN = re.compile(r"^#{2,3} (?=.* \}$)", re.MULTILINE)
# starts with HEADING_SIGN because the regex engine finds that fastest
_DRAWN = re.compile(rf"{HEADING_SIGN}(?<![^\n].)(#{{2,3}}) ([^\n]*) \}}$", re.MULTILINE)


def as_markdown(drawn: str) -> str:
    """A drawn page as Markdown."""
    return drawn.replace(HEADING_SIGN, "")


def section_link() -> str:
    """The tooltip of the sign that links to a heading."""
    return _("Link to this section")


def finish(drawn: str) -> FinishedPage:
    """A drawn page as HTML, as Python-Markdown makes it with the extensions `attr_list` and `toc`."""
    headings: list[Heading] = []

    def element(found: re.Match[str]) -> str:
        level, (title, anchor, attributes) = len(found[1]), _heading_parts(found[2])
        headings.append(Heading(level, anchor, _TAG.sub("", title)))
        link = f'<a class="headerlink" href="#{anchor}" title="{escape(section_link())}">&para;</a>'
        return f'<h{level}{attributes} id="{anchor}">{title}{link}</h{level}>'

    return FinishedPage(_DRAWN.sub(element, drawn), tuple(headings))


_TAG = re.compile("<[^<>]*>")


def _heading_parts(heading: str) -> tuple[str, str, str]:
    """A heading's title as HTML, its id, and its other attributes as a string that starts with a space or is empty."""
    title, _, written = heading.rpartition(" { #")
    anchor, space, attributes = written.partition(" ")
    return _plain_title(title), anchor, space + attributes


def _plain_title(text: str) -> str:
    return text if "<" in text or "&" in text else escape(text, quote=False)
