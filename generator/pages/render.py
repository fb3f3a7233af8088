"""Draws a page with its template. An undefined name in a template raises an error; it is never drawn as a blank."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

import jinja2
from markupsafe import Markup, escape

from generator.drawing.embedding import Embed
from generator.drawing.shared import Shared, drawing_digest
from generator.pages import finished, runtime, spelling_out
from generator.pages.compiled import Compiled
from generator.pages.page import Page
from generator.pages.parts.metadata import SOURCE
from generator.text import english, markup, messages, terms
from generator.text.languages import direction
from generator.text.messages import _, listed


@dataclass(frozen=True, slots=True)
class About:
    """What belongs to a drawn page but is needed only when it is written."""

    fields: Mapping[str, object]
    """The front matter. Texts are HTML, since themes print them without escaping."""
    shared: Shared | None = None
    """The content of its own share picture; None if it has none."""
    embeds: tuple[Embed, ...] = ()
    """What other sites may embed from it in a frame, apart from quotations."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A drawn page, and the file to edit for it."""

    digest: str
    """Pages with the same digest are equal in every field."""
    record: str | None
    title: str
    """HTML."""
    picture: str
    """The name of its own share picture; empty if it has none."""
    _about: About | Callable[[], About]
    _drawn: str | Callable[[], str]

    @property
    def about(self) -> About:
        """What belongs to the page. Each access may read a file, so keep the value if you need more than one field."""
        return self._about if isinstance(self._about, About) else self._about()

    @property
    def drawn(self) -> str:
        """The template's output: HTML, with `finished.HEADING_SIGN` before each heading."""
        return self._drawn if isinstance(self._drawn, str) else self._drawn()

    @property
    def text(self) -> str:
        """The page as Markdown with front matter, for any site builder."""
        return f"{markup.front_matter(self.about.fields)}\n{finished.as_markdown(self.drawn)}\n"

    def stored(self, about: Callable[[], About], drawn: Callable[[], str]) -> Rendered:
        """The same page, which calls `about` and `drawn` on each access instead of holding their values in memory."""
        return replace(self, _about=about, _drawn=drawn)


@dataclass(frozen=True, slots=True)
class UnchangedPage:
    """A page that an earlier run drew and that is on the site unchanged."""

    digest: str
    record: str | None
    title: str
    """HTML, as in the front matter of a drawn page."""
    picture: str
    """The name of its own share picture; empty if it has none."""


Drawn = Rendered | UnchangedPage


def prepare() -> None:
    """Load everything needed for drawing pages, so that processes forked from this one share it."""
    templates = _templates()
    for name in templates.list_templates(extensions=["j2"]):
        templates.get_template(name)
    drawing_digest()


def draw(page: Page) -> str:
    """The page as Markdown with front matter."""
    return render_page(page).text


def render_page(page: Page) -> Rendered:
    """Draw the page with its template."""
    fields: dict[str, object] = {"title": page.title, "description": page.description}
    if page.is_single_column:
        fields["sheet"] = "whole"
    if page.is_single_column or page.hide:
        fields["hide"] = ["navigation", "toc", "path"] if page.is_single_column else list(page.hide)
    if page.language:
        fields["language"] = page.language
    if page.redirect_url:
        fields["stands"] = page.redirect_url
    if page.immediate_redirect:
        fields["leads"] = page.immediate_redirect
    if page.last_change:
        fields["changed"] = page.last_change
    if page.known is not None:
        fields["known"] = page.known
    spelling_out.start_page(page.abbreviations)
    body = _templates().get_template(page.template).render(view=page.view, page=page)
    escaped = {name: markup.escape_strings(value) for name, value in fields.items()}
    if page.metadata:
        escaped["metadata"] = page.metadata
        if page.metadata.startswith(SOURCE):
            escaped["cited"] = True
    drawn = _without_fences(_with_abbreviations_explained(_with_brackets_explained(body.strip())))
    picture = page.shared.name if page.shared else ""
    beside = json.dumps([escaped, page.record, picture, *map(repr, page.embeds)])
    digest = blake2b(beside.encode(), digest_size=16)
    digest.update(drawn.encode("utf-8", "surrogatepass"))
    about = About(escaped, page.shared, page.embeds)
    return Rendered(digest.hexdigest(), page.record, str(escaped["title"]), picture, about, drawn)


def _with_brackets_explained(body: str) -> str:
    """The page, with an explanation of square brackets at its end if one of its links has a title in brackets."""
    said = escape(_("A title in [square brackets] is ours: the source shows none."))
    if "]</a>" not in body or said in body or not _SUPPLIED.search(body):
        return body
    return f'{body}\n\n<p class="ar-small ar-soft" data-published="always">{said}</p>'


def _with_abbreviations_explained(body: str) -> str:
    """The page, with a line at its end for abbreviations that only titles, pictures or quoted words have."""
    left = spelling_out.unexplained(body)
    if not left:
        return body
    names = listed([_("{abbreviation} ({name})", abbreviation=short, name=whole) for short, whole in left])
    said = escape(_("Abbreviations: {names}.", names=names))
    return f'{body}\n\n<p class="ar-small ar-soft" data-published="always">{said}</p>'


_SUPPLIED = re.compile(r'<a href="[^"<]*"[^<>]*>\[[^<]*\]</a>')


def _without_fences(body: str) -> str:
    """The page with code fences escaped. No template writes one, so a fence is part of an author's text, and Markdown
    would take it out of the HTML around it."""
    return _FENCE.sub(_escape_fence, body) if "```" in body or "~~~" in body else body


_FENCE = re.compile(r"(?m)^(?:`{3}|~{3})")


def _escape_fence(fence: re.Match[str]) -> str:
    return f"&#{ord(fence[0][0])};{fence[0][1:]}"


@lru_cache(maxsize=1 << 14)  # a site of a thousand articles asks for the same days a hundred thousand times
def _known_attribute(day: str | None) -> Markup:
    """The attribute that says from which day an element's content could be known; nothing if `day` is None."""
    return Markup("") if day is None else Markup(' data-published="{}"').format(day)


@lru_cache(maxsize=1 << 10)
def _language_attributes(language: str | None) -> Markup:
    """The attributes `lang` and `dir` of words in a language; nothing if `language` is None."""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language)) if language else Markup("")


def _own_text(text: str) -> str:
    """Our own text, typeset, with abbreviations spelt out at their first use."""
    return spelling_out.spell_out(english.typeset(text))


def _with_line_breaks(text: str) -> Markup:
    """Text of a source, with <br> at each line break."""
    return escape(text).replace("\n", Markup("<br>"))


def _as_html_function(say: Callable[..., str]) -> Callable[..., Markup]:
    """Wrap a message function for templates: it returns HTML, as our own messages may contain, with the values
    escaped."""

    # Of a thousand articles' 300,000 messages on pages, most recur with the same values. `typed` tells HTML from text.
    @messages.cleared_with_language
    @lru_cache(maxsize=1 << 13, typed=True)
    def said(*message: Any, **values: Hashable) -> Markup:
        safe = {name: value if type(value) is int else runtime.put_in(value) for name, value in values.items()}
        return runtime.mark_as_html(say(*message, **safe))  # our own message, with escaped values

    return said


def message_functions() -> dict[str, Callable[..., str]]:
    """The functions with which templates show messages, by their names there."""
    said: dict[str, Callable[..., str]] = {
        say.__name__: _as_html_function(say) for say in (messages._, messages.ngettext, messages.pgettext)
    }
    return {**said, "number": messages.number, "listed": messages.listed}


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("generator", "pages"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[finished.Headings],
        bytecode_cache=Compiled(__file__, finished.__file__, runtime.__file__),
    )
    environment.code_generator_class, environment.context_class = runtime.Code, runtime.Calls
    environment.globals.update(message_functions())
    environment.filters["heading"] = lambda text: Markup(markup.escape_heading(text))  # noqa: S704 - it escapes
    environment.filters["broken"] = _with_line_breaks
    environment.filters["bdi"] = markup.isolate
    environment.filters["lang"] = _language_attributes
    environment.filters["number"] = messages.number
    environment.filters["ours"] = _own_text
    environment.filters["spelt"] = spelling_out.spell_out_in_html
    environment.filters["known"] = _known_attribute
    environment.filters["counted"] = english.count_of
    environment.filters["stance"] = terms.stance
    return environment
