"""What the developers' guide names is there."""

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


@pytest.mark.parametrize("path", sorted({*re.findall(r"^\d\. `([a-z_/]+\.py)`:", TEXT, re.MULTILINE)}))
def test_what_the_steps_name_is_there(path: str) -> None:
    made_by_the_reader = path in ("pages/languages/__init__.py", "exports/titles.py")
    assert (ROOM / path).is_file() != made_by_the_reader


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("archive/rules/entities.py", "RULES"),
        ("archive/rules/statements.py", "DEMANDS"),
        ("pages/__init__.py", "_SUBJECTS"),
        ("pages/__init__.py", "empty_indexes"),
        ("records/settings.py", "_ORDER"),
        ("records/settings.py", "SECTIONS"),
        ("routes.py", "PACKAGE"),
        ("pipeline.py", "def downloadable"),
        ("records/key_help.py", '"Document.date"'),
    ],
)
def test_the_names_in_the_steps_are_there(path: str, name: str) -> None:
    assert name in (ROOM / path).read_text(encoding="utf-8")
