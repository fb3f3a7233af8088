"""Finds out how much of a build's output already exists: the whole site, or some of its pages.

A build's inputs are hashed by content (records, pages, settings, theme, the generator itself), and other installed
packages by name and version. For the site, only names, sizes and times are compared, as `make` and `git` do. Anything
that cannot be known to be the same causes a whole build: another plugin, a hook, a Markdown extension that may read
files.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler

from generator import theme
from generator.archive.history import history_key, tag_log
from generator.exports import cache
from generator.exports.spill import SpillFile
from generator.pages import ledger
from generator.pages.making import EarlierRun
from generator.records import files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.pipeline import Build

FILE = cache.BUILT
"""The file in the cache that records what the last whole build was made from, and its output."""

_OF_MARKDOWN = {
    "abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs", "legacy_em", "md_in_html",
    "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
}  # fmt: skip
"""Extensions of Python-Markdown that read no files."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests of a build's inputs: of all of them (`whole`), and without the records, their history and the day, which
    do not affect frames or how pages are drawn (`surroundings`)."""

    whole: str
    surroundings: str


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: digests of its inputs, its site and its ledger, and what it logged about the content."""

    inputs: str
    site: str
    said: tuple[tuple[int, str], ...] = ()
    """Level and text of each line."""
    quiet: bool = True
    """Whether nothing else was logged than these lines."""
    surroundings: str = ""
    frames: str = ""
    ledger: str = ""
    beside: tuple[str, ...] = ()
    """The files beside the pages that stay the same as long as the ledger's `file_inputs` do, by path in the site."""


class Building:
    """A build, from before it begins until it ends."""

    def __init__(self, root: Path, config: MkDocsConfig, day: str, site: Path | None = None) -> None:
        """`site` is the folder into which a build writes; by default the configured one, which a server overrides."""
        self._cache = root / cache.FOLDER
        site = Path(site or config.site_dir)
        self._inputs = inputs(root, config, day, site)
        found = read(self._cache)
        stands = found is not None and self._inputs is not None and state(site) == found.site
        self._before = found if stands else None
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        self._aside: SpillFile | None = None
        self._ledger: Callable[[], bytes] = bytes
        self._file_inputs = ""  # of the last build
        self.beside: tuple[str, ...] = ()
        """See `Built.beside`."""
        self.said: list[tuple[int, str]] = []
        """The lines logged about the content, as level and text; the next build repeats them if it makes nothing."""

    def passes(self, log: logging.Logger) -> bool:
        """Whether the existing site is what the build would make. If so, logs again what was logged when it was
        made."""
        before = self._before
        if before and before.quiet and self._inputs and self._inputs.whole == before.inputs:
            for level, line in before.said:
                log.log(level, line)
            return True
        logging.getLogger("mkdocs").addHandler(self._warnings)
        return False

    @property
    def site_stands(self) -> bool:
        """Whether the existing site is as the last build left it."""
        return self._before is not None

    @property
    def surroundings(self) -> str | None:
        """The digest of all inputs except records, on which the frames of pages depend; None if there may be unknown
        inputs."""
        return self._inputs.surroundings if self._inputs else None

    def left(self) -> tuple[bytes, Built] | None:
        """The ledger of the last build, as written, and the rest of its record; None if its site has changed since."""
        try:
            raw = (self._cache / cache.LEDGER).read_bytes()
        except OSError:
            return None
        return (raw, self._before) if self._before and ledger.read_digest(raw) == self._before.ledger else None

    def before(self) -> EarlierRun | None:
        """The ledger and the pages of the last build, if pages may be reused from it; None if all have to be made."""
        if self._before is None or self._before.surroundings != self.surroundings:
            return None
        left = self.left()
        try:
            before = EarlierRun(*ledger.load(left[0])) if left else None
        except ValueError:
            return None
        self._file_inputs = before.ledger.file_inputs if before else ""
        return before

    def standing_beside(self, now: ledger.Ledger) -> Sequence[str]:
        """The paths of the files beside the pages that do not depend on bodies and are unchanged in the site; empty if
        anything else has changed. Call it after `before`; `now` is the ledger of this build."""
        return () if self._before is None or now.file_inputs != self._file_inputs else self._before.beside

    def frames_stand(self, frames: str) -> bool:
        """Whether the frames took the same from the archive in the last build. `frames` is a digest of what they
        take."""
        return self._before is not None and self._before.frames == frames

    def keep(self, build: Build) -> None:
        """Keep what `ended` has to record about the result."""
        if self._inputs:
            self._aside = SpillFile(self._cache)  # not in memory, which the search index needs
            self._ledger = self._aside.put_bytes(ledger.dump(build.ledger, build.all_pages))

    def ended(self, site: Path, frames: str) -> None:
        """Record that the site was made from the inputs at the start of the build."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._inputs is None:
            return
        raw = self._ledger()
        quiet = not any(self._warnings.get_counts())
        built = Built(
            self._inputs.whole,
            state(site),
            tuple(self.said),
            quiet,
            self._inputs.surroundings,
            frames,
            ledger.read_digest(raw),
            self.beside,
        )
        write(self._cache, built, raw)
        if self._aside is not None:
            self._aside.close()


def inputs(root: Path, config: MkDocsConfig, day: str, site: Path) -> Inputs | None:
    """Digests of the inputs of a build on this day into this folder; None if there may be unknown inputs."""
    if {*config.plugins} != {"archive"} or config.hooks or not {*config.markdown_extensions} <= _OF_MARKDOWN:
        return None
    package = Path(__file__).parents[1]
    templates = theme.own([*map(Path, config.theme.dirs)])
    around = dict.fromkeys([root / "site_config", Path(config.docs_dir), package, *templates])
    but = {site, root / cache.FOLDER}
    try:
        surroundings = _digest([*_said(config, site), *_bytes_of(around, but)])
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        rest = [
            part.encode("utf-8", "surrogateescape")
            for part in (surroundings, day, epoch, history_key(root), tag_log(root))
        ]
        return Inputs(_digest([*rest, *_bytes_of([root / "content"], but)]), surroundings)
    except OSError:  # the build reports what cannot be read, and where
        return None


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


_OF_THE_RUN = {"config_file", "site_dir", "dev_addr", "strict"}
"""Options of a single run, which do not affect pages."""


def _said(config: MkDocsConfig, site: Path) -> Iterator[bytes]:
    # The settings of mkdocs.yml, with environment variables resolved, and the command line options.
    said = {name: value for part in as_written(config) for name, value in part.items() if name not in _OF_THE_RUN}
    parts = (sys.version, repr(sorted(said.items())), str(site))
    yield from (part.encode("utf-8", "surrogateescape") for part in parts)
    yield repr(sorted(installed())).encode()
    yield os.environ.get("PAGEFIND_BINARY_PATH", "").encode()


def installed() -> set[str]:
    """The installed packages with their versions, from the names of their metadata folders: reading the metadata would
    take as long as reading an archive of hundreds of records."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            found |= {name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info"))}  # noqa: PTH208
    return found


def _bytes_of(folders: Iterable[Path], but: Collection[Path]) -> Iterator[bytes]:
    for folder in folders:
        for path, file in _files(folder, but):
            yield f"{folder} {path}".encode("utf-8", "surrogateescape")
            yield hashlib.sha256(file.read_bytes()).digest()


def as_written(config: MkDocsConfig) -> Sequence[Mapping[str, object]]:
    """The settings of mkdocs.yml and the command line, without defaults. MkDocs plans to remove this attribute, and
    warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        written: Sequence[Mapping[str, object]] = config.user_configs
        return written


def _files(folder: Path, but: Collection[Path] = ()) -> Iterator[tuple[str, Path]]:
    """The files below a folder by path, sorted; without those below the folders `but`, and without Python's caches."""
    for below, names, found in os.walk(folder):
        names[:] = sorted(name for name in names if name != "__pycache__" and Path(below, name) not in but)
        for name in sorted(found):
            file = Path(below, name)
            if file.is_file():
                yield str(file.relative_to(folder)), file


def state(site: Path) -> str:
    """A digest of the names, sizes and modification times of a site's files; of an empty list if there is no site."""
    lines: list[str] = []
    if site.is_dir():
        _state_below(str(site), "", lines)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _state_below(folder: str, above: str, lines: list[str]) -> None:
    """Append a line for each file below a folder, in order. This must be fast: a site has tens of thousands of
    files."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _state_below(entry.path, f"{above}{entry.name}/", lines)
        elif entry.is_file():
            known = entry.stat()
            lines.append(f"{above}{entry.name}\0{known.st_size}\0{known.st_mtime_ns}\n")


def read(folder: Path) -> Built | None:
    """The record of the last whole build; None if there is none that can be read."""
    try:
        held = json.loads((folder / FILE).read_bytes())
        said = tuple((int(level), str(text)) for level, text in held["said"])
        texts = [str(held[name]) for name in ("surroundings", "frames", "ledger")]
        beside = (*map(str, held["beside"]),)
        surroundings, frames, of_ledger = texts
        return Built(
            str(held["inputs"]), str(held["site"]), said, held["quiet"] is True, surroundings, frames, of_ledger, beside
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def write(folder: Path, built: Built, raw: bytes = b"") -> None:
    """Record a build, with its ledger, in the cache. If it cannot be written, nothing is recorded."""
    try:
        files.write_file(folder / cache.LEDGER, raw)
        files.write_file(folder / FILE, json.dumps(asdict(built)).encode())
    except OSError:
        return
