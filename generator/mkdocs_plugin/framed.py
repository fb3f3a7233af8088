"""Writes the pages that share a frame. To MkDocs they are files to be copied, not pages: it would read them all before
it writes the first, and hold them all at once.

A page that would be the same as in the site that stands there is not made: the new site has the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, InclusionLevel

from generator.exports.linked import Folders, have_too
from generator.mkdocs_plugin.page import FRAMED, FramedPage
from generator.pages.render import Drawn, Rendered, Standing
from generator.records.files import put

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    from generator.pipeline import Made

Tied = Callable[[str, FramedPage], str]
"""What the plugin makes of the HTML of a page."""

Content = str | bytes | Callable[[], str | bytes] | Path
"""Of a file: its text or its bytes, what makes or reads these, or a file that has them already."""


class TextFile(File):
    """A file whose text, or bytes, are made or read when they are asked for, and not held, unless another plugin gives it others."""

    text: Callable[[], str | bytes]

    @property
    def content_string(self) -> str:
        """The text."""
        return self.content_bytes.decode()

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._content = value

    @property
    def content_bytes(self) -> bytes:
        """The same in UTF-8."""
        content = self.text() if self._content is None else self._content
        return content.encode() if isinstance(content, str) else content

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._content = value

    def copy_file(self, dirty: bool = False) -> None:
        """Write it where the site has it."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.content_bytes)

    def is_modified(self) -> bool:
        """True, since it is no file that could be older than that of the site."""
        return True


def text_file(
    uri: str,
    text: Callable[[], str | bytes],
    config: MkDocsConfig,
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
) -> TextFile:
    """The file of a text by its source path."""
    file = TextFile(uri, None, config.site_dir, config.use_directory_urls, inclusion=inclusion)
    file.generated_by = "archive"
    file.text = text
    return file


class StandingFile(File):
    """A file that stands in the former site as it would be made now."""

    former: Path

    def copy_file(self, dirty: bool = False) -> None:
        """Have it in the new site too."""
        Path(self.abs_dest_path).parent.mkdir(parents=True, exist_ok=True)
        have_too(str(self.former), self.abs_dest_path)

    def is_modified(self) -> bool:
        """True, since the new site has none yet."""
        return True


def file_beside(uri: str, content: Content, config: MkDocsConfig) -> File:
    """A file beside the pages by its source path."""
    if isinstance(content, str | bytes):
        return File.generated(config, uri, content=content)
    if not isinstance(content, Path):
        return text_file(uri, content, config)
    file = StandingFile(uri, None, config.site_dir, config.use_directory_urls)
    file.generated_by, file.former = "archive", content
    return file


class FramedFile(File):
    """The file of a page that shares its frame."""

    is_placed = False

    def is_documentation_page(self) -> bool:
        """False, so that MkDocs does not read it; but it stands where that has pages."""
        return not self.is_placed

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: `write` has written the page already."""


def file_of(uri: str, drawn: Drawn, config: MkDocsConfig) -> FramedFile:
    """The file of a page by its source path, and its page."""
    file = FramedFile(uri, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)
    file.is_placed = bool(file.dest_uri)
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
    content: Tied,
) -> None:
    """Write the pages of these files, one after the other. `former` is the site that stands there. `content` makes of a
    page's HTML what is published."""
    template = env.get_template(FRAMED)
    folders = Folders()
    for file in files:
        page = file.page
        if not isinstance(page, FramedPage):
            raise TypeError(file.src_uri)
        folders.above(file.abs_dest_path)
        if page.drawn is None:
            have_too(f"{former}/{file.dest_uri}", file.abs_dest_path)
            continue
        target = Path(file.abs_dest_path)
        page.fill(page.drawn, content)
        page.active = True  # marks the section in the navigation
        html = template.render(get_context(nav, (), config, page))
        page.active = False
        page.forget()
        whole = html.encode()
        try:
            with open(file.abs_dest_path, "xb") as new:  # noqa: PTH123  (a Path takes longer)
                new.write(whole)
        except FileExistsError:
            if target.read_bytes() != whole:  # with --dirty, what is the same keeps its time
                put(target, whole)  # a server may be asked for it meanwhile; and the file may be another site's too


def standing(page: Drawn) -> Standing:
    """A page that was written, without its text."""
    return page if isinstance(page, Standing) else Standing(page.digest, page.record, page.title, page.picture)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a build laid out the pages that share a frame, so that others can be written in their place without it."""

    files: Mapping[str, FramedFile]
    """By source path."""
    env: jinja2.Environment
    config: MkDocsConfig
    nav: Navigation
    content: Tied

    def written(self, made: Made) -> Made:
        """The same, where those pages that were drawn are written, as far as the build knew them, and held no more."""
        return replace(made, drawn=self.put(made.drawn))

    def put(self, pages: Mapping[str, Drawn]) -> dict[str, Drawn]:
        """The same of some pages, by source path."""
        drawn = {uri: page for uri, page in pages.items() if isinstance(page, Rendered) and uri in self.files}
        files = [self._anew(uri, page) for uri, page in drawn.items()]
        write(files, self.env, self.config, self.nav, Path(self.config.site_dir), self.content)
        return {**pages, **{uri: standing(page) for uri, page in drawn.items()}}

    def _anew(self, uri: str, page: Rendered) -> FramedFile:
        file, former = file_of(uri, page, self.config), self.files[uri].page
        if file.page is not None and former is not None:
            file.page.parent, file.page.update_date = former.parent, former.update_date
        return file
