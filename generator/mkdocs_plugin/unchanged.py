"""Finds out whether a build would make the same site as is there already. If so, nothing is built.

What goes into a build is digested by its bytes: records, pages, settings, theme, the generator itself; and by name and
version what else is installed. Of the site only names, sizes and times are compared, as `make` and `git` do. Whatever
cannot be known to be the same makes a whole build: another plugin, a hook, an extension of Markdown that may read
files.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler

from generator import theme
from generator.archive.history import checked_out
from generator.exports import cache
from generator.exports.search import pagefind

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FILE = cache.BUILT
"""In the cache: what the last whole build was made from, and what it left."""

_OF_MARKDOWN = {
    "abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs", "legacy_em", "md_in_html",
    "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
}  # fmt: skip
"""Extensions of Python-Markdown that read no files."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: a digest of its inputs, a digest of the site it wrote, and the lines it logged about the content."""

    inputs: str
    site: str
    said: tuple[tuple[int, str], ...] = ()
    """Level and text of each line."""


class Building:
    """A build, from before it begins to its end."""

    def __init__(self, root: Path, config: MkDocsConfig, day: str) -> None:
        self._cache = root / cache.FOLDER
        self._site = Path(config.site_dir)
        self._inputs = inputs(root, config, day)
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        self.said: list[tuple[int, str]] = []
        """What is said about the content, as level and line; the next build says it again where it makes nothing."""

    def passes(self, log: logging.Logger) -> bool:
        """Whether the site that stands there is the one that would be made. Says then what was said when it was
        made."""
        before = read(self._cache)
        if before and self._inputs == before.inputs and state(self._site) == before.site:
            for level, line in before.said:
                log.log(level, line)
            return True
        logging.getLogger("mkdocs").addHandler(self._warnings)
        return False

    def ended(self, site: Path) -> None:
        """Record that the site was made from the inputs at the beginning of the build; not if there were warnings, so
        that the next build shows them again."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._inputs is not None and not any(self._warnings.get_counts()):
            write(self._cache, Built(self._inputs, state(site), tuple(self.said)))


def inputs(root: Path, config: MkDocsConfig, day: str) -> str | None:
    """A digest of everything that decides what a build on this day makes; None if something unknown may decide too."""
    if {*config.plugins} != {"archive"} or config.hooks or not {*config.markdown_extensions} <= _OF_MARKDOWN:
        return None
    package = Path(__file__).parents[1]
    templates = theme.own([*map(Path, config.theme.dirs)])
    folders = [root / "content", root / "site_config", Path(config.docs_dir), package, *templates]
    whole = hashlib.sha256()
    try:
        for part in _parts(root, config, day, dict.fromkeys(folders)):
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
    except OSError:  # the build says what cannot be read, and where
        return None
    return whole.hexdigest()


def _parts(root: Path, config: MkDocsConfig, day: str, folders: Iterable[Path]) -> Iterator[bytes]:
    # What mkdocs.yml says, with the values of the environment that it asks for, and the options of the command line.
    said = repr(as_written(config))
    yield from (
        part.encode("utf-8", "surrogateescape") for part in (sys.version, day, said, config.site_dir, checked_out(root))
    )
    yield repr(sorted({(it.name, it.version) for it in distributions()})).encode()
    for name in ("SOURCE_DATE_EPOCH", "PAGEFIND_BINARY_PATH", pagefind.UNCHANGED):
        yield os.environ.get(name, "").encode()
    for folder in folders:
        for path, file in _files(folder, {Path(config.site_dir), root / cache.FOLDER}):
            yield f"{folder} {path}".encode("utf-8", "surrogateescape")
            yield hashlib.sha256(file.read_bytes()).digest()


def as_written(config: MkDocsConfig) -> Sequence[Mapping[str, object]]:
    """What mkdocs.yml and the command line say, without the defaults. MkDocs means to take that away some day, and
    warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        written: Sequence[Mapping[str, object]] = config.user_configs
        return written


def _files(folder: Path, but: Collection[Path] = ()) -> Iterator[tuple[str, Path]]:
    """The files below a folder by path, in order; without those below some folders, and without what Python leaves
    there."""
    for below, names, found in os.walk(folder):
        names[:] = sorted(name for name in names if name != "__pycache__" and Path(below, name) not in but)
        for name in sorted(found):
            file = Path(below, name)
            if file.is_file():
                yield str(file.relative_to(folder)), file


def state(site: Path) -> str:
    """A digest of a site's files by name, size and time of change; of none where there is no site."""
    whole = hashlib.sha256()
    for path, file in _files(site) if site.is_dir() else ():
        known = file.stat()
        whole.update(f"{path}\0{known.st_size}\0{known.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def read(cache: Path) -> Built | None:
    """What the last whole build left word of; None where nothing readable lies there."""
    try:
        held = json.loads((cache / FILE).read_bytes())
        said = tuple((int(level), str(text)) for level, text in held["said"])
        return Built(str(held["inputs"]), str(held["site"]), said)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def write(cache: Path, built: Built) -> None:
    """Record a build in the cache. If it cannot be written, nothing is recorded."""
    part = cache / f"{FILE}.{os.getpid()}"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(built)), encoding="utf-8")
        part.replace(cache / FILE)
    except OSError:
        part.unlink(missing_ok=True)
