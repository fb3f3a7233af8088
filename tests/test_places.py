"""Where words stand in a copy: the command and the page for annotating give the same answer to every case of tests/vectors."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator import verify
from generator.selector import NotFound

VECTORS = Path(__file__).parent / "vectors/places.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))
SCRIPT = Path(__file__).parents[1] / "site_config/theme/assets/annotate/text.js"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{'/'.join(case['parts'])} in {case['copy']}")
def test_the_command_finds_the_places(case: dict[str, Any]) -> None:
    beside = {key: case[key] for key in ("prefix", "suffix") if key in case}
    found = verify.places(case["copy"], tuple(case["parts"]), **beside)
    if isinstance(found, NotFound):
        told: dict[str, Any] = {"why": found.why, "part": found.part}
        told |= {"times": found.times, "places": [list(span) for span in found.places]} if found.times else {}
    else:
        told = {"spans": [list(span) for span in found]}
    assert told == {key: value for key, value in case.items() if key in ("why", "part", "times", "places", "spans")}


def test_the_page_for_annotating_finds_the_same_places(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not here, in which the script is run")
    shutil.copy(SCRIPT, tmp_path / "text.mjs")
    (tmp_path / "run.mjs").write_text(
        """
        import { readFileSync } from "node:fs";
        import { copyOfText } from "./text.mjs";
        const [, , cases, alike] = process.argv;
        const found = [];
        for (const { copy, parts, prefix, suffix } of JSON.parse(readFileSync(cases, "utf-8"))) {
          found.push((await copyOfText(copy, JSON.parse(alike))).find(parts, prefix, suffix));
        }
        console.log(JSON.stringify(found));
        """,
        encoding="utf-8",
    )
    alike = json.dumps({"double": verify.DOUBLE, "single": verify.SINGLE})
    run = subprocess.run(
        [node, str(tmp_path / "run.mjs"), str(VECTORS), alike], capture_output=True, text=True, check=True
    )
    told = json.loads(run.stdout)
    wanted = [{k: v for k, v in case.items() if k in ("why", "part", "times", "places", "spans")} for case in CASES]
    assert told == wanted
