"""The guide and the README do what they say: their files are written and their commands run, in one archive after the other."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest

from tests import forked

pytestmark = pytest.mark.builds

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "generator" / "guide"
TUTORIAL = GUIDE / "tutorial.md"
PAGES = {path.relative_to(GUIDE).as_posix(): path for path in sorted(GUIDE.rglob("*.md"))}

_BLOCK = re.compile(r"^( *)```([a-z]*)(?: title=(\S+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_NOT_RUN = (
    "pip",
    "pipx",
    "uvx",
    "python -m venv",
    ". venv",
    "cd",
    "git",
    "mkdocs serve",
    "make",
    "archive init",
    "npm",
)
"""Commands in `sh` blocks that are not run: those that install, publish or never end."""


@dataclass(frozen=True)
class Step:
    """A file to write, or a command with its output; `…` matches anything."""

    path: str
    text: str


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Language, title and content of each fenced block."""
    for found in _BLOCK.finditer(text):
        indent, language, title, content = found[1], found[2], found[3] or "", found[4]
        yield language, title, "".join(line.removeprefix(indent) for line in content.splitlines(keepends=True))


def run(page: Path, folder: Path) -> Path:
    """Does what a page says, beginning in `folder`, and gives the folder in which it ends."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "NO_COLOR": "1", "COLUMNS": "100"}
    environment.pop("SITE_URL", None)
    for language, title, content in blocks(page.read_text(encoding="utf-8")):
        if title:
            (folder / title).parent.mkdir(parents=True, exist_ok=True)
            (folder / title).write_text(content, encoding="utf-8")
        elif language == "console":
            for said in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
                command, _, expected = said.partition("\n")
                if command.startswith("cd "):
                    folder /= shlex.split(command)[1]
                    continue
                done = done_by(command, folder, environment)
                if expected.strip() or command.startswith("archive"):
                    assert matches(expected, done.stdout), f"{page.name}: $ {command}\n{done.stdout}"
    return folder


PROGRAMS = {"archive": "generator.cli", "mkdocs": "mkdocs"}


def done_by(command: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of the guide. Our own commands run in a fork, without importing everything again, unless they need
    a shell."""
    variables, (program, *rest) = _parts(command)
    if program in PROGRAMS and not re.search(r"[|&;<>$`*?~(){}]", command):
        words = [sys.executable, "-m", PROGRAMS[program], *rest]
        return forked.run(words, cwd=folder, env=environment | variables, together=True)
    return subprocess.run(
        ["/bin/bash", "-c", command], cwd=folder, env=environment, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def _parts(command: str) -> tuple[dict[str, str], list[str]]:
    """The variables that are set before a command, and its words."""
    words = shlex.split(command)
    variables = dict(word.split("=", 1) for word in takewhile(lambda word: re.match(r"[A-Z_]+=", word), words))
    return variables, words[len(variables) :]


def matches(expected: str, printed: str) -> bool:
    """Whether this was printed, where a line of `…` is any number of lines, and `…` within a line any letters of it."""
    lines = [
        r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in expected.splitlines()
    ]
    return re.fullmatch("".join(lines), printed) is not None


@pytest.fixture(scope="session")
def floods(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive at the end of the tutorial, with the copies next to it."""
    return run(TUTORIAL, tmp_path_factory.mktemp("tutorial"))


def test_the_tutorial_does_what_it_says(floods: Path) -> None:
    page = (floods / "site" / "statements" / "okonjo-at-the-dam" / "index.html").read_text(encoding="utf-8")
    assert "a hundred" in page


@pytest.mark.parametrize("name", [name for name in PAGES if name != "tutorial.md"])
def test_a_page_does_what_it_says_in_the_archive_of_the_tutorial(name: str, floods: Path, tmp_path: Path) -> None:
    if not any(
        title or language == "console" for language, title, _ in blocks(PAGES[name].read_text(encoding="utf-8"))
    ):
        pytest.skip("nothing to run")
    shutil.copytree(floods.parent, tmp_path / "all")
    run(PAGES[name], tmp_path / "all" / floods.name)


@pytest.mark.parametrize("name", [*PAGES, "README.md"])
def test_what_is_not_run_is_what_installs_publishes_or_goes_on(name: str) -> None:
    text = PAGES.get(name, ROOT / name).read_text(encoding="utf-8")
    for language, _, content in blocks(text):
        if language == "sh":
            assert [line for line in content.splitlines() if not line.startswith(_NOT_RUN)] == []


def test_a_difference_is_seen_and_what_varies_is_not() -> None:
    assert matches("a … c\n…\nend\n", "a b c\nx\ny\nend\n")
    assert not matches("a … c\n", "a b d\n")
    assert not matches("a\n", "a\nb\n")
