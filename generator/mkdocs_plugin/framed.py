"""Writes the pages that share a frame. To MkDocs they are files to be copied, not pages: it would read them all before
it writes the first, and hold them all at once.

A page that would be the same as in the site that stands there is not made: the new site has the same file.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, InclusionLevel

from generator.mkdocs_plugin.page import FRAMED, FramedPage
from generator.pages.render import Drawn, Rendered

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

Content = Callable[[str, FramedPage], str]
"""What the plugin makes of the HTML of a page."""


class DrawnFile(File):
    """The file of a page that MkDocs reads. Its text is made when it is asked for, and not held, unless another plugin
    gives it another one."""

    drawn: Rendered

    @property
    def content_string(self) -> str:
        """The page as Markdown with front matter."""
        return self.drawn.text if self._content is None else str(self._content)

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._content = value

    @property
    def content_bytes(self) -> bytes:
        """The same in UTF-8."""
        return self.content_string.encode()

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._content = value.decode()


def drawn_file(uri: str, drawn: Rendered, config: MkDocsConfig) -> DrawnFile:
    """The file of a page by its source path."""
    file = DrawnFile(uri, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)
    file.generated_by = "archive"
    file.drawn = drawn
    return file


class FramedFile(File):
    """The file of a page that shares its frame."""

    def is_documentation_page(self) -> bool:
        """False, so that MkDocs does not read it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: `write` has written the page already."""


def file_of(uri: str, drawn: Drawn, config: MkDocsConfig) -> FramedFile:
    """The file of a page by its source path, and its page."""
    address = File(uri, None, config.site_dir, config.use_directory_urls).dest_uri
    file = FramedFile(
        uri, None, config.site_dir, config.use_directory_urls, dest_uri=address, inclusion=InclusionLevel.NOT_IN_NAV
    )
    file.generated_by = "archive"
    file.edit_uri = drawn.record
    FramedPage(file, config, drawn)
    return file


def write(
    files: Sequence[FramedFile],
    env: jinja2.Environment,
    config: MkDocsConfig,
    nav: Navigation,
    former: Path,
    content: Content,
) -> None:
    """Write the pages of these files, one after the other. `former` is the site that stands there. `content` makes of a
    page's HTML what is published."""
    template = env.get_template(FRAMED)
    for file in files:
        page = file.page
        if not isinstance(page, FramedPage):
            raise TypeError(file.src_uri)
        target = Path(file.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if page.drawn is None:
            _take_over(former / file.dest_uri, target)
            continue
        page.fill(page.drawn, content)
        page.active = True  # marks the section in the navigation
        html = template.render(get_context(nav, (), config, page))
        page.active = False
        page.forget()
        whole = html.encode()
        if not (target.is_file() and target.read_bytes() == whole):  # with --dirty, what is the same keeps its time
            target.write_bytes(whole)


def _take_over(former: Path, target: Path) -> None:
    try:
        target.hardlink_to(former)
    except OSError:  # another file system, or one without hard links
        shutil.copy2(former, target)
