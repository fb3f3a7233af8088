"""Compares the commands with the annotation page on random texts, since both implement the same rules.

    python -m tests.fuzzed_rules           20,000 texts of each kind, different in every run
    python -m tests.fuzzed_rules 4000 12   4,000, from the seed 12

It covers dates, addresses, records as YAML, and the places of words in a copy. Differences are printed with the seed,
and the command fails.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.authoring import verify
from generator.exports import annotate
from generator.text.selector import NotFound
from tests import in_node
from tests.archive_files import write
from tests.test_browser_rules import PIECES, RULES
from tests.test_scripts import as_written

NUMBER = 20_000

SCRIPT = """
    import { readFileSync } from "node:fs";
    import { addressFault } from "./addresses.js";
    import { dateFault } from "./dates.js";
    import { plain } from "../lib/messages.js";
    import { copyOfText } from "./text.js";
    import { writer } from "./yaml.js";
    const [known, cases] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf-8")));
    const made = writer(known.form, known.style);
    const asCommands = (said) => said && said.map(plain); // these isolate nothing
    const rules = {
      "address-faults": (text) => asCommands(addressFault(text)),
      dates: (text) => { const wrong = dateFault(text, known.dates); return asCommands(wrong && [wrong.fault, wrong.remedy]); },
      written: (tree) => made.written(tree),
      places: async ([copy, parts]) => (await copyOfText(copy, known.alike)).findParts(parts),
    };
    const answers = {};
    for (const [name, some] of Object.entries(cases)) answers[name] = await Promise.all(some.map(rules[name]));
    console.log(JSON.stringify(answers));
    """

LETTERS = (
    *"ab1 ':\"-#,?[]{}&*!|>%@`~=.\\/<",
    *("\n", "\t", "\x1c", "\x85", "\xa0", "\u2028", "\ufeff", "\u200b", "٣", "é", "e\u0301", "말", "😀", "—", "“", "”", "’", "ſ"),
    *(" a", "word ", "yes", "null", "12", "1e5", "0x1f", ".inf", "<<", "---", ": ", " #", "- ", "\n\n", "long word " * 12),
)  # fmt: skip
WORDS = (
    *("a", "b", "it ", "rose", " ", "  ", "\n", "\r\n", ", ", ". ", "“", "”", "‘", "’", '"', "'", "«", "»", "-\n", "\u00ad", "\u00ad\n"),
    *("\u200b", "😀", "e\u0301", "é", "ﬁ", "fi", "\u2011", "-", "…", "he said, ", "말", "\xa0"),
)  # fmt: skip


def text(rng: random.Random, pieces: Sequence[str], most: int) -> str:
    return "".join(rng.choice(pieces) for _ in range(rng.randrange(1, most)))


def record(rng: random.Random) -> dict[str, Any]:
    words = [text(rng, LETTERS, 9) for _ in range(3)]
    return {"title": words[0], "authors": words[1:], "published": {"edtf": words[1], "words": words[2]}}


def choice(rng: random.Random) -> tuple[str, list[str]]:
    """A copy, and parts of it, possibly with small changes."""
    copy = text(rng, WORDS, 30)
    parts = []
    for _ in range(rng.randrange(1, 4)):
        start = rng.randrange(len(copy))
        part = copy[start : start + rng.randrange(1, 12)]
        parts.append(part.replace("“", '"').replace("\n", " ") if rng.random() < 0.5 else part)
    return copy, parts


def found(case: tuple[str, list[str]]) -> dict[str, Any]:
    """Where the command finds the parts, or why it does not, in the form used by the page."""
    places = verify.places(case[0], tuple(case[1]))
    if not isinstance(places, NotFound):
        return {"spans": [list(span) for span in places]}
    told: dict[str, Any] = {"why": places.reason, "part": places.part}
    return told | ({"times": places.times, "places": [list(span) for span in places.places]} if places.times else {})


RULED: dict[str, tuple[Callable[[random.Random], Any], Callable[[Any], Any]]] = {
    "dates": (lambda rng: text(rng, PIECES["dates"], 9), RULES["dates"]),
    "address-faults": (lambda rng: text(rng, PIECES["address-faults"], 9), RULES["address-faults"]),
    "written": (record, as_written),
    "places": (choice, found),
}
"""By kind: a function that makes a case, and one that gives the command's answer."""


def differing(number: int, seed: int) -> tuple[dict[str, int], list[str]]:
    """The number of cases of each kind on which the two differ, and the first five of them."""
    rng = random.Random(seed)  # noqa: S311  (no need for security: a seed reproduces its texts)
    cases = {name: [make(rng) for _ in range(number)] for name, (make, _) in RULED.items()}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        known = annotate.known(pipeline.read(write(work / "none", {})).archive)
        (work / "known.json").write_text(known, encoding="utf-8")
        (work / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
        answers = in_node.run_json(work, SCRIPT, work / "known.json", work / "cases.json")
    counts, lines = {}, []
    for name, (_, rule) in RULED.items():
        pairs = [(case, rule(case), said) for case, said in zip(cases[name], answers[name], strict=True)]
        wrong = [(case, ours, theirs) for case, ours, theirs in pairs if ours != theirs]
        counts[name] = len(wrong)
        lines += [f"{name}: {case!r}\n  command {ours!r}\n  page    {theirs!r}" for case, ours, theirs in wrong[:5]]
    return counts, lines


def main(arguments: Sequence[str]) -> int:
    if shutil.which("node") is None:
        sys.stdout.write("Node is not here, in which the page's scripts are run: nothing was compared.\n")
        return 2
    number = int(arguments[0]) if arguments else NUMBER
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(10**9)  # noqa: S311  (as above)
    counts, lines = differing(number, seed)
    said = ", ".join(f"{name} {count}" for name, count in counts.items())
    sys.stdout.write(
        "\n".join([*lines, f"Of {number:,} texts of each kind (seed {seed}) the two differ in: {said}.", ""])
    )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
