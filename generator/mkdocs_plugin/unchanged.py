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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler

from generator import theme
from generator.archive.history import checked_out, tagged
from generator.exports import cache
from generator.exports.aside import Aside
from generator.pages import ledger
from generator.pages.making import Before
from generator.records import files

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
    beside: tuple[str, ...] = ()
    """The files beside the pages that are the same as long as the footing of the ledger is, by path in the site."""


class Building:
    """A build, from before it begins to its end."""

    def __init__(self, root: Path, config: MkDocsConfig, day: str, site: Path | None = None) -> None:
        """`site` is the folder that a build writes; by default that of the configuration, which a server sets to another one."""
        self._cache = root / cache.FOLDER
        self._site = Path(site or config.site_dir)
        self._inputs = inputs(root, config, day, self._site)
        found = read(self._cache)
        stands = found is not None and self._inputs is not None and state(self._site) == found.site
        self._before = found if stands else None
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        self._aside: Aside | None = None
        self._ledger: Callable[[], bytes] = bytes
        self._footing = ""  # of the last build
        self.beside: tuple[str, ...] = ()
        """See `Built.beside`."""
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

    @property
    def site_stands(self) -> bool:
        """Whether the site that stands there is as the last build left it."""
        return self._before is not None

    @property
    def surroundings(self) -> str | None:
        """The digest of all but the records, on which the frames of pages depend; None where something unknown may decide too."""
        return self._inputs.surroundings if self._inputs else None

    def left(self) -> tuple[bytes, Built] | None:
        """The ledger of the last build, as it was written, and what else that left word of; None where its site is another by now."""
        try:
            raw = (self._cache / cache.LEDGER).read_bytes()
        except OSError:
            return None
        return (raw, self._before) if self._before and ledger.digest(raw) == self._before.ledger else None

    def before(self) -> Before | None:
        """The ledger and the pages of the last build, where pages may be taken over from it; None where all have to be made."""
        if self._before is None or self._before.surroundings != self.surroundings:
            return None
        left = self.left()
        try:
            before = Before(*ledger.loaded(left[0])) if left else None
        except ValueError:
            return None
        self._footing = before.ledger.footing if before else ""
        return before

    def standing_beside(self, now: ledger.Ledger) -> Mapping[str, Path]:
        """The files beside the pages, by path, that no words of a body change and that stand in the site as they would be made now; none
        where anything else has changed. `before` was asked for, and `now` is the ledger of this build."""
        if self._before is None or now.footing != self._footing:
            return {}
        return {path: self._site / path for path in self._before.beside}

    def frames_stand(self, frames: str) -> bool:
        """Whether the frames of the pages were made of the same before. `frames` is a digest of what they take from the
        archive."""
        return self._before is not None and self._before.frames == frames

    def keep(self, made: Made) -> None:
        """Keep of what was made what `ended` is to record."""
        if self._inputs:
            self._aside = Aside(self._cache)  # and not in memory, while the search's index is made
            self._ledger = self._aside.put_bytes(ledger.dumped(made.ledger, made.drawn))

    def ended(self, site: Path, frames: str) -> None:
        """Record that the site was made from the inputs at the beginning of the build."""
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
            ledger.digest(raw),
            self.beside,
        )
        write(self._cache, built, raw)
        if self._aside is not None:
            self._aside.close()


def inputs(root: Path, config: MkDocsConfig, day: str, site: Path) -> Inputs | None:
    """Digests of what decides what a build on this day makes of the site in this folder; None if something unknown may decide too."""
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
            for part in (surroundings, day, epoch, checked_out(root), tagged(root))
        ]
        return Inputs(_digest([*rest, *_bytes_of([root / "content"], but)]), surroundings)
    except OSError:  # the build says what cannot be read, and where
        return None


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


_OF_THE_RUN = {"config_file", "site_dir", "dev_addr", "strict"}
"""What the command line says of a run, and what changes no page."""


def _said(config: MkDocsConfig, site: Path) -> Iterator[bytes]:
    # What mkdocs.yml says, with the values of the environment that it asks for, and the options of the command line.
    said = {name: value for part in as_written(config) for name, value in part.items() if name not in _OF_THE_RUN}
    parts = (sys.version, repr(sorted(said.items())), str(site))
    yield from (part.encode("utf-8", "surrogateescape") for part in parts)
    yield repr(sorted(installed())).encode()
    yield os.environ.get("PAGEFIND_BINARY_PATH", "").encode()


def installed() -> set[str]:
    """What is installed, each with its version, by the names of the folders that say so: to read what stands in them takes as long as
    reading an archive of hundreds of records."""
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
    lines: list[str] = []
    if site.is_dir():
        _state_below(str(site), "", lines)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _state_below(folder: str, above: str, lines: list[str]) -> None:
    """Add a line for each file below a folder, in order. A site has tens of thousands of them."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _state_below(entry.path, f"{above}{entry.name}/", lines)
        elif entry.is_file():
            known = entry.stat()
            lines.append(f"{above}{entry.name}\0{known.st_size}\0{known.st_mtime_ns}\n")


def read(folder: Path) -> Built | None:
    """What the last whole build left word of; None where nothing readable lies there."""
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
        files.put(folder / cache.LEDGER, raw)
        files.put(folder / FILE, json.dumps(asdict(built)).encode())
    except OSError:
        return
