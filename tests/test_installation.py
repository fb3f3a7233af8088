"""What `make` installs, and where: the pinned packages support every promised Python version, and the requested Python
is used."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parent.parent
PINNED = [
    Requirement(line)
    for line in (ROOT / ".ci/constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PROMISED = ("3.11.0", "3.11.2", "3.12.0", "3.13.0", "3.14.0")


@pytest.mark.parametrize("python", PROMISED)
def test_every_pinned_version_agrees_to_be_installed_on(python: str) -> None:
    refused = {}
    for pin in PINNED:
        try:
            found = metadata.distribution(pin.name)
        except metadata.PackageNotFoundError:
            continue  # not installed here: for another system, or an older Python
        asked = str(found.metadata.json.get("requires_python", ""))
        if pin.specifier.contains(found.version) and python not in SpecifierSet(asked):
            refused[str(pin)] = asked
    assert refused == {}


def test_nearly_everything_pinned_is_installed_where_the_tests_run() -> None:
    """Otherwise the test above would check nothing."""
    here = {re.sub(r"[-_.]+", "-", one.name).lower(): one.version for one in metadata.distributions()}
    as_pinned = [pin for pin in PINNED if here.get(re.sub(r"[-_.]+", "-", pin.name).lower(), "") in pin.specifier]
    assert len(as_pinned) > 0.9 * len(PINNED)


def test_the_package_promises_what_the_workflow_tries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert all(python in SpecifierSet(project["requires-python"]) for python in PROMISED)
    jobs = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))["jobs"]
    tried = {
        *jobs["versions"]["strategy"]["matrix"]["python"],
        *(step["with"]["python-version"] for step in jobs["code"]["steps"] if "python-version" in step.get("with", {})),
    }
    assert tried == {re.sub(r"\.\d+$", "", python) for python in PROMISED}


# Only the environment is made here: its packages would come from the network.
MAKEFILES = {
    "this": ((ROOT / "Makefile").read_text(encoding="utf-8"), ".venv/bin/python"),
    "a new archive's": (
        (ROOT / "generator/authoring/starter/files/Makefile")
        .read_text(encoding="utf-8")
        .replace(
            "\t$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt\n",
            "",
        ),
        ".venv/.ready",
    ),
}


def make(folder: Path, *words: str, **variables: str) -> str:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHON", "MAKEFLAGS", "MAKELEVEL")
    }
    run = subprocess.run(
        ["make", *words],  # noqa: S607
        cwd=folder, env=environment | variables, text=True, capture_output=True, check=False,
    )  # fmt: skip
    return run.stdout + run.stderr + (f"ended with {run.returncode}" if run.returncode else "")


def identity(python: Path | str) -> str:
    asked = "import sys; print(*sys.version_info, sys.base_prefix)"
    return subprocess.run([python, "-c", asked], text=True, capture_output=True, check=False).stdout


@pytest.fixture(scope="module")
def another_python() -> str:
    """A Python of another version than that of the tests."""
    names = [f"python3.{minor}" for minor in range(11, 15)]
    places = [*os.environ["PATH"].split(os.pathsep), "/usr/bin", "/usr/local/bin"]
    found = (shutil.which(name, path=place) for name in names for place in places)
    here = identity(sys.executable)
    for python in filter(None, found):
        if identity(python) not in ("", here) and identity(python).split()[:3] != here.split()[:3]:
            able = subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False)
            if able.returncode == 0:
                return python
    pytest.skip("there is one Python only here")


def without_pip(python: str, place: Path) -> str:
    """A wrapper for this Python that makes environments without pip, which is unused here and takes most of the
    time."""
    place.write_text(
        f"""#!/bin/sh\ncase "$*" in "-m venv "*) exec "{python}" "$@" --without-pip;; *) exec "{python}" "$@";; esac\n""",
        encoding="utf-8",
    )
    place.chmod(0o755)
    return str(place)


@pytest.mark.builds
@pytest.mark.parametrize("which", MAKEFILES)
def test_make_obeys_a_python_that_is_named_where_an_environment_of_another_one_is_there(
    tmp_path: Path, another_python: str, which: str
) -> None:
    text, target = MAKEFILES[which]
    (tmp_path / "Makefile").write_text(text, encoding="utf-8")
    for name in ("requirements.txt", ".ci/constraints.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    made, left_over = tmp_path / ".venv/bin/python", tmp_path / ".venv/left-over"
    this, another = without_pip(sys.executable, tmp_path / "this"), without_pip(another_python, tmp_path / "another")

    make(tmp_path, target, f"PYTHON={this}")
    assert identity(made) == identity(sys.executable)
    left_over.touch()

    # The same Python, unnamed or under another name: the environment is kept.
    for named in ([], [f"PYTHON={this}"], [f"PYTHON={sys.executable}"], [f"PYTHON={made}"]):
        make(tmp_path, target, *named)
        assert left_over.exists()

    make(tmp_path, target, f"PYTHON={another}")
    assert identity(made) == identity(another_python)
    assert not left_over.exists()

    left_over.touch()
    make(tmp_path, target)
    assert identity(made) == identity(another_python)
    make(tmp_path, target, PYTHON=this)  # the same as an environment variable
    assert identity(made) == identity(sys.executable)
    assert not left_over.exists()


@pytest.mark.builds
def test_make_says_that_a_python_is_not_there_and_leaves_the_environment(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    make(tmp_path, ".venv/bin/python", f"PYTHON={without_pip(sys.executable, tmp_path / 'this')}")
    said = make(tmp_path, ".venv/bin/python", "PYTHON=python3.99")
    assert "There is no python3.99 here." in said
    assert "ended with" in said
    assert identity(tmp_path / ".venv/bin/python") == identity(sys.executable)
