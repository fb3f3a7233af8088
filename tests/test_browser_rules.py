"""Dates and addresses: the annotation page says the same about them as `archive check`, word for word.

`pytest tests/test_browser_rules.py --update-golden` writes what is said about the texts in tests/vectors; read the diff
like code.
"""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from generator import dates
from generator.records import scalars
from tests import in_node

pytestmark = pytest.mark.processes

VECTORS = Path(__file__).parent / "vectors"
Said = list[str] | None


def of_date(text: str) -> Said:
    """The fault and the remedy for a text that is not a date; None for a valid date."""
    said = _said(scalars._edtf, text)  # noqa: SLF001  (the rule itself, which has no public name)
    return said and said[1:]


def of_address(text: str) -> Said:
    """The code, the fault and the remedy for an invalid address; None for a valid one."""
    return _said(scalars._url, text)  # noqa: SLF001  (as above)


def _said(rule: Any, text: str) -> Said:
    try:
        rule(text)
    except PydanticCustomError as wrong:
        told = wrong.context or {}
        return [told["code"], told["fault"], told["remedy"]]
    return None


RULES = {"dates": of_date, "address-faults": of_address}


def vectors(name: str) -> dict[str, Said]:
    found: dict[str, Said] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", RULES)
def test_the_command_says_of_each_text_what_is_written_here(name: str, update_golden: bool) -> None:
    found = {text: RULES[name](text) for text in vectors(name)}
    if update_golden:
        rows = [
            f"  {json.dumps(text, ensure_ascii=False)}: {json.dumps(said, ensure_ascii=False)}"
            for text, said in found.items()
        ]
        (VECTORS / f"{name}.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    else:
        assert found == vectors(name)


@pytest.mark.parametrize("name", RULES)
def test_the_page_for_annotating_says_the_same(name: str, tmp_path: Path) -> None:
    assert in_browser(name, [*vectors(name)], tmp_path) == [*vectors(name).values()]


PIECES = {
    "dates": (
        *("2025", "-0043", "0000", "-0000", "1990", "-04", "-28", "-XX", "-21", "-13", "-00", "-1", "X", "0", "1", "3", "12", "~", "?"),
        *("%", "/", "..", "[", "]", "{", "}", ",", " ", "Y", "E5", "S2", "T09:30", "Z", "+12:00", "April", "mai", "мая", "листопада"),
        *("about ", "c", "from ", " to ", " or ", "late ", "mid-", "end of ", "first half of ", "before ", "after ", "between ", "–"),
        *(" BC", "AD ", "u", "st", "s", "Q3 ", "spring ", "winter ", "th century", "년 ", "월", "말", "年", "下旬", ".", "/04/", "'s", "\u00a0"),
        *("week ", "W18", " of ", "'90s", "90-е", "nineties", "FY", "first week of ", " and ", "O", " pm", "siglo ", "xx", "世纪", "last "),
    ),
    "address-faults": (
        *("https://", "HTTP://", "http:", "//", "example.org", "1.2.3.4.5", "[::1]", "[", "]", ":8080", ":", ":99999", "/", "?q=1", "#a"),
        *("@", "user:word@", " ", "|", "<", "\\", "ä", "%7C", "\u2028", "x" * 1_990, "ſ", "javascript:alert(1)", "."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_of_any_text_the_two_say_the_same(name: str, tmp_path: Path) -> None:
    rng = random.Random(12)  # noqa: S311  (no need for security: the same texts in every run)
    texts = ["".join(rng.choice(PIECES[name]) for _ in range(rng.randrange(1, 9))) for _ in range(FUZZED)]
    theirs = in_browser(name, texts, tmp_path)
    differing = [
        (text, RULES[name](text), said) for text, said in zip(texts, theirs, strict=True) if RULES[name](text) != said
    ]
    assert differing == []
    assert sum(said is None for said in theirs) > FUZZED // 200, "hardly any text was sound"


FUZZED = 4_000
"""The number of random texts in a test run. 60,000 were tried once without a difference."""


def in_browser(name: str, texts: list[str], folder: Path) -> list[Said]:
    """The results of the page's own scripts for the texts, run by Node."""
    file = folder / "texts.json"
    file.write_text(json.dumps([dates.lexicon(), texts]), encoding="utf-8")
    script = """
        import { readFileSync } from "node:fs";
        import { addressFault } from "./addresses.js";
        import { dateFault } from "./dates.js";
        import { plain } from "../lib/messages.js";
        const [, , name, file] = process.argv;
        const [words, texts] = JSON.parse(readFileSync(file, "utf-8"));
        const rules = {
          "address-faults": addressFault,
          dates: (text) => { const wrong = dateFault(text, words); return wrong && [wrong.fault, wrong.remedy]; },
        };
        // The commands isolate nothing.
        console.log(JSON.stringify(texts.map((text) => rules[name](text)?.map(plain) ?? null)));
        """
    found: list[Said] = in_node.run_json(folder, script, name, file)
    return found
