"""What each tool moves and how long it takes in a large archive: `python -m tests.benchmarks.tools_benchmark [--articles N | --site FOLDER]`.

Each is opened by its address in a browser with an empty cache, and asked as a reader would ask it. Bytes are those of a host that
compresses, for the page with its styles and scripts first, then for the answer. The archive is made up (`synthetic.py`); `--site` takes
one that is built already. Needs Chromium. Prints; asserts nothing but that each answers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.benchmarks import synthetic
from tests.benchmarks.hosting import Host

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000  # milliseconds
moved: list[int] = []


@dataclass(frozen=True)
class Tool:
    """The address of the page, the action on it, and the element that shows the result."""

    name: str
    address: str
    ask: Callable[[Page], None]
    answer: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--site", type=Path)
    asked = parser.parse_args()
    run(asked.articles, asked.site)


def run(articles: int, there: Path | None = None) -> None:
    """Measure all tools in a made-up archive, or in a site that is there."""
    with tempfile.TemporaryDirectory() as folder:
        site = there or built(Path(folder), articles)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            measure(f"http://127.0.0.1:{server.server_port}/", words_of(site))
            server.shutdown()


def built(root: Path, articles: int) -> Path:
    """The folder of the site of a made-up archive."""
    synthetic.write(root, articles)
    (root / "content" / "pages").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", root)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(
        command, cwd=root, check=True, env={"PYTHONPATH": str(ROOT), "PATH": str(Path(sys.executable).parent)}
    )
    return root / "site"


def words_of(site: Path) -> str:
    """A sentence of the archive with one word replaced."""
    (text, *_) = json.loads((site / "check" / "texts-3.json").read_text("utf-8"))
    words = str(text["words"]).split()[:24]
    return " ".join([*words[:4], "otherwise", *words[5:]])


def tools(sentence: str) -> list[Tool]:
    """All of them, each with a question that finds something."""

    def nothing(page: Page) -> None:
        """The address asks it."""

    def fold(name: str) -> Callable[[Page], None]:
        return lambda page: page.get_by_text(name, exact=True).first.click()

    def compared(page: Page) -> None:
        page.get_by_label("Your sentence").fill(sentence)
        page.get_by_role("button", name="Compare").click()

    def saved(page: Page) -> None:
        page.locator(".ar-head").get_by_role("button", name="Save").click()

    listed = quote("Ada\n11,000\nhttps://example.org/articles/12\nnobody at all")
    return [
        Tool("check a sentence", "check/", compared, ".ar-checked .ar-answer"),
        Tool("check a list of 4", f"check/list/#q={listed}", nothing, "[data-listed] tbody tr"),
        Tool("search: a name", "search/?q=Ada", nothing, ".ar-find .ar-hit"),
        Tool("search: a facet alone", "search/?kind=Article", nothing, ".ar-find .ar-hit"),
        Tool("compare two articles", "compare/?a=article-1&b=article-2", nothing, ".ar-compare__answer"),
        Tool("compare two people", "compare/?a=ada&b=person-12", nothing, ".ar-compare__answer"),
        Tool("count: speaker by month", "table/?of=quotations&by=speaker&and=said-month", nothing, ".ar-crossed__table td a"),
        Tool("count: open a number", "table/?of=articles&by=outlet&and=published-year&cell=_all,_all", nothing, "[data-list] > li"),
        Tool("save a record", "people/ada/", saved, ".ar-saver"),
        Tool("lost on the way", "lost/", nothing, "h1"),
        Tool("coverage of a claim", "claims/proposition-0/", fold("Who carried it, and who is not known to have"), ".ar-coverage table"),
    ]  # fmt: skip


def measure(address: str, sentence: str) -> None:
    """Print what each tool takes."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-headless-shell", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'tool':28}{'page, KB':>10}{'answer, KB':>12}{'ms':>8}")
        for tool in tools(sentence):
            _one(browser, address, tool)
        browser.close()


def _one(browser: Browser, address: str, tool: Tool) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + urlsplit(tool.address).path, wait_until="networkidle")
    before = _taken()
    start = time.perf_counter()
    if tool.address != urlsplit(tool.address).path:
        page.goto("about:blank")
        start = time.perf_counter()
        page.goto(address + tool.address)
    tool.ask(page)
    expect(page.locator(tool.answer).first).to_be_visible(timeout=PATIENCE)
    took = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    print(f"{tool.name:28}{before / 1000:>10.0f}{_taken() / 1000:>12.0f}{1000 * took:>8.0f}")
    context.close()


def _taken() -> int:
    """The bytes that were sent since this was asked last."""
    taken = sum(moved)
    moved.clear()
    return taken


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class _Host(Host):
    """It compresses texts, as hosts do."""

    def do_GET(self) -> None:  # noqa: N802 - the base class names it so
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        packs = file.suffix in (".html", ".css", ".js", ".json", ".svg")
        body = _packed(file) if packs else file.read_bytes()
        moved.append(len(body))
        self.send(file, body, packed=packs)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


if __name__ == "__main__":
    main()
