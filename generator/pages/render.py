"""A page through its template. A name that the template does not find is an error, never a blank."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import blake2b

import jinja2
from markupsafe import Markup, escape

from generator.pages import finished
from generator.pages.page import Page
from generator.text import english, markup


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as drawn, and the file to edit for it."""

    fields: Mapping[str, object]
    """Its front matter; texts are HTML, since themes print them as they are."""
    digest: str
    """Two pages with the same digest are the same, in every field."""
    record: str | None
    _drawn: str | Callable[[], str]

    @property
    def title(self) -> str:
        """The title, as HTML."""
        return str(self.fields["title"])

    @property
    def drawn(self) -> str:
        """What its template made: HTML, and a sign before each heading (`finished.SIGN`)."""
        return self._drawn if isinstance(self._drawn, str) else self._drawn()

    @property
    def text(self) -> str:
        """The page as Markdown with front matter, for any site builder."""
        return f"{markup.front_matter(self.fields)}\n{finished.as_markdown(self.drawn)}\n"

    def stored(self, drawn: Callable[[], str]) -> Rendered:
        """The same page, which asks for what its template made each time that it is needed."""
        return replace(self, _drawn=drawn)


@dataclass(frozen=True, slots=True)
class Standing:
    """A page that an earlier run drew, and that stands in the site as it would be drawn now."""

    digest: str
    record: str | None
    title: str
    """HTML, as in the front matter of a page that was drawn."""


Drawn = Rendered | Standing


def draw(page: Page) -> str:
    """The page as Markdown with front matter."""
    return rendered_page(page).text


def rendered_page(page: Page) -> Rendered:
    """The page through its template."""
    fields: dict[str, object] = {"title": page.title, "description": page.description}
    if page.hide:
        fields["hide"] = list(page.hide)
    if page.language:
        fields["language"] = page.language
    if page.changed:
        fields["changed"] = page.changed
    if page.known is not None:
        fields["known"] = page.known
    body = _templates().get_template(page.template).render(view=page.view, page=page)
    escaped = {name: markup.escaped(value) for name, value in fields.items()}
    drawn = _FENCE.sub(_as_sign, body.strip())
    whole = json.dumps([escaped, page.record, drawn])
    return Rendered(escaped, blake2b(whole.encode(), digest_size=16).hexdigest(), page.record, drawn)


# No template fences code: what looks like it is a line of what content says. Markdown would take it out of the HTML around it.
_FENCE = re.compile(r"(?m)^(?:`{3}|~{3})")


def _as_sign(fence: re.Match[str]) -> str:
    return f"&#{ord(fence[0][0])};{fence[0][1:]}"


@lru_cache(maxsize=1 << 14)  # the same days over and over, a hundred thousand times in a site of a thousand articles
def _known(day: str | None) -> Markup:
    """The attribute of an element that says from which day what stands in it could be known; none where nobody says."""
    return Markup("") if day is None else Markup(' data-published="{}"').format(day)


def _broken(text: str) -> Markup:
    """Words of a source, with an element where a line ends."""
    return escape(text).replace("\n", Markup("<br>"))


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("generator", "pages"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[finished.Headings],
    )
    environment.filters["heading"] = lambda text: Markup(markup.heading(text))  # noqa: S704 - it escapes
    environment.filters["broken"] = _broken
    environment.filters["ours"] = english.typeset
    environment.filters["known"] = _known
    environment.filters["counted"] = english.counted
    return environment
