"""The folders of builds: caches and output."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from generator.exports import cache
from generator.mkdocs_plugin import unchanged

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def own_site(config: MkDocsConfig) -> Path:
    """The folder into which a build writes the site. A server overrides it."""
    said = unchanged.as_written(config)[0].get("site_dir", "site")
    return Path(config.config_file_path).parent.absolute() / str(said)


def place(uri: str, config: MkDocsConfig) -> str:
    """A page's path in the site, by its source path."""
    return File(uri, None, config.site_dir, config.use_directory_urls).dest_uri


def read_or_none(file: Path) -> bytes | None:
    """The content of a file; None if it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def root(config: MkDocsConfig) -> Path:
    """The root folder of the archive."""
    return Path(config.config_file_path).resolve().parent


def pages(config: MkDocsConfig) -> Path:
    """The folder of the pages that MkDocs reads as files."""
    return root(config) / cache.FOLDER / cache.PAGES


def ready(config: MkDocsConfig) -> Path:
    """A file that is touched when the remaining pages are ready, so that the server builds again."""
    return root(config) / cache.FOLDER / cache.READY


def show(file: Path) -> None:
    """Make the server show what has been written, by changing the file returned by `ready`."""
    file.write_text(f"{time.time_ns()}\n", encoding="utf-8")


_SITES = ("index.html", "404.html", "sitemap.xml")


def is_clearable(folder: Path) -> bool:
    """Whether a build may clear a folder: it contains a site, or only what MkDocs keeps."""
    visible = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
    return not visible or not visible.isdisjoint(_SITES)


def beside(config: MkDocsConfig) -> Path:
    """The folder of the files beside the pages, which MkDocs copies."""
    return root(config) / cache.FOLDER / cache.BESIDE
