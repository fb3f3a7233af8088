"""Tests of the theme's modules that need no page: runs tests/js in Node, and writes the vectors from Python.

`pytest tests/test_scripts.py --update-golden` rewrites tests/vectors/written.json, records.json and days.json; read the
diff like code.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline, theme
from generator.dates import Day
from generator.exports import annotate
from generator.records import layout
from tests.archive_files import write

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "tests/vectors"
SCRIPTS = Path("generator/theme/assets")
Json = dict[str, Any]


def test_the_modules_do_what_their_own_tests_say(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not here, in which the tests of the scripts are run")
    for folder in (SCRIPTS, Path("tests/js"), Path("tests/vectors")):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    # Older versions of Node treat a file as a module only if a package.json says so.
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    known = annotate.known(pipeline.read(write(tmp_path / "none", {})).archive)
    (tmp_path / "tests/js/known.json").write_text(known, encoding="utf-8")
    tests = sorted(str(file) for file in tmp_path.glob("tests/js/*.test.js"))
    assert tests
    run = subprocess.run(
        [node, "--import", f"./{SCRIPTS}/messages.js", "--test", *tests],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


TOKENS = """
const acorn = require("acorn");
const read = (text) => {
  const found = [];
  acorn.parse(text, { ecmaVersion: "latest", sourceType: "module", onToken: (it) => found.push([it.type.label, it.value]) });
  return JSON.stringify(found, (_, it) => (it instanceof RegExp || typeof it === "bigint" ? String(it) : it));
};
const pairs = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(Object.keys(pairs).filter((name) => read(pairs[name][0]) !== read(pairs[name][1]))));
"""


def test_a_script_without_its_comments_is_the_same_script() -> None:
    node, modules = shutil.which("node"), ROOT / ".ci/node_modules"
    if node is None or not (modules / "acorn").is_dir():
        pytest.skip("Node is not here, or not what .ci/package.json names")
    scripts = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / SCRIPTS).rglob("*.js")}
    brief = {name: theme.brief_script(text) for name, text in scripts.items()}
    run = subprocess.run(
        [node, "-e", TOKENS],
        input=json.dumps({name: [text, brief[name]] for name, text in scripts.items()}),
        env={"NODE_PATH": str(modules)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == []
    assert sum(map(len, brief.values())) < 0.75 * sum(map(len, scripts.values()))


def as_written(tree: Json) -> str:
    """The annotation as the commands write it, with keys in the order of the models."""
    return "\n".join(layout.to_lines(tree)) + "\n"


def errors(tree: Json, folder: Path) -> list[list[str]]:
    """The errors of `archive check` for an article with this annotation: fault, remedy and code of each."""
    # Every JSON text is YAML; invisible characters must be included unescaped.
    record = f"---\n{json.dumps(tree, ensure_ascii=False)}\n---\nA wall.\n"
    read = pipeline.read(write(folder, {"content/articles/2025/wall.md": record}))
    return [[problem.fault, problem.remedy, problem.code] for problem in read.problems if problem.severity == "error"]


def test_the_command_writes_each_record_as_the_vectors_say(update_golden: bool) -> None:
    file = VECTORS / "written.json"
    cases = json.loads(file.read_text(encoding="utf-8"))
    found = [{"tree": case["tree"], "yaml": as_written(case["tree"])} for case in cases]
    if update_golden:
        put(file, found)
    assert json.loads(file.read_text(encoding="utf-8")) == found


def test_the_command_says_of_each_record_what_the_vectors_say(update_golden: bool, tmp_path: Path) -> None:
    file = VECTORS / "records.json"
    cases = json.loads(file.read_text(encoding="utf-8"))
    found = [{"tree": case["tree"], "errors": errors(case["tree"], tmp_path / str(n))} for n, case in enumerate(cases)]
    if update_golden:
        put(file, found)
    assert json.loads(file.read_text(encoding="utf-8")) == found
    assert any(not case["errors"] for case in found)


DAYS = ("future-date", "other-calendar", "published-before")
WITH_A_MEASURE = {
    "content/measures/stones.yml": "name: Stones\ncounts: Stones in the wall.\n",
    "content/events/flood.yml": "what: The flood\ndate: 2025\n",
    "content/propositions/wall-stands.yml": "sentence: The wall stands.\n",
}


def doubts(tree: Json, today: list[int], folder: Path) -> list[list[str]]:
    """The doubts of `archive check` about an article's dates on that day: field, fault, remedy and code."""
    record = f"---\n{json.dumps(tree, ensure_ascii=False)}\n---\nA wall.\n"
    root = write(folder, {**WITH_A_MEASURE, "content/articles/2025/wall.md": record})
    problems = pipeline.read(root, today=Day(*today)).problems
    assert not [problem for problem in problems if problem.severity == "error"], tree
    return [
        [p.field, p.fault, p.remedy, p.code] for p in problems if p.code in DAYS and p.place.path.endswith("wall.md")
    ]


def test_the_command_doubts_of_each_day_what_the_vectors_say(update_golden: bool, tmp_path: Path) -> None:
    file = VECTORS / "days.json"
    cases = json.loads(file.read_text(encoding="utf-8"))
    found = [
        {**case, "doubts": sorted(doubts(case["tree"], case["today"], tmp_path / str(number)))}
        for number, case in enumerate(cases)
    ]
    if update_golden:
        put(file, found)
    assert json.loads(file.read_text(encoding="utf-8")) == found
    assert {code for case in found for *_, code in case["doubts"]} == set(DAYS)
    assert any(not case["doubts"] for case in found)


def put(file: Path, cases: list[Json]) -> None:
    rows = ",\n".join(f"  {json.dumps(case, ensure_ascii=False)}" for case in cases)
    file.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
