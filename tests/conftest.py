"""Shared fixtures: archives built once for all workers, served from this machine, and opened in the system's
Chromium."""

from __future__ import annotations

import gc
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from generator import collector
from generator.text import messages
from tests import forked

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "archives" / "small"
SITE_URL = "https://archive.example/"
"""The URL of the built sites."""
REAL_CONTENT_COMMIT = "c33e92a860a61b6e964eccaf15f6c09026b65400"
"""The commit whose content serves as an archive of realistic size, so that contributions to today's content cannot
break tests. If the generator stops accepting that content, a later commit is named."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""In order of preference. The first is Chromium without a user interface, which takes a quarter less processor time."""

expect.set_options(timeout=30_000)  # the same as for a click, since the machine may be busy


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what comes out as what is expected")
    parser.addoption(
        "--in-full", action="store_true", help="try all of what is otherwise tried on a choice, as the nightly run does"
    )
    parser.addoption(
        "--slow-browser",
        type=float,
        metavar="TIMES",
        help="give pages a processor that is so many times as slow, and files that come late and in any order",
    )
    parser.addoption("--kills", type=int, default=1, help="how often each build is ended by each signal (usually once)")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """With `-n auto`, use two more processes than cores: some tests are always waiting for a browser or another
    program. Unit tests never wait."""
    return (os.cpu_count() or 1) + (0 if "not processes" in config.option.markexpr else 2)


def pytest_configure(config: pytest.Config) -> None:
    """Store how much the browser is slowed down in this run, and whether everything is tried."""
    global slowness, whole  # noqa: PLW0603  (once, before any test)
    slowness = config.getoption("--slow-browser")
    whole = config.getoption("--in-full")


slowness: float | None = None
"""The factor by which pages' processors are slowed down; None for not at all. Tests that read a page before it has
answered then fail reliably, instead of once in a hundred runs."""
whole = False
"""Whether this run tries everything, for what is set before there are fixtures. Tests ask `in_full`."""


BY_NAME = ("test_builders.py",)
"""Test files that install packages that nothing else needs. They only run if named explicitly: `make test-builders`."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Ignore such a file unless it is named."""
    named = any(collection_path.name in argument for argument in config.args)
    return True if collection_path.name in BY_NAME and not named else None


SLOWEST = ("test_package.py", "test_valid.py", "test_same_bytes.py", "test_made_again.py", "test_killed_builds.py")
"""Test files with single tests of ten seconds. They come first, so that none of them is still running when all other
workers have nothing left."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the dearest first, and deselect `in_full` tests unless --in-full is given."""
    items.sort(key=lambda item: item.path.name not in SLOWEST)
    left = [] if config.getoption("--in-full") else [item for item in items if item.get_closest_marker("in_full")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("in_full")]


def pytest_collection_finish() -> None:
    """Have Python look for no garbage in what was imported and collected, which stays to the end, and seldom in what
    the tests make: otherwise a tenth of their time goes into it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that build a site, all of those in tests/site among them, and those that run Node."""
    fixtures = getattr(item, "fixturenames", ())
    if item.path.parent.name == "site" or "real_archive" in fixtures or "site_of_kinds" in fixtures:
        item.add_marker("builds")
    if "node" in fixtures:
        item.add_marker("processes")


@pytest.fixture(scope="session", autouse=True)
def _frozen() -> Iterator[None]:
    """A build in a test's own process neither keeps all that the process holds nor looks through it in the end, as one
    in its own does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collector, "freeze", lambda: None)
        patch.setattr(collector, "release", lambda: None)
        yield


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Restore English after each test, since building an archive in the test's process sets its language."""
    yield
    messages.set_language(messages.ENGLISH)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def in_full(request: pytest.FixtureRequest) -> bool:
    """Whether everything is tried, instead of a sample."""
    return bool(request.config.getoption("--in-full"))


def at_night(*cases: Any) -> list[Any]:
    """Parameter values, or tuples of them, that are tried only in full."""
    return [pytest.param(*(it if isinstance(it, tuple) else (it,)), marks=pytest.mark.in_full) for it in cases]


def examples(number: int) -> int:
    """How many examples Hypothesis tries of a property: this number in full, a third of it by day."""
    return number if whole else number // 3


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node, which runs the tools in .ci/package.json. Skips the test if they are not installed."""
    found = shutil.which("node")
    if found is None or not (ROOT / ".ci" / "node_modules").is_dir():
        pytest.skip("the tools of .ci/package.json are not here: npm ci --prefix .ci --ignore-scripts")
    return found


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder made once for all workers of this run, by the first worker that asks. If making it fails, it fails for
    each of them."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, outcome = shared / name, shared / f"{name}.outcome"
    with FileLock(shared / f"{name}.lock"):
        if not outcome.exists():
            try:
                make(folder)
            except (AssertionError, OSError, subprocess.SubprocessError) as fault:
                outcome.write_text(f"{name} could not be made:\n{fault}", encoding="utf-8")
                raise
            outcome.touch()
    fault_before = outcome.read_text(encoding="utf-8")
    assert not fault_before, fault_before
    return folder


def copy_mkdocs_config(root: Path) -> None:
    """Copy this archive's mkdocs.yml to an archive, so that it builds in the same way."""
    shutil.copy(ROOT / "mkdocs.yml", root)


def build(root: Path, *options: str, **variables: str) -> None:
    """Build the site of an archive into its folder `site`, with the generator under test."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    env = os.environ | {"PYTHONPATH": str(ROOT), **variables}
    done = forked.run(command, cwd=root, env=env)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def real_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of an archive of realistic size: this repository's content at a fixed commit, under today's settings,
    built strictly.

    It includes the history up to that commit. In a clone without the commit, it has today's content and no history.
    """
    return once(tmp_path_factory, "real", _make_real)


def _make_real(root: Path) -> None:
    git = shutil.which("git") or "git"
    root.mkdir()
    steps = (
        ("cat-file", "-e", f"{REAL_CONTENT_COMMIT}^{{commit}}"),
        ("clone", "--quiet", "--shared", "--no-checkout", str(ROOT), str(root)),
        ("-C", str(root), "update-ref", "--no-deref", "HEAD", REAL_CONTENT_COMMIT),
        ("-C", str(root), "checkout", "--quiet", REAL_CONTENT_COMMIT, "--", "content"),
    )
    for step in steps:
        if subprocess.run([git, *step], cwd=ROOT, capture_output=True, check=False).returncode:
            shutil.rmtree(root)
            shutil.copytree(ROOT / "content", root / "content")
            break
    shutil.copytree(ROOT / "site_config", root / "site_config")
    shutil.copy(ROOT / "mkdocs.yml", root)
    build(root, "--strict", SITE_URL=SITE_URL)


@pytest.fixture(scope="session")
def built_site(real_archive: Path) -> Path:
    """The folder of the realistic archive's site."""
    return real_archive / "site"


@pytest.fixture(scope="session")
def site_of_kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small archive's site, which has every kind of page, in this archive's theme and settings."""
    return once(tmp_path_factory, "small", _make_small) / "site"


def _make_small(root: Path) -> None:
    shutil.copytree(SMALL, root)
    copy_mkdocs_config(root)
    build(root, "--strict", SITE_URL=SITE_URL)


@pytest.fixture(scope="session")
def served_kinds(site_of_kinds: Path) -> Iterator[str]:
    """The URL of the small archive's site, with a trailing slash."""
    with serving(site_of_kinds) as address:
        yield address


@pytest.fixture(scope="session")
def served_site(built_site: Path) -> Iterator[str]:
    """The URL of the realistic archive's site, with a trailing slash."""
    with serving(built_site) as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP on a port of its own while the context lasts. Files in a folder `assets` must not change
    meanwhile, since browsers cache them."""
    with _server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def _server(folder: Path) -> ThreadingHTTPServer:
    """A server on a port not used before, since browsers cache by port."""
    refused = []
    while (
        server := ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    ).server_port in _used_ports:
        refused.append(server)
    for other in refused:
        other.server_close()
    _used_ports.add(server.server_port)
    return server


_used_ports: set[int] = set()


class _Silent(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=86400, immutable")
        super().end_headers()

    def do_GET(self) -> None:
        """Send a file. In a slow run, every other file except pages is delayed, so that a page's files arrive in any
        order."""
        page = urlsplit(self.path).path.endswith(("/", ".html"))
        if slowness and not page and random.random() < 0.5:  # noqa: S311  (no need for a secure generator)
            time.sleep(random.uniform(0, 0.3))  # noqa: S311
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        pass


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The system's Chromium. In CI, its absence is a failure; elsewhere the test is skipped."""
    if not any(map(shutil.which, BROWSERS)):
        words = f"no browser here: none of {', '.join(BROWSERS)} is on the path"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    with chromium(
        () if request.config.getoption("--in-full") else (f"--disable-features={','.join(SWITCHED_OFF)}",)
    ) as it:
        yield it


SWITCHED_OFF = (
    "RenderDocument",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
)
"""Features of Chromium that are off by day. Without the first, which gives each document a new frame, loading a page
takes an eighth less processor time. The others are off in any case: only the last such list counts."""


@contextmanager
def chromium(more: Sequence[str] = ()) -> Iterator[Browser]:
    """The system's Chromium while the context lasts, started with these options too; it must be installed. It can reach
    no other host."""
    found = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        options = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            *more,
        ]
        browser = playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(laptops: Guarded) -> Iterator[Page]:
    """A fresh page that cannot reach other hosts. Fails the test if the page tried to, a script failed, or its policy
    blocked something."""
    with laptops.page() as fresh:
        yield fresh


@pytest.fixture
def phone(phones: Guarded) -> Iterator[Page]:
    """Like `page`, on a small phone with touch input and a coarse pointer."""
    with phones.page() as fresh:
        yield fresh


@pytest.fixture
def bare(without_scripts: Guarded) -> Iterator[Page]:
    """Like `page`, without scripts."""
    with without_scripts.page() as fresh:
        yield fresh


@pytest.fixture(scope="session")
def laptops(browser: Browser) -> Iterator[Guarded]:
    """The context in which laptop pages are opened."""
    with closing(Guarded(browser.new_context())) as shared:
        yield shared


@pytest.fixture(scope="session")
def phones(browser: Browser) -> Iterator[Guarded]:
    """The context in which phone pages are opened."""
    size = ViewportSize(width=360, height=740)
    context = browser.new_context(viewport=size, device_scale_factor=2, is_mobile=True, has_touch=True)
    with closing(Guarded(context)) as shared:
        yield shared


@pytest.fixture(scope="session")
def without_scripts(browser: Browser) -> Iterator[Guarded]:
    """The context in which pages without scripts are opened."""
    with closing(Guarded(browser.new_context(java_script_enabled=False))) as shared:
        yield shared


_REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample, sourceFile, lineNumber }) => {
  console.error(`against the policy: ${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}:${lineNumber}`);
});
"""


Scheme = Literal["dark", "light", "null"]
Motion = Literal["reduce", "null"]


def _arriving(page: Page) -> Callable[..., None]:
    """A `wait_for_url` that also waits for the page, which appears slightly later if it is replaced without a
    reload."""
    waited = page.wait_for_url

    def wait(*values: Any, **named: Any) -> None:
        waited(*values, **named)
        page.wait_for_function(_ARRIVED)

    return wait


_ARRIVED = """() => {
  const stated = document.querySelector("link[rel=canonical]");
  return !stated || new URL(stated.href).pathname.endsWith(location.pathname);
}"""


class Guarded:
    """A browser context shared by many tests, one after another. Each test gets a page in its initial state, except
    that unchanged files are not fetched again.

    Creating a page and loading a site's scripts costs more than most tests. So one page is reused, unless a test
    changes it in a way that cannot be undone.
    """

    def __init__(self, context: BrowserContext, scheme: Scheme = "null", motion: Motion = "null") -> None:
        """`scheme` and `motion` must be those of the context."""
        self._context = context
        self._scheme, self._motion = scheme, motion
        self._page: Page | None = None
        self._faults: list[str] = []
        self._origins: set[str] = set()
        self._undone = ExitStack()
        context.add_init_script(_REPORT_VIOLATIONS)
        context.on("request", self._on_request)
        context.on("weberror", lambda it: self._faults.append(f"a script broke: {it.error}"))
        context.on("console", self._on_console)

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.hostname == "127.0.0.1":
            self._origins.add(f"http://{address.netloc}")
        elif address.scheme not in ("data", "blob", "file"):
            self._faults.append(f"asked a third party: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        """Record the page's errors. Failed requests are ignored: a test may make them on purpose."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._faults.append(f"an error of the page: {message.text}")

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page in its initial state. At the end, all other pages are closed and stored data is deleted."""
        page = self._page or self._new_page()
        size = page.viewport_size
        self._faults.clear()
        try:
            yield page
        except BaseException:
            self._page = None
            raise
        finally:
            self._forget(page, size)
        assert self._faults == []

    def _new_page(self) -> Page:
        page = self._page = self._context.new_page()
        for name in _LASTING:
            setattr(page, name, self._parting(getattr(page, name)))
        self._undone = ExitStack()
        for name in ("on", "once"):
            setattr(page, name, self._listening(page, getattr(page, name)))
        setattr(page, "route", self._routing(page))  # noqa: B010  (mypy forbids assigning to a method)
        setattr(page, "wait_for_url", _arriving(page))  # noqa: B010
        emulate = self._emulate = page.emulate_media
        self._emulates = True

        def emulated(**named: Any) -> None:
            self._emulates = True
            emulate(**named)

        setattr(page, "emulate_media", emulated)  # noqa: B010
        if slowness:
            self._context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowness})
        return page

    def _parting(self, method: Callable[..., object]) -> Callable[..., object]:
        """A method of the page after whose use the page is not reused."""

        def used(*values: object, **named: object) -> object:
            self._page = None
            return method(*values, **named)

        return used

    def _listening(self, page: Page, method: Callable[..., None]) -> Callable[..., None]:
        """A method of the page that adds a listener, which is removed when the page is reset."""

        def listen(event: str, listener: Callable[..., object]) -> None:
            method(event, listener)
            self._undone.callback(_stop_listening, page, event, listener)

        return listen

    def _routing(self, page: Page) -> Callable[..., object]:
        """The page's `route`, whose routes end when the page is reset."""
        method = page.route

        def route(*values: Any, **named: Any) -> object:
            self._undone.callback(page.unroute_all)
            return method(*values, **named)

        return route

    def _forget(self, page: Page, size: ViewportSize | None) -> None:
        if page.is_closed() or len(self._origins) > 1:
            self._page = None
        if self._page is None:
            page.close()
            page = self._new_page()
        for other in self._context.pages:
            if other != page:
                other.close()
        if self._origins:
            if page.url != "about:blank":  # a new page has none of it
                _leave(page)
            session = self._context.new_cdp_session(page)
            for origin in self._origins:
                session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": _STORED})
            session.send("Page.resetNavigationHistory")
            session.detach()  # one that stays takes the media of the page from it when it loads another site
        self._undone.close()
        self._origins.clear()
        self._context.clear_permissions()
        if size and page.viewport_size != size:
            page.set_viewport_size(size)
        if self._emulates:
            self._emulate(
                media="null",
                color_scheme=self._scheme,
                contrast="null",
                forced_colors="null",
                reduced_motion=self._motion,
            )
            self._emulates = False

    def close(self) -> None:
        """Close the context."""
        self._context.close()


_LASTING = (
    "add_init_script",
    "add_locator_handler",
    "expose_binding",
    "expose_function",
    "route_from_har",
    "set_default_navigation_timeout",
    "set_default_timeout",
    "set_extra_http_headers",
)
"""Methods of a page whose effects outlast the current document and cannot be undone."""
_STORED = "cookies,file_systems,indexeddb,local_storage,cache_storage,service_workers"


def _stop_listening(page: Page, event: str, listener: Callable[..., object]) -> None:
    with suppress(KeyError):  # one that listens once may have gone by itself
        page.remove_listener(event, listener)


def _leave(page: Page) -> None:
    """Reset the page to about:blank: its scripts run their unload handlers, then stored data is deleted."""
    page.evaluate("addEventListener('pagehide', () => sessionStorage.clear())")
    page.mouse.move(-1, -1)
    page.goto("about:blank")


@contextmanager
def guarded(context: BrowserContext) -> Iterator[Page]:
    """A guarded page in a context of its own, which is closed at the end."""
    with closing(Guarded(context)) as its, its.page() as fresh:
        yield fresh


@pytest.fixture(scope="session")
def axe() -> Axe:
    """The accessibility checker: axe from .ci/package.json, or an older version if that is not installed."""
    newest = ROOT / ".ci" / "node_modules" / "axe-core" / "axe.min.js"
    return _Settled(Axe.from_file(newest) if newest.is_file() else Axe())


class _Settled:
    """Runs axe once all transitions have ended, since half-faded colours have less contrast."""

    def __init__(self, axe: Axe) -> None:
        self._axe = axe

    def run(self, page: Page, **options: object) -> AxeResults:
        """The results of axe."""
        page.evaluate(_SETTLED)
        return self._axe.run(page, **options)


_SETTLED = """() => Promise.race([
  new Promise((done) => setTimeout(done, 2000)),
  Promise.allSettled(document.getAnimations().filter((it) => it.effect?.getTiming().iterations !== Infinity).map((it) => it.finished)),
]).then(() => {})"""
