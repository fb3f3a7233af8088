"""Checks the front matter of hand-written pages before MkDocs reads it.

MkDocs reports none of its faults: invalid YAML is shown as text of the page, `12:30` becomes 750, and a theme that gets
a number instead of a list ends the build with a traceback.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.problems import Place, Problem
from generator.records import hashtags
from generator.records.yaml_text import Steps, field_path, read_part

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
"""The same pattern as in MkDocs."""
_WITH_KEYS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[^\s:#-][^\n:]*:(?:\s|\Z)")
"""Front matter begins with a key. A page may also begin with a horizontal rule, and text between two of those is not
front matter."""

_TEXTS = ("title", "description", "author", "subtitle", "template", "icon", "status")
_NAMES = ("template", "icon", "status")
"""The texts in `_TEXTS` that the theme uses as names to look up, so a number does not work."""


def front_matter_problems(path: str, page: str) -> Iterator[Problem]:
    """The problems of values in the front matter of the page at `path` that MkDocs or the theme would misread. Empty if
    the page has no front matter."""
    found = _FRONT.match(page)
    if not found or not _WITH_KEYS.match(found[1]):
        return
    source, problems = read_part(path, found[1], 2)
    yield from problems
    if source is None or problems:
        return
    yield from hashtags.cut_in_pages(source, _TEXTS)
    loader = yaml.SafeLoader(found[1])
    try:
        node = loader.get_single_node()
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        for key, value in pairs:
            for steps, why, remedy in _misread_values(loader, key, value):
                yield Problem("wrong-type", source.place(steps), field_path(steps), why, remedy)
    except (
        yaml.MarkedYAMLError
    ) as fault:  # MkDocs uses the pure-Python parser, which accepts less than libyaml: no `?` within []
        mark = fault.problem_mark
        place = Place(path, mark.line + 2, mark.column + 1) if mark else source.place()
        yield Problem("wrong-type", place, "", _NOT_READ, _QUOTE)
    finally:
        loader.dispose()


def _misread_values(loader: yaml.SafeLoader, key: yaml.Node, value: yaml.Node) -> Iterator[tuple[Steps, str, str]]:
    name = str(key.value)
    try:
        loader.construct_object(key, deep=True)
        read = loader.construct_object(value, deep=True)
        misread = key.tag == "tag:yaml.org,2002:merge"
    except (ValueError, TypeError, yaml.YAMLError):
        misread = True
    if misread:
        yield (name,), _NOT_READ, _QUOTE
        return
    if name in _TEXTS and read is not None:
        if not isinstance(value, yaml.ScalarNode):
            yield (name,), "a text is wanted here", "write it on one line"
        elif not isinstance(read, str) and (name in _NAMES or str(read) != value.value):
            yield (name,), f"YAML takes this for {_kind_of_value(read)}, and not for words", _QUOTE
    if name == "hide" and not isinstance(read, str | None):
        if not isinstance(value, yaml.SequenceNode):
            yield (name,), "a list is wanted here", "write [navigation], [toc] or both"
            return
        for number, item in enumerate(read):
            if not isinstance(item, str):
                yield (name, number), "a word is wanted here", "write navigation, toc, path or footer"


_NOT_READ = "YAML cannot read this, and MkDocs would show the front matter as text"
_QUOTE = "put it in quotation marks"


def _kind_of_value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes or no"
    return "a number" if isinstance(value, int | float) else "a date or something else"
