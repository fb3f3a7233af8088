"""How long an archive of 2,000 articles of 6 KB takes to load, link and check: `python -m tests.benchmarks.load_benchmark`.

The target is under 10 s on two cores. Prints; asserts nothing but that the articles are without a fault.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.archive.link import link
from generator.archive.rules import check
from generator.dates import Day
from generator.problems import prevents_publishing
from generator.records.load import load

R = TypeVar("R")

ARTICLES = 2_000
PEOPLE = 400
QUOTATION = """\
  - id: words-{n}
    speaker: person-{speaker}
    role: secretary of the Security Council
    text: the water rose faster than anyone in the valley could remember, and it did not stop for {n} days
    context: on how quickly the river had risen
    cue: saying
    said: {{edtf: 2025-05-28, words: Wednesday, basis: weekday resolved against the dispatch}}
    to: reporters
    via: [agency, {{by: wire, implied: true}}]
    translated: true
    fidelity: translation
    note: The paper prints a variant of these words as its own paraphrase; this copy puts them in quotation marks.
"""
STATEMENT = """\
  - id: stance-{n}
    holder: person-{speaker}
    stance: asserts
    proposition: it-rose
    date: {{edtf: 2024-10~, words: just months ago}}
    quotations: [words-{n}]
"""
FIGURE = """\
  - id: figure-{n}
    measure: houses
    low: 10000
    high: 12000
    by: [agency]
    as_of: {{edtf: 2024-12, words: Back in December}}
    qualifier: estimated
"""
ARTICLE = """\
---
title: The river rises in its valley, number {n}
deck: What the paper says of the flood, and whom it has from whom.
language: en
publisher: paper
authors: [Jane Doe, John Doe]
published:
  edtf: "[2025-05-29..2025-05-31]"
  words: null
  basis: no date in the copy; it reports a Thursday dispatch about a Wednesday
source:
  url: "https://example.org/articles/{n}"
  archived: [{{url: "https://archive.example.org/{n}", captured: 2025-06-01}}]
  seen: 2026-11-22
  copy: whole
  sha256: {n:064x}
rights: {{status: InC, text: summary}}
topics: [floods]
quotations:
{quotations}statements:
{statements}figures:
{figures}events: [flood-of-may, {{event: rain-of-may, date: 2025-05~}}]
notes: What a careful archivist should know about this copy, at some length, since the copy is an odd one.
---
{body}
"""


def main() -> None:
    """Writes the archive, times each phase, and prints the figures; with --profile, where the time goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--profile", action="store_true", help="print the functions that take most of the time")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        size = _write(root, call.articles)
        print(f"{call.articles:,} articles of {size / call.articles / 1000:.1f} KB, {PEOPLE + 8} other records")
        profile = cProfile.Profile()
        if call.profile:
            profile.enable()
        began, worked = time.perf_counter(), time.process_time()
        contents = _timed("load", lambda: load(root))
        archive, faults = _timed("link", lambda: link(contents))
        found = _timed("check", lambda: check(archive, contents, Day(2026, 11, 29)))
        _told("together", began, worked)
        profile.disable()
        _timed("load again, nothing changed", lambda: load(root, contents))
        problems = [*contents.problems, *faults, *found]
        if prevents_publishing(problems, strict=True):
            raise SystemExit(f"the benchmark's own articles are at fault: {problems[0]}")
        if call.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(20)


def _timed(name: str, phase: Callable[[], R]) -> R:
    began, worked = time.perf_counter(), time.process_time()
    result = phase()
    _told(name, began, worked)
    return result


def _told(name: str, began: float, worked: float) -> None:
    print(f"{name:28} {time.perf_counter() - began:6.2f} s ({time.process_time() - worked:.2f} s of processor time)")


def _write(root: Path, articles: int) -> int:
    """Writes the archive, and returns the size of its articles in bytes."""
    records = {
        "organisations/agency": "name: Agency\n",
        "organisations/paper": "name: Paper\n",
        "organisations/wire": "name: Wire\n",
        "topics/floods": "title: Floods\n",
        "measures/houses": "name: Houses flooded\ncounts: Houses with water on the ground floor.\n",
        "propositions/it-rose": "sentence: The river rose.\n",
        "events/flood-of-may": "what: A river floods its valley\ndate: 2025-05\n",
        "events/rain-of-may": "what: It rains for a week\ndate: 2025-05\n",
        **{f"people/person-{n}": f"name: Person {n}\nalso: [Person No. {n}]\ncountry: KR\n" for n in range(PEOPLE)},
    }
    for path, text in records.items():
        _put(root / "content" / f"{path}.yml", text)
    return sum(_put(root / "content" / "articles" / "2025" / f"article-{n}.md", _article(n)) for n in range(articles))


def _article(n: int) -> str:
    speakers = [(n * 7 + i) % PEOPLE for i in range(5)]
    sentence = (
        "[[person-{}]] of the [[agency|state agency]] told the [[paper]] how [[q:words-{}]], and what came after. "
    )
    body = "".join(sentence.format(speaker, i) for i, speaker in enumerate(speakers))
    return ARTICLE.format(
        n=n,
        quotations="".join(QUOTATION.format(n=i, speaker=s) for i, s in enumerate(speakers)),
        statements="".join(STATEMENT.format(n=i, speaker=s) for i, s in enumerate(speakers)),
        figures="".join(FIGURE.format(n=i) for i in range(3)),
        body=body.strip(),
    )


def _put(file: Path, text: str) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.write_bytes(text.encode())


if __name__ == "__main__":
    main()
