"""The guide for those who keep an archive or add to one: Markdown in this folder, published under `/guide/` where an
archive wants it."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from textwrap import dedent, indent

from generator.guide import from_code
from generator.text import messages

FOLDER = "guide"
"""The guide's address in an archive's site."""

_MADE = re.compile(r"^<!-- made from the code: ([a-z]+) -->$", re.MULTILINE)
_TITLED = re.compile(r"^( *)```([a-z]+) title=(\S+)$", re.MULTILINE)
_NESTED = re.compile(r"^( +)```[a-z]*\n((?:(?! *```).*\n)*+)\1```$", re.MULTILINE)
"""A code block within a list. Python-Markdown supports no fences there: the code must be indented."""


def pages(own: Path) -> dict[str, str]:
    """The Markdown of each page by its source path, except pages that exist in `own`, the folder of hand-written
    pages."""
    return {path: text for path, text in _pages().items() if not (own / path).is_file()}


@cache
def _pages() -> dict[str, str]:
    texts = _texts(resources.files(__name__), "")
    with messages.language_set(messages.ENGLISH):  # like the rest of the guide
        return {f"{FOLDER}/{path}": _published(text) for path, text in texts.items()}


@cache
def groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The groups of pages on the guide's first page: for each its name, and the (title, source path) of its pages."""
    texts = _texts(resources.files(__name__), "")
    found = []
    for part in texts["index.md"].split("\n**")[1:]:
        name, _, listed = part.partition("**")
        paths = (path for path in _LINKED.findall(listed) if path in texts)
        found.append((name, tuple((_TITLE.findall(texts[path])[0], f"{FOLDER}/{path}") for path in paths)))
    return tuple(found)


_LINKED = re.compile(r"\]\(([a-z/-]+\.md)\)")
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)


def _texts(folder: Traversable, path: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            texts |= _texts(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".md"):
            texts[path + entry.name] = entry.read_text(encoding="utf-8")
    return texts


def _published(text: str) -> str:
    """A page in the form that MkDocs reads. The parts generated from the code are inserted. Titles of code blocks are
    put above them, and code blocks within lists are indented, since Python-Markdown supports neither titles nor fences
    in lists."""
    from generator import commands  # noqa: PLC0415  (it imports all of `authoring/`, which a build does not need)

    made = {
        "records": from_code.records,
        "settings": from_code.settings,
        "commands": lambda: from_code.commands(commands.parser()),
        "problems": from_code.problems,
    }
    text = _TITLED.sub(r"\1`\3`:\n\n\1```\2", _MADE.sub(lambda found: made[found[1]](), text))
    return _NESTED.sub(lambda found: indent(dedent(found[2]), " " * 8), text)
