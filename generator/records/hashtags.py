"""Finds hashtags that YAML reads as comments: ` #word` after an unquoted text, or at its beginning.

A comment has a space after its sign, as in `# as printed`. A hashtag has none, and is part of what the author meant to
write. It is reported only in text fields: after a date, an id or a word from a list, nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import yaml
from pydantic import BaseModel

from generator.problems import Problem
from generator.records import structure
from generator.records.model import Alias
from generator.records.scalars import Line, Prose, Words
from generator.records.yaml_faults import HASHTAG_AT_MARGIN, hashtag_fault
from generator.records.yaml_text import Source, Steps, compose, field_path

_ANY_HASHTAG = re.compile(r"(?m)(?:^|[ \t])#+[^\s#!]")
_AFTER_VALUE = re.compile(r"[ \t]+(#+[^\s#!][^\n]*)")
_BELOW = re.compile(r"[ \t]*(?:\n[ \t]*)*\n( +)(#+[^\s#!][^\n]*)")

_BELOW_BLOCK = re.compile(r" *(#+(?!\w+:(?:\s|$))\w[^\n]*)")
"""A hashtag directly below a block of text, except a key that was commented out."""

_NULLS = frozenset({"~", "null", "Null", "NULL"})
"""Values with which the author says that there is no text."""

REMEDY = "put the value in quotation marks; a comment has a space behind its sign"


def texts_cut_short(source: Source, model: type[BaseModel]) -> Iterator[Problem]:
    """A problem for each text of a record that is cut short by a hashtag."""
    if _ANY_HASHTAG.search(source.yaml_text):
        yield from _problems_in_part(source, compose(source.yaml_text), model, ())


def cut_in_pages(source: Source, keys: Collection[str]) -> Iterator[Problem]:
    """A problem for each of these keys of a page's front matter whose text is cut short by a hashtag."""
    root = compose(source.yaml_text)
    if _ANY_HASHTAG.search(source.yaml_text) and isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value in keys and isinstance(value, yaml.ScalarNode):
                yield from _cut_text(source, value, key.start_mark.column, (str(key.value),))


def _problems_in_part(source: Source, node: yaml.Node, model: type[BaseModel], steps: Steps) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            shape = structure.shape_of(model, str(key.value))
            if shape:
                yield from _problems_in_value(source, value, shape, key.start_mark.column, (*steps, str(key.value)))


def _problems_in_value(
    source: Source, node: yaml.Node, shape: structure.Shape, indent: int, steps: Steps
) -> Iterator[Problem]:
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _problems_in_value(source, item, shape, node.start_mark.column, (*steps, number))
    elif isinstance(node, yaml.MappingNode) and shape.form == "table":
        for key, value in node.value:
            yield from _problems_in_value(
                source, value, shape.items[0], key.start_mark.column, (*steps, str(key.value))
            )
    elif shape.innermost.part and isinstance(node, yaml.MappingNode):
        yield from _problems_in_part(source, node, shape.innermost.part, steps)
    elif _is_text(shape.innermost) and isinstance(node, yaml.ScalarNode):
        yield from _cut_text(source, node, indent, steps)


def _cut_text(source: Source, node: yaml.ScalarNode, indent: int, steps: Steps) -> Iterator[Problem]:
    """`indent` is the column of the text's key, or of the dash before it: a hashtag on the next line that is further in
    would continue the text, if YAML did not read it as a comment."""
    if node.style in ("|", ">"):
        found = _BELOW_BLOCK.match(source.yaml_text, node.end_mark.index)
        if found and not source.yaml_text.endswith("\n\n", 0, found.start()):
            yield Problem(
                "hashtag-read-as-comment",
                source.place(steps),
                field_path(steps),
                hashtag_fault(found[1]),
                HASHTAG_AT_MARGIN,
            )
    if node.style or node.value in _NULLS:
        return
    found = _AFTER_VALUE.match(source.yaml_text, node.end_mark.index)
    below = _BELOW.match(source.yaml_text, node.end_mark.index) if node.value else None
    cut = found[1] if found else below[2] if below and len(below[1]) > indent else None
    if cut:
        yield Problem("hashtag-read-as-comment", source.place(steps), field_path(steps), hashtag_fault(cut), REMEDY)


def _is_text(shape: structure.Shape) -> bool:
    """Whether the shape is a text, or a part that may be written as one."""
    return shape.part is Alias or shape.hint in (Line, Prose, Words)
