"""The places of words in a copy: the command and the annotation page give the same answer to every case in
tests/vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.authoring import verify
from generator.text import marks
from generator.text.selector import NotFound
from tests import in_node

VECTORS = Path(__file__).parent / "vectors/places.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{'/'.join(case['parts'])} in {case['copy']}")
def test_the_command_finds_the_places(case: dict[str, Any]) -> None:
    beside = {key: case[key] for key in ("prefix", "suffix") if key in case}
    found = verify.places(case["copy"], tuple(case["parts"]), **beside)
    if isinstance(found, NotFound):
        told: dict[str, Any] = {"why": found.reason, "part": found.part}
        told |= {"times": found.times, "places": [list(span) for span in found.places]} if found.times else {}
    else:
        told = {"spans": [list(span) for span in found]}
    assert told == {key: value for key, value in case.items() if key in ("why", "part", "times", "places", "spans")}


def test_the_page_for_annotating_finds_the_same_places(tmp_path: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { copyOfText } from "./text.js";
        const [, , cases, alike] = process.argv;
        const found = [];
        for (const { copy, parts, prefix, suffix } of JSON.parse(readFileSync(cases, "utf-8"))) {
          found.push((await copyOfText(copy, JSON.parse(alike))).findParts(parts, prefix, suffix));
        }
        console.log(JSON.stringify(found));
        """
    alike = json.dumps({"double": marks.DOUBLE, "single": marks.SINGLE})
    answer = in_node.run_json(tmp_path, script, VECTORS, alike)
    wanted = [{k: v for k, v in case.items() if k in ("why", "part", "times", "places", "spans")} for case in CASES]
    assert answer == wanted
