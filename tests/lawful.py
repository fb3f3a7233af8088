"""Checks that the code's tests do not depend on the archive's content: runs them on a copy with more valid records.

    python -m tests.lawful [PYTEST ARGUMENT ...]

The copy is the repository as it is here, with the records of tests/archives/lawful/ added to its content/: a person, two
articles in which she denies and then confirms, figures, a new measure, a place and more. tests/content/ is left out,
since contributions may change what it tests. The exit code is pytest's.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MORE = ROOT / "tests" / "archives" / "lawful" / "content"


def run_git(root: Path, *words: str) -> str:
    """The output of a git command in a folder."""
    command = [shutil.which("git") or "git", "-C", str(root), *words]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def copy_repository(to: Path) -> Path:
    """A copy of the repository with its own commit on top of the history: some tests clone it or read earlier
    commits."""
    run_git(ROOT, "clone", "--quiet", "--shared", "--no-checkout", str(ROOT), str(to))
    for name in filter(None, run_git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name, follow_symlinks=False)
    shutil.copytree(MORE, to / "content", dirs_exist_ok=True)
    run_git(to, "add", "--all")
    who = ("-c", "user.name=A. Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    run_git(to, *who, "commit", "--quiet", "--message", "Add lawful records")
    if (tools := ROOT / ".ci" / "node_modules").is_dir():
        (to / ".ci" / "node_modules").symlink_to(tools)
    return to


def main(arguments: list[str]) -> int:
    """Run the tests in the copy; without arguments, all except tests/content, on every core."""
    with tempfile.TemporaryDirectory(prefix="lawful-") as made:
        root = copy_repository(Path(made) / "archive")
        python = [sys.executable, "-m"]
        environment = os.environ | {"PYTHONPATH": str(root)}
        checked = subprocess.run([*python, "generator.cli", "check"], cwd=root, env=environment, check=False)
        if checked.returncode:
            return checked.returncode
        command = [*python, "pytest", "--ignore=tests/content", *(arguments or ["-n", "auto"])]
        return subprocess.run(command, cwd=root, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
