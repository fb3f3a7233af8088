"""Pages of the archive for MkDocs: finished HTML, so that Python-Markdown has nothing to do."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.pages.finished import Heading, finished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from generator.pages.render import Rendered


class GeneratedPage(Page):
    """A page that the generator drew. Where another plugin has changed its source, it is Markdown to MkDocs as any other."""

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, rendered: Rendered, template: str | None = None
    ) -> None:
        super().__init__(title, file, config)
        self._rendered = rendered
        self._template = template

    def read_source(self, config: MkDocsConfig) -> None:
        """The source and its front matter, as they were drawn."""
        if config.plugins.on_page_read_source(page=self, config=config) is not None:
            super().read_source(config)
            return
        self.markdown = self._rendered.drawn
        self.meta = dict(self._rendered.fields)
        if self._template is not None:
            self.meta["template"] = self._template

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The HTML and the table of contents. Links are right already, since the generator made them: MkDocs checks none."""
        if self.markdown is not self._rendered.drawn:
            super().render(config, files)
            return
        made = finished(self.markdown)
        self.content = made.html
        self.toc = _contents(made.headings)

    @cached_property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """The places on this page to which a link may lead. MkDocs asks only where a page by hand links to one; None where the page
        was not rendered."""
        return None if self.content is None else {unescape(it) for it in _ID.findall(self.content)}


_ID = re.compile(r'\sid="([^"]+)"')


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
