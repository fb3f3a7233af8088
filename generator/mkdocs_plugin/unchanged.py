"""Finds out how much of what a build would make is there already: the whole site, or some of its pages.

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
from generator.pages import ledger
from generator.pages.making import Before

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.pipeline import Made

FILE = cache.BUILT
"""In the cache: what the last whole build was made from, and what it left."""

_OF_MARKDOWN = {
    "abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs", "legacy_em", "md_in_html",
    "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
}  # fmt: skip
"""Extensions of Python-Markdown that read no files."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests of what decides what a build makes: of everything, and of all but the records, their history and the day,
    on which the frame around a page and the way in which it is drawn do not depend."""

    whole: str
    surroundings: str


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: digests of its inputs, of the site that it wrote and of its ledger, and what it logged about
    the content."""

    inputs: str
    site: str
    said: tuple[tuple[int, str], ...] = ()
    """Level and text of each line."""
    quiet: bool = True
    """Whether nothing else was said than these lines."""
    surroundings: str = ""
    frames: str = ""
    ledger: str = ""


class Building:
    """A build, from before it begins to its end."""

    def __init__(self, root: Path, config: MkDocsConfig, day: str) -> None:
        self._cache = root / cache.FOLDER
        self._inputs = inputs(root, config, day)
        found = read(self._cache)
        stands = found is not None and self._inputs is not None and state(Path(config.site_dir)) == found.site
        self._before = found if stands else None
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        self.said: list[tuple[int, str]] = []
        """What is said about the content, as level and line; the next build says it again where it makes nothing."""

    def passes(self, log: logging.Logger) -> bool:
        """Whether the site that stands there is the one that would be made. Says then what was said when it was
        made."""
        before = self._before
        if before and before.quiet and self._inputs and self._inputs.whole == before.inputs:
            for level, line in before.said:
                log.log(level, line)
            return True
        logging.getLogger("mkdocs").addHandler(self._warnings)
        return False

    def before(self) -> Before | None:
        """The ledger and the pages of the last build, where pages may be taken over from it; None where all have to be made."""
        before = self._before
        if before is None or self._inputs is None or before.surroundings != self._inputs.surroundings:
            return None
        try:
            raw = (self._cache / cache.LEDGER).read_bytes()
            return Before(*ledger.loaded(raw)) if ledger.digest(raw) == before.ledger else None
        except (OSError, ValueError):
            return None

    def frames_stand(self, frames: str) -> bool:
        """Whether the frames of the pages were made of the same before. `frames` is a digest of what they take from the
        archive."""
        return self._before is not None and self._before.frames == frames

    def ended(self, site: Path, made: Made, frames: str) -> None:
        """Record that the site was made from the inputs at the beginning of the build."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._inputs is None:
            return
        raw = ledger.dumped(made.ledger, made.drawn)
        quiet = not any(self._warnings.get_counts())
        built = Built(
            self._inputs.whole,
            state(site),
            tuple(self.said),
            quiet,
            self._inputs.surroundings,
            frames,
            ledger.digest(raw),
        )
        write(self._cache, built, raw)


def inputs(root: Path, config: MkDocsConfig, day: str) -> Inputs | None:
    """Digests of what decides what a build on this day makes; None if something unknown may decide too."""
    if {*config.plugins} != {"archive"} or config.hooks or not {*config.markdown_extensions} <= _OF_MARKDOWN:
        return None
    package = Path(__file__).parents[1]
    templates = theme.own([*map(Path, config.theme.dirs)])
    around = dict.fromkeys([root / "site_config", Path(config.docs_dir), package, *templates])
    but = {Path(config.site_dir), root / cache.FOLDER}
    try:
        surroundings = _digest([*_said(config), *_bytes_of(around, but)])
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        rest = [part.encode("utf-8", "surrogateescape") for part in (surroundings, day, epoch, checked_out(root))]
        return Inputs(_digest([*rest, *_bytes_of([root / "content"], but)]), surroundings)
    except OSError:  # the build says what cannot be read, and where
        return None


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def _said(config: MkDocsConfig) -> Iterator[bytes]:
    # What mkdocs.yml says, with the values of the environment that it asks for, and the options of the command line.
    said = repr(as_written(config))
    yield from (part.encode("utf-8", "surrogateescape") for part in (sys.version, said, config.site_dir))
    yield repr(sorted({(it.name, it.version) for it in distributions()})).encode()
    for name in ("PAGEFIND_BINARY_PATH", pagefind.UNCHANGED):
        yield os.environ.get(name, "").encode()


def _bytes_of(folders: Iterable[Path], but: Collection[Path]) -> Iterator[bytes]:
    for folder in folders:
        for path, file in _files(folder, but):
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


def read(folder: Path) -> Built | None:
    """What the last whole build left word of; None where nothing readable lies there."""
    try:
        held = json.loads((folder / FILE).read_bytes())
        said = tuple((int(level), str(text)) for level, text in held["said"])
        texts = [str(held[name]) for name in ("surroundings", "frames", "ledger")]
        return Built(str(held["inputs"]), str(held["site"]), said, held["quiet"] is True, *texts)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def write(folder: Path, built: Built, raw: bytes = b"") -> None:
    """Record a build, with its ledger, in the cache. If it cannot be written, nothing is recorded."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _put(folder / cache.LEDGER, raw)
        _put(folder / FILE, json.dumps(asdict(built)).encode())
    except OSError:
        return


def _put(file: Path, content: bytes) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
