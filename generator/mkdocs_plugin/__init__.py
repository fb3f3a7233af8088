"""The MkDocs plugin: passes the archive's pages to MkDocs, watches its sources, and links pages to their records for
editing.

Nothing outside this folder knows MkDocs. The new site is built next to the previous one and replaces it when complete,
so that a failed build leaves the previous site unchanged. A server, or a build with --dirty, changes the site in place.
"""

import hashlib
import logging
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext, suppress
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

import jinja2
from markupsafe import Markup
from mkdocs.config import Config
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from generator import collector, guide, pipeline, routes, theme
from generator.archive import history
from generator.archive.archive import Archive
from generator.drawing.shared import Shared as Shared
from generator.exports import cache, emit, pictures, policy, swap
from generator.exports.linked import FormerSite
from generator.exports.search import pagefind
from generator.exports.search.entries import Entry
from generator.exports.search.terms import SearchSettings
from generator.exports.spill import LazyTexts, SpillFile
from generator.mkdocs_plugin import (
    assets,
    background,
    configuration,
    folders,
    frame,
    framed,
    navigation,
    reloading,
    sitemap,
    targets,
    templates,
    unchanged,
)
from generator.mkdocs_plugin.kept import KeptSite
from generator.mkdocs_plugin.page import FramedPage, GeneratedPage, StandingPage
from generator.mkdocs_plugin.sharing import SharePictures
from generator.pages import empty_indexes, forks, ledger, redirect_paths, site_settings
from generator.pages.finished import section_link as section_link
from generator.pages.ledger import Ledger
from generator.pages.parts.written import package_pages, with_links
from generator.pages.render import Drawn, Rendered, UnchangedPage, message_functions
from generator.problems import Place, Problem, RefusedError, prevents_publishing, sort_problems
from generator.progress import Progress
from generator.records import leftovers, load
from generator.records.files import say_why, write_file
from generator.records.load import Contents
from generator.records.settings import Colour as Colour
from generator.records.settings import Settings
from generator.reports import summary
from generator.serving import Session, Work
from generator.text import english as english
from generator.text import messages
from generator.text.languages import direction as direction
from generator.text.markup import escape_markdown as escape_markdown
from generator.text.messages import _ as _
from generator.timings import Step, Timings, as_json, as_table

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

# A child of the "mkdocs" logger, so that its lines look like MkDocs's own, without a plugin name before the path.
log = logging.getLogger("mkdocs.plugins.archive")

WATCHED = ("content", "site_config")

TIMINGS = "ARCHIVE_TIMINGS"
"""The environment variable that makes a build print its timings."""


class ArchiveOptions(Config):
    """The options of the plugin in mkdocs.yml."""

    repository = options.Optional(options.Type(str))
    """The URL of the repository, for "edit this page"; without it there are no such links."""
    edit = options.Type(str, default="edit/main/")
    """The part between the repository's URL and the path of a file, which depends on the host."""
    publish = options.Type(bool, default=False)
    """Whether the site is built to be published. If so, `site_url` is required."""


class ArchivePlugin(BasePlugin[ArchiveOptions]):
    """The plugin. One instance is used for all builds of a `mkdocs serve`."""

    def __init__(self) -> None:
        self.serving = False
        self.publishing = False
        self.dirty = False
        # Whether the command only builds, so that it may stop if nothing has changed.
        self.may_pass = False
        self.building: unchanged.Building | None = None
        self.new_site: swap.Replacement | None = None  # the new site of a whole build, made next to the old one
        self.site_folder = ""  # the folder that it replaces: `site_dir` as configured
        self.incremental = False
        self.session = Session()
        self.session_lock = threading.Lock()  # held while replacing `session` by a value derived from it
        self.beside: Mapping[str, framed.Content] = {}  # the files beside the pages
        # The `file_inputs` of the ledger (and site address) of the files that do not depend on bodies, and those files.
        self.independent_files: tuple[tuple[str, str], dict[str, framed.Content]] = (("", ""), {})
        self.beside_is_outdated = False  # whether they are still those of an earlier build
        self.mkdocs_pages: Mapping[str, Rendered] = {}  # the pages that MkDocs reads as files
        self.sitemaps: dict[str, str] = {}  # the further sitemaps that sitemap.xml lists, by name
        self.guide: dict[str, str] = {}
        # Pages of the guide in English, if the site's language is another.
        self.english_pages: frozenset[str] = frozenset()
        self.settings = Settings()
        self.progress = Progress(sys.stderr)
        self.timings = Timings()
        self.style_sheet = ""  # the text of the style sheet that every page loads
        self.page_count = 0  # how many pages MkDocs reads and lays out
        self.read_count = self.laid_out_count = 0  # how many it has read and laid out so far
        self.indexing = threading.Lock()
        self.drawn_pages: Mapping[str, Drawn] = {}  # the pages drawn by the generator, by source path
        # Whether the plugin writes pages itself. Only builds enable this: `archive generate` needs the files of all
        # pages.
        self.frames_pages = False
        self.framed_files: list[framed.FramedFile] = []  # the files of pages that the plugin writes itself
        # For a server: whether other processes build for it, and the site that it keeps for the next server.
        self.builds_apart = self.keeps_site = False
        self.kept: KeptSite | None = None
        self.shows_kept_site = False  # whether the last server's site is shown and nothing has been built yet
        self.watcher: background.Watcher | None = None
        self.builder: background.Builder | None = None
        self.surroundings: str | None = None
        self.frames_digest = ""  # a digest of what the pages' frames take from the archive
        self.places: Mapping[str, str] = {}
        # Whether files left by the last server must be written again, since their inputs may have changed; if so,
        # `written` are the files of this build.
        self.rewrites_kept_files = False
        self.written: frozenset[str] = frozenset()
        self.next_work: Work = "nothing"
        self.ready_time = 0  # when `ready` was last modified
        self.indexing_apart: ForkProcess | None = None
        self.layout: framed.Layout | None = None  # how the last build laid out pages
        self.wanted: background.Wanted = _always  # whether the current build is still wanted
        self.completes_edit = False  # whether the current build only completes what an edit has left unfinished
        self.pages_folder = ""  # the folder of hand-written pages
        self.index_places = (Path(), Path())  # the search cache and the site
        self.nav: Navigation | None = None
        self.pictures = SharePictures()
        self.card_name = ""  # the file name of the archive's own picture in the cache
        self.page_texts: SpillFile | None = None  # where pages' texts are stored until they are written

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving, self.publishing, self.dirty = command == "serve", command == "gh-deploy", dirty
        self.may_pass = command == "build" and not dirty
        # Without --dirty MkDocs renders every page again, so edited pages cannot come first.
        self.incremental = self.serving and dirty
        self.builds_apart = self.keeps_site = self.incremental and reloading.reloads() and forks.can_fork()
        if command == "build" and log.isEnabledFor(logging.INFO):  # not with --quiet
            self._watch()

    def _watch(self) -> None:
        """Show a build's progress on a terminal. Log lines replace the progress line."""
        self.timings = Timings(self.progress)
        for handler in logging.getLogger("mkdocs").handlers:
            handler.addFilter(self._cleared)

    def _cleared(self, _record: logging.LogRecord) -> bool:
        self.progress.clear()
        return True

    def _say_timings(self) -> None:
        """Print the timings if asked to. A server never ends, and prints none."""
        self.timings.switch(None)
        asked = os.environ.get(TIMINGS)
        if asked and not self.serving:
            if asked == "json":
                sys.stdout.write(f"{as_json(self.timings.phases)}\n")
            else:
                log.info("What each phase took:\n%s", as_table(self.timings.phases))

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        configuration.refuse_invalid_build_time()
        root = folders.root(config)
        config.watch.extend(str(root / name) for name in WATCHED if (root / name).is_dir())
        overrides = str(root / load.OVERRIDES)
        if overrides not in config.theme.dirs and Path(overrides).is_dir():
            config.theme.dirs.insert(0, overrides)
        templates.list_what_is_visible(config.theme)
        if self.builds_apart and self.watcher is None:
            # Watch before anything is read: otherwise a change in between would be missed until the next one.
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
        configuration.complete(config, self.settings)
        if self.config.repository:
            config.edit_uri = f"{self.config.repository.rstrip('/')}/{self.config.edit.strip('/')}/"
        self._know_address(config)
        if self.keeps_site:
            self._keep(root, config)
        self.style_sheet = assets.styles(config)
        made = {theme.STYLES[0]: self.style_sheet}
        config.extra_css = [assets.stamped(path, config, made.get(path)) for path in config.extra_css]
        config.extra_javascript = [assets.script(script, config) for script in config.extra_javascript]
        # Link previews cache the picture by its URL.
        self.card_name = pictures.archive_picture_name(configuration.title(config))
        picture = hashlib.sha256(_card(config)).hexdigest()[:8]
        configuration.make_harmless(config)
        config.extra["card"] = f"assets/card-{picture}.png"  # for the theme
        config.extra["renamed"] = {**routes.RENAMED_FOLDERS}  # for 404.html
        version = assets.version()
        config.extra["modules"] = {  # for the theme
            "version": version,
            "map": assets.import_map(version),
            "early": [*theme.EARLY],
            "search": theme.of_search(),
        }
        if self.shows_kept_site:
            config.nav, config.extra_templates = [], []
            config.theme.static_templates = set()
        return config

    def _speak(self, root: Path, config: MkDocsConfig) -> None:
        """Use the archive's language for all messages of pages and frames."""
        try:
            pipeline.use_archive_language(root, self.settings)
        except RefusedError as fault:
            raise Abort(str(fault)) from None
        said = [
            it["language"]
            for part in unchanged.as_written(config)
            if (it := configuration.theme_of(part)).get("language")
        ]
        if said and said[-1] != self.settings.language:
            raise Abort(
                f"mkdocs.yml: theme.language is {str(said[-1])[:40]!r}, and the archive's language is "
                f"{self.settings.language!r}; leave theme.language out, and set `language` in {load.SETTINGS}."
            )
        spoken = messages.message_language()
        parts = spoken.split("-")
        names = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        known = (name for name in names if configuration.has_template(config, f"partials/languages/{name}.html"))
        config.theme["language"] = next(known, messages.ENGLISH)
        config.extra["spoken"] = spoken  # for the theme

    def _keep(self, root: Path, config: MkDocsConfig) -> None:
        """Make the server show the last server's site, or that of the last build, before anything is built."""
        if self.kept is None:
            kept = KeptSite(root)
            if not kept.take():
                self.keeps_site = False
                return
            self.kept = kept
            site = folders.own_site(config)
            building = unchanged.Building(root, config, str(pipeline.day_of_check()), site)
            self.surroundings = building.surroundings
            left = building.left()
            if kept.state is None and left is not None:
                self._take_over(kept, site, left, config)
            if kept.state is None:
                kept.clear()
            else:
                self.shows_kept_site = True
                log.info("The site is shown as it was last; what has changed since then follows.")
        config.site_dir = str(self.kept.folder)
        config.site_url = configuration.own_address(config)
        self._know_address(config)

    def _take_over(self, kept: KeptSite, site: Path, left: tuple[bytes, unchanged.Built], config: MkDocsConfig) -> None:
        """Start with the site of the last build."""
        raw, built = left
        try:
            _, pages = ledger.load(raw)
        except ValueError:
            return
        self.frames_pages = frame.is_shared(config)
        is_framed = self._is_framed(config)
        places = {uri: folders.place(uri, config) for uri in pages}
        shared = {place for uri, place in places.items() if is_framed(uri)}
        try:
            kept.begin_with(site, raw, built.surroundings, built.frames, places, shared)
        except OSError as fault:
            log.info("The site of the last build is not taken over: %s", fault)

    def _know_address(self, config: MkDocsConfig) -> None:
        """Ignore a `site_url` that is only the example's: pages then have no canonical URL. Publishing requires a real
        one."""
        if config.site_url and (fault := site_settings.address_fault(config.site_url)):
            raise Abort(f"{_AS_BEFORE}: site_url: {fault}.")
        if not site_settings.is_placeholder(config.site_url):
            return
        config.site_url = None
        if self.publishing or self.config.publish:
            raise Abort(f"{_AS_BEFORE}: {_NO_ADDRESS}.")
        if not self.serving:
            # Not needed for a local preview, so this does not fail a strict build.
            log.info("%s. (warning)", _NO_ADDRESS)

    # After all other plugins, since the previous site may be changed from here on.
    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if self.shows_kept_site:
            return
        if self.may_pass:
            with self.timings.phase("compare"):
                self.building = unchanged.Building(folders.root(config), config, str(pipeline.day_of_check()))
                passes = self.building.passes(log)
            if passes:
                log.info("Nothing has changed since the site was built. It stands in %s", config.site_dir)
                self._say_timings()
                sys.exit(0)  # MkDocs has no other way to end a build early with success
        self._ask()
        self.frames_pages = frame.is_shared(config)
        if config.site_url is not None and not self.serving:
            self.pictures.prepare()
        with collector.paused():
            build = self._made(config)
            if not self.serving:
                collector.freeze()
        problems = sort_problems([*build.problems, *collisions(build, config)])
        for problem in problems:
            # A warning about content is not one about the site, so it does not fail a strict build.
            level = logging.ERROR if problem.severity == "error" else logging.INFO
            log.log(level, problem.line)
            if self.building is not None:
                self.building.said.append((level, problem.line))
        left_out = (
            history.why_none(folders.root(config)) if build.archive.history is None and not self.serving else None
        )
        if left_out:
            log.info("%s (warning)", left_out)
        if not prevents_publishing(problems):
            self.beside_is_outdated = build.is_behind or self.completes_edit
            if not self.beside_is_outdated:
                with self.timings.phase("tables"):
                    self._make_beside(build, config)
            self._begin_pictures(build, config)
            if self._keeps_files:
                try:
                    self._hand_over(build, config)
                    if not self.beside_is_outdated:
                        self._hand_over_beside(config)
                except emit.NotOursError as fault:
                    raise Abort(str(fault)) from None
            else:
                self._begin(config)
            with self.session_lock:
                self.session = self.session.after_showing(build)
            self.timings.switch("files")
        elif self.serving and self.session.shown is None and self.kept and self.kept.state:
            raise Abort(summary(problems))  # in the building process, which reports that the site stays as it was
        elif self.serving and self.session.shown is not None:
            # An exception would stop the server.
            log.error("The site stays as it was until this is mended: %s.", summary(problems))
        else:
            raise Abort(f"{_AS_BEFORE}: {summary(problems)}.")

    def _ask(self) -> None:
        """Raise _UnwantedError if the build is no longer wanted."""
        if not self.wanted():
            raise _UnwantedError

    def _hand_over(self, build: pipeline.Build, config: MkDocsConfig) -> None:
        """Write the texts of the pages that MkDocs reads to where it finds them. Raises NotOursError."""
        is_framed = self._is_framed(config)
        pages = {uri: page for uri, page in build.pages.items() if not is_framed(uri)}
        same = {uri for uri, page in pages.items() if self.mkdocs_pages.get(uri) is page}
        emit.write_cache(folders.pages(config), LazyTexts({uri: _text_of(page) for uri, page in pages.items()}), same)
        self.mkdocs_pages = pages

    def _hand_over_beside(self, config: MkDocsConfig) -> emit.Written:
        """Write the files beside the pages to where MkDocs finds them. Raises NotOursError."""
        held = {uri: it for uri, it in self.beside.items() if isinstance(it, str | bytes)}
        return emit.write_cache(folders.beside(config), held)

    @property
    def _keeps_files(self) -> bool:
        """Whether pages are passed to MkDocs as cached files, by whose modification time it detects changes. Not in a
        whole build."""
        return self.serving or self.dirty

    def _begin(self, config: MkDocsConfig) -> None:
        """Make MkDocs build into a new folder next to the site."""
        if self.new_site is not None:
            self.new_site.discard()
        site = Path(config.site_dir)
        if site.is_dir() and not folders.is_clearable(site):
            raise Abort(f"{site} holds files, but no site; name a new or an empty folder, or move them away.")
        try:
            # A spare only helps the next build on the same machine, and a service that keeps `.cache` would copy it.
            spare = None if "CI" in os.environ else folders.root(config) / cache.FOLDER / cache.SPARE
            self.new_site = swap.Replacement(site, spare)
        except OSError as fault:
            raise Abort(f"{_AS_BEFORE}: {say_why(fault)}.") from None
        self.site_folder, config.site_dir = config.site_dir, str(self.new_site.folder)

    def _make_beside(self, build: pipeline.Build, config: MkDocsConfig) -> None:
        """Make the files beside the pages. If a format refuses, a server keeps its former files."""
        try:
            self.beside = self._made_beside(build, config)
        except RefusedError as fault:  # for example, a format whose package is not installed
            if self.session.shown is None:
                raise Abort(f"{_AS_BEFORE}: {say_why(fault)}.") from None
            # An exception would stop the server.
            log.log(logging.ERROR, "What can be downloaded stays as it was: %s.", fault)

    def _made_beside(self, build: pipeline.Build, config: MkDocsConfig) -> dict[str, framed.Content]:
        """The files beside the pages, by path from the site's root. In a whole build their contents are stored in a
        temporary file until written, and those that are unchanged in the existing site are not made again."""
        build = replace(
            build, address=config.site_url or "", pictures=folders.root(config) / cache.FOLDER / cache.EMBEDS
        )
        if self._keeps_files:
            return self._made_to_serve(build)
        aside = self.page_texts = self.page_texts or SpillFile(folders.root(config) / cache.FOLDER)

        former = Path(config.site_dir) if self.building is not None and self.building.site_stands else None

        def put(part: Callable[[pipeline.Build], pipeline.SiteFiles]) -> dict[str, framed.Content]:
            found: dict[str, framed.Content] = {}
            for uri, it in part(build).items():
                content = it.encode() if isinstance(it, str) else it
                stands = former is not None and folders.read_or_none(former / uri) == content
                found[uri] = None if stands else aside.put_bytes(content)
            return found

        def put_all(parts: Iterable[Callable[[pipeline.Build], pipeline.SiteFiles]]) -> dict[str, framed.Content]:
            found: dict[str, framed.Content] = {}
            for part in parts:
                # A process for each part, since it soon has a copy of all the records that it reads.
                found |= forks.made_apart(partial(put, part)) if len(build.pages) > _MANY else put(part)
            return found

        standing = self.building.standing_beside(build.ledger) if self.building else ()
        others = dict.fromkeys(standing) if standing else put_all(pipeline.FILES_WITHOUT_BODIES)
        with_bodies = put_all(pipeline.FILES_WITH_BODIES)
        if self.building:
            self.building.beside = (*others,)
        whole = others | with_bodies

        def text_of(uri: str) -> str:
            stored = whole[uri]
            content = stored() if callable(stored) else (Path(config.site_dir) / uri).read_bytes()
            return content if isinstance(content, str) else content.decode()

        return whole | put(lambda build: pipeline.description_files(build, text_of))

    def _made_to_serve(self, build: pipeline.Build) -> dict[str, framed.Content]:
        """The files beside the pages for a server or a dirty build. Those that would be the same as in the latest build
        are not made again."""

        def of(parts: Iterable[Callable[[pipeline.Build], pipeline.SiteFiles]]) -> dict[str, framed.Content]:
            found: dict[str, framed.Content] = {}
            for part in parts:
                self._ask()
                texts = part(build)
                for uri in texts:
                    self._ask()
                    found[uri] = texts[uri]
            return found

        file_inputs = (build.ledger.file_inputs, build.address)
        if file_inputs != self.independent_files[0]:
            self.independent_files = file_inputs, of(pipeline.FILES_WITHOUT_BODIES)
        made = self.independent_files[1] | of(pipeline.FILES_WITH_BODIES)
        return made | pipeline.description_files(build, lambda uri: str(made[uri]))

    def _forget_texts(self) -> None:
        if self.page_texts is not None:
            self.page_texts.close()
            self.page_texts = None

    def _discard(self) -> None:
        self._forget_texts()
        self.pictures.stop()
        if self.new_site is not None:
            self.new_site.discard()
            self.new_site = None

    def on_build_error(self, *, error: Exception) -> None:
        self.progress.clear()
        self._discard()
        if isinstance(error, OSError) and not self.serving:  # a full disk, or a file without permission
            raise Abort(f"{_AS_BEFORE}: {say_why(error)}.") from error

    def on_shutdown(self) -> None:
        for process in (self.watcher, self.builder):
            if process is not None:
                process.end()
        self.progress.clear()
        self._discard()

    def _made(self, config: MkDocsConfig) -> pipeline.Build:
        """The archive with its pages. A server that already shows them gets those of edited records first."""
        root = folders.root(config)
        if self.frames_pages and not self._keeps_files:
            return self._streamed(root, config)
        build = self._served(root)
        if build.is_behind or prevents_publishing(build.problems):
            return build
        frames = _frames(build, config)
        if build.unchanged_pages and frames != self.frames_digest:  # the texts of these pages are not in memory
            build = pipeline.make(root, replace(build, all_pages={}, ledger=Ledger()), self.timings)
        self.frames_digest = frames
        return build

    def _served(self, root: Path) -> pipeline.Build:
        if self.session.shown is None:
            before = self.kept.before(self.surroundings) if self.kept else None
            self.rewrites_kept_files = self.kept is not None and before is None
            if self.kept and self.kept.state:
                self.frames_digest = self.kept.state.frames
                self.places = {uri: place for uri, (place, _) in self.kept.state.files.items()}
            return pipeline.make(root, None, self.timings, before=before)
        quick = self.session.base() if self.incremental else None
        if quick is None:
            return pipeline.make(root, self.session.shown, self.timings)
        return self.session.to_show(pipeline.make_edited(root, quick))

    def _is_framed(self, config: MkDocsConfig) -> Callable[[str], bool]:
        """A predicate by source path: whether the plugin writes the page itself. True except for the pages in the
        navigation and the annotation page."""
        left = {routes.ANNOTATE, *(uri for uri, _ in navigation.titles(config.nav))}
        return lambda uri: self.frames_pages and uri not in left

    def _streamed(self, root: Path, config: MkDocsConfig) -> pipeline.Build:
        """The archive with its pages. Their texts are not kept in memory, and unchanged pages are not made."""
        aside = self.page_texts = SpillFile(root / cache.FOLDER)

        def store(page: Rendered) -> Rendered:
            return page.stored(aside.put_value(page.about), aside.put(page.drawn))

        before = self.building.before() if self.building else None
        build = pipeline.make(root, None, self.timings, before=before, store=store, aside=aside)
        if build.unchanged_pages and self.building and not self.building.frames_stand(_frames(build, config)):
            build = pipeline.make(root, None, self.timings, store=store, aside=aside)
        if self.building is not None:
            self.building.keep(build)
            build = replace(build, ledger=replace(build.ledger, fingerprints={}, units={}))
        return build

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> None:
        """Make the server reload pages in browsers after a build. If other processes can build, the server does nothing
        else."""
        folders.ready(config).parent.mkdir(exist_ok=True)
        folders.ready(config).touch()
        if self.watcher is not None:
            self._build_apart(server, config, builder, self.watcher)
        server.watch(str(folders.ready(config)))
        if (app := server.get_app()) is not None:
            server.set_app(reloading.reloadable(app))

    def _build_apart(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        builder: Callable[..., None],
        watcher: background.Watcher,
    ) -> None:
        for path in watcher.watched:
            with suppress(KeyError):  # its options decide which of these it watches
                server.unwatch(path)
        config.watch[:] = [path for path in config.watch if path not in watcher.watched]
        self.pages_folder = config.docs_dir
        if self.kept is not None:
            site = self.kept.folder
            server.root = str(site)
            server.error_handler = lambda code: folders.read_or_none(site / f"{code}.html")
        ready = folders.ready(config)
        self.shows_kept_site = False

        def build(changed: frozenset[str], wanted: background.Wanted) -> None:
            background.ended(self.indexing_apart)
            self.indexing_apart = None
            with collector.paused():
                if self.next_work != "nothing" or self._edits_shown(changed, ready) or self._built(builder, ready):
                    self._follow(builder, ready, wanted)

        self.builder = background.Builder(watcher, build)
        self.ready_time = ready.stat().st_mtime_ns

        def show() -> None:
            now = ready.stat().st_mtime_ns
            if now == self.ready_time:  # a change in a file that another plugin watches
                watcher.tell()
            self.ready_time = now

        server.builder = show

    def _follow(self, builder: Callable[..., None], ready: Path, wanted: background.Wanted) -> None:
        """In the building process: make the pages that depend on what is shown, and the search index, unless something
        changes again."""
        while (build := self.session.shown) is not None and self.next_work == "catch up":
            self.next_work = "nothing"
            if not self._make_the_rest(build, ready, wanted) or not self._left_over_built(builder, ready, wanted):
                return
        if build is not None and self.next_work == "index":
            self.next_work = "nothing"
            layout = self.layout
            if self.beside_is_outdated and layout is not None:
                self.wanted = wanted
                if not self._done(lambda: self._put_beside(build, layout.config)):
                    return
            self.indexing_apart = background.forked(lambda: self._index(build, *self.index_places))

    def _edits_shown(self, changed: Iterable[str], ready: Path) -> bool:
        """If only records have changed, show their own pages in the frames of the last build, since MkDocs would go
        through all pages. Returns False if a build is needed."""
        shown, laid_out = self.session.shown, self.layout
        if shown is None or laid_out is None or self.session.base() is None or not self._are_records(changed, ready):
            return False
        edited = pipeline.make_edited(ready.parents[1], shown, or_all=False)
        if edited is shown or not edited.is_behind or prevents_publishing(edited.problems):
            return False
        if any(
            page is not shown.all_pages.get(uri) and uri not in laid_out.files for uri, page in edited.all_pages.items()
        ):
            return False
        self.pictures.know(edited.all_pages.values())
        written = laid_out.written(edited)
        self.session, self.next_work = self.session.after_showing(written).after_build()
        self._put_pictures(written, Path(laid_out.config.site_dir))
        folders.show(ready)
        return True

    def _are_records(self, changed: Iterable[str], ready: Path) -> bool:
        """Whether these are record files only, and at least one."""
        content, pages = ready.parents[1] / "content", Path(self.pages_folder).resolve()
        paths = [*map(Path, changed)]
        return bool(paths) and all(it.is_relative_to(content) and not it.is_relative_to(pages) for it in paths)

    def _built(self, builder: Callable[..., None], ready: Path) -> bool:
        """Build and show the result. Returns False if the build fails or is given up."""
        done = self._done(builder)
        if done:
            folders.show(ready)
        return done

    def _done(self, work: Callable[..., None]) -> bool:
        """Run some work for a server, which continues whatever happens. Returns False if the work fails or is given
        up."""
        try:
            work()
        except _UnwantedError:
            return False
        except SystemExit as fault:  # MkDocs raises it for errors that are not bugs
            log.error("The site stays as it was until this is mended: %s", fault)  # noqa: TRY400
        except Exception:  # like MkDocs's own server
            log.exception("The site stays as it was until this is mended")
        else:
            return True
        finally:
            self.wanted, self.completes_edit = _always, False
        return False

    def _left_over_built(self, builder: Callable[..., None], ready: Path, wanted: background.Wanted) -> bool:
        """Build what an edit has left unfinished, without the files beside the pages. Returns False if something has
        changed before that was done: it then follows the next edit."""
        if self.session.shown is not None and not self.session.shown.is_behind:
            self.wanted, self.completes_edit = wanted, True
        return self._built(builder, ready)

    def _put_beside(self, build: pipeline.Build, config: MkDocsConfig) -> None:
        """Make the files beside the pages, and put them into the site."""
        before = {*self.beside}
        self._make_beside(build, config)
        site = Path(config.site_dir)
        for uri in self._hand_over_beside(config).written:
            content = self.beside[uri]
            if isinstance(content, str | bytes):
                write_file(site / uri, content.encode() if isinstance(content, str) else content)
        if self.kept is not None:
            of_pages = {uri: place for uri, place in self.places.items() if uri not in before}
            self.kept.remove(before - {*self.beside, *of_pages.values()})
            self.places = of_pages | {uri: uri for uri in self.beside}
        self.beside_is_outdated = False

    def _make_the_rest(self, build: pipeline.Build, ready: Path, wanted: background.Wanted) -> bool:
        """Make the remaining pages and show those that share a frame: pages of records as soon as they are made, then
        those of indexes. Returns False if something has changed before that was done."""
        layout = (
            self.layout
            if self.layout is not None and _frames(build, self.layout.config) == self.frames_digest
            else None
        )
        written: dict[str, dict[str, Drawn]] = {}  # by unit

        def take(unit: str, pages: dict[str, Drawn]) -> dict[str, Drawn]:
            if layout is None:
                return pages
            if unit.startswith("/") and written and not next(reversed(written)).startswith("/"):
                folders.show(ready)
            self.pictures.know(pages.values())
            written[unit] = layout.put(pages)
            return written[unit]

        def so_far() -> pipeline.Build:
            pages = {uri: page for unit in written.values() for uri, page in unit.items()}
            return replace(build, all_pages={**build.all_pages, **pages}, ledger=build.ledger.without(written))

        try:
            caught_up = pipeline.finish_pages(build, wanted, take)
        except Exception as fault:  # noqa: BLE001  (the server must continue)
            log.error("The pages that depend on what was edited could not be made; all are made anew: %s", fault)  # noqa: TRY400
            self.session = self.session.after_failure(build, so_far())
            return True
        if caught_up is None:
            self.session = self.session.after_abandoning(build, so_far())
            return False
        if self.layout is not None and _frames(caught_up, self.layout.config) == self.frames_digest:
            self.pictures.know(caught_up.all_pages.values())
            caught_up = self.layout.written(caught_up)
            folders.show(ready)
            self._put_pictures(caught_up, Path(self.layout.config.site_dir))
            try:
                self._hand_over(caught_up, self.layout.config)
            except emit.NotOursError:
                pass  # the build reports it
            else:
                self.session = self.session.after_showing_all(caught_up)
                return True
        self.session = self.session.after_catching_up(caught_up)
        return True

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.shows_kept_site:
            return Files([])
        self._ask()
        root, cache = folders.root(config), folders.pages(config)
        docs = Path(config.docs_dir).resolve()
        for file in [*files]:
            if leftovers.leftover_program(PurePosixPath(file.src_uri).name):
                files.remove(file)
        for file in files.documentation_pages():
            if docs.is_relative_to(root):
                file.edit_uri = (docs / file.src_uri).relative_to(root).as_posix()
        titles = dict(navigation.titles(config.nav))
        self.drawn_pages = self.session.shown.all_pages if self.session.shown else {}
        self.framed_files = []
        is_framed = self._is_framed(config)
        for uri, page in self.drawn_pages.items():
            if is_framed(uri):
                self.framed_files.append(framed.file_of(uri, page, config))
                files.append(self.framed_files[-1])
                continue
            if isinstance(page, UnchangedPage):
                file = (
                    # The file is already where MkDocs would write it, so nothing is written.
                    File.generated(
                        config,
                        uri,
                        abs_src_path=str(Path(config.site_dir, folders.place(uri, config))),
                        inclusion=_HIDDEN,
                    )
                    if self._keeps_files
                    else File.generated(config, uri, content="", inclusion=_HIDDEN)
                )
                file.edit_uri = page.record
                files.append(file)
                StandingPage(titles.get(uri), file, config, page)
                continue
            # A file, not a text, since `mkdocs serve --dirty` skips files with the same bytes and time. Pages named in
            # the navigation are included in it anyway.
            file = (
                File.generated(config, uri, abs_src_path=str(cache / uri), inclusion=_HIDDEN)
                if self._keeps_files
                else framed.text_file(uri, _text_of(page), config, _HIDDEN)
            )
            file.edit_uri = page.record
            files.append(file)
            GeneratedPage(titles.get(uri), file, config, page)
        beside = folders.beside(config)
        for uri, text in self.beside.items():
            if self._keeps_files:
                files.append(File.generated(config, uri, abs_src_path=str(beside / uri)))
            else:
                files.append(framed.file_beside(uri, text, config, self._reuse))
        own = Path(config.docs_dir)
        self.guide = guide.pages(own) if self.settings.guide else {}
        self.english_pages = frozenset() if messages.in_english() else frozenset(self.guide)
        for uri, text in {**package_pages(own), **self.guide}.items():
            file = File.generated(config, uri, content=text, inclusion=_HIDDEN)
            file.edit_uri = None  # the file belongs to the package and cannot be edited in this archive
            files.append(file)
        files.append(File.generated(config, config.extra["card"], content=_card(config)))
        sheets = [f"assets/stylesheets/{sheet.name}" for sheet in theme.of_material([*map(Path, config.theme.dirs)])]
        parts = [f"assets/css/{name}.css" for name in theme.COMPONENTS]
        translated = {
            theme.MESSAGES: assets.messages_script(),
            theme.MESSAGES_TO_ANNOTATE: messages.messages_for_annotator(),
        }
        said = {} if messages.in_english() else translated
        for path in (theme.STYLES[0], *parts, *sheets, *(f"{sheet}.map" for sheet in sheets), *said):
            if (apart := files.get_file_from_path(path)) is not None:
                files.remove(apart)
        for path, text in (assets.own_scripts(files) | said).items():
            files.append(File.generated(config, path, content=theme.brief_script(text)))
        files.append(File.generated(config, theme.STYLES[0], content=self.style_sheet))
        if self.settings.colour:
            files.append(File.generated(config, assets.COLOUR, content=assets.coloured(self.settings.colour)))
        if self.rewrites_kept_files:
            self.written = frozenset(file.dest_uri for file in files)
            for file in files:
                if not isinstance(file, framed.FramedFile) and Path(file.abs_dest_path).is_file():
                    os.utime(file.abs_dest_path, (0, 0))  # so that MkDocs considers its source newer
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Keep compiled templates between builds: MkDocs makes a new environment for each."""
        if self.shows_kept_site:
            return env
        self._ask()
        self.timings.switch("lay out pages")
        env.bytecode_cache = templates.COMPILED
        env.add_extension(templates.Marked)
        env.globals.update(message_functions())
        env.globals["framed"] = frame.drawn_by(env)
        former = Path(config.site_dir if self._keeps_files else self.site_folder)

        def standing(page: Page) -> Markup:
            return Markup((former / page.file.dest_uri).read_text(encoding="utf-8"))  # noqa: S704  (we wrote it)

        def content(html: str, page: FramedPage) -> str:
            self._say_laid_out()
            return self._tied(html, page, config)

        env.globals["standing"] = standing
        if self.nav is not None and self.framed_files:
            drawn = [file for file in self.framed_files if isinstance(self.drawn_pages[file.src_uri], Rendered)]
            framed.write(drawn, env, config, self.nav, content)
            if not self._keeps_files:
                for file in self.framed_files:
                    if not isinstance(self.drawn_pages[file.src_uri], Rendered):
                        self._reuse(file.dest_uri)
            if self.builds_apart:
                files_of = {file.src_uri: file for file in self.framed_files}
                self.layout = framed.Layout(files_of, env, config, self.nav, content)
        return env

    def _reuse(self, path: str) -> None:
        """In a whole build, let the new site have the former one's file at this path."""
        if self.new_site is None:
            raise RuntimeError("files are reused only in whole builds")
        self.new_site.reuse(path)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Resolve links to records, such as [[id]], in hand-written pages."""
        uri = page.file.src_uri
        if uri in self.drawn_pages:
            return markdown
        for name in ("title", "description", "author", "subtitle"):  # Material does not escape them
            if isinstance(value := page.meta.get(name), str):
                page.meta[name] = site_settings.text(value)
        if uri in self.guide:
            page.meta["hide"] = ["navigation", *page.meta.get("hide", ())]  # the guide has a page list of its own
        if self.session.shown is None or uri in self.guide:
            return markdown
        return with_links(self.session.shown.archive, uri, targets.present(markdown, uri, files))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Link record files named on a page to the repository, like "edit this page". On the annotation page, set where
        new files are created, and the version of its scripts."""
        self.read_count += 1
        self.timings.report(Step("Reading pages", self.read_count, self.page_count))
        if page.file.src_uri in self.english_pages:
            html = f'<div lang="en" dir="ltr">{html}</div>'
        return self._tied(html, page, config)

    def _tied(self, html: str, page: Page, config: MkDocsConfig) -> str:
        """The page's HTML with what depends on MkDocs's settings: see `on_page_content`."""
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
        self.laid_out_count += 1
        self.timings.report(Step("Laying out pages", self.laid_out_count, self.page_count))

    # After all other plugins, so that the policy covers what is published. The 404 page is a template without a page.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        self._say_laid_out()
        return output if isinstance(page, StandingPage) else policy.add_policy(output)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the section's index the parent of the pages below it, so that its tab is highlighted and the breadcrumbs
        are complete."""
        if self.shows_kept_site:
            return nav
        self._ask()
        # If a section begins with that index, the section is the parent; otherwise the path would name it twice.
        navigation.escape_titles(nav.items)
        indexes = {
            str(PurePosixPath(page.file.src_uri).parent): page.parent
            if page.parent and page.parent.children[0] is page
            else page
            for page in nav.pages
            if page.is_index and page is not nav.homepage
        }
        named = {page.file.src_uri for page in nav.pages}
        self.nav = nav
        if self.dirty:  # MkDocs does not read unchanged pages then, and would print "None" for their titles on others
            for page in nav.pages:
                page.read_source(config)
        pages = [*files.documentation_pages(), *self.framed_files]
        for file in pages:
            if file.page is not None and file.src_uri not in named:
                above = (str(folder) for folder in PurePosixPath(file.src_uri).parents)
                # MkDocs declares only sections as parents, but uses nothing of one that a page lacks; a section with
                # only its index would be an unnamed group in the navigation.
                file.page.parent = next((indexes[folder] for folder in above if folder in indexes), None)  # type: ignore[assignment]
        config.extra["guide"] = [*navigation.ways(files)] if self.guide else None  # for the theme
        if self.session.shown is not None:
            nav.items = navigation.without(nav.items, empty_indexes(self.session.shown.archive))
        day = self._last_change()
        for file in pages:
            if file.page is not None and day is not None:
                file.page.update_date = day or _NO_DAY
        self.page_count, self.read_count, self.laid_out_count = len(pages), 0, 0
        self.timings.switch("read pages")
        return nav

    def _last_change(self) -> str | None:
        """The day for the sitemap: that of the last commit that touched the content, or "" if unknown.

        MkDocs uses the day of the build, which would make two builds of one commit differ. None if SOURCE_DATE_EPOCH is
        set, which MkDocs follows.
        """
        if "SOURCE_DATE_EPOCH" in os.environ:
            return None
        past = self.session.shown.archive.history if self.session.shown else None
        day = past.day if past else None
        return day.isoformat() if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else ""

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Add the pages that MkDocs treats as files to the sitemap, and leave out pages that only redirect."""
        if template_name == "sitemap.xml":
            leading = redirect_paths(self.session.shown.archive) if self.session.shown else ()
            context["pages"] = [it for it in (*context["pages"], *self.framed_files) if it.src_uri not in leading]
        return context

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        if template_name != "sitemap.xml":
            return policy.add_policy(output_content)
        if self._last_change() == "":
            output_content = re.sub(rf"(?<!\s)\s*<lastmod>{_NO_DAY}</lastmod>", "", output_content)
        self.sitemaps = dict(sitemap.parts(output_content, config.site_url or ""))
        return self.sitemaps.pop(template_name)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the further sitemaps and make the search index. A server shows the previous index meanwhile."""
        build = self.session.shown
        if build is None or self.shows_kept_site:
            return
        self._ask()
        search_cache, site = folders.root(config) / cache.FOLDER / cache.SEARCH, Path(config.site_dir)
        for name, text in self.sitemaps.items():
            (site / name).write_text(text, encoding="utf-8", newline="\n")
        if not self.serving:
            self._forget_texts()
            self.timings.switch("pictures")
            self._put_pictures(build, site)
            self.timings.switch("index")
            frames = _frames(build, config)
            del build  # otherwise `_let_go` could not free it
            rest, entries, searching = self._let_go(folders.root(config) / cache.FOLDER)
            self._index(rest, search_cache, site, entries, searching)
            self.timings.switch("finish")
            self._finish(config, frames)
            self._say_timings()
            return
        before = pagefind.latest_index(search_cache)
        if before is not None:
            pagefind.put_into_site(before, site, linked=True)
        if self.rewrites_kept_files and self.kept is not None:
            self.rewrites_kept_files = False
            templates = {*config.theme.static_templates, *config.extra_templates, "sitemap.xml.gz", *self.sitemaps}
            named = {routes.picture(page.picture) for page in build.all_pages.values() if page.picture}
            self.kept.leave_only({*self.written, *templates, *named}, pagefind.FOLDER)
        build = self._standing(build, config)
        with self.session_lock:
            self.session, work = self.session.after_build()
        if self.builds_apart:
            self.next_work, self.index_places = work, (search_cache, site)
        elif work == "catch up":
            log.info("What was edited is shown. The pages that depend on it follow.")
            threading.Thread(target=self._catch_up, args=(build, folders.ready(config)), daemon=True).start()
        elif work == "index":
            threading.Thread(target=self._index, args=(build, search_cache, site), daemon=True).start()

    def _let_go(self, folder: Path) -> tuple[pipeline.Build, Sequence[Entry], SearchSettings]:
        """The rest of the build that is shown, and what the index is made from. Everything else is freed, since the
        index needs much memory: no caller may hold the build."""
        build = self.session.shown
        if build is None:
            raise RuntimeError("nothing is built yet")
        is_large = len(build.pages) > _FEW  # after an edit there is little to free, and looking for it takes longer
        with closing(SpillFile(folder)) if is_large else nullcontext() as aside:
            entries, searching = pipeline.search_entries(build), pipeline.search_vocabulary(build)
            stored = None if aside is None else aside.reloadable(entries)
            build = pipeline.Build(Contents(), Archive(build.archive.settings, {}, {}), build.problems)
            for file in self.framed_files:
                file.page = None
            self.session, self.drawn_pages, self.framed_files = self.session.after_showing(build), {}, []
            self.beside = {}
            self.pictures.forget()
            pipeline.clear_caches()
            if stored is None:
                return build, entries, searching
            del entries
            collector.release()
            return build, stored(), searching

    def _standing(self, build: pipeline.Build, config: MkDocsConfig) -> pipeline.Build:
        """`build` without the texts of written pages. Files of removed pages are deleted from the site."""
        is_framed = self._is_framed(config)
        pages: dict[str, Drawn] = {
            uri: framed.standing(page) if is_framed(uri) else page for uri, page in build.all_pages.items()
        }
        build = replace(build, all_pages=pages)
        with self.session_lock:
            self.session = replace(self.session, shown=build)
        places = {uri: folders.place(uri, config) for uri in pages}
        if self.kept is not None and not build.is_behind:
            beside = {*self.beside, *places.values()}
            self.kept.remove(place for uri, place in self.places.items() if place not in beside)
            self.kept.keep(build, self.surroundings, self.frames_digest, places)
            places |= {uri: uri for uri in self.beside}
        self.places = places
        return build

    def _finish(self, config: MkDocsConfig, frames: str) -> None:
        """Replace the previous site by the complete new one, unless a strict build had warnings, in which case MkDocs
        fails. `frames` is a digest of what the pages' frames take from the archive."""
        if self.new_site is None:
            return
        handlers = logging.getLogger("mkdocs").handlers
        found = any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
        if not (config.strict and found):
            self.timings.report(Step("Putting the site in place", 0))
            self.new_site.swap()
            self.new_site = None
            if self.building is not None:
                self.building.ended(Path(self.site_folder), frames)
            log.info("The site is whole, and stands in %s", self.site_folder)
        config.site_dir = self.site_folder

    def _catch_up(self, build: pipeline.Build, ready: Path) -> None:
        """Make the remaining pages and show them, unless a later build has begun."""
        try:
            caught_up = pipeline.finish_pages(build, lambda: self.session.is_wanted(build))
        except Exception as fault:  # noqa: BLE001  (an exception in a thread would go unnoticed)
            log.error("The pages that depend on what was edited could not be made; all are made anew: %s", fault)  # noqa: TRY400
            with self.session_lock:
                self.session, again = self.session.after_failure(build), True
        else:
            if again := caught_up is not None:
                with self.session_lock:
                    self.session = self.session.after_catching_up(caught_up)
        if again:
            folders.show(ready)

    def _begin_pictures(self, build: pipeline.Build, config: MkDocsConfig) -> None:
        addressed = config.site_url is not None
        folder = folders.root(config) / cache.FOLDER / cache.PICTURES if addressed else None
        self.pictures.begin(build, folder)

    def _put_pictures(self, build: pipeline.Build, site: Path) -> None:
        if self.serving:
            self.pictures.put(build, site)
            return
        undrawn = self.pictures.put(build, site, self._former)
        if undrawn:
            log.warning("%s of the share pictures could not be drawn", f"{undrawn:,}")
        self.pictures.leave_only(build, self.card_name)

    @property
    def _former(self) -> FormerSite | None:
        """The existing site, if a whole build may reuse its files."""
        if self.building is None or not self.building.site_stands:
            return None
        return FormerSite(Path(self.site_folder), None if self.new_site is None else self._reuse)

    def _index(
        self,
        build: pipeline.Build,
        cache: Path,
        site: Path,
        entries: Sequence[Entry] | None = None,
        searching: SearchSettings | None = None,
    ) -> None:
        with self.indexing:
            if not self.session.is_wanted(build):
                return  # a later build has begun
            try:
                if self.serving:
                    self._put_pictures(build, site)
                self._put_index(
                    pipeline.search_entries(build) if entries is None else entries,
                    searching or pipeline.search_vocabulary(build),
                    cache,
                    site,
                )
            except (OSError, RuntimeError) as fault:
                if not self.serving:
                    # The previous site is better than one whose search finds nothing.
                    raise Abort(f"{_AS_BEFORE}: {_NO_SEARCH}: {fault}.") from fault
                log.warning("%s, and the search finds nothing: %s", _NO_SEARCH, fault)

    def _put_index(self, entries: Sequence[Entry], searching: SearchSettings, cache: Path, site: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="archive-") as elsewhere:
            try:
                index = pagefind.build_index(cache, entries, searching, say=self.timings.report)
            except OSError:  # the build continues if the cache cannot be used
                if self.serving:
                    raise
                index = pagefind.build_index(Path(elsewhere), entries, searching, say=self.timings.report)
            if site.is_dir():
                pagefind.put_into_site(index, site, linked=self.serving, former=self._former)


class _UnwantedError(Exception):
    """Something has changed again, so the build is given up."""


def _always() -> bool:
    return True


_HIDDEN = InclusionLevel.NOT_IN_NAV
_AS_BEFORE = "Nothing was built, and what was there before is as it was"
_NO_SEARCH = "the search's index could not be made"

_NO_ADDRESS = (
    "The site's address is not set, so pages have no canonical link, no picture where they are shared, and the sitemap "
    "is empty; set site_url in mkdocs.yml, or SITE_URL for one build, as in SITE_URL=https://archive.your-name.net/ make site"
)

_FEW, _MANY = 500, 4_000
"""Up to the first number, drawn pages take little memory. Above the second, memory is short."""

_NO_DAY = "1970-01-01"
"""MkDocs writes this day into the gzipped sitemap as time 0, which means "no time" (RFC 1952)."""
_FIRST_YEAR, _LAST_YEAR = 1971, 2105
"""The years whose times fit into a gzip header."""

_FILE = '<code class="ar-file">'
"""The start tag with which a page marks the path of a file in the archive. Paths contain no characters that a URL would
have to escape."""


def _text_of(page: Rendered) -> Callable[[], str]:
    """A function that returns the page's text as Markdown."""
    return lambda: page.text


def collisions(build: pipeline.Build, config: MkDocsConfig) -> Iterator[Problem]:
    """A problem for each hand-written page whose address is that of a generated page."""
    root, docs, drawn = folders.root(config), Path(config.docs_dir).resolve(), build.all_pages
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs)
        file = File(uri.as_posix(), str(docs), config.site_dir, config.use_directory_urls)
        # Only a few file names give the same address; looking these up is faster than comparing all pages.
        stem = uri.parent if file.name == "index" else uri.with_suffix("")
        for name in (f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"):
            page = drawn.get(PurePosixPath(name).as_posix())
            if page:
                whose = f"the page of {page.record}" if page.record else "a page that the archive makes itself"
                place = Place((path.relative_to(root) if path.is_relative_to(root) else path).as_posix())
                yield Problem(
                    "page-in-the-way", place, "", f"this file stands where {whose} belongs", "give it another name"
                )


def _frames(build: pipeline.Build, config: MkDocsConfig) -> str:
    """A digest of what the pages' frames take from the archive: which indexes are empty, and the titles of the pages in
    the navigation."""
    drawn = build.all_pages
    named = [(uri, title or (drawn[uri].title if uri in drawn else "")) for uri, title in navigation.titles(config.nav)]
    return hashlib.sha256(repr((sorted(empty_indexes(build.archive)), named)).encode()).hexdigest()


def _card(config: MkDocsConfig) -> bytes:
    return pictures.archive_picture(folders.root(config) / cache.FOLDER / cache.PICTURES, configuration.title(config))
