"""Writes the pages that share a frame. MkDocs treats them as files to copy, not as pages: it would read all pages
before writing the first, and keep them all in memory.

A page that would be the same as in the existing site is not written: the new site gets the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, InclusionLevel

from generator.exports.linked import Folders
from generator.mkdocs_plugin.page import FRAMED, FramedPage
from generator.pages.render import Drawn, Rendered, UnchangedPage
from generator.records.files import write_file

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    from generator.pipeline import Build

Tied = Callable[[str, FramedPage], str]
"""What the plugin makes of a page's HTML."""

Reuse = Callable[[str], None]
"""Called with a path, lets the new site have the former one's file at this path."""

Content = str | bytes | Callable[[], str | bytes] | None
"""The content of a file: a text or bytes, or a function that returns these; None if it is as in the former site."""


class TextFile(File):
    """A file whose content is produced on demand and not kept, unless another plugin replaces it."""

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
        """The content as bytes, a text in UTF-8."""
        content = self.text() if self._content is None else self._content
        return content.encode() if isinstance(content, str) else content

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._content = value

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file into the site."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.content_bytes)

    def is_modified(self) -> bool:
        """True, since the content has no modification time to compare."""
        return True


def text_file(
    uri: str,
    text: Callable[[], str | bytes],
    config: MkDocsConfig,
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
) -> TextFile:
    """A file with this text by source path."""
    file = TextFile(uri, None, config.site_dir, config.use_directory_urls, inclusion=inclusion)
    file.generated_by = "archive"
    file.text = text
    return file


class StandingFile(File):
    """A file that would be the same as in the former site."""

    reuse: Reuse

    def copy_file(self, dirty: bool = False) -> None:
        """Let the new site have the former one's file."""
        self.reuse(self.dest_uri)

    def is_modified(self) -> bool:
        """True, since the new site does not have it yet."""
        return True


def file_beside(uri: str, content: Content, config: MkDocsConfig, reuse: Reuse) -> File:
    """A file beside the pages, by its source path."""
    if isinstance(content, str | bytes):
        return File.generated(config, uri, content=content)
    if content is not None:
        return text_file(uri, content, config)
    file = StandingFile(uri, None, config.site_dir, config.use_directory_urls)
    file.generated_by, file.reuse = "archive", reuse
    return file


class FramedFile(File):
    """The file of a page that shares its frame."""

    is_placed = False

    def is_documentation_page(self) -> bool:
        """False, so that MkDocs does not read it. True only while its path is computed, so that it is placed like a
        page."""
        return not self.is_placed

    def copy_file(self, dirty: bool = False) -> None:
        """Do nothing: `write` has already written the page."""


def file_of(uri: str, drawn: Drawn, config: MkDocsConfig) -> FramedFile:
    """The file of a page by source path, with its page."""
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
    content: Tied,
) -> None:
    """Write these files, whose pages were all drawn, one after another. `content` converts a page's HTML to what is
    published."""
    template = env.get_template(FRAMED)
    folders = Folders()
    for file in files:
        page = file.page
        if not isinstance(page, FramedPage) or page.drawn is None:
            raise TypeError(file.src_uri)
        folders.make_parent(file.abs_dest_path)
        target = Path(file.abs_dest_path)
        page.fill(page.drawn, content)
        page.active = True  # highlights the section in the navigation
        html = template.render(get_context(nav, (), config, page))
        page.active = False
        page.forget()
        whole = html.encode()
        try:
            with open(file.abs_dest_path, "xb") as new:  # noqa: PTH123  (a Path takes longer)
                new.write(whole)
        except FileExistsError:
            if target.read_bytes() != whole:  # with --dirty, an unchanged file keeps its modification time
                # atomically, since a server may be reading it, and a hard link may share it with another site
                write_file(target, whole)


def standing(page: Drawn) -> UnchangedPage:
    """The page without its text, after it was written."""
    return (
        page if isinstance(page, UnchangedPage) else UnchangedPage(page.digest, page.record, page.title, page.picture)
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """How a build laid out the pages that share a frame, so that more of them can be written without another build."""

    files: Mapping[str, FramedFile]
    """By source path."""
    env: jinja2.Environment
    config: MkDocsConfig
    nav: Navigation
    content: Tied

    def written(self, build: Build) -> Build:
        """The build with its drawn pages written, and replaced by pages without text. Pages that the build did not know
        are left as they are."""
        return replace(build, all_pages=self.put(build.all_pages))

    def put(self, pages: Mapping[str, Drawn]) -> dict[str, Drawn]:
        """Write drawn pages, by source path, and return all pages, with the written ones without text."""
        drawn = {uri: page for uri, page in pages.items() if isinstance(page, Rendered) and uri in self.files}
        files = [self._anew(uri, page) for uri, page in drawn.items()]
        write(files, self.env, self.config, self.nav, self.content)
        return {**pages, **{uri: standing(page) for uri, page in drawn.items()}}

    def _anew(self, uri: str, page: Rendered) -> FramedFile:
        file, former = file_of(uri, page, self.config), self.files[uri].page
        if file.page is not None and former is not None:
            file.page.parent, file.page.update_date = former.parent, former.update_date
        return file
