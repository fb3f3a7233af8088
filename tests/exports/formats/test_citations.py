"""Citations as the commands and the page write them, by one set of cases.

`pytest tests/exports/formats/test_citations.py --update-golden` writes tests/vectors/citations.json, with which the
scripts are tested too (tests/js/cite.test.js); read the diff like code.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import rispy

from generator.exports.formats import citations
from generator.findings import citing

VECTORS = Path(__file__).parents[2] / "vectors/citations.json"


def said(cases: dict[str, Any]) -> dict[str, Any]:
    """The citations that the commands write for each case."""
    return {
        "tex": {text: citations.tex(text) for text in cases["tex"]},
        "address": {url: citations.address(url) for url in cases["address"]},
        "day": {edtf: citations.day(edtf) for edtf in cases["day"]},
        "items": [
            {
                "item": case["item"],
                "issued": citing.edtf(case["item"], "issued"),
                "ris": "".join(f"{line}\r\n" for line in citations.reference(case["item"])),
            }
            for case in cases["items"]
        ],
    }


def test_the_commands_write_what_the_vectors_say(update_golden: bool) -> None:
    cases = json.loads(VECTORS.read_text(encoding="utf-8"))
    found = said(cases)
    if update_golden:
        VECTORS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        cases = found
    assert found == cases


@pytest.mark.parametrize("case", json.loads(VECTORS.read_text(encoding="utf-8"))["items"])
def test_rispy_reads_the_references_of_the_vectors(case: dict[str, Any]) -> None:
    [reference] = rispy.loads(case["ris"].replace("\r\n", "\n"))
    assert reference["id"] == case["item"]["id"]
    assert reference.get("title") == (" ".join(case["item"].get("title", "").split()) or None)
