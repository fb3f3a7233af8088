"""Measures the bytes and the time of a search at 10,000 articles: `python -m tests.benchmarks.search_benchmark
[--articles N]`.

The target is at most 300 KB for a query, and an answer in under 300 ms. The index is of made-up entries, two quotations an
article on average, with words as frequent as words are; the pages around it are this archive's own. The server compresses scripts as
hosts do; the files of the index are compressed already. Before that index takes its place, the site's own is asked for what readers type
(`tests/search/quality.py`). Needs Chromium, and Node for that. Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from generator.exports.search import pagefind
from generator.exports.search.entries import Entry, Facet
from tests.benchmarks.hosting import Host
from tests.in_browser import until
from tests.search import quality

ROOT = Path(__file__).resolve().parents[2]
moved: list[tuple[str, int]] = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        site, cache = Path(folder, "site"), Path(folder, "cache")
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)], cwd=ROOT, check=True)
        if shutil.which("node"):
            print("\n".join(quality.report(quality.outcomes(site))), end="\n\n")
        found = list(entries(articles))
        start = time.perf_counter()
        index = pagefind.build_index(cache, found)
        took = time.perf_counter() - start
        sizes = [file.stat().st_size for file in index.rglob("*") if file.is_file()]
        print(f"{articles:,} articles, {len(found):,} entries: indexed in {took:.1f} s, {len(sizes):,} files")
        print(f"{sum(sizes) / 1e6:.1f} MB; of these on the first query: {_size(index, '*.pf_meta')} names of results")
        pagefind.put_into_site(index, site, linked=False)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            ask(f"http://127.0.0.1:{server.server_port}/")
            server.shutdown()


def ask(address: str) -> None:
    """The queries, each in what a reader would have loaded by then."""
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(address, wait_until="networkidle")
        moved.clear()
        page.keyboard.press("/")
        asked(page, "dialog, first query (a name)", "ada0", "dialog .ar-hit")
        dice = random.Random(3)  # noqa: S311 - the same questions in every run
        drawn = [round(20 ** (1 + 2 * dice.random())) for _ in range(40)]
        took = sorted(asked(page, f"dialog, the {rank:,}th word", VOCABULARY[rank], "dialog .ar-hit") for rank in drawn)
        print(
            f"dialog, {len(took)} words: median {took[len(took) // 2]:.0f} ms, nineteen of twenty {took[-3]:.0f} ms\n"
        )
        for rank in (20, 5, 0):  # in a quarter of all entries, in a third, and in most, as "the" is
            asked(page, f"dialog, the {rank:,}th word", VOCABULARY[rank], "dialog .ar-hit")
        for first, second in (
            (9, 60),
            (2, 9),
            (0, 1),
        ):  # exact phrases to look for in a few, in many, and in too many entries
            phrase = f'"{VOCABULARY[first]} {VOCABULARY[second]}"'
            asked(page, f"dialog, the {first:,}th and the {second:,}th word, a phrase", phrase, "dialog .ar-hit")
        page = browser.new_page()
        moved.clear()
        page.goto(address + "search/", wait_until="networkidle")
        page.locator(".ar-find [name=q]").focus()
        asked(page, "page, first query", "ada0", ".ar-find .ar-hit")
        for label in ("Kind", "Speaker", "Year"):
            facet = page.locator(f"details[data-label='{label}']")
            if facet.get_attribute("open") is not None:
                facet.locator("summary").click()
            timed(
                page,
                f"page, filter opened: {label}",
                "click",
                f"[data-label={label}] label",
                facet.locator("summary").click,
            )
        turn = partial(page.get_by_label("Sort by").select_option, "newest")
        timed(page, "page, sorted by date", "change", ".ar-find .ar-hit", turn)
        # From nothing each, without words: from a twentieth of all entries to four fifths.
        for label, *values in (
            ("Kind", "Person"),
            ("Kind", "Quotation"),
            ("Language", "English"),
            ("Mentions", f"Ada0 {VOCABULARY[0].title()}"),
            ("Year", "2023"),
            ("Year", "2022", "2023", "2024", "2025"),
        ):
            page = browser.new_page()
            moved.clear()
            page.goto(address + "search/", wait_until="networkidle")
            facet = page.locator(f"details[data-label='{label}']")
            if facet.get_attribute("open") is None:
                facet.locator("summary").click()
            for value in values:
                row = facet.locator(f"[value='{value}']")
                timed(page, f"page, a filter without words: {value}", "click", ".ar-find .ar-hit", row.check)
            turn = partial(page.get_by_label("Sort by").select_option, "oldest")
            timed(page, "page, the oldest of them first", "change", ".ar-find .ar-hit", turn)
        browser.close()


TIMED = """([event, sign]) => {
  document.querySelectorAll(sign).forEach((node) => node.remove());
  delete window.took;
  let begun;
  document.addEventListener(event, () => { begun ??= performance.now(); }, true);
  const watch = new MutationObserver(() => {
    if (begun === undefined || !document.querySelector(sign)) return;
    watch.disconnect();
    requestAnimationFrame(() => {  // the frame that draws it, laid out
      document.body.getBoundingClientRect();
      window.took = performance.now() - begun;
    });
  });
  watch.observe(document.body, { childList: true, subtree: true });
}"""


def timed(page: Page, what: str, event: str, sign: str, act: Callable[[], object]) -> float:
    """Milliseconds from an event that the act causes to its sign on the screen, as the page's own clock has it."""
    page.evaluate(TIMED, [event, sign])
    act()
    until(page, "window.took")
    page.wait_for_timeout(200)  # for what follows it
    took = float(page.evaluate("window.took"))
    told(what, took)
    return took


def asked(page: Page, what: str, query: str, hit: str) -> float:
    """A query typed at once; what the field itself waits for is part of its time."""
    page.keyboard.press("Control+a")
    return timed(page, what, "input", hit, lambda: page.keyboard.insert_text(query))


def told(what: str, took: float) -> None:
    print(f"{what:40} {took:6.0f} ms {sum(size for _, size in moved) / 1000:7.0f} KB in {len(moved):3} files")
    kinds: dict[str, int] = {}
    for path, size in moved:
        name = Path(path).suffix or path
        kinds[name] = kinds.get(name, 0) + size
    print(" " * 40, ", ".join(f"{name} {size / 1000:.0f}" for name, size in sorted(kinds.items(), key=lambda p: -p[1])))
    moved.clear()


class _Host(Host):
    """A static host: scripts and data compressed, and every byte of the search's own files counted."""

    def do_GET(self) -> None:  # noqa: N802 - the base class names it so
        path = urlsplit(self.path).path
        file = Path(self.translate_path(self.path))
        if "/pagefind/" not in path or not file.is_file():
            super().do_GET()
            return
        body = file.read_bytes()
        packed = file.suffix in (".js", ".json")
        body = gzip.compress(body) if packed else body
        moved.append((path, len(body)))
        self.send(file, body, packed=packed)


def entries(articles: int) -> Iterator[Entry]:
    """Articles of 120 words with one to three quotations of 25, and one person for every seven articles."""
    dice = random.Random(1)  # noqa: S311 - the same made-up words in every run
    weights = [1 / (n + 3) for n in range(len(VOCABULARY))]
    people = [f"Ada{n} {VOCABULARY[n % 5_000].title()}" for n in range(articles // 7)]
    often = [1 / (n + 2) for n in range(len(people))]
    outlets = [f"The {VOCABULARY[n].title()} Herald" for n in range(min(300, articles))]

    def words(number: int) -> str:
        return " ".join(dice.choices(VOCABULARY, weights, k=number))

    for n in range(articles):
        day = f"{dice.randint(2022, 2026)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        named = tuple(dict.fromkeys(dice.choices(people, often, k=6)))
        shared: tuple[tuple[Facet, tuple[str, ...]], ...] = (
            ("outlet", (dice.choice(outlets),)),
            ("country", (dice.choice(("Russia", "Ukraine", "South Korea", "United States")),)),
            ("language", (dice.choice(("English", "English", "English", "Russian", "Korean")),)),
            ("topic", (f"Topic {dice.randint(1, 20)}",)),
            ("date", (day,)),
        )
        kind: tuple[Facet, tuple[str, ...]] = ("kind", ("Article",))
        yield Entry(f"articles/a-{n}/", words(8), words(120), (*shared, kind, ("named", named)), about="x", when=day)
        for q in range(dice.randint(1, 3)):  # unequal, or what lists them would compress as no archive's does
            own: tuple[tuple[Facet, tuple[str, ...]], ...] = (
                ("kind", ("Quotation",)),
                ("speaker", named[:1]),
                ("named", named[:2]),
                ("fidelity", (dice.choice(("Verbatim", "Altered", "Not yet judged")),)),
            )
            url = f"articles/a-{n}/#q-{q}"
            yield Entry(url, named[0], words(25), (*shared, *own), also=words(8), about="x, 2 hands", when=day)
    for n, name in enumerate(people):
        kind = ("kind", ("Person",))
        yield Entry(f"people/ada-{n}/", name, words(20), (kind,), names=name, called=(name,), weight=len(people) - n)


def _size(index: Path, pattern: str) -> str:
    return f"{sum(file.stat().st_size for file in index.glob(pattern)) / 1000:.0f} KB"


def _vocabulary() -> list[str]:
    dice = random.Random(2)  # noqa: S311
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
    return list(dict.fromkeys("".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(24_000)))


VOCABULARY = _vocabulary()

if __name__ == "__main__":
    main()
