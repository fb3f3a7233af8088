"""Everything that the developers' guide names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import generator

ROOM = Path(generator.__file__).parent
TEXT = (ROOM / "README.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, each as its cells."""
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"][
        2:
    ]


def test_every_room_has_its_line() -> None:
    named = {cells[0].strip("`/") for cells in table("The rooms")}
    there = {path.name for path in ROOM.iterdir() if path.name[0] not in "._" and path.suffix in ("", ".py")}
    assert named == there


@pytest.mark.parametrize(("question", "answer"), table("Where is …?"))
def test_what_a_newcomer_asks_for_is_there(question: str, answer: str) -> None:
    path = ROOM / answer.strip("`")
    assert path.is_dir() if answer.endswith("/`") else path.is_file(), question


def test_a_newcomer_finds_twenty_things() -> None:
    assert len(table("Where is …?")) >= 20


REPOSITORY = ROOM.parent
BY_THE_READER = {
    "pages/languages/page.py",
    "pages/languages/index.md.j2",
    "tests/pages/test_languages.py",
    "exports/titles.py",
    "tests/exports/test_titles.py",
}
"""Names that the recipes tell a reader to create."""
ENDINGS = (".py", ".js", ".json", ".html", ".j2", ".md", ".toml", ".ts", "/")
MADE = {"known.json"}
"""Files that a build writes into the site."""


def named() -> set[str]:
    """Every file and folder that the text names, also within a command. What begins with a slash is an address of the site."""
    words = (
        word
        for span in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL))
        for word in span.split()
    )
    return {
        word
        for word in words
        if not word.startswith(("/", ".venv", "(")) and ("/" in word or word.endswith(ENDINGS)) and word not in MADE
    }


@pytest.mark.parametrize("path", sorted(named()))
def test_each_path_that_the_guide_names_is_there(path: str) -> None:
    """From the generator's folder or the repository's; scripts and parts of pages also from their own."""
    folders = (ROOM, REPOSITORY, ROOM / "theme", ROOM / "theme" / "assets", ROOM / "pages")
    found = [folder / path for folder in folders if (folder / path).exists()]
    assert bool(found) != (path in BY_THE_READER)
    assert not path.endswith("/") or found[0].is_dir()


def test_the_guide_names_what_the_reader_is_to_write() -> None:
    assert named() >= BY_THE_READER


@pytest.mark.parametrize(
    ("folder", "module"),
    [
        (folder, module)
        for files, text in table("Scripts")
        for folder in re.findall(r"`(\w+)/`", files)
        for module in re.findall(r"`(\w+)`", text)
    ],
)
def test_each_script_that_the_guide_names_is_there(folder: str, module: str) -> None:
    assert (ROOM / "theme" / "assets" / folder / f"{module}.js").is_file()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("archive/rules/entities.py", "RULES"),
        ("archive/rules/statements.py", "DEMANDS"),
        ("pages/__init__.py", "_OTHER_PAGES"),
        ("pages/__init__.py", "empty_indexes"),
        ("records/settings.py", "_ORDER"),
        ("records/settings.py", "SECTIONS"),
        ("routes.py", "PACKAGE"),
        ("pipeline.py", "def download_files"),
        ("records/key_help.py", '"Document.date"'),
    ],
)
def test_the_names_in_the_steps_are_there(path: str, name: str) -> None:
    assert name in (ROOM / path).read_text(encoding="utf-8")
