"""Mutation tests of the findings: mutmut changes the code in one place at a time and runs the tests.

    pip install 'mutmut>=3.8'
    python -m tests.mutants [MUTANT NAME, WITH * AND ? ...]

A name looks like `generator.findings.stances.x__turns*`; without one, all mutants are tried, which takes an hour on one
core. It works in a copy of the repository. Surviving mutants are printed at the end, as diffs. Some are equivalent to
the code; each of the others needs a test. The exit code is 1 if fewer than `MIN_KILLED` are killed.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.lawful import ROOT, run_git

MIN_KILLED = 0.9
"""The smallest share of the tried mutants that the tests must kill."""
CONFIGURATION = """\
[mutmut]
source_paths=generator/
only_mutate=generator/findings/*.py
pytest_add_cli_args_test_selection=tests/findings/
    tests/test_generate.py
also_copy=.ci
    content
    generator
    site_config
    tests
    CHANGELOG.md
    README.md
    mkdocs.yml
"""
SURVIVED = (0, 33)
"""mutmut's exit codes for a mutant that no test failed with, and for one that no test reached."""


def copy_repository(to: Path) -> None:
    """Copy the repository, with decorators of findings applied in separate statements: mutmut does not change decorated
    functions."""
    for name in filter(None, run_git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).write_bytes((ROOT / name).read_bytes())
    for module in (to / "generator" / "findings").glob("*.py"):
        text = module.read_text(encoding="utf-8")
        text = re.sub(r"(?ms)^@cached_finding\n(def (\w+)\(.*?\n)(?=\n\n|\Z)", r"\1\n\n\2 = cached_finding(\2)\n", text)
        module.write_text(text, encoding="utf-8")
    (to / "setup.cfg").write_text(CONFIGURATION, encoding="utf-8")


def outcomes(root: Path) -> Iterator[tuple[str, int]]:
    """The mutants that were tried, each with mutmut's exit code."""
    for file in sorted((root / "mutants" / "generator" / "findings").glob("*.meta")):
        tried = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
        yield from ((name, code) for name, code in tried.items() if code is not None)


def main(names: list[str]) -> int:
    """Try these mutants, or all, and report which survived."""
    mutmut = [sys.executable, "-m", "mutmut"]
    with tempfile.TemporaryDirectory(prefix="mutants-") as made:
        root = Path(made)
        copy_repository(root)
        subprocess.run([*mutmut, "run", *names], cwd=root, check=True)
        found = dict(outcomes(root))
        survivors = [name for name, code in found.items() if code in SURVIVED]
        for name in survivors:
            subprocess.run([*mutmut, "show", name], cwd=root, check=True)
    killed = len(found) - len(survivors)
    sys.stdout.write(f"{killed:,} of {len(found):,} mutants were killed; {len(survivors):,} survived.\n")
    return int(not found or killed < MIN_KILLED * len(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
