"""One page by several addresses: the command and the page for annotating tell it by the same key."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator import addresses

VECTORS = Path(__file__).parent / "vectors/addresses.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))
SCRIPT = Path(__file__).parents[1] / "site_config/theme/assets/annotate/addresses.js"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["key"])
def test_all_addresses_of_a_page_have_one_key(case: dict[str, Any]) -> None:
    assert [addresses.key(url) for url in case["of"]] == [case["key"]] * len(case["of"])


def test_pages_that_differ_have_keys_that_differ() -> None:
    assert len({case["key"] for case in CASES}) == len(CASES)


def test_the_page_for_annotating_makes_the_same_keys(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not here, in which the script is run")
    shutil.copy(SCRIPT, tmp_path / "addresses.mjs")
    (tmp_path / "run.mjs").write_text(
        """
        import { readFileSync } from "node:fs";
        import { keyOf } from "./addresses.mjs";
        const [, , cases, tracking] = process.argv;
        const found = JSON.parse(readFileSync(cases, "utf-8")).map(({ of }) => of.map((url) => keyOf(url, tracking)));
        console.log(JSON.stringify(found));
        """,
        encoding="utf-8",
    )
    run = subprocess.run(
        [node, str(tmp_path / "run.mjs"), str(VECTORS), addresses.TRACKING], capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == [[case["key"]] * len(case["of"]) for case in CASES]
