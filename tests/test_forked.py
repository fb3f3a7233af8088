"""A forked command behaves like any other process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forked

pytestmark = pytest.mark.processes

TELLS = """
import os, sys
print(os.getcwd(), sys.argv[1:], os.environ["SAID"])
print("to the other", file=sys.stderr)
sys.exit(int(os.environ["SAID"]))
"""


def test_it_has_its_own_folder_words_environment_output_and_code(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TELLS, "one", "two"]
    for code in (0, 3):
        done = forked.run(command, cwd=tmp_path, env={"SAID": str(code)})
        assert (done.returncode, done.stderr) == (code, "to the other\n")
        assert done.stdout.split(" ", 1)[0] == str(tmp_path)
        assert f"['one', 'two'] {code}" in done.stdout


def test_what_it_raises_or_is_ended_by_is_seen(tmp_path: Path) -> None:
    raised = forked.run([sys.executable, "-c", "raise OSError('full')"], cwd=tmp_path)
    assert raised.returncode == 1
    assert "OSError: full" in raised.stderr
    assert forked.run([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], cwd=tmp_path).returncode == -9


def test_a_command_says_the_same_as_by_its_own_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator.cli", "--root", str(tmp_path), "check"]
    real = subprocess.run(command, cwd=tmp_path, env=os.environ, text=True, capture_output=True, check=False)
    done = forked.run(command, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (real.returncode, real.stdout, real.stderr)
