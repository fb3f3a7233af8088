"""Two clones of one commit give the same bytes in every format, whatever the machines are set to."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.exports.formats import FORMATS

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parents[3]
MACHINES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": ""},
    {"TZ": "Pacific/Niue", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
)
"""A day apart, with other letters for I and i where that language is installed, and with other orders of sets."""
EVERY = """
import locale, os, sys
from generator.cli import main
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
os.umask(int(sys.argv[1], 8))
for name in sys.argv[2:]:
    assert main(["export", *name.split(), f"../out of {name}"]) == 0
"""


def test_two_clones_on_different_machines_export_the_same_bytes(tmp_path: Path) -> None:
    git = shutil.which("git") or "git"
    origin = tmp_path / "origin"
    shutil.copytree(ROOT / "tests/archives/small", origin)
    day = {"GIT_AUTHOR_DATE": "2025-06-01T23:30:00+0900", "GIT_COMMITTER_DATE": "2025-06-01T23:30:00+0900"}
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for step in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "Begin")):
        subprocess.run([git, *step], cwd=origin, env={**os.environ, **day}, check=True)
    names = [name for name in sorted(FORMATS) if name != "parquet" or find_spec("duckdb")]
    found = []
    for number, machine in enumerate(MACHINES):
        clone = tmp_path / f"machine {number}" / ("deep/" * number) / "Çlone"
        subprocess.run([git, "clone", "-q", str(origin), str(clone)], check=True)
        for entry in clone.rglob("*"):
            os.utime(entry, (number * 10**9, number * 10**9))
        script = [sys.executable, "-c", EVERY, ("022", "077")[number], *names, "--deposit"]
        env = {**os.environ, **machine, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(script, cwd=clone, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        written = (path for path in clone.parent.glob("out of */**/*") if path.is_file())
        found.append({str(path.relative_to(clone.parent)): path.read_bytes() for path in written})
    one, other = found
    assert {path.split("/")[0] for path in one} == {f"out of {name}" for name in (*names, "--deposit")}
    assert [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)] == []
