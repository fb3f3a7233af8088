"""Small archives for tests: written from a mapping of paths to texts, and read back by the phases."""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.archive.archive import Archive
from generator.archive.link import link
from generator.pages import render, units
from generator.pages.page import Page
from generator.records.load import load
from generator.routes import FOLDER_OF

Content = str | Mapping[str, str | int] | None
"""A text; {base64: …} for bytes that are not text; {repeat: …, times: …} for long texts; None for no file."""


def write(root: Path, files: Mapping[str, Content]) -> Path:
    """Write these files below `root`, delete those that are None, and return `root`."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        file = root / path
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_bytes(content))
    return root


def _bytes(content: str | Mapping[str, str | int]) -> bytes:
    if isinstance(content, str):
        return content.encode()
    if "base64" in content:
        return base64.b64decode(str(content["base64"]), validate=True)
    return str(content["repeat"]).encode() * int(content["times"])


def archive_of(root: Path, files: Mapping[str, Content]) -> Archive:
    """The linked archive from these files, which must have no problems."""
    contents = load(write(root, files))
    archive, faults = link(contents)
    assert [*map(str, contents.problems), *map(str, faults)] == []
    return archive


def article(body: str = "Words.", more: str = "", **keys: str | None) -> str:
    """An article with these keys in the order given, each value as YAML; keys that are None are left out, and `title`
    defaults to T. `more` are further lines of its record, verbatim."""
    given = {"title": "T", **keys}
    lines = "".join(f"{key}: {value}\n" for key, value in given.items() if value is not None)
    return f"---\n{lines}{more}---\n{body}\n"


def articles(**texts: str) -> dict[str, str]:
    """The files of articles by id; underscores become hyphens."""
    return {f"content/articles/2025/{name.replace('_', '-')}.md": text for name, text in texts.items()}


ENTITIES = ("people", "organisations", "places", "documents", "former ids")


def pages_of(archive: Archive, *sections: str) -> Iterator[Page]:
    """The pages of every record in these sections, and of their indexes, each planned on demand."""
    for unit in units(archive):
        section = FOLDER_OF[archive.kind(unit.name)] if unit.name in archive else unit.name.strip("/")
        if section in sections:
            yield from unit.pages(archive)


def by_path(pages: Iterable[Page]) -> dict[str, Page]:
    """The pages by path."""
    return {page.path: page for page in pages}


def at_path(pages: Iterable[Page], path: str) -> Page:
    """The page at this path. If pages are planned one by one, only those up to it are planned."""
    return next(page for page in pages if page.path == path)


def draw(page: Page) -> str:
    """The text of a page without the days from which its parts were known, which most tests ignore."""
    return re.sub(r' data-published="[^"]*"', "", render.draw(page))
