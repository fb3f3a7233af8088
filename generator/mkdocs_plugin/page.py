"""The archive's pages as MkDocs pages: finished HTML, which Python-Markdown need not convert."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import routes
from generator.pages.finished import Heading, finish
from generator.pages.render import About, Drawn, Rendered, UnchangedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

FRAMED, STANDING = "generated.html", "standing.html"
"""The templates that draw a page in its frame, and one that is already in the site."""


class GeneratedPage(Page):
    """A page drawn by the generator. If another plugin has changed its source, MkDocs treats it as any Markdown."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, rendered: Rendered) -> None:
        super().__init__(title, file, config)
        self._rendered = rendered

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the source and front matter, as drawn."""
        if config.plugins.on_page_read_source(page=self, config=config) is not None:
            super().read_source(config)
            return
        self.markdown = self._rendered.drawn
        self.meta = _meta(self._rendered.about, has_address=config.site_url is not None)
        _stand_elsewhere(self)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set the HTML and the table of contents. Links were made by the generator, so MkDocs checks none."""
        drawn = self._rendered.drawn
        if self.markdown != drawn:
            super().render(config, files)
            return
        made = finish(drawn)
        self.content = made.html
        self.toc = _contents(made.headings)

    @cached_property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """The ids on this page that links may target; None if it was not rendered. MkDocs asks only if a hand-written
        page links to it."""
        return None if self.content is None else _places(self.content)


class StandingPage(Page):
    """A page in the navigation that is already in the site. MkDocs draws it with the template `standing`."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, standing: UnchangedPage) -> None:
        super().__init__(title or Markup(standing.title), file, config)  # noqa: S704  (it is HTML)

    def read_source(self, config: MkDocsConfig) -> None:
        """Set only the template with which MkDocs draws it."""
        self.markdown, self.meta = "", {"template": STANDING}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render nothing."""
        self.content = ""


class FramedPage(Page):
    """A page that shares its frame and is written by the plugin itself. Its content is not kept, since MkDocs holds all
    pages at once. If `drawn` is None, it is already in the site."""

    def __init__(self, file: File, config: MkDocsConfig, drawn: Drawn) -> None:
        super().__init__(None, file, config)
        self.drawn = drawn if isinstance(drawn, Rendered) else None
        self._has_address = config.site_url is not None

    def _set_canonical_url(self, base: str | None) -> None:
        # A fast path without parsing URLs, since there are thousands of such pages with simple paths.
        if base and _PLAIN.fullmatch(self.url):
            site, path = _parts(base)
            self.canonical_url, self.abs_url = site + self.url, path + self.url
        else:
            super()._set_canonical_url(base)

    def fill(self, drawn: Rendered, content: Callable[[str, FramedPage], str]) -> None:
        """Read the drawn page. `content` converts its HTML to what is published."""
        made = finish(drawn.drawn)
        self.meta = {**_meta(drawn.about, has_address=self._has_address), "template": FRAMED}
        _stand_elsewhere(self)
        self.content = content(made.html, self)
        self.toc = _contents(made.headings)

    def forget(self) -> None:
        """Free what was drawn and read."""
        self.drawn = None
        self.content = None
        self.meta, self.toc = {}, TableOfContents([])
        vars(self).pop("title", None)

    @cached_property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """The ids on this page that links may target, read from the written file."""
        return _places(Path(self.file.abs_dest_path).read_text(encoding="utf-8"))


def _meta(about: About, *, has_address: bool) -> dict[str, object]:
    """The front matter. If the site has an address, it includes the page's preview picture, with a text alternative,
    and the path of the oEmbed response for what may be embedded from the page, the first if there are several. Its texts are HTML, which themes must not escape again."""
    meta: dict[str, object] = {
        name: Markup(value) if isinstance(value, str) else value  # noqa: S704
        for name, value in about.fields.items()
    }
    if about.shared and has_address:
        meta["card"] = Markup(routes.picture(about.shared.name))  # noqa: S704  (a name of hexadecimal digits)
        meta["carded"] = escape(about.shared.text)
    if about.embeds and has_address:
        meta["oembed"] = Markup(f"{routes.address(about.embeds[0].path)}oembed.json")  # noqa: S704  (made of ids)
    return meta


def _stand_elsewhere(page: Page) -> None:
    """For a page that only redirects, make the target its canonical URL, so that search engines list that."""
    stands = page.meta.get("stands")
    if stands and page.canonical_url:
        page.canonical_url = page.canonical_url.removesuffix(page.url) + str(stands)


_PLAIN = re.compile("(?:[a-z0-9-]+/)+")


@lru_cache(maxsize=1)
def _parts(base: str) -> tuple[str, str]:
    """The URL of a site, and its path."""
    address = base if base.endswith("/") else f"{base}/"
    return urljoin(address, "."), urlsplit(address).path.rpartition("/")[0] + "/"


_ID = re.compile(r'\sid="([^"]+)"')


def _places(html: str) -> set[str]:
    return {unescape(it) for it in _ID.findall(html)}


def _contents(headings: Sequence[Heading]) -> TableOfContents:
    """The headings as a tree, each below the nearest preceding heading of a lower level."""
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        while open_ and open_[-1].level >= link.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    if top:
        top[0].active = True  # type: ignore[attr-defined]  # as in MkDocs
    return TableOfContents(top)
