"""Measures how costs grow with the archive: `python -m tests.benchmarks.site_benchmark 10000`.

Writes a synthetic archive with this number of articles and runs the phases one by one, with the time and the most
memory that each needs; then through a second run in which one article was edited; then says how many pages there are
and which are the largest. `--profile` names a phase. Whole builds are measured by `bench`, what a search moves by
`search_benchmark`.

The targets: no page above 300 KB; nothing quadratic in the number of articles. Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from generator import pipeline
from generator.archive.link import link
from generator.archive.rules import check
from generator.dates import Day
from generator.exports import emit
from generator.exports.search import pagefind
from generator.pages import plan
from generator.pages.render import render_page
from generator.problems import prevents_publishing
from generator.records.load import load
from tests.benchmarks import synthetic

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 10


def main() -> None:
    """Prints the phases, and the pages; with --profile, what takes the time of one phase."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="?", default=1_000)
    parser.add_argument("--profile", metavar="PHASE", help="print the functions in which a phase spends its time")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the archive is kept, and used again")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(call.keep or Path(temporary), call.articles, call.profile)


def measure(root: Path, articles: int, profiled: str | None) -> None:
    """All of it, in a folder that is empty, or that an earlier run filled."""
    if not (root / "content").is_dir():
        size = synthetic.write(root, articles)
        print(f"{articles:,} articles of {size / articles / 1000:.1f} KB")
    shutil.copytree(ROOT / "site_config", root / "site_config", dirs_exist_ok=True)
    watch = Watch(profiled)
    contents = watch("load", lambda: load(root))
    archive, faults = watch("link", lambda: link(contents))
    found = watch("check", lambda: check(archive, contents, Day(2026, 11, 29)))
    problems = [*contents.problems, *faults, *found]
    if prevents_publishing(problems):
        raise SystemExit(
            f"the benchmark's own archive is at fault: {next(p for p in problems if prevents_publishing([p]))}"
        )
    pages = watch("plan", lambda: list(plan(archive)))
    drawn = watch("render", lambda: {page.path: render_page(page) for page in pages})
    texts = {path: page.text for path, page in drawn.items()}
    folder = root / ".cache" / "pages"
    watch("emit", lambda: emit.write(folder, texts))
    made = pipeline.Build(contents, archive, tuple(problems), drawn)
    entries = watch("what can be found", lambda: pipeline.search_entries(made))
    shutil.rmtree(root / ".cache" / "search", ignore_errors=True)
    watch("search index", lambda: pagefind.build_index(root / ".cache" / "search", entries))
    print(f"{len(archive.records):,} records, {len(drawn):,} pages, {len(entries):,} entries to find")
    print(f"problems: {dict(Counter(problem.severity for problem in problems))}")
    edit(next((root / "content" / "articles").rglob("*.md")))
    again = watch("all again, one edited", lambda: pipeline.make(root, made))
    watch("emit again", lambda: emit.write(folder, {path: page.text for path, page in again.pages.items()}))
    changed = sum(page is not drawn.get(path) for path, page in again.pages.items())
    print(f"{changed:,} pages were drawn again")
    largest("as Markdown", ((path, len(text.encode())) for path, text in texts.items()))


class Watch:
    """Times phases, and prints each as it ends."""

    def __init__(self, profiled: str | None) -> None:
        self.profiled = profiled

    def __call__(self, name: str, phase: Callable[[], T]) -> T:
        """The result of the phase."""
        profile = cProfile.Profile()
        began, worked = time.perf_counter(), time.process_time()
        result = profile.runcall(phase) if self.profiled == name else phase()
        took, work = time.perf_counter() - began, time.process_time() - worked
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(f"{name:24} {took:8.2f} s ({work:8.2f} s of processor time), {most:6,.0f} MB at most so far", flush=True)
        if self.profiled == name:
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        return result


def edit(file: Path) -> None:
    """Adds a word to an article's body."""
    file.write_text(file.read_text(encoding="utf-8") + "One word more.\n", encoding="utf-8")


def largest(what: str, sizes: Iterable[tuple[str, int]]) -> None:
    """Prints the largest pages, with their sizes in bytes."""
    ordered = sorted(sizes, key=lambda pair: -pair[1])
    print(f"{len(ordered):,} pages {what}, {sum(size for _, size in ordered) / 1e6:,.1f} MB; the largest:")
    for path, size in ordered[:LARGEST]:
        print(f"{size:10,}  {path}")


if __name__ == "__main__":
    main()
