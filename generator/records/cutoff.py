"""Words that an author wrote and YAML takes for a comment: ` #word` behind a plain text, or where a text is to begin.

A comment has a space behind its sign, `# as printed`; a hashtag has none, and is what an author means to say. So only that is
refused, and only where a text is wanted: behind a date, an id or a word from a list nothing is lost.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from generator.problems import Problem, shown
from generator.records import fields
from generator.records.model import Alias, Line, Prose, Words
from generator.records.yaml_text import Source, Steps, compose, dotted

_SOME = re.compile(r"(?m)(?:^|[ \t])#[^\s#!]")
_BEHIND = re.compile(r"[ \t]+(#[^\s#!][^\n]*)")

_NULLS = frozenset({"~", "null", "Null", "NULL"})
"""Who writes one of these says that no text is to stand here."""

REMEDY = "put the value in quotation marks; a comment has a space behind its sign"


def cut_off(source: Source, model: type[BaseModel]) -> Iterator[Problem]:
    """A problem for each text of the record that a hashtag cuts off."""
    if _SOME.search(source.yaml_text):
        yield from _cut(source, compose(source.yaml_text), model, (), wanted=False)


def _cut(
    source: Source, node: yaml.Node, model: type[BaseModel] | None, steps: Steps, *, wanted: bool
) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value)
            inner = fields.part(model, name) if model else None
            yield from _cut(source, value, inner, (*steps, name), wanted=bool(model) and _takes_text(model, name))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _cut(source, item, model, (*steps, number), wanted=wanted)
    elif wanted and isinstance(node, yaml.ScalarNode) and not node.style and node.value not in _NULLS:
        found = _BEHIND.match(source.yaml_text, node.end_mark.index)
        if found:
            fault = f"the words '{shown(found[1])}' are read as a comment"
            yield Problem("hashtag-read-as-comment", source.place(steps), dotted(steps), fault, REMEDY)


@cache
def _takes_text(model: type[BaseModel], key: str) -> bool:
    """Whether words stand under this key of a part, or in its list."""
    if key not in fields.keys(model):
        return False
    hints = typing.get_type_hints(model, include_extras=True)
    name = next(name for name, field in model.model_fields.items() if (field.alias or name) == key)
    return _is_text(hints[name])


def _is_text(hint: Any) -> bool:
    if hint in (Line, Prose, Words, Alias):
        return True
    return any(_is_text(inner) for inner in typing.get_args(hint) if not isinstance(inner, type) or inner is Alias)
