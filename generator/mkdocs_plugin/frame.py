"""The frame of a page: Material's header, navigation and footer, rendered once for all pages that share it, then filled
in.

Material renders a page in some fourteen milliseconds, and apart from its own content the result is the same for every
page below one index. Only pages outside the navigation share frames. If an archive has templates of its own or other
plugins, these may show anything about a page, so every page is rendered in full.
"""

from __future__ import annotations

import copy
import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import pass_context
from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import routes, theme
from generator.exports import policy
from generator.mkdocs_plugin.page import FramedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jinja2 import Environment
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

SEARCH = routes.index("search")

_CONTENTS = '{% import "partials/language.html" as lang with context %}{% include "partials/toc.html" %}'
"""The table of contents, as Material's page includes it."""
_AT = re.compile(r"""(?<=["'(=])\.\.(?=["'/)])""")
"""A frame is rendered one folder below the root, so these dots are its links to the root. It has two dots nowhere
else."""
_FOLDER = "drawn/"


def is_shared(config: MkDocsConfig) -> bool:
    """Whether only the plugin and its theme decide what a page shows, so that pages may share a frame."""
    templates = [file for folder in theme.own([*map(Path, config.theme.dirs)]) for file in folder.rglob("*.html")]
    # Material makes further page-specific addresses for a button that shows the source, and for feedback.
    asks = "content.action.view" in (config.theme.get("features") or ()) or config.extra.get("analytics")
    return {*config.plugins} == {"archive"} and not config.hooks and not templates and not asks


@dataclass(frozen=True, slots=True)
class _Key:
    """Everything in which the frames of two pages can differ, apart from what is filled in."""

    above: int
    """The `id()` of the page's parent in the navigation."""
    depth: int
    hide: tuple[str, ...]
    fields: frozenset[str]
    """The names of the front matter fields: the theme prints some of them only if they are set."""
    edited: bool
    headings: bool
    headed: bool
    """Whether the page has its own header."""
    searched: bool
    """Whether it is the search page, which loads more modules than others."""


def drawn_by(env: Environment) -> Callable[[Context], str]:
    """The template function that renders the current page in its frame."""
    frames = Frames(env)

    @pass_context
    def framed(context: Context) -> str:
        return frames.page(context)

    return framed


class Frames:
    """The frames of one build. Each is rendered when a page first needs it."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._toc = env.from_string(_CONTENTS)
        self._known: dict[_Key, list[str] | None] = {}
        self._tables: dict[tuple[int, ...], list[str]] = {}
        """Tables of contents by the levels of their headings, split at placeholders like frames."""

    def page(self, context: Context) -> str:
        """The context's page in its frame, with the content security policy."""
        page: FramedPage = context["page"]
        key = _key(page)
        if key not in self._known:
            self._known[key] = self._frame(context, page)
        frame = self._known[key]
        if frame is None:
            return self._whole(context, page)
        return _filled(frame, _texts(page), {**_html(page), "contents": self._contents(context, page)})

    def _whole(self, context: Context, page: FramedPage) -> str:
        return policy.add_policy(self._env.get_template("main.html").render({**context.get_all(), "page": page}))

    def _contents(self, context: Context, page: FramedPage) -> str:
        """The page's table of contents."""
        headings = [*_all_of(page.toc)]
        levels = tuple(heading.level for heading in headings)
        table = self._tables.get(levels)
        if table is None:
            model = copy.copy(page)
            model.toc = _with_holes(page.toc, itertools.count())
            table = self._tables[levels] = _HOLE.split(self._drawn_contents(context, model))
        titles = {f"title{number}": Markup(heading.title) for number, heading in enumerate(headings)}  # noqa: S704  (they are HTML)
        ids = {f"id{number}": heading.id for number, heading in enumerate(headings)}
        return _filled(table, {}, titles | ids)

    def _drawn_contents(self, context: Context, page: FramedPage) -> str:
        # The theme omits the label's checkbox, which only pages in the navigation have.
        return self._toc.render({**context.get_all(), "page": page}).replace(' for="__toc"', "")

    def _frame(self, context: Context, page: FramedPage) -> list[str] | None:
        """The frame, split at its placeholders: texts at even indexes, names of placeholders at odd ones. None if the
        table of contents does not occur in it exactly once, so that it cannot be replaced."""
        model = copy.copy(page)
        model.file = copy.copy(page.file)
        model.file.url = _FOLDER
        model.meta = {name: value for name, value in page.meta.items() if name != "template"}
        leave_open(model, _hole)
        model.content = str(_hole("content")) + (HEAD if is_headed(page) else "")
        model.toc = TableOfContents([AnchorLink(_hole("first"), _hole("first"), 2)] if page.toc else [])
        given = {**context.get_all(), "page": model, "base_url": ".."}
        contents = self._drawn_contents(context, model)
        drawn = self._env.get_template("main.html").render(given)
        if drawn.count(contents) != 1:
            return None
        drawn = drawn.replace(contents, _hole("contents")).replace(HEAD, "")
        up = "/".join([".."] * page.url.count("/"))
        return _HOLE.split(policy.add_policy(_AT.sub(up, drawn)))


HEAD = '<h1 class="ar-head"></h1>'
"""A stand-in for the header of a page that has its own, which the theme detects."""


def is_headed(page: Page) -> bool:
    """Whether a page has its own header."""
    return 'class="ar-head' in (page.content or "")


def leave_open(page: Page, hole: Callable[[str], Markup]) -> None:
    """Put placeholders into a page for everything page-specific in its frame: the texts of its front matter, its title,
    and its canonical and edit URLs, if it has these."""
    page.meta = {name: hole(name) if isinstance(value, str) else value for name, value in page.meta.items()}
    page.title = hole("title")
    page.canonical_url = page.canonical_url and str(hole("canonical"))
    page.edit_url = page.edit_url and str(hole("edit"))


def _hole(name: str) -> Markup:
    """A placeholder for a value. If the theme escapes it, its `&` becomes `&amp;`, which shows that the value must be
    escaped too."""
    return Markup(f"\ue000{name}&\ue000")  # noqa: S704  (front matter texts are HTML too)


_HOLE = re.compile("\ue000([a-z]+[0-9]*(?:&|&amp;))\ue000")


def _key(page: FramedPage) -> _Key:
    return _Key(
        id(page.parent),
        page.url.count("/"),
        tuple(page.meta.get("hide", ())),
        frozenset(page.meta),
        page.edit_url is not None,
        bool(page.toc),
        is_headed(page),
        page.file.src_uri == SEARCH,
    )


def _all_of(headings: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """Every heading, in the order of the page: each is followed by those below it."""
    for heading in headings:
        yield heading
        yield from _all_of(heading.children)


def _with_holes(headings: Iterable[AnchorLink], numbers: Iterator[int]) -> TableOfContents:
    """The same headings, with numbered placeholders as their titles and ids."""
    open_: list[AnchorLink] = []
    for heading in headings:
        number = next(numbers)
        link = AnchorLink(_hole(f"title{number}"), _hole(f"id{number}"), heading.level)
        link.children = [*_with_holes(heading.children, numbers)]
        open_.append(link)
    return TableOfContents(open_)


def _filled(parts: Sequence[str], texts: Mapping[str, str], html: Mapping[str, str]) -> str:
    """The parts, with the values of placeholders at odd indexes: `name&` as it is, `name&amp;` without tags and
    escaped."""
    filled = [*parts]
    for place in range(1, len(parts), 2):
        name, _, ending = parts[place].partition("&")
        value = html[name] if name in html else texts[name]
        filled[place] = str(escape(_plain(value))) if ending else value
    return "".join(filled)


def _texts(page: FramedPage) -> dict[str, str]:
    """The texts of a page by placeholder."""
    return {
        **{name: value for name, value in page.meta.items() if isinstance(value, str)},
        "canonical": page.canonical_url or "",
        "edit": page.edit_url or "",
    }


def _html(page: FramedPage) -> dict[str, str]:
    return {"content": page.content or "", "first": next(iter(page.toc)).id if page.toc else ""}


def _plain(text: str) -> str:
    return text.striptags() if isinstance(text, Markup) else text
