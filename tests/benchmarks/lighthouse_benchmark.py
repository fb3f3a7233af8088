"""Runs Lighthouse on a built site: `make site`, then `python -m tests.benchmarks.lighthouse_benchmark`.

Lighthouse looks at the start page, an article, a profile and the search, on a phone and on a laptop, as a host sends them: compressed.
Node's npx fetches it. A phone's network and processor are simulated, so that the machine matters little but not nothing: the median of
some rounds counts, and the machine's load stands beside it. The target is 95 of 100 everywhere. Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.reader import host

LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "moved",
}
PAGES = ("", "articles/babel-gerasimov/", "people/vladimir-putin/", "search/")
DEVICES: dict[str, list[str]] = {"phone": [], "laptop": ["--preset=desktop"]}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Prints a line for each page on each device: scores, times and how far what is seen has moved."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help="the folder of the built site")
    parser.add_argument("--pages", nargs="+", default=PAGES, metavar="ADDRESS", help="below the start page")
    parser.add_argument("--rounds", type=int, default=5)
    call = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or shutil.which("npx") is None:
        raise SystemExit("this needs Chromium, and npx of Node")
    with host(call.site) as (address, _moved):
        for device, options in DEVICES.items():
            for page in call.pages:
                found = [_look(address + page, options, browser) for _ in range(call.rounds)]
                scores = {name: _median([it["categories"][name]["score"] * 100 for it in found]) for name in CATEGORIES}
                times = [_median([it["audits"][name]["numericValue"] for it in found]) for name in METRICS]
                print(
                    f"{device:7}{page or '(start)':32}",
                    ", ".join(f"{name} {score:.0f}" for name, score in scores.items()),
                    *(f"· {said} {time:.0f} ms" for said, time in zip([*METRICS.values()][:-1], times, strict=False)),
                    f"· moved {times[-1]:.3f} · load {os.getloadavg()[0]:.1f}",
                    flush=True,
                )


def _look(url: str, options: Sequence[str], browser: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            "npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless --no-sandbox --disable-gpu", *options,
        ]  # fmt: skip
        subprocess.run(command, env={**os.environ, "CHROME_PATH": browser}, check=True)
        return json.loads(report.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    main()
