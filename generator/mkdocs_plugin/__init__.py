"""The plugin for MkDocs: it hands over the pages of the archive, has its sources watched, and links pages to their
records for editing.

Nothing outside this folder knows MkDocs. A build is made beside the previous site and replaces it when it is complete,
so that a build that fails leaves the previous site as it is. With a server, or with --dirty, the site is changed in
place.
"""

import hashlib
import logging
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

import click
import jinja2
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import Markup
from mkdocs.config import Config
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from generator import collector, guide, pipeline, routes, theme
from generator.archive.archive import Archive
from generator.drawing.shared import Shared
from generator.exports import cache, emit, pictures, policy, swap
from generator.exports.aside import Aside, Texts
from generator.exports.search import pagefind
from generator.exports.search.entries import Entry
from generator.exports.search.terms import Searching
from generator.mkdocs_plugin import background, frame, framed, sitemap, targets, unchanged
from generator.mkdocs_plugin.kept import KeptSite
from generator.mkdocs_plugin.page import FramedPage, GeneratedPage, StandingPage
from generator.pages import empty_indexes, ledger, signposts, site_settings
from generator.pages.finished import section_link
from generator.pages.ledger import Ledger
from generator.pages.navigation import navigation
from generator.pages.parts.written import linked, usual
from generator.pages.render import Drawn, Rendered, Standing, sayings
from generator.problems import Place, Problem, RefusedError, in_order, stops
from generator.progress import Progress
from generator.records import leftovers, load
from generator.records.load import Contents
from generator.records.settings import Colour, Settings
from generator.reports import count
from generator.serving import Session, Work
from generator.text import english, messages
from generator.text.languages import direction
from generator.text.markup import escaped_markdown
from generator.text.messages import _
from generator.timings import Step, Timings, as_json, as_table

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# A child of the "mkdocs" logger, so that its lines look like those of MkDocs, and have no name of a plugin before the path.
log = logging.getLogger("mkdocs.plugins.archive")

WATCHED = ("content", "site_config")

TIMINGS = "ARCHIVE_TIMINGS"
"""The variable that has a build say what its phases took."""

_COLOUR = "assets/colour.css"
"""The style sheet for the colour that an archive sets."""

_EXTENSIONS = ("attr_list", "md_in_html")


class ArchiveOptions(Config):
    """The options of the plugin in mkdocs.yml."""

    repository = options.Optional(options.Type(str))
    """The address of the repository, for "edit this page"; without one there is no such link."""
    edit = options.Type(str, default="edit/main/")
    """What comes between the address of the repository and the path of a file. It depends on the host."""
    publish = options.Type(bool, default=False)
    """Whether the site is built to be published. If so, `site_url` is required."""


class ArchivePlugin(BasePlugin[ArchiveOptions]):
    """One instance serves all builds of a `mkdocs serve`."""

    def __init__(self) -> None:
        self.serving = False
        self.publishing = False
        self.dirty = False
        # Whether the command only builds, so that nothing is to be done where nothing has changed.
        self.may_pass = False
        self.building: unchanged.Building | None = None
        self.making: swap.Making | None = None  # a whole build, made beside the site
        self.site = ""  # the folder that it replaces, as `site_dir` was set
        self.by_and_by = False
        self.session = Session()
        self.turning = threading.Lock()  # held while `session` is replaced by one that was derived from it
        self.beside: Mapping[str, framed.Content] = {}  # the files beside the pages
        self.sitemaps: dict[str, str] = {}  # what sitemap.xml names, by name
        self.guide: dict[str, str] = {}
        self.english: frozenset[str] = frozenset()  # pages of the guide, where the site speaks another language
        self.settings = Settings()
        self.progress = Progress(sys.stderr)
        self.timings = Timings()
        self.pages = 0  # how many MkDocs reads and lays out
        self.read = self.laid_out = 0  # how many it has read, and laid out, so far
        self.indexing = threading.Lock()
        self.ours: Mapping[str, Drawn] = {}  # the pages that the generator drew, by source path
        # Whether the plugin writes pages itself. Only builds turn it on: `archive generate` asks for the files and wants all pages.
        self.frames_pages = False
        self.framed: list[framed.FramedFile] = []  # of these, those that the plugin writes
        # Of a server: whether other processes build for it, the site that it keeps for the next one, and the files of its pages.
        self.apart = self.keeps = False
        self.kept: KeptSite | None = None
        self.stands = False  # whether the site of the last server is shown, and nothing was built yet
        self.watcher: background.Watcher | None = None
        self.builder: background.Builder | None = None
        self.surroundings: str | None = None
        self.frames = ""  # a digest of what the frames of the pages took from the archive
        self.places: Mapping[str, str] = {}
        # Whether files that the last server left are written again, since what decides them may have changed, and then which
        # files there are.
        self.anew = False
        self.written: frozenset[str] = frozenset()
        self.work: Work = "nothing"
        self.told = 0  # when `ready` was written last
        self.indexing_apart: ForkProcess | None = None
        self.layout: framed.Layout | None = None  # how the last build laid out pages
        self.docs = ""  # the folder of pages written by hand
        self.index_places = (Path(), Path())  # the cache and the site
        self.nav: Navigation | None = None
        self.shared: dict[str, Shared] = {}  # what the share pictures show of pages that were drawn, by name
        self.drawing: list[ForkProcess] = []  # the processes that draw them
        self.pictures: Path | None = (
            None  # where they are kept; None where pages name none, since the site has no address
        )
        self.card = ""  # the name of the archive's own picture in the cache
        self.aside: Aside | None = None  # where the texts of pages are until they are written

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving, self.publishing, self.dirty = command == "serve", command == "gh-deploy", dirty
        self.may_pass = command == "build" and not dirty
        # Without --dirty MkDocs renders every page anew, so that edited ones cannot come first.
        self.by_and_by = self.serving and dirty
        self.apart = self.keeps = self.by_and_by and _reloads() and background.is_possible()
        if command == "build" and log.isEnabledFor(logging.INFO):  # not with --quiet
            self._watch()

    def _watch(self) -> None:
        """Have a build show on a terminal how far it has come. A line of the log takes the place of what is shown."""
        self.timings = Timings(self.progress)
        for handler in logging.getLogger("mkdocs").handlers:
            handler.addFilter(self._cleared)

    def _cleared(self, _record: logging.LogRecord) -> bool:
        self.progress.clear()
        return True

    def _say_timings(self) -> None:
        """Say what the phases took, if that was asked for. A server goes on and on, and says nothing."""
        self.timings.turn(None)
        asked = os.environ.get(TIMINGS)
        if asked and not self.serving:
            if asked == "json":
                sys.stdout.write(f"{as_json(self.timings.phases)}\n")
            else:
                log.info("What each phase took:\n%s", as_table(self.timings.phases))

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        _refuse_a_time_that_is_none()
        root = _root(config)
        config.watch.extend(str(root / name) for name in WATCHED if (root / name).is_dir())
        overrides = str(root / load.OVERRIDES)
        if overrides not in config.theme.dirs and Path(overrides).is_dir():
            config.theme.dirs.insert(0, overrides)
        if self.apart and self.watcher is None:
            # Before anything is read: what changed between the two would be shown as it was read until it changes again.
            watched = [*config.watch, config.docs_dir, *config.theme.dirs]
            self.watcher = background.Watcher(filter(None, (*watched, config.config_file_path)), root / cache.FOLDER)
        if config.theme.name != "archive":
            raise Abort(
                f"mkdocs.yml names the theme {config.theme.name!r}, in which the archive's pages cannot be drawn: write "
                "`theme: {name: archive}`, or run `archive upgrade`."
            )
        self.frames_pages = False
        self.settings = load.settings(root)
        self._speak(root, config)
        for style in config.extra_css:
            if not isinstance(style, str):
                raise Abort(
                    f"mkdocs.yml: extra_css names {str(style)[:60]!r}, which is no file; write a path or an address."
                )
        _complete(config, self.settings)
        if self.config.repository:
            config.edit_uri = f"{self.config.repository.rstrip('/')}/{self.config.edit.strip('/')}/"
        self._know_address(config)
        if self.keeps:
            self._keep(root, config)
        config.extra_css = [_stamped(path, config) for path in config.extra_css]
        config.extra_javascript = [_script(script, config) for script in config.extra_javascript]
        # Programs that show links cache the picture by its address.
        self.card = pictures.name_of_card(_title(config))
        picture = hashlib.sha256(_card(config)).hexdigest()[:8]
        _make_harmless(config)
        config.extra["card"] = f"assets/card-{picture}.png"  # for the theme
        config.extra["renamed"] = {**routes.NAMED}  # for 404.html
        config.extra["modules"] = {  # for the theme
            "version": _version(),
            "names": [*theme.modules()],
            "early": [*theme.EARLY],
            "search": theme.of_search(),
        }
        if self.stands:
            config.nav, config.extra_templates = [], []
            config.theme.static_templates = set()
        return config

    def _speak(self, root: Path, config: MkDocsConfig) -> None:
        """Have the pages and their frames say everything in the archive's language."""
        try:
            pipeline.speak(root, self.settings)
        except RefusedError as fault:
            raise Abort(str(fault)) from None
        said = [it["language"] for part in unchanged.as_written(config) if (it := _theme(part)).get("language")]
        if said and said[-1] != self.settings.language:
            raise Abort(
                f"mkdocs.yml: theme.language is {str(said[-1])[:40]!r}, and the archive's language is "
                f"{self.settings.language!r}; leave theme.language out, and set `language` in {load.SETTINGS}."
            )
        spoken = messages.spoken()
        parts = spoken.split("-")
        names = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        known = (name for name in names if _has_template(config, f"partials/languages/{name}.html"))
        config.theme["language"] = next(known, messages.ENGLISH)
        config.extra["spoken"] = spoken  # for the theme

    def _keep(self, root: Path, config: MkDocsConfig) -> None:
        """Have the server show the site that the last one left, or that of the last build, before anything is built."""
        if self.kept is None:
            kept = KeptSite(root)
            if not kept.take():
                self.keeps = False
                return
            self.kept = kept
            site = _own_site(config)
            building = unchanged.Building(root, config, str(pipeline.day_of_check()), site)
            self.surroundings = building.surroundings
            left = building.left()
            if kept.state is None and left is not None:
                self._take_over(kept, site, left, config)
            if kept.state is None:
                kept.clear()
            else:
                self.stands = True
                log.info("The site is shown as it was last; what has changed since then follows.")
        config.site_dir = str(self.kept.folder)
        config.site_url = _own_address(config)
        self._know_address(config)

    def _take_over(self, kept: KeptSite, site: Path, left: tuple[bytes, unchanged.Built], config: MkDocsConfig) -> None:
        """Begin with the site of the last build."""
        raw, built = left
        try:
            _, pages = ledger.loaded(raw)
        except ValueError:
            return
        self.frames_pages = frame.is_shared(config)
        is_framed = self._is_framed(config)
        places = {uri: _place(uri, config) for uri in pages}
        shared = {place for uri, place in places.items() if is_framed(uri)}
        try:
            kept.begin_with(site, raw, built.surroundings, built.frames, places, shared)
        except OSError as fault:
            log.info("The site of the last build is not taken over: %s", fault)

    def _know_address(self, config: MkDocsConfig) -> None:
        """Do without `site_url`, where it is only the example's: pages then do not state their address. Publishing
        requires one."""
        if not site_settings.is_placeholder(config.site_url):
            return
        config.site_url = None
        if self.publishing or self.config.publish:
            raise Abort(f"{_AS_BEFORE}: {_NO_ADDRESS}.")
        if not self.serving:
            # To look at the site locally none is needed, so this does not fail a strict build.
            log.info("%s. (warning)", _NO_ADDRESS)

    # After all other plugins, since from here on the previous site may be changed.
    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if self.stands:
            return
        if self.may_pass:
            with self.timings.phase("compare"):
                self.building = unchanged.Building(_root(config), config, str(pipeline.day_of_check()))
                passes = self.building.passes(log)
            if passes:
                log.info("Nothing has changed since the site was built. It stands in %s", config.site_dir)
                self._say_timings()
                sys.exit(0)  # MkDocs has no other way to end a build early with success
        self.frames_pages = frame.is_shared(config)
        with collector.uncollected():
            made = self._made(config)
            if not self.serving:
                collector.keep()
        problems = in_order([*made.problems, *collisions(made, config)])
        for problem in problems:
            # A warning about content is not one about the site, so it does not fail a strict build.
            level = logging.ERROR if problem.severity == "error" else logging.INFO
            log.log(level, problem.line)
            if self.building is not None:
                self.building.said.append((level, problem.line))
        if not stops(problems):
            if not made.behind:
                try:
                    with self.timings.phase("tables"):
                        self.beside = self._made_beside(made, config)
                except RefusedError as fault:  # as of a format whose package is not installed
                    if self.session.shown is None:
                        raise Abort(f"{_AS_BEFORE}: {fault}.") from None
                    # An exception would stop the server.
                    log.log(logging.ERROR, "What can be downloaded stays as it was: %s.", fault)
            self._begin_pictures(
                made, config
            )  # behind what reads all records: Python writes into what it reads, and forks get a copy
            if self._keeps_files:
                try:
                    is_framed = self._is_framed(config)
                    shown = self.session.shown.pages if self.session.shown else {}
                    pages = {uri: page for uri, page in made.pages.items() if not is_framed(uri)}
                    same = {uri for uri, page in pages.items() if shown.get(uri) is page}
                    emit.write_cache(_cache(config), Texts({uri: _text_of(page) for uri, page in pages.items()}), same)
                    if not made.behind:
                        held = {uri: it for uri, it in self.beside.items() if isinstance(it, str | bytes)}
                        emit.write_cache(_beside(config), held)
                except emit.NotOursError as fault:
                    raise Abort(str(fault)) from None
            else:
                self._begin(config)
            with self.turning:
                self.session = self.session.showing(made)
            self.timings.turn("files")
        elif self.serving and self.session.shown is None and self.kept and self.kept.state:
            raise Abort(count(problems))  # in the process that builds, which says that the site stays as it was
        elif self.serving and self.session.shown is not None:
            # An exception would stop the server.
            log.error("The site stays as it was until this is mended: %s.", count(problems))
        else:
            raise Abort(f"{_AS_BEFORE}: {count(problems)}.")

    @property
    def _keeps_files(self) -> bool:
        """Whether pages are handed over as files of a cache: by their time MkDocs sees which have changed. Not in a
        whole build."""
        return self.serving or self.dirty

    def _begin(self, config: MkDocsConfig) -> None:
        """Have MkDocs build into a folder beside the site."""
        if self.making is not None:
            self.making.discard()
        site = Path(config.site_dir)
        if site.is_dir() and not _is_clearable(site):
            raise Abort(f"{site} holds files, but no site; name a new or an empty folder, or move them away.")
        try:
            self.making = swap.Making(site)
        except OSError as fault:
            raise Abort(f"{_AS_BEFORE}: {fault}.") from None
        self.site, config.site_dir = config.site_dir, str(self.making.folder)

    def _made_beside(self, made: pipeline.Made, config: MkDocsConfig) -> dict[str, framed.Content]:
        """The files beside the pages, by path from the site's root. In a whole build their texts lie aside until they are written, and
        those are not made again that are the same in the site that stands there."""
        made = replace(made, address=config.site_url or "", pictures=_root(config) / cache.FOLDER / cache.EMBEDS)
        if self._keeps_files:
            return {uri: texts[uri] for part in pipeline.BESIDE for texts in (part(made),) for uri in texts}
        aside = self.aside = self.aside or Aside(_root(config) / cache.FOLDER)

        def put(parts: Iterable[Callable[[pipeline.Made], pipeline.Beside]]) -> dict[str, framed.Content]:
            found = ((uri, texts[uri]) for part in parts for texts in (part(made),) for uri in texts)
            return {uri: aside.put(it) if isinstance(it, str) else aside.put_bytes(it) for uri, it in found}

        standing = self.building.standing_beside(made.ledger) if self.building else {}
        others: dict[str, framed.Content] = {**standing} if standing else put(pipeline.WITHOUT_BODIES)
        if self.building:
            self.building.beside = (*others,)
        return others | put(pipeline.ALWAYS)

    def _forget_texts(self) -> None:
        if self.aside is not None:
            self.aside.close()
            self.aside = None

    def _discard(self) -> None:
        self._forget_texts()
        for process in self.drawing:
            background.ended(process)
        self.drawing = []
        if self.making is not None:
            self.making.discard()
            self.making = None

    def on_build_error(self, *, error: Exception) -> None:
        self.progress.clear()
        self._discard()
        if isinstance(error, OSError) and not self.serving:  # the disk is full, or a file may not be read or written
            raise Abort(f"{_AS_BEFORE}: {error}.") from error

    def on_shutdown(self) -> None:
        for process in (self.watcher, self.builder):
            if process is not None:
                process.end()
        self.progress.clear()
        self._discard()

    def _made(self, config: MkDocsConfig) -> pipeline.Made:
        """The archive with its pages. A server that shows them already gets those of edited records first."""
        root = _root(config)
        if self.frames_pages and not self._keeps_files:
            return self._streamed(root, config)
        made = self._served(root)
        if made.behind or stops(made.problems):
            return made
        frames = _frames(made, config)
        if made.standing and frames != self.frames:  # of these pages no text is at hand
            made = pipeline.make(root, replace(made, drawn={}, ledger=Ledger()), self.timings)
        self.frames = frames
        return made

    def _served(self, root: Path) -> pipeline.Made:
        if self.session.shown is None:
            before = self.kept.before(self.surroundings) if self.kept else None
            self.anew = self.kept is not None and before is None
            if self.kept and self.kept.state:
                self.frames = self.kept.state.frames
                self.places = {uri: place for uri, (place, _) in self.kept.state.files.items()}
            return pipeline.make(root, None, self.timings, before=before)
        quick = self.session.quick() if self.by_and_by else None
        if quick is None:
            return pipeline.make(root, self.session.shown, self.timings)
        return self.session.to_show(pipeline.make_edited(root, quick))

    def _is_framed(self, config: MkDocsConfig) -> Callable[[str], bool]:
        """Tells by a page's source path whether the plugin writes it itself: all but those that the navigation names, and the
        one for annotating."""
        left = {routes.ANNOTATE, *(uri for uri, _ in _titles(config.nav))}
        return lambda uri: self.frames_pages and uri not in left

    def _streamed(self, root: Path, config: MkDocsConfig) -> pipeline.Made:
        """The archive with its pages, of which no text is held, and none is made that the site has already."""
        aside = self.aside = Aside(root / cache.FOLDER)

        def store(page: Rendered) -> Rendered:
            return page.stored(aside.put(page.drawn))

        before = self.building.before() if self.building else None
        made = pipeline.make(root, None, self.timings, before=before, store=store)
        if made.standing and self.building and not self.building.frames_stand(_frames(made, config)):
            made = pipeline.make(root, None, self.timings, store=store)
        return made

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> None:
        """Have the server reload the pages in browsers when others are ready; and where other processes can build, have it do nothing
        else."""
        _ready(config).parent.mkdir(exist_ok=True)
        _ready(config).touch()
        if self.watcher is not None:
            self._build_apart(server, config, builder, self.watcher)
        server.watch(str(_ready(config)))
        if (app := server.get_app()) is not None:
            server.set_app(_reloadable(app))

    def _build_apart(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        builder: Callable[..., None],
        watcher: background.Watcher,
    ) -> None:
        for path in watcher.watched:
            with suppress(KeyError):  # which of these it watches, its options decide
                server.unwatch(path)
        config.watch[:] = [path for path in config.watch if path not in watcher.watched]
        self.docs = config.docs_dir
        if self.kept is not None:
            site = self.kept.folder
            server.root = str(site)
            server.error_handler = lambda code: _read_or_none(site / f"{code}.html")
        ready = _ready(config)
        self.stands = False

        def build(changed: frozenset[str], wanted: background.Wanted) -> None:
            background.ended(self.indexing_apart)
            self.indexing_apart = None
            with collector.uncollected():
                if self.work != "nothing" or self._edits_shown(changed, ready) or self._built(builder, ready):
                    self._follow(builder, ready, wanted)

        self.builder = background.Builder(watcher, build)
        self.told = ready.stat().st_mtime_ns

        def show() -> None:
            now = ready.stat().st_mtime_ns
            if now == self.told:  # another plugin has something watched
                watcher.tell()
            self.told = now

        server.builder = show

    def _follow(self, builder: Callable[..., None], ready: Path, wanted: background.Wanted) -> None:
        """In the process that builds: make what depends on what is shown, and the search's index, unless something changes again."""
        while (made := self.session.shown) is not None and self.work == "catch up":
            self.work = "nothing"
            if not self._make_the_rest(made, ready, wanted) or not self._built(builder, ready):
                return
        if made is not None and self.work == "index":
            self.work = "nothing"
            self.indexing_apart = background.forked(lambda: self._index(made, *self.index_places))

    def _edits_shown(self, changed: Iterable[str], ready: Path) -> bool:
        """Where nothing but records has changed, show their own pages, by the frames of the last build: MkDocs would go through all
        pages. False where a build has to do it."""
        shown, laid_out = self.session.shown, self.layout
        if shown is None or laid_out is None or self.session.quick() is None or not self._are_records(changed, ready):
            return False
        edited = pipeline.make_edited(ready.parents[1], shown)
        if edited is shown or not edited.behind or stops(edited.problems):
            return False
        if any(page is not shown.drawn.get(uri) and uri not in laid_out.files for uri, page in edited.drawn.items()):
            return False
        self._know_pictures(edited)
        written = laid_out.written(edited)
        self.session, self.work = self.session.showing(written).built()
        self._put_pictures(written, Path(laid_out.config.site_dir))
        _show(ready)
        return True

    def _are_records(self, changed: Iterable[str], ready: Path) -> bool:
        """Whether these are files of records, and at least one."""
        content, pages = ready.parents[1] / "content", Path(self.docs).resolve()
        paths = [*map(Path, changed)]
        return bool(paths) and all(it.is_relative_to(content) and not it.is_relative_to(pages) for it in paths)

    def _built(self, builder: Callable[..., None], ready: Path) -> bool:
        """Build, and have the result shown. False where that fails."""
        try:
            builder()
        except SystemExit as fault:  # MkDocs has one for what is no fault of a program
            log.error("The site stays as it was until this is mended: %s", fault)  # noqa: TRY400
        except Exception:  # as MkDocs' own server: it goes on, whatever it is
            log.exception("The site stays as it was until this is mended")
        else:
            _show(ready)
            return True
        return False

    def _make_the_rest(self, made: pipeline.Made, ready: Path, wanted: background.Wanted) -> bool:
        """Make the remaining pages, and show those that share a frame. False where something has changed before they were made."""
        try:
            caught_up = pipeline.caught_up(made, wanted)
        except Exception as fault:  # noqa: BLE001  (whatever it is)
            log.error("The pages that depend on what was edited could not be made; all are made anew: %s", fault)  # noqa: TRY400
            self.session = self.session.failed(made)
            return True
        if caught_up is None:
            self.session = self.session.given_up(made)
            return False
        if self.layout is not None and _frames(caught_up, self.layout.config) == self.frames:
            self._know_pictures(caught_up)
            caught_up = self.layout.written(caught_up)
            _show(ready)
            self._put_pictures(caught_up, Path(self.layout.config.site_dir))
        self.session = self.session.caught_up(caught_up)
        return True

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.stands:
            return Files([])
        root, cache = _root(config), _cache(config)
        docs = Path(config.docs_dir).resolve()
        for file in [*files]:
            if leftovers.left_by(PurePosixPath(file.src_uri).name):
                files.remove(file)
        for file in files.documentation_pages():
            if docs.is_relative_to(root):
                file.edit_uri = (docs / file.src_uri).relative_to(root).as_posix()
        titles = dict(_titles(config.nav))
        self.ours = self.session.shown.drawn if self.session.shown else {}
        self.framed = []
        is_framed = self._is_framed(config)
        for uri, page in self.ours.items():
            if is_framed(uri):
                self.framed.append(framed.file_of(uri, page, config))
                files.append(self.framed[-1])
                continue
            if isinstance(page, Standing):
                file = (
                    # It stands at the very place where MkDocs would write it, so that nothing is written.
                    File.generated(
                        config, uri, abs_src_path=str(Path(config.site_dir, _place(uri, config))), inclusion=_HIDDEN
                    )
                    if self._keeps_files
                    else File.generated(config, uri, content="", inclusion=_HIDDEN)
                )
                file.edit_uri = page.record
                files.append(file)
                StandingPage(titles.get(uri), file, config, page)
                continue
            # A file and not a text, since `mkdocs serve --dirty` skips files with the same bytes and time.
            # Pages that the navigation names are in it even so.
            file = (
                File.generated(config, uri, abs_src_path=str(cache / uri), inclusion=_HIDDEN)
                if self._keeps_files
                else framed.text_file(uri, _text_of(page), config, _HIDDEN)
            )
            file.edit_uri = page.record
            files.append(file)
            GeneratedPage(titles.get(uri), file, config, page)
        beside = _beside(config)
        for uri, text in self.beside.items():
            if self._keeps_files:
                files.append(File.generated(config, uri, abs_src_path=str(beside / uri)))
            else:
                files.append(framed.file_beside(uri, text, config))
        own = Path(config.docs_dir)
        self.guide = guide.pages(own) if self.settings.guide else {}
        self.english = frozenset() if messages.in_english() else frozenset(self.guide)
        for uri, text in {**usual(own), **self.guide}.items():
            file = File.generated(config, uri, content=text, inclusion=_HIDDEN)
            file.edit_uri = None  # the file is the package's, and cannot be edited in this archive
            files.append(file)
        files.append(File.generated(config, config.extra["card"], content=_card(config)))
        sheets = [f"assets/stylesheets/{sheet.name}" for sheet in theme.of_material([*map(Path, config.theme.dirs)])]
        parts = [f"assets/css/{name}.css" for name in theme.COMPONENTS]
        translated = {theme.MESSAGES: _messages(), theme.MESSAGES_TO_ANNOTATE: messages.of_annotator()}
        said = {} if messages.in_english() else translated
        for path in (theme.STYLES[0], *parts, *sheets, *(f"{sheet}.map" for sheet in sheets), *said):
            if (apart := files.get_file_from_path(path)) is not None:
                files.remove(apart)
        for path, text in (_own_scripts(files) | said).items():
            files.append(File.generated(config, path, content=theme.brief_script(text)))
        files.append(File.generated(config, theme.STYLES[0], content=_styles(config)))
        if self.settings.colour:
            files.append(File.generated(config, _COLOUR, content=_coloured(self.settings.colour)))
        if self.anew:
            self.written = frozenset(file.dest_uri for file in files)
            for file in files:
                if not isinstance(file, framed.FramedFile) and Path(file.abs_dest_path).is_file():
                    os.utime(file.abs_dest_path, (0, 0))  # so that MkDocs takes its source to be newer
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Keep compiled templates from one build to the next: MkDocs makes a new environment for each."""
        if self.stands:
            return env
        self.timings.turn("lay out pages")
        env.bytecode_cache = _COMPILED
        env.add_extension(_Marked)
        env.globals.update(sayings())
        env.globals["framed"] = frame.drawn_by(env)
        former = Path(config.site_dir if self._keeps_files else self.site)

        def standing(page: Page) -> Markup:
            return Markup((former / page.file.dest_uri).read_text(encoding="utf-8"))  # noqa: S704  (we wrote it)

        def content(html: str, page: FramedPage) -> str:
            self._say_laid_out()
            return self._tied(html, page, config)

        env.globals["standing"] = standing
        if self.nav is not None and self.framed:
            framed.write(self._to_write(), env, config, self.nav, former, content)
            if self.apart:
                files_of = {file.src_uri: file for file in self.framed}
                self.layout = framed.Layout(files_of, env, config, self.nav, content)
        return env

    def _to_write(self) -> list[framed.FramedFile]:
        """The files of pages that do not stand in the site as they are now. In a whole build all are written, since the new site is
        made beside it."""
        if not self._keeps_files:
            return self.framed
        return [file for file in self.framed if isinstance(self.ours[file.src_uri], Rendered)]

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Resolve the links to records, such as [[id]], in pages written by hand."""
        uri = page.file.src_uri
        if uri in self.ours:
            return markdown
        for name in ("title", "description", "author", "subtitle"):  # Material does not escape it
            if isinstance(value := page.meta.get(name), str):
                page.meta[name] = site_settings.text(value)
        if uri in self.guide:
            page.meta["hide"] = ["navigation", *page.meta.get("hide", ())]  # it has a list of its own
        if self.session.shown is None or uri in self.guide:
            return markdown
        return linked(self.session.shown.archive, uri, targets.present(markdown, uri, files))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Link the files of records that a page names to the repository, as "edit this page" does. Tell the page for
        annotating where new files are made, and the version of its scripts."""
        self.read += 1
        self.timings.say(Step("Reading pages", self.read, self.pages))
        if page.file.src_uri in self.english:
            html = f'<div lang="en" dir="ltr">{html}</div>'
        return self._tied(html, page, config)

    def _tied(self, html: str, page: Page, config: MkDocsConfig) -> str:
        """A page with what only MkDocs' settings tell: see `on_page_content`."""
        if page.file.src_uri == routes.ANNOTATE:
            told = {
                "version": config.extra["modules"]["version"],
                "repository": self.config.repository or "",
                "edit": self.config.edit,
            }
            html = html.replace(
                " data-annotate", " data-annotate" + "".join(f' data-{k}="{escape(v)}"' for k, v in told.items()), 1
            )
        if not config.edit_uri or _FILE not in html:
            return html
        edit = escape(config.edit_uri, quote=True)
        return re.sub(rf"{_FILE}([^<]+)</code>", rf'<a href="{edit}\1">\g<0></a>', html)

    def _say_laid_out(self) -> None:
        self.laid_out += 1
        self.timings.say(Step("Laying out pages", self.laid_out, self.pages))

    # After all other plugins, so that the policy covers what is published. The page for wrong addresses is a template without a page.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self._say_laid_out()
        return output if isinstance(page, StandingPage) else policy.protected(output)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the section's index the parent of the pages below it, so that its tab is marked and the path shown."""
        if self.stands:
            return nav
        # Where a section begins with that index, the section is the parent, or the path would name it twice.
        _escape_titles(nav.items)
        indexes = {
            _folder(page.file): page.parent if page.parent and page.parent.children[0] is page else page
            for page in nav.pages
            if page.is_index and page is not nav.homepage
        }
        named = {page.file.src_uri for page in nav.pages}
        self.nav = nav
        if self.dirty:  # MkDocs then reads no page that is unchanged, and would print "None" for its title on others
            for page in nav.pages:
                page.read_source(config)
        pages = [*files.documentation_pages(), *self.framed]
        for file in pages:
            if file.page is not None and file.src_uri not in named:
                above = (str(folder) for folder in PurePosixPath(file.src_uri).parents)
                # MkDocs knows sections as parents only, but asks no more of one than a page can answer; a section of
                # nothing but its index would be a group without a name in the navigation.
                file.page.parent = next((indexes[folder] for folder in above if folder in indexes), None)  # type: ignore[assignment]
        config.extra["guide"] = [*_ways(files)] if self.guide else None  # for the theme
        if self.session.shown is not None:
            nav.items = _without(nav.items, empty_indexes(self.session.shown.archive))
        day = self._last_change()
        for file in pages:
            if file.page is not None and day is not None:
                file.page.update_date = day or _NO_DAY
        self.pages, self.read, self.laid_out = len(pages), 0, 0
        self.timings.turn("read pages")
        return nav

    def _last_change(self) -> str | None:
        """The day for the sitemap: that of the last commit that touched the content, or "" where it is not known.
        MkDocs takes the day of the build, by which two builds of one commit would differ. None where SOURCE_DATE_EPOCH
        is set: MkDocs follows that already."""
        if "SOURCE_DATE_EPOCH" in os.environ:
            return None
        past = self.session.shown.archive.history if self.session.shown else None
        day = past.day if past else None
        return day.isoformat() if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else ""

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Have the sitemap name the pages that MkDocs takes for files, and none that only leads to another."""
        if template_name == "sitemap.xml":
            leading = signposts(self.session.shown.archive) if self.session.shown else ()
            context["pages"] = [it for it in (*context["pages"], *self.framed) if it.src_uri not in leading]
        return context

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        if template_name != "sitemap.xml":
            return policy.protected(output_content)
        if self._last_change() == "":
            output_content = re.sub(rf"(?<!\s)\s*<lastmod>{_NO_DAY}</lastmod>", "", output_content)
        self.sitemaps = dict(sitemap.parts(output_content, config.site_url or ""))
        return self.sitemaps.pop(template_name)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what the sitemap names, and make the search's index. A server shows the previous one meanwhile."""
        made = self.session.shown
        if made is None or self.stands:
            return
        kept, site = _root(config) / cache.FOLDER / cache.SEARCH, Path(config.site_dir)
        for name, text in self.sitemaps.items():
            (site / name).write_text(text, encoding="utf-8", newline="\n")
        if not self.serving:
            self._forget_texts()
            self.timings.turn(
                "pictures"
            )  # before the index, since the processes that draw them hold what this one lets go of
            self._put_pictures(made, site)
            self.timings.turn("index")
            frames, entries = _frames(made, config), pipeline.findable(made)
            if self.building is not None:
                self.building.keep(made)
            # From here on nothing of the archive is needed, and the index takes as much memory.
            made = pipeline.Made(
                Contents(synonyms=made.contents.synonyms), Archive(made.archive.settings, {}, {}), made.problems
            )
            self.session, self.ours, self.framed = self.session.showing(made), {}, []
            self._index(made, kept, site, entries)
            self.timings.turn("finish")
            self._finish(config, frames)
            self._say_timings()
            return
        before = pagefind.latest(kept)
        if before is not None:
            pagefind.put(before, site, linked=True)
        if self.anew and self.kept is not None:
            self.anew = False
            templates = {*config.theme.static_templates, *config.extra_templates, "sitemap.xml.gz", *self.sitemaps}
            named = {routes.picture(page.picture) for page in made.drawn.values() if page.picture}
            self.kept.leave_only({*self.written, *templates, *named}, pagefind.FOLDER)
        made = self._standing(made, config)
        with self.turning:
            self.session, work = self.session.built()
        if self.apart:
            self.work, self.index_places = work, (kept, site)
        elif work == "catch up":
            log.info("What was edited is shown. The pages that depend on it follow.")
            threading.Thread(target=self._catch_up, args=(made, _ready(config)), daemon=True).start()
        elif work == "index":
            threading.Thread(target=self._index, args=(made, kept, site), daemon=True).start()

    def _standing(self, made: pipeline.Made, config: MkDocsConfig) -> pipeline.Made:
        """The same, where pages that were written are held no more, and what is gone is gone from the site too."""
        is_framed = self._is_framed(config)
        pages: dict[str, Drawn] = {
            uri: framed.standing(page) if is_framed(uri) else page for uri, page in made.drawn.items()
        }
        made = replace(made, drawn=pages)
        with self.turning:
            self.session = replace(self.session, shown=made)
        places = {uri: _place(uri, config) for uri in pages}
        if self.kept is not None and not made.behind:
            beside = {*self.beside, *places.values()}
            self.kept.remove(place for uri, place in self.places.items() if place not in beside)
            self.kept.keep(made, self.surroundings, self.frames, places)
            places |= {uri: uri for uri in self.beside}
        self.places = places
        return made

    def _finish(self, config: MkDocsConfig, frames: str) -> None:
        """Replace the previous site by the complete new one, unless a strict build has had warnings: MkDocs fails it
        then. `frames` is a digest of what the frames of the pages took from the archive."""
        if self.making is None:
            return
        handlers = logging.getLogger("mkdocs").handlers
        found = any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
        if not (config.strict and found):
            self.timings.say(Step("Putting the site in place", 0))
            self.making.swap()
            self.making = None
            if self.building is not None:
                self.building.ended(Path(self.site), frames)
            log.info("The site is whole, and stands in %s", self.site)
        config.site_dir = self.site

    def _catch_up(self, made: pipeline.Made, ready: Path) -> None:
        """Make the remaining pages and have them shown, unless a later build has begun."""
        try:
            caught_up = pipeline.caught_up(made, lambda: self.session.wants(made))
        except Exception as fault:  # noqa: BLE001  (whatever it is: in a thread nobody else would hear of it)
            log.error("The pages that depend on what was edited could not be made; all are made anew: %s", fault)  # noqa: TRY400
            with self.turning:
                self.session, again = self.session.failed(made), True
        else:
            if again := caught_up is not None:
                with self.turning:
                    self.session = self.session.caught_up(caught_up)
        if again:
            _show(ready)

    def _know_pictures(self, made: pipeline.Made) -> None:
        """Note what the share pictures of pages show, before the pages are written and held no more."""
        for page in made.drawn.values():
            if isinstance(page, Rendered) and page.shared:
                self.shared[page.picture] = page.shared

    def _begin_pictures(self, made: pipeline.Made, config: MkDocsConfig) -> None:
        """Draw the share pictures that the cache has not, while pages are laid out: in as many processes as there are processors
        beside this one. Pages without an address name none."""
        self._know_pictures(made)
        self.pictures = folder = None if config.site_url is None else _root(config) / cache.FOLDER / cache.PICTURES
        if folder is None or self.serving:
            return
        some = [*pictures.missing(folder, self.shared).items()]
        beside = min(len(os.sched_getaffinity(0)) - 1, len(some) // _WORTH) if background.is_possible() else 0
        self.drawing = [
            background.forked(partial(pictures.draw, folder, some[number::beside])) for number in range(beside)
        ]

    def _put_pictures(self, made: pipeline.Made, site: Path) -> None:
        """Have the share pictures of all pages in the site."""
        folder = self.pictures
        if folder is None:
            return
        # From the other end than the processes beside this one; and what these could not draw.
        pictures.draw(folder, reversed(pictures.missing(folder, self.shared).items()))
        for process in self.drawing:
            process.join()
        self.drawing = []
        names = dict.fromkeys(page.picture for page in made.drawn.values() if page.picture)
        stands = self.building is not None and self.building.site_stands and not self.serving
        nowhere = pictures.put(folder, site, names, Path(self.site) if stands else None)
        if nowhere and not self.serving:
            log.warning("%s of the share pictures could not be drawn", f"{len(nowhere):,}")
        if not self.serving:
            pictures.leave_only(folder, {*names, self.card})

    def _index(self, made: pipeline.Made, cache: Path, site: Path, entries: Sequence[Entry] | None = None) -> None:
        with self.indexing:
            if not self.session.wants(made):
                return  # a later build has begun
            try:
                if self.serving:
                    self._put_pictures(made, site)
                self._put_index(
                    pipeline.findable(made) if entries is None else entries, pipeline.searching(made), cache, site
                )
            except (OSError, RuntimeError) as fault:
                if not self.serving:
                    # The previous site is better than one whose search finds nothing.
                    raise Abort(f"{_AS_BEFORE}: {_NO_SEARCH}: {fault}.") from fault
                log.warning("%s, and the search finds nothing: %s", _NO_SEARCH, fault)

    def _put_index(self, entries: Sequence[Entry], searching: Searching, cache: Path, site: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="archive-") as elsewhere:
            try:
                index = pagefind.made(cache, entries, searching, say=self.timings.say)
            except OSError:  # the build goes on without a cache that cannot be used
                if self.serving:
                    raise
                index = pagefind.made(Path(elsewhere), entries, searching, say=self.timings.say)
            if site.is_dir():
                stands = self.building is not None and self.building.site_stands
                pagefind.put(index, site, linked=self.serving, former=Path(self.site) if stands else None)


_HIDDEN = InclusionLevel.NOT_IN_NAV
_AS_BEFORE = "Nothing was built, and what was there before is as it was"
_NO_SEARCH = "the search's index could not be made"


_NO_ADDRESS = (
    "The site's address is not set, so pages have no canonical link, no picture where they are shared, and the sitemap "
    "is empty; set site_url in mkdocs.yml, or SITE_URL for one build, as in SITE_URL=https://archive.your-name.net/ make site"
)


class _Compiled(jinja2.BytecodeCache):
    """A cache of compiled templates for as long as the process runs. Jinja looks them up by a hash of their source. It is in no file: what
    marks their scripts (`policy`) is a secret of the process."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.known.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


_COMPILED = _Compiled()


class _Marked(Extension):
    """Marks the scripts of templates, the theme's and the archive's own, so that the policy allows them and no
    others."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return policy.marked(source)


def _reloadable(app: "WSGIApplication") -> "WSGIApplication":
    """The server's application, with a policy that allows the script by which MkDocs reloads a page. Each response has
    a script of its own, which is not in the files of the site."""

    def served(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        began: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
            began.append((status, headers))
            return lambda _: None

        parts = app(environ, begin)
        status, headers = began[-1]
        if not dict(headers).get("Content-Type", "").startswith("text/html"):
            start_response(status, headers)
            return parts
        html = b"".join(parts).decode("utf-8", "surrogateescape")
        _, opening, after = html.rpartition("<script>")
        script, closing, rest = after.partition("</script>")
        if opening and closing and "livereload(" in script and rest.lstrip().startswith("</body>"):
            html = policy.serving(html, script)
        body = html.encode("utf-8", "surrogateescape")
        start_response(
            status, [*(it for it in headers if it[0] != "Content-Length"), ("Content-Length", str(len(body)))]
        )
        return [body]

    return served


_NO_DAY = "1970-01-01"
"""MkDocs writes this into the gzipped sitemap as the time 0, which means that there is none (RFC 1952)."""
_FIRST_YEAR, _LAST_YEAR = 1971, 2105
"""The largest time that a gzip file can hold."""
_EPOCHS = 2**32


def _refuse_a_time_that_is_none() -> None:
    """Refuse a SOURCE_DATE_EPOCH that is not a time, as its standard demands. MkDocs would end in a traceback."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not re.fullmatch("[0-9]{1,10}", written) or int(written) >= _EPOCHS:
        raise Abort(
            f"SOURCE_DATE_EPOCH is '{written}', which is no time before the year 2106; "
            "write the seconds since 1970 in digits, as in SOURCE_DATE_EPOCH=$(git log -1 --format=%ct), or unset it."
        )


_FILE = '<code class="ar-file">'
"""How a page names a file of the archive. The paths hold no character that an address would have to escape."""


def _complete(config: MkDocsConfig, settings: Settings) -> None:
    """Set what mkdocs.yml leaves out: by the archive's settings, or to what all archives have. What it does set
    stays."""
    said = {key for file in unchanged.as_written(config) for key in file}
    if "title" in settings.model_fields_set:
        config.site_name = settings.title
    chosen = config.nav is None and "sections" in settings.model_fields_set
    if config.nav is None:
        config.nav = [*navigation(settings.sections, Path(config.docs_dir), guide=bool(settings.guide))]
    else:
        config.nav = targets.navigation(config.nav, Path(config.docs_dir))
    if config.copyright is None:
        config.copyright = _terms(settings)
    if config.site_description is None and settings.lead:
        config.site_description = " ".join(settings.lead.split())
    if settings.logo:
        config.theme["logo"] = settings.logo
    if not config.theme.get("direction"):
        # Which way a page runs is a matter of the archive's words, also where no catalogue has those of the interface.
        config.theme["direction"] = direction(settings.language)
    config.extra.setdefault("generator", False)
    own = {*theme.STYLES, *(f"assets/{name}.css" for name in theme.FORMER), *theme.SCRIPTS}
    colour = [_COLOUR] if settings.colour else []
    config.extra_css = [*theme.STYLES, *colour, *(path for path in config.extra_css if path not in own)]
    config.extra_javascript = [
        *theme.SCRIPTS,
        *(script for script in config.extra_javascript if str(script) not in own),
    ]
    config.markdown_extensions.extend(name for name in _EXTENSIONS if name not in config.markdown_extensions)
    config.mdx_configs.setdefault("toc", {"permalink": True, "permalink_title": section_link()})
    if "validation" not in said:
        for checks in (config.validation.nav, config.validation.links):
            for name in checks:
                checks[name] = logging.WARNING
        if chosen:
            # An archive that chooses its sections leaves the other pages out on purpose. They are built, and found by links.
            config.validation.nav.omitted_files = logging.DEBUG


def _terms(settings: Settings) -> str | None:
    """The foot of every page, as Markdown: the licence of the archive's own words, and the contact."""
    parts = []
    if settings.licence:
        licence = f"[{escaped_markdown(settings.licence.name)}]({_destination(settings.licence.url)})"
        parts.append(_("The archive's own words: {licence}. Quotations remain their owners'.", licence=licence))
    if settings.contact:
        address = settings.contact if "://" in settings.contact else f"mailto:{settings.contact}"
        contact = f"[{escaped_markdown(settings.contact)}]({_destination(address)})"
        parts.append(_("Contact: {contact}.", contact=contact))
    return " ".join(parts) or None


def _theme(part: Mapping[str, object]) -> Mapping[str, object]:
    """What a part of the configuration says of the theme."""
    said = part.get("theme")
    return said if isinstance(said, dict) else {}


def _has_template(config: MkDocsConfig, path: str) -> bool:
    """Whether the theme has this template."""
    return any((Path(folder) / path).is_file() for folder in config.theme.dirs)


def _styles(config: MkDocsConfig) -> str:
    return theme.stylesheet([Path(folder) for folder in config.theme.dirs])


def _destination(address: str) -> str:
    """An address as the target of a Markdown link. It may hold brackets and references, but neither < nor >."""
    return f"<{address.replace('&', '&amp;')}>"


def _coloured(colour: Colour) -> str:
    """A style sheet that replaces the theme's colour by the archive's."""
    names = ("--md-primary-fg-color", "--md-accent-fg-color", "--md-typeset-a-color")
    rules = [
        f"{scheme} {{\n{''.join(f'  {name}: {value};' + chr(10) for name in names)}"
        f"  --md-accent-fg-color--transparent: {value}1a;\n}}\n"
        for scheme, value in (
            (':root, [data-md-color-scheme="default"]', colour.light), ('[data-md-color-scheme="slate"]', colour.dark)
        )
    ]  # fmt: skip
    return "".join(rules)


def _reloads() -> bool:
    """Whether a server reloads the pages in browsers. Without, it builds but once."""
    called = click.get_current_context(silent=True)
    return called is None or bool(called.params.get("livereload", True))


def _own_address(config: MkDocsConfig) -> str | None:
    """The address of the site as mkdocs.yml has it. A server sets its own in its place, by which pages would change with it."""
    said = [part["site_url"] for part in unchanged.as_written(config) if "site_url" in part]
    return f"{str(said[-1]).rstrip('/')}/" if said and said[-1] else None


def _own_site(config: MkDocsConfig) -> Path:
    """The folder into which a build writes. A server sets another one in its place."""
    said = unchanged.as_written(config)[0].get("site_dir", "site")
    return Path(config.config_file_path).parent.absolute() / str(said)


def _place(uri: str, config: MkDocsConfig) -> str:
    """The path in the site of the file of a page, by the page's source path."""
    return File(uri, None, config.site_dir, config.use_directory_urls).dest_uri


def _read_or_none(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _cache(config: MkDocsConfig) -> Path:
    return _root(config) / cache.FOLDER / cache.PAGES


def _ready(config: MkDocsConfig) -> Path:
    """A file that is touched when the remaining pages are ready, so that the server builds again."""
    return _root(config) / cache.FOLDER / cache.READY


_WORTH = 20
"""For fewer pictures than these, another process is not begun."""


def _show(ready: Path) -> None:
    """Have the server show what has been written."""
    ready.write_text(f"{time.time_ns()}\n", encoding="utf-8")


_SITES = ("index.html", "404.html", "sitemap.xml")


def _is_clearable(folder: Path) -> bool:
    """Whether a build may clear a folder: it holds a site, or only what MkDocs keeps."""
    visible = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
    return not visible or not visible.isdisjoint(_SITES)


def _text_of(page: Rendered) -> Callable[[], str]:
    """What makes the text of a page as Markdown."""
    return lambda: page.text


def _beside(config: MkDocsConfig) -> Path:
    return _root(config) / cache.FOLDER / cache.BESIDE


def _version() -> str:
    """A hash of the modules, which import each other, of the style sheets that they load and of what they say: their version."""
    sheets = (theme.FOLDER / "assets" / "css" / f"{name}.css" for name in theme.APART)
    loaded = [*sheets, *theme.modules().values()]
    whole = b"".join(file.read_bytes() for file in loaded if file.is_file()) + messages.of_annotator().encode()
    return hashlib.sha256(whole).hexdigest()[:8]


def _own_scripts(files: Files) -> dict[str, str]:
    """The theme's scripts among the files, by path, which are taken out of them. Where an archive has one otherwise, that stays."""
    found: dict[str, str] = {}
    for path in (*theme.SCRIPTS, *(f"assets/{name}" for name in theme.modules())):
        file = files.get_file_from_path(path)
        if file is not None and Path(file.abs_src_path or "").is_relative_to(theme.FOLDER):
            files.remove(file)
            found[path] = Path(file.abs_src_path or "").read_text(encoding="utf-8")
    return found


def _messages() -> str:
    """The script that says the messages of all others."""
    return messages.of_scripts() + (theme.FOLDER / theme.MESSAGES).read_text(encoding="utf-8")


def collisions(made: pipeline.Made, config: MkDocsConfig) -> Iterator[Problem]:
    """A problem for each page written by hand that would be published at the address of a generated one."""
    root, docs, drawn = _root(config), Path(config.docs_dir).resolve(), made.drawn
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs)
        file = File(uri.as_posix(), str(docs), config.site_dir, config.use_directory_urls)
        # An address may come from one of a few file names; to look for these is quicker than to look at all pages.
        stem = uri.parent if file.name == "index" else uri.with_suffix("")
        for name in (f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"):
            page = drawn.get(PurePosixPath(name).as_posix())
            if page:
                whose = f"the page of {page.record}" if page.record else "a page that the archive makes itself"
                place = Place((path.relative_to(root) if path.is_relative_to(root) else path).as_posix())
                yield Problem(
                    "page-in-the-way", place, "", f"this file stands where {whose} belongs", "give it another name"
                )


def _frames(made: pipeline.Made, config: MkDocsConfig) -> str:
    """A digest of what the frames around pages take from the archive: which indexes are empty, and what those are called
    that the navigation names."""
    drawn = made.drawn
    named = [(uri, title or (drawn[uri].title if uri in drawn else "")) for uri, title in _titles(config.nav)]
    return hashlib.sha256(repr((sorted(empty_indexes(made.archive)), named)).encode()).hexdigest()


def _card(config: MkDocsConfig) -> bytes:
    return pictures.card(_root(config) / cache.FOLDER / cache.PICTURES, _title(config))


def _title(config: MkDocsConfig) -> str:
    """The site's name as it is set."""
    name = config.site_name
    return english.typeset(name.unescape() if isinstance(name, Markup) else name)


def _make_harmless(config: MkDocsConfig) -> None:
    """Escape every setting that a theme prints, so that it is shown as it was set, and is nothing but text."""
    for name in ("site_name", "site_description", "site_author", "repo_name"):
        if config[name] is not None:
            config[name] = site_settings.text(config[name])
    for name in ("site_url", "repo_url"):
        if config[name] is not None:
            config[name] = site_settings.address(config[name]).replace("&", "%26")
    if config.edit_uri is not None:
        config.edit_uri = site_settings.address(config.edit_uri)  # a host may need a query; the theme escapes it
    if config.copyright is not None:
        config.copyright = site_settings.rights(config.copyright)
    for name, value in [*config.extra.items()]:
        config.extra[name] = site_settings.texts(value)
    for name in ("palette", "icon", "logo", "favicon", "direction", "language"):
        if name in config.theme:
            config.theme[name] = site_settings.texts(config.theme[name])


def _titles(nav: object) -> Iterator[tuple[str, str | None]]:
    """The pages that mkdocs.yml's navigation names, by source path, with the titles that it gives. MkDocs itself gives
    them only to pages that it makes."""
    if isinstance(nav, str):
        yield nav, None
    elif isinstance(nav, list):
        for item in nav:
            yield from _titles(item)
    elif isinstance(nav, dict):
        for title, below in nav.items():
            if isinstance(below, str):
                yield below, title
            else:
                yield from _titles(below)


def _ways(files: Files) -> Iterator[dict[str, object]]:
    """The pages of the guide among which a reader of one chooses, by group: what the theme lists beside each."""
    for name, listed in guide.groups():
        there = ((title, files.get_file_from_path(path)) for title, path in listed)
        yield {"name": name, "pages": [{"title": title, "url": file.url} for title, file in there if file is not None]}


def _escape_titles(items: list[StructureItem]) -> None:
    """Escape the titles in the navigation. Those of pages to which it gives none are escaped when they are read from
    the page."""
    for item in items:
        if isinstance(item, Section):
            item.title = site_settings.text(item.title)
            _escape_titles(item.children)
        elif isinstance(item, Link):
            item.title = site_settings.text(item.title)
            item.url = site_settings.text(site_settings.address(item.url))
        elif isinstance(item, Page) and isinstance(given := vars(item).get("title"), str):
            item.title = site_settings.text(given)


def _without(items: list[StructureItem], sources: frozenset[str]) -> list[StructureItem]:
    """The navigation without these pages, by source path, and without sections that are then empty."""
    left: list[StructureItem] = []
    for item in items:
        if isinstance(item, Section):
            item.children = _without(item.children, sources)
        gone = (
            not item.children if isinstance(item, Section) else isinstance(item, Page) and item.file.src_uri in sources
        )
        if not gone:
            left.append(item)
    return left


def _folder(file: File) -> str:
    return str(PurePosixPath(file.src_uri).parent)


def _script(script: options.ExtraScriptValue | str, config: MkDocsConfig) -> options.ExtraScriptValue:
    """A script that runs once the page is parsed, as modules always do."""
    value = options.ExtraScriptValue(_stamped(script, config)) if isinstance(script, str) else script
    if script == theme.MODULE:
        value.type = "module"
    value.defer = value.type != "module"
    return value


def _stamped(path: str, config: MkDocsConfig) -> str:
    """The address of a style sheet or script with a hash of its bytes, so that no browser uses an outdated one."""
    made = {theme.STYLES[0]: lambda: _styles(config), theme.MESSAGES: _messages}
    if path in made:
        return f"{path}?{hashlib.sha256(made[path]().encode()).hexdigest()[:8]}"
    for folder in (config.docs_dir, *config.theme.dirs):
        if (file := Path(folder, path)).is_file():
            return f"{path}?{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}"
    return path
