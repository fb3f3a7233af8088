"""Pages of the archive for MkDocs: finished HTML, so that Python-Markdown has nothing to do."""

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
from generator.pages.finished import Heading, finished
from generator.pages.render import About, Drawn, Rendered, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

FRAMED, STANDING = "generated.html", "standing.html"
"""The templates by which MkDocs draws a page in its frame, and one that stands in the site already."""


class GeneratedPage(Page):
    """A page that the generator drew. Where another plugin has changed its source, it is Markdown to MkDocs as any other."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, rendered: Rendered) -> None:
        super().__init__(title, file, config)
        self._rendered = rendered

    def read_source(self, config: MkDocsConfig) -> None:
        """The source and its front matter, as they were drawn."""
        if config.plugins.on_page_read_source(page=self, config=config) is not None:
            super().read_source(config)
            return
        self.markdown = self._rendered.drawn
        self.meta = _meta(self._rendered.about, has_address=config.site_url is not None)
        _stand_elsewhere(self)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The HTML and the table of contents. Links are right already, since the generator made them: MkDocs checks none."""
        drawn = self._rendered.drawn
        if self.markdown != drawn:
            super().render(config, files)
            return
        made = finished(drawn)
        self.content = made.html
        self.toc = _contents(made.headings)

    @cached_property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """The places on this page to which a link may lead. MkDocs asks only where a page by hand links to one; None where the page
        was not rendered."""
        return None if self.content is None else _places(self.content)


class StandingPage(Page):
    """A page of the navigation that stands in the site already. MkDocs draws it by the template `standing`."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, standing: Standing) -> None:
        super().__init__(title or Markup(standing.title), file, config)  # noqa: S704  (it is HTML)

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing but what has MkDocs draw it by its template."""
        self.markdown, self.meta = "", {"template": STANDING}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing."""
        self.content = ""


class FramedPage(Page):
    """A page that shares its frame, and that the plugin itself writes. Of its content nothing is kept, since MkDocs
    knows all pages at once. Where nothing was drawn, it stands in the site already."""

    def __init__(self, file: File, config: MkDocsConfig, drawn: Drawn) -> None:
        super().__init__(None, file, config)
        self.drawn = drawn if isinstance(drawn, Rendered) else None
        self._has_address = config.site_url is not None

    def _set_canonical_url(self, base: str | None) -> None:
        # There are thousands of them, whose own parts have nothing that an address has to be read for.
        if base and _PLAIN.fullmatch(self.url):
            site, path = _parts(base)
            self.canonical_url, self.abs_url = site + self.url, path + self.url
        else:
            super()._set_canonical_url(base)

    def fill(self, drawn: Rendered, content: Callable[[str, FramedPage], str]) -> None:
        """Read what was drawn. `content` makes of the HTML what is published."""
        made = finished(drawn.drawn)
        self.meta = {**_meta(drawn.about, has_address=self._has_address), "template": FRAMED}
        _stand_elsewhere(self)
        self.content = content(made.html, self)
        self.toc = _contents(made.headings)

    def forget(self) -> None:
        """Let go of what was drawn and read."""
        self.drawn = None
        self.content = None
        self.meta, self.toc = {}, TableOfContents([])
        vars(self).pop("title", None)

    @cached_property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """The places on this page to which a link may lead, read from the page as it was written."""
        return _places(Path(self.file.abs_dest_path).read_text(encoding="utf-8"))


def _meta(about: About, *, has_address: bool) -> dict[str, object]:
    """The front matter. Where the site has an address, it names the page's share picture, and says in words what that shows. Its texts
    are HTML, and themes are not to escape them once more."""
    meta: dict[str, object] = {
        name: Markup(value) if isinstance(value, str) else value  # noqa: S704
        for name, value in about.fields.items()
    }
    if about.shared and has_address:
        meta["card"] = Markup(routes.picture(about.shared.name))  # noqa: S704  (a name of hexadecimal digits)
        meta["carded"] = escape(about.shared.text)
    return meta


def _stand_elsewhere(page: Page) -> None:
    """Have a page that only leads to another name that as what search engines are to list."""
    stands = page.meta.get("stands")
    if stands and page.canonical_url:
        page.canonical_url = page.canonical_url.removesuffix(page.url) + str(stands)


_PLAIN = re.compile("(?:[a-z0-9-]+/)+")


@lru_cache(maxsize=1)
def _parts(base: str) -> tuple[str, str]:
    """The address of a site, and the path in it."""
    address = base if base.endswith("/") else f"{base}/"
    return urljoin(address, "."), urlsplit(address).path.rpartition("/")[0] + "/"


_ID = re.compile(r'\sid="([^"]+)"')


def _places(html: str) -> set[str]:
    return {unescape(it) for it in _ID.findall(html)}


def _contents(headings: Sequence[Heading]) -> TableOfContents:
    """The headings as a tree, each under the nearest of a lower level before it."""
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        while open_ and open_[-1].level >= link.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    if top:
        top[0].active = True  # type: ignore[attr-defined]  # as MkDocs has it
    return TableOfContents(top)
