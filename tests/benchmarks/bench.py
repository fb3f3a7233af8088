"""Compares this program with other site builders, as whole processes: `make bench`, or `python -m
tests.benchmarks.bench 300 1000`.

For each number of articles a made-up archive is built cold, with nothing changed and with one article edited, here and by plain
MkDocs with Material, by Zensical and by Hugo, on the same pages; one after the other in each round, so that what else the machine
does meets all alike. Then the archive is served and edited, and the site read in a browser. Ratios of processor time come first:
they depend least on the machine. The results stand in `.cache/bench/results.json` too.

Peers are installed by pip into `.cache/bench/`, each into an environment of its own; what cannot be had is left out and named. Prints;
asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError

from generator.mkdocs_plugin import TIMINGS
from tests.benchmarks import builders, synthetic
from tests.benchmarks.builders import QUIET, Builder
from tests.benchmarks.processes import Cost, measure
from tests.benchmarks.reader import read
from tests.benchmarks.serving import serving

FOLDER = builders.ROOT / ".cache" / "bench"
PARTS = ("build", "serve", "read")
STATES = ("cold", "nothing changed", "one article edited")
ALONE = "cold, the pages alone"
"""The time of a cold build without the phases that peers lack. For information: the whole build is what counts."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

Costs = dict[str, dict[str, Cost]]
"""By builder and state."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured value and its target, a maximum."""

    what: str
    value: float
    target: float


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="*", default=[300, 1_000, 3_000])
    parser.add_argument(
        "--rounds", type=int, default=3, help="how often each is measured; the median counts (default: 3)"
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure (default: all)")
    parser.add_argument(
        "--peers", nargs="*", choices=[*builders.PEERS], default=[*builders.PEERS], help="beside whom (default: all)"
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where archives, environments and results are kept")
    parser.add_argument("--edits", type=int, default=3, help="how many edits a server is shown (default: 3)")
    call = parser.parse_args(arguments)
    call.folder.mkdir(parents=True, exist_ok=True)
    results: dict[str, object] = {"machine": machine(), "rounds": call.rounds, "sizes": []}
    sizes: list[dict[str, object]] = []
    for articles in sorted(call.articles):
        sizes.append(measured(call, articles))
        results = {**results, "ratios": [asdict(it) for it in ratios(sizes)], "sizes": sizes}
        (call.folder / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print("\n".join(table(results)))
    return 0


def machine() -> dict[str, object]:
    """The machine on which the figures were measured."""
    return {
        "when": time.strftime("%Y-%m-%d %H:%M", time.gmtime()),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": [round(it, 1) for it in os.getloadavg()],
    }


def measured(call: argparse.Namespace, articles: int) -> dict[str, object]:
    """All that is measured of an archive of this size."""
    folder, rounds, parts, peers = call.folder, call.rounds, call.parts, call.peers
    work = folder / str(articles)
    shutil.rmtree(work, ignore_errors=True)
    root = work / "ours"
    synthetic.write(root, articles)
    ours = builders.ours(root)
    log = work / "log.txt"
    result: dict[str, object] = {"articles": articles}
    missing: dict[str, str] = {}
    if "build" in parts or "read" in parts:
        present = [ours]
        if "build" in parts and peers:
            pages = builders.generated(root, work / "pages")
            for name in peers:
                say(f"{articles}: {name} gets its pages")
                try:
                    (work / name).mkdir()
                    present.append(builders.PEERS[name](pages, ours.id, work / name, folder))
                except (OSError, builders.UnavailableError) as fault:
                    missing[name] = str(fault)
        costs = built(present, rounds if "build" in parts else 1, log, articles, missing)
        present = [it for it in present if it.name in costs]
        result |= {
            "pages": sum(1 for _ in (root / "site").rglob("*.html")),
            "builders": {
                it.name: {
                    "version": it.version,
                    "site bytes": size(it.folder / it.site),
                    "files": files(it.folder / it.site),
                }
                for it in present
            },
            "costs": {name: {state: asdict(it) for state, it in by_state.items()} for name, by_state in costs.items()},
        }
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if "read" in parts and program:
        say(f"{articles}: reading")
        addresses = ("", f"articles/{ours.id}/", "people/ada/", "search/")
        with noted("read", missing):
            result["read"] = asdict(read(root / "site", program, addresses, "Ada Zeliko", rounds))
    if "serve" in parts:
        say(f"{articles}: serving")
        ours.forget()
        with noted("serve", missing):
            result["serve"] = asdict(serving(root, log, call.edits))
    return result | {"missing": missing}


@contextmanager
def noted(what: str, missing: dict[str, str]) -> Iterator[None]:
    """A part that fails is noted, and the others go on."""
    try:
        yield
    except (RuntimeError, OSError, AssertionError, PlaywrightError) as fault:
        missing[what] = f"{type(fault).__name__}: {fault}"


def built(present: Sequence[Builder], rounds: int, log: Path, articles: int, missing: dict[str, str]) -> Costs:
    """The time and memory of each builder in each state: the median of the rounds, each of which runs all of them. A
    builder that fails is noted as missing."""
    seen: dict[str, dict[str, list[Cost]]] = {
        it.name: {state: [] for state in (STATES[0], ALONE, *STATES[1:])} for it in present
    }
    for number in range(rounds):
        for builder in present:
            if builder.name in missing:
                continue
            say(f"{articles}: round {number + 1} of {rounds}, {builder.name}")
            with noted(builder.name, missing):
                for state, spent in once(builder, f"edited{number}", log):
                    seen[builder.name][state].append(spent)
    return {
        name: {state: median(it) for state, it in states.items() if it}
        for name, states in seen.items()
        if name not in missing
    }


def once(builder: Builder, word: str, log: Path) -> Iterator[tuple[str, Cost]]:
    """The time and memory of a builder in each state, one after another. Raises RuntimeError if it fails, or if the
    edited page lacks the added word."""
    builder.forget()
    for state in STATES if builder.cache else STATES[:1]:
        if state == "one article edited":
            builder.edit(word)
        timed = {TIMINGS: "json"} if builder.beside and state == "cold" else {}
        spent = measure(builder.command, builder.folder, log, {**QUIET, **timed})
        yield state, spent
        if timed:
            yield ALONE, without(spent, log.read_text(encoding="utf-8"), builder.beside)
    if builder.cache and not builder.shows(word):
        raise RuntimeError(f"{builder.name} does not show what was edited")


def without(spent: Cost, said: str, beside: Sequence[str]) -> Cost:
    """The time of a build without some phases, from its report in JSON."""
    phases = json.loads(said[said.index('{\n  "phases"') :])["phases"]
    some = [it for it in phases if it["name"] in beside]
    seconds, processor = (sum(it[key] for it in some) for key in ("seconds", "processor"))
    return Cost(spent.seconds - seconds, spent.processor - processor, spent.memory)


def median(costs: Sequence[Cost]) -> Cost:
    """Of each figure by itself."""
    return Cost(
        statistics.median(it.seconds for it in costs),
        statistics.median(it.processor for it in costs),
        int(statistics.median(it.memory for it in costs)),
    )


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def files(folder: Path) -> int:
    return sum(1 for file in folder.rglob("*") if file.is_file())


# --- what came of it -----------------------------------------------------------------------------------------------------


def ratios(sizes: Sequence[Mapping[str, object]]) -> list[Ratio]:
    """The values with targets, among the measured sizes and builders."""
    return [ratio for result in sizes for ratio in (*_built(result), *_served(result), *_read(result))] + [
        *_grown(sizes)
    ]


def _of(result: Mapping[str, object], *keys: str) -> float | None:
    """A figure within a result; None where it was not measured."""
    found: object = result
    for key in keys:
        if not isinstance(found, Mapping) or key not in found:
            return None
        found = found[key]
    return float(found) if isinstance(found, (int, float)) else None


def _processor(result: Mapping[str, object], builder: str, state: str) -> float | None:
    return _of(result, "costs", builder, state, "processor")


def _built(result: Mapping[str, object]) -> Iterator[Ratio]:
    cold, unchanged, edited = STATES
    for state, peer, beside, target in (
        (cold, "Zensical", cold, 0.5),
        (cold, "MkDocs", cold, 0.5),
        (ALONE, "Zensical", cold, 0.5),
        (ALONE, "MkDocs", cold, 0.5),
        (unchanged, "MkDocs", cold, 0.06),
        (unchanged, "Zensical", unchanged, 1.0),
        (unchanged, "Hugo", cold, 1.0),
        (edited, "MkDocs", cold, 0.1),
        (edited, "Zensical", edited, 1.0),
    ):
        mine, theirs = _processor(result, "ours", state), _processor(result, peer, beside)
        if mine is not None and theirs:
            name = peer if beside == cold else f"{peer}, {beside}"
            yield Ratio(f"{result['articles']:,}: {state} / {name}", mine / theirs, target)


def _served(result: Mapping[str, object]) -> Iterator[Ratio]:
    big = int(str(result["articles"])) > 3_000
    for key, target in (
        ("edit", 2.0 if big else 1.0),
        ("dependents", 5.0),
        ("longest_wait", 0.2),
        ("second_start", 5.0),
    ):
        value = _of(result, "serve", key)
        if value is not None:
            yield Ratio(f"{result['articles']:,}: serve, {key.replace('_', ' ')}, seconds", value, target)


def _read(result: Mapping[str, object]) -> Iterator[Ratio]:
    found = result.get("read")
    if not isinstance(found, Mapping):
        return
    most = max(visit["moved"] for visit in found["visits"].values())
    yield Ratio(f"{result['articles']:,}: the largest first visit, KB", most / 1000, 150)
    yield Ratio(f"{result['articles']:,}: search, KB to the first result", found["found"]["moved"] / 1000, 300)
    yield Ratio(f"{result['articles']:,}: search, seconds to the first result", found["found"]["seconds"], 0.3)


def _grown(sizes: Sequence[Mapping[str, object]]) -> Iterator[Ratio]:
    """How the cost of a page grows, and the memory at the largest size."""
    a_page = [
        (result["articles"], spent / pages)
        for result in sizes
        if (spent := _processor(result, "ours", "cold")) and (pages := _of(result, "pages"))
    ]
    if len(a_page) > 1:
        small = next((it for it in a_page if it[0] == 1_000), a_page[0])
        large = a_page[-1]
        yield Ratio(f"a page at {large[0]:,} / a page at {small[0]:,}, cold", large[1] / small[1], 1.3)
    memory = _of(sizes[-1], "costs", "ours", "cold", "memory") if sizes else None
    if memory is not None and int(str(sizes[-1]["articles"])) >= 10_000:
        yield Ratio(f"{sizes[-1]['articles']:,}: memory at most, GB", memory / 1e9, 1.2)


def table(results: Mapping[str, object]) -> Iterator[str]:
    """Lines to print: ratios first, then what they were made of."""
    found, sizes = results["ratios"], results["sizes"]
    assert isinstance(found, list)
    assert isinstance(sizes, list)
    yield f"On {results['machine']}, median of {results['rounds']}"
    yield ""
    yield from aligned(
        [("", "measured", "at most", "")]
        + [
            (it["what"], f"{it['value']:.3g}", f"{it['target']:g}", "" if it["value"] <= it["target"] else "missed")
            for it in found
        ]
    )
    for result in sizes:
        yield ""
        pages = f", {result['pages']:,} pages" if "pages" in result else ""
        yield f"{result['articles']:,} articles{pages}"
        rows = [("", "state", "processor s", "clock s", "MB at most", "site MB")]
        rows += [
            (
                f"{name} {result['builders'][name]['version']}",
                state,
                f"{it['processor']:.2f}",
                f"{it['seconds']:.2f}",
                f"{it['memory'] / 1e6:.0f}",
                f"{result['builders'][name]['site bytes'] / 1e6:.0f}",
            )
            for name, states in result.get("costs", {}).items()
            for state, it in states.items()
        ]
        yield from aligned(rows) if len(rows) > 1 else ()
        for name, why in result.get("missing", {}).items():
            yield f"{name} could not be measured: {why}"
        if serve := result.get("serve"):
            seconds = ", ".join(f"{key.replace('_', ' ')} {it:.2f}" for key, it in serve.items() if key != "memory")
            yield f"serve, seconds: {seconds}; {serve['memory'] / 1e6:.0f} MB at most"
        if read := result.get("read"):
            for address, visit in read["visits"].items():
                moved = f"{visit['moved'] / 1000:.0f} KB in {visit['files']} files"
                yield f"first visit to /{address}: {moved}, painted after {visit['painted']:.2f} s"
            yield f"first search: {read['found']['moved'] / 1000:.0f} KB, {read['found']['seconds'] * 1000:.0f} ms"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as columns, the first two to the left and numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def say(what: str) -> None:
    """Progress messages, separate from the results."""
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
