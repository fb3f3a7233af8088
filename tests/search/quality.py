"""Measures the quality of the search: `python -m tests.search.quality` runs the queries in `queries.yml` and prints the
rank of each expected result. The figure is the mean reciprocal rank: 1 if the expected result is first, 1/2 if it is
second, 0 if it is not among the first twelve. A query that must find the same as another counts 1 or 0. Needs Node; the
index is made of this archive, or is that of `--site FOLDER`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Any

import yaml

from generator import pipeline
from generator.exports.search import pagefind

ROOT = Path(__file__).parents[2]
ASSETS = Path("generator/theme/assets")
_ROW = re.compile(r"/#row-(.+)$")
"""The address of a record that has no page, but a row of an index."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its expected results; `group` says what it tests."""

    group: str
    words: str
    first: tuple[str, ...] = ()
    same: str = ""
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A query with its points, from 0 to 1, and what was found."""

    query: Query
    points: float
    found: Sequence[str]


def queries() -> list[Query]:
    """All queries of the list."""
    listed = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text(encoding="utf-8"))
    return [
        Query(group, it["q"], tuple(it.get("first", ())), it.get("same", ""), tuple(it.get("without", ())))
        for group, some in listed.items()
        for it in some
    ]


def run_queries(site: Path, words: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The results of a site's search, by query."""
    node = shutil.which("node")
    assert node, "Node is not here, in which the search is asked"
    with tempfile.TemporaryDirectory() as folder:
        # Older versions of Node take a file for a module only where a package says so.
        (Path(folder) / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        shutil.copytree(ROOT / ASSETS, Path(folder) / ASSETS)
        script = shutil.copy(ROOT / "tests/search/ask.js", folder)
        shutil.copytree(site / "pagefind", Path(folder) / "pagefind")
        command = [node, "--import", f"./{ASSETS}/messages.js", script, folder]
        answers = subprocess.run(
            command, input=json.dumps(words), cwd=folder, capture_output=True, text=True, check=True
        )
    found = {answer["query"]: answer for answer in json.loads(answers.stdout)}
    for answer in found.values():
        for places in ("found", "close", "names"):
            answer[places] = [_ROW.sub(r"/\1/", address) for address in answer[places]]
    return found


def outcomes(site: Path) -> list[Outcome]:
    """Each query of the list with its score."""
    listed = queries()
    answers = run_queries(
        site, list(dict.fromkeys([*(it.words for it in listed), *(it.same for it in listed if it.same)]))
    )
    return [Outcome(it, score(it, answers), answers[it.words]["found"]) for it in listed]


def score(query: Query, answers: dict[str, dict[str, Any]]) -> float:
    """The score of a query, from 0 to 1, with these results."""
    answer = answers[query.words]
    found = [*answer["found"], *answer["close"], *answer.get("names", ())] if not query.same else answer["found"]
    if query.same:
        return float(
            bool(found) and found == answers[query.same]["found"] and answer["many"] == answers[query.same]["many"]
        )
    if not query.first:
        return float(not found)
    if set(query.without) & set(answer["found"]):
        return 0.0
    return max((1 / (found.index(it) + 1) for it in query.first if it in found[:12]), default=0.0)


def install_index(site: Path) -> None:
    """Copy this archive's index to where `run_queries` looks for it."""
    made = pipeline.make(ROOT)
    index = pagefind.build_index(site / "cache", pipeline.search_entries(made), pipeline.search_vocabulary(made))
    shutil.copytree(index, site / "pagefind")


def report(found: Sequence[Outcome], times: Sequence[float] = ()) -> Iterator[str]:
    """Lines with the figures by group, and the results that were not first."""
    groups = dict.fromkeys(it.query.group for it in found)
    for group in groups:
        some = [it.points for it in found if it.query.group == group]
        yield f"{group:28} {fmean(some):.3f}  ({sum(it == 1 for it in some)} of {len(some)} first)"
    yield f"{'mean reciprocal rank':28} {fmean(it.points for it in found):.3f}  ({len(found)} queries)"
    if times:
        yield f"{'median':28} {median(times):.0f} ms"
    for it in found:
        if it.points < 1:
            wanted = f"same as {it.query.same}" if it.query.same else ", ".join(it.query.first) or "nothing"
            yield f"  {it.points:.2f} {it.query.words!r}: {wanted}; found {', '.join(it.found[:4]) or 'nothing'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a site with an index, in place of a new one of this archive")
    site = parser.parse_args().site
    with tempfile.TemporaryDirectory() as folder:
        if site is None:
            site = Path(folder)
            install_index(site)
        print("\n".join(report(outcomes(site))))


if __name__ == "__main__":
    main()
