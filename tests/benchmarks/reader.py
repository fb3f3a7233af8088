"""Measures what a reader waits for, and the bytes transferred: a first visit to a page, and the first result of a
search."""

from __future__ import annotations

import gzip
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.hosting import Host
from tests.benchmarks.search_benchmark import TIMED
from tests.in_browser import until

_CALM = 1_500
"""Milliseconds after which nothing more is asked for."""
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv")


@dataclass(frozen=True, slots=True)
class Visit:
    """A first visit to a page, with an empty cache."""

    moved: int
    """Bytes of all files that were asked for, as compressed as a host sends them, until nothing more is asked for."""
    files: int
    painted: float
    """Seconds until something was to be seen (the first contentful paint)."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first search on a page."""

    moved: int
    """Bytes from the opening of the dialog to the first results."""
    seconds: float
    """From the letters in the field to the first result on the screen."""


@dataclass(frozen=True, slots=True)
class Read:
    """The measurements of a site as a reader has it."""

    visits: dict[str, Visit]
    """By the page's address. Times are the medians of some visits."""
    found: Found | None
    """None where the site has no search that is known here."""


def read(site: Path, program: str, addresses: Sequence[str], query: str, rounds: int) -> Read:
    """Visits a site with this browser; from the first of the addresses it searches."""
    with host(site) as (address, moved), sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        try:
            visits = {it: _median([_visit(browser, address + it, moved) for _ in range(rounds)]) for it in addresses}
            found = [_search(browser, address + addresses[0], query, moved) for _ in range(rounds)]
        finally:
            browser.close()
    return Read(visits, Found(max(it.moved for it in found), statistics.median(it.seconds for it in found)))


def _median(visits: Sequence[Visit]) -> Visit:
    most = max(visits, key=lambda it: it.moved)
    return Visit(most.moved, most.files, statistics.median(it.painted for it in visits))


def _visit(browser: Browser, url: str, moved: list[int]) -> Visit:
    context = browser.new_context()
    try:
        page = context.new_page()
        moved.clear()
        page.goto(url, wait_until="load")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(_CALM)
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        return Visit(sum(moved), len(moved), painted / 1000)
    finally:
        context.close()


def _search(browser: Browser, url: str, query: str, moved: list[int]) -> Found:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        moved.clear()
        page.keyboard.press("/")
        page.get_by_role("dialog").get_by_role("searchbox").wait_for()
        page.wait_for_timeout(_CALM)
        page.evaluate(TIMED, ["input", "dialog .ar-hit"])
        page.keyboard.insert_text(query)
        until(page, "window.took", 120)
        took = float(page.evaluate("window.took"))
        page.wait_for_timeout(_CALM)
        return Found(sum(moved), took / 1000)
    finally:
        context.close()


@contextmanager
def host(site: Path) -> Iterator[tuple[str, list[int]]]:
    """A host of the site: its address, and the size of each file that it has sent since that list was cleared."""
    moved: list[int] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, moved, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", moved
        finally:
            server.shutdown()


class _Host(Host):
    """Sends texts compressed, as hosts do, and notes how much it sends."""

    def __init__(self, moved: list[int], *arguments: Any, **options: Any) -> None:
        self._moved = moved
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:  # noqa: N802 - the base class names it so
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            super().do_GET()
            return
        packed = file.suffix in _PACKED
        body = _compressed(file) if packed else file.read_bytes()
        self._moved.append(len(body))
        self.send(file, body, packed=packed)


@lru_cache(maxsize=256)
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)
